"""Lists of seals and tags: any separator, ranges written out where that is safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.values import Context, find, parse


def read(text: str) -> object:
    parsed = parse(ValueKind.IDENTIFIERS, text, Context(language="en"))
    return None if parsed is None else parsed.value


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("KP251209", ("KP251209",)),
        ("3 drums, tags KT-0071 to KT-0073", ("KT-0071", "KT-0072", "KT-0073")),
        ("A102395, KP244113", ("A102395", "KP244113")),
        ("NRMPDR 88214", ("NRMPDR 88214",)),
        ("REGIST KP251209", ("KP251209",)),
        ("CNPK n° CNPK-118834", ("CNPK-118834",)),
        (", une par sac : BI26-0411801 - BI26-0411803", ("BI26-0411801", "BI26-0411802", "BI26-0411803")),
        ("one per bag: KT-0071 to KT-0073", ("KT-0071", "KT-0072", "KT-0073")),
        ("Seals: NO-4711, NO-4712", ("NO-4711", "NO-4712")),
        ("LQX\n88231", ("LQX 88231",)),
        ("3 nos. – GMD 50177, GMD 50178, GMD 50179", ("GMD 50177", "GMD 50178", "GMD 50179")),
        ("2 (deux) : GMD 50177 et GMD 50178", ("GMD 50177", "GMD 50178")),
        ("2 un. - 50177 e 50178", ("50177", "50178")),
        ("KP251209, verified, 12/05/2026", ("KP251209",)),
        ("KP251209, 150 g", ("KP251209",)),
        ("A102395; KP244113.", ("A102395", "KP244113")),
        ("A102395 / KP244113", ("A102395", "KP244113")),
        ("OCC717064/BV401272", ("OCC717064", "BV401272")),
        ("UL753947 & BV709352", ("UL753947", "BV709352")),
        ("KP251209 and KP251210", ("KP251209", "KP251210")),
        ("KP251209 et KP251210", ("KP251209", "KP251210")),
        ("KP251209 e KP251210", ("KP251209", "KP251210")),
        ("KP251209 y KP251210", ("KP251209", "KP251210")),
        ("A102395\nKP244113", ("A102395", "KP244113")),
        ("OCC717064,\nBV401272", ("OCC717064", "BV401272")),
        ("ITR1870482 ITR1251132", ("ITR1870482", "ITR1251132")),
        ("Seal Nos. ML 765047, ML 765048", ("ML 765047", "ML 765048")),
        ("2 seals: A102395, A102396 (intact)", ("A102395", "A102396")),
        ("n° 0001 à 0003", ("0001", "0002", "0003")),
        ("du n° 0001 au n° 0003", ("0001", "0002", "0003")),
        ("0001-0003", ("0001", "0002", "0003")),
        ("del 0001 al 0003", ("0001", "0002", "0003")),
        ("de 0001 a 0003", ("0001", "0002", "0003")),
        ("ML765047 to ML765049", ("ML765047", "ML765048", "ML765049")),
        ("ML765047 - ML765049", ("ML765047", "ML765048", "ML765049")),
        ("ITR-1870482 to 1870484", ("ITR-1870482", "ITR-1870483", "ITR-1870484")),
        ("SEAL NO. 0012345", ("0012345",)),
        ("CEEC nos 0001 à 0003", ("0001", "0002", "0003")),
        ("CEEC seals 0001 to 0003", ("0001", "0002", "0003")),
        ("CEEC 0001 à 0003", ("CEEC 0001", "CEEC 0002", "CEEC 0003")),
        ("BNE 30871 – BNE 30875 – BNE 30879", ("BNE 30871", "BNE 30875", "BNE 30879")),
        ("BNE 30871 –\nBNE 30875 –\nBNE 30879", ("BNE 30871", "BNE 30875", "BNE 30879")),
        ("BNE-\n260418", ("BNE-260418",)),
        ("UG-N1250015 - UG-\nN1250017", ("UG-N1250015", "UG-N1250016", "UG-N1250017")),
        ("Scellé n° : OCC 717064 et BV 401272", ("OCC 717064", "BV 401272")),
        ("selos n.os A102395 a A102397", ("A102395", "A102396", "A102397")),
        ("2 x seals KP251209, KP251210", ("KP251209", "KP251210")),
        ("1. KP251209 2. KP251210", ("KP251209", "KP251210")),
        ("ML765047-ML765049 (3)", ("ML765047", "ML765048", "ML765049")),
        ("Security bag No. KP251209 / seal A944095", ("KP251209", "A944095")),
        ("0001-0003, 0015", ("0001", "0002", "0003", "0015")),
    ],
)
def test_reads_lists(text: str, numbers: tuple[str, ...]) -> None:
    assert read(text) == numbers


@pytest.mark.parametrize("text", ["2025-0001", "0001-9999", "779/2025", "EXP/MG/3546", "12-2026"])
def test_a_dash_or_slash_inside_a_number_makes_no_range_and_no_list(text: str) -> None:
    assert read(text) == (text,)


@pytest.mark.parametrize("text", ["", "none", "N/A", "sans scellé", ":"])
def test_no_numbers(text: str) -> None:
    assert read(text) is None


def test_a_letter_with_an_accent_makes_no_container() -> None:
    assert read("ÉSQU3054383 / K 771") is not None
    assert read("CSQU3054383 / K 7712") == ("K 7712",)


def test_a_number_named_twice_is_listed_once() -> None:
    assert read("KP251209, KP251209") == ("KP251209",)


def test_finds_numbers_one_by_one_in_running_text() -> None:
    found = find(ValueKind.IDENTIFIERS, "sealed with KP251209 and KP251210 at Gaborone", Context())
    assert [p.value for p in found] == [("KP251209",), ("KP251210",)]


@given(
    st.lists(st.from_regex(r"[A-Z]{1,3}[0-9]{5,7}", fullmatch=True), min_size=1, max_size=6, unique=True),
    st.sampled_from([", ", "; ", " / ", " & ", "\n", ",\n", " et ", " and ", " e ", " y "]),
)
def test_round_trip(numbers: list[str], separator: str) -> None:
    assert read(separator.join(numbers)) == tuple(numbers)


@given(
    st.sampled_from(["", "ML", "ITR-", "KP "]),
    st.integers(1000, 9000),
    st.integers(1, 40),
    st.sampled_from(["-", " to ", " à ", " a ", " al "]),
)
def test_ranges_round_trip(prefix: str, first: int, more: int, dash: str) -> None:
    expected = tuple(f"{prefix}{n}" for n in range(first, first + more + 1))
    assert read(f"{prefix}{first}{dash}{prefix}{first + more}") == expected


@given(st.text(max_size=40))
def test_any_text_is_an_answer(text: str) -> None:
    parsed = parse(ValueKind.IDENTIFIERS, text, Context())
    assert parsed is None or text[parsed.start : parsed.end] == parsed.raw


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("AB123/124/125", ("AB123", "AB124", "AB125")),
        ("AB123/4/5", ("AB123", "AB124", "AB125")),
        ("12345/46/47", ("12345", "12346", "12347")),
        ("TE-100/TE-101", ("TE-100", "TE-101")),
        ("KP-0012, 0013, 0014", ("KP-0012", "KP-0013", "KP-0014")),
        ("A100…A102", ("A100", "A101", "A102")),
        ("Tag nos. 8 to 11", ("8", "9", "10", "11")),
        ("2024/2025", ("2024/2025",)),
        ("4711/2025", ("4711/2025",)),
        ("123/24", ("123/24",)),
        ("EXP/MG/3546", ("EXP/MG/3546",)),
        ("AB123/900", ("AB123/900",)),
    ],
)
def test_numbers_of_which_only_the_end_is_written_again(text: str, numbers: tuple[str, ...]) -> None:
    assert read(text) == numbers


def test_a_prefix_taken_over_leaves_the_list_as_printed_beside_it() -> None:
    parsed = parse(ValueKind.IDENTIFIERS, "KP-0012, 0013", Context())
    assert parsed is not None
    assert ("KP-0012", "0013") in [other.value for other in parsed.others]
    assert parsed.score < 0.9


@given(st.integers(1, 60), st.integers(1, 60))
def test_the_count_beside_a_list_is_held_against_it(held: int, told: int) -> None:
    parsed = parse(ValueKind.IDENTIFIERS, f"TE-1001 to TE-{1000 + held + 1} ({told} tags)", Context())
    assert parsed is not None
    assert len(parsed.value if isinstance(parsed.value, tuple) else ()) == held + 1
    assert (parsed.score >= 0.9) == (told == held + 1)


@pytest.mark.parametrize(
    "text",
    [
        "box 1 PDM 04481, box 2 PDM 04482",
        "caisse n° 1 : PDM 04481; caisse n° 2 : PDM 04482",
        "Drum 1: PDM 04481 / Drum 2: PDM 04482",
    ],
)
def test_the_packages_that_seals_are_on_are_no_seals(text: str) -> None:
    parsed = parse(ValueKind.IDENTIFIERS, text, Context())
    assert parsed is not None
    assert parsed.value == ("PDM 04481", "PDM 04482")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("No. 0001-0004 incl.", ("0001", "0002", "0003", "0004")),
        ("0001 through 0004 inclusive", ("0001", "0002", "0003", "0004")),
        ("0001 to 0003 (both inclusive)", ("0001", "0002", "0003")),
        ("0001 à 0003 inclus", ("0001", "0002", "0003")),
        ("del 0001 hasta el 0003 inclusive", ("0001", "0002", "0003")),
        ("0001~0003", ("0001", "0002", "0003")),
        ("0001 ～ 0003", ("0001", "0002", "0003")),
        ("2024-0001 to 2024-0003", ("2024-0001", "2024-0002", "2024-0003")),
        ("A12/001 à A12/003", ("A12/001", "A12/002", "A12/003")),
        ("KP-2024-0001 - KP-2024-0002", ("KP-2024-0001", "KP-2024-0002")),
        ("1234-5678-9012", ("1234-5678-9012",)),
        ("2024-0001, 2024-0003", ("2024-0001", "2024-0003")),
    ],
)
def test_ranges_however_they_are_worded(text: str, numbers: tuple[str, ...]) -> None:
    parsed = parse(ValueKind.IDENTIFIERS, text, Context())
    assert parsed is not None
    assert parsed.value == numbers


@pytest.mark.parametrize("text", ["0001 to 9999", "2024-0001 to 2025-0003"])
def test_a_range_that_is_not_written_out_is_doubted(text: str) -> None:
    parsed = parse(ValueKind.IDENTIFIERS, text, Context())
    assert parsed is not None
    assert parsed.score < 0.5


@pytest.mark.parametrize("text", ["7102.31", "HS 7102.31", "2609.00.00"])
def test_a_tariffs_code_is_no_seal(text: str) -> None:
    assert read(text) is None
    assert read(f"{text}, CN 88210") == ("CN 88210",)
