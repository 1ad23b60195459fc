"""Memory across lots: what earlier lots bore, in the form in which lots are compared, and which of them is which.

A view of it is passed in, frozen; where it is kept is not this stage's matter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from extract.model import DocumentKind
from validate.names import words
from validate.numbers import clear_digits

Mark = tuple[str, str]
"""A kind of trait and its value, by which earlier lots are found."""

IDENTIFYING = (
    DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE,
    DocumentKind.ICGLR_CERTIFICATE,
    DocumentKind.COMMERCIAL_INVOICE,
    DocumentKind.TRANSPORT_DOCUMENT,
)
"""Papers that each lot has its own of."""

DIAMONDS = "rough diamonds"
"""The commodity whose exports are set against a country's production."""

SAME_PAPERS = 2
"""Numbered papers in common from which on a lot whose scans are new is the same lot handed in again."""


class Paper(BaseModel):
    """A document as it is remembered.

    `pages` are `sha256:page`; `facts` what it states, normalised (weights in grams, dates ISO); `shared`: it may serve
    several lots; `lists` how many lots or certificates its table names; `firm`: its number was read well. `figures` and
    `traces` are digests of the figures that it bears (`validate.copies.figures_of`), `scanned`: they were read from a
    picture.
    """

    model_config = ConfigDict(frozen=True)

    type: DocumentKind
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    pages: tuple[str, ...] = ()
    facts: dict[str, str] = {}
    shared: bool = False
    lists: int = 0
    firm: bool = True
    figures: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()
    scanned: bool = False

    @property
    def key(self) -> str:
        """The number as numbers are compared; empty where there is none."""
        return clear_digits(self.number) if self.number else ""

    @property
    def content(self) -> str | None:
        """A digest of the weight, value and exporter that it states; None where it does not state all of them."""
        weight = self.facts.get("carat_weight") or self.facts.get("net_weight")
        value, exporter = self.facts.get("value"), self.facts.get("exporter_name")
        if not (weight and value and exporter):
            return None
        text = "\n".join((self.type.value, weight, value, " ".join(words(exporter))))
        return hashlib.sha256(text.encode()).hexdigest()[:24]

    def content_marks(self) -> frozenset[Mark]:
        """The traits by which a paper of the same content is found, whatever its number."""
        content = self.content
        found = {("trace", f"{self.type.value}:{trace}") for trace in self.traces}
        return frozenset(found if content is None else found | {("content", content)})


class Bearing(BaseModel):
    """A tag as it is written, and the custody lots (folded) that bear it; none for a tag that a paper names."""

    model_config = ConfigDict(frozen=True)

    shown: str
    on: tuple[str, ...] = ()


class RememberedLot(BaseModel):
    """A lot as it is remembered. `id` is the memory's own (empty for a lot of the present bundle), `name` the lot's.

    `seen` is the day that stood for today when it was first checked, `day` that of its shipment where known. `mass` and
    `contained` (of the metal) are in grams. `certificates` are by type and number; `licences`, `seals` and `tags` by
    their folded number. `chain` are its custody lots with all that went into them, folded.
    """

    model_config = ConfigDict(frozen=True)

    id: str = ""
    name: str
    seen: date
    day: date | None = None
    bundles: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    certificates: dict[str, str] = {}
    licences: tuple[str, ...] = ()
    tags: dict[str, Bearing] = {}
    seals: dict[str, str] = {}
    stones: dict[str, str] = {}
    chain: tuple[str, ...] = ()
    lot_numbers: tuple[str, ...] = ()
    mass: Decimal | None = None
    contained: Decimal | None = None
    amount: Decimal | None = None
    currency: str | None = None
    mineral: str | None = None
    hs_codes: tuple[str, ...] = ()
    exporter: str | None = None
    importer: str | None = None
    origins: tuple[str, ...] = ()
    declared_origins: tuple[str, ...] = ()
    provenance: str | None = None
    destination: str | None = None

    @property
    def own_pages(self) -> frozenset[str]:
        """The pages of the papers that serve this lot alone; of all papers where there is none such."""
        own = [p for p in self.papers if not p.shared] or self.papers
        return frozenset(page for paper in own for page in paper.pages)

    @property
    def transports(self) -> frozenset[str]:
        """The numbers of its transport documents, folded."""
        return frozenset(p.key for p in self.papers if p.type is DocumentKind.TRANSPORT_DOCUMENT and p.key)

    @property
    def counts(self) -> date:
        """The day by which it is set into time: of shipment, else the first day of its check."""
        return self.day or self.seen

    def marks(self) -> frozenset[Mark]:
        """All traits by which the lot can be found again."""
        found: set[Mark] = {("page", page) for page in self.own_pages}
        for paper in self.papers:
            if paper.key:
                found.add(("number", f"{paper.type.value}:{paper.key}"))
            if paper.type in IDENTIFYING[:2] and paper.issuer:
                found.add(("issuer", f"{paper.type.value}:{paper.issuer}"))
            if not paper.shared:
                found.update(paper.content_marks())
        found.update(("certificate", key) for key in self.certificates)
        found.update(("licence", key) for key in self.licences)
        found.update(("tag", key) for key in self.tags)
        found.update(("seal", key) for key in self.seals)
        found.update(("stone", key) for key in self.stones)
        for role, name in (("exporter", self.exporter), ("importer", self.importer)):
            if name and (folded := " ".join(words(name))):
                found.add((role, folded))
        if self.mineral == DIAMONDS and len(self.origins) == 1:
            found.add(("origin-year", f"{self.origins[0]}:{self.counts.year}"))
        if self.mass is not None and self.mineral is not None:
            found.add(("mass", f"{self.mineral}:{self.mass.normalize():f}"))
        return frozenset(found)


