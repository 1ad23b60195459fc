"""What a paper states, before it is worded and printed.

A `DocumentFacts` is the content of one paper as values (a date, a weight, a sum), independent of language and
layout. A discrepancy changes one of them; the wording then prints them in the paper's own manner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """Words or an identifier, printed as they stand; several `lines` are printed below each other."""

    lines: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Text:
        """One line of text."""
        return cls((text,))


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day."""

    day: date


@dataclass(frozen=True, slots=True)
class Weight:
    """A quantity in a unit of the contract (`ct`, `g`, `kg`, `t`, `%`)."""

    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in an ISO 4217 currency."""

    amount: Decimal
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of parcels or packages; `packing` is the key of their kind (`drums`), when it is printed with it."""

    number: int
    packing: str = ""


@dataclass(frozen=True, slots=True)
class Codes:
    """Several identifiers of one kind: HS codes, seals, tags."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Land:
    """A country by its ISO 3166-1 alpha-2 code."""

    code: str


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods by a key of the glossary (`wording.goods`), with a size or grade text that is the same in all languages."""

    key: str
    detail: str = ""


Fact = Text | Day | Weight | Money | Count | Codes | Land | Goods
"""One value of a contract field as a paper states it."""


@dataclass(frozen=True)
class DocumentFacts:
    """One paper's content.

    `kind` is the short name used in file names and layouts (`kp`, `icglr`, `coo`, `lic`, `inv`, `pl`, `tr`, `assay`,
    `decl`, `sad`); `lot` the position of its lot in the bundle; `fields` maps contract field names to facts; `asides`
    holds what is printed beside the contract's fields (a bank account, a vessel's name) by wording key.
    """

    kind: str
    lot: int
    issuer: str
    fields: Mapping[str, Fact]
    lines: tuple[Mapping[str, Fact], ...] = ()
    asides: Mapping[str, str] = field(default_factory=dict)

    def stating(self, **changed: Fact) -> DocumentFacts:
        """A copy in which these fields state something else."""
        return replace(self, fields={**self.fields, **changed})

    def without(self, *names: str) -> DocumentFacts:
        """A copy that lacks these fields."""
        return replace(self, fields={n: f for n, f in self.fields.items() if n not in names})


TYPES: Mapping[str, str] = {
    "kp": "kimberley_process_certificate",
    "icglr": "icglr_certificate",
    "coo": "certificate_of_origin",
    "lic": "export_licence",
    "inv": "commercial_invoice",
    "pl": "packing_list",
    "tr": "transport_document",
    "assay": "assay_certificate",
    "decl": "origin_declaration",
    "sad": "customs_declaration",
    "other": "unknown",
}
"""Short kinds and the document types of the contract."""


def value_of(name: str, fact: Fact, mineral: str = "") -> tuple[Any, str | None]:
    """The contract's value and unit of a fact, as they stand in a truth file."""
    match fact:
        case Text(lines):
            return ", ".join(lines) if name.endswith("_address") else " ".join(lines), None
        case Day(day):
            return day.isoformat(), None
        case Weight(amount, unit):
            return str(amount), unit
        case Money(amount, currency):
            return {"amount": str(amount), "currency": currency}, None
        case Count(number):
            return number, None
        case Codes(items):
            return ["".join(c for c in item if c.isdigit()) if name == "hs_codes" else item for item in items], None
        case Land(code):
            return code, None
        case Goods():
            return mineral, None
