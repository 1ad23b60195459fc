"""Signed notes: a text with signature lines under it (C2SP signed-note, version 1), signed by Ed25519.

The one kind of note here is a log's checkpoint, and faults are told of that.
"""

from __future__ import annotations

import base64
import binascii
import hashlib

from passport.errors import KeyFault, Malformed
from passport.jwk import JWK, decode, signature_holds
from passport.keys import SigningKey

ED25519 = b"\x01"
"""The type of an Ed25519 signature in a note."""
DASH = "\N{EM DASH}"
"""How a signature line begins; a space, the signer's name, a space and the signature follow."""
MAX_LINES = 100
"""Most signature lines that are read."""


def sign_note(text: str, name: str, key: SigningKey) -> bytes:
    """The text, which ends with a newline, as a note that the key signs under a name.

    Raises KeyFault (`key-unsuitable`) for a key other than Ed25519, and ValueError for what a note cannot hold.
    """
    if not _is_text(text) or not _is_name(name):
        raise ValueError("a note's text is whole lines without control characters; its signer's name has no space or +")
    signature = base64.b64encode(key_id(name, key.jwk) + key.sign(text.encode())).decode()
    return f"{text}\n{DASH} {name} {signature}\n".encode()


def open_note(note: bytes, name: str, jwk: JWK) -> str:
    """The text of a note that the key signed under the name; signatures by others are passed over.

    Raises Malformed (`checkpoint`), which says what is wrong, where the form is another, that signature is missing, or
    does not hold; KeyFault (`key-unsuitable`) for a key other than Ed25519.
    """
    try:
        text, between, lines = note.decode("utf-8").rpartition("\n\n")
    except UnicodeDecodeError as error:
        raise Malformed("checkpoint", "The checkpoint is not UTF-8.") from error
    text, signatures = f"{text}\n", lines.split("\n")
    if not between or not _is_text(text) or signatures.pop() or not 0 < len(signatures) <= MAX_LINES:
        raise Malformed(
            "checkpoint", "This is no checkpoint of a log: origin, size, root, an empty line, and signatures."
        )
    found = None
    for signer, value in map(_signature, signatures):
        if found is None and signer == name and value[:4] == key_id(name, jwk):
            found = signature_holds(jwk, text.encode(), value[4:])
    if found is None:
        raise Malformed("checkpoint", "The checkpoint is not signed by the key of this log.")
    if not found:
        raise Malformed("checkpoint", "The signature of the checkpoint does not hold.")
    return text


def key_id(name: str, jwk: JWK) -> bytes:
    """The four bytes by which a signature line names its key; raises KeyFault for a key other than Ed25519."""
    if jwk.get("crv") != "Ed25519":
        raise KeyFault("key-unsuitable", "A log is signed by an Ed25519 key.")
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + decode(jwk["x"])).digest()[:4]


def read_base64(text: str) -> bytes:
    """What base64 with padding stands for; raises ValueError for any text that is not the one encoding of its bytes."""
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
    if base64.b64encode(data).decode() != text:
        raise ValueError("not the one encoding of its bytes")
    return data


def _signature(line: str) -> tuple[str, bytes]:
    """Who signed, and the bytes: the key's four, then the signature."""
    mark, _, rest = line.partition(" ")
    signer, _, coded = rest.partition(" ")
    if mark != DASH:
        raise Malformed("checkpoint", "A signature line of the checkpoint does not begin with a dash.")
    try:
        value = read_base64(coded)
    except ValueError as error:
        raise Malformed("checkpoint", "A signature of the checkpoint is not base64.") from error
    if not _is_name(signer) or len(value) < 5:
        raise Malformed("checkpoint", "A signature line of the checkpoint has no name or no signature.")
    return signer, value


def _is_text(text: str) -> bool:
    return text.endswith("\n") and text != "\n" and not any(ord(sign) < 32 and sign != "\n" for sign in text)


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(sign.isspace() for sign in name)
