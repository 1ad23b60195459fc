"""`lotpass explain`: why one field of a bundle's document was read as it was, shown on the page.

Reads the bundle as `run` does, as far as the document that is asked for, and asks `extract.explain`. Foreign bytes are
opened in guarded workers only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import Fault
from ingest.limits import SECONDS_PER_FILE, SECONDS_PER_PAGE
from ingest.model import Page, SourceFile
from ingest.originals import Originals
from lotpass import guarded, steps
from lotpass.pool import Call, GuardedPool
from lotpass.progress import Reporter
from lotpass.run import ORIGINALS
from lotpass.scratch import scratch_folder

if TYPE_CHECKING:
    from extract.explain import Explanation
    from extract.model import Document, Evidence, PageRef

MOST_PAGES = 6
"""Pages shown of one document: those with boxes on them first."""

COMPARED = ("document_number",)
"""Fields whose reading is held against what the bundle's other papers quote, so that these are read too."""

_ASKED = re.compile(r"(d[1-9]\d*)\.([a-z_]+)")


class WrongQuestionError(ValueError):
    """The call asks for what the bundle does not have; the text says what it has."""


Pages = Mapping[tuple[str, int], Path]
"""Pages that could be read, put by as JSON, by file (SHA-256) and number."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the document: as it was read, and its picture as PNG (None for a format that has no looks)."""

    page: Page
    png: bytes | None

    @property
    def place(self) -> tuple[str, int]:
        """Its file (SHA-256) and its number there."""
        return self.page.file, self.page.number


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation with the pages that it speaks of and the files that the document's pages are in."""

    explanation: Explanation
    files: tuple[SourceFile, ...]
    pages: tuple[Shown, ...]

    def which(self, page: tuple[str, int]) -> str:
        """A page in words: its number, and its file where the document lies in several."""
        name = next((file.name for file in self.files if file.sha256 == page[0]), page[0][:12])
        return f"{page[1]} of {name}" if len(self.files) > 1 else str(page[1])


def place_of(place: PageRef | Evidence) -> tuple[str, int]:
    """File (SHA-256) and number of a page that something stands on."""
    return place.file, place.page


def asked(text: str) -> tuple[str, str]:
    """Document and field of `d1.carat_weight`; raises WrongQuestionError for anything else."""
    match = _ASKED.fullmatch(text.strip())
    if match is None:
        raise WrongQuestionError(
            f"{text!r} names no field; write document and field as the report does: d1.carat_weight"
        )
    return match[1], match[2]


def explain_bundle(paths: Sequence[Path], field: str, jobs: int, memory: int, reporter: Reporter) -> Explained | None:
    """Explains a field of a bundle's document; None where nothing in the bundle could be read.

    Raises WrongQuestionError for a document or field that the bundle does not have, EngineMissing and
    EnvironmentFailure as `run` does.
    """
    document, name = asked(field)
    wanted = int(document[1:])
    with scratch_folder() as folder, GuardedPool(jobs, memory) as pool:
        originals = Originals(folder / ORIGINALS)
        call: steps.Run = partial(pool.call, seconds=SECONDS_PER_FILE)
        reporter.begin("files", None)
        files = steps.take_in(paths, (), originals, call)
        by_file: dict[str, list[int]] = {}
        for file, number in steps.pages_to_read(files):
            by_file.setdefault(file.sha256, []).append(number)
        reporter.begin("pages", sum(map(len, by_file.values())))
        everything = name in COMPARED or len(steps.leaves_of(files)) > 1  # pages may be of one paper in several files
        named = {file.sha256: file for file in reversed(files)}
        pages: dict[tuple[str, int], Path] = {}
        made: dict[str, tuple[Document, ...]] = {}
        for sha256, numbers in by_file.items():
            of_file = _pages(named[sha256], numbers, originals, folder, pool, reporter)
            made[sha256] = _documents(list(of_file.values()), pool, reporter, named[sha256])
            pages |= {(sha256, number): path for number, path in of_file.items()}
            found = [one for documents in made.values() for one in documents]
            if everything or len(found) < wanted:
                continue
            explanation = _explanation(made, pages, wanted, name, pool)
            if explanation.field is not None and explanation.field.value is not None:
                return _with_pages(explanation, named, originals, pages, pool)
            everything = True  # the other papers may make it known
        made = steps.joined(files, made, lambda leaves: _paper([pages[sha256, 1] for sha256 in leaves], pool))
        before = sum(map(len, made.values()))
        if wanted <= before:
            from extract.explain import known_again  # slow to load, and needed here alone

            explanation = _explanation(made, pages, wanted, name, pool)
            explanation = known_again(explanation, steps.numbered(made.values())[wanted - 1])
            return _with_pages(explanation, named, originals, pages, pool)
    if before == 0:
        return None
    has = f"d1 to d{before}" if before > 1 else "d1 only"
    raise WrongQuestionError(f"there is no document {document} in the bundle: it has {has}")


