"""Verifying a presentation offline: signature, disclosures, form, dates, status, the holder's proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast

from passport.build import MILDEST_FIRST, implied_status
from passport.canonical import JsonObject, canonical
from passport.errors import KeyFault, Malformed
from passport.jwk import JWK, algorithm_of, p256_signature_holds
from passport.jws import LATEST
from passport.schema import partial_errors
from passport.sdjwt.disclosures import Opened, digest_of, open_payload
from passport.sdjwt.form import TYPE, SdJwt, read_sd_jwt
from passport.sdjwt.issue import PASSPORT, VCT
from passport.untp.vocabulary import rfc3339
from passport.vc.checks import check_signed, check_trust
from passport.vc.jose import Token, read_token
from passport.vc.revocation import NO_LISTS, Lists, check_status
from passport.vc.trust import Keyring
from passport.verification import Checked, Run
from passport.verify import CLOCK_SKEW, verify

BINDING_TYPE = "kb+jwt"
"""The `typ` of a holder's proof (RFC 9901, section 4.3)."""
_CLAIMS = frozenset({"iss", "iat", "nbf", "exp", "jti", "vct", "cnf", "credentialStatus", PASSPORT})
_DEMANDED = frozenset({"iss", "iat", "jti", "vct", PASSPORT})


@dataclass(frozen=True, slots=True)
class PresentationVerification:
    """What came out. `passport` is what is disclosed of the signed passport, given only where it is `verified`.

    `closed` counts digests that nothing was shown for: values that were withheld, and decoys. `complete` says that
    nothing was withheld: the passport is there with its own signature, which holds.
    """

    verified: bool
    trust: Literal["trusted", "unlisted", "none"]
    checks: tuple[Checked, ...]
    passport: JsonObject | None = None
    issuer: str | None = None
    closed: int = 0
    complete: bool = False


def verify_presentation(
    data: bytes, keys: Keyring, *, now: datetime, lists: Lists = NO_LISTS, demand_trust: bool = False
) -> PresentationVerification:
    """Checks an SD-JWT of a passport, in compact form or as JSON; arguments as for `verify_credential`."""
    run = Run()
    try:
        given = read_sd_jwt(data)
        token = read_token(given.signed, TYPE)
    except Malformed as error:
        run.failed("token" if error.code == "token" else "json", error.cause)
        return PresentationVerification(False, "none", tuple(run.checks))
    run.passed("token", "The presentation is a well-formed signed SD-JWT.")
    named = token.payload.get("iss")
    issuer, trust = check_signed(run, token, keys, named if isinstance(named, str) else None)
    opened = _check_disclosures(run, token, given)
    if opened is None:
        return PresentationVerification(False, "none", tuple(run.checks))
    shown = _check_form(run, token.payload, opened)
    issued = _check_dates(run, token.payload, now)
    if issued is not None and "credentialStatus" in token.payload:
        dated: JsonObject = {"credentialStatus": token.payload["credentialStatus"], "validFrom": rfc3339(issued)}
        check_status(run, dated, issuer, keys, lists, now)
    else:
        run.noted("status", "The presentation names no status list: it cannot be revoked.")
    _check_holder(run, token.payload, given, now)
    complete = shown is not None and _check_whole(run, shown, keys, now)
    check_trust(run, issuer, token, keys, trust, demand_trust=demand_trust)
    if shown is None or any(check.outcome in ("failed", "not_checked") for check in run.checks):
        return PresentationVerification(False, "none", tuple(run.checks))
    return PresentationVerification(True, trust, tuple(run.checks), shown, issuer, opened.closed, complete)


def _check_disclosures(run: Run, token: Token, given: SdJwt) -> Opened | None:
    """Each disclosure is one that the issuer signed for, in one place, and all lie inside of the passport."""
    try:
        opened = open_payload(token.payload, given.disclosures)
    except Malformed as error:
        run.failed("disclosures", error.cause)
        return None
    outside = [path for path in opened.places.values() if path[:1] != (PASSPORT,)]
    if outside:
        message = "A disclosure stands for a claim that has to be in the clear."
        run.failed("disclosures", message, ".".join(outside[0]), f"only parts of {PASSPORT}")
        return None
    run.passed("disclosures", f"All {len(given.disclosures)} disclosures are what the issuer signed for.")
    return opened


def _check_form(run: Run, payload: JsonObject, opened: Opened) -> JsonObject | None:
    """The claims are those of a lotpass passport, and what is disclosed of it has the form of the published schema."""
    claims = {name for name in payload if name not in ("_sd", "_sd_alg")}
    if payload.get("vct") != VCT:
        run.failed("schema", "The credential is of another kind.", got=str(payload.get("vct")), expected=VCT)
        return None
    if not _DEMANDED <= claims <= _CLAIMS or "_sd" in payload:
        got, expected = ", ".join(sorted(claims)), ", ".join(sorted(_CLAIMS))
        run.failed("schema", "The credential's claims are not those of a passport.", got, expected)
        return None
    shown = opened.payload[PASSPORT]
    if not isinstance(shown, dict):
        run.failed("schema", "The passport in the credential is no object.")
        return None
    wrong = partial_errors(shown)
    for error in wrong:
        run.failed("schema", error.message, error.got, error.expected)
    if wrong:
        return None
    run.passed("schema", "What is disclosed has the form of the published schema.")
    return shown


