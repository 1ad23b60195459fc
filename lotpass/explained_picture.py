"""An explanation as one picture: the page with its boxes on the left, the words on the right."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image, ImageDraw

from extract.explain_doubts import shown
from extract.explain_words import LANGUAGE_NAMES
from lotpass import __version__
from lotpass.drawn import letters
from lotpass.explained import COLOURS, STATUS_WORDS, Frame, close_up, frames_of, mark, picture_of
from lotpass.explaining import Explained


def as_png(explained: Explained) -> bytes:
    """The explanation as one picture: the page with its boxes on the left, the words on the right."""
    frames = frames_of(explained)
    shown_pages = explained.pages[:1]
    for page in explained.pages:
        if any(frame.page == page.place and frame.role in ("value", "unreadable") for frame in frames):
            shown_pages = (page,)
            break
    wide = 1000
    sheet = picture_of(shown_pages[0]) if shown_pages else Image.new("RGB", (wide, 1400), "white")
    sheet = sheet.resize((wide, round(sheet.height * wide / sheet.width)), Image.Resampling.LANCZOS)
    mark(sheet, [frame for page in shown_pages for frame in frames if frame.page == page.place], tags=True)
    column = 760
    words = Image.new("RGB", (column, 6000), "white")
    end = _written(words, explained, frames)
    high = max(sheet.height, end) + 60
    board = Image.new("RGB", (wide + column + 90, high), "#f4f5f7")
    board.paste(words.crop((0, 0, column, end)), (wide + 60, 30))
    board.paste(sheet, (30, 30))
    held = io.BytesIO()
    board.save(held, "PNG", optimize=True)
    return held.getvalue()


def _written(board: Image.Image, explained: Explained, frames: Sequence[Frame]) -> int:
    """Writes the explanation's words on a board; gives where they end."""
    draw = ImageDraw.Draw(board)
    y = 24
    left, wide = 28, board.width - 56

    def line(text: str, size: int, colour: str = "#1c2430", gap: int = 6, indent: int = 0) -> None:
        nonlocal y
        font = letters(size)
        for piece in _folded(text, font, draw, wide - indent):
            draw.text((left + indent, y), piece, font=font, fill=colour)
            y += round(size * 1.32)
        y += gap

    explanation = explained.explanation
    field = explanation.field
    quiet = "#56616f"
    status = STATUS_WORDS[field.status if field is not None else None]
    line(f"{explanation.document.id}.{explanation.name}", 22, quiet)
    line(shown(field.value, field.unit) if field is not None and field.value is not None else status, 40, gap=4)
    if field is not None:
        sure = field.confidence
        line(
            f"{status}, confidence {sure:.2f}",
            22,
            COLOURS["value"] if field.status == "read" else COLOURS["unreadable"],
        )
        draw.rectangle((left, y, left + wide, y + 10), fill="#d7dce2")
        draw.rectangle((left, y, left + wide * sure, y + 10), fill=COLOURS["value" if sure >= 0.9 else "other"])
        y += 28
    line(explanation.verdict, 22, gap=14)
    close = close_up(explained, frames)
    if close is not None:
        close = close.resize((wide, round(close.height * wide / close.width)), Image.Resampling.LANCZOS)
        board.paste(close, (left, y))
        draw.rectangle((left, y, left + wide, y + close.height), outline="#d7dce2")
        y += close.height + 20
    for text, size, colour, gap, indent in _lines(explained):
        line(text, size, colour, gap, indent)
    line(f"{', '.join(file.name for file in explained.files)}  ·  lotpass {__version__}", 17, quiet, gap=20)
    return y


def _lines(explained: Explained) -> Iterator[tuple[str, int, str, int, int]]:
    """The lines under the close-up: text, size, colour, gap below, indent."""
    explanation = explained.explanation
    ink, quiet = "#1c2430", "#56616f"
    for number, reading in enumerate(explanation.readings[:4], start=1):
        head = f"{number}  {shown(reading.value, reading.unit)}"
        colour = COLOURS["value" if reading.chosen and explanation.field is not None else "other"]
        yield f"{head}   (score {reading.score:.2f})", 24, colour, 2, 0
        under = f' Label: "{reading.label}".' if reading.label else ""
        yield f"Read {reading.place}.{under}", 19, quiet, 2, 30
        yield reading.fate, 19, ink, 4, 30
        for one in reading.reasons[:6] if reading.chosen else reading.reasons[:3]:
            yield f"{'+' if one.weight > 0 else '−'} {abs(one.weight):.1f}  {one.words}", 18, quiet, 0, 30
        yield "", 8, ink, 2, 0
    for doubt in explanation.doubts:
        yield f"{doubt.words} Without this: {doubt.without:.2f}.", 19, COLOURS["other"], 4, 0
    if explanation.field is None and explanation.looked_for:
        yield "Looked for these labels:", 22, ink, 4, 0
        for code, words in explanation.looked_for.items():
            yield f"{LANGUAGE_NAMES[code]}: {'; '.join(words[:14])}", 18, quiet, 4, 20


def _folded(text: str, font: Any, draw: ImageDraw.ImageDraw, wide: float) -> list[str]:
    """A text in lines no wider than `wide`."""
    lines = [""]
    for word in text.split(" "):
        tried = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and draw.textlength(tried, font=font) > wide:
            lines.append(word)
        else:
            lines[-1] = tried
    return lines
