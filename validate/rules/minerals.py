"""Ores, concentrates and metals: grades that can be, analyses that add up, weights dry and wet, the ICGLR's form."""

from __future__ import annotations

import re
from decimal import Decimal

from validate.custody.units import GRAMS, fold_unit
from validate.facts import Stated, called, further, read_field, show, statements
from validate.model import Finding, Side
from validate.rules.circumstances import ASSAY, ICGLR, INVOICE, PACKING, codes, goods, of_kind, origins, shipped
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.model import NOT_APPLICABLE, PASSED, Case, Result, judged, rule, undecidable
from validate.weights import decimal, last_place, share, weight

CEILINGS = {
    "cassiterite": (Decimal("78.8"), "Sn in pure SnO2"),
    "coltan": (Decimal("86.0"), "Ta2O5 in pure tantalite"),
    "wolframite": (Decimal("80.5"), "WO3 in pure scheelite (76.6 in wolframite)"),
    "gold": (Decimal("100"), "of anything"),
}
"""The most, in per cent, that the chemistry of the mineral allows (from atomic masses)."""


@rule(
    "W034",
    "implausible-value",
    UNCERTAIN,
    title="Grade possible for the mineral",
    severity="block",
    basis="chemistry of the mineral (mass shares by atomic masses)",
    tolerance="cassiterite 78.8 % Sn, tantalite 86.0 % Ta2O5, wolframite 76.6 and scheelite 80.5 % WO3, gold 100 %",
)
def possible_grade(case: Case) -> Result:
    """The grade that a paper states, in per cent, is not above what the pure mineral holds."""
    mineral = goods(case)
    if mineral is None or mineral.name not in CEILINGS:
        return NOT_APPLICABLE
    most, what = CEILINGS[mineral.name]
    grades_read = [s for s in statements(case.documents, "grade") if decimal(s.value)]
    # A figure above 100 without a sign is no share in per cent.
    stated = [s for s in grades_read if s.field.unit == "%" or (not s.field.unit and (decimal(s.value) or 0) <= 100)]
    if not stated:
        return undecidable("No grade in per cent was read.")
    findings: list[Finding] = []
    for s in stated:
        number = decimal(s.value)
        if number is None or number <= most or (mineral.name == "cassiterite" and _as_oxide(case, s)):
            continue
        message = f"The {called(s.document)} states a grade of {show(s.field)}; {mineral.name} holds {most} % {what}."
        right = Side(reference="chemistry", value=f"{most} % {what}")
        findings.append(decided(case, "W034", "implausible-value", "grade", message, s, right))
    return judged(findings[:1])


def _as_oxide(case: Case, stated: Stated) -> bool:
    """Whether the figure is of the oxide, which may reach 100 %."""
    return "SnO2" in stated.field.raw or "SnO2" in (stated.field.label or "")


_SHARE = re.compile(
    r"\b(Ta2O5|Nb2O5|SnO2|Sn|WO3|TiO2|Fe2O3|FeO|MnO|ZrO2|SiO2|Al2O3|U3O8|ThO2|P2O5|CaO|MgO|Au|Ag|Cu|Pb|Zn|Co|Ni|As|Bi)\b"
    r"\s*[:=(]?\s*%?\)?\s*[:=]?\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*(%|pct)",
)


@rule(
    "W067",
    "arithmetic-error",
    UNCERTAIN,
    title="Analysis adds to at most 100 %",
    severity="review",
    basis="arithmetic of an analysis (mass shares)",
    tolerance="100.5 %; only shares with their sign of per cent are added",
)
def analysis_adds_up(case: Case) -> Result:
    """The shares of elements and oxides that an analysis gives in per cent do not add to more than the whole."""
    findings: list[Finding] = []
    checked = False
    for document in of_kind(case, ASSAY):
        found_shares = {said.groups[0]: said for said in case.wording(document).find(_SHARE)}
        if len(found_shares) < 2:
            continue
        checked = True
        total = sum((Decimal(s.groups[1].replace(",", ".")) for s in found_shares.values()), Decimal(0))
        if total <= Decimal("100.5"):
            continue
        parts = " + ".join(f"{name} {said.groups[1]}" for name, said in found_shares.items())
        message = f"The shares on the {called(document)} add to {total} %: {parts}."
        left = next(iter(found_shares.values())).stated("analysis", parts)
        findings.append(decided(case, "W067", "arithmetic-error", "analysis", message, left))
    if not of_kind(case, ASSAY):
        return NOT_APPLICABLE
    return judged(findings) if checked else undecidable("No analysis with several shares in per cent was read.")


