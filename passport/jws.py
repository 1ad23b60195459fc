"""Reading a detached JWS (RFC 7515, appendix F) strictly: one encoding, one header form, nothing optional."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from passport.canonical import Json, canonical, parse
from passport.errors import Malformed
from passport.jwk import SIGNATURE_BYTES, decode
from passport.sign import PROOF_TYPE

HEADER_MEMBERS = ("alg", "iat", "kid", "typ")
"""All members of the protected header. Others (`crit`, `b64`, `jku`, `x5u`, `jwk` …) would change what the signature
means or name a key elsewhere; they are refused, as RFC 7515 wants of what is not understood.
"""
LATEST = 253402300799
"""9999-12-31T23:59:59Z, in seconds since 1970: the last time that a date can show."""


@dataclass(frozen=True, slots=True)
class Jws:
    """The parts of a detached JWS. `header` is the encoded protected header, exactly as it was signed."""

    header: str
    alg: str
    kid: str
    iat: int
    signature: bytes


def read_jws(token: Json, typ: str = PROOF_TYPE) -> Jws:
    """The parts of a detached JWS made for `typ`; raises Malformed (`proof`), whose cause says what is wrong."""
    if not isinstance(token, str):
        raise Malformed("proof", "The proof carries no signature.")
    parts = token.split(".")
    if len(parts) != 3:
        raise Malformed("proof", f"The signature has {len(parts)} parts between dots, not 3.")
    if parts[1]:
        raise Malformed("proof", "The signature carries content of its own; it must be detached.")
    try:
        header_bytes, signature = decode(parts[0]), decode(parts[2])
    except ValueError as error:
        raise Malformed("proof", f"The signature is not proper base64url: {error}.") from error
    try:
        header = parse(header_bytes)
        plain = canonical(header) == header_bytes
    except Malformed as error:
        raise Malformed("proof", f"The signature's header cannot be read. {error.cause}") from error
    if tuple(sorted(header)) != HEADER_MEMBERS:
        cause = f"The signature's header has the members {_listed(header)}; it must have {_listed(HEADER_MEMBERS)}."
        raise Malformed("proof", cause)
    alg, iat, kid, stated = (header[name] for name in HEADER_MEMBERS)
    if not isinstance(alg, str) or not isinstance(kid, str) or not isinstance(iat, int) or isinstance(iat, bool):
        raise Malformed("proof", "The signature's header has a member of a wrong type.")
    if stated != typ:
        wanted = "a passport" if typ == PROOF_TYPE else "this"
        raise Malformed("proof", f"The signature was made for something else than {wanted}: {stated}.")
    if not plain:
        raise Malformed("proof", "The signature's header is not in canonical JSON form.")
    if not 0 <= iat <= LATEST:
        raise Malformed("proof", f"The signing time {iat} is no time.")
    if len(signature) != SIGNATURE_BYTES:
        cause = f"The signature has {len(signature)} bytes, not {SIGNATURE_BYTES} (a DER form is not a JWS signature)."
        raise Malformed("proof", cause)
    return Jws(parts[0], alg, kid, iat, signature)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
