"""Pages whose rows go on: a table without headings that is built like the one on the page before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extract.layout import PageLayout
from extract.values.folding import fold

_ROWS: Final = 3  # rows, and columns of each, by which a sheet is known to go on in the midst of a table
_FIRST_LINES: Final = 8  # of a page, among which rows begin that go on with a table


def same_rows(last: PageLayout, layout: PageLayout) -> bool:
    """True for a sheet of cells that begins in the midst of rows: its first lines are built as the last ones before."""
    if last.page.origin != "cells" or layout.page.origin != "cells" or min(len(last.lines), len(layout.lines)) < _ROWS:
        return False
    return all(
        _built_alike(last, upper.segments, layout, lower.segments)
        for upper, lower in zip(last.lines[-_ROWS:], layout.lines[:_ROWS], strict=True)
    )


def rows_go_on(last: PageLayout, layout: PageLayout) -> bool:
    """True for a printed page that begins with rows under the columns of the last rows of the page before.

    The heading that such a table repeats over its rest is no row of it.
    """
    headings = {fold(line.text) for line in last.lines}
    above = [line for line in last.lines if len(line.segments) >= _ROWS][-_ROWS:]
    below = [
        line
        for line in layout.lines[:_FIRST_LINES]
        if len(line.segments) >= _ROWS and (any(map(str.isdigit, line.text)) or fold(line.text) not in headings)
    ][:_ROWS]
    if min(len(above), len(below)) < _ROWS:
        return False
    pairs = zip(above, below, strict=True)
    return all(_built_alike(last, upper.segments, layout, lower.segments) for upper, lower in pairs)


def _built_alike(last: PageLayout, upper: Sequence[int], layout: PageLayout, lower: Sequence[int]) -> bool:
    """Whether two rows fill the same columns, figures under figures and words under words."""
    if len(upper) != len(lower) or len(upper) < _ROWS:
        return False
    for one, other in zip(upper, lower, strict=True):
        above, below = last.segments[one], layout.segments[other]
        apart = min(above.box.x1, below.box.x1) <= max(above.box.x0, below.box.x0)
        if apart or any(map(str.isdigit, above.text)) is not any(map(str.isdigit, below.text)):
            return False
    return True
