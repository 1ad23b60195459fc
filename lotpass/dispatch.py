"""`lotpass run --broker`: enters a bundle in the ledger, rings for it, waits, and writes what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable

from kombu.exceptions import OperationalError

from ingest.originals import Originals
from lotpass.conclusion import Conclusion
from lotpass.errors import EnvironmentFailure
from lotpass.ledger import Ledger, fault_of
from lotpass.progress import Reporter
from lotpass.report import Report
from lotpass.run import Job, write
from lotpass.settings import Settings
from lotpass.store import open_store
from lotpass.tasks import celery_app, ring
from passport.keys import SigningKey

LOOK_EVERY = 0.25
"""Seconds between two looks at the ledger."""


def run_on_broker(
    job: Job, broker: str, settings: Settings, key: Callable[[], SigningKey], reporter: Reporter
) -> Report:
    """Runs the job on the broker's workers; gives the same report and passports as a run in this process.

    While it waits it is the sweeper: steps whose message was lost, or whose worker died, are rung for again.
    Raises EnvironmentFailure when the broker or the store is out of reach.
    """
    started = time.monotonic()
    ledger = Ledger(open_store(settings), settings.lease)
    app = celery_app(broker)
    bundle = ledger.enter(
        [str(path.absolute()) for path in job.paths],
        [str(path.absolute()) for path in job.custody],
        job.as_of,
        job.policy.model_dump(mode="json"),
    )
    shown, begun = 0, False
    while True:
        try:
            ring(app, ledger, bundle)
        except OperationalError as error:
            raise EnvironmentFailure(
                "no-broker", "The broker is out of reach.", "Start Redis, or leave out --broker to run without one."
            ) from error
        ended, total = ledger.progress(bundle)
        if total and not begun:
            reporter.begin("pages", total)
            begun = True
        for _ in range(ended - shown):
            reporter.step("pages")
        shown = max(shown, ended)
        for work in (*ledger.work(bundle, "open"), *ledger.work(bundle, "conclude")):
            if work.state == "failed":
                fault = fault_of(work)
                remedy = fault.remedy or "See the workers' log, and run the bundle again."
                raise EnvironmentFailure("not-concluded", fault.cause, remedy)
            if work.step == "conclude" and work.state == "done" and work.result is not None:
                data = Originals(settings.derived).path(work.result).read_bytes()
                conclusion = Conclusion.model_validate_json(data)
                report = conclusion.report(job.as_of, time.monotonic() - started)
                write(conclusion.passports, report, job.out, key)
                return report
        time.sleep(LOOK_EVERY)
