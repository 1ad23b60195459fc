"""The pipeline's steps, one function each: the same in `lotpass run`, in a Celery task and in a test.

bundle -> files -> pages -> documents -> checked lots -> passports. What a step needs is passed in; the steps that
open foreign bytes are handed a `call` that runs a function in a guarded worker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from extract.model import Document
from ingest.bundle import collect, quarantined
from ingest.errors import EngineMissing, Fault
from ingest.limits import SECONDS_PER_FILE
from ingest.model import SourceFile
from ingest.originals import Originals
from lotpass import guarded
from lotpass.errors import EnvironmentFailure, NoSpace
from lotpass.memory import Recall
from lotpass.plugins import rules_of_plugins
from passport.build import build
from passport.lineage import Known, linked
from passport.model import MadeBy, Passport
from validate.check import check
from validate.custody.read import merge
from validate.memory import Memory
from validate.model import CheckedLot, CustodyRecord, Dossier
from validate.policy import Policy
from validate.reference import Reference
from validate.remembering import recollect

SECONDS_PER_PAGE_OF_DOCUMENTS = 5.0
"""How long making documents may compute for each page of a file; a dense page takes a fifth of a second."""

PAGED = ("pages", "note")
"""Roles of files whose pages are read."""

Run = Callable[..., Any]
"""`call(function, *arguments)`: runs a function where it may crash without harm, and gives its value."""


def take_in(
    paths: Sequence[Path],
    custody: Sequence[Path],
    originals: Originals,
    call: Run,
    left_out: Container[str] = frozenset(),
) -> tuple[SourceFile, ...]:
    """Collects the bundle's files and the custody files named by the caller; nothing is read yet but their kind.

    The order in which paths are named says nothing: they are taken by name. Text named as custody is taken for
    custody whatever it looks like; any other file named so is quarantined. Files whose SHA-256 is in `left_out`
    are not listed. Raises EnvironmentFailure when the originals cannot be kept.
    """
    try:
        files = list(collect(_by_name(paths), originals, call))
        named = {found.sha256: _as_custody(found) for found in collect(_by_name(custody), originals, call)}
    except OSError as error:
        raise NoSpace(originals.folder, error, "Set TMPDIR or LOTPASS_DATA to a folder with more room.") from error
    files = [_recast(file, named) for file in files if file.sha256 not in left_out]
    listed = {file.sha256 for file in files}
    return (*files, *(file for sha256, file in named.items() if sha256 not in listed))


def _by_name(paths: Sequence[Path]) -> list[Path]:
    return sorted(paths, key=lambda path: (path.name, str(path)))


def _recast(file: SourceFile, named: Mapping[str, SourceFile]) -> SourceFile:
    """A file of the bundle that was named as custody records too, as such if it can be."""
    other = named.get(file.sha256)
    if other is None or other.role != "custody":
        return file
    return other.model_copy(update={"name": file.name})


def _as_custody(file: SourceFile) -> SourceFile:
    """A file that the caller named as custody records, as such."""
    if file.role in ("custody", "container"):
        return file
    if file.sha256 and file.media_type in (
        "text/csv",
        "text/plain",
        "application/json",
        "application/xml",
        "text/xml",
        "text/html",
    ):
        taken = {"role": "custody", "status": "read", "pages": 0, "reason": None, "reason_code": None}
        return file.model_copy(update=taken)
    if file.status == "quarantined":
        return file
    reason = "It was named as custody records and is none: neither CSV nor EPCIS 2.0 (JSON, XML)."
    return quarantined(file, "not-custody", reason)


def pages_to_read(files: Iterable[SourceFile]) -> list[tuple[SourceFile, int]]:
    """Every page of every distinct file, once, in the bundle's order."""
    wanted: list[tuple[SourceFile, int]] = []
    seen: set[str] = set()
    for file in files:
        if file.role not in PAGED or file.status != "read" or file.sha256 in seen:
            continue
        seen.add(file.sha256)
        wanted.extend((file, number) for number in range(1, file.pages + 1))
    return wanted


@dataclass(frozen=True)
class Faults:
    """What stopped readings, by the SHA-256 of the file: single pages by number, and files as a whole."""

    pages: dict[str, dict[int, Fault]] = field(default_factory=dict)
    files: dict[str, Fault] = field(default_factory=dict)

    def on_page(self, sha256: str, number: int, fault: Fault) -> None:
        """Notes a page that could not be read; raises the fault if it is the machine's (see `stop_if_not_of_file`)."""
        stop_if_not_of_file(fault)
        self.pages.setdefault(sha256, {})[number] = fault

    def on_file(self, sha256: str, fault: Fault) -> None:
        """Notes a file of which nothing can be used; raises the fault if it is the machine's."""
        stop_if_not_of_file(fault)
        self.files[sha256] = fault


def stop_if_not_of_file(fault: Fault) -> None:
    """Raises the fault if it is the machine's and no file's: going on would quarantine every page for it."""
    if isinstance(fault, EngineMissing | EnvironmentFailure):
        raise fault


