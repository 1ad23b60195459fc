"""A document's wording searched: patterns with their place, statements torn apart by columns, names and numbers."""

from __future__ import annotations

import re

import pytest

from extract.model import Document
from tests.validate.papers import all_of, diamonds, say, scanned, worded
from validate.wording import Wording, absence_doubt

STATEMENT = "The diamonds herein invoiced have been purchased from legitimate sources not involved in funding conflict"


def wording(*lines: str, confidence: float = 1.0, digital: bool = True) -> Wording:
    return Wording(certificate(*lines, confidence=confidence, digital=digital))


def certificate(*lines: str, confidence: float = 1.0, digital: bool = True) -> Document:
    return worded(diamonds().documents[0], *lines, confidence=confidence, digital=digital)


def test_a_pattern_is_found_across_lines_with_the_boxes_of_both() -> None:
    said = wording("issued", "retrospec-", "tively by").first(re.compile(r"retrospec-?\s*tively", re.I))
    assert said is not None
    assert (said.words, len(said.evidence)) == ("retrospec- tively", 2)
    stated = said.stated("endorsement")
    assert stated.side.field == "endorsement"
    assert stated.field.evidence == said.evidence
    assert wording("nothing here").first(re.compile("retro")) is None


@pytest.mark.parametrize(
    ("lines", "least", "most"),
    [
        ((STATEMENT,), 1.0, 1.0),
        (("The diamonds herein  Total", "invoiced have been  USD 5.00", *STATEMENT.split()[6:]), 1.0, 1.0),
        ((STATEMENT.replace("legitimate", "legltimate").replace("purchased", "purchassed"),), 1.0, 1.0),
        (("Diamonds purchased from other sources",), 0.2, 0.7),
        (("Packing list",), 0.0, 0.0),
    ],
)
def test_the_share_of_a_statement(lines: tuple[str, ...], least: float, most: float) -> None:
    assert least <= wording(*lines).share_of(STATEMENT) <= most


def test_names_and_numbers_in_the_wording() -> None:
    here = wording("Exporter: Khubélu Kimberlite-Sales (Pty) Ltd", "Cert. LS 024780 of 2026")
    assert here.says("KHUBELU KIMBERLITE SALES")
    assert here.says("LS-024780")
    assert here.says("LS024780")
    assert not here.says("Zuiderdok")
    assert not here.says("")


def test_what_can_be_said_of_absence() -> None:
    assert wording("a", "b").well_read
    assert wording("a").digital
    assert not wording("a", confidence=0.7).well_read
    assert not wording("a", digital=False).digital
    none = Wording(diamonds().documents[0])
    assert not (none.known)
    assert not (none.well_read)
    assert not (none.digital)


@pytest.mark.parametrize("remark", ["several-sheets", "low-resolution"])
def test_how_a_page_was_read_leaves_in_doubt_what_is_not_on_it(remark: str) -> None:
    dossier = all_of(say("kp", "KIMBERLEY PROCESS CERTIFICATE"), scanned("kp", 300, remark))(diamonds())
    (document,) = [each for each in dossier.documents if each.type == "kimberley_process_certificate"]
    assert remark in (absence_doubt(Wording(document)) or "")
