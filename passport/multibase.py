"""Multibase and multihash texts (W3C Controlled Identifiers 1.0, section 2.4): base58btc, base64url, SHA-256.

A digest is a multihash: code 0x12 (SHA2-256), length 0x20, and the 32 bytes.
"""

from __future__ import annotations

from passport.jwk import decode, encode

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_SHA256 = b"\x12\x20"
MAX_BASE58 = 256
"""Longest base58 text that is read; the number it stands for grows slow to compute with its length."""


def base58(data: bytes) -> str:
    """Base58btc, without the multibase prefix."""
    number = int.from_bytes(data, "big")
    signs = ""
    while number:
        number, rest = divmod(number, 58)
        signs = _ALPHABET[rest] + signs
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + signs


def from_base58(text: str) -> bytes:
    """The bytes of base58btc text; ValueError for other signs or a text that is too long."""
    if len(text) > MAX_BASE58:
        raise ValueError("the base58 text is too long")
    number = 0
    for sign in text:
        place = _ALPHABET.find(sign)
        if place < 0:
            raise ValueError("there are characters that base58 does not have")
        number = number * 58 + place
    body = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return b"\0" * (len(text) - len(text.lstrip("1"))) + body


def digest_multibase(sha256: str) -> str:
    """The `digestMultibase` of content with this SHA-256 (hexadecimal): `u` and base64url of its multihash."""
    return "u" + encode(_SHA256 + bytes.fromhex(sha256))


def sha256_of(multibase: str) -> str | None:
    """The SHA-256 (hexadecimal) that a `digestMultibase` holds; None for another hash or no proper text."""
    try:
        data = decode(multibase[1:]) if multibase.startswith("u") else _other(multibase)
    except ValueError:
        return None
    return data[2:].hex() if data[:2] == _SHA256 and len(data) == 34 else None


def _other(multibase: str) -> bytes:
    if not multibase.startswith("z"):
        raise ValueError("the multibase is neither base64url nor base58btc")
    return from_base58(multibase[1:])
