"""What `lotpass verify` found, printed in plain words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from passport.descent import Traced
from passport.folder import FolderVerification
from passport.jwk import JWK
from passport.sdjwt.verify import PresentationVerification
from passport.vc.verify import CredentialVerification
from passport.verification import Checked, Verification, printable


def show(file: Path, found: Verification, own: Mapping[str, JWK], console: Console) -> None:
    _verdict(file, found.verified, console)
    if found.verified and found.passport is not None:
        who = "a key that you trust" if found.trust == "trusted" else "a key that is not this installation's"
        if found.kid in own:
            who = "this installation's key"
        signed = found.signed_at.isoformat(timespec="seconds") if found.signed_at else "an unstated time"
        _line(
            console,
            f"  lot {printable(found.passport.lot)}, status {found.passport.status}, signed {signed} by {who} "
            f"({found.kid})",
        )
    _show_checks(found.checks, console)


def show_descent(sources: Sequence[Traced], products: Sequence[Traced], console: Console) -> None:
    """Each source of a lot with its share, and each product with the lot's share of it."""
    for one in sources[:MOST_TRACED]:
        told = [one.country, one.mine_site, "recycled" if one.recycled else None]
        told += [] if one.here else ["its passport is not here"]
        where = ", ".join(printable(part) for part in told if part)
        _line(console, f"  source: lot {printable(one.lot)}{f' ({where})' if where else ''}: {_share(one)}")
    for one in products[:MOST_TRACED]:
        _line(console, f"  product: lot {printable(one.lot)}: {_share(one)} of it is of this lot")
    for what, all_ in (("sources", sources), ("products", products)):
        if len(all_) > MOST_TRACED:
            _line(console, f"  and {len(all_) - MOST_TRACED} more {what}")


def _share(one: Traced) -> str:
    return "a share that is not known" if one.share is None else f"{one.share * 100:.2f} %"


MOST_TRACED = 200
"""Sources or products that are shown one by one."""


def show_credential(file: Path, found: CredentialVerification, console: Console) -> None:
    _verdict(file, found.verified, console)
    if found.verified and found.credential is not None:
        _line(console, f"  {printable(str(found.credential.get('name', 'status list')))}, issued by {found.issuer}")
    _show_checks(found.checks, console)


def show_presentation(file: Path, found: PresentationVerification, console: Console, *, disclosed: bool) -> None:
    _verdict(file, found.verified, console)
    if found.verified and found.passport is not None:
        lot, status = (printable(str(found.passport.get(name, "withheld"))) for name in ("lot", "status"))
        names = ", ".join(sorted(found.passport)) or "nothing"
        _line(console, f"  a part of a passport: lot {lot}, status {status}, issued by {found.issuer}")
        _line(console, f"  disclosed: {names}{' (the whole passport)' if found.complete else ''}")
    _show_checks(found.checks, console)
    if disclosed and found.passport is not None:
        _line(console, json.dumps(found.passport, indent=1, ensure_ascii=False, sort_keys=True))


def show_folder(path: Path, found: FolderVerification, console: Console) -> None:
    _verdict(path, found.verified, console)
    if found.verified:
        number = len(found.credentials)
        what = f"{number} credentials" if number else "every file is as it was listed"
        _line(console, f"  export of lot {printable(found.lot or '')}: {what}")
    _show_checks(found.checks, console)
    for name, seen in found.credentials.items():
        worth = [check for check in seen.checks if check.outcome == "failed"]
        if worth:
            _line(console, f"  {printable(name)}:")
            _show_checks(worth, console, "    ")
    noted = {check.message: check for seen in found.credentials.values() for check in seen.checks if _noted(check)}
    _show_checks(tuple(noted.values()), console)


def _noted(check: Checked) -> bool:
    return check.outcome == "noted"


def _verdict(file: Path, verified: bool, console: Console) -> None:
    word = "[bold green]verifies[/]" if verified else "[bold red]does not verify[/]"
    console.print(f"{word} {escape(str(file))}", soft_wrap=True, highlight=False, emoji=False)


def _show_checks(checks: Sequence[Checked], console: Console, margin: str = "  ") -> None:
    for check in checks:
        if check.outcome == "failed":
            console.print(
                f"{margin}[red]{check.name}[/]: {escape(check.message)}", soft_wrap=True, highlight=False, emoji=False
            )
            for word, side in (("got", check.got), ("expected", check.expected)):
                if side is not None:
                    _line(console, f"{margin}  {word}: {side}")
        elif check.outcome == "noted":
            _line(console, f"{margin}{check.name}: {check.message}")


def _line(console: Console, text: str) -> None:
    console.print(escape(text), soft_wrap=True, highlight=False, emoji=False)
