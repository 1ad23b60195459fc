"""What is told of a page behind a paper, and what it weighs."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from importlib import resources

import pytest

from extract.layout import PageLayout
from extract.split_features import features
from extract.split_model import WEIGHTS, chance
from extract.split_pile import Pile
from extract.split_sheet import look
from tests.extract.paper import Rows, letter, sheet

FORM = ["Exporter: Thaba Diamonds Ltd", "Importer: Hallewijn BV", "Date of issue: 4 June 2026"]
MORE = [f"{what} of the goods: none" for what in ("Marks", "Seals", "Value", "Weight", "Origin", "Sorting", "Colour")]


def told(*pages: PageLayout) -> Mapping[str, float]:
    sheets = [look(page) for page in pages]
    return features(Pile(sheets[:-1]), sheets[-1])


def page(title: str, *lines: str, number: int = 2) -> PageLayout:
    return letter(title, list(lines), number=number)


FIRST = page("KIMBERLEY PROCESS CERTIFICATE", "Certificate No.: LS 0101", *FORM, number=1)


def test_every_feature_is_weighed_and_explained_and_keeps_its_side() -> None:
    text = resources.files("extract").joinpath("data/split_prior.csv").read_text(encoding="utf-8")
    prior = {row["name"]: row for row in csv.DictReader(text.splitlines())}
    assert set(told(FIRST, page("", "12.00 ct"))) <= set(WEIGHTS) == set(prior)
    assert all(row["meaning"] for row in prior.values())
    for name, row in prior.items():
        assert name == "bias" or float(row["weight"]) * WEIGHTS[name] >= 0.0, name


@pytest.mark.parametrize(
    "name", ["number_next", "headed", "own_same", "continued", "goes_on", "same_table", "same_rows"]
)
def test_what_binds_a_page_raises_its_chance(name: str) -> None:
    assert chance({name: 1.0}) > chance({})


@pytest.mark.parametrize(
    "name", ["number_first", "title_other", "said_again", "own_other_titled", "opens", "firm_first"]
)
def test_what_parts_a_page_lowers_it(name: str) -> None:
    assert chance({name: 1.0}) < chance({})


def test_a_second_form_says_again_what_the_first_said() -> None:
    first = page("KIMBERLEY PROCESS CERTIFICATE", "Certificate No.: LS 0101", *FORM, *MORE, number=1)
    again = told(first, page("KIMBERLEY PROCESS CERTIFICATE", "Certificate No.: LS 0102", *FORM, *MORE))
    rest = told(first, page("KIMBERLEY PROCESS CERTIFICATE", "Carat weight: 12.00", "Parcels: 3", "Seal", "Signed"))
    assert again["said_again"] > rest["said_again"]
    assert again["own_other_titled"] == again["own_other"] == 1.0
    assert not rest["own_other"]


def test_the_number_of_a_quoted_paper_is_no_other_number() -> None:
    bill = page("COMMERCIAL INVOICE", "Invoice No.: TD-77", "Seller: Thaba Diamonds Ltd", "Total: USD 12.00")
    assert not told(FIRST, bill)["own_other"]
    assert told(FIRST, bill)["title_other"] > 0.5


def test_a_page_after_the_last_of_a_paper() -> None:
    ended = page("", "Total 9.00", "Page 2 of 2", number=1)
    assert told(ended, page("", "12.00 ct"))["number_ended"] == 1.0
    assert told(page("", "Total 9.00", "Page 1 of 2", number=1), page("", "12.00 ct"))["number_ended"] == 0.0


def test_a_title_of_the_type_in_other_words() -> None:
    origin = page("CERTIFICATE OF ORIGIN", "Exporter: Andes SA", number=1)
    assert told(origin, page("CERTIFICATE OF ORIGIN", "Exporter: Andes SA"))["title_reworded"] == 0.0
    assert told(origin, page("MOVEMENT CERTIFICATE EUR.1", "Exporter: Andes SA"))["title_reworded"] == 1.0


def test_signatures_at_the_end() -> None:
    signed = page("INVOICE", *FORM, "Signature and stamp", number=1)
    assert told(signed, page("", "12.00 ct", "of rough stones"))["closed"] == 1.0
    assert told(FIRST, page("", "12.00 ct", "Authorised signature"))["closes"] == 1.0


def test_the_top_of_a_paper_of_no_type() -> None:
    notice = page("", "AVISO DE LEVANTE", "Referencia: LEV/28/2026/0091172", "Fecha: 14-07-2026", "Puede retirarla.")
    assert told(FIRST, notice)["top_of_none"] == 1.0
    assert told(FIRST, page("", "packed in drums", "and sealed"))["top_of_none"] == 0.0


def test_a_firm_at_the_head() -> None:
    assert told(FIRST, page("", "Maluti Diamonds Ltd", "Total 12.00"))["firm_first"] == 1.0
    assert told(FIRST, page("", "Total 12.00", "Maluti Diamonds Ltd"))["firm_first"] == 0.0


def test_columns_alike() -> None:
    under = sheet([(60.0, [(60.0, "Drum 4"), (300.0, "12.00")])], number=2)
    beside = sheet([(60.0, [(90.0, "Drum 4"), (350.0, "12.00")])], number=2)
    first = sheet([(60.0, [(60.0, "Drum 3"), (300.0, "11.00")])], number=1)
    assert told(first, under)["columns_alike"] == 1.0
    assert told(first, beside)["columns_alike"] == 0.0


def test_a_page_runs_over_where_the_one_before_is_full_and_nothing_begins() -> None:
    def full(lines: int, step: float) -> PageLayout:
        rows: Rows = [(60.0 + step * at, [(60.0, f"Clause {at} as agreed")]) for at in range(lines)]
        return sheet([(30.0, [(60.0, "INVOICE", 18.0)]), *rows], number=1)

    rest = page("", "Goods as agreed in the contract", "By hand of the seller")
    assert told(full(44, 17.0), rest)["runs_over"] == 1.0
    assert told(full(22, 17.0), rest)["runs_over"] == 0.0  # half of the page is free
    assert told(full(8, 94.0), rest)["runs_over"] == 0.0  # few lines, with room for more between them
    assert told(full(44, 17.0), page("", "Windhoek, 5 June 2026", "We refer to the goods"))["runs_over"] == 0.0
    assert told(full(44, 17.0), page("PACKING LIST", "Drums: 4"))["runs_over"] == 0.0