@rule(
    "W068",
    "arithmetic-error",
    UNCERTAIN,
    title="Dry weight is wet weight less moisture",
    severity="review",
    basis="definition of moisture in concentrate contracts (dry = wet x (1 - moisture))",
    tolerance="0.1 % of the weight, and rounding",
)
def dry_weight(case: Case) -> Result:
    """Where a paper states wet weight, moisture and dry weight, the third follows from the first two."""
    findings: list[Finding] = []
    checked = False
    for document in case.documents:
        wet, dry, damp = (further(document, name) for name in ("wet_weight", "dry_weight", "moisture"))
        heavy, light = (weight(s.field) if s is not None else None for s in (wet, dry))
        moisture = decimal(damp.value) if damp is not None else None
        if wet is None or dry is None or damp is None or heavy is None or light is None or moisture is None:
            continue
        checked = True
        expected = heavy.mass * (1 - moisture / 100)
        slack = heavy.digit + light.digit + heavy.mass * last_place(moisture) / 200
        if abs(expected - light.mass) <= slack or share(expected, light.mass) <= Decimal("0.001"):
            continue
        message = (
            f"On the {called(document)}, {show(wet.field)} wet at {show(damp.field)} of moisture does not give "
            f"{show(dry.field)} dry."
        )
        findings.append(decided(case, "W068", "arithmetic-error", "dry weight", message, dry, wet))
    return judged(findings) if checked else undecidable("No paper states wet weight, dry weight and moisture.")


_ACCREDITED = re.compile(r"ISO(?:/IEC)?\s*(?:IEC\s*)?17025|accredit|accr[eé]dit|acredit", re.IGNORECASE)


@rule(
    "W069",
    "missing-field",
    title="Laboratory's accreditation",
    severity="info",
    basis="ISO/IEC 17025 (competence of testing laboratories)",
    tolerance="absence is judged on papers that were read well",
)
def accredited(case: Case) -> Result:
    """An assay certificate gives the laboratory's accreditation."""
    assays = of_kind(case, ASSAY)
    if not assays:
        return NOT_APPLICABLE
    lacking = []
    for document in assays:
        wording = case.wording(document)
        if further(document, "accreditation") is not None or wording.first(_ACCREDITED):
            continue
        if not wording.well_read:
            return undecidable("The wording of the assay certificate could not be read well enough.")
        lacking.append(document)
    return judged(
        found(
            "W069",
            "missing-field",
            f"The {called(d)} gives no accreditation of the laboratory.",
            left=Side(document=d.id, field="accreditation"),
        )
        for d in lacking
    )


_RADIATION = re.compile(
    r"radio-?activ|\bU3O8\b|\bThO2\b|\bBq/g\b|\bClass 7\b|classe 7|NORM\b|\bU\s*\+\s*Th\b", re.IGNORECASE
)


@rule(
    "W075",
    "missing-document",
    title="Radioactivity report for tantalum ores",
    severity="info",
    basis="transport practice for tantalum and niobium ores (uranium and thorium content)",
    tolerance="lots of coltan, niobium or HS 2615",
)
def radioactivity(case: Case) -> Result:
    """The papers of tantalum or niobium ore speak of its radioactivity."""
    mineral = goods(case)
    listed = [s.value for d in case.documents if (s := codes(d)) is not None]
    ore = any(c.startswith("261590") for v in listed if isinstance(v, tuple) for c in v)
    if mineral is None or (mineral.name not in ("coltan", "niobium") and not ore):
        return NOT_APPLICABLE
    papers = [case.wording(d) for d in case.documents if case.wording(d).known]
    if any(further(d, "radioactivity") for d in case.documents) or any(w.first(_RADIATION) for w in papers):
        return PASSED
    if not papers:
        return undecidable("No wording of the papers was read.")
    message = f"No paper of this lot of {mineral.name} speaks of radioactivity (uranium, thorium)."
    return judged([found("W075", "missing-document", message, left=Side(reference="radioactivity report"))])


KNOWN_AMBIGUOUS = {
    "oz": "troy or avoirdupois ounces",
    "st": "short tons or another ton",
    "gr": "grams or grains",
    "grain": "carat grains (0.25 ct) or troy grains",
    "grains": "carat grains (0.25 ct) or troy grains",
    "ton": "metric, short or long tons",
    "tons": "metric, short or long tons",
}
"""Units with two meanings, as folded or as printed."""


