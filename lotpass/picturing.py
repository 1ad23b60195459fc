"""The pages of a passport's papers as pictures, in the upright frame that the passport's boxes are in.

Originals are found by their digest: among the papers that the caller names, and in the installation's store. How a page
was turned and straightened is taken from what was read before, or the page is read again. Foreign bytes are opened in
guarded workers only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ingest.errors import Fault
from ingest.limits import SECONDS_PER_FILE, SECONDS_PER_PAGE
from ingest.originals import Originals
from lotpass import guarded, steps
from lotpass.cache import Cache
from lotpass.made_by import cache_version
from lotpass.pool import Call, GuardedPool
from lotpass.progress import Reporter
from lotpass.run import ORIGINALS
from lotpass.scratch import scratch_folder
from lotpass.settings import Settings
from passport.dossier.model import PageImage
from passport.dossier.pictures import MOST_PAGES
from passport.model import Passport
from passport.records import FileRecord


@dataclass(frozen=True, slots=True)
class Stock:
    """Where originals and read pages are kept, and what the workers that open them may take (`jobs` of them)."""

    originals: Originals
    cache: Path | None
    cache_bytes: int
    memory: int
    jobs: int

    @classmethod
    def of(cls, settings: Settings, jobs: int) -> Stock:
        """Those of an installation."""
        originals = Originals(settings.originals)
        return cls(originals, settings.cache_folder, settings.cache_bytes, settings.memory, jobs)


@dataclass(frozen=True, slots=True)
class Pictured:
    """The pictures that could be had, the names of the files that were not at hand or gave none, and whether the
    engines are those that the passport was made with.
    """

    images: tuple[PageImage, ...]
    missing: tuple[str, ...]
    same_engines: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    file: FileRecord
    path: Path
    page: int


def pictures_of(passport: Passport, bundle: Sequence[Path], stock: Stock, reporter: Reporter) -> Pictured:
    """The pages of all documents of a passport. `bundle` are the papers that it was made from, as `run` takes them.

    Raises EngineMissing and EnvironmentFailure as `run` does; a page of which no picture can be made is left out.
    """
    if not bundle and not any(file.sha256 in stock.originals for file in passport.files if file.sha256 is not None):
        return Pictured((), _names(passport), same_engines=True)  # no worker is needed to find nothing
    with scratch_folder() as scratch, GuardedPool(stock.jobs, stock.memory) as pool:
        stores = [Originals(scratch / ORIGINALS), stock.originals]
        call: steps.Run = partial(pool.call, seconds=SECONDS_PER_FILE)
        if bundle:
            steps.take_in(bundle, (), stores[0], call)
        engines: dict[str, str] = call(guarded.engines)
        cache = None
        if stock.cache is not None and stock.cache_bytes:
            version = cache_version(engines, call(guarded.surroundings))
            cache = Cache(stock.cache, stock.cache_bytes, version)
        wanted, missing = _wanted(passport, stores)
        pages, unread = _read_before(wanted, cache, scratch)
        pages |= _read_now(unread, pool, cache, scratch, reporter)
        if cache is not None:
            cache.clear_old()
        images = _drawn(wanted, pages, pool, reporter)
    had = {(image.file, image.page) for image in images}
    lost = [one.file.names[0] for one in wanted if (one.file.sha256, one.page) not in had]
    return Pictured(images, tuple(dict.fromkeys([*missing, *lost])), engines == passport.made_by.engines)


def _names(passport: Passport) -> tuple[str, ...]:
    """The names of the files that documents stand in."""
    stood = {page.file for document in passport.documents for page in document.pages}
    return tuple(file.names[0] for file in passport.files if file.sha256 in stood)


def _wanted(passport: Passport, stores: Iterable[Originals]) -> tuple[list[_Wanted], list[str]]:
    """The pages to be shown whose file is at hand, and the names of files that are not."""
    files = {file.sha256: file for file in passport.files if file.sha256 is not None}
    pages = dict.fromkeys((page.file, page.page) for document in passport.documents for page in document.pages)
    found: dict[str, Path | None] = {}
    wanted: list[_Wanted] = []
    missing: list[str] = []
    for sha256, number in list(pages)[:MOST_PAGES]:
        file = files[sha256]
        if sha256 not in found:
            found[sha256] = next((store.path(sha256) for store in stores if _is(store.path(sha256), sha256)), None)
        path = found[sha256]
        if path is None:
            missing.append(file.names[0])
        else:
            wanted.append(_Wanted(file, path, number))
    return wanted, missing


def _is(path: Path, sha256: str) -> bool:
    """Whether a file is there and has these bytes: frames must never be drawn on another paper."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _key(one: _Wanted) -> tuple[str | int, ...]:
    """Under what a run keeps a page (see `lotpass.reading`)."""
    return "page", one.file.sha256 or "", one.file.media_type, one.page


