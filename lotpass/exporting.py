"""`lotpass export`: a verified passport is written anew for other software, each format into a folder of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ingest.errors import Fault
from lotpass.errors import EnvironmentFailure
from lotpass.export_folder import write_folder
from lotpass.named import named_otherwise
from lotpass.receipts import standing_here
from lotpass.settings import Settings
from lotpass.signing import Keys
from lotpass.status_register import Series, StatusRegister
from passport.canonical import MAX_BYTES, JsonObject, canonical
from passport.catenax import catenax_passport
from passport.digital_link import gtin14, qr_svg
from passport.epcis import epcis_document
from passport.files import SUFFIX, file_name
from passport.jwk import JWK
from passport.keys import SigningKey
from passport.manifest import MANIFEST, manifest
from passport.model import Passport
from passport.tables import tables
from passport.untp.credential import StatusEntry
from passport.untp.export import export as untp_export
from passport.untp.naming import Publisher
from passport.untp.vocabulary import CONTEXT_FILE, context_document, is_did
from passport.vc.did import did_document, did_key, site_of
from passport.vc.jose import MAX_READ_BY_ALL, envelope, sign_credential
from passport.vc.status import status_credential
from passport.verification import Verification
from passport.verify import verify
from validate.reference import Reference

STATUS_DAYS = 90
"""For how many days a status list speaks; after that a reader must get a newer one from the issuer."""


class CannotExport(Fault):
    """A passport that cannot be exported or revoked. Codes: `not-verified`, `no-such-lot`, `bad-issuer`, `old-key`,
    `revoked`."""


@dataclass(frozen=True, slots=True)
class Source:
    """A passport that verified: signing time, digest (SHA-256, hexadecimal), signed file, the key's thumbprint."""

    passport: Passport
    signed_at: datetime
    digest: str
    data: bytes
    kid: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an export wrote into its folder, what could not be exported and why, a note for the user, and the files of
    an earlier export that it replaced.
    """

    files: tuple[str, ...]
    left_out: tuple[str, ...]
    note: str = ""
    replaced: tuple[str, ...] = ()


Format = Callable[[Source, "Call"], Outcome]


@dataclass(frozen=True, slots=True)
class Call:
    """What an export needs beside its passport. `until` is the last moment at which credentials hold, if any."""

    out: Path
    settings: Settings
    now: datetime
    until: datetime | None = None

    def key(self) -> SigningKey:
        """The signing key."""
        return Keys(self.settings).current()


def find_passport(lot: str, folder: Path) -> Path:
    """The passport file that `lot` names: a file, or the lot's number with its passport in `folder`.

    Raises CannotExport (`no-such-lot`).
    """
    path = Path(lot)
    if path.is_file():
        return path
    if (found := passport_of(lot, folder)) is not None:
        return found
    cause = f"There is no passport file {lot}, and no passport of a lot {lot} in {folder}."
    raise CannotExport("no-such-lot", cause, "Name the passport's file, or the folder it is in by --from.")


def passport_of(lot: str, folder: Path) -> Path | None:
    """The passport of a lot in a folder, by its file's name or as the report there has it."""
    for name in (file_name(lot), f"{lot}{SUFFIX}"):
        if "/" not in name and (folder / name).is_file():
            return folder / name
    report = folder / "report.json"
    if report.is_file():
        try:
            lots = json.loads(report.read_text("utf-8"))["lots"]
            named = [str(entry["passport"]) for entry in lots if entry["id"] == lot]
        except (ValueError, KeyError, TypeError, OSError):
            named = []
        if named and (folder / Path(named[0]).name).is_file():
            return folder / Path(named[0]).name
    return None


