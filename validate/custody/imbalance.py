"""Where mass does not balance along a chain: steps and re-weighings, one finding for each cause.

One wrong weighing unbalances the step before it and the step after it, in opposite directions. The second is not
reported where it vanishes once the first is set right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from validate.custody.balance import CARAT, GAIN_CARATS, Balance, Verdict, balance, steps, weigh
from validate.custody.graph import WIDE, Graph, Wide
from validate.custody.units import grams, last_digit
from validate.custody.yields import kind_of_goods, largest_loss
from validate.model import CustodyEvent, EventType

DRIFT = {"diamond": Decimal("0.0005"), "precious": Decimal("0.0005"), "mineral": Decimal("0.01")}
"""Share by which a lot's weight may differ between two weighings without a step between them (C015)."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One lot weighed twice with nothing made of it between; masses in grams, `slack` what the scales may err."""

    lot: str
    earlier: CustodyEvent
    later: CustodyEvent
    verdict: Verdict
    put_in: Decimal
    out: Decimal
    allowed: Decimal
    slack: Decimal


Imbalance = Balance | Drift


@dataclass(frozen=True, slots=True)
class Masses:
    """What a chain's steps and re-weighings come to."""

    steps: tuple[Balance, ...]
    drifts: tuple[Drift, ...]


def masses(graph: Graph, lots: Iterable[str], events: Iterable[CustodyEvent]) -> Masses:
    """Every step that brings forth a lot of these events, and every re-weighing of these lots that is out of balance.

    A consequence of an imbalance before it counts as balanced and is left out.
    """
    weighed = _weighed(graph, events)
    drifting = [drift for lot in lots for drift in _drifts.of(graph, lot, drifts)]
    uneven: list[Imbalance] = [b for b in weighed if b.verdict in ("gain", "loss")]
    causes = _causes([*uneven, *drifting])
    kept = {id(cause) for cause in causes}
    return Masses(
        tuple(b for b in weighed if b.verdict not in ("gain", "loss") or id(b) in kept),
        tuple(drift for drift in drifting if id(drift) in kept),
    )


_drifts: Wide[list[Drift]] = Wide()
_balances: Wide[Balance] = Wide()


def _weighed(graph: Graph, events: Iterable[CustodyEvent]) -> list[Balance]:
    """The steps of these events, weighed; a step with a wide input is the same for every lot that it makes."""
    found: dict[int, Balance] = {}
    narrow: list[CustodyEvent] = []
    for event in events:
        if not event.inputs:
            continue
        wide = next((lot for lot in event.inputs if lot != event.lot and len(graph.used_by(lot)) >= WIDE), None)
        if wide is None:
            narrow.append(event)
        else:
            of_lot = _balances.of(graph, wide, lambda g, lot: balance(g, steps(g, g.used_by(lot)[:1])[0]))
            found[id(of_lot)] = of_lot
    known = {id(one.step.events[0]) for one in found.values()}
    rest = (step for step in steps(graph, narrow) if id(step.events[0]) not in known)
    return [*found.values(), *(balance(graph, step) for step in rest)]


def _causes(found: Sequence[Imbalance]) -> list[Imbalance]:
    causes: list[Imbalance] = []
    bringing: dict[int, list[Imbalance]] = {}
    for later in sorted(found, key=lambda imbalance: _brought(imbalance)[0].time):
        before = (earlier for event in _rests_on(later) for earlier in bringing.get(id(event), ()))
        if not any(_explains(earlier, later) for earlier in before):
            causes.append(later)
            for event in _brought(later):
                bringing.setdefault(id(event), []).append(later)
    return causes


def _brought(imbalance: Imbalance) -> tuple[CustodyEvent, ...]:
    return (imbalance.later,) if isinstance(imbalance, Drift) else imbalance.step.events


def _rests_on(imbalance: Imbalance) -> tuple[CustodyEvent, ...]:
    return (imbalance.earlier,) if isinstance(imbalance, Drift) else imbalance.weighed


def _explains(earlier: Imbalance, later: Imbalance) -> bool:
    """True where `later`, which rests on a weighing that `earlier` found wrong, balances with the weight before it."""
    if earlier.verdict == later.verdict or None in (earlier.put_in, earlier.out, later.put_in, later.out):
        return False
    assert earlier.put_in is not None  # checked above
    assert earlier.out is not None  # checked above
    assert later.put_in is not None  # checked above
    assert later.out is not None  # checked above
    right = later.put_in - earlier.out + earlier.put_in
    allowed = 1 - (1 - earlier.allowed) * (1 - later.allowed)
    return weigh(right, later.out, allowed, earlier.slack + later.slack) == "balanced"


def drifts(graph: Graph, lot: str) -> list[Drift]:
    """Weighings of one lot that differ beyond the scales, from its making until something was made of it."""
    makers = graph.made_by(lot)
    if len({(maker.time, maker.quantity) for maker in makers}) > 1:
        return []  # a stock that is filled weighs something else each time
    uses = graph.used_by(lot)
    until = uses[0].time if uses else None
    found: list[Drift] = []
    before: CustodyEvent | None = None
    for event in graph.own(lot):
        if until is not None and event.time > until:
            break
        if grams(event.quantity, event.unit) is None:
            continue
        if before is not None and (event.quantity != before.quantity or event.unit != before.unit):
            drift = _drift(lot, before, event)
            if drift is not None and drift.verdict != "balanced":
                found.append(drift)
        before = event
    return found


def _drift(lot: str, before: CustodyEvent, event: CustodyEvent) -> Drift | None:
    weight, now = grams(before.quantity, before.unit), grams(event.quantity, event.unit)
    if weight is None or now is None or before.quantity is None or event.quantity is None:
        return None
    goods = kind_of_goods(event.mineral or before.mineral, event.unit)
    digits = last_digit(before.quantity, before.unit or ""), last_digit(event.quantity, event.unit or "")
    slack = max((digit for digit in digits if digit is not None), default=Decimal(0))
    slack += max(weight * DRIFT[goods], CARAT * GAIN_CARATS if goods == "diamond" else Decimal(0))
    processed = event.type is EventType.PROCESS
    allowed = largest_loss(goods, event.type, event.process, False) if processed else Decimal(0)
    return Drift(lot, before, event, weigh(weight, now, allowed, slack), weight, now, allowed, slack)
