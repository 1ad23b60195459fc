"""Truth files: what was printed, where, and what a careful reader should find in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.papermaker.paper import Cell, Paper
from bench.papermaker.render import Mark, Rect, Sign

Place = Callable[[Rect], Rect]
"""Maps a box in fractions of the drawn sheet to fractions of the delivered page, upright."""


def digest(data: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class PagePlace:
    """Where one drawn page ended up: file digest, file name, page from 1, and how its boxes moved."""

    sha256: str
    name: str
    page: int
    move: Place | None = None
    rotation: int = 0


@dataclass
class FileTruth:
    """One delivered file."""

    name: str
    data: bytes
    pages: int
    channel: str
    expect: str = "read"
    reason: str | None = None
    sha256: str = field(default="")

    def __post_init__(self) -> None:
        """Takes the digest unless one is given (a member of an archive has its own)."""
        self.sha256 = self.sha256 or digest(self.data)

    def as_json(self) -> dict[str, Any]:
        """The file's entry in the truth."""
        entry: dict[str, Any] = {
            "bytes": len(self.data),
            "channel": self.channel,
            "expect": self.expect,
            "name": self.name,
            "pages": self.pages,
            "sha256": self.sha256,
        }
        if self.reason:
            entry["reason"] = self.reason
        return entry


def _round(rect: Rect) -> list[float]:
    return [round(v, 4) for v in rect]


def _boxes(marks: Sequence[Mark], size: tuple[float, float], places: Sequence[PagePlace]) -> list[dict[str, Any]]:
    found = []
    for mark in marks:
        place = places[mark.page]
        for r in mark.rects:
            sheet = (r[0] / size[0], r[1] / size[1], r[2] / size[0], r[3] / size[1])
            box: dict[str, Any] = {"file": place.sha256, "page": place.page}
            if place.move is None:
                box["box"] = _round(sheet)
            else:
                box["box"], box["box_sheet"] = _round(place.move(sheet)), _round(sheet)
            found.append(box)
    return found


def _entry(cell: Cell, boxes: list[dict[str, Any]]) -> dict[str, Any]:
    entry: dict[str, Any] = {"raw": cell.raw, "status": "read", "value": cell.value}
    if cell.unit:
        entry["unit"] = cell.unit
    if boxes:
        entry["boxes"] = boxes
    return entry


def _signs(signs: Sequence[Sign], size: tuple[float, float], places: Sequence[PagePlace]) -> list[dict[str, Any]]:
    """Stamps, signatures and codes with their boxes, as those of values."""
    found = []
    for sign in signs:
        (box,) = _boxes([Mark(Cell("", "", None), sign.page, (sign.rect,))], size, places)
        found.append(box | {"kind": sign.kind} | ({"text": sign.text} if sign.text else {}))
    return found


def document_truth(
    paper: Paper,
    marks: Sequence[Mark],
    size: tuple[float, float],
    places: Sequence[PagePlace],
    *,
    channel: str,
    template: str,
    key: str,
    mineral: str,
    unreadable: frozenset[str] = frozenset(),
    signs: Sequence[Sign] = (),
) -> dict[str, Any]:
    """One document's truth (without its id), from the marks that drawing left.

    Fields named in `unreadable` stand on the paper and cannot be made out.
    """
    fields: dict[str, dict[str, Any]] = {}
    rows: dict[int, dict[str, Any]] = {}
    grouped: dict[tuple[str, int | None], list[Mark]] = {}
    for mark in marks:
        grouped.setdefault((mark.cell.field, mark.cell.row), []).append(mark)
    for (name, row), found in sorted(grouped.items(), key=lambda kv: (kv[0][1] is not None, kv[0][1] or 0, kv[0][0])):
        entry = _entry(found[0].cell, _boxes(found, size, places))
        if row is None:
            fields[name] = entry | {"status": "unreadable"} if name in unreadable else entry
        else:
            rows.setdefault(row, {})[name] = entry
    if mineral and paper.doc_type != "unknown":
        fields["mineral"] = {"optional": True, "raw": None, "status": "read", "value": mineral}
    return {
        "channel": channel,
        "fields": fields,
        "key": key,
        "language": "/".join(paper.languages),
        "lines": [rows[i] for i in sorted(rows)],
        "lot": paper.facts.lot,
        "pages": [{"file": p.sha256, "name": p.name, "page": p.page} for p in places],
        "rotation": places[0].rotation if places else 0,
        "signs": _signs(signs, size, places),
        "template": template,
        "type": paper.doc_type,
    }


def lot_truth(
    lot: str,
    aliases: Sequence[str],
    documents: Sequence[str],
    mineral: str,
    expected: Sequence[Mapping[str, Any]],
    allowed: Sequence[str],
) -> dict[str, Any]:
    """One lot's truth: its documents and findings, and the status that follows from them.

    A lot with a `block` finding is `blocked`; with `any` it may be `review` or `blocked`; an allowed finding may lift a
    clear lot to `review`.
    """
    severities = {e["severity"] for e in expected}
    if "block" in severities:
        status = ["blocked"]
    elif "any" in severities:
        status = ["review", "blocked"]
    elif "review" in severities:
        status = ["review"]
    else:
        status = ["clear", "review"] if allowed else ["clear"]
    return {
        "aliases": sorted(set(aliases)),
        "allowed": sorted(allowed),
        "clean": not severities - {"info"},
        "documents": list(documents),
        "expected": [dict(e) for e in expected],
        "id": lot,
        "mineral": mineral,
        "status": status,
    }
