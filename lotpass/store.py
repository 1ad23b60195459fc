"""The pipeline's store: what is known of each bundle, in SQLite or PostgreSQL through SQLAlchemy.

The database is the truth and the broker a doorbell: every step that is to be done is a row of `work`, claimed by
a lease and finished by a commit. Losing the broker's messages loses nothing: whoever waits for the bundle rings again.
"""

from __future__ import annotations

import time
from datetime import date
from typing import Any, Literal

from sqlalchemy import JSON, Engine, ForeignKey, Index, String, Text, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from ingest.errors import Fault
from lotpass.errors import EnvironmentFailure
from lotpass.settings import Settings

MAKING_ATTEMPTS = 5
"""How often the tables are tried to be made: each process that is in the way is done after a moment."""

Step = Literal["open", "page", "documents", "conclude"]
State = Literal["waiting", "leased", "done", "failed"]


class Table(DeclarativeBase):
    """The store's tables."""


class Bundle(Table):
    """One bundle to be run: what the user asked for. Times are seconds since 1970, UTC.

    `left_out` are SHA-256 digests of files that are not part of it: what earlier runs wrote among its papers.
    """

    __tablename__ = "bundle"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    created: Mapped[float]
    as_of: Mapped[date]
    paths: Mapped[list[str]] = mapped_column(JSON)
    custody: Mapped[list[str]] = mapped_column(JSON)
    policy: Mapped[dict[str, Any]] = mapped_column(JSON)
    left_out: Mapped[list[str]] = mapped_column(JSON)


class BundleMemory(Table):
    """Where the memory of earlier lots lies that a bundle is checked against: a folder, or `store` for the store's."""

    __tablename__ = "bundle_memory"

    bundle: Mapped[str] = mapped_column(ForeignKey("bundle.id"), primary_key=True)
    place: Mapped[str] = mapped_column(Text)


class BundleFile(Table):
    """One file of a bundle, in the bundle's order: a `SourceFile` as JSON."""

    __tablename__ = "bundle_file"

    bundle: Mapped[str] = mapped_column(ForeignKey("bundle.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[dict[str, Any]] = mapped_column(JSON)


class Work(Table):
    """One step of one bundle: opening it, a page, a file's documents, or the conclusion.

    `subject` is the file's SHA-256 for a page and for documents, else empty; `number` the page's number, else 0.
    `result` is the SHA-256 of what the step made, in the derived folder. `rung` is when a message was last sent.
    """

    __tablename__ = "work"
    __table_args__ = (
        Index("work_of_bundle", "bundle", "step", "state"),
        Index("work_by_input", "step", "subject", "number", "version"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    bundle: Mapped[str] = mapped_column(ForeignKey("bundle.id"))
    step: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(String(64), default="")
    number: Mapped[int] = mapped_column(default=0)
    version: Mapped[str] = mapped_column(String(200), default="")
    media_type: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[float] = mapped_column(default=0.0)
    rung: Mapped[float] = mapped_column(default=0.0)
    result: Mapped[str | None] = mapped_column(String(64), default=None)
    fault_type: Mapped[str | None] = mapped_column(String(40), default=None)
    fault_code: Mapped[str | None] = mapped_column(String(40), default=None)
    fault_cause: Mapped[str | None] = mapped_column(Text, default=None)
    fault_remedy: Mapped[str | None] = mapped_column(Text, default=None)


def open_store(settings: Settings) -> Engine:
    """The store's engine, its tables made where they are missing; raises EnvironmentFailure when it is out of reach."""
    url = settings.database_url
    if url.startswith("sqlite"):
        try:
            settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise EnvironmentFailure(
                "no-data-folder", f"The data folder {settings.data} cannot be made.", "Set LOTPASS_DATA to another."
            ) from error
    try:
        engine = create_engine(url, pool_pre_ping=True)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _tune_sqlite)
        _make_tables(engine)
    except Exception as error:
        raise _out_of_reach(error) from error
    return engine


def _make_tables(engine: Engine) -> None:
    """Makes the tables that are missing, also when another process makes them at the same moment."""
    for attempt in range(MAKING_ATTEMPTS):
        try:
            Table.metadata.create_all(engine)
        except DBAPIError:
            if attempt + 1 == MAKING_ATTEMPTS:
                raise
            time.sleep(0.2)
        else:
            return


def _out_of_reach(error: Exception) -> Fault:
    """A database driver may raise anything: it is told without the URL, which may hold a password."""
    return EnvironmentFailure(
        "no-database",
        f"The pipeline's database cannot be opened ({type(error).__name__}).",
        "Check LOTPASS_DATABASE, and that the database server runs.",
    )


def _tune_sqlite(connection: Any, _record: object) -> None:
    """Write-ahead logging lets workers read while one writes; a writer waits for its turn instead of failing.

    What is committed is on disk (synchronous=FULL): a receipt rests on it.
    """
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
