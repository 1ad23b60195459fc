"""The stage's work: lots formed from a dossier, every rule judged on every lot, the lot's status drawn from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ingest.errors import Fault
from validate.bundle import Bundle
from validate.custody.graph import graph_of, history
from validate.custody.lineage import lineage_of
from validate.lots import form_lots
from validate.memory import Memory
from validate.memory_past import Past
from validate.model import Check, CheckedLot, Dossier, Finding, Lineage, Lot, LotStatus, Side
from validate.policy import Policy
from validate.reference import Reference
from validate.rules import (
    authorities,
    carriage,
    claims,
    commerce,
    corrections,
    custody,
    dates,
    declarations,
    demanded,
    diamond_papers,
    diamond_shipments,
    draws,
    export_controls,
    export_papers,
    filing,
    followup,
    goods,
    icglr,
    identifiers,
    identity,
    import_bans,
    joint,
    kimberley,
    kimberley_wording,
    licence_forms,
    licences,
    markets,
    minerals,
    numbers,
    origin_certificates,
    parties,
    places,
    plausible_dates,
    presence,
    prices,
    quantities,
    readings,
    recurrence,
    reuse,
    risks,
    routes,
    sanctioned,
    schemes,
    signs,
    sums,
    suspensions,
    textlayers,
    twins,
    volumes,
    wanted,
)
from validate.rules.findings import UNCERTAIN
from validate.rules.house import rules_of
from validate.rules.model import RULES, Case, Rule
from validate.understanding import trusted

THEMES = (
    *(
        presence,
        demanded,
        numbers,
        dates,
        plausible_dates,
        schemes,
        authorities,
        reuse,
        identity,
        parties,
        quantities,
        sums,
        goods,
        places,
        licences,
        followup,
    ),
    *(
        custody,
        prices,
        wanted,
        recurrence,
        twins,
        draws,
        volumes,
        kimberley,
        kimberley_wording,
        diamond_papers,
        diamond_shipments,
        icglr,
    ),
    *(minerals, origin_certificates, declarations, routes, filing, identifiers, readings, suspensions, import_bans),
    *(
        export_controls,
        export_papers,
        risks,
        signs,
        commerce,
        claims,
        sanctioned,
        licence_forms,
        corrections,
        textlayers,
    ),
    *(markets, carriage, joint),
)
"""The modules of rules; a module registers its rules when it is imported."""


VERSION = "9"
"""Rises with every change that lets the same papers be judged otherwise; a passport names it."""


class NothingToCheck(Fault):
    """The rules cannot be run; code `no-rules`. A lot is never clear because nothing was asked."""


def check(
    dossier: Dossier,
    reference: Reference,
    policy: Policy,
    as_of: date,
    *,
    plugins: Iterable[Rule] = (),
    memory: Memory | None = None,
) -> tuple[CheckedLot, ...]:
    """Every lot of the dossier, checked by every rule; `as_of` is the day that stands for today.

    `memory` is what is remembered of earlier lots (`validate.remembering` says in which form). `plugins` are rules from
    outside of the program, which judge besides its own and the policy's. No typed document gives no lot. A rule that
    meets what it did not expect raises: nothing passes silently; a plug-in that does so is a finding. Raises
    PolicyFault where the policy names a rule or code that there is not.
    """
    judging = judges(policy, plugins)
    weighed = trusted(dossier, reference, policy)
    bundle = Bundle(weighed, form_lots(weighed))
    past = Past(memory) if memory is not None else None
    return tuple(check_lot(lot, bundle, reference, policy, as_of, judging, past) for lot in bundle.lots)


def judges(policy: Policy, plugins: Iterable[Rule] = ()) -> tuple[Rule, ...]:
    """Every rule that judges under a policy: the program's, the policy's own, the plug-ins'.

    Raises NothingToCheck where there are none, PolicyFault where the policy names a rule or code that there is not.
    """
    if not RULES:
        raise NothingToCheck("no-rules", "There are no rules to check by.", "Install lotpass again.")
    return (*rules(), *rules_of(policy, plugins))


def check_lot(
    lot: Lot,
    bundle: Bundle,
    reference: Reference,
    policy: Policy,
    as_of: date,
    judging: Sequence[Rule],
    past: Past | None = None,
) -> CheckedLot:
    """One lot, checked by every rule of `judging`; findings come gravest first, then by rule."""
    case = Case(
        lot=lot,
        documents=bundle.of(lot),
        events=history(bundle.dossier.custody.events, lot.custody_lots) if lot.custody_lots else (),
        dossier=bundle.dossier,
        lots=bundle.lots,
        reference=reference,
        policy=policy,
        as_of=as_of,
        bundle=bundle,
        past=past,
    )
    findings: list[Finding] = []
    checks: list[Check] = []
    for rule in judging:
        result = rule.judge(case)
        checks.append(Check(rule=rule.id, outcome=result.outcome, reason=result.reason))
        for finding in result.findings:
            severity = policy.severity_of(finding.rule, finding.code, finding.severity)
            findings.append(
                finding if severity == finding.severity else finding.model_copy(update={"severity": severity})
            )
    standing = _once(corrections.settle(case, _resting_on_firm_readings(findings)))
    kept = tuple(sorted(standing, key=lambda f: _GRAVITY[f.severity]))
    return CheckedLot(
        lot=lot,
        status=status(kept),
        findings=kept,
        checks=tuple(checks),
        lineage=lineage_of(graph_of(bundle.dossier.custody.events), lot.custody_lots)
        if lot.custody_lots
        else Lineage(),
    )


def rules() -> tuple[Rule, ...]:
    """Every registered rule, by id, whichever module was imported first."""
    return tuple(RULES[name] for name in sorted(RULES))


def status(findings: Iterable[Finding]) -> LotStatus:
    """Blocked with any blocking finding, review with any for review, else clear."""
    severities = {f.severity for f in findings}
    return "blocked" if "block" in severities else "review" if "review" in severities else "clear"


def _resting_on_firm_readings(findings: Iterable[Finding]) -> list[Finding]:
    """Without the conflicts that rest on a reading which another finding calls uncertain: the reading comes first.

    The first side of an `uncertain-field` names the weak reading; what else the field seems to show follows from it. A
    doubt that calls nobody (`info`) takes no conflict away: nobody would be told of either.
    """
    found = list(findings)
    muddled = {f.left.document for f in found if f.rule in WHOLE and f.code == UNCERTAIN and f.left is not None}
    # A document that was not understood is one finding; what is uncertain about its readings is the same again.
    all_of_them = [
        f for f in found if f.code != UNCERTAIN or f.rule in WHOLE or f.left is None or f.left.document not in muddled
    ]
    weak = {
        (f.left.document, f.left.field)
        for f in found
        if f.code == UNCERTAIN and f.severity != "info" and f.left is not None and f.left.document and f.left.field
    }
    return [f for f in all_of_them if f.code not in CONFLICTS or not weak & _places(f)]


WHOLE = frozenset({"W-fields", "W030", "W050"})
"""The rules that say of a whole document that it was not understood."""

CONFLICTS = frozenset(
    {
        *("weight-mismatch", "value-mismatch", "parcel-count-mismatch", "origin-mismatch", "route-mismatch"),
        *("party-mismatch", "lot-mismatch", "seal-mismatch", "reference-mismatch", "hs-code-mismatch"),
        *("mineral-mismatch", "arithmetic-error", "malformed-number", "implausible-value", "licence-not-valid"),
        *("licence-exceeded", "custody-weight-mismatch", "custody-origin-mismatch", "custody-holder-mismatch"),
    }
)
"""Codes that compare a reading with something else, and fall with the reading."""

_GRAVITY = {"block": 0, "review": 1, "info": 2}


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """One cause, one finding: where two rules say the same code of the same field of a document, the graver stays, then
    the one that names documents on both sides."""
    kept: list[Finding] = []
    for finding in findings:
        places = _places(finding)
        twin = next(
            (
                i
                for i, other in enumerate(kept)
                if other.code == finding.code
                and other.rule != finding.rule
                and (places & _places(other) or (finding.code == "missing-document" and _wanted(finding, other)))
            ),
            None,
        )
        if twin is None:
            kept.append(finding)
        elif (_GRAVITY[finding.severity], -len(places)) < (_GRAVITY[kept[twin].severity], -len(_places(kept[twin]))):
            kept[twin] = finding
    return kept


def _wanted(one: Finding, other: Finding) -> bool:
    """Whether two findings miss the same paper: the tables of the law and the house's policy may both want it."""
    return one.right is not None and other.right is not None and one.right.value == other.right.value


def _places(finding: Finding) -> set[tuple[str, str]]:
    sides: tuple[Side | None, ...] = (finding.left, finding.right)
    return {(s.document, s.field) for s in sides if s is not None and s.document and s.field}
