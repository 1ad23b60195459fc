"""Dates: in an order that can be, alive at shipment, not in the future, not longer than the issuer allows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from extract.model import Document, DocumentKind
from validate.agreement import LIKELY, same_place
from validate.facts import Stated, called, further, read_field, show
from validate.model import Finding, Severity, Side
from validate.rules.circumstances import (
    DECLARATION,
    ICGLR,
    KP,
    LICENCE,
    ORIGIN_CERTIFICATE,
    Day,
    as_date,
    of_kind,
    shipped,
)
from validate.rules.findings import UNCERTAIN, bare_reading, firm, found, weak
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable


def stated_date(document: Document, name: str) -> tuple[Stated, date] | None:
    """The document's date of this name, with its statement."""
    field = read_field(document, name)
    day = as_date(field)
    return (Stated(document, field), day) if field is not None and day is not None else None


def could_be(stated: Stated) -> frozenset[date]:
    """The days that the statement may also mean (04/05: April or May)."""
    days = set()
    for other in stated.field.nearest:
        if other.score >= LIKELY and same_place(stated.field, other) and isinstance(other.value, str):
            try:
                days.add(date.fromisoformat(other.value))
            except ValueError:
                continue
    return frozenset(days)


def settle(case: Case, rule_id: str, what: str, finding: Finding, resting: Iterable[Stated]) -> Finding:
    """The finding itself where the dates it rests on were read well, else an `uncertain-field`."""
    shaky = [s for s in resting if not firm(s, case.policy)]
    if not shaky:
        return finding
    worst = min(shaky, key=lambda s: s.field.confidence)
    return weak(rule_id, what, worst, f"as it stands: {finding.message}")


@rule(
    "W005",
    "date-order",
    UNCERTAIN,
    title="Issue before expiry",
    severity="block",
    basis="KPCS core document, Annex I (date of issue, date of expiry); ICGLR data standard, MD.03",
    tolerance="none; one day that is given for both calls a reviewer",
)
def issue_before_expiry(case: Case) -> Result:
    """On each document that has both, the day of expiry is after the day of issue."""
    findings: list[Finding] = []
    checked = False
    for document in case.documents:
        issue, expiry = stated_date(document, "issue_date"), stated_date(document, "expiry_date")
        if issue is None or expiry is None:
            continue
        checked = True
        if expiry[1] > issue[1] or any(day > issue[1] for day in could_be(expiry[0])):
            continue
        same = expiry[1] == issue[1]
        when = "the day on which it was issued" if same else f"before it was issued on {issue[1]}"
        finding = found(
            "W005",
            "date-order",
            f"The {called(document)} expires on {expiry[1]}, {when}.",
            severity="review" if same else None,
            left=issue[0],
            right=expiry[0],
        )
        findings.append(settle(case, "W005", "date", finding, (issue[0], expiry[0])))
    return judged(findings) if checked else undecidable("No document states both dates.")


ALIVE: tuple[DocumentKind, ...] = (KP, ICGLR, ORIGIN_CERTIFICATE, LICENCE, DECLARATION)
"""Papers that are issued for a time; what is void once it has passed."""


@rule(
    "W007",
    "document-expired",
    UNCERTAIN,
    title="Papers alive on the day of shipment",
    severity="block",
    basis="Regulation (EC) No 2368/2002, Annexes I and IV (validity at export); ICGLR data standard, MD.03; "
    "HMRC manual SGSELSG6010 (licence still valid)",
    tolerance="none; the day of export counts; without a shipment date, the as-of date",
)
def alive_at_shipment(case: Case) -> Result:
    """The day of shipment is not after the expiry of a certificate, an export licence or a declaration.

    That a licence out of its period does not cover the lot is rule W051's.
    """
    papers = of_kind(case, *ALIVE)
    dates = [(d, e) for d in papers if (e := stated_date(d, "expiry_date")) is not None]
    if not papers:
        return NOT_APPLICABLE
    if not dates:
        return undecidable("No paper states a date of expiry that could be read.")
    day = shipped(case)
    findings: list[Finding] = []
    for document, (expiry, last) in dates:
        resting = [expiry, *([day.source] if isinstance(day.source, Stated) else [])]
        if day.date > last:
            finding = found(
                "W007",
                "document-expired",
                f"The {called(document)} expired on {last}, before {_shipment(day)}.",
                left=expiry,
                right=day.side if not isinstance(day.source, Stated) else day.source,
            )
            findings.append(settle(case, "W007", "date", finding, resting))
        elif bare_reading(expiry, case.policy):
            findings.append(weak("W007", "date of expiry", expiry, "whether it was alive at shipment rests on it."))
    return judged(findings)


def _shipment(day: Day) -> str:
    if isinstance(day.source, Stated):
        return f"the shipment of {day.date} that the {called(day.source.document)} states"
    return f"the export of {day.date} in the custody record" if day.source else f"the as-of date {day.date}"


