"""What the service knows of each bundle handed in: rows that outlive the process, each change one transaction."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from sqlalchemy import Engine, ForeignKey, String, Text, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from lotpass.store import Table

ATTEMPTS = 3
"""How often a bundle is run whose runs the end of the process cuts off: one that ends it each time is given up."""

MOST_LISTED = 200
"""How many bundles one listing shows, the newest first."""

State = Literal["waiting", "running", "done", "failed"]
Role = Literal["papers", "custody"]


@dataclass(frozen=True, slots=True)
class Received:
    """One file as it was received and kept: `name` as the sender gave it, the SHA-256 (hex) and number of its bytes."""

    name: str
    sha256: str
    bytes: int
    role: Role


@dataclass(frozen=True, slots=True)
class Submission:
    """One bundle handed in. Times are seconds since 1970, UTC; `exit_code` is that of `lotpass run`."""

    id: str
    created: float
    as_of: date
    state: State
    attempts: int
    exit_code: int | None
    cause: str | None
    remedy: str | None
    files: tuple[Received, ...]


class _Submission(Table):
    __tablename__ = "submission"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    created: Mapped[float]
    as_of: Mapped[date]
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    exit_code: Mapped[int | None] = mapped_column(default=None)
    cause: Mapped[str | None] = mapped_column(Text, default=None)
    remedy: Mapped[str | None] = mapped_column(Text, default=None)


class _SubmittedFile(Table):
    __tablename__ = "submission_file"

    submission: Mapped[str] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    bytes: Mapped[int]
    role: Mapped[str] = mapped_column(String(8))


class Submissions:
    """The submissions of one store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def enter(self, files: Sequence[Received], as_of: date) -> Submission:
        """A new bundle, waiting to be run; committed when this returns. `as_of` is the day that stands for today."""
        name = str(uuid.uuid4())
        with Session(self._engine) as session, session.begin():
            session.add(_Submission(id=name, created=time.time(), as_of=as_of))
            session.flush()
            for position, file in enumerate(files):
                session.add(
                    _SubmittedFile(
                        submission=name,
                        position=position,
                        name=file.name.replace("\0", "\ufffd"),
                        sha256=file.sha256,
                        bytes=file.bytes,
                        role=file.role,
                    )
                )
        found = self.find(name)
        if found is None:  # nobody deletes submissions
            raise LookupError(name)
        return found

    def find(self, submission: str) -> Submission | None:
        """The submission with this id, or None."""
        with Session(self._engine) as session:
            row = session.get(_Submission, submission)
            return None if row is None else _frozen(session, row)

    def newest(self) -> list[Submission]:
        """The newest submissions, newest first, at most MOST_LISTED."""
        with Session(self._engine) as session:
            rows = session.scalars(select(_Submission).order_by(_Submission.created.desc()).limit(MOST_LISTED))
            return [_frozen(session, row) for row in rows]

    def take(self) -> Submission | None:
        """The submission that waits longest, now running; one whose attempts are used up is marked failed instead."""
        with Session(self._engine) as session, session.begin():
            while True:
                row = session.scalars(
                    select(_Submission).where(_Submission.state == "waiting").order_by(_Submission.created).limit(1)
                ).first()
                if row is None:
                    return None
                if row.attempts < ATTEMPTS:
                    row.state, row.attempts = "running", row.attempts + 1
                    session.flush()
                    return _frozen(session, row)
                row.state, row.exit_code = "failed", 4
                row.cause = f"Running it was cut off {ATTEMPTS} times by the end of the service."
                row.remedy = "Look into the service's log, and run the bundle by `lotpass run`."
                session.flush()

    def done(self, submission: str, exit_code: int) -> None:
        """Its report and passports are written."""
        self._set(submission, state="done", exit_code=exit_code)

    def failed(self, submission: str, cause: str, remedy: str) -> None:
        """This machine could not run it; the cause is no fault of the bundle."""
        self._set(submission, state="failed", exit_code=4, cause=cause, remedy=remedy)

    def give_back(self) -> int:
        """What ran when the last service ended waits again; gives how many. Only for the one service of a store."""
        with Session(self._engine) as session, session.begin():
            rows = session.scalars(select(_Submission).where(_Submission.state == "running")).all()
            for row in rows:
                row.state = "waiting"
            return len(rows)

    def _set(self, submission: str, **values: object) -> None:
        with Session(self._engine) as session, session.begin():
            session.execute(update(_Submission).where(_Submission.id == submission).values(**values))


def _frozen(session: Session, row: _Submission) -> Submission:
    files = session.scalars(
        select(_SubmittedFile).where(_SubmittedFile.submission == row.id).order_by(_SubmittedFile.position)
    )
    return Submission(
        id=row.id,
        created=row.created,
        as_of=row.as_of,
        state=cast(State, row.state),
        attempts=row.attempts,
        exit_code=row.exit_code,
        cause=row.cause,
        remedy=row.remedy,
        files=tuple(Received(file.name, file.sha256, file.bytes, cast(Role, file.role)) for file in files),
    )
