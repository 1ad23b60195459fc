"""Pages of one paper that lie in several files."""

from __future__ import annotations

import pytest

from extract.model import Document
from extract.read import extract_file, extract_paper
from extract.split_files import pages_in_several_files
from ingest.model import Page
from tests.extract.sheet import Sheet

HEADING = ("Description of goods", "Net weight kg", "Unit price", "Amount USD")
ROWS = {
    1: (("Cassiterite concentrate, lot A", "1,200.00", "14.00", "16,800.00"),),
    2: (("Cassiterite concentrate, lot B", "800.00", "14.00", "11,200.00"),),
}


def sheet(
    name: str, title: str, *lines: str, part: int = 0, heading: bool = True, foot: str = "", head: str = ""
) -> Page:
    """A page of a paper, the file's name as a letter: title, lines, and the rows of a part of its table."""
    made = Sheet(file=name * 64)
    if head:
        made.text(60, 30, head, size=9)
    if title:
        made.text(200, 60, title, size=18)
    made.lines(60, 100, *lines)
    for number, row in enumerate(([HEADING] if heading else []) + list(ROWS.get(part, ()))):
        for x, text in zip((60, 260, 360, 450), row, strict=True):
            made.text(x, 300 + 16 * number, text)
    if foot:
        made.text(260, 815, foot, size=8)
    return made.page()


def invoice(name: str, number: str = "INV-26/0417", *, foot: str = "", title: str = "COMMERCIAL INVOICE") -> Page:
    lines = (f"Invoice No.: {number}", "Seller: Kivu Tin Traders SARL", "Buyer: Penang Smelting Bhd")
    return sheet(name, title, *lines, part=1, foot=foot)


def packing_list(name: str, number: str = "PL-0993", *, foot: str = "") -> Page:
    lines = (f"Packing list No.: {number}", "Number of packages: 40")
    return sheet(name, "PACKING LIST", *lines, heading=False, foot=foot)


def rest(name: str, *lines: str, foot: str = "", title: str = "", heading: bool = True) -> Page:
    return sheet(name, title, *lines, part=2, heading=heading, foot=foot)


ONE, TWO = "Page 1 of 2", "Page 2 of 2"


@pytest.mark.parametrize(
    ("pages", "joined"),
    [
        ([invoice("a", foot=ONE), rest("b", foot=TWO)], [(0, 1)]),
        ([rest("a", foot="page 2/2"), invoice("b", foot="page 1/2")], [(1, 0)]),
        ([invoice("a"), rest("b", "Invoice No.: INV-26/0417", foot=TWO)], [(0, 1)]),
        ([invoice("a", foot=ONE), packing_list("b"), rest("c", "INV-26/0417", foot=TWO)], [(0, 2)]),
        ([invoice("a"), rest("b", "Invoice INV-26/0417 (continued)")], [(0, 1)]),
        ([invoice("a"), rest("b")], [(0, 1)]),
        ([invoice("a", foot="1 / 3"), rest("b", foot="3 / 3"), rest("c", foot="2 / 3")], [(0, 2, 1)]),
    ],
    ids=["page numbers", "turned round", "number and page", "another between", "continued", "table", "three"],
)
def test_a_page_in_a_file_of_its_own_is_put_to_its_paper(pages: list[Page], joined: list[tuple[int, ...]]) -> None:
    assert list(pages_in_several_files([alone(page) for page in pages])) == joined


@pytest.mark.parametrize(
    "pages",
    [
        [invoice("a"), packing_list("b")],
        [invoice("a"), invoice("b", "INV-26/0418")],
        [invoice("a", foot=ONE), invoice("b", "INV-26/0418", foot=TWO)],
        [invoice("a", foot="Page 1 of 3"), rest("b", foot=TWO)],
        [invoice("a", foot=ONE), packing_list("b", foot=TWO)],
        [invoice("a", foot="Page 1 of 1"), rest("b")],
        [invoice("a"), sheet("b", "", "Our lodge by the river is open all year.", heading=False)],
        [invoice("a"), packing_list("b"), rest("c")],
        [rest("a", foot=TWO), packing_list("b")],
    ],
    ids=[
        "two papers",
        "two invoices",
        "another number on page two",
        "of three and of two",
        "another title on page two",
        "of one page",
        "a foreign page",
        "not next by name",
        "no first page",
    ],
)
def test_what_is_another_paper_stays_alone(pages: list[Page]) -> None:
    assert pages_in_several_files([alone(page) for page in pages]) == ()


def test_a_page_that_may_be_of_two_papers_is_left_alone() -> None:
    first = invoice("a", foot=ONE)
    other = invoice("b", "INV-26/0418", foot=ONE)
    between = packing_list("c")
    assert pages_in_several_files([alone(page) for page in (first, other, between, rest("d", foot=TWO))]) == ()
    said = rest("d", "Invoice INV-26/0417", foot=TWO)
    assert pages_in_several_files([alone(page) for page in (first, other, between, said)]) == ((0, 3),)


def test_one_document_with_the_rows_and_the_places_of_both_files() -> None:
    document = extract_paper([invoice("b", foot=ONE), rest("a", "Total net weight: 2,000.00 kg", foot=TWO)])
    assert [(page.file[0], page.page) for page in document.pages] == [("b", 1), ("a", 1)]
    assert document.fields["document_number"].value == "INV-26/0417"
    weights = [(row["net_weight"].value, row["net_weight"].evidence[0].file[0]) for row in document.lines]
    assert weights == [("1200.00", "b"), ("800.00", "a")]
    assert document.fields["net_weight"].value == "2000.00"
    assert document.fields["net_weight"].evidence[0].file[0] == "a"
    second = [line for line in document.text if "lot B" in line.text]
    assert [line.file[:1] for line in second] == ["a"]
    assert {line.file for line in document.text if "lot A" in line.text} == {""}


def alone(page: Page) -> Document:
    """The document that a page makes by itself."""
    (document,) = extract_file([page])
    return document


def test_a_cover_of_transport_carries_no_sum_over() -> None:
    packing, insured = packing_list("a"), sheet("b", "", "Certificado de seguro de transporte", heading=False)
    assert pages_in_several_files([alone(packing), alone(insured)]) == ()
    carried = sheet("b", "", "De transporte 16.800,00", part=2)
    assert pages_in_several_files([alone(invoice("a")), alone(carried)]) == ((0, 1),)
