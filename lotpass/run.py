"""`lotpass run` in one process and its page workers: the recipe from a bundle to its report and signed passports."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from extract.model import Document
from ingest.errors import Fault
from ingest.limits import SECONDS_PER_FILE, SECONDS_PER_PAGE
from ingest.model import SourceFile
from ingest.originals import Originals
from lotpass import guarded, outputs, steps
from lotpass.conclusion import Conclusion
from lotpass.errors import NoSpace
from lotpass.memory import remembering
from lotpass.pool import Call, GuardedPool
from lotpass.progress import Reporter
from lotpass.report import Report
from passport.keys import SigningKey
from validate.memory import Memory
from validate.model import Dossier
from validate.policy import Policy
from validate.reference import Reference

ORIGINALS = "originals"
"""The folder of the originals in a run's scratch folder."""


@dataclass(frozen=True, slots=True)
class Job:
    """One call of `lotpass run`, as the user asked for it."""

    paths: tuple[Path, ...]
    custody: tuple[Path, ...]
    out: Path
    as_of: date
    jobs: int
    memory: int
    policy: Policy
    reference: Reference
    past: Path | None = None
    """The folder of the memory of earlier lots."""


def run(job: Job, key: Callable[[], SigningKey], reporter: Reporter) -> Report:
    """Runs the job and writes `report.json` and the passports into `job.out`; gives the report.

    `key` makes or opens the signing key when the first passport is signed. Raises `Fault`s for the environment's
    failures (a missing engine, no space); a bad file is never one.
    """
    started = time.monotonic()
    outputs.prepare(job.out)
    left_out = outputs.earlier(job.out, job.paths)
    with scratch_folder() as scratch, GuardedPool(job.jobs, job.memory) as pool:
        originals = Originals(scratch / ORIGINALS)
        call: steps.Run = partial(pool.call, seconds=SECONDS_PER_FILE)
        reporter.begin("files", None)
        files = steps.take_in(job.paths, job.custody, originals, _told(call, reporter), left_out)
        for file in files:
            if file.status == "quarantined":
                reporter.note(f"quarantined {file.name}: {file.reason}")
        faults = steps.Faults()
        by_file, pages = _read(files, scratch, pool, reporter, faults)
        custody = steps.custody_of(files, originals, call, faults)
        engines: dict[str, str] = call(guarded.engines)
    quarantined = steps.with_faults(files, faults)
    for before, after in zip(files, quarantined, strict=True):
        if before.status != after.status:
            reporter.note(f"quarantined {after.name}: {after.reason}")
    dossier = Dossier(files=quarantined, documents=steps.numbered(by_file), custody=custody)
    with remembering(job.past) if job.past is not None else nullcontext() as recall:
        memory = steps.remembered(recall, dossier, job.policy, job.reference, job.as_of)
        conclusion = _conclude(dossier, job, engines, reporter, pages, memory)
        report = conclusion.report(job.as_of, time.monotonic() - started)
        outputs.write(conclusion.passports, report, job.out, key)
        if recall is not None and memory is not None:
            recall.note(memory)
    return report


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder for the originals while they are read, gone afterwards however the run ends."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="lotpass-")
    except OSError as error:
        raise NoSpace(Path(tempfile.gettempdir()), error, "Set TMPDIR to a folder that can be written.") from error
    with folder as name:
        yield Path(name)


def _told(call: steps.Run, reporter: Reporter) -> steps.Run:
    """The call, with a step of the stage `files` told after each."""

    def told(function: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return call(function, *arguments)
        finally:
            reporter.step("files")

    return told


def _read(
    files: Sequence[SourceFile], scratch: Path, pool: GuardedPool, reporter: Reporter, faults: steps.Faults
) -> tuple[list[tuple[Document, ...]], int]:
    """Reads every page side by side, and each file's documents as soon as its last page is there.

    Gives the documents by file, in the bundle's order, and the number of pages. Pages wait in `scratch`.
    """
    wanted = steps.pages_to_read(files)
    left = {file.sha256: file.pages for file, _ in wanted}
    reporter.begin("pages", len(wanted))
    reporter.begin("documents", len(left))
    read: dict[str, dict[int, Path]] = {sha256: {} for sha256 in left}
    documents: dict[str, tuple[Document, ...]] = {}
    originals = Originals(scratch / ORIGINALS)
    calls = (
        Call(
            (file.sha256, number, file.name),
            guarded.page_of,
            (originals.path(file.sha256), file.sha256, file.media_type, number),
            SECONDS_PER_PAGE,
        )
        for file, number in wanted
    )
    with closing(pool.run(calls)) as answers:
        for answer in answers:
            sha256, number, name = _key(answer.key)
            reporter.step("pages", f"{name} {number}")
            if answer.fault is None:
                read[sha256][number] = _put_by(answer.value, scratch / f"{sha256}-{number}")
            else:
                faults.on_page(sha256, number, answer.fault)
            left[sha256] -= 1
            if left[sha256] == 0:
                documents[sha256] = _documents(sha256, read.pop(sha256), pool, faults)
                reporter.step("documents", name)
    return [documents[sha256] for sha256 in left], len(wanted)


def _put_by(page: bytes, path: Path) -> Path:
    try:
        path.write_bytes(page)
    except OSError as error:
        raise NoSpace(path.parent, error, "Set TMPDIR to a folder with more room.") from error
    return path


def _documents(sha256: str, pages: dict[int, Path], pool: GuardedPool, faults: steps.Faults) -> tuple[Document, ...]:
    if not pages:
        return ()
    in_order = [pages[number] for number in sorted(pages)]
    try:
        return pool.call(guarded.documents_of, in_order, seconds=steps.seconds_for_documents(len(pages)))
    except Fault as fault:
        faults.on_file(sha256, fault)
        return ()
    finally:
        for page in in_order:
            page.unlink()


def _key(key: Any) -> tuple[str, int, str]:
    sha256, number, name = key
    return sha256, number, name


def _conclude(
    dossier: Dossier, job: Job, engines: dict[str, str], reporter: Reporter, pages: int, memory: Memory | None
) -> Conclusion:
    """From all that was read to checked lots and unsigned passports."""
    reporter.begin("checks", None)
    lots = steps.judge(dossier, job.policy, job.reference, job.as_of, memory)
    reporter.begin("passports", len(lots))
    makers = steps.made_by(job.policy, job.reference, engines, memory)
    passports = steps.passports_of(lots, dossier, makers, job.as_of)
    for lot in lots:
        reporter.step("passports", lot.lot.id)
    return Conclusion(dossier=dossier, lots=lots, passports=passports, makers=makers, pages=pages)
