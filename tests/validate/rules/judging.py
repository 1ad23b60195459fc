"""One rule judged on changed papers: its outcome and the codes it raises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.validate.papers import AS_OF, Change, all_of, checked, diamonds, gold, tin
from validate.bundle import Bundle
from validate.custody.graph import history
from validate.lots import form_lots
from validate.model import Dossier, Finding
from validate.policy import Policy
from validate.reference import Reference
from validate.rules.model import RULES, Case
from validate.understanding import trusted

MAKERS = {"diamonds": diamonds, "tin": tin, "gold": gold}


@dataclass(frozen=True)
class Judged:
    """What one rule said of the bundle's first lot."""

    outcome: str
    findings: tuple[Finding, ...]
    reason: str | None = None

    @property
    def codes(self) -> list[str]:
        """The codes of its findings, in order."""
        return [f.code for f in self.findings]

    @property
    def severities(self) -> list[str]:
        """The severities of its findings, in order."""
        return [f.severity for f in self.findings]


def judge(
    rule: str, lot: str, change: Change | None = None, as_of: date = AS_OF, policy: Policy | None = None
) -> Judged:
    """Judges one rule on a changed lot."""
    (first, *_) = checked((change or all_of())(MAKERS[lot]()), as_of, policy)
    outcome = next(c.outcome for c in first.checks if c.rule == rule)
    return Judged(outcome, tuple(f for f in first.findings if f.rule == rule))


def alone(
    rule: str, lot: str, change: Change | None = None, as_of: date = AS_OF, policy: Policy | None = None
) -> Judged:
    """Judges one rule by itself on a changed lot: what it says before the findings of all rules are weighed."""
    result = RULES[rule].judge(case_of((change or all_of())(MAKERS[lot]()), as_of, policy))
    return Judged(result.outcome, result.findings, result.reason)


def case_of(whole: Dossier, as_of: date = AS_OF, policy: Policy | None = None, number: int = 0) -> Case:
    """The bundle's lot of this number, as rules see it."""
    policy, reference = policy or Policy.load(), Reference.load()
    bundle = Bundle(trusted(whole, reference, policy), form_lots(whole))
    lot = bundle.lots[number]
    events = history(whole.custody.events, lot.custody_lots) if lot.custody_lots else ()
    return Case(lot, bundle.of(lot), events, bundle.dossier, bundle.lots, reference, policy, as_of, bundle)


def strip(*names: str) -> Change:
    """Takes fields off every document and line."""

    def change(whole: Dossier) -> Dossier:
        papers = tuple(
            d.model_copy(
                update={
                    "fields": {n: f for n, f in d.fields.items() if n not in names},
                    "lines": tuple({n: f for n, f in line.items() if n not in names} for line in d.lines),
                }
            )
            for d in whole.documents
        )
        return whole.model_copy(update={"documents": papers})

    return change


def unchanged(whole: Dossier) -> Dossier:
    """The papers as they are."""
    return whole


@dataclass(frozen=True)
class Row:
    """One rule on one changed lot: what it answers, and how grave its findings are."""

    rule: str
    lot: str
    outcome: str
    change: Change = unchanged
    severities: tuple[str, ...] = ()

    def holds(self) -> None:
        """Judges the rule by itself and compares."""
        said = alone(self.rule, self.lot, self.change)
        assert (said.outcome, tuple(said.severities)) == (self.outcome, self.severities), said
        assert set(said.codes) <= set(RULES[self.rule].codes)
        assert said.outcome != "not_decidable" or said.reason
