"""The total under a form's items of goods: "Total: 100 big bags" in the items' column, 100.300 level with it beside.

It is believed only where the items add up to it: what else is called a total under them may be of anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from extract.layout import PageLayout, Segment
from extract.model import Field
from extract.tables_cells import confirmed, sums_up
from extract.tables_items_beside import weighed_beside
from extract.tables_items_labels import Heading
from extract.tables_items_text import ItemReader, ItemText
from extract.tables_phrases import tokens_of
from extract.tables_repeated_fields import ALIGNED
from extract.tables_statements import is_total
from extract.values.folding import fold

_BELOW: Final = 12  # lines under the last item's first within which its total stands


def total_of_items(
    layout: PageLayout,
    page: int,
    last: Segment,
    rows: Sequence[Mapping[str, Field]],
    headings: Sequence[Heading],
    reading: ItemReader,
) -> dict[str, Field]:
    """The weights level with the total under the items' `last`, in their column, to which the rows add up."""
    for at, segment in enumerate(layout.segments):
        if not last.line < segment.line <= last.line + _BELOW or abs(segment.box.x0 - last.box.x0) > ALIGNED:
            continue
        if not is_total(fold(segment.text)):
            continue
        beside = tuple(
            (other.cell, tuple(tokens_of(layout, page, number)))
            for number, other in enumerate(layout.segments)
            if other.box.x0 > segment.box.x1 and segment.box.y0 < other.box.mid_y < segment.box.y1
        )
        whole = ItemText((tuple(tokens_of(layout, page, at)),), beside, numbered=False)
        stated = {name: fields[0] for name, fields in weighed_beside([whole], headings, reading).items()}
        return {name: confirmed(rows, field) for name, field in stated.items() if sums_up(rows, field, name)}
    return {}