def _put_by(page: bytes, one: _Wanted, scratch: Path) -> Path:
    path = scratch / f"{one.file.sha256}-{one.page}"
    path.write_bytes(page)
    return path


def _read_before(
    wanted: Iterable[_Wanted], cache: Cache | None, scratch: Path
) -> tuple[dict[tuple[str | None, int], Path], list[_Wanted]]:
    pages: dict[tuple[str | None, int], Path] = {}
    unread: list[_Wanted] = []
    for one in wanted:
        kept = None if cache is None else cache.get(*_key(one))
        if kept is None:
            unread.append(one)
        else:
            pages[one.file.sha256, one.page] = _put_by(kept, one, scratch)
    return pages, unread


def _read_now(
    unread: Sequence[_Wanted], pool: GuardedPool, cache: Cache | None, scratch: Path, reporter: Reporter
) -> dict[tuple[str | None, int], Path]:
    reporter.begin("pages", len(unread))
    calls = (
        Call(one, guarded.page_of, (one.path, one.file.sha256, one.file.media_type, one.page), SECONDS_PER_PAGE)
        for one in unread
    )
    pages: dict[tuple[str | None, int], Path] = {}
    with closing(pool.run(calls)) as answers:
        for answer in answers:
            one = answer.key
            assert isinstance(one, _Wanted)
            reporter.step("pages", f"{one.file.names[0]} {one.page}")
            if answer.fault is not None:
                _note(answer.fault, one, reporter)
                continue
            pages[one.file.sha256, one.page] = _put_by(answer.value, one, scratch)
            if cache is not None:
                cache.put(answer.value, *_key(one))
    return pages


def _drawn(
    wanted: Iterable[_Wanted], pages: dict[tuple[str | None, int], Path], pool: GuardedPool, reporter: Reporter
) -> tuple[PageImage, ...]:
    calls = [
        Call(
            one,
            guarded.page_image_of,
            (one.path, one.file.media_type, pages[one.file.sha256, one.page]),
            SECONDS_PER_PAGE,
        )
        for one in wanted
        if (one.file.sha256, one.page) in pages
    ]
    images: dict[tuple[str | None, int], PageImage] = {}
    with closing(pool.run(calls)) as answers:
        for answer in answers:
            one = answer.key
            assert isinstance(one, _Wanted)
            if answer.fault is not None:
                _note(answer.fault, one, reporter)
            else:
                jpeg, width, height, drawn = answer.value
                images[one.file.sha256, one.page] = PageImage(
                    one.file.sha256 or "", one.page, jpeg, width, height, drawn
                )
    return tuple(images[one.file.sha256, one.page] for one in wanted if (one.file.sha256, one.page) in images)


def _note(fault: Fault, one: _Wanted, reporter: Reporter) -> None:
    steps.stop_if_not_of_file(fault)
    reporter.note(f"no picture of page {one.page} of {one.file.names[0]}: {fault.cause}")
