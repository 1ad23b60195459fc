"""What a passport repeats of the papers and records themselves: documents, fields with evidence, files, custody events.

Public API like `passport.model`, whose rules of form hold here too.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic_core import CoreSchema

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256, lower-case hexadecimal.")]
DecimalText = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$", description="A decimal number as text.")]
Fraction = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Day = Annotated[date, WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})]


def _moment(time: datetime) -> str:
    text = time.isoformat()
    return text.removesuffix("+00:00") + "Z" if time.utcoffset() == UTC.utcoffset(None) else text


Moment = Annotated[
    AwareDatetime,
    PlainSerializer(_moment),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date-time",
            "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{6})?"
            r"(Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?)$",
        }
    ),
]
Named = TypeVar("Named")
Count = Annotated[int, Field(ge=0)]
Ordinal = Annotated[int, Field(ge=1)]


def _published_name(fields: dict[str, Any], name: str) -> str:
    return str(fields[name].get("serialization_alias", name))


Unread = dict[str, Any]
"""A part by its members, before the model has read it: a whole document is read at once, many times as quick as its
hundreds of parts one by one.
"""


class Part(BaseModel):
    """A part of a passport: frozen, and without members that the schema does not know."""

    # By name as well as by alias, so that a value that holds a passport can be written and read back in the house.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Members are read in the order of their published names, and so written: that of canonical JSON."""
        schema = handler(source)
        inner: Any = schema.get("schema")
        if inner is not None and inner["type"] == "model-fields":
            fields = inner["fields"]
            inner["fields"] = {name: fields[name] for name in sorted(fields, key=partial(_published_name, fields))}
        return schema

    @classmethod
    def model_construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:
        """As pydantic's, which checks nothing; members in the same order all the same."""
        made = super().model_construct(_fields_set, **values)
        fields = {name: field.alias or name for name, field in cls.model_fields.items()}
        object.__setattr__(
            made,
            "__dict__",
            {name: made.__dict__[name] for name in sorted(fields, key=fields.__getitem__) if name in made.__dict__},
        )
        return made


def _by_name(members: dict[str, Named]) -> dict[str, Named]:
    return dict(sorted(members.items()))


Members = Annotated[dict[str, Named], AfterValidator(_by_name)]
"""Members by names of the papers' or records' own, in the order of canonical JSON."""


class Money(Part):
    """An amount of money."""

    amount: DecimalText
    currency: str = Field(description="ISO 4217 code, as the document states it.")


Value = str | int | Money | tuple[str, ...]
"""Text (dates ISO 8601, weights and shares decimal text), a count, money, or a list of texts."""


class Evidence(Part):
    """Where a value stands on the papers."""

    file: Sha256
    page: Ordinal = Field(description="Page within the file, counted from 1.")
    box: tuple[Fraction, Fraction, Fraction, Fraction] = Field(
        description="x0, y0, x1, y1 in fractions of the upright page, origin top left."
    )


class Alternative(Part):
    """Another reading of a field that was weighed."""

    value: Value
    unit: str | None = None
    raw: str = Field(description="The text as it stands on the page.")
    score: Fraction
    evidence: tuple[Evidence, ...]


class FieldRecord(Part):
    """One fact that a document states, with its evidence."""

    value: Value | None = Field(default=None, description="Absent unless the status is read or corrected.")
    unit: str | None = Field(default=None, description="As printed: ct, kg, g, t, lb, oz t, %, ppm, g/t.")
    raw: str = Field(description="The text as it stands on the page.")
    status: Literal["read", "unreadable", "conflicting", "corrected"] = Field(
        description="unreadable: its place is there, its value could not be made out. conflicting: the document "
        "states several values (see alternatives). corrected: entered by a person."
    )
    confidence: Fraction = Field(description="Calibrated chance that the value is right.")
    evidence: tuple[Evidence, ...]
    label: str | None = Field(default=None, description="The label that introduced it, as seen.")
    rule: str | None = Field(
        default=None, description="What parsed it; for a date the rule that settled day and month."
    )
    alternatives: tuple[Alternative, ...] = Field(description="Other readings that were weighed.")


class PageRecord(Part):
    """A page of a file."""

    file: Sha256
    page: Ordinal = Field(description="Page within the file, counted from 1.")


class DocumentRecord(Part):
    """A document of the lot. Number, form, issuer and dates repeat its fields, where those could be read."""

    id: str
    type: str = Field(description="A document type of the contract, for example commercial_invoice.")
    confidence: Fraction = Field(description="Calibrated chance that the type is right.")
    language: str
    title: str | None = None
    number: str | None = None
    form: str | None = Field(default=None, description="The variant where one is named: EUR.1, Form A.")
    issuing_authority: str | None = None
    issue_date: str | None = None
    expiry_date: str | None = None
    pages: tuple[PageRecord, ...]
    files: tuple[str, ...] = Field(description="Names of the files it came in.")
    marks: tuple[str, ...] = Field(description="Words and signs seen on it: specimen, copy, void, stamp, signature.")
    fields: Members[FieldRecord]
    lines: tuple[Members[FieldRecord], ...] = Field(description="The rows of its table.")
    more: Members[FieldRecord] = Field(description="Facts beyond the contract's field names.")


class CitedDocument(Part):
    """A document of another lot that a finding names."""

    id: str
    type: str
    number: str | None = None
    pages: tuple[PageRecord, ...]


class FileRecord(Part):
    """A file that this passport rests on or, if quarantined, that it could not take into account."""

    sha256: Sha256 | None = Field(default=None, description="Left out where the file's bytes could not be had.")
    names: tuple[str, ...] = Field(description="As found; a member of an archive is archive!member.")
    media_type: str
    bytes: Count
    pages: Count
    role: Literal["pages", "note", "container", "custody", "data", "none"]
    status: Literal["read", "quarantined"]
    reason: str | None = Field(default=None, description="Why it was quarantined.")


class EventRecord(Part):
    """One custody event of the lot or of a lot that it came from."""

    id: str
    time: Moment
    offset_stated: bool = Field(description="False where the record gives no time zone; UTC was then taken.")
    type: str
    lot: str
    inputs: tuple[str, ...] = Field(description="Lots that went into this step.")
    from_party: str | None = None
    to_party: str | None = None
    location: str | None = None
    country: str | None = None
    mine_site: str | None = None
    mineral: str | None = None
    quantity: DecimalText | None = None
    unit: str | None = None
    tags: tuple[str, ...]
    process: str | None = None
    recycled_share: DecimalText | None = Field(default=None, description="Percent.")
    document_numbers: tuple[str, ...]
    source: Sha256 | None = Field(default=None, description="The custody file it was read from.")
    position: Ordinal | None = Field(default=None, description="Row or event number in that file, counted from 1.")
    more: Members[str] = Field(description="Columns and members beyond the contract's.")
