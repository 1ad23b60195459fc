"""Rows that no heading tells: cards side by side or one under another, and lines of the same facts in the same order.

What is repeated makes the rows: a weight or amount led by the same words, or set with the same unit at the same margin.
They are rows only if something else bears them out: a total that is printed elsewhere and that they add up to, or
quantities that times their prices are their amounts. A fact that most of the rows lack is none of theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Final

from extract.doctype import ColumnSpec, DocumentType, ValueKind
from extract.layout import PageLayout
from extract.model import DocumentKind, Field
from extract.tables_cells import filled, number, sums_up
from extract.tables_grid import Token
from extract.tables_reader import is_other_weight
from extract.tables_repeated_fields import ALIGNED, LABELLED, PRODUCT, multiplied, stated_fields
from extract.tables_statements import Shape, Statement, is_total, statements_of
from extract.tables_words import header_words
from extract.values import Context, find

_LISTS: Final = frozenset((DocumentKind.COMMERCIAL_INVOICE, DocumentKind.PACKING_LIST))
_MOSTLY: Final = 0.6  # share of the rows that must state a fact for it to be one of theirs
_APART: Final = 2.0  # text heights that a card's lines stand apart at the most, where nothing else tells
_LEADING: Final = 1.3  # times the widest gap within rows that the gaps before the first and behind the last may be
_STEP: Final = 2  # lines from one row to the next from which a row has several
_WRAPPED: Final = 0.9  # text heights within which a line goes on from the one above it
_CONFIRMED: Final = 0.93  # confidence at most of a number that a total or a product bears out
_QUANTITIES: Final = ("carat_weight", "net_weight", "gross_weight")
_EITHER: Final = 0.25  # score of another reading of a number from which it is as good as the first
_OF_PRODUCT: Final = ("carat_weight", "net_weight", "unit_price", "value")
_KINDS: Final[Mapping[Shape, ValueKind]] = {Shape.CARATS: ValueKind.CARATS, Shape.MASS: ValueKind.WEIGHT}
_GRAMS: Final[Mapping[str | None, int]] = {"g": 1, "kg": 1000, "t": 1_000_000, "ct": 1}
"""Units that totals are compared in: carats with carats, masses in grams."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The rows, the stated totals that they add up to, and the words that the rows stand on (page, index)."""

    rows: tuple[dict[str, Field], ...]
    totals: dict[str, Field]
    used: frozenset[tuple[int, int]]


Row = list[Statement]


def repeated_rows(layouts: Sequence[PageLayout], doctype: DocumentType, context: Context) -> Repeated | None:
    """The rows of a paper that consists of them, where no header tells them; None where nothing bears them out."""
    if doctype.kind not in _LISTS:
        return None
    words = header_words(doctype)
    specs = {spec.name: spec for spec in doctype.columns}
    for page, layout in enumerate(layouts):
        lines = statements_of(layout, page, doctype, words)
        for beats in _beats(lines):
            made = _borne_out(_rows(layout, lines, beats), lines, specs, layouts, context)
            if made is not None:
                return made
    return None


def _beats(lines: Sequence[Sequence[Statement]]) -> list[list[Statement]]:
    """The statements of weights that are repeated, those of most rows first.

    Those that a label leads are alike by it; those without one by the margin that they share, or in all cards.
    """
    labelled: dict[tuple[str, str], list[Statement]] = {}
    bare: dict[Shape, list[Statement]] = {}
    for line in lines:
        for one in line:
            if one.shape not in _KINDS or is_total(one.label):
                continue
            if one.name is not None:
                labelled.setdefault((one.name, one.label), []).append(one)
            elif not one.label:
                bare.setdefault(one.shape, []).append(one)
    groups = list(labelled.values())
    for found in bare.values():
        margins = _margins(found)
        groups += margins if len(margins) == 1 else [*margins, found]
    return sorted(groups, key=len, reverse=True)


def _margins(found: Sequence[Statement]) -> list[list[Statement]]:
    """Statements by the column that they stand in: those over or under one another."""
    columns: list[tuple[float, float, list[Statement]]] = []
    for one in sorted(found, key=lambda each: each.box.x0):
        if columns and one.box.x0 < columns[-1][1]:
            low, high, held = columns[-1]
            columns[-1] = (low, max(high, one.box.x1), [*held, one])
        else:
            columns.append((one.box.x0, one.box.x1, [one]))
    return [sorted(held, key=lambda each: each.line) for _, _, held in columns]


