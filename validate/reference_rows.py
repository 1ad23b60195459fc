"""The rows of the reference tables, each with its dates and source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from validate.dated import Span


@dataclass(frozen=True, slots=True)
class Membership:
    """A country's part in a scheme (Kimberley Process, ICGLR, EU) during a span; `EU` stands for the Union."""

    iso2: str
    name: str
    span: Span
    source: str
    authorities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusEvent:
    """A suspension, embargo, removal or other state of a participant during a span; `rule` judges it."""

    iso2: str
    event: str
    span: Span
    effect: str
    detail: str
    source: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Mineral:
    """A commodity: its group, HS prefixes, whether the ICGLR designates it, a wide price band in USD per kg."""

    name: str
    group: str
    designated: bool
    hs_prefixes: tuple[str, ...]
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """The shape of a participant's certificate numbers; `confirmed` when a source shows it."""

    iso2: str
    pattern: re.Pattern[str]
    example: str
    confirmed: bool
    source: str


@dataclass(frozen=True, slots=True)
class Validity:
    """How long a document of an issuer (`*`: any) may be valid, in days from its issue."""

    document: str
    issuer: str
    rule: str
    days: int | None
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class RequiredDocument:
    """A route's demand: lots of these commodity groups and origins want one of `documents`; `rule` asks for it."""

    id: str
    groups: frozenset[str]
    origins: frozenset[str]
    hs_prefixes: tuple[str, ...]
    span: Span
    documents: tuple[str, ...]
    severity: str
    basis: str
    note: str
    rule: str = "P001"


@dataclass(frozen=True, slots=True)
class DemandedField:
    """A field that a document's scheme demands; `names` are alternatives of which one suffices.

    `importance` is `decisive` where nobody can say without it whether the goods may move, `formal` where the form
    carries it in other ways too (an authority stands in letterhead and stamp), else `demanded`. `absent` is how grave
    it is where the paper's own text was searched and does not bear it; else, and where the table does not say, it
    calls a reviewer, or is information where it is formal.
    """

    document: str
    names: tuple[str, ...]
    importance: str
    basis: str
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A dated measure on goods of a country or entering a jurisdiction (export control, import ban).

    `minerals`, `hs_prefixes`, `sites` and `least_carats` (of a stone) narrow what it strikes; `document` is what it
    demands (`none possible`: ban).
    """

    place: str
    goods: str
    span: Span
    measure: str
    document: str
    source: str
    minerals: tuple[str, ...] = ()
    hs_prefixes: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    rule: str = "R037"
    least_carats: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ValueBand:
    """US dollars per carat between which a parcel of one origin usually lies."""

    iso2: str
    low: Decimal
    high: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A standard statement that a paper bears word for word: its kind, when it is in use, its text and source.

    `language` is the text's; `core` are those of its words that stand nowhere else on such a paper: where none of them
    is there, nothing of the statement is.
    """

    key: str
    kind: str
    span: Span
    text: str
    source: str
    language: str = "en"
    core: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Production:
    """Carats of rough diamonds that a country produced in a year."""

    iso2: str
    year: int
    carats: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """Kilograms a year of goods of a CN code from which on an importer has the full duties of the Union's 3TG law."""

    cn_code: str
    description: str
    kilograms: Decimal
    span: Span
    source: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A public notice that certificates of a country bearing `number` (`*`: any) are fakes."""

    iso2: str
    number: str
    span: Span
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Domain:
    """A web domain that papers may name for verification; `official` where a source confirms it."""

    name: str
    what: str
    official: bool
    source: str


@dataclass(frozen=True, slots=True)
class LabourRisk:
    """A risk to people reported for goods of a country, and the evidence that answers it; never a bar."""

    iso2: str
    minerals: tuple[str, ...]
    risk: str
    span: Span
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class OriginForm:
    """A form of certificate of origin: its origin criteria (those for ores apart), months of validity, the endorsement
    of a late issue, and the fields that its boxes demand.

    `whole` says that the criteria are all that the form knows; editions of other forms have had letters of their own.
    """

    form: str
    agreement: str
    criteria: tuple[str, ...]
    whole: bool
    ores: tuple[str, ...]
    months: int | None
    retrospective: str
    fields: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """US dollars for one unit of a currency (ISO 4217) on a day."""

    currency: str
    day: date
    usd: Decimal


@dataclass(frozen=True, slots=True)
class MetalPrice:
    """US dollars for a kilogram of the metal in a mineral, in a span of days."""

    mineral: str
    span: Span
    usd_per_kg: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Smelter:
    """A smelter or refiner on a list that the user loads (RMAP, LBMA, the Union's global list)."""

    name: str
    iso2: str
    list_name: str
    span: Span


@dataclass(frozen=True, slots=True)
class SchemeStatus:
    """What was decided of an industry scheme, and when; information that points to further checks."""

    scheme: str
    pattern: re.Pattern[str]
    span: Span
    status: str
    source: str


@dataclass(frozen=True, slots=True)
class CodeEdition:
    """A six-digit HS code that an edition of the nomenclature ended, and those that took its place."""

    old: str
    new: tuple[str, ...]
    span: Span
    source: str
