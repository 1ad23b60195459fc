"""Office documents as pages: their text laid out, then each picture of a page that was pasted in, read like a scan."""

from __future__ import annotations

import functools
import io
from pathlib import Path

from ingest import images, opendocument, wordfile
from ingest.errors import Unreadable
from ingest.flow import lay_out
from ingest.images import Picture
from ingest.limits import PICTURES_PER_DOCUMENT, Limits
from ingest.model import Page, Remark
from ingest.parts import opened, stamp
from ingest.sheetpage import hidden_cells

TYPES = frozenset({wordfile.TYPE, opendocument.TEXT})
"""Media types that are read here."""


def page_count(path: Path, media_type: str, limits: Limits) -> int:
    """How many pages there are. Raises Unreadable: damaged, encrypted, bomb, empty, too-many-pages and others."""
    pages, scans = _whole(path, stamp(path), media_type, limits)
    if len(pages) + len(scans) > limits.pages_per_file:
        text = f"The document has {len(pages) + len(scans)} pages; at most {limits.pages_per_file} are read."
        raise Unreadable("too-many-pages", text, "Split the file.")
    if not scans and not any(page.words for page in pages):
        if any(remark.code == "part-not-read" for page in pages for remark in page.remarks):
            raise Unreadable(
                "empty", "Its text is inserted from other files, which is not read.", "Ask for a PDF of it."
            )
        raise Unreadable("empty", "Nothing is written in the document.")
    return len(pages) + len(scans)


def read(path: Path, media_type: str, sha256: str, number: int, limits: Limits) -> Page | Picture:
    """Page `number` (from 1): laid out, or the picture that is still to be read."""
    pages, scans = _whole(path, stamp(path), media_type, limits)
    if 1 <= number <= len(pages):
        return pages[number - 1].model_copy(update={"file": sha256})
    if not len(pages) < number <= len(pages) + len(scans):
        raise Unreadable("damaged", f"The document has no page {number}.")
    with opened(path, limits) as package:
        data = package.read(scans[number - len(pages) - 1])
    kind = images.kind_of(data)
    if kind is None:
        raise Unreadable("damaged", "A picture in the document is of a kind that is not read.")
    return images.load(io.BytesIO(data), kind, 1, limits.pages_per_file, limits.pixels_per_page)


@functools.lru_cache(maxsize=1)
def _whole(
    path: Path, key: tuple[int, int], media_type: str, limits: Limits
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The pages of text, and the parts that are pictures of pages; kept while page after page of it is asked for."""
    del key  # part of what the result is kept by, alone
    written = wordfile.read(path, limits) if media_type == wordfile.TYPE else opendocument.read(path, limits)
    if len(written.pictures) > PICTURES_PER_DOCUMENT:
        text = f"The document holds {len(written.pictures)} pictures; at most {PICTURES_PER_DOCUMENT} are read."
        raise Unreadable("too-many-pages", text, "Split the file.")
    remarks: tuple[Remark, ...] = ()
    if written.unread:
        text = f"{written.unread} large drawings in the document (EMF, WMF, SVG) were not read."
        remarks = (Remark(code="drawing-not-read", text=text),)
    if written.inserted:
        text = f"{written.inserted} parts of the document are inserted from other files; they were not read."
        remarks = (*remarks, Remark(code="part-not-read", text=text))
    pages = lay_out(written.text, "", remarks)
    if pages and written.unseen:
        first = pages[0].model_copy(update={"remarks": (*pages[0].remarks, *hidden_cells((), written.unseen))})
        pages = (first, *pages[1:])
    if written.pictures and not any(page.words for page in pages):
        pages = ()  # a document of pictures alone
    return pages, written.pictures
