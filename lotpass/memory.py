"""The memory of earlier lots: one SQLite file in a folder that the user names.

A run that remembers holds the file from looking up to noting down, so that of two runs at once the second sees the
first; it notes down only when its report is written.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Index, String, Text, create_engine, delete, event, select, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from lotpass.errors import EnvironmentFailure
from validate.memory import Mark, Memory, RememberedLot, merged, own_lots

FILE = "memory.sqlite3"
FORM = 1
"""Version of the file's form, kept as SQLite's user_version."""

PATIENCE = 600.0
"""Seconds for which a run waits for another one that remembers."""
AT_ONCE = 400
"""Marks that one query looks up; SQLite takes 999 values and more."""


class Table(DeclarativeBase):
    """The memory's tables."""


class LotRow(Table):
    """A remembered lot, as JSON of `RememberedLot`."""

    __tablename__ = "lot"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(400))
    lot: Mapped[str] = mapped_column(Text)


class MarkRow(Table):
    """A trait by which a lot can be found: of this kind, with this value."""

    __tablename__ = "mark"
    __table_args__ = (Index("mark_of_lot", "lot"),)

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


@contextlib.contextmanager
def remembering(folder: Path) -> Iterator[Recall]:
    """A hold on the memory in this folder, made where there is none; what was noted is kept if the block ends well.

    Raises EnvironmentFailure: `memory-out-of-reach` for a folder that cannot be used or a run that holds the memory for
    too long, `memory-broken` for a file that is damaged or of another form.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise _out_of_reach(folder, str(error.strerror or error)) from error
    path = folder / FILE
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


def _tune(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_hold` says so, not where the driver thinks
    connection.execute("PRAGMA synchronous=FULL")


def _hold(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _form(connection: Connection, path: Path) -> None:
    """Makes the tables in a new file; raises EnvironmentFailure for one of another form."""
    form = connection.execute(text("PRAGMA user_version")).scalar_one()
    if form == 0 and not connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one():
        Table.metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA user_version={FORM}")
    elif form != FORM:
        raise _broken(path, f"its form is {form}, and this program knows {FORM}")


def _out_of_reach(folder: Path, why: str) -> EnvironmentFailure:
    return EnvironmentFailure(
        "memory-out-of-reach",
        f"The memory of earlier lots in {folder} cannot be used: {why}.",
        "Make the folder writable, wait for the run that holds it, or name another by --memory.",
    )


def _broken(path: Path, why: str) -> EnvironmentFailure:
    return EnvironmentFailure(
        "memory-broken",
        f"The memory of earlier lots {path} is damaged or is none: {why}.",
        "Put back a copy of the file. Without one, move it away and run the earlier bundles again: they are remembered "
        "anew.",
    )
