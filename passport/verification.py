"""What verifying answers: the outcome of every check, in words that can be shown as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from passport.model import Passport

MAX_QUOTED = 300
"""How much of a file's own text one message repeats."""

Outcome = Literal["passed", "failed", "noted", "not_checked"]
CheckName = Literal[
    "json",
    "schema",
    "envelope",
    "token",
    "disclosures",
    "holder",
    "proof",
    "algorithm",
    "key",
    "digest",
    "signature",
    "dates",
    "status",
    "consistency",
    "lineage",
    "log",
    "trust",
    "files",
    "attachments",
]


@dataclass(frozen=True, slots=True)
class Checked:
    """One check's answer. `noted`: nothing is wrong, but a reader should know. A failure says got and expected."""

    name: CheckName
    outcome: Outcome
    message: str
    got: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What came out. `trust` tells whether the key is one that the caller listed.

    `passport`, `kid`, `signed_at` and `digest` are given only for a passport that is `verified`: of any other
    file nothing is repeated as if it were so.
    """

    verified: bool
    trust: Literal["trusted", "unlisted", "none"]
    checks: tuple[Checked, ...]
    passport: Passport | None = None
    kid: str | None = None
    signed_at: datetime | None = None
    digest: str | None = None

    @property
    def failures(self) -> tuple[Checked, ...]:
        """The checks that failed."""
        return tuple(check for check in self.checks if check.outcome == "failed")

    def also(self, more: Sequence[Checked]) -> Verification:
        """The same with further checks: verified only if those did not fail either."""
        checks = (*self.checks, *more)
        if any(check.outcome in ("failed", "not_checked") for check in more):
            return Verification(False, "none", checks)
        return replace(self, checks=checks)


@dataclass(slots=True)
class Run:
    """The checks of one verification as they are made."""

    checks: list[Checked] = field(default_factory=list)

    def passed(self, name: CheckName, message: str) -> None:
        """Records that nothing is wrong."""
        self.checks.append(Checked(name, "passed", printable(message)))

    def noted(self, name: CheckName, message: str) -> None:
        """Records something that a reader should know."""
        self.checks.append(Checked(name, "noted", printable(message)))

    def failed(self, name: CheckName, message: str, got: str | None = None, expected: str | None = None) -> None:
        """Records what is wrong."""
        got, expected = (None if text is None else printable(text) for text in (got, expected))
        self.checks.append(Checked(name, "failed", printable(message), got, expected))

    def skipped(self, name: CheckName, why: str) -> None:
        """Records that a check could not be made."""
        self.checks.append(Checked(name, "not_checked", why))


def printable(text: str) -> str:
    """The text, cut to MAX_QUOTED signs, with invisible ones escaped: a forged file may hold terminal commands."""
    shown = text if len(text) <= MAX_QUOTED else f"{text[:MAX_QUOTED]}…"
    if shown.isprintable():
        return shown
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in shown)
