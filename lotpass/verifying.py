"""`lotpass verify`: checks passports, credentials, presentations and whole exports offline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from lotpass.errors import EnvironmentFailure
from lotpass.logged import log_checks, revoked_here
from lotpass.named import named_otherwise
from lotpass.parents import Shelf
from lotpass.verify_basis import Basis, documents_beside, lists_beside, read
from lotpass.verify_shown import show, show_credential, show_descent, show_folder, show_presentation
from passport.canonical import parse
from passport.descent import descendants, products_of, sources_of
from passport.errors import Malformed
from passport.folder import FolderVerification, verify_folder
from passport.lineage import follow
from passport.manifest import MANIFEST
from passport.model import Passport
from passport.sdjwt.form import looks_like_sd_jwt
from passport.sdjwt.verify import PresentationVerification, verify_presentation
from passport.vc.checks import looks_like_credential, looks_like_token
from passport.vc.verify import CredentialVerification, verify_credential
from passport.verification import Checked, Verification
from passport.verify import verify

MAX_FILES = 100_000
"""Files of an export that are read: a chain of ten thousand events stays below."""


def verify_paths(paths: Sequence[Path], basis: Basis, console: Console, *, disclosed: bool = False) -> bool:
    """Checks each file or folder and prints what was found; True if all verify.

    With `disclosed`, what a presentation discloses is printed as JSON.
    """
    now = datetime.now(UTC)
    good = True
    for path in paths:
        presentations = [] if not path.is_dir() or (path / MANIFEST).exists() else sorted(path.rglob("*.sd-jwt"))
        if presentations:
            for one in presentations:
                good = _verify_file(one, basis, now, console, disclosed=disclosed) and good
        elif path.is_dir():
            found = verify_folder(
                _folder(path), basis.keyring, now, basis.status(), basis.papers or None, basis.demand_trust
            )
            extra = _not_for(basis, "the folder of an export", papers=False)
            extra += revoked_here(found.passport, basis) if found.passport is not None else []
            if extra:
                found = FolderVerification(False, (*found.checks, *extra), found.credentials)
            show_folder(path, found, console)
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
            lists=basis.status(lists_beside(path)),
            demand_trust=basis.demand_trust,
        )
        if extra := _not_for(basis, "a presentation"):
            shown = PresentationVerification(False, "none", (*shown.checks, *extra))
        show_presentation(path, shown, console, disclosed=disclosed)
        return shown.verified
    if is_credential(data):
        seen = verify_credential(
            data,
            basis.keyring(documents_beside(path)),
            now=now,
            lists=basis.status(lists_beside(path)),
            demand_trust=basis.demand_trust,
        )
        if extra := _not_for(basis, "a single credential"):
            seen = CredentialVerification(False, "none", (*seen.checks, *extra))
        show_credential(path, seen, console)
        return seen.verified
    if other := named_otherwise(data):
        wanted = "a passport (lotpass.passport/1), a credential, a presentation, or the folder of an export"
        wrong = Checked("schema", "failed", f"This is {other[0]}, and no passport. {other[1]}", other[0], wanted)
        show(path, Verification(False, "none", (wrong,)), basis.own, console)
        return False
    return _verify_passport(path, data, basis, now, console)


def _not_for(basis: Basis, what: str, *, papers: bool = True) -> list[Checked]:
    """What was asked for and cannot be checked on a file of this kind: it fails, for nobody sees what is left out."""
    found = []
    if papers and basis.papers:
        message = f"Papers are compared with a passport or the folder of an export, and this is {what}."
        found.append(Checked("attachments", "failed", message))
    if basis.logs.named is not None or basis.logs.receipts:
        found.append(Checked("log", "failed", f"Logs and receipts speak of passports, and this is {what}."))
    return found


def _verify_passport(path: Path, data: bytes, basis: Basis, now: datetime, console: Console) -> bool:
    trusted = basis.native() or None

    def check(signed: bytes, papers: Mapping[str, Path] | None = None) -> Verification:
        trust = basis.demand_trust
        return verify(signed, trusted, demand_trust=trust, now=now, attachments=papers, retired=basis.retired)

    found = check(data, basis.papers or None)
    more: list[Checked] = []
    met: dict[str, Passport] = {}
    made: dict[str, Passport] = {}
    if found.passport is not None and found.digest is not None:
        shelf = Shelf.of(basis.parents, beside=path)

        def take(name: str) -> Passport | None:
            data = shelf.find(name)
            seen = None if data is None else check(data)
            return seen.passport if seen is not None and seen.digest == name else None

        more.extend(follow(found.passport, shelf.find, shelf.lots.__contains__, check, met))
        made = descendants(found.digest, shelf.children, take)
    found = found.also([*more, *log_checks(path, found, basis)])
    show(path, found, basis.own, console)
    if found.passport is not None and found.digest is not None:
        show_descent(sources_of(found.passport, met), products_of(found.digest, made), console)
    return found.verified


def is_credential(data: bytes) -> bool:
    """Whether a file is to be read as a credential: a JWS, or JSON that says so."""
    if looks_like_token(data):
        return True
    try:
        return looks_like_credential(parse(data))
    except Malformed:
        return False


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
