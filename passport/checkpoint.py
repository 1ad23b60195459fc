"""Signed checkpoints of a log: C2SP tlog-checkpoint, version 1, in a signed note."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from passport.errors import KeyFault, Malformed
from passport.jwk import JWK, thumbprint
from passport.keys import SigningKey
from passport.note import open_note, read_base64, sign_note

ORIGIN = "lotpass/log/"
"""How the name of a log begins; the thumbprint of its key follows."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a log: its name, its number of entries, and the root of their tree."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def origin_of(jwk: JWK) -> str:
    """The name of the log that a key signs: no two logs share it. Raises KeyFault for a key other than Ed25519."""
    if jwk.get("crv") != "Ed25519":
        raise KeyFault("key-unsuitable", "A log is signed by an Ed25519 key.")
    return f"{ORIGIN}{thumbprint(jwk)}"


def sign_checkpoint(size: int, root: bytes, key: SigningKey) -> bytes:
    """The signed note of a state of the key's log."""
    name = origin_of(key.jwk)
    return sign_note(Checkpoint(name, size, root).text, name, key)


def open_checkpoint(note: bytes, jwk: JWK) -> Checkpoint:
    """The checkpoint that the key signed; raises Malformed (`checkpoint`) for anything else, and says what is wrong."""
    name = origin_of(jwk)
    first = note.partition(b"\n")[0]
    if first.startswith(ORIGIN.encode()) and first != name.encode():
        other = first.decode("utf-8", "replace")
        raise Malformed("checkpoint", f"The checkpoint is that of another log: {other}, not {name}.")
    found = read_checkpoint(open_note(note, name, jwk))
    if found.origin != name:
        raise Malformed("checkpoint", f"The checkpoint is that of another log: {found.origin}, not {name}.")
    return found


def read_checkpoint(text: str) -> Checkpoint:
    """The state that a note's text gives; raises Malformed (`checkpoint`) for another form.

    Lines after the third (tlog-checkpoint's extension lines) are no part of a checkpoint here: no log of lotpass has
    any, and nobody checks what they say.
    """
    try:
        origin, size, root, end = text.split("\n")
        found = Checkpoint(origin, int(size), read_base64(root))
    except ValueError as error:
        raise Malformed("checkpoint", "This is no checkpoint of a log: origin, size, root and signatures.") from error
    if end or not origin or found.size < 0 or len(found.root) != 32 or found.text != text:
        raise Malformed("checkpoint", "This is no checkpoint of a log: origin, size, root and signatures.")
    return found
