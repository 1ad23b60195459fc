"""Lessons of the field: what claims rest on, mixing in the middle of a chain, recycled material, people upstream."""

from __future__ import annotations

import re
from decimal import Decimal

from validate.facts import called, listed, show, statements
from validate.model import CustodyEvent, EventType, Finding, Side
from validate.rules.circumstances import (
    DECLARATION,
    ICGLR,
    KP,
    ORIGIN_CERTIFICATE,
    goods,
    of_kind,
    six_digit_codes,
)
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.model import NOT_APPLICABLE, PASSED, Case, Result, judged, rule, undecidable
from validate.weights import decimal

IMPACT = "lessons of traceability in diamonds, 3T and gold; OECD guidance, appendix on artisanal mining"


def extractions(case: Case) -> tuple[CustodyEvent, ...]:
    """The chain's events of extraction."""
    return tuple(e for e in case.events if e.type is EventType.EXTRACT)


def told(event: CustodyEvent, *words: str) -> str | None:
    """What a column beyond the contract's says whose name holds one of these words."""
    for name, value in event.more.items():
        if value.strip() and any(word in name.casefold() for word in words):
            return f"{name.replace('_', ' ')}: {value.strip()}"
    return None


@rule(
    "H002",
    "custody-gap",
    title="Any strong identifier of the source is enough",
    severity="info",
    basis=IMPACT,
    tolerance="party, mine site, tag, field agent's record or mining title: one of them",
)
def source_identified(case: Case) -> Result:
    """Each extraction names its source by one strong identifier: who, where, a tag, a title or a field agent.

    Nothing is asked of the smallest sources but that: neither LEI nor VAT nor company number.
    """
    events = extractions(case)
    if not events:
        return undecidable("No extraction is recorded.") if not case.events else NOT_APPLICABLE
    findings: list[Finding] = []
    for event in events:
        named = event.to_party or event.from_party or event.mine_site or event.tags
        if named or told(event, "cooperative", "agent", "licen", "permit", "title", "site"):
            continue
        message = (
            f"Event {event.id} names no source: any of cooperative, mine site, tag, field agent's record or mining "
            "title is enough."
        )
        findings.append(found("H002", "custody-gap", message, left=Side(event=event.id, field="to_party")))
    return judged(findings)


_RECYCLED = re.compile(
    r"\brecycl(?:ed|é|és|ée|ado|ados)\b[^\n]{0,40}\b(?:gold|metal|material|tin|tungsten|tantalum|oro|ouro)\b|"
    r"\b(?:100 ?% |fully )recycled\b|\bscrap gold\b",
    re.IGNORECASE,
)
SCRAP = ("711230", "711291", "711292", "711299", "8002", "810197", "810330")
"""HS codes of waste and scrap of gold, platinum metals, tin, tungsten and tantalum."""


@rule(
    "H006",
    "missing-document",
    UNCERTAIN,
    title="Recycled claims need evidence",
    severity="review",
    basis="Regulation (EU) 2017/821, Article 7(4) (recycled metals); OECD guidance, supplement on gold",
    tolerance="a declaration of recycled material or a custody record of collection; dore at mine grade is asked about",
)
def recycled(case: Case) -> Result:
    """A claim of recycled material is borne out by a declaration or a record of its collection."""
    shares = [s for s in statements(case.documents, "recycled_share") if (decimal(s.value) or Decimal(0)) > 0]
    said = next((s for d in case.documents if (s := case.wording(d).first(_RECYCLED)) is not None), None)
    scrap = any(c.startswith(SCRAP) for c in six_digit_codes(case))
    if not shares and said is None and not scrap:
        return NOT_APPLICABLE
    collected = any(e.type is EventType.RECYCLE for e in case.events)
    declared = bool(of_kind(case, DECLARATION))
    left = shares[0] if shares else said.stated("claim") if said is not None else Side(reference="HS code of scrap")
    what = "Scrap is declared" if isinstance(left, Side) else f"The {called(left.document)} claims recycled material"
    if not (collected or declared):
        message = f"{what}; no declaration of recycled material and no record of its collection bears it out."
        return judged([found("H006", "missing-document", message, left=left)])
    grade = next((s for s in statements(case.documents, "grade") if decimal(s.value)), None)
    mineral = goods(case)
    number = decimal(grade.value) if grade is not None else None
    if mineral is not None and mineral.name == "gold" and grade is None and not collected:
        return undecidable("No grade was read: whether it is that of a mine's dore is not known.")
    mined_like = mineral is not None and mineral.name == "gold" and number is not None and 70 <= number < 96
    if mined_like and not collected and grade is not None:
        message = f"{what}, at {show(grade.field)}, the grade of dore from a mine; no record of collection is there."
        finding = decided(case, "H006", "missing-document", "grade", message, grade, left)
        return judged([finding])
    return PASSED


