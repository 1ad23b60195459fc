"""What papers of every kind state alike: parties, goods, weights, packages."""

from __future__ import annotations

from bench.papermaker.facts import Count, Fact, Goods, Text, Weight
from bench.papermaker.places import NATIONS
from bench.papermaker.trade import CENT, Party, Trade


def address(party: Party, language: str) -> Text:
    """The address lines of a party, ending with the country's name in `language`."""
    return Text((*party.address, NATIONS[party.country].name(language)))


def parties_of(t: Trade, language: str, *, addresses: tuple[bool, bool] = (True, True)) -> dict[str, Fact]:
    """The parties' names, and their addresses where asked."""
    fields: dict[str, Fact] = {"exporter_name": Text.of(t.exporter.name), "importer_name": Text.of(t.importer.name)}
    if addresses[0]:
        fields["exporter_address"] = address(t.exporter, language)
    if addresses[1]:
        fields["importer_address"] = address(t.importer, language)
    return fields


def goods_of(t: Trade) -> Goods:
    """The goods of the lot."""
    return Goods(t.commodity.key)


def net_of(t: Trade) -> tuple[str, Weight]:
    """The name and value of the field that states the net weight."""
    if t.commodity.unit == "ct":
        return "carat_weight", Weight(t.net, "ct")
    return "net_weight", Weight(t.net, t.commodity.unit)


def gross_of(t: Trade) -> Weight:
    """The gross weight in the unit that suits the lot."""
    if t.commodity.unit == "t":
        return Weight((t.gross_kg / 1000).quantize(CENT), "t")
    return Weight(t.gross_kg, "kg")


def count_of(t: Trade) -> Count:
    """The packages with their kind."""
    return Count(t.packages, t.commodity.packing)


def line_of(t: Trade, i: int) -> dict[str, Fact]:
    """What every table states of a row: the goods and their net weight."""
    row, unit = t.rows[i], t.commodity.unit
    return {
        "goods_description": Goods(t.commodity.key, row.detail),
        "carat_weight" if unit == "ct" else "net_weight": Weight(row.quantity, unit),
    }
