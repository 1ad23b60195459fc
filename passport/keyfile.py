"""A private key as a file: PKCS #8 in PEM, as it is or under a passphrase.

PKCS #8's own derivation is quick to guess against, so the passphrase is stretched by scrypt (RFC 7914) first, and what
comes out of that is PKCS #8's password. The first line of the file says with what salt and cost:

    lotpass-key: scrypt 65536 8 1 <salt, base64url>
    -----BEGIN ENCRYPTED PRIVATE KEY-----

Keys that other programs encrypted (without that line) are opened by the passphrase as it is.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from passport.errors import KeyFault
from passport.jwk import decode, encode

PrivateKey = ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey
Passphrase = Callable[[], str | None]
"""Gives the passphrase when it is needed; None where there is none to be had."""

COST, BLOCK, PARALLEL = 65536, 8, 1
"""Of scrypt: 64 MB and some tenths of a second for each guess."""
MAX_COST = 2**20
"""Highest cost that is accepted from a file: a forged one could otherwise take all memory."""
_MARK = b"lotpass-key: scrypt "
_ENCRYPTED = b"-----BEGIN ENCRYPTED PRIVATE KEY-----"


def key_pem(key: PrivateKey, passphrase: str | None = None) -> bytes:
    """The key's file; under the passphrase if there is one. Raises KeyFault (`key-locked`) for an empty one."""
    if passphrase is None:
        return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    if not passphrase:
        raise KeyFault("key-locked", "The passphrase is empty.", "Choose one of several words.")
    salt = secrets.token_bytes(16)
    password = _stretched(passphrase, salt, COST, BLOCK, PARALLEL)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password))
    return _MARK + f"{COST} {BLOCK} {PARALLEL} {encode(salt)}\n".encode() + pem


def is_encrypted(pem: bytes) -> bool:
    """Whether a key file is under a passphrase."""
    return _ENCRYPTED in pem


def open_key(pem: bytes, where: str, passphrase: Passphrase = lambda: None) -> PrivateKey:
    """The key of a file; `where` names it in messages.

    Raises KeyFault: `key-locked` (no passphrase, or a wrong one), `key-damaged`, `key-unsuitable`.
    """
    remedy = "Restore it from your backup, or move it away: a new key is then made."
    given = None
    if is_encrypted(pem):
        given = passphrase()
        if given is None:
            cause = f"The signing key {where} is under a passphrase, and none was given."
            raise KeyFault("key-locked", cause, "Set LOTPASS_KEY_PASSPHRASE, or run it on a terminal to be asked.")
    try:
        password = None if given is None else _password(pem, given)
        private = load_pem_private_key(pem[pem.index(b"-----BEGIN") :], password=password)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        # The library's own message is left out: it may quote what it read.
        if given is not None:
            cause = f"The signing key {where} does not open: the passphrase is wrong, or the file is damaged."
            raise KeyFault(
                "key-locked", cause, "Give the right passphrase, or restore the key from your backup."
            ) from error
        raise KeyFault("key-damaged", f"The signing key {where} cannot be read.", remedy) from error
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return private
    if isinstance(private, ec.EllipticCurvePrivateKey) and isinstance(private.curve, ec.SECP256R1):
        return private
    raise KeyFault("key-unsuitable", f"The signing key {where} is neither Ed25519 nor P-256.", remedy)


def _password(pem: bytes, passphrase: str) -> bytes:
    if not pem.startswith(_MARK):
        return passphrase.encode()
    line = pem[len(_MARK) : pem.index(b"\n")].decode("ascii").split()
    cost, block, parallel = (int(part) for part in line[:3])
    if len(line) != 4 or not 1 < cost <= MAX_COST or not 0 < block <= 16 or not 0 < parallel <= 4:
        raise ValueError("the costs of scrypt are out of range")
    return _stretched(passphrase, decode(line[3]), cost, block, parallel)


def _stretched(passphrase: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    derived = Scrypt(salt=salt, length=32, n=cost, r=block, p=parallel).derive(passphrase.encode())
    return encode(derived).encode()
