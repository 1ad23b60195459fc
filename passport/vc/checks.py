"""The checks of a signed credential that need no status list: what it is, who signed it, its form and its dates."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from passport.canonical import JsonObject, parse
from passport.errors import KeyFault, Malformed
from passport.jwk import algorithm_of, p256_signature_holds, thumbprint
from passport.untp.credential import deviations, kind_of
from passport.untp.vocabulary import VC_CONTEXT, is_did, moment
from passport.vc.jose import ENVELOPED, Token, read_envelope, read_token
from passport.vc.trust import Keyring
from passport.verification import Run
from passport.verify import CLOCK_SKEW

STATUS_LIST = "BitstringStatusListCredential"
MAX_TOKEN = 16 * 1024 * 1024
"""Longest signed credential that is read, in signs."""


def looks_like_token(data: bytes) -> bool:
    """Whether bytes are a compact JWS rather than JSON."""
    start = data[:4096].strip()
    return start.startswith(b"ey") and b"{" not in start


def looks_like_credential(value: JsonObject) -> bool:
    """Whether a JSON object is a credential or an envelope of one."""
    types = value.get("type")
    named = types if isinstance(types, list) else [types]
    return ENVELOPED in named or "VerifiableCredential" in named


def read_signed(run: Run, data: bytes) -> Token | None:
    """The bytes are a JWS of a credential, bare or in the one envelope there is."""
    if len(data) > MAX_TOKEN:
        run.failed("json", f"The file has {len(data)} bytes; a signed credential has at most {MAX_TOKEN}.")
        return None
    try:
        text = data.decode("ascii").removesuffix("\n") if looks_like_token(data) else _unwrapped(run, parse(data))
    except UnicodeDecodeError:
        run.failed("token", "The signed credential has characters that base64url does not have.")
        return None
    except Malformed as error:
        run.failed("envelope" if error.code == "envelope" else "json", error.cause)
        return None
    try:
        token = None if text is None else read_token(text)
    except Malformed as error:
        run.failed("token", error.cause)
        return None
    if token is None:
        return None
    run.passed("token", "The signature is a well-formed JWS over a credential.")
    return token


def _unwrapped(run: Run, whole: JsonObject) -> str | None:
    """The JWS in an envelope; None for JSON that is none. Raises Malformed (`envelope`) for a spoilt one."""
    run.passed("json", "The file is JSON with one meaning.")
    if ENVELOPED not in types_of(whole):
        message = "This is a credential as plain JSON: nobody signed it."
        run.failed("envelope", message, ", ".join(types_of(whole)) or "no type", f"an {ENVELOPED}, or a JWS")
        return None
    text = read_envelope(whole)
    run.passed("envelope", "The envelope holds a signed credential and nothing else.")
    return text


def check_signed(
    run: Run, token: Token, keys: Keyring, issuer: str | None
) -> tuple[str | None, Literal["trusted", "unlisted", "none"]]:
    """`alg` is ES256, the key is one of the issuer's, and its signature holds over header and credential."""
    if token.alg != "ES256":
        run.failed("algorithm", "The signature algorithm is not allowed.", got=token.alg, expected="ES256")
    else:
        run.passed("algorithm", "The signature algorithm is ES256.")
    if issuer is None or not is_did(issuer):
        run.failed("key", "The issuer is no DID, so no key can be its own.", got=str(issuer), expected="a DID")
        return None, "none"
    try:
        jwk, trust = keys.key(issuer, token.kid)
        if algorithm_of(jwk) != "ES256":
            run.failed("key", "The issuer's key is not of the type for ES256.", got=jwk.get("crv"), expected="P-256")
            return issuer, "none"
    except KeyFault as fault:
        run.failed("key", f"{fault.cause} {fault.remedy}".strip(), got=token.kid or "no kid", expected=f"{issuer}#…")
        return issuer, "none"
    run.passed("key", f"The key is {issuer}'s: {thumbprint(jwk)}.")
    if token.alg != "ES256" or not p256_signature_holds(jwk, token.signed, token.signature):
        run.failed(
            "signature",
            "The signature does not hold: content, signature or key was changed after signing.",
            got="a signature that this key did not make over this content",
            expected="the signature of the issuer's key",
        )
        return issuer, "none"
    run.passed("signature", "The signature holds over the whole credential.")
    return issuer, trust


def check_trust(
    run: Run,
    issuer: str | None,
    token: Token,
    keys: Keyring,
    trust: Literal["trusted", "unlisted", "none"],
    *,
    demand_trust: bool,
) -> None:
    """The key is one that the verifier listed."""
    if trust == "unlisted":
        message = _unlisted(issuer or "", token)
        if demand_trust:
            expected = " or ".join(sorted(keys.trusted)) or "a key that you list"
            run.failed("trust", message, got=token.kid, expected=expected)
        else:
            run.noted("trust", message)
    elif trust == "trusted":
        run.passed("trust", f"Signed by {issuer}, whose key you have listed as trusted.")
    else:
        run.skipped("trust", "Nothing was validly signed by any key.")


def _unlisted(issuer: str, token: Token) -> str:
    if issuer.startswith("did:key:"):
        return (
            f"Signed by {issuer}, a key that names itself: nothing was changed since, but who holds it is not shown. "
            "Get the issuer's key or did.json by another way and name it by --trust."
        )
    return (
        f"Signed by {token.kid}. Its key was found beside the credential, not with the issuer: anybody can write such "
        "a did.json. Get it from the issuer's site yourself and name it by --trust."
    )


def check_form(run: Run, credential: JsonObject) -> None:
    """The credential has the form of its kind: UNTP 0.7.0 with our own checks, or a status list."""
    if STATUS_LIST in types_of(credential):
        wrong = _list_deviations(credential)
    else:
        wrong = deviations(credential)
    for message, got in wrong:
        run.failed("schema", message, got=got)
    if not wrong:
        kind = kind_of(credential) or STATUS_LIST
        run.passed("schema", f"The form is that of a {kind}.")


def _list_deviations(credential: JsonObject) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    if credential.get("@context") != [VC_CONTEXT]:
        found.append((f"A status list's @context is {VC_CONTEXT} alone.", str(credential.get("@context"))))
    subject = credential.get("credentialSubject")
    kind = subject.get("type") if isinstance(subject, dict) else None
    if kind != "BitstringStatusList":
        found.append(("A status list's subject must be a BitstringStatusList.", str(kind)))
    if not isinstance(credential.get("id"), str):
        found.append(("A status list must have an id.", str(credential.get("id"))))
    return tuple(found)


def check_dates(run: Run, credential: JsonObject, now: datetime) -> None:
    """`validFrom` is not after now, and `validUntil` not before it."""
    begin, end = (credential.get(name) for name in ("validFrom", "validUntil"))
    first = moment(begin) if isinstance(begin, str) else None
    last = moment(end) if isinstance(end, str) else None
    if first is None or ("validUntil" in credential and last is None):
        run.failed("dates", "The credential's dates cannot be read.", got=f"{begin} to {end}")
    elif first > now + CLOCK_SKEW:
        run.failed(
            "dates", "The credential does not hold yet.", got=f"from {begin}", expected=f"before {now.isoformat()}"
        )
    elif last is not None and last < now:
        run.failed("dates", "The credential has expired.", got=f"until {end}", expected=f"after {now.isoformat()}")
    else:
        run.passed("dates", f"The credential holds: from {begin}{f' until {end}' if end else ''}.")


def types_of(value: JsonObject) -> list[str]:
    """The types that a credential names."""
    types = value.get("type")
    return [str(name) for name in types] if isinstance(types, list) else [types] if isinstance(types, str) else []