def _rows(layout: PageLayout, lines: Sequence[Sequence[Statement]], beats: Sequence[Statement]) -> list[Row]:
    """The statements of each row, by what is repeated in each."""
    columns = [list(beats)] if len(_margins(beats)) == 1 else _columns(beats)
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
    return beside >= _MOSTLY * len(beats) or (bool(steps) and median(steps) <= 1)


def _are_described(lines: Sequence[Sequence[Statement]], beats: Sequence[Statement]) -> bool:
    """Whether words stand on the lines of most beats, or no line between them."""
    worded = sum(any(one.shape is Shape.WORDS for one in lines[beat.line]) for beat in beats)
    return worded >= _MOSTLY * len(beats) or all(after.line - one.line < _STEP for one, after in pairwise(beats))


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


def _stacked(layout: PageLayout, within: Sequence[Statement], beats: Sequence[Statement]) -> Iterator[Row]:
    """The cards of one column of them: what stands round each beat, up to the widest gap between two of them."""
    order = sorted(within, key=lambda one: (one.line, one.box.x0))
    gaps = [max(0.0, after.box.y0 - before.box.y1) for before, after in pairwise(order)]
    places = [order.index(beat) for beat in beats]
    cuts = [max(range(first, last), key=lambda at: gaps[at]) + 1 for first, last in pairwise(places)]
    inner = [gap for at, gap in enumerate(gaps) if places[0] <= at < places[-1] and at + 1 not in cuts]
    height = layout.text_height / layout.page.height
    widest = max(_LEADING * max(inner, default=0.0), _APART * height)
    if cuts:
        widest = min(widest, 0.99 * min(gaps[cut - 1] for cut in cuts))
    start = places[0]
    while start > 0 and gaps[start - 1] <= widest:
        start -= 1
    end = places[-1] + 1
    while end < len(order) and gaps[end - 1] <= widest:
        end += 1
    for low, high in pairwise([start, *cuts, end]):
        yield order[low:high]


def _borne_out(
    rows: Sequence[Row],
    lines: Sequence[Sequence[Statement]],
    specs: Mapping[str, ColumnSpec],
    layouts: Sequence[PageLayout],
    context: Context,
) -> Repeated | None:
    """The rows as fields, if a total elsewhere or their products say that they are rows.

    Where the paper leaves open which mark parts its decimals ("10.240 kg"), what bears more of the rows out decides.
    """
    told = _shared(rows)
    ways = [context]
    if context.decimal_comma is None:
        ways += [replace(context, decimal_comma=comma) for comma in (True, False)]
    made = [_read(told, lines, specs, layouts, way) for way in ways]
    open_way, *others = made
    if len(others) > 1 and others[0][0] != others[1][0]:
        return max(others, key=lambda one: one[0])[1]
    return open_way[1]


def _read(
    told: Sequence[Row],
    lines: Sequence[Sequence[Statement]],
    specs: Mapping[str, ColumnSpec],
    layouts: Sequence[PageLayout],
    context: Context,
) -> tuple[int, Repeated | None]:
    """The rows as fields in one way of writing numbers, and how much bears them out; None where nothing does."""
    read = [stated_fields(row, specs, layouts, context) for row in told]
    totals: dict[str, Field] = {}
    if len(read) > 2 and (last := _sums(read)):
        totals = {name: read[-1][name] for name in last}
        read, told = read[:-1], told[:-1]
    inside = {token.index for row in told for one in row for token in one.tokens}
    elsewhere = _stated_elsewhere(lines, inside, context)
    for name in _QUANTITIES if len(read) > 1 else ():
        tokens, words = elsewhere.get(_sum_of(read, name) or ("", Decimal(0)), ([], []))
        if name == "net_weight" and tokens and is_other_weight(name, words) and _is_unsaid(told, read):
            read = [_as_gross(row) for row in read]
            continue  # what no word tells is what the total is of, and its name comes next
        total = filled(specs[name], tokens, None, layouts, context) if tokens and name in specs else None
        if total is not None and name not in totals:
            totals[name] = total
    product = bool(read) and all("value" in row and row["value"].rule == PRODUCT for row in read)
    whole = all(row.keys() & set(_QUANTITIES) for row in read)
    if not (totals or product) or not whole:
        return 0, None
    sure = {*totals, *(_OF_PRODUCT if product else ())}
    made = tuple({name: _sure(field, confirmed=name in sure) for name, field in row.items()} for row in read)
    used = frozenset((token.page, token.index) for row in told for one in row for token in one.tokens)
    worth = len(totals) + product + sum(multiplied(row, fields) for row, fields in zip(told, read, strict=True))
    return worth, Repeated(made, {name: _sure(field, confirmed=True) for name, field in totals.items()}, used)


