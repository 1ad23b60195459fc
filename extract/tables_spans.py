"""Cells that stand for several rows: merged ones, those left empty under the first, ditto marks.

A lot number set once for its rows is each row's. Where rulings show which rows a cell holds, they decide; where there
are none, an empty cell under a lot number means the lot above, until a sub-total ends it. What is taken over is less
sure than what stands in the row itself, and its evidence is the cell that it was taken from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from extract.layout import PageLayout
from extract.lexicon import fold
from extract.model import Field
from extract.tables_body import Body
from extract.tables_row import Row

_SPANNING: Final = ("lot_number", "hs_codes", "country_of_origin", "mine_site")
"""Columns whose cells are merged in practice; an empty number is never filled in."""
_DITTO: Final = re.compile(r"[-–—\s.]*(?:[\"”“''‚„»]{1,2}|do|ditto|idem|id|dito|same|as above)[-–—\s.\"”“]*")
_RULED: Final = 0.9
_OPEN: Final = 0.75
_SAME: Final = 0.95

Item = tuple[Row, Body, dict[str, Field]]
"""A row, the body that it stands in, and the fields read from it."""


def is_ditto(text: str) -> bool:
    """True for a mark that says: as above."""
    return bool(text) and _DITTO.fullmatch(fold(text) if any(map(str.isalpha, text)) else text) is not None


def filled_down(
    items: Sequence[Item], names: Mapping[int, str], layouts: Sequence[PageLayout], ends: Mapping[int, int]
) -> None:
    """Gives rows the fields of cells that stand for them too.

    `ends` are the places in `items` before which a sub-total stands, with its page; one at a page's edge carries
    amounts forward and ends nothing. The fields' mappings are changed in place.
    """
    for column, name in names.items():
        levels: dict[tuple[int, float], list[float]] = {}
        bands = [_band(item, column, layouts, levels) for item in items]
        ruled = len({band for band in bands if band is not None}) > len({item[0].page for item in items})
        last: Field | None = None
        for place, (row, _, fields) in enumerate(items):
            if name in fields and not is_ditto(row.text(column)):
                last = fields[name]
                continue
            if is_ditto(row.text(column)):
                if last is not None:
                    fields[name] = _taken(last, _SAME, "ditto")
                continue
            if row.text(column).strip() or name not in _SPANNING:
                continue
            if ruled:
                holder = next((items[at][2][name] for at in _beside(bands, place) if name in items[at][2]), None)
                before = items[place - 1] if place else None
                if holder is not None:
                    fields[name] = _taken(holder, _RULED, "merged-cell")
                elif before is not None and before[0].page == row.page - 1 and name in before[2]:
                    fields[name] = _taken(before[2][name], _OPEN, "merged-cell")  # the cell goes on overleaf
            elif name == "lot_number":
                last = None if _ended(items, place, ends) else last
                if last is not None:
                    fields[name] = _taken(last, _OPEN, "cell-above")


def _ended(items: Sequence[Item], place: int, ends: Mapping[int, int]) -> bool:
    """True if a sub-total stands between a row and the one before it, all on one page."""
    return place > 0 and place in ends and items[place - 1][0].page == ends[place] == items[place][0].page


def _taken(field: Field, share: float, rule: str) -> Field:
    return field.model_copy(update={"confidence": round(field.confidence * share, 4), "rule": f"table:{rule}"})


def _beside(bands: Sequence[tuple[int, int] | None], place: int) -> list[int]:
    """Rows in the same ruled cell as the row at `place`."""
    return [at for at, band in enumerate(bands) if at != place and band is not None and band == bands[place]]


def _band(
    item: Item, column: int, layouts: Sequence[PageLayout], levels: dict[tuple[int, float], list[float]]
) -> tuple[int, int] | None:
    """Page and number of the ruled cell of a column that a row stands in; `levels` keeps where its rulings lie."""
    row, body, _ = item
    heading = body.columns[column].box
    left = body.parts[column - 1] if column else heading.x0
    right = body.parts[column] if column < len(body.parts) else heading.x1
    middle = (left + right) / 2
    first = min(min((token.box.mid_y for token in row.tokens()), default=row.top), row.bottom)
    if (row.page, middle) not in levels:
        levels[row.page, middle] = sorted(
            (rule.y0 + rule.y1) / 2
            for rule in layouts[row.page].page.rulings
            if rule.horizontal and min(rule.x0, rule.x1) < middle < max(rule.x0, rule.x1)
        )
    return row.page, bisect_left(levels[row.page, middle], first)
