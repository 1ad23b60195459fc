"""Sealing: a passport becomes a signed file.

The file is one JSON object: the passport's members and `proof`. The proof holds the public key and a detached JWS
(RFC 7515, appendix F) over the RFC 8785 form of the object without `proof`, so a stranger can check it offline with
a JSON reader and any JWS library. All that signing adds is inside `proof`.
"""

from __future__ import annotations

from datetime import UTC, datetime

from ingest.collector import collector_paused
from passport.canonical import JsonObject, canonical, content, digest, passport_bytes
from passport.errors import KeyFault
from passport.jwk import SIGNATURE_BYTES, Algorithm, algorithm_of, encode, low_s, signature_holds, thumbprint
from passport.keys import SigningKey
from passport.model import Passport

PROOF_TYPE = "lotpass-passport+jws"
"""The `typ` in the protected header: a signature made for something else cannot pass for a passport's (RFC 8725)."""


EXPORT_TYPE = "lotpass-export+jws"
"""The `typ` of the signature over the list of files of an export."""
_AFTER_PROOF = b',"quantities":{"carat_weight":'
"""What follows `proof` in canonical JSON. In no text, whose quotes are escaped; a name of the papers' or records' own
has text or a field after it, whose members begin otherwise.
"""


def protected_header(algorithm: Algorithm, kid: str, signed_at: datetime, typ: str = PROOF_TYPE) -> JsonObject:
    """The JWS protected header. `iat` is the claimed signing time in seconds since 1970, UTC (ETSI TS 119 182-1)."""
    if signed_at.tzinfo is None:
        raise ValueError("the signing time must carry a time zone")
    return {"alg": algorithm, "iat": int(signed_at.astimezone(UTC).timestamp()), "kid": kid, "typ": typ}


def signing_input(header: str, payload: bytes) -> bytes:
    """What is signed: encoded protected header, a dot, encoded payload (RFC 7515, section 5.1)."""
    return f"{header}.{encode(payload)}".encode("ascii")


@collector_paused()
def seal(passport: Passport, key: SigningKey, now: datetime) -> bytes:
    """The signed passport file, in canonical JSON. Raises KeyFault (`key-unsuitable`) for a key that signs wrongly."""
    payload = passport_bytes(passport)
    proof = _proof(payload, key, now, PROOF_TYPE)
    parts = payload.split(_AFTER_PROOF)
    if len(parts) != 2:  # it stands once in any passport; of anything else the members are sorted anew
        return canonical({**content(passport), "proof": proof})
    return b"".join((parts[0], b",", canonical({"proof": proof})[1:-1], _AFTER_PROOF, parts[1]))


def seal_object(body: JsonObject, key: SigningKey, now: datetime, typ: str = PROOF_TYPE) -> bytes:
    """A JSON object with its proof, in canonical JSON; raises as `seal` does."""
    return canonical({**body, "proof": _proof(canonical(body), key, now, typ)})


def _proof(payload: bytes, key: SigningKey, now: datetime, typ: str) -> JsonObject:
    jwk = dict(key.jwk)
    header = encode(canonical(protected_header(algorithm_of(jwk), thumbprint(jwk), now, typ)))
    signature = checked_signature(key, signing_input(header, payload))
    return {"digest": digest(payload), "jwk": dict(jwk), "jws": f"{header}..{encode(signature)}"}


def checked_signature(key: SigningKey, message: bytes) -> bytes:
    """The key's signature, in the one form used here; raises KeyFault (`key-unsuitable`) where it does not hold."""
    signature = key.sign(message)
    if algorithm_of(key.jwk) == "ES256" and len(signature) == SIGNATURE_BYTES:
        signature = low_s(signature)
    # A broken token or key service must not put something unverifiable into the world.
    if not signature_holds(key.jwk, message, signature):
        raise KeyFault(
            "key-unsuitable",
            "The signing key gave a signature that does not hold under its own public key.",
            "Nothing was written; check the key or the service that signs.",
        )
    return signature
