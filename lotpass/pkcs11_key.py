"""A signing key in a PKCS #11 token: a smart card, a hardware security module, SoftHSM. The key plug-in `pkcs11`.

`LOTPASS_KEY_PROVIDER=pkcs11:module-path=/usr/lib/softhsm/libsofthsm2.so;token=lotpass;object=signing`: attributes by
the names of RFC 7512 (PKCS #11 URIs). The PIN is in `LOTPASS_PKCS11_PIN`, or in the file that `pin-source` names.
The private half never leaves the token; a P-256 key pair is wanted there (`CKM_ECDSA`, PKCS #11 3.0, section 2.3).
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Any

from passport.errors import KeyFault
from passport.jwk import JWK, SIGNATURE_BYTES, to_jwk

PIN = "LOTPASS_PKCS11_PIN"
ATTRIBUTES = frozenset({"module-path", "token", "object", "pin-source"})
NEEDED = ("module-path", "token", "object")


class Pkcs11Key:
    """The key of one token, opened for as long as the program runs. Its text form shows no PIN."""

    def __init__(self, setting: str) -> None:
        """Opens the token and finds the key pair; raises KeyFault (`key-unsuitable`, `key-locked`), without the PIN."""
        named = _attributes(setting)
        try:
            import pkcs11
        except ImportError as error:
            cause = "Keys in tokens need the package python-pkcs11, which is not installed."
            raise KeyFault("key-unsuitable", cause, "Run: pip install 'lotpass[pkcs11]'") from error
        self._pkcs11: Any = pkcs11
        pin = _pin(named.get("pin-source"))
        where = f"token {named['token']}"
        try:
            token = pkcs11.lib(named["module-path"]).get_token(token_label=named["token"])
            session = token.open(user_pin=pin)
            kinds = pkcs11.ObjectClass
            public = session.get_key(object_class=kinds.PUBLIC_KEY, label=named["object"])
            self._private: Any = session.get_key(object_class=kinds.PRIVATE_KEY, label=named["object"])
            point = bytes(public[pkcs11.Attribute.EC_POINT])
        # The library's own words may hold what it was given; `from None` keeps them out of tracebacks too.
        except (pkcs11.PinIncorrect, pkcs11.PinLocked, pkcs11.UserPinNotInitialized, pkcs11.ArgumentsBad) as error:
            cause = f"The {where} does not open with the PIN that was given ({type(error).__name__})."
            remedy = f"Set {PIN}, or name a file by pin-source. Tokens lock themselves after a few wrong PINs."
            raise KeyFault("key-locked", cause, remedy) from None
        except (pkcs11.PKCS11Error, RuntimeError, OSError, KeyError) as error:
            cause = f"The {where} gives no key pair {named['object']} ({type(error).__name__})."
            remedy = "Check module-path, token and object; list what is there by: pkcs11-tool --module … --list-objects"
            raise KeyFault("key-unsuitable", cause, remedy) from None
        self.jwk: JWK = _jwk(point, named["object"])

    def sign(self, message: bytes) -> bytes:
        """The raw signature (r and s, 32 bytes each) over SHA-256 of the message, made in the token."""
        digest = hashlib.sha256(message).digest()
        signature = bytes(self._private.sign(digest, mechanism=self._pkcs11.Mechanism.ECDSA))
        if len(signature) != SIGNATURE_BYTES:
            raise KeyFault("key-unsuitable", f"The token gave a signature of {len(signature)} bytes, not 64.")
        return signature

    def __repr__(self) -> str:
        return "<Pkcs11Key>"


def _attributes(setting: str) -> dict[str, str]:
    """The attributes of a setting; raises KeyFault (`key-unsuitable`) for one that cannot be meant."""
    named = dict(part.partition("=")[::2] for part in setting.split(";") if part.strip())
    if unknown := sorted(set(named) - ATTRIBUTES):
        # Not repeated with its value: a PIN that was put here must not come out in a message.
        cause = f"The setting of the key plug-in pkcs11 has what is not known: {', '.join(unknown)[:100]}."
        raise KeyFault("key-unsuitable", cause, f"Known are: {', '.join(sorted(ATTRIBUTES))}.")
    if lacking := [name for name in NEEDED if not named.get(name)]:
        cause = f"The setting of the key plug-in pkcs11 lacks: {', '.join(lacking)}."
        raise KeyFault("key-unsuitable", cause, "Write it as module-path=FILE;token=LABEL;object=LABEL")
    return named


def _pin(source: str | None) -> str:
    """The PIN, from the file that is named or from the environment; raises KeyFault (`key-locked`, `key-exposed`)."""
    if source is None:
        if not (pin := os.environ.get(PIN)):
            raise KeyFault("key-locked", "The token's PIN was not given.", f"Set {PIN}, or name a file by pin-source.")
        return pin
    path = Path(source)
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise KeyFault("key-exposed", f"Others on this machine can read {path}.", f"Run: chmod 600 {path}")
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        cause = f"The PIN cannot be read from {path} ({type(error).__name__})."
        raise KeyFault("key-locked", cause, "Name the file that holds it by pin-source.") from error


def _jwk(point: bytes, name: str) -> JWK:
    """The public key of an EC point as PKCS #11 gives it: an uncompressed point, in a DER OCTET STRING or bare."""
    from cryptography.hazmat.primitives.asymmetric import ec

    bare = point[2:] if len(point) == 67 and point[:2] == b"\x04\x41" else point
    try:
        return to_jwk(ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bare))
    except ValueError as error:
        cause = f"The key pair {name} is not one of the curve P-256."
        raise KeyFault(
            "key-unsuitable", cause, "Make one in the token: pkcs11-tool --keypairgen --key-type EC:prime256v1"
        ) from error
