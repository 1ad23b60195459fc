"""Whether a credential was revoked: its place in its issuer's status list, by a list that still speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from passport.canonical import Json, JsonObject, parse
from passport.errors import Malformed
from passport.untp.vocabulary import moment
from passport.vc.checks import STATUS_LIST, check_dates, check_form, check_signed, looks_like_token, types_of
from passport.vc.jose import Token, issuer_of, read_envelope, read_token
from passport.vc.status import is_set
from passport.vc.trust import Keyring
from passport.verification import Run


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


def check_status(
    run: Run, credential: JsonObject, issuer: str | None, keys: Keyring, lists: Lists, now: datetime
) -> None:
    """The credential's place in its issuer's status list is not set, by a list that still speaks."""
    entry = credential.get("credentialStatus")
    if entry is None:
        if STATUS_LIST not in types_of(credential):
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
    check_form(inner, listed)
    check_dates(inner, listed, now)
    failures = [check for check in inner.checks if check.outcome == "failed"]
    inside = listed.get("credentialSubject")
    subject: JsonObject = inside if isinstance(inside, dict) else {}
    if failures or trust == "none" or STATUS_LIST not in types_of(listed):
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
