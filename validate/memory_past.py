"""What earlier lots say of one lot: the past as rules ask for it, by the marks that lots have in common."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property

from validate.memory import DIAMONDS, Mark, Memory, RememberedLot, own_lots


def _diamonds(lot: RememberedLot, origin: str, year: int) -> Decimal | None:
    """The grams of a lot of rough diamonds of this one origin and year; None for any other lot."""
    if lot.mineral != DIAMONDS or lot.origins != (origin,) or lot.counts.year != year:
        return None
    return lot.mass or Decimal(0)


class Past:
    """A memory, looked at from each lot of the bundle."""

    def __init__(self, memory: Memory) -> None:
        self._present = {lot.name: lot for lot in memory.present}
        own = own_lots(memory.present, memory.lots)
        self._own = {lot.name: found for lot, found in zip(memory.present, own, strict=True)}
        known = {old.id for own in self._own.values() for old in own}
        self._others = tuple(old for old in memory.lots if old.id not in known)

    def present(self, name: str) -> RememberedLot:
        """The lot of the bundle in the form in which it is remembered."""
        return self._present[name]

    def own(self, name: str) -> tuple[RememberedLot, ...]:
        """The lot itself as it was handed in earlier."""
        return self._own[name]

    @cached_property
    def version(self) -> str:
        """A digest of all that is remembered of other lots: with the same one, lots are judged alike."""
        text = "\n".join(sorted(lot.model_dump_json() for lot in self._others))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def seen(self, origin: str, year: int, until: date) -> tuple[int, Decimal]:
        """How many lots of rough diamonds of one origin were seen in a year, and their grams: those of the bundle, and
        earlier ones up to a day."""
        here = [_diamonds(lot, origin, year) for lot in self._present.values()]
        before = self._diamonds_by_day.get((origin, year), [])
        at = bisect.bisect_right(before, until, key=lambda entry: entry[0])
        earlier = before[at - 1][1] if at else Decimal(0)
        return at + sum(mass is not None for mass in here), earlier + sum(
            (m for m in here if m is not None), Decimal(0)
        )

    @cached_property
    def _diamonds_by_day(self) -> dict[tuple[str, int], list[tuple[date, Decimal]]]:
        """By origin and year: the days of earlier lots in order, each with the grams seen up to it."""
        found: dict[tuple[str, int], list[tuple[date, Decimal]]] = {}
        for lot in sorted(self._others, key=lambda lot: lot.counts):
            if lot.mineral == DIAMONDS and len(lot.origins) == 1:
                days = found.setdefault((lot.origins[0], lot.counts.year), [])
                days.append((lot.counts, (days[-1][1] if days else Decimal(0)) + (lot.mass or Decimal(0))))
        return found

    def bearing(self, name: str, mark: Mark, *, companions: bool = True) -> Iterable[RememberedLot]:
        """Earlier lots that are none of this bundle's and have a trait; without those once handed in together with this
        lot, if so said: what lots of one bundle share was judged when they were together."""
        bundles = frozenset() if companions else self._bundles(name)
        return (lot for lot in self._by_mark.get(mark, ()) if not bundles & set(lot.bundles))

    def _bundles(self, name: str) -> frozenset[str]:
        return frozenset(b for lot in (self._present[name], *self._own[name]) for b in lot.bundles)

    @cached_property
    def _by_mark(self) -> dict[Mark, list[RememberedLot]]:
        found: dict[Mark, list[RememberedLot]] = {}
        for lot in self._others:
            for mark in lot.marks():
                found.setdefault(mark, []).append(lot)
        return found
