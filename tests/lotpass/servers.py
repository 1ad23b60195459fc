"""Real servers for the tests: Redis and PostgreSQL on free loopback ports, in folders of their own."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def program(name: str, *folders: Path) -> str:
    """The path of a server program; without it the test is skipped, on a CI machine it fails."""
    found = shutil.which(name) or next((str(f / name) for f in folders if (f / name).exists()), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{name} is not installed on this CI machine")
        pytest.skip(f"{name} is not installed")
    return found


def _await_port(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    process.kill()
    raise RuntimeError("the server did not come up")


class Redis:
    """A Redis server that keeps nothing, on a port that stays its own when it is stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        """Starts it and waits until it listens."""
        self._process = subprocess.Popen(
            [
                *(program("redis-server"), "--port", str(self._port), "--bind", "127.0.0.1"),
                *("--save", "", "--appendonly", "no", "--dir", str(self._folder)),
            ],
            stdout=subprocess.DEVNULL,
        )
        _await_port(self._port, self._process)

    def stop(self) -> None:
        """Ends it, with all that it held."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None


@contextmanager
def redis_server(folder: Path) -> Iterator[Redis]:
    """A running Redis server."""
    server = Redis(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL server with an empty database; gives its SQLAlchemy URL.

    PostgreSQL refuses to run as root; as root the tests run it as the user `postgres` that its package made. Its
    data lies outside of pytest's folders, which nobody else may enter.
    """
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    initdb, postgres = program("initdb", *folders), program("postgres", *folders)
    with tempfile.TemporaryDirectory(prefix="lotpass-postgresql-") as folder:
        as_user: list[str] = []
        data = Path(folder, "data")
        data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            for path in (Path(folder), data):
                os.chown(path, user.pw_uid, user.pw_gid)
            as_user = ["runuser", "-u", "postgres", "--"]
        subprocess.run(
            [*as_user, initdb, "-D", str(data), "-U", "lotpass", "--auth=trust", "--no-sync", "-E", "UTF8"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=data,
        )
        port = free_port()
        process = subprocess.Popen(
            [
                *(*as_user, postgres, "-D", str(data), "-p", str(port), "-c", "listen_addresses=127.0.0.1"),
                *("-c", f"unix_socket_directories={data}", "-c", "fsync=off"),
            ],
            stderr=subprocess.DEVNULL,
            cwd=data,
        )
        try:
            _await_port(port, process)
            url = f"postgresql+pg8000://lotpass@127.0.0.1:{port}/postgres"
            _await_database(url)
            yield url
        finally:
            process.terminate()
            process.wait(10)


def _await_database(url: str) -> None:
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import DBAPIError

    engine = create_engine(url)
    for attempt in range(100):
        try:
            with engine.connect() as connection:
                connection.execute(text("select 1"))
            engine.dispose()
        except DBAPIError:
            if attempt == 99:
                raise
            time.sleep(0.1)
        else:
            return
