"""The memory where several programs share it: workers of a broker, a team's PostgreSQL, the service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lotpass.errors import EnvironmentFailure
from lotpass.memory import place_of, remembering
from lotpass.settings import Settings
from tests.lotpass import bundles, programs
from tests.lotpass.bundles import CERTIFICATE, INVOICE, WAYBILL, pdf, stated
from tests.lotpass.servers import Redis, postgresql_server, redis_server
from tests.lotpass.test_remembering import once, with_one_seal
from tests.lotpass.web.test_serve import service
from tests.validate.papers import diamonds
from tests.validate.remembered import scanned

slow = pytest.mark.slow


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    with postgresql_server() as url:
        yield url


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A parcel of March, and one of July under the same certificate."""
    folder = tmp_path_factory.mktemp("months")
    march, july = bundles.parcel(folder / "march", "1,254.30", scanned=False), folder / "july"
    july.mkdir()
    (july / "certificate.pdf").write_bytes(pdf(stated(CERTIFICATE)))
    for name, lines, old, new in (
        ("invoice.pdf", INVOICE, "OV-2291", "OV-3305"),
        ("waybill.pdf", WAYBILL, "071-26549832", "071-26549950"),
    ):
        (july / name).write_bytes(pdf([line.replace(old, new).replace("OV-2291", "OV-3305") for line in lines]))
    return march, july


def reused(out: Path) -> list[str]:
    """What a run's report says of certificates used before."""
    return [
        finding["code"]
        for lot in programs.report(out)["lots"]
        for finding in lot["findings"]
        if finding["rule"] == "L001"
    ]


def of_run(papers: Path, out: Path, env: dict[str, str], *more: str) -> list[str]:
    done = programs.lotpass("run", papers, "--as-of", bundles.AS_OF, "--out", out, *more, env=env)
    assert done.returncode in (0, 1), done.stderr
    return reused(out)


@slow
def test_workers_remember_where_the_run_says(months: tuple[Path, Path], redis: Redis, tmp_path: Path) -> None:
    """The same on workers as in one process; handed in again a lot is itself; two runs at once lose nothing."""
    march, july = months
    env = programs.environment(tmp_path / "data")
    memory = ("--memory", str(tmp_path / "memory"))
    with programs.worker(redis.url, env, tmp_path / "log"):
        on_broker = (*memory, "--broker", redis.url)
        assert of_run(march, tmp_path / "out", env, *on_broker) == []
        with ThreadPoolExecutor(2) as pool:
            both = [pool.submit(of_run, p, tmp_path / p.name, env, *on_broker) for p in (march, july)]
            again, second = (one.result() for one in both)
        assert second == ["certificate-reused"]
        # Which of the two came first is not settled: the parcel of March meets July's only where that was noted before.
        assert again in ([], ["certificate-reused"])
    assert of_run(july, tmp_path / "out", env, *memory) == ["certificate-reused"]
    listed = programs.lotpass("memory", "list", "--json", *memory, env=env)
    kept = json.loads(listed.stdout)
    assert len(kept) == 2
    assert programs.lotpass("memory", "forget", kept[0]["id"], kept[1]["lot"], *memory, env=env).returncode == 0
    assert of_run(july, tmp_path / "out", env, *memory) == []
    assert programs.lotpass("memory", "forget", "no such lot", *memory, env=env).returncode == 2
    assert programs.lotpass("memory", "list", env=env).returncode == 2
    assert "1 lot(s) remembered" in programs.lotpass("memory", "list", *memory, env=env).stdout


@slow
def test_a_team_remembers_in_its_postgresql(
    months: tuple[Path, Path], redis: Redis, postgresql: str, tmp_path: Path
) -> None:
    """A run in one process and one on workers see each other; the settings name the memory once for all."""
    march, july = months
    env = programs.environment(tmp_path / "data", LOTPASS_DATABASE=postgresql, LOTPASS_REMEMBER="store")
    assert of_run(march, tmp_path / "out", env) == []
    with programs.worker(redis.url, env, tmp_path / "log"):
        assert of_run(july, tmp_path / "out", env, "--broker", redis.url) == ["certificate-reused"]
        assert of_run(march, tmp_path / "out", env, "--broker", redis.url) == ["certificate-reused"]
    assert not (tmp_path / "data" / "memory").exists()
    assert postgresql not in (tmp_path / "log").read_text()


@slow
def test_of_many_runs_at_once_each_sees_those_before_it(postgresql: str) -> None:
    lots = [with_one_seal(scanned(diamonds(n, f"LS 02{n}780"), f"b{n}")) for n in range(1, 7)]
    with ThreadPoolExecutor(len(lots)) as pool:
        seen = [len(memory.lots) for memory in pool.map(lambda lot: once(postgresql, lot), lots)]
    assert sorted(seen) == list(range(len(lots)))
    with ThreadPoolExecutor(len(lots)) as pool:  # all of them once more: nothing is there twice
        list(pool.map(lambda lot: once(postgresql, lot), lots))
    with remembering(postgresql) as recall:
        assert len([lot for lot in recall.every() if "KP990099" in lot.seals.values()]) == len(lots)
    broken = pytest.raises(RuntimeError)
    with broken, remembering(postgresql) as recall:
        recall.forget([lot.id for lot in recall.every()])
        raise RuntimeError("the disk is full")
    with remembering(postgresql) as recall:
        assert len(list(recall.every())) >= len(lots)


@slow
def test_the_service_remembers(months: tuple[Path, Path], tmp_path: Path) -> None:
    march, july = months
    with service(tmp_path, "--memory", "store") as running:
        told = []
        for papers in (march, march, july):
            receipt = running.hand_in(papers)
            assert running.wait(receipt["id"])["state"] == "done", running.log.read_text()
            report = running.client.get(f"/api/bundles/{receipt['id']}/report").json()
            told.append([f["code"] for lot in report["lots"] for f in lot["findings"] if f["rule"] == "L001"])
    assert told == [[], [], ["certificate-reused"]]
    assert (tmp_path / "data" / "memory" / "memory.sqlite3").stat().st_mode & 0o077 == 0


def test_where_the_memory_lies(tmp_path: Path) -> None:
    embedded = Settings(data=tmp_path)
    team = Settings(data=tmp_path, database="postgresql+pg8000://lotpass@127.0.0.1:1/x")
    assert place_of(None, embedded) is None
    assert place_of("march", team) == Path("march")
    assert place_of("store", embedded) == tmp_path / "memory"
    assert place_of("store", team) == team.database


@pytest.mark.parametrize("url", ["postgresql+pg8000://lotpass:secret@127.0.0.1:1/x", "postgresql+nothing://secret@x/y"])
def test_a_database_that_is_not_there_is_told_without_its_password(url: str) -> None:
    with pytest.raises(EnvironmentFailure) as told, remembering(url):
        pass
    assert told.value.code == "memory-out-of-reach"
    assert "secret" not in f"{told.value.cause} {told.value.remedy}"
