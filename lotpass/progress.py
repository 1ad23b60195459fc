"""Progress on stderr: a bar per stage on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

MOST = 300
"""How many signs of a file's name or a reason one line shows."""


def one_line(text: str, most: int = MOST) -> str:
    """The text on one line, without signs that a terminal would obey, and not longer than `most` signs."""
    shown = text if len(text) <= most else f"{text[: most - 1]}…"
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)


class Reporter(Protocol):
    """Is told of each stage's beginning, each step in it, and anything that a watching user should see at once."""

    def begin(self, stage: str, total: int | None) -> None:
        """A stage begins that has `total` steps; None where nobody knows how many until it ends."""

    def step(self, stage: str, what: str = "") -> None:
        """One step of the stage is done."""

    def note(self, text: str) -> None:
        """A line for the user, such as a file that was quarantined."""


class Silent:
    """Says nothing: for tests and other programs."""

    def begin(self, stage: str, total: int | None) -> None:
        """Nothing is shown."""

    def step(self, stage: str, what: str = "") -> None:
        """Nothing is shown."""

    def note(self, text: str) -> None:
        """Nothing is shown."""


class Lines:
    """Plain lines on stderr: a line when a stage begins and at every tenth of it."""

    def __init__(self) -> None:
        self._total: dict[str, int | None] = {}
        self._done: dict[str, int] = {}

    def begin(self, stage: str, total: int | None) -> None:
        """Says how much there is to do."""
        self._total[stage], self._done[stage] = total, 0
        print(stage if total is None else f"{stage}: {total}", file=sys.stderr, flush=True)

    def step(self, stage: str, what: str = "") -> None:
        """Says how far the stage is, at most ten times in a long stage."""
        self._done[stage] += 1
        done, total = self._done[stage], self._total[stage]
        if total is None:
            return
        if total <= 10 or done == total or done % max(1, total // 10) == 0:
            print(f"{stage}: {done}/{total} {one_line(what)}".rstrip(), file=sys.stderr, flush=True)

    def note(self, text: str) -> None:
        """Prints the line."""
        print(one_line(text), file=sys.stderr, flush=True)


class Bars:
    """A bar per stage on a terminal. Use as a context manager."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description:<10}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[what]}", style="dim", markup=False),
            console=Console(stderr=True),
            transient=True,
        )
        self._stages: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def begin(self, stage: str, total: int | None) -> None:
        """Opens the stage's bar, and ends those of which nobody knew how long they would be."""
        for task in self._progress.tasks:
            if task.total is None:
                self._progress.update(task.id, total=task.completed)
        self._stages[stage] = self._progress.add_task(stage, total=total, what="")

    def step(self, stage: str, what: str = "") -> None:
        """Moves the stage's bar on by one."""
        self._progress.update(self._stages[stage], advance=1, what=one_line(what, 40))

    def note(self, text: str) -> None:
        """Prints the line above the bars."""
        self._progress.console.print(Text(one_line(text), style="yellow"))
