"""What shows that a passport is in the log: receipts beside passports, and the check of a log from its files alone."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from lotpass.history import History, Issued, damaged
from lotpass.outputs import RECEIPT_SCHEMA, RECEIPT_SUFFIX, write_file
from lotpass.report import Report
from lotpass.settings import Settings
from passport.canonical import Json, JsonObject, canonical, parse
from passport.checkpoint import Checkpoint, open_checkpoint
from passport.errors import Malformed
from passport.files import SUFFIX
from passport.jwk import JWK
from passport.keys import KeyFolder
from passport.merkle import consistency, consistent, included, inclusion, leaf_hash, node_hash, root


def log_keys(settings: Settings) -> KeyFolder:
    """The key of the installation's log, apart from that of passports."""

    def passphrase() -> str | None:
        return None if settings.key_passphrase is None else settings.key_passphrase.get_secret_value()

    return KeyFolder(settings.data / "log-keys", "EdDSA", passphrase)


def enter(settings: Settings, out: Path, report: Report) -> None:
    """Enters the passports that a run wrote, and writes a receipt beside each."""
    paths = [out / name for name in report.passports]
    if not paths:
        return
    issued = []
    for path in paths:
        body = parse(path.read_bytes())
        proof = cast(JsonObject, body["proof"])
        kid = str(json.loads(base64.urlsafe_b64decode(str(proof["jws"]).split(".")[0] + "=="))["kid"])
        issued.append(Issued(str(body["lot"]), str(proof["digest"]), str(body["status"]), kid))
    key = log_keys(settings).current()
    log = History(settings.log)
    places = log.issue(issued, datetime.now(UTC).isoformat(timespec="seconds"), key)
    for path, place in zip(paths, places, strict=True):
        write_file(path.with_name(path.name.removesuffix(SUFFIX) + RECEIPT_SUFFIX), receipt(log, place, key.jwk))


def receipt(log: History, index: int, jwk: JWK) -> bytes:
    """The entry, its place, the proof and the checkpoint that it leads to, as canonical JSON."""
    note = (log.folder / "checkpoint").read_bytes()
    state = open_checkpoint(note, jwk)
    proof: list[Json] = [base64.b64encode(part).decode() for part in inclusion(log.node, index, state.size)]
    body: JsonObject = {"schema": RECEIPT_SCHEMA, "entry": parse(log.entry(index)), "index": index}
    body |= {"proof": proof, "checkpoint": note.decode()}
    return canonical(body)


def open_receipt(data: bytes, jwk: JWK) -> tuple[JsonObject, Checkpoint]:
    """The entry of a receipt that holds under the log's key, and its checkpoint; raises Malformed (`receipt`)."""
    body = parse(data)
    try:
        state = open_checkpoint(str(body["checkpoint"]).encode(), jwk)
        entry, index = cast(JsonObject, body["entry"]), body["index"]
        proof = [base64.b64decode(str(part), validate=True) for part in cast(list[str], body["proof"])]
        good = type(index) is int and included(leaf_hash(canonical(entry)), index, state.size, proof, state.root)
    except (KeyError, TypeError, ValueError) as error:
        raise Malformed("receipt", "This is no receipt of a log.") from error
    if not good:
        raise Malformed("receipt", "The proof of the receipt does not lead to its checkpoint.")
    return entry, state


def check_log(log: History, jwk: JWK) -> tuple[Checkpoint, dict[str, int]]:
    """Computes every hash of a log anew; gives its state, and the entry of each passport by digest.

    Raises EnvironmentFailure (`log-damaged`) where an entry, a stored hash or the checkpoint differs.
    """
    state = log.checkpoint(jwk)
    if state is None:
        raise damaged(log.folder, "There is no checkpoint: nothing was entered, or it was removed.")
    stored: list[bytes] = []
    for level in range(state.size.bit_length()):
        path = log.folder / "hashes" / str(level)
        stored.append(path.read_bytes() if path.exists() else b"")
    count, issued = 0, {}
    pending: list[bytes] = []
    for data in log.entries(state.size):
        made, level = leaf_hash(data), 0
        while True:
            place = count >> level
            if stored[level][place * 32 : place * 32 + 32] != made:
                raise damaged(log.folder, f"Entry {count} is not what was entered (hashes of level {level}).")
            if not place & 1:
                break
            made, level = node_hash(pending.pop(), made), level + 1
        pending.append(made)
        if log.entry(count) != data:
            raise damaged(log.folder / "ends", f"Entry {count} does not end where it says.")
        body = parse(data)
        if body.get("kind") == "issued":
            issued[str(body["passport"])] = count
        count += 1
    if count != state.size:
        raise damaged(log.folder / "entries", f"{count} entries are there of {state.size}.")
    if root(log.node, count) != state.root:
        raise damaged(log.folder, "The entries are not those that the checkpoint signs.")
    return state, issued


def extends(log: History, state: Checkpoint, old: Checkpoint) -> bool:
    """Whether the log, in this state, begins with what an older checkpoint signed."""
    if not 0 < old.size <= state.size:
        return False
    proof: Sequence[bytes] = consistency(log.node, old.size, state.size)
    return consistent(old.size, old.root, state.size, state.root, proof)
