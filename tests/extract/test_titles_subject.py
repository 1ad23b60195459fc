"""A letter's subject told by its place: between the address and the text, and nowhere else."""

from __future__ import annotations

import pytest

from extract.classify import classify
from extract.layout import PageLayout
from extract.model import DocumentKind
from extract.titles import find_titles
from extract.titles_subject import subject_line
from tests.extract.paper import Rows, sheet

SUBJECT = "Statement of origin for tin concentrate – ref. TX/OR/26-118"
TEXT = (
    "The goods that left our store on the day named above were handed to the carrier in good",
    "order, and the papers that go with them are in the hands of our agent at the port.",
)


def page(*head: str, gap: float = 26.0, text: tuple[str, ...] = TEXT, first: float = 90.0) -> PageLayout:
    """A letter: its head line by line, `gap` points over and under the last one, then its text."""
    rows: Rows = [(first + 14.0 * number, [(60.0, line)]) for number, line in enumerate(head[:-1])]
    at = first + 14.0 * (len(head) - 2) + gap
    rows.append((at, [(60.0, head[-1])]))
    rows += [(at + gap + 14.0 * number, [(60.0, line)]) for number, line in enumerate(text)]
    return sheet(rows)


ADDRESS = ("Mbeya, 4 May 2026", "To: Ostrava Smelters Ltd", "Dock Road 4, Hull")


def test_a_line_alone_over_the_text_is_the_subject() -> None:
    read = page(*ADDRESS, SUBJECT)
    assert subject_line(read) == len(ADDRESS)
    title = find_titles(read)[0]
    assert title.kind is DocumentKind.ORIGIN_DECLARATION
    assert not title.numbered
    assert classify(read).kind is DocumentKind.ORIGIN_DECLARATION


def test_a_salutation_stands_between_the_subject_and_the_text() -> None:
    rows: Rows = [(90.0 + 14.0 * number, [(60.0, line)]) for number, line in enumerate(ADDRESS)]
    rows += [(146.0, [(60.0, SUBJECT)]), (172.0, [(60.0, "Dear Sirs,")])]
    rows += [(198.0 + 14.0 * number, [(60.0, line)]) for number, line in enumerate(TEXT)]
    assert subject_line(sheet(rows)) == len(ADDRESS)


@pytest.mark.parametrize(
    "read",
    [
        page(*ADDRESS, SUBJECT, gap=14.0),  # a line of the address
        page("Tin store", "Hull", "Dock Road 4", SUBJECT),  # addressed to nobody
        page(*ADDRESS, "Your certificate of origin and our invoice both came to us on Monday."),
        page(*ADDRESS, SUBJECT, text=("Bags 12", "Net weight 412 kg")),  # over a list, not over text
        page(*ADDRESS, SUBJECT, first=600.0),  # at the foot
    ],
    ids=["of the address", "no letter", "a sentence", "over a list", "at the foot"],
)
def test_other_lines_are_no_subject(read: PageLayout) -> None:
    assert subject_line(read) is None
