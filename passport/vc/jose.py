"""Credentials signed by JOSE (W3C Securing Verifiable Credentials using JOSE and COSE 1.0): `vc+jwt`, enveloped.

One algorithm is written and read: ES256. `EdDSA` as a JOSE name is deprecated (RFC 9864) and its successor is young.
"""

from __future__ import annotations

from dataclasses import dataclass

from passport.canonical import Json, JsonObject, canonical, parse
from passport.errors import KeyFault, Malformed
from passport.jwk import algorithm_of, decode, encode
from passport.keys import SigningKey
from passport.sign import checked_signature
from passport.untp.vocabulary import VC_CONTEXT
from passport.vc.did import method_of

TYPE = "vc+jwt"
PREFIX = "data:application/vc+jwt,"
ENVELOPED = "EnvelopedVerifiableCredential"
MAX_READ_BY_ALL = 128_000
"""Signs of a signed credential that other software reads as it comes: JOSE libraries have such limits (joserfc's)."""
ALLOWED_HEADER = frozenset({"alg", "kid", "typ", "cty", "iat", "iss"})
"""Header members that are known here; any other (`crit`, `b64`, `jku`, `jwk`, `x5u` …) could change what was signed."""


@dataclass(frozen=True, slots=True)
class Token:
    """A compact JWS taken apart; `signed` are the bytes that the signature covers."""

    text: str
    alg: str
    kid: str | None
    payload: JsonObject
    signed: bytes
    signature: bytes


def sign_credential(credential: JsonObject, did: str, key: SigningKey) -> str:
    """The compact JWS of a credential; the header names the key by its DID URL.

    Raises KeyFault (`key-unsuitable`) for a key that is not P-256, or that signs wrongly.
    """
    return sign_token(credential, {"cty": "vc", "typ": TYPE}, did, key)


def sign_token(payload: JsonObject, members: JsonObject, did: str, key: SigningKey) -> str:
    """The compact JWS of a payload by ES256 under a header with these members; raises as `sign_credential` does."""
    jwk = key.jwk
    if algorithm_of(jwk) != "ES256":
        cause = "Credentials are signed by ES256, and the signing key is an Ed25519 key."
        raise KeyFault("key-unsuitable", cause, "Run: lotpass keys rotate --algorithm ES256")
    header: JsonObject = {"alg": "ES256", "kid": method_of(did, jwk), **members}
    text = f"{encode(canonical(header))}.{encode(canonical(payload))}"
    return f"{text}.{encode(checked_signature(key, text.encode()))}"


def envelope(token: str) -> JsonObject:
    """A JWS as an EnvelopedVerifiableCredential (VCDM 2.0, section 4.13.3); `type` is a text, as some readers want."""
    return {"@context": VC_CONTEXT, "id": PREFIX + token, "type": ENVELOPED}


def read_envelope(value: JsonObject) -> str:
    """The JWS inside an EnvelopedVerifiableCredential; raises Malformed (`envelope`)."""
    types = value.get("type")
    if types != ENVELOPED and types != [ENVELOPED]:
        raise Malformed("envelope", "It is no EnvelopedVerifiableCredential.")
    context = value.get("@context")
    if context not in (VC_CONTEXT, [VC_CONTEXT]):
        raise Malformed("envelope", f"The envelope's @context is not {VC_CONTEXT} alone.")
    if set(value) != {"@context", "id", "type"}:
        raise Malformed("envelope", "The envelope has members beside @context, id and type, which nobody signed.")
    id_ = value["id"]
    if not isinstance(id_, str) or not id_.startswith(PREFIX):
        raise Malformed("envelope", f"The envelope's id does not begin with {PREFIX}.")
    return id_.removeprefix(PREFIX)


def read_token(text: str, typ: str = TYPE) -> Token:
    """Takes a compact JWS of this type apart; raises Malformed (`token`), whose cause says what is wrong with it."""
    parts = text.split(".")
    if len(parts) != 3:
        raise Malformed("token", f"The signed credential has {len(parts)} parts between dots, not 3.")
    try:
        header_bytes, payload_bytes, signature = (decode(part) for part in parts)
    except ValueError as error:
        raise Malformed("token", f"The signed credential is not proper base64url: {error}.") from error
    try:
        header, payload = parse(header_bytes), parse(payload_bytes)
    except Malformed as error:
        raise Malformed("token", f"The signed credential cannot be read. {error.cause}") from error
    unknown = sorted(set(header) - ALLOWED_HEADER)
    if unknown:
        raise Malformed("token", f"The signature's header has members that are not known: {', '.join(unknown)[:200]}.")
    if header.get("typ") != typ:
        cause = f"The signature was made for something else ({header.get('typ')}) than is read here ({typ})."
        raise Malformed("token", cause)
    if header.get("cty", "vc") != "vc":
        raise Malformed("token", f"The signed content is not a credential: {header.get('cty')}.")
    alg, kid = header.get("alg"), header.get("kid")
    if not isinstance(alg, str) or not (kid is None or isinstance(kid, str)):
        raise Malformed("token", "The signature's header has a member of a wrong type.")
    return Token(text, alg, kid, payload, f"{parts[0]}.{parts[1]}".encode(), signature)


def issuer_of(credential: JsonObject) -> str | None:
    """The issuer's id: a text of its own, or the `id` of an object."""
    issuer: Json = credential.get("issuer")
    found = issuer.get("id") if isinstance(issuer, dict) else issuer
    return found if isinstance(found, str) else None
