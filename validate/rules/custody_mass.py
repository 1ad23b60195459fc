"""Mass along the chain: nothing appears from nowhere, nothing is lost without a reason, the end is what papers say."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from validate.agreement import is_sure
from validate.custody.balance import Balance, balance, steps
from validate.custody.stated import amount_in, stating
from validate.custody.units import grams, last_digit
from validate.custody.uses import used_of
from validate.custody.yields import plain
from validate.facts import Stated, called, listed
from validate.model import CustodyEvent, EventType, Finding, Severity
from validate.numbers import misread_amount
from validate.rules.circumstances import LICENCE, own_documents, scales
from validate.rules.custody_view import UNRECORDED, Chain, amount, chain_of, named, opening, weighed
from validate.rules.findings import UNCERTAIN, found, weak
from validate.rules.measures import net
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import Closeness, Weight, closeness, said, share, weight

BALANCE = "ICGLR Mining Sector Data Sharing Protocol Standards (input lots and mass of each operation)"
POLISHED_YIELD = (Decimal("0.15"), Decimal("0.65"))
"""Share of the rough weight that is usual in polished stones."""


@rule(
    "C005",
    "custody-weight-gain",
    "custody-weight-loss",
    title="Mass balance of a step",
    severity="block",
    basis=BALANCE,
    tolerance="gain: 1 % for ores, 0.05 % for precious metals and diamonds (0.01 ct a weighing); "
    "loss: what the process explains (see docs/rules.md)",
)
def mass_balance(case: Case) -> Result:
    """What comes out of a step weighs no more than what went in, and what is missing is explained by the process.

    A step is all events that draw on the same input lots, so that the parts of a split are weighed together; units are
    converted. Where part of an input stays behind, or a weight is not stated, the step is not decidable.
    """
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    balances = chain.masses.steps
    findings = [_unbalanced(chain, b) for b in balances if b.verdict in ("gain", "loss")]
    unknown = next((b for b in balances if b.verdict == "unknown"), None)
    if not findings and unknown is not None:
        return undecidable(f"{named(unknown.step.events[0])}: {unknown.reason}.")
    return judged(findings)


def _unbalanced(chain: Chain, b: Balance) -> Finding:
    assert b.put_in is not None  # a verdict needs both sums
    assert b.out is not None  # a verdict needs both sums
    last = b.step.events[-1]
    into, out = amount(b.put_in, last.unit), amount(b.out, last.unit)
    lots = listed([f"lot {event.lot}" for event in b.step.events[:5]])
    went_in = next((e for lot in b.step.inputs for e in reversed(chain.graph.own(lot)) if e.quantity is not None), None)
    right = weighed(went_in) if went_in is not None and len(b.step.inputs) == 1 else None
    if b.verdict == "gain":
        message = (
            f"More comes out of {named(last)} than went in: {out} in {lots} from {into} in {_inputs(b)}, "
            f"{share(b.out, b.put_in):.2%} apart."
        )
        return found("C005", "custody-weight-gain", message, left=weighed(last), right=right)
    process = f"“{last.process}”" if last.process else f"a step of type {last.type.value}"
    message = (
        f"{opening(last)} loses {(b.put_in - b.out) / b.put_in:.1%}: {into} in {_inputs(b)} "
        f"went in, {out} in {lots} came out; {process} explains up to {b.allowed:.0%}."
    )
    return found("C005", "custody-weight-loss", message, severity="review", left=weighed(last), right=right)


def _inputs(b: Balance) -> str:
    lots = b.step.inputs
    return f"lot {lots[0]}" if len(lots) == 1 else f"{len(lots)} lots ({', '.join(lots[:5])}{' …' * (len(lots) > 5)})"


GRADES = ("grade", "concentration", "metalcontent", "gradepercent", "assay")
"""Names under which custody records state the share of metal, folded; in per cent."""
METAL = (Decimal("0.03"), Decimal("0.08"))
"""Share by which metal may seem to grow by the laboratories' differences, and from which on it blocks."""


