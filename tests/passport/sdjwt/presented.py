"""Presentations made in memory, and what a forger does to them, with or without the issuer's key."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from passport.canonical import Json, JsonObject, parse
from passport.jwk import JWK, decode, encode
from passport.keys import LocalKey
from passport.sdjwt.audience import audiences_of, chosen
from passport.sdjwt.form import TYPE, SdJwt
from passport.sdjwt.issue import PASSPORT, issue
from passport.sdjwt.verify import PresentationVerification, verify_presentation
from passport.untp.credential import StatusEntry
from passport.vc.did import did_document
from passport.vc.jose import sign_token
from passport.vc.revocation import Lists
from passport.vc.trust import Keyring, keyring
from tests.passport.factory import ED25519, NOW, P256
from tests.passport.forge import GENUINE
from tests.passport.untp.exports import WEB
from tests.passport.vc.forge import LIST
from validate.policy import Audience, Policy

RING = keyring([did_document(WEB.did, [P256.jwk, ED25519.jwk])], {})
LATER = NOW + timedelta(days=1)
ENTRY = StatusEntry(
    id=f"{WEB.status_list(1)}#7",
    type="BitstringStatusListEntry",
    status_purpose="revocation",
    status_list_index=7,
    status_list_credential=WEB.status_list(1),
)
AUDIENCES: dict[str, Audience] = {one.id: one for one in audiences_of(Policy())}


def random() -> bytes:
    return secrets.token_bytes(16)


def issued(
    of: bytes = GENUINE, key: LocalKey = P256, until: datetime | None = None, holder: JWK | None = None
) -> tuple[SdJwt, JsonObject]:
    """An SD-JWT of a signed passport with every disclosure, and its payload."""
    return issue(parse(of), WEB.did, key, NOW, random, id_="urn:uuid:1", status=ENTRY, until=until, holder=holder)


@cache
def whole() -> tuple[SdJwt, JsonObject]:
    """One that many tests read."""
    return issued()


def shown(audience: str, of: tuple[SdJwt, JsonObject] | None = None) -> SdJwt:
    """What an audience is shown of it."""
    token, payload = of or whole()
    return chosen(token, payload, AUDIENCES[audience], PASSPORT)


def signed(payload: JsonObject, key: LocalKey = P256, did: str = WEB.did, typ: str = TYPE) -> str:
    return sign_token(payload, {"typ": typ}, did, key)


def resigned(change: Callable[[dict[str, Any]], object], audience: str = "customer", key: LocalKey = P256) -> SdJwt:
    """The presentation over a payload that was changed and signed anew."""
    payload = json.loads(json.dumps(whole()[1]))
    change(payload)
    return SdJwt(signed(payload, key), shown(audience).disclosures)


def made(*parts: Json) -> str:
    return encode(json.dumps(parts).encode())


def contents(texts: Sequence[str]) -> list[list[Any]]:
    return [json.loads(decode(text)) for text in texts]


def checked(
    token: SdJwt | str | bytes, lists: Sequence[bytes] = (LIST,), ring: Keyring = RING, now: datetime = LATER
) -> PresentationVerification:
    data = token.text if isinstance(token, SdJwt) else token
    data = data.encode() if isinstance(data, str) else data
    return verify_presentation(data, ring, now=now, lists=Lists(tuple(lists)), demand_trust=True)