def with_faults(files: Iterable[SourceFile], faults: Faults) -> tuple[SourceFile, ...]:
    """Quarantines the files that could not be read, wholly or in part; says which pages and why.

    Pages that could be read stay: what they state is still checked.
    """
    result = []
    for file in files:
        whole, pages = faults.files.get(file.sha256), faults.pages.get(file.sha256)
        if file.status == "read" and file.role in (*PAGED, "custody") and (whole or pages):
            if whole:
                file = quarantined(file, whole.code, whole.cause)
            elif pages:
                file = quarantined(file, pages[min(pages)].code, _which(pages, file.pages))
        result.append(file)
    return tuple(result)


def _which(faults: Mapping[int, Fault], pages: int) -> str:
    """The reason of a file's quarantine in words: which of its pages could not be read."""
    numbers = sorted(faults)
    cause = faults[numbers[0]].cause
    if len(numbers) == pages:
        return cause
    shown = ", ".join(str(number) for number in numbers[:10]) + (" …" if len(numbers) > 10 else "")
    return f"Page{'s' if len(numbers) > 1 else ''} {shown} of {pages} could not be read: {cause}"


def seconds_for_documents(pages: int) -> float:
    """How long making documents of so many pages of one file may compute."""
    return SECONDS_PER_FILE + pages * SECONDS_PER_PAGE_OF_DOCUMENTS


def numbered(by_file: Iterable[tuple[Document, ...]]) -> tuple[Document, ...]:
    """All documents of the bundle under the ids d1, d2 … in the bundle's order, with what they know of each other."""
    from extract.borne_out import borne_out  # the grammars are slow to load, and not every command needs them
    from extract.companions import recognised

    documents = [document for documents in by_file for document in documents]
    named = [document.model_copy(update={"id": f"d{n}"}) for n, document in enumerate(documents, 1)]
    return recognised(borne_out(named))


def leaves_of(files: Iterable[SourceFile]) -> tuple[str, ...]:
    """The distinct files of one page, by SHA-256 and in the natural order of their names: scan2.jpg, then scan10.jpg.

    These may be pages of papers that were scanned or photographed page by page.
    """
    found = {
        file.sha256: file.name for file, _ in reversed(pages_to_read(files)) if file.pages == 1 and file.role == "pages"
    }
    return tuple(sorted(found, key=lambda sha256: (_natural(found[sha256]), sha256)))


def _natural(name: str) -> list[tuple[int, str]]:
    return [
        (int(piece), "") if piece.isdecimal() else (-1, piece) for piece in re.split(r"(\d+)", name.casefold()) if piece
    ]


def joined(
    files: Iterable[SourceFile],
    by_file: Mapping[str, tuple[Document, ...]],
    paper_of: Callable[[Sequence[str]], Document],
) -> dict[str, tuple[Document, ...]]:
    """The documents by file, pages of one paper that lie in several files made one document of the first of these.

    `paper_of` makes the document of files of one page each, in this order. Where it cannot, the pages stay apart.
    """
    from extract.split_files import pages_in_several_files  # slow to load, and not every command needs it

    made = dict(by_file)
    alone = [sha256 for sha256 in leaves_of(files) if len(made.get(sha256, ())) == 1]
    for places in pages_in_several_files([made[sha256][0] for sha256 in alone]):
        leaves = [alone[place] for place in places]
        try:
            paper = paper_of(leaves)
        except Fault as fault:
            stop_if_not_of_file(fault)
            continue
        made |= dict.fromkeys(leaves, ())
        made[min(leaves, key=list(by_file).index)] = (paper,)
    return made


def custody_of(files: Iterable[SourceFile], originals: Originals, call: Run, faults: Faults) -> CustodyRecord:
    """All custody events of the bundle; custody files that could not be read go into `faults`."""
    records: list[CustodyRecord] = []
    seen: set[str] = set()
    for file in files:
        if file.role != "custody" or file.status != "read" or file.sha256 in seen:
            continue
        seen.add(file.sha256)
        try:
            records.append(call(guarded.custody_of, originals.path(file.sha256), file.name, file.sha256))
        except Fault as fault:
            faults.on_file(file.sha256, fault)
    return merge(records)


def remembered(
    recall: Recall | None, dossier: Dossier, policy: Policy, reference: Reference, as_of: date
) -> Memory | None:
    """What the memory holds that may concern the bundle's lots; None without a memory."""
    return None if recall is None else recall.about(recollect(dossier, reference, policy, as_of))


def judge(
    dossier: Dossier, policy: Policy, reference: Reference, as_of: date, memory: Memory | None = None
) -> tuple[CheckedLot, ...]:
    """Lots formed and every rule run on each, the policy's plug-ins among them."""
    return check(dossier, reference, policy, as_of, plugins=rules_of_plugins(policy.plugins), memory=memory)


def passports_of(
    lots: Sequence[CheckedLot], dossier: Dossier, makers: MadeBy, as_of: date, earlier: Sequence[Known] = ()
) -> tuple[Passport, ...]:
    """One unsigned passport per lot, in the lots' order; those of derived lots name their parents' passports."""
    return linked([build(lot, dossier, makers, as_of) for lot in lots], earlier)
