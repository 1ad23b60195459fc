"""The printed dossier's structure for readers aloud: headings, paragraphs and pictures in reading order (tagged PDF).

reportlab writes no structure. What is drawn is marked while it is drawn, and the tree of structure elements is added
to the finished file (ISO 32000-1, sections 14.7 and 14.8). Tables are read cell by cell; they have no rows in the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pikepdf

Role = Literal["H1", "H2", "H3", "P", "Figure"]


class Marks:
    """What was marked on each page (by number, from 1), in order: its role and, for a picture, its words."""

    def __init__(self) -> None:
        self.pages: dict[int, list[tuple[Role, str]]] = {}

    @contextmanager
    def marked(self, canvas: Any, role: Role, words: str = "") -> Iterator[None]:
        """Marks what is drawn meanwhile. The names of marks count from 0 on each page."""
        own = self.pages.setdefault(canvas.getPageNumber(), [])
        canvas._code.append(f"/{role} <</MCID {len(own)}>> BDC")
        own.append((role, words))
        yield
        canvas._code.append("EMC")


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
    parents = pikepdf.Array()
    for place, page in enumerate(pdf.pages):
        elements = pikepdf.Array()
        for number, (role, words) in enumerate(marks.pages.get(place + 1, ())):
            element = pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{role}"), P=whole, Pg=page.obj, K=number
            )
            if words:
                element.Alt = pikepdf.String(words)
            made = pdf.make_indirect(element)
            elements.append(made)
            whole.K.append(made)
        page.obj.StructParents = place
        page.obj.Tabs = pikepdf.Name.S
        parents.append(place)
        parents.append(pdf.make_indirect(elements))
    root.K = whole
    root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=parents))
    root.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
