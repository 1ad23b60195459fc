"""`lotpass export --to sd-jwt`: a passport for those who are to see a part of it, each in a folder of its own.

There is no signed list of files as other exports have: it names the passport's digest, and who has that could test
guesses at what is withheld against it.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lotpass.errors import NoSpace
from lotpass.exporting import (
    Call,
    CannotExport,
    did_bytes,
    open_passport,
    publisher,
    refuse_revoked,
    status_entry,
    status_files,
)
from lotpass.outputs import write_file
from lotpass.signing import Keys
from lotpass.status_register import StatusRegister
from lotpass.verify_basis import documents_beside, lists_beside, read
from passport.canonical import parse
from passport.errors import Malformed
from passport.jwk import JWK, algorithm_of, from_jwk
from passport.sdjwt.audience import chosen
from passport.sdjwt.disclosures import SALT_BYTES
from passport.sdjwt.form import TYPE, SdJwt, looks_like_sd_jwt, read_sd_jwt
from passport.sdjwt.issue import PASSPORT, issue
from passport.sdjwt.verify import verify_presentation
from passport.vc.jose import read_token
from passport.vc.revocation import Lists
from passport.vc.trust import keyring
from validate.policy import Audience

FILE = "passport.sd-jwt"
"""The presentation in its folder."""


@dataclass(frozen=True, slots=True)
class Presented:
    """A lot's presentations by audience, each with the files to hand over beside it."""

    lot: str
    shown: Mapping[str, tuple[SdJwt, Mapping[str, bytes]]]


def holder_key(path: Path) -> JWK:
    """The public key of a holder in a JWK file. Raises CannotExport (`bad-holder`)."""
    try:
        value = parse(read(path))
    except Malformed as error:
        raise CannotExport("bad-holder", f"{path} cannot be read as a key.", "Name a public key (JWK).") from error
    if "d" in value:
        raise CannotExport("bad-holder", f"{path} is a private key.", "Ask the holder for the public one.")
    jwk: JWK = {name: str(part) for name, part in value.items() if name in ("kty", "crv", "x", "y")}
    from_jwk(jwk)
    if algorithm_of(jwk) != "ES256":
        raise CannotExport("bad-holder", f"The key in {path} is not of the curve P-256.", "Ask for one that is.")
    return jwk


def present(path: Path, call: Call, audiences: Sequence[Audience], holder: JWK | None) -> Presented:
    """A presentation for each audience: issued anew from a passport, or chosen from one that discloses more.

    What is issued anew has its own salts, signature and place in the status list for each audience: they cannot be
    linked by those, and are revoked one by one or all together. Raises CannotExport (`not-verified`, `bad-holder`,
    `bad-issuer`).
    """
    data = read(path)
    if looks_like_sd_jwt(data):
        if holder is not None:
            raise CannotExport("bad-holder", "Who holds a credential is settled when it is issued.", "Name a passport.")
        return _narrowed(path, data, call, audiences)
    keys = Keys(call.settings)
    source = open_passport(path, keys.public_keys(), call.now, keys.retired_keys())
    refuse_revoked(source, call.settings)
    key = call.key()
    who = publisher(call.settings, key)
    register = StatusRegister(call.settings.status)
    whole = parse(source.data)
    shown: dict[str, tuple[SdJwt, Mapping[str, bytes]]] = {}
    for audience in audiences:
        id_ = f"urn:uuid:{uuid.uuid4()}"
        number, entry = status_entry(who, register, source.digest, id_)
        token, payload = issue(
            whole, who.did, key, call.now, _random, id_=id_, status=entry, until=call.until, holder=holder
        )
        beside = {**status_files(who, key, register, number, call.now), "did.json": did_bytes(call.settings, who, key)}
        shown[audience.id] = (chosen(token, payload, audience, PASSPORT), beside)
    return Presented(source.passport.lot, shown)


def _narrowed(path: Path, data: bytes, call: Call, audiences: Sequence[Audience]) -> Presented:
    keys = Keys(call.settings)
    ring = keyring((), keys.public_keys(), documents_beside(path), keys.retired_keys())
    known = Lists(carried=tuple(lists_beside(path)), revoked=StatusRegister(call.settings.status).all_revoked())
    found = verify_presentation(data, ring, now=call.now, lists=known)
    if not found.verified or found.passport is None:
        failed = [check.message for check in found.checks if check.outcome == "failed"]
        cause = f"{path} does not verify: {failed[0] if failed else 'a check could not be made'}"
        raise CannotExport("not-verified", cause, f"Run: lotpass verify {path}")
    token = read_sd_jwt(data)
    payload = read_token(token.signed, TYPE).payload
    beside = {other.name: read(other) for other in sorted(path.parent.glob("status-*")) if other.is_file()}
    if (path.parent / "did.json").is_file():
        beside["did.json"] = read(path.parent / "did.json")
    shown = {one.id: (chosen(token, payload, one, PASSPORT), beside) for one in audiences}
    return Presented(str(found.passport.get("lot", "unnamed")), shown)


def _random() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


def write(presented: Presented, out: Path) -> None:
    """Writes each audience's folder under `out`, the presentation last. Raises NoSpace."""
    try:
        for name, (token, beside) in presented.shown.items():
            folder = out / name
            folder.mkdir(parents=True, exist_ok=True)
            for file, data in beside.items():
                write_file(folder / file, data)
            write_file(folder / FILE, token.text.encode() + b"\n")
    except OSError as error:
        raise NoSpace(out, error) from error
