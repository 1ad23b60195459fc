"""Custody records from a table: one row, one event. Columns, order and unknown columns as the contract allows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from validate.custody import values
from validate.custody.errors import NotCustody
from validate.custody.event import trusted_event
from validate.custody.units import fold_unit
from validate.custody.words import COLUMNS, DEMANDED_COLUMNS, columns, event_type
from validate.model import CustodyEvent, CustodyFault

DELIMITERS = (",", ";", "\t", "|")
HEADER_WITHIN = 20
"""Lines in which the header must stand: some exports write a title above it."""
LONGEST_CELL = 131_072
"""Characters of a cell; the csv module refuses longer ones."""
LONGEST_KEPT = 2_000
"""Characters of an unknown column that are kept."""

_NOTHING: dict[str, str] = {}


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
    lots: dict[str, str] = field(default_factory=dict)
    words: dict[str, str | None] = field(default_factory=dict)

    def word(self, text: str) -> str | None:
        """The cell's text, None where it says that there is none; one string for all the rows that repeat it."""
        if not text:
            return None
        try:
            return self.words[text]
        except KeyError:
            return self.words.setdefault(text, None if values.absent(text) else text)

    def fault(self, position: int, reason: str) -> None:
        """Notes why a row, or a part of it, could not be used."""
        self.faults.append(CustodyFault(source=self.sha256, position=position, reason=reason))


def read_table(text: str, sha256: str, most_events: int) -> tuple[list[CustodyEvent], list[CustodyFault]]:
    """Events and faults of a table, in the order of its rows. `position` counts the rows below the header, from 1.

    Raises NotCustody (`custody-not-a-record`, `custody-too-large`).
    """
    if "\n" not in text:
        text = text.replace("\r", "\n")
    delimiter, skip = _layout(text)
    rows = _rows(text, delimiter)
    header: list[str] = []
    for _ in range(skip + 1):
        header = next(rows)[0]
    where = columns(header)
    order = [where.get(column, -1) for column in COLUMNS]
    others = [(i, name.strip() or f"column {i + 1}") for i, name in enumerate(header) if i not in where.values()]
    reading = _Reading(sha256)
    position = 0
    for row, trouble in rows:
        if not trouble and not any(cell and not cell.isspace() for cell in row):
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
            _row(reading, position, row, order, others)
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
            "Give the table a first row with these column names, or hand in EPCIS 2.0 as JSON or XML.",
        )
    return best[1], best[2]


def _lines(text: str) -> Iterator[str]:
    """The text's lines with their ends; a StringIO would take four bytes a character."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _rows(text: str, delimiter: str) -> Iterator[tuple[list[str], str | None]]:
    """Each row, and what is wrong with it as a row."""
    reader = csv.reader(_lines(text), delimiter=delimiter, skipinitialspace=True)
    while True:
        try:
            yield next(reader), None
        except StopIteration:
            return
        except csv.Error as error:
            yield [], f"the row cannot be read as a table row: {error}"


def _row(reading: _Reading, position: int, row: list[str], order: list[int], others: list[tuple[int, str]]) -> None:
    width = len(row)
    cells = [row[i].strip() if 0 <= i < width else "" for i in order]
    id_, stated_time, stated_type, lot, inputs, giver, taker, location, stated_country, mine, mineral = cells[:11]
    quantity, unit, tags, process, recycled, documents = cells[11:]
    kind = event_type(stated_type)
    when = values.moment(stated_time)
    if lot not in reading.lots and values.absent(lot):
        return reading.fault(position, "the row names no lot")
    if kind is None:
        return reading.fault(position, f"the event type {stated_type[:80]!r} is not one that a custody record knows")
    if when is None:
        return reading.fault(position, f"the event time {stated_time[:80]!r} is not an ISO 8601 date and time")
    more = {name: row[i].strip()[:LONGEST_KEPT] for i, name in others if i < width and row[i].strip()}
    if when.day_only:
        more["time_precision"] = "day"
    country = values.country(stated_country) if stated_country else None
    if stated_country and country is None and not values.absent(stated_country):
        more["country"] = stated_country
    word, lots = reading.word, reading.lots
    facts: dict[str, Any] = {
        "id": id_ or f"row {position}",
        "time": when.time,
        "offset_stated": when.offset_stated,
        "type": kind,
        "lot": lots.setdefault(lot, lot),
        "inputs": tuple(lots.setdefault(i, i) for i in values.items(inputs)) if inputs else (),
        "from_party": word(giver),
        "to_party": word(taker),
        "location": word(location),
        "country": country,
        "mine_site": word(mine),
        "mineral": word(mineral),
        "unit": fold_unit(unit) if unit and not values.absent(unit) else None,
        "tags": values.items(tags) if tags else (),
        "process": word(process),
        "document_numbers": values.items(documents) if documents else (),
        "source": reading.sha256,
        "position": position,
    }
    facts["quantity"] = _number(reading, position, "quantity", quantity, facts, more) if quantity else None
    facts["recycled_share"] = _number(reading, position, "recycled_share", recycled, facts, more) if recycled else None
    facts["more"] = more or _NOTHING
    reading.events.append(trusted_event(facts))
    return None


def _number(
    reading: _Reading, position: int, column: str, text: str, facts: dict[str, Any], more: dict[str, str]
) -> Decimal | None:
    if not text or (not text[0].isdigit() and values.absent(text)):
        return None
    found = values.number(text)
    if found.unit and (found.unit.strip() == "%") != (column == "recycled_share"):
        found = values.NO_NUMBER
    elif found.unit and column == "quantity":
        facts["unit"] = facts["unit"] or fold_unit(found.unit)
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
