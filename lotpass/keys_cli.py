"""`lotpass keys`: signing keys made, changed, listed, backed up, restored and retired."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lotpass.errors import EnvironmentFailure, NoSpace
from lotpass.settings import Settings

if TYPE_CHECKING:
    from lotpass.signing import Keys

app = typer.Typer(no_args_is_help=True, help="Make, change, list, back up, restore and retire signing keys.")


class Kind(StrEnum):
    """The algorithms of new keys."""

    ES256 = "ES256"
    EDDSA = "EdDSA"


Algorithm = Annotated[Kind, typer.Option("--algorithm", help="ES256 (P-256), which credentials need, or EdDSA.")]
Encrypt = Annotated[bool, typer.Option("--encrypt", help="Keep the key under a passphrase.")]


def _keys(kind: Kind = Kind.ES256, *, in_folder: bool = True) -> Keys:
    from lotpass.signing import Keys

    keys = Keys(Settings.load())
    keys.folder.algorithm = "EdDSA" if kind is Kind.EDDSA else "ES256"
    if in_folder and keys.elsewhere:
        cause = "The signing key is not in the key folder: LOTPASS_SIGNING_KEY or LOTPASS_KEY_PROVIDER is set."
        raise EnvironmentFailure("key-elsewhere", cause, "Keep that key by its own means, or unset the variable.")
    return keys


def _new_passphrase(settings: Settings) -> str:
    """The passphrase for what is written now: of the environment, or asked for twice on a terminal."""
    if settings.key_passphrase is not None:
        return settings.key_passphrase.get_secret_value()
    if not sys.stdin.isatty():
        cause = "A passphrase is needed, and there is no terminal to ask on."
        raise EnvironmentFailure("no-passphrase", cause, "Set LOTPASS_KEY_PASSPHRASE.")
    asked: str = typer.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True)
    return asked


@app.command()
def create(algorithm: Algorithm = Kind.ES256, encrypt: Encrypt = False) -> None:
    """Make the signing key; without this, one is made when the first passport is signed."""
    from passport.keys import generate

    keys = _keys(algorithm)
    passphrase = _new_passphrase(Settings.load()) if encrypt else keys.passphrase()
    key = keys.folder.store(generate(keys.folder.algorithm), passphrase, replace=False)
    print(f"made {key.kid} ({algorithm.value}{', encrypted' if passphrase is not None else ''}) in {keys.folder.path}")
    print("  Back it up: lotpass keys backup FILE")


@app.command()
def rotate(algorithm: Algorithm = Kind.ES256, encrypt: Encrypt = False) -> None:
    """Put a new signing key in the old one's place; passports of the old one go on to verify."""
    keys = _keys(algorithm)
    key = keys.folder.rotate(encrypt=True if encrypt else None)
    print(f"signing now: {key.kid} ({algorithm.value}); the key before it is kept by its public half alone")
    print("  Publish the renewed did.json (lotpass keys did), and back the key up: lotpass keys backup FILE")


@app.command("list")
def list_() -> None:
    """List every key that signs or signed here."""
    from passport.jwk import thumbprint
    from passport.key_backup import known_keys

    keys = _keys(in_folder=False)
    there = keys.elsewhere or keys.folder.path.exists()
    signing = thumbprint(keys.current().jwk) if there else None
    known = known_keys(keys.folder, signing)
    for key in known:
        print(f"{key.kid}  {key.algorithm}  {key.state}{f' ({key.note})' if key.note else ''}")
    if not known:
        print("no key was made yet")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="The backup; it must not be there yet.")],
) -> None:
    """Write the signing key, encrypted, and all public keys into one file (mode 0600)."""
    from passport.key_backup import backup as backed_up

    keys = _keys()
    data = backed_up(keys.folder, _new_passphrase(Settings.load()))
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise typer.BadParameter(f"{file} is there already; name another file") from error
    except OSError as error:
        raise NoSpace(file, error, "Choose another place.") from error
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    print(f"backed up to {file}; keep it and its passphrase apart, and away from this machine")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="The backup.")],
    encrypt: Encrypt = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of another signing key.")] = False,
) -> None:
    """Put a backup's keys back. The passphrase is that of the backup."""
    from passport.key_backup import restore as restored

    keys = _keys()
    settings = Settings.load()
    if settings.key_passphrase is not None:
        passphrase = settings.key_passphrase.get_secret_value()
    elif sys.stdin.isatty():
        passphrase = typer.prompt("Passphrase of the backup", hide_input=True, err=True)
    else:
        passphrase = _new_passphrase(settings)
    key = restored(keys.folder, file.read_bytes(), passphrase, replace=replace, encrypt=encrypt)
    print(f"signing now: {key.kid}")


@app.command(context_settings={"ignore_unknown_options": True})  # a thumbprint may begin with a minus
def retire(
    kid: Annotated[str, typer.Argument(metavar="KEY", help="The key's thumbprint, as `lotpass keys list` shows it.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why: what may have happened to the key.")],
) -> None:
    """Rely no more on anything that a former key signed, because it may be in other hands."""
    from passport.jwk import thumbprint
    from passport.key_backup import retire as retired

    keys = _keys(in_folder=False)
    there = keys.elsewhere or keys.folder.path.exists()
    signing = thumbprint(keys.current().jwk) if there else None
    retired(keys.folder, kid, signing, datetime.now(UTC), reason)
    print(f"retired {kid}: what it signed is relied on no more")
    print("  Publish the renewed did.json (lotpass keys did), and tell those who rely on that key.")


@app.command()
def did() -> None:
    """Print the issuer's DID document, to be published for those who verify."""
    from lotpass.exporting import did_document_of, publisher

    settings = Settings.load()
    key = _keys(in_folder=False).current()
    who = publisher(settings, key)
    print(json.dumps(did_document_of(settings, who, key), indent=1))
    print(f"the document of {who.did}", file=sys.stderr)
