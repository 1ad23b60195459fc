"""Text broken into lines of a given width, with what each line holds of every value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.papermaker.fonts import text_width
from bench.papermaker.paper import Cell, Piece


@dataclass(frozen=True, slots=True)
class _Fragment:
    text: str
    cell: Cell | None


Line = list[list[_Fragment]]


def tokens_of(pieces: Sequence[Piece]) -> list[Line]:
    """Pieces as paragraphs of unbreakable tokens; a token may join fragments of several pieces."""
    paragraphs: list[Line] = [[]]
    open_token: list[_Fragment] = []

    def close() -> None:
        nonlocal open_token
        if open_token:
            paragraphs[-1].append(open_token)
            open_token = []

    for piece in pieces:
        cell = piece if isinstance(piece, Cell) else None
        text = piece.text if isinstance(piece, Cell) else piece
        for i, paragraph in enumerate(text.split("\n")):
            if i:
                close()
                paragraphs.append([])
            for j, word in enumerate(paragraph.split(" ")):
                if j:
                    close()
                if word:
                    open_token.append(_Fragment(word.replace("\N{NO-BREAK SPACE}", " "), cell))
    close()
    return paragraphs


def break_lines(pieces: Sequence[Piece], font: str, size: float, width: float) -> list[Line]:
    """Pieces broken greedily into lines of at most `width` points (a single longer token stands alone)."""
    space = text_width(" ", font, size)
    lines: list[Line] = []
    for paragraph in tokens_of(pieces):
        line: Line = []
        used = 0.0
        for token in paragraph:
            w = sum(text_width(f.text, font, size) for f in token)
            if line and used + space + w > width:
                lines.append(line)
                line, used = [], 0.0
            used += (space if line else 0.0) + w
            line.append(token)
        lines.append(line)
    return lines