def open_passport(path: Path, own: Mapping[str, JWK], now: datetime, retired: frozenset[str] = frozenset()) -> Source:
    """Reads and verifies a passport; raises CannotExport (`not-verified`): what does not verify is not handed on.

    `retired` are thumbprints of keys whose passports are refused; to revoke, those are opened as well.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise EnvironmentFailure("cannot-read", f"{path} cannot be read ({error.strerror}).") from error
    found: Verification = verify(data, own or None, now=now, retired=retired)
    if not found.verified or found.passport is None or found.signed_at is None or found.digest is None:
        why = found.failures[0].message if found.failures else "it was not signed"
        if other := named_otherwise(data):
            why = f"it is {other[0]}, and a passport is wanted. {other[1]}"
        raise CannotExport("not-verified", f"{path} does not verify: {why}", f"Run: lotpass verify {path}")
    return Source(found.passport, found.signed_at, found.digest, data, found.kid or "")


def refuse_revoked(source: Source, settings: Settings) -> None:
    """Raises CannotExport (`revoked`) for a passport that this installation's own log has as revoked."""
    said = standing_here(settings, source.digest)
    if said is not None and said.revoked is not None:
        cause = f"The passport of lot {source.passport.lot} was revoked {said.revoked}: nothing is made from it."
        raise CannotExport("revoked", cause, "Export the lot's newer passport, or run its papers again.")


def publisher(settings: Settings, key: SigningKey) -> Publisher:
    """Who issues, by the settings; raises CannotExport (`bad-issuer`) for a DID or site that is none."""
    did = settings.issuer or did_key(key.jwk)
    if not is_did(did) or not did.startswith(("did:web:", "did:key:")):
        cause = f"The issuer {did} is neither a did:web nor a did:key."
        raise CannotExport("bad-issuer", cause, "Write it as did:web:example.org, or leave it out.")
    if did.startswith("did:key:") and did != did_key(key.jwk):
        cause = f"The issuer {did} is not the signing key of this installation."
        raise CannotExport("bad-issuer", cause, "Leave it out, or name a did:web.")
    site = (settings.site or site_of(did) or "").rstrip("/") or None
    if site is not None and (not site.startswith("https://") or any(sign in site for sign in ' ?#"<>\\')):
        raise CannotExport(
            "bad-issuer", f"The site {site} is no https address.", "Write it as https://example.org/lots."
        )
    gtin = None if settings.gtin is None else gtin14(settings.gtin)
    return Publisher(did=did, name=settings.issuer_name or did, site=site, gtin=gtin)


def to_untp(source: Source, call: Call) -> Outcome:
    """UNTP 0.7.0: each credential as plain JSON, as a JWS and enveloped, with what is needed to verify them."""
    key = call.key()
    who = publisher(call.settings, key)
    register = StatusRegister(call.settings.status)
    numbers: set[int] = set()

    def status(id_: str) -> StatusEntry:
        number, entry = status_entry(who, register, source.digest, id_)
        numbers.add(number)
        return entry

    def signed(credential: JsonObject) -> str:
        return sign_credential(credential, who.did, key)

    names = Reference.load().hs_names
    made = untp_export(source.passport, who, source.signed_at, status, signed, names, call.until)
    files: dict[str, bytes] = {}
    for item in made.written:
        files |= _three_forms(item.name, item.credential, item.token)
    for number in sorted(numbers):
        files |= status_files(who, key, register, number, call.now)
    files["did.json"] = did_bytes(call.settings, who, key)
    files[f"contexts/{CONTEXT_FILE}"] = context_bytes()
    files["lot-qr.svg"] = qr_svg(who.lot(source.passport.lot))
    large = [f"{item.name} ({len(item.token):,} signs)" for item in made.written if len(item.token) > MAX_READ_BY_ALL]
    told = f"Longer than some software reads without being told to: {', '.join(large)}." if large else ""
    return write_export(source, call, who.did, files, made.left_out, key, told)