class Memory(BaseModel):
    """What may concern the lots of a bundle: earlier lots with a trait in common, and the bundle's own (`present`)."""

    model_config = ConfigDict(frozen=True)

    lots: tuple[RememberedLot, ...] = ()
    present: tuple[RememberedLot, ...] = ()


def same_lot(one: RememberedLot, other: RememberedLot) -> bool:
    """Whether two descriptions are of one lot, handed in again: most of its pages are the same bytes, or its numbered
    papers are the same and no more than one of them has another number.

    One certificate in common is no more than a certificate in common.
    """
    apart = sum(_differ(one, other, kind) for kind in IDENTIFYING)
    if apart > 1 or (one.lot_numbers and other.lot_numbers and not set(one.lot_numbers) & set(other.lot_numbers)):
        return False
    a, b = one.own_pages, other.own_pages
    if a & b and 2 * len(a & b) > min(len(a), len(b)):
        return True
    numbers, others = _numbers(one), _numbers(other)
    common = len(numbers & others)
    return not apart and common >= SAME_PAPERS and 3 * common >= 2 * min(len(numbers), len(others))


def _differ(one: RememberedLot, other: RememberedLot, kind: DocumentKind) -> bool:
    a, b = ({p.key for p in lot.papers if p.type is kind and p.key} for lot in (one, other))
    return bool(a and b and not a & b)


def _numbers(lot: RememberedLot) -> frozenset[tuple[str, str]]:
    return frozenset((p.type.value, p.key) for p in lot.papers if p.key and not p.shared)


def merged(present: RememberedLot, earlier: Sequence[RememberedLot]) -> RememberedLot:
    """What is to be remembered of a lot that was seen before: its present state, with every paper that it ever had."""
    if not earlier:
        identity = "\n".join([present.name, *sorted(present.own_pages)])
        return present.model_copy(update={"id": hashlib.sha256(identity.encode()).hexdigest()[:32]})
    papers = {p.pages or (p.type.value, p.key): p for lot in (*earlier, present) for p in lot.papers}
    return present.model_copy(
        update={
            "id": min(lot.id for lot in earlier),
            "seen": min(lot.seen for lot in (*earlier, present)),
            "bundles": tuple(sorted({b for lot in (*earlier, present) for b in lot.bundles})),
            "papers": tuple(papers.values()),
            "tags": {key: bearing for lot in (*earlier, present) for key, bearing in lot.tags.items()},
            "seals": {key: shown for lot in (*earlier, present) for key, shown in lot.seals.items()},
            "certificates": {key: shown for lot in (*earlier, present) for key, shown in lot.certificates.items()},
        }
    )


def own_lots(present: Sequence[RememberedLot], lots: Sequence[RememberedLot]) -> list[tuple[RememberedLot, ...]]:
    """For each lot of the bundle, what is remembered of itself: sought among the lots that share a page or a number."""
    sharing: dict[Mark, list[RememberedLot]] = {}
    for old in lots:
        for mark in old.marks():
            if mark[0] in ("page", "number"):
                sharing.setdefault(mark, []).append(old)
    found = []
    for lot in present:
        near = {old.id: old for mark in lot.marks() for old in sharing.get(mark, ())}
        found.append(tuple(old for old in near.values() if same_lot(lot, old)))
    return found
