"""How surely key facts were read, and which of two admissible readings the other papers bear out."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Field
from validate.agreement import LIKELY, same_place
from validate.facts import Stated, called, listed, show, statements
from validate.model import Finding, Side
from validate.rules.circumstances import as_date, shipped
from validate.rules.findings import UNCERTAIN, found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import decimal, weight

KEY = (
    *("document_number", "issue_date", "expiry_date", "carat_weight", "net_weight", "value", "exporter_name"),
    "importer_name",
)
"""Facts that decisions rest on most."""


@rule(
    "W024",
    UNCERTAIN,
    title="Key facts read surely",
    severity="info",
    basis="calibrated confidence of each reading; what a decision rests on, the deciding rule asks about",
    tolerance="below policy confidence.decide (0.85), where no other paper states the same",
)
def surely_read(case: Case) -> Result:
    """Number, dates, weights, value and parties of each document were read surely, or another paper bears them out."""
    findings: list[Finding] = []
    checked = False
    least = float(case.policy.confidence.decide)
    for document in case.documents:
        weak_ones = []
        for name in KEY:
            field = document.fields.get(name)
            if field is None or field.value is None or field.status != "read":
                continue
            checked = True
            if field.confidence < least and not _borne_out(case, Stated(document, field)):
                weak_ones.append(Stated(document, field))
        if weak_ones:
            told = listed([f"{s.field.name.replace('_', ' ')} {show(s.field)}" for s in weak_ones])
            message = f"On the {called(document)}, these were read with little confidence, and stand alone: {told}."
            evidence = [e for s in weak_ones for e in s.field.evidence]
            # Names no field: it speaks of the document, and takes no other rule's finding from it.
            side = Side(document=document.id)
            findings.append(found("W024", UNCERTAIN, message, left=side, evidence=evidence))
    return judged(findings) if checked else undecidable("No key fact was read.")


def _borne_out(case: Case, stated: Stated) -> bool:
    others = statements((d for d in case.documents if d is not stated.document), stated.field.name)
    return any(_equal(stated.field, other.field) for other in others)


def _equal(one: Field, other: Field) -> bool:
    if one.value == other.value:
        return True
    a, b = weight(one, "ct"), weight(other, "ct")
    return a is not None and b is not None and abs(a.mass - b.mass) <= max(a.digit, b.digit)


@rule(
    "W026",
    UNCERTAIN,
    title="Order of day and month settled",
    severity="info",
    basis="both readings of a date are kept until the other papers, or the order of dates, settle it",
    tolerance="an unsettled date is read as its document's language writes dates",
)
def day_and_month(case: Case) -> Result:
    """A date with two readings (04/05/2025) is read as the other papers' dates allow; which one was taken is said."""
    findings: list[Finding] = []
    concerned = False
    open_ones: list[str] = []
    for stated, other in _twofold(case, ("issue_date", "expiry_date", "shipment_date")):
        mine, theirs = as_date(stated.field), as_date(other.field)
        if mine is None or theirs is None:
            continue
        concerned = True
        same = [s for s in _others(case, stated) if as_date(s.field) in (mine, theirs)]
        day = shipped(case)
        if same:
            taken = same[0].value
            why = f"{same[0].says}"
        elif stated.field.name == "issue_date" and max(mine, theirs) > case.as_of >= min(mine, theirs):
            taken, why = str(min(mine, theirs)), f"the other lies after {case.as_of}"
        elif stated.field.name == "expiry_date" and day.source and min(mine, theirs) < day.date <= max(mine, theirs):
            taken, why = str(max(mine, theirs)), f"the goods left on {day.date}"
        else:
            open_ones.append(called(stated.document))
            continue
        findings.append(_settled("W026", stated, other, str(taken), why))
    if findings:
        return judged(findings)
    if open_ones:
        return undecidable(f"A date on the {open_ones[0]} can be read in two ways, and no other paper settles it.")
    return judged(()) if concerned else NOT_APPLICABLE


@rule(
    "W027",
    UNCERTAIN,
    title="Decimal and thousands marks settled",
    severity="info",
    basis="both readings of a number are kept until the other papers settle it",
    tolerance="an unsettled number is read as its document's language writes numbers",
)
def decimal_marks(case: Case) -> Result:
    """A number with two readings (1.234) is read as the other papers state it; which one was taken is said."""
    findings: list[Finding] = []
    concerned = False
    open_ones: list[str] = []
    twofold = list(_twofold(case, ("carat_weight", "net_weight", "gross_weight", "licensed_quantity")))
    doubted = {(stated.document.id, stated.field.name) for stated, _ in twofold}
    for stated, other in twofold:
        if decimal(stated.value) is None or decimal(other.value) is None:
            continue
        concerned = True
        same = [s for s in _others(case, stated) if _equal(s.field, stated.field) or _equal(s.field, other.field)]
        if not same:
            open_ones.append(called(stated.document))
            continue
        same.sort(key=lambda one: (one.document.id, one.field.name) in doubted)  # what is plain settles what is not
        taken = stated if _equal(same[0].field, stated.field) else other
        findings.append(_settled("W027", stated, other, show(taken.field), same[0].says))
    if findings:
        return judged(findings)
    if open_ones:
        return undecidable(f"A number on the {open_ones[0]} can be read in two ways, and no other paper settles it.")
    return judged(()) if concerned else NOT_APPLICABLE


def _twofold(case: Case, names: tuple[str, ...]) -> Iterator[tuple[Stated, Stated]]:
    """Statements with a second reading as likely as not, and that reading."""
    for name in names:
        for stated in statements(case.documents, name):
            for other in stated.field.nearest:
                likely = other.score >= LIKELY and same_place(stated.field, other)
                if likely and other.value != stated.value:
                    field = stated.field.model_copy(
                        update={"value": other.value, "unit": other.unit or stated.field.unit}
                    )
                    yield stated, Stated(stated.document, field)
                    break


def _others(case: Case, stated: Stated) -> list[Stated]:
    return list(statements((d for d in case.documents if d is not stated.document), stated.field.name))


def _settled(rule_id: str, stated: Stated, other: Stated, taken: str, why: str) -> Finding:
    words = stated.field.name.replace("_", " ")
    message = (
        f"The {words} on the {called(stated.document)}, `{stated.field.raw}`, can be read as {show(stated.field)} or "
        f"{show(other.field)}; it is taken as {taken}, because {why}."
    )
    return found(
        rule_id, UNCERTAIN, message, left=Side(document=stated.document.id, value=show(stated.field)),
        right=Side(document=stated.document.id, value=show(other.field)), evidence=stated.field.evidence,
    )  # fmt: skip


@rule(
    "X033",
    UNCERTAIN,
    title="Translations on one form agree",
    severity="review",
    basis="Canada SOR/2003-15 (certificates in English and French); one fact has one value on one paper",
    tolerance="normalised values",
)
def translations(case: Case) -> Result:
    """No document states one fact twice and not alike, as in the two languages of a form."""
    findings: list[Finding] = []
    checked = False
    for document in case.documents:
        for field in document.fields.values():
            checked = True
            if field.status != "conflicting":
                continue
            both = listed([str(a.raw or a.value) for a in field.nearest] or ["two values"])
            words = field.name.replace("_", " ")
            message = f"The {called(document)} states the {words} twice, and not alike: {both}."
            side = Side(document=document.id, field=field.name, value=field.raw or None)
            evidence = (*field.evidence, *(e for a in field.nearest for e in a.evidence))
            findings.append(found("X033", UNCERTAIN, message, left=side, evidence=evidence))
    return judged(findings) if checked else undecidable("No field was read.")
