"""Which facts each paper of a trade states.

A paper always states what its scheme demands; what papers of its kind state only sometimes is drawn at random.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal

from bench.papermaker.facts import Codes, Count, Day, DocumentFacts, Fact, Goods, Land, Money, Text, Weight
from bench.papermaker.names import VESSELS
from bench.papermaker.places import NATIONS
from bench.papermaker.scenario import CENT, Party, Trade


def address(party: Party, language: str) -> Text:
    """The address lines of a party, ending with the country's name in `language`."""
    return Text((*party.address, NATIONS[party.country].name(language)))


def _parties(t: Trade, language: str, *, addresses: tuple[bool, bool] = (True, True)) -> dict[str, Fact]:
    fields: dict[str, Fact] = {"exporter_name": Text.of(t.exporter.name), "importer_name": Text.of(t.importer.name)}
    if addresses[0]:
        fields["exporter_address"] = address(t.exporter, language)
    if addresses[1]:
        fields["importer_address"] = address(t.importer, language)
    return fields


def _goods(t: Trade) -> Goods:
    return Goods(t.commodity.key)


def _net(t: Trade) -> tuple[str, Weight]:
    if t.commodity.unit == "ct":
        return "carat_weight", Weight(t.net, "ct")
    return "net_weight", Weight(t.net, t.commodity.unit)


def gross(t: Trade) -> Weight:
    """The gross weight in the unit that suits the lot."""
    if t.commodity.unit == "t":
        return Weight((t.gross_kg / 1000).quantize(CENT), "t")
    return Weight(t.gross_kg, "kg")


def _count(t: Trade) -> Count:
    return Count(t.packages, t.commodity.packing)


def _kp(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.certificate),
        "issue_date": Day(t.dates.certificate),
        "expiry_date": Day(t.dates.certificate_end),
        "issuing_authority": Text.of(t.authority),
        "country_of_origin": Land(t.origin),
        **_parties(t, language),
        "parcel_count": Count(t.packages),
        "carat_weight": Weight(t.net, "ct"),
        "value": Money(t.total),
        "hs_codes": Codes((t.commodity.hs,)),
    }
    if rng.random() < 0.7:
        fields["country_of_provenance"] = Land(t.origin)
    if rng.random() < 0.8:
        fields["country_of_destination"] = Land(t.destination)
    if rng.random() < 0.85:
        fields["seal_numbers"] = Codes(t.seals)
    if rng.random() < 0.2:
        fields["invoice_number"] = Text.of(t.numbers.invoice)
    if rng.random() < 0.15:
        fields["lot_number"] = Text.of(t.lot_number)
    lines = []
    for i, row in enumerate(t.rows[:12]):
        lines.append(_line(t, i) | {"hs_codes": Codes((t.commodity.hs,)), "value": Money(row.amount)})
    return DocumentFacts("kp", lot, t.origin, fields, tuple(lines), {"officer": t.signatory_office})


def _icglr(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.certificate),
        "issuing_authority": Text.of(t.authority),
        "issue_date": Day(t.dates.certificate),
        "expiry_date": Day(t.dates.certificate_end),
        "shipment_date": Day(t.dates.shipment),
        **_parties(t, language),
        "lot_number": Text.of(t.lot_number),
        "goods_description": _goods(t),
        "hs_codes": Codes((t.commodity.hs,)),
        "net_weight": Weight(t.net, t.commodity.unit),
        "grade": Weight(t.grade or Decimal(0), "%"),
        "country_of_origin": Land(t.origin),
        "value": Money(t.total),
    }
    if rng.random() < 0.75:
        fields["gross_weight"] = gross(t)
    if rng.random() < 0.7:
        fields["parcel_count"] = _count(t)
    if rng.random() < 0.8:
        fields["mine_site"] = Text.of(f"{t.mine.name} ({t.mine.identifier})" if t.mine.identifier else t.mine.name)
    if rng.random() < 0.75:
        fields["tag_numbers"] = Codes(t.tags)
    if rng.random() < 0.6:
        fields["country_of_destination"] = Land(t.destination)
    asides = {"verifier": t.signatory_office, "validator": t.signatory, "carrier": t.carrier}
    return DocumentFacts("icglr", lot, t.origin, fields, asides=asides)


def _coo(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    name, weight = _net(t)
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.certificate),
        "issuing_authority": Text.of(t.authority),
        "issue_date": Day(t.dates.certificate),
        **_parties(t, language),
        "country_of_origin": Land(t.origin),
        "goods_description": _goods(t),
        "parcel_count": _count(t),
        "gross_weight": gross(t),
        "invoice_number": Text.of(t.numbers.invoice),
    }
    if rng.random() < 0.75:
        fields["hs_codes"] = Codes((t.commodity.hs,))
    if rng.random() < 0.7:
        fields[name] = weight
    if rng.random() < 0.35:
        fields["country_of_destination"] = Land(t.destination)
    asides = {"transport": t.carrier, "officer": t.signatory_office, "signatory": t.signatory}
    return DocumentFacts("coo", lot, t.origin, fields, asides=asides)


