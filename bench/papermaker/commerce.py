"""Which facts invoices, packing lists, transport papers, assays and declarations of a trade state."""

from __future__ import annotations

import random
from decimal import Decimal

from bench.papermaker.facts import Codes, Count, Day, DocumentFacts, Fact, Land, Money, Text, Weight
from bench.papermaker.names import VESSELS
from bench.papermaker.places import NATIONS
from bench.papermaker.stating import address, count_of, goods_of, gross_of, line_of, net_of, parties_of
from bench.papermaker.trade import Trade


def state_inv(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    """A commercial invoice."""
    name, weight = net_of(t)
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.invoice),
        "issue_date": Day(t.dates.invoice),
        **parties_of(t, language),
        "country_of_origin": Land(t.origin),
        name: weight,
        "value": Money(t.total),
    }
    options: dict[str, tuple[float, Fact]] = {
        "parcel_count": (0.6, count_of(t) if t.commodity.unit != "ct" else Count(t.packages)),
        "certificate_number": (0.6, Text.of(t.numbers.certificate)),
        "lot_number": (0.75, Text.of(t.lot_number)),
        "licence_number": (0.4 if "lic" in t.commodity.papers else 0.0, Text.of(t.numbers.licence)),
        "country_of_destination": (0.2, Land(t.destination)),
        "transport_number": (0.12, Text.of(t.numbers.transport)),
    }
    fields |= {n: fact for n, (chance, fact) in options.items() if rng.random() < chance}
    with_hs, with_count = rng.random() < 0.6, rng.random() < 0.4
    lines = []
    for i, row in enumerate(t.rows):
        line = line_of(t, i) | {"unit_price": Money(row.price), "value": Money(row.amount)}
        if with_hs:
            line["hs_codes"] = Codes((t.commodity.hs,))
        if with_count and t.commodity.unit != "ct":
            line["parcel_count"] = Count(row.count)
        lines.append(line)
    asides = {"signatory": t.signatory, "phone": t.exporter.phone, "carrier": t.carrier}
    return DocumentFacts("inv", lot, t.origin, fields, tuple(lines), asides)


def state_pl(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    """A packing list."""
    name, weight = net_of(t)
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.packing_list),
        "issue_date": Day(t.dates.packing),
        **parties_of(t, language, addresses=(rng.random() < 0.6, rng.random() < 0.6)),
        "invoice_number": Text.of(t.numbers.invoice),
        "parcel_count": count_of(t) if t.commodity.unit != "ct" else Count(t.packages),
        name: weight,
        "gross_weight": gross_of(t),
        "seal_numbers": Codes(t.seals),
    }
    options: dict[str, tuple[float, Fact]] = {
        "lot_number": (0.75, Text.of(t.lot_number)),
        "certificate_number": (0.3, Text.of(t.numbers.certificate)),
        "country_of_origin": (0.3, Land(t.origin)),
        "tag_numbers": (0.4 if t.tags else 0.0, Codes(t.tags)),
    }
    fields |= {n: fact for n, (chance, fact) in options.items() if rng.random() < chance}
    with_gross = rng.random() < 0.5
    lines = []
    for i, row in enumerate(t.rows):
        line = line_of(t, i)
        if t.commodity.unit != "ct":
            line["parcel_count"] = Count(row.count)
        if with_gross and t.commodity.unit != "t":
            line["gross_weight"] = Weight(row.gross_kg, "kg")
        lines.append(line)
    return DocumentFacts("pl", lot, t.origin, fields, tuple(lines), {"signatory": t.signatory})


def state_tr(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    """An air waybill, bill of lading or road consignment note."""
    name, weight = net_of(t)
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.transport),
        **parties_of(t, language),
        "issue_date": Day(t.dates.shipment),
        "shipment_date": Day(t.dates.shipment),
        "goods_description": goods_of(t),
        "parcel_count": count_of(t) if t.commodity.unit != "ct" else Count(t.packages),
        "gross_weight": gross_of(t),
        "seal_numbers": Codes(t.seals),
    }
    options: dict[str, tuple[float, Fact]] = {
        "country_of_destination": (0.5, Land(t.destination)),
        "hs_codes": (0.6, Codes((t.commodity.hs,))),
        name: (0.6, weight),
        "certificate_number": (0.6, Text.of(t.numbers.certificate)),
        "invoice_number": (0.3, Text.of(t.numbers.invoice)),
        "lot_number": (0.2, Text.of(t.lot_number)),
    }
    fields |= {n: fact for n, (chance, fact) in options.items() if rng.random() < chance}
    return DocumentFacts("tr", lot, t.origin, fields, asides=_transport_asides(t, rng))


