"""What a text file is: mail, table, custody records, trade data, or prose; told from its beginning."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ingest import trade
from ingest.kind import CSV, CUSTODY_CSV, CUSTODY_JSON, EML, HTML, JSON, MBOX, TEXT, Kind
from ingest.limits import TEXT_BYTES
from ingest.sniff_table import delimiter_of
from ingest.textbytes import marked

CUSTODY_COLUMNS = frozenset({"event_type", "lot_id"})
"""Columns that make a CSV file custody records, whatever other columns it has."""

EPCIS_EVENTS = frozenset(
    {"ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent"}
)
"""Event types of EPCIS 2.0 (GS1)."""

_MAIL_HEADERS = frozenset(
    ("from", "to", "cc", "date", "subject", "received", "return-path", "message-id", "mime-version", "content-type")
)


def head_of(head: bytes) -> str | None:
    """A file's first bytes as text, or None where they are no text."""
    found = marked(head)
    if found is not None:
        return found[0].decode(found[1], "ignore")
    if b"\x00" in head:
        return None
    control = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1b")
    if control > len(head) // 50:
        return None
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(head) - 4:  # cut within a character
            return head[: error.start].decode("utf-8")
    return head.decode("cp1252", "replace")


def is_markup_or_data(text: str) -> bool:
    """Whether text begins like HTML, XML or JSON."""
    return text.lstrip()[:1] in ("<", "{", "[")


HEADERS_WITHIN = 256 * 1024
"""Bytes of a file that are looked at for what every mail has, where it begins with header lines and nothing else:
gateways write long ones before them."""


def kind(path: Path, size: int, text: str) -> Kind:
    """The kind of a text file at `path` that has `size` bytes and begins with `text`."""
    start = text.lstrip()
    low = start[:200].lower()
    if low.startswith(("<!doctype html", "<html")) or ("<html" in low and low.startswith("<")):
        return HTML
    if start.startswith(("{", "[")):
        found = _json_kind(path, size) or _json_lines_kind(start)
        if found is not None:
            return found
    if low.startswith("<?xml") or (start.startswith("<") and ">" in start[:400]):
        return trade.xml_kind(path, size)
    if _is_mail(start) or (_is_headers_alone(start) and _is_mail(_more_of(path))):
        return MBOX if start.startswith("From ") else EML
    return _table_kind(start)


def _is_mail(start: str) -> bool:
    """A mail begins with header lines, at least two of which every mail has."""
    seen, _ = _headers(start)
    return len(seen & _MAIL_HEADERS) >= 2 and bool(
        seen & {"mime-version", "message-id", "received", "date", "content-type"}
    )


def _is_headers_alone(start: str) -> bool:
    """Whether header lines are all that a file's beginning holds."""
    seen, ended = _headers(start)
    return len(seen) >= 2 and not ended


def _more_of(path: Path) -> str:
    with path.open("rb") as stream:
        return (head_of(stream.read(HEADERS_WITHIN)) or "").lstrip()


def _headers(start: str) -> tuple[set[str], bool]:
    """The names of the header lines that a text begins with, and whether anything else follows them."""
    seen: set[str] = set()
    for line in start.splitlines():
        if not line.strip():
            return seen, True
        if line[0] in " \t":
            continue
        name, colon, _ = line.partition(":")
        if not colon or " " in name.strip():
            if line.startswith("From "):  # mbox
                continue
            return seen, True
        seen.add(name.strip().lower())
    return seen, False


def _json_kind(path: Path, size: int) -> Kind | None:
    """JSON, told apart into custody records and other data; None where it is no JSON."""
    if size > TEXT_BYTES:
        return JSON
    try:
        data = json.loads(path.read_bytes())
    except RecursionError:
        return Kind(JSON.media_type, "data", "JSON nested without end")
    except ValueError:
        return None
    return CUSTODY_JSON if is_epcis(data) else trade.json_kind(data)


def _json_lines_kind(start: str) -> Kind | None:
    """JSON Lines (an object on each line), by the lines that a file begins with; None for other text."""
    lines = [line for line in start.splitlines() if line.strip()]
    whole = lines[:50] if len(lines) > 50 or start.endswith(("\n", "\r")) else lines[:-1]  # the last may be cut
    try:
        data = [json.loads(line) for line in whole]
    except (RecursionError, ValueError):
        return None
    if not data or not all(isinstance(each, dict) for each in data):
        return None
    name = "custody events as JSON Lines" if is_epcis(data) else "data as JSON Lines"
    return Kind("application/x-ndjson", "data", name, trade=not is_epcis(data) and trade.json_kind(data).trade)


def is_epcis(data: Any) -> bool:
    """Whether parsed JSON is an EPCIS 2.0 document, one event, or a bare list of events."""
    if isinstance(data, dict):
        return _type_of(data) in ({"EPCISDocument", "EPCISQueryDocument"} | EPCIS_EVENTS)
    if isinstance(data, list):
        return bool(data) and all(_type_of(item) in EPCIS_EVENTS for item in data[:50])
    return False


def _type_of(data: Any) -> str:
    kind = data.get("type") if isinstance(data, dict) else None
    return kind if isinstance(kind, str) else ""


def _table_kind(start: str) -> Kind:
    mark = delimiter_of(start)
    header = start.split("\n", 1)[0]
    for each in (mark, ",", ";", "\t", "|"):
        if each is None:
            continue
        columns = {cell.strip().strip('"').strip().lower() for cell in header.split(each)}
        if columns >= CUSTODY_COLUMNS:
            return CUSTODY_CSV
    return TEXT if mark is None else CSV
