"""Whether a passport stands in a log: by its receipt, by a log that is named, or by this installation's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.errors import Fault
from lotpass.errors import EnvironmentFailure
from lotpass.history import History
from lotpass.outputs import RECEIPT_SUFFIX
from lotpass.receipts import log_of, open_receipt, standing
from lotpass.verify_basis import Basis, Logs, read
from passport.errors import Malformed
from passport.files import SUFFIX
from passport.jwk import JWK
from passport.verification import Checked, Verification, printable


def log_checks(path: Path | None, found: Verification, basis: Basis) -> list[Checked]:
    """Checks a passport that verifies against the receipts that are named or lie beside its file, and against logs."""
    if found.passport is None or found.digest is None:
        return []
    logs = basis.logs
    checks = [_receipt(receipt, found, logs) for receipt in (*logs.receipts, *_beside(path))]
    if logs.named is not None:
        checks.extend(_log(logs.named, found, logs, demanded=True))
    elif logs.own is not None and found.kid in basis.own and (logs.own / "checkpoint").exists():
        checks.extend(_log(logs.own, found, logs, demanded=False))
    return checks


def revoked_here(digest: str, basis: Basis) -> list[Checked]:
    """A failure where this installation's own log has the passport, from which something was made, as revoked."""
    logs = basis.logs
    if logs.own is None or not (logs.own / "checkpoint").exists():
        return []
    history = History(logs.own)
    try:
        said = standing(history, _key(history, logs), digest)
    except (Fault, OSError) as error:
        cause = getattr(error, "cause", str(error))
        return [Checked("log", "failed", printable(f"The log {logs.own} cannot be relied on. {cause}"))]
    if said.revoked is None:
        return []
    message = "The passport that it was made from was revoked: the log has the entry."
    return [Checked("log", "failed", message, printable(f"revoked {said.revoked}"), "not revoked")]


def _beside(path: Path | None) -> list[Path]:
    if path is None:
        return []
    receipt = path.with_name(path.name.removesuffix(SUFFIX) + RECEIPT_SUFFIX)
    return [receipt] if path.name.endswith(SUFFIX) and receipt.is_file() else []


def _receipt(path: Path, found: Verification, logs: Logs) -> Checked:
    """The receipt is of this passport, and its proof leads to a state that the log's key signed."""
    try:
        data = read(path)
        name = log_of(data)
        if name not in logs.keys:
            told = f"{path.name} is a receipt of the log {name}, whose key is not known here: name it by --log-key."
            return Checked("log", "noted", printable(told))
        entry, state = open_receipt(data, logs.keys[name])
    except (Malformed, EnvironmentFailure) as fault:
        return Checked("log", "failed", printable(f"The receipt {path.name} does not hold. {fault.cause}"))
    passport = found.passport
    facts = {"kind": "issued", "passport": found.digest}
    if passport is not None:
        facts |= {"lot": passport.lot, "status": passport.status}
    for member, expected in facts.items():
        got = entry.get(member)
        if got != expected:
            message = f"The receipt {path.name} is not this passport's ({member})."
            return Checked("log", "failed", printable(message), printable(str(got)), printable(str(expected)))
    return Checked("log", "passed", f"It stands in the log {name} of {state.size} entries, by its receipt.")


def _log(folder: Path, found: Verification, logs: Logs, *, demanded: bool) -> Iterator[Checked]:
    """The log has an entry that issued this passport, and none that revoked it; each is proved.

    Where the log is not `demanded`, a passport that is not in it is noted.
    """
    history, digest = History(folder), str(found.digest)
    try:
        jwk = _key(history, logs)
        said = standing(history, jwk, digest)
        last = history.last(found.passport.lot, said.state.size) if found.passport is not None else None
    except (Fault, OSError) as error:
        cause = getattr(error, "cause", str(error))
        yield Checked("log", "failed", printable(f"The log {folder} cannot be relied on. {cause}"))
        return
    if said.revoked is not None:
        message = "The passport was revoked: the log has the entry."
        yield Checked("log", "failed", message, printable(f"revoked {said.revoked}"), "not revoked")
    if said.issued is None:
        message = f"The log {said.state.origin} of {said.state.size} entries does not have this passport."
        yield Checked("log", "failed" if demanded else "noted", message)
    elif said.revoked is None:
        yield Checked("log", "passed", f"It stands in the log {said.state.origin}, entry {said.issued}.")
    if last is not None and said.issued is not None and last[1] != digest:
        message = f"The log has a newer passport of this lot, entry {last[0]}: SHA-256 {last[1]}."
        yield Checked("log", "noted", printable(message))


def _key(history: History, logs: Logs) -> JWK:
    """The key of the log in a folder, by the name on its checkpoint."""
    name = log_of((history.folder / "checkpoint").read_bytes())
    if name not in logs.keys:
        raise Malformed("checkpoint", f"It is the log {name}, whose key is not known here: name it by --log-key.")
    return logs.keys[name]
