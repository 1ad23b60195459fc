"""Rules of the house: expressions that must hold, and plug-ins, each run so that its own failure is told and never
passes."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from validate.expressions import ExpressionFault, NotStated, evaluate
from validate.model import Finding, Side
from validate.policy import SPEAKS_OF_ARTISANAL, HouseRule, Policy, PolicyFault
from validate.policy_file import nearest
from validate.rules.house_facts import facts_of
from validate.rules.model import NOT_APPLICABLE, RULES, Case, Result, Rule, judged, undecidable

FAILED = "rule-failed"
"""The code of a rule of the house, or of a plug-in, that could not be run: the lot is looked at by a person."""


def rules_of(policy: Policy, plugins: Iterable[Rule] = ()) -> tuple[Rule, ...]:
    """The policy's own rules and the plug-ins' as rules that cannot fail in silence.

    Raises PolicyFault where two rules have one name, or where [severity] names what is neither rule nor code.
    """
    own = [_house_rule(one) for one in policy.rule]
    foreign = [_guarded(one) for one in plugins]
    names = [one.id for one in (*own, *foreign)]
    for name in names:
        if name in RULES or names.count(name) > 1:
            raise PolicyFault("policy-malformed", f"There are two rules named {name}.", "Give the rule another name.")
    known = {*RULES, *names, FAILED, *(code for one in (*RULES.values(), *own, *foreign) for code in one.codes)}
    for name in policy.severity:
        if name not in known:
            raise PolicyFault(
                "policy-unknown-name",
                f"The policy's [severity] names {name!r}, which is neither a rule nor a finding code"
                f"{nearest(name, known)}.",
                "Rules and codes stand in docs/findings.md.",
            )
    return (*own, *foreign)


def _house_rule(house: HouseRule) -> Rule:
    def judge(case: Case) -> Result:
        facts = facts_of(case)
        try:
            if not evaluate(house.when, facts):
                return NOT_APPLICABLE
            holds = evaluate(house.demand, facts)
        except NotStated as missing:
            return undecidable(f"The papers do not state {missing}.")
        if holds:
            return judged(())
        message = house.message or f"{house.title}: it does not hold that {house.demand}."
        used = {name: value for name, value in facts.items() if value is not None and name in house.demand}
        shown = "; ".join(f"{name} is {_shown(value)}" for name, value in sorted(used.items()))
        finding = Finding(
            code=house.code,
            rule=house.id,
            severity=house.severity,
            message=f"{message} ({shown})" if shown else message,
            basis=house.basis,
            left=Side(reference=f"policy {house.id}", value=house.demand),
        )
        return judged([finding])

    made = Rule(house.id, (house.code, FAILED), house.title, house.severity, house.basis, judge, "as the policy says")
    return _guarded(made)


def _shown(value: Any) -> str:
    if isinstance(value, Decimal) and value != (short := round(value, 4)):
        return f"about {short.normalize():f}"
    return (", ".join(sorted(value)) or "none") if isinstance(value, frozenset) else str(value)


def _guarded(foreign: Rule) -> Rule:
    """The rule, run so that what it raises or answers wrongly is a finding and leaves the check undecided."""

    def judge(case: Case) -> Result:
        try:
            result = foreign.judge(case)
            trouble = _trouble(foreign, result)
        except ExpressionFault as fault:
            trouble = f"its expression {fault}"
        except Exception as error:  # noqa: BLE001 - foreign code may raise anything; none of it may pass in silence
            trouble = f"it raised {type(error).__name__}: {str(error)[:200]}"
        if trouble is None:
            return result
        message = f"Rule {foreign.id} could not be run: {trouble}. What it checks is not known of this lot."
        finding = Finding(
            code=FAILED,
            rule=foreign.id,
            severity="review",
            message=message,
            basis=foreign.basis,
            left=Side(reference=f"rule {foreign.id}"),
        )
        return Result("not_decidable", (finding,), reason=f"The rule could not be run: {trouble}.")

    codes_of = foreign.codes if FAILED in foreign.codes else (*foreign.codes, FAILED)
    return Rule(
        foreign.id, codes_of, foreign.title, foreign.severity, foreign.basis, judge, foreign.tolerance, foreign.doc
    )


def _trouble(foreign: Rule, result: object) -> str | None:
    if not isinstance(result, Result):
        return f"it answered {type(result).__name__} and no Result"
    if (result.outcome == "failed") != bool(result.findings) and result.outcome != "not_decidable":
        return f"it answered {result.outcome} with {len(result.findings)} findings"
    for finding in result.findings:
        if finding.rule != foreign.id:
            return f"its finding names the rule {finding.rule}"
        if finding.severity != "info" and SPEAKS_OF_ARTISANAL.search(finding.code):
            return "it holds a lot for an artisanal source, which no rule may"
    return None
