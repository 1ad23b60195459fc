"""Two readings made one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.merge import merged
from ingest.ocr import Read
from ingest.textlines import Character, Line

INK = np.zeros((200, 2000), dtype=np.uint8)
STEP = 12.0


def line(text: str, confidence: float = 0.999, x: float = 100.0) -> Line:
    """A line of PP-OCR's, twelve pixels a character."""
    characters = tuple(Character(c, x + STEP * (i + 0.5), confidence) for i, c in enumerate(text))
    return Line(x, 80.0, x + STEP * len(text), 110.0, characters)


def words(text: str, confidence: float = 0.95, x: float = 100.0) -> list[Read]:
    """Tesseract's words of the same line."""
    found: list[Read] = []
    at = 0
    for word in text.split(" "):
        found.append(Read(word, x + STEP * at, 85.0, x + STEP * (at + len(word)), 105.0, confidence, "tesseract"))
        at += len(word) + 1
    return found


def read(ours: str, theirs: str, sure: float = 0.999, sure_theirs: float = 0.95) -> list[tuple[str, str]]:
    return [(each.text, each.reader) for each in merged([line(ours, sure)], words(theirs, sure_theirs), INK)]


def test_agreement_is_surer_than_either() -> None:
    found = merged([line("Lot BW-7", 0.97)], words("Lot BW-7", 0.9), INK)
    assert [(each.text, each.reader) for each in found] == [("Lot", "both"), ("BW-7", "both")]
    lone = merged([line("Lot BW-7", 0.97)], [], INK)
    assert all(each.confidence > 0.3 + alone.confidence for each, alone in zip(found, lone, strict=True))


def test_disagreement_is_less_sure_and_the_surer_is_believed() -> None:
    found = merged([line("1,254.30 ct")], words("1,264.30 ct", 0.8), INK)
    assert [(each.text, each.reader) for each in found] == [("1,254.30", "ppocr"), ("ct", "both")]
    assert found[0].confidence < 0.95 < found[1].confidence
    found = merged([line("smalís", 0.56)], words("smalls", 0.95), INK)
    assert [(each.text, each.reader) for each in found] == [("smalls", "tesseract")]
    assert found[0].confidence < 0.95


def test_spaces_that_one_drops_the_other_keeps() -> None:
    assert read("A102395,KP244113", "A102395, KP244113")[0][0] == "A102395,"
    whole = Line(
        100,
        80,
        500,
        110,
        tuple(Character(c, 100 + STEP * (i + 0.5 + (i >= 5)), 0.99) for i, c in enumerate("grossweiqht")),
    )
    found = merged([whole], words("gross weight"), INK)
    assert [each.text for each in found] == ["gross", "weiqht"]


def test_accents_that_one_drops_the_other_keeps() -> None:
    assert read("auprés de", "auprès de", 0.9, 0.95)[0][0] == "auprès"
    assert read("delivre par", "délivré par")[0][0] == "délivré"
    assert read("Emirates", "Émirates", 0.999, 0.6)[0][0] == "Emirates"


def test_what_only_one_sees() -> None:
    assert read("3", "") == [("3", "ppocr")]
    lone = merged([line("Lot")], words("Seal", 0.95, x=900.0), INK)
    assert [(each.text, each.reader) for each in lone] == [("Lot", "ppocr"), ("Seal", "tesseract")]
    assert lone[1].confidence < 0.9
    # Ornament that Tesseract takes for letters, where PP-OCR sees no text, is dropped.
    assert merged([], words("So Sos", 0.7), INK) == []


def test_boxes_are_drawn_in_to_the_ink() -> None:
    ink = INK.copy()
    ink[90:102, 100:136] = 255
    ink[90:102, 104:108] = 0
    (found,) = merged([line("Lot")], [], ink)
    assert (found.y0, found.y1) == (90.0, 102.0)


@given(
    text=st.lists(st.text("abcXYZ019.,-é", min_size=1, max_size=8), min_size=1, max_size=6),
    other=st.lists(st.text("abcXYZ019.,-é", min_size=1, max_size=8), min_size=0, max_size=6),
    sure=st.floats(0.3, 1.0),
)
def test_merging_never_invents_a_character(text: list[str], other: list[str], sure: float) -> None:
    found = merged([line(" ".join(text), sure)], words(" ".join(other)) if other else [], INK)
    allowed = set("".join(text)) | set("".join(other))
    for each in found:
        assert set(each.text) <= allowed
        assert 0 <= each.confidence <= 1
        assert each.x1 > each.x0


def test_the_same_reading_twice_is_all_there() -> None:
    text = "The rough diamonds in this shipment"
    assert " ".join(word for word, _ in read(text, text)) == text


@pytest.mark.parametrize("sure", [0.2, 0.8, 0.99])
def test_confidence_rises_with_what_the_reader_says(sure: float) -> None:
    (low,) = merged([line("LOT7", sure)], [], INK)
    (high,) = merged([line("LOT7", sure + 0.009)], [], INK)
    assert low.confidence < high.confidence
