"""A corpus of tampered presentations, none of which verifies, and a search for one that does."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passport.canonical import canonical
from passport.jwk import decode, encode
from passport.keys import LocalKey, generate
from passport.sdjwt.disclosures import SD, digest_of
from passport.sdjwt.form import SdJwt, flattened
from passport.vc.did import did_document
from passport.vc.trust import keyring
from tests.passport.factory import ED25519, NOW, P256
from tests.passport.forge import GENUINE
from tests.passport.sdjwt.presented import LATER, RING, checked, issued, made, resigned, shown, signed, whole
from tests.passport.untp.exports import WEB
from tests.passport.vc.forge import LIST, status_list

FORGER = LocalKey(generate())
HOLDER = LocalKey(generate())
TOKEN = shown("customer")
PAYLOAD = whole()[1]
HEADER, CONTENT, SIGNATURE = TOKEN.signed.split(".")


def with_disclosures(*texts: str) -> SdJwt:
    return SdJwt(TOKEN.signed, texts)


def place(name: str) -> int:
    """Where the disclosure of a member of this name stands."""
    return next(n for n, text in enumerate(TOKEN.disclosures) if f',"{name}",' in decode(text).decode())


def exchanged(old: str, new: str, name: str) -> SdJwt:
    """One disclosure with other text in it."""
    number = place(name)
    text = decode(TOKEN.disclosures[number]).decode()
    assert old in text
    changed = encode(text.replace(old, new, 1).encode())
    return with_disclosures(*TOKEN.disclosures[:number], changed, *TOKEN.disclosures[number + 1 :])


def headed(**members: Any) -> SdJwt:
    """The same content under another header, signed by the issuer's key."""
    header = {**json.loads(decode(HEADER)), **members}
    text = f"{encode(canonical({name: value for name, value in header.items() if value is not None}))}.{CONTENT}"
    return SdJwt(f"{text}.{encode(P256.sign(text.encode()))}", TOKEN.disclosures)


def grafted(*extra: str, digests: list[str] | None = None) -> SdJwt:
    """Further disclosures, for which the issuer has signed digests."""

    def change(payload: dict[str, Any]) -> None:
        payload["passport"][SD] = sorted([*payload["passport"][SD], *(digests or [digest_of(one) for one in extra])])

    token = resigned(change)
    return SdJwt(token.signed, (*token.disclosures, *extra))


def array(element: Any, *extra: str) -> SdJwt:
    """A list in the passport with this element, signed."""
    token = resigned(lambda p: p["passport"].update(custody_lots=[element]))
    return SdJwt(token.signed, (*token.disclosures, *extra))


def bound(key: LocalKey = HOLDER, typ: str = "kb+jwt", over: SdJwt | None = None, **members: Any) -> SdJwt:
    """A presentation with a holder's proof."""
    token = over or shown("customer", BOUND)
    proof: dict[str, Any] = {"iat": int(NOW.timestamp()), "aud": "a", "nonce": "n", "sd_hash": digest_of(token.unbound)}
    payload = {name: value for name, value in {**proof, **members}.items() if value is not None}
    return SdJwt(token.signed, token.disclosures, signed(payload, key, typ=typ))


BOUND = issued(holder=HOLDER.jwk)
INNER = made("salt", "x", 1)
NESTED = made("salt", "y", {SD: [digest_of(INNER)]})
HIDDEN = made("salt", "Z")
JSON_FORM = flattened(TOKEN)

