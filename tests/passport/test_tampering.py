"""A corpus of tampered passports, none of which verifies, and a search for one that does."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given, settings
from hypothesis import strategies as st

from passport.canonical import canonical, digest, parse
from passport.errors import Malformed
from passport.jwk import P256_ORDER, decode, encode, thumbprint
from passport.sign import signing_input
from passport.verify import verify
from tests.passport.factory import ED25519, P256, sealed
from tests.passport.forge import (
    BLOCKED,
    GENUINE,
    changed,
    jws_of,
    resigned,
    signed,
    textually,
    with_digest,
    with_jws,
)

HEADER, SIGNATURE = jws_of(GENUINE)
WHOLE: dict[str, Any] = json.loads(GENUINE)
PAYLOAD = canonical({name: value for name, value in WHOLE.items() if name != "proof"})


def header(**members: Any) -> str:
    """The genuine protected header with other members (None: left out), encoded."""
    stated = {**json.loads(decode(HEADER)), **members}
    return encode(canonical({name: value for name, value in stated.items() if value is not None}))


def hs256_with_public_key() -> bytes:
    """The classic: the public key, which everybody has, used as the secret of a MAC."""
    part = header(alg="HS256")
    secret = decode(WHOLE["proof"]["jwk"]["x"])
    mac = hmac.new(secret, signing_input(part, PAYLOAD), hashlib.sha512).digest()
    return with_jws(part, encode(mac))


def high_s() -> bytes:
    raw = decode(SIGNATURE)
    return with_jws(HEADER, encode(raw[:32] + (P256_ORDER - int.from_bytes(raw[32:], "big")).to_bytes(32, "big")))


def der_form() -> bytes:
    raw = decode(SIGNATURE)
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    return with_jws(HEADER, encode(der))


def loose_bits() -> bytes:
    """The signature's last character exchanged for one that stands for the same bytes."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twin = SIGNATURE[:-1] + alphabet[alphabet.index(SIGNATURE[-1]) ^ 1]
    assert base64.urlsafe_b64decode(twin + "==") == decode(SIGNATURE)
    return with_jws(HEADER, twin)


def respelled_header() -> bytes:
    """The same header members in other bytes, honestly signed."""
    loose = encode(json.dumps(json.loads(decode(HEADER)), indent=1).encode())
    signature = P256.sign(signing_input(loose, PAYLOAD))
    return with_jws(loose, encode(signature))


def beyond_order() -> bytes:
    """An Ed25519 signature with the group's order added to S: the same to a verifier that does not look."""
    data = sealed(ED25519)
    part, signature = jws_of(data)
    raw = decode(signature)
    order = 2**252 + 27742317777372353535851937790883648493
    return with_jws(
        part, encode(raw[:32] + (int.from_bytes(raw[32:], "little") + order).to_bytes(32, "little")), of=data
    )


def first(whole: dict[str, Any]) -> dict[str, Any]:
    """The fields of the first document."""
    fields: dict[str, Any] = whole["documents"][0]["fields"]
    return fields


def swap(whole: dict[str, Any]) -> None:
    one, other = first(whole)["issue_date"], first(whole)["expiry_date"]
    one["evidence"], other["evidence"] = other["evidence"], one["evidence"]


