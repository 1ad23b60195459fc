"""Conformity credentials: one for each certificate read, issued by us as its digitiser, and one for our checks.

A digitised certificate repeats what was read on a paper. Its attestation names the authority on the paper; the
credential's issuer is whoever digitised it, and both its name and its description say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from passport.canonical import Json
from passport.model import Passport
from passport.records import DocumentRecord, FieldRecord
from passport.statements import GOVERNMENT_FORMS
from passport.untp.acts import Assessment, Attestation, Endorsement, NamedProduct, ProductVerification, Scheme
from passport.untp.facts import kind_name, lot_name, measure, paper_name
from passport.untp.judgement import PROVENANCE, judged
from passport.untp.model import Criterion, Metric, Party, Performance, Score
from passport.untp.naming import Publisher
from passport.untp.product import paper_link, party_named
from passport.untp.vocabulary import TERMS, AssessmentLevel, AssessorLevel, AttestationType, in_full


@dataclass(frozen=True, slots=True)
class _Kind:
    scheme: str
    scheme_id: str
    assessor: AssessorLevel
    level: AssessmentLevel
    attestation: AttestationType


CERTIFICATES: dict[str, _Kind] = {
    "kimberley_process_certificate": _Kind(
        "Kimberley Process Certification Scheme",
        "https://www.kimberleyprocess.com/",
        "3rdParty",
        "authority-mandate",
        "certification",
    ),
    "icglr_certificate": _Kind(
        "ICGLR Regional Certification Mechanism",
        "https://www.icglr.org/",
        "3rdParty",
        "authority-mandate",
        "certification",
    ),
    "certificate_of_origin": _Kind(
        "Certificate of origin", f"{TERMS}certificate_of_origin", "3rdParty", "no-endorsement", "certification"
    ),
    "export_licence": _Kind(
        "Export licence", f"{TERMS}export_licence", "3rdParty", "authority-mandate", "certification"
    ),
    "assay_certificate": _Kind(
        "Assay, weight or inspection certificate",
        f"{TERMS}assay_certificate",
        "unspecified",
        "no-endorsement",
        "testing",
    ),
}
"""The papers that are certificates, each with the scheme it is issued under and whose word it is."""
NOT_READ = "Holder not read on the certificate"
_WEIGHTS = (("carat_weight", "caratWeight", "Carat weight"), ("net_weight", "netWeight", "Net weight"))


def certificates(passport: Passport) -> tuple[DocumentRecord, ...]:
    """The lot's papers that are certificates."""
    return tuple(document for document in passport.documents if document.type in CERTIFICATES)


def digitised(passport: Passport, document: DocumentRecord, publisher: Publisher) -> Attestation:
    """What a certificate attests, as read on the paper."""
    kind = CERTIFICATES[document.type]
    level: AssessmentLevel = kind.level
    scheme = kind.scheme
    if document.type == "certificate_of_origin" and document.form:
        scheme = f"{kind.scheme} ({document.form})"
        level = "authority-mandate" if document.form.casefold() in GOVERNMENT_FORMS else kind.level
    holder = _text(document, "exporter_name")
    link = paper_link(passport, document) if document.pages else None
    return Attestation(
        type=("ConformityAttestation",),
        id=publisher.thing("attestations", f"{document.type}/{document.number}/{document.pages[:1]}"),
        name=paper_name(document),
        description=f"{kind_name(document.type)} as read on the paper by {publisher.name}, who digitised it. The body "
        "that is named as its issuer did not issue this credential and was not asked; the paper's signatures, "
        "stamps and seals were not authenticated.",
        assessor_level=kind.assessor,
        assessment_level=level,
        attestation_type=kind.attestation,
        issued_to_party=party_named(publisher, holder or NOT_READ),
        authorisation=_authority(document, publisher),
        reference_scheme=Scheme(type=("ConformityScheme",), id=kind.scheme_id, name=scheme),
        conformity_certificate=link,
        conformity_assessment=tuple(_stated(passport, document, kind, publisher)) or None,
        **_own_terms(document, publisher),
    )


def _authority(document: DocumentRecord, publisher: Publisher) -> tuple[Endorsement, ...] | None:
    if not document.issuing_authority:
        return None
    body = party_named(publisher, document.issuing_authority, "Named on the paper as its issuer.")
    return (Endorsement(name=f"Issuer of the {kind_name(document.type)}", issuing_authority=body),)


