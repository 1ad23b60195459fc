"""The pipeline as Celery tasks: the same steps as `lotpass run`, each on one id; messages carry nothing else.

A task claims its step in the ledger, runs the stage function in a guarded worker process, stores what it made by
its digest, commits, and then rings for what has become due. A message that comes twice finds the step taken.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from celery import Celery
from kombu.exceptions import OperationalError
from pydantic import TypeAdapter

from extract.model import Document
from ingest.errors import Fault
from ingest.limits import SECONDS_PER_FILE, SECONDS_PER_PAGE
from ingest.originals import Originals
from lotpass import guarded, steps
from lotpass.conclusion import Conclusion
from lotpass.ledger import Ledger
from lotpass.made_by import made_by, reading_version
from lotpass.memory import place_of, remembering
from lotpass.pool import GuardedPool
from lotpass.settings import Settings
from lotpass.step_faults import fault_of
from lotpass.store import Step, Work, open_store
from lotpass.tables import paths_in, tables
from validate.model import Dossier
from validate.policy import Policy

DOCUMENTS: TypeAdapter[tuple[Document, ...]] = TypeAdapter(tuple[Document, ...])

TASKS: dict[Step, str] = {
    "open": "lotpass.open",
    "page": "lotpass.page",
    "documents": "lotpass.documents",
    "conclude": "lotpass.conclude",
}


def celery_app(broker: str) -> Celery:
    """The Celery application on a broker: ids in JSON, no result backend, acknowledged after the work."""
    app = Celery("lotpass", broker=broker)
    app.conf.update(
        task_serializer="json",
        accept_content=["json"],
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        broker_connection_retry_on_startup=True,
        task_default_queue="lotpass",
        timezone="UTC",
    )
    return app


def ring(app: Celery, ledger: Ledger, bundle: str) -> int:
    """Sends a message for every step of the bundle that is due; gives how many.

    Raises kombu's OperationalError when the broker is out of reach; what was not sent is due again at once.
    """
    due = ledger.due(bundle)
    for position, item in enumerate(due):
        try:
            app.send_task(TASKS[item.step], args=[item.id])
        except OperationalError:
            ledger.not_rung([item.id for item in due[position:]])
            raise
    return len(due)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the tasks of one worker share."""

    ledger: Ledger
    originals: Originals
    derived: Originals
    pool: GuardedPool

    def pages_of(self, bundle: str, subject: str) -> list[Path]:
        """Where the pages of a file lie that were read, in order."""
        return [
            self.derived.path(work.result)
            for work in self.ledger.work(bundle, "page")
            if work.subject == subject and work.result is not None
        ]

    def engines(self) -> dict[str, str]:
        """The engines that this worker reads with."""
        return self.pool.call(guarded.engines, seconds=SECONDS_PER_FILE)

    def open(self, work: Work) -> None:
        """Opens the bundle: every file found and kept, its work entered."""
        bundle = self.ledger.bundle(work.bundle)
        files = steps.take_in(
            [Path(path) for path in bundle.paths],
            [Path(path) for path in bundle.custody],
            self.originals,
            partial(self.pool.call, seconds=SECONDS_PER_FILE),
            frozenset(bundle.left_out),
        )
        version = reading_version(self.engines())
        self.ledger.opened(work.id, work.bundle, files, steps.pages_to_read(files), version)

    def page(self, work: Work) -> None:
        """Reads one page, unless the same bytes were read before by the same versions."""
        result = self.ledger.known(work)
        if result is None:
            page = self.pool.call(
                guarded.page_of,
                self.originals.path(work.subject),
                work.subject,
                work.media_type,
                work.number,
                seconds=SECONDS_PER_PAGE,
            )
            result = self._keep(page)
        self.ledger.finish(work.id, result)

    def documents(self, work: Work) -> None:
        """Makes documents of a file's pages."""
        pages = self.pages_of(work.bundle, work.subject)
        found: tuple[Document, ...] = ()
        if pages:
            found = self.pool.call(guarded.documents_of, pages, seconds=steps.seconds_for_documents(len(pages)))
        self.ledger.finish(work.id, self._keep(DOCUMENTS.dump_json(found)))

    def conclude(self, work: Work) -> None:
        """Forms and checks the lots and builds their passports."""
        bundle = self.ledger.bundle(work.bundle)
        files = self.ledger.files(work.bundle)
        page_work = self.ledger.work(work.bundle, "page")
        faults = steps.Faults()
        for page in page_work:
            if page.state == "failed":
                faults.on_page(page.subject, page.number, fault_of(page))
        by_file = {item.subject: item for item in self.ledger.work(work.bundle, "documents")}
        documents: dict[str, tuple[Document, ...]] = {}
        for subject in dict.fromkeys(file.sha256 for file, _ in steps.pages_to_read(files)):
            item = by_file[subject]
            if item.result is None:
                faults.on_file(subject, fault_of(item))
            else:
                documents[subject] = DOCUMENTS.validate_json(self.derived.path(item.result).read_bytes())
        documents = steps.joined(files, documents, partial(self._paper, page_work))
        call: steps.Run = partial(self.pool.call, seconds=SECONDS_PER_FILE)
        custody = steps.custody_of(files, self.originals, call, faults)
        dossier = Dossier(
            files=steps.with_faults(files, faults), documents=steps.numbered(documents.values()), custody=custody
        )
        policy = Policy.model_validate(bundle.policy)
        settings = Settings.load()  # the worker's own: its tables and lists are those that judge
        reference = tables(settings.reference, paths_in(settings.sanctions))
        engines = self.engines()
        place = place_of(self.ledger.memory(work.bundle), settings)
        with remembering(place) if place is not None else nullcontext() as recall:
            memory = steps.remembered(recall, dossier, policy, reference, bundle.as_of)
            lots = steps.judge(dossier, policy, reference, bundle.as_of, memory)
            makers = made_by(policy, reference, engines, memory)
            conclusion = Conclusion(
                dossier=dossier,
                lots=lots,
                passports=steps.passports_of(lots, dossier, makers, bundle.as_of),
                makers=makers,
                pages=len(page_work),
            )
            kept = self._keep(conclusion.model_dump_json().encode())
            if recall is not None and memory is not None:
                recall.note(memory)
        # Noted first: a worker that dies here concludes anew, and the lots that it noted are themselves.
        self.ledger.finish(work.id, kept)

    def _paper(self, page_work: Sequence[Work], files: Sequence[str]) -> Document:
        """The one document whose pages these files are, one each, in this order."""
        results = {page.subject: page.result for page in page_work if page.result is not None}
        pages = [self.derived.path(results[sha256]) for sha256 in files]
        made: Document = self.pool.call(guarded.paper_of, pages, seconds=steps.seconds_for_documents(len(pages)))
        return made

    def _keep(self, data: bytes) -> str:
        return self.derived.put(io.BytesIO(data))[0]


