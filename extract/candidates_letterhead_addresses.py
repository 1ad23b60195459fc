"""The address that a letterhead prints apart from its name: smaller beneath it, or at its right."""

from __future__ import annotations

from itertools import takewhile

from extract.candidates_places import Neighbourhood
from extract.doctype import ValueKind
from extract.values import Context, addresses
from extract.values.countries import find_countries
from extract.values.folding import fold
from ingest.model import Box

_OF_ADDRESSES = (ValueKind.PARTY, ValueKind.ADDRESS, ValueKind.AUTHORITY)
_APART = 2.5  # heights of the name's print within which its address stands, under it or beside it
_BEHIND = 3.0  # heights between a name and the address that goes on behind it on its line
_APART_IN_COLUMN = 8.0  # the same in a column of the page that is the company's own
_FLUSH = 1.5  # heights by which a label's left edge and its answer's may differ
_COLUMN = 0.4  # of the page's width: what such a column is at most


def address_lines(neighbourhood: Neighbourhood, number: int, title: Box | None) -> list[int]:
    """The lines of the address that a letterhead prints apart from the name: smaller beneath it, or at its right."""
    layout = neighbourhood.layout
    name = layout.segments[number]
    width, height = layout.page.width, layout.page.height
    column = name.cell is not None and layout.cells[name.cell].box.width < _COLUMN
    reach = (_APART_IN_COLUMN if column else _APART) * max(name.height, layout.text_height)
    for beneath in (True, False):
        for other, segment in enumerate(layout.segments):
            drop = (segment.box.y0 - name.box.y1) * height
            if other == number or not -1.5 * name.height < drop < reach or not neighbourhood.is_free(other):
                continue
            if beneath:
                edges = (segment.box.x0 - name.box.x0, segment.box.x1 - name.box.x1, segment.box.mid_x - name.box.mid_x)
                lined = min(abs(edge) for edge in edges) * width < 1.5 * segment.height
                near = drop > -0.3 * name.height and (lined or name.box.x0 <= segment.box.x0 < name.box.x1)
            else:
                near = segment.box.x0 > name.box.x1 and segment.height <= name.height
            told = near and is_address(segment.text) and not _answers(neighbourhood, other)
            if told and (title is None or not overlap(segment.box, title)):
                further = neighbourhood.going_on(other)
                return [other, *takewhile(lambda one: _goes_on(layout.segments[one].text), further)]
    return []


def _answers(neighbourhood: Neighbourhood, number: int) -> bool:
    """Whether a phrase stands right under a label that asks for no address: "Lot reference" over "SD-RD-99"."""
    layout = neighbourhood.layout
    own = layout.segments[number]
    for hit in neighbourhood.labels:
        over = layout.segments[hit.segments[-1]]
        rise = (own.box.y0 - over.box.y1) * layout.page.height
        flush = abs(over.box.x0 - own.box.x0) * layout.page.width < _FLUSH * own.height
        if flush and -0.3 * own.height < rise < own.height and hit.whole and hit.specs:
            return not any(spec.kind in _OF_ADDRESSES for spec in hit.specs)
    return False


def running_address(neighbourhood: Neighbourhood, number: int) -> list[int]:
    """The phrases of an address that goes on behind a name on its line and wraps to the line's beginning.

    "X (Pty) Ltd | Suite 4, Trade Centre, 25" over "Main Street, Lusaka", set as one line that is broken where it ends.
    """
    layout = neighbourhood.layout
    name, behind = layout.segments[number], neighbourhood.next_on_line(number)
    if behind is None or behind != number + 1 or not neighbourhood.close(number, behind, _BEHIND):
        return []
    first = layout.segments[behind]
    alike = 0.8 < first.height / max(name.height, 0.1) < 1.25
    told = alike and is_address(first.text) and not _answers(neighbourhood, behind)
    if not told or neighbourhood.next_on_line(behind) is not None:
        return []
    for other in range(behind + 1, len(layout.segments)):
        below = layout.segments[other]
        if below.line == name.line:
            continue
        flush = abs(below.box.x0 - name.box.x0) * layout.page.width < 1.5 * name.height
        near = (below.box.y0 - name.box.y1) * layout.page.height < 0.9 * name.height
        wraps = below.box.x1 < first.box.x1 + 0.1 and flush and near and neighbourhood.is_free(other)
        return [behind, other] if wraps and _goes_on(below.text) else [behind]
    return [behind]


def is_address(text: str) -> bool:
    """Whether a line is an address: a street or post box with its place, or a place with its country."""
    folded = fold(text[: addresses.without_contact(fold(text))])
    named = find_countries(text[: len(folded)], Context())
    placed = bool(named) and "," in folded[: named[-1].end]
    return (addresses.has_street(folded) and any(sign in folded for sign in ",0123456789")) or placed


def _goes_on(text: str) -> bool:
    """Whether a line under an address carries it on: more of the place, or how to get in touch."""
    folded = fold(text)
    return addresses.looks_like_address(folded) or "," in folded or bool(find_countries(text, Context()))


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than the edges of their lines."""
    return (
        min(one.x1, other.x1) > max(one.x0, other.x0)
        and min(one.y1, other.y1) > max(one.y0, other.y0) + 0.3 * one.height
    )
