"""Verifying a signed passport, offline: one named check per question, each saying what was found and what was wanted.

Nothing is fetched, no clock is read, and every check that can be made is made, so that a reader sees all that is
wrong at once. What `verified` means: the bytes are those that the holder of the key signed, the form is the
published one, and the content does not contradict itself. It does not mean that the papers are right.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Literal, cast

from pydantic import ValidationError

from ingest.collector import collector_paused
from passport.attachments import compare
from passport.canonical import MAX_BYTES, Json, JsonObject, canonical, digest, parse
from passport.consistency import contradictions, impossible_dates
from passport.errors import KeyFault, Malformed
from passport.jwk import ALGORITHMS, JWK, signature_holds, thumbprint
from passport.jws import Jws, read_jws
from passport.model import Passport
from passport.schema import read_canonical, schema_errors
from passport.sign import signing_input
from passport.verification import Checked, Run, Verification

__all__ = ["Checked", "Verification", "verify"]

CLOCK_SKEW = timedelta(minutes=5)
"""How far the signer's clock may be ahead of the verifier's."""
_ONE_MEANING = "The file is JSON with one meaning."
_PUBLISHED = "The form is that of the published schema."
MAX_REPORTED = 20
"""How many failures of one check are named: nobody mends a passport by hand."""


@collector_paused()
def verify(
    data: bytes,
    trusted: Mapping[str, JWK] | None = None,
    *,
    demand_trust: bool = False,
    now: datetime | None = None,
    attachments: Mapping[str, bytes | Path] | None = None,
    retired: Container[str] = frozenset(),
) -> Verification:
    """Checks one signed passport file.

    `trusted` are the keys that the caller relies on, by thumbprint. A passport signed by another key is verified in
    itself, and `trust` says `unlisted`; with `demand_trust` that is a failure. `now` (aware) lets the signing time be
    compared with the clock; without it that is left out. `attachments` are papers by file name, to be compared with
    the digests in the passport. `retired` are thumbprints of keys that may be in other hands: what they signed fails.
    Raises KeyFault (`no-trusted-keys`) if trust is demanded with no key to trust.
    """
    if demand_trust and not trusted:
        raise KeyFault("no-trusted-keys", "Trust is demanded, but no trusted key is given.", "Name at least one key.")
    run = Run()
    known = read_canonical(data) if len(data) <= MAX_BYTES else None
    if known is not None:
        passport: Passport | None = known[0]
        proof: Json = known[1]
        payload = known[2]
        run.passed("json", _ONE_MEANING)
        run.passed("schema", _PUBLISHED)
    else:
        whole = _check_json(run, data)
        if whole is None:
            for name in ("schema", "proof", "algorithm", "key", "digest", "signature", "dates", "consistency", "trust"):
                run.skipped(name, "The file could not be read as JSON.")
            return Verification(False, "none", tuple(run.checks))
        passport = _check_schema(run, whole)
        proof = whole.pop("proof", None)
        payload = canonical(whole)
    jws, jwk, stated_digest = _check_proof(run, proof)
    _check_algorithm(run, jws, jwk)
    kid = _check_key(run, jws, jwk)
    actual = digest(payload)
    _check_digest(run, actual, stated_digest)
    signed = _check_signature(run, jws, jwk, payload)
    signed_at = datetime.fromtimestamp(jws.iat, UTC) if jws is not None else None
    if passport is not None:
        _check_dates(run, passport, signed_at, now)
        _check_consistency(run, passport)
    else:
        run.skipped("dates", "The form is not the published one.")
        run.skipped("consistency", "The form is not the published one.")
    trust = _check_trust(run, kid if signed else None, jwk, trusted, demand_trust=demand_trust, retired=retired)
    if attachments is not None:
        _check_attachments(run, passport, attachments)
    # Fails closed: verified needs every check made and passed, apart from what is only worth a note.
    if passport is None or any(check.outcome in ("failed", "not_checked") for check in run.checks):
        return Verification(False, "none", tuple(run.checks))
    return Verification(True, trust, tuple(run.checks), passport, kid, signed_at, actual)


def _check_json(run: Run, data: bytes) -> JsonObject | None:
    """The bytes are one JSON object, within limits, that every reader reads the same."""
    try:
        whole = parse(data)
    except Malformed as error:
        run.failed("json", error.cause)
        return None
    run.passed("json", _ONE_MEANING)
    return whole


def _check_schema(run: Run, whole: JsonObject) -> Passport | None:
    """The object has the form of the published schema: no member missing, none added, each of its type."""
    errors = schema_errors(whole)
    for error in errors:
        run.failed("schema", error.message, error.got, error.expected)
    if errors:
        return None
    try:
        passport = Passport.model_validate({name: value for name, value in whole.items() if name != "proof"})
    except ValidationError as error:
        # What a schema cannot say: a date that the calendar does not have.
        for detail in error.errors():
            place = ".".join(str(part) for part in detail["loc"])
            run.failed("schema", f"At {place}: {detail['msg']}.", got=repr(detail["input"]))
        return None
    run.passed("schema", _PUBLISHED)
    return passport


def _check_proof(run: Run, proof: Json) -> tuple[Jws | None, JWK | None, str | None]:
    """The proof holds a digest, a public key and a detached JWS, each encoded in the one way there is."""
    if not isinstance(proof, dict):
        run.failed("proof", "The file is not signed: it has no proof.")
        return None, None, None
    key, token, stated = proof.get("jwk"), proof.get("jws"), proof.get("digest")
    jwk = cast(JWK, key) if isinstance(key, dict) and all(isinstance(part, str) for part in key.values()) else None
    stated = stated if isinstance(stated, str) else None
    try:
        jws = read_jws(token)
    except Malformed as error:
        run.failed("proof", error.cause)
        return None, jwk, stated
    if jwk is None:
        run.failed("proof", "The proof carries no public key.")
    else:
        run.passed("proof", "The proof is a well-formed detached signature.")
    return jws, jwk, stated


def _check_algorithm(run: Run, jws: Jws | None, jwk: JWK | None) -> None:
    """The protected header's `alg` is EdDSA or ES256, and is the one for the key's type."""
    if jws is None or jwk is None:
        run.skipped("algorithm", "There is no well-formed proof.")
        return
    allowed = " or ".join(ALGORITHMS)
    if jws.alg not in ALGORITHMS:
        run.failed("algorithm", "The signature algorithm is not allowed.", got=jws.alg, expected=allowed)
    elif ALGORITHMS[jws.alg] != (jwk.get("kty"), jwk.get("crv")):
        got = f"{jws.alg} with a key of type {jwk.get('kty')}, {jwk.get('crv')}"
        expected = f"a key of type {', '.join(ALGORITHMS[jws.alg])}"
        run.failed("algorithm", "The signature algorithm does not go with the key.", got=got, expected=expected)
    else:
        run.passed("algorithm", f"The signature algorithm is {jws.alg}.")


def _check_key(run: Run, jws: Jws | None, jwk: JWK | None) -> str | None:
    """The `kid` that was signed is the RFC 7638 thumbprint of the key in the proof; the thumbprint is given back."""
    if jws is None or jwk is None:
        run.skipped("key", "There is no well-formed proof.")
        return None
    kid = thumbprint(jwk)
    if kid != jws.kid:
        run.failed("key", "The key in the proof is not the key that the signature names.", got=kid, expected=jws.kid)
        return None
    run.passed("key", f"The key is {kid}.")
    return kid


def _check_digest(run: Run, actual: str, stated: str | None) -> None:
    """SHA-256 of the canonical passport without `proof` is the digest that the proof states."""
    if stated is None:
        run.skipped("digest", "The proof states no digest.")
    elif actual != stated:
        message = "The content is not what was signed: it was changed after signing."
        run.failed("digest", message, got=f"SHA-256 {actual}", expected=f"SHA-256 {stated}")
    else:
        run.passed("digest", f"The content has the digest that the proof states: SHA-256 {actual}.")


def _check_signature(run: Run, jws: Jws | None, jwk: JWK | None, payload: bytes) -> bool:
    """The signature is the key's over the protected header and the canonical passport without `proof`."""
    if jws is None or jwk is None or jws.alg not in ALGORITHMS:
        run.skipped("signature", "There is no proof that could be checked.")
        return False
    try:
        holds = signature_holds(jwk, signing_input(jws.header, payload), jws.signature)
    except KeyFault as error:
        run.failed("signature", error.cause)
        return False
    if not holds:
        run.failed(
            "signature",
            "The signature does not hold: content, signature or key was changed after signing.",
            got="a signature that this key did not make over this content",
            expected="the signature of the key in the proof",
        )
        return False
    run.passed("signature", "The signature holds over the whole content.")
    return True


