from __future__ import annotations

import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passport.files import SUFFIX, file_name, file_names

LOTS = st.text(max_size=40) | st.text("aA/\\.- _:é\u0301‮\0", max_size=8) | st.text("x", min_size=100, max_size=300)


@pytest.mark.parametrize(
    ("lot", "stem"),
    [
        ("BW-004711", "BW-004711"),
        ("CP-7/1", "CP-7_1"),
        ("CP-7\\1", "CP-7_1"),
        ("lot 12 of 3", "lot_12_of_3"),
        ("LOT:2025|17?", "LOT_2025_17"),
        ("../../etc/passwd", "etc_passwd"),
        ("/abs", "abs"),
        ("C:\\x", "C_x"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("a.b.", "a.b"),
        ("Séguéla №5", "Séguéla_№5"),
        ("Se\u0301gue\u0301la", "Séguéla"),
        ("金伯利-1", "金伯利-1"),
        ("abc\u202egpj", "abc_gpj"),
        ("a\nb\tc\0d", "a_b_c_d"),
    ],
)
def test_lot_number_becomes_a_safe_name(lot: str, stem: str) -> None:
    assert file_name(lot) == stem + SUFFIX


@pytest.mark.parametrize("lot", ["", " ", ".", "..", "/", "///", "---", "\0", "CON", "nul", "com1", "LPT9", "aux.txt"])
def test_lot_number_that_is_no_name_gets_a_digest(lot: str) -> None:
    stem = file_name(lot).removesuffix(SUFFIX)
    assert len(stem) >= 12
    assert not PureWindowsPath(file_name(lot)).is_reserved()


def test_long_lot_numbers_are_cut_and_stay_apart() -> None:
    one, other = file_name("é" * 500 + "1"), file_name("é" * 500 + "2")
    assert one != other
    assert max(len(one.encode()), len(other.encode())) <= 160


def test_lots_of_one_name_are_told_apart_whatever_their_order() -> None:
    lots = ["CP-7/1", "CP-7_1", "CP-8", "cp-8", "CP-9"]
    names = dict(zip(lots, file_names(lots), strict=True))
    assert names["CP-9"] == "CP-9" + SUFFIX
    assert len({name.casefold() for name in names.values()}) == 5
    turned = list(reversed(lots))
    assert dict(zip(turned, file_names(turned), strict=True)) == names


def test_lot_that_calls_itself_by_anothers_name_is_told_apart() -> None:
    taken = file_names(["CP-7/1", "CP-7_1"])[0].removesuffix(SUFFIX)
    assert len(set(file_names(["CP-7/1", "CP-7_1", taken]))) == 3


@given(st.lists(LOTS, unique=True, max_size=12))
def test_any_lots_get_different_safe_names(lots: list[str]) -> None:
    names = file_names(lots)
    assert len(names) == len(lots)
    assert len({unicodedata.normalize("NFC", name.casefold()) for name in names}) == len(lots)
    for name in names:
        assert name.endswith(SUFFIX)
        assert Path(name).name == PureWindowsPath(name).name == name
        assert name[0] not in ".-" or len(name) > len(SUFFIX)
        assert len(name.encode()) <= 160
        assert name.isprintable()
        assert " " not in name


@given(LOTS)
def test_name_of_a_lot_alone_is_that_among_others(lot: str) -> None:
    assert file_names([lot]) == (file_name(lot),)