def _own_terms(document: DocumentRecord, publisher: Publisher) -> dict[str, Any]:
    """What was read and has no place in UNTP, under our own terms."""
    origin = document.fields.get("country_of_origin")
    value = origin.value if origin is not None and _read(origin) else None
    countries = list(value) if isinstance(value, tuple) else [value] if isinstance(value, str) else []
    found: dict[str, Json] = {
        "certificateType": document.type,
        "certificateNumber": document.number,
        "certificateForm": document.form,
        "certificateIssued": document.issue_date,
        "certificateExpires": document.expiry_date,
        "certifiedOrigin": [{"value": str(country)} for country in countries],
        "digitisedBy": publisher.name,
    }
    return in_full({name: value for name, value in found.items() if value not in (None, [])})


def _stated(passport: Passport, document: DocumentRecord, kind: _Kind, publisher: Publisher) -> Iterator[Assessment]:
    """The certificate's own assessment, dated as it is: nothing where its date was not read."""
    if document.issue_date is None:
        return
    named = NamedProduct(
        type=("Product",), id=publisher.lot(passport.lot), name=lot_name(passport), batch_number=passport.lot
    )
    yield Assessment.model_validate(
        {
            "type": ("ConformityAssessment",),
            "id": publisher.thing("assessments", f"{document.type}/{document.number}/{document.pages[:1]}"),
            "name": f"What the {kind_name(document.type)} states",
            "assessment_criteria": (Criterion(type=("Criterion",), id=kind.scheme_id, name=kind.scheme),),
            "assessment_date": document.issue_date,
            "assessed_performance": tuple(_weights(document)),
            "assessed_product": (ProductVerification(product=named),),
            "conformity_topic": (PROVENANCE,),
        }
    )


def _weights(document: DocumentRecord) -> Iterator[Performance]:
    for name, term, title in _WEIGHTS:
        field = document.fields.get(name)
        if field is not None and _read(field) and (size := measure(field.value, field.unit)) is not None:
            metric = Metric(type=("PerformanceMetric",), id=TERMS + term, name=title)
            yield Performance(metric=metric, measure=size)


def _text(document: DocumentRecord, name: str) -> str | None:
    field = document.fields.get(name)
    return field.value if field is not None and _read(field) and isinstance(field.value, str) else None


def _read(field: FieldRecord) -> bool:
    return field.value is not None and field.status in ("read", "corrected")


def own_checks(passport: Passport, publisher: Publisher) -> Attestation:
    """Our own checks of the lot: every rule that was decided or could not be, with what it found. Self-assessed."""
    messages: dict[str, list[str]] = {}
    for finding in passport.findings:
        messages.setdefault(finding.rule, []).append(finding.message)
    named = NamedProduct(
        type=("Product",), id=publisher.lot(passport.lot), name=lot_name(passport), batch_number=passport.lot
    )
    assessments = tuple(
        Assessment(
            type=("ConformityAssessment",),
            id=publisher.thing("assessments", f"{passport.lot}/{passport.as_of.isoformat()}/{one.name}"),
            name=one.title,
            description=" ".join(messages.get(one.name, ())) or None,
            assessment_criteria=one.criteria,
            assessment_date=passport.as_of,
            assessed_performance=(one.performance,),
            assessed_product=(ProductVerification(product=named),),
            conformity_topic=(PROVENANCE,),
            conformance=None if one.checks[0].outcome == "not_decidable" else one.checks[0].outcome == "passed",
        )
        for one in judged(passport)
    )
    findings: list[Json] = [
        {
            "findingCode": finding.code,
            "findingSeverity": finding.severity,
            "findingMessage": finding.message,
            "findingBasis": finding.basis,
        }
        for finding in passport.findings
    ]
    more: dict[str, Any] = {"lotStatus": passport.status, "checkedAsOf": passport.as_of.isoformat()}
    if findings:
        more["finding"] = findings
    return Attestation(
        type=("ConformityAttestation",),
        id=publisher.thing("attestations", f"checks/{passport.lot}/{passport.as_of.isoformat()}"),
        name=f"Document and custody checks of lot {passport.lot}",
        description="What lotpass found by comparing the lot's papers with each other and with custody records. A "
        "self-assessment of the papers: the goods were not seen, and no issuer of a paper was asked.",
        assessor_level="self",
        assessment_level="no-endorsement",
        attestation_type="verification",
        issued_to_party=Party(type=("Party",), id=publisher.did, name=publisher.name),
        reference_scheme=Scheme(
            type=("ConformityScheme",),
            id=f"{TERMS}rules-{passport.made_by.rules}",
            name=f"lotpass rules, version {passport.made_by.rules}",
        ),
        profile_score=Score(
            code=passport.status,
            definition="blocked with any blocking finding, review with any finding for review, else clear",
        ),
        conformity_assessment=assessments,
        **cast(dict[str, Any], in_full(more)),
    )
