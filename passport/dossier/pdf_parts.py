"""The parts that the printed dossier is made of: headings with bookmarks, tables with repeated heads, remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]  # the package carries no types
from reportlab.platypus import (  # type: ignore[import-untyped]  # as above
    CondPageBreak,
    Flowable,
    HRFlowable,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from passport.dossier.model import Tone
from passport.dossier.pdf_drawings import Sign
from passport.dossier.pdf_tags import Cells, Role, marked
from passport.dossier.pdf_type import STYLES, TEXT, paragraph, printable
from passport.dossier.signs import GROUND, INK
from passport.dossier.texts import Texts

WIDTH = 495.0
"""Width of the text in points: A4 with margins of 18 mm, a hair less."""

_LINE, _INK = HexColor("#d7dce2"), HexColor(TEXT)
_PAGE = 700.0
"""Points of height from which on a part has a page for itself."""

Flow = Iterator[Flowable]
Style = Sequence[tuple[Any, ...]]


class Heading(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A heading that the reader's list of bookmarks names."""

    def __init__(self, text: str, style: str, level: int, key: str) -> None:
        super().__init__(paragraph(text, style).text, STYLES[style])
        self._name, self._level, self._key = printable(text), level, key
        self._role: Role = "H1" if style == "title" else "H3" if level else "H2"

    def draw(self) -> None:
        """Draws it and enters it into the bookmarks."""
        self.canv.bookmarkHorizontal(self._key, 0, self.height + 6)
        self.canv.addOutlineEntry(self._name, self._key, self._level, closed=self._level > 0)
        with marked(self.canv, self._role):
            super().draw()

    def split(self, *_: float) -> list[Flowable]:
        """Never in parts: it goes to the next page as a whole."""
        return []


def section(words: Texts, name: str, room: float = 150) -> Flow:
    """The heading of a section, with room in points for what must stand below it on the same page."""
    yield CondPageBreak(room)
    yield Spacer(1, 12)
    yield HRFlowable(width="100%", thickness=1.2, color=_INK, spaceAfter=4)
    yield Heading(words(f"section.{name}"), "section", 0, name)


class Rows(Table):  # type: ignore[misc]  # reportlab has no types
    """A table that breaks between its rows, and within one only where it is taller than a page."""

    def split(self, wide: float, high: float) -> list[Flowable]:
        """The parts for this page and for the next; none where it fits better on the next page as a whole."""
        self.splitInRow = 0
        parts: list[Flowable] = super().split(wide, high)
        if not parts and high >= _PAGE:
            self.splitInRow = 1
            parts = super().split(wide, high)
        return parts


def table(rows: Sequence[Sequence[object]], widths: Sequence[float], *, head: bool = True, style: Style = ()) -> Table:
    """A table with hairlines whose head is repeated on each page."""
    lines: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("TOPPADDING", (0, 0), (-1, -1), 2.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.4),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
        *((("LINEBELOW", (0, 0), (-1, 0), 0.8, _INK),) if head else ()),
        *style,
    ]
    rows, repeated = list(map(list, rows)), 1 if head else 0
    made = Rows(rows, widths, repeatRows=repeated, style=TableStyle(lines), renderCB=Cells())
    made.hAlign = "LEFT"
    return made


def heads(*texts: str) -> list[Paragraph]:
    """The cells of a table's head."""
    return [paragraph(text, "head") for text in texts]


def tagged(tone: Tone, text: str) -> Table:
    """A sign with its words."""
    return Table(
        [[Sign(tone, 8.5), paragraph(text, f"tone-{tone}")]],
        [11.5, None],
        style=TableStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (0, 0), 1.2),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        ),
        hAlign="LEFT",
    )


def note(text: str, tone: Tone = "info", style: str = "text") -> Table:
    """A remark on a ground of its own, with its sign."""
    size = 22.0 if style == "status" else 10.0
    return Table(
        [[Sign(tone, size), paragraph(text, "text")]],
        [size + 8, WIDTH - size - 8],
        style=grounded(tone),
        hAlign="LEFT",
        spaceBefore=4,
        spaceAfter=4,
    )


def grounded(tone: Tone) -> TableStyle:
    return TableStyle(
        [
            ("BACKGROUND", (0, 0), (-1, -1), HexColor(GROUND[tone])),
            ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(INK[tone])),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ]
    )


def boxes(rows: Sequence[Sequence[object]], widths: Sequence[float]) -> Table:
    """Cells on a soft ground, side by side."""
    return Table(
        [list(row) for row in rows],
        list(widths),
        style=TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), HexColor("#f6f7f9")),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("INNERGRID", (0, 0), (-1, -1), 5, HexColor("#ffffff")),
                ("LEFTPADDING", (0, 0), (-1, -1), 6),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
            ]
        ),
        hAlign="LEFT",
    )


def headed(title: Flowable, made: Table) -> Flow:
    """A title and its table, of which at least the head and the first row stand on the same page as the title."""
    made.wrap(WIDTH, _PAGE)
    room = title.wrap(WIDTH, _PAGE)[1] + title.getSpaceBefore() + title.getSpaceAfter() + sum(made._rowHeights[:2])
    yield CondPageBreak(min(room + 2, _PAGE))
    yield title
    yield made


def more(count: int, words: Texts) -> Flow:
    """That there is more of a kind than is shown."""
    if count:
        yield paragraph(words("general.more_rows", count=count))
