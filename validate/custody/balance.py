"""Mass balance of each step of a chain: what comes out against what went in, in grams, exactly.

A step is every event that draws on the same input lots: the siblings of a split are one step, since they share their
input. Weights that the record does not state make a step undecidable, never wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from validate.custody.graph import Graph, weight_made
from validate.custody.units import grams, last_digit
from validate.custody.uses import used
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
    """A step's verdict with its sums in grams. `allowed` is the share of the input that may be lost, `slack` the grams
    by which the scales may err; `weighed` are the events that state what went in."""

    step: Step
    verdict: Verdict
    put_in: Decimal | None
    out: Decimal | None
    allowed: Decimal
    slack: Decimal = Decimal(0)
    weighed: tuple[CustodyEvent, ...] = ()
    reason: str | None = None


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
            makers = graph.made_by(member.lot)
            if len(makers) > 1:
                waiting.extend(maker for maker in makers if _draws(maker) and maker.time == member.time)
        done.update(together)
        members = list(together.values())
        if len(members) > 1:
            members.sort(key=lambda e: (e.time, e.id))
        found.append(Step(tuple(inputs), tuple(members)))
    return found


def _draws(event: CustodyEvent) -> bool:
    inputs = event.inputs
    return len(inputs) > 1 or (len(inputs) == 1 and inputs[0] != event.lot)


def balance(graph: Graph, step: Step) -> Balance:
    """Weighs a step: `gain` beyond the scales, `loss` beyond what its process explains, else balanced or unknown."""
    goods = kind_of_goods(_mineral(graph, step), step.events[0].unit)
    allowed = max(largest_loss(goods, e.type, e.process, _changed(graph, e)) for e in step.events)
    into, out = _inputs(graph, step, GAIN[goods], False), _outputs(step, False)
    if into.mass is None or out.mass is None:
        side = "what went in" if into.mass is None else "what came out"
        return Balance(
            step, "unknown", into.mass, out.mass, allowed, reason=f"the record does not state the weight of {side}"
        )
    weighings = len(step.inputs) + len(step.events)
    scales = max(into.mass * GAIN[goods], CARAT * GAIN_CARATS * weighings if goods == "diamond" else Decimal(0))
    if weigh(into.mass, out.mass, allowed, scales) == "balanced":
        return Balance(step, "balanced", into.mass, out.mass, allowed, scales, into.events)
    # Only where the scales alone do not explain it does the rounding of each figure count.
    into, out = _inputs(graph, step, GAIN[goods], True), _outputs(step, True)
    assert into.mass is not None  # as above
    assert out.mass is not None  # as above
    slack = scales + into.slack + out.slack
    verdict = weigh(into.mass, out.mass, allowed, slack)
    reason = None
    if verdict == "gain" and any(_changed(graph, e) and adds_reagents(e.process) for e in step.events):
        reason = "a chemical process makes another commodity, which may take up mass"
    elif verdict == "loss":
        reason = _rest(graph, step)
    return Balance(step, "unknown" if reason else verdict, into.mass, out.mass, allowed, slack, into.events, reason)


def weigh(put_in: Decimal, out: Decimal, allowed: Decimal, slack: Decimal) -> Verdict:
    """Compares the sums of a step: the scales may err by `slack` grams, the share `allowed` may be lost."""
    if out > put_in + slack:
        return "gain"
    return "loss" if put_in - out > put_in * allowed + slack else "balanced"


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
    for event in step.events:
        if event.mineral:
            return event.mineral
    return next((m for lot in step.inputs for m in _minerals(graph, lot)), None)


def _minerals(graph: Graph, lot: str) -> list[str]:
    return [event.mineral for event in graph.own(lot) if event.mineral]


def _changed(graph: Graph, event: CustodyEvent) -> bool:
    """True where the output is called another commodity than its inputs."""
    if not event.mineral or event.type is not EventType.PROCESS:
        return False
    names = {name for lot in event.inputs if lot != event.lot for name in _minerals(graph, lot)}
    if not names or event.mineral in names:
        return False
    after, before = fold(event.mineral), [fold(name) for name in names]
    return not any(after in name or name in after for name in before)


@dataclass(frozen=True, slots=True)
class _Sum:
    """Grams on one side of a step, the rounding that they allow, and the events that stated them; None: not stated."""

    mass: Decimal | None
    slack: Decimal = Decimal(0)
    events: tuple[CustodyEvent, ...] = ()


def _inputs(graph: Graph, step: Step, gain: Decimal, rounding: bool) -> _Sum:
    """What went in. What events state as used goes before whole lots, but no more than the lot weighed.

    The rounding of the figures is worked out where it is asked for, or where it decides what was used.
    """
    stated_use = _stated_use(step)
    rounding = rounding or bool(stated_use)
    total = slack = Decimal(0)
    stated: list[CustodyEvent] = []
    for lot in step.inputs:
        whole = weight_before(graph, lot, step.events[0], rounding)
        stated.extend(whole.events)
        taken = stated_use.get(lot)
        if taken is not None and (whole.mass is None or taken <= whole.mass * (1 + gain) + whole.slack):
            total += taken
            continue
        if whole.mass is None:
            return _Sum(None)
        total += whole.mass
        slack += whole.slack
    return _Sum(total, slack, tuple(stated))


def weight_before(graph: Graph, lot: str, event: CustodyEvent, rounding: bool = True) -> _Sum:
    """What a lot weighs when an event takes it up: the latest weighing before, else as it was made."""
    makers, own = graph.made_by(lot), graph.own(lot)
    latest: CustodyEvent | None = None
    if len(own) > len(makers):
        first = {id(maker) for maker in makers}
        for weighing in own:
            if weighing.time > event.time:
                break
            if id(weighing) not in first and grams(weighing.quantity, weighing.unit) is not None:
                latest = weighing
    stated = (latest,) if latest is not None else makers or own
    mass = grams(latest.quantity, latest.unit) if latest is not None else weight_made(graph, lot)
    if not rounding:
        return _Sum(mass, Decimal(0), tuple(stated))
    digits = (last_digit(e.quantity, e.unit) for e in stated if e.quantity is not None and e.unit is not None)
    return _Sum(mass, max((digit for digit in digits if digit is not None), default=Decimal(0)) / 2, tuple(stated))


def _stated_use(step: Step) -> dict[str, Decimal]:
    """Grams of each input lot that the step's events say they used, outputs of one event counted once."""
    found: dict[str, Decimal] = {}
    counted: set[str] = set()
    for event in step.events:
        if not event.more:
            continue
        origin = event.id.split("#", 1)[0]
        if origin not in counted:
            counted.add(origin)
            for lot, weight in used(event).items():
                found[lot] = found.get(lot, Decimal(0)) + weight
    return found


def _outputs(step: Step, rounding: bool) -> _Sum:
    total = slack = Decimal(0)
    events = step.events
    if len(events) > 1:
        # Rows of one event that repeat its output for each input count once.
        events = tuple({(e.lot, e.time, e.quantity, e.unit): e for e in events}.values())
    for event in events:
        weight = grams(event.quantity, event.unit)
        if weight is None or event.quantity is None or event.unit is None:
            return _Sum(None)
        total += weight
        if rounding:
            slack += (last_digit(event.quantity, event.unit) or Decimal(0)) / 2
    return _Sum(total, slack, step.events)
