"""Party names: the same firm written otherwise, another firm, a bad reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validate.names import Likeness, alike, is_open, other_form, shortened, words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Nimba Crystal Inc.", "Nimba Crystal Incorporated"),
        ("Khubelu Sales (Pty) Ltd", "KHUBELU SALES PROPRIETARY LIMITED"),
        ("Oro Cotahuasi S.A.C.", "Oro Cotahuasi SAC"),
        ("Esmeraldas Verde S.A.S.", "Esmeraldas Verde S.A.S"),
        ("Oro Cotahuasi S.A.C.", "Oro Cotahuasi 5.A.C."),
        ("De Ridder & Zonen BV", "De Ridder en Zonen B.V."),
        ("Lüderitz Shelf Stones", "LUDERITZ SHELF-STONES"),
        ("Société Minière du Kivu SARL", "Societe Miniere du Kivu S.A.R.L."),
        ("Catoca Norte Pedras, Lda", "Catoca Norte Pedras Limitada"),
        ("Alpha Gems International", "Alpha Gems Intl."),
        ("Brink's Belgium c/o Zuiderdok Rough BV", "Zuiderdok Rough BV"),
        ("Zuiderdok Rough BV", "Rough Zuiderdok BV"),
        ("Kivumu Tin Exporters Ltd", "Kivumu Tln Exporters Ltd"),
        ("Nimba Crystal Incorporated", "Nimba Crystal 1ncorporated"),
        ("China Nonferrous Mining Company", "CNMC"),
        ("Graphite du Betsimisaraka SARL", "GRAPHITE DU BETSIMISARAKA"),
        ("Monsieur le Directeur général de Comptoir Teranga SA", "Comptoir Teranga SA"),
        ("The Managing Director, Alpha Gems FZE", "Alpha Gems FZE"),
        ("Señor Gerente General de Minera Sur S.A.", "Minera Sur SA"),
    ],
)
def test_one_firm(left: str, right: str) -> None:
    assert alike(left, right) is Likeness.SAME
    assert alike(right, left) is Likeness.SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Alpha Gems FZE", "Alpha Trading DMCC"),
        ("Kempen Stones NV", "Kempen Diamonds NV"),
        ("Zuiderdok Rough BV", "Kempen Stones NV"),
        ("Catoca Norte Pedras, Lda", "Catoca Sul Pedras, Lda"),
        ("Mine 1 Ltd", "Mine 2 Ltd"),
        ("Cooperative Amizero", "Cooperative Dukore"),
        ("The Managing Director, Alpha Gems FZE", "The Managing Director, Beta Stones FZE"),
        ("President Steyn Mine", "Steyn Mine"),
    ],
)
def test_two_firms(left: str, right: str) -> None:
    assert alike(left, right) is Likeness.OTHER


@pytest.mark.parametrize(
    ("left", "right"),
    [("Boteti Sands Gems", "Botetl Sands Gerns"), ("Alfa Gold", "Alba Gold")],
)
def test_near_enough_to_ask(left: str, right: str) -> None:
    assert alike(left, right) is Likeness.UNSURE


@given(st.text(max_size=40))
def test_a_name_is_like_itself(name: str) -> None:
    assert alike(name, name) is Likeness.SAME


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_has_no_sides(left: str, right: str) -> None:
    assert alike(left, right) is alike(right, left)


def test_words_leave_form_and_links_out() -> None:
    assert words("The Alpha & Beta Co., Ltd.") == ("alpha", "beta")
    assert words("Mining Company Ltd") == ("mining",)
    assert words("SA Ltd")  # something is left to compare


def test_open_consignees_name_nobody() -> None:
    assert is_open("To the order of shipper")
    assert is_open("À l'ordre de la banque")
    assert not is_open("Torder Minerals")


def test_forms_of_different_kinds() -> None:
    assert other_form("Bandama Gemmes SA", "Bandama Gemmes SARL")
    assert not other_form("Bandama Gemmes SA", "Bandama Gemmes S.A.")
    assert not other_form("Bandama Gemmes", "Bandama Gemmes SARL")


def test_shortened() -> None:
    assert shortened("Riet", "Riet River Diggings (Pty) Ltd")
    assert shortened("Liwa Dune DMCC", "Liwa Dune Stones DMCC")
    assert not shortened("Alpha Gems", "Alpha Trading")
