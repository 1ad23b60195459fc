"""`lotpass log`: the log of issued passports, proved from files alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import Fault
from lotpass.settings import Settings

if TYPE_CHECKING:
    from lotpass.history import History
    from passport.checkpoint import Checkpoint
    from passport.jwk import JWK

app = typer.Typer(help="Prove the log of issued passports and revocations.", no_args_is_help=True)

Folder = Annotated[Path | None, typer.Option("--log", metavar="DIR", help="The log (default: this installation's).")]
Key = Annotated[Path | None, typer.Option("--key", metavar="FILE", help="The log's public key (JWK).")]


@app.command()
def verify(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="Passports, receipts or older checkpoints that must be in the log."),
    ] = None,
    log: Folder = None,
    key: Key = None,
) -> None:
    """Compute every hash of the log anew, and check its signature and what is named against it.

    Exit code 0 if all holds, 1 if not.
    """
    from lotpass.arguments import must_be_there
    from lotpass.history import History
    from lotpass.receipts import check_log

    must_be_there([*(files or []), *([key] if key else [])])
    settings = Settings.load()
    good = True
    try:
        jwk = _public(settings, key)
        history = History(log or settings.log)
        state, issued = check_log(history, jwk)
        print(f"verifies: {state.size} entries of {state.origin}")
    except (Fault, OSError) as fault:
        print(f"does not verify: {getattr(fault, 'cause', fault)}")
        raise typer.Exit(1) from fault
    for path in files or []:
        try:
            print(f"verifies: {path}: {_held(path, history, state, issued, jwk)}")
        except Fault as fault:
            print(f"does not verify: {path}: {fault.cause}")
            good = False
    raise typer.Exit(0 if good else 1)


def _held(path: Path, history: History, state: Checkpoint, issued: dict[str, int], jwk: JWK) -> str:
    """In what way a file is in the log; raises a Fault that says why it is not."""
    from lotpass.outputs import RECEIPT_SCHEMA
    from lotpass.receipts import extends, open_receipt
    from lotpass.verify_basis import read
    from passport.canonical import parse
    from passport.checkpoint import open_checkpoint
    from passport.errors import Malformed

    data = read(path)
    if data.lstrip()[:1] == b"{" and parse(data).get("schema") != RECEIPT_SCHEMA:
        place = issued.get(_digest(path))
        if place is None:
            raise Malformed("not-logged", "This passport is not in the log.")
        return f"passport, entry {place}"
    old = open_receipt(data, jwk)[1] if data.lstrip()[:1] == b"{" else open_checkpoint(data, jwk)
    if not extends(history, state, old):
        raise Malformed("forked", f"The log does not begin with the {old.size} entries that this checkpoint signs.")
    return f"the log begins with its {old.size} entries"


def _public(settings: Settings, key: Path | None) -> JWK:
    """The key by which the log is judged: the one named, or this installation's."""
    from lotpass.receipts import log_keys
    from lotpass.verify_basis import read
    from passport.canonical import parse
    from passport.errors import KeyFault
    from passport.jwk import from_jwk

    if key is not None:
        jwk = {name: str(value) for name, value in parse(read(key)).items()}
        from_jwk(jwk)
        return jwk
    known = log_keys(settings).recorded() if (settings.data / "log-keys").is_dir() else {}
    if len(known) != 1:
        raise KeyFault("no-log-key", f"{len(known)} keys of a log are known here.", "Name the log's key by --key.")
    return next(iter(known.values()))


def _digest(path: Path) -> str:
    from lotpass.exporting import open_passport

    return open_passport(path, {}, datetime.now(UTC)).digest


@app.command()
def prove(
    passport: Annotated[Path, typer.Argument(metavar="PASSPORT", help="A passport file.")],
) -> None:
    """Print the receipt of a passport in the log's present state. Exit code 0; 1 if it is not in the log."""
    from lotpass.history import History
    from lotpass.receipts import check_log, receipt

    settings = Settings.load()
    jwk = _public(settings, None)
    history = History(settings.log)
    digest = _digest(passport)
    _, issued = check_log(history, jwk)
    if digest not in issued:
        print(f"{passport} is not in the log")
        raise typer.Exit(1)
    print(receipt(history, issued[digest], jwk).decode())
