"""The country in which a sentence says that goods were mined, and the adjective that stands for one."""

from __future__ import annotations

import pytest

from extract.candidates_mined import adjectives_of, mined, speaks_of_origin
from extract.doctype import ValueKind
from extract.model import DocumentKind
from extract.prose_paragraphs import paragraphs
from extract.prose_values import reading_after, reading_before
from extract.read import extract_file
from extract.types import TYPES
from extract.values import Context
from tests.extract.sheet import Sheet, around

DECLARATION = DocumentKind.ORIGIN_DECLARATION


def origin(language: str, *lines: str) -> str | None:
    page = around(Sheet().lines(50, 200, *lines), DECLARATION)
    texts = paragraphs(page.layout, page.page, page.labels, page.skip)
    found = [one.parsed.value for one in mined(TYPES[DECLARATION], texts, Context(language=language))]
    return str(found[0]) if found else None


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("en", "All of them come from our own pit at Tsepong Mine, Mokhotlong District, in Lesotho.", "LS"),
        ("en", "We operate the Caribou Bay mine in the Northwest Territories of Canada since 2011.", "CA"),
        ("fr", "Le lot provient du site minier de Nyakabingo, district de Rulindo, au Rwanda.", "RW"),
        ("pt", "O lote foi lavrado por nós, sem material de terceiros, na Mina do Xambá, situada no Brasil.", "BR"),
        ("es", "El mineral procede de la unidad minera Qollpana, distrito de Haquira, Apurímac, Perú.", "PE"),
        ("en", "You may export wolframite concentrate of Ugandan origin under this permit.", "UG"),
        ("fr", "Nous vous livrons de la cassitérite d'origine burundaise en vingt fûts neufs.", "BI"),
    ],
)
def test_a_country_behind_a_mine_is_the_origin(language: str, text: str, country: str) -> None:
    assert origin(language, text) == country


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "None of the gold in this lot was mined or bought in Sudan."),
        ("en", "The ore of our mine is sold to the only tin smelter in Malaysia."),
        ("en", "The mine belongs wholly to Letseng Namibia Holdings (Pty) Ltd as its operator."),
        ("fr", "Les minerais de la mine sont exportés par la route vers la Tanzanie."),
        ("es", "El mineral de la mina no es de origen chilena según la ley."),
        ("en", "Our mine, Lesotho"),
    ],
)
def test_a_country_of_a_buyer_a_company_or_a_denial_is_not(language: str, text: str) -> None:
    assert origin(language, text) is None


def test_two_countries_tell_no_origin() -> None:
    one = "The first parcel was mined by our partners in Angola."
    assert origin("en", one, "The second parcel was mined by our partners in Lesotho.") is None


def test_a_country_is_no_mine() -> None:
    text = "a été extrait au Burundi, sur le site Murehe"
    assert reading_after(ValueKind.SITE, text, text, len("a été extrait au"), len(text), Context("fr")) is None


def test_the_country_that_ends_a_mines_name_is_the_origin_and_none_of_the_name() -> None:
    sheet = Sheet().text(150, 40, "AUTORIZAÇÃO DE EXPORTAÇÃO", 16).text(400, 64, "N.º AE 0412/2026")
    sheet.text(60, 120, "LAVRA DE ORIGEM").text(60, 134, "Lavra Pedra Clara, Brasil")
    (document,) = extract_file([sheet.page()])
    assert document.fields["mine_site"].value == "Lavra Pedra Clara"
    assert document.fields["country_of_origin"].value == "BR"
    assert document.fields["country_of_origin"].confidence < 0.9


def test_a_capital_makes_the_word_mine_a_part_of_the_name() -> None:
    text = "in our own Khubelu Pass Mine, between January and May; the Tuktu Lake mine in the North"
    for name, at in (("Khubelu Pass Mine", text.index("Mine")), ("Tuktu Lake", text.rindex("mine"))):
        reading = reading_before(ValueKind.SITE, text, text, at, Context("en"))
        assert reading is not None
        assert reading.value == name


def test_the_adjectives_of_a_country_are_known_in_all_their_forms() -> None:
    assert {"tanzanian", "tanzanien", "tanzaniana", "tanzanianas"} <= adjectives_of("TZ")
    assert adjectives_of("CD") == adjectives_of("CG") >= {"congolaise", "congolais"}
    assert adjectives_of("XX") == frozenset()


@pytest.mark.parametrize("text", ["Diamantes brutos de origem", "of Tanzanian origin", "minerai d'origine congolaise"])
def test_a_word_for_origin_is_known(text: str) -> None:
    assert speaks_of_origin(text)


def test_a_text_without_a_word_for_origin_is_told() -> None:
    assert not speaks_of_origin("Banque malgache, compte 22")