def status_entry(who: Publisher, register: StatusRegister, passport: str, id_: str) -> tuple[int, StatusEntry]:
    """The place of a credential in its issuer's status lists, given now or before, and the number of its list.

    `passport` is the digest of the passport that it is made from.
    """
    number, index = register.place(series_of(who), passport, id_)
    list_ = who.status_list(number)
    entry = StatusEntry(
        id=f"{list_}#{index}",
        type="BitstringStatusListEntry",
        status_purpose="revocation",
        status_list_index=index,
        status_list_credential=list_,
    )
    return number, entry


def context_bytes() -> bytes:
    """Our JSON-LD context as it is written beside every export."""
    return (json.dumps(context_document(), indent=1) + "\n").encode()


def status_files(
    who: Publisher, key: SigningKey, register: StatusRegister, number: int, now: datetime
) -> dict[str, bytes]:
    """The status list of this number as of now, signed, in the forms of a credential."""
    until = now + timedelta(days=STATUS_DAYS)
    revoked = register.revoked(series_of(who), number)
    credential = status_credential(who.status_list(number), who.did, who.name, revoked, now, until)
    return _three_forms(f"status-{number}", credential, sign_credential(credential, who.did, key))


def series_of(who: Publisher) -> Series:
    """The status lists of an issuer."""
    return Series(who.did, who.name, who.site or "")


def _three_forms(name: str, credential: JsonObject, token: str) -> dict[str, bytes]:
    return {
        f"{name}.json": _pretty(credential),
        f"{name}.vc.json": canonical(envelope(token)) + b"\n",
        f"{name}.jwt": token.encode() + b"\n",
    }


def did_bytes(settings: Settings, who: Publisher, key: SigningKey) -> bytes:
    """The issuer's DID document as it is written beside what it signed."""
    return _pretty(did_document_of(settings, who, key))


def did_document_of(settings: Settings, who: Publisher, key: SigningKey) -> JsonObject:
    """The issuer's DID document: of a did:key the key itself, of a did:web all keys that are not retired."""
    own = who.did.startswith("did:key:")
    return did_document(who.did, [key.jwk] if own else Keys(settings).public_keys().values())


def _pretty(value: JsonObject) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def write_export(
    source: Source,
    call: Call,
    issuer: str,
    files: Mapping[str, bytes],
    left_out: tuple[str, ...],
    key: SigningKey,
    note: str = "",
) -> Outcome:
    """Writes the files of an export and their signed list; raises OtherExport and NoSpace as `write_folder` does."""
    listed = manifest(source.passport.lot, source.digest, issuer, files, left_out, key, call.now)
    gone = write_folder(call.out, files, listed)
    return Outcome((*sorted(files), MANIFEST), left_out, note, gone)


def to_epcis(source: Source, call: Call) -> Outcome:
    """EPCIS 2.0 JSON of the custody chain."""
    key = call.key()
    who = publisher(call.settings, key)
    files = {"events.jsonld": _pretty(epcis_document(source.passport, who, source.signed_at))}
    left_out = () if source.passport.custody else ("There is no custody event: the document has an empty list.",)
    return write_export(source, call, who.did, files, left_out, key)


def to_catenax(source: Source, call: Call) -> Outcome:
    """Catena-X Digital Product Passport 7.0.0 as JSON."""
    key = call.key()
    who = publisher(call.settings, key)
    made, missing = catenax_passport(source.passport, source.digest, who, source.signed_at, call.until)
    files = {"catena-x-dpp.json": _pretty(made)}
    told = f"The model demands what is not stated; marked as such in the file: {', '.join(missing)}."
    return write_export(source, call, who.did, files, (), key, told)


def to_csv(source: Source, call: Call) -> Outcome:
    """Tables for spreadsheets."""
    key = call.key()
    files = tables(source.passport)
    return write_export(source, call, publisher(call.settings, key).did, files, (), key)


FORMATS: Mapping[str, Format] = {"untp": to_untp, "epcis": to_epcis, "catena-x": to_catenax, "csv": to_csv}
"""The formats of `lotpass export`, by name."""
