"""Pictures for the dossier: pages in the size that they are shown in, and cuttings around single values."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cached_property

from PIL import Image

from passport.dossier.model import Frame, PageImage, Picture, Rect
from passport.records import Evidence

PAGE_WIDTH = 1000
"""Pixels across a page at most: small print can be read when it is enlarged on a phone, and 12 pt at a glance."""

TOTAL_BYTES = 1_200_000
"""What all pages of a dossier may take together as JPEG; where they take more, all of them are made smaller."""

MOST_PAGES = 40
"""Pages that are shown of all documents together."""

MOST_CUTTINGS, CUTTING_BYTES = 60, 700_000
"""Cuttings in one dossier, and what they may take together; further values are framed on their page alone."""

_QUALITIES = ((PAGE_WIDTH, 62), (PAGE_WIDTH, 45), (800, 42), (640, 40), (520, 35))
_CUTTING_WIDTH = 620
_LEAST_WIDTH, _LEAST_HEIGHT = 0.26, 0.03


class Album:
    """The page images of a lot's papers, by file and page."""

    def __init__(self, images: Iterable[PageImage]) -> None:
        self._images = {(image.file, image.page): image for image in images}
        self._left, self._bytes = MOST_CUTTINGS, CUTTING_BYTES
        self._opened: dict[tuple[str, int], Image.Image] = {}

    def __bool__(self) -> bool:
        return bool(self._images)

    def page(self, file: str, page: int) -> PageImage | None:
        """A page as it is shown."""
        return self._sized.get((file, page))

    def cutting(self, places: Sequence[Evidence], caption: str, *, doubtful: bool = False) -> Picture | None:
        """The first place, enlarged, with a frame around it; None where there is no picture of it."""
        place = next((one for one in places if (one.file, one.page) in self._images), None)
        if place is None or self._left <= 0 or self._bytes <= 0:
            return None
        self._left -= 1
        image = self._open(place.file, place.page)
        area = _around(place.box, image.height / image.width)
        x0, y0, x1, y1 = area
        left, top = round(x0 * image.width), round(y0 * image.height)
        right, bottom = max(round(x1 * image.width), left + 1), max(round(y1 * image.height), top + 1)
        cut = image.crop((left, top, right, bottom))
        factor = min(_CUTTING_WIDTH / cut.width, 2.0)
        cut = cut.resize(
            (max(1, round(cut.width * factor)), max(1, round(cut.height * factor))), Image.Resampling.LANCZOS
        )
        wide, high = (right - left) / image.width, (bottom - top) / image.height
        box = (
            (place.box[0] - left / image.width) / wide,
            (place.box[1] - top / image.height) / high,
            (place.box[2] - left / image.width) / wide,
            (place.box[3] - top / image.height) / high,
        )
        drawn = self._images[place.file, place.page].drawn
        jpeg = _jpeg(cut, 68)
        self._bytes -= len(jpeg)
        shown = PageImage(place.file, place.page, jpeg, cut.width, cut.height, drawn)
        return Picture(caption, (Frame(_within(box), 0, doubtful),), shown)

    def _open(self, file: str, page: int) -> Image.Image:
        key = (file, page)
        if key not in self._opened:
            self._opened[key] = Image.open(io.BytesIO(self._images[key].jpeg)).convert("RGB")
        return self._opened[key]

    @cached_property
    def _sized(self) -> dict[tuple[str, int], PageImage]:
        """All pages in one size, the largest in which they take no more than they may together."""
        shown = list(self._images)[:MOST_PAGES]
        made: dict[tuple[str, int], PageImage] = {}
        for width, quality in _QUALITIES:
            made = {key: _smaller(self._images[key], self._open(*key), width, quality) for key in shown}
            if sum(len(image.jpeg) for image in made.values()) <= TOTAL_BYTES:
                break
        return made


def _smaller(page: PageImage, image: Image.Image, width: int, quality: int) -> PageImage:
    # A long roll of paper or a wide sheet is held to the pixels of a page, not to its width alone.
    factor = min(1.0, width / image.width, (1.6 * width * width / (image.width * image.height)) ** 0.5)
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    sized = image.resize(size, Image.Resampling.LANCZOS)
    return PageImage(page.file, page.page, _jpeg(sized, quality), size[0], size[1], page.drawn)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    held = io.BytesIO()
    if _colourless(image):
        image = image.convert("L")
    image.save(held, "JPEG", quality=quality, optimize=True)
    return held.getvalue()


def _colourless(image: Image.Image) -> bool:
    """Whether a page is grey all over, so that it can be kept without its colours."""
    low, high = 0, 0
    small = image.resize((64, 64), Image.Resampling.BOX)
    for red, green, blue in zip(*(band.tobytes() for band in small.split()), strict=True):
        low, high = min(red, green, blue), max(red, green, blue)
        if high - low > 12:
            return False
    return True


def _around(box: Sequence[float], ratio: float) -> Rect:
    """The area of the page to cut out around a box: wide enough to show its label, and some lines of it."""
    x0, y0, x1, y1 = box
    high = max((y1 - y0) * 2.2, _LEAST_HEIGHT)
    wide = max((x1 - x0) * 1.25 + 0.06, _LEAST_WIDTH, high * ratio * 1.5)
    middle_x, middle_y = (x0 + x1) / 2 - 0.04, (y0 + y1) / 2
    left = min(max(0.0, middle_x - wide / 2), max(0.0, 1 - wide))
    top = min(max(0.0, middle_y - high / 2), max(0.0, 1 - high))
    return left, top, min(1.0, max(left + wide, x1)), min(1.0, max(top + high, y1))


def _within(box: Rect) -> Rect:
    x0, y0, x1, y1 = (min(max(edge, 0.0), 1.0) for edge in box)
    return x0, y0, x1, y1
