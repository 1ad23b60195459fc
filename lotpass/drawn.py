"""Letters for pictures, and the picture of a page that has no looks of its own: its words where they stand."""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageDraw, ImageFont

from ingest.model import Page

_DPI = 110.0
_FONTS = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf")


@cache
def letters(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A sans-serif font of this height in pixels: one of the system's, else the one that Pillow brings."""
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def drawn_words(page: Page) -> Image.Image:
    """The words and rulings of a page on white paper: for a spreadsheet's cells."""
    scale = min(_DPI / 72, 3000 / max(page.width, page.height, 1.0))
    image = Image.new("RGB", (max(1, round(page.width * scale)), max(1, round(page.height * scale))), "white")
    draw = ImageDraw.Draw(image)
    for rule in page.rulings:
        draw.line(
            (rule.x0 * image.width, rule.y0 * image.height, rule.x1 * image.width, rule.y1 * image.height), "#d7dce2", 1
        )
    for word in page.words:
        high = max(6, round(word.box.height * image.height * 0.8))
        draw.text((word.box.x0 * image.width, word.box.y0 * image.height), word.text, "#1c2430", letters(high))
    return image
