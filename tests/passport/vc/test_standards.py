"""What the standards demand of an issuer, statement by statement, on everything that an export writes.

The statements are those that the W3C test suites of the data model, of JOSE and of status lists assert of what an
issuer hands out, and those of the texts themselves; `docs/conformance.md` lists them under the same names.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from passport.jwk import decode, p256_signature_holds, thumbprint
from passport.untp.vocabulary import UNTP_CONTEXT, VC_CONTEXT
from passport.vc.did import did_document, did_key, document_url, key_of
from passport.vc.jose import envelope, sign_credential
from passport.vc.status import LENGTH, status_credential
from tests.passport.factory import ED25519, NOW, P256, cobalt, diamonds, passport
from tests.passport.untp.exports import KEY, WEB, exported

Json = dict[str, Any]
URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")
DATE_TIME_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
DOCUMENT: Json = dict(did_document(WEB.did, [P256.jwk, ED25519.jwk]))


@cache
def written() -> tuple[tuple[Json, str], ...]:
    """Every credential of the hand-made lots and a status list of each issuer, with its signed form."""
    found = []
    for lot in (passport(diamonds()), passport(cobalt())):
        for who in (WEB, KEY):
            found += [(json.loads(json.dumps(one.credential)), one.token) for one in exported(lot, who).written]
    for who in (WEB, KEY):
        made = status_credential(who.status_list(1), who.did, who.name, (3, 99), NOW, NOW + timedelta(days=90))
        found.append((json.loads(json.dumps(made)), sign_credential(made, who.did, P256)))
    return tuple(found)


def header(token: str) -> Json:
    found: Json = json.loads(decode(token.split(".")[0]))
    return found


def members(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every member at any depth."""
    items = value.items() if isinstance(value, dict) else ((name, item) for item in value)
    for key, item in items:
        yield key, item
        if isinstance(item, dict | list):
            yield from members(item, key)


def subjects(one: Json) -> list[Json]:
    subject = one["credentialSubject"]
    return subject if isinstance(subject, list) else [subject]


def is_list(one: Json) -> bool:
    return "BitstringStatusListCredential" in one["type"]


def bits(one: Json) -> bytes:
    return gzip.decompress(decode(one["credentialSubject"]["encodedList"][1:]))


def when(one: Json, name: str) -> datetime:
    return datetime.fromisoformat(one[name])


