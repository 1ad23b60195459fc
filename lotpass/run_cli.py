"""`lotpass run`: reads a bundle, checks it, and issues its passports. Names and options are public API."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from lotpass.arguments import cores, must_be_there, policy_named, reader_may_leave, tables_named


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it as YYYY-MM-DD") from error


def run(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, folders or archives: together one bundle.", metavar="PATH")
    ],
    custody: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Custody records: CSV, or EPCIS as JSON or XML; may be given several times."),
    ] = None,
    out: Annotated[
        Path, typer.Option(metavar="DIR", file_okay=False, help="The folder for report.json and the passports.")
    ] = Path("passports"),
    as_of: Annotated[
        date | None,
        typer.Option(parser=_day, metavar="YYYY-MM-DD", help="The day that stands for today (default: today, UTC)."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Pages read side by side (default: one per core).")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the report on stdout, and nothing else.")] = False,
    policy: Annotated[
        str | None,
        typer.Option(metavar="FILE|NAME", help="A policy file (TOML), or a preset by name (see docs/policy.md)."),
    ] = None,
    memory: Annotated[
        str | None,
        typer.Option(
            metavar="DIR|store",
            help="Where earlier lots are remembered (a folder, or `store`): what was used before is found.",
        ),
    ] = None,
    reference: Annotated[
        Path | None,
        typer.Option(metavar="DIR", file_okay=False, help="A folder of reference tables of your own (CSV)."),
    ] = None,
    sanctions: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE", help="A sanctions list (OpenSanctions, EU or OFAC CSV); may be given several times."
        ),
    ] = None,
    parents: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="A folder of earlier passports: what is derived from those lots names them."),
    ] = None,
    broker: Annotated[
        str | None, typer.Option(metavar="URL", help="Run on a Celery broker (redis://host:port/db) with its workers.")
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Read every page anew, and keep nothing that is read.")
    ] = False,
) -> None:
    """Read a bundle, check it, and issue its passports.

    Writes report.json and one signed passport per lot.

    Exit codes: 0 every lot is clear; 1 a lot is for review or blocked; 2 the call is wrong; 3 nothing could be read;
    4 this machine lacks something, which the message names.
    """
    must_be_there([*paths, *(custody or []), *([reference] if reference else []), *(sanctions or []), *(parents or [])])
    day = as_of or datetime.now(UTC).date()
    lists = tuple(sanctions or ())
    raise typer.Exit(
        _run(
            paths,
            custody or [],
            out,
            day,
            jobs,
            json_,
            policy,
            memory,
            reference,
            lists,
            broker,
            no_cache,
            parents or [],
        )
    )


def _run(
    paths: list[Path],
    custody: list[Path],
    out: Path,
    as_of: date,
    jobs: int | None,
    as_json: bool,
    policy: str | None,
    memory: str | None,
    reference: Path | None,
    sanctions: tuple[Path, ...],
    broker: str | None,
    no_cache: bool,
    parents: list[Path],
) -> int:
    from rich.console import Console
    from rich.text import Text

    from lotpass.worker import warm_up

    if not broker:
        warm_up()  # first, so that it loads the engines beside what is loaded here
    from lotpass import progress, summary
    from lotpass.memory import place_of
    from lotpass.parents import earlier
    from lotpass.receipts import enter
    from lotpass.report import exit_code
    from lotpass.run import Job
    from lotpass.run import run as run_here
    from lotpass.settings import Settings
    from lotpass.signing import Keys

    settings = Settings.load()
    if memory is not None and Path(memory).is_file():
        raise typer.BadParameter(f"--memory {memory} is a file; name a folder, or `store`")
    if (reference or sanctions) and (broker or settings.broker):
        raise typer.BadParameter(
            "on a broker the workers judge: set LOTPASS_REFERENCE and LOTPASS_SANCTIONS for them instead"
        )
    job = Job(
        paths=tuple(paths),
        custody=tuple(custody),
        out=out,
        as_of=as_of,
        jobs=jobs or cores(),
        memory=settings.memory,
        policy=policy_named(policy),
        reference=tables_named(settings, reference, sanctions),
        past=place_of(memory or settings.remember, settings),
        cache=None if no_cache else settings.cache_folder,
        cache_bytes=settings.cache_bytes,
    )
    keys = Keys(settings)
    keys.current()  # a key that cannot be made or used is told before the work
    into_log = partial(enter, settings)
    bars = progress.Bars() if sys.stderr.isatty() else nullcontext(progress.Lines())
    with bars as reporter:
        own, retired = keys.public_keys(), keys.retired_keys()
        known = [one for folder in parents for one in earlier(folder, own, retired, reporter.note)]
        job = replace(job, parents=tuple(known))
        if broker or settings.broker:
            from lotpass.dispatch import run_on_broker

            report = run_on_broker(job, broker or settings.broker or "", settings, keys.current, reporter, into_log)
        else:
            report = run_here(job, keys.current, reporter, into_log)
    with reader_may_leave():
        if as_json:
            sys.stdout.buffer.write(report.as_text().encode())
        else:
            console = Console()
            summary.show(report, console)
            console.print(Text(f"Report and passports are in {progress.one_line(str(out))}/", style="dim"))
        sys.stdout.flush()
    return exit_code(report.dossier, report.lots)
