"""The command line. Names, options and exit codes are public API (see docs/command-line.md)."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ingest.errors import Fault
from lotpass import __version__

EXIT_CLEAR, EXIT_FLAGGED, EXIT_USAGE, EXIT_NOTHING, EXIT_FAILURE = 0, 1, 2, 3, 4

app = typer.Typer(
    name="lotpass",
    help="Reads the papers of a lot of minerals or rough diamonds, checks them against each other and against "
    "custody records, and issues a signed product passport for each lot.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"lotpass {__version__}")
        raise typer.Exit


@app.callback()
def main_options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """Options before a command."""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it as YYYY-MM-DD") from error


def _cores() -> int:
    return len(os.sched_getaffinity(0))


@app.command()
def run(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, folders or archives: together one bundle.", metavar="PATH...")
    ],
    custody: Annotated[
        list[Path] | None, typer.Option(help="Custody records: the CSV of the contract, or EPCIS 2.0 JSON.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Where report.json and the passports are written.")] = Path("passports"),
    as_of: Annotated[
        date | None,
        typer.Option(parser=_day, metavar="YYYY-MM-DD", help="The day that stands for today (default: today, UTC)."),
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Pages read side by side (default: one per core).")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the report on stdout, and nothing else.")] = False,
    policy: Annotated[
        Path | None, typer.Option(help="A policy file (TOML) with tolerances, severities, documents wanted.")
    ] = None,
    broker: Annotated[
        str | None, typer.Option(help="Run on a Celery broker (redis://host:port/db) with its workers.")
    ] = None,
) -> None:
    """Read a bundle, check it, and write its report and one signed passport per lot.

    Exit codes: 0 every lot is clear; 1 a lot is for review or blocked; 2 the call is wrong; 3 nothing could be read;
    4 this machine lacks something, which the message names.
    """
    from lotpass.run import missing

    absent = missing([*paths, *(custody or []), *([policy] if policy else [])])
    if absent:
        raise typer.BadParameter(f"{absent[0]} is not there")
    raise typer.Exit(_run(paths, custody or [], out, as_of or datetime.now(UTC).date(), jobs, json_, policy, broker))


def _run(
    paths: list[Path],
    custody: list[Path],
    out: Path,
    as_of: date,
    jobs: int | None,
    as_json: bool,
    policy: Path | None,
    broker: str | None,
) -> int:
    from lotpass.worker import warm_up

    if not broker:
        warm_up()  # first, so that it loads the engines beside what is loaded here
    from lotpass import progress, summary
    from lotpass.report import exit_code
    from lotpass.run import Job
    from lotpass.run import run as run_here
    from lotpass.settings import Settings
    from passport.keys import KeyFolder
    from validate.policy import Policy
    from validate.reference import Reference

    settings = Settings()
    job = Job(
        paths=tuple(paths),
        custody=tuple(custody),
        out=out,
        as_of=as_of,
        jobs=jobs or _cores(),
        memory=settings.memory,
        policy=Policy.load(policy),
        reference=Reference.load(),
    )
    keys = KeyFolder(settings.keys)
    bars = progress.Bars() if sys.stderr.isatty() else nullcontext(progress.Lines())
    with bars as reporter:
        if broker or settings.broker:
            from lotpass.dispatch import run_on_broker

            report = run_on_broker(job, broker or settings.broker or "", settings, keys.current, reporter)
        else:
            report = run_here(job, keys.current, reporter)
    if as_json:
        sys.stdout.write(report.as_text())
    else:
        console = Console()
        summary.show(report, console)
        console.print(f"Written to {out}/", style="dim", highlight=False)
    return exit_code(report.dossier, report.lots)


@app.command()
def verify(
    files: Annotated[list[Path], typer.Argument(help="Passports to check.", metavar="FILE...")],
) -> None:
    """Check passports offline: signature, schema, inner consistency. Exit code 0 if all verify, 1 if one fails."""
    from lotpass.run import missing
    from lotpass.settings import Settings
    from lotpass.verifying import verify_files
    from passport.keys import KeyFolder

    absent = missing(files)
    if absent:
        raise typer.BadParameter(f"{absent[0]} is not there")
    own = KeyFolder(Settings().keys).public_keys()
    raise typer.Exit(EXIT_CLEAR if verify_files(files, own, Console()) else EXIT_FLAGGED)


@app.command()
def worker(
    broker: Annotated[str | None, typer.Option(help="The broker to take work from (redis://host:port/db).")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Tasks side by side (default: one per core).")] = None,
) -> None:
    """Take work from a broker until stopped; the store and the originals' folder must be the caller's own."""
    from lotpass.settings import Settings
    from lotpass.tasks import work

    settings = Settings()
    url = broker or settings.broker
    if not url:
        raise typer.BadParameter("name a broker by --broker or LOTPASS_BROKER")
    work(url, settings, jobs or _cores())


def main() -> None:
    """The console script: any `Fault` that stops a command is told in plain words, with exit code 4."""
    try:
        app()
    except Fault as fault:
        print(f"lotpass: {fault.cause}", file=sys.stderr)
        if fault.remedy:
            print(f"  {fault.remedy}", file=sys.stderr)
        raise SystemExit(EXIT_FAILURE) from fault
    except Exception:  # noqa: BLE001 - Python's own exit code 1 would say that a lot is for review
        traceback.print_exc()
        print("lotpass: an internal failure; please report it with the lines above.", file=sys.stderr)
        raise SystemExit(EXIT_FAILURE) from None


if __name__ == "__main__":
    main()
