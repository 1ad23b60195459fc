"""What shows that a passport is in the log: receipts beside passports, and the check of a log from its files alone."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from ingest.errors import Fault
from lotpass.history import History, Issued, damaged
from lotpass.outputs import RECEIPT_SCHEMA
from lotpass.settings import Settings
from passport.canonical import Json, JsonObject, canonical, parse
from passport.checkpoint import ORIGIN, Checkpoint, open_checkpoint
from passport.errors import KeyFault, Malformed
from passport.jwk import JWK, decode, from_jwk, thumbprint
from passport.keys import KeyFolder
from passport.merkle import consistency, consistent, included, inclusion, leaf_hash, node_hash, root


def log_keys(settings: Settings) -> KeyFolder:
    """The key of the installation's log, apart from that of passports."""

    def passphrase() -> str | None:
        return None if settings.key_passphrase is None else settings.key_passphrase.get_secret_value()

    return KeyFolder(settings.data / "log-keys", "EdDSA", passphrase)


def known_log_keys(settings: Settings, files: Sequence[Path]) -> dict[str, JWK]:
    """The public keys of logs by thumbprint: this installation's, and those in JWK files.

    Raises KeyFault (`key-damaged`) for a file that is no key of a log.
    """
    known: dict[str, JWK] = dict(log_keys(settings).recorded())
    for path in files:
        try:
            jwk = {name: str(value) for name, value in parse(path.read_bytes()).items()}
            from_jwk(jwk)
        except Fault as fault:
            cause = f"{path} is no public key of a log (JWK). {fault.cause}"
            raise KeyFault("key-damaged", cause, "Name a file of log-keys/public.") from fault
        known[thumbprint(jwk)] = jwk
    return known


def enter(settings: Settings, sealed: Sequence[bytes]) -> list[bytes]:
    """Enters signed passports, before they are handed out, and gives a receipt for each."""
    issued = []
    for data in sealed:
        body = parse(data)
        proof = cast(JsonObject, body["proof"])
        kid = str(parse(decode(str(proof["jws"]).split(".")[0]))["kid"])
        issued.append(Issued(str(body["lot"]), str(proof["digest"]), str(body["status"]), kid))
    key = log_keys(settings).current()
    log = History(settings.log)
    places = log.issue(issued, datetime.now(UTC).isoformat(timespec="seconds"), key)
    return [receipt(log, place, key.jwk) for place in places]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a log says of a passport or a credential, each entry proved: the number of the entry that issued it, when
    it was revoked, and in which state of the log.
    """

    state: Checkpoint
    issued: int | None = None
    revoked: str | None = None


def standing(log: History, jwk: JWK, what: str) -> Standing:
    """What a log says of a passport, by its digest, or of a credential, by its id.

    Raises EnvironmentFailure (`log-damaged`) where an entry that speaks of it is not in the tree that was signed.
    """
    state = log.checkpoint(jwk)
    if state is None:
        raise damaged(log.folder, "There is no checkpoint: nothing was entered, or it was removed.")
    issued, revoked = None, None
    for index, data in log.mentions(what, state.size):
        proof = inclusion(log.node, index, state.size)
        if not included(leaf_hash(data), index, state.size, proof, state.root):
            raise damaged(log.folder, f"Entry {index} is not what was entered.")
        body = parse(data)
        if body.get("kind") == "issued" and body.get("passport") == what:
            issued = index
        elif body.get("kind") == "revoked" and body.get("what") == what:
            revoked = str(body.get("time"))
    return Standing(state, issued, revoked)


def standing_here(settings: Settings, what: str) -> Standing | None:
    """What this installation's own log says of a passport or a credential; None where there is no such log.

    Raises EnvironmentFailure (`log-damaged`) and Malformed as `standing` does.
    """
    history = History(settings.log)
    path = history.folder / "checkpoint"
    if not path.exists():
        return None
    known = known_log_keys(settings, ())
    name = log_of(path.read_bytes())
    return standing(history, known[name], what) if name in known else None


def receipt(log: History, index: int, jwk: JWK) -> bytes:
    """The entry, its place, the proof and the checkpoint that it leads to, as canonical JSON."""
    note = (log.folder / "checkpoint").read_bytes()
    state = open_checkpoint(note, jwk)
    proof: list[Json] = [base64.b64encode(part).decode() for part in inclusion(log.node, index, state.size)]
    body: JsonObject = {"schema": RECEIPT_SCHEMA, "entry": parse(log.entry(index)), "index": index}
    body |= {"proof": proof, "checkpoint": note.decode()}
    return canonical(body)


def log_of(data: bytes) -> str:
    """The thumbprint of the key of the log that a receipt or a checkpoint names; raises Malformed (`receipt`)."""
    note = data.decode("utf-8", "replace")
    if data.lstrip()[:1] == b"{":
        note = str(parse(data).get("checkpoint"))
    name = note.partition("\n")[0]
    if not name.startswith(ORIGIN):
        raise Malformed("receipt", "This is no receipt or checkpoint of a log.")
    return name.removeprefix(ORIGIN)


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
