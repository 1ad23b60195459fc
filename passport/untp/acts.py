"""What happens to products and what is attested of them, as frozen values: events and conformity of UNTP 0.7.0.

The parts that they are made of, and how strict these are, stand in `passport.untp.model`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from passport.untp.model import (
    Classification,
    Closed,
    Criterion,
    Day,
    Facility,
    Identified,
    Link,
    Measure,
    Moment,
    Open,
    Party,
    PartyRole,
    Performance,
    Score,
    Topic,
    Types,
    Uri,
    has_type,
)
from passport.untp.vocabulary import AssessmentLevel, AssessorLevel, AttestationType, Disposition, Granularity


class NamedProduct(Identified):
    """A product that an event or an assessment names."""

    type: Annotated[Types, has_type("Product")]
    batch_number: str | None = None


class EventProductName(NamedProduct):
    """A product that an event names."""

    id_granularity: Granularity


class EventProduct(Closed):
    """A product in an event, with how much of it."""

    product: EventProductName
    quantity: Measure | None = None
    disposition: Disposition | None = None


class Event(Identified):
    """What every event of a product's life has."""

    description: str | None = None
    event_date: Moment
    related_document: tuple[Link, ...] | None = None
    activity_type: Classification
    related_party: tuple[PartyRole, ...] | None = None


class MakeEvent(Event):
    """Products go in and others come out."""

    type: Annotated[Types, has_type("MakeEvent", "LifecycleEvent")]
    input_product: tuple[EventProduct, ...]
    output_product: tuple[EventProduct, ...]
    made_at_facility: Facility


class MoveEvent(Event):
    """Products go from one place or holder to another."""

    type: Annotated[Types, has_type("MoveEvent", "LifecycleEvent")]
    moved_product: tuple[EventProduct, ...]
    from_facility: Facility
    to_facility: Facility
    consignment_id: Uri | None = None


class ModifyEvent(Event):
    """Something is done to products that stay what they are."""

    type: Annotated[Types, has_type("ModifyEvent", "LifecycleEvent")]
    modified_product: tuple[EventProduct, ...]
    modified_at_facility: Facility


class Scheme(Identified):
    """What a certificate is issued under."""

    type: Annotated[Types, has_type("ConformityScheme")]


class Endorsement(Open):
    """Who authorised an attestation."""

    name: str
    issuing_authority: Party


class ProductVerification(Open):
    """A product that was assessed."""

    product: NamedProduct
    id_verified_by_cab: bool | None = Field(default=None, alias="idVerifiedByCAB")


class Assessment(Identified):
    """One assessment of an attestation."""

    type: Annotated[Types, has_type("ConformityAssessment")]
    description: str | None = None
    assessment_criteria: tuple[Criterion, ...]
    assessment_date: Day
    assessed_performance: tuple[Performance, ...]
    assessed_product: tuple[ProductVerification, ...] | None = None
    evidence: tuple[Link, ...] | None = None
    conformity_topic: tuple[Topic, ...]
    conformance: bool | None = None


class Attestation(Identified):
    """What a conformity credential attests."""

    type: Annotated[Types, has_type("ConformityAttestation")]
    description: str | None = None
    assessor_level: AssessorLevel
    assessment_level: AssessmentLevel
    attestation_type: AttestationType
    issued_to_party: Party
    authorisation: tuple[Endorsement, ...] | None = None
    reference_scheme: Scheme
    profile_score: Score | None = None
    conformity_certificate: Link | None = None
    auditable_evidence: Link | None = None
    conformity_assessment: tuple[Assessment, ...] | None = None