@rule(
    "W073",
    UNCERTAIN,
    title="Units known and of one meaning",
    severity="info",
    basis="UN/ECE Recommendation 20 (units of measure)",
    tolerance="where two weights of the lot do not agree, the rules on weights call a reviewer",
)
def units(case: Case) -> Result:
    """Every weight is stated in a unit that is known and means one thing."""
    findings: list[Finding] = []
    checked = False
    for document in case.documents:
        for name in ("carat_weight", "net_weight", "gross_weight", "licensed_quantity"):
            field = read_field(document, name)
            if field is None or not field.unit:
                continue
            checked = True
            symbol = field.unit.strip().lower()
            meaning = KNOWN_AMBIGUOUS.get(symbol) or ("unknown" if fold_unit(field.unit) not in GRAMS else None)
            if meaning is None:
                continue
            message = f"The {name.replace('_', ' ')} on the {called(document)} is in `{field.unit}`: {meaning}."
            findings.append(found("W073", UNCERTAIN, message, left=Stated(document, field)))
    return judged(findings) if checked else undecidable("No weight with a unit was read.")


@rule(
    "X022",
    "grade-mismatch",
    UNCERTAIN,
    title="Assay belongs to the lot",
    severity="review",
    basis="assay splitting limits of concentrate contracts; ICGLR data standard, MD.03 (grade)",
    tolerance="0.5 points of per cent; splitting limits of a contract may be set as policy",
)
def grades(case: Case) -> Result:
    """The grade on the assay certificate is that on certificate and invoice (lot numbers are rule X022-lot's)."""
    all_stated = [s for s in statements(case.documents, "grade") if (s.field.unit or "%") == "%"]
    stated = [s for s in all_stated if 0 < (decimal(s.value) or Decimal(0)) <= 100]  # more is no share: a mark was lost
    assay = [s for s in stated if s.document.type is ASSAY]
    others = [s for s in stated if s.document.type in (ICGLR, INVOICE, PACKING)]
    if not assay or not others:
        return undecidable("No grade on an assay certificate beside one on another paper.")
    findings: list[Finding] = []
    for s in others:
        apart = min(abs((decimal(s.value) or Decimal(0)) - (decimal(a.value) or Decimal(0))) for a in assay)
        if apart <= Decimal("0.5"):
            continue
        message = f"The grades are {apart} points apart: {assay[0].says}, {s.says}."
        findings.append(decided(case, "X022", "grade-mismatch", "grade", message, s, assay[0], lookalike=True))
    return judged(findings[:1])


_AVQ = re.compile(r"\bAVQ\b|quota verification|v[eé]rification d[eu] quotas?|ARECOMS", re.IGNORECASE)
_PREPAID = re.compile(
    r"royalt\w*[^\n]{0,40}prepay|prepay\w*[^\n]{0,40}royalt|redevance mini[eè]re|pr[eé]paiement", re.IGNORECASE
)


@rule(
    "W054",
    "missing-document",
    title="DRC cobalt papers",
    severity="block",
    basis="DRC cobalt quota regime (ARECOMS quota verification certificate, receipt of the royalty's prepayment)",
    tolerance="shipments from 2025-11-26 on; absence is judged where the papers were read well",
)
def cobalt_papers(case: Case) -> Result:
    """The papers of Congolese cobalt name a quota verification certificate and the prepayment of the royalty."""
    mineral, day = goods(case), shipped(case).date
    if mineral is None or mineral.name != "cobalt" or "CD" not in origins(case) or day.isoformat() < "2025-11-26":
        return NOT_APPLICABLE
    papers = [case.wording(d) for d in case.documents if case.wording(d).known]
    if not papers:
        return undecidable("No wording of the papers was read.")
    lacking = [
        what
        for what, pattern in (("quota verification certificate", _AVQ), ("prepayment of the royalty", _PREPAID))
        if not any(wording.first(pattern) for wording in papers)
    ]
    if not lacking:
        return PASSED
    if not all(wording.well_read for wording in papers):
        return undecidable("The wording of the papers could not be read well enough.")
    message = f"The papers of this cobalt from the DRC, shipped on {day}, name no {' and no '.join(lacking)}."
    left = Side(reference="cobalt papers", value=lacking[0])
    return judged([found("W054", "missing-document", message, severity="block", left=left)])
