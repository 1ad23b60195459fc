"""What a file is, told from its bytes and never from its name."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ingest.limits import TEXT_BYTES

Family = Literal["pdf", "image", "sheet", "table", "archive", "mail", "custody", "data", "text", "foreign", "empty"]
"""How a file is handled. `data` is JSON or XML that is no custody record; `foreign` a format that is not read."""

HEAD = 8192
"""Bytes looked at first."""

PDF_HEADER_WITHIN = 1024
"""A PDF's header may stand behind this many bytes of other matter (ISO 32000-1, annex H, note 13)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A media type (IANA name), how it is handled, and its plain name for messages."""

    media_type: str
    family: Family
    name: str


EMPTY = Kind("application/x-empty", "empty", "an empty file")
PDF = Kind("application/pdf", "pdf", "a PDF")
ZIP = Kind("application/zip", "archive", "a ZIP archive")
EML = Kind("message/rfc822", "mail", "a mail")
CSV = Kind("text/csv", "table", "a table")
JSON = Kind("application/json", "data", "JSON data")
XML = Kind("application/xml", "data", "XML data")
HTML = Kind("text/html", "foreign", "a web page")
TEXT = Kind("text/plain", "text", "plain text")
CUSTODY_CSV = Kind("text/csv", "custody", "custody records")
CUSTODY_JSON = Kind("application/json", "custody", "custody records (EPCIS)")
UNKNOWN = Kind("application/octet-stream", "foreign", "an unknown kind of file")

_OFFICE = "application/vnd.openxmlformats-officedocument"
_MAGIC: tuple[tuple[bytes, int, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, Kind("image/png", "image", "a PNG picture")),
    (b"\x89PNG", 0, Kind("image/png", "image", "a PNG picture")),
    (b"\xff\xd8\xff", 0, Kind("image/jpeg", "image", "a JPEG picture")),
    (b"II*\x00", 0, Kind("image/tiff", "image", "a TIFF picture")),
    (b"MM\x00*", 0, Kind("image/tiff", "image", "a TIFF picture")),
    (b"II+\x00", 0, Kind("image/tiff", "image", "a TIFF picture")),
    (b"MM\x00+", 0, Kind("image/tiff", "image", "a TIFF picture")),
    (b"WEBP", 8, Kind("image/webp", "image", "a WebP picture")),
    (b"GIF87a", 0, Kind("image/gif", "image", "a GIF picture")),
    (b"GIF89a", 0, Kind("image/gif", "image", "a GIF picture")),
    (b"\x00\x00\x01\x00", 0, Kind("image/vnd.microsoft.icon", "foreign", "an icon")),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", 0, Kind("image/jp2", "foreign", "a JPEG 2000 picture")),
    (b"\xff\x4f\xff\x51", 0, Kind("image/x-jp2-codestream", "foreign", "a JPEG 2000 picture")),
    (b"ftypheic", 4, Kind("image/heic", "foreign", "a HEIC photo")),
    (b"ftypheix", 4, Kind("image/heic", "foreign", "a HEIC photo")),
    (b"ftypmif1", 4, Kind("image/heif", "foreign", "a HEIF photo")),
    (b"ftypavif", 4, Kind("image/avif", "foreign", "an AVIF picture")),
    (b"DDS ", 0, Kind("image/vnd.ms-dds", "foreign", "a texture")),
    (b"8BPS", 0, Kind("image/vnd.adobe.photoshop", "foreign", "a Photoshop file")),
    (b"7z\xbc\xaf\x27\x1c", 0, Kind("application/x-7z-compressed", "foreign", "a 7z archive")),
    (b"Rar!\x1a\x07", 0, Kind("application/vnd.rar", "foreign", "a RAR archive")),
    (b"\x1f\x8b", 0, Kind("application/gzip", "foreign", "a gzip archive")),
    (b"BZh", 0, Kind("application/x-bzip2", "foreign", "a bzip2 archive")),
    (b"\xfd7zXZ\x00", 0, Kind("application/x-xz", "foreign", "an xz archive")),
    (b"ustar", 257, Kind("application/x-tar", "foreign", "a tar archive")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0,
        Kind("application/x-ole-storage", "foreign", "an old Office file or an Outlook message"),
    ),
    (b"{\\rtf", 0, Kind("application/rtf", "foreign", "a rich text file")),
    (b"MZ", 0, Kind("application/vnd.microsoft.portable-executable", "foreign", "a program")),
    (b"\x7fELF", 0, Kind("application/x-elf", "foreign", "a program")),
)

