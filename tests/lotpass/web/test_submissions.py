"""Rows of the service: taken in the order they came, given back after an end, given up after too many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lotpass.settings import Settings
from lotpass.store import open_store
from lotpass.web.runner import safe_name
from lotpass.web.submissions import ATTEMPTS, Received, Submissions

DAY = date(2026, 3, 20)


@pytest.fixture
def submissions(tmp_path: Path) -> Iterator[Submissions]:
    engine = open_store(Settings(data=tmp_path))
    yield Submissions(engine)
    engine.dispose()


def test_bundles_are_taken_in_the_order_in_which_they_came(submissions: Submissions) -> None:
    file = Received("kp.pdf", "ab" * 32, 7, "papers")
    first, second = (submissions.enter([file], DAY) for _ in range(2))
    assert first.files == (file,)
    taken = [submissions.take(), submissions.take(), submissions.take()]
    assert [one.id if one else None for one in taken] == [first.id, second.id, None]
    submissions.done(first.id, 1)
    found = submissions.find(first.id)
    assert found is not None
    assert (found.state, found.exit_code, found.attempts) == ("done", 1, 1)
    assert [one.id for one in submissions.newest()] == [second.id, first.id]


def test_a_bundle_that_ends_the_service_each_time_is_given_up(submissions: Submissions) -> None:
    poison = submissions.enter([], DAY)
    for _ in range(ATTEMPTS):
        taken = submissions.take()
        assert taken is not None
        assert taken.id == poison.id
        assert submissions.give_back() == 1
    sound = submissions.enter([], DAY)
    taken = submissions.take()
    assert taken is not None
    assert taken.id == sound.id
    given_up = submissions.find(poison.id)
    assert given_up is not None
    assert (given_up.state, given_up.exit_code) == ("failed", 4)
    assert given_up.cause is not None
    assert given_up.remedy


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("kp.pdf", "kp.pdf"),
        ("/etc/passwd", "passwd"),
        ("C:\\papers\\kp.pdf", "kp.pdf"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("folder/", "unnamed"),
        (".lotpass-0-report.json", "_.lotpass-0-report.json"),
        ("a\0b.pdf", "a\ufffdb.pdf"),
    ],
)
def test_a_name_leads_nowhere(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_long_name_keeps_its_ending() -> None:
    short = safe_name("é" * 300 + ".pdf")
    assert len(short.encode()) <= 200
    assert short.endswith("é.pdf")