def _check_dates(run: Run, payload: JsonObject, now: datetime) -> datetime | None:
    """`iat` and `nbf` are not after now, and `exp` not before it; `iat` is given back."""
    times = {name: payload[name] for name in ("iat", "nbf", "exp") if name in payload}
    if not all(type(time) is int and 0 <= time <= LATEST for time in times.values()) or "iat" not in times:
        run.failed("dates", "A time of the credential cannot be read.", got=str(times))
        return None
    moments = {name: datetime.fromtimestamp(cast(int, time), UTC) for name, time in times.items()}
    for name in ("iat", "nbf"):
        if name in moments and moments[name] > now + CLOCK_SKEW:
            message = "The credential does not hold yet."
            run.failed("dates", message, f"{name} {moments[name].isoformat()}", f"before {now.isoformat()}")
            return moments["iat"]
    if "exp" in moments and moments["exp"] < now:
        got = f"until {moments['exp'].isoformat()}"
        run.failed("dates", "The credential has expired.", got, f"after {now.isoformat()}")
    else:
        run.passed("dates", f"The credential holds: signed {moments['iat'].isoformat()}.")
    return moments["iat"]


def _check_holder(run: Run, payload: JsonObject, given: SdJwt, now: datetime) -> None:
    """A holder's proof, if there is one, is made by the key in `cnf` over exactly this presentation."""
    confirmation = payload.get("cnf")
    if given.binding is None:
        if confirmation is not None:
            run.noted("holder", "The credential is bound to a holder's key, and no proof of that key came along.")
        return
    inside = confirmation.get("jwk") if isinstance(confirmation, dict) else None
    try:
        proof = read_token(given.binding, BINDING_TYPE)
        if not isinstance(inside, dict) or not all(isinstance(part, str) for part in inside.values()):
            raise Malformed("token", "The credential names no key of a holder.")
        jwk: JWK = {name: str(inside[name]) for name in ("kty", "crv", "x", "y") if name in inside}
        good = proof.alg == "ES256" and algorithm_of(jwk) == "ES256"
        good = good and p256_signature_holds(jwk, proof.signed, proof.signature)
    except (Malformed, KeyFault) as error:
        run.failed("holder", f"The holder's proof cannot be used. {error.cause}")
        return
    if not good:
        run.failed("holder", "The holder's proof was not signed by the key that the issuer named.")
        return
    _check_proof(run, proof.payload, given, now)


def _check_proof(run: Run, proof: JsonObject, given: SdJwt, now: datetime) -> None:
    made = proof.get("iat")
    if set(proof) != {"iat", "aud", "nonce", "sd_hash"} or type(made) is not int or not 0 <= made <= LATEST:
        run.failed("holder", "The holder's proof has other members.", ", ".join(proof), "iat, aud, nonce, sd_hash")
    elif proof["sd_hash"] != digest_of(given.unbound):
        run.failed("holder", "The holder's proof was made for other disclosures than these.")
    elif datetime.fromtimestamp(made, UTC) > now + CLOCK_SKEW:
        run.failed("holder", "The holder's proof was made after now.", got=str(made))
    else:
        told = f"for {proof['aud']}, nonce {proof['nonce']}, at {datetime.fromtimestamp(made, UTC).isoformat()}"
        run.noted("holder", f"The holder proved to have the key, {told}: compare with what you asked for.")


def _check_whole(run: Run, shown: JsonObject, keys: Keyring, now: datetime) -> bool:
    """Where the passport's own signature is disclosed, the whole passport verifies by itself."""
    if "proof" not in shown:
        _check_status_shown(run, shown)
        return False
    found = verify(canonical(shown), None, now=now, retired=keys.retired)
    for check in found.failures:
        run.failed("consistency", f"The passport that is disclosed does not verify. {check.message}", check.got)
    if found.verified:
        run.passed("consistency", "The passport is disclosed whole, and its own signature holds.")
    return found.verified


def _check_status_shown(run: Run, shown: JsonObject) -> None:
    """Of a part of a passport: the status is no milder than the findings that are shown call for."""
    findings = shown.get("findings")
    shown_findings = findings if isinstance(findings, list) else []
    severities = [str(one["severity"]) for one in shown_findings if isinstance(one, dict) and "severity" in one]
    called_for, status = implied_status(severities), shown.get("status")
    if status in MILDEST_FIRST and MILDEST_FIRST.index(status) < MILDEST_FIRST.index(called_for):
        run.failed("consistency", "The status is milder than the findings call for.", str(status), called_for)
    else:
        run.passed("consistency", "Only a part of the passport is disclosed; the rest is withheld.")