CUSTODY_COLUMNS = frozenset({"event_type", "lot_id"})
"""Columns that make a CSV file custody records, whatever other columns it has."""

EPCIS_EVENTS = frozenset(
    {"ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent"}
)
"""Event types of EPCIS 2.0 (GS1)."""

_MAIL_HEADERS = frozenset(
    ("from", "to", "cc", "date", "subject", "received", "return-path", "message-id", "mime-version", "content-type")
)


def sniff(path: Path) -> Kind:
    """The kind of the file at `path`. Raises OSError when it cannot be opened."""
    size = path.stat().st_size
    if size == 0:
        return EMPTY
    with path.open("rb") as stream:
        head = stream.read(HEAD)
        if (
            head.startswith(b"BM")
            and len(head) > 30
            and int.from_bytes(head[14:18], "little") in (12, 40, 56, 108, 124)
        ):
            return Kind("image/bmp", "image", "a BMP picture")
        for magic, offset, kind in _MAGIC:
            if head[offset : offset + len(magic)] == magic:
                return kind
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
            return _zip_kind(path)
        if b"%PDF-" in head[:PDF_HEADER_WITHIN] and not _is_markup(head):
            return PDF
        text = _decoded(head)
        if text is not None:
            return _text_kind(path, size, text)
        if _pdf_without_header(head, stream, size):
            return PDF
        if _has_zip_directory(stream, size):
            return ZIP
    return UNKNOWN


def _zip_kind(path: Path) -> Kind:
    """Office files are ZIP archives with a declared content."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                if any(name.startswith("xl/") for name in names):
                    return Kind(f"{_OFFICE}.spreadsheetml.sheet", "sheet", "an Excel workbook")
                if any(name.startswith("word/") for name in names):
                    return Kind(f"{_OFFICE}.wordprocessingml.document", "foreign", "a Word document")
                if any(name.startswith("ppt/") for name in names):
                    return Kind(f"{_OFFICE}.presentationml.presentation", "foreign", "a PowerPoint file")
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                declared = archive.read("mimetype").decode("ascii", "replace").strip()
                if declared.startswith("application/vnd.oasis.opendocument"):
                    return Kind(declared, "foreign", "an OpenDocument file")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return ZIP  # the opener says what is wrong with it
    return ZIP


def _is_markup(head: bytes) -> bool:
    return head.lstrip()[:1] == b"<"


def _pdf_without_header(head: bytes, stream: io.BufferedReader, size: int) -> bool:
    """A PDF whose header line is missing still has numbered objects and a trailer or cross-references."""
    return _looks_like_objects(head, _tail(stream, size))


def _looks_like_objects(head: bytes, tail: bytes) -> bool:
    both = head + tail
    return (
        b" obj" in head and (b"/Catalog" in both or b"/Pages" in both) and (b"trailer" in both or b"startxref" in both)
    )


def _tail(stream: io.BufferedReader, size: int) -> bytes:
    stream.seek(max(0, size - HEAD))
    return stream.read(HEAD)


def _has_zip_directory(stream: io.BufferedReader, size: int) -> bool:
    """Self-extracting archives and archives behind other matter end with a directory."""
    return b"PK\x05\x06" in _tail(stream, size)


def _decoded(head: bytes) -> str | None:
    """The head as text, or None where it is no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore")
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