@rule(
    "C006",
    "custody-weight-gain",
    title="Metal balance of a step",
    severity="block",
    basis="trade practice of concentrates (weight times grade; splitting limits of assays)",
    tolerance="3 % passes, up to 8 % calls a reviewer, above it blocks; metal may be lost, which recovery explains",
)
def metal_balance(case: Case) -> Result:
    """The metal that comes out of a step, weight times grade, is no more than the metal that went in."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    graded = {id(event): grade for event, text in stating(chain.stating, GRADES) if (grade := _grade(text)) is not None}
    if not graded:
        return undecidable("The custody record does not state grades.")
    findings, weighed_once = [], False
    for b in chain.masses.steps:
        out = [_metal(event, graded) for event in b.step.events]
        into = [_metal_of(chain, lot, b.step.events[0], graded) for lot in b.step.inputs]
        if not into or None in out or None in into:
            continue
        weighed_once = True
        metal_in, metal_out = (sum((m for m in side if m is not None), Decimal(0)) for side in (into, out))
        if metal_in <= 0 or metal_out <= metal_in * (1 + METAL[0]):
            continue
        last = b.step.events[-1]
        message = (
            f"More metal comes out of {named(last)} than went in: {amount(metal_out, last.unit)} in what it made from "
            f"{amount(metal_in, last.unit)} in {_inputs(b)}, weight times grade."
        )
        severity: Severity = "block" if metal_out > metal_in * (1 + METAL[1]) else "review"
        findings.append(found("C006", "custody-weight-gain", message, severity=severity, left=weighed(last)))
    if not findings and not weighed_once:
        return undecidable("The custody record does not state weight and grade on both sides of any step.")
    return judged(findings)


def _grade(text: str) -> Decimal | None:
    """Per cent of metal as a fraction; None for other units and for what is no share."""
    number = amount_in(text)
    if number is None or not 0 < number <= 100 or any(unit in text.lower() for unit in ("g/t", "ppm", "oz")):
        return None
    return number / 100


def _metal(event: CustodyEvent, graded: dict[int, Decimal]) -> Decimal | None:
    mass, grade = grams(event.quantity, event.unit), graded.get(id(event))
    return mass * grade if mass is not None and grade is not None else None


def _metal_of(chain: Chain, lot: str, before: CustodyEvent, graded: dict[int, Decimal]) -> Decimal | None:
    """The metal in an input lot: its last weighing with a grade before the step; of what the step used, if it says."""
    own = [e for e in chain.graph.own(lot) if e.time <= before.time and _metal(e, graded) is not None]
    if not own:
        return None
    taken = used_of(before, lot)
    return taken * graded[id(own[-1])] if taken is not None else _metal(own[-1], graded)


@rule(
    "C015",
    "custody-weight-gain",
    "custody-weight-loss",
    title="Weight drift between weighings",
    severity="block",
    basis="weight franchise of concentrate contracts; assay splitting limits for precious metals; trade practice",
    tolerance="wet ore 1 %, precious metals and diamonds 0.05 % (at least 0.01 ct)",
)
def weight_drift(case: Case) -> Result:
    """A lot weighs the same at each hand-over, transport and export as when it was made; a loss calls a reviewer."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    findings = []
    for drift in chain.masses.drifts:
        gain = drift.verdict == "gain"
        message = (
            f"Lot {drift.lot} {'gains' if gain else 'loses'} weight between {named(drift.earlier)} and "
            f"{named(drift.later)}: {_said(drift.earlier)}, then {_said(drift.later)}, with no step between."
        )
        code = "custody-weight-gain" if gain else "custody-weight-loss"
        left, right = weighed(drift.later), weighed(drift.earlier)
        findings.append(found("C015", code, message, severity="block" if gain else "review", left=left, right=right))
    return judged(findings)


def _said(event: CustodyEvent) -> str:
    return f"{event.quantity} {event.unit}"


