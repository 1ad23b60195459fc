"""What is known of the keys of a folder, and backing all of them up in one encrypted file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from passport.canonical import JsonObject, parse
from passport.errors import KeyFault, Malformed
from passport.jwk import JWK, algorithm_of, from_jwk, thumbprint
from passport.keyfile import is_encrypted, key_pem, open_key
from passport.keys import KeyFolder, LocalKey

SCHEMA = "lotpass.keys/1"


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key that signs, or signed, here. `former`: another took its place, what it signed is still relied on.

    `retired`: nothing that it signed is relied on any more; `note` says since when and why.
    """

    kid: str
    algorithm: str
    state: Literal["signing", "former", "retired"]
    note: str = ""


def known_keys(folder: KeyFolder, signing: str | None) -> tuple[KnownKey, ...]:
    """Every key on record; `signing` is the thumbprint of the one that signs now, None if there is none."""
    found = []
    for kid, jwk in folder.recorded().items():
        note = _note(folder, kid)
        state: Literal["signing", "former", "retired"] = "signing" if kid == signing else "former"
        found.append(KnownKey(kid, algorithm_of(jwk), "retired" if note is not None else state, note or ""))
    order = ("signing", "former", "retired")
    return tuple(sorted(found, key=lambda key: (order.index(key.state), key.kid)))


def _note(folder: KeyFolder, kid: str) -> str | None:
    path = folder.retirement(kid)
    try:
        said = json.loads(path.read_text("utf-8"))
        return f"since {said['at']}: {said['reason']}"
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return "its note cannot be read"  # retired all the same: what is in doubt is not trusted


def retire(folder: KeyFolder, kid: str, signing: str | None, at: datetime, reason: str) -> None:
    """Retires a key. Raises KeyFault (`key-unknown`, `key-signing`): the key that signs is rotated first."""
    if kid not in folder.recorded():
        raise KeyFault("key-unknown", f"There is no key {kid[:100]} here.", "Run: lotpass keys list")
    if kid == signing:
        cause = f"The key {kid} is the one that signs."
        raise KeyFault("key-signing", cause, "Put another in its place first: lotpass keys rotate")
    folder.retire(kid, json.dumps({"at": at.isoformat(timespec="seconds"), "reason": reason}).encode() + b"\n")


def backup(folder: KeyFolder, passphrase: str) -> bytes:
    """The signing key under this passphrase, all public keys and retirements, as one JSON text.

    Raises KeyFault (`no-key`) if there is no signing key, and as `KeyFolder.current` does.
    """
    pem = folder.stored()
    if pem is None:
        raise KeyFault("no-key", f"There is no signing key in {folder.folder}.", "Nothing needs a backup.")
    private = open_key(pem, str(folder.path), folder.passphrase)
    retired = {kid: folder.retirement(kid).read_text("utf-8") for kid in folder.recorded() if _note(folder, kid)}
    body = {
        "schema": SCHEMA,
        "signing_key": key_pem(private, passphrase).decode("ascii"),
        "public": {kid: dict(jwk) for kid, jwk in folder.recorded().items()},
        "retired": retired,
    }
    return (json.dumps(body, indent=1, sort_keys=True) + "\n").encode()


def restore(folder: KeyFolder, data: bytes, passphrase: str, *, replace: bool, encrypt: bool) -> LocalKey:
    """Puts a backup's keys into a folder; those that are on record already stay there.

    Raises KeyFault: `key-damaged` (it is no backup), `key-locked` (a wrong passphrase), `key-exists` (another key signs
    there and is not to be replaced).
    """
    body = _opened(data)
    pem = str(body["signing_key"]).encode()
    if not is_encrypted(pem):
        raise KeyFault("key-damaged", "The backup's key is not encrypted: it is none of ours.", "Take another one.")
    private = open_key(pem, "in the backup", lambda: passphrase)
    key = LocalKey(private)
    there = folder.stored()
    same = there is not None and _kid_of(there, folder) == key.kid
    for jwk in cast(dict[str, JWK], body["public"]).values():
        folder.record(jwk)
    for kid, note in cast(dict[str, str], body["retired"]).items():
        if kid in folder.recorded():
            folder.retire(kid, note.encode())
    return folder.store(private, passphrase if encrypt else None, replace=replace or same)


def _kid_of(pem: bytes, folder: KeyFolder) -> str | None:
    try:
        return LocalKey(open_key(pem, str(folder.path), folder.passphrase)).kid
    except KeyFault:
        return None


def _opened(data: bytes) -> JsonObject:
    try:
        body = parse(data)
        public, retired = body.get("public"), body.get("retired")
        if body.get("schema") != SCHEMA or not isinstance(public, dict) or not isinstance(retired, dict):
            raise KeyFault("key-damaged", "The file is no backup of keys.", "Take another one.")
        for kid, jwk in public.items():
            if not isinstance(jwk, dict) or not all(isinstance(part, str) for part in jwk.values()):
                raise KeyFault(
                    "key-damaged", f"The backup's public key {kid[:100]} cannot be read.", "Take another one."
                )
            from_jwk(cast(JWK, jwk))
            if thumbprint(cast(JWK, jwk)) != kid:
                raise KeyFault(
                    "key-damaged", f"The backup's public key {kid[:100]} is another one.", "Take another one."
                )
        if not all(isinstance(note, str) for note in retired.values()):
            raise KeyFault("key-damaged", "The backup's retirements cannot be read.", "Take another one.")
    except Malformed as error:
        raise KeyFault("key-damaged", f"The file is no backup of keys. {error.cause}", "Take another one.") from error
    return body
