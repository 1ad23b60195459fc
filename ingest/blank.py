"""Whether a PDF's page that shows nothing is blank paper, or one whose content was lost with part of the file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from ingest.errors import Unreadable

_NEW_COPY = "Ask the sender for a new copy."


def ends(path: Path) -> bool:
    """Whether the file has the end that a whole PDF has."""
    with path.open("rb") as stream:
        stream.seek(0, io.SEEK_END)
        stream.seek(max(0, stream.tell() - 2048))
        return b"%%EOF" in stream.read()


def check(path: Path, number: int) -> None:
    """Raises Unreadable where page `number` (from 1), which shows nothing, may have lost what it showed.

    Codes: `truncated` where the file breaks off, `damaged` where its content is there and cannot be unpacked.
    """
    if not ends(path):
        text = f"Page {number} shows nothing, and the PDF breaks off: what it showed may be missing."
        raise Unreadable("truncated", text, _NEW_COPY)
    try:
        with pikepdf.open(path) as document:
            if number > len(document.pages):
                return
            streams = list(_streams(document.pages[number - 1].obj.get("/Contents")))
            empty = bool(streams) and not any(stream.read_bytes() for stream in streams)
            lost = empty and any("damaged" in warning or "error" in warning for warning in _warnings(document))
    except pikepdf.PasswordError:
        return  # PDFium found a way in, and QPDF cannot say
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, OverflowError):
        lost = True
    if lost:
        text = f"Page {number} shows nothing, and the PDF is damaged: what it showed may be lost."
        raise Unreadable("damaged", text, _NEW_COPY)


def _streams(contents: Any) -> Iterator[pikepdf.Stream]:
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    yield from (part for part in parts if isinstance(part, pikepdf.Stream))


def _warnings(document: pikepdf.Pdf) -> list[str]:
    return [str(warning) for warning in document.get_warnings()]
