"""Which custody lots are a lot's own: by lot number, by the documents an event names, by seals, at last by weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from extract.model import Document
from validate.custody.units import grams
from validate.facts import read_field, statements, text
from validate.model import CustodyEvent, EventType
from validate.names import Likeness, alike
from validate.numbers import bare, clear_digits
from validate.weights import share, weight

OUTWARD = (EventType.TRANSPORT, EventType.EXPORT, EventType.IMPORT)
"""Events in which a lot travels under its seals."""


class CustodyIndex:
    """The custody events by lot, document number and seal."""

    def __init__(self, events: Iterable[CustodyEvent]) -> None:
        self.events: dict[str, list[CustodyEvent]] = defaultdict(list)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_document: dict[str, set[str]] = defaultdict(set)
        self._by_seal: dict[str, set[str]] = defaultdict(set)
        used: set[str] = set()
        for event in events:
            self.events[event.lot].append(event)
            self._by_name[clear_digits(event.lot)].add(event.lot)
            used.update(lot for lot in event.inputs if lot != event.lot)
            for number in event.document_numbers:
                if bare(number):
                    self._by_document[clear_digits(number)].add(event.lot)
            if event.type in OUTWARD:
                for tag in event.tags:
                    self._by_seal[clear_digits(tag)].add(event.lot)
        self.last = tuple(lot for lot in self.events if lot not in used)

    def lots_of(self, document: Document) -> frozenset[str]:
        """The custody lots that a document's own number, quoted numbers, lot number or seals point to, where the number
        belongs to one lot alone."""
        found: set[str] = set()
        for lots in self._pointed(document):
            if len(lots) == 1:
                found |= lots
        return frozenset(found)

    def _pointed(self, document: Document) -> Iterable[set[str]]:
        for name in ("document_number", "certificate_number", "invoice_number", "transport_number"):
            if number := text(document, name):
                yield self._by_document.get(clear_digits(number), set())
        if lot := text(document, "lot_number"):
            yield self._by_name.get(clear_digits(lot), set())
        seals = read_field(document, "seal_numbers")
        if seals is not None and isinstance(seals.value, tuple):
            for seal in seals.value:
                yield self._by_seal.get(clear_digits(seal), set())

    def match(self, documents: Sequence[Document], alone: bool) -> tuple[str, ...]:
        """The custody lots of the documents' lot; `alone` when the bundle has no other lot. Empty where none fits."""
        numbered = self._votes(documents, ("lot_number",), self._by_name)
        if numbered:
            return numbered[:1]
        named = self._votes(
            documents,
            ("document_number", "certificate_number", "invoice_number", "transport_number"),
            self._by_document,
        )
        if named:
            return named[:1]
        votes: dict[str, int] = defaultdict(int)
        for document in documents:
            seals = read_field(document, "seal_numbers")
            if seals is not None and isinstance(seals.value, tuple):
                for seal in seals.value:
                    for lot in self._by_seal.get(clear_digits(seal), ()):
                        votes[lot] += 1
        if votes:
            return (max(votes, key=lambda lot: (votes[lot], lot in self.last, lot)),)
        return self._by_weight(documents) or (self._by_holder(documents) if alone else ())

    def _votes(
        self, documents: Sequence[Document], names: Sequence[str], index: dict[str, set[str]]
    ) -> tuple[str, ...]:
        votes: dict[str, int] = defaultdict(int)
        for document in documents:
            for name in names:
                if number := text(document, name):
                    for lot in index.get(clear_digits(number), ()):
                        votes[lot] += 1
        return tuple(sorted(votes, key=lambda lot: (-votes[lot], lot not in self.last, lot)))

    def _by_weight(self, documents: Sequence[Document]) -> tuple[str, ...]:
        """The custody lot whose last weight is the documents' to a hundredth of a percent, with a party in common."""
        masses = [
            mass.mass
            for name in ("carat_weight", "net_weight")
            for s in statements(documents, name)
            if (mass := weight(s.field, "ct" if name == "carat_weight" else None)) is not None
        ]
        parties = self._parties(documents)
        fitting = []
        for lot in self.last:
            quantity = next(
                (q for e in reversed(self.events[lot]) if (q := grams(e.quantity, e.unit)) is not None), None
            )
            if quantity is None or not any(share(quantity, mass) <= 1e-4 for mass in masses):
                continue
            if self._shares_party(lot, parties):
                fitting.append(lot)
        return (fitting[0],) if len(fitting) == 1 else ()

    def _by_holder(self, documents: Sequence[Document]) -> tuple[str, ...]:
        """The only custody lot of the exporter, where neither side states a number that could tell otherwise."""
        if statements(documents, "lot_number") or any(e.document_numbers for es in self.events.values() for e in es):
            return ()
        parties = self._parties(documents)
        held = [lot for lot in self.last if self._shares_party(lot, parties)]
        travelling = [lot for lot in held if any(e.type in OUTWARD for e in self.events[lot])] or held
        return (travelling[0],) if len(travelling) == 1 else ()

    def _shares_party(self, lot: str, parties: frozenset[str]) -> bool:
        held = {p for e in self.events[lot] for p in (e.from_party, e.to_party) if p}
        return any(alike(a, b) is Likeness.SAME for a in held for b in parties)

    @staticmethod
    def _parties(documents: Sequence[Document]) -> frozenset[str]:
        return frozenset(name for d in documents if (name := text(d, "exporter_name")))
