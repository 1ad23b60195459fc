"""`lotpass run` in one process and its page workers: the recipe from a bundle to its report and signed passports."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from extract.model import Document
from ingest.errors import Fault
from ingest.limits import SECONDS_PER_PAGE
from ingest.model import Page, SourceFile
from ingest.originals import Originals
from ingest.read import read_page
from lotpass import steps
from lotpass.conclusion import Conclusion
from lotpass.errors import NoSpace
from lotpass.pool import Call, GuardedPool
from lotpass.progress import Reporter
from lotpass.report import Report
from passport.keys import SigningKey
from passport.model import Passport
from passport.sign import seal
from validate.model import Dossier
from validate.policy import Policy
from validate.reference import Reference


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


def run(job: Job, key: Callable[[], SigningKey], reporter: Reporter) -> Report:
    """Runs the job and writes `report.json` and the passports into `job.out`; gives the report.

    `key` makes or opens the signing key when the first passport is signed. Raises `Fault`s for the environment's
    failures (a missing engine, no space); a bad file is never one.
    """
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lotpass-") as scratch, GuardedPool(job.jobs, job.memory) as pool:
        originals = Originals(Path(scratch))
        call: steps.Run = partial(pool.call, seconds=steps.SECONDS_PER_FILE)
        intake = steps.take_in(job.paths, job.custody, originals, call)
        for file in intake.files:
            if file.status == "quarantined":
                reporter.note(f"quarantined {file.name}: {file.reason}")
        files, by_file, pages = _read(intake.files, originals, pool, reporter)
        custody, faults = steps.custody_of(files, originals, call)
    files = steps.with_custody_faults(files, faults)
    dossier = Dossier(files=files, documents=steps.numbered(by_file), custody=custody)
    conclusion = conclude(dossier, job.policy, job.reference, job.as_of, reporter, pages)
    report = conclusion.report(job.as_of, time.monotonic() - started)
    write(conclusion.passports, report, job.out, key)
    return report


def _read(
    files: tuple[SourceFile, ...], originals: Originals, pool: GuardedPool, reporter: Reporter
) -> tuple[tuple[SourceFile, ...], list[tuple[Document, ...]], int]:
    """Reads every page side by side, and each file's documents as soon as its last page is there."""
    wanted = steps.pages_to_read(files)
    reporter.begin("pages", len(wanted))
    left = {file.sha256: file.pages for file, _ in wanted}
    read: dict[str, list[Page]] = {file.sha256: [] for file, _ in wanted}
    faults: dict[str, dict[int, Fault]] = {}
    documents: dict[str, tuple[Document, ...]] = {}
    calls = (
        Call(
            (file.sha256, number, file.name),
            read_page,
            (originals.path(file.sha256), file.sha256, file.media_type, number),
            SECONDS_PER_PAGE,
        )
        for file, number in wanted
    )
    for answer in pool.run(calls):
        sha256, number, name = _key(answer.key)
        reporter.step("pages", f"{name} {number}")
        if answer.fault is None:
            read[sha256].append(answer.value)
        else:
            steps.stop_if_engine_missing(answer.fault)
            faults.setdefault(sha256, {})[number] = answer.fault
        left[sha256] -= 1
        if left[sha256] == 0:
            pages = sorted(read.pop(sha256), key=lambda page: page.number)
            documents[sha256] = pool.call(steps.documents_of, pages, seconds=steps.SECONDS_PER_FILE) if pages else ()
    files = steps.with_page_faults(files, faults)
    for file in files:
        if file.sha256 in faults and file.role == "none":
            reporter.note(f"quarantined {file.name}: {file.reason}")
    return files, [documents[sha256] for sha256 in left], len(wanted)


def _key(key: Any) -> tuple[str, int, str]:
    sha256, number, name = key
    return sha256, number, name


def conclude(
    dossier: Dossier, policy: Policy, reference: Reference, as_of: date, reporter: Reporter, pages: int
) -> Conclusion:
    """From all that was read to checked lots and unsigned passports."""
    lots = steps.judge(dossier, policy, reference, as_of)
    reporter.begin("passports", len(lots))
    makers = steps.made_by(policy, reference)
    passports = steps.passports_of(lots, dossier, makers, as_of)
    for lot in lots:
        reporter.step("passports", lot.lot.id)
    return Conclusion(dossier=dossier, lots=lots, passports=passports, makers=makers, pages=pages)


def write(passports: Sequence[Passport], report: Report, out: Path, key: Callable[[], SigningKey]) -> None:
    """Signs and writes the passports, then the report: a report that is there names passports that are there."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        if passports:
            signing = key()
            now = datetime.now(UTC)
            for name, passport in zip(report.passports, passports, strict=True):
                write_file(out / name, seal(passport, signing, now))
        write_file(out / "report.json", report.as_text().encode())
    except OSError as error:
        raise NoSpace(out, error) from error


def write_file(path: Path, data: bytes) -> None:
    """Writes whole or not at all: a reader never sees half a file."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with fresh.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def missing(paths: Sequence[Path]) -> list[Path]:
    """The paths that are not there."""
    return [path for path in paths if not path.exists()]
