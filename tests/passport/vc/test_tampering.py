"""A corpus of tampered credentials, none of which verifies, and a search for one that does."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passport.canonical import canonical
from passport.jwk import decode, encode
from passport.keys import LocalKey, generate
from passport.untp.vocabulary import TERMS
from passport.vc.did import did_document, did_key
from passport.vc.jose import envelope
from passport.vc.revocation import Lists
from passport.vc.trust import keyring
from passport.vc.verify import verify_credential
from tests.passport.factory import ED25519, NOW, P256
from tests.passport.untp.exports import KEY, WEB, exported, tokens
from tests.passport.vc.forge import (
    DPP,
    LATER,
    LIST,
    RING,
    changed,
    checked,
    headed,
    payload,
    resigned,
    status_list,
)

HEADER, CONTENT, SIGNATURE = DPP.split(".")
FORGER = LocalKey(generate())


def subject(whole: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = whole["credentialSubject"]
    return found


def header(**members: Any) -> str:
    stated = {**json.loads(decode(HEADER)), **members}
    return encode(canonical({name: value for name, value in stated.items() if value is not None}))


def hs256() -> bytes:
    """The classic: the public key, which everybody has, used as the secret of a MAC."""
    text = f"{header(alg='HS256')}.{CONTENT}"
    return f"{text}.{encode(hmac.new(decode(P256.jwk['x']), text.encode(), hashlib.sha512).digest())}".encode()


def enveloped(**members: Any) -> bytes:
    return json.dumps({**envelope(DPP), **members}).encode()


def swap_evidence(whole: dict[str, Any]) -> None:
    one, other = subject(whole)["relatedDocument"][:2]
    one["digestMultibase"], other["digestMultibase"] = other["digestMultibase"], one["digestMultibase"]


def textually(old: str, new: str) -> bytes:
    text = decode(CONTENT).decode()
    assert old in text
    return f"{HEADER}.{encode(text.replace(old, new, 1).encode())}.{SIGNATURE}".encode()


def signed_text(old: str, new: str) -> bytes:
    """Bytes that are not canonical, honestly signed."""
    text = f"{HEADER}.{encode(decode(CONTENT).decode().replace(old, new, 1).encode())}"
    return f"{text}.{encode(P256.sign(text.encode()))}".encode()


# Each case: the tampered credential, and a check that must be among those that fail.
CASES: dict[str, tuple[bytes, str]] = {
    # Content
    "weight changed": (changed(lambda w: subject(w)["dimensions"]["weight"].update(value=1274.09)), "signature"),
    "unit changed": (changed(lambda w: subject(w)["dimensions"]["weight"].update(unit="GRM")), "signature"),
    "country changed": (changed(lambda w: subject(w)["countryOfProduction"].update(countryCode="BW")), "signature"),
    "evidence swapped": (changed(swap_evidence), "signature"),
    "paper removed": (changed(lambda w: subject(w)["relatedDocument"].pop(0)), "signature"),
    "event removed from the links": (changed(lambda w: subject(w)["relatedDocument"].pop()), "signature"),
    "claim passed after all": (
        changed(lambda w: subject(w)["performanceClaim"][2]["claimedPerformance"][0]["score"].update(code="passed")),
        "signature",
    ),
    "lot cleared": (
        changed(lambda w: subject(w)["characteristics"].update({f"{TERMS}lotStatus": "blocked"})),
        "signature",
    ),
    "made from another passport": (changed(lambda w: w.update({f"{TERMS}passportDigest": "uEiA"})), "signature"),
    "status entry removed": (changed(lambda w: w.pop("credentialStatus")), "signature"),
    "status entry moved": (changed(lambda w: w["credentialStatus"].update(statusListIndex=8)), "signature"),
    "validity made longer": (changed(lambda w: w.update(validUntil="2099-01-01T00:00:00Z")), "signature"),
    "issuer's name changed": (changed(lambda w: w["issuer"].update(name="Example Hause")), "signature"),
    "lot number with a Cyrillic letter": (
        textually("LS-RD2415", "L\N{CYRILLIC CAPITAL LETTER DZE}-RD2415"),
        "signature",
    ),
    "zero-width space": (textually("Antwerp", "Antwerp\N{ZERO WIDTH SPACE}"), "signature"),
    "content of another credential": (
        f"{HEADER}.{tokens()['dcc-checks'].split('.')[1]}.{SIGNATURE}".encode(),
        "signature",
    ),
    "context exchanged": (changed(lambda w: w["@context"].reverse()), "signature"),
    "context exchanged and signed": (resigned(lambda w: w["@context"].reverse()), "schema"),
    "context of others added and signed": (
        resigned(lambda w: w["@context"].append("https://evil.example/lotpass.jsonld")),
        "schema",
    ),
    "term redefined inside and signed": (resigned(lambda w: w["@context"].append({"name": "urn:x"})), "schema"),
    "country ZZ, signed": (
        resigned(lambda w: subject(w)["countryOfProduction"].update(countryCode="ZZ")),
        "schema",
    ),
    "no type, signed": (resigned(lambda w: w.pop("type")), "schema"),
    "of a kind that is not known, signed": (resigned(lambda w: w.update(type=["VerifiableCredential"])), "schema"),
    # Time
    "expired": (resigned(lambda w: w.update(validUntil="2026-01-15T23:59:59Z")), "dates"),
    "not yet valid": (resigned(lambda w: w.update(validFrom="2026-02-01T00:00:00Z")), "dates"),
    "valid from no time": (resigned(lambda w: w.update(validFrom="soon")), "dates"),
    # The bytes
    "duplicate member": (signed_text('"name":"Rough diamonds"', '"name":"Gold","name":"Rough diamonds"'), "token"),
    "duplicate member by escape": (signed_text('"issuer":', '"issu\\u0065r":{},"issuer":'), "token"),
    "number in another form": (signed_text('"@value":2}', '"@value":2.0}'), "token"),
    "a part more": (DPP.encode() + b".AAAA", "token"),
    "a part less": (f"{HEADER}.{CONTENT}".encode(), "token"),
    "no signature": (f"{HEADER}.{CONTENT}.".encode(), "signature"),
    "padding": (DPP.encode() + b"==", "token"),
    "white space inside": (f"{HEADER}.{CONTENT} .{SIGNATURE}".encode(), "token"),
    "signature in DER": (f"{HEADER}.{CONTENT}.{encode(bytes(70))}".encode(), "signature"),
    "signature of zeros": (f"{HEADER}.{CONTENT}.{encode(bytes(64))}".encode(), "signature"),
    "signature of ones": (f"{HEADER}.{CONTENT}.{encode(bytes([255]) * 64)}".encode(), "signature"),
    # The header
    "alg none, no signature": (f"{header(alg='none')}.{CONTENT}.".encode(), "algorithm"),
    "alg none, signature kept": (f"{header(alg='none')}.{CONTENT}.{SIGNATURE}".encode(), "algorithm"),
    "alg in other case": (f"{header(alg='es256')}.{CONTENT}.{SIGNATURE}".encode(), "algorithm"),
    "alg exchanged": (headed(lambda h: h.update(alg="EdDSA")), "algorithm"),
    "alg a list": (headed(lambda h: h.update(alg=["ES256"])), "token"),
    "public key as a MAC's secret": (hs256(), "algorithm"),
    "a key carried in the header": (headed(lambda h: h.update(jwk=dict(FORGER.jwk)), FORGER), "token"),
    "a key's address in the header": (headed(lambda h: h.update(jku="https://evil.example/keys")), "token"),
    "critical extension": (headed(lambda h: h.update(crit=["b64"], b64=False)), "token"),
    "of another type": (headed(lambda h: h.update(typ="JWT")), "token"),
    "no type in the header": (headed(lambda h: h.pop("typ")), "token"),
    "of other content": (headed(lambda h: h.update(cty="vp")), "token"),
    # The key
    "signed by another key": (headed(lambda h: None, FORGER), "signature"),
    "another issuer's kid": (headed(lambda h: h.update(kid=f"did:web:evil.example#{FORGER.kid}"), FORGER), "key"),
    "a kid that the issuer does not have": (resigned(lambda w: None, FORGER), "key"),
    "a kid that is no address": (headed(lambda h: h.update(kid=P256.kid)), "key"),
    "no kid": (headed(lambda h: h.pop("kid")), "key"),
    "the issuer's key of another type": (headed(lambda h: h.update(kid=f"{WEB.did}#{ED25519.kid}")), "key"),
    "made by a forger in his own name": (
        resigned(lambda w: w["issuer"].update(id=did_key(FORGER.jwk)), FORGER, did_key(FORGER.jwk)),
        "trust",
    ),
    "issuer exchanged for the forger's": (changed(lambda w: w["issuer"].update(id=did_key(FORGER.jwk))), "key"),
    "issuer no DID": (resigned(lambda w: w["issuer"].update(id="https://example.org/lots")), "key"),
    "issuer left out": (resigned(lambda w: w.pop("issuer")), "key"),
    # The envelope
    "plain JSON, nobody signed it": (canonical(payload()), "envelope"),
    "member added to the envelope": (enveloped(name="checked"), "envelope"),
    "another context around it": (enveloped(**{"@context": "https://evil.example/"}), "envelope"),
    "two contexts around it": (enveloped(**{"@context": ["https://www.w3.org/ns/credentials/v2", "x:y"]}), "envelope"),
    "another type around it": (enveloped(type="EnvelopedVerifiablePresentation"), "envelope"),
    "other data in the envelope": (enveloped(id="data:application/vp+jwt," + DPP), "envelope"),
    "an address in the envelope": (enveloped(id="https://evil.example/dpp.jwt"), "envelope"),
    "envelope with its id twice": (enveloped().replace(b'"id"', b'"id": "data:,", "id"', 1), "json"),
    "not JSON": (b"{", "json"),
    "empty": (b"", "json"),
}


@pytest.mark.parametrize("name", list(CASES))
def test_tampered_credential_does_not_verify(name: str) -> None:
    data, fails = CASES[name]
    result = checked(data)
    assert not result.verified
    assert fails in {check.name for check in result.failures}, result.failures
    assert (result.credential, result.issuer, result.kid, result.trust) == (None, None, None, "none")


# Each case: the status lists that are given along, and a word of what is said.
LISTS: dict[str, tuple[tuple[bytes, ...], str]] = {
    "revoked": ((status_list([7]),), "revoked by its issuer"),
    "revoked by the newer of two": ((LIST, status_list([7], made=NOW + timedelta(hours=1))), "revoked by its issuer"),
    "an old list that no longer speaks": ((status_list(made=NOW, days=0),), "expired"),
    "a list from before the credential": ((status_list(made=NOW - timedelta(days=1)),), "older than the credential"),
    "a list from the future": ((status_list(made=NOW + timedelta(days=9)),), "does not hold yet"),
    "a forger's list": ((status_list(key=FORGER),), "has no key"),
    "another issuer's list": ((status_list(key=FORGER, issuer=did_key(FORGER.jwk)),), "another issuer's"),
    "bits that cannot be unpacked": (
        (status_list(change=lambda w: w["credentialSubject"].update(encodedList="uAAAA")),),
        "cannot be unpacked",
    ),
    "bits without a prefix": (
        (status_list(change=lambda w: w["credentialSubject"].update(encodedList="H4sI")),),
        "prefix u",
    ),
    "a list for another purpose": (
        (status_list(change=lambda w: w["credentialSubject"].update(statusPurpose="message")),),
        "not one of revocation",
    ),
    "a credential that is no list": (
        (status_list(change=lambda w: w.update(type=["VerifiableCredential"])),),
        "names none of the credentials",
    ),
}


@pytest.mark.parametrize("name", list(LISTS))
def test_status_list_that_does_not_say_so_does_not_clear(name: str) -> None:
    lists, word = LISTS[name]
    result = checked(DPP.encode(), lists)
    assert not result.verified
    [failure] = result.failures
    assert failure.name == "status"
    assert word in failure.message, failure


def test_what_was_tampered_with_verified_before() -> None:
    for data in (DPP.encode(), DPP.encode() + b"\n", json.dumps(envelope(DPP)).encode()):
        result = checked(data)
        assert result.verified, result.failures
        assert (result.trust, result.issuer) == ("trusted", WEB.did)
    assert len(CASES) + len(LISTS) >= 60


def test_another_jose_library_verifies_a_credential() -> None:
    from joserfc import jws
    from joserfc.jwk import import_key

    found = jws.deserialize_compact(DPP, import_key(dict(P256.jwk)), algorithms=["ES256"])
    assert json.loads(found.payload) == payload()


def test_status_that_cannot_be_known_is_said() -> None:
    result = checked(DPP.encode(), ())
    assert result.verified
    [noted] = [check for check in result.checks if check.outcome == "noted"]
    assert "its status list https://example.org/lots/status/1 was not given" in noted.message


def test_a_key_that_names_itself_shows_no_more_than_that() -> None:
    [token] = [item.token for item in exported_by_key() if item.name == "dpp"]
    alone = verify_credential(token.encode(), keyring([], {}), now=LATER)
    assert (alone.verified, alone.trust) == (True, "unlisted")
    [noted] = [check for check in alone.checks if check.name == "trust"]
    assert "who holds it is not shown" in noted.message
    listed = verify_credential(token.encode(), keyring([], {P256.kid: P256.jwk}), now=LATER, demand_trust=True)
    assert listed.trust == "trusted"


def exported_by_key() -> tuple[Any, ...]:
    from tests.passport.factory import passport

    return exported(passport(), KEY).written


def test_a_document_that_lies_beside_is_believed_only_where_none_is_trusted() -> None:
    forged = did_document(WEB.did, [FORGER.jwk])
    token = resigned(lambda whole: whole, FORGER)
    assert verify_credential(token, keyring([], {}, [forged]), now=LATER).trust == "unlisted"
    genuine = did_document(WEB.did, [P256.jwk])
    assert not verify_credential(token, keyring([genuine], {}, [forged]), now=LATER).verified


def test_a_document_brings_keys_of_its_own_issuer_only() -> None:
    stray = did_document("did:web:evil.example", [FORGER.jwk])
    stray["verificationMethod"][0]["id"] = f"{WEB.did}#{FORGER.kid}"  # type: ignore[index,call-overload]  # JSON
    stray["assertionMethod"] = [f"{WEB.did}#{FORGER.kid}"]
    assert not verify_credential(resigned(lambda whole: whole, FORGER), keyring([], {}, [stray]), now=LATER).verified


@settings(deadline=None)
@given(st.integers(0, len(DPP) - 1), st.integers(33, 126))
def test_no_other_character_anywhere_verifies(place: int, sign: int) -> None:
    mutated = DPP[:place] + chr(sign) + DPP[place + 1 :]
    assert verify_credential(mutated.encode(), RING, now=LATER, lists=Lists((LIST,))).verified == (mutated == DPP)


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_answered(data: bytes) -> None:
    assert not verify_credential(data, RING, now=LATER, lists=Lists((data,))).verified
