"""`lotpass explain`: why one field of a bundle's document was read as it was, shown on the page.

Reads the bundle as `run` does, as far as the document that is asked for, and asks `extract.explain`. Foreign bytes are
opened in guarded workers only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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
    from extract.model import Document

MOST_PAGES = 6
"""Pages shown of one document: those with boxes on them first."""

COMPARED = ("document_number",)
"""Fields whose reading is held against what the bundle's other papers quote, so that these are read too."""

_ASKED = re.compile(r"(d[1-9]\d*)\.([a-z_]+)")


class WrongQuestionError(ValueError):
    """The call asks for what the bundle does not have; the text says what it has."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the document: as it was read, and its picture as PNG (None for a format that has no looks)."""

    page: Page
    png: bytes | None


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation with the pages that it speaks of and the name of the file that they are in."""

    explanation: Explanation
    file: SourceFile
    pages: tuple[Shown, ...]


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
        made: dict[str, tuple[Document, ...]] = {}
        asked_for: tuple[Explanation, SourceFile, dict[int, Path]] | None = None
        for sha256, numbers in by_file.items():
            file = next(one for one in files if one.sha256 == sha256)
            pages = _pages(file, numbers, originals, folder, pool, reporter)
            before = sum(map(len, made.values()))
            made[sha256] = _documents(pages, pool, reporter, file)
            if asked_for is None and before < wanted <= before + len(made[sha256]):
                index = wanted - before - 1
                explanation = _explanation(pages, index, document, name, made[sha256][index], pool)
                told = explanation.field is not None and explanation.field.value is not None
                if told and name not in COMPARED:
                    return Explained(explanation, file, _shown(explanation, file, originals, pages, pool))
                asked_for = explanation, file, pages  # the other papers may make it known
        if asked_for is not None:
            from extract.explain import known_again  # slow to load, and needed here alone

            explanation, file, pages = asked_for
            explanation = known_again(explanation, steps.numbered(made.values())[wanted - 1])
            return Explained(explanation, file, _shown(explanation, file, originals, pages, pool))
        before = sum(map(len, made.values()))
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


def _documents(pages: dict[int, Path], pool: GuardedPool, reporter: Reporter, file: SourceFile) -> tuple[Document, ...]:
    if not pages:
        return ()
    try:
        found: tuple[Document, ...] = pool.call(
            guarded.documents_of, list(pages.values()), seconds=steps.seconds_for_documents(len(pages))
        )
    except Fault as fault:
        steps.stop_if_not_of_file(fault)
        reporter.note(f"{file.name} could not be read: {fault.cause}")
        return ()
    return found


def _explanation(
    pages: dict[int, Path], index: int, document: str, name: str, found: Document, pool: GuardedPool
) -> Explanation:
    explanation: Explanation | tuple[str, ...] = pool.call(
        guarded.explanation_of,
        list(pages.values()),
        index,
        document,
        name,
        seconds=steps.seconds_for_documents(len(pages)),
    )
    if isinstance(explanation, tuple):
        kind = found.type.value.replace("_", " ")
        raise WrongQuestionError(
            f"a paper of type {kind} has no field {name}; it is read for: {', '.join(explanation) or 'none'}"
        )
    return explanation


def _shown(
    explanation: Explanation, file: SourceFile, originals: Originals, pages: dict[int, Path], pool: GuardedPool
) -> tuple[Shown, ...]:
    spoken = {one.page for reading in explanation.readings for one in (*reading.evidence, *reading.label_evidence)}
    if explanation.field is not None:
        spoken |= {one.page for one in explanation.field.evidence}
    spoken |= {evidence.page for _, evidence in explanation.labels}
    own = [ref.page for ref in explanation.document.pages if ref.page in pages]
    chosen = sorted(own, key=lambda number: (number not in spoken, number))[:MOST_PAGES]
    if spoken:
        chosen = [number for number in chosen if number in spoken] or chosen[:1]
    shown = []
    picture: Callable[..., bytes | None] = partial(pool.call, guarded.picture_of, seconds=SECONDS_PER_PAGE)
    for number in sorted(chosen):
        page = Page.model_validate_json(pages[number].read_bytes())
        png = picture(originals.path(file.sha256), file.media_type, pages[number])
        shown.append(Shown(page, png))
    return tuple(shown)
