"""What a forger does to a signed credential: taken apart, changed, and put together again, with or without a key."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from passport.canonical import canonical
from passport.jwk import decode, encode
from passport.keys import LocalKey
from passport.vc.did import did_document
from passport.vc.jose import sign_credential
from passport.vc.revocation import Lists
from passport.vc.status import status_credential
from passport.vc.trust import Keyring, keyring
from passport.vc.verify import CredentialVerification, verify_credential
from tests.passport.factory import ED25519, NOW, P256
from tests.passport.untp.exports import WEB, tokens

Change = Callable[[dict[str, Any]], object]
LATER = NOW + timedelta(days=1)
RING = keyring([did_document(WEB.did, [P256.jwk, ED25519.jwk])], {})
DPP = tokens()["dpp"]


def status_list(
    revoked: Iterable[int] = (),
    *,
    made: datetime = NOW,
    days: int = 90,
    key: LocalKey = P256,
    issuer: str = WEB.did,
    change: Change = lambda whole: None,
) -> bytes:
    """The issuer's status list as a JWS."""
    whole = dict(
        status_credential(WEB.status_list(1), issuer, "Example House", revoked, made, made + timedelta(days=days))
    )
    change(whole)
    return sign_credential(whole, issuer, key).encode()


LIST = status_list()


def payload(token: str = DPP) -> dict[str, Any]:
    """What a token signs."""
    found: dict[str, Any] = json.loads(decode(token.split(".")[1]))
    return found


def changed(change: Change, token: str = DPP) -> bytes:
    """The token with other content under the old signature."""
    header, _, signature = token.split(".")
    whole = payload(token)
    change(whole)
    return f"{header}.{encode(canonical(whole))}.{signature}".encode()


def resigned(change: Change, key: LocalKey = P256, did: str = WEB.did, token: str = DPP) -> bytes:
    """Changed content, signed anew by a key under the DID's name for it."""
    whole = payload(token)
    change(whole)
    return sign_credential(whole, did, key).encode()


def headed(change: Change, key: LocalKey = P256) -> bytes:
    """The same content under another header, signed by a key."""
    header = json.loads(decode(DPP.split(".")[0]))
    change(header)
    text = f"{encode(canonical(header))}.{DPP.split('.')[1]}"
    return f"{text}.{encode(key.sign(text.encode()))}".encode()


def checked(
    data: bytes, lists: tuple[bytes, ...] = (LIST,), ring: Keyring = RING, now: datetime = LATER
) -> CredentialVerification:
    """The verification of a credential a day after it was signed."""
    return verify_credential(data, ring, now=now, lists=Lists(tuple(lists)), demand_trust=True)
