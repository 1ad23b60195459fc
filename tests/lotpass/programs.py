"""The program as its users start it: `python -m lotpass` in a process of its own, and what it leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a user whose data folder is `data`; a variable set to "" is absent.

    Nothing that is read is kept, so that each run of a test reads for itself.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("LOTPASS_")}
    own |= {"LOTPASS_DATA": str(data), "LOTPASS_CACHE_BYTES": "0", "COLUMNS": "120", **more}
    return {name: value for name, value in own.items() if value}


def command(*arguments: str | Path) -> list[str]:
    """The program with arguments, as a command."""
    return [sys.executable, "-m", "lotpass", *map(str, arguments)]


def lotpass(*arguments: str | Path, env: Mapping[str, str], **options: Any) -> subprocess.CompletedProcess[str]:
    """Runs the program to its end."""
    whole = command(*arguments)
    return subprocess.run(whole, env=dict(env), capture_output=True, text=True, timeout=240, check=False, **options)


def popen(*arguments: str | Path, env: Mapping[str, str], **options: Any) -> subprocess.Popen[bytes]:
    """Starts the program with outputs of the test's choice."""
    return subprocess.Popen(command(*arguments), env=dict(env), **options)


def start(*arguments: str | Path, env: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Starts the program; what it says goes into the log."""
    with log.open("ab") as stream:
        return subprocess.Popen(
            command(*arguments), env=dict(env), stdout=stream, stderr=stream, start_new_session=True
        )


@contextmanager
def worker(broker: str, env: Mapping[str, str], log: Path, jobs: int = 2) -> Iterator[subprocess.Popen[bytes]]:
    """A pipeline worker; ended with the block, if the test has not ended it."""
    process = start("worker", "--broker", broker, "--jobs", str(jobs), env=env, log=log)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)


def report(out: Path) -> Json:
    """The report in a folder."""
    found: Json = json.loads((out / "report.json").read_text("utf-8"))
    return found


def without_timing(found: Json) -> Json:
    """A report without what may differ between two runs on the same input."""
    return {name: value for name, value in found.items() if name != "timing"}


def passports(out: Path) -> dict[str, Json]:
    """The passports in a folder by file name, without their proofs."""
    found: dict[str, Json] = {}
    for path in sorted(out.glob("*.passport.json")):
        found[path.name] = json.loads(path.read_text("utf-8"))
        del found[path.name]["proof"]
    return found


def in_session(session: int) -> set[int]:
    """The living processes of a session."""
    return {pid for pid, stat in _stats() if int(stat[3]) == session}


def descendants(root: int) -> set[int]:
    """The living processes that a process started, and those that they started."""
    children: dict[int, list[int]] = {}
    for pid, stat in _stats():
        children.setdefault(int(stat[1]), []).append(pid)
    found: set[int] = set()
    fresh = [root]
    while fresh:
        fresh = [child for parent in fresh for child in children.get(parent, ()) if child not in found]
        found.update(fresh)
    return found


def _stats() -> Iterator[tuple[int, list[str]]]:
    """Process ids with the fields of proc(5)'s stat from the state on; zombies are left out."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] not in "ZX":
            yield int(path.parent.name), fields


def alive(pids: set[int]) -> set[int]:
    """Those of the processes that still live."""
    return pids & {pid for pid, _ in _stats()}


def wait_until(true: Callable[[], bool], seconds: float = 60.0, what: str = "it") -> None:
    """Waits until the condition holds; fails the test when it does not in time."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"waited {seconds} seconds for {what}"
        time.sleep(0.05)


def kill(process: subprocess.Popen[bytes], how: signal.Signals) -> int:
    """Sends a signal and waits for the end; gives the exit code as a shell shows it."""
    process.send_signal(how)
    code = process.wait(60)
    return code if code >= 0 else 128 - code
