"""Papers made out for several lots: they weigh what the lots weigh together, and bear the seals of each."""

from __future__ import annotations

from decimal import Decimal

from extract.model import Document
from validate.facts import called, listed, sort_key, statements
from validate.model import Finding, Lot, Side
from validate.rules.circumstances import LICENCE, ORIGIN_CERTIFICATE, own_documents, scales, serves_others
from validate.rules.custody_view import amount
from validate.rules.findings import UNCERTAIN, decided, firm
from validate.rules.identity import seals_in
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
        lots, together = listed([lot.id for lot in homes]), amount(total.mass, one.field.unit)
        message = f"The {called(one.document)} is for the lots {lots}; {one.says}, and they weigh {together}."
        side = Side(reference=f"the lots {lots} together", value=together)
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
    joint = [d for d in case.documents if serves_others(case, d)]
    stated = [s for d in joint for s in statements([d], "seal_numbers") if seals_in(s)]
    if not stated:
        return NOT_APPLICABLE
    own = [s for s in statements(own_documents(case), "seal_numbers") if firm(s, case.policy)]
    if not own:
        return undecidable("The lot's own papers state no seal.")
    mine = frozenset[str]().union(*map(seals_in, own))
    findings: list[Finding] = []
    checked = False
    for one in stated:
        homes = [lot for lot in case.lots if one.document.id in lot.documents]
        others = [d for lot in homes for d in case.bundle.of(lot) if d.id != one.document.id]
        if not any(seals_in(one) & seals_in(other) for other in statements(others, "seal_numbers")):
            continue
        checked = True
        if mine - seals_in(one):
            message = f"The {called(one.document)} is for several lots; {one.says}, and {own[0].says}."
            findings.append(decided(case, "X017-lots", "seal-mismatch", "seals", message, one, own[0], lookalike=True))
    return judged(findings) if checked else undecidable("No seal of the lots stands on the paper that is for all.")


def _weighed(case: Case, lot: Lot, joint: Document) -> Weight | None:
    """What a lot weighs by the first of its own papers that states it firmly."""
    for document in sorted(case.bundle.of(lot), key=sort_key):
        if document.id == joint.id or document.type is LICENCE or len(case.bundle.homes[document.id]) > 1:
            continue
        told = net(document)
        if told is not None and firm(told, case.policy):
            return weight(told.field, "ct")
    return None
