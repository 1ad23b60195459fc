"""`lotpass verify`: checks passports, credentials and whole exports offline, and says in plain words what was found."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from lotpass.errors import EnvironmentFailure
from passport.canonical import MAX_BYTES, JsonObject, parse
from passport.errors import KeyFault, Malformed
from passport.folder import FolderVerification, verify_folder
from passport.jwk import JWK, from_jwk, thumbprint
from passport.manifest import MANIFEST
from passport.sdjwt.form import looks_like_sd_jwt
from passport.sdjwt.verify import PresentationVerification, verify_presentation
from passport.vc.did import keys_in
from passport.vc.trust import Keyring, keyring
from passport.vc.verify import CredentialVerification, looks_like_credential, looks_like_token, verify_credential
from passport.verification import Checked, Verification, printable
from passport.verify import verify

MAX_FILES = 100_000
"""Files of an export that are read: a chain of ten thousand events stays below."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a verification rests on: the installation's own keys and those that the user listed, by thumbprint, DID
    documents that the user trusts, status lists, papers by name, whether a key that is not listed is a failure, and
    the installation's retired keys.
    """

    own: Mapping[str, JWK] = field(default_factory=dict)
    listed: Mapping[str, JWK] = field(default_factory=dict)
    documents: tuple[JsonObject, ...] = ()
    lists: tuple[bytes, ...] = ()
    papers: Mapping[str, Path] = field(default_factory=dict)
    demand_trust: bool = False
    retired: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        own: Mapping[str, JWK],
        trust: Sequence[Path],
        lists: Sequence[Path],
        papers: Sequence[Path],
        *,
        demand_trust: bool = False,
        retired: frozenset[str] = frozenset(),
    ) -> Basis:
        """Reads what the user named; raises KeyFault (`did-document`, `key-damaged`) for what is neither."""
        documents: list[JsonObject] = []
        listed: dict[str, JWK] = {}
        for path in trust:
            try:
                value = parse(read(path))
            except Malformed as error:
                raise KeyFault("did-document", f"{path} is no key or DID document. {error.cause}") from error
            if "kty" in value:
                jwk: JWK = {name: str(part) for name, part in value.items() if name in ("kty", "crv", "x", "y")}
                from_jwk(jwk)
                listed[thumbprint(jwk)] = jwk
            else:
                keys_in(value)
                documents.append(value)
        named = {str(path): path for path in papers}
        return cls(own, listed, tuple(documents), tuple(read(path) for path in lists), named, demand_trust, retired)

    def keyring(self, carried: Sequence[JsonObject] = ()) -> Keyring:
        """The keys for credentials; `carried` are DID documents that lie beside them."""
        return keyring(self.documents, {**self.own, **self.listed}, carried, self.retired)

    def native(self) -> dict[str, JWK]:
        """The trusted keys by thumbprint, for native passports."""
        return {**self.own, **self.listed, **{thumbprint(jwk): jwk for jwk in self.keyring().trusted.values()}}


def read(path: Path) -> bytes:
    """A file's bytes, as far as any verification reads; raises EnvironmentFailure for one that cannot be opened."""
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise EnvironmentFailure("cannot-read", f"{path} cannot be read ({error.strerror}).") from error


def verify_paths(paths: Sequence[Path], basis: Basis, console: Console, *, disclosed: bool = False) -> bool:
    """Checks each file or folder and prints what was found; True if all verify.

    With `disclosed`, what a presentation discloses is printed as JSON.
    """
    now = datetime.now(UTC)
    good = True
    for path in paths:
        presentations = [] if not path.is_dir() or (path / MANIFEST).exists() else sorted(path.rglob("*.sd-jwt"))
        if presentations:
            for one in presentations[:MAX_FILES]:
                good = _verify_file(one, basis, now, console, disclosed=disclosed) and good
        elif path.is_dir():
            found = verify_folder(
                _folder(path), basis.keyring, now, basis.lists, basis.papers or None, basis.demand_trust
            )
            _show_folder(path, found, console)
            good = good and found.verified
        else:
            good = _verify_file(path, basis, now, console, disclosed=disclosed) and good
    return good


def _verify_file(path: Path, basis: Basis, now: datetime, console: Console, *, disclosed: bool) -> bool:
    data = read(path)
    if looks_like_sd_jwt(data):
        shown = verify_presentation(
            data,
            basis.keyring(documents_beside(path)),
            now=now,
            lists=(*basis.lists, *_lists_beside(path)),
            demand_trust=basis.demand_trust,
        )
        _show_presentation(path, shown, console, disclosed=disclosed)
        return shown.verified
    if _is_credential(data):
        seen = verify_credential(
            data,
            basis.keyring(documents_beside(path)),
            now=now,
            lists=(*basis.lists, *_lists_beside(path)),
            demand_trust=basis.demand_trust,
        )
        _show_credential(path, seen, console)
        return seen.verified
    found = verify(
        data,
        basis.native() or None,
        demand_trust=basis.demand_trust,
        now=now,
        attachments=basis.papers or None,
        retired=basis.retired,
    )
    _show(path, found, basis.own, console)
    return found.verified


def _is_credential(data: bytes) -> bool:
    if looks_like_token(data):
        return True
    try:
        return looks_like_credential(parse(data))
    except Malformed:
        return False


def documents_beside(path: Path) -> list[JsonObject]:
    """The did.json that lies beside a credential, if one does and can be read."""
    try:
        return [parse((path.parent / "did.json").read_bytes())]
    except (OSError, Malformed):
        return []


def _lists_beside(path: Path) -> list[bytes]:
    return [read(other) for other in sorted(path.parent.glob("status-*.jwt"))[:100] if other.is_file()]


def _folder(path: Path) -> dict[str, bytes]:
    """The files of an export's folder by their name in it; links are not followed."""
    found: dict[str, bytes] = {}
    for file in sorted(path.rglob("*")):
        if file.is_file() and not file.is_symlink():
            found[file.relative_to(path).as_posix()] = read(file)
            if len(found) > MAX_FILES:
                cause = f"{path} holds more than {MAX_FILES} files: it is no export."
                raise EnvironmentFailure("cannot-read", cause, f"Name the folder that holds {MANIFEST}.")
    return found


def _show(file: Path, found: Verification, own: Mapping[str, JWK], console: Console) -> None:
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


def _show_credential(file: Path, found: CredentialVerification, console: Console) -> None:
    _verdict(file, found.verified, console)
    if found.verified and found.credential is not None:
        _line(console, f"  {printable(str(found.credential.get('name', 'status list')))}, issued by {found.issuer}")
    _show_checks(found.checks, console)


def _show_presentation(file: Path, found: PresentationVerification, console: Console, *, disclosed: bool) -> None:
    _verdict(file, found.verified, console)
    if found.verified and found.passport is not None:
        lot, status = (printable(str(found.passport.get(name, "withheld"))) for name in ("lot", "status"))
        names = ", ".join(sorted(found.passport)) or "nothing"
        _line(console, f"  a part of a passport: lot {lot}, status {status}, issued by {found.issuer}")
        _line(console, f"  disclosed: {names}{' (the whole passport)' if found.complete else ''}")
    _show_checks(found.checks, console)
    if disclosed and found.passport is not None:
        _line(console, json.dumps(found.passport, indent=1, ensure_ascii=False, sort_keys=True))


def _show_folder(path: Path, found: FolderVerification, console: Console) -> None:
    _verdict(path, found.verified, console)
    if found.verified:
        _line(console, f"  export of lot {printable(found.lot or '')}: {len(found.credentials)} credentials")
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
