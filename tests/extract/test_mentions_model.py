"""The learned weights, and what they make of sentences that no list knows."""

from __future__ import annotations

from math import isfinite

import pytest

from extract.mentions import FIELDS, Group, mentions
from extract.mentions_around import features
from extract.mentions_model import NONE, chances, learned
from extract.types import TYPES
from extract.values import Context


def test_the_table_names_groups_and_their_fields() -> None:
    table = learned()
    assert all(table[group] for group in Group)
    for group, weights in table.items():
        for by_field in weights.values():
            assert by_field
            assert set(by_field) <= {*FIELDS[group], NONE}
            assert all(isfinite(weight) for weight in by_field.values())


def test_chances_are_shares_of_what_the_paper_may_bear() -> None:
    weights = {"l1 net": {"net_weight": 2.0, "gross_weight": 1.0}, "l1 tare": {NONE: 3.0}}
    told = chances(Group.MASS, ["l1 net", "unheard"], ["net_weight", "gross_weight"], weights)
    assert set(told) == {"net_weight", "gross_weight"}
    assert told["net_weight"] > told["gross_weight"] > 0.0
    assert sum(told.values()) < 1.0
    assert chances(Group.MASS, ["l1 net"], ["gross_weight"], weights) == {"gross_weight": told["gross_weight"]}
    assert max(chances(Group.MASS, ["l1 tare"], FIELDS[Group.MASS], weights).values()) < 0.1


@pytest.mark.parametrize(
    ("kind", "text", "raw", "field"),
    [
        ("export_licence", "This permit ceases to have effect on 30 June 2026.", "30 June 2026", "expiry_date"),
        ("commercial_invoice", "The drums together tip the scales at 20,410 kg gross.", "20,410 kg", "gross_weight"),
        (
            "transport_document",
            "La cargaison a quitté Matadi le 4 mai 2026 à bord du navire.",
            "4 mai 2026",
            "shipment_date",
        ),
        ("certificate_of_origin", "A mercadoria destina-se ao Japão.", "Japão", "country_of_destination"),
        ("packing_list", "Los precintos colocados son el AB-4471 y otro.", "AB-4471", "seal_numbers"),
    ],
)
def test_sentences_are_understood(kind: str, text: str, raw: str, field: str) -> None:
    found = mentions(text, Context())
    specs = {spec.name for doctype in TYPES.values() if doctype.kind == kind for spec in doctype.fields}
    for one, around in zip(found, features(text, found, kind), strict=True):
        if text[one.start : one.end] == raw:
            told = chances(one.group, around, specs)
            assert max(told, key=lambda name: told[name]) == field
            assert told[field] > 0.5
            return
    pytest.fail(f"{raw} is no mention")
