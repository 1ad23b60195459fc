"""The memory of earlier lots: one SQLite file in a folder that the user names, or tables of the team's PostgreSQL.

A run that remembers holds the memory from looking up to noting down, so that of two runs at once the second sees the
first, on whatever machines they are; what it notes down is there as a whole or not at all.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Index, String, Text, create_engine, delete, event, func, select, text
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from lotpass.errors import EnvironmentFailure
from lotpass.settings import Settings
from validate.memory import Mark, Memory, RememberedLot, merged, own_lots

FILE = "memory.sqlite3"
FORM = 3
"""Version of the file's form, kept as SQLite's user_version."""

ALIKE = 2
"""The form before: its tables are these; its lots lack the figures of their papers, and stay without."""

STORE = "store"
"""What a user says for the memory that lies beside the store."""

Place = Path | str
"""Where a memory lies: the folder of its file, or the URL of a PostgreSQL database."""

PATIENCE = 600.0
"""Seconds for which a run waits for another one that remembers."""
AT_ONCE = 400
"""Marks that one query looks up; SQLite takes 999 values and more."""


class Table(DeclarativeBase):
    """The memory's tables."""


class LotRow(Table):
    """A remembered lot, as JSON of `RememberedLot`."""

    __tablename__ = "remembered_lot"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(400))
    lot: Mapped[str] = mapped_column(Text)


class MarkRow(Table):
    """A trait by which a lot can be found: of this kind, with this value."""

    __tablename__ = "remembered_mark"
    __table_args__ = (Index("remembered_mark_of_lot", "lot"),)

    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[str] = mapped_column(String(400), primary_key=True)
    lot: Mapped[str] = mapped_column(String(32), primary_key=True)


