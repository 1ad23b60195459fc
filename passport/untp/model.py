"""The parts of UNTP 0.7.0 credentials as frozen values, with the checks that the published schemas do not make.

Written from the field lists of the UNTP data model 0.7.0. Stricter than its JSON Schemas: every `type` must be there,
countries are ISO 3166-1 codes, units UN/ECE Recommendation 20 codes, issuers DIDs, dates in order, and the mass
fractions of a product's materials are no more than the whole. What has members of its own choice is `Open`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator
from pydantic.alias_generators import to_camel

from passport.untp.vocabulary import (
    Granularity,
    Role,
    country_name,
    is_unit_code,
    is_uri,
    moment,
    plain_number,
)

SHARE_ROUNDING = Decimal("0.000001")
"""Shares are given to six decimals, so a sum may be that much over the whole for each of them."""


class Closed(BaseModel):
    """A part that has the standard's members and no other."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True)


class Open(BaseModel):
    """A part that may have further members, under a context of their own."""

    model_config = ConfigDict(frozen=True, extra="allow", alias_generator=to_camel, populate_by_name=True)


def _uri(text: str) -> str:
    if not is_uri(text):
        raise ValueError("it must be an absolute URI")
    return text


def _country(code: str) -> str:
    if len(code) != 2 or not code.isupper() or country_name(code) is None:
        raise ValueError("it must be a country of ISO 3166-1, as its two-letter code")
    return code


def _unit(code: str) -> str:
    if not is_unit_code(code):
        raise ValueError("it must be a unit code of UN/ECE Recommendation 20, such as CTM, GRM or KGM")
    return code


def _moment(text: str) -> str:
    if moment(text) is None:
        raise ValueError("it must be a date and time with an offset, as in 2026-01-15T12:30:05Z")
    return text


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError("it must be a number")
    return Decimal(str(value))


def _day(value: object) -> object:
    if isinstance(value, str) and len(value) == 10:
        return date.fromisoformat(value)
    if type(value) is not date:
        raise ValueError("it must be a day, as in 2026-01-15")
    return value


def has_type(*wanted: str) -> Any:
    """A `type` list that must name these."""

    def check(found: tuple[str, ...]) -> tuple[str, ...]:
        lacking = [name for name in wanted if name not in found]
        if lacking:
            raise ValueError(f"it must name {' and '.join(lacking)}")
        return found

    return AfterValidator(check)


Uri = Annotated[str, AfterValidator(_uri)]
Moment = Annotated[str, AfterValidator(_moment)]
Number = Annotated[Decimal, BeforeValidator(_number), PlainSerializer(plain_number)]
Share = Annotated[Number, Field(ge=0, le=1)]
Day = Annotated[date, BeforeValidator(_day)]
Types = tuple[str, ...]


class Link(Closed):
    """A link to a paper or credential; the digest says which content is meant (multibase of a multihash)."""

    link_url: Uri = Field(alias="linkURL")
    link_name: str
    digest_multibase: str | None = None
    media_type: str | None = None
    link_type: str | None = None


class Measure(Closed):
    """A number with its unit."""

    value: Number
    upper_tolerance: Number | None = None
    lower_tolerance: Number | None = None
    unit: Annotated[str, AfterValidator(_unit)]


class Country(Closed):
    """A country by code."""

    country_code: Annotated[str, AfterValidator(_country)]
    country_name: str | None = None


class Classification(Closed):
    """A code of a classification scheme."""

    code: str
    name: str
    definition: str | None = None
    scheme_id: Uri
    scheme_name: str


class Identified(Open):
    """Something with an identifier and a name."""

    id: Uri
    name: str


class IdentifierScheme(Identified):
    """Where identifiers come from."""

    type: Annotated[Types, has_type("IdentifierScheme")]


class Party(Identified):
    """An organisation."""

    type: Annotated[Types, has_type("Party")]
    description: str | None = None
    id_scheme: IdentifierScheme | None = None
    registration_country: Country | None = None


class PartyRole(Closed):
    """What a party does for the product."""

    role: Role
    party: Party


class Facility(Identified):
    """A place."""

    type: Annotated[Types, has_type("Facility")]


class Criterion(Identified):
    """What is judged by."""

    type: Annotated[Types, has_type("Criterion")]


class Topic(Closed):
    """What a claim is about."""

    type: Annotated[Types, has_type("ConformityTopic")]
    id: Uri
    name: str
    definition: str | None = None


class Score(Closed):
    """A result in words."""

    code: str
    rank: int | None = None
    definition: str | None = None


class Metric(Identified):
    """What is measured."""

    type: Annotated[Types, has_type("PerformanceMetric")]


class Performance(Closed):
    """A result: a measure of a metric, or a score."""

    metric: Metric | None = None
    measure: Measure | None = None
    score: Score | None = None

    @model_validator(mode="after")
    def _measured_by(self) -> Performance:
        if self.measure is not None and self.metric is None:
            raise ValueError("a measure needs its metric")
        return self


class Claim(Identified):
    """A claim about a product, with what it was judged by."""

    type: Annotated[Types, has_type("Claim")]
    description: str | None = None
    reference_criteria: tuple[Criterion, ...]
    claim_date: Day
    claimed_performance: tuple[Performance, ...]
    evidence: tuple[Link, ...] | None = None
    conformity_topic: tuple[Topic, ...]


class Material(Open):
    """A part of a product's material and where it comes from."""

    name: str
    origin_country: Country
    material_type: Classification
    mass_fraction: Share
    mass: Measure | None = None
    recycled_mass_fraction: Share | None = None


class Dimension(Open):
    """Sizes; of a lot, its weight."""

    weight: Measure | None = None


class Product(Identified):
    """The lot: subject of a product passport."""

    type: Annotated[Types, has_type("Product")]
    description: str | None = None
    id_scheme: IdentifierScheme
    batch_number: str | None = None
    id_granularity: Granularity
    product_category: tuple[Classification, ...]
    characteristics: dict[str, Any] | None = None
    related_document: tuple[Link, ...] | None = None
    related_party: tuple[PartyRole, ...] | None = None
    produced_at_facility: Facility
    production_date: Day | None = None
    expiry_date: Day | None = None
    country_of_production: Country
    dimensions: Dimension | None = None
    material_provenance: tuple[Material, ...] | None = None
    performance_claim: tuple[Claim, ...] | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Product:
        materials = self.material_provenance or ()
        total = sum((material.mass_fraction for material in materials), Decimal(0))
        if total > 1 + SHARE_ROUNDING * len(materials):
            raise ValueError(f"the mass fractions of its materials add up to {total}, which is more than the whole")
        if self.production_date and self.expiry_date and self.expiry_date < self.production_date:
            raise ValueError("it expires before it was made")
        return self