@rule(
    "C007",
    "custody-weight-loss",
    title="Polished yield from rough",
    severity="info",
    basis="trade practice of diamond polishing (no published limit)",
    tolerance="15 to 65 % of the rough weight is usual; more than 100 % is a gain (C005)",
)
def polished_yield(case: Case) -> Result:
    """Polished diamonds weigh 15 to 65 % of the rough that they were cut from; outside of it the step is shown."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    cuts = [e for e in case.events if e.type is EventType.PROCESS and _polished(e.mineral)]
    cuts = [e for e in cuts if any(not _polished(o.mineral) for lot in e.inputs for o in chain.graph.own(lot))]
    if not cuts:
        return NOT_APPLICABLE
    return judged(_unusual_yields(chain, cuts))


def _polished(mineral: str | None) -> bool:
    word = plain(mineral)
    return "diam" in word and any(sign in word for sign in ("polish", "taill", "lapid", "tallad", "cut"))


def _unusual_yields(chain: Chain, cuts: list[CustodyEvent]) -> Iterator[Finding]:
    for step in steps(chain.graph, cuts):
        b = balance(chain.graph, step)
        if b.put_in is None or b.out is None or not b.put_in or b.out > b.put_in:
            continue
        kept = b.out / b.put_in
        if not POLISHED_YIELD[0] <= kept <= POLISHED_YIELD[1]:
            last = step.events[-1]
            message = (
                f"{kept:.0%} of the rough weight is left after {named(last)} ({amount(b.put_in, last.unit)} to "
                f"{amount(b.out, last.unit)}); 15 to 65 % is usual."
            )
            yield found("C007", "custody-weight-loss", message, left=weighed(last))


@rule(
    "custody-weight",
    "custody-weight-mismatch",
    UNCERTAIN,
    title="Final weight of the chain is the papers' weight",
    severity="block",
    basis=BALANCE,
    tolerance="as between documents: rounding of the last printed digit and the policy's tolerance for the goods",
)
def final_weight(case: Case) -> Result:
    """The weight at the chain's end is the net or carat weight of the papers, units converted.

    One document that agrees is enough: documents that differ among themselves are another rule's (X003, X005).
    Licences are left out, and documents that serve several lots.
    """
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    stated = [s for d in own_documents(case) if d.type is not LICENCE and (s := net(d)) is not None]
    if not stated:
        return undecidable("No document states a net or carat weight.")
    ends = [_last_weighing(chain, lot) for lot in chain.final]
    events = [event for event in ends if event is not None]
    if len(events) < len(chain.final):
        return undecidable("The custody record does not state the lot's final weight.")
    whole = _sum(events)
    if whole is None:
        return undecidable("The custody record states the lot's final weight in a unit that is not known.")
    for s in stated:
        papers = weight(s.field, "ct")
        if papers is not None and closeness(papers, whole, scales(case), case.policy) in _AGREE:
            return judged(())
    return judged([_other_weight(case, stated, events, whole)])


_AGREE = (Closeness.EQUAL, Closeness.WITHIN, Closeness.WATER)


def _last_weighing(chain: Chain, lot: str) -> CustodyEvent | None:
    """The weighing at export, else the last before an import, else the last."""
    own = [e for e in chain.graph.own(lot) if grams(e.quantity, e.unit) is not None]
    exports = [e for e in own if e.type is EventType.EXPORT]
    home = [e for e in own if e.type is not EventType.IMPORT]
    weighings = exports or home or own
    return weighings[-1] if weighings else None


def _sum(events: list[CustodyEvent]) -> Weight | None:
    mass = digit = Decimal(0)
    for event in events:
        weight_of = grams(event.quantity, event.unit)
        if weight_of is None or event.quantity is None or event.unit is None:
            return None
        mass += weight_of
        digit = max(digit, last_digit(event.quantity, event.unit) or Decimal(0))
    return Weight(mass, digit)


def _other_weight(case: Case, stated: list[Stated], events: list[CustodyEvent], whole: Weight) -> Finding:
    first = stated[0]
    papers = weight(first.field, "ct")
    last = events[-1]
    end = amount(whole.mass, last.unit)
    misread = misread_amount(str(first.value), str(last.quantity)) and len(events) == 1
    if not is_sure(stated, case.policy) and (misread or first.field.confidence < float(case.policy.confidence.lone)):
        return weak("custody-weight", "weight", first, f"the custody chain ends with {end} ({named(last)}).")
    near = papers is not None and closeness(papers, whole, scales(case), case.policy) is Closeness.NEAR
    apart = f", {share(papers.mass, whole.mass):.2%} apart" if papers is not None else ""
    return found(
        "custody-weight",
        "custody-weight-mismatch",
        f"The weight differs: the {called(first.document)} states {said(first.field)}, but the custody chain ends with "
        f"{end} ({named(last)}){apart}.",
        severity="review" if near else "block",
        left=first,
        right=weighed(last),
    )
