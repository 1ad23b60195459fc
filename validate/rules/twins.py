"""Papers, stones and parcels that come back in another lot, whatever number the paper bears now."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Document
from validate.copies import ENOUGH, same_facts, same_figures
from validate.facts import SCHEME_CERTIFICATES, Stated, called, read_field
from validate.memory import Paper, RememberedLot
from validate.memory_past import Past
from validate.model import Finding, Side
from validate.numbers import bare
from validate.rules.findings import found
from validate.rules.memory_view import called_lot, earlier, papers
from validate.rules.model import NO_MEMORY, Case, Result, judged, rule
from validate.rules.recurrence import REUSED

TWIN_FACTS = 4
"""Facts, dates among them, that two papers must both state, and alike, to be one content under two numbers."""


@rule(
    "L007",
    REUSED,
    title="No copy of another lot's paper",
    severity="review",
    basis="Kimberley Process notices on forged certificates; trade practice",
    tolerance="the same bytes; or the same facts, a weight or value among them, and 80 % of the figures (scans: 70 %); "
    "left out: papers that serve several lots, and pairs whose numbers were both read (L001, L002, L005, L012)",
)
def no_copies(case: Case) -> Result:
    """No paper of the lot whose number was not read is one of an earlier lot: byte for byte, or by all that it states
    and every figure that it bears."""
    if case.past is None:
        return NO_MEMORY
    return judged(_copies(case, case.past))


def _copies(case: Case, past: Past) -> Iterator[Finding]:
    for document, paper in papers(case, past):
        if paper.shared:
            continue
        side = Side(document=document.id)
        old = None if paper.key else _of_these_bytes(case, past, paper)
        if old is not None:
            message = f"The {called(document)} is, byte for byte, a paper of {called_lot(old)}."
            yield found(
                "L007", REUSED, message, left=side, right=earlier(old, "file", paper.pages[0].partition(":")[0])
            )
            continue
        for old, other in _alike(case, past, paper):
            if (paper.key and other.key) or not _same_figures(paper, other):
                continue
            message = f"The {called(document)} states the same, in every figure, as a paper of {called_lot(old)}."
            yield found("L007", REUSED, message, left=side, right=earlier(old, "document_number", other.number))
            break


def _of_these_bytes(case: Case, past: Past, paper: Paper) -> RememberedLot | None:
    lots = (old for page in paper.pages for old in past.bearing(case.lot.id, ("page", page), companions=False))
    return next(lots, None)


def _alike(case: Case, past: Past, paper: Paper) -> Iterator[tuple[RememberedLot, Paper]]:
    """Papers of earlier lots, of the same type and for one lot each, that have a trait of this one's content."""
    seen: set[str] = set()
    for mark in sorted(paper.content_marks()):
        for old in past.bearing(case.lot.id, mark, companions=False):
            if old.id not in seen:
                seen.add(old.id)
                yield from ((old, other) for other in old.papers if other.type is paper.type and not other.shared)


def _same_figures(one: Paper, other: Paper) -> bool:
    """Whether two papers are one by what they state and by their figures; of other dates and number or not."""
    facts = same_facts(one.facts, other.facts)
    figures = same_figures(one.figures, other.figures, scanned=one.scanned or other.scanned)
    return bool(facts and figures) and facts + figures >= ENOUGH


@rule(
    "L012",
    REUSED,
    title="Same stone or parcel twice",
    severity="block",
    basis="traceability platforms' identifiers of stones; trade practice",
    tolerance="a platform's identifier exactly; a paper of another number with the same content calls a reviewer: the "
    "same facts and dates, or, whatever its dates, the same facts and 80 % of the figures (70 % on scans)",
)
def same_parcel(case: Case) -> Result:
    """No stone or parcel identifier of the lot was in an earlier lot, and no paper of it is an earlier lot's under
    another number."""
    if case.past is None:
        return NO_MEMORY
    now = case.past.present(case.lot.id)
    return judged((*_stones(case, case.past, now), *_twins(case, case.past)))


def _stones(case: Case, past: Past, now: RememberedLot) -> Iterator[Finding]:
    for key, shown in now.stones.items():
        for old in past.bearing(case.lot.id, ("stone", key)):
            if set(now.chain) & set(old.chain):
                continue
            message = f"Stone or parcel {shown} of lot {case.lot.id} was in {called_lot(old)}."
            side = Side(reference="stones of the lot", value=shown)
            yield found("L012", REUSED, message, left=side, right=earlier(old, "stones", old.stones[key]))


def _twins(case: Case, past: Past) -> Iterator[Finding]:
    for document, paper in papers(case, past):
        if paper.shared or not paper.key:
            continue
        found_ = next(((old, other) for old, other in _alike(case, past, paper) if _twin(paper, other)), None)
        if found_ is not None:
            yield _under_another_number(document, paper, *found_)


def _under_another_number(document: Document, paper: Paper, old: RememberedLot, other: Paper) -> Finding:
    field = read_field(document, "document_number")
    assert field is not None  # the paper has a number
    both = ", ".join(name.replace("_", " ") for name in sorted(paper.facts.keys() & other.facts.keys()))
    message = (
        f"The {called(document)} states the same as {other.number} of {called_lot(old)}, under another number: {both}."
    )
    right = earlier(old, "document_number", other.number)
    return found("L012", REUSED, message, severity="review", left=Stated(document, field), right=right)


def _twin(one: Paper, other: Paper) -> bool:
    """One content under two numbers: every fact that both state is the same, dates and parties among them; or all but
    the dates, and the figures with them."""
    if not other.key or bare(one.key) == bare(other.key):
        return False
    if _same_figures(one, other):
        return True
    if one.content is None or one.content != other.content:
        return False
    both = one.facts.keys() & other.facts.keys()
    dated = "issue_date" in both or one.type in SCHEME_CERTIFICATES
    return dated and len(both) >= TWIN_FACTS and all(one.facts[name] == other.facts[name] for name in both)
