"""Lines that list goods without headings: the columns that they have in common, the rows they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from extract.layout import PageLayout
from extract.tables_phrases import Shape
from extract.tables_repeated_fields import ALIGNED
from extract.tables_statements import Statement

MOSTLY: Final = 0.6  # share of the rows that must state a fact for it to be one of theirs
_APART: Final = 2.0  # text heights that a card's lines stand apart at the most, where nothing else tells
_LEADING: Final = 1.3  # times the widest gap within rows that the gaps before the first and behind the last may be
_TELLING: Final = 2  # rows from which the others are as high
_STEP: Final = 2  # lines from one row to the next from which a row has several
_WRAPPED: Final = 0.9  # text heights within which a line goes on from the one above it
Row = list[Statement]


def by_margin(found: Sequence[Statement]) -> list[list[Statement]]:
    """Statements by the column that they stand in: those over or under one another."""
    columns: list[tuple[float, float, list[Statement]]] = []
    for one in sorted(found, key=lambda each: each.box.x0):
        if columns and one.box.x0 < columns[-1][1]:
            low, high, held = columns[-1]
            columns[-1] = (low, max(high, one.box.x1), [*held, one])
        else:
            columns.append((one.box.x0, one.box.x1, [one]))
    return [sorted(held, key=lambda each: each.line) for _, _, held in columns]


def rows_listed(layout: PageLayout, lines: Sequence[Sequence[Statement]], beats: Sequence[Statement]) -> list[Row]:
    """The statements of each row, by what is repeated in each."""
    if len(beats) > 1 and _are_ends(layout, beats) and not _are_led_by_facts(lines, beats):
        return _of_lines(layout, lines, beats)
    one = len(by_margin(beats)) == 1 or _in_lines_of_one_margin(layout, lines, beats)
    columns = [list(beats)] if one else _columns(beats)
    if len(beats) == 1 and any(one.shape is Shape.MONEY and not one.factor for one in lines[beats[0].line]):
        return _of_lines(layout, lines, beats)
    if len(beats) == 1:
        around = layout.segments[beats[0].segment].box
        within = [one for line in lines for one in line if around.x0 - ALIGNED <= one.box.x0 < around.x1]
        return list(_stacked(layout, within, beats))
    if len(columns) == 1 and _in_lines(lines, beats):
        if _are_described(lines, beats):
            return _of_lines(layout, lines, beats)
        return list(_stacked(layout, [one for line in lines for one in line], beats))
    found: list[tuple[int, Row]] = []
    for place, column in enumerate(columns):
        left = min(one.box.x0 for one in column) - 2 * ALIGNED
        right = min(one.box.x0 for one in columns[place + 1]) - ALIGNED if place + 1 < len(columns) else 1.0
        within = [one for line in lines for one in line if left <= one.box.x0 < right]
        found += [(card[0].line, card) for card in _stacked(layout, within, column)]
    return [card for _, card in sorted(found, key=lambda one: one[0])]


def _are_ends(layout: PageLayout, beats: Sequence[Statement]) -> bool:
    """Whether beats end phrases of different lengths, one on each line, that begin at one margin: "A – 12 ct"."""
    margins = [layout.segments[one.segment].box.x0 for one in beats]
    inner = all(one.box.x0 > margin + ALIGNED for one, margin in zip(beats, margins, strict=True))
    return inner and len({one.line for one in beats}) == len(beats) and max(margins) - min(margins) < ALIGNED


def _in_lines_of_one_margin(
    layout: PageLayout, lines: Sequence[Sequence[Statement]], beats: Sequence[Statement]
) -> bool:
    """Whether each beat has a line to itself and all these begin with facts at one margin, however long they are."""
    firsts = [lines[beat.line][0] for beat in beats]
    margins = [layout.segments[one.segment].box.x0 for one in firsts]
    alone = len({beat.line for beat in beats}) == len(beats)
    return alone and max(margins) - min(margins) < ALIGNED and all(one.name is not None for one in firsts)


def _are_led_by_facts(lines: Sequence[Sequence[Statement]], beats: Sequence[Statement]) -> bool:
    """Whether other facts and no words stand before the beats in their phrases: "Bags: 12 Net (kg): 600"."""
    before = [
        [one for one in lines[beat.line] if one.segment == beat.segment and one.box.x0 < beat.box.x0] for beat in beats
    ]
    return all(facts and all(one.name is not None for one in facts) for facts in before)


def _columns(beats: Sequence[Statement]) -> list[list[Statement]]:
    """The beats by the margin that they begin at, left to right."""
    columns: list[list[Statement]] = []
    for one in sorted(beats, key=lambda beat: beat.box.x0):
        if columns and one.box.x0 - columns[-1][-1].box.x0 < 2 * ALIGNED:
            columns[-1].append(one)
        else:
            columns.append([one])
    return [sorted(column, key=lambda beat: beat.line) for column in columns]


def _in_lines(lines: Sequence[Sequence[Statement]], beats: Sequence[Statement]) -> bool:
    """Whether each row is a line: beats on one after another, or with other phrases beside them."""
    beside = sum(any(one.segment != beat.segment for one in lines[beat.line]) for beat in beats)
    steps = [after.line - before.line for before, after in pairwise(beats)]
    return beside >= MOSTLY * len(beats) or (bool(steps) and median(steps) <= 1)


def _are_described(lines: Sequence[Sequence[Statement]], beats: Sequence[Statement]) -> bool:
    """Whether words stand on the lines of most beats, or no line between them."""
    worded = sum(any(one.shape is Shape.WORDS for one in lines[beat.line]) for beat in beats)
    return worded >= MOSTLY * len(beats) or all(after.line - one.line < _STEP for one, after in pairwise(beats))


def _of_lines(layout: PageLayout, lines: Sequence[Sequence[Statement]], beats: Sequence[Statement]) -> list[Row]:
    """Rows that are a line each, with what goes on under their words."""
    taken = {beat.line for beat in beats}
    made: list[Row] = []
    for beat in beats:
        row = list(lines[beat.line])
        below = beat.line + 1
        while below < len(lines) and below not in taken and (more := _going_on(layout, row, lines[below])) is not None:
            row.append(more)
            below += 1
        made.append(row)
    return made


def _going_on(layout: PageLayout, row: Row, line: Sequence[Statement]) -> Statement | None:
    """The words of a line that go on from those of a row right over it: alone, and at the same margin."""
    if len(line) != 1 or line[0].shape is not Shape.WORDS or line[0].label:
        return None
    more = line[0]
    over = [one for one in row if one.shape is Shape.WORDS and abs(one.box.x0 - more.box.x0) < ALIGNED]
    if not over or more.box.y0 - over[-1].box.y1 > _WRAPPED * layout.text_height / layout.page.height:
        return None
    return more


def _leading(order: Sequence[Statement], places: Sequence[int], gaps: Sequence[float]) -> list[int] | None:
    """The words that open each row but the first, where it is they that do: set as evenly, no gap would tell.

    They stand right over the first beat too, and none at their margin under the last one's line.
    """
    before = places[0] - 1
    if before < 0 or not _opens_at(order[before], order[before].box.x0):
        return None
    margin = order[before].box.x0
    pairs = list(pairwise(places))
    found = [next((at for at in range(low + 1, high) if _opens_at(order[at], margin)), None) for low, high in pairs]
    told = [at for at in found if at is not None]
    inner = max((max(gaps[low:high]) for low, high in pairs), default=0.0)
    if not told or len(told) < len(found) or not gaps[before] <= _LEADING * inner <= _LEADING**2 * gaps[before]:
        return None
    under = next((at for at in range(places[-1], len(order)) if order[at].line > order[places[-1]].line), None)
    if under is not None and _opens_at(order[under], margin) and gaps[under - 1] <= _LEADING * inner:
        return None
    return told


def _opens_at(one: Statement, margin: float) -> bool:
    return one.shape is Shape.WORDS and not one.label and abs(one.box.x0 - margin) < ALIGNED


def _stacked(layout: PageLayout, within: Sequence[Statement], beats: Sequence[Statement]) -> Iterator[Row]:
    """The cards of one column of them: what stands round each beat, up to the widest gap between two of them."""
    # A beat that is read out of its place belongs to its cards all the same.
    order = sorted(dict.fromkeys((*within, *beats)), key=lambda one: (one.line, one.box.x0))
    gaps = [max(0.0, after.box.y0 - before.box.y1) for before, after in pairwise(order)]
    places = [order.index(beat) for beat in beats]
    led = _leading(order, places, gaps)
    cuts = led or [max(range(first, last), key=lambda at: gaps[at]) + 1 for first, last in pairwise(places)]
    inner = [gap for at, gap in enumerate(gaps) if places[0] <= at < places[-1] and at + 1 not in cuts]
    height = layout.text_height / layout.page.height
    widest = max(_LEADING * max(inner, default=0.0), _APART * height)
    if led:
        widest = _LEADING * max(gaps[places[0] : places[-1]])
    elif cuts:
        widest = min(widest, 0.99 * min(gaps[cut - 1] for cut in cuts))
    start = places[0]
    while start > 0 and gaps[start - 1] <= widest:
        start -= 1
    end = places[-1] + 1
    while end < len(order) and gaps[end - 1] <= widest:
        end += 1
    for low, high in pairwise([_not_before(order, places, cuts, start), *cuts, end]):
        yield order[low:high]


def _not_before(order: Sequence[Statement], places: Sequence[int], cuts: Sequence[int], start: int) -> int:
    """Where the first row begins: with as many lines over its beat as others have at the most, if several tell."""
    if len(cuts) < _TELLING:
        return start
    most = max(order[place].line - order[cut].line for cut, place in zip(cuts, places[1:], strict=True))
    while start < places[0] and order[places[0]].line - order[start].line > most:
        start += 1
    return start