def _pages(
    file: SourceFile, numbers: Sequence[int], originals: Originals, folder: Path, pool: GuardedPool, reporter: Reporter
) -> dict[int, Path]:
    """The pages of a file that could be read, by number, each put by as JSON."""
    calls = (
        Call(
            number,
            guarded.page_of,
            (originals.path(file.sha256), file.sha256, file.media_type, number),
            SECONDS_PER_PAGE,
        )
        for number in numbers
    )
    found: dict[int, Path] = {}
    with closing(pool.run(calls)) as answers:
        for answer in answers:
            reporter.step("pages", f"{file.name} {answer.key}")
            if answer.fault is not None:
                steps.stop_if_not_of_file(answer.fault)
                reporter.note(f"page {answer.key} of {file.name} could not be read: {answer.fault.cause}")
                continue
            number: Any = answer.key
            found[number] = folder / f"{file.sha256}-{number}"
            found[number].write_bytes(answer.value)
    return dict(sorted(found.items()))


def _documents(pages: list[Path], pool: GuardedPool, reporter: Reporter, file: SourceFile) -> tuple[Document, ...]:
    if not pages:
        return ()
    try:
        found: tuple[Document, ...] = pool.call(
            guarded.documents_of, pages, seconds=steps.seconds_for_documents(len(pages))
        )
    except Fault as fault:
        steps.stop_if_not_of_file(fault)
        reporter.note(f"{file.name} could not be read: {fault.cause}")
        return ()
    return found


def _paper(pages: list[Path], pool: GuardedPool) -> Document:
    found: Document = pool.call(guarded.paper_of, pages, seconds=steps.seconds_for_documents(len(pages)))
    return found


def _explanation(
    made: Mapping[str, tuple[Document, ...]], pages: Pages, wanted: int, name: str, pool: GuardedPool
) -> Explanation:
    """Explains a field of the bundle's document of this number (from 1)."""
    found, index = [(one, at) for of_file in made.values() for at, one in enumerate(of_file)][wanted - 1]
    several = len({page.file for page in found.pages}) > 1
    file = found.pages[0].file
    read = [place_of(page) for page in found.pages] if several else [place for place in pages if place[0] == file]
    explanation: Explanation | tuple[str, ...] = pool.call(
        guarded.explanation_of,
        [pages[place] for place in read],
        None if several else index,
        f"d{wanted}",
        name,
        seconds=steps.seconds_for_documents(len(read)),
    )
    if isinstance(explanation, tuple):
        kind = found.type.value.replace("_", " ")
        raise WrongQuestionError(
            f"a paper of type {kind} has no field {name}; it is read for: {', '.join(explanation) or 'none'}"
        )
    return explanation


def _with_pages(
    explanation: Explanation,
    named: Mapping[str, SourceFile],
    originals: Originals,
    pages: Pages,
    pool: GuardedPool,
) -> Explained:
    """The explanation with those of its document's pages that it speaks of, else the first ones."""
    spoken = {place_of(one) for reading in explanation.readings for one in (*reading.evidence, *reading.label_evidence)}
    if explanation.field is not None:
        spoken |= {place_of(one) for one in explanation.field.evidence}
    spoken |= {place_of(evidence) for _, evidence in explanation.labels}
    own = [place for place in map(place_of, explanation.document.pages) if place in pages]
    chosen = sorted(own, key=lambda place: (place not in spoken, own.index(place)))[:MOST_PAGES]
    if spoken:
        chosen = [place for place in chosen if place in spoken] or chosen[:1]
    shown = []
    picture: Callable[..., bytes | None] = partial(pool.call, guarded.picture_of, seconds=SECONDS_PER_PAGE)
    for place in sorted(chosen, key=own.index):
        page = Page.model_validate_json(pages[place].read_bytes())
        png = picture(originals.path(place[0]), named[place[0]].media_type, pages[place])
        shown.append(Shown(page, png))
    files = dict.fromkeys(page.file for page in explanation.document.pages)
    return Explained(explanation, tuple(named[sha256] for sha256 in files), tuple(shown))
