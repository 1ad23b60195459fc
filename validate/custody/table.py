"""Custody records from a table: one row, one event. Columns, order and unknown columns as the contract allows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from validate.custody import values
from validate.custody.errors import NotCustody
from validate.custody.units import fold_unit
from validate.custody.words import DEMANDED_COLUMNS, columns, event_type
from validate.model import CustodyEvent, CustodyFault

DELIMITERS = (",", ";", "\t", "|")
HEADER_WITHIN = 20
"""Lines in which the header must stand: some exports write a title above it."""
LONGEST_CELL = 131_072
"""Characters of a cell; the csv module refuses longer ones."""
LONGEST_KEPT = 2_000
"""Characters of an unknown column that are kept."""

_NOTHING: dict[str, str] = {}
_FIELDS = set(CustodyEvent.model_fields)


@dataclass(slots=True)
class _Open:
    """A number with two readings, waiting for the rest of the file to show its decimal mark."""

    index: int
    column: str
    text: str
    number: values.Number


@dataclass(slots=True)
class _Reading:
    """What has been read of a table so far."""

    sha256: str
    events: list[CustodyEvent] = field(default_factory=list)
    faults: list[CustodyFault] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    commas: int = 0
    points: int = 0
    words: dict[str, str] = field(default_factory=dict)

    def fault(self, position: int, reason: str) -> None:
        """Notes why a row, or a part of it, could not be used."""
        self.faults.append(CustodyFault(source=self.sha256, position=position, reason=reason))


def read_table(text: str, sha256: str, most_events: int) -> tuple[list[CustodyEvent], list[CustodyFault]]:
    """Events and faults of a table, in the order of its rows. `position` counts the rows below the header, from 1.

    Raises NotCustody (`custody-not-a-record`, `custody-too-large`).
    """
    delimiter, skip = _layout(text)
    rows = _rows(text, delimiter)
    header: list[str] = []
    for _ in range(skip + 1):
        header = next(rows)[0]
    where = columns(header)
    others = [(i, name.strip() or f"column {i + 1}") for i, name in enumerate(header) if i not in where.values()]
    reading = _Reading(sha256)
    position = 0
    for row, trouble in rows:
        if not trouble and not any(cell.strip() for cell in row):
            continue
        position += 1
        if position > most_events:
            raise NotCustody(
                "custody-too-large",
                f"The custody file has more than {most_events} events.",
                "Split it into smaller files, each with whole lots.",
            )
        if trouble:
            reading.fault(position, trouble)
        elif any(cell.strip() for cell in row[len(header) :]):
            reading.fault(position, f"the row has {len(row)} cells under {len(header)} column headings")
        else:
            _row(reading, position, row, where, others)
    _settle(reading, delimiter)
    return reading.events, reading.faults


def _layout(text: str) -> tuple[str, int]:
    """The delimiter, and how many rows stand above the header. Raises NotCustody where no header is found."""
    head = "\n".join(text[:100_000].splitlines()[: HEADER_WITHIN * 2])
    best: tuple[int, str, int] | None = None
    for delimiter in DELIMITERS:
        for number, (row, _) in enumerate(_rows(head, delimiter)):
            if number >= HEADER_WITHIN:
                break
            found = columns(row)
            if all(name in found for name in DEMANDED_COLUMNS) and (best is None or len(found) > best[0]):
                best = len(found), delimiter, number
    if best is None:
        raise NotCustody(
            "custody-not-a-record",
            "The file has no header row with the columns event_time, event_type and lot_id.",
            "Give the table a first row with these column names, or hand in EPCIS 2.0 as JSON.",
        )
    return best[1], best[2]


def _rows(text: str, delimiter: str) -> Iterator[tuple[list[str], str | None]]:
    """Each row, and what is wrong with it as a row."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    while True:
        try:
            yield next(reader), None
        except StopIteration:
            return
        except csv.Error as error:
            yield [], f"the row cannot be read as a table row: {error}"