# Each case: the tampered file, and a check that must be among those that fail.
CASES: dict[str, tuple[bytes, str]] = {
    # What the papers say
    "weight changed": (changed(lambda w: first(w)["carat_weight"].update(value="1274.09")), "signature"),
    "weight changed, digest mended": (with_digest(lambda w: first(w)["carat_weight"].update(value="9")), "signature"),
    "unit changed": (changed(lambda w: first(w)["carat_weight"].update(unit="g")), "signature"),
    "raw text changed": (changed(lambda w: first(w)["carat_weight"].update(raw="1,274.09 ct")), "signature"),
    "a zero more, same number": (changed(lambda w: first(w)["carat_weight"].update(value="1273.090")), "signature"),
    "count made text": (changed(lambda w: first(w)["parcel_count"].update(value="2")), "signature"),
    "confidence raised": (changed(lambda w: first(w)["carat_weight"].update(confidence=1)), "signature"),
    "status of a field changed": (changed(lambda w: first(w)["mineral"].update(status="corrected")), "signature"),
    "field removed": (changed(lambda w: first(w).pop("expiry_date")), "signature"),
    "field added": (changed(lambda w: first(w).update(form=first(w)["mineral"])), "signature"),
    "field renamed": (changed(lambda w: first(w).update(net_weight=first(w).pop("carat_weight"))), "signature"),
    "evidence swapped": (changed(swap), "signature"),
    "evidence removed": (changed(lambda w: first(w)["mineral"].update(evidence=[])), "signature"),
    "box moved": (changed(lambda w: first(w)["mineral"]["evidence"][0]["box"].__setitem__(0, 0.1001)), "signature"),
    "file digest changed": (changed(lambda w: w["files"][0].update(sha256="0" * 64)), "signature"),
    "file renamed": (changed(lambda w: w["files"][0].update(names=["kp2.pdf"])), "signature"),
    "document removed": (changed(lambda w: w["documents"].pop()), "signature"),
    "documents exchanged": (changed(lambda w: w["documents"].reverse()), "signature"),
    "table row removed": (changed(lambda w: w["documents"][1]["lines"].pop()), "signature"),
    "origin changed": (changed(lambda w: w["origin"]["countries"][0].update(value="BW")), "signature"),
    "claim made stronger": (
        changed(lambda w: w["origin"]["countries"][1].update(claim="government-certified")),
        "signature",
    ),
    "party changed": (changed(lambda w: w["parties"]["exporter"]["names"][0].update(value="X Ltd")), "signature"),
    # What was checked
    "status cleared": (changed(lambda w: w.update(status="clear"), BLOCKED), "signature"),
    "finding removed": (changed(lambda w: w["findings"].pop(0), BLOCKED), "signature"),
    "finding made milder": (changed(lambda w: w["findings"][0].update(severity="info"), BLOCKED), "signature"),
    "findings exchanged": (changed(lambda w: w["findings"].reverse(), BLOCKED), "signature"),
    "check passed after all": (changed(lambda w: w["checks"][0].update(outcome="passed"), BLOCKED), "signature"),
    "open point removed": (changed(lambda w: w["undecided"].pop(0), BLOCKED), "signature"),
    "quarantined file removed": (changed(lambda w: w["files"].pop(), BLOCKED), "signature"),
    "as-of day moved": (changed(lambda w: w.update(as_of="2026-01-16")), "signature"),
    "made by another version": (changed(lambda w: w["made_by"].update(lotpass="9.9.9")), "signature"),
    "policy exchanged": (changed(lambda w: w["made_by"].update(policy="0" * 64)), "signature"),
    "supersedes added": (changed(lambda w: w.update(supersedes="0" * 64)), "signature"),
    # Custody
    "chain cut": (changed(lambda w: w["custody"].pop(0)), "signature"),
    "chain cut in the middle": (changed(lambda w: w["custody"].pop(2)), "signature"),
    "events exchanged": (changed(lambda w: w["custody"].reverse()), "signature"),
    "event's holder changed": (changed(lambda w: w["custody"][-1].update(to_party="Else")), "signature"),
    "event's time in another zone": (
        changed(lambda w: w["custody"][0].update(time="2025-11-03T11:40:00+02:00")),
        "signature",
    ),
    "parent lot exchanged": (changed(lambda w: w["lineage"][0].update(lot="LS-ZZ")), "signature"),
    # Text that looks the same
    "lot number with a Cyrillic letter": (changed(lambda w: w.update(lot="LЅ-RD2415")), "signature"),
    "accent composed otherwise": (
        textually("Minière", "Minie\N{COMBINING GRAVE ACCENT}re", BLOCKED),
        "signature",
    ),
    "zero-width space": (textually("Antwerp Rough", "Antwerp\N{ZERO WIDTH SPACE} Rough"), "signature"),
    "no-break space": (textually("Antwerp Rough", "Antwerp\N{NO-BREAK SPACE}Rough"), "signature"),
    # The bytes of the file
    "member added": (changed(lambda w: w.update(note="checked by hand")), "schema"),
    "member added inside": (changed(lambda w: w["documents"][0].update(verified=True)), "schema"),
    "null member added": (changed(lambda w: w.update(supersedes=None)), "schema"),
    "member removed": (changed(lambda w: w.pop("undecided")), "schema"),
    "schema of another version": (changed(lambda w: w.update(schema="lotpass.passport/2")), "schema"),
    "duplicate member, first wins": (textually('"status":"clear"', '"status":"clear","status":"blocked"'), "json"),
    "duplicate member, last wins": (textually('"status":"clear"', '"status":"blocked","status":"clear"'), "json"),
    "duplicate member by escape": (textually('"lot":"', '"l\\u006ft":"OTHER","lot":"'), "json"),
    "duplicate proof": (textually('"proof":{', '"proof":{},"proof":{'), "json"),
    "number as 1.0": (textually('"page":1', '"page":1.0'), "json"),
    "number as 1e0": (textually('"page":1', '"page":1e0'), "json"),
    "minus zero": (textually('"not_decidable":1', '"not_decidable":-0'), "json"),
    "number with more digits": (textually('"confidence":0.988', '"confidence":0.98800'), "json"),
    "number nobody keeps": (textually('"bytes":81234', '"bytes":9007199254740993'), "json"),
    "number of a million digits": (textually('"bytes":81234', f'"bytes":{"9" * 1_000_000}'), "json"),
    "NaN": (textually('"confidence":0.988', '"confidence":NaN'), "json"),
    "infinity by overflow": (textually('"confidence":0.988', '"confidence":1e999'), "json"),
    "half a surrogate pair": (textually('"lot":"', '"lot":"\\ud800'), "json"),
    "truncated": (GENUINE[:-1], "json"),
    "truncated far": (GENUINE[: len(GENUINE) // 2], "json"),
    "empty": (b"", "json"),
    "trailing brace": (GENUINE + b"}", "json"),
    "trailing object": (GENUINE + b"{}", "json"),
    "trailing zero byte": (GENUINE + b"\0", "json"),
    "byte order mark": (b"\xef\xbb\xbf" + GENUINE, "json"),
    "UTF-16": (GENUINE.decode().encode("utf-16"), "json"),
    "not UTF-8": (GENUINE.replace(b"Antwerp", b"Antw\xffrp", 1), "json"),
    "comment": (textually("{", "{/* fine */"), "json"),
    "wrapped in a list": (b"[" + GENUINE + b"]", "json"),
    "nested without end": (b'{"a":' * 5000 + b"1" + b"}" * 5000, "json"),
    "nested deep": (textually('"custody":[', '"custody":[' + "[" * 100 + "]" * 100 + ","), "json"),
    # The proof
    "proof removed": (changed(lambda w: w.pop("proof")), "proof"),
    "proof emptied": (changed(lambda w: w.update(proof={})), "proof"),
    "proof a list": (changed(lambda w: w.update(proof=[w["proof"]])), "proof"),
    "proof of another passport": (changed(lambda w: w.update(proof=json.loads(BLOCKED)["proof"])), "signature"),
    "member added to the proof": (changed(lambda w: w["proof"].update(trusted=True)), "schema"),
    "member added to the key": (changed(lambda w: w["proof"]["jwk"].update(use="sig")), "schema"),
    "digest changed": (changed(lambda w: w["proof"].update(digest="0" * 64)), "digest"),
    "key exchanged": (changed(lambda w: w["proof"].update(jwk=dict(ED25519.jwk))), "key"),
    "other key under the same kid": (
        signed(WHOLE, ED25519, header={"kid": thumbprint(P256.jwk)}),
        "key",
    ),
    "other key's signature, key kept": (signed(WHOLE, ED25519, jwk=dict(P256.jwk)), "key"),
    "kid changed": (with_jws(header(kid=thumbprint(ED25519.jwk)), SIGNATURE), "key"),
    "key off the curve": (changed(lambda w: w["proof"]["jwk"].update(y=w["proof"]["jwk"]["x"])), "signature"),
    "key of another curve": (changed(lambda w: w["proof"]["jwk"].update(crv="P-384")), "algorithm"),
    "key as secret": (changed(lambda w: w["proof"].update(jwk={"kty": "oct", "k": "c2VjcmV0"})), "algorithm"),
    "alg none, no signature": (with_jws(header(alg="none"), ""), "proof"),
    "alg none, signature kept": (with_jws(header(alg="none"), SIGNATURE), "algorithm"),
    "alg in other case": (with_jws(header(alg="es256"), SIGNATURE), "algorithm"),
    "alg exchanged": (with_jws(header(alg="EdDSA"), SIGNATURE), "algorithm"),
    "alg HS256 with the public key": (hs256_with_public_key(), "algorithm"),
    "alg ES384": (with_jws(header(alg="ES384"), SIGNATURE), "algorithm"),
    "alg missing": (with_jws(header(alg=None), SIGNATURE), "proof"),
    "alg a list": (with_jws(header(alg=["ES256"]), SIGNATURE), "proof"),
    "typ of something else": (signed(WHOLE, header={"typ": "vc+jwt"}), "proof"),
    "typ missing": (signed(WHOLE, header={"typ": None}), "proof"),
    "crit header": (signed(WHOLE, header={"crit": ["exp"], "exp": 1}), "proof"),
    "b64 header": (signed(WHOLE, header={"b64": False, "crit": ["b64"]}), "proof"),
    "jku header": (signed(WHOLE, header={"jku": "https://example.org/keys"}), "proof"),
    "jwk header": (signed(WHOLE, header={"jwk": dict(ED25519.jwk)}), "proof"),
    "signing time changed": (with_jws(header(iat=1), SIGNATURE), "signature"),
    "signing time before 1970": (signed(WHOLE, header={"iat": -1}), "proof"),
    "signing time true": (signed(WHOLE, header={"iat": True}), "proof"),
    "signing time past all calendars": (signed(WHOLE, header={"iat": 2**53 - 1}), "proof"),
    "header respelled": (respelled_header(), "proof"),
    "header with a duplicate": (
        with_jws(encode(decode(HEADER).replace(b'{"alg"', b'{"alg":"none","alg"')), SIGNATURE),
        "proof",
    ),
    "content inside the JWS": (with_jws(HEADER, SIGNATURE, encode(PAYLOAD)), "proof"),
    "JWS of two parts": (changed(lambda w: w["proof"].update(jws=f"{HEADER}.{SIGNATURE}")), "proof"),
    "JWS as an object": (changed(lambda w: w["proof"].update(jws={"protected": HEADER})), "proof"),
    "JWS with a line break": (with_jws(HEADER, SIGNATURE + "\n"), "proof"),
    "JWS with a space": (with_jws(" " + HEADER, SIGNATURE), "proof"),
    "JWS with padding": (with_jws(HEADER, SIGNATURE + "=="), "proof"),
    "JWS in plain base64": (with_jws(HEADER, SIGNATURE[:-1] + "+"), "proof"),
    "JWS with loose bits": (loose_bits(), "proof"),
    "signature with the other s": (high_s(), "signature"),
    "signature in DER form": (der_form(), "proof"),
    "signature of zeros": (with_jws(HEADER, encode(bytes(64))), "signature"),
    "signature cut": (with_jws(HEADER, SIGNATURE[:-2]), "proof"),
    "signature longer": (with_jws(HEADER, encode(decode(SIGNATURE) + b"\0")), "proof"),
    "Ed25519 signature with S past the order": (beyond_order(), "signature"),
}


# Signed by the right key, and yet no passport: what only a look at the content finds.
CONTRADICTORY: dict[str, tuple[bytes, str]] = {
    "clear in spite of a block": (resigned(lambda w: w.update(status="clear"), BLOCKED), "consistency"),
    "review in spite of a block": (resigned(lambda w: w.update(status="review"), BLOCKED), "consistency"),
    "clear without checks": (
        resigned(
            lambda w: w.update(
                checks=[], check_counts={"passed": 0, "failed": 0, "not_applicable": 0, "not_decidable": 0}
            )
        ),
        "consistency",
    ),
    "counts do not add up": (resigned(lambda w: w["check_counts"].update(passed=99)), "consistency"),
    "check listed twice": (resigned(lambda w: w["checks"].append(w["checks"][0])), "consistency"),
    "document listed twice": (resigned(lambda w: w["documents"].append(w["documents"][0])), "consistency"),
    "evidence in a file not listed": (resigned(lambda w: w["files"].pop(0)), "consistency"),
    "evidence past the last page": (
        resigned(lambda w: first(w)["mineral"]["evidence"][0].update(page=7)),
        "consistency",
    ),
    "box inside out": (
        resigned(lambda w: first(w)["mineral"]["evidence"][0].update(box=[0.9, 0.1, 0.2, 0.3])),
        "consistency",
    ),
    "box off the page": (resigned(lambda w: first(w)["mineral"]["evidence"][0].update(box=[0, 0, 1, 1.5])), "schema"),
    "statement of a document not listed": (
        resigned(lambda w: w["subject"]["mineral"][0]["sources"][0].update(document="d77")),
        "consistency",
    ),
    "statement of nobody": (
        resigned(lambda w: w["subject"]["mineral"][0]["sources"][0].pop("document")),
        "consistency",
    ),
    "finding of a document not listed": (resigned(lambda w: w["cited_documents"].clear(), BLOCKED), "consistency"),
    "origin from an event not listed": (
        resigned(lambda w: w["origin"]["mine_sites"][-1]["sources"][0].update(event="E99")),
        "consistency",
    ),
    "value of an unreadable field": (
        resigned(lambda w: w["documents"][1]["fields"]["expiry_date"].update(value="2026-03-30"), BLOCKED),
        "consistency",
    ),
    "no value of a field that was read": (resigned(lambda w: first(w)["mineral"].pop("value")), "consistency"),
    "chain out of order": (resigned(lambda w: w["custody"].reverse()), "consistency"),
    "event of a foreign lot": (resigned(lambda w: w["custody"][0].update(lot="FOREIGN")), "consistency"),
    "parent by an event not listed": (resigned(lambda w: w["lineage"][0].update(events=["E99"])), "consistency"),
    "shares past the whole": (
        resigned(lambda w: w["origin"]["sources"].append({"country": "BW", "recycled": False, "share": "0.1"})),
        "consistency",
    ),
    "negative share": (resigned(lambda w: w["origin"]["sources"][0].update(share="-1")), "consistency"),
    "a day that is none": (resigned(lambda w: first(w)["issue_date"].update(value="2025-02-30")), "dates"),
    "as-of day that is none": (resigned(lambda w: w.update(as_of="2026-02-30")), "schema"),
    "event time that is none": (resigned(lambda w: w["custody"][0].update(time="2025-11-03T25:00:00Z")), "schema"),
    "event time without zone": (resigned(lambda w: w["custody"][0].update(time="2025-11-03T05:00:00")), "schema"),
    "weight as a number": (resigned(lambda w: w["custody"][0].update(quantity=743.78)), "schema"),
    "page zero": (resigned(lambda w: w["documents"][0]["pages"][0].update(page=0)), "schema"),
    "count true": (resigned(lambda w: w["check_counts"].update(passed=True)), "schema"),
}


@pytest.mark.parametrize(("data", "fails"), (CASES | CONTRADICTORY).values(), ids=(CASES | CONTRADICTORY).keys())
def test_tampered_passport_does_not_verify(data: bytes, fails: str) -> None:
    assert data not in (GENUINE, BLOCKED)
    result = verify(data, {thumbprint(P256.jwk): P256.jwk, thumbprint(ED25519.jwk): ED25519.jwk})
    assert not result.verified
    assert fails in {check.name for check in result.failures}
    assert (result.passport, result.kid, result.digest, result.signed_at) == (None, None, None, None)
    assert result.trust == "none"


def test_what_was_tampered_with_verified_before() -> None:
    assert verify(GENUINE).verified
    assert verify(BLOCKED).verified
    assert len(CASES) + len(CONTRADICTORY) >= 60


def same_meaning(one: bytes, other: bytes) -> bool:
    """Whether two files are the same JSON value."""
    try:
        return canonical(parse(one)) == canonical(parse(other))
    except Malformed:
        return False


@settings(deadline=None)
@given(st.integers(0, len(GENUINE) - 1), st.integers(0, 255))
def test_no_other_byte_anywhere_verifies(place: int, byte: int) -> None:
    mutated = GENUINE[:place] + bytes([byte]) + GENUINE[place + 1 :]
    assert verify(mutated).verified == same_meaning(mutated, GENUINE)


@settings(deadline=None)
@given(st.integers(0, len(GENUINE)), st.integers(1, 40), st.binary(max_size=8))
def test_no_cut_or_insertion_verifies(place: int, length: int, put: bytes) -> None:
    mutated = GENUINE[:place] + put + GENUINE[place + length :]
    assert verify(mutated).verified == same_meaning(mutated, GENUINE)


def _places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for name, item in items for place in _places(item, (*path, name)))]


