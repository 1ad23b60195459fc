"""Who holds a lot, event after event, and where the one who hands over is not the one who holds."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from validate.custody.graph import ROOTS, Graph, Wide, in_order
from validate.model import CustodyEvent, EventType
from validate.names import Likeness, alike, words

LONGEST_REORDERED = 400
"""Events of one lot that are put into the order of their hand-overs when the order of time does not fit."""

Holders = tuple[str, ...] | None
"""Who may hold a lot: one party, or several where an event leaves it open; None where nothing tells."""


@dataclass(frozen=True, slots=True)
class Break:
    """A hand-over by someone who is not the holder. `holders` held `lot` since `since` (None: not known)."""

    lot: str
    event: CustodyEvent
    holders: tuple[str, ...]
    since: CustodyEvent | None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Inversion:
    """An event that by its time comes after another which depends on it."""

    needed: CustodyEvent
    dependent: CustodyEvent


@dataclass(frozen=True, slots=True)
class Custody:
    """The walk along one lot: breaks, inversions of time, and who holds it in the end."""

    breaks: tuple[Break, ...]
    inversions: tuple[Inversion, ...]
    holders: Holders


def likeness(one: str, other: str) -> Likeness:
    """Compares two parties of custody records; a name that only adds words to the other is unsure, not another."""
    if one == other:
        return Likeness.SAME
    verdict = alike(one, other)
    if verdict is Likeness.OTHER:
        a, b = set(words(one)), set(words(other))
        if min(len(a), len(b)) > 1 and (a <= b or b <= a):
            return Likeness.UNSURE
    return verdict


def closest(name: str, others: Sequence[str]) -> Likeness:
    """How near a party comes to the nearest of several."""
    found = Likeness.OTHER
    for other in others:
        verdict = likeness(name, other)
        if verdict is Likeness.SAME:
            return verdict
        if verdict is Likeness.UNSURE:
            found = verdict
    return found


def parties(stated: str | None) -> tuple[str, ...]:
    """The parties that a cell names: several stand with `;` between them."""
    if not stated:
        return ()
    return tuple(part.strip() for part in stated.split(";") if part.strip()) if ";" in stated else (stated,)


def first_holders(graph: Graph, lot: str) -> Holders:
    """Who holds a lot when it is made: the makers' receivers; None where a maker names nobody."""
    makers = graph.made_by(lot)
    if len(makers) == 1:
        return parties(makers[0].to_party) or parties(makers[0].from_party) or None
    found: dict[str, None] = {}
    for event in makers:
        named = parties(event.to_party) or parties(event.from_party)
        if not named:
            return None
        found.update(dict.fromkeys(named))
    return tuple(found) if makers else None


_walks: Wide[Custody] = Wide()


def walk(graph: Graph, lot: str) -> Custody:
    """Follows a lot from its making to its end, its own events and those that use it.

    Where the order of time breaks a hand-over and another order breaks fewer, the times are at fault: inversions.
    """
    return _walks.of(graph, lot, _walk)


def _walk(graph: Graph, lot: str) -> Custody:
    makers, own, uses = graph.made_by(lot), graph.own(lot), graph.used_by(lot)
    first = {id(maker) for maker in makers}
    rest = [event for event in own if id(event) not in first] if len(own) > len(makers) else []
    sequence: Sequence[CustodyEvent] = rest or uses
    if rest and uses:  # mostly a lot is used after all that happens to it
        sequence = [*rest, *uses] if rest[-1].time < uses[0].time else in_order([*rest, *uses])
    start = first_holders(graph, lot)
    if start is not None and len(start) == 1 and all(_stays(event, start) for event in sequence):
        return Custody((), (), start)
    made = makers[0] if makers else None
    timed = _follow(lot, sequence, start, made)
    if not timed.breaks or len(sequence) > LONGEST_REORDERED:
        return timed
    handed = _by_hands(lot, sequence, start)
    other = _follow(lot, handed, start, made)
    if len(other.breaks) >= len(timed.breaks):
        return timed
    return Custody(other.breaks, _inversions(handed), other.holders)


