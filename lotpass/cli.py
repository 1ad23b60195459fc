"""The command line. Names, options and exit codes are public API (see docs/command-line.md)."""

from __future__ import annotations

import io
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from ingest.errors import Fault
from lotpass import __version__, export_cli, keys_cli, log_cli, memory_cli, verify_cli
from lotpass.arguments import cores, must_be_there, policy_named, tables_named

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
    from lotpass import doctypes

    doctypes.load()  # before anything is read: a type that cannot be used ends the command


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it as YYYY-MM-DD") from error


@app.command()
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
    if parents and (broker or settings.broker):
        raise typer.BadParameter("--parents works with runs on this machine alone; leave out --broker")
    keys = Keys(settings)
    keys.current()  # a key that cannot be made or used is told before the work
    into_log = partial(enter, settings)
    bars = progress.Bars() if sys.stderr.isatty() else nullcontext(progress.Lines())
    with bars as reporter:
        if broker or settings.broker:
            from lotpass.dispatch import run_on_broker

            report = run_on_broker(job, broker or settings.broker or "", settings, keys.current, reporter, into_log)
        else:
            own, retired = keys.public_keys(), keys.retired_keys()
            known = [one for folder in parents for one in earlier(folder, own, retired, reporter.note)]
            report = run_here(replace(job, parents=tuple(known)), keys.current, reporter, into_log)
    with _reader_may_leave():
        if as_json:
            sys.stdout.buffer.write(report.as_text().encode())
        else:
            console = Console()
            summary.show(report, console)
            console.print(Text(f"Report and passports are in {progress.one_line(str(out))}/", style="dim"))
        sys.stdout.flush()
    return exit_code(report.dossier, report.lots)


@app.command("rules")
def rules_(
    name: Annotated[str | None, typer.Argument(help="A rule or a finding code to explain.", metavar="RULE")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """List every rule, or explain one: what is compared, on what basis, with which tolerance.

    Exit code 0; 2 for a name that is neither a rule, a finding code nor a check of the catalogue.
    """
    from rich.console import Console

    from lotpass import rules_shown

    if not rules_shown.show(name, json_, Console()):
        raise typer.BadParameter(f"{name} is neither a rule nor a finding code; `lotpass rules` lists them")


@app.command()
def explain(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, folders or archives: together one bundle.", metavar="BUNDLE...")
    ],
    field: Annotated[
        str, typer.Option(metavar="DOCUMENT.FIELD", help="The field, as the report names it: d1.carat_weight.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", dir_okay=False, help="A page (.html) or a picture (.png); default: FIELD.html."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Pages read side by side (default: one per core).")
    ] = None,
) -> None:
    """Show on the page why a field was read as it was, or why it was not found.

    Exit codes: 0 explained, found or not; 2 the call is wrong, or the bundle has no such document or field; 3 nothing
    could be read; 4 this machine lacks something, which the message names.
    """
    must_be_there(paths)
    target = out or Path(f"{field}.html")
    if target.suffix.lower() not in (".html", ".htm", ".png"):
        raise typer.BadParameter(f"{target} must end in .html or .png")
    if not target.absolute().parent.is_dir():
        raise typer.BadParameter(f"the folder {target.absolute().parent} is not there")
    raise typer.Exit(_explain(paths, field, target, jobs))


def _explain(paths: list[Path], field: str, target: Path, jobs: int | None) -> int:
    from lotpass.worker import warm_up

    warm_up()  # first, so that it loads the engines beside what is loaded here
    from lotpass import progress
    from lotpass.explained import as_html, in_words
    from lotpass.explained_picture import as_png
    from lotpass.explaining import WrongQuestionError, asked, explain_bundle
    from lotpass.outputs import write_file
    from lotpass.settings import Settings

    bars = progress.Bars() if sys.stderr.isatty() else nullcontext(progress.Lines())
    try:
        asked(field)
        with bars as reporter:
            explained = explain_bundle(paths, field, jobs or cores(), Settings.load().memory, reporter)
    except WrongQuestionError as wrong:
        raise typer.BadParameter(str(wrong)) from wrong
    if explained is None:
        print("lotpass: nothing in the bundle could be read", file=sys.stderr)
        return EXIT_NOTHING
    picture = target.suffix.lower() == ".png"
    write_file(target, as_png(explained) if picture else as_html(explained).encode())
    with _reader_may_leave():
        print(in_words(explained))
        print(f"Shown in {progress.one_line(str(target))}")
        sys.stdout.flush()
    return EXIT_CLEAR


app.command()(verify_cli.verify)
app.command()(export_cli.export)
app.command()(export_cli.revoke)
app.add_typer(keys_cli.app, name="keys")
app.add_typer(log_cli.app, name="log")
app.add_typer(memory_cli.app, name="memory")


@app.command()
def worker(
    broker: Annotated[
        str | None, typer.Option(metavar="URL", help="The broker to take work from (redis://host:port/db).")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Tasks side by side (default: one per core).")
    ] = None,
) -> None:
    """Take work from a broker until stopped.

    The data folder and the database must be those of whoever runs bundles on the broker.
    """
    from lotpass.settings import Settings
    from lotpass.tasks import work

    settings = Settings.load()
    url = broker or settings.broker
    if not url:
        raise typer.BadParameter("name a broker by --broker or LOTPASS_BROKER")
    work(url, settings, jobs or cores())


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen on; others than loopback want LOTPASS_TOKEN.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port to listen on.")] = 8710,
    name: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A further name under which the service is called.")
    ] = None,
    policy: Annotated[
        str | None,
        typer.Option(metavar="FILE|NAME", help="A policy file (TOML), or a preset by name (see docs/policy.md)."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Pages read side by side (default: one per core).")
    ] = None,
    memory: Annotated[
        str | None,
        typer.Option(metavar="DIR|store", help="Where earlier lots are remembered: a folder, or `store`."),
    ] = None,
) -> None:
    """Take in bundles, show what was found, hand out and verify passports, in a browser and for other programs.

    Listens until it is stopped.
    """
    from lotpass.settings import Settings
    from lotpass.web.serve import serve as listen

    names = frozenset(one.lower() for one in name or [])
    settings = Settings.load()
    listen(settings, policy_named(policy), tables_named(settings), host, port, names, jobs or cores(), memory)


def main() -> None:
    """The console script: any `Fault` that stops a command is told in plain words, with exit code 4."""
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, _stop)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a name is no reason to fail
    try:
        app(prog_name="lotpass")
    except Fault as fault:
        print(f"lotpass: {fault.cause}", file=sys.stderr)
        if fault.remedy:
            print(f"  {fault.remedy}", file=sys.stderr)
        raise SystemExit(EXIT_FAILURE) from fault
    except OSError as error:
        print(f"lotpass: {error}\n  Check the disk, and the rights on what is named here.", file=sys.stderr)
        raise SystemExit(EXIT_FAILURE) from error
    except Exception:  # noqa: BLE001 - Python's own exit code 1 would say that a lot is for review
        traceback.print_exc()
        print("lotpass: an internal failure; please report it with the lines above.", file=sys.stderr)
        raise SystemExit(EXIT_FAILURE) from None


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    """Whoever reads the output may go before its end (`| head`): what is written to files counts, and the exit code."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it flushes at its end


def _stop(number: int, _frame: FrameType | None) -> None:
    """Ends the command in good order (workers, drafts, folders), with the exit code by which shells name the signal."""
    signal.signal(number, signal.SIG_IGN)  # a second one would break off the tidying up
    raise SystemExit(128 + number)


if __name__ == "__main__":
    main()
