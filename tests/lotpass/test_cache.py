"""What was read before: taken whole or not at all, never wrong, never a failure, and bounded."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import Unreadable
from lotpass import run as running
from lotpass.cache import LEFT_FREE, Cache
from lotpass.pool import GuardedPool
from lotpass.progress import Silent
from lotpass.run import Job
from passport.keys import KeyFolder
from tests.lotpass import bundles, programs
from validate.policy import Policy
from validate.reference import Reference

MOST = 1_000_000


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_was_kept_is_found_by_the_same_version_alone(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", MOST, "v1")
    assert cache.get("page", "a" * 64, 1) is None
    cache.put(b"content", "page", "a" * 64, 1)
    assert cache.get("page", "a" * 64, 1) == b"content"
    assert cache.get("page", "a" * 64, 2) is None
    assert Cache(tmp_path / "cache", MOST, "v1").get("page", "a" * 64, 1) == b"content"
    assert Cache(tmp_path / "cache", MOST, "v2").get("page", "a" * 64, 1) is None
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("harm", ["cut", "flipped", "emptied", "swapped", "folder"])
def test_an_entry_that_is_not_whole_is_read_anew(tmp_path: Path, harm: str) -> None:
    cache = Cache(tmp_path / "cache", MOST, "v1")
    cache.put(b"first" * 50, "a")
    [path] = entries(cache.folder)
    whole = path.read_bytes()
    if harm == "swapped":
        other = Cache(tmp_path / "other", MOST, "v1")
        other.put(b"second", "b")
        path.write_bytes(entries(other.folder)[0].read_bytes())
    elif harm == "folder":
        path.unlink()
        path.mkdir()
    else:
        changed = {"cut": whole[:-3], "flipped": whole[:-3] + b"\0" + whole[-2:], "emptied": b""}
        path.write_bytes(changed[harm])
    assert cache.get("a") is None
    cache.put(b"again", "a")
    assert cache.get("a") == (b"again" if harm != "folder" else None)


def test_many_at_once_find_all_or_nothing(tmp_path: Path) -> None:
    wrong: list[Any] = []

    def use(number: int) -> None:
        cache = Cache(tmp_path / "cache", MOST, "v1")
        for round_ in range(60):
            name = str(round_ % 5)
            found = cache.get(name)
            if found is not None and found != name.encode() * 5000:
                wrong.append(found)
            cache.put(name.encode() * 5000, name)
            if round_ % 20 == number:
                cache.clear_old()

    threads = [threading.Thread(target=use, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(entries(tmp_path / "cache")) == 5


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", 4_000, "v1")
    for number in range(10):
        cache.put(os.urandom(600), number)
        [path] = [each for each in entries(cache.folder) if each.stat().st_mtime > 1_000_000_000]
        os.utime(path, (number, number))
    cache.get(0)
    cache.clear_old()
    kept = [number for number in range(10) if cache.get(number) is not None]
    assert kept[0] == 0
    assert kept[1:] == list(range(10 - len(kept) + 1, 10))
    assert sum(path.stat().st_size for path in entries(cache.folder)) <= 4_000


def test_a_folder_that_cannot_be_written_harms_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    cache = Cache(tmp_path / "cache", MOST, "v1")
    cache.put(b"content", "a")
    assert cache.get("a") is None
    assert cache.trouble is not None


def test_the_last_room_on_a_disk_is_left_to_the_papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path / "cache", MOST, "v1")
    cache.put(b"content", "a")
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=LEFT_FREE))
    cache.put(b"more", "b")
    assert (cache.get("a"), cache.get("b")) == (b"content", None)
    assert cache.trouble is not None
    assert cache.trouble.errno == errno.ENOSPC


class Watched(GuardedPool):
    """A pool that notes what it is asked to do."""

    asked: list[str]

    def call(self, function: Callable[..., Any], *arguments: Any, seconds: float) -> Any:
        self.asked.append(function.__name__)
        if function.__name__ == "page_of" and arguments[1] == self.failing:
            raise Unreadable("timeout", "Reading it took longer than 20 seconds of work.")
        return super().call(function, *arguments, seconds=seconds)

    failing = ""


@pytest.mark.slow
def test_a_second_run_opens_no_page_and_reports_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = bundles.parcel(tmp_path / "papers", scanned=False)
    (papers / "covering.txt").write_text("Dear all,\nplease find the papers of the lot attached.\nRegards\n")
    monkeypatch.setattr(running, "GuardedPool", Watched)
    keys = KeyFolder(tmp_path / "keys")

    def once(cache: Path | None) -> tuple[list[str], dict[str, Any]]:
        Watched.asked = []
        job = Job(
            paths=(papers,),
            custody=(),
            out=tmp_path / "out",
            as_of=date.fromisoformat(bundles.AS_OF),
            jobs=1,
            memory=2_000_000_000,
            policy=Policy.load(),
            reference=Reference.load(),
            cache=cache,
            cache_bytes=MOST,
        )
        report = running.run(job, keys.current, Silent()).as_json()
        return Watched.asked, programs.without_timing(report)

    asked, plain = once(None)
    assert {"open_file", "page_of", "documents_of"} <= set(asked)
    failing = next(file["sha256"] for file in plain["files"] if file["name"] == "covering.txt")
    Watched.failing = failing
    _, failed = once(tmp_path / "cache")
    assert failed != plain, "one file is quarantined"
    Watched.failing = ""
    asked, first = once(tmp_path / "cache")
    assert asked.count("page_of") == 1, "a failure is not remembered"
    asked, second = once(tmp_path / "cache")
    assert set(asked) <= {"engines", "surroundings", "custody_of"}
    assert plain == first == second
    for path in entries(tmp_path / "cache"):
        path.write_bytes(path.read_bytes()[:-1])
    asked, third = once(tmp_path / "cache")
    assert "page_of" in asked
    assert third == plain
