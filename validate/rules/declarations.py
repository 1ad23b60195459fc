"""Declarations and statements on diamonds: warranties, self-certification, attestations, due diligence statements."""

from __future__ import annotations

import re
from datetime import date

from extract.model import Document
from validate.facts import called, listed, read_field, show, statements
from validate.model import Severity, Side
from validate.rules.circumstances import (
    DECLARATION,
    INVOICE,
    countries,
    destination,
    goods,
    is_diamond,
    of_kind,
    shipped,
    six_digit_codes,
)
from validate.rules.findings import found
from validate.rules.model import NOT_APPLICABLE, PASSED, Case, Result, judged, rule, undecidable

ALIKE = 0.85
"""Share of a statement's words from which on a paper makes it."""

PARTLY = 0.5


def made(case: Case, kind: str, documents: tuple[Document, ...]) -> Document | None:
    """The first document that makes a statement of this kind (table of statements), None where none does."""
    wordings = [s.text for s in case.reference.statements if s.kind == kind]
    for document in documents:
        if any(case.wording(document).share_of(text) >= ALIKE for text in wordings):
            return document
    return None


def _diamonds(case: Case) -> bool:
    mineral = goods(case)
    return is_diamond(case) or (mineral is not None and mineral.group == "diamond_polished")


@rule(
    "W061",
    "missing-field",
    title="Warranty statement present and current",
    severity="info",
    basis="World Diamond Council, System of Warranties; Regulation (EC) No 2368/2002, Article 17",
    tolerance="likeness of 0.85; the wording of 2003 is noted after 2024",
)
def warranty(case: Case) -> Result:
    """The invoice of rough diamonds bears the warranty statement of the trade, in the wording of its day.

    It is the seller's own statement and proves nothing by itself.
    """
    invoices = of_kind(case, INVOICE)
    if not is_diamond(case) or not invoices:
        return NOT_APPLICABLE
    if made(case, "warranty", invoices):
        return PASSED
    old = made(case, "warranty-old", invoices)
    issued = read_field(invoices[0], "issue_date")
    if old is not None:
        in_use = next((s.span for s in case.reference.statements if s.kind == "warranty-old"), None)
        day = date.fromisoformat(str(issued.value)) if issued is not None else shipped(case).date
        if in_use is None or in_use.holds(day):
            return PASSED
        message = f"The {called(old)} bears the warranty statement of 2003, which was replaced ({in_use})."
        return judged([found("W061", "missing-field", message, left=Side(document=old.id, field="warranty"))])
    if not all(case.wording(d).well_read for d in invoices):
        return undecidable("The wording of the invoice could not be read well enough.")
    message = f"The {called(invoices[0])} bears no warranty statement."
    return judged([found("W061", "missing-field", message, left=Side(document=invoices[0].id, field="warranty"))])


@rule(
    "W071",
    "missing-field",
    title="Wording of a declaration of diamond origin",
    severity="review",
    basis="wordings published by the importing country, by the table of statements (United States)",
    tolerance="likeness of 0.85; where no wording is published nothing is compared",
)
def wording_of_declaration(case: Case) -> Result:
    """A self-certification for the United States is made in the wording published, and not only in a part of it."""
    papers = [d for d in of_kind(case, DECLARATION, INVOICE) if case.wording(d).known]
    where = destination(case)
    if not _diamonds(case) or where is None or "US" not in countries(where.field):
        return NOT_APPLICABLE
    if not papers:
        return undecidable("No wording of declarations or invoice was read.")
    texts = [s.text for s in case.reference.statements if s.kind == "us-self-certification"]
    shares = [(max(case.wording(d).share_of(t) for t in texts), d) for d in papers] if texts else []
    best = max(shares, default=None, key=lambda pair: pair[0])
    if best is None or best[0] < PARTLY:
        return undecidable("No self-certification is among the papers.")
    if best[0] >= ALIKE:
        return PASSED
    if not case.wording(best[1]).well_read:
        return undecidable("The wording of the declaration could not be read well enough.")
    message = f"The {called(best[1])} certifies in other words than those published: {best[0]:.0%} of them are there."
    side = Side(document=best[1].id, field="statement")
    right = Side(reference="statements", value=texts[0])
    return judged([found("W071", "missing-field", message, left=side, right=right)])


