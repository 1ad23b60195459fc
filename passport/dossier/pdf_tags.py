"""The printed dossier's structure for readers aloud: headings, paragraphs, pictures and tables in order (tagged PDF).

reportlab writes no structure. What is drawn is marked while it is drawn, and the tree of structure elements is added
to the finished file (ISO 32000-1, sections 14.7 and 14.8). A table's rows and cells are elements of their own, on
however many pages it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import pikepdf

Role = Literal["H1", "H2", "H3", "P", "Figure"]
Holder = tuple[str, int]
"""An element that holds others, with a number that tells it from others of its kind in the same one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What was marked: its role, for a picture its words, the elements it stands in from the outermost, and its number
    on the page. A cell's own beginning has no number (an empty cell is an element too), and says over how many columns
    it goes.
    """

    role: Role
    words: str
    inside: tuple[Holder, ...]
    number: int | None
    columns: int = 1


class Marks:
    """What was marked on each page (by number, from 1), in order."""

    def __init__(self) -> None:
        self.pages: dict[int, list[Mark]] = {}
        self._inside: list[tuple[Holder, ...]] = [()]
        self._tables = 0

    @contextmanager
    def marked(self, canvas: Any, role: Role, words: str = "") -> Iterator[None]:
        """Marks what is drawn meanwhile. The names of marks count from 0 on each page."""
        own = self.pages.setdefault(canvas.getPageNumber(), [])
        number = sum(mark.number is not None for mark in own)
        canvas._code.append(f"/{role} <</MCID {number}>> BDC")
        own.append(Mark(role, words, self._inside[-1], number))
        yield
        canvas._code.append("EMC")

    def table(self) -> Holder:
        """A table that nothing was marked in yet."""
        self._tables += 1
        return "Table", self._tables

    def enter(self, page: int, *holders: Holder, columns: int = 1) -> None:
        """What is marked from now on stands in these, which stand in what was entered before."""
        self._inside.append((*self._inside[-1], *holders))
        self.pages.setdefault(page, []).append(Mark("P", "", self._inside[-1], None, columns))

    def leave(self) -> None:
        """Ends what was entered last."""
        self._inside.pop()


class Cells:
    """Marks the rows and cells of one table while reportlab draws it (its `renderCB`), overleaf as well."""

    def __init__(self) -> None:
        self._table: Holder | None = None
        self._row = 0

    def __call__(self, table: Any, what: str, *place: Any) -> None:
        """What reportlab calls at the beginning and end of each row and cell."""
        marks: Marks = table.canv.marks
        if what == "startRow":
            self._table = self._table or marks.table()
            self._row += 1
        elif what == "startCell" and self._table is not None:
            row, column = place[:2]
            cell = "TH" if row < table.repeatRows else "TD"
            first, _, last, _ = (table._spanRanges if table._spanCmds else {}).get((column, row)) or (0, 0, 0, 0)
            within = self._table, ("TR", self._row), (cell, column)
            marks.enter(table.canv.getPageNumber(), *within, columns=last - first + 1)
        elif what == "endCell":
            marks.leave()


@contextmanager
def marked(canvas: Any, role: Role, words: str = "") -> Iterator[None]:
    """Marks what is drawn meanwhile on a canvas that keeps marks."""
    with canvas.marks.marked(canvas, role, words):
        yield


def add_structure(pdf: pikepdf.Pdf, marks: Marks) -> None:
    """Adds the tree of what was marked to a finished file."""
    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    whole = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root, K=pikepdf.Array())
    )
    holders: dict[tuple[Holder, ...], pikepdf.Object] = {(): whole}
    parents = pikepdf.Array()
    for place, page in enumerate(pdf.pages):
        elements = pikepdf.Array()
        for mark in marks.pages.get(place + 1, ()):
            parent = _holder(pdf, holders, mark.inside)
            if mark.number is None:
                if mark.columns > 1:
                    parent.A = pikepdf.Dictionary(O=pikepdf.Name.Table, ColSpan=mark.columns)
                continue
            element = pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{mark.role}"), P=parent, Pg=page.obj, K=mark.number
            )
            if mark.words:
                element.Alt = pikepdf.String(mark.words)
            made = pdf.make_indirect(element)
            elements.append(made)
            parent.K.append(made)
        page.obj.StructParents = place
        page.obj.Tabs = pikepdf.Name.S
        parents.append(place)
        parents.append(pdf.make_indirect(elements))
    root.K = whole
    root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=parents))
    root.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)


def _holder(
    pdf: pikepdf.Pdf, holders: dict[tuple[Holder, ...], pikepdf.Object], inside: tuple[Holder, ...]
) -> pikepdf.Object:
    """The element at the end of this way, with all on the way; each is made once."""
    if inside not in holders:
        parent = _holder(pdf, holders, inside[:-1])
        kind = inside[-1][0]
        element = pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{kind}"), P=parent, K=pikepdf.Array()
        )
        if kind == "TH":
            element.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Column)
        holders[inside] = pdf.make_indirect(element)
        parent.K.append(holders[inside])
    return holders[inside]
