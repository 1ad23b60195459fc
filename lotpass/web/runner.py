"""Runs what was handed in, one bundle after another, by the same recipe as `lotpass run`."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import Fault
from ingest.originals import Originals
from lotpass import outputs
from lotpass.memory import Place
from lotpass.picturing import Stock
from lotpass.progress import Silent
from lotpass.report import exit_code
from lotpass.run import Job, run
from lotpass.scratch import scratch_folder
from lotpass.web.submissions import Received, Submission, Submissions
from passport.keys import SigningKey
from passport.lineage import Known
from validate.policy import Policy
from validate.reference import Reference

LOOK_EVERY = 5.0
"""Seconds between two looks for waiting bundles when nobody rang."""

log = logging.getLogger("lotpass.serve")


@dataclass(frozen=True, slots=True)
class Means:
    """What every run of the service is made with; `folder` holds a folder of results for each submission, and `enter`
    enters passports into the log; `parents` gives the passports issued before, as they are when a bundle is run.
    """

    originals: Originals
    folder: Path
    jobs: int
    memory: int
    policy: Policy
    reference: Reference
    key: Callable[[], SigningKey]
    cache: Path | None = None
    cache_bytes: int = 0
    past: Place | None = None
    enter: outputs.Enter | None = None
    parents: Callable[[], tuple[Known, ...]] = tuple

    def results(self, submission: str) -> Path:
        """Where the report and the passports of a submission lie."""
        return self.folder / submission


END_WITHIN = 20.0
"""Seconds that a run in the middle of its pages has to tidy up when the service ends."""


class Stopped(BaseException):
    """The service ends: the run is broken off, tidies up, and its bundle waits for the next service."""


class Runner:
    """One thread that runs waiting submissions; use as a context manager. `ring` tells it that one has come."""

    def __init__(self, submissions: Submissions, means: Means) -> None:
        self._submissions = submissions
        self._means = means
        self._bell = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._work, name="runner", daemon=True)
        self.progress = Progress()
        self.originals = means.originals
        self.results = means.results
        self.stock = Stock(means.originals, means.cache, means.cache_bytes, means.memory, means.jobs)

    def __enter__(self) -> Runner:
        self._submissions.give_back()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Takes nothing new and breaks off what runs; it waits again when the service comes back."""
        self._ended.set()
        self._bell.set()
        self._thread.join(END_WITHIN)

    def ring(self) -> None:
        """A submission has come."""
        self._bell.set()

    def _work(self) -> None:
        while not self._ended.is_set():
            try:
                submission = self._submissions.take()
                if submission is not None:
                    self._run(submission)
                    continue
            except Exception:
                # The store may be out of reach for a while; what was handed in is in it, and is tried again.
                log.exception("waiting bundles could not be looked for")
            self._bell.wait(LOOK_EVERY)
            self._bell.clear()

    def _run(self, submission: Submission) -> None:
        self.progress = Progress(submission.id, self._ended)
        try:
            code = self._report(submission)
        except Stopped:
            log.info("bundle %s waits for the next start", submission.id)
        except Fault as fault:
            log.error("bundle %s: %s", submission.id, fault.cause)
            self._submissions.failed(submission.id, fault.cause, fault.remedy)
        except OSError as error:
            log.error("bundle %s: %s", submission.id, error)
            self._submissions.failed(
                submission.id, f"{error.strerror or error}.", "Check the disk and the rights on it."
            )
        except Exception as error:
            log.exception("bundle %s", submission.id)
            cause = f"An internal failure stopped it ({type(error).__name__})."
            self._submissions.failed(submission.id, cause, "The service's log has the details.")
        else:
            self._submissions.done(submission.id, code)

    def _report(self, submission: Submission) -> int:
        """Runs a submission and writes its results; gives the exit code of `lotpass run`."""
        means = self._means
        with scratch_folder() as folder:
            papers = laid_out(submission.files, "papers", means.originals, folder / "papers")
            custody = laid_out(submission.files, "custody", means.originals, folder / "custody")
            job = Job(
                paths=papers,
                custody=custody,
                out=means.results(submission.id),
                as_of=submission.as_of,
                jobs=means.jobs,
                memory=means.memory,
                policy=means.policy,
                reference=means.reference,
                cache=means.cache,
                cache_bytes=means.cache_bytes,
                past=means.past,
                parents=means.parents(),
            )
            report = run(job, means.key, self.progress, means.enter)
        return exit_code(report.dossier, report.lots)


class Progress(Silent):
    """How far the running submission is: pages ended and pages in all. Raises Stopped once the service ends."""

    def __init__(self, submission: str = "", ended: threading.Event | None = None) -> None:
        self.submission = submission
        self._ended = ended or threading.Event()
        self.pages = 0
        self.total = 0

    def begin(self, stage: str, total: int | None) -> None:
        """Keeps how many pages there are."""
        if stage == "pages":
            self.total = total or 0

    def step(self, stage: str, what: str = "") -> None:
        """Counts a page."""
        if self._ended.is_set():
            raise Stopped
        if stage == "pages":
            self.pages += 1


def laid_out(files: Sequence[Received], role: str, originals: Originals, folder: Path) -> tuple[Path, ...]:
    """Kept originals under the names that their senders gave them, as links in `folder`; one link a file.

    A name is cut down to its last part, so that it cannot lead out of the folder; of several files with one name
    each but the first lies in a folder of its own.
    """
    paths = []
    for number, file in enumerate(file for file in files if file.role == role):
        name = safe_name(file.name)
        path = folder / name
        if path.is_symlink():
            path = folder / str(number) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(originals.path(file.sha256).absolute())
        paths.append(path)
    return tuple(paths)


def safe_name(name: str) -> str:
    """The last part of a name as a sender gives it, without signs that no file name may have."""
    last = name.replace("\\", "/").rpartition("/")[2].replace("\0", "\ufffd").strip()
    last = last if last not in ("", ".", "..") else "unnamed"
    if last.startswith(outputs.DRAFT):  # such names are our own drafts, which a run passes over
        last = f"_{last}"
    encoded = last.encode("utf-8", "replace")
    if len(encoded) > 200:  # bytes; file systems allow 255
        stem, dot, ending = last.rpartition(".")
        ending = dot + ending if dot and len(ending) <= 10 else ""
        with suppress(UnicodeDecodeError):
            last = (stem or last).encode("utf-8", "replace")[:180].decode("utf-8", "ignore") + ending
    return last