@rule(
    "W072",
    "reference-mismatch",
    title="US self-certification: one for one entry",
    severity="info",
    basis="CBP CSMS 61912001 (self-certification on letterhead, one for each entry)",
    tolerance="letterhead and file form are not judged",
)
def one_for_one(case: Case) -> Result:
    """A self-certification for the United States serves the papers of one lot."""
    where = destination(case)
    if not _diamonds(case) or where is None or "US" not in countries(where.field):
        return NOT_APPLICABLE
    letter = made(case, "us-self-certification", of_kind(case, DECLARATION))
    if letter is None:
        return undecidable("No self-certification is among the papers.")
    lots = case.bundle.homes.get(letter.id, ())
    if len(lots) <= 1:
        return PASSED
    message = f"The {called(letter)} covers {len(lots)} lots ({listed(list(lots))}); one is made for each entry."
    return judged([found("W072", "reference-mismatch", message, left=Side(document=letter.id))])


def _demanded(
    case: Case, rule_id: str, place: str, since: date, what: str, kind: str, pattern: re.Pattern[str]
) -> Result:
    """A statement that the law of the importing country demands for diamonds from a day on."""
    where, day = destination(case), shipped(case).date
    if not _diamonds(case):
        return NOT_APPLICABLE
    if where is None:
        return undecidable("No document states the country of destination.")
    if place not in countries(where.field) or day < since:
        return NOT_APPLICABLE
    codes = six_digit_codes(case)
    if codes and all(c.startswith(("710221", "710229")) for c in codes):
        return NOT_APPLICABLE  # industrial diamonds
    if of_kind(case, DECLARATION) or made(case, kind, of_kind(case, INVOICE)):
        return PASSED
    papers = [case.wording(d) for d in case.documents if case.wording(d).known]
    if any(wording.first(pattern) for wording in papers):
        return PASSED
    message = f"Diamonds for {place}, shipped on {day}: the papers hold no {what}."
    return judged([found(rule_id, "missing-document", message, left=where, right=Side(reference=what))])


@rule(
    "R015",
    "missing-document",
    title="US self-certification in the bundle",
    severity="block",
    basis="E.O. 14068 as amended by E.O. 14114; CBP CSMS 61912001 (self-certification at entry)",
    tolerance="non-industrial diamonds from 2024-03-01; any declaration or the statement on the invoice counts",
)
def self_certification(case: Case) -> Result:
    """Diamonds for the United States come with the statement that they are not of Russian origin."""
    pattern = re.compile(r"Russian Federation|self[- ]certif", re.IGNORECASE)
    since = date(2024, 3, 1)
    return _demanded(case, "R015", "US", since, "self-certification", "us-self-certification", pattern)


@rule(
    "R016",
    "missing-document",
    title="Canadian attestation in the bundle",
    severity="block",
    basis="Canada SOR/2024-172 and CBSA Diamond Origin Attestation",
    tolerance="from 2024-03-01; any declaration counts",
)
def attestation(case: Case) -> Result:
    """Diamonds for Canada come with an attestation of their origin."""
    pattern = re.compile(r"diamond origin attestation|attestation (?:of|d['’])\s?origin", re.IGNORECASE)
    return _demanded(case, "R016", "CA", date(2024, 3, 1), "Diamond Origin Attestation", "ca-attestation", pattern)


