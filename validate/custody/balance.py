"""Mass balance of each step of a chain: what comes out against what went in, in grams, exactly.

A step is every event that draws on the same input lots: the siblings of a split are one step, since they share their
input. Weights that the record does not state make a step undecidable, never wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from validate.custody.graph import Graph, weight_made
from validate.custody.units import grams, last_digit
from validate.custody.values import number
from validate.custody.words import fold
from validate.custody.yields import adds_reagents, kind_of_goods, largest_loss
from validate.model import CustodyEvent, EventType

GAIN = {"diamond": Decimal("0.0005"), "precious": Decimal("0.0005"), "mineral": Decimal("0.01")}
"""Share by which outputs may exceed inputs on account of the scales: C015's figures (wet ore 1 %, gold 0.05 %)."""
GAIN_CARATS = Decimal("0.01")
"""Carats by which each weighing of diamonds may differ (C015)."""
CARAT = Decimal("0.2")

DRIFT = {"diamond": Decimal("0.0005"), "precious": Decimal("0.0005"), "mineral": Decimal("0.01")}
"""Share by which a lot's weight may differ between two weighings without a step between them (C015)."""

Verdict = Literal["balanced", "gain", "loss", "unknown"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the lots that went in, the events that brought lots out."""

    inputs: tuple[str, ...]
    events: tuple[CustodyEvent, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """A step's verdict with its sums in grams. `allowed` is the share of the input that may be lost."""

    step: Step
    verdict: Verdict
    put_in: Decimal | None
    out: Decimal | None
    allowed: Decimal
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Drift:
    """One lot weighed twice with nothing done between: `earlier` and `later` state different weights."""

    lot: str
    earlier: CustodyEvent
    later: CustodyEvent
    verdict: Verdict


def steps(graph: Graph, events: Iterable[CustodyEvent]) -> list[Step]:
    """The steps that bring forth the lots of these events: each with all of its siblings, each once."""
    found: list[Step] = []
    done: set[int] = set()
    for event in events:
        if id(event) in done or not _draws(event):
            continue
        inputs: dict[str, None] = {}
        together: dict[int, CustodyEvent] = {}
        waiting = [event]
        while waiting:
            member = waiting.pop()
            if id(member) in together:
                continue
            together[id(member)] = member
            for lot in member.inputs:
                if lot != member.lot and lot not in inputs:
                    inputs[lot] = None
                    waiting.extend(graph.used_by(lot))
            # Rows that add further inputs to the same output belong to the step as well.
            waiting.extend(maker for maker in graph.made_by(member.lot) if _draws(maker) and maker.time == member.time)
        done.update(together)
        found.append(Step(tuple(inputs), tuple(sorted(together.values(), key=lambda e: (e.time, e.id)))))
    return found


def _draws(event: CustodyEvent) -> bool:
    return any(lot != event.lot for lot in event.inputs)


def balance(graph: Graph, step: Step) -> Balance:
    """Weighs a step: `gain` beyond the scales, `loss` beyond what its process explains, else balanced or unknown."""
    first = step.events[0]
    goods = kind_of_goods(_mineral(graph, step), first.unit)
    allowed = max(largest_loss(goods, e.type, e.process, _changed(graph, e)) for e in step.events)
    put_in, slack_in = _inputs(graph, step)
    out, slack_out = _outputs(graph, step)
    if put_in is None or out is None:
        side = "what went in" if put_in is None else "what came out"
        return Balance(step, "unknown", put_in, out, allowed, f"the record does not state the weight of {side}")
    weighings = len(step.inputs) + len(step.events)
    scales = max(put_in * GAIN[goods], CARAT * GAIN_CARATS * weighings if goods == "diamond" else Decimal(0))
    slack = slack_in + slack_out
    if out > put_in + scales + slack:
        if any(_changed(graph, e) and adds_reagents(e.process) for e in step.events):
            reason = "a chemical process makes another commodity, which may take up mass"
            return Balance(step, "unknown", put_in, out, allowed, reason)
        return Balance(step, "gain", put_in, out, allowed)
    if put_in - out > put_in * allowed + scales + slack:
        rest = _rest(graph, step)
        return Balance(step, "unknown" if rest else "loss", put_in, out, allowed, rest)
    return Balance(step, "balanced", put_in, out, allowed)


def _rest(graph: Graph, step: Step) -> str | None:
    """Why weight that is missing may still be in the input lots: part of them was not used."""
    if all(event.type is EventType.SPLIT for event in step.events) and len({e.lot for e in step.events}) < 2:
        return "only one part of the split is recorded; the rest may still be the old lot"
    last = max(event.time for event in step.events)
    for lot in step.inputs:
        if any(event.time > last and event.lot == lot for event in graph.own(lot)):
            return f"lot {lot} goes on after the step; part of it was not used"
    return None


def _mineral(graph: Graph, step: Step) -> str | None:
    named = [event.mineral for event in step.events if event.mineral]
    return named[0] if named else next((m for lot in step.inputs for m in _minerals(graph, lot)), None)


def _minerals(graph: Graph, lot: str) -> list[str]:
    return [event.mineral for event in graph.own(lot) if event.mineral]


def _changed(graph: Graph, event: CustodyEvent) -> bool:
    """True where the output is called another commodity than its inputs."""
    if not event.mineral or event.type is not EventType.PROCESS:
        return False
    after = fold(event.mineral)
    before = {fold(name) for lot in event.inputs if lot != event.lot for name in _minerals(graph, lot)}
    return bool(before) and not any(after in name or name in after for name in before)


def _inputs(graph: Graph, step: Step) -> tuple[Decimal | None, Decimal]:
    """Grams that went in, and the rounding that they allow; what events state as used goes before whole lots."""
    used = _stated_use(step)
    total = slack = Decimal(0)
    for lot in step.inputs:
        if lot in used:
            total += used[lot]
            continue
        weight, digit = weight_before(graph, lot, step.events[0])
        if weight is None:
            return None, Decimal(0)
        total += weight
        slack += digit / 2
    return total, slack


def weight_before(graph: Graph, lot: str, event: CustodyEvent) -> tuple[Decimal | None, Decimal]:
    """A lot's weight in grams when an event takes it up, and one unit of its last digit: the latest weighing before."""
    makers = {id(maker) for maker in graph.made_by(lot)}
    latest: CustodyEvent | None = None
    for own in graph.own(lot):
        if own.time > event.time:
            break
        if id(own) not in makers and grams(own.quantity, own.unit) is not None:
            latest = own
    if latest is not None and latest.quantity is not None and latest.unit is not None:
        return grams(latest.quantity, latest.unit), last_digit(latest.quantity, latest.unit) or Decimal(0)
    digits = [last_digit(e.quantity, e.unit) for e in graph.own(lot) if e.quantity is not None and e.unit is not None]
    return weight_made(graph, lot), max((digit for digit in digits if digit is not None), default=Decimal(0))


def used_of(event: CustodyEvent, lot: str) -> Decimal | None:
    """Grams of an input lot that an event says it used; None where it does not say."""
    return _uses(event).get(lot)


def _uses(event: CustodyEvent) -> dict[str, Decimal]:
    text = event.more.get("inputs_used")
    if text is None:
        return {}
    try:
        stated = json.loads(text)
    except ValueError:
        return {}
    weights = {lot: _weight(amount) for lot, amount in stated.items()} if isinstance(stated, dict) else {}
    return {lot: weight for lot, weight in weights.items() if weight is not None}


def _stated_use(step: Step) -> dict[str, Decimal]:
    """Grams of each input lot that the step's events say they used, outputs of one event counted once."""
    found: dict[str, Decimal] = {}
    counted: set[str] = set()
    for event in step.events:
        origin = event.id.split("#", 1)[0]
        if origin not in counted:
            counted.add(origin)
            for lot, weight in _uses(event).items():
                found[lot] = found.get(lot, Decimal(0)) + weight
    return found


def _weight(amount: object) -> Decimal | None:
    figure, _, unit = str(amount).partition(" ")
    try:
        return grams(number(figure).value, unit or None)
    except InvalidOperation:
        return None


def _outputs(graph: Graph, step: Step) -> tuple[Decimal | None, Decimal]:
    total = slack = Decimal(0)
    seen: set[tuple[object, ...]] = set()
    for event in step.events:
        key = (event.lot, event.time, event.quantity, event.unit)
        if key in seen:
            continue
        seen.add(key)
        weight = grams(event.quantity, event.unit)
        if weight is None or event.quantity is None or event.unit is None:
            return None, Decimal(0)
        total += weight
        slack += (last_digit(event.quantity, event.unit) or Decimal(0)) / 2
    return total, slack


def drifts(graph: Graph, lot: str) -> list[Drift]:
    """Weighings of one lot that differ beyond the scales, from its making until something was made of it."""
    uses = graph.used_by(lot)
    until = uses[0].time if uses else None
    found: list[Drift] = []
    before: CustodyEvent | None = None
    weight: Decimal | None = None
    makers = graph.made_by(lot)
    if len({(maker.time, maker.quantity) for maker in makers}) > 1:
        return []  # a stock that is filled is weighed otherwise each time
    for event in graph.own(lot):
        if until is not None and event.time > until:
            break
        now = grams(event.quantity, event.unit)
        if now is None:
            continue
        if before is not None and weight is not None:
            verdict = _drift(before, event, weight, now)
            if verdict != "balanced":
                found.append(Drift(lot, before, event, verdict))
        before, weight = event, now
    return found


def _drift(before: CustodyEvent, event: CustodyEvent, weight: Decimal, now: Decimal) -> Verdict:
    assert before.quantity is not None  # `weight` was made of it
    assert event.quantity is not None  # `now` was made of it
    goods = kind_of_goods(event.mineral or before.mineral, event.unit)
    digits = last_digit(before.quantity, before.unit or ""), last_digit(event.quantity, event.unit or "")
    slack = max((digit for digit in digits if digit is not None), default=Decimal(0))
    slack += max(weight * DRIFT[goods], CARAT * GAIN_CARATS if goods == "diamond" else Decimal(0))
    if now > weight + slack:
        return "gain"
    explained = largest_loss(goods, event.type, event.process, False) if event.type is EventType.PROCESS else Decimal(0)
    return "loss" if now < weight - slack - weight * explained else "balanced"
