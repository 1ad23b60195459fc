"""Whether the documents of a lot agree on one fact: the ground that most rules stand on.

A fact is compared across the lot against one reference document, so that one cause gives one finding and not one for
every pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extract.model import Alternative, Evidence, Field
from validate.facts import HARDLY, Stated
from validate.policy import Policy


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two statements compare: `agree`; else `grade` is the severity that the rule gives the difference.

    `misread`: a misreading alone could explain it. `doubtful`: a bad reading is by far its likeliest cause (half a
    name, a line's figure for the total), so that only an all but certain reading is believed. `printed`: one of the
    papers bears what the other states as well.
    """

    agree: bool
    grade: str = ""
    misread: bool = False
    doubtful: bool = False
    printed: bool = False


AGREE = Verdict(True)
Compare = Callable[[Stated, Stated], Verdict]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One group of documents that states something else than the reference does.

    `sure` is False where the difference rests on a reading too weak to decide; `shaky` is then the weakest statement.
    """

    reference: Stated
    with_reference: tuple[Stated, ...]
    against: tuple[Stated, ...]
    verdict: Verdict
    sure: bool
    shaky: Stated

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Where both sides stand."""
        return (*self.reference.field.evidence, *(e for stated in self.against for e in stated.field.evidence))


def compare(found: Sequence[Stated], judge: Compare, policy: Policy) -> tuple[Disagreement, ...]:
    """The groups that differ from the reference statement (the first); none where all agree or only one speaks.

    A weak reading that has another admissible reading under which it agrees is taken to agree.
    """
    if len(found) < 2:
        return ()
    reference = _reference(found, policy)
    others = [s for s in found if s is not reference]
    agreeing = [reference]
    against: list[tuple[Stated, Verdict]] = []
    for stated in others:
        verdict = _settled(reference, stated, judge)
        if verdict.agree:
            agreeing.append(stated)
        else:
            against.append((stated, verdict))
    groups: list[list[tuple[Stated, Verdict]]] = []
    for stated, verdict in against:
        for group in groups:
            if judge(group[0][0], stated).agree:
                group.append((stated, verdict))
                break
        else:
            groups.append([(stated, verdict)])
    return tuple(_disagreement(reference, agreeing, group, policy) for group in groups)


def _reference(found: Sequence[Stated], policy: Policy) -> Stated:
    decide = float(policy.confidence.decide)
    return next((s for s in found if s.field.confidence >= decide or s.field.status == "corrected"), found[0])


def _settled(reference: Stated, stated: Stated, judge: Compare) -> Verdict:
    verdict = judge(reference, stated)
    if verdict.agree:
        return verdict
    for left in readings(reference):
        for right in readings(stated):
            if (left is not reference or right is not stated) and judge(left, right).agree:
                return AGREE
    return verdict


LIKELY = 0.4
"""A reading that was weighed and not chosen counts where it scored this much: as likely as not."""


DOUBTED = 0.85
"""Confidence below which the value may also be the one that stands in another place of the document."""


def same_place(field: Field, other: Alternative) -> bool:
    """Whether another reading is of the same words, and not of words that stand elsewhere on the document."""
    if not other.evidence or not field.evidence:
        return True
    return any(
        (a.file, a.page) == (b.file, b.page)
        and a.box.x0 < b.box.x1
        and b.box.x0 < a.box.x1
        and a.box.y0 < b.box.y1
        and b.box.y0 < a.box.y1
        for a in field.evidence
        for b in other.evidence
    )


def readings(stated: Stated) -> Iterator[Stated]:
    """The statement as read, and as it could also be read: the same words otherwise, or, where the reading is in
    doubt, other words of the document."""
    yield stated
    for other in stated.field.nearest:
        if other.score >= LIKELY and (stated.field.confidence < DOUBTED or same_place(stated.field, other)):
            field = stated.field.model_copy(update={"value": other.value, "unit": other.unit or stated.field.unit})
            yield Stated(stated.document, field)


ALL_BUT_CERTAIN = 0.99
"""What a doubtful reading takes to be believed against the other papers."""


def _disagreement(
    reference: Stated, agreeing: Sequence[Stated], group: Sequence[tuple[Stated, Verdict]], policy: Policy
) -> Disagreement:
    against = tuple(stated for stated, _ in group)
    verdict = group[0][1]
    scanned = verdict.misread and not all(stated.digital for stated in (*agreeing, *against))
    least = float(policy.confidence.lookalike if scanned else policy.confidence.decide)
    if verdict.doubtful:
        least = ALL_BUT_CERTAIN
    # What was hardly read bears out nothing, however often: one cause may have misled every reading.
    unsure = [side for side in (agreeing, against) if best(side) < (least if len(side) < 2 else HARDLY)]
    sure = not unsure
    if not sure and not verdict.misread and not verdict.doubtful:
        # No misreading explains it; only a reading that is hardly one leaves the matter open.
        sure = min(best(agreeing), best(against)) >= float(policy.confidence.lone)
    shaky = min((side[0] for side in unsure or (against,)), key=lambda s: s.field.confidence)
    return Disagreement(reference, tuple(agreeing), against, verdict, sure, shaky)


def best(group: Sequence[Stated]) -> float:
    """The highest confidence among statements that agree (1 for a value that a person corrected)."""
    return max(1.0 if s.field.status == "corrected" else s.field.confidence for s in group)


def is_sure(group: Sequence[Stated], policy: Policy) -> bool:
    """Whether statements that agree can be built on: one read well, or two that bear each other out."""
    return len(group) >= 2 or best(group) >= float(policy.confidence.decide)
