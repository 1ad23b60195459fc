"""Reading custody records: CSV and EPCIS 2.0 (JSON, XML) into one list of events in time order, faults kept singly."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from ingest.collector import collector_paused
from validate.custody.epcis import events_in, read_epcis
from validate.custody.epcis_xml import xml_document
from validate.custody.errors import NotCustody
from validate.custody.table import read_table
from validate.model import CustodyEvent, CustodyFault, CustodyRecord

MOST_BYTES = 1_000_000_000
"""Size of a custody file; a million events take about 200 MB."""
MOST_EVENTS = 5_000_000
"""Events of one file."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096


def read_custody(data: bytes, name: str, sha256: str) -> CustodyRecord:
    """The custody record in a file's bytes. `name` is for messages; `sha256` becomes the events' source.

    CSV as the contract says (any order and case of columns, `,` `;` tab or `|` between cells, UTF-8, UTF-16 or
    Windows-1252), or EPCIS 2.0 as JSON or XML. A row or event that cannot be used is a fault of its own and harms no
    other.
    Raises NotCustody (`custody-empty`, `custody-too-large`, `custody-damaged`, `custody-not-a-record`).
    """
    if len(data) > MOST_BYTES:
        raise NotCustody(
            "custody-too-large",
            f"{name} has {len(data)} bytes; custody files are read up to {MOST_BYTES}.",
            "Split it into smaller files, each with whole lots.",
        )
    if _is_xml(data):
        with collector_paused():
            return _whole(*events_in(xml_document(data, MOST_EVENTS), sha256, MOST_EVENTS), sha256)
    text = _decode(data, name)
    start = text[:_SAMPLE].lstrip()
    if not start and not text.strip():
        raise NotCustody("custody-empty", f"{name} is empty.", "Export the custody record again.")
    with collector_paused():
        return _read(text, start, name, sha256)


def _read(text: str, start: str, name: str, sha256: str) -> CustodyRecord:
    withdrawn: tuple[str, ...] = ()
    if start[:1] in {"{", "["}:
        events, faults, withdrawn = read_epcis(text, sha256, MOST_EVENTS)
    else:
        events, faults = read_table(text, sha256, MOST_EVENTS)
    return _whole(events, faults, withdrawn, sha256)


def _whole(
    events: list[CustodyEvent], faults: list[CustodyFault], withdrawn: tuple[str, ...], sha256: str
) -> CustodyRecord:
    if not events and not faults and not withdrawn:
        faults.append(CustodyFault(source=sha256, position=None, reason="the custody file holds no event"))
    return _ordered(events, faults, withdrawn)


def _is_xml(data: bytes) -> bool:
    """Whether the file begins as XML does, in any of the encodings that XML may have."""
    start = data[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<")


def merge(records: Iterable[CustodyRecord]) -> CustodyRecord:
    """Several files as one record: events in time order, the same event in two files once."""
    events: list[CustodyEvent] = []
    faults: list[CustodyFault] = []
    withdrawn: set[str] = set()
    for record in records:
        events.extend(record.events)
        faults.extend(record.faults)
        withdrawn.update(record.withdrawn)
    kept = [event for event in events if event.id not in withdrawn] if withdrawn else events
    return _ordered(kept, faults, tuple(sorted(withdrawn)))


def _decode(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _no_text(name) from error
    if b"\0" in data[:_SAMPLE]:
        raise _no_text(name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if not _mostly_text(data):
            raise _no_text(name) from None
    # Spreadsheets on Windows write their own code page; it leaves five bytes open, which Latin-1 does not.
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _mostly_text(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    control = sum(1 for byte in sample if byte < 32 and byte not in b"\t\n\r\f")
    return control * 100 <= len(sample)


def _no_text(name: str) -> NotCustody:
    return NotCustody(
        "custody-not-a-record",
        f"{name} is not a text file.",
        "Hand in the custody record as CSV or as EPCIS 2.0 (JSON or XML).",
    )


def _ordered(events: list[CustodyEvent], faults: list[CustodyFault], withdrawn: tuple[str, ...]) -> CustodyRecord:
    """Events in time order (then as they stood), repetitions dropped, conflicting ones named as faults."""
    seen: dict[str, CustodyEvent] = {}
    again: dict[tuple[str, str, str], CustodyEvent] = {}
    kept: list[CustodyEvent] = []
    for event in events:
        first = seen.get(event.id)
        if first is None:
            seen[event.id] = event
            kept.append(event)
            continue
        if (first.lot, first.type) != (event.lot, event.type):
            # The same id on another lot or step: several outputs of one event, or a record that counts otherwise.
            key = event.id, event.lot, event.type.value
            if key not in again:
                again[key] = event
                kept.append(event)
                continue
            first = again[key]
        if first.time == event.time and not _same(first, event):
            reason = f"event {event.id} stands in the record before with other content; the first is used"
            faults.append(CustodyFault(source=event.source, position=event.position, reason=reason))
        elif first.time != event.time:
            kept.append(event)
    kept.sort(key=lambda event: event.time)
    return CustodyRecord(events=tuple(kept), faults=tuple(faults), withdrawn=withdrawn)


def _same(one: CustodyEvent, other: CustodyEvent) -> bool:
    """True for events that state the same; where they stand does not count."""
    return all(
        getattr(one, name) == getattr(other, name)
        for name in CustodyEvent.model_fields
        if name not in {"source", "position"}
    )
