"""Issuing: a signed passport becomes an SD-JWT in which every part can be shown or withheld by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from passport.canonical import JsonObject
from passport.jwk import JWK
from passport.keys import SigningKey
from passport.sdjwt.audience import is_whole
from passport.sdjwt.disclosures import HASH, SD_ALG, conceal
from passport.sdjwt.form import TYPE, SdJwt
from passport.untp.credential import StatusEntry
from passport.vc.jose import sign_token

VCT = "urn:lotpass:vct:passport:1"
"""What kind of credential it is (SD-JWT VC, `vct`)."""
PASSPORT = "passport"
"""The one member that is selectively disclosable: the signed passport, `proof` included."""


def issue(
    passport: JsonObject,
    did: str,
    key: SigningKey,
    now: datetime,
    random: Callable[[], bytes],
    *,
    id_: str,
    status: StatusEntry | None = None,
    until: datetime | None = None,
    holder: JWK | None = None,
) -> tuple[SdJwt, JsonObject]:
    """The SD-JWT of a signed passport file with every disclosure, and its payload.

    In the clear stand only `iss`, `iat`, `exp`, `jti`, `vct`, `cnf` (the holder's key, if one is given) and the place
    in the status list. The passport's digest and signature are withheld like all else, because a guess at what is
    withheld could be tested against them. `random` gives 16 unpredictable bytes at each call. Raises KeyFault
    (`key-unsuitable`) for a key other than P-256.
    """
    hidden, disclosures = conceal(passport, is_whole, random)
    payload: JsonObject = {
        "iss": did,
        "iat": int(now.timestamp()),
        "jti": id_,
        "vct": VCT,
        PASSPORT: hidden,
        SD_ALG: HASH,
    }
    if until is not None:
        payload["exp"] = int(until.timestamp())
    if holder is not None:
        payload["cnf"] = {"jwk": dict(holder)}
    if status is not None:
        payload["credentialStatus"] = status.model_dump(mode="json", by_alias=True, exclude_none=True)
    return SdJwt(sign_token(payload, {"typ": TYPE}, did, key), tuple(disclosures)), payload
