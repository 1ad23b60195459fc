"""A passport as a set of UNTP credentials, unsigned: events, conformity credentials, and the product passport last.

The product passport links to the other credentials by the digest of their signed form, so it is made when they are
signed: `signed` is what the caller signs by.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from passport.canonical import Json, JsonObject, passport_bytes
from passport.model import Passport
from passport.multibase import digest_multibase
from passport.untp.conformity import certificates, digitised, own_checks
from passport.untp.credential import (
    ConformityCredential,
    Credential,
    Issuer,
    ProductPassport,
    Software,
    StatusEntry,
    TraceabilityEvent,
    Vendor,
    as_json,
)
from passport.untp.events import lifecycle_event
from passport.untp.facts import country_of_production, paper_name
from passport.untp.model import Link
from passport.untp.naming import PROGRAM_URL, Publisher
from passport.untp.product import product
from passport.untp.vocabulary import TERMS, UNTP_CONTEXT, VC_CONTEXT, in_full, rfc3339

MEDIA_TYPE = "application/vc+jwt"
LINK_TYPES = "https://test.uncefact.org/vocabulary/linkTypes"
NO_COUNTRY = (
    "There is no product passport (DPP): UNTP demands one country of production, and the papers state none that could "
    "be named without choosing between them. Events and conformity credentials are there."
)


@dataclass(frozen=True, slots=True)
class Written:
    """One credential of an export: its file name without ending, its content, and its signed form (a JWS)."""

    name: str
    credential: JsonObject
    token: str


@dataclass(frozen=True, slots=True)
class Export:
    """The signed credentials of a lot, and what could not be exported, with the reason."""

    written: tuple[Written, ...]
    left_out: tuple[str, ...]


def export(
    passport: Passport,
    publisher: Publisher,
    issued: datetime,
    status: Callable[[str], StatusEntry],
    signed: Callable[[JsonObject], str],
    hs_names: Mapping[str, str],
    until: datetime | None = None,
) -> Export:
    """Every credential of one lot.

    `issued` (aware) becomes `validFrom`, `until` `validUntil`; `status` gives the status entry of a credential id,
    `signed` its JWS; `hs_names` names HS codes. The same arguments give the same credentials.
    """
    sha256 = hashlib.sha256(passport_bytes(passport)).hexdigest()
    written: list[Written] = []

    def envelope(name: str, title: str, **more: Any) -> dict[str, Any]:
        id_ = publisher.credential(name, sha256)
        return {
            "context": (VC_CONTEXT, UNTP_CONTEXT),
            "id": id_,
            "issuer": Issuer(type=("CredentialIssuer",), id=publisher.did, name=publisher.name),
            "valid_from": rfc3339(issued),
            "valid_until": None if until is None else rfc3339(until),
            "name": title,
            "credential_status": status(id_),
            "issuing_software": _software(passport),
            **in_full({"passportDigest": digest_multibase(sha256)}),
            **more,
        }

    def sign(name: str, credential: Credential) -> Link:
        content = as_json(credential)
        token = signed(content)
        written.append(Written(name, content, token))
        return Link(
            linkURL=credential.id,
            link_name=credential.name,
            digest_multibase=digest_multibase(hashlib.sha256(token.encode()).hexdigest()),
            media_type=MEDIA_TYPE,
            link_type=f"{LINK_TYPES}/{name.split('-')[0]}",
        )

    links: list[Link] = []
    for number, event in enumerate(passport.custody, 1):
        name = f"dte-{number:03}"
        subject = lifecycle_event(passport, event, publisher)
        types = ("DigitalTraceabilityEvent", "VerifiableCredential")
        links.append(
            sign(name, TraceabilityEvent(**envelope(name, subject.name), type=types, credential_subject=(subject,)))
        )
    types = ("DigitalConformityCredential", "VerifiableCredential")
    for number, document in enumerate(certificates(passport), 1):
        name = f"dcc-certificate-{number:03}"
        title = f"{paper_name(document)}, digitised by {publisher.name}"
        attestation = digitised(passport, document, publisher)
        made = ConformityCredential(
            **envelope(name, title, description=attestation.description), type=types, credential_subject=attestation
        )
        links.append(sign(name, made))
    checks = own_checks(passport, publisher)
    made = ConformityCredential(**envelope("dcc-checks", checks.name), type=types, credential_subject=checks)
    evidence = sign("dcc-checks", made)
    left_out: list[str] = []
    if country_of_production(passport) is None:
        left_out.append(NO_COUNTRY)
    else:
        lot = product(passport, publisher, dict(hs_names), (evidence,))
        lot = lot.model_copy(update={"related_document": (*(lot.related_document or ()), *links, evidence)})
        title = f"Product passport of lot {passport.lot}"
        types = ("DigitalProductPassport", "VerifiableCredential")
        sign("dpp", ProductPassport(**envelope("dpp", title), type=types, credential_subject=lot))
    return Export(tuple(written), tuple(left_out))


def _software(passport: Passport) -> Software:
    version = passport.made_by.lotpass
    vendor = Vendor(id=PROGRAM_URL, name="lotpass")
    return Software(id=f"{PROGRAM_URL}/software/{version}", name="lotpass", version=version, vendor=vendor)


def made_from(credential: JsonObject) -> Json:
    """The digest of the passport that a credential was made from; earlier ones name it under our context."""
    return credential.get(f"{TERMS}passportDigest", credential.get("passportDigest"))


def linked(credential: JsonObject) -> Iterator[tuple[str, str | None]]:
    """The credentials that a product passport links to: id, and the digest of the signed form."""
    subject = credential.get("credentialSubject")
    documents = subject.get("relatedDocument") if isinstance(subject, dict) else None
    for link in documents if isinstance(documents, list) else ():
        if isinstance(link, dict) and link.get("mediaType") == MEDIA_TYPE:
            digest = link.get("digestMultibase")
            yield str(link.get("linkURL")), digest if isinstance(digest, str) else None
