"""Counts: figures, words, both; weights, fractions and numbers of other things are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.values import Context, find, parse
from extract.values.counts import answers_things, only_counts_packages


def read(text: str) -> object:
    parsed = parse(ValueKind.COUNT, text, Context(language="en"))
    return None if parsed is None else parsed.value


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("5", 5),
        (": 5", 5),
        ("05", 5),
        ("5.", 5),
        ("5 parcels", 5),
        ("31 bags of 50 kg", 31),
        ("3 colis scellés", 3),
        ("4 bultos", 4),
        ("3 volumes", 3),
        ("five (5) parcels", 5),
        ("cinq (5) colis", 5),
        ("5 (cinco) pacotes", 5),
        ("tres (3) bultos", 3),
        ("five parcels", 5),
        ("FIVE", 5),
        ("twenty-one bags", 21),
        ("1,200 bags", 1200),
        ("1.200 sacos", 1200),
        ("1 200 sacs", 1200),
        ("No. of parcels: 3", 3),
        ("1 x 20' container, 21 bags", 21),
        ("21 big bags", 21),
        ("24 big-bags sur 6 palettes", 24),
        ("1. 350 sacs de jute", 350),
        ("12. 240 drums", 240),
        ("3 embrulhos de diamantes", 3),
        ("l2 bags", 12),
        ("1O bags", 10),
    ],
)
def test_reads_counts(text: str, count: int) -> None:
    assert read(text) == count


@pytest.mark.parametrize("text", ["12.5", "2.55 kg", "3/3", "KP251209", "", "none", "2026-01-05"])
def test_what_is_no_count(text: str) -> None:
    assert read(text) is None


def test_words_and_figures_confirm_or_contradict_each_other() -> None:
    agree = parse(ValueKind.COUNT, "Five (5) parcels", Context())
    differ = parse(ValueKind.COUNT, "Five (6) parcels", Context())
    assert agree is not None
    assert differ is not None
    assert agree.score == 1
    assert differ.score <= 0.5
    assert [o.value for o in differ.others] == [5]


def test_an_article_is_hardly_a_count() -> None:
    parsed = parse(ValueKind.COUNT, "un lot de minerai", Context(language="fr"))
    assert parsed is not None
    assert parsed.score < 0.5


def test_of_several_counts_the_others_are_kept() -> None:
    parsed = parse(ValueKind.COUNT, "1 parcel of 5 bags", Context())
    assert parsed is not None
    assert parsed.score < 0.8
    assert [o.value for o in parsed.others] == [5]


def test_what_packages_stand_on_is_no_other_count_of_them() -> None:
    parsed = parse(ValueKind.COUNT, "24 big bags on 6 pallets", Context())
    assert parsed is not None
    assert (parsed.value, parsed.score, parsed.others) == (24, 1.0, ())


def test_finds_counts_of_things_only() -> None:
    found = find(ValueKind.COUNT, "On 5 January 3 parcels, 21 bags and seven drums of 50 kg", Context())
    assert [p.value for p in found] == [3, 21, 7]


@given(st.integers(0, 99_999), st.sampled_from(["{}", "{} parcels", ": {} colis", "{} bultos", "No. of bags: {}"]))
def test_round_trip(count: int, style: str) -> None:
    assert read(style.format(count)) == count


@given(st.text(max_size=40))
def test_any_text_is_an_answer(text: str) -> None:
    parsed = parse(ValueKind.COUNT, text, Context())
    assert parsed is None or text[parsed.start : parsed.end] == parsed.raw


@pytest.mark.parametrize(
    ("text", "count"), [("14 X 20' CONTAINERS", 14), ("6 x 40ft containers", 6), ("20 WAGONS", 20)]
)
def test_containers_with_their_size_and_wagons_are_things(text: str, count: int) -> None:
    parsed = parse(ValueKind.COUNT, text, Context())
    assert parsed is not None
    assert (parsed.value, parsed.rule) == (count, "count-of-things")


def test_a_year_is_a_poor_count() -> None:
    parsed = parse(ValueKind.COUNT, "11-13 mayo 2026", Context())
    assert parsed is None or parsed.score < 0.8


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1 pallet / 12 drums", 12),
        ("12 drums on 1 pallet", 12),
        ("1 x 20' FCL said to contain 24 big bags", 24),
        ("40 security-sealed bags", 40),
        ("TWENTY BIG BAGS ONLY", 20),
    ],
)
def test_what_stands_on_a_pallet_or_in_a_container_is_counted(text: str, count: int) -> None:
    found = parse(ValueKind.COUNT, text, Context(language="en"))
    assert found is not None
    assert found.value == count


def test_packages_within_packages_are_a_doubt() -> None:
    found = parse(ValueKind.COUNT, "3 tamper-evident bags in 1 box", Context(language="en"))
    assert found is not None
    assert found.score < 0.9
    assert {found.value, *(other.value for other in found.others)} == {1, 3}


@pytest.mark.parametrize(("text", "counts"), [("200145 Tin concentrate 66 %", []), ("40 tins of beryl", [40])])
def test_tin_before_what_it_is_the_metal_of_is_no_package(text: str, counts: list[int]) -> None:
    assert [one.value for one in find(ValueKind.COUNT, text, Context())] == counts


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("40 atados en 4 contenedores", True),
        ("24 drums", True),
        ("(1 200 sacs)", True),
        ("24 big-bags sur 6 palettes", True),
        ("24 drums of tin", False),
        ("Tin, 24 drums", False),
        ("3 bars", False),
        ("40", False),
    ],
)
def test_a_text_that_counts_packages_and_says_no_more(text: str, only: bool) -> None:
    assert only_counts_packages(text) is only


@pytest.mark.parametrize("text", ["-3", "–3", ": -12"])
def test_a_negative_count_is_doubted(text: str) -> None:
    parsed = parse(ValueKind.COUNT, text, Context())
    assert parsed is not None
    assert parsed.score < 0.5


def test_packages_cut_short_are_counted() -> None:
    found = find(ValueKind.COUNT, "20 vol. de grafita, 4 vols. vazios", Context(language="pt"))
    assert [one.value for one in found] == [20, 4]


@pytest.mark.parametrize(
    ("text", "answered"),
    [("TOTAL (lotes: 3)", True), ("Bultos : 12", True), ("Lote: 3", False), ("Bars: 6", False), ("Total: 3", False)],
)
def test_a_number_may_stand_behind_what_it_counts(text: str, answered: bool) -> None:
    assert answers_things(text) == answered