@rule(
    "R014",
    "missing-document",
    title="EU due diligence statement for polished diamonds",
    severity="block",
    basis="Regulation (EU) No 833/2014, Article 3p (due diligence statement on diamond origin)",
    tolerance="HS 7102.39 from 2026-01-01; papers seldom give sizes: where none states 0.5 ct or more, a reviewer",
)
def due_diligence_statement(case: Case) -> Result:
    """Polished diamonds of half a carat and more for the Union come with a due diligence statement."""
    mineral, where, day = goods(case), destination(case), shipped(case).date
    if mineral is None or mineral.group != "diamond_polished":
        return NOT_APPLICABLE
    if where is None:
        return undecidable("No document states the country of destination.")
    if not any(case.reference.in_eu(c, day) for c in countries(where.field)) or day < date(2026, 1, 1):
        return NOT_APPLICABLE
    if of_kind(case, DECLARATION):
        return PASSED
    if any(case.wording(d).first(_DILIGENT) for d in case.documents):
        return PASSED
    message = f"Polished diamonds for the Union, shipped on {day}: the papers hold no due diligence statement."
    size = next((s for d in case.documents if (s := case.wording(d).first(_LARGE)) is not None), None)
    severity: Severity = "block" if size is not None else "review"
    right = size.stated("size") if size is not None else Side(reference="due diligence statement")
    return judged([found("R014", "missing-document", message, severity=severity, left=where, right=right)])


_DILIGENT = re.compile(r"due diligence statement|d[eé]claration de diligence|not mined[^\n]{0,80}Russia", re.IGNORECASE)
_LARGE = re.compile(
    r"\b(?:0[.,][5-9]\d?|[1-9]\d?[.,]\d{1,2})\s*(?:ct|cts|carats?)\b[^\n]{0,20}(?:stone|each|size|and above)",
    re.IGNORECASE,
)

_EARLIER_PRESENCE = re.compile(
    r"grandfather\w*|(?:outside|out of) (?:of )?Russia (?:before|prior to)|"
    r"(?:before|prior to) 1 (?:January|March|September) 2024",
    re.IGNORECASE,
)


@rule(
    "R012",
    "missing-document",
    title="EU grandfathering is proved by a dated paper",
    severity="review",
    basis="Regulation (EU) 2024/1745 (diamonds in third countries before the dates of the ban)",
    tolerance="any paper of the bundle dated before 2024-09-01 counts as a dated proof",
)
def grandfathering(case: Case) -> Result:
    """A claim that diamonds were outside Russia before the ban is borne out by a paper of that time."""
    if not _diamonds(case):
        return NOT_APPLICABLE
    claim = next((s for d in case.documents if (s := case.wording(d).first(_EARLIER_PRESENCE)) is not None), None)
    if claim is None:
        spoken = any(case.wording(d).known for d in case.documents)
        return NOT_APPLICABLE if spoken else undecidable("No wording of the papers was read.")
    dates = [s for s in statements(case.documents, "issue_date") if str(s.value) < "2024-09-01"]
    if dates:
        return PASSED
    message = f"The {called(claim.document)} claims `{claim.words}`, and no paper of the bundle is of that time."
    return judged([found("R012", "missing-document", message, left=claim.stated("claim"))])


_OFFICE = re.compile(r"diamond office|HRD Antwerp|\bAWDC\b|Diamantoffice", re.IGNORECASE)


@rule(
    "R013",
    "restricted-origin",
    title="EU origin check at the designated authority",
    severity="block",
    basis="Regulation (EU) No 833/2014, Article 3p and Annex XXXVIIIB (Diamond Office, Antwerp)",
    tolerance="HS 7102.10 and 7102.31 from 2024-03-01; only a waybill to another Member State shows a breach",
)
def designated_authority(case: Case) -> Result:
    """Rough diamonds for the Union are carried to Antwerp, or a paper names the check by the Diamond Office there."""
    where, day = destination(case), shipped(case).date
    if not is_diamond(case):
        return NOT_APPLICABLE
    if where is None:
        return undecidable("No document states the country of destination.")
    members = {c for c in countries(where.field) if case.reference.in_eu(c, day)}
    codes = six_digit_codes(case)
    industrial = bool(codes) and not codes & {"710210", "710231"}
    if not members or day < date(2024, 3, 1) or industrial:
        return NOT_APPLICABLE
    if any(case.wording(d).first(_OFFICE) for d in case.documents):
        return PASSED
    if members & {"BE", "EU"} or where.document.type.value != "transport_document":
        return undecidable("The check takes place at arrival; the papers of the shipment cannot show it.")
    message = (
        f"The {called(where.document)} carries rough diamonds to {show(where.field)}; they are to be shown to the "
        "Diamond Office in Antwerp first, and no paper names its check."
    )
    return judged([found("R013", "restricted-origin", message, left=where)])
