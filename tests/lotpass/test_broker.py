"""The pipeline on a real Redis with real workers gives what a run in one process gives, whatever dies in between."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from tests.lotpass import bundles, programs
from tests.lotpass.servers import Redis, postgresql_server, redis_server

pytestmark = pytest.mark.slow

LEASE = "3"
"""Seconds after which the step of a killed worker is free: the tests wait for it."""


class Runs:
    """A bundle with what a run in one process makes of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.papers = bundles.parcel(folder / "papers")
        bundles.page_by_page(self.papers)
        (self.papers / "torn.pdf").write_bytes(bundles.pdf(bundles.INVOICE)[:700])
        done = self.run("here", programs.environment(folder / "here-data"))
        assert done == 1
        self.report = programs.without_timing(programs.report(folder / "here"))
        self.passports = programs.passports(folder / "here")
        assert self.passports

    def run(self, out: str, env: dict[str, str], *more: str) -> int:
        """Runs the program on the bundle; gives the exit code."""
        done = programs.lotpass(*self.arguments(out), *more, env=env)
        assert done.returncode in (0, 1), done.stderr
        return done.returncode

    def arguments(self, out: str) -> tuple[str, ...]:
        """The arguments of a run on the bundle into a folder of this name."""
        return ("run", str(self.papers), "--as-of", bundles.AS_OF, "--out", str(self.folder / out))

    def check(self, out: str) -> None:
        """The report and the passports in the folder are those of the run in one process."""
        assert programs.without_timing(programs.report(self.folder / out)) == self.report
        assert programs.passports(self.folder / out) == self.passports


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    return Runs(tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


def embedded(folder: Path) -> str:
    """The URL of the embedded database in a data folder that is there from now on."""
    (folder / "data").mkdir(mode=0o700)
    return f"sqlite:///{folder / 'data' / 'lotpass.sqlite3'}"


def leased(database: str) -> int:
    """How many page steps are being worked on."""
    engine = create_engine(database)
    try:
        if not inspect(engine).has_table("work"):
            return 0
        with engine.connect() as connection:
            query = text("select count(*) from work where step = 'page' and state = 'leased'")
            return int(connection.execute(query).scalar_one())
    finally:
        engine.dispose()


def stopped_with_a_page(worker: subprocess.Popen[bytes], database: str) -> bool:
    """Holds the worker still if it has a page in its hands."""
    if not leased(database):
        return False
    worker.send_signal(signal.SIGSTOP)
    if leased(database):
        return True
    worker.send_signal(signal.SIGCONT)
    return False


def test_workers_give_the_report_and_passports_of_one_process(runs: Runs, redis: Redis, tmp_path: Path) -> None:
    env = programs.environment(tmp_path / "data")
    with programs.worker(redis.url, env, tmp_path / "log") as worker:
        assert runs.run("broker", env, "--broker", redis.url) == 1
        runs.check("broker")
        started = programs.descendants(worker.pid)
        assert started
        assert programs.kill(worker, signal.SIGTERM) == 0
        programs.wait_until(lambda: not programs.alive(started), 10, "the worker's processes to end")
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_a_killed_worker_loses_nothing(runs: Runs, redis: Redis, tmp_path: Path) -> None:
    env = programs.environment(tmp_path / "data", LOTPASS_LEASE=LEASE)
    database = embedded(tmp_path)
    log = tmp_path / "log"
    with programs.worker(redis.url, env, log, jobs=1) as doomed:
        run = programs.start(*runs.arguments("killed"), "--broker", redis.url, env=env, log=log)
        programs.wait_until(lambda: stopped_with_a_page(doomed, database), what="a page's turn")
        started = programs.descendants(doomed.pid)
        assert programs.kill(doomed, signal.SIGKILL) == 128 + signal.SIGKILL
        programs.wait_until(lambda: not programs.alive(started), 20, "the killed worker's processes to end")
        with programs.worker(redis.url, env, log):
            assert run.wait(120) == 1
    runs.check("killed")


def test_a_broker_that_goes_away_and_comes_back_loses_nothing(runs: Runs, redis: Redis, tmp_path: Path) -> None:
    env = programs.environment(tmp_path / "data", LOTPASS_LEASE=LEASE)
    database = embedded(tmp_path)
    log = tmp_path / "log"
    with programs.worker(redis.url, env, log, jobs=1):
        run = programs.start(*runs.arguments("away"), "--broker", redis.url, env=env, log=log)
        programs.wait_until(lambda: leased(database) > 0, what="a page's turn")
        redis.stop()
        redis.start()
        assert run.wait(120) == 1
    runs.check("away")


def test_postgresql_holds_what_is_known_of_a_bundle(runs: Runs, redis: Redis, tmp_path: Path) -> None:
    with postgresql_server() as database:
        env = programs.environment(tmp_path / "data", LOTPASS_DATABASE=database)
        with programs.worker(redis.url, env, tmp_path / "log"):
            assert runs.run("postgresql", env, "--broker", redis.url) == 1
        runs.check("postgresql")
        assert leased(database) == 0
    assert not (tmp_path / "data" / "lotpass.sqlite3").exists()


def test_without_a_broker_the_call_says_so(runs: Runs, tmp_path: Path) -> None:
    env = programs.environment(tmp_path / "data")
    done = programs.lotpass(*runs.arguments("none"), "--broker", "redis://127.0.0.1:1/0", env=env)
    assert done.returncode == 4
    assert "broker" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (runs.folder / "none" / "report.json").exists()
