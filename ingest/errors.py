"""The root of the error tree, and what ingest can raise.

Every error that a user may meet is a `Fault`: it has a stable `code` (API: scripts may test for it),
a `cause` in plain words, and a `remedy` that says what to do next.
"""

from __future__ import annotations


class Fault(Exception):  # noqa: N818 - a fault is the field's word for what stopped a reading
    """An expected failure with a stable code, a cause and a remedy, both in plain words."""

    def __init__(self, code: str, cause: str, remedy: str = "") -> None:
        super().__init__(cause if not remedy else f"{cause} {remedy}")
        self.code = code
        self.cause = cause
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[Fault], tuple[str, str, str]]:
        """Pickles by its three parts, so that it crosses a process border whole."""
        return type(self), (self.code, self.cause, self.remedy)


class Unreadable(Fault):
    """A file or page that cannot be read; the file is quarantined with `cause` as the reason.

    Codes: `empty`, `encrypted`, `truncated`, `damaged`, `not-a-document`, `too-large`, `too-many-pages`,
    `too-many-pixels`, `too-deep`, `bomb`, `unsafe-path`, `timeout`, `memory`, `crashed`, `no-space`.
    """


class EngineMissing(Fault):
    """A program or model that reading needs is not installed; the run stops with exit code 4."""
