"""Issuers as Decentralized Identifiers: did:key (the key is the name) and did:web (the site is the name).

Nothing is looked up: a did:web's document is a file that its issuer publishes and the verifier is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast
from urllib.parse import quote, unquote

from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from passport.canonical import JsonObject
from passport.errors import KeyFault
from passport.jwk import JWK, decode, from_jwk, thumbprint, to_jwk
from passport.multibase import base58, from_base58

_CODECS: Mapping[str, bytes] = {"P-256": b"\x80\x24", "Ed25519": b"\xed\x01"}
"""Multicodec prefixes of public keys (p256-pub 0x1200, ed25519-pub 0xed), as unsigned varints."""
DID_CONTEXTS = ("https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1")


def did_key(jwk: JWK) -> str:
    """The did:key of a public key (W3C CCG, The did:key Method): P-256 as a compressed point."""
    x = decode(jwk["x"])
    point = x if jwk["crv"] == "Ed25519" else bytes([2 + (decode(jwk["y"])[-1] & 1)]) + x
    return f"did:key:z{base58(_CODECS[jwk['crv']] + point)}"


def key_of(did: str) -> JWK:
    """The public key that a did:key is; raises KeyFault (`key-damaged`, `key-unsuitable`)."""
    text = did.removeprefix("did:key:")
    if not did.startswith("did:key:z"):
        raise KeyFault("key-unsuitable", f"{did[:100]} is no did:key.")
    try:
        data = from_base58(text[1:])
        codec, point = data[:2], data[2:]
        if codec == _CODECS["Ed25519"]:
            return to_jwk(ed25519.Ed25519PublicKey.from_public_bytes(point))
        if codec == _CODECS["P-256"]:
            return to_jwk(ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point))
    except ValueError as error:
        raise KeyFault("key-damaged", f"The key in {did[:100]} cannot be read: {error}.") from error
    raise KeyFault("key-unsuitable", f"The key in {did[:100]} is neither P-256 nor Ed25519.")


def method_of(did: str, jwk: JWK) -> str:
    """The `kid` by which a signature names this key of this issuer: a DID URL."""
    return f"{did}#{did.removeprefix('did:key:') if did.startswith('did:key:') else thumbprint(jwk)}"


def site_of(did: str) -> str | None:
    """The https address that a did:web stands for, without a slash at its end; None for another method."""
    if not did.startswith("did:web:"):
        return None
    host, *path = did.removeprefix("did:web:").split(":")
    return "/".join((f"https://{unquote(host)}", *path))


def document_url(did: str) -> str | None:
    """Where a did:web's document is to be published; None for another method."""
    site = site_of(did)
    if site is None:
        return None
    return f"{site}/did.json" if site.count("/") > 2 else f"{site}/.well-known/did.json"


def did_web(site: str) -> str:
    """The did:web of an https address: `https://example.org/lots` gives `did:web:example.org:lots`."""
    host, *path = site.removeprefix("https://").rstrip("/").split("/")
    return ":".join(("did:web", host.replace(":", "%3A"), *(quote(part) for part in path)))


def did_document(did: str, keys: Iterable[JWK]) -> JsonObject:
    """The DID document that names these keys as ones that may sign for the issuer."""
    methods: list[JsonObject] = [
        {
            "id": method_of(did, jwk),
            "type": "JsonWebKey",
            "controller": did,
            "publicKeyJwk": {**dict(jwk), "kid": thumbprint(jwk)},
        }
        for jwk in keys
    ]
    ids = [method["id"] for method in methods]
    document = {"@context": list(DID_CONTEXTS), "id": did, "verificationMethod": methods, "assertionMethod": ids}
    return cast(JsonObject, document)


def keys_in(document: JsonObject) -> tuple[str, dict[str, JWK]]:
    """The DID of a DID document and the keys that may sign for it, by DID URL.

    Only keys under `assertionMethod` count. Raises KeyFault (`did-document`) for a document without usable keys.
    """
    did, methods, allowed = (document.get(name) for name in ("id", "verificationMethod", "assertionMethod"))
    found: dict[str, JWK] = {}
    inline = [item for item in allowed if isinstance(item, dict)] if isinstance(allowed, list) else []
    listed = [item for item in methods if isinstance(item, dict)] if isinstance(methods, list) else []
    named = {_absolute(did, item) for item in allowed if isinstance(item, str)} if isinstance(allowed, list) else set()
    for method in (*listed, *inline):
        name = _absolute(did, method.get("id"))
        jwk = method.get("publicKeyJwk")
        if not isinstance(jwk, dict) or (method in listed and name not in named):
            continue
        key = {member: value for member, value in jwk.items() if member in ("kty", "crv", "x", "y")}
        # A document speaks for its own issuer only, whatever names it gives its keys.
        own = method.get("controller") == did and name.startswith(f"{did}#")
        if own and all(isinstance(value, str) for value in key.values()):
            from_jwk(cast(JWK, key))
            found[name] = cast(JWK, key)
    if not isinstance(did, str) or not found:
        raise KeyFault("did-document", "The DID document names no key that may sign.", "Get the issuer's current one.")
    return did, found


def _absolute(did: object, name: object) -> str:
    text = str(name)
    return f"{did}{text}" if text.startswith("#") else text
