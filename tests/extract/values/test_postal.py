"""Addresses that stand by themselves: their lines, without how else somebody is reached."""

from __future__ import annotations

import pytest

from extract.doctype import ValueKind
from extract.values import Context, parse


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Stand 14, Chuma Road\nKitwe, Zambia", "Stand 14, Chuma Road, Kitwe, Zambia"),
        ("B.P. 318\nBukavu\nTél. : +243 81 550 1177", "B.P. 318, Bukavu"),
        ("Rua do Cais 9, Beira, Moçambique  NUIT: 400118822", "Rua do Cais 9, Beira, Moçambique"),
        ("Attn: Ms. R. Phiri\nPlot 9, Ndola", "Plot 9, Ndola"),
        ("Tarn Alloys GmbH, Hafenstrasse 4, 28217 Bremen, Germany", "Hafenstrasse 4, 28217 Bremen, Germany"),
        ("Av. Arce 2147, La Paz, Bolivia\nRef. 26/118", "Av. Arce 2147, La Paz, Bolivia"),
        ("Kolwezi", "Kolwezi"),
    ],
)
def test_an_address_is_read_without_what_does_not_belong_to_it(text: str, address: str) -> None:
    parsed = parse(ValueKind.ADDRESS, text, Context())
    assert parsed is not None
    assert parsed.value == address
    assert text[parsed.start : parsed.end] == parsed.raw


@pytest.mark.parametrize(
    "text", ["Same as consignee", "14 May 2026", "n/a", "Tarn Alloys GmbH", "Tel.: +260 212 55 11 77"]
)
def test_what_is_no_address_is_none(text: str) -> None:
    assert parse(ValueKind.ADDRESS, text, Context()) is None


def test_a_street_fits_better_than_a_mere_word() -> None:
    street = parse(ValueKind.ADDRESS, "12 Chuma Road, Kitwe", Context())
    word = parse(ValueKind.ADDRESS, "Kitwe", Context())
    assert street is not None
    assert word is not None
    assert street.score > word.score
