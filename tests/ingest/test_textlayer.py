"""Whether a text layer is believed."""

from pathlib import Path

import numpy as np
import pytest

from ingest import pdf
from ingest.drawn import Drawn
from ingest.glyphs import TextWord
from ingest.owntext import text_layer
from ingest.textlayer import Verdict, judge, stands_for_nothing
from tests.ingest import paper


def verdict(path: Path) -> Verdict:
    with pdf.single_page(path, 1) as (document, page):
        layer = text_layer(document, page)
        preview, dpi = pdf.render(page, pdf.PREVIEW_DPI, grey=True)
    return judge(layer.words, layer.broken, layer.characters, layer.seen, preview, dpi / 72)


def codes(found: Verdict) -> list[str]:
    return [remark.code for remark in found.remarks]


def test_plain_text_is_believed(tmp_path: Path) -> None:
    found = verdict(paper.write(tmp_path, "a.pdf", paper.form_pdf()))
    assert (found.use, codes(found)) == ("text", [])
    assert [word.text for word in found.words][:3] == ["Certificate", "number", "BW"]


@pytest.mark.parametrize(("hidden", "white"), [(True, False), (False, True)])
def test_text_that_cannot_be_seen_is_not(tmp_path: Path, hidden: bool, white: bool) -> None:
    found = verdict(paper.write(tmp_path, "a.pdf", paper.form_pdf(hidden=hidden, white=white)))
    assert (found.use, codes(found), found.words) == ("ocr", ["text-layer-hidden"], ())
    assert not found.unchecked


def words(text: str) -> tuple[TextWord, ...]:
    return tuple(TextWord(word, 10.0 * i, 10.0, 10.0 * i + 9, 20.0, 0.0, 10.0) for i, word in enumerate(text.split()))


INKED = np.tile(np.array([[0, 255]], dtype=np.uint8), (60, 1000))
PROSE = (
    "the rough diamonds in this shipment have been handled in accordance with the provisions of the certification "
    "scheme les diamants bruts contenus dans cette expédition ont été traités conformément aux dispositions"
)


def test_shifted_letters_are_no_language() -> None:
    assert judge(words(PROSE), 0, 150, Drawn(), INKED, 1.0).use == "text"
    shifted = "".join(chr((ord(c) - 97 + 13) % 26 + 97) if "a" <= c <= "z" else c for c in PROSE)
    found = judge(words(shifted), 0, 150, Drawn(), INKED, 1.0)
    assert (found.use, codes(found)) == ("ocr", ["text-layer-broken"])


def test_many_unmapped_characters_are_a_broken_layer() -> None:
    assert judge(words("Lot BW 7"), 20, 60, Drawn(), INKED, 1.0).use == "ocr"
    assert judge(words("Lot BW 7"), 1, 60, Drawn(), INKED, 1.0).use == "text"


def test_no_text_at_all() -> None:
    assert codes(judge((), 0, 0, Drawn(), None, 1.0)) == ["text-layer-missing"]


def test_a_single_hidden_word_is_left_out_and_said() -> None:
    picture = INKED.copy()
    picture[:, 0:10] = 255  # where the first word claims to stand
    found = judge(words("9,999.00 the carat weight is 5.20"), 0, 30, Drawn(), picture, 1.0)
    assert [word.text for word in found.words] == ["the", "carat", "weight", "is", "5.20"]
    assert codes(found) == ["text-layer-hidden"]


@pytest.mark.parametrize(("text", "nothing"), [("(cid:12)", True), ("\ufffd", True), ("\ue001", True), ("é", False)])
def test_characters_that_stand_for_nothing(text: str, nothing: bool) -> None:
    assert stands_for_nothing(text) is nothing
