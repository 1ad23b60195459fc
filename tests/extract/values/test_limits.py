"""Shares and grades that are told as limits."""

from __future__ import annotations

import pytest

from extract.doctype import ValueKind
from extract.values import Context, find, parse


@pytest.mark.parametrize(
    "text",
    [
        "<5 ppm",
        "> 65 %",
        "< 0.01 %",
        "≥ 30 %",
        ">= 30 %",
        "less than 5 %",
        "not less than 95 %",
        "95 % or more",
        "max. 0.5 %",
        "moins de 5 %",
        "au moins 95 %",
        "menos de 5 %",
        "pelo menos 95 %",
        "menos del 5 %",
        "por lo menos 95 %",
    ],
)
def test_a_limit_is_doubted(text: str) -> None:
    parsed = parse(ValueKind.PERCENT, text, Context())
    assert parsed is not None
    assert parsed.score < 0.5
    assert all(one.score < 0.5 for one in find(ValueKind.PERCENT, text, Context()))


@pytest.mark.parametrize("text", ["65 % min.", "min. 65 % Sn", "65.2 %", "Sn 65 %, less 0.5 % moisture", "at 95 %"])
def test_what_is_warranted_or_found_is_none(text: str) -> None:
    parsed = parse(ValueKind.PERCENT, text, Context())
    assert parsed is not None
    assert parsed.score > 0.8
