"""`lotpass run` in one process and its page workers: the recipe from a bundle to its report and signed passports."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from ingest.limits import SECONDS_PER_FILE
from ingest.originals import Originals
from lotpass import guarded, outputs, steps
from lotpass.cache import Cache
from lotpass.conclusion import Conclusion
from lotpass.made_by import cache_version, made_by
from lotpass.memory import Place, remembering
from lotpass.pool import GuardedPool
from lotpass.progress import Reporter
from lotpass.reading import Desk, opened_before, read_files
from lotpass.report import Report
from lotpass.scratch import scratch_folder
from passport.keys import SigningKey
from passport.lineage import Known
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
    past: Place | None = None
    """Where the memory of earlier lots lies."""
    cache: Path | None = None
    """The folder of what was read before; None: everything is read anew."""
    cache_bytes: int = 0
    """Most bytes that are kept there."""
    parents: tuple[Known, ...] = ()
    """Passports issued before, which passports of derived lots name as their parents'."""


def run(job: Job, key: Callable[[], SigningKey], reporter: Reporter, enter: outputs.Enter | None = None) -> Report:
    """Runs the job and writes `report.json` and the passports into `job.out`; gives the report.

    `key` makes or opens the signing key when the first passport is signed; `enter` enters passports into the log.
    Raises `Fault`s for the environment's failures (a missing engine, no space); a bad file is never one.
    """
    started = time.monotonic()
    outputs.prepare(job.out)
    left_out = outputs.earlier(job.out, job.paths)
    with scratch_folder() as scratch, GuardedPool(job.jobs, job.memory) as pool:
        originals = Originals(scratch / ORIGINALS)
        call: steps.Run = partial(pool.call, seconds=SECONDS_PER_FILE)
        engines: dict[str, str] = call(guarded.engines)
        cache = _cache(job, engines, call)
        reporter.begin("files", None)
        files = steps.take_in(job.paths, job.custody, originals, _told(opened_before(call, cache), reporter), left_out)
        for file in files:
            if file.status == "quarantined":
                reporter.note(f"quarantined {file.name}: {file.reason}")
        faults = steps.Faults()
        by_file, pages = read_files(files, Desk(scratch, originals, pool, cache, reporter), faults)
        custody = steps.custody_of(files, originals, call, faults)
        if cache is not None:
            cache.clear_old()
            if cache.trouble is not None:
                reporter.note(f"what was read could not be kept in {cache.folder}: {cache.trouble.strerror}")
    quarantined = steps.with_faults(files, faults)
    for before, after in zip(files, quarantined, strict=True):
        if before.status != after.status:
            reporter.note(f"quarantined {after.name}: {after.reason}")
    dossier = Dossier(files=quarantined, documents=steps.numbered(by_file), custody=custody)
    with remembering(job.past) if job.past is not None else nullcontext() as recall:
        memory = steps.remembered(recall, dossier, job.policy, job.reference, job.as_of)
        conclusion = _conclude(dossier, job, engines, reporter, pages, memory)
        report = conclusion.report(job.as_of, time.monotonic() - started)
        outputs.write(conclusion.passports, report, job.out, key, enter)
        if recall is not None and memory is not None:
            recall.note(memory)
    return report


def _told(call: steps.Run, reporter: Reporter) -> steps.Run:
    """The call, with a step of the stage `files` told after each."""

    def told(function: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return call(function, *arguments)
        finally:
            reporter.step("files")

    return told


def _cache(job: Job, engines: dict[str, str], call: steps.Run) -> Cache | None:
    """What was read before, where the job wants it used."""
    if job.cache is None:
        return None
    return Cache(job.cache, job.cache_bytes, cache_version(engines, call(guarded.surroundings)))


def _conclude(
    dossier: Dossier, job: Job, engines: dict[str, str], reporter: Reporter, pages: int, memory: Memory | None
) -> Conclusion:
    """From all that was read to checked lots and unsigned passports."""
    reporter.begin("checks", None)
    lots = steps.judge(dossier, job.policy, job.reference, job.as_of, memory)
    reporter.begin("passports", len(lots))
    makers = made_by(job.policy, job.reference, engines, memory)
    passports = steps.passports_of(lots, dossier, makers, job.as_of, job.parents)
    for lot in lots:
        reporter.step("passports", lot.lot.id)
    return Conclusion(dossier=dossier, lots=lots, passports=passports, makers=makers, pages=pages)