@rule(
    "W036",
    "date-order",
    UNCERTAIN,
    title="Certificate verified, issued and shipped in order",
    severity="block",
    basis="KPCS core document, Section III (a certificate accompanies each shipment); ICGLR data standard, MD.03",
    tolerance="one day for time zones (policy dates.early_shipment_days)",
)
def issued_before_shipment(case: Case) -> Result:
    """A Kimberley or ICGLR certificate was issued before the goods left, and not before the lot was verified.

    Its expiry is rules W005's and W007's.
    """
    certificates = of_kind(case, KP, ICGLR)
    if not certificates:
        return NOT_APPLICABLE
    day = shipped(case)
    dates = [(d, i) for d in certificates if (i := stated_date(d, "issue_date")) is not None]
    findings = [f for d, i in dates if (f := _issued_unverified(case, d, i)) is not None]
    if not findings and (day.source is None or not dates):
        return undecidable("No date of issue beside a date of shipment.")
    if day.source is None:
        return judged(findings)
    slack = timedelta(days=case.policy.dates.early_shipment_days)
    for document, (issue, first) in dates:
        if first - day.date <= slack or any(other - day.date <= slack for other in could_be(issue)):
            continue
        finding = found(
            "W036",
            "date-order",
            f"The {called(document)} was issued on {first}, after {_shipment(day)}.",
            left=issue,
            right=day.source if isinstance(day.source, Stated) else day.side,
        )
        resting = [issue, *([day.source] if isinstance(day.source, Stated) else [])]
        findings.append(settle(case, "W036", "date", finding, resting))
    return judged(findings)


def _issued_unverified(case: Case, document: Document, issued: tuple[Stated, date]) -> Finding | None:
    """A certificate that was issued before the lot was verified."""
    verified = further(document, "verification_date")
    day = as_date(verified.field) if verified is not None else None
    if verified is None or day is None or any(d <= issued[1] for d in (day, *could_be(verified))):
        return None
    if any(day <= other for other in could_be(issued[0])):
        return None
    message = f"The {called(document)} was issued on {issued[1]}, before its lot was verified on {day}."
    return settle(
        case,
        "W036",
        "date",
        found("W036", "date-order", message, left=issued[0], right=verified),
        (issued[0], verified),
    )


LENGTHS = {
    KP: "kp_certificate",
    LICENCE: "export_licence",
}
"""Names of the types in the table of validity rules."""


@rule(
    "W006",
    "date-order",
    UNCERTAIN,
    title="Valid no longer than the issuer allows",
    severity="review",
    basis="Regulation (EC) No 2368/2002, Annex IV; Canada SOR/2003-15 (60 days)",
    tolerance="the issuer's maximum in the table of validity rules; unconfirmed maxima are information",
)
def validity_length(case: Case) -> Result:
    """The days between issue and expiry do not exceed the issuer's maximum (EU two months, Canada and Brazil 60 days).

    An ICGLR certificate's ninety days are rule W031's, Zimbabwe's export period is rule W052's.
    """
    findings: list[Finding] = []
    checked = False
    for document in of_kind(case, *LENGTHS):
        issue, expiry = stated_date(document, "issue_date"), stated_date(document, "expiry_date")
        issuer = issuer_of(case, document)
        rows = [r for r in case.reference.validity if r.document == LENGTHS[document.type] and r.days]
        row = next((r for r in rows if r.issuer == issuer), next((r for r in rows if r.issuer == "*"), None))
        if issue is None or expiry is None or row is None or row.days is None:
            continue
        checked = True
        length = (expiry[1] - issue[1]).days
        if length <= row.days:
            continue
        severity: Severity = "info" if not row.confirmed or document.type is LICENCE else "review"
        finding = found(
            "W006",
            "date-order",
            f"The {called(document)} is valid for {length} days ({issue[1]} to {expiry[1]}); allowed are {row.days}: "
            f"{row.rule}.",
            severity=severity,
            basis=case.reference.title(row.source),
            left=expiry[0],
            right=Side(reference="validity rules", value=f"{row.days} days"),
        )
        settled = settle(case, "W006", "date", finding, (issue[0], expiry[0])) if severity != "info" else finding
        findings.append(settled)
    return judged(findings) if checked else undecidable("No certificate states both dates.")


def issuer_of(case: Case, document: Document) -> str | None:
    """The issuing country of a certificate: the letters of its number, else the provenance it states, else the
    origin; a Member State's is the Union's."""
    number = read_field(document, "document_number")
    letters = show(number).strip()[:2].upper() if number is not None else ""
    known = {m.iso2 for m in case.reference.participants} | set(case.reference.territories)
    if document.type is KP and letters in known:
        return case.reference.territories.get(letters, letters)
    for name in ("country_of_provenance", "country_of_origin"):
        field = read_field(document, name)
        if field is not None and isinstance(field.value, str) and len(field.value) == 2:
            code = field.value.upper()
            return "EU" if document.type is KP and case.reference.in_eu(code, case.as_of) else code
    return None
