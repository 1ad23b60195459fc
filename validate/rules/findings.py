"""How rules word their findings: severity and basis from the rule, both sides, the weak reading called by name."""

from __future__ import annotations

from collections.abc import Iterable

from extract.model import Evidence
from validate.agreement import Disagreement
from validate.facts import Stated, called, listed, show
from validate.model import Finding, Severity, Side
from validate.policy import Policy
from validate.rules.model import RULES, Case

UNCERTAIN = "uncertain-field"

SHAKY = 0.9
"""Confidence below which a reading gives way to the one that the other papers state, where its paper bears that too."""

PRINTED = "One of the two papers bears what the other states as well, and is taken to agree."


def found(
    rule: str,
    code: str,
    message: str,
    *,
    severity: Severity | None = None,
    basis: str | None = None,
    left: Stated | Side | None = None,
    right: Stated | Side | None = None,
    evidence: Iterable[Evidence] | None = None,
) -> Finding:
    """A finding of a registered rule; severity and basis are the rule's unless given, evidence that of both sides."""
    stated = [side for side in (left, right) if isinstance(side, Stated)]
    return Finding(
        code=code,
        rule=rule,
        severity=severity or RULES[rule].severity,
        message=message,
        basis=basis or RULES[rule].basis,
        left=left.side if isinstance(left, Stated) else left,
        right=right.side if isinstance(right, Stated) else right,
        evidence=tuple(evidence) if evidence is not None else tuple(e for s in stated for e in s.field.evidence),
    )


def apart(rule: str, code: str, what: str, d: Disagreement, severity: Severity, note: str = "") -> Finding:
    """The finding for documents that disagree on `what`; `uncertain-field` where a weak reading is all it rests on."""
    first = d.against[0]
    others = [called(s.document) for s in d.against[1:]]
    also = f" So does the {listed(others)}." if others else ""
    if not d.sure:
        settled = d.verdict.printed and d.shaky.field.confidence < SHAKY
        how = (
            "may not have been read in full or from the right place"
            if d.verdict.doubtful
            else f"was read with little confidence ({d.shaky.field.confidence:.2f})"
        )
        return found(
            rule,
            UNCERTAIN,
            f"The {what} of the {called(d.shaky.document)} {how}, and does not agree: {d.reference.says}, "
            f"{first.says}.{also} {PRINTED if settled else 'Look at it.'}",
            severity="info" if settled else "review",
            left=d.shaky,
            right=first if d.shaky is not first else d.reference,
            evidence=d.evidence,
        )
    if d.verdict.doubtful and severity == "block":
        severity = "review"  # readings in doubt are for a person to compare, however surely they were read
    borne = [called(s.document) for s in d.with_reference[1:]]
    support = f" The {listed(borne)} {'agrees' if len(borne) == 1 else 'agree'} with the former." if borne else ""
    extra = f" {note}" if note else ""
    return found(
        rule,
        code,
        f"The documents disagree on the {what}: {d.reference.says}, {first.says}.{also}{support}{extra}",
        severity=severity,
        left=d.reference,
        right=first,
        evidence=d.evidence,
    )


def weak(rule: str, what: str, stated: Stated, why: str) -> Finding:
    """An `uncertain-field`: a decision rests on a reading with too little confidence."""
    return found(
        rule,
        UNCERTAIN,
        f"The {what} of the {called(stated.document)} was read as {show(stated.field)} with little confidence "
        f"({stated.field.confidence:.2f}); {why}",
        severity="review",
        left=stated,
    )


def decided(
    case: Case,
    rule: str,
    code: str,
    what: str,
    message: str,
    left: Stated,
    right: Stated | Side | None = None,
    *,
    severity: Severity | None = None,
    basis: str | None = None,
    lookalike: bool = False,
) -> Finding:
    """The finding where the readings it rests on are firm (or it is mere information), else an `uncertain-field`."""
    shaky = [s for s in (left, right) if isinstance(s, Stated) and not firm(s, case.policy, lookalike)]
    if shaky and (severity or RULES[rule].severity) != "info":
        worst = min(shaky, key=lambda s: s.field.confidence)
        return weak(rule, what, worst, f"as it stands: {message}")
    return found(rule, code, message, severity=severity, basis=basis, left=left, right=right)


def firm(stated: Stated, policy: Policy, lookalike: bool = False) -> bool:
    """Whether one reading alone is good enough to decide on; `lookalike` where a misreading would explain it."""
    least = policy.confidence.lookalike if lookalike else policy.confidence.decide
    return stated.field.status == "corrected" or stated.field.confidence >= float(least)


def bare_reading(stated: Stated, policy: Policy) -> bool:
    """Whether a reading that nothing bears out is too weak even to pass on."""
    return stated.field.status != "corrected" and stated.field.confidence < float(policy.confidence.lone)
