"""HS codes: digits as printed, headings apart, other numbers of the same shape not taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.values import Context, find, parse


def read(text: str) -> object:
    parsed = parse(ValueKind.HS_CODES, text, Context(language="en"))
    return None if parsed is None else parsed.value


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("7102.31", ("710231",)),
        ("HS Code: 7102.31.00", ("71023100",)),
        ("710231", ("710231",)),
        ("7102 31 00", ("71023100",)),
        ("71.02.31", ("710231",)),
        ("2609.00.00.00", ("2609000000",)),
        ("7108.12 and 7112.91", ("710812", "711291")),
        ("7102.10, 7102.21, 7102.31", ("710210", "710221", "710231")),
        ("7102.10/21/31", ("710210", "710221", "710231")),
        ("HS 2609.00 (tin ores, HS 2022)", ("260900",)),
        ("Code SH : 2504.10", ("250410",)),
        ("NCM 7108.12.10", ("71081210",)),
        ("Partida arancelaria 7108.12.00.00", ("7108120000",)),
        ("7102", ("7102",)),
        ("7lO2.31", ("710231",)),
        ("7102,31", ("710231",)),
    ],
)
def test_reads_codes(text: str, codes: tuple[str, ...]) -> None:
    assert read(text) == codes


@pytest.mark.parametrize("text", ["7719.00", "2699.00", "20260105", "0012.00", "176-58261280", "", "ABC", "99"])
def test_what_the_harmonized_system_has_not(text: str) -> None:
    assert read(text) is None


def test_a_heading_and_a_repaired_code_score_lower() -> None:
    whole, heading, mended = (parse(ValueKind.HS_CODES, t, Context()) for t in ("7102.31", "7102", "7102,31"))
    assert whole is not None
    assert heading is not None
    assert mended is not None
    assert heading.score < mended.score < whole.score


def test_finds_codes_but_not_weights_and_years_in_running_text() -> None:
    text = "Rough diamonds, HS 7102.31, 1210.09 ct, invoice 2026, lot 710231"
    assert [p.value for p in find(ValueKind.HS_CODES, text, Context())] == [("710231",), ("710231",)]


@given(
    st.sampled_from(["710210", "710231", "260900", "261590", "261100", "710812", "282200", "250410"]),
    st.sampled_from(["{0}.{1}", "{0}{1}", "{0} {1}", "{0}.{1}.00", "{0}{1}00", "HS {0}.{1}"]),
)
def test_round_trip(code: str, style: str) -> None:
    value = read(style.format(code[:4], code[4:]))
    assert isinstance(value, tuple)
    assert value[0] == code + ("00" if "00" in style else "")


@given(st.text(alphabet="0123456789., /-HSO", max_size=20))
def test_any_text_is_an_answer(text: str) -> None:
    value = read(text)
    assert value is None or (
        isinstance(value, tuple) and all(code.isdigit() and 4 <= len(code) <= 12 for code in value)
    )


@pytest.mark.parametrize(
    "text", ["7102.10/7102.21/7102.31", "710210/710221/710231", "HS Code(s): 7102.10/7102.21/7102.31"]
)
def test_codes_parted_by_strokes_are_all_kept(text: str) -> None:
    assert read(text) == ("710210", "710221", "710231")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("7108.12.00 90", "7108120090"),
        ("7108.12.00-90", "7108120090"),
        ("7102.31-00", "71023100"),
        ("7108.12.00 90 kg", "71081200"),
        ("7108.12.00 12 bars", "71081200"),
    ],
)
def test_last_figures_set_apart(text: str, code: str) -> None:
    parsed = parse(ValueKind.HS_CODES, text, Context())
    assert parsed is not None
    assert parsed.value == (code,)


def test_two_subheadings_with_a_dash_are_no_code() -> None:
    assert parse(ValueKind.HS_CODES, "7102.31-39", Context()) is None
