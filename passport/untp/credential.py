"""A UNTP credential as a whole: the envelope members that product passport, event and conformity credential share."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, Field, ValidationError, model_validator

from passport.canonical import Json, JsonObject
from passport.untp.acts import Attestation, MakeEvent, ModifyEvent, MoveEvent
from passport.untp.model import Closed, Identified, Moment, Open, Product, Types, Uri, has_type
from passport.untp.vocabulary import CONTEXT_FILE, UNTP_CONTEXT, VC_CONTEXT, is_did, moment


def _did(text: str) -> str:
    if not is_did(text):
        raise ValueError("the issuer must be a DID, such as did:web:example.org")
    return text


def _contexts(found: tuple[str, ...]) -> tuple[str, ...]:
    if found[:2] != (VC_CONTEXT, UNTP_CONTEXT):
        raise ValueError(f"it must begin with {VC_CONTEXT} and {UNTP_CONTEXT}")
    if len(set(found)) != len(found):
        raise ValueError("it names a context twice")
    for url in found[2:]:
        if not url.startswith("https://") or not url.endswith(f"/{CONTEXT_FILE}"):
            raise ValueError(f"it names a context that is not known here: {url[:200]}")
    return found


class Issuer(Identified):
    """Who signs a credential."""

    type: Annotated[Types, has_type("CredentialIssuer")]
    id: Annotated[str, AfterValidator(_did)]


class StatusEntry(Closed):
    """The place of a credential in a status list (W3C Bitstring Status List 1.0)."""

    id: Uri | None = None
    type: Literal["BitstringStatusListEntry"]
    status_purpose: Literal["refresh", "revocation", "suspension", "message"]
    status_list_index: Annotated[int, Field(ge=0)]
    status_list_credential: Uri

    @model_validator(mode="before")
    @classmethod
    def _index_in_either_form(cls, value: Any) -> Any:
        # W3C writes the index as text, UNTP as a whole number.
        index = value.get("statusListIndex") if isinstance(value, dict) else None
        if isinstance(index, str) and index.isdecimal() and len(index) < 16:
            return {**value, "statusListIndex": int(index)}
        if isinstance(index, float | bool):
            raise ValueError("the index must be a whole number")
        return value


class Vendor(Closed):
    """Who makes the software."""

    id: Uri
    name: str


class Software(Closed):
    """The program that wrote a credential."""

    id: Uri
    name: str
    version: str
    vendor: Vendor


class Credential(Open):
    """What every UNTP credential has."""

    context: Annotated[tuple[str, ...], AfterValidator(_contexts)] = Field(alias="@context")
    id: Uri
    issuer: Issuer
    valid_from: Moment
    valid_until: Moment | None = None
    name: str
    description: str | None = None
    credential_status: StatusEntry | None = None
    issuing_software: Software | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Credential:
        until = moment(self.valid_until) if self.valid_until else None
        begin = moment(self.valid_from)
        if until is not None and begin is not None and until <= begin:
            raise ValueError("it ends (validUntil) before it begins (validFrom)")
        return self


class ProductPassport(Credential):
    """Digital Product Passport (DPP)."""

    type: Annotated[Types, has_type("DigitalProductPassport", "VerifiableCredential")]
    credential_subject: Product


class TraceabilityEvent(Credential):
    """Digital Traceability Event (DTE)."""

    type: Annotated[Types, has_type("DigitalTraceabilityEvent", "VerifiableCredential")]
    credential_subject: tuple[MakeEvent | MoveEvent | ModifyEvent, ...] = Field(min_length=1)


class ConformityCredential(Credential):
    """Digital Conformity Credential (DCC)."""

    type: Annotated[Types, has_type("DigitalConformityCredential", "VerifiableCredential")]
    credential_subject: Attestation


KINDS: dict[str, type[Credential]] = {
    "DigitalProductPassport": ProductPassport,
    "DigitalTraceabilityEvent": TraceabilityEvent,
    "DigitalConformityCredential": ConformityCredential,
}
"""The credentials that lotpass writes and checks, by the type that names them."""

MAX_NAMED = 20
"""Deviations that are named: nobody mends a credential by hand."""


def as_json(credential: Credential) -> JsonObject:
    """The credential as JSON: members that are not stated are absent, never null."""
    return cast(JsonObject, credential.model_dump(mode="json", by_alias=True, exclude_none=True))


def kind_of(value: JsonObject) -> str | None:
    """The UNTP type that a credential names itself by; None if it names none of those known here."""
    types = value.get("type")
    named = [types] if isinstance(types, str) else types if isinstance(types, list) else []
    return next((str(name) for name in named if name in KINDS), None)


def _null(value: Json, place: str = "") -> str | None:
    if value is None:
        return place or "the top level"
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        found = _null(item, f"{place}.{name}".lstrip("."))
        if found is not None:
            return found
    return None


def deviations(value: JsonObject) -> tuple[tuple[str, str], ...]:
    """How a credential departs from UNTP 0.7.0 and our own checks: what is wrong, and what stands there."""
    kind = kind_of(value)
    if kind is None:
        known = ", ".join(KINDS)
        return ((f"Its type names none of the credentials known here ({known}).", repr(value.get("type"))),)
    if (place := _null(value)) is not None:
        return ((f"At {place}: a member that is not stated must be absent.", "null"),)
    try:
        KINDS[kind].model_validate(value)
    except ValidationError as error:
        found: dict[tuple[str, str], None] = {}
        for detail in error.errors(include_url=False):
            place = ".".join(str(part) for part in detail["loc"]) or "the top level"
            words = detail["msg"].removeprefix("Value error, ")
            got = detail["input"] if isinstance(detail["input"], str | int | float) else type(detail["input"]).__name__
            found[(f"At {place}: {words}.", str(got))] = None
        return tuple(found)[:MAX_NAMED]
    return ()
