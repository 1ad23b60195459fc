"""Our checks in UNTP's words: criteria, and what was judged by them, the same in claims and in the attestation.

A lot is checked by well over a hundred rules, most of which find nothing: those stand together, and so do those that
could not be decided for the same reason; each rule that found something stands by itself. Judged one by one, they made
credentials of 190 KB, which other software refuses (see `passport.vc.jose.MAX_READ_BY_ALL`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from passport.model import CheckRecord, Passport
from passport.untp.model import Claim, Criterion, Link, Metric, Performance, Score, Topic
from passport.untp.naming import Publisher
from passport.untp.vocabulary import TERMS
from validate.check import THEMES  # noqa: F401 - importing the themes registers the rules
from validate.rules.model import RULES

PROVENANCE = Topic(
    type=("ConformityTopic",), id="https://vocabulary.uncefact.org/conformity-topic/provenance", name="Provenance"
)
OUTCOMES = {
    "passed": "Each of these rules was applied and found nothing against the lot.",
    "failed": "The rule was applied and found something: see the findings.",
    "not_decidable": "The rule applies and could not be decided: evidence is missing or unreadable.",
}
NOTHING_FOUND = "Rules that found nothing against the lot"


@dataclass(frozen=True, slots=True)
class Judged:
    """Rules with one outcome for one reason. `name` tells them from the others of the lot, `title` is for people."""

    name: str
    title: str
    checks: tuple[CheckRecord, ...]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The rules, under one id in claims and attestations."""
        return tuple(
            Criterion(type=("Criterion",), id=f"{TERMS}rule-{check.rule}", name=rule_title(check.rule))
            for check in self.checks
        )

    @property
    def performance(self) -> Performance:
        """The outcome as a score, with the rule's own reason where it gives one."""
        check = self.checks[0]
        told = check.reason or OUTCOMES[check.outcome]
        metric = Metric(type=("PerformanceMetric",), id=f"{TERMS}outcome", name="Outcome of the rule")
        return Performance(metric=metric, score=Score(code=check.outcome.replace("_", "-"), definition=told))


def judged(passport: Passport) -> Iterator[Judged]:
    """What the checks say of the lot; rules that do not apply to it are left out."""
    together: dict[tuple[str, str], list[CheckRecord]] = {}
    for check in passport.checks:
        if check.outcome != "not_applicable":
            # What a rule found is its own; a reason may be that of many rules.
            reason = check.rule if check.outcome == "failed" else check.reason or ""
            together.setdefault((check.outcome, reason), []).append(check)
    for (outcome, reason), checks in sorted(together.items(), key=lambda item: item[0][0] != "passed"):
        if outcome == "passed":
            yield Judged("passed", NOTHING_FOUND, tuple(checks))
        else:
            title = rule_title(checks[0].rule) if len(checks) == 1 else f"Rules that could not be decided: {reason}"
            yield Judged(checks[0].rule, title, tuple(checks))


def rule_title(rule: str) -> str:
    """What a rule asks, in words; its id where this program has no such rule."""
    known = RULES.get(rule)
    return known.title if known is not None else f"Rule {rule}"


def claims(passport: Passport, publisher: Publisher, evidence: tuple[Link, ...]) -> Iterator[Claim]:
    """The checks as claims about the lot; `evidence` links to the credential that attests them."""
    for one in judged(passport):
        more: dict[str, Any] = {"evidence": evidence} if evidence else {}
        yield Claim(
            type=("Claim",),
            id=publisher.thing("claims", f"{passport.lot}/{passport.as_of.isoformat()}/{one.name}"),
            name=one.title,
            reference_criteria=one.criteria,
            claim_date=passport.as_of,
            claimed_performance=(one.performance,),
            conformity_topic=(PROVENANCE,),
            **more,
        )
