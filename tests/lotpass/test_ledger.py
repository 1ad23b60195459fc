"""The ledger on both databases: every step is claimed once, in its turn, and tried a bounded number of times."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from ingest.errors import Unreadable
from ingest.model import SourceFile
from lotpass.ledger import ATTEMPTS, Ledger
from lotpass.settings import Settings
from lotpass.step_faults import fault_of
from lotpass.store import Work, open_store
from tests.lotpass.servers import postgresql_server

DAY = date(2026, 3, 1)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("store")
    if request.param == "sqlite":
        engine = open_store(Settings(data=folder))
        yield engine
        engine.dispose()
    else:
        with postgresql_server() as url:
            engine = open_store(Settings(data=folder, database=url))
            yield engine
            engine.dispose()


@pytest.fixture
def ledger(engine: Engine) -> Ledger:
    return Ledger(engine, lease=60)


def file(sha256: str, pages: int) -> SourceFile:
    return SourceFile(
        name=f"{sha256}.pdf",
        sha256=sha256,
        media_type="application/pdf",
        bytes=1,
        pages=pages,
        role="pages",
        status="read",
    )


def opened(ledger: Ledger, *files: SourceFile) -> str:
    bundle = ledger.enter(["a"], [], DAY, {})
    [first] = ledger.due(bundle)
    work = ledger.claim(first.id)
    assert work is not None
    ledger.opened(work.id, bundle, files, [(f, n) for f in files for n in range(1, f.pages + 1)])
    return bundle


def claimed(ledger: Ledger, bundle: str) -> list[Work]:
    return [work for item in ledger.due(bundle) if (work := ledger.claim(item.id)) is not None]


def test_the_bundle_is_kept_as_entered(ledger: Ledger) -> None:
    bundle = ledger.enter(["/papers"], ["/custody.csv"], DAY, {"x": "1"})
    row = ledger.bundle(bundle)
    assert (row.paths, row.custody, row.as_of, row.policy) == (["/papers"], ["/custody.csv"], DAY, {"x": "1"})


def test_steps_come_in_their_turn(ledger: Ledger) -> None:
    bundle = opened(ledger, file("a" * 64, 2), file("b" * 64, 1))
    assert [f.sha256[0] for f in ledger.files(bundle)] == ["a", "b"]
    pages = claimed(ledger, bundle)
    assert [(work.step, work.subject[0], work.number) for work in pages] == [
        ("page", "a", 1),
        ("page", "a", 2),
        ("page", "b", 1),
    ]
    assert ledger.progress(bundle) == (0, 3)
    assert claimed(ledger, bundle) == []
    ledger.finish(pages[2].id, "result")
    [documents] = claimed(ledger, bundle)
    assert (documents.step, documents.subject[0]) == ("documents", "b")
    ledger.finish(documents.id, "result")
    ledger.finish(pages[0].id, "result")
    assert claimed(ledger, bundle) == []
    ledger.fail(pages[1].id, Unreadable("damaged", "It is torn.", "Ask for another."))
    [documents] = claimed(ledger, bundle)
    assert documents.subject[0] == "a"
    ledger.finish(documents.id, "result")
    [conclusion] = claimed(ledger, bundle)
    assert conclusion.step == "conclude"
    ledger.finish(conclusion.id, "result")
    assert claimed(ledger, bundle) == []
    assert ledger.progress(bundle) == (3, 3)
    failed = next(work for work in ledger.work(bundle, "page") if work.state == "failed")
    fault = fault_of(failed)
    assert (type(fault), fault.code, fault.cause, fault.remedy) == (
        Unreadable,
        "damaged",
        "It is torn.",
        "Ask for another.",
    )


def test_a_bundle_opened_while_another_looks_keeps_its_turns(ledger: Ledger, engine: Engine) -> None:
    """Two queries of one look may see the bundle before and after it is opened: its last steps are not due for that."""
    bundle = ledger.enter(["a"], [], DAY, {})
    [first] = ledger.due(bundle)
    work = ledger.claim(first.id)
    assert work is not None
    left = [work.id]

    def opens(*given: object) -> None:
        if left and str(given[2]).lstrip().upper().startswith("SELECT"):
            ledger.opened(left.pop(), bundle, [file("d" * 64, 1)], [(file("d" * 64, 1), 1)])

    event.listen(engine, "after_cursor_execute", opens)
    try:
        told = {item.step for item in ledger.due(bundle)}
    finally:
        event.remove(engine, "after_cursor_execute", opens)
    assert not left
    assert told <= {"page"}
    assert {work.step for work in claimed(ledger, bundle)} | told == {"page"}


def test_a_bundle_without_pages_is_concluded(ledger: Ledger) -> None:
    bundle = opened(ledger)
    assert [work.step for work in claimed(ledger, bundle)] == ["conclude"]


def test_a_step_is_claimed_by_one(ledger: Ledger) -> None:
    bundle = opened(ledger, file("c" * 64, 1))
    [page] = ledger.due(bundle)
    got: list[Work | None] = []
    threads = [threading.Thread(target=lambda: got.append(ledger.claim(page.id))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([work for work in got if work is not None]) == 1


def test_the_step_of_a_dead_worker_is_free_after_its_lease_and_tried_a_bounded_number_of_times(engine: Engine) -> None:
    ledger = Ledger(engine, lease=0.05)
    bundle = opened(ledger, file("d" * 64, 1))
    for _ in range(ATTEMPTS):
        [page] = claimed(ledger, bundle)
        assert page.step == "page"
        time.sleep(0.1)
    assert claimed(ledger, bundle) == []
    [work] = ledger.work(bundle, "page")
    assert (work.state, work.fault_code, work.attempts) == ("failed", "crashed", ATTEMPTS)
    assert [work.step for work in claimed(ledger, bundle)] == ["documents"]


def test_nobody_is_told_twice_of_a_step_at_once_but_again_after_a_while(ledger: Ledger) -> None:
    bundle = opened(ledger, file("e" * 64, 1))
    assert len(ledger.due(bundle)) == 1
    assert ledger.due(bundle) == []
    assert len(ledger.due(bundle, ring_again=0.0)) == 1


def test_a_finished_step_stays_finished(ledger: Ledger) -> None:
    bundle = opened(ledger, file("f" * 64, 1))
    [page] = claimed(ledger, bundle)
    ledger.finish(page.id, "first")
    ledger.finish(page.id, "second")
    ledger.fail(page.id, Unreadable("damaged", "late"))
    [work] = ledger.work(bundle, "page")
    assert (work.state, work.result) == ("done", "first")


def test_what_was_read_before_is_known(ledger: Ledger) -> None:
    first = opened(ledger, file("9" * 64, 1))
    [page] = claimed(ledger, first)
    assert ledger.known(page) is None
    ledger.finish(page.id, "words")
    second = opened(ledger, file("9" * 64, 1))
    [again] = claimed(ledger, second)
    assert ledger.known(again) == "words"


def test_a_slow_step_is_not_taken_for_a_dead_workers(engine: Engine) -> None:
    ledger = Ledger(engine, lease=0.6)
    bundle = opened(ledger, file("8" * 64, 1))
    [page] = claimed(ledger, bundle)
    with ledger.kept(page.id):
        time.sleep(1.5)
        assert ledger.claim(page.id) is None
    time.sleep(1.0)
    assert ledger.claim(page.id) is not None


def test_a_bundle_is_untouched_until_a_worker_takes_it_up(ledger: Ledger) -> None:
    bundle = ledger.enter(["a"], [], DAY, {}, ["0" * 64])
    assert ledger.untouched(bundle)
    assert ledger.bundle(bundle).left_out == ["0" * 64]
    claimed(ledger, bundle)
    assert not ledger.untouched(bundle)