PLACES = _places(WHOLE)[1:]
SCALARS = st.none() | st.booleans() | st.integers(-9, 10**6) | st.floats(0, 1) | st.text(max_size=9)
VALUES = SCALARS | st.lists(SCALARS, max_size=2) | st.dictionaries(st.text(max_size=4), SCALARS, max_size=2)


@settings(deadline=None)
@given(st.sampled_from(PLACES), VALUES | st.sampled_from(PLACES), st.sampled_from(["set", "delete", "move"]))
def test_no_other_value_anywhere_verifies(place: tuple[str | int, ...], value: Any, how: str) -> None:
    whole = json.loads(GENUINE)
    holder = whole
    for step in place[:-1]:
        holder = holder[step]
    if how == "delete":
        del holder[place[-1]]
    elif how == "move" and isinstance(value, tuple):
        source = whole
        for step in value:
            source = source[step]
        holder[place[-1]] = json.loads(json.dumps(source))
    else:
        holder[place[-1]] = list(value) if isinstance(value, tuple) else value
    mutated = json.dumps(whole).encode()
    assert verify(mutated).verified == same_meaning(mutated, GENUINE)


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_answered(data: bytes) -> None:
    assert not verify(data).verified


def test_digest_of_a_passport_is_that_of_its_canonical_bytes_without_proof() -> None:
    assert verify(GENUINE).digest == digest(PAYLOAD) == WHOLE["proof"]["digest"]
