"""The interface as a whole: every kind answers any text, in its place, soon enough."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.values import Context, find, parse, split_party

TEXT = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="0123456789.,-/ '$€%kgctUSDOlIJanFebçéº°:;()\n+#&", max_size=60),
)


@given(st.sampled_from(list(ValueKind)), TEXT, st.sampled_from(["en", "fr", "pt", "es", None]))
@settings(max_examples=600)
def test_any_text_is_an_answer(kind: ValueKind, text: str, language: str | None) -> None:
    context = Context(language=language, unit="kg", currency="USD")
    parsed = parse(kind, text, context)
    found = find(kind, text, context)
    for one in (*found, *([parsed] if parsed else [])):
        assert 0 <= one.start <= one.end <= len(text)
        assert one.raw == text[one.start : one.end]
        assert 0 <= one.score <= 1
        assert one.rule
    assert [p.start for p in found] == sorted(p.start for p in found)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ValueKind.DATE, "29 March 2026"),
        (ValueKind.WEIGHT, "10,420.9 kg"),
        (ValueKind.MONEY, "USD 961,194.94"),
        (ValueKind.COUNTRY, "Botswana"),
        (ValueKind.HS_CODES, "7102.31"),
        (ValueKind.IDENTIFIER, "LS 024780"),
        (ValueKind.MINERAL, "Rough diamonds"),
        (ValueKind.PERCENT, "62.93%"),
    ],
)
def test_find_and_parse_agree_on_a_text_that_is_the_value(kind: ValueKind, text: str) -> None:
    parsed = parse(kind, text, Context(language="en"))
    found = find(kind, f"see {text} here", Context(language="en"))
    assert parsed is not None
    assert [p.value for p in found] == [parsed.value]
    assert parse(kind, found[0].raw, Context(language="en")) is not None


def test_reading_is_fast() -> None:
    samples = [
        (ValueKind.DATE, "le 5 janvier 2026"),
        (ValueKind.WEIGHT, "Net 22 761,8 kg"),
        (ValueKind.MONEY, "USD 961,194.94"),
        (ValueKind.COUNTRY, "République Démocratique du Congo"),
        (ValueKind.IDENTIFIER, "No. EXP/MG/3546/2025"),
        (ValueKind.IDENTIFIERS, "A102395, KP244113"),
        (ValueKind.COUNT, "five (5) parcels"),
        (ValueKind.MINERAL, "Tin ore concentrate"),
    ]
    context = Context(language="fr")
    for kind, text in samples:  # tables are read at first use
        parse(kind, text, context)
    started = time.perf_counter()
    for _ in range(20):
        for kind, text in samples:
            parse(kind, text, context)
    assert (time.perf_counter() - started) / (20 * len(samples)) < 0.003  # a tenth of this on an idle machine


def test_a_page_of_text_is_searched_in_reasonable_time() -> None:
    page = (
        "Certificate BW 071613 issued 5 January 2026: 5 parcels, 1,254.30 ct, USD 961,194.94, Botswana to Belgium. "
        * 40
    )
    for kind in ValueKind:
        find(kind, "warm", Context(language="en"))
    started = time.perf_counter()
    for kind in ValueKind:
        find(kind, page, Context(language="en"))
    assert time.perf_counter() - started < 5


def test_pathological_texts_end_soon() -> None:
    for text in (
        "1 " * 1500,
        "1,000" * 600,
        "A" * 3000,
        "1.1" * 1000,
        "(" * 2000,
        "de " * 1200,
        "1/1/1" * 500,
        "Ltd " * 800,
        "0O" * 1500,
        ", " * 1500,
    ):
        started = time.perf_counter()
        for kind in ValueKind:
            parse(kind, text, Context(language="en"))
        split_party([text[:500]] * 6, Context())
        assert time.perf_counter() - started < 8, text[:10]
