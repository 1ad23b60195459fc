"""The work ledger: which steps of a bundle are due, claimed, done or failed. Every change is one transaction."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import Engine, and_, func, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ingest.errors import Fault, Unreadable
from ingest.model import SourceFile
from lotpass.errors import EnvironmentFailure
from lotpass.step_faults import fault_columns
from lotpass.store import Bundle, BundleFile, BundleMemory, Step, Work

ATTEMPTS = 3
"""How often a step is tried: a page that takes three workers with it is quarantined."""

RING_AGAIN = 20.0
"""Seconds after which a step that nobody claimed is rung for again: its message may be lost."""


_WORN = Unreadable("crashed", f"Reading it ended {ATTEMPTS} workers, one after another.")


@dataclass(frozen=True, slots=True)
class Due:
    """A step that may run now."""

    id: str
    step: Step


class Ledger:
    """The ledger of one store. `lease` is for how many seconds a claimed step is the claimer's."""

    def __init__(self, engine: Engine, lease: float) -> None:
        self._engine = engine
        self._lease = lease

    def enter(
        self,
        paths: Sequence[str],
        custody: Sequence[str],
        as_of: date,
        policy: dict[str, Any],
        left_out: Iterable[str] = (),
        memory: str | None = None,
    ) -> str:
        """A new bundle with its first step; gives its id. `memory` is where its memory lies, as workers find it."""
        bundle = str(uuid.uuid4())
        with Session(self._engine) as session, session.begin():
            session.add(
                Bundle(
                    id=bundle,
                    created=time.time(),
                    as_of=as_of,
                    paths=list(paths),
                    custody=list(custody),
                    policy=policy,
                    left_out=sorted(left_out),
                )
            )
            session.flush()
            if memory is not None:
                session.add(BundleMemory(bundle=bundle, place=memory))
            session.add(_work(bundle, "open"))
        return bundle

    def memory(self, bundle: str) -> str | None:
        """Where the memory lies that the bundle is checked against, None where it is checked against none."""
        with Session(self._engine) as session:
            row = session.get(BundleMemory, bundle)
            return None if row is None else row.place

    def bundle(self, bundle: str) -> Bundle:
        """The bundle's row, detached."""
        with Session(self._engine, expire_on_commit=False) as session:
            return session.get_one(Bundle, bundle)

    def files(self, bundle: str) -> tuple[SourceFile, ...]:
        """The bundle's files in order, as found when it was opened."""
        with Session(self._engine) as session:
            rows = session.scalars(select(BundleFile).where(BundleFile.bundle == bundle).order_by(BundleFile.position))
            return tuple(SourceFile.model_validate(row.file) for row in rows)

    def work(self, bundle: str, step: Step) -> list[Work]:
        """All work of one step of a bundle, by subject and number, detached."""
        with Session(self._engine, expire_on_commit=False) as session:
            return list(
                session.scalars(
                    select(Work).where(Work.bundle == bundle, Work.step == step).order_by(Work.subject, Work.number)
                )
            )

    def claim(self, step: str) -> Work | None:
        """Leases a step to the caller; None if it is done, leased by another, or its turn has not come.

        A step whose attempts are used up is marked failed instead, so that the bundle can be concluded without it.
        """
        now = time.time()
        free = or_(Work.state == "waiting", and_(Work.state == "leased", Work.lease < now))
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            worn = session.execute(
                update(Work).where(Work.id == step, free, Work.attempts >= ATTEMPTS).values(fault_columns(_WORN))
            )
            if _count(worn):
                return None
            claimed = session.execute(
                update(Work)
                .where(Work.id == step, free)
                .values(state="leased", lease=now + self._lease, attempts=Work.attempts + 1)
            )
            return session.get_one(Work, step) if _count(claimed) else None

    def opened(
        self,
        step: str,
        bundle: str,
        files: Iterable[SourceFile],
        pages: Iterable[tuple[SourceFile, int]],
        version: str = "",
    ) -> None:
        """The opening is done: the files found, and work for each page, each file's documents and the conclusion.

        `version` names what reads the pages: the same bytes are not read again by the same version.
        """
        with Session(self._engine) as session, session.begin():
            if not self._finish(session, step, None):
                return
            for position, file in enumerate(files):
                session.add(BundleFile(bundle=bundle, position=position, file=file.model_dump(mode="json")))
            subjects: set[str] = set()
            for file, number in pages:
                subjects.add(file.sha256)
                session.add(_work(bundle, "page", file.sha256, number, version, file.media_type))
            for subject in sorted(subjects):
                session.add(_work(bundle, "documents", subject, version=version))
            session.add(_work(bundle, "conclude"))

    def finish(self, step: str, result: str | None) -> None:
        """The step is done; `result` names what it made."""
        with Session(self._engine) as session, session.begin():
            self._finish(session, step, result)

    @staticmethod
    def _finish(session: Session, step: str, result: str | None) -> bool:
        done = session.execute(
            update(Work).where(Work.id == step, Work.state == "leased").values(state="done", result=result)
        )
        return _count(done) == 1

    def fail(self, step: str, fault: Fault) -> None:
        """The step ended with a fault that trying again will not mend."""
        with Session(self._engine) as session, session.begin():
            session.execute(update(Work).where(Work.id == step, Work.state == "leased").values(fault_columns(fault)))

    def give_back(self, step: str, error: Exception) -> None:
        """The step ended with an error that nobody foresaw: it is free at once, and failed after its last attempt."""
        fault = EnvironmentFailure(
            "internal", f"An internal failure stopped it ({type(error).__name__}).", "The workers' log has the details."
        )
        mine = (Work.id == step, Work.state == "leased")
        with Session(self._engine) as session, session.begin():
            session.execute(update(Work).where(*mine, Work.attempts >= ATTEMPTS).values(fault_columns(fault)))
            session.execute(update(Work).where(*mine).values(state="waiting", rung=0.0))

    @contextmanager
    def kept(self, step: str) -> Iterator[None]:
        """While it is entered, the claimed step stays the caller's: its lease is renewed before it ends.

        So a slow step is not taken for a dead worker's, and the lease can be short.
        """
        done = threading.Event()

        def renew() -> None:
            while not done.wait(self._lease / 3):
                with suppress(SQLAlchemyError), Session(self._engine) as session, session.begin():
                    session.execute(
                        update(Work)
                        .where(Work.id == step, Work.state == "leased")
                        .values(lease=time.time() + self._lease)
                    )

        thread = threading.Thread(target=renew, name=f"lease of {step}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def known(self, work: Work) -> str | None:
        """The result of the same step on the same bytes by the same versions in any bundle, if there is one."""
        with Session(self._engine) as session:
            return session.scalars(
                select(Work.result)
                .where(
                    Work.step == work.step,
                    Work.subject == work.subject,
                    Work.number == work.number,
                    Work.version == work.version,
                    Work.state == "done",
                    Work.result.is_not(None),
                )
                .limit(1)
            ).first()

    def due(self, bundle: str, ring_again: float = RING_AGAIN) -> list[Due]:
        """The steps of a bundle that may run now and nobody was told of lately; they count as told from here on."""
        now = time.time()
        fresh = or_(
            and_(Work.state == "waiting", Work.rung < now - ring_again),
            and_(Work.state == "leased", Work.lease < now, Work.rung < now - min(ring_again, self._lease)),
        )
        with Session(self._engine) as session, session.begin():
            rows = list(
                session.scalars(select(Work).where(Work.bundle == bundle, fresh).order_by(Work.subject, Work.number))
            )
            # After the rows: a bundle opened between the two queries has steps, none of which seems to bar another.
            open_steps = self._open(session, bundle)
            due = [Due(row.id, cast(Step, row.step)) for row in rows if self._turn(row, open_steps)]
            if due:
                session.execute(update(Work).where(Work.id.in_([item.id for item in due])).values(rung=now))
        return due

    def not_rung(self, steps: Sequence[str]) -> None:
        """The messages of these steps could not be sent: they are due again."""
        with Session(self._engine) as session, session.begin():
            session.execute(update(Work).where(Work.id.in_(steps)).values(rung=0.0))

    @staticmethod
    def _open(session: Session, bundle: str) -> set[tuple[str, str]]:
        """The steps that are not ended, as pairs of step and subject."""
        rows = session.execute(
            select(Work.step, Work.subject)
            .where(Work.bundle == bundle, Work.state.in_(("waiting", "leased")))
            .distinct()
        )
        return {(step, subject) for step, subject in rows}

    @staticmethod
    def _turn(row: Work, open_steps: set[tuple[str, str]]) -> bool:
        """Documents wait for their file's pages, the conclusion for all documents."""
        if row.step == "documents":
            return ("page", row.subject) not in open_steps
        if row.step == "conclude":
            return not any(step in ("page", "documents", "open") for step, _ in open_steps)
        return True

    def untouched(self, bundle: str) -> bool:
        """True while no worker has taken up the bundle's first step."""
        with Session(self._engine) as session:
            query = select(func.count()).where(Work.bundle == bundle, Work.attempts > 0)
            return session.scalars(query).one() == 0

    def progress(self, bundle: str) -> tuple[int, int]:
        """Pages that are ended, and pages in all."""
        with Session(self._engine) as session:
            rows = session.execute(
                select(Work.state, func.count()).where(Work.bundle == bundle, Work.step == "page").group_by(Work.state)
            ).all()
        counts: dict[str, int] = {row[0]: row[1] for row in rows}
        return counts.get("done", 0) + counts.get("failed", 0), sum(counts.values())


def _count(result: Any) -> int:
    return cast("CursorResult[Any]", result).rowcount


def _work(bundle: str, step: Step, subject: str = "", number: int = 0, version: str = "", media_type: str = "") -> Work:
    return Work(
        id=str(uuid.uuid4()),
        bundle=bundle,
        step=step,
        subject=subject,
        number=number,
        version=version,
        media_type=media_type,
    )
