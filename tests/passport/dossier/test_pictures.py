"""Pictures stay small together, whatever the papers are; cuttings show their value with its frame."""

from __future__ import annotations

import io

import cv2
import numpy as np
from PIL import Image

from extract.model import DocumentKind
from passport.build import build
from passport.dossier.html import as_html
from passport.dossier.model import Order, PageImage
from passport.dossier.pictures import CUTTING_BYTES, TOTAL_BYTES, Album
from passport.dossier.view import view
from passport.records import Evidence
from tests.passport.dossier.made import HEIGHT, INK, WIDTH, sealed
from tests.passport.factory import AS_OF, MADE_BY, document, field, file
from validate.model import Check, CheckedLot, Dossier, Lot


def noisy(name: str, seed: int, width: int = WIDTH, height: int = HEIGHT) -> PageImage:
    """A page of coloured noise, which no JPEG makes small."""
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    jpeg = bytes(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 92])[1])
    return PageImage(name, 1, jpeg, width, height)


def test_dossier_of_six_noisy_papers_with_many_doubts_stays_below_three_megabytes() -> None:
    names = [f"scan{number}.png" for number in range(6)]
    fields = ("document_number", "carat_weight", "value", "exporter_name", "importer_name", "hs_codes", "mineral")
    documents = tuple(
        document(
            f"d{number}",
            DocumentKind.COMMERCIAL_INVOICE,
            name,
            *(field(key, f"{key} {number}", name, confidence=0.3) for key in fields),
        )
        for number, name in enumerate(names, 1)
    )
    lot = Lot(id="L-1", documents=tuple(one.id for one in documents))
    checked = CheckedLot(lot=lot, status="clear", findings=(), checks=(Check(rule="W001", outcome="passed"),))
    passport = build(checked, Dossier(files=tuple(file(name) for name in names), documents=documents), MADE_BY, AS_OF)
    images = [noisy(one.pages[0].file, seed) for seed, one in enumerate(passport.documents)]
    shown = view(sealed(passport), images, Order("en", "L-1.passport.json"))
    pages = [picture.image for paper in shown.papers for picture in paper.pictures]
    assert sum(len(page.jpeg) for page in pages if page) <= TOTAL_BYTES
    cuttings = [row.cutting.image for paper in shown.papers for row in paper.rows if row.cutting is not None]
    assert cuttings
    assert sum(len(one.jpeg) for one in cuttings if one) <= CUTTING_BYTES + 100_000, "the last one may go beyond"
    assert len(as_html(shown)) < 3_000_000


def test_cutting_shows_its_value_in_its_frame() -> None:
    for box in ((0.4, 0.5, 0.5, 0.52), (0.0, 0.0, 0.02, 0.01), (0.9, 0.98, 1.0, 1.0), (0.1, 0.3, 0.9, 0.34)):
        page = Image.new("RGB", (WIDTH, HEIGHT), "white")
        x0, y0, x1, y1 = box
        page.paste(INK, (round(x0 * WIDTH), round(y0 * HEIGHT), round(x1 * WIDTH), round(y1 * HEIGHT)))
        held = io.BytesIO()
        page.save(held, "JPEG", quality=95)
        album = Album([PageImage("a" * 64, 1, held.getvalue(), WIDTH, HEIGHT)])
        made = album.cutting((Evidence(file="a" * 64, page=1, box=box),), "")
        assert made is not None
        assert made.image is not None
        cut = np.asarray(Image.open(io.BytesIO(made.image.jpeg)).convert("RGB"))
        [frame] = made.frames
        rows = slice(round(frame.box[1] * cut.shape[0]), round(frame.box[3] * cut.shape[0]))
        columns = slice(round(frame.box[0] * cut.shape[1]), round(frame.box[2] * cut.shape[1]))
        ink = cut[:, :, 0] < 128
        assert ink[rows, columns].mean() > 0.9, "the frame is full of the value's ink"
        ink[rows, columns] = False
        assert ink.mean() < 0.02, "and there is none outside"


def test_a_long_roll_and_a_wide_sheet_are_held_to_the_pixels_of_a_page() -> None:
    for width, height in ((600, 9000), (6000, 700), (40, 30)):
        album = Album([noisy("b" * 64, 1, width, height)])
        page = album.page("b" * 64, 1)
        assert page is not None
        assert page.width * page.height <= 1_650_000
        assert abs(page.width / page.height / (width / height) - 1) < 0.05
