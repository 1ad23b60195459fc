"""What extract hands on: documents, their fields, and the evidence for each.

Field names, values and statuses are those of the report's public contract (see docs/report.md).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from ingest.model import Box, Remark

ADDED = r"x_[a-z][a-z0-9_]{1,60}"
"""What the kinds of added document types are called."""


class DocumentKind(StrEnum):
    """The document types of the contract, and those that an installation has added (`add`)."""

    KIMBERLEY_PROCESS_CERTIFICATE = "kimberley_process_certificate"
    ICGLR_CERTIFICATE = "icglr_certificate"
    CERTIFICATE_OF_ORIGIN = "certificate_of_origin"
    EXPORT_LICENCE = "export_licence"
    COMMERCIAL_INVOICE = "commercial_invoice"
    PACKING_LIST = "packing_list"
    TRANSPORT_DOCUMENT = "transport_document"
    ASSAY_CERTIFICATE = "assay_certificate"
    ORIGIN_DECLARATION = "origin_declaration"
    CUSTOMS_DECLARATION = "customs_declaration"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, value: object) -> DocumentKind | None:
        """An added kind by its name, in a process that need not know the type: one that reads a report."""
        if not isinstance(value, str) or re.fullmatch(ADDED, value) is None:
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value.upper(), value
        cls._value2member_map_[value] = member
        return member

    @classmethod
    def add(cls, value: str) -> DocumentKind:
        """The kind of a type that an installation adds, from now on one of the kinds.

        Its name begins with `x_`, so that it meets no later type of the contract; raises ValueError for another.
        """
        if re.fullmatch(ADDED, value) is None:
            raise ValueError(f"{value!r} is no name for an added document type: x_, then small letters, digits and _")
        member = cls(value)
        if member.name not in cls._member_map_:
            cls._member_map_[member.name] = member
            cls._member_names_.append(member.name)
        return member


class Money(BaseModel):
    """An amount with its currency (ISO 4217). `amount` is never a float."""

    model_config = ConfigDict(frozen=True)

    amount: Decimal
    currency: str


FieldValue = str | int | Money | tuple[str, ...]
"""A value as the contract shapes it: text (dates ISO, weights plain decimal text), count, money or list."""

FieldStatus = Literal["read", "unreadable", "conflicting", "corrected"]


class Evidence(BaseModel):
    """Where a value stands: file (SHA-256), page (from 1), box in fractions of the upright page."""

    model_config = ConfigDict(frozen=True)

    file: str
    page: int
    box: Box

    def within(self, place: Evidence) -> bool:
        """Whether its middle lies in another place."""
        box = place.box
        same = (self.file, self.page) == (place.file, place.page)
        return same and box.x0 <= self.box.mid_x <= box.x1 and box.y0 <= self.box.mid_y <= box.y1


NEAREST: Final = 3
"""Other readings, the strongest, that count against a value or for what it may also mean."""


class Alternative(BaseModel):
    """Another reading that was weighed and not chosen, with its score (0..1)."""

    model_config = ConfigDict(frozen=True)

    value: FieldValue
    unit: str | None = None
    raw: str
    score: float
    evidence: tuple[Evidence, ...] = ()


class Field(BaseModel):
    """One fact that a document states.

    `value` is None unless `status` is `read` or `corrected` (a conflicting field keeps both values in
    `alternatives`). `unit` stands beside every weight, share and grade, as printed (`ct`, `kg`, `g`, `t`, `%`).
    `raw` is the text as it stands on the page. `confidence` is the calibrated chance that the value is right.
    `label` is the label's text as seen, None where the value was recognised by its own shape. `rule` names what
    parsed it (for a date: the rule that settled day and month).
    """

    model_config = ConfigDict(frozen=True)

    name: str
    value: FieldValue | None
    unit: str | None = None
    raw: str = ""
    status: FieldStatus = "read"
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    label: str | None = None
    rule: str | None = None
    alternatives: tuple[Alternative, ...] = ()

    @property
    def nearest(self) -> tuple[Alternative, ...]:
        """The strongest of the other readings, which are weighed against the value; weaker ones are only kept."""
        return self.alternatives[:NEAREST]

    def is_on(self, pages: Collection[tuple[str, int]]) -> bool:
        """Whether it was read on one of these pages, each a file (SHA-256) and a number."""
        return any((place.file, place.page) in pages for place in self.evidence)

    def beside(self, first: Alternative) -> tuple[Alternative, ...]:
        """The other readings with one more at their head, each once."""
        return different((first, *self.alternatives))


def different(readings: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Readings of one fact in their order, each once where it comes first."""
    kept: dict[tuple[FieldValue, str | None], Alternative] = {}
    for reading in readings:
        kept.setdefault((reading.value, reading.unit), reading)
    return tuple(kept.values())


class PageRef(BaseModel):
    """A page of a file: SHA-256 and number from 1."""

    model_config = ConfigDict(frozen=True)

    file: str
    page: int


class TextLine(NamedTuple):
    """A line of a document's own wording: page (from 1, in its file) and box in fractions of that page.

    `confidence` is the mean of its words'; `digital` says that the text is the file's own and no reading of a picture.
    `file` is the page's file (SHA-256) where that is not the file of the document's first page, else empty.
    """

    text: str
    page: int
    box: Box
    confidence: float
    digital: bool
    file: str = ""


class Sign(BaseModel):
    """A mark of the document with its place: kind as in `ingest.model.Mark`; `text` is the word, or what a code says.

    A mark without a place of its own stands for the whole page.
    """

    model_config = ConfigDict(frozen=True)

    kind: str
    text: str | None = None
    evidence: Evidence


class Sheet(BaseModel):
    """How a page of the document was found and read; fields and units are those of `ingest.model.Page`."""

    model_config = ConfigDict(frozen=True)

    file: str
    page: int
    width: float
    height: float
    origin: Literal["text-layer", "ocr", "cells"]
    rotation: Literal[0, 90, 180, 270] = 0
    skew: float = 0.0
    dpi: float | None = None
    blur: float | None = None
    remarks: tuple[Remark, ...] = ()


class Document(BaseModel):
    """A document made of one or more pages, in the order in which they are read, with what it states.

    `id` is `d1`, `d2` … in the order of the bundle's pages. `fields` holds contract fields only; `more` holds
    further facts under names of our own (`mining_method`, `previous_certificate_numbers`, `incoterm` …). `lines` are
    the rows of its table. `marks` are words and signs seen on it, `signs` the same with their places; `sheets` say how
    its pages were found. `form` variants stand in `fields`. `text` is the
    wording of its pages, line by line, for statements that no field holds, `phrases` the same phrase by phrase, as
    columns and boxes part it; the report leaves both out.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    type: DocumentKind
    confidence: float
    language: str
    pages: tuple[PageRef, ...]
    title: str | None = None
    fields: dict[str, Field] = {}
    lines: tuple[dict[str, Field], ...] = ()
    marks: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    more: dict[str, Field] = {}
    text: tuple[TextLine, ...] = ()
    phrases: tuple[TextLine, ...] = ()
