"""The guarded pool: a crash, a hang or a glutton costs the one call that caused it."""

from __future__ import annotations

import errno
import operator
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import EngineMissing, Fault, Unreadable
from lotpass.errors import EnvironmentFailure
from lotpass.pool import Call, GuardedPool
from lotpass.worker import LOOK_EVERY

MEMORY = 500_000_000


@pytest.fixture(scope="module")
def pool() -> Iterator[GuardedPool]:
    with GuardedPool(2, MEMORY) as pool:
        yield pool


def refuse(code: str) -> None:
    raise EngineMissing(code, "No engine.", "Install one.")


def sleep_in_a_child(seconds: str, note: str) -> None:
    child = subprocess.Popen(["sleep", seconds])
    Path(note).write_text(str(child.pid))
    child.wait()


def test_a_call_gives_its_value(pool: GuardedPool) -> None:
    assert pool.call(operator.add, 2, 3, seconds=30) == 5


def test_a_fault_crosses_whole(pool: GuardedPool) -> None:
    with pytest.raises(EngineMissing) as caught:
        pool.call(refuse, "no-engine", seconds=30)
    assert (caught.value.code, caught.value.cause, caught.value.remedy) == ("no-engine", "No engine.", "Install one.")


def crash_the_first_time(note: str) -> str:
    if not Path(note).exists():
        Path(note).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "read"


def test_a_call_whose_worker_is_killed_is_made_once_more(pool: GuardedPool, tmp_path: Path) -> None:
    assert pool.call(crash_the_first_time, str(tmp_path / "note"), seconds=30) == "read"


def compute(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_time_that_a_call_computes_counts_and_not_the_clock(pool: GuardedPool) -> None:
    with pytest.raises(Unreadable) as caught:
        pool.call(compute, 30.0, seconds=0.5)
    assert caught.value.code == "timeout"
    pool.call(time.sleep, 1.0, seconds=0.5)


def test_a_full_disk_costs_the_file_that_found_no_room(pool: GuardedPool) -> None:
    with pytest.raises(Unreadable) as caught:
        pool.call(fill_the_disk, seconds=30)
    assert caught.value.code == "no-space"


def test_too_many_open_files_are_not_the_files_fault(pool: GuardedPool) -> None:
    with pytest.raises(EnvironmentFailure) as caught:
        pool.call(open_too_many, seconds=30)
    assert caught.value.code == "too-many-open"
    assert "ulimit" in caught.value.remedy


def open_too_many() -> None:
    raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


def fill_the_disk() -> None:
    with Path("/dev/full").open("wb") as stream:
        stream.write(b"x")


def test_what_a_library_says_of_a_file_is_one_printable_line(pool: GuardedPool) -> None:
    with pytest.raises(Unreadable) as caught:
        pool.call(complain, seconds=30)
    assert caught.value.cause.isprintable()
    assert len(caught.value.cause) < 300


def complain() -> None:
    raise ValueError("bad\n\x1b[31m" + "x" * 5000)


def test_a_closed_pool_takes_no_calls() -> None:
    pool = GuardedPool(1, MEMORY)
    assert pool.call(operator.add, 1, 1, seconds=30) == 2
    pool.close()
    with pytest.raises(EnvironmentFailure) as caught:
        pool.call(operator.add, 1, 1, seconds=30)
    assert caught.value.code == "stopped"


def test_a_caller_that_goes_away_waits_for_nobody() -> None:
    started = time.monotonic()
    with GuardedPool(2, MEMORY) as pool:
        answers = pool.run(Call(n, time.sleep, (0.01 if n == 0 else 60,), 60) for n in range(8))
        assert next(answers).key == 0
        answers.close()
    assert time.monotonic() - started < 30


def test_a_crash_costs_one_call(pool: GuardedPool) -> None:
    with pytest.raises(Unreadable) as caught:
        pool.call(os.abort, seconds=30)
    assert caught.value.code == "crashed"
    assert pool.call(operator.add, 1, 1, seconds=30) == 2


def fill_and_abort(share: float) -> None:
    held = bytearray(int(share * MEMORY))
    time.sleep(25 * LOOK_EVERY)
    assert held is not None
    os.abort()


def test_what_a_worker_dies_of_is_said(pool: GuardedPool) -> None:
    """Libraries in C abort when they get no memory: a worker that held much says so, any other names its signal."""
    with pytest.raises(Unreadable) as caught:
        pool.call(fill_and_abort, 0.6, seconds=30)
    assert (caught.value.code, "memory" in caught.value.cause) == ("memory", True)
    with pytest.raises(Unreadable) as caught:
        pool.call(os.abort, seconds=30)
    assert (caught.value.code, "SIGABRT" in caught.value.cause) == ("crashed", True)


def test_a_hang_is_ended_in_time(pool: GuardedPool) -> None:
    started = time.monotonic()
    with pytest.raises(Unreadable) as caught:
        pool.call(time.sleep, 60, seconds=0.5)
    assert caught.value.code == "timeout"
    assert time.monotonic() - started < 10
    assert pool.call(operator.add, 1, 1, seconds=30) == 2


def test_what_a_hung_call_started_ends_with_it(pool: GuardedPool, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with pytest.raises(Unreadable):
        pool.call(sleep_in_a_child, "60", str(note), seconds=3)
    child = Path(f"/proc/{note.read_text()}")
    for _ in range(50):
        if not child.exists() or "(zombie)" in (child / "status").read_text():
            return
        time.sleep(0.1)
    pytest.fail("the program that the hung call started is still running")


def test_a_glutton_is_refused_memory(pool: GuardedPool) -> None:
    with pytest.raises(Unreadable) as caught:
        pool.call(bytearray, 4 * MEMORY, seconds=30)
    assert caught.value.code == "memory"


def test_an_unexpected_error_is_an_answer(pool: GuardedPool) -> None:
    with pytest.raises(Unreadable) as caught:
        pool.call(operator.truediv, 1, 0, seconds=30)
    assert caught.value.code == "damaged"
    assert "ZeroDivisionError" in caught.value.cause


def test_many_calls_side_by_side_all_answer(pool: GuardedPool) -> None:
    calls = [Call(n, operator.truediv, (1, n % 7), 30) for n in range(100)]
    answers = {answer.key: answer for answer in pool.run(calls)}
    assert len(answers) == 100
    for n, answer in answers.items():
        assert isinstance(n, int)
        if n % 7 == 0:
            assert isinstance(answer.fault, Fault)
        else:
            assert answer.value == 1 / (n % 7)


def test_calls_are_taken_only_as_workers_come_free(pool: GuardedPool) -> None:
    taken = 0

    def calls() -> Iterator[Call]:
        nonlocal taken
        for n in range(50):
            taken += 1
            yield Call(n, operator.add, (n, n), 30)

    answers = pool.run(calls())
    next(answers)
    assert taken <= 2 * pool.workers
    assert sum(1 for _ in answers) == 49


def test_a_pool_needs_a_worker() -> None:
    with pytest.raises(ValueError, match="at least one"):
        GuardedPool(0, MEMORY)
