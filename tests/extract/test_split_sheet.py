"""What a page tells of where documents begin: its page number and its own number."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from extract.split_sheet import look, page_number
from ingest.model import Box
from tests.extract.paper import letter


class Phrase(NamedTuple):
    text: str
    box: Box


def _at(text: str, y: float, x: float = 0.1) -> Phrase:
    return Phrase(text, Box(x, y, x + 0.1, y + 0.012))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Page 2 of 3", (2, 3)),
        ("Pág. 1/1", (1, 1)),
        ("Folha 2", (2, None)),
        ("Hoja 3 de 4", (3, 4)),
        ("Feuille n° 2", (2, None)),
        ("2/3", (2, 3)),
        ("p. 2/3", (2, 3)),
        ("P.1/2", (1, 2)),
        ("Fl. 1 de 3", (1, 3)),
        ("Fol. 2/2", (2, 2)),
        ("p. 14", None),
        ("Folha1", None),
        ("Sheet1", None),
        ("Hoja2", None),
        ("Page 5 of 3", None),
    ],
)
def test_page_numbers_and_names_of_sheets(text: str, number: tuple[int, int | None] | None) -> None:
    assert page_number([_at(text, 0.95)]) == number


def test_what_is_called_a_page_goes_before_bare_figures() -> None:
    assert page_number([_at("1/4", 0.05), _at("Page 2 of 2", 0.95)]) == (2, 2)


def test_figures_in_a_row_of_a_table_count_parcels() -> None:
    row = [_at("3/4", 0.06), _at("Rough diamonds", 0.06, 0.3), _at("118.42", 0.06, 0.7)]
    assert page_number(row) is None
    assert page_number(row[:2]) == (3, 4)


def test_a_page_called_by_a_letter_is_told_between_other_words_at_the_head() -> None:
    row = [_at("Declaration of origin — D/118", 0.05), _at("p. 2/2", 0.05, 0.5), _at("COPY", 0.05, 0.8)]
    assert page_number(row) == (2, 2)


def test_a_laws_number_is_no_papers_own() -> None:
    lines = ["Certificate no.  KZ 004417", "Issued under Act No. 88/2003"]
    sheet = look(letter("KIMBERLEY PROCESS CERTIFICATE", lines))
    assert sheet.own_numbers == {"004417"}
    alone = look(letter("KIMBERLEY PROCESS CERTIFICATE", ["Certificate no. Act 10.743/2003", "Weight: 12.00 ct"]))
    assert not alone.own_numbers
