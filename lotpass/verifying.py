"""`lotpass verify`: checks passport files offline and says in plain words what holds and what failed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from lotpass.errors import EnvironmentFailure
from passport.canonical import MAX_BYTES
from passport.jwk import JWK
from passport.verification import Verification, printable
from passport.verify import verify


def verify_files(files: Sequence[Path], trusted: dict[str, JWK], console: Console) -> bool:
    """Checks each file and prints what was found; True if all verify.

    `trusted` are this installation's own keys by thumbprint: a passport signed by another key verifies in itself,
    and is said to be another's. Raises EnvironmentFailure for a file that cannot be opened.
    """
    good = True
    for file in files:
        try:
            with file.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
        except OSError as error:
            raise EnvironmentFailure("cannot-read", f"{file} cannot be read ({error.strerror}).") from error
        found = verify(data, trusted or None, now=datetime.now(UTC))
        good = good and found.verified
        _show(file, found, console)
    return good


def _show(file: Path, found: Verification, console: Console) -> None:
    name = escape(str(file))
    if found.verified and found.passport is not None:
        who = "this installation's key" if found.trust == "trusted" else "a key that is not this installation's"
        console.print(f"[bold green]verifies[/] {name}", soft_wrap=True, highlight=False)
        signed = found.signed_at.isoformat(timespec="seconds") if found.signed_at else "an unstated time"
        console.print(
            f"  lot {escape(printable(found.passport.lot))}, status {found.passport.status}, signed {signed} by {who} "
            f"({found.kid})",
            soft_wrap=True,
            highlight=False,
        )
    else:
        console.print(f"[bold red]does not verify[/] {name}", soft_wrap=True, highlight=False)
    for check in found.checks:
        if check.outcome == "failed":
            console.print(f"  [red]{check.name}[/]: {escape(check.message)}", soft_wrap=True, highlight=False)
            for word, text in (("got", check.got), ("expected", check.expected)):
                if text is not None:
                    console.print(f"    {word}: {escape(text)}", soft_wrap=True, highlight=False)
        elif check.outcome == "noted":
            console.print(f"  {check.name}: {escape(check.message)}", soft_wrap=True, highlight=False)
