"""What the passport stage hands on: the passport of one lot, as it is published.

Every model here is public API: the published JSON Schema is generated from it. The rules of the form:

- A member that is absent was not stated; `null` never occurs and nothing stands for a missing value.
- Weights, shares, grades and amounts are decimal text, as exact as the paper states them. The only numbers with a
  fraction are confidences (3 decimals) and boxes (4 decimals, fractions of the upright page, origin top left).
- A fact that several papers state is given once per differing statement, each with all that state it; which
  statement is right is not decided here, the findings say where they disagree.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from passport.records import (
    CitedDocument,
    Count,
    Day,
    DecimalText,
    DocumentRecord,
    EventRecord,
    Evidence,
    FileRecord,
    Fraction,
    Members,
    Ordinal,
    Part,
    Sha256,
    Value,
)

SCHEMA: Literal["lotpass.passport/1"] = "lotpass.passport/1"
"""The identifier that every passport of this form carries."""


class Source(Part):
    """Who states a fact: a field of a document (a row of its table, if line is given) or a custody event."""

    document: str | None = None
    event: str | None = None
    field: str
    line: Ordinal | None = Field(default=None, description="Row of the document's table, counted from 1.")
    status: Literal["read", "corrected"] | None = None
    confidence: Fraction | None = None


class Statement(Part):
    """One value of a fact, and all who state it so."""

    value: Value
    unit: str | None = None
    sources: tuple[Source, ...]


ClaimKind = Literal["government-certified", "third-party", "self-declared", "inferred-from-custody"]


class OriginStatement(Part):
    """One stated origin, who states it, and what kind of claim that is. No claim here was tested on the material."""

    value: str = Field(description="ISO 3166-1 alpha-2 code, mixed, or the name of a mine site.")
    claim: ClaimKind = Field(
        description="government-certified: a certificate that a state's authority issues (Kimberley Process, ICGLR, "
        "a certificate of origin of customs or a ministry). third-party: a body that is no party to the sale, or one "
        "that is not known to be an authority. self-declared: exporter, importer or carrier on their word. "
        "inferred-from-custody: the custody records begin there."
    )
    sources: tuple[Source, ...]


class Subject(Part):
    """What the lot is, as stated."""

    mineral: tuple[Statement, ...]
    goods_description: tuple[Statement, ...]
    hs_codes: tuple[Statement, ...]
    lot_numbers: tuple[Statement, ...]


class Quantities(Part):
    """How much it is, as stated, with units."""

    carat_weight: tuple[Statement, ...]
    net_weight: tuple[Statement, ...]
    gross_weight: tuple[Statement, ...]
    parcel_count: tuple[Statement, ...]
    grade: tuple[Statement, ...]
    value: tuple[Statement, ...]


class SourceShare(Part):
    """A beginning of the custody chain and its part of the lot; without country and mine, nothing is known of it."""

    country: str | None = Field(default=None, description="As the custody record states it.")
    mine_site: str | None = None
    recycled: bool
    share: DecimalText | None = Field(
        default=None, description="Share of the lot by weight, 0 to 1; absent where a weight on the way is not known."
    )


class Origin(Part):
    """Where the material was mined, as stated or inferred; the strongest kind of claim first."""

    countries: tuple[OriginStatement, ...]
    mine_sites: tuple[OriginStatement, ...]
    sources: tuple[SourceShare, ...] = Field(
        description="Where the material entered the custody chain, carried through mixing, splitting and processing."
    )


class Route(Part):
    """From where to where it is exported, as stated: ISO 3166-1 alpha-2."""

    provenance: tuple[Statement, ...]
    destination: tuple[Statement, ...]


class Party(Part):
    """Names and addresses that the papers give for one role."""

    names: tuple[Statement, ...]
    addresses: tuple[Statement, ...]


class Parties(Part):
    """The parties of the export, as stated."""

    exporter: Party
    importer: Party


class Parent(Part):
    """A lot that went directly into this one."""

    lot: str
    events: tuple[str, ...] = Field(description="The custody events in which it went in.")
    share: DecimalText | None = Field(
        default=None, description="Its share of the lot by weight, 0 to 1; absent where a weight is not known."
    )
    passport: Sha256 | None = Field(default=None, description="Digest of the parent's passport, where there is one.")


class CheckRecord(Part):
    """The outcome of one rule."""

    rule: str
    outcome: Literal["passed", "failed", "not_applicable", "not_decidable"]
    reason: str | None = None


class CheckCounts(Part):
    """How many rules had which outcome."""

    passed: Count
    failed: Count
    not_applicable: Count
    not_decidable: Count


class Side(Part):
    """What one side of a finding states."""

    document: str | None = None
    event: str | None = None
    reference: str | None = None
    field: str | None = None
    value: str | None = None


class FindingRecord(Part):
    """Something that a check found."""

    code: str
    rule: str
    severity: Literal["block", "review", "info"]
    message: str
    basis: str = Field(description="The regulation, standard or document that calls for the check.")
    left: Side | None = None
    right: Side | None = None
    evidence: tuple[Evidence, ...]


class Undecided(Part):
    """Something that this passport cannot say, and why."""

    kind: Literal["check", "field", "file", "custody", "scope"] = Field(
        description="check: a rule lacked evidence. field: a value is unreadable, conflicting or uncertain. file: "
        "a file could not be read. custody: a record could not be used. scope: what papers cannot show."
    )
    about: str
    reason: str
    document: str | None = None
    field: str | None = None
    evidence: tuple[Evidence, ...]


class ListUsed(Part):
    """A sanctions list as it was loaded by whoever made the passport."""

    name: str = Field(description="The file's name.")
    form: str = Field(description="Whose list, or whose form: OpenSanctions, EU consolidated list, OFAC.")
    date: str | None = Field(default=None, description="The date that the list states of itself.")
    sha256: str = Field(description="The file's SHA-256.")
    parties: Count = Field(description="How many parties it lists.")


class MadeBy(Part):
    """Versions of everything that had a part in this passport: the same ones give the same passport again."""

    lotpass: str
    engines: Members[str] = Field(description="Reading engines and models by name, with version or digest.")
    extraction: str = Field(description="Version of what makes documents and fields of pages.")
    rules: str = Field(description="Version of the rule set.")
    reference: str = Field(description="Version or digest of the reference tables.")
    policy: str = Field(description="Digest of the policy that the checks followed.")
    lists: tuple[ListUsed, ...] | None = Field(
        default=None,
        description="The sanctions lists that parties were screened against; absent where they were not screened.",
    )
    memory: str | None = Field(
        default=None,
        description="Digest of what was remembered of earlier lots that could concern this bundle; absent where the "
        "checks were made without a memory.",
    )


class Passport(Part):
    """The digital product passport of one lot: what its papers and custody records state, and what was checked."""

    schema_id: Literal["lotpass.passport/1"] = Field(alias="schema", description="The form of this passport.")
    lot: str = Field(description="The lot's number.")
    custody_lots: tuple[str, ...] = Field(description="Its numbers in the custody records.")
    status: Literal["clear", "review", "blocked"] = Field(
        description="blocked with any block finding, review with any review finding, else clear."
    )
    as_of: Day = Field(description="The day that stood for today in every date rule.")
    subject: Subject
    quantities: Quantities
    origin: Origin
    route: Route
    parties: Parties
    custody: tuple[EventRecord, ...] = Field(description="The custody chain in time order, ancestors included.")
    lineage: tuple[Parent, ...]
    documents: tuple[DocumentRecord, ...]
    cited_documents: tuple[CitedDocument, ...]
    files: tuple[FileRecord, ...]
    check_counts: CheckCounts
    checks: tuple[CheckRecord, ...]
    findings: tuple[FindingRecord, ...]
    undecided: tuple[Undecided, ...]
    supersedes: Sha256 | None = Field(
        default=None, description="Digest of the earlier passport that this one corrects."
    )
    made_by: MadeBy
