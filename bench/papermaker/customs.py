"""What a customs declaration of a trade states: the boxes of the Single Administrative Document."""

from __future__ import annotations

import random

from bench.papermaker.facts import Codes, Count, Day, DocumentFacts, Fact, Land, Money, Text
from bench.papermaker.names import AGENTS
from bench.papermaker.places import NATIONS
from bench.papermaker.stating import count_of, goods_of, gross_of, net_of, parties_of
from bench.papermaker.trade import Trade


def state_sad(t: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    """An export declaration, lodged on the day before the shipment at the latest."""
    name, weight = net_of(t)
    office = NATIONS[t.origin].towns[0][1]
    year = t.dates.invoice.year
    number = rng.choice(
        (
            f"{year % 100}{t.origin}{rng.randrange(10**13):013d}E{rng.randrange(10)}",  # a movement reference number
            f"E {rng.randint(1000, 99999)}",
            f"{year}/{t.origin}{rng.randint(10, 99)}/E{rng.randint(100, 9999)}",
        )
    )
    fields: dict[str, Fact] = {
        "document_number": Text.of(number),
        "issue_date": Day(t.dates.certificate),
        **parties_of(t, language),
        "country_of_provenance": Land(t.origin),
        "country_of_origin": Land(t.origin),
        "country_of_destination": Land(t.destination),
        "goods_description": goods_of(t),
        "hs_codes": Codes((t.commodity.hs,)),
        "parcel_count": count_of(t) if t.commodity.unit != "ct" else Count(t.packages),
        "gross_weight": gross_of(t),
        name: weight,
        "value": Money(t.total),
    }
    options: dict[str, tuple[float, Fact]] = {
        "invoice_number": (0.6, Text.of(t.numbers.invoice)),
        "certificate_number": (0.4, Text.of(t.numbers.certificate)),
        "transport_number": (0.3, Text.of(t.numbers.transport)),
        "seal_numbers": (0.3, Codes(t.seals)),
    }
    fields |= {n: fact for n, (chance, fact) in options.items() if rng.random() < chance}
    asides = {
        "declarant": rng.choice(AGENTS),
        "procedure": rng.choice(("1000", "10 00", "EX 1", "1000 000")),
        "office": f"{office} {rng.randint(100, 999)}",
        "signatory": t.signatory,
    }
    return DocumentFacts("sad", lot, t.origin, fields, asides=asides)
