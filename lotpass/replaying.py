"""`lotpass verify --replay`: a passport is made again from its papers and compared with what was signed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from lotpass.errors import EnvironmentFailure
from lotpass.progress import Reporter
from lotpass.run import Job, run
from lotpass.scratch import scratch_folder
from passport.files import SUFFIX
from passport.keys import LocalKey, generate
from passport.model import Passport
from passport.replay import Replay, compare
from passport.verification import printable
from passport.verify import verify


def replay(passport: Passport, job: Job, reporter: Reporter) -> Replay:
    """Runs the pipeline on the job's papers, as of the passport's day, and compares what comes out.

    Nothing is written that stays, nothing kept from earlier readings is used, and the memory of earlier lots is left
    alone. Raises EnvironmentFailure (`no-such-lot`) where the papers give no lot of the passport's number, and as
    `lotpass.run.run` does.
    """
    with scratch_folder() as out:
        once = LocalKey(generate())  # what is made here is compared and thrown away: it gets no real signature
        run(replace(job, out=out, as_of=passport.as_of, past=None, cache=None), lambda: once, reporter)
        made = [verify(path.read_bytes()).passport for path in sorted(out.glob(f"*{SUFFIX}"))]
    lots = [other for other in made if other is not None]
    for again in lots:
        if again.lot == passport.lot:
            return compare(passport, again)
    given = ", ".join(other.lot for other in lots) or "none at all"
    cause = f"The papers give no lot {passport.lot}; they give {given}."
    raise EnvironmentFailure("no-such-lot", cause, "Name the bundle that the passport was made from.")


def show(path: Path, found: Replay, console: Console) -> None:
    """Prints what came of a replay."""

    def line(text: str) -> None:
        console.print(text, soft_wrap=True, highlight=False, emoji=False)

    if found.identical:
        line(f"[bold green]the same again[/] {escape(str(path))}")
        line(f"  the signed content is the same, byte for byte: SHA-256 {found.now}")
        return
    line(f"[bold red]not the same[/] {escape(str(path))}")
    line(f"  signed: SHA-256 {found.was}")
    line(f"  now:    SHA-256 {found.now}")
    line("  why:")
    for reason in found.reasons or (
        "Neither papers nor versions differ, and yet the result does: please report it with the papers.",
    ):
        line(f"    {escape(printable(reason))}")
    line("  what:")
    for difference in found.differences:
        was, now = ("nothing" if text is None else printable(text) for text in (difference.was, difference.now))
        line(f"    {escape(printable(difference.place))}: {escape(was)} then, {escape(now)} now")
