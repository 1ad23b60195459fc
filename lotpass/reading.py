"""The pages and documents of a run: each read side by side in guarded workers, or taken from what was read before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from extract.model import Document
from ingest.errors import Fault
from ingest.limits import SECONDS_PER_PAGE
from ingest.model import SourceFile
from ingest.open import Opened, open_file
from ingest.originals import Originals
from ingest.room import is_full, no_room
from lotpass import guarded, steps
from lotpass.cache import Cache
from lotpass.errors import NoSpace
from lotpass.pool import Call, GuardedPool
from lotpass.progress import Reporter

DOCUMENTS: TypeAdapter[tuple[Document, ...]] = TypeAdapter(tuple[Document, ...])
OPENED: TypeAdapter[Opened] = TypeAdapter(Opened)


@dataclass(frozen=True, slots=True)
class Desk:
    """What reading is done with. Pages wait in `scratch` until their document is made."""

    scratch: Path
    originals: Originals
    pool: GuardedPool
    cache: Cache | None
    reporter: Reporter


def opened_before(call: steps.Run, cache: Cache | None) -> steps.Run:
    """The call, which for `open_file` is answered from the cache where the same bytes were opened before."""
    if cache is None:
        return call

    def run(function: Callable[..., Any], *arguments: Any) -> Any:
        if function is not open_file:
            return call(function, *arguments)
        path, _, limits = arguments
        what = ("opened", path.name, repr(limits))  # an original is called by its digest; its own name decides nothing
        kept = cache.get(*what)
        if kept is not None:
            try:
                return OPENED.validate_json(kept)
            except ValidationError:
                pass  # not of our making: opened anew
        opened = call(function, *arguments)
        cache.put(OPENED.dump_json(opened), *what)
        return opened

    return run


@dataclass
class _Reading:
    """How far the reading of one run is: what is left of each file, and what was found."""

    desk: Desk
    faults: steps.Faults
    left: dict[str, int]
    read: dict[str, dict[int, Path]]
    leaves: frozenset[str]
    """Files whose page is kept after its document is made: it may be one of a paper in several files."""
    documents: dict[str, tuple[Document, ...]] = field(default_factory=dict)

    def page(self, file: SourceFile, number: int, page: bytes | Fault) -> None:
        """Takes a page that was read, or what stopped it; makes the file's documents after its last page."""
        self.desk.reporter.step("pages", f"{file.name} {number}")
        try:
            if isinstance(page, Fault):
                raise page
            self.read[file.sha256][number] = _put_by(page, self.desk.scratch / f"{file.sha256}-{number}")
        except Fault as fault:
            self.faults.on_page(file.sha256, number, fault)
        self.left[file.sha256] -= 1
        if self.left[file.sha256] == 0:
            pages = self.read.pop(file.sha256)
            self.documents[file.sha256] = self._documents(file.sha256, [pages[number] for number in sorted(pages)])
            self.desk.reporter.step("documents", file.name)

    def _documents(self, sha256: str, pages: list[Path]) -> tuple[Document, ...]:
        if not pages:
            return ()
        try:
            return self._made(pages)
        except Fault as fault:
            self.faults.on_file(sha256, fault)
            return ()
        finally:
            if sha256 not in self.leaves:
                for page in pages:
                    page.unlink()

    def paper(self, files: Sequence[str]) -> Document:
        """The one document whose pages these files are, one each, in this order."""
        made = self._made([_leaf(self.desk, sha256) for sha256 in files], guarded.paper_of)
        return made[0]

    def _made(
        self, pages: list[Path], make: Callable[[list[Path]], Document | tuple[Document, ...]] = guarded.documents_of
    ) -> tuple[Document, ...]:
        cache = self.desk.cache
        what = (make.__name__, *(hashlib.sha256(page.read_bytes()).hexdigest() for page in pages)) if cache else ()
        kept = cache.get(*what) if cache is not None else None
        if kept is not None:
            try:
                return DOCUMENTS.validate_json(kept)
            except ValidationError:
                pass  # not of our making: made anew
        seconds = steps.seconds_for_documents(len(pages))
        found: Document | tuple[Document, ...] = self.desk.pool.call(make, pages, seconds=seconds)
        made = found if isinstance(found, tuple) else (found,)
        if cache is not None:
            cache.put(DOCUMENTS.dump_json(made), *what)
        return made


def read_files(files: Sequence[SourceFile], desk: Desk, faults: steps.Faults) -> tuple[list[tuple[Document, ...]], int]:
    """Reads every page side by side, and each file's documents as soon as its last page is there.

    Gives the documents by file, in the bundle's order, and the number of pages. Files of one page that are pages of one
    paper give one document.
    """
    wanted = steps.pages_to_read(files)
    left = {file.sha256: file.pages for file, _ in wanted}
    desk.reporter.begin("pages", len(wanted))
    desk.reporter.begin("documents", len(left))
    leaves = steps.leaves_of(files)
    reading = _Reading(desk, faults, left, {sha256: {} for sha256 in left}, frozenset(leaves))
    unread: list[tuple[SourceFile, int]] = []
    for file, number in wanted:
        kept = desk.cache.get(*_what(file, number)) if desk.cache is not None else None
        if kept is None:
            unread.append((file, number))
        else:
            reading.page(file, number, kept)
    calls = (
        Call(
            (file, number),
            guarded.page_of,
            (desk.originals.path(file.sha256), file.sha256, file.media_type, number),
            SECONDS_PER_PAGE,
        )
        for file, number in unread
    )
    with closing(desk.pool.run(calls)) as answers:
        for answer in answers:
            file, number = _key(answer.key)
            if answer.fault is None and desk.cache is not None:
                desk.cache.put(answer.value, *_what(file, number))
            reading.page(file, number, answer.value if answer.fault is None else answer.fault)
    documents = steps.joined(files, {sha256: reading.documents[sha256] for sha256 in left}, reading.paper)
    for sha256 in leaves:
        _leaf(desk, sha256).unlink(missing_ok=True)
    return list(documents.values()), len(wanted)


def _leaf(desk: Desk, sha256: str) -> Path:
    """Where the page of a file of one page waits."""
    return desk.scratch / f"{sha256}-1"


def _what(file: SourceFile, number: int) -> tuple[str | int, ...]:
    return "page", file.sha256, file.media_type, number


def _key(key: Any) -> tuple[SourceFile, int]:
    file, number = key
    return file, number


def _put_by(page: bytes, path: Path) -> Path:
    """Puts a page where it waits; raises Unreadable (`no-space`) on a full disk, NoSpace where none can be written."""
    try:
        path.write_bytes(page)
    except OSError as error:
        path.unlink(missing_ok=True)
        if is_full(error):
            raise no_room() from error
        raise NoSpace(path.parent, error, "Set TMPDIR to a folder with more room.") from error
    return path
