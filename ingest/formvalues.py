"""Form fields of a PDF page whose stored value is not what the page shows.

What a field stores (ISO 32000-2, 12.7.4) is what programs take out of a form; what its appearance shows is what people
read. The two are kept apart in the file and may differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from ingest.glyphs import TextWord
from ingest.looks import folded

MOST_FIELDS = 500
"""Most fields of one page that are compared; forms have tens."""

DEEPEST = 8
"""How deep fields may lie in one another."""

BROKEN = (
    *(pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DeletedObjectError, pikepdf.ForeignObjectError),
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError, OverflowError, OSError),
)


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field: what it stores, its rectangle on the sheet (points, origin bottom left), its own name, whether of text.

    `stored` is empty where it stores nothing.
    """

    stored: str
    rect: tuple[float, float, float, float]
    name: str = ""
    text: bool = True


def field_values(path: Path, number: int) -> tuple[FieldValue, ...]:
    """The text and choice fields of page `number` (from 1) that are meant to be seen, and text boxes laid on it."""
    try:
        with pikepdf.open(path) as document:
            found: list[FieldValue] = []
            for widget in list(document.pages[number - 1].get("/Annots", pikepdf.Array()))[:MOST_FIELDS]:
                if widget.get("/Subtype") == "/FreeText":
                    found.extend(_noted(widget))
                    continue
                if widget.get("/Subtype") != "/Widget" or int(widget.get("/F", 0)) & _UNSEEN:
                    continue
                value = _inherited(widget, "/V")
                kind = str(_inherited(widget, "/FT"))
                if kind not in ("/Tx", "/Ch"):
                    continue
                stored = str(value).strip() if isinstance(value, pikepdf.String) else ""
                found.append(FieldValue(stored, _rect(widget), str(_inherited(widget, "/T") or ""), kind == "/Tx"))
            return tuple(found)
    except BROKEN:
        return ()


def _rect(annotation: pikepdf.Object) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(side) for side in annotation.Rect)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _noted(note: pikepdf.Object) -> Iterator[FieldValue]:
    """A text box laid on the page (ISO 32000-2, 12.5.6.6) whose words are kept beside the picture of them."""
    words = note.get("/Contents")
    shown = not int(note.get("/F", 0)) & _UNSEEN and "/AP" in note
    if shown and isinstance(words, pikepdf.String) and any(char.isdigit() for char in str(words)):
        yield FieldValue(str(words).strip(), _rect(note), text=False)


def has_fields(path: Path) -> bool:
    """Whether the file has form fields that stand somewhere on its pages."""
    try:
        with pikepdf.open(path) as document:
            return any(
                widget.get("/Subtype") == "/Widget" for page in document.pages for widget in page.get("/Annots", ())
            )
    except BROKEN:
        return False


_UNSEEN = 0b100011
"""Annotation flags: invisible, hidden, not viewed (ISO 32000-2, table 167)."""


def _inherited(field: pikepdf.Object, key: str) -> pikepdf.Object | None:
    for _ in range(DEEPEST):
        if key in field:
            return field[key]
        if "/Parent" not in field:
            return None
        field = field["/Parent"]
    return None


def shown_in(words: Sequence[TextWord], box: tuple[float, float, float, float]) -> str:
    """The words of the page whose middle lies in a field's box (points as shown), in their order."""
    x0, y0, x1, y1 = box
    inside = [w for w in words if x0 <= (w.x0 + w.x1) / 2 <= x1 and y0 <= (w.y0 + w.y1) / 2 <= y1]
    return " ".join(word.text for word in inside)


def differs(stored: str, shown: str) -> bool:
    """Whether a stored value says something else than is shown: a field cut off at its edge shows its beginning."""
    a, b = folded(stored), folded(shown)
    return a != b and not (len(b) >= 3 and b in a and sum(map(str.isdigit, a)) == sum(map(str.isdigit, b)))
