"""The rows that the lines of a table's body make: lines of text joined to the item that they belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.lexicon import fold
from extract.tables_begun import begins, opening
from extract.tables_body import BodyLine, Token
from extract.tables_boxed import is_blank, is_boxed, is_outside, runs_under
from extract.tables_groups import sums_of_groups
from extract.tables_labelled import labels_within
from extract.tables_numbers import is_number
from extract.tables_overset import with_text_over
from extract.tables_raised import is_mere_unit, with_raised
from extract.tables_reader import NOT_SUMMED, NUMERIC, Kind, Reader, digits_of
from extract.tables_released import release
from extract.tables_remarks import heads_group, prices_row, says_more
from extract.tables_row import Row, in_reading_order
from extract.tables_sums import is_average, is_by_tax
from extract.tables_torn import goes_on_in_number

_LEAST_SUMMED = 2
_OF_A_LOT = re.compile(r"(?<![^\W_])(?:lots?|lotes?)(?![^\W_])")
_SOON = 3  # lines after a remark in which the next row begins
_BY_CHANCE = 1000  # digits of a sum from which no row is it by chance
_NEVER_BY_CHANCE = 10_000  # the same for a line that describes and is summed in one column, or runs over columns


def rows_of(lines: Sequence[BodyLine], reader: Reader) -> list[Row]:
    """The rows that body lines make, in order. After a total or a summary no item follows."""
    lines = with_text_over(with_raised(_banded(lines, reader), reader), reader)
    rows: list[Row] = []
    waiting: list[BodyLine] = []
    ended = boxed = parted = False
    sums = sums_of_groups(lines, reader)
    first = opening(lines, reader)
    for number, line in enumerate(lines):
        kind, label = reader.kind(line)
        kind = sums.get(number, kind)
        remark = kind is Kind.SUMMARY and not any(
            is_number(line.text(column)) for column in line.cells if reader.names.get(column) in NUMERIC
        )
        if remark and not ended and rows and _item_follows(lines[number + 1 : number + 5], reader):
            kind = Kind.MORE  # a remark under an item, wider than its column or with a colon of its own
        if kind in (Kind.ITEM, Kind.SUMMARY) and not ended and _is_sum(line, rows, reader):
            kind = Kind.TOTAL
        if kind in (Kind.ITEM, Kind.MORE) and is_outside(line, reader.names, boxed=boxed, parted=parted):
            ended = True
            continue
        if kind is Kind.SUMMARY and line.crosses and not ended and _goes_with(rows, line, lines[number + 1 :], reader):
            rows[-1].remarks.append(line)
            continue
        if kind is Kind.SUMMARY:
            ended = ended or any(row.kind is Kind.ITEM for row in rows)
            continue
        if ended and kind is Kind.ITEM:
            if not _ends_total(line, rows, reader) and not _goes_on(line, rows, reader):
                break
            rows[-1].add(line)
            continue
        if kind is Kind.ITEM and (target := _second_line(line, rows, reader)) is not None:
            target.add(line)
            continue
        if kind is Kind.ITEM and not ended and rows and _tells_of(line, rows[-1], reader):
            rows[-1].remarks.append(line)
            continue
        if kind is Kind.ITEM and not ended and _goes_on(line, rows, reader):
            rows[-1].add(line)
            continue
        if kind is Kind.NOISE or (ended and kind in (Kind.MORE, Kind.EMPTY)):
            continue
        if kind is Kind.MORE and is_blank(line, lines, reader):
            kind = Kind.EMPTY
        if kind is Kind.MORE:
            if heads_group(line):
                continue
            target = None if waiting and first else _joins(line, lines, number, rows, reader, first)
            if target is None:
                waiting.append(line)
            elif not _far(target, line):
                target.add(line)
            continue
        row = Row(kind, {}, label, line.box.y0, line.box.y1, line.page)
        for earlier in waiting:
            if line.box.y0 - earlier.box.y1 < 4 * line.box.height:
                row.add(earlier)
        waiting = []
        row.add(line)
        rows.append(row)
        if kind is Kind.ITEM and is_boxed(line):
            boxed, parted = True, parted or len(line.boxes) > 1
        ended = ended or kind in (Kind.TOTAL, Kind.CHARGE)
    _tell_average(rows)
    _tell_total(rows, reader)
    release([row for row in rows if row.kind is Kind.ITEM], reader)
    return rows


def _tell_average(rows: Sequence[Row]) -> None:
    """Tells a last row for one of averages, its words over and under its numbers: "Weighted | composite"."""
    items = [row for row in rows if row.kind is Kind.ITEM]
    if len(items) > _LEAST_SUMMED:
        texts = [items[-1].text(column) for column in sorted(items[-1].cells)]
        label = fold(" ".join(text for text in texts if text and not any(map(str.isdigit, text))))
        if is_average(label, whole=True):
            items[-1].kind, items[-1].label = Kind.TOTAL, label


def _tell_total(rows: Sequence[Row], reader: Reader) -> None:
    """Tells the only sum of a table for its total, where all rows add up to it: "Total of the lot", of one lot.

    So does what is all taxed alike: "Zero-rated", with no further sum under it.
    What a page sums up before it sends the reader on is none.
    """
    sums = [row for row in rows if row.kind in (Kind.SUBTOTAL, Kind.TOTAL)]
    items = [row for row in rows if row.kind is Kind.ITEM]
    if len(sums) != 1 or rows[-1] is not sums[0] or len(items) < _LEAST_SUMMED:
        return
    if _OF_A_LOT.search(sums[0].label) is None and not is_by_tax(sums[0].label):
        return
    columns = [at for at, name in reader.names.items() if name in NUMERIC - NOT_SUMMED and sums[0].text(at)]
    if any(digits_of(sums[0].text(at)) == sum(digits_of(row.text(at)) for row in items) for at in columns):
        sums[0].kind = Kind.TOTAL


def _goes_with(rows: Sequence[Row], line: BodyLine, later: Sequence[BodyLine], reader: Reader) -> bool:
    """Whether running text under a row is a remark on it: a row follows, or the rows before it have one too."""
    if not rows or rows[-1].kind is not Kind.ITEM or not any(":" in line.text(column) for column in line.cells):
        return False
    before = [row for row in rows[:-1] if row.kind is Kind.ITEM]
    return _item_follows(later[:_SOON], reader) or (bool(before) and all(row.remarks for row in before))


def _is_sum(line: BodyLine, rows: Sequence[Row], reader: Reader) -> bool:
    """Whether a line gives in each of its columns of numbers what the rows over it add up to.

    Their digits are added as they stand: within one column numbers have as many decimals. A line that describes
    something too ("3 | parcels") must do so under three rows, in two columns or in one by a long number, and bear no
    price; so must words that run over the columns ("4 papers in one metal box"). The tariff's code alone describes
    nothing. A column that numbers the rows is not summed.
    """
    items = [row for row in rows if row.kind is Kind.ITEM]
    keyed = {"goods_description", "lot_number"} & set(reader.names.values())
    if len(items) < _LEAST_SUMMED or labels_within(line) > 1:
        return False
    columns = [
        column
        for column, name in reader.names.items()
        if name in NUMERIC - NOT_SUMMED and line.text(column) and not _numbers_rows(column, name, items)
    ]
    longest = max((digits_of(line.text(column)) for column in columns), default=0)
    if line.crosses and longest < _NEVER_BY_CHANCE:
        return False
    chance = longest < _BY_CHANCE
    if keyed and reader.described(line) and (chance or not reader.only_coded(line)):
        priced = any(name == "unit_price" and line.text(column) for column, name in reader.names.items())
        told = len(columns) >= _LEAST_SUMMED or longest >= _NEVER_BY_CHANCE
        if chance or priced or not told or len(items) <= _LEAST_SUMMED:
            return False
    elif chance and not keyed:
        return False
    return bool(columns) and all(
        digits_of(line.text(column)) == sum(digits_of(row.text(column)) for row in items) for column in columns
    )


def _numbers_rows(column: int, name: str, items: Sequence[Row]) -> bool:
    """Whether a column of packages names or numbers the rows: A, B, C …, 01, 02, 03 …"""
    counted = [digits_of(row.text(column)) for row in items]
    return name == "parcel_count" and (not any(counted) or counted == list(range(1, len(items) + 1)))


def _banded(lines: Sequence[BodyLine], reader: Reader) -> list[BodyLine]:
    """The lines with those of one ruled row made one: cells of several lines, set on their top or their middle.

    Where only columns are ruled, one cell holds many rows: no column of numbers may get a second one.
    """
    made: list[BodyLine] = []
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and _one_band(lines[end - 1], lines[end]) and not runs_under(lines[start], lines[end]):
            end += 1
        group = lines[start:end]
        made.extend([_joined(group)] if len(group) > 1 and _one_row(group, reader) else group)
        start = end
    return made


def _one_band(upper: BodyLine, lower: BodyLine) -> bool:
    """Whether two lines stand between the same two horizontal rulings, in cells that are all as high."""
    bands = {(top, bottom) for _, top, bottom in upper.boxes | lower.boxes}
    return is_boxed(upper) and is_boxed(lower) and len(bands) == 1 and upper.page == lower.page


def _one_row(group: Sequence[BodyLine], reader: Reader) -> bool:
    numeric = [column for column, name in reader.names.items() if name in NUMERIC]
    return max((sum(any(map(str.isdigit, line.text(at))) for line in group) for at in numeric), default=0) == 1


def _joined(group: Sequence[BodyLine]) -> BodyLine:
    cells: dict[int, list[Token]] = {}
    box = group[0].box
    for line in group:
        box = box.union(line.box)
        for column, tokens in line.cells.items():
            cells.setdefault(column, []).extend(tokens)
    told = {column: tuple(in_reading_order(tokens)) for column, tokens in sorted(cells.items())}
    boxes = frozenset[tuple[int, float, float]]().union(*(line.boxes for line in group))
    return BodyLine(group[0].page, box, told, group[0].ruled_above, any(line.crosses for line in group), boxes)


def _second_line(line: BodyLine, rows: Sequence[Row], reader: Reader) -> Row | None:
    """The row above, where a line only fills number columns that this row left empty: one item over two lines."""
    if not rows or rows[-1].kind is not Kind.ITEM or rows[-1].page != line.page or reader.described(line):
        return None
    numbers = [column for column in line.cells if reader.names.get(column) in NUMERIC]
    free = all(not rows[-1].text(column) for column in numbers)
    return rows[-1] if numbers and free and not _far(rows[-1], line) else None


def _ends_total(line: BodyLine, rows: Sequence[Row], reader: Reader) -> bool:
    """Whether a number stands lower in its cell than the words of the total row do: "USD" over it, both wrapped."""
    if not rows or rows[-1].kind is not Kind.TOTAL or rows[-1].page != line.page:
        return False
    total = rows[-1]
    if line.box.y0 >= total.bottom and (
        _far(total, line) or not all(is_mere_unit(total.text(at)) for at in line.cells)
    ):
        return False
    return all(
        reader.names.get(column) in NUMERIC and not any(map(str.isdigit, total.text(column))) for column in line.cells
    )


def _tells_of(line: BodyLine, above: Row, reader: Reader) -> bool:
    return says_more(line, above, reader) or prices_row(line, above, reader)


def _goes_on(line: BodyLine, rows: Sequence[Row], reader: Reader) -> bool:
    return bool(rows) and not _far(rows[-1], line) and goes_on_in_number(line, rows[-1], reader)


def _item_follows(lines: Sequence[BodyLine], reader: Reader) -> bool:
    """True if one of the lines is an item beyond doubt: described, with numbers in most columns of numbers."""
    numeric = [column for column, name in reader.names.items() if name in NUMERIC]
    for line in lines:
        kind = reader.kind(line)[0]
        if kind in (Kind.TOTAL, Kind.SUBTOTAL, Kind.CHARGE):
            return False
        filled = sum(1 for column in numeric if is_number(line.text(column)))
        if kind is Kind.ITEM and filled >= max(1, 0.5 * len(numeric)) and reader.described(line):
            return True
    return False


def _joins(
    line: BodyLine, lines: Sequence[BodyLine], number: int, rows: Sequence[Row], reader: Reader, first: str | None
) -> Row | None:
    """The row that a line of text alone belongs to: the nearer of the one above and the item below; None for below."""
    above = rows[-1] if rows and rows[-1].page == line.page and rows[-1].kind is Kind.ITEM else None
    below: BodyLine | None = None
    begun = ruled_below = False
    for at, later in enumerate(lines[number + 1 : number + 4], number + 2):
        ruled_below = ruled_below or later.ruled_above
        if reader.kind(later)[0] is Kind.ITEM:
            below, begun = later, begins(lines[number:at], first, reader)
            break
    if above is None:
        return None if below is not None else (rows[-1] if rows else None)
    if (line.ruled_above or begun) and not ruled_below and below is not None:
        return None
    if below is None or ruled_below or (not line.ruled_above and _closer_above(above, line, below, reader.names)):
        return above
    return None


def _closer_above(above: Row, line: BodyLine, below: BodyLine, names: Mapping[int, str]) -> bool:
    upper, lower = line.box.y0 - above.bottom, below.box.y0 - line.box.y1
    if lower < 0.6 * upper:
        return False
    # A row whose own line has no description begins with the text over it.
    described = [column for column, name in names.items() if name == "goods_description"]
    if described and not any(below.text(column) for column in described):
        return any(above.text(column) for column in described) and upper < lower
    return True


def _far(row: Row, line: BodyLine) -> bool:
    return line.page == row.page and line.box.y0 - row.bottom > 1.3 * max(line.box.height, 0.008)
