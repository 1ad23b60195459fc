"""An ICGLR certificate by itself: its life, its codes, its weight, its parties' countries, its tags."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from extract.model import Document
from extract.values import Context
from extract.values.countries import find_countries
from validate.custody.units import fold_unit
from validate.facts import Stated, called, read_field, show, statements
from validate.model import Finding, Severity, Side
from validate.rules.circumstances import ICGLR, of_kind, shipped
from validate.rules.dates import stated_date
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.measures import net
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import decimal, last_place


@rule(
    "W031",
    "date-order",
    UNCERTAIN,
    title="ICGLR certificate lives at most 90 days",
    severity="block",
    basis="ICGLR data standard, MD.03 export certificate (expiration at most 90 days after issue)",
    tolerance="90 days; up to three months by the calendar, as offices count that write months for days, information",
)
def ninety_days(case: Case) -> Result:
    """An ICGLR certificate's expiry is at most ninety days after its issue."""
    certificates = of_kind(case, ICGLR)
    if not certificates:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for document in certificates:
        issue, expiry = stated_date(document, "issue_date"), stated_date(document, "expiry_date")
        if issue is None or expiry is None:
            continue
        checked = True
        days = (expiry[1] - issue[1]).days
        if days > 90:
            message = f"The {called(document)} is valid for {days} days ({issue[1]} to {expiry[1]}); 90 are allowed."
            severity: Severity = "info" if expiry[1] <= _in_three_months(issue[1]) else "block"
            findings.append(
                decided(case, "W031", "date-order", "date", message, expiry[0], issue[0], severity=severity)
            )
    return judged(findings) if checked else undecidable("The certificate's dates were not read.")


def _in_three_months(day: date) -> date:
    """The same day three months on, or the last of that month."""
    year, month = divmod(12 * day.year + day.month + 2, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@rule(
    "W033",
    "mineral-mismatch",
    "origin-mismatch",
    UNCERTAIN,
    title="ICGLR mineral and origin codes",
    severity="review",
    basis="ICGLR data standard, MD.03 and MDC.03 (type of ore, mineral origin; 0 is unknown)",
    tolerance="designated minerals of the table",
)
def icglr_codes(case: Case) -> Result:
    """An ICGLR certificate names a designated mineral, and an origin that is known."""
    certificates = of_kind(case, ICGLR)
    if not certificates:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for document in certificates:
        field, origin = read_field(document, "mineral"), read_field(document, "country_of_origin")
        mineral = case.reference.minerals.get(str(field.value).lower()) if field is not None else None
        if field is not None and mineral is not None:
            checked = True
            if not mineral.designated and mineral.group != "3t_metal":
                message = f"The {called(document)} is for {mineral.name}, which the ICGLR does not designate."
                right = Side(reference="designated minerals", value="tin, tantalum and tungsten ores, gold")
                left = Stated(document, field)
                findings.append(decided(case, "W033", "mineral-mismatch", "mineral", message, left, right))
        if origin is not None:
            checked = True
            raw = origin.raw.strip()
            if raw == "0" or raw.lower() in ("unknown", "inconnu", "desconhecido", "desconocido"):
                message = f"The {called(document)} gives the origin as `{raw}`: unknown."
                left = Stated(document, origin)
                findings.append(decided(case, "W033", "origin-mismatch", "origin", message, left))
    return judged(findings) if checked else undecidable("The certificate's mineral and origin were not read.")


@rule(
    "W037",
    "malformed-number",
    UNCERTAIN,
    title="ICGLR lot weight form",
    severity="review",
    basis="ICGLR data standard, MD.03 lot weight (kilograms or tonnes, three decimals at most)",
    tolerance="more than 0; at most 3 decimals; kg or t",
)
def lot_weight(case: Case) -> Result:
    """An ICGLR certificate's lot weight is positive, in kilograms or tonnes, with at most three decimals."""
    stated = [s for d in of_kind(case, ICGLR) if (s := net(d)) is not None]
    if not stated:
        return undecidable("The lot weight was not read.") if of_kind(case, ICGLR) else NOT_APPLICABLE
    findings: list[Finding] = []
    for s in stated:
        number = decimal(s.value) or Decimal(0)
        faults = [
            *(["is not more than zero"] if number <= 0 else []),
            *(["has more than three decimals"] if last_place(number) < Decimal("0.001") else []),
            *(["is neither in kg nor in t"] if fold_unit(s.field.unit or "kg") not in ("kg", "t") else []),
        ]
        if faults:
            severity: Severity = "review" if number <= 0 else "info"
            message = f"The lot weight on the {called(s.document)}, {show(s.field)}, {' and '.join(faults)}."
            finding = decided(case, "W037", "malformed-number", "lot weight", message, s, severity=severity)
            findings.append(finding)
    return judged(findings)


@rule(
    "W038",
    "missing-field",
    title="Country of the business entities",
    severity="info",
    basis="ICGLR data standard, MD.02 business entity (ISO 3166-1 country)",
    tolerance="the importer may be outside the region",
)
def entity_countries(case: Case) -> Result:
    """The exporter's address on an ICGLR certificate names a country, and one of the ICGLR's member states."""
    certificates = of_kind(case, ICGLR)
    if not certificates:
        return NOT_APPLICABLE
    stated = [Stated(d, f) for d in certificates if (f := read_field(d, "exporter_address")) is not None]
    if not stated:
        return undecidable("The exporter's address was not read.")
    findings: list[Finding] = []
    day = shipped(case).date
    for s in stated:
        named = {str(c.value) for c in find_countries(str(s.value), Context(language=s.document.language))}
        if any(case.reference.icglr_member(c, day) for c in named):
            continue
        what = f"names {', '.join(sorted(named))}, no member state" if named else "names no country"
        message = f"The exporter's address on the {called(s.document)} {what}."
        findings.append(found("W038", "missing-field", message, left=s))
    return judged(findings)


_TAG_LIST = re.compile(
    r"\btag(?:s)? list\b|\blist of tags\b|liste des (?:[eé]tiquettes|tags)|lista de etiquetas", re.IGNORECASE
)


@rule(
    "X031",
    "parcel-count-mismatch",
    UNCERTAIN,
    title="Bag count equals tag count",
    severity="block",
    basis="ICGLR data standard, MD.12 (tags of a lot); tag lists of traceability schemes",
    tolerance="exact; only where the paper is a list of all tags",
)
def tags_and_bags(case: Case) -> Result:
    """A list of tags has as many tags as the lot has bags."""
    lists = [d for d in case.documents if _is_tag_list(case, d)]
    if not lists:
        return NOT_APPLICABLE
    count = next((s for s in statements(case.documents, "parcel_count") if isinstance(s.value, int)), None)
    findings: list[Finding] = []
    checked = False
    for document in lists:
        field = read_field(document, "tag_numbers")
        if field is None or not isinstance(field.value, tuple) or count is None:
            continue
        checked = True
        if len(field.value) != count.value:
            message = f"The {called(document)} lists {len(field.value)} tags, while {count.says} as number of bags."
            left = Stated(document, field)
            finding = decided(
                case, "X031", "parcel-count-mismatch", "list of tags", message, left, count, lookalike=True
            )
            findings.append(finding)
    return judged(findings) if checked else undecidable("The tags or the number of bags were not read.")


def _is_tag_list(case: Case, document: Document) -> bool:
    return bool(_TAG_LIST.search(document.title or ""))
