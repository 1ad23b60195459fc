"""Explanations made visible: foreign text stays text, boxes lie where their words are, missing looks are drawn."""

from __future__ import annotations

import io
import re

from PIL import Image

from extract.explain import explain
from extract.split import group
from ingest.model import SourceFile
from lotpass.explained import as_html, close_up, frames_of, in_words
from lotpass.explained_picture import as_png
from lotpass.explaining import Explained, Shown
from tests.extract.sheet import Sheet

EVIL = "<script>alert(1)</script>"


def explained(name: str, sheet: Sheet | None = None) -> Explained:
    sheet = sheet or Sheet()
    sheet.text(150, 60, "KIMBERLEY PROCESS CERTIFICATE", size=18)
    sheet.text(60, 120, "Certificate No.:").text(230, 120, "BW 004711")
    sheet.text(60, 150, "Carat weight:").text(230, 150, "1,254.30 ct")
    sheet.text(60, 180, "Exporter:").text(230, 180, f"Okwa {EVIL} Diamonds Ltd")
    sheet.text(60, 210, "Country of origin:").text(230, 210, "Botswana")
    page = sheet.page()
    (stack,) = group([sheet.layout()])
    file = SourceFile(
        name=f"{EVIL}.pdf",
        sha256=page.file,
        media_type="application/pdf",
        bytes=1,
        pages=1,
        role="pages",
        status="read",
    )
    return Explained(explain(stack, "d1", name), (file,), (Shown(page, None),))


def test_foreign_text_stays_text() -> None:
    html = as_html(explained("exporter_name"))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "\x1b" not in in_words(explained("exporter_name"))


def test_boxes_lie_over_their_words() -> None:
    found = explained("carat_weight")
    frames = {frame.role: frame for frame in frames_of(found)}
    words = {word.text: word.box for word in found.pages[0].page.words}
    assert frames["value"].box.x0 <= words["1,254.30"].x0 + 0.001
    assert frames["value"].box.x1 >= words["1,254.30"].x1 - 0.001
    assert frames["label"].box.x0 <= words["Carat"].x0 + 0.001
    html = as_html(found)
    left = re.search(r'class="box value"[^>]*style="left:([\d.]+)%', html)
    assert left is not None
    assert abs(float(left[1]) / 100 - words["1,254.30"].x0) < 0.01


def test_the_close_up_shows_label_and_value() -> None:
    found = explained("carat_weight")
    close = close_up(found, frames_of(found))
    assert close is not None
    assert close.width > 3 * close.height
    assert len(close.getcolors(1_000_000) or ()) > 10, "an empty cutting shows nothing"


def test_a_missing_field_has_no_boxes_and_says_what_was_looked_for() -> None:
    found = explained("expiry_date")
    html = as_html(found)
    assert "not found" in html
    assert "Every wording that introduces it" in html
    assert 'class="box' not in html
    assert close_up(found, frames_of(found)) is None


def test_an_unreadable_field_is_boxed_in_its_own_colour() -> None:
    sheet = Sheet().text(60, 240, "Number of parcels:").text(230, 240, "1#?8", confidence=0.2)
    found = explained("parcel_count", sheet)
    assert found.explanation.field is not None
    assert found.explanation.field.status == "unreadable"
    html = as_html(found)
    assert 'class="box unreadable"' in html
    assert ">unreadable<" in html


def test_the_picture_shows_page_and_words_side_by_side() -> None:
    image = Image.open(io.BytesIO(as_png(explained("carat_weight"))))
    assert image.size[0] == 1850
    darkest = min(image.crop((1060, 30, 1820, 400)).convert("L").tobytes())
    assert darkest < 100, "words are written beside the page"
