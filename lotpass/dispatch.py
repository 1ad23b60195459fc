"""`lotpass run --broker`: enters a bundle in the ledger, rings for it, waits, and writes what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from celery import Celery
from kombu.exceptions import OperationalError

from ingest.errors import EngineMissing
from ingest.originals import Originals
from lotpass import outputs
from lotpass.conclusion import Conclusion
from lotpass.errors import EnvironmentFailure
from lotpass.ledger import Ledger
from lotpass.memory import STORE
from lotpass.progress import Reporter
from lotpass.report import Report
from lotpass.run import Job
from lotpass.settings import Settings
from lotpass.step_faults import fault_of
from lotpass.store import Work, open_store
from lotpass.tasks import celery_app, ring
from passport.keys import SigningKey
from passport.lineage import linked

LOOK_EVERY = 0.25
"""Seconds between two looks at the ledger."""

WORKER_PATIENCE = 15.0
"""Seconds after which the user is told that no worker has taken up the bundle."""

BROKER_PATIENCE = 600.0
"""Seconds for which a broker that went away is waited for: a restart, or a move to another machine."""


def run_on_broker(
    job: Job,
    broker: str,
    settings: Settings,
    key: Callable[[], SigningKey],
    reporter: Reporter,
    enter: outputs.Enter | None = None,
) -> Report:
    """Runs the job on the broker's workers; gives the same report and passports as a run in this process.

    While it waits it is the sweeper: steps whose message was lost, or whose worker died, are rung for again.
    Raises EnvironmentFailure when the broker or the store is out of reach.
    """
    started = time.monotonic()
    outputs.prepare(job.out)
    ledger = Ledger(open_store(settings), settings.lease)
    bell = _Bell(celery_app(broker), ledger, reporter)
    bundle = ledger.enter(
        [str(path.absolute()) for path in job.paths],
        [str(path.absolute()) for path in job.custody],
        job.as_of,
        job.policy.model_dump(mode="json"),
        outputs.earlier(job.out, job.paths),
        _memory(job),
    )
    shown, begun, warned = 0, False, False
    while True:
        bell.ring(bundle)
        if not warned and time.monotonic() - started > WORKER_PATIENCE:
            warned = True
            if ledger.untouched(bundle):
                reporter.note("no worker has taken up the bundle yet: start one by `lotpass worker`")
        ended, total = ledger.progress(bundle)
        if total and not begun:
            reporter.begin("pages", total)
            begun = True
        for _ in range(ended - shown):
            reporter.step("pages")
        shown = max(shown, ended)
        for work in (*ledger.work(bundle, "open"), *ledger.work(bundle, "conclude")):
            if work.state == "failed":
                raise _stopped_by(work)
            if work.step == "conclude" and work.state == "done" and work.result is not None:
                data = Originals(settings.derived).path(work.result).read_bytes()
                return _finished(Conclusion.model_validate_json(data), job, started, key, reporter, enter)
        time.sleep(LOOK_EVERY)


def _memory(job: Job) -> str | None:
    """Where the memory lies, as workers are told it: a database's URL stays out of the ledger, they know it."""
    if isinstance(job.past, Path):
        return str(job.past.absolute())
    return STORE if job.past is not None else None


def _finished(
    conclusion: Conclusion,
    job: Job,
    started: float,
    key: Callable[[], SigningKey],
    reporter: Reporter,
    enter: outputs.Enter | None,
) -> Report:
    for file in conclusion.dossier.files:
        if file.status == "quarantined":
            reporter.note(f"quarantined {file.name}: {file.reason}")
    if job.parents:  # workers know nothing of the caller's folders: what they built is linked anew here
        conclusion = conclusion.model_copy(update={"passports": linked(conclusion.passports, job.parents)})
    report = conclusion.report(job.as_of, time.monotonic() - started)
    outputs.write(conclusion.passports, report, job.out, key, enter)
    return report


def _stopped_by(work: Work) -> EnvironmentFailure:
    fault = fault_of(work)
    return EnvironmentFailure(
        fault.code if isinstance(fault, EngineMissing | EnvironmentFailure) else "not-concluded",
        fault.cause,
        fault.remedy or "See the workers' log, and run the bundle again.",
    )


class _Bell:
    """Rings the workers, and bears with a broker that is away for a while, once it was there."""

    def __init__(self, app: Celery, ledger: Ledger, reporter: Reporter) -> None:
        self._app, self._ledger, self._reporter = app, ledger, reporter
        self._there = False
        self._away_since: float | None = None

    def ring(self, bundle: str) -> None:
        """Rings for what is due; raises EnvironmentFailure (`no-broker`) when the broker does not come back."""
        try:
            if ring(self._app, self._ledger, bundle):
                self._there, self._away_since = True, None
        except OperationalError as error:
            now = time.monotonic()
            if self._away_since is None:
                self._away_since = now
                if self._there:
                    self._reporter.note("the broker is out of reach: waiting for it to come back")
            if not self._there or now - self._away_since > BROKER_PATIENCE:
                raise EnvironmentFailure(
                    "no-broker", "The broker is out of reach.", "Start Redis, or leave out --broker to run without one."
                ) from error