def _transport_asides(t: Trade, rng: random.Random) -> dict[str, str]:
    start, end = NATIONS[t.origin], NATIONS[t.destination]
    common = {"carrier": t.carrier, "signatory": t.signatory_office, "mode": t.mode}
    if t.mode == "air":
        flight = f"{t.carrier[0]}{t.carrier.split()[1][0]} {rng.randint(100, 989)}"
        places = {"from": f"{start.airport[1]} ({start.airport[0]})", "to": f"{end.airport[1]} ({end.airport[0]})"}
        return common | places | {"flight": flight}
    port = start.port or rng.choice(("Mombasa", "Dar es Salaam", "Durban"))
    if t.mode == "road":
        truck = f"{rng.choice(('RAD', 'BCA', 'KDE', 'T'))} {rng.randint(100, 999)} {rng.choice('BCDF')}"
        return common | {"from": start.towns[-1][1], "to": port, "vehicle": truck}
    voyage = f"{rng.randint(10, 620):03d}{rng.choice('NSEW')}"
    ports = {"from": port, "to": end.port or end.airport[1]}
    return common | ports | {"vessel": rng.choice(VESSELS), "voyage": voyage}


def state_assay(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    """An analysis certificate."""
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.assay),
        "issuing_authority": Text.of(t.laboratory),
        "issue_date": Day(t.dates.assay),
        "exporter_name": Text.of(t.exporter.name),
        "goods_description": goods_of(t),
        "lot_number": Text.of(t.lot_number),
        "net_weight": Weight(t.net, t.commodity.unit),
        "grade": Weight(t.grade or Decimal(0), "%"),
    }
    options: dict[str, tuple[float, Fact]] = {
        "gross_weight": (0.6, gross_of(t)),
        "parcel_count": (0.7, count_of(t)),
        "seal_numbers": (0.6, Codes(t.seals)),
        "importer_name": (0.2, Text.of(t.importer.name)),
    }
    fields |= {n: fact for n, (chance, fact) in options.items() if rng.random() < chance}
    return DocumentFacts("assay", lot, t.origin, fields, asides=_elements(t, rng))


def _elements(t: Trade, rng: random.Random) -> dict[str, str]:
    """The other constituents of the analysis, by formula: small shares that leave room under a hundred percent."""
    others = {
        "Sn": ("Fe", "As", "WO3", "Ta2O5", "S"),
        "Ta2O5": ("Nb2O5", "SnO2", "U3O8", "ThO2", "TiO2"),
        "WO3": ("Sn", "As", "P", "S", "Mo"),
        "Au": ("Ag", "Cu", "Fe", "Pb"),
        "C": ("Ash", "S", "Volatiles"),
        "Co": ("Ni", "Cu", "Fe", "Mn", "Zn"),
        "Cu": ("Ag", "Fe", "S", "Pb"),
        "Li2O": ("Fe2O3", "Al2O3", "K2O"),
        "Li2CO3": ("Na", "Ca", "SO4", "Cl"),
        "Mn": ("Fe", "SiO2", "P"),
        "Cr2O3": ("SiO2", "MgO", "P"),
        "TREO": ("ThO2", "U3O8", "P2O5"),
    }[t.commodity.constituent]
    room = float(100 - (t.grade or Decimal(0))) * 0.8
    found = {
        "element": t.commodity.constituent,
        "signatory": t.signatory_office,
        "moisture": str(round(Decimal(rng.uniform(0.1, 0.9)), 2)),
    }
    for name in others:
        share = min(room * rng.uniform(0.02, 0.35), 14.0)
        room -= share
        found[f"element:{name}"] = str(max(round(Decimal(str(share)), 3), Decimal("0.001")))
    return found


def state_decl(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    """A supplier's declaration of origin."""
    name, weight = net_of(t)
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.declaration),
        "issue_date": Day(t.dates.declaration),
        "exporter_name": Text.of(t.exporter.name),
        "importer_name": Text.of(t.importer.name),
        "goods_description": goods_of(t),
        name: weight,
        "country_of_origin": Land(t.origin),
        "invoice_number": Text.of(t.numbers.invoice),
    }
    if t.commodity.key in ("gold-dore", "cobalt-cathode", "lithium-carbonate") and rng.random() < 0.5:
        fields["recycled_share"] = Weight(Decimal(0), "%")
    if rng.random() < 0.6:
        fields["mine_site"] = Text.of(f"{t.mine.name} ({t.mine.identifier})" if t.mine.identifier else t.mine.name)
    if rng.random() < 0.4:
        fields["lot_number"] = Text.of(t.lot_number)
    if rng.random() < 0.5:
        fields["exporter_address"] = address(t.exporter, language)
    if name == "carat_weight" and rng.random() < 0.5:
        fields["certificate_number"] = Text.of(t.numbers.certificate)
    return DocumentFacts("decl", lot, t.origin, fields, asides={"signatory": t.signatory})