def _row(
    reading: _Reading, position: int, row: list[str], where: dict[str, int], others: list[tuple[int, str]]
) -> None:
    width = len(row)

    def cell(column: str) -> str:
        index = where.get(column)
        return row[index].strip() if index is not None and index < width else ""

    def word(column: str) -> str | None:
        text = cell(column)
        if not text or values.absent(text):
            return None
        # Parties, places and minerals recur in every row: one string each keeps a million rows small.
        return reading.words.setdefault(text, text)

    lot, stated_type, stated_time = cell("lot_id"), cell("event_type"), cell("event_time")
    kind = event_type(stated_type)
    when = values.moment(stated_time)
    if values.absent(lot):
        return reading.fault(position, "the row names no lot")
    if kind is None:
        return reading.fault(position, f"the event type {stated_type[:80]!r} is not one that a custody record knows")
    if when is None:
        return reading.fault(position, f"the event time {stated_time[:80]!r} is not an ISO 8601 date and time")
    more = {name: row[i].strip()[:LONGEST_KEPT] for i, name in others if i < width and row[i].strip()}
    if when.day_only:
        more["time_precision"] = "day"
    unit = cell("unit")
    country_text = cell("country")
    country = values.country(country_text) if country_text else None
    if country_text and country is None and not values.absent(country_text):
        more["country"] = country_text
    facts: dict[str, Any] = {
        "id": cell("event_id") or f"row {position}",
        "time": when.time,
        "offset_stated": when.offset_stated,
        "type": kind,
        "lot": reading.words.setdefault(lot, lot),
        "inputs": tuple(reading.words.setdefault(i, i) for i in values.items(cell("input_lots"))),
        "from_party": word("from_party"),
        "to_party": word("to_party"),
        "location": word("location"),
        "country": country,
        "mine_site": word("mine_site"),
        "mineral": word("mineral"),
        "unit": fold_unit(unit) if unit and not values.absent(unit) else None,
        "tags": values.items(cell("tags")),
        "process": word("process"),
        "document_numbers": values.items(cell("document_numbers")),
        "source": reading.sha256,
        "position": position,
    }
    facts["quantity"] = _number(reading, position, "quantity", cell("quantity"), facts, more)
    facts["recycled_share"] = _number(reading, position, "recycled_share", cell("recycled_share"), facts, more)
    facts["more"] = more or _NOTHING
    # Every value above is already of its declared type, so the model need not check it again; sharing the set of
    # field names keeps a million events within memory.
    reading.events.append(CustodyEvent.model_construct(_FIELDS, **facts))
    return None


def _number(
    reading: _Reading, position: int, column: str, text: str, facts: dict[str, Any], more: dict[str, str]
) -> Decimal | None:
    if not text or values.absent(text):
        return None
    found = values.number(text)
    if found.unit and column == "quantity":
        facts["unit"] = facts["unit"] or fold_unit(found.unit)
    elif found.unit and found.unit.strip() != "%":
        found = values.NO_NUMBER
    reading.commas += found.speaks_for_comma
    reading.points += found.speaks_for_point
    if found.open:
        reading.open.append(_Open(len(reading.events), column, text, found))
        return None
    fault = values.unfit(column, found.value)
    if fault is None:
        return found.value
    more[column] = text[:LONGEST_KEPT]
    reading.fault(position, f"{column} {text[:80]!r} {fault}; the event is used without it")
    return None


def _settle(reading: _Reading, delimiter: str) -> None:
    """Gives numbers such as `1,254` the reading that the rest of the file speaks for; none if it speaks for neither."""
    comma = reading.commas > 0 or delimiter == ";"
    point = reading.points > 0
    for waiting in reading.open:
        event = reading.events[waiting.index]
        found = waiting.number
        value = None if comma == point else found.if_decimal_comma if comma else found.if_decimal_point
        fault = "can be read in two ways" if value is None else values.unfit(waiting.column, value)
        if fault is None:
            changed: dict[str, Any] = {waiting.column: value}
        else:
            changed = {"more": {**event.more, waiting.column: waiting.text[:LONGEST_KEPT]}}
            note = f"{waiting.column} {waiting.text[:80]!r} {fault}; the event is used without it"
            reading.fault(event.position or 0, note)
        reading.events[waiting.index] = event.model_copy(update=changed)
