"""Draws pages as PDF and remembers where every value's words stand.

Inside this module lengths are points (1/72 inch) from the page's top left corner; what it hands on is in fractions
of the page. The same calls with the same inputs give the same bytes.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import segno
from reportlab import rl_config  # type: ignore[import-untyped]  # reportlab ships no types
from reportlab.graphics.barcode import createBarcodeDrawing  # type: ignore[import-untyped]  # reportlab ships no types
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]  # reportlab ships no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # reportlab ships no types

from bench.papermaker.fonts import faces, text_width
from bench.papermaker.paper import Cell, Piece
from bench.papermaker.render_lines import break_lines, tokens_of

rl_config.useA85 = 0  # plain binary streams: a quarter smaller, and real papers have them

A4 = (595.28, 841.89)
LETTER = (612.0, 792.0)
Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed value and where it stands: page (from 0) and the rectangles of its lines, in points."""

    cell: Cell
    page: int
    rects: tuple[Rect, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A drawn `stamp`, `signature`, `qr` or `barcode`: page (from 0), rectangle in points, what a code says."""

    kind: str
    page: int
    rect: Rect
    text: str = ""


class Sheet:
    """A document being drawn, page after page, with the marks of its values.

    `lowest` is the lowest point that text has reached, so that a layout which does not fit is noticed.
    """

    def __init__(self, size: tuple[float, float] = A4) -> None:
        """Opens an empty document of pages of `size` points."""
        faces()
        self.size = size
        self.page = 0
        self.marks: list[Mark] = []
        self.signs: list[Sign] = []
        self.lowest = 0.0
        self.at_page_end: Callable[[], None] | None = None
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, pagesize=size, invariant=1, pageCompression=1)
        self._canvas.setTitle("SPECIMEN")
        self._canvas.setCreator("papermaker")

    def new_page(self) -> None:
        """Ends the page, with its foot, and begins another."""
        if self.at_page_end is not None:
            self.at_page_end()
        self._canvas.showPage()
        self.page += 1
        self.lowest = 0.0

    def finish(self) -> bytes:
        """The PDF's bytes, after the foot of the last page."""
        if self.at_page_end is not None:
            self.at_page_end()
        self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()

    def fitting_size(self, pieces: Sequence[Piece], font: str, size: float, width: float) -> float:
        """`size`, or the largest smaller one at which no token is wider than `width`."""
        widest = max(
            (sum(text_width(f.text, font, size) for f in token) for p in tokens_of(pieces) for token in p), default=0.0
        )
        return size if widest <= width else max(4.0, size * width / widest * 0.99)

    def measure(self, pieces: Sequence[Piece], font: str, size: float, width: float, leading: float = 1.22) -> float:
        """The height in points that `flow` would use."""
        size = self.fitting_size(pieces, font, size, width)
        return len(break_lines(pieces, font, size, width)) * size * leading

    def flow(
        self,
        x: float,
        y: float,
        width: float,
        pieces: Sequence[Piece],
        font: str,
        size: float,
        *,
        align: str = "left",
        leading: float = 1.22,
        colour: str = "#000000",
        by_line: bool = False,
    ) -> float:
        """Sets pieces in lines from the top edge `y` down and returns the bottom edge.

        A value that runs over lines is remembered as one rectangle, or with `by_line` (running text) as one per line.
        """
        size = self.fitting_size(pieces, font, size, width)
        space = text_width(" ", font, size)
        rects: dict[int, tuple[Cell, list[Rect]]] = {}
        self._canvas.setFillColor(colour)
        self._canvas.setFont(font, size)
        for line in break_lines(pieces, font, size, width):
            widths = [sum(text_width(f.text, font, size) for f in token) for token in line]
            total = sum(widths) + space * max(0, len(line) - 1)
            at = x + {"left": 0.0, "center": (width - total) / 2, "right": width - total}[align]
            baseline = y + size * 0.92
            drawn: dict[int, tuple[Cell, float, float]] = {}
            words = " ".join("".join(f.text for f in token) for token in line)
            self._canvas.drawString(at, self.size[1] - baseline, words)
            for token in line:
                for fragment in token:
                    w = text_width(fragment.text, font, size)
                    if fragment.cell is not None:
                        key = id(fragment.cell)
                        begin = drawn[key][1] if key in drawn else at
                        drawn[key] = (fragment.cell, begin, at + w)
                    at += w
                at += space
            for key, (cell, begin, end) in drawn.items():
                rect = (begin, baseline - size * 0.78, end, baseline + size * 0.24)
                rects.setdefault(key, (cell, []))[1].append(rect)
            y += size * leading
            self.lowest = max(self.lowest, y)
        for cell, found in rects.values():
            kept = found if by_line else [_hull(found)]
            self.marks.append(Mark(cell, self.page, tuple(kept)))
        return y

    # ---- ornaments

    def line(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        width: float = 0.6,
        colour: str = "#000000",
        dash: bool = False,
    ) -> None:
        """A straight rule."""
        c = self._canvas
        c.setStrokeColor(colour)
        c.setLineWidth(width)
        c.setDash(1, 2) if dash else c.setDash()
        c.line(x0, self.size[1] - y0, x1, self.size[1] - y1)
        c.setDash()

    def box(
        self, x: float, y: float, w: float, h: float, width: float = 0.6, colour: str = "#000000", fill: str = ""
    ) -> None:
        """A rectangle, ruled (`width` 0 for none) and perhaps filled."""
        c = self._canvas
        c.setLineWidth(width)
        c.setStrokeColor(colour)
        if fill:
            c.setFillColor(fill)
        c.rect(x, self.size[1] - y - h, w, h, stroke=int(width > 0), fill=int(bool(fill)))

    def picture(self, png: bytes, x: float, y: float, w: float, h: float) -> None:
        """An image with its transparency."""
        self._canvas.drawImage(ImageReader(io.BytesIO(png)), x, self.size[1] - y - h, w, h, mask="auto")

    def scribble(self, x: float, y: float, w: float, rng: random.Random, colour: str = "#1b2f7a") -> None:
        """A signature of loops, about `w` wide and a quarter as high."""
        c = self._canvas
        c.setStrokeColor(colour)
        c.setLineWidth(rng.uniform(0.7, 1.3))
        path = c.beginPath()
        at, base = x, self.size[1] - y
        lowest, highest = base, base
        path.moveTo(at, base)
        while at < x + w:
            step = w * rng.uniform(0.08, 0.2)
            rise = w * rng.uniform(0.05, 0.28)
            fall = base - w * rng.uniform(0, 0.06)
            path.curveTo(at + step * 0.1, base + rise, at + step * 1.3, base + rise * 0.7, at + step, fall)
            lowest, highest = min(lowest, fall), max(highest, base + 0.75 * rise)
            at += step
        c.drawPath(path, stroke=1, fill=0)
        self.signs.append(Sign("signature", self.page, (x, self.size[1] - highest, at, self.size[1] - lowest)))

    def code(self, text: str, x: float, y: float, side: float) -> None:
        """A QR code that says `text`."""
        out = io.BytesIO()
        segno.make_qr(text, error="m").save(out, kind="png", scale=6, border=2)
        self.picture(out.getvalue(), x, y, side, side)
        self.signs.append(Sign("qr", self.page, (x, y, x + side, y + side), text))

    def bars(self, text: str, x: float, y: float, w: float, h: float) -> None:
        """A Code 128 bar code that says `text`, about `w` wide."""
        bars = createBarcodeDrawing("Code128", value=text, barHeight=h, width=w, height=h, humanReadable=False, quiet=1)
        bars.drawOn(self._canvas, x, self.size[1] - y - h)
        self.signs.append(Sign("barcode", self.page, (x, y, x + bars.width, y + h), text))

    def guilloche(self, margin: float, rng: random.Random, colour: str) -> None:
        """A border of interlaced waves around the page."""
        c = self._canvas
        c.setStrokeColor(colour)
        c.setLineWidth(0.35)
        w, h = self.size
        for phase in range(4):
            for vertical in (False, True):
                length = (h if vertical else w) - 2 * margin
                for far in (False, True):
                    path = c.beginPath()
                    for i in range(int(length // 3) + 1):
                        along = margin + i * 3
                        across = margin + 5 * math.sin(i * 0.45 + phase * math.pi / 4) * (1 + 0.3 * math.sin(i * 0.05))
                        if far:
                            across = (w if vertical else h) - across
                        point = (across, along) if vertical else (along, across)
                        (path.moveTo if i == 0 else path.lineTo)(*point)
                    c.drawPath(path, stroke=1, fill=0)

    def turned(self, x: float, y: float, text: str, font: str, size: float) -> None:
        """Words that run upwards, their baseline at `x`, centred on `y`; they are no value."""
        c = self._canvas
        c.saveState()
        c.translate(x, self.size[1] - y)
        c.rotate(90)
        c.setFillColor("#000000")
        c.setFont(font, size)
        c.drawCentredString(0, 0, text)
        c.restoreState()

    def watermark(self, text: str, size: float, grey: float, angle: float = 45) -> None:
        """A large pale word across the page."""
        c = self._canvas
        c.saveState()
        c.translate(self.size[0] / 2, self.size[1] / 2)
        c.rotate(angle)
        c.setFillGray(grey)
        c.setFont("Helvetica-Bold", size)
        c.drawCentredString(0, -size / 3, text)
        c.restoreState()


def _hull(rects: Sequence[Rect]) -> Rect:
    return (
        min(r[0] for r in rects),
        min(r[1] for r in rects),
        max(r[2] for r in rects),
        max(r[3] for r in rects),
    )