def _text_kind(path: Path, size: int, text: str) -> Kind:
    start = text.lstrip()
    low = start[:200].lower()
    if low.startswith(("<!doctype html", "<html")) or ("<html" in low and low.startswith("<")):
        return HTML
    if start.startswith(("{", "[")):
        kind = _json_kind(path, size)
        if kind is not None:
            return kind
    if low.startswith("<?xml") or (start.startswith("<") and ">" in start[:400]):
        return XML
    if _is_mail(start):
        return EML
    if _looks_like_objects(text[:HEAD].encode("latin-1", "replace"), _file_tail(path, size)):
        return PDF
    return _table_kind(start)


def _file_tail(path: Path, size: int) -> bytes:
    with path.open("rb") as stream:
        return _tail(stream, size)


def _is_mail(start: str) -> bool:
    """A mail begins with header lines, at least two of which every mail has."""
    seen: set[str] = set()
    for line in start.splitlines()[:60]:
        if not line.strip():
            break
        if line[0] in " \t":
            continue
        name, colon, _ = line.partition(":")
        if not colon or " " in name.strip():
            if line.startswith("From "):  # mbox
                continue
            break
        seen.add(name.strip().lower())
    return len(seen & _MAIL_HEADERS) >= 2 and bool(
        seen & {"mime-version", "message-id", "received", "date", "content-type"}
    )


def _json_kind(path: Path, size: int) -> Kind | None:
    """JSON, told apart into custody records and other data; None where it is no JSON."""
    if size > TEXT_BYTES:
        return JSON
    try:
        data = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return None
    return CUSTODY_JSON if is_epcis(data) else JSON


def is_epcis(data: Any) -> bool:
    """Whether parsed JSON is an EPCIS 2.0 document, one event, or a bare list of events."""
    if isinstance(data, dict):
        return data.get("type") in ({"EPCISDocument", "EPCISQueryDocument"} | EPCIS_EVENTS)
    if isinstance(data, list):
        return bool(data) and all(isinstance(item, dict) and item.get("type") in EPCIS_EVENTS for item in data[:50])
    return False


def delimiter_of(text: str) -> str | None:
    """The character that parts the columns of a table, or None where the text is no table."""
    lines = [line for line in text.splitlines()[:12] if line.strip()]
    if not lines:
        return None
    best: tuple[int, str] | None = None
    for mark in (",", ";", "\t", "|"):
        try:
            counts = [len(row) for row in csv.reader(lines, delimiter=mark)]
        except csv.Error:
            continue
        wide = [count for count in counts if count > 1]
        if len(wide) >= 2 and len(wide) >= 0.6 * len(counts):
            steady = max(wide.count(count) for count in set(wide))
            if steady >= 0.6 * len(wide) and (best is None or max(wide) > best[0]):
                best = (max(wide), mark)
        elif len(lines) == 1 and counts[0] >= 4 and (best is None or counts[0] > best[0]):
            best = (counts[0], mark)
    return best[1] if best else None


def _table_kind(start: str) -> Kind:
    mark = delimiter_of(start)
    header = start.split("\n", 1)[0]
    for each in (mark, ",", ";", "\t", "|"):
        if each is None:
            continue
        columns = {cell.strip().strip('"').strip().lower() for cell in header.split(each)}
        if columns >= CUSTODY_COLUMNS:
            return CUSTODY_CSV
    if mark is None:
        return TEXT
    return TEXT if mark == "," and _has_commas_of_prose(start) else CSV


def _has_commas_of_prose(start: str) -> bool:
    """Whether commas part clauses and not cells: a space follows them, words stand between them, or long texts do."""
    lines = start.splitlines()[:12]
    commas = sum(line.count(",") for line in lines)
    cells = [cell.strip() for row in csv.reader(lines) for cell in row]
    if sum(len(cell) for cell in cells) > 40 * max(len(cells), 1):
        return True
    figures = sum(1 for cell in cells if cell and not any(char.isalpha() for char in cell))
    return sum(line.count(", ") for line in lines) > 0.5 * commas and figures < 0.2 * len(cells)
