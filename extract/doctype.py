"""How a document type is declared: titles, fields, labels by language, tables, and what is demanded.

A type is data. The engine that reads it (labels, geometry, value grammar) knows no type by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from extract.lexicon_parties import of_addresses
from extract.model import DocumentKind

LANGUAGES = ("en", "fr", "pt", "es")
"""The languages whose labels and titles are known, ISO 639-1."""

Words = Mapping[str, tuple[str, ...]]
"""Wordings by language (ISO 639-1)."""

QUOTED = frozenset({"certificate_number", "licence_number", "invoice_number", "transport_number"})
"""Numbers of other papers, of which each paper has one of its own as well."""


class ValueKind(StrEnum):
    """The grammar that a field's value must fit; `extract.values` parses each."""

    DATE = "date"
    CARATS = "carats"  # decimal, unit ct
    WEIGHT = "weight"  # decimal with a mass unit
    PERCENT = "percent"  # decimal, unit %, ppm or g/t
    MONEY = "money"
    COUNT = "count"  # integer: parcels, packages
    COUNTRY = "country"  # ISO 3166-1 alpha-2, or `mixed`; a list where several are named
    HS_CODES = "hs_codes"  # list of digits-only text
    IDENTIFIER = "identifier"  # one number of a document, lot, licence
    IDENTIFIERS = "identifiers"  # list: seals, tags
    PARTY = "party"  # block of name and address; fills <role>_name and <role>_address
    ADDRESS = "address"  # of a party whose name stands elsewhere, under a label of its own
    AUTHORITY = "authority"  # name of an issuing body
    SITE = "site"  # mine site name, with identifier where given
    TEXT = "text"  # free text: goods description
    MINERAL = "mineral"  # normalised commodity
    FORM = "form"  # variant of a form: EUR.1, Form A …


STRICT: Final = frozenset(
    {
        ValueKind.DATE,
        ValueKind.CARATS,
        ValueKind.WEIGHT,
        ValueKind.PERCENT,
        ValueKind.MONEY,
        ValueKind.COUNT,
        ValueKind.COUNTRY,
        ValueKind.HS_CODES,
        ValueKind.IDENTIFIER,
    }
)
"""Kinds whose values are told by their form."""

NUMBERS: Final = frozenset({ValueKind.IDENTIFIER, ValueKind.IDENTIFIERS})
"""Kinds whose values are numbers of papers, seals and lots."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a document type.

    `name` is the contract's name (for a party the role: `exporter`, `importer`). `labels` are the wordings by
    language that introduce it on a form. `cues` are wordings that introduce it inside running text ("under invoice …",
    "certificate No. …"); the value stands right after the cue, or before it where the cue is written with a leading
    ellipsis ("… declares that"). `demanded` says that the document's scheme wants it. `more` files it under
    `Document.more` instead of `Document.fields`. `letterhead` says that, where no label states it, the body or
    company named at the head of the paper is it; `addressee` that it is whom the paper is addressed to. `shares_with`
    names fields that may rest on the very same words (the date a waybill was executed is its issue and its shipment).
    """

    name: str
    kind: ValueKind
    labels: Words
    cues: Words = field(default_factory=dict)
    demanded: bool = False
    more: bool = False
    letterhead: bool = False
    addressee: bool = False
    shares_with: tuple[str, ...] = ()

    @property
    def fills(self) -> tuple[str, ...]:
        """The contract's names of what it fills: a party's block gives `<role>_name` and `<role>_address`."""
        return (f"{self.name}_name", f"{self.name}_address") if self.kind is ValueKind.PARTY else (self.name,)


def address_of(party: FieldSpec) -> FieldSpec:
    """The field of a party's address, introduced by the labels that ask for nothing else of this party."""
    labels = {language: of_addresses(language, party.labels.get(language, ())) for language in LANGUAGES}
    shared = (party.name,)
    return FieldSpec(f"{party.name}_address", ValueKind.ADDRESS, labels, more=party.more, shares_with=shared)


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a line table: a contract field name, its grammar, its header wordings by language."""

    name: str
    kind: ValueKind
    headers: Words


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A document type: what it is called, what stands on it, how it is recognised.

    `titles` are wordings by language; `signs` are further wordings that speak for the type without being its title
    (a standard statement, typical labels), each with a weight in 0..1. `columns` describe its line table. `name` is
    what messages call such a paper, where it is not the kind's own words. `holds` are the types of papers whose
    wordings stand on such a form as a part of it. The address of each party among its `fields` is a field too, which
    labels of its own may introduce: it is added to them.
    """

    kind: DocumentKind
    titles: Words
    fields: tuple[FieldSpec, ...]
    columns: tuple[ColumnSpec, ...] = ()
    signs: Mapping[str, float] = field(default_factory=dict)
    name: str = ""
    holds: frozenset[DocumentKind] = frozenset()

    def __post_init__(self) -> None:
        """Adds the addresses of the parties to the fields."""
        named = {spec.name for spec in self.fields}
        made = (address_of(spec) for spec in self.fields if spec.kind is ValueKind.PARTY)
        object.__setattr__(self, "fields", (*self.fields, *(spec for spec in made if spec.name not in named)))

    def kinds(self) -> dict[str, ValueKind]:
        """What each of the contract's fields on such a paper is, by the field's name."""
        return {name: spec.kind for spec in self.fields if not spec.more for name in spec.fills}

    def demanded(self) -> tuple[str, ...]:
        """Names of the fields that the document's scheme demands (party roles as `<role>_name`)."""
        return tuple(spec.fills[0] for spec in self.fields if spec.demanded)
