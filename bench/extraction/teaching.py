"""The command line of what teaches words: tasks, options, and where what is learned is kept."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.extraction.learn import TABLES
from bench.extraction.papers import Bundle, papers_in
from bench.extraction.rows import RECORDED
from bench.extraction.taught import HANDS, writers


@dataclass(frozen=True)
class Course:
    """A command that teaches: `name` as it is called, `about` its help, `spread` the usual one of the weights' prior.

    `record` keeps what a hand's papers teach in a folder and tells how much of `kept` that is. `fit` makes the text of
    the table `extract/data/<table>.csv` by a spread, with a line that says what it holds. `leave_out` tells line by
    line what weights of a spread are worth on what had no part in them.
    """

    name: str
    about: str | None
    spread: float
    kept: str
    record: Callable[[str, Sequence[Bundle], Path], int]
    table: str
    fit: Callable[[float], tuple[str, str]]
    leave_out: Callable[[float], Iterable[str]]

    def run(self, arguments: list[str] | None = None) -> int:
        """Does the task that the command line asks for; the status to leave with."""
        parser = argparse.ArgumentParser(prog=self.name, description=self.about)
        parser.add_argument("task", choices=("record", "fit", "leave-out"))
        parser.add_argument("--cache", type=Path, default=Path("build/extraction"))
        parser.add_argument("--hand", help="whose papers to record; else all")
        parser.add_argument("--spread", type=float, default=self.spread)
        parser.add_argument("--write", action="store_true", help="put the weights into extract/data")
        given = parser.parse_args(arguments)
        if given.task == "record":
            for hand in [given.hand] if given.hand else writers():
                print(f"{hand}: {self.record(hand, papers_in(HANDS / hand, given.cache), RECORDED)} {self.kept}")
        elif given.task == "fit":
            text, said = self.fit(given.spread)
            if given.write:
                (TABLES / f"{self.table}.csv").write_text(text, encoding="utf-8")
            print(said)
        else:
            print("\n".join(self.leave_out(given.spread)))
        return 0