@dataclass(slots=True)
class _State:
    """Who holds the lot; after an export, also who sent it and may still move it abroad or hand it in at the border."""

    holders: Holders
    shippers: tuple[str, ...] = ()
    exported_from: str | None = None
    since: CustodyEvent | None = None

    def broken_by(self, event: CustodyEvent) -> Likeness | None:
        """How far the one who hands over is from the holder; None where either is not known."""
        holders = self.holders
        if event.from_party is None or holders is None or event.from_party in holders:
            return None
        givers = parties(event.from_party)
        if self.shippers and not self._before_the_border(event):
            holders = (*holders, *self.shippers)
        verdicts = {closest(giver, holders) for giver in givers}
        if Likeness.SAME in verdicts:
            return None
        return Likeness.UNSURE if Likeness.UNSURE in verdicts else Likeness.OTHER

    def _before_the_border(self, event: CustodyEvent) -> bool:
        """True for what a sender can only have done before the export: a step at home that hands nothing on."""
        at_home = event.country is None or self.exported_from is None or event.country == self.exported_from
        return at_home and event.type is not EventType.IMPORT and event.from_party == event.to_party

    def passes(self, lot: str, event: CustodyEvent) -> None:
        """Takes the event's outcome for who holds the lot."""
        givers, takers = parties(event.from_party), parties(event.to_party)
        carriers = parties(event.more.get("possessor_to"))
        if event.lot != lot:
            # The lot goes into another; what may be left of it stays with the same hands.
            if givers:
                self.holders = _joined(self.holders, givers)
            return
        self.since = event
        match event.type:
            case EventType.TRANSPORT:
                if self.holders is not None and (takers or carriers):
                    self.holders = _joined(self.holders, (*givers, *takers, *carriers))
                elif takers:
                    self.holders = (*dict.fromkeys((*givers, *takers)),)
            case EventType.EXPORT:
                self.shippers = givers or self.holders or ()
                self.exported_from = event.country
                self.holders = takers or givers or self.holders
            case _:
                self.shippers = ()
                self.holders = (
                    (*takers, *carriers)
                    if takers
                    else None
                    if event.type is EventType.TRANSFER
                    else (givers or self.holders)
                )


def _joined(holders: Holders, more: tuple[str, ...]) -> Holders:
    if holders is None:
        return None
    return (*dict.fromkeys((*holders, *more)),)


def _follow(lot: str, sequence: Sequence[CustodyEvent], start: Holders, made: CustodyEvent | None = None) -> Custody:
    state = _State(start, since=made)
    breaks: list[Break] = []
    for event in sequence:
        if _stays(event, state.holders):
            state.since = event if event.lot == lot else state.since
            continue
        verdict = state.broken_by(event)
        if verdict is not None:
            assert state.holders is not None  # a break needs a known holder
            breaks.append(Break(lot, event, state.holders, state.since, verdict is Likeness.UNSURE))
            # The giver had it in fact; going on from there keeps one break from breaking all that follows.
            state.holders = parties(event.from_party)
        state.passes(lot, event)
    return Custody(tuple(breaks), (), state.holders)


def _stays(event: CustodyEvent, holders: Holders) -> bool:
    """True for a step in the hands of the one holder, which changes nothing: most events of a record."""
    giver = event.from_party
    return (
        giver is not None
        and giver == event.to_party
        and holders == (giver,)
        and event.type is not EventType.EXPORT
        and not event.more
    )


def _by_hands(lot: str, sequence: Sequence[CustodyEvent], start: Holders) -> list[CustodyEvent]:
    """The events in an order in which each hands on what its giver holds, as far as there is one; else by time."""
    waiting = list(sequence)
    ordered: list[CustodyEvent] = []
    state = _State(start)
    while waiting:
        # Staying steps come first: a lot that is handed on can no longer be moved by the one who gave it.
        fit = [event for event in waiting if state.broken_by(event) is None]
        staying = [event for event in fit if not _hands_on(event, lot)]
        chosen = (staying or fit or waiting)[0]
        waiting.remove(chosen)
        ordered.append(chosen)
        state.passes(lot, chosen)
    return ordered


def _hands_on(event: CustodyEvent, lot: str) -> bool:
    return event.lot == lot and event.to_party is not None and event.from_party != event.to_party


def _inversions(handed: Sequence[CustodyEvent]) -> tuple[Inversion, ...]:
    """Neighbours in the order of hands whose times run backwards."""
    found: list[Inversion] = []
    for needed, dependent in itertools.pairwise(handed):
        if needed.time > dependent.time:
            found.append(Inversion(needed, dependent))
    return tuple(found)


def last_holders(graph: Graph, lot: str) -> Holders:
    """Who held a lot before it was exported, or holds it in the end where no export is recorded."""
    own = graph.own(lot)
    export = next((event for event in own if event.type is EventType.EXPORT), None)
    if export is not None and export.from_party:
        return parties(export.from_party)
    if export is None:
        return walk(graph, lot).holders
    before = [event for event in own if event.time <= export.time and event is not export]
    if not before:
        return first_holders(graph, lot)
    state = _State(first_holders(graph, lot))
    for event in before:
        if event.type not in ROOTS:
            state.passes(lot, event)
    return state.holders
