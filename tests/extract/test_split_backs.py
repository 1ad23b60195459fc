"""The backs of papers, told by what heads them and by stating nothing."""

from __future__ import annotations

import pytest

from extract.layout import PageLayout
from extract.model import DocumentKind
from extract.split import group
from extract.split_backs import heads_back
from tests.extract.paper import letter, sheet

WAYBILL = ["AWB No.: 176-58261280", "Airport of departure: MSU", "Shipper: Nimba Crystal Inc.", "Pieces: 4"]


def small(heading: str, *lines: str) -> PageLayout:
    """A second page in small print under a heading in the same print."""
    rows = [(40.0 + 18.0 * at, [(40.0, line, 7.0)]) for at, line in enumerate((heading, *lines))]
    return sheet(rows, number=2)


@pytest.mark.parametrize(
    "heading",
    [
        "Conditions of contract",
        "Extract from the conditions of carriage",
        "Notice to shippers and consignees",
        "Methods used",
        "Conditions du contrat de transport",
        "Modes opératoires",
        "Avis important",
        "Condições do contrato",
        "Métodos de ensaio aplicados",
        "Resumo dos métodos",
        "Cláusulas del contrato de transporte",
        "Resumen de métodos",
        "Notas aclaratorias",
        "CONDITIONS OF THE BILL OF LADING",
    ],
)
def test_a_page_headed_as_a_back_goes_with_its_paper(heading: str) -> None:
    back = small(heading, "The parties agree to what is set out overleaf and to the law of the place of loading.")
    stacks = group([letter("AIR WAYBILL", WAYBILL), back])
    assert [(len(stack.layouts), len(stack.backs)) for stack in stacks] == [(1, 1)]


@pytest.mark.parametrize(
    "lines",
    [
        ["Consignee: Zuiderdok Rough BV"],
        ["KZ-118 / 2034", "KZ-119 / 2034"],
        ["AWB No.: 176-58261291", "Airport of departure: ROB"],
    ],
)
def test_a_page_that_states_something_is_no_back(lines: list[str]) -> None:
    stacks = group([letter("AIR WAYBILL", WAYBILL), small("Further notes", *lines)])
    assert all(not stack.backs for stack in stacks)


def test_a_standard_or_a_law_in_running_text_is_none_of_the_lots_numbers() -> None:
    back = small(
        "Method summary", "Fire assay to ISO 11426", "Weighed on scales checked every month by office 20041 there."
    )
    assert [len(stack.backs) for stack in group([letter("AIR WAYBILL", WAYBILL), back])] == [1]


def test_a_back_alone_and_one_behind_an_unknown_paper_are_unknown() -> None:
    back = small("Conditions of contract", "The parties agree to what is set out overleaf.")
    assert [stack.kind for stack in group([back])] == [DocumentKind.UNKNOWN]
    stacks = group([letter("DRIVING LICENCE", ["1. HALLWORTH", "2. JOHN"]), back])
    assert all(not stack.backs for stack in stacks)


@pytest.mark.parametrize(
    "text",
    [
        "Our services",
        "Visit our lodge",
        "Certificate of analysis",
        "conditions of contract",
        "Notes: none",
        "",
        "Sampling",
        "Conditions that our lodge by the river offers",
    ],
)
def test_other_headings_head_no_back(text: str) -> None:
    assert not heads_back(text)
