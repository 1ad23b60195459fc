"""A file opened far enough to say what it is, what it is for, and how many pages it has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ingest.errors import Unreadable
from ingest.kind import TEXT, Kind
from ingest.limits import DEFAULT, Limits
from ingest.model import Making
from ingest.sniff import HEAD, sniff
from ingest.textbytes import decoded

Role = Literal["pages", "container", "custody", "data"]


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file is: media type, role in the pipeline, pages (0 unless its role is `pages`), plain name.

    `within` counts the files attached to a PDF or embedded in an office document.
    """

    media_type: str
    role: Role
    pages: int
    kind: str = ""
    making: Making | None = None
    within: int = 0


class Refused(Unreadable):
    """A file that was told what it is but is not read; `media_type` and `kind` say what it is."""

    def __init__(
        self, code: str, cause: str, remedy: str = "", media_type: str = "application/octet-stream", kind: str = ""
    ) -> None:
        super().__init__(code, cause, remedy)
        self.media_type = media_type
        self.kind = kind

    def __reduce__(self) -> tuple[type[Refused], tuple[str, ...]]:  # type: ignore[override]  # two parts more
        return type(self), (self.code, self.cause, self.remedy, self.media_type, self.kind)


def open_file(path: Path, name: str, limits: Limits = DEFAULT) -> Opened:
    """Opens the file at `path`, called `name` in its bundle; the name decides nothing.

    Raises Refused (an Unreadable) with a code and a plain reason: empty, not-a-document, encrypted, truncated,
    damaged, too-large, too-many-pages, too-many-pixels, bomb.
    """
    del name  # what a file is called says nothing of what it is
    size = path.stat().st_size
    kind = sniff(path)
    try:
        if size == 0:
            raise Unreadable("empty", "The file is empty.", "Ask the sender for a new copy.")
        if size > limits.bytes_per_file:
            raise Unreadable(
                "too-large", f"The file has {size:,} bytes; at most {limits.bytes_per_file:,} are opened.", "Split it."
            )
        return _opened(path, kind, limits)
    except Unreadable as fault:
        raise Refused(fault.code, fault.cause, fault.remedy, kind.media_type, kind.name) from fault


def note_pages(path: Path, limits: Limits = DEFAULT) -> int:
    """How many pages the text of a mail has, which is text whatever it looks like. Raises Unreadable (`too-large`)."""
    from ingest import sheets

    return sheets.page_count(path, TEXT.media_type, limits)


def _opened(path: Path, kind: Kind, limits: Limits) -> Opened:
    if kind.family in ("archive", "mail"):
        return Opened(kind.media_type, "container", 0, kind.name)
    if kind.family in ("custody", "data") and path.stat().st_size > limits.text_bytes:
        text = f"The file is {kind.name} of more than {limits.text_bytes:,} bytes, which is not opened."
        raise Unreadable("too-large", text, "Split it, or name it by --custody if it is custody records.")
    if kind.family == "custody":
        return Opened(kind.media_type, "custody", 0, kind.name)
    if kind.family == "data" and kind.trade:
        return Opened(kind.media_type, "data", 0, kind.name)
    if kind.family == "text" and not _is_prose(path):
        raise Unreadable("not-a-document", "The file is text that is no document.")
    if kind.family == "locked":
        raise Unreadable("encrypted", "The Office file is locked with a password.", "Ask for an unlocked copy.")
    pages = _page_count(path, kind, limits)
    return Opened(kind.media_type, "pages", pages, kind.name, _making(path, kind), _within(path, kind))


def _making(path: Path, kind: Kind) -> Making | None:
    from ingest.making import making_of  # as `_page_count`, only where a file is opened

    return making_of(path, kind.media_type) if kind.family in ("pdf", "image") else None


def _within(path: Path, kind: Kind) -> int:
    from ingest import attached  # as `_page_count`

    return attached.count(path, kind.media_type) if kind.family in ("pdf", "document", "sheet") else 0


def _page_count(path: Path, kind: Kind, limits: Limits) -> int:
    # Loaded here, because a process that only has files opened elsewhere would wait a second for the engines.
    from ingest import documents, images, pdf, photo, sheets

    if kind.family == "pdf":
        return pdf.page_count(path, limits.pages_per_file)
    if kind.family == "image":
        count = images.page_count(path, kind.media_type, limits.pages_per_file, limits.pixels_per_page)
        if kind.media_type == "image/tiff":
            return count
        picture = images.load(path, kind.media_type, 1, limits.pages_per_file, limits.pixels_per_page)
        return max(1, len(photo.sheets_of(picture.pixels)))  # each paper in a photo is a page of its own
    if kind.family == "document":
        return documents.page_count(path, kind.media_type, limits)
    if kind.family in ("sheet", "table", "text"):
        return sheets.page_count(path, kind.media_type, limits)
    images.refuse_bomb(path, kind.media_type, limits.pixels_per_page)
    raise Unreadable(
        "not-a-document", f"The file is {kind.name}, which is not read.", "Ask for a PDF, a picture or a workbook."
    )


def _is_prose(path: Path) -> bool:
    """Whether a text file holds lines of words, and not code, a dump, or bytes in disguise."""
    with path.open("rb") as stream:
        text = decoded(stream.read(HEAD * 4))
    words = re.findall(r"\S+", text)
    if len(words) < 3:
        return False
    if max(len(word) for word in words) > 200 or sum(len(word) for word in words) > 20 * len(words):
        return False
    spelt = sum(1 for word in words if re.search(r"[^\W\d_]{2,}", word))
    return spelt >= 0.3 * len(words)
