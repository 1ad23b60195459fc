"""What the service says of a file that it is asked to verify: a passport, a credential, or a passport in parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lotpass.logged import log_checks
from lotpass.named import named_otherwise
from lotpass.parents import Shelf
from lotpass.receipts import known_log_keys
from lotpass.settings import Settings
from lotpass.signing import Keys
from lotpass.status_register import StatusRegister
from lotpass.verify_basis import Basis, Logs
from lotpass.verifying import is_credential
from passport.lineage import follow
from passport.sdjwt.form import looks_like_sd_jwt
from passport.sdjwt.verify import verify_presentation
from passport.vc.did import did_document
from passport.vc.verify import verify_credential
from passport.verification import Checked, Verification
from passport.verify import verify


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out. `kind` says as what the file was read; `lot`, `status`, `issuer`, `key` and `disclosed` (what a
    presentation shows) are given only for what is verified, and only where the file has them.
    """

    kind: str
    verified: bool
    trust: str
    checks: tuple[Checked, ...]
    lot: str | None = None
    status: str | None = None
    issuer: str | None = None
    key: str | None = None
    disclosed: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """The answer for programs."""
        return asdict(self)


def check_file(data: bytes, settings: Settings, keys: Keys, parents: Sequence[Path] = ()) -> Answer:
    """Checks a file by this installation's keys, register of revocations and log, as they are at this moment.

    Raises KeyFault where the keys cannot be read: then nothing is said of any file.
    """
    now = datetime.now(UTC)
    own = keys.public_keys()
    logs = Logs(settings.log, None, (), known_log_keys(settings, ()))
    revoked = StatusRegister(settings.status).all_revoked()
    basis = Basis.of(own, (), (), (), retired=keys.retired_keys(), revoked=revoked, logs=logs)
    issuer = settings.issuer if own and (settings.issuer or "").startswith("did:web:") else None
    documents = [] if issuer is None else [did_document(issuer, own.values())]
    if looks_like_sd_jwt(data):
        shown = verify_presentation(data, basis.keyring(documents), now=now, lists=basis.status())
        part: dict[str, Any] = dict(shown.passport or {})
        lot, status = part.get("lot"), part.get("status")
        return Answer("presentation", shown.verified, shown.trust, shown.checks, lot, status, shown.issuer, None, part)
    if is_credential(data):
        seen = verify_credential(data, basis.keyring(documents), now=now, lists=basis.status())
        subject = (seen.credential or {}).get("credentialSubject")
        number = subject.get("batchNumber") if isinstance(subject, dict) else None
        batch = number if isinstance(number, str) else None
        return Answer("credential", seen.verified, seen.trust, seen.checks, batch, None, seen.issuer, seen.kid)
    if other := named_otherwise(data):
        wrong = Checked("schema", "failed", f"This is {other[0]}, and no passport. {other[1]}", other[0], "a passport")
        return Answer("other", False, "none", (wrong,))
    return _passport(data, basis, parents, now)


def _passport(data: bytes, basis: Basis, parents: Sequence[Path], now: datetime) -> Answer:
    def check(signed: bytes) -> Verification:
        return verify(signed, basis.own or None, now=now, retired=basis.retired)

    found = check(data)
    more: list[Checked] = []
    if found.passport is not None and found.passport.lineage:
        shelf = Shelf.of(parents)
        more.extend(follow(found.passport, shelf.find, shelf.lots.__contains__, check))
    found = found.also([*more, *log_checks(None, found, basis)])
    lot, status = (found.passport.lot, found.passport.status) if found.passport else (None, None)
    return Answer("passport", found.verified, found.trust, found.checks, lot, status, None, found.kid)
