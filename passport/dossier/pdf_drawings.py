"""What is drawn in the printed dossier beside its text: signs, pages with their frames, QR codes, the chain's map."""

from __future__ import annotations

import io
from typing import Any

import segno
from reportlab.lib.colors import HexColor, white  # type: ignore[import-untyped]  # the package carries no types
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]  # as above
from reportlab.platypus import Flowable  # type: ignore[import-untyped]  # as above

from passport.dossier.layout import TEXT as SMALL
from passport.dossier.layout import TITLE, Band
from passport.dossier.model import Picture, Tone
from passport.dossier.pdf_tags import marked
from passport.dossier.pdf_type import BOLD, QUIET, REGULAR, TEXT, printable, width
from passport.dossier.signs import COLOUR_OF_KIND, DOUBT_FRAME, FRAME, INK, SIGNS, Polygon

Canvas = Any
"""reportlab's canvas, which has no types."""

_LINE = HexColor("#d7dce2")
_WIRE = HexColor("#7b8794")


class Drawn(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Something of a fixed size."""

    def __init__(self, wide: float, high: float) -> None:
        super().__init__()
        self.width, self.height = wide, high

    def wrap(self, *_: float) -> tuple[float, float]:
        """Its size in points, whatever room there is."""
        return self.width, self.height


class Sign(Drawn):
    """A tone's sign."""

    def __init__(self, tone: Tone, size: float) -> None:
        super().__init__(size, size)
        self._tone = tone

    def draw(self) -> None:
        """Draws it."""
        ground, holes = SIGNS[self._tone]
        self.canv.setFillColor(HexColor(INK[self._tone]))
        _polygon(self.canv, ground, self.width)
        self.canv.setFillColor(white)
        for hole in holes:
            _polygon(self.canv, hole, self.width)


def _polygon(canvas: Canvas, polygon: Polygon, size: float) -> None:
    path = canvas.beginPath()
    for number, (x, y) in enumerate(polygon):
        (path.lineTo if number else path.moveTo)(x * size, (1 - y) * size)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


class Code(Drawn):
    """A QR code."""

    def __init__(self, text: str, size: float) -> None:
        super().__init__(size, size)
        self._text = text
        self._matrix = segno.make_qr(text, error="m").matrix

    def draw(self) -> None:
        """Draws it; read aloud it is its text."""
        with marked(self.canv, "Figure", self._text):
            self._draw()

    def _draw(self) -> None:
        """Rows of dark modules as one rectangle, with a quiet zone of two modules."""
        side = self.width / (len(self._matrix) + 4)
        path = self.canv.beginPath()
        for y, line in enumerate(self._matrix):
            x = 0
            while x < len(line):
                end = x
                while end < len(line) and line[end]:
                    end += 1
                if end > x:
                    path.rect((x + 2) * side, self.height - (y + 3) * side, (end - x) * side, side)
                x = end + 1
        self.canv.setFillColor(HexColor("#000000"))
        self.canv.drawPath(path, stroke=0, fill=1)


class Shown(Drawn):
    """A page or a cutting of it with its frames, in this width and at most this height."""

    def __init__(self, picture: Picture, wide: float, most: float) -> None:
        image = picture.image
        if image is None:
            raise ValueError("a picture without an image is not drawn")
        scale = min(wide / image.width, most / image.height)
        super().__init__(image.width * scale, image.height * scale)
        self._picture, self._image = picture, image

    def draw(self) -> None:
        """Draws the page, its edge, then frames and numbers."""
        with marked(self.canv, "Figure", self._picture.caption):
            self._draw(self.canv)

    def _draw(self, canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(self._image.jpeg)), 0, 0, self.width, self.height)
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(_LINE)
        canvas.rect(0, 0, self.width, self.height, stroke=1, fill=0)
        for frame in self._picture.frames:
            colour = HexColor(DOUBT_FRAME if frame.doubtful else FRAME)
            x0, x1 = frame.box[0] * self.width - 0.8, frame.box[2] * self.width + 0.8
            y0, y1 = (1 - frame.box[3]) * self.height - 0.8, (1 - frame.box[1]) * self.height + 0.8
            canvas.setStrokeColor(colour)
            canvas.setLineWidth(0.8)
            canvas.setDash([2, 1.4] if frame.doubtful else [])
            canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=1, fill=0)
            canvas.setDash([])
            if frame.number:
                self._number(str(frame.number), x0, x1, (y0 + y1) / 2, colour)

    def _number(self, text: str, x0: float, x1: float, middle: float, colour: object) -> None:
        wide = width(text, 5.6, True) + 2.6
        left = x1 + 1 if x1 + 1 + wide <= self.width else max(x0 - 1 - wide, 0)
        self.canv.setFillColor(colour)
        self.canv.roundRect(left, middle - 3.2, wide, 6.4, 1, stroke=0, fill=1)
        self.canv.setFillColor(white)
        self.canv.setFont(BOLD, 5.6)
        self.canv.drawCentredString(left + wide / 2, middle - 1.95, text)


