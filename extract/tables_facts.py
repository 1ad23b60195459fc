"""Boxes of facts under a line table: "Laden on board | Place and date of issue" over a day and a place.

Forms go on under the rows in boxes as wide as they please. Their labels are no row, and what stands under them is
told by these labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extract.layout import Line, PageLayout
from extract.tables_header import Header
from extract.values.folding import fold

_LEAST: Final = 2  # labels side by side
_OF_ROWS: Final = frozenset({"grade", "goods_description", "mineral", "impurities", "lot_number"})
"""What cells of a row may name by a word that is a label elsewhere: elements, goods."""


def facts_at(layout: PageLayout, header: Header, labels: Mapping[str, str]) -> float:
    """The upper edge of the first such line under a header and a row; 1.0 where the page has none.

    `labels` are the wordings (folded) of the type's labels with the names of their fields.
    """
    rows = 0
    for line in layout.lines:
        if line.box.y0 <= header.box.y1:
            continue
        if rows and _are_labels(layout, line, len(header.headings), labels):
            return line.box.y0 - 0.001
        rows += any(map(str.isdigit, line.text))
    return 1.0


def _are_labels(layout: PageLayout, line: Line, columns: int, labels: Mapping[str, str]) -> bool:
    """Whether a line is nothing but labels of facts, fewer than the table has columns."""
    texts = [layout.segments[one].text for one in line.segments]
    if not _LEAST <= len(texts) < columns or any(map(str.isdigit, line.text)):
        return False
    return all(_is_label(text, labels) for text in texts)


def _is_label(text: str, labels: Mapping[str, str]) -> bool:
    folded = fold(text).strip(" :.")
    names = [labels.get(part.strip()) for part in (folded, *folded.split(" / "))]
    told = {name for name in names if name is not None}
    return bool(told) and not told & _OF_ROWS
