"""Papers that the policy wants beyond the tables of the law: by goods, route and day, with fields and statements."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from extract.model import Document
from validate.facts import NAMES, called, listed, sort_key
from validate.model import Finding, Severity, Side
from validate.policy import Wanted
from validate.rules.circumstances import codes, countries, destination, goods, names_of, origins, shipped
from validate.rules.findings import found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.understanding import read_badly

ALIKE = 82
"""Likeness (0..100) from which a paper's wording is taken for the statement wanted: OCR slips and small changes."""
SPOKEN = 60
"""Characters of running text from which a paper can be said not to bear a statement."""


@rule(
    "policy-documents",
    "missing-document",
    "missing-field",
    title="Papers that the policy wants",
    severity="review",
    basis="the policy, each paper with its own basis",
    tolerance="as the policy says; a statement in about its words",
)
def wanted_papers(case: Case) -> Result:
    """The papers that the policy wants for these goods on this route are there, with the fields and the statement
    that it wants on them.

    Goods by group, mineral and HS code, route by countries of origin and destination, time by the day of shipment.
    """
    entries = case.policy.required_document
    if not entries:
        return NOT_APPLICABLE
    mineral = goods(case)
    if mineral is None:
        return undecidable("The commodity is not known.")
    findings: list[Finding] = []
    asked, open_questions = False, []
    for wanted in entries:
        fits = _fits(case, wanted, mineral.group, names_of(mineral))
        if fits is None:
            open_questions.append(f"{wanted.id}: the country of destination is not known")
        if not fits:
            continue
        asked = True
        finding, reason = _paper(case, wanted)
        if finding is not None:
            findings.append(finding)
        elif reason is not None:
            open_questions.append(f"{wanted.id}: {reason}")
    if findings or (asked and not open_questions):
        return judged(findings)
    return undecidable(f"{'; '.join(open_questions)}.") if open_questions else NOT_APPLICABLE


def _fits(case: Case, wanted: Wanted, group: str, names: frozenset[str]) -> bool | None:
    """Whether a paper is wanted for the lot; None where it hangs on a destination that no paper states."""
    day = shipped(case).date
    if (wanted.valid_from and day < wanted.valid_from) or (wanted.valid_to and day > wanted.valid_to):
        return False
    if not ({"*", group} & set(wanted.groups) and {"*", *names} & set(wanted.minerals)):
        return False
    if "*" not in wanted.origins and not any(_place(case, o, wanted.origins) for o in origins(case)):
        return False
    if wanted.hs_prefixes and not any(code.startswith(wanted.hs_prefixes) for code in listed_codes(case)):
        return False
    if "*" in wanted.destinations:
        return True
    stated = destination(case)
    if stated is None:
        return None
    return any(_place(case, c, wanted.destinations) for c in countries(stated.field))


def _place(case: Case, code: str, places: Sequence[str]) -> bool:
    day = shipped(case).date
    if code in places or ("EU" in places and case.reference.in_eu(code, day)):
        return True
    return "ICGLR" in places and bool(case.reference.icglr_member(code, day))


def _paper(case: Case, wanted: Wanted) -> tuple[Finding | None, str | None]:
    """What is wrong with a wanted paper, or why it cannot be said."""
    names = listed([NAMES[kind] for kind in wanted.documents]).replace(" and ", " or ")
    papers = sorted((d for d in case.documents if d.type in wanted.documents), key=sort_key)
    note = f" ({wanted.note})" if wanted.note else ""
    if not papers:
        message = f"The papers hold no {names}, wanted by policy {wanted.id}{note}."
        side = Side(reference=f"policy {wanted.id}", value=" or ".join(kind.value for kind in wanted.documents))
        return _wanting("missing-document", wanted, message, None, side), None
    for name in wanted.fields:
        if not any(_states(paper, name) for paper in papers):
            lacking = name.replace("_", " ")
            if any(read_badly(paper, case.policy) for paper in papers):
                return None, f"the {lacking} was not found, and the {called(papers[0])} could not be read well"
            message = f"The {called(papers[0])} does not state the {lacking}, which policy {wanted.id} wants{note}."
            side = Side(document=papers[0].id, field=name)
            return _wanting("missing-field", wanted, message, side, None), None
    if wanted.statement is None:
        return None, None
    worded = [(paper, wording(paper)) for paper in papers]
    if any(fuzz.partial_ratio(_plain(wanted.statement), words) >= ALIKE for _, words in worded):
        return None, None
    if not any(len(words) >= SPOKEN for _, words in worded):
        return None, f"no running text was read from the {called(papers[0])}"
    message = (
        f"The {called(papers[0])} does not bear the statement that policy {wanted.id} wants{note}: "
        f"“{wanted.statement}”."
    )
    side = Side(document=papers[0].id, field="statement")
    return _wanting("missing-field", wanted, message, side, None), None


def _wanting(code: str, wanted: Wanted, message: str, left: Side | None, right: Side | None) -> Finding:
    """The finding; a paper that is there and lacks something calls a reviewer at most: a reader may have missed it."""
    mild = code == "missing-field" and wanted.severity == "block"
    severity: Severity = "review" if mild else wanted.severity
    return found("policy-documents", code, message, severity=severity, basis=wanted.basis, left=left, right=right)


def _states(document: Document, name: str) -> bool:
    """Whether a field stands on a paper; one whose value could not be made out is another rule's."""
    return name in document.fields or name in document.more or any(name in line for line in document.lines)


def wording(document: Document) -> str:
    """All running text that is known of a document, folded for comparison."""
    fields = (
        *document.fields.values(),
        *document.more.values(),
        *(f for line in document.lines for f in line.values()),
    )
    lines = " ".join(line.text for line in document.text)
    return _plain(
        lines + " " + " ".join(f.value if isinstance(f.value, str) else f.raw for f in fields if f.value is not None)
    )


def _plain(words: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())


def listed_codes(case: Case) -> frozenset[str]:
    """Every HS code that the lot's papers state."""
    stated = [s.value for d in case.documents if (s := codes(d)) is not None]
    return frozenset(code for value in stated if isinstance(value, tuple) for code in value)