class Map(Drawn):
    """A band of the chain's map."""

    def __init__(self, band: Band) -> None:
        super().__init__(band.width, band.height)
        self._band = band

    def draw(self) -> None:
        """Draws ways, then cards; read aloud it is the cards' lines."""
        told = "; ".join(" ".join([card.number, *(line.text for line in card.lines)]) for card in self._band.cards)
        with marked(self.canv, "Figure", told):
            self._draw(self.canv)

    def _draw(self, canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(0, self.height)
        for wire in self._band.wires:
            path = canvas.beginPath()
            for number, (x, y) in enumerate(wire.points):
                (path.lineTo if number else path.moveTo)(x, -y)
            canvas.setStrokeColor(_WIRE)
            canvas.setLineWidth(0.9)
            canvas.drawPath(path, stroke=1, fill=0)
            x, y = wire.points[-1]
            if wire.arrow:
                path = canvas.beginPath()
                path.moveTo(x, -y)
                path.lineTo(x - 4.5, -y - 2.6)
                path.lineTo(x - 4.5, -y + 2.6)
                path.close()
                canvas.setFillColor(_WIRE)
                canvas.drawPath(path, stroke=0, fill=1)
            if wire.label:
                x, y = wire.points[0]
                canvas.setFillColor(HexColor(INK["info"]))
                canvas.setFont(BOLD, 6.6)
                canvas.drawString(x + 2, -y + 2.6, printable(wire.label))
        for card in self._band.cards:
            self._card(card)
        canvas.restoreState()

    def _card(self, card: Any) -> None:
        canvas = self.canv
        colour = HexColor(COLOUR_OF_KIND.get(card.kind, INK["quiet"]))
        canvas.setStrokeColor(colour)
        canvas.setFillColor(white)
        canvas.setLineWidth(0.8)
        canvas.setDash([] if card.number else [3, 2])
        canvas.roundRect(card.x, -card.y - card.height, card.width, card.height, 3, stroke=1, fill=1)
        canvas.setDash([])
        if card.number:
            wide = 5 + width(card.number, TITLE, True)
            canvas.setFillColor(colour)
            canvas.roundRect(card.x + 4, -card.y - 16, wide, 11.5, 2, stroke=0, fill=1)
            canvas.setFillColor(white)
            canvas.setFont(BOLD, TITLE)
            canvas.drawCentredString(card.x + 4 + wide / 2, -card.y - 13.2, card.number)
        for line in card.lines:
            bold = line.style in ("title", "strong")
            canvas.setFillColor(HexColor(QUIET if line.style == "quiet" else TEXT))
            canvas.setFont(BOLD if bold else REGULAR, TITLE if line.style == "title" else SMALL)
            canvas.drawString(line.x, -line.y, printable(line.text))
