"""Signed checkpoints of a log: C2SP tlog-checkpoint in a C2SP signed note, with Ed25519."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from passport.errors import KeyFault, Malformed
from passport.jwk import JWK, decode, signature_holds, thumbprint
from passport.keys import SigningKey

ED25519 = b"\x01"
"""The type of an Ed25519 signature in a note (C2SP signed-note)."""
ORIGIN = "lotpass/log/"
"""How the name of a log begins; the thumbprint of its key follows."""
MAX_LINES = 100
"""Most signature lines that are read."""


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


def _key_id(name: str, jwk: JWK) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + decode(jwk["x"])).digest()[:4]


def sign_checkpoint(size: int, root: bytes, key: SigningKey) -> bytes:
    """The signed note of a state of the key's log."""
    name = origin_of(key.jwk)
    text = Checkpoint(name, size, root).text
    signature = base64.b64encode(_key_id(name, key.jwk) + key.sign(text.encode())).decode()
    return f"{text}\n\N{EM DASH} {name} {signature}\n".encode()


def open_checkpoint(note: bytes, jwk: JWK) -> Checkpoint:
    """The checkpoint that the key signed; raises Malformed (`checkpoint`) for anything else, and says what is wrong."""
    try:
        text, between, lines = note.decode("utf-8").rpartition("\n\n")
        origin, size, root, end = f"{text}\n".split("\n")
        found = Checkpoint(origin, int(size), _base64(root))
        signatures = lines.split("\n")
        if not between or end or signatures.pop() or not 0 < len(signatures) <= MAX_LINES or len(found.root) != 32:
            raise ValueError
        if found.text != f"{text}\n" or found.size < 0:
            raise ValueError
    except ValueError as error:
        raise Malformed("checkpoint", "This is no checkpoint of a log: origin, size, root and signatures.") from error
    name = origin_of(jwk)
    if origin != name:
        raise Malformed("checkpoint", f"The checkpoint is that of another log: {origin}, not {name}.")
    for line in signatures:
        mark, _, rest = line.partition(" ")
        signer, _, coded = rest.partition(" ")
        if mark != "\N{EM DASH}":
            raise Malformed("checkpoint", "A signature line of the checkpoint does not begin with a dash.")
        try:
            value = _base64(coded)
        except ValueError as error:
            raise Malformed("checkpoint", "A signature of the checkpoint is not base64.") from error
        if signer == name and value[:4] == _key_id(name, jwk):
            if signature_holds(jwk, found.text.encode(), value[4:]):
                return found
            raise Malformed("checkpoint", "The signature of the checkpoint does not hold.")
    raise Malformed("checkpoint", "The checkpoint is not signed by the key of this log.")


def _base64(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
    if base64.b64encode(data).decode() != text:
        raise ValueError("not the one encoding of its bytes")
    return data