@rule(
    "H007",
    "high-risk-area",
    title="The trade's own statement is no proof",
    severity="info",
    basis="World Diamond Council, System of Warranties (the seller's own statement); " + IMPACT,
    tolerance="the passport shows each claim's kind: government-certified, third-party, self-declared, inferred",
)
def self_declared(case: Case) -> Result:
    """The origin is stated by an authority or a third party, and not only by the parties themselves."""
    stated = statements(case.documents, "country_of_origin")
    if not stated:
        return undecidable("No document states the country of origin.")
    if any(s.document.type in (KP, ICGLR, ORIGIN_CERTIFICATE) for s in stated):
        return PASSED
    papers = listed(list(dict.fromkeys(called(s.document) for s in stated)))
    message = f"The origin {show(stated[0].field)} rests on the parties' own word alone: {papers}."
    return judged([found("H007", "high-risk-area", message, left=stated[0])])


@rule(
    "H009",
    "high-risk-area",
    title="Who pays is recorded where it is stated",
    severity="info",
    basis=IMPACT + "; reported cost of traceability borne by miners",
    tolerance="columns of the custody record whose name holds cost, fee, levy or paid by",
)
def who_pays(case: Case) -> Result:
    """What the custody record states of fees and levies is not all paid by the first steps of the chain."""
    if not case.events:
        return undecidable("No custody record was given.")
    paid = [(e, t) for e in case.events if (t := told(e, "cost", "fee", "levy", "paid_by", "paid by", "royalt"))]
    if not paid:
        return undecidable("The custody record does not state who paid for what.")
    upstream = all(e.type in (EventType.EXTRACT, EventType.AGGREGATE) for e, _ in paid)
    shown = "; ".join(f"{e.id} {t}" for e, t in paid[:6])
    if not upstream:
        return PASSED
    message = f"Recorded of costs: {shown}. All of it is borne by the first steps of the chain."
    return judged([found("H009", "high-risk-area", message, left=Side(event=paid[0][0].id, field="cost"))])


_SMALL = re.compile(r"artisan|artesan|small[- ]scale|petite [eé]chelle|garimp|\bASM\b|creuseur|diggers?", re.IGNORECASE)


@rule(
    "H013",
    "artisanal-source",
    title="Informal is not illegal by itself",
    severity="info",
    basis="OECD guidance, appendix on artisanal and small-scale mining (formalisation)",
    tolerance="never more than information",
)
def informal(case: Case) -> Result:
    """Where a small source states no licence, the lot is not closed: it may need support to become formal."""
    small = [e for e in extractions(case) if _SMALL.search(f"{e.process or ''} {' '.join(e.more.values())}")]
    if not small:
        return NOT_APPLICABLE if case.events else undecidable("No custody record was given.")
    open_ones = [e for e in small if not told(e, "licen", "permit", "title", "carte")]
    if not open_ones:
        return PASSED
    message = (
        f"The source of event {open_ones[0].id} states no licence: it may need support to become formal. Ask for the "
        "area, the cooperative and whether armed groups or taxes at the site are known; none of this bars the lot."
    )
    return judged([found("H013", "artisanal-source", message, left=Side(event=open_ones[0].id, field="process"))])
