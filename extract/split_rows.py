"""Pages whose rows or numbered boxes go on: built like those on the page before, or counted on from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from statistics import median
from typing import Final

from extract.layout import Line, PageLayout
from extract.values.folding import fold
from ingest.model import Box

_ROWS: Final = 3  # rows, and columns of each, by which a sheet is known to go on in the midst of a table
_MANY: Final = 4  # columns filled alike by which fewer rows are known to go on
_ASIDE: Final = 0.06  # of the page's width, by which a sheet may be set aside of the one before
_FIRST_LINES: Final = 8  # of a page, among which rows begin that go on with a table

_FIRST_COUNTED: Final = 3  # number from which what is counted on cannot be the beginning of another paper's
_COUNTED: Final = re.compile(r"[(\[]?(\d{1,2})[.)\]:]?\s+[^\W\d_]")
"""The number of a box or a clause, with the word behind it: "9. Gross weight". Rows of tables have other bounds."""


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

    The heading that such a table repeats over its rest is no row of it. One row or two are enough where they are the
    first of their page and fill many columns, and the sheet may be set a little aside.
    """
    headings = {fold(line.text) for line in last.lines}
    above = [line for line in last.lines if len(line.segments) >= _ROWS][-_ROWS:]
    below = [
        line
        for line in layout.lines[:_FIRST_LINES]
        if len(line.segments) >= _ROWS and (any(map(str.isdigit, line.text)) or fold(line.text) not in headings)
    ][:_ROWS]
    if min(len(above), len(below)) < _ROWS or not _all_alike(last, above, layout, below):
        return _begins_with_rows(last, layout)
    return True


def _begins_with_rows(last: PageLayout, layout: PageLayout) -> bool:
    """Whether the first lines of a page, as many as fill many columns, are rows under the last of the page before."""
    below = list(takewhile(lambda line: len(line.segments) >= _MANY, layout.lines[:_ROWS]))
    above = [line for line in last.lines if len(line.segments) >= _MANY and any(map(str.isdigit, line.text))]
    above = above[-len(below) :] if below else []
    return bool(above) and _all_alike(last, above, layout, below[: len(above)])


def _all_alike(last: PageLayout, above: Sequence[Line], layout: PageLayout, below: Sequence[Line]) -> bool:
    pairs = zip(above, below, strict=True)
    return all(_built_alike(last, upper.segments, layout, lower.segments) for upper, lower in pairs)


def counts_on(last: PageLayout, layout: PageLayout) -> bool:
    """True where the boxes or clauses of a page go on from the last of the page before: "8. …", then "9. …"."""
    before, here = _numbers(last.lines, last), _numbers(layout.lines[:_FIRST_LINES], layout)
    return bool(before and here) and here[0] >= _FIRST_COUNTED and here[0] == max(before) + 1


def _numbers(lines: Sequence[Line], layout: PageLayout) -> list[int]:
    """The numbers that lines begin with, as far as they rise; none where they do not."""
    matches = (_COUNTED.match(layout.segments[line.segments[0]].text) for line in lines if line.segments)
    numbers = [int(match[1]) for match in matches if match is not None]
    return numbers if numbers == sorted(set(numbers)) else []


def _built_alike(last: PageLayout, upper: Sequence[int], layout: PageLayout, lower: Sequence[int]) -> bool:
    """Whether two rows fill the same columns, figures under figures and words under words."""
    if len(upper) != len(lower) or len(upper) < _ROWS:
        return False
    pairs = [(last.segments[one], layout.segments[other]) for one, other in zip(upper, lower, strict=True)]
    if any(any(map(str.isdigit, above.text)) is not any(map(str.isdigit, below.text)) for above, below in pairs):
        return False
    starts = median(below.box.x0 - above.box.x0 for above, below in pairs)
    return any(
        all(_under(above.box, below.box, aside) for above, below in pairs)
        for aside in (0.0, starts)
        if abs(aside) <= _ASIDE
    )


def _under(above: Box, below: Box, aside: float) -> bool:
    """Whether a box stands under another, on a sheet set so far aside."""
    return min(above.x1 + aside, below.x1) > max(above.x0 + aside, below.x0)
