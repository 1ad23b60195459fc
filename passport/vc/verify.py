"""Verifying credentials offline: UNTP product passports, events and conformity credentials, and status lists.

The same bargain as for native passports: nothing is fetched, every check is named, and a failure says what was got
and what was expected. A credential that lies there as plain JSON is signed by nobody, and does not verify.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from passport.canonical import Json, JsonObject, parse
from passport.errors import KeyFault, Malformed
from passport.jwk import algorithm_of, p256_signature_holds, thumbprint
from passport.untp.credential import deviations, kind_of
from passport.untp.vocabulary import VC_CONTEXT, is_did, moment
from passport.vc.jose import ENVELOPED, Token, issuer_of, read_envelope, read_token
from passport.vc.status import is_set
from passport.vc.trust import Keyring
from passport.verification import Checked, Run
from passport.verify import CLOCK_SKEW

STATUS_LIST = "BitstringStatusListCredential"
MAX_TOKEN = 16 * 1024 * 1024
"""Longest signed credential that is read, in signs."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What a verifier knows of revocations: status lists that it got itself (`given`), those that came along with what
    is verified (`carried`), each in the forms of a credential, and places that its own register has as `revoked`, by
    the list's id and the index.
    """

    given: tuple[bytes, ...] = ()
    carried: tuple[bytes, ...] = ()
    revoked: frozenset[tuple[str, int]] = frozenset()


NO_LISTS = Lists()


@dataclass(frozen=True, slots=True)
class CredentialVerification:
    """What came out. `credential`, `issuer` and `kid` are given only for a credential that is `verified`.

    `digest` is the SHA-256 of the signed form, by which other credentials name this one.
    """

    verified: bool
    trust: Literal["trusted", "unlisted", "none"]
    checks: tuple[Checked, ...]
    credential: JsonObject | None = None
    issuer: str | None = None
    kid: str | None = None

    @property
    def failures(self) -> tuple[Checked, ...]:
        """The checks that failed."""
        return tuple(check for check in self.checks if check.outcome == "failed")


def looks_like_token(data: bytes) -> bool:
    """Whether bytes are a compact JWS rather than JSON."""
    start = data[:4096].strip()
    return start.startswith(b"ey") and b"{" not in start


def looks_like_credential(value: JsonObject) -> bool:
    """Whether a JSON object is a credential or an envelope of one."""
    types = value.get("type")
    named = types if isinstance(types, list) else [types]
    return ENVELOPED in named or "VerifiableCredential" in named


def verify_credential(
    data: bytes,
    keys: Keyring,
    *,
    now: datetime,
    lists: Lists = NO_LISTS,
    demand_trust: bool = False,
) -> CredentialVerification:
    """Checks a credential: a compact JWS, or an EnvelopedVerifiableCredential as JSON.

    `keys` says who may sign; `lists` what is known of revocations; `now` (aware) is compared with the dates.
    With `demand_trust` a key that the verifier did not list is a failure.
    """
    run = Run()
    token = _read(run, data)
    if token is None:
        return CredentialVerification(False, "none", tuple(run.checks))
    issuer, trust = check_signed(run, token, keys, issuer_of(token.payload))
    _check_form(run, token.payload)
    _check_dates(run, token.payload, now)
    check_status(run, token.payload, issuer, keys, lists, now)
    check_trust(run, issuer, token, keys, trust, demand_trust=demand_trust)
    if any(check.outcome in ("failed", "not_checked") for check in run.checks):
        return CredentialVerification(False, "none", tuple(run.checks))
    return CredentialVerification(True, trust, tuple(run.checks), token.payload, issuer, token.kid)


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


def _read(run: Run, data: bytes) -> Token | None:
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
    if ENVELOPED not in _types(whole):
        message = "This is a credential as plain JSON: nobody signed it."
        run.failed("envelope", message, ", ".join(_types(whole)) or "no type", f"an {ENVELOPED}, or a JWS")
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


def _check_form(run: Run, credential: JsonObject) -> None:
    """The credential has the form of its kind: UNTP 0.7.0 with our own checks, or a status list."""
    if STATUS_LIST in _types(credential):
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


def _check_dates(run: Run, credential: JsonObject, now: datetime) -> None:
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


def check_status(
    run: Run, credential: JsonObject, issuer: str | None, keys: Keyring, lists: Lists, now: datetime
) -> None:
    """The credential's place in its issuer's status list is not set, by a list that still speaks."""
    entry = credential.get("credentialStatus")
    if entry is None:
        if STATUS_LIST not in _types(credential):
            run.noted("status", "The credential names no status list: it cannot be revoked.")
        return
    if not isinstance(entry, dict) or issuer is None:
        run.skipped("status", "The status entry cannot be read.")
        return
    wanted, index, purpose = (entry.get(n) for n in ("statusListCredential", "statusListIndex", "statusPurpose"))
    place = int(index) if isinstance(index, int) or (isinstance(index, str) and index.isdecimal()) else None
    if place is None or purpose != "revocation":
        run.failed("status", "The status entry is not one of revocation.", got=f"{purpose} at {index}")
        return
    if (str(wanted), place) in lists.revoked:
        run.failed("status", "The credential was revoked: this installation's own register says so.", "revoked")
        return
    carried, given = _newest(lists.carried, wanted), _newest(lists.given, wanted)
    found = carried if given is None or (carried is not None and carried[0] > given[0]) else given
    if found is None:
        run.noted("status", f"Whether it was revoked is not known: its status list {wanted} was not given.")
        return
    _look_up(run, credential, issuer, keys, found[1], place, now, carried=found is carried)


def _newest(lists: Sequence[bytes], wanted: Json) -> tuple[str, Token] | None:
    """The list of this id among these, with its time; of several, the one that was made last."""
    found: list[tuple[str, Token]] = []
    for data in lists:
        try:
            token = read_token(
                data.decode().removesuffix("\n") if looks_like_token(data) else read_envelope(parse(data))
            )
        except (Malformed, UnicodeDecodeError):
            continue
        if token.payload.get("id") == wanted:
            found.append((str(token.payload.get("validFrom")), token))
    return max(found, key=lambda item: item[0]) if found else None


def _look_up(
    run: Run,
    credential: JsonObject,
    issuer: str,
    keys: Keyring,
    token: Token,
    place: int,
    now: datetime,
    *,
    carried: bool,
) -> None:
    listed = token.payload
    inner = Run()
    signer, trust = check_signed(inner, token, keys, issuer_of(token.payload))
    _check_form(inner, listed)
    _check_dates(inner, listed, now)
    failures = [check for check in inner.checks if check.outcome == "failed"]
    inside = listed.get("credentialSubject")
    subject: JsonObject = inside if isinstance(inside, dict) else {}
    if failures or trust == "none" or STATUS_LIST not in _types(listed):
        why = failures[0].message if failures else "It is no status list."
        got = failures[0].got if failures else None
        run.failed(
            "status", f"The status list does not verify. {why}", got=got, expected="a current list of the issuer"
        )
    elif signer != issuer:
        run.failed("status", "The status list is another issuer's.", got=signer, expected=issuer)
    elif subject.get("statusPurpose") != "revocation":
        run.failed("status", "The status list is not one of revocation.", got=str(subject.get("statusPurpose")))
    elif _older(listed, credential):
        message = "The status list is older than the credential, so it cannot speak of it."
        run.failed("status", message, got=str(listed.get("validFrom")), expected=f"after {credential.get('validFrom')}")
    else:
        try:
            revoked = is_set(subject.get("encodedList"), place)
        except Malformed as error:
            run.failed("status", error.cause)
            return
        if revoked:
            run.failed("status", "The credential was revoked by its issuer.", got="revoked", expected="not revoked")
        else:
            _tell_age(run, listed, now, carried=carried)


def _tell_age(run: Run, listed: JsonObject, now: datetime, *, carried: bool) -> None:
    """That it is not revoked; by a list that came along, how old that is: later revocations are not in it."""
    made = listed.get("validFrom")
    if not carried:
        run.passed("status", f"Not revoked, by the issuer's list of {made}.")
        return
    begin = moment(str(made))
    days = (now - begin).days if begin is not None else 0
    run.noted(
        "status",
        f"Not revoked by the status list that came along, made {made}, {days} days ago. A newer one may exist: get "
        f"{listed.get('id')} from the issuer and name it by --status.",
    )


def _older(listed: JsonObject, credential: JsonObject) -> bool:
    one, other = (moment(str(value.get("validFrom"))) for value in (listed, credential))
    return one is None or other is None or one < other


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


def _types(value: JsonObject) -> list[str]:
    types = value.get("type")
    return [str(name) for name in types] if isinstance(types, list) else [types] if isinstance(types, str) else []
