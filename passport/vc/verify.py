"""Verifying credentials offline: UNTP product passports, events and conformity credentials, and status lists.

The same bargain as for native passports: nothing is fetched, every check is named, and a failure says what was got
and what was expected. A credential that lies there as plain JSON is signed by nobody, and does not verify.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from passport.canonical import JsonObject
from passport.vc.checks import check_dates, check_form, check_signed, check_trust, read_signed
from passport.vc.jose import issuer_of
from passport.vc.revocation import NO_LISTS, Lists, check_status
from passport.vc.trust import Keyring
from passport.verification import Checked, Run


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
    token = read_signed(run, data)
    if token is None:
        return CredentialVerification(False, "none", tuple(run.checks))
    issuer, trust = check_signed(run, token, keys, issuer_of(token.payload))
    check_form(run, token.payload)
    check_dates(run, token.payload, now)
    check_status(run, token.payload, issuer, keys, lists, now)
    check_trust(run, issuer, token, keys, trust, demand_trust=demand_trust)
    if any(check.outcome in ("failed", "not_checked") for check in run.checks):
        return CredentialVerification(False, "none", tuple(run.checks))
    return CredentialVerification(True, trust, tuple(run.checks), token.payload, issuer, token.kid)
