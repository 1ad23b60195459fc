"""Which facts certificates and licences of a trade state: what the scheme demands always, the rest now and then."""

from __future__ import annotations

import random
from decimal import Decimal

from bench.papermaker.facts import Codes, Count, Day, DocumentFacts, Fact, Land, Money, Text, Weight
from bench.papermaker.stating import count_of, goods_of, gross_of, line_of, net_of, parties_of
from bench.papermaker.trade import Trade


def state_kp(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    """A Kimberley Process certificate."""
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.certificate),
        "issue_date": Day(t.dates.certificate),
        "expiry_date": Day(t.dates.certificate_end),
        "issuing_authority": Text.of(t.authority),
        "country_of_origin": Land(t.origin),
        **parties_of(t, language),
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
        lines.append(line_of(t, i) | {"hs_codes": Codes((t.commodity.hs,)), "value": Money(row.amount)})
    return DocumentFacts("kp", lot, t.origin, fields, tuple(lines), {"officer": t.signatory_office})


def state_icglr(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    """An ICGLR regional certificate."""
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.certificate),
        "issuing_authority": Text.of(t.authority),
        "issue_date": Day(t.dates.certificate),
        "expiry_date": Day(t.dates.certificate_end),
        "shipment_date": Day(t.dates.shipment),
        **parties_of(t, language),
        "lot_number": Text.of(t.lot_number),
        "goods_description": goods_of(t),
        "hs_codes": Codes((t.commodity.hs,)),
        "net_weight": Weight(t.net, t.commodity.unit),
        "grade": Weight(t.grade or Decimal(0), "%"),
        "country_of_origin": Land(t.origin),
        "value": Money(t.total),
    }
    if rng.random() < 0.75:
        fields["gross_weight"] = gross_of(t)
    if rng.random() < 0.7:
        fields["parcel_count"] = count_of(t)
    if rng.random() < 0.8:
        fields["mine_site"] = Text.of(f"{t.mine.name} ({t.mine.identifier})" if t.mine.identifier else t.mine.name)
    if rng.random() < 0.75:
        fields["tag_numbers"] = Codes(t.tags)
    if rng.random() < 0.6:
        fields["country_of_destination"] = Land(t.destination)
    asides = {"verifier": t.signatory_office, "validator": t.signatory, "carrier": t.carrier}
    return DocumentFacts("icglr", lot, t.origin, fields, asides=asides)


def state_coo(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    """A certificate of origin."""
    name, weight = net_of(t)
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.certificate),
        "issuing_authority": Text.of(t.authority),
        "issue_date": Day(t.dates.certificate),
        **parties_of(t, language),
        "country_of_origin": Land(t.origin),
        "goods_description": goods_of(t),
        "parcel_count": count_of(t),
        "gross_weight": gross_of(t),
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


def state_lic(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    """An export licence."""
    fields: dict[str, Fact] = {
        "document_number": Text.of(t.numbers.licence),
        "issuing_authority": Text.of(t.ministry),
        "issue_date": Day(t.dates.licence),
        "expiry_date": Day(t.dates.licence_end),
        **parties_of(t, language, addresses=(True, rng.random() < 0.4)),
        "country_of_destination": Land(t.destination),
        "goods_description": goods_of(t),
        "hs_codes": Codes((t.commodity.hs,)),
        "licensed_quantity": Weight(t.licensed_quantity, t.commodity.unit),
        "licensed_value": Money(t.licensed_value),
    }
    if rng.random() < 0.25:
        fields["country_of_origin"] = Land(t.origin)
    return DocumentFacts(
        "lic", lot, t.origin, fields, asides={"officer": t.signatory_office, "contract": t.numbers.contract}
    )