class Recall:
    """One run's hold on the memory."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def about(self, present: Sequence[RememberedLot]) -> Memory:
        """What may concern these lots."""
        marks = sorted({mark for lot in present for mark in lot.marks()})
        ids: set[str] = set()
        for kind in sorted({kind for kind, _ in marks}):
            keys = [key for of, key in marks if of == kind]
            for start in range(0, len(keys), AT_ONCE):
                wanted = select(MarkRow.lot).where(MarkRow.kind == kind, MarkRow.key.in_(keys[start : start + AT_ONCE]))
                ids.update(self._connection.scalars(wanted))
        return Memory(lots=tuple(self._lots(sorted(ids))), present=tuple(present))

    def _lots(self, ids: Sequence[str]) -> Iterator[RememberedLot]:
        for start in range(0, len(ids), AT_ONCE):
            wanted = select(LotRow.lot).where(LotRow.id.in_(ids[start : start + AT_ONCE])).order_by(LotRow.id)
            for row in self._connection.scalars(wanted):
                yield RememberedLot.model_validate_json(row)

    def every(self) -> Iterator[RememberedLot]:
        """All remembered lots, by name."""
        for row in self._connection.scalars(select(LotRow.lot).order_by(LotRow.name, LotRow.id)):
            yield RememberedLot.model_validate_json(row)

    def note(self, memory: Memory) -> None:
        """Notes down the present lots, each in the place of what was remembered of itself."""
        taken: set[str] = set()
        for present, own in zip(memory.present, own_lots(memory.present, memory.lots), strict=True):
            earlier = [old for old in own if old.id not in taken]
            taken.update(old.id for old in earlier)
            lot = merged(present, earlier)
            self.forget([old.id for old in earlier] + [lot.id])
            row = {"id": lot.id, "name": lot.name[:400], "lot": lot.model_dump_json()}
            self._connection.execute(LotRow.__table__.insert(), [row])  # type: ignore[attr-defined]  # a Table, no FromClause
            marks = [{"kind": kind, "key": key[:400], "lot": lot.id} for kind, key in _short(lot.marks())]
            if marks:
                self._connection.execute(MarkRow.__table__.insert(), marks)  # type: ignore[attr-defined]  # as above

    def forget(self, ids: Iterable[str]) -> int:
        """Takes lots out of the memory; gives how many there were."""
        gone = 0
        for id_ in ids:
            gone += self._connection.execute(delete(LotRow).where(LotRow.id == id_)).rowcount
            self._connection.execute(delete(MarkRow).where(MarkRow.lot == id_))
        return gone


def _short(marks: Iterable[Mark]) -> list[Mark]:
    return sorted({(kind, key[:400]) for kind, key in marks})


def place_of(named: str | None, settings: Settings) -> Place | None:
    """Where the memory lies that a user names by a folder or by `store`; None where none is named.

    `store` is the database of the pipeline where that is PostgreSQL; the embedded store has its memory in a file of its
    own in the data folder, so that who writes in the one never waits for the other.
    """
    if not named:
        return None
    if named != STORE:
        return Path(named)
    url = settings.database_url
    return url if url.startswith("postgresql") else settings.data / "memory"


@contextlib.contextmanager
def remembering(place: Place) -> Iterator[Recall]:
    """A hold on the memory in this place, made where there is none; what was noted is kept if the block ends well.

    Raises EnvironmentFailure: `memory-out-of-reach` for a place that cannot be used or a run that holds the memory for
    too long, `memory-broken` for a file that is damaged or of another form.
    """
    with _in_folder(place) if isinstance(place, Path) else _in_database(place) as recall:
        yield recall


@contextlib.contextmanager
def _in_folder(folder: Path) -> Iterator[Recall]:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / FILE
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # SQLite would let others read a file that it makes
    except OSError as error:
        raise _out_of_reach(folder, str(error.strerror or error)) from error
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _tune)
    event.listen(engine, "begin", _hold)
    try:
        with engine.begin() as connection:
            _form(connection, path)
            yield Recall(connection)
    except OperationalError as error:
        raise _out_of_reach(folder, str(error.orig)) from error
    except DatabaseError as error:
        raise _broken(path, str(error.orig)) from error
    except ValidationError as error:
        raise _broken(path, f"it holds a lot in another form ({error.error_count()} faults)") from error
    finally:
        engine.dispose()


LOCK = 0x6C6F7470617373
"""The key of the advisory lock by which one run at a time holds the memory in a PostgreSQL database."""


@contextlib.contextmanager
def _in_database(url: str) -> Iterator[Recall]:
    """The memory in the store's database; errors are told without the URL, which may hold a password."""
    where = "the store's database"
    try:
        engine = create_engine(url)
    except (ArgumentError, ImportError) as error:
        raise _out_of_reach(where, f"its URL cannot be used ({type(error).__name__})") from error
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(PATIENCE)}s'")
            connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
            Table.metadata.create_all(connection)
            yield Recall(connection)
    except DBAPIError as error:
        raise _out_of_reach(where, f"the database refused it ({type(error.orig).__name__})") from error
    except ValidationError as error:
        raise _broken(where, f"it holds a lot in another form ({error.error_count()} faults)") from error
    finally:
        engine.dispose()


def _tune(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_hold` says so, not where the driver thinks
    connection.execute("PRAGMA synchronous=FULL")


def _hold(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _form(connection: Connection, path: Path) -> None:
    """Makes the tables in a new file and renames those of the first form; raises EnvironmentFailure for another form.

    An earlier program cannot read the file any more: it is not to write lots without what is remembered since.
    """
    form = connection.execute(text("PRAGMA user_version")).scalar_one()
    if form == 0 and not connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one():
        Table.metadata.create_all(connection)
    elif form == 1:
        connection.exec_driver_sql("ALTER TABLE lot RENAME TO remembered_lot")
        connection.exec_driver_sql("ALTER TABLE mark RENAME TO remembered_mark")
    elif form not in (ALIKE, FORM):
        raise _broken(path, f"its form is {form}, and this program knows {FORM}")
    connection.exec_driver_sql(f"PRAGMA user_version={FORM}")


def _out_of_reach(place: Path | str, why: str) -> EnvironmentFailure:
    return EnvironmentFailure(
        "memory-out-of-reach",
        f"The memory of earlier lots in {place} cannot be used: {why}.",
        "Make it writable, wait for the run that holds it, or name another by --memory.",
    )


def _broken(path: Path | str, why: str) -> EnvironmentFailure:
    return EnvironmentFailure(
        "memory-broken",
        f"The memory of earlier lots {path} is damaged or is none: {why}.",
        "Put back a copy of the file. Without one, move it away and run the earlier bundles again: they are remembered "
        "anew.",
    )
