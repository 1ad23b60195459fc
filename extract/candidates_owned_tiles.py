"""Whose an address is on forms of tiles, read left to right and on at the next row's left edge as words on a page.

"Exporter | Address | Importer" over "Address" over all the width: the second address is the importer's, who stands
last in the row over it, and not the exporter's, in whose column it begins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.doctype import FieldSpec, ValueKind
from extract.labels_facts import Fact
from extract.labels_hit import LabelHit
from extract.layout import Cell, PageLayout

_LEVEL = 3.0  # points that the tops of the tiles of one row may be apart
_BELOW = 14.0  # points between two rows of tiles
_LINES = 6  # of a tile that holds a party's label and its name, and no more than that
_SPANNED = 2  # tiles that one under them reaches over


@dataclass(frozen=True)
class Tile:
    """Whose the address of a tile is: `party`, nobody's where that is None."""

    party: FieldSpec | None


def tile_owner(
    layout: PageLayout, number: int, labels: Sequence[tuple[LabelHit, FieldSpec]], facts: Mapping[int, Fact]
) -> Tile | None:
    """Whose the address under the label at a phrase is; None where the tiles about it do not tell.

    `labels` are those of parties, `facts` those that name no party, by their first phrases.
    """
    cell = layout.segments[number].cell
    if cell is None or layout.cells[cell].segments[0] != number or facts[number].kind is not ValueKind.ADDRESS:
        return None
    parties = {hit.segments[0]: spec for hit, spec in labels}
    tiles = [one for one in layout.cells if one.segments]
    own = layout.cells[cell]
    row = [one for one in tiles if _gap(layout, own.box.y0, one.box.y0) < _LEVEL]
    before = [one for one in row if one.box.x1 <= own.box.x0 + 0.005]
    if before:
        party = _party(layout, max(before, key=lambda one: one.box.x0), parties)
        return Tile(party) if party is not None else None
    over = [one for one in tiles if -_LEVEL < (own.box.y0 - one.box.y1) * layout.page.height < _BELOW]
    over.sort(key=lambda one: one.box.x0)
    alone = [one for place, one in enumerate(over) if not _is_address(over[place + 1 : place + 2], facts)]
    unanswered = [party for one in alone if (party := _party(layout, one, parties)) is not None]
    if over and len(unanswered) < len([one for one in over if _party(layout, one, parties) is not None]):
        last = _party(layout, over[-1], parties)
        return Tile(last if unanswered == [last] else None)
    spanned = [one for one in over if one.box.x1 <= own.box.x1 + 0.005 and _party(layout, one, parties) is not None]
    return Tile(None) if len(spanned) >= _SPANNED else None


def _gap(layout: PageLayout, one: float, other: float) -> float:
    return abs(one - other) * layout.page.height


def _party(layout: PageLayout, tile: Cell, parties: Mapping[int, FieldSpec]) -> FieldSpec | None:
    """The party that a tile asks for, if it holds the label and a name, and hardly an address too."""
    told = parties.get(tile.segments[0])
    lines = {layout.segments[number].line for number in tile.segments}
    return told if len(lines) <= _LINES else None


def _is_address(tiles: Sequence[Cell], facts: Mapping[int, Fact]) -> bool:
    """Whether the one tile there is asks for an address."""
    told = [facts.get(tile.segments[0]) for tile in tiles]
    return any(fact is not None and fact.kind is ValueKind.ADDRESS for fact in told)
