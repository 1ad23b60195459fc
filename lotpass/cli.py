"""The command line. Names, options and exit codes are public API (see docs/command-line.md)."""

from __future__ import annotations

import io
import signal
import sys
import traceback
from types import FrameType
from typing import Annotated

import typer

from ingest.errors import Fault
from lotpass import (
    __version__,
    explain_cli,
    export_cli,
    keys_cli,
    log_cli,
    memory_cli,
    run_cli,
    service_cli,
    verify_cli,
)

EXIT_FAILURE = 4

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


app.command()(run_cli.run)


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


app.command()(explain_cli.explain)
app.command()(verify_cli.verify)
app.command()(export_cli.export)
app.command()(export_cli.revoke)
app.add_typer(keys_cli.app, name="keys")
app.add_typer(log_cli.app, name="log")
app.add_typer(memory_cli.app, name="memory")
app.command()(service_cli.worker)
app.command()(service_cli.serve)


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


def _stop(number: int, _frame: FrameType | None) -> None:
    """Ends the command in good order (workers, drafts, folders), with the exit code by which shells name the signal."""
    signal.signal(number, signal.SIG_IGN)  # a second one would break off the tidying up
    raise SystemExit(128 + number)


if __name__ == "__main__":
    main()