# Each case: the tampered presentation, and a check that must be among those that fail.
CASES: dict[str, tuple[SdJwt | str | dict[str, Any], str]] = {
    # Disclosures
    "status in a disclosure changed": (exchanged("clear", "blocked", "status"), "disclosures"),
    "lot in a disclosure changed": (exchanged("LS-RD2415", "LS-RD2416", "lot"), "disclosures"),
    "lot with a Cyrillic letter": (exchanged("LS-", "L\N{CYRILLIC CAPITAL LETTER DZE}-", "lot"), "disclosures"),
    "member in a disclosure renamed": (exchanged('"status"', '"lot"', "status"), "disclosures"),
    "salt changed": (exchanged('["', '["A', "status"), "disclosures"),
    "space in a disclosure": (exchanged('","status"', '", "status"', "status"), "disclosures"),
    "disclosure given twice": (with_disclosures(*TOKEN.disclosures, TOKEN.disclosures[0]), "disclosures"),
    "disclosure of another passport": (
        with_disclosures(*TOKEN.disclosures, issued()[0].disclosures[0]),
        "disclosures",
    ),
    "disclosure made up": (with_disclosures(*TOKEN.disclosures, made("s", "status", "clear")), "disclosures"),
    "disclosure that nothing shown leads to": (
        with_disclosures(*(text for n, text in enumerate(TOKEN.disclosures) if n != place("origin"))),
        "disclosures",
    ),
    "disclosure that is no base64url": (with_disclosures(*TOKEN.disclosures, "a+b="), "disclosures"),
    "disclosure with loose bits": (
        with_disclosures(*TOKEN.disclosures[:-1], TOKEN.disclosures[-1] + "="),
        "disclosures",
    ),
    "disclosure that is no JSON": (with_disclosures(*TOKEN.disclosures, encode(b"[")), "disclosures"),
    "disclosure that is an object": (with_disclosures(*TOKEN.disclosures, encode(b'{"a":1}')), "disclosures"),
    "disclosure of one part": (with_disclosures(*TOKEN.disclosures, made("salt")), "disclosures"),
    "disclosure of four parts": (with_disclosures(*TOKEN.disclosures, made("salt", "a", 1, 2)), "disclosures"),
    "salt that is a number": (grafted(made(1, "lineage", [])), "disclosures"),
    "name that is a number": (grafted(made("salt", 1, [])), "disclosures"),
    "name _sd, signed": (grafted(made("salt", SD, [])), "disclosures"),
    "name ..., signed": (grafted(made("salt", "...", "x")), "disclosures"),
    "name _sd_alg, signed": (grafted(made("salt", "_sd_alg", "sha-256")), "disclosures"),
    "name disclosed twice, signed": (grafted(made("s", "lot", "A"), made("t", "lot", "B")), "disclosures"),
    "name in the clear and disclosed, signed": (
        resigned(lambda p: p["passport"].update(lot="LS-RD2415")),
        "disclosures",
    ),
    "duplicate key inside of a disclosure": (grafted(encode(b'["s","x",{"a":1,"a":2}]')), "disclosures"),
    "digest twice in one place, signed": (
        resigned(lambda p: p["passport"][SD].append(p["passport"][SD][0])),
        "disclosures",
    ),
    "digest in two places, signed": (
        resigned(lambda p: p["passport"].update(origin={SD: [p["passport"][SD][0]]})),
        "disclosures",
    ),
    "disclosure that discloses itself again, signed": (
        grafted(NESTED, INNER, digests=[digest_of(NESTED), digest_of(INNER)]),
        "disclosures",
    ),
    "digest that is a number, signed": (resigned(lambda p: p["passport"][SD].append(1)), "disclosures"),
    "_sd that is a text, signed": (resigned(lambda p: p["passport"].update({SD: "x"})), "disclosures"),
    "element for a member, signed": (grafted(HIDDEN), "disclosures"),
    "member for an element, signed": (array({"...": digest_of(INNER)}, INNER), "disclosures"),
    "element with more members, signed": (array({"...": digest_of(HIDDEN), "a": 1}, HIDDEN), "disclosures"),
    "element's digest a number, signed": (array({"...": 1}), "disclosures"),
    "element twice, signed": (
        resigned(lambda p: p["passport"].update(custody_lots=[{"...": "x"}, {"...": "x"}])),
        "disclosures",
    ),
    "... outside of a list, signed": (resigned(lambda p: p["passport"].update({"...": "x"})), "disclosures"),
    "_sd_alg inside, signed": (resigned(lambda p: p["passport"].update(_sd_alg="sha-256")), "disclosures"),
    "_sd_alg of another hash, signed": (resigned(lambda p: p.update(_sd_alg="md5")), "disclosures"),
    "_sd_alg that is no text, signed": (resigned(lambda p: p.update(_sd_alg=None)), "disclosures"),
    # What the issuer would not sign
    "issuer disclosed instead of in the clear": (
        resigned(lambda p: (p.pop("iat"), p.update({SD: [digest_of(made("s", "iat", 1))]}))),
        "schema",
    ),
    "a member that no passport has, signed": (grafted(made("salt", "price", "1")), "schema"),
    "status that there is not, signed": (grafted(made("salt", "supersedes", "none")), "schema"),
    "another kind of credential, signed": (resigned(lambda p: p.update(vct="urn:other")), "schema"),
    "a further claim, signed": (resigned(lambda p: p.update(admin=True)), "schema"),
    "no id, signed": (resigned(lambda p: p.pop("jti")), "schema"),
    "the passport is a text, signed": (
        SdJwt(signed({**PAYLOAD, "passport": "x"}), ()),
        "schema",
    ),
    # The signed part
    "payload changed": (
        SdJwt(f"{HEADER}.{encode(canonical({**PAYLOAD, 'exp': 9}))}.{SIGNATURE}", TOKEN.disclosures),
        "signature",
    ),
    "status entry removed": (
        SdJwt(
            f"{HEADER}.{encode(canonical({n: v for n, v in PAYLOAD.items() if n != 'credentialStatus'}))}.{SIGNATURE}",
            TOKEN.disclosures,
        ),
        "signature",
    ),
    "digest removed": (
        SdJwt(
            f"{HEADER}.{encode(canonical({**PAYLOAD, 'passport': {SD: []}}))}.{SIGNATURE}",
            (),
        ),
        "signature",
    ),
    "signed by another key under the issuer's name": (resigned(lambda p: None, key=FORGER), "key"),
    "another key under the issuer's kid": (
        SdJwt(
            f"{HEADER}.{CONTENT}.{encode(FORGER.sign(f'{HEADER}.{CONTENT}'.encode()))}",
            TOKEN.disclosures,
        ),
        "signature",
    ),
    "alg none": (
        SdJwt(f"{encode(canonical({**json.loads(decode(HEADER)), 'alg': 'none'}))}.{CONTENT}.", TOKEN.disclosures),
        "algorithm",
    ),
    "alg HS256": (headed(alg="HS256"), "algorithm"),
    "alg EdDSA": (headed(alg="EdDSA"), "algorithm"),
    "signature of a credential's type": (headed(typ="vc+jwt"), "token"),
    "signature of an older type": (headed(typ="vc+sd-jwt"), "token"),
    "no type": (headed(typ=None), "token"),
    "header with a key of its own": (headed(jwk=dict(P256.jwk)), "token"),
    "header with crit": (headed(crit=["exp"]), "token"),
    "no kid": (headed(kid=None), "key"),
    "kid of another issuer": (headed(kid="did:web:evil.example#1"), "key"),
    "issuer that is no DID, signed": (resigned(lambda p: p.update(iss="https://issuer.example")), "key"),
    "issuer exchanged, signed": (resigned(lambda p: p.update(iss="did:web:evil.example")), "key"),
    "signed before it can be": (resigned(lambda p: p.update(iat=int(LATER.timestamp()) + 3600)), "dates"),
    "not yet, signed": (resigned(lambda p: p.update(nbf=int(LATER.timestamp()) + 3600)), "dates"),
    "expired, signed": (resigned(lambda p: p.update(exp=int(NOW.timestamp()))), "dates"),
    "time that is a text, signed": (resigned(lambda p: p.update(exp="never")), "dates"),
    "time that is true, signed": (resigned(lambda p: p.update(exp=True)), "dates"),
    # The form
    "no tilde at its end": (TOKEN.text.removesuffix("~"), "disclosures"),
    "an empty part": (TOKEN.text.replace("~", "~~", 1), "token"),
    "white space": (TOKEN.text.replace("~", "~ ", 1), "token"),
    "cut short": (TOKEN.text[:-40], "disclosures"),
    "characters beyond ASCII": (TOKEN.text.replace("e", "\N{CYRILLIC SMALL LETTER IE}", 1), "token"),
    "four parts in the signature": (SdJwt(f"{TOKEN.signed}.x", TOKEN.disclosures), "token"),
    "JSON with two signatures": (
        {"payload": CONTENT, "signatures": [{"protected": HEADER, "signature": SIGNATURE, "header": {}}] * 2},
        "token",
    ),
    "JSON with a further member": ({**JSON_FORM, "signatures": []}, "token"),
    "JSON header with another member": ({**JSON_FORM, "header": {"kid": "x"}}, "token"),
    "JSON disclosures that are no texts": ({**JSON_FORM, "header": {"disclosures": [1]}}, "token"),
    "JSON with a disclosure changed": (
        {**JSON_FORM, "header": {"disclosures": [made("s", "lot", "X")]}},
        "disclosures",
    ),
    "JSON with an empty holder's proof": ({**JSON_FORM, "header": {"disclosures": [], "kb_jwt": ""}}, "token"),
    # The holder's proof
    "holder's proof without a holder's key": (bound(over=TOKEN), "holder"),
    "holder's proof by another key": (bound(FORGER), "holder"),
    "holder's proof of another type": (bound(typ="JWT"), "holder"),
    "holder's proof for fewer disclosures": (
        SdJwt(BOUND[0].signed, (), bound().binding),
        "holder",
    ),
    "holder's proof without a nonce": (bound(nonce=None), "holder"),
    "holder's proof with a further member": (bound(admin=True), "holder"),
    "holder's proof after now": (bound(iat=int(LATER.timestamp()) + 3600), "holder"),
    "holder's proof exchanged for the issuer's signature": (SdJwt(TOKEN.signed, (), TOKEN.signed), "holder"),
    # The passport inside
    "whole passport changed, signed as an SD-JWT": (
        shown("regulator", issued(GENUINE.replace(b'"clear"', b'"review"', 1))),
        "consistency",
    ),
    "whole passport under another passport's proof": (
        shown("regulator", issued(GENUINE.replace(b"LS-RD2415", b"LS-RD2416"))),
        "consistency",
    ),
}


