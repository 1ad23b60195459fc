"""The state of a paper being laid out: where the pen stands, what is still to be drawn, and the paper's look."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from bench.papermaker.fonts import Face, faces
from bench.papermaker.paper import Item, Paper, Piece
from bench.papermaker.render import Sheet


@dataclass(frozen=True, slots=True)
class Look:
    """The typography of one paper; sizes in points."""

    face: Face
    title_face: Face
    size: float
    label_size: float
    label_cut: str
    label_case: str
    value_cut: str
    colon: str
    rule: float
    colour: str
    shade: str
    label_colour: str
    stacked: bool
    margin: float
    pad: float

    def label_font(self) -> str:
        """The font of labels."""
        return str(getattr(self.face, self.label_cut))

    def value_font(self) -> str:
        """The font of values."""
        return str(getattr(self.face, self.value_cut))


COLOURS = ("#000000", "#000000", "#1f3a5f", "#5a1a1a", "#1d4d2b", "#333333", "#4a2f6b")


def choose_look(rng: random.Random, *, mono: bool = False) -> Look:
    """A look drawn at random; `mono` asks for a typewriter's."""
    families = faces()
    proportional = sorted(n for n in families if "mono" not in n and n != "courier")
    body = (
        families[rng.choice(sorted(n for n in families if "mono" in n or n == "courier"))]
        if mono
        else families[rng.choice(proportional)]
    )
    size = rng.uniform(8.6, 10.6)
    return Look(
        face=body,
        title_face=families[rng.choice(proportional)] if rng.random() < 0.4 and not mono else body,
        size=size,
        label_size=size * rng.choice((1.0, 0.9, 0.8, 0.72)),
        label_cut=rng.choice(("regular", "regular", "bold", "italic")),
        label_case=rng.choice(("plain", "plain", "plain", "upper")),
        value_cut=rng.choice(("regular", "regular", "regular", "bold")),
        colon=rng.choice((":", ":", "", " :", ".")),
        rule=rng.choice((0.4, 0.6, 0.9)),
        colour=rng.choice(COLOURS),
        shade=rng.choice(("#eeeeee", "#e6edf5", "#f3ecdd", "#e9f2e9")),
        label_colour=rng.choice(("#000000", "#000000", "#555555", "#1f3a5f")),
        stacked=rng.random() < 0.5,
        margin=rng.uniform(38, 62),
        pad=rng.uniform(2.6, 4.6),
    )


Options = dict[str, str]
"""What a plan asks of a block, by name."""


class Pen:
    """Draws one paper. Blocks take items from it, draw them in its area, and move `y` down."""

    def __init__(self, sheet: Sheet, paper: Paper, look: Look, rng: random.Random, scale: float) -> None:
        """Starts at the top margin with everything still to be drawn; `scale` shrinks the type."""
        self.sheet = sheet
        self.paper = paper
        self.look = look
        self.rng = rng
        self.scale = scale
        self.x = look.margin
        self.width = sheet.size[0] - 2 * look.margin
        self.y = look.margin * 0.85
        self.left: dict[str, Item] = dict(paper.items)
        self.overflow = False
        self.paged = bool(paper.rows)
        self.pages = 1

    @property
    def bottom(self) -> float:
        """The lowest usable edge of the page."""
        return self.sheet.size[1] - self.look.margin * 0.9

    @property
    def size(self) -> float:
        """The size of values."""
        return self.look.size * self.scale

    @property
    def label_size(self) -> float:
        """The size of labels."""
        return self.look.label_size * self.scale

    def take(self, selector: str) -> list[Item]:
        """Removes and returns the items named, in that order; `*` stands for all that are left."""
        taken = []
        for key in selector.split():
            if key == "*":
                taken += [self.left.pop(k) for k in list(self.left)]
            elif key in self.left:
                taken.append(self.left.pop(key))
        return taken

    def room(self, height: float) -> None:
        """Makes sure of `height` points: by a new page where the paper may have several, else notes the overflow."""
        if self.y + height <= self.bottom:
            return
        if self.paged and height < self.sheet.size[1] * 0.6:
            self.sheet.new_page()
            self.pages += 1
            self.y = self.look.margin * 0.9
        else:
            self.overflow = True

    def gap(self, lines: float = 0.6) -> None:
        """Moves down by some lines."""
        self.y += lines * self.size

    def label(self, item: Item, *, colon: str | None = None, stacked: bool | None = None) -> str:
        """The label as printed: case, second language beside or below, and what closes it."""
        text, second = item.label, item.label2
        if self.look.label_case == "upper":
            text, second = text.upper(), second.upper()
        if second:
            below = self.look.stacked if stacked is None else stacked
            text = f"{text}\n{second}" if below else f"{text} / {second}"
        mark = self.look.colon if colon is None else colon
        return text if text.endswith(".") and mark in (":", ".") and mark == "." else f"{text}{mark}"

    def write(
        self,
        x: float,
        y: float,
        width: float,
        pieces: Sequence[Piece],
        *,
        size: float | None = None,
        font: str | None = None,
        align: str = "left",
        colour: str = "#000000",
        by_line: bool = False,
    ) -> float:
        """Sets pieces in the value font and returns the bottom edge."""
        return self.sheet.flow(
            x,
            y,
            width,
            pieces,
            font or self.look.value_font(),
            size or self.size,
            align=align,
            colour=colour,
            by_line=by_line,
        )

    def height(
        self, pieces: Sequence[Piece], width: float, *, size: float | None = None, font: str | None = None
    ) -> float:
        """The height of pieces in the value font."""
        return self.sheet.measure(pieces, font or self.look.value_font(), size or self.size, width)

    def write_label(self, x: float, y: float, width: float, text: str, *, align: str = "left") -> float:
        """Sets a label and returns the bottom edge."""
        return self.sheet.flow(
            x, y, width, (text,), self.look.label_font(), self.label_size, align=align, colour=self.look.label_colour
        )

    def label_height(self, text: str, width: float) -> float:
        """The height of a label."""
        return self.sheet.measure((text,), self.look.label_font(), self.label_size, width)
