"""Public keys as JSON Web Keys (RFC 7517, RFC 8037), their thumbprints (RFC 7638), and signatures under them.

Two algorithms, and no other: EdDSA with Ed25519 (RFC 8037) and ES256 (RFC 7518). Every encoding accepted here is the
only one for its bytes, so that nobody can make a second, different file that verifies.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from passport.errors import KeyFault

Algorithm = Literal["EdDSA", "ES256"]
PublicKey = ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey
JWK = Mapping[str, str]
"""A public key: `kty`, `crv`, `x` and, for P-256, `y`; nothing else."""

ALGORITHMS: Mapping[str, tuple[str, str]] = {"EdDSA": ("OKP", "Ed25519"), "ES256": ("EC", "P-256")}
"""The algorithms allowed, each with the key type and curve that it goes with."""
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Order of the curve P-256 (FIPS 186-5): a signature (r, s) has the twin (r, order - s)."""
SIGNATURE_BYTES = 64
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


def encode(data: bytes) -> str:
    """Base64url without padding (RFC 7515, section 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """The bytes of base64url text; ValueError for padding, white space, other signs, or left-over bits that are set."""
    if not _BASE64URL.fullmatch(text):
        raise ValueError("there are characters that base64url does not have (padding and white space included)")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError("the length is not one that base64url can have") from error
    if encode(data) != text:
        raise ValueError("the last character carries bits that belong to nothing")
    return data


def to_jwk(key: PublicKey) -> dict[str, str]:
    """The JWK of a public key."""
    if isinstance(key, ed25519.Ed25519PublicKey):
        return {"kty": "OKP", "crv": "Ed25519", "x": encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw))}
    numbers = key.public_numbers()
    return {
        "kty": "EC",
        "crv": "P-256",
        "x": encode(numbers.x.to_bytes(32, "big")),
        "y": encode(numbers.y.to_bytes(32, "big")),
    }


def from_jwk(jwk: JWK) -> PublicKey:
    """The public key of a JWK; raises KeyFault (`key-damaged`, `key-unsuitable`)."""
    kind = (jwk.get("kty"), jwk.get("crv"))
    wanted = {"kty", "crv", "x", "y"} if kind == ("EC", "P-256") else {"kty", "crv", "x"}
    if kind not in ALGORITHMS.values():
        raise KeyFault("key-unsuitable", f"The key is of type {kind[0]}, {kind[1]}; only Ed25519 and P-256 are used.")
    if set(jwk) != wanted:
        cause = f"The key has the members {', '.join(sorted(jwk))}; it must have {', '.join(sorted(wanted))}."
        raise KeyFault("key-damaged", cause)
    return _public_key(jwk["crv"], jwk["x"], jwk.get("y", ""))


@lru_cache(maxsize=64)
def _public_key(crv: str, x_text: str, y_text: str) -> PublicKey:
    try:
        parts = {"x": decode(x_text)} if crv == "Ed25519" else {"x": decode(x_text), "y": decode(y_text)}
        if any(len(part) != 32 for part in parts.values()):
            raise ValueError("a coordinate is not 32 bytes long")
        if crv == "Ed25519":
            return ed25519.Ed25519PublicKey.from_public_bytes(parts["x"])
        x, y = (int.from_bytes(parts[name], "big") for name in "xy")
        return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    except ValueError as error:
        raise KeyFault("key-damaged", f"The key cannot be read: {error}.") from error


def algorithm_of(jwk: JWK) -> Algorithm:
    """The one algorithm that a key is used with; raises KeyFault (`key-unsuitable`)."""
    kind = (jwk.get("kty"), jwk.get("crv"))
    if kind == ALGORITHMS["EdDSA"]:
        return "EdDSA"
    if kind == ALGORITHMS["ES256"]:
        return "ES256"
    raise KeyFault("key-unsuitable", f"The key is of type {kind[0]}, {kind[1]}; only Ed25519 and P-256 are used.")


def thumbprint(jwk: JWK) -> str:
    """RFC 7638 thumbprint with SHA-256: the key's name. Two keys never share it."""
    members = ("crv", "kty", "x", "y") if jwk.get("kty") == "EC" else ("crv", "kty", "x")
    required = {name: jwk[name] for name in members if name in jwk}
    return encode(hashlib.sha256(json.dumps(required, separators=(",", ":"), sort_keys=True).encode()).digest())


def low_s(signature: bytes) -> bytes:
    """The one of an ES256 signature's two forms that is used here: the one with the smaller s."""
    r, s = signature[:32], int.from_bytes(signature[32:], "big")
    return r + (P256_ORDER - s if P256_ORDER // 2 < s < P256_ORDER else s).to_bytes(32, "big")


def p256_signature_holds(jwk: JWK, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (raw, 64 bytes) is the P-256 key's over these bytes, in either of ES256's two forms.

    For what others sign, too: JOSE does not ask for the smaller s.
    """
    return len(signature) == SIGNATURE_BYTES and signature_holds(jwk, message, low_s(signature))


def signature_holds(jwk: JWK, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (raw, 64 bytes: R and S, or r and s) is the key's over exactly these bytes.

    An ES256 signature in DER form or with the larger s is refused, even if its mathematics hold.
    """
    key = from_jwk(jwk)
    if len(signature) != SIGNATURE_BYTES:
        return False
    try:
        if isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, message)
        else:
            r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
            if s > P256_ORDER // 2:
                return False
            key.verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True
