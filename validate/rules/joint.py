"""Papers made out for several lots: they weigh what the lots weigh together, and bear the seals of each."""

from __future__ import annotations

from decimal import Decimal

from extract.model import Document
from validate.facts import Stated, called, listed, read_field, sort_key, statements
from validate.model import Finding, Lot, Side
from validate.numbers import bare
from validate.rules.circumstances import LICENCE, ORIGIN_CERTIFICATE, own_documents, scales, serves_others
from validate.rules.findings import UNCERTAIN, decided, firm
from validate.rules.measures import net
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import Closeness, Weight, closeness, weight


@rule(
    "X005-lots",
    "weight-mismatch",
    UNCERTAIN,
    title="Weight of several lots is their sum",
    severity="review",
    basis="KPCS core document, Section III (certificate matches shipment); ICGLR data standard, MD.03 lot weight",
    tolerance="as for one lot: rounding of the last printed digit, 0.5 %, of diamonds 0.01 ct",
)
def joint_weights(case: Case) -> Result:
    """A waybill, packing list, invoice or declaration for several lots weighs as much as they do together, or as one.

    What each weighs is told by the first of its own papers that states it firmly; a lot without one leaves it open.
    Licences and certificates of origin, which lots draw on one after another, are left out.
    """
    papers = [d for d in case.documents if d.type not in (LICENCE, ORIGIN_CERTIFICATE) and serves_others(case, d)]
    stated = [s for d in papers if (s := net(d)) is not None]
    if not stated:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for one in stated:
        homes = [lot for lot in case.lots if one.document.id in lot.documents]
        parts = [_weighed(case, lot, one.document) for lot in homes]
        whole = weight(one.field, "ct")
        if whole is None or any(part is None for part in parts):
            continue
        checked = True
        masses = [part for part in parts if part is not None]
        total = Weight(sum((m.mass for m in masses), Decimal(0)), max(m.digit for m in masses))
        alike = (Closeness.EQUAL, Closeness.WITHIN, Closeness.WATER)
        if any(closeness(whole, told, scales(case), case.policy) in alike for told in (total, *masses)):
            continue
        lots = listed([lot.id for lot in homes])
        message = f"The {called(one.document)} is for the lots {lots}; {one.says}, and they weigh {_shown(one, total)}."
        side = Side(reference=f"the lots {lots} together", value=_shown(one, total))
        findings.append(decided(case, "X005-lots", "weight-mismatch", "weight", message, one, side, lookalike=True))
    return judged(findings) if checked else undecidable("One of the lots has no weight of its own.")


@rule(
    "X017-lots",
    "seal-mismatch",
    UNCERTAIN,
    title="Seals of several lots are those of each",
    severity="review",
    basis="Canada SOR/2003-15 and FedEx guide for Kimberley shipments (seal number on certificate and papers)",
    tolerance="a paper that bears no seal of any of its lots lists others, of containers perhaps",
)
def joint_seals(case: Case) -> Result:
    """A paper for several lots that bears seals of some bears those of this lot too, as its own papers state them."""
    papers = [d for d in case.documents if serves_others(case, d) and seals_of(d)]
    if not papers:
        return NOT_APPLICABLE
    own = [s for s in statements(own_documents(case), "seal_numbers") if firm(s, case.policy)]
    if not own:
        return undecidable("The lot's own papers state no seal.")
    mine = {seal for s in own for seal in seals_of(s.document)}
    findings: list[Finding] = []
    checked = False
    for document in papers:
        told = seals_of(document)
        homes = [lot for lot in case.lots if document.id in lot.documents]
        others = {s for lot in homes for d in case.bundle.of(lot) if d.id != document.id for s in seals_of(d)}
        field = read_field(document, "seal_numbers")
        if field is None or not told & others:
            continue
        checked = True
        left = Stated(document, field)
        lacking = sorted(mine - told)
        if lacking:
            message = f"The {called(document)} is for several lots; {left.says}, and {own[0].says}."
            findings.append(decided(case, "X017-lots", "seal-mismatch", "seals", message, left, own[0], lookalike=True))
    return judged(findings) if checked else undecidable("No seal of the lots stands on the paper that is for all.")


def seals_of(document: Document) -> frozenset[str]:
    """The seals that a document states, bare."""
    field = read_field(document, "seal_numbers")
    value = field.value if field is not None else None
    return frozenset(bare(seal) for seal in value if bare(seal)) if isinstance(value, tuple) else frozenset()


def _weighed(case: Case, lot: Lot, joint: Document) -> Weight | None:
    """What a lot weighs by the first of its own papers that states it firmly."""
    for document in sorted(case.bundle.of(lot), key=sort_key):
        if document.id == joint.id or document.type is LICENCE or len(case.bundle.homes[document.id]) > 1:
            continue
        told = net(document)
        if told is not None and firm(told, case.policy):
            return weight(told.field, "ct")
    return None


_GRAMS = {"ct": Decimal("0.2"), "g": Decimal(1), "kg": Decimal(1000), "t": Decimal(1_000_000)}


def _shown(one: Stated, total: Weight) -> str:
    """A weight in the unit of the paper that it is held against, in kilograms where that is none of the usual."""
    unit = one.field.unit if one.field.unit in _GRAMS else "kg"
    return f"{(total.mass / _GRAMS[unit]).normalize():f} {unit}"