def register(app: Celery, workshop: Workshop) -> None:
    """Registers the four tasks on the application."""

    def task(step: Step, function: Callable[[Work], None]) -> None:
        @app.task(name=TASKS[step], shared=False)
        def run(step_id: str) -> None:
            work = workshop.ledger.claim(step_id)
            if work is None:
                return
            try:
                with workshop.ledger.kept(step_id):
                    function(work)
            except Fault as fault:
                workshop.ledger.fail(step_id, fault)
            except Exception as error:
                workshop.ledger.give_back(step_id, error)
                raise  # Celery logs it
            finally:
                with suppress(OperationalError):  # without the broker the caller rings, when it is there again
                    ring(app, workshop.ledger, work.bundle)

    task("open", workshop.open)
    task("page", workshop.page)
    task("documents", workshop.documents)
    task("conclude", workshop.conclude)


def work(broker: str, settings: Settings, jobs: int) -> None:
    """Serves as a worker on the broker until stopped: `jobs` tasks side by side, each in a guarded process."""
    engine = open_store(settings)
    app = celery_app(broker)
    with GuardedPool(jobs, settings.memory) as pool:
        workshop = Workshop(
            ledger=Ledger(engine, settings.lease),
            originals=Originals(settings.originals),
            derived=Originals(settings.derived),
            pool=pool,
        )
        register(app, workshop)
        arguments: list[Any] = ["worker", "--pool=threads", f"--concurrency={jobs}", "--loglevel=WARNING"]
        app.worker_main([*arguments, "--without-gossip", "--without-mingle", "--queues=lotpass"])
