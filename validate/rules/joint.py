"""Papers made out for several lots: what they weigh is what the lots weigh together."""

from __future__ import annotations

from decimal import Decimal

from extract.model import Document
from validate.facts import Stated, called, listed, sort_key
from validate.model import Finding, Lot, Side
from validate.rules.circumstances import LICENCE, ORIGIN_CERTIFICATE, scales, serves_others
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
