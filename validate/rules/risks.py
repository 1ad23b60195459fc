"""Risks that an origin or a route calls out: flagged with what answers them and when to look again, never a bar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from validate.facts import listed, show, statements
from validate.model import Side
from validate.rules.circumstances import (
    countries,
    destination,
    goods,
    names_of,
    origins,
    shipped,
    six_digit_codes,
)
from validate.rules.findings import found
from validate.rules.measures import reference_weight
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import weight


def areas(case: Case) -> tuple[str, ...]:
    """Countries of origin or transit that are on the indicative list on the day."""
    day = shipped(case).date
    named = origins(case) | frozenset(e.country.upper() for e in case.events if e.country)
    return tuple(sorted(m.iso2 for m in case.reference.cahra if m.iso2 in named and m.span.holds(day)))


def labour(case: Case) -> tuple[tuple[str, str], ...]:
    """Risks to people reported for these goods of these origins, each with the evidence that answers it."""
    mineral, day = goods(case), shipped(case).date
    if mineral is None:
        return ()
    names = names_of(mineral)
    rows = [r for r in case.reference.labour_risks if r.iso2 in origins(case) and not names.isdisjoint(r.minerals)]
    return tuple((f"{r.iso2}: {r.risk}", r.evidence) for r in rows if r.span.holds(day))


@rule(
    "R018",
    "high-risk-area",
    title="Conflict-affected and high-risk areas",
    severity="info",
    basis="Regulation (EU) 2017/821, indicative list of conflict-affected and high-risk areas; OECD guidance",
    tolerance="by country: the list's regions are not held; never more than a call for due diligence",
)
def high_risk(case: Case) -> Result:
    """Origin or transit through a country on the indicative list calls for due diligence; it never excludes."""
    if not origins(case) and not any(e.country for e in case.events):
        return undecidable("No country is stated.")
    found_areas = areas(case)
    if not found_areas:
        return judged(())
    stated = next(iter(statements(case.documents, "country_of_origin")), None)
    message = (
        f"{', '.join(found_areas)}: country with areas on the Union's indicative list; enhanced due diligence "
        "applies. Risk asks for evidence, it does not exclude."
    )
    left = stated if stated is not None and countries(stated.field) & set(found_areas) else None
    right = Side(reference="indicative list of high-risk areas", value=", ".join(found_areas))
    return judged([found("R018", "high-risk-area", message, left=left, right=right)])


@rule(
    "R034",
    "high-risk-area",
    title="Risks to people by origin and goods",
    severity="info",
    basis="OECD Due Diligence Guidance, Annex II (worst forms of child labour, forced labour, abuses)",
    tolerance="by country and goods, whoever mined them (table of labour risks); evidence is asked for, nothing barred",
)
def labour_risks(case: Case) -> Result:
    """Goods of an origin for which risks to people are reported are flagged, with the evidence that answers them."""
    if goods(case) is None or not origins(case):
        return undecidable("Commodity or origin is not known.")
    risks = labour(case)
    if not risks:
        return judged(())
    message = " ".join(f"{risk}; asked for: {evidence}." for risk, evidence in risks)
    return judged([found("R034", "high-risk-area", message, right=Side(reference="labour risks", value=risks[0][0]))])


def half_a_year_after(day: date) -> date:
    """The day six months on (the last of a shorter month)."""
    month = day.month + 6
    year, month = (day.year + 1, month - 12) if month > 12 else (day.year, month)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@rule(
    "H003",
    "high-risk-area",
    title="A flagged risk has a plan and a day to look again",
    severity="info",
    basis="OECD Due Diligence Guidance, Step 3 (improvement within six months); Regulation (EU) 2017/821, Article 5",
    tolerance="six months from the as-of date",
)
def plan(case: Case) -> Result:
    """Where an origin or route is flagged, what is asked for and the day of the next look are said: none is refused."""
    risks = [*(f"{a} (high-risk area)" for a in areas(case)), *(risk for risk, _ in labour(case))]
    if not risks and not origins(case) and not any(e.country for e in case.events):
        return undecidable("Neither papers nor custody records say where the goods come from.")
    if not risks:
        return NOT_APPLICABLE
    evidence = listed(list(dict.fromkeys(["supply chain map to the mine", *(e for _, e in labour(case))])))
    again = half_a_year_after(case.as_of)
    message = (
        f"Risk plan for {listed(risks)}: ask for {evidence}; continue trade meanwhile, look again by {again}, and only "
        "then decide to continue, suspend or disengage."
    )
    right = Side(reference="risk plan", value=again.isoformat())
    return judged([found("H003", "high-risk-area", message, right=right)])


@rule(
    "R028",
    "high-risk-area",
    title="Duties of EU importers of tin, tantalum, tungsten and gold",
    severity="info",
    basis="Regulation (EU) 2017/821, Annex I, with Delegated Regulation (EU) 2020/1588 (volume thresholds)",
    tolerance="this lot alone against the year's threshold of its CN code; the year's sum is the memory's",
)
def importer_duties(case: Case) -> Result:
    """Whether this lot alone reaches the yearly volume from which on its importer in the Union has the full duties."""
    where, day, codes = destination(case), shipped(case).date, six_digit_codes(case)
    if where is None or not codes:
        return undecidable("Destination or HS codes are not stated.")
    rows = [t for t in case.reference.thresholds if t.span.holds(day) and any(_of(t.cn_code, c) for c in codes)]
    if not rows or not any(case.reference.in_eu(c, day) for c in countries(where.field)):
        return NOT_APPLICABLE
    net = reference_weight(case)
    mass = weight(net.field) if net is not None else None
    if net is None or mass is None:
        return undecidable("The net weight is not stated.")
    row = min(rows, key=lambda t: t.kilograms)
    if mass.mass < row.kilograms * 1000:
        return judged(())
    message = (
        f"{show(net.field)} of {row.description.lower()} is at or above {row.kilograms} kg a year: the importer has "
        "the full duties of the regulation."
    )
    right = Side(reference="thresholds of Regulation (EU) 2017/821", value=f"{row.cn_code}: {row.kilograms} kg")
    return judged([found("R028", "high-risk-area", message, left=net, right=right)])


def _of(cn_code: str, code: str) -> bool:
    digits = cn_code.removeprefix("ex")
    length = min(len(digits), len(code), 6)
    return length >= 4 and digits[:length] == code[:length]


@rule(
    "H012",
    "high-risk-area",
    title="Status of an industry scheme is information",
    severity="info",
    basis="recognition of upstream schemes by date, by the table of schemes",
    tolerance="points to further checks; no scheme is compulsory, none is refused",
)
def scheme_status(case: Case) -> Result:
    """A scheme that the papers name and whose recognition ended by the day of shipment is said, as information."""
    papers = [d for d in case.documents if case.wording(d).known]
    if not papers:
        return undecidable("No wording of the papers was read.")
    day = shipped(case).date
    for scheme in case.reference.schemes:
        said = next((s for d in papers if (s := case.wording(d).first(scheme.pattern)) is not None), None)
        if said is not None and scheme.span.holds(day):
            message = f"{scheme.scheme} is named; {scheme.status} ({scheme.span})."
            left, basis = said.stated("scheme", scheme.scheme), case.reference.title(scheme.source)
            return judged([found("H012", "high-risk-area", message, basis=basis, left=left)])
    return judged(())
