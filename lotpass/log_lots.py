"""Which entry of a log is a lot's last: an index beside the log, made again from the entries where it falls short."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS lot (name BLOB PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS drawn (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL);
INSERT OR IGNORE INTO drawn VALUES (1, 0);
"""
Missing = Callable[[int], Iterator[tuple[str, int]]]
"""The lots of the entries from a number on, each with its entry's number."""


class LotIndex:
    """The index in a file, a tree on disk: a million lots take some 27 MB, and one is found in a few pages.

    It is used under the log's lock. What it lacks, because a write was broken off or the file was removed, is drawn in.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def place(self, lot: str) -> int | None:
        """The number of the lot's last entry; None for a lot that has none."""
        with self._open() as base:
            row = base.execute("SELECT place FROM lot WHERE name = ?", (_name(lot),)).fetchone()
        return None if row is None else int(row[0])

    def put(self, places: Mapping[str, int], size: int) -> None:
        """Keeps the lots' last entries, in a log that has `size` entries now."""
        with self._open() as base:
            _keep(base, places, size)

    def make_good(self, size: int, missing: Missing) -> None:
        """Draws in what entries of a log of this size the index does not know; one that is damaged is made anew."""
        try:
            self._make_good(size, missing)
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)
            self._make_good(size, missing)

    def _make_good(self, size: int, missing: Missing) -> None:
        with self._open() as base:
            (known,) = base.execute("SELECT size FROM drawn").fetchone()
            if known > size:  # the log is an older one, put back
                base.execute("DELETE FROM lot")
                known = 0
            if known != size:
                _keep(base, dict(missing(known)), size)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        base = sqlite3.connect(self.path, timeout=30)
        try:
            # Nothing is lost with it: after a power cut it is made again from the entries, which are synced.
            base.execute("PRAGMA synchronous = OFF")
            base.executescript(_TABLES)
            with base:
                yield base
        finally:
            base.close()


def _keep(base: sqlite3.Connection, places: Mapping[str, int], size: int) -> None:
    rows = ((_name(lot), place) for lot, place in places.items())
    base.executemany("INSERT INTO lot VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET place = excluded.place", rows)
    base.execute("UPDATE drawn SET size = ?", (size,))


def _name(lot: str) -> bytes:
    """A short name of even length: two lots of one are told apart by their entries."""
    return hashlib.sha256(lot.encode("utf-8", "surrogatepass")).digest()[:16]
