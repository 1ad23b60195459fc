"""Licences, permits and certificates without which the law of the producing country does not let goods out."""

from __future__ import annotations

import re
from decimal import Decimal

from validate.facts import Stated, called, show, statements
from validate.model import Side
from validate.rules.circumstances import ASSAY, goods, of_kind, shipped
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.model import NOT_APPLICABLE, PASSED, Case, Result, judged, rule, undecidable
from validate.rules.presence import lacking_documents
from validate.weights import decimal


def _licensed(case: Case, rule_id: str) -> Result:
    findings, asked = lacking_documents(case, rule_id)
    if goods(case) is None:
        return undecidable("The commodity is not known.")
    return judged(findings) if asked else NOT_APPLICABLE


@rule(
    "R019",
    "missing-document",
    title="ICGLR certificate for designated minerals",
    severity="block",
    basis="ICGLR Regional Certification Mechanism, Manual; DRC order on the CIRGL certificate",
    tolerance="by date and origin; gold of states whose certificates for gold are not confirmed is information",
)
def icglr_certificate(case: Case) -> Result:
    """A lot of a designated mineral from a member state of the ICGLR comes with an ICGLR certificate."""
    return _licensed(case, "R019")


@rule(
    "R023",
    "missing-document",
    title="China: export licence for controlled minerals",
    severity="block",
    basis="announcements of MOFCOM and GACC (gallium, germanium, graphite, antimony, tungsten, rare earths)",
    tolerance="by date and HS code; controls whose day is not confirmed call a reviewer",
)
def chinese_licence(case: Case) -> Result:
    """Goods of China under export control come with an export licence."""
    return _licensed(case, "R023")


@rule(
    "R024",
    "missing-document",
    title="Zimbabwe: permit for unbeneficiated ores",
    severity="block",
    basis="Zimbabwe Statutory Instrument 5 of 2023 (unbeneficiated base mineral ores)",
    tolerance="by date and HS code",
)
def zimbabwean_permit(case: Case) -> Result:
    """Ores of base minerals of Zimbabwe come with the Minister's permit."""
    return _licensed(case, "R024")


@rule(
    "R025",
    "missing-document",
    title="Ghana: papers of the Gold Board",
    severity="info",
    basis="Ghana Gold Board Act (sole buyer and exporter of artisanal gold from 2025-05-01)",
    tolerance="information, as papers seldom tell by whom gold was dug, and artisanal gold is no reason to refuse",
)
def gold_board(case: Case) -> Result:
    """Gold of Ghana comes with export papers of the Gold Board, or another licence."""
    if any(case.wording(d).first(re.compile(r"gold ?bod|ghana gold board", re.IGNORECASE)) for d in case.documents):
        return PASSED
    return _licensed(case, "R025")


_SURVEYED = re.compile(
    r"survey(?:or|ors)['’]?s? report|laporan surveyor|surveyor|sucofindo|\bLS[ -]?(?:no|nomor|number)\b", re.IGNORECASE
)
PUREST_ASKED = Decimal("99.85")
"""Per cent of tin that ingots must hold by the Indonesian rule of 2007."""


@rule(
    "R026",
    "missing-document",
    "licence-not-valid",
    UNCERTAIN,
    title="Indonesia: papers and purity of tin exports",
    severity="block",
    basis="Indonesia, Ministry of Trade, export provisions for tin (ET, PE, surveyor's report)",
    tolerance="a missing approval blocks; the surveyor's report, and ingots below the 99.85 % of the rule of 2007, "
    "call a reviewer, as the text in force was not read; the exporter's registration stands on the approval",
)
def indonesian_tin(case: Case) -> Result:
    """Tin of Indonesia comes with its export approval and a surveyor's report, and is as pure as the rule asks."""
    result = _licensed(case, "R026")
    if result.outcome in ("not_applicable", "not_decidable"):
        return result
    findings = list(result.findings)
    day = shipped(case)
    right = day.source if isinstance(day.source, Stated) else day.side
    for grade in statements(case.documents, "grade"):
        share = decimal(grade.value) if grade.field.unit in (None, "%") else None
        if share is not None and share < PUREST_ASKED:
            message = f"Tin of {show(grade.field)} on the {called(grade.document)}: {PUREST_ASKED} % is asked for."
            findings.append(
                decided(case, "R026", "licence-not-valid", "grade", message, grade, right, severity="review")
            )
            break
    if not of_kind(case, ASSAY) and not any(case.wording(d).first(_SURVEYED) for d in case.documents):
        known = [w for d in case.documents if (w := case.wording(d)).known]
        if not known or not all(wording.well_read for wording in known):
            return judged(findings) if findings else undecidable("Whether a surveyor's report is named was not read.")
        message = "Tin of Indonesia leaves with a surveyor's report; no paper of the lot is one or names one."
        side = Side(reference="surveyor's report")
        findings.append(found("R026", "missing-document", message, severity="review", left=side, right=right))
    return judged(findings)
