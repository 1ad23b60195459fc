"""Two readings of one word that differ in signs which print makes alike."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.disputes import alike_but_signs, day_of, decimal_sign, grouped, likelier, speckless
from ingest.merge import merged
from ingest.ocr import Read
from ingest.textlines import Character, Line


@pytest.mark.parametrize(
    ("first", "second", "sign", "said"),
    [
        ("511.180.56", "511.180,56", None, "second"),  # thousands have three figures
        ("511,180.56", "511.180.56", None, "first"),
        ("5.61", "5,61", None, None),
        ("5.61", "5,61", ",", "second"),
        ("5.61", "5,61", ".", "first"),
        ("1.254,30)", "1.254.30)", None, "first"),
        ("0KR/26/0117", "OKR/26/0117", None, "second"),
        ("12O4", "1204", None, "second"),
        ("BRAZlL", "BRAZIL", None, "second"),
        ("lsar", "Isar", None, "second"),  # no word begins with an l before a consonant
        ("lndia", "India", None, "second"),
        ("lot", "Iot", None, None),
        ("lTSCI", "ITSCI", None, "second"),
        ("I'Industrie", "l'Industrie", None, "second"),
        ("(l'Ihorombe", "(I'Ihorombe", None, "first"),
        ("I'll", "l'll", None, None),
        ("Caríbbean", "Caribbean", None, None),
        ("Cl-4480", "CI-4480", None, None),  # one letter before it does not tell
        ("VLI05515641", "VLIO5515641", None, None),  # letters on one side, figures on the other
        ("A5B", "ASB", None, None),
        ("1,254.30", "1,264.30", None, None),  # figures are no look-alikes
        ("W03", "WO3", None, "second"),
        ("(SiO2),", "SO2),", None, "first"),
        ("12O4.5O", "1204.50", None, None),  # its last sign has no neighbours enough
        ("14-0CT-2027", "14-OCT-2027", None, "second"),
        ("N0V", "NOV", None, "second"),  # a month by itself
        ("03DEC27", "O3DEC27", None, "first"),
        ("A0-66120", "AO-66120", None, "second"),  # a country's code before a seal's figures
        ("A0", "AO", None, "second"),
        ("K0-66120", "KO-66120", None, None),
        ("P.0.", "P.O.", None, "second"),
        ("same", "same", None, None),
        ("", "x", None, None),
    ],
)
def test_the_shape_of_a_word_tells_or_says_nothing(first: str, second: str, sign: str | None, said: str | None) -> None:
    assert likelier(first, second, sign) == said
    other = {"first": "second", "second": "first"}.get(said or "")
    assert likelier(second, first, sign) == other


def test_a_page_has_one_decimal_sign_or_none_is_known() -> None:
    assert decimal_sign(["1.254,30", "EUR", "5,61", "(12,5)", "2026"]) == ","
    assert decimal_sign(["1,254.30", "5.61", "12.5%"]) == "."
    assert decimal_sign(["1.254,30", "5,61"]) is None
    assert decimal_sign(["1.254,30", "5,61", "12,5", "3.14"]) is None
    assert decimal_sign(["1,254", "12,500", "9,000"]) is None  # thousands as well
    assert decimal_sign(["7102.31", "7102.31", "7102.39", "2609.00"]) is None  # headings of the tariff
    assert decimal_sign(["7102.31", "1.254,30", "5,61", "12,5"]) == ","


def test_the_pages_amounts_settle_a_dispute_and_the_word_is_not_sure() -> None:
    def row(text: str, y: float) -> Line:
        return Line(
            100,
            y,
            100 + 12 * len(text),
            y + 30,
            tuple(Character(sign, 106 + 12 * n, 0.99) for n, sign in enumerate(text)),
        )

    def word(text: str, y: float) -> Read:
        return Read(text, 100, y + 5, 100 + 12 * len(text), y + 25, 0.95, "tesseract")

    ours = ["1.254,30", "12,50", "7,15", "5.61"]
    theirs = [*ours[:3], "5,61"]
    lines = [row(text, 80 + 50 * n) for n, text in enumerate(ours)]
    words = [word(text, 80 + 50 * n) for n, text in enumerate(theirs)]
    ink = np.zeros((400, 400), dtype=np.uint8)
    found = merged(lines, words, ink)
    assert [each.text for each in found] == theirs
    assert found[-1].confidence < 0.9 < found[0].confidence
    assert [each.text for each in merged(lines[2:], words[2:], ink)] == ["7,15", "5.61"]


def test_amounts_that_no_one_writes_are_put_right_by_the_pages_others() -> None:
    assert grouped(["1,833.5", "1.304.3", "(81.358.83)", "849.2"]) == ["1,833.5", "1,304.3", "(81,358.83)", "849.2"]
    assert grouped(["1.833,5", "1,304,30", "12.05.26"]) == ["1.833,5", "1.304,30", "12.05.26"]
    for silent in (["1.304.3", "849.2"], ["1,833.5", "1.833,5", "1.304.3"], ["1,833.5", "7102.31.10", "1.304.567"]):
        assert grouped(silent) == silent


def test_an_amount_put_right_is_not_sure() -> None:
    def row(text: str, y: float) -> Line:
        signs = tuple(Character(sign, 106 + 12 * n, 0.999) for n, sign in enumerate(text))
        return Line(100, y, 100 + 12 * len(text), y + 30, signs)

    found = merged([row("1,833.5", 10), row("1.304.3", 60)], [], np.zeros((200, 2000), dtype=np.uint8))
    assert [word.text for word in found] == ["1,833.5", "1,304.3"]
    assert found[1].confidence < 0.9


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("O9N0V2027", "09NOV2027"),
        ("09NOV2O27", "09NOV2027"),
        ("3-0CT-27", "3-OCT-27"),
        ("14-OCT-2027", "14-OCT-2027"),
        ("14-OXT-2027", None),
        ("08,10.2027", "08.10.2027"),
        ("8.10,2027", "8.10.2027"),
        ("08.10.2027", "08.10.2027"),
        ("32,10.2027", None),
        ("1,254.2027", None),
        ("2027", None),
        ("B0X", None),
    ],
)
def test_noughts_of_a_day_stand_among_its_figures_alone(text: str, day: str | None) -> None:
    assert day_of(text) == day


def test_a_day_that_both_misread_otherwise_is_made_of_both_and_no_sure_one() -> None:
    ink = np.zeros((200, 2000), dtype=np.uint8)
    for ours, theirs in (("09N0V2027", "O9NOV2027"), ("09N0V2027", "09N0V2027")):
        line = Line(100, 80, 208, 110, tuple(Character(c, 106 + 12.0 * i, 0.99) for i, c in enumerate(ours)))
        found = merged([line], [Read(theirs, 100, 85, 208, 105, 0.95, "tesseract")], ink)
        assert [each.text for each in found] == ["09NOV2027"]
        assert 0.8 <= found[0].confidence < 0.9


@pytest.mark.parametrize(
    ("first", "second", "alike", "said"),
    [
        ("PL-0031/B^", "PL-0031/B", True, "second"),
        ("Kayanz.a", "Kayanza", True, "second"),
        ("t:", "t", True, None),
        ("1.250", "1,250", False, None),  # another number
        ("12.50", "1250", False, None),
        ("Kayanza", "Kayanzo", False, None),
        ("-", ".", False, None),
    ],
)
def test_signs_beside_letters_make_no_other_word(first: str, second: str, alike: bool, said: str | None) -> None:
    assert alike_but_signs(first, second) == alike
    if alike:
        assert speckless(first, second) == said