def _as_gross(fields: Mapping[str, Field]) -> dict[str, Field]:
    """A row's fields, its net weight told as a gross one."""
    return {
        "gross_weight" if name == "net_weight" else name: field.model_copy(update={"name": "gross_weight"})
        if name == "net_weight"
        else field
        for name, field in fields.items()
    }


def _is_unsaid(told: Sequence[Row], read: Sequence[Mapping[str, Field]]) -> bool:
    """Whether no row says of its only weight that it is net."""
    said = any(one.name == "net_weight" for row in told for one in row)
    return not said and not any("gross_weight" in row for row in read)


def _sure(field: Field, *, confirmed: bool) -> Field:
    """A field no surer than what bears it out allows; a number that can be read in two ways is not made surer."""
    either = any(other.score >= _EITHER for other in field.alternatives)
    sure = max(field.confidence, _CONFIRMED) if confirmed and not either else field.confidence
    return field.model_copy(update={"confidence": min(sure, _CONFIRMED if confirmed else LABELLED)})


def _shared(rows: Sequence[Row]) -> list[Row]:
    """The rows without the facts that most of them lack."""
    seen = Counter(kind for row in rows for kind in {_sort(one) for one in row})
    least = _MOSTLY * len(rows)
    return [[one for one in row if seen[_sort(one)] >= least] for row in rows]


def _sort(one: Statement) -> tuple[object, ...]:
    """What a statement is alike with those of other rows in."""
    if one.shape is Shape.WORDS:
        return (one.shape, one.label)
    return (one.name or one.shape, one.label)


def _sums(rows: Sequence[Mapping[str, Field]]) -> list[str]:
    """The fields of a last row that the others add up to, if all of its amounts are such sums."""
    last = rows[-1]
    names = [name for name in last if name in (*_QUANTITIES, "value", "parcel_count")]
    return (
        names if set(names) & set(_QUANTITIES) and all(sums_up(rows[:-1], last[name], name) for name in names) else []
    )


def _stated_elsewhere(
    lines: Sequence[Sequence[Statement]], inside: Collection[int], context: Context
) -> dict[tuple[str, Decimal], tuple[list[Token], list[str]]]:
    """The weights that a page states outside the rows, in grams or carats: their words, and those before them."""
    found: dict[tuple[str, Decimal], tuple[list[Token], list[str]]] = {}
    for line in lines:
        before: list[str] = []
        for one in line:
            tokens = [token for token in one.tokens if token.index not in inside]
            text = " ".join(token.text for token in tokens)
            for kind in _KINDS.values() if any(map(str.isdigit, text)) else ():
                for told in find(kind, text, context):
                    if told.unit in _GRAMS:
                        words = [*one.label.split(), *text[: told.start].split()] or before
                        key = _weight(Decimal(str(told.value)), told.unit)
                        found.setdefault(key, (_between(tokens, told.start, told.end), words))
            before = text.split()
    return found


def _between(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    """The words of a text from one place to another."""
    kept: list[Token] = []
    at = 0
    for token in tokens:
        if at < end and at + len(token.text) > start:
            kept.append(token)
        at += len(token.text) + 1
    return kept


def _weight(value: Decimal, unit: str | None) -> tuple[str, Decimal]:
    return "ct" if unit == "ct" else "g", value * _GRAMS[unit]


def _sum_of(rows: Sequence[Mapping[str, Field]], name: str) -> tuple[str, Decimal] | None:
    """What all rows state of a quantity together; None where one does not, or in another unit."""
    told = [row[name] for row in rows if name in row]
    unit = told[0].unit if told else None
    if len(told) < len(rows) or unit not in _GRAMS or any(field.unit != unit for field in told):
        return None
    return _weight(sum((number(field) or Decimal(0) for field in told), Decimal(0)), unit)