# By name: whether it holds of a credential and its signed form.
OF_CREDENTIALS: dict[str, Callable[[Json, str], bool]] = {
    "VCDM 4.3 context": lambda c, _: c["@context"][0] == VC_CONTEXT and all(isinstance(u, str) for u in c["@context"]),
    "VCDM 4.4 id": lambda c, _: URL.fullmatch(c["id"]) is not None,
    "VCDM 4.4 id of subjects": lambda c, _: all(URL.fullmatch(s.get("id", "a:b")) is not None for s in subjects(c)),
    "VCDM 4.5 type": lambda c, _: "VerifiableCredential" in c["type"] and len(c["type"]) == len(set(c["type"])) > 1,
    "VCDM 4.5 type of parts": lambda c, _: "type" in c["credentialStatus"] if "credentialStatus" in c else True,
    "VCDM 4.6 name": lambda c, _: all(isinstance(c.get(name, ""), str) for name in ("name", "description")),
    "VCDM 4.7 issuer": lambda c, _: URL.fullmatch(c["issuer"]["id"]) is not None,
    "VCDM 4.8 subject": lambda c, _: len(subjects(c)) > 0 and all(set(s) - {"id"} for s in subjects(c)),
    "VCDM 4.9 form of times": lambda c, _: all(
        DATE_TIME_STAMP.fullmatch(c[name]) is not None for name in ("validFrom", "validUntil") if name in c
    ),
    "VCDM 4.9 order of times": lambda c, _: "validUntil" not in c or when(c, "validFrom") <= when(c, "validUntil"),
    "VCDM 4.10 status": lambda c, _: is_list(c) or c["credentialStatus"]["type"] == "BitstringStatusListEntry",
    "VCDM 4.12 secured": lambda c, t: p256_signature_holds(P256.jwk, t.rpartition(".")[0].encode(), decode(t[-86:])),
    "VCDM envelope": lambda _, t: (
        envelope(t)
        == {"@context": VC_CONTEXT, "id": f"data:application/vc+jwt,{t}", "type": "EnvelopedVerifiableCredential"}
    ),
    "UNTP no null": lambda c, _: all(value is not None for _, value in members(c)),
    "VC-JOSE payload": lambda c, t: json.loads(decode(t.split(".")[1])) == c,
    "VC-JOSE no vc or vp": lambda c, _: not {"vc", "vp"} & set(c),
    "VC-JOSE typ and cty": lambda _, t: (header(t)["typ"], header(t)["cty"]) == ("vc+jwt", "vc"),
    "VC-JOSE claims agree": lambda c, t: not {"iss", "sub", "jti", "iat", "exp", "nbf", "aud"} & {*header(t), *c},
    "VC-JOSE alg": lambda _, t: header(t)["alg"] == "ES256",
    "VC-JOSE kid": lambda c, t: header(t)["kid"].startswith(f"{c['issuer']['id']}#"),
    "VC-JOSE kid is the key": lambda c, t: (
        header(t)["kid"].endswith(f"#{thumbprint(P256.jwk)}")
        or key_of(header(t)["kid"].partition("#")[0])
        == dict(P256.jwk)
        == key_of(f"did:key:{header(t)['kid'].partition('#')[2]}")
    ),
    "VC-JOSE no unknown header": lambda _, t: set(header(t)) == {"alg", "kid", "typ", "cty"},
    "UNTP issuer is a DID": lambda c, _: re.match(r"did:(web|key):", c["issuer"]["id"]) is not None,
    "UNTP context": lambda c, _: is_list(c) or c["@context"] == [VC_CONTEXT, UNTP_CONTEXT],
    "UNTP name": lambda c, _: is_list(c) or bool(c["name"]),
    "UNTP index is a number": lambda c, _: is_list(c) or type(c["credentialStatus"]["statusListIndex"]) is int,
}
OF_STATUS: dict[str, Callable[[Json, str], bool]] = {
    "BSL 2.1 id is not the list": lambda c, _: (
        c["credentialStatus"]["id"] != c["credentialStatus"]["statusListCredential"]
    ),
    "BSL 2.1 purpose": lambda c, _: c["credentialStatus"]["statusPurpose"] == "revocation",
    "BSL 2.1 index": lambda c, _: 0 <= int(c["credentialStatus"]["statusListIndex"]) < LENGTH,
    "BSL 2.1 list is a URL": lambda c, _: URL.fullmatch(c["credentialStatus"]["statusListCredential"]) is not None,
}
OF_LISTS: dict[str, Callable[[Json, str], bool]] = {
    "BSL 2.2 type": lambda c, _: {"VerifiableCredential", "BitstringStatusListCredential"} <= set(c["type"]),
    "BSL 2.2 id": lambda c, _: c["id"] in (WEB.status_list(1), KEY.status_list(1)),
    "BSL 2.2 subject": lambda c, _: c["credentialSubject"]["type"] == "BitstringStatusList",
    "BSL 2.2 purpose": lambda c, _: c["credentialSubject"]["statusPurpose"] == "revocation",
    "BSL 2.2 encoded": lambda c, _: re.fullmatch(r"u[A-Za-z0-9_-]+", c["credentialSubject"]["encodedList"]) is not None,
    "BSL 2.2 length": lambda c, _: len(bits(c)) * 8 >= 131072,
    "BSL 3.3 leftmost bit first": lambda c, _: bits(c)[:13] == b"\x10" + bytes(11) + b"\x10",
}
OF_DOCUMENTS: dict[str, Callable[[Json], bool]] = {
    "DID id": lambda d: d["id"] == WEB.did,
    "DID context": lambda d: d["@context"][0] == "https://www.w3.org/ns/did/v1",
    "DID methods": lambda d: all({"id", "type", "controller"} <= set(m) for m in d["verificationMethod"]),
    "DID controller": lambda d: all(m["controller"] == d["id"] for m in d["verificationMethod"]),
    "DID ids of methods": lambda d: len({m["id"] for m in d["verificationMethod"]}) == len(d["verificationMethod"]),
    "DID public keys alone": lambda d: not any("d" in m["publicKeyJwk"] for m in d["verificationMethod"]),
    "DID kid is the thumbprint": lambda d: all(
        m["id"] == f"{d['id']}#{m['publicKeyJwk']['kid']}" for m in d["verificationMethod"]
    ),
    "DID assertion": lambda d: set(d["assertionMethod"]) == {m["id"] for m in d["verificationMethod"]},
    "did:web address": lambda d: document_url(d["id"]) == "https://example.org/lots/did.json",
    "did:key form": lambda _: did_key(P256.jwk).startswith("did:key:zDn") and key_of(KEY.did) == dict(P256.jwk),
}


