"""Cells whose writing nobody sees: in the colour of their own ground, or in letters too small to be seen."""

from __future__ import annotations

import re
from typing import Any

from ingest.paint import is_alike

SMALLEST = 3.0
"""Points of text height below which nothing can be read on the screen or in print."""

_THEME = {0: "FFFFFF", 1: "000000"}
"""The first two colours of a theme: the ground and the writing of sheets."""

_UNSTATED = "00000000"
"""What openpyxl gives where a fill states no colour."""

_INDEXED = {0: "000000", 1: "FFFFFF", 8: "000000", 9: "FFFFFF", 64: "000000", 65: "FFFFFF"}
"""Black and white among the indexed colours (ECMA-376, part 1, 18.8.27); 64 and 65 are those of the system."""


class Paints:
    """A workbook's styles, each judged once; what cannot be told for sure is taken for seen."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bool] = {}

    def hide(self, cell: Any) -> bool:
        """Whether the cell's style makes its writing invisible."""
        style = cell.style_array
        key = (int(style.fontId), int(style.fillId))
        if key not in self._known:
            self._known[key] = _is_unseen(cell.font, cell.fill)
        return self._known[key]


def _is_unseen(font: Any, fill: Any) -> bool:
    size = getattr(font, "sz", None)
    if size is not None and 0 < size < SMALLEST:
        return True
    pattern = getattr(fill, "fill_type", None)
    if pattern not in (None, "none", "solid"):
        return False
    ground = "FFFFFF" if pattern != "solid" else _ground(fill.fgColor)
    letters = _colour(getattr(font, "color", None))
    return ground is not None and letters is not None and is_alike(letters, ground)


def _ground(colour: Any) -> str | None:
    return None if getattr(colour, "rgb", None) == _UNSTATED else _colour(colour)


def _colour(colour: Any) -> str | None:
    """The colour as RRGGBB; None where it is not stated or depends on what is not looked at."""
    if colour is None or getattr(colour, "tint", None):
        return None
    kind = getattr(colour, "type", None)
    value = getattr(colour, kind, None) if kind in ("rgb", "theme", "indexed") else None
    if isinstance(value, str):
        return value[-6:] if re.fullmatch(r"(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", value) else None
    table = _THEME if kind == "theme" else _INDEXED
    return table.get(value) if isinstance(value, int) else None
