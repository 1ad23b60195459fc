"""The pipeline's steps, one function each: the same in `lotpass run`, in a Celery task and in a test.

bundle -> files -> pages -> documents -> checked lots -> passports. What a step needs is passed in; the steps that
open foreign bytes are handed a `call` that runs a function in a guarded worker.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import extract
import extract.read
import ingest
from extract.model import Document
from ingest.bundle import collect, quarantined
from ingest.errors import EngineMissing, Fault, Unreadable
from ingest.limits import TEXT_BYTES
from ingest.model import Page, SourceFile
from ingest.originals import Originals
from lotpass import __version__
from passport.build import build
from passport.model import MadeBy, Passport
from validate.check import check, rules
from validate.custody.read import read_custody
from validate.model import CheckedLot, CustodyRecord, Dossier
from validate.policy import Policy
from validate.reference import Reference

SECONDS_PER_FILE = 120.0
"""How long opening one file, or making documents of its pages, may take: a thick archive or stack, slow disk."""

Run = Callable[..., Any]
"""`call(function, *arguments)`: runs a function where it may crash without harm, and gives its value."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A bundle taken in: every file found, with the custody files that were named beside it."""

    files: tuple[SourceFile, ...]


def take_in(paths: Sequence[Path], custody: Sequence[Path], originals: Originals, call: Run) -> Intake:
    """Collects the bundle's files and the custody files named by the caller; nothing is read yet but their kind.

    A file given as custody that is no custody record is quarantined.
    """
    files = list(collect(paths, originals, call))
    known = {file.sha256 for file in files}
    for found in collect(custody, originals, call) if custody else ():
        if found.sha256 in known:
            continue
        if found.status == "read" and found.role not in ("custody", "container"):
            found = quarantined(
                found, "not-custody", "It was given as custody records and is none: neither the CSV nor EPCIS 2.0 JSON."
            )
        files.append(found)
    return Intake(tuple(files))


def pages_to_read(files: Iterable[SourceFile]) -> list[tuple[SourceFile, int]]:
    """Every page of every distinct file, once, in the bundle's order."""
    wanted: list[tuple[SourceFile, int]] = []
    seen: set[str] = set()
    for file in files:
        if file.role != "pages" or file.status != "read" or file.sha256 in seen:
            continue
        seen.add(file.sha256)
        wanted.extend((file, number) for number in range(1, file.pages + 1))
    return wanted


def with_page_faults(files: Iterable[SourceFile], faults: Mapping[str, Mapping[int, Fault]]) -> tuple[SourceFile, ...]:
    """Quarantines the files of which pages could not be read (by SHA-256, page number); says which and why.

    The pages that could be read stay: what they state is still checked.
    """
    result = []
    for file in files:
        failed = faults.get(file.sha256)
        if failed and file.role == "pages":
            numbers = sorted(failed)
            first = failed[numbers[0]]
            if len(numbers) < file.pages:
                which = ", ".join(str(number) for number in numbers[:10]) + (" …" if len(numbers) > 10 else "")
                reason = f"Page {which} of {file.pages} could not be read: {first.cause}"
            else:
                reason = first.cause
            file = quarantined(file, first.code, reason)
        result.append(file)
    return tuple(result)


def documents_of(pages: Sequence[Page]) -> tuple[Document, ...]:
    """The documents on the pages of one file (in page order); their ids count within the file."""
    return extract.read.extract_file(pages)


def numbered(by_file: Iterable[tuple[Document, ...]]) -> tuple[Document, ...]:
    """All documents of the bundle under the ids d1, d2 … in the bundle's order."""
    documents = [document for documents in by_file for document in documents]
    return tuple(document.model_copy(update={"id": f"d{n}"}) for n, document in enumerate(documents, 1))


def custody_of(files: Iterable[SourceFile], originals: Originals, call: Run) -> tuple[CustodyRecord, dict[str, Fault]]:
    """All custody events of the bundle, and by SHA-256 the custody files that could not be read."""
    record = CustodyRecord()
    faults: dict[str, Fault] = {}
    seen: set[str] = set()
    for file in files:
        if file.role != "custody" or file.status != "read" or file.sha256 in seen:
            continue
        seen.add(file.sha256)
        try:
            found: CustodyRecord = call(_read_custody, originals.path(file.sha256), file.name, file.sha256)
        except Fault as fault:
            faults[file.sha256] = fault
            continue
        record = CustodyRecord(
            events=tuple(sorted((*record.events, *found.events), key=lambda event: (event.time, event.id))),
            faults=(*record.faults, *found.faults),
        )
    return record, faults


def _read_custody(path: Path, name: str, sha256: str) -> CustodyRecord:
    if path.stat().st_size > TEXT_BYTES:
        raise Unreadable("too-large", f"The custody file is larger than {TEXT_BYTES:,} bytes.")
    return read_custody(path.read_bytes(), name, sha256)


def with_custody_faults(files: Iterable[SourceFile], faults: Mapping[str, Fault]) -> tuple[SourceFile, ...]:
    """Quarantines the custody files that could not be read."""
    return tuple(
        quarantined(file, faults[file.sha256].code, faults[file.sha256].cause)
        if file.sha256 in faults and file.role == "custody"
        else file
        for file in files
    )


def made_by(policy: Policy, reference: Reference) -> MadeBy:
    """The versions of everything that makes a passport of this installation."""
    return MadeBy(
        lotpass=__version__,
        engines=ingest.versions(),
        extraction=_package_digest(extract),
        rules=_digest([[r.id, *r.codes, r.severity, r.basis, r.tolerance, r.doc] for r in rules()]),
        reference=reference.version,
        policy=_digest(policy.model_dump(mode="json")),
    )


def _package_digest(package: ModuleType) -> str:
    """A short digest of a package's code and tables: what a field was read by, even between two releases."""
    digest = hashlib.sha256()
    for folder in package.__path__:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in (".py", ".csv", ".json", ".toml"):
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _digest(value: Any) -> str:
    """A short digest of what was decided by: the same digest means the same rules, or the same policy."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def judge(dossier: Dossier, policy: Policy, reference: Reference, as_of: date) -> tuple[CheckedLot, ...]:
    """Lots formed and every rule run on each."""
    return check(dossier, reference, policy, as_of)


def passports_of(lots: Sequence[CheckedLot], dossier: Dossier, makers: MadeBy, as_of: date) -> tuple[Passport, ...]:
    """One unsigned passport per lot, in the lots' order."""
    return tuple(build(lot, dossier, makers, as_of) for lot in lots)


def stop_if_engine_missing(fault: Fault) -> None:
    """Raises the fault if it is the machine's and no file's: going on would quarantine every page for it."""
    if isinstance(fault, EngineMissing):
        raise fault
