"""Lists of numbers that run over the end of a line of text."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet


def seals(*lines: str) -> object:
    sheet = Sheet().text(60, 40, "Bill of lading", 15).lines(60, 90, *lines)
    (document,) = extract_file([sheet.page()])
    return document.fields["seal_numbers"].value


@pytest.mark.parametrize("mark", [" /", ",", ";"])
def test_a_list_behind_a_label_in_a_line_of_text_goes_on_at_the_next_lines_beginning(mark: str) -> None:
    found = seals(
        "Bill of lading number HLX-20914, issued on 4 May 2027: loaded in apparent good order the goods",
        f"named hereafter. The commercial invoice is no. TS-0917. Seal numbers: KL110438{mark}",
        f"KL110439{mark} KL110440. The net weight is 20,160.00 kg and the gross weight 20,544.00 kg.",
    )
    assert found == ("KL110438", "KL110439", "KL110440")


def test_a_list_over_three_lines() -> None:
    found = seals(
        "Bill of lading number HLX-20914, issued on 4 May 2027. Seal numbers: KL110438,",
        "KL110439, KL110440, KL110441, KL110442, KL110443, KL110444, KL110445, KL110446,",
        "KL110447 and KL110448. The net weight is 20,160.00 kg.",
    )
    assert found == tuple(f"KL1104{number}" for number in range(38, 49))


@pytest.mark.parametrize(
    "told",
    [
        "The seals applied bear the numbers",
        "Les scellés apposés portent les numéros",
        "Os selos apostos têm os números",
        "Los precintos colocados llevan los números",
    ],
)
def test_a_list_that_a_sentence_tells_takes_all_its_numbers(told: str) -> None:
    lines = ("Bill of lading number HLX-20914, issued on 4 May 2027.", told, "BZ440712, BZ440713, BZ440714.")
    assert seals(*lines) == ("BZ440712", "BZ440713", "BZ440714")


def test_a_sentence_behind_a_list_is_none_of_it() -> None:
    lines = (
        "Bill of lading number HLX-20914, issued on 4 May 2027.",
        "Seal numbers: KL110438 and",
        "Kigali, 4 May 2027",
    )
    assert seals(*lines) == ("KL110438",)


@pytest.mark.parametrize("label", ["Seals: ", "Holds sealed after loading, seals: "])
def test_a_list_set_in_rows_takes_the_numbers_side_by_side(label: str) -> None:
    sheet = Sheet().text(60, 40, "Certificate of weight", 15).text(60, 90, f"{label}NK 20711")
    left = sheet.words[-1].box.x1 * 595 - 38.3
    sheet.text(left + 60, 90, "NK 20712").text(left, 103, "NK 20713").text(left + 60, 103, "NK 20714")
    (document,) = extract_file([sheet.page()])
    assert document.fields["seal_numbers"].value == ("NK 20711", "NK 20712", "NK 20713", "NK 20714")