@pytest.mark.parametrize("name", [*OF_CREDENTIALS, *OF_STATUS, *OF_LISTS])
def test_statement_holds_of_everything_that_is_written(name: str) -> None:
    holds = {**OF_CREDENTIALS, **OF_STATUS, **OF_LISTS}[name]
    asked = [
        (credential, token)
        for credential, token in written()
        if name in OF_CREDENTIALS or is_list(credential) == (name in OF_LISTS)
    ]
    assert len(asked) >= 2
    assert [credential["id"] for credential, token in asked if not holds(credential, token)] == []


@pytest.mark.parametrize("name", OF_DOCUMENTS)
def test_statement_holds_of_the_issuers_document(name: str) -> None:
    assert OF_DOCUMENTS[name](json.loads(json.dumps(DOCUMENT)))


# A change of one credential, by the statement that notices it: none of them is true of anything.
SPOILT: dict[str, Callable[[Json], object]] = {
    "VCDM 4.3 context": lambda c: c["@context"].reverse(),
    "VCDM 4.4 id": lambda c: c.update(id="not a URL"),
    "VCDM 4.4 id of subjects": lambda c: c["credentialSubject"].update(id="not a URL"),
    "VCDM 4.5 type": lambda c: c["type"].remove("VerifiableCredential"),
    "VCDM 4.5 type of parts": lambda c: c["credentialStatus"].pop("type"),
    "VCDM 4.6 name": lambda c: c.update(name=["a"]),
    "VCDM 4.7 issuer": lambda c: c["issuer"].update(id="nobody"),
    "VCDM 4.8 subject": lambda c: c.update(credentialSubject={}),
    "VCDM 4.9 form of times": lambda c: c.update(validFrom="2026-01-15"),
    "VCDM 4.9 order of times": lambda c: c.update(validUntil="2020-01-01T00:00:00Z"),
    "VCDM 4.10 status": lambda c: c["credentialStatus"].update(type="Other"),
    "UNTP no null": lambda c: c["credentialSubject"].update(name=None),
    "VC-JOSE payload": lambda c: c.update(name="another"),
    "VC-JOSE no vc or vp": lambda c: c.update(vc={}),
    "VC-JOSE claims agree": lambda c: c.update(iss="did:web:other.example"),
    "VC-JOSE kid": lambda c: c["issuer"].update(id="did:web:other.example"),
    "UNTP issuer is a DID": lambda c: c["issuer"].update(id="https://example.org"),
    "UNTP context": lambda c: c["@context"].append("https://example.org/more"),
    "UNTP name": lambda c: c.update(name=""),
    "UNTP index is a number": lambda c: c["credentialStatus"].update(statusListIndex="7"),
    "BSL 2.1 id is not the list": lambda c: c["credentialStatus"].update(
        id=c["credentialStatus"]["statusListCredential"]
    ),
    "BSL 2.1 purpose": lambda c: c["credentialStatus"].update(statusPurpose="message"),
    "BSL 2.1 index": lambda c: c["credentialStatus"].update(statusListIndex=-1),
    "BSL 2.1 list is a URL": lambda c: c["credentialStatus"].update(statusListCredential="list 1"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_statement_notices_what_breaks_it(name: str) -> None:
    credential, token = next((c, t) for c, t in written() if "DigitalProductPassport" in c["type"])
    spoilt = json.loads(json.dumps(credential))
    SPOILT[name](spoilt)
    assert not {**OF_CREDENTIALS, **OF_STATUS}[name](spoilt, token)


def test_every_statement_is_in_the_documentation_and_no_other() -> None:
    text = (Path(__file__).parents[3] / "docs" / "conformance.md").read_text("utf-8")
    listed = re.findall(r"^\| ((?:VCDM|VC-JOSE|BSL|DID|did:web|did:key|UNTP)[^|]*?) \|", text, re.MULTILINE)
    assert sorted(listed) == sorted([*OF_CREDENTIALS, *OF_STATUS, *OF_LISTS, *OF_DOCUMENTS])
