"""What a trade is: parties, mine, rows, numbers, days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bench.papermaker.commodities import Commodity

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Party:
    """A company: its name, and its address as lines without the country."""

    name: str
    address: tuple[str, ...]
    country: str
    phone: str


@dataclass(frozen=True, slots=True)
class Mine:
    """Where the goods were dug. `identifier` is the ICGLR site id where the scheme gives one."""

    name: str
    identifier: str
    artisanal: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the lot: `detail` is the size or serial range, `count` its packages."""

    detail: str
    quantity: Decimal
    price: Decimal
    amount: Decimal
    count: int
    gross_kg: Decimal


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of the trade's papers."""

    certificate: str
    licence: str
    invoice: str
    packing_list: str
    transport: str
    assay: str
    declaration: str
    contract: str


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of the trade, in their natural order."""

    licence: date
    licence_end: date
    invoice: date
    packing: date
    assay: date
    declaration: date
    certificate: date
    certificate_end: date
    shipment: date
    as_of: date


@dataclass(frozen=True)
class Trade:
    """One lot sold by an exporter to an importer, with all that its papers will say."""

    commodity: Commodity
    origin: str
    destination: str
    exporter: Party
    importer: Party
    lot_number: str
    rows: tuple[Row, ...]
    net: Decimal
    gross_kg: Decimal
    packages: int
    total: Decimal
    grade: Decimal | None
    mine: Mine
    seals: tuple[str, ...]
    tags: tuple[str, ...]
    numbers: Numbers
    dates: Dates
    licensed_quantity: Decimal
    licensed_value: Decimal
    authority: str
    ministry: str
    mode: str
    carrier: str
    laboratory: str
    signatory: str
    signatory_office: str

    @property
    def net_kg(self) -> Decimal:
        """The net weight in kilograms."""
        return (
            self.net
            * {"ct": Decimal("0.0002"), "g": Decimal("0.001"), "kg": Decimal(1), "t": Decimal(1000)}[
                self.commodity.unit
            ]
        )
