"""What the passport stage hands on: the passport of one lot, as it is published.

Every model here is public API: the published JSON Schema is generated from it. The rules of the form:

- A member that is absent was not stated; `null` never occurs and nothing stands for a missing value.
- Weights, shares, grades and amounts are decimal text, as exact as the paper states them. The only numbers with a
  fraction are confidences (3 decimals) and boxes (4 decimals, fractions of the upright page, origin top left).
- A fact that several papers state is given once per differing statement, each with all that state it; which
  statement is right is not decided here, the findings say where they disagree.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

SCHEMA: Literal["lotpass.passport/1"] = "lotpass.passport/1"
"""The identifier that every passport of this form carries."""

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
Count = Annotated[int, Field(ge=0)]
Ordinal = Annotated[int, Field(ge=1)]


class Part(BaseModel):
    """A part of a passport: frozen, and without members that the schema does not know."""

    # By name as well as by alias, so that a value that holds a passport can be written and read back in the house.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


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
    fields: dict[str, FieldRecord]
    lines: tuple[dict[str, FieldRecord], ...] = Field(description="The rows of its table.")
    more: dict[str, FieldRecord] = Field(description="Facts beyond the contract's field names.")


class CitedDocument(Part):
    """A document of another lot that a finding names."""

    id: str
    type: str
    number: str | None = None
    pages: tuple[PageRecord, ...]


class FileRecord(Part):
    """A file that this passport rests on or, if quarantined, that it could not take into account."""

    sha256: Sha256
    names: tuple[str, ...] = Field(description="As found; a member of an archive is archive!member.")
    media_type: str
    bytes: Count
    pages: Count
    role: Literal["pages", "container", "custody", "none"]
    status: Literal["read", "quarantined"]
    reason: str | None = Field(default=None, description="Why it was quarantined.")


class Source(Part):
    """Who states a fact: a field of a document (a row of its table, if line is given) or a custody event."""

    document: str | None = None
    event: str | None = None
    field: str
    line: Ordinal | None = Field(default=None, description="Row of the document's table, counted from 1.")
    status: Literal["read", "corrected"] | None = None
    confidence: Fraction | None = None


class Statement(Part):
    """One value of a fact, and all who state it so."""

    value: Value
    unit: str | None = None
    sources: tuple[Source, ...]


ClaimKind = Literal["government-certified", "third-party", "self-declared", "inferred-from-custody"]


class OriginStatement(Part):
    """One stated origin, who states it, and what kind of claim that is. No claim here was tested on the material."""

    value: str = Field(description="ISO 3166-1 alpha-2 code, mixed, or the name of a mine site.")
    claim: ClaimKind = Field(
        description="government-certified: a certificate that a state's authority issues (Kimberley Process, ICGLR, "
        "a certificate of origin of customs or a ministry). third-party: a body that is no party to the sale, or one "
        "that is not known to be an authority. self-declared: exporter, importer or carrier on their word. "
        "inferred-from-custody: the custody records begin there."
    )
    sources: tuple[Source, ...]


class Subject(Part):
    """What the lot is, as stated."""

    mineral: tuple[Statement, ...]
    goods_description: tuple[Statement, ...]
    hs_codes: tuple[Statement, ...]
    lot_numbers: tuple[Statement, ...]


class Quantities(Part):
    """How much it is, as stated, with units."""

    carat_weight: tuple[Statement, ...]
    net_weight: tuple[Statement, ...]
    gross_weight: tuple[Statement, ...]
    parcel_count: tuple[Statement, ...]
    grade: tuple[Statement, ...]
    value: tuple[Statement, ...]


class Origin(Part):
    """Where the material was mined, as stated or inferred; the strongest kind of claim first."""

    countries: tuple[OriginStatement, ...]
    mine_sites: tuple[OriginStatement, ...]


class Route(Part):
    """From where to where it is exported, as stated: ISO 3166-1 alpha-2."""

    provenance: tuple[Statement, ...]
    destination: tuple[Statement, ...]


class Party(Part):
    """Names and addresses that the papers give for one role."""

    names: tuple[Statement, ...]
    addresses: tuple[Statement, ...]


class Parties(Part):
    """The parties of the export, as stated."""

    exporter: Party
    importer: Party


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
    more: dict[str, str] = Field(description="Columns and members beyond the contract's.")


class Parent(Part):
    """A lot that went directly into this one."""

    lot: str
    events: tuple[str, ...] = Field(description="The custody events in which it went in.")
    passport: Sha256 | None = Field(default=None, description="Digest of the parent's passport, where there is one.")


class CheckRecord(Part):
    """The outcome of one rule."""

    rule: str
    outcome: Literal["passed", "failed", "not_applicable", "not_decidable"]
    reason: str | None = None


class CheckCounts(Part):
    """How many rules had which outcome."""

    passed: Count
    failed: Count
    not_applicable: Count
    not_decidable: Count


class Side(Part):
    """What one side of a finding states."""

    document: str | None = None
    event: str | None = None
    reference: str | None = None
    field: str | None = None
    value: str | None = None


class FindingRecord(Part):
    """Something that a check found."""

    code: str
    rule: str
    severity: Literal["block", "review", "info"]
    message: str
    basis: str = Field(description="The regulation, standard or document that calls for the check.")
    left: Side | None = None
    right: Side | None = None
    evidence: tuple[Evidence, ...]


class Undecided(Part):
    """Something that this passport cannot say, and why."""

    kind: Literal["check", "field", "file", "custody", "scope"] = Field(
        description="check: a rule lacked evidence. field: a value is unreadable, conflicting or uncertain. file: "
        "a file could not be read. custody: a record could not be used. scope: what papers cannot show."
    )
    about: str
    reason: str
    document: str | None = None
    field: str | None = None
    evidence: tuple[Evidence, ...]


class MadeBy(Part):
    """Versions of everything that had a part in this passport: the same ones give the same passport again."""

    lotpass: str
    engines: dict[str, str] = Field(description="Reading engines and models by name, with version or digest.")
    extraction: str = Field(description="Version of what makes documents and fields of pages.")
    rules: str = Field(description="Version of the rule set.")
    reference: str = Field(description="Version or digest of the reference tables.")
    policy: str = Field(description="Digest of the policy that the checks followed.")


class Passport(Part):
    """The digital product passport of one lot: what its papers and custody records state, and what was checked."""

    schema_id: Literal["lotpass.passport/1"] = Field(alias="schema", description="The form of this passport.")
    lot: str = Field(description="The lot's number.")
    custody_lots: tuple[str, ...] = Field(description="Its numbers in the custody records.")
    status: Literal["clear", "review", "blocked"] = Field(
        description="blocked with any block finding, review with any review finding, else clear."
    )
    as_of: Day = Field(description="The day that stood for today in every date rule.")
    subject: Subject
    quantities: Quantities
    origin: Origin
    route: Route
    parties: Parties
    custody: tuple[EventRecord, ...] = Field(description="The custody chain in time order, ancestors included.")
    lineage: tuple[Parent, ...]
    documents: tuple[DocumentRecord, ...]
    cited_documents: tuple[CitedDocument, ...]
    files: tuple[FileRecord, ...]
    check_counts: CheckCounts
    checks: tuple[CheckRecord, ...]
    findings: tuple[FindingRecord, ...]
    undecided: tuple[Undecided, ...]
    supersedes: Sha256 | None = Field(
        default=None, description="Digest of the earlier passport that this one corrects."
    )
    made_by: MadeBy