def _lic(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.licence),
        "issuing_authority": Text.of(t.ministry),
        "issue_date": Day(t.dates.licence),
        "expiry_date": Day(t.dates.licence_end),
        **_parties(t, language, addresses=(True, rng.random() < 0.4)),
        "country_of_destination": Land(t.destination),
        "goods_description": _goods(t),
        "hs_codes": Codes((t.commodity.hs,)),
        "licensed_quantity": Weight(t.licensed_quantity, t.commodity.unit),
        "licensed_value": Money(t.licensed_value),
    }
    if rng.random() < 0.25:
        fields["country_of_origin"] = Land(t.origin)
    return DocumentFacts(
        "lic", lot, t.origin, fields, asides={"officer": t.signatory_office, "contract": t.numbers.contract}
    )


def _line(t: Trade, i: int) -> dict[str, Fact]:
    row, unit = t.rows[i], t.commodity.unit
    return {
        "goods_description": Goods(t.commodity.key, row.detail),
        "carat_weight" if unit == "ct" else "net_weight": Weight(row.quantity, unit),
    }


def _inv(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    name, weight = _net(t)
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.invoice),
        "issue_date": Day(t.dates.invoice),
        **_parties(t, language),
        "country_of_origin": Land(t.origin),
        name: weight,
        "value": Money(t.total),
    }
    options: dict[str, tuple[float, Fact]] = {
        "parcel_count": (0.6, _count(t) if t.commodity.unit != "ct" else Count(t.packages)),
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
        line = _line(t, i) | {"unit_price": Money(row.price), "value": Money(row.amount)}
        if with_hs:
            line["hs_codes"] = Codes((t.commodity.hs,))
        if with_count and t.commodity.unit != "ct":
            line["parcel_count"] = Count(row.count)
        lines.append(line)
    asides = {"signatory": t.signatory, "phone": t.exporter.phone, "carrier": t.carrier}
    return DocumentFacts("inv", lot, t.origin, fields, tuple(lines), asides)


def _pl(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    name, weight = _net(t)
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.packing_list),
        "issue_date": Day(t.dates.packing),
        **_parties(t, language, addresses=(rng.random() < 0.6, rng.random() < 0.6)),
        "invoice_number": Text.of(t.numbers.invoice),
        "parcel_count": _count(t) if t.commodity.unit != "ct" else Count(t.packages),
        name: weight,
        "gross_weight": gross(t),
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
        line = _line(t, i)
        if t.commodity.unit != "ct":
            line["parcel_count"] = Count(row.count)
        if with_gross and t.commodity.unit != "t":
            line["gross_weight"] = Weight(row.gross_kg, "kg")
        lines.append(line)
    return DocumentFacts("pl", lot, t.origin, fields, tuple(lines), {"signatory": t.signatory})


def _tr(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    name, weight = _net(t)
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.transport),
        **_parties(t, language),
        "issue_date": Day(t.dates.shipment),
        "shipment_date": Day(t.dates.shipment),
        "goods_description": _goods(t),
        "parcel_count": _count(t) if t.commodity.unit != "ct" else Count(t.packages),
        "gross_weight": gross(t),
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


def _assay(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.assay),
        "issuing_authority": Text.of(t.laboratory),
        "issue_date": Day(t.dates.assay),
        "exporter_name": Text.of(t.exporter.name),
        "goods_description": _goods(t),
        "lot_number": Text.of(t.lot_number),
        "net_weight": Weight(t.net, t.commodity.unit),
        "grade": Weight(t.grade or Decimal(0), "%"),
    }
    options: dict[str, tuple[float, Fact]] = {
        "gross_weight": (0.6, gross(t)),
        "parcel_count": (0.7, _count(t)),
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


def _decl(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    name, weight = _net(t)
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.declaration),
        "issue_date": Day(t.dates.declaration),
        "exporter_name": Text.of(t.exporter.name),
        "importer_name": Text.of(t.importer.name),
        "goods_description": _goods(t),
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


_MAKERS = {
    "kp": _kp,
    "icglr": _icglr,
    "coo": _coo,
    "lic": _lic,
    "inv": _inv,
    "pl": _pl,
    "tr": _tr,
    "assay": _assay,
    "decl": _decl,
}


def quote(facts: DocumentFacts, t: Trade) -> DocumentFacts:
    """The paper with the numbers that tie it to its lot, where several lots travel together."""
    if facts.kind in ("inv", "pl", "tr"):
        facts = facts.stating(certificate_number=Text.of(t.numbers.certificate), lot_number=Text.of(t.lot_number))
    if facts.kind == "inv" and "lic" in t.commodity.papers:
        facts = facts.stating(licence_number=Text.of(t.numbers.licence))
    return facts


def state_facts(trade: Trade, lot: int, languages: Mapping[str, str], rng: random.Random) -> dict[str, DocumentFacts]:
    """The facts of every paper of a trade, by kind; `languages` gives each kind's language, for addresses."""
    kinds = list(trade.commodity.papers) + [k for k in trade.commodity.sometimes if rng.random() < 0.4]
    return {kind: _MAKERS[kind](trade, lot, languages.get(kind, "en"), rng) for kind in kinds}
