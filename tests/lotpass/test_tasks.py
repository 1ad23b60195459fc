"""A task claims its step, does it, and settles it in the ledger, whatever comes of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from celery import Celery

from ingest.errors import Unreadable
from ingest.model import SourceFile
from ingest.originals import Originals
from lotpass.ledger import ATTEMPTS, Ledger
from lotpass.pool import GuardedPool
from lotpass.settings import Settings
from lotpass.step_faults import fault_of
from lotpass.store import Work, open_store
from lotpass.tasks import TASKS, Workshop, register, ring
from tests.lotpass.test_ledger import DAY

Perform = Callable[[Work, Callable[[Work], None]], None]

SHA256 = hashlib.sha256(b"paper").hexdigest()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    engine = open_store(Settings(data=tmp_path))
    yield Ledger(engine, lease=60)
    engine.dispose()


@pytest.fixture
def bundle(ledger: Ledger) -> str:
    """A bundle of one page that is due."""
    file = SourceFile.model_validate(
        {"name": "a.pdf", "sha256": SHA256, "media_type": "application/pdf", "bytes": 5, "pages": 1, "role": "pages"}
        | {"status": "read"}
    )
    entered = ledger.enter(["a"], [], DAY, {})
    [first] = ledger.due(entered)
    assert ledger.claim(first.id) is not None
    ledger.opened(first.id, entered, [file], [(file, 1)])
    return entered


@pytest.fixture
def perform(ledger: Ledger, tmp_path: Path) -> Perform:
    """Runs a page's task with a function in the place of the reading."""

    def run(work: Work, function: Callable[[Work], None]) -> None:
        with Celery("test", broker="memory://") as app, GuardedPool(1, 500_000_000) as pool:
            workshop = Workshop(ledger, Originals(tmp_path / "o"), Originals(tmp_path / "d"), pool)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(Workshop, "page", lambda _, work: function(work))
                register(app, workshop)
                app.tasks[TASKS["page"]](work.id)

    return run


def page_of(ledger: Ledger, bundle: str) -> Work:
    [work] = ledger.work(bundle, "page")
    return work


def test_a_fault_is_an_answer(ledger: Ledger, bundle: str, perform: Perform) -> None:
    def torn(_: Work) -> None:
        raise Unreadable("damaged", "It is torn\0 here.")

    perform(page_of(ledger, bundle), torn)
    fault = fault_of(page_of(ledger, bundle))
    assert (type(fault), fault.code, fault.cause) == (Unreadable, "damaged", "It is torn\ufffd here.")


def test_what_nobody_foresaw_is_tried_again_a_bounded_number_of_times(
    ledger: Ledger, bundle: str, perform: Perform
) -> None:
    def wrong(_: Work) -> None:
        raise ZeroDivisionError

    for attempt in range(1, ATTEMPTS + 1):
        with pytest.raises(ZeroDivisionError):
            perform(page_of(ledger, bundle), wrong)
        work = page_of(ledger, bundle)
        assert (work.state, work.attempts) == ("waiting" if attempt < ATTEMPTS else "failed", attempt)
    assert fault_of(page_of(ledger, bundle)).code == "internal"


def test_a_step_that_another_has_taken_is_left_alone(ledger: Ledger, bundle: str, perform: Perform) -> None:
    work = page_of(ledger, bundle)
    assert ledger.claim(work.id) is not None
    perform(work, lambda _: pytest.fail("the step was done twice"))


def test_what_could_not_be_rung_for_is_due_again(ledger: Ledger, bundle: str) -> None:
    from kombu.exceptions import OperationalError

    app = Celery("test", broker="redis://127.0.0.1:1/0")
    app.conf.task_publish_retry = False
    with pytest.raises(OperationalError):
        ring(app, ledger, bundle)
    app.close()
    assert [item.id for item in ledger.due(bundle)] == [page_of(ledger, bundle).id]