def tampered(name: str) -> SdJwt | str:
    form = CASES[name][0]
    return json.dumps(form) if isinstance(form, dict) else form


@pytest.mark.parametrize("name", CASES)
def test_tampered_presentation_does_not_verify(name: str) -> None:
    found = checked(tampered(name))
    assert not found.verified
    assert (found.passport, found.issuer, found.trust) == (None, None, "none")
    assert CASES[name][1] in {check.name for check in found.checks if check.outcome == "failed"}, found.checks


def test_the_corpus_is_made_of_a_presentation_that_verifies() -> None:
    assert checked(TOKEN).verified
    assert checked(json.dumps(JSON_FORM)).verified
    assert checked(resigned(lambda p: None)).verified
    assert checked(bound()).verified
    assert len(CASES) >= 80


@pytest.mark.parametrize(
    ("lists", "told"),
    [
        ((status_list([7]),), "revoked"),
        ((LIST, status_list([7], made=NOW + timedelta(hours=1))), "revoked"),
        ((status_list([7], made=NOW - timedelta(days=1)),), "older than"),
        ((status_list(key=FORGER),), "does not verify"),
        ((status_list(days=0),), "expired"),
    ],
    ids=["revoked", "revoked by the newer list", "list older than the credential", "list of a forger", "list expired"],
)
def test_status_list_is_looked_at(lists: tuple[bytes, ...], told: str) -> None:
    found = checked(TOKEN, lists=lists)
    assert not found.verified
    assert told in " ".join(check.message for check in found.checks if check.name == "status")


def test_status_that_is_not_known_is_said() -> None:
    found = checked(TOKEN, lists=())
    assert found.verified
    assert "is not known" in " ".join(check.message for check in found.checks if check.name == "status")


def test_key_that_was_retired_or_is_not_listed_fails() -> None:
    from passport.jwk import thumbprint

    retired = keyring([did_document(WEB.did, [P256.jwk])], {}, retired=[thumbprint(P256.jwk)])
    assert not checked(TOKEN, ring=retired).verified
    carried = keyring([], {}, [did_document(WEB.did, [P256.jwk])])
    assert not checked(TOKEN, ring=carried).verified
    assert not checked(TOKEN, ring=keyring([did_document(WEB.did, [ED25519.jwk])], {})).verified
    assert RING.trusted


@settings(max_examples=80, deadline=None)
@given(where=st.integers(0, len(TOKEN.text) - 1), what=st.sampled_from("A_z09-.~ ="))
def test_no_single_character_can_be_changed(where: int, what: str) -> None:
    text = TOKEN.text
    if text[where] != what:
        assert not checked(text[:where] + what + text[where + 1 :]).verified