def _check_dates(run: Run, passport: Passport, signed_at: datetime | None, now: datetime | None) -> None:
    """Every date is one of the calendar, and the signing time is not in the future of `now`."""
    wrong = list(islice(impossible_dates(passport), MAX_REPORTED))
    if signed_at is not None and now is not None and signed_at > now + CLOCK_SKEW:
        wrong.append(f"signed at {signed_at.isoformat()}, which is after now ({now.isoformat()})")
    for message in wrong:
        run.failed("dates", f"A date cannot be: {message}.")
    if not wrong:
        when = f"; signed at {signed_at.isoformat()} by the signer's clock" if signed_at is not None else ""
        run.passed("dates", f"The dates are possible{when}.")


def _check_consistency(run: Run, passport: Passport) -> None:
    """Evidence names listed files and documents, the status follows from the findings, the counts from the checks."""
    wrong = list(islice(contradictions(passport), MAX_REPORTED))
    for contradiction in wrong:
        run.failed("consistency", contradiction.message, contradiction.got, contradiction.expected)
    if not wrong:
        run.passed("consistency", "The content does not contradict itself.")


def _check_trust(
    run: Run,
    kid: str | None,
    jwk: JWK | None,
    trusted: Mapping[str, JWK] | None,
    *,
    demand_trust: bool,
    retired: Container[str],
) -> Literal["trusted", "unlisted", "none"]:
    """The key was not retired, and is one that the caller listed: same thumbprint and same key."""
    if kid is None or jwk is None:
        run.skipped("trust", "Nothing was validly signed by any key.")
        return "none"
    if kid in retired:
        message = f"Signed by key {kid}, which was retired: what it signed is relied on no more."
        run.failed("trust", message, got=kid, expected="a key that was not retired")
        return "none"
    if trusted is not None and kid in trusted and thumbprint(trusted[kid]) == kid:
        run.passed("trust", f"Signed by key {kid}, which you have listed as trusted.")
        return "trusted"
    message = f"Signed by key {kid}, which you have not listed as trusted."
    if demand_trust:
        run.failed("trust", message, got=kid, expected=" or ".join(sorted(trusted or ())))
    else:
        run.noted("trust", message)
    return "unlisted"


def _check_attachments(run: Run, passport: Passport | None, attachments: Mapping[str, bytes | Path]) -> None:
    """Each paper given is, byte for byte, one that the passport lists."""
    if passport is None:
        run.skipped("attachments", "The form is not the published one.")
        return
    differing, missing = compare(passport, attachments)
    for difference in differing:
        run.failed("attachments", difference.message, difference.got, difference.expected)
    if missing:
        run.noted("attachments", f"Not compared, because not given: {', '.join(missing)}.")
    if not differing:
        run.passed("attachments", f"The {len(attachments)} papers given are those that the passport lists.")
