"""Rough diamonds of countries under suspension, removal or embargo on the day."""

from __future__ import annotations

from datetime import date

from validate.facts import Stated, read_field, statements
from validate.model import Finding, Severity, Side
from validate.rules.circumstances import KP, as_date, is_diamond, of_kind, origins, shipped
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.rules.schemes import issuing_country

TOLERANCE = "by date of issue of the certificate, else of shipment; the table of status events"


def _day(case: Case) -> date:
    issued = next((d for c in of_kind(case, KP) if (d := as_date(read_field(c, "issue_date"))) is not None), None)
    return issued or shipped(case).date


def _suspended(case: Case, rule_id: str) -> Result:
    """The states in the table that a rule judges, on the certificate's day, of origins and issuing country."""
    if not is_diamond(case):
        return NOT_APPLICABLE
    stated = next(iter(statements(case.documents, "country_of_origin")), None)
    issuers = {i[0]: i[1] for d in of_kind(case, KP) if (i := issuing_country(case, d)) is not None}
    places = {**issuers, **dict.fromkeys(origins(case), stated)}
    if not places:
        return undecidable("No document states the country of origin.")
    day = _day(case)
    findings: list[Finding] = []
    for country in sorted(places):
        for event in case.reference.events(country, day):
            if event.rule != rule_id:
                continue
            detail = f": {event.detail}" if event.detail else ""
            state = event.event.replace("_", " ")
            message = f"Rough diamonds of {country} were under {state} on {day} ({event.span}){detail}."
            right = Side(reference="status events", value=f"{country} {event.event} {event.span}")
            basis = f"Kimberley Process status by date: {case.reference.title(event.source)}"
            severity: Severity = "block" if event.effect.startswith("block") else "review"
            left = places[country]
            if isinstance(left, Stated):
                finding = decided(
                    case, rule_id, "embargoed-origin", left.field.name.replace("_", " "), message, left, right,
                    severity=severity, basis=basis,
                )  # fmt: skip
            else:
                finding = found(rule_id, "embargoed-origin", message, severity=severity, basis=basis, right=right)
            findings.append(finding)
    return judged(findings)


@rule(
    "R003",
    "embargoed-origin",
    UNCERTAIN,
    title="Central African Republic: suspension",
    severity="block",
    basis="Kimberley Process administrative decisions on the Central African Republic (2013 to 2024)",
    tolerance=TOLERANCE + "; a compliant zone's papers are for a person to judge",
)
def central_african_republic(case: Case) -> Result:
    """Neither origin nor issuer was the Central African Republic while its exports were suspended."""
    return _suspended(case, "R003")


@rule(
    "R004",
    "embargoed-origin",
    UNCERTAIN,
    title="Venezuela: self-suspension",
    severity="block",
    basis="US Federal Register notices of participants; Kimberley Process site (sources disagree after 2017)",
    tolerance=TOLERANCE + "; after 2017-04-26 a reviewer is called, as sources disagree",
)
def venezuela(case: Case) -> Result:
    """Neither origin nor issuer was Venezuela while it had suspended its trade in rough diamonds."""
    return _suspended(case, "R004")


@rule(
    "R005",
    "embargoed-origin",
    UNCERTAIN,
    title="United Nations diamond embargoes",
    severity="block",
    basis="UN Security Council Resolutions 1343 and 1753 (Liberia), 1643 and 2153 (Côte d'Ivoire)",
    tolerance=TOLERANCE,
)
def embargoes(case: Case) -> Result:
    """Neither origin nor issuer was Côte d'Ivoire or Liberia while the Security Council barred its rough diamonds."""
    return _suspended(case, "R005")


@rule(
    "R006",
    "embargoed-origin",
    UNCERTAIN,
    title="Removed participants",
    severity="block",
    basis="Kimberley Process removals (Republic of Congo from July 2004, Lebanon 2004 to 2005)",
    tolerance=TOLERANCE,
)
def removed(case: Case) -> Result:
    """Neither origin nor issuer had been removed from the list of participants on the day."""
    return _suspended(case, "R006")


@rule(
    "R007",
    "embargoed-origin",
    UNCERTAIN,
    title="Marange: supervised exports",
    severity="review",
    basis="Kimberley Process, Swakopmund joint work plan (monitor's clearance, 2009 to 2011)",
    tolerance=TOLERANCE,
)
def marange(case: Case) -> Result:
    """Diamonds of Zimbabwe under the joint work plan have the monitor's clearance, which a person looks for."""
    return _suspended(case, "R007")
