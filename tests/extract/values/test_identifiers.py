"""Numbers of documents and lots: as printed, without label, date and remark; check digits looked at."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.values import Context, Parsed, find, parse


def parsed(text: str) -> Parsed | None:
    return parse(ValueKind.IDENTIFIER, text, Context(language="en"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("LS 024780", "LS 024780"),
        ("LS  024780", "LS 024780"),
        ("KK66877", "KK66877"),
        ("176-58261280", "176-58261280"),
        ("176-5826 1280", "176-5826 1280"),
        ("AWB 020 1234 5675", "020 1234 5675"),
        ("OSV 7714 2083 6", "OSV 7714 2083 6"),
        ("OSV 7714 2083 6 boxes", "OSV 7714 2083"),
        ("No. 779/2025", "779/2025"),
        ("No.4711", "4711"),
        ("No. NO-26-0749", "NO-26-0749"),
        ("REF-26-0749", "REF-26-0749"),
        ("No-26-0749", "26-0749"),
        ("____KX 4410____", "KX 4410"),
        ("INV_2026_014", "INV_2026_014"),
        ("N° 123/26 du 5 janvier 2026", "123/26"),
        ("Nº 004-2026-MINEM", "004-2026-MINEM"),
        ("n.º 4711/2026", "4711/2026"),
        ("# 4711", "4711"),
        (": EXP/MG/3546/2025", "EXP/MG/3546/2025"),
        ("EXP/ MG/3546/2025", "EXP/MG/3546/2025"),
        ("RW-ICGLR-69890", "RW-ICGLR-69890"),
        ("CP-7/1", "CP-7/1"),
        ("INV-5548 of 12 January 2026", "INV-5548"),
        ("Invoice 4711 dated 01.02.2026", "4711"),
        ("KP/BW/2026/00123 (original)", "KP/BW/2026/00123"),
        ("BE 004711 A", "BE 004711 A"),
        ("EU 00123456", "EU 00123456"),
        ("(BW 071613)", "BW 071613"),
        ("BW 071613;", "BW 071613"),
        ("KK66877 USD 961,194.94", "KK66877"),
        ("JMI/GGDO/4199", "JMI/GGDO/4199"),
        ("GBSAN0003", "GBSAN0003"),
        ("X20260105123456", "X20260105123456"),
    ],
)
def test_reads_numbers_as_printed(text: str, number: str) -> None:
    found = parsed(text)
    assert found is not None
    assert found.value == number
    assert text[found.start : found.end] == found.raw


@pytest.mark.parametrize("text", ["ABC", "Rwanda Mines", "", ":", "to be advised", "N/A"])
def test_words_are_no_numbers(text: str) -> None:
    found = parsed(text)
    assert found is None or found.score <= 0.3


def test_check_digits_raise_or_lower_the_score() -> None:
    for good, bad, rule in (
        ("176-58261280", "176-58261281", "air-waybill"),
        ("CSQU3054383", "CSQU3054384", "container"),
    ):
        right, wrong = parsed(good), parsed(bad)
        assert right is not None
        assert wrong is not None
        assert (right.score, right.rule) == (1.0, rule)
        assert wrong.score < 0.8
        assert wrong.rule == f"{rule}-check-failed"
    entity = parsed("5493001KJTIIGC8Y1R12")
    assert entity is not None
    assert entity.rule == "lei"


def test_letters_among_digits_stay_and_the_repaired_number_stands_beside() -> None:
    found = parsed("BW O71613")
    assert found is not None
    assert found.value == "BW O71613"
    assert [o.value for o in found.others] == ["BW 071613"]


def test_prefixes_of_countries_that_are_words_too() -> None:
    for text in ("LA 004711", "AU 004711", "BY 004711"):
        found = parsed(text)
        assert found is not None
        assert found.value == text
    norway = parsed("NO 004711")
    assert norway is not None
    assert {norway.value, *(o.value for o in norway.others)} == {"004711", "NO 004711"}


def test_a_number_shaped_like_an_amount_or_year_scores_low() -> None:
    for text in ("1,273.09", "2026", "12.5%"):
        found = parsed(text)
        assert found is not None
        assert found.score < 0.5


def test_finds_numbers_and_passes_over_dates_in_running_text() -> None:
    text = "Certificate BW 071613 of 5 January 2026, invoice INV-5548, AWB 176-58261280, 28/01/2026."
    assert [p.value for p in find(ValueKind.IDENTIFIER, text, Context())] == ["BW 071613", "INV-5548", "176-58261280"]


@given(
    st.from_regex(
        r"[A-Z]{2} [0-9]{6}|[A-Z]{2,3}-?[0-9]{4,7}|[0-9]{3,5}/20[0-9]{2}|[A-Z]{3}/[A-Z]{2}/[0-9]{4}/2025",
        fullmatch=True,
    )
)
def test_round_trip_with_a_label_before_and_a_date_after(number: str) -> None:
    assume(number.split(" ")[0] not in ("NO", "NR", "DE", "ET", "DU", "LE", "TO", "OF", "HS", "KG", "CT"))
    for text in (number, f"No. {number}", f": {number} ", f"{number} dated 5 January 2026"):
        found = parsed(text)
        assert found is not None
        assert found.value == number


@given(st.text(max_size=40))
def test_any_text_is_an_answer(text: str) -> None:
    found = parsed(text)
    assert found is None or text[found.start : found.end] == found.raw


@pytest.mark.parametrize("text", ["CSQU 305438 3", "CSQU3054383", "CSQU 3054383", "CSQU 305438-3"])
def test_a_container_keeps_its_check_digit(text: str) -> None:
    found = parsed(text)
    assert found is not None
    assert (str(found.value).replace(" ", "").replace("-", ""), found.rule) == ("CSQU3054383", "container")
    damaged = parsed(text.replace("3054383", "3054384").replace("305438 3", "305438 4").replace("-3", "-4"))
    assert damaged is not None
    assert damaged.score <= 0.7


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("FT SML.2026/118", "FT SML.2026/118"),
        ("OIMC TMM 60918", "OIMC TMM 60918"),
        ("PK: LS 700412", "LS 700412"),
        ("KP; NA 700412", "NA 700412"),
        ("R-118/2026 — Luanda, 9 de Março de 2026", "R-118/2026"),
        ("CML-TA-2604 / 40 fûts", "CML-TA-2604"),
        ("MG / 3546 / 26", "MG/3546/26"),
        ("CD-0021764 – T1", "CD-0021764"),
        ("CD-0021764 - T1", "CD-0021764-T1"),
        ("176 – 5826 1280", "176-5826 1280"),
    ],
)
def test_what_carries_a_number_on_and_what_does_not(text: str, number: str) -> None:
    parsed = parse(ValueKind.IDENTIFIER, text, Context(language="pt"))
    assert parsed is not None
    assert parsed.value == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("LE 94/26", "LE 94/26"),
        ("EXP / 2026 / 0044", "EXP/2026/0044"),
        ("MP/ EXP/ 00321/ 26", "MP/EXP/00321/26"),
        ("INVOICE / 2026-118", "2026-118"),
        ("DU / 2026-118", "2026-118"),
        ("ALTAIR / 628", "628"),
        ("ET0815/26 APR", "ET0815/26"),
        ("No: 000123 / KE / 2026", "000123/KE/2026"),
        ("706-1234 5675", "706-1234 5675"),
    ],
)
def test_letters_and_strokes_of_a_number_stay(text: str, number: str) -> None:
    found = parse(ValueKind.IDENTIFIER, text, Context(language="es"))
    assert found is not None
    assert found.value == number


@pytest.mark.parametrize("text", ["Series B No. 004411", "Série B  N° 004411", "B No. 004411", "series: B, no 004411"])
def test_a_series_before_its_number(text: str) -> None:
    found = parse(ValueKind.IDENTIFIER, text, Context(language="en"))
    assert found is not None
    assert found.value == "B 004411"
    assert [other.value for other in found.others] == ["004411"]


@pytest.mark.parametrize("text", ["N 836263", ": N 83626 of 12 May 2026"])
def test_a_bare_letter_n_is_the_sign_for_number_or_a_series(text: str) -> None:
    number, sign = parsed(text), parsed(text.replace("N ", "N° "))
    assert number is not None
    assert sign is not None
    assert number.value == sign.value
    assert number.score < sign.score
    assert f"N {sign.value}" in [other.value for other in number.others]
