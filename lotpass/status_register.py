"""The register behind the status lists: which credential has which place, and what was revoked, when and why.

One SQLite file in the data folder. Places are given once and kept: a credential written again has the same one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lotpass.errors import EnvironmentFailure
from passport.untp.naming import Publisher
from passport.vc.status import LENGTH

_TABLES = """
CREATE TABLE IF NOT EXISTS entry (
    issuer TEXT NOT NULL, name TEXT NOT NULL, site TEXT NOT NULL, place INTEGER NOT NULL, credential TEXT NOT NULL,
    passport TEXT NOT NULL, revoked_at TEXT, reason TEXT,
    PRIMARY KEY (issuer, site, place), UNIQUE (issuer, site, credential)
);
CREATE INDEX IF NOT EXISTS entry_passport ON entry (passport);
"""


@dataclass(frozen=True, slots=True)
class Series:
    """The status lists of one issuer at one site; `site` is empty where exports are not published."""

    issuer: str
    name: str
    site: str


class StatusRegister:
    """The register in a file; made when it is first written to."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def place(self, series: Series, passport: str, credential: str) -> tuple[int, int]:
        """List number (from 1) and index of a credential's id; a new one gets the next free place.

        `passport` is the digest of the passport that it belongs to.
        """
        whose = (series.issuer, series.site)
        with self._open() as base:
            base.execute("BEGIN IMMEDIATE")
            asked = "SELECT place FROM entry WHERE issuer = ? AND site = ? AND credential = ?"
            row = base.execute(asked, (*whose, credential)).fetchone()
            if row is None:
                base.execute(
                    "INSERT INTO entry (issuer, name, site, place, credential, passport) "
                    "SELECT ?, ?, ?, COALESCE(MAX(place), -1) + 1, ?, ? FROM entry WHERE issuer = ? AND site = ?",
                    (series.issuer, series.name, series.site, credential, passport, *whose),
                )
                row = base.execute(asked, (*whose, credential)).fetchone()
        place: int = row[0]
        return place // LENGTH + 1, place % LENGTH

    def concerned(self, what: str) -> tuple[Series, ...]:
        """Whose lists have a credential of this id, or credentials of a passport of this digest, not yet revoked."""
        with self._open() as base:
            rows = base.execute(
                "SELECT DISTINCT issuer, name, site FROM entry WHERE (credential = ? OR passport = ?) "
                "AND revoked_at IS NULL",
                (what, what),
            ).fetchall()
        return tuple(Series(*row) for row in rows)

    def revoke(self, what: str, when: datetime, reason: str) -> int:
        """Revokes a credential by its id, or all credentials of a passport by its digest; gives how many were changed.

        What is revoked stays so; its first time and reason are kept.
        """
        with self._open() as base:
            changed = base.execute(
                "UPDATE entry SET revoked_at = ?, reason = ? WHERE (credential = ? OR passport = ?) "
                "AND revoked_at IS NULL",
                (when.isoformat(timespec="seconds"), reason, what, what),
            )
            return changed.rowcount

    def numbers(self, series: Series) -> tuple[int, ...]:
        """The numbers of a series' lists."""
        with self._open() as base:
            asked = "SELECT MAX(place) FROM entry WHERE issuer = ? AND site = ?"
            [(last,)] = base.execute(asked, (series.issuer, series.site)).fetchall()
        return () if last is None else tuple(range(1, last // LENGTH + 2))

    def revoked(self, series: Series, number: int) -> tuple[int, ...]:
        """The indexes that are revoked in the list of this number."""
        with self._open() as base:
            rows = base.execute(
                "SELECT place FROM entry WHERE issuer = ? AND site = ? AND place >= ? AND place < ? "
                "AND revoked_at IS NOT NULL ORDER BY place",
                (series.issuer, series.site, (number - 1) * LENGTH, number * LENGTH),
            ).fetchall()
        return tuple(place % LENGTH for (place,) in rows)

    def known(self, what: str) -> bool:
        """Whether there is a credential of this id, or one of a passport of this digest, revoked or not."""
        with self._open() as base:
            asked = "SELECT 1 FROM entry WHERE credential = ? OR passport = ? LIMIT 1"
            return base.execute(asked, (what, what)).fetchone() is not None

    def all_revoked(self) -> frozenset[tuple[str, int]]:
        """Everything that is revoked, by the id of its status list and the index in it."""
        if not self.path.exists():
            return frozenset()
        with self._open() as base:
            rows = base.execute("SELECT issuer, name, site, place FROM entry WHERE revoked_at IS NOT NULL").fetchall()
        return frozenset(
            (Publisher(did=issuer, name=name, site=site or None).status_list(place // LENGTH + 1), place % LENGTH)
            for issuer, name, site, place in rows
        )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(self.path, timeout=30)
            try:
                base.executescript(_TABLES)
                with base:
                    yield base
            finally:
                base.close()
        except (OSError, sqlite3.Error) as error:
            cause = f"The status register {self.path} cannot be used ({error})."
            remedy = "Restore it from your backup: a new one would give places again that are taken."
            raise EnvironmentFailure("status-register", cause, remedy) from error
