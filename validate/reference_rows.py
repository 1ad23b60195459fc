"""The rows of the reference tables, each with its dates and source."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    """A suspension, embargo, removal or other state of a participant during a span."""

    iso2: str
    event: str
    span: Span
    effect: str
    detail: str
    source: str


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
    """A route's demand: lots of these commodity groups and origins want one of `documents`."""

    id: str
    groups: frozenset[str]
    origins: frozenset[str]
    hs_prefixes: tuple[str, ...]
    span: Span
    documents: tuple[str, ...]
    severity: str
    basis: str
    note: str


@dataclass(frozen=True, slots=True)
class DemandedField:
    """A field that a document's scheme demands; `names` are alternatives of which one suffices.

    `importance` is `decisive` where nobody can say without it whether the goods may move, `formal` where the form
    carries it in other ways too (an authority stands in letterhead and stamp), else `demanded`.
    """

    document: str
    names: tuple[str, ...]
    importance: str
    basis: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A dated measure on goods of a country or entering a jurisdiction (export control, import ban).

    `minerals`, `hs_prefixes` and `sites` narrow what it strikes; `document` is what it demands (`none possible`: ban).
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


@dataclass(frozen=True, slots=True)
class ValueBand:
    """US dollars per carat between which a parcel of one origin usually lies."""

    iso2: str
    low: Decimal
    high: Decimal
    source: str
