"""Weights, values and counts: the same on every document of the lot."""

from __future__ import annotations

from decimal import Decimal

from extract.model import Document, DocumentKind, Money
from validate.agreement import AGREE, Verdict, compare
from validate.facts import Stated, called, read_field, statements
from validate.model import Finding, Severity
from validate.numbers import misread_amount, transposed
from validate.rules.circumstances import (
    ASSAY,
    CUSTOMS,
    DECLARATION,
    ICGLR,
    INVOICE,
    KP,
    ORIGIN_CERTIFICATE,
    PACKING,
    TRANSPORT,
    is_diamond,
    own_documents,
    scales,
)
from validate.rules.findings import UNCERTAIN, apart, firm, found, weak
from validate.rules.measures import (
    NEARLY_ALL,
    VALUED,
    holds_bars,
    mass_verdict,
    misplaced,
    net,
    net_weights_of,
    prints_also,
    weighs_as_much,
)
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import share, weight

GROSS_SLACK = Decimal("0.001")
"""Share of the net weight by which a scale may err."""

LESS_THAN_TWO = "Fewer than two documents state it."


def _net_weights(rule_id: str, case: Case) -> Result:
    stated = net_weights_of(case)
    if len(stated) < 2:
        return undecidable(LESS_THAN_TWO)
    kind = scales(case)
    apart_groups = compare(stated, lambda a, b: mass_verdict(case, kind, a, b), case.policy)
    what = "carat weight" if rule_id == "X003" else "net weight"
    return judged(
        apart(rule_id, "weight-mismatch", what, d, _severity(d.verdict.grade), _difference(d.reference, d.against[0]))
        for d in apart_groups
    )


def _severity(grade: str) -> Severity:
    return "review" if grade == "review" else "info" if grade == "info" else "block"


def _difference(left: Stated, right: Stated) -> str:
    a, b = weight(left.field, "ct"), weight(right.field, "ct")
    if a is None or b is None:
        return ""
    water = " One is of dry goods; water may account for it." if a.dry is not b.dry and (a.dry or b.dry) else ""
    return f"That is {share(a.mass, b.mass):.2%} apart.{water}"


@rule(
    "X003",
    "weight-mismatch",
    UNCERTAIN,
    title="Carat weight agrees",
    severity="block",
    basis="KPCS core document, Section III and Annex II (certificate matches shipment); AWDC Diamond Office control",
    tolerance="rounding of the last printed digit; 0.01 ct; up to 0.5 % calls a reviewer (policy weight.diamond)",
)
def carat_weights(case: Case) -> Result:
    """The carat weight on the Kimberley certificate equals that on invoice, packing list, waybill and declarations.

    A weight in grams or kilograms is converted (1 ct = 0.2 g). Documents that serve several lots are left out.
    """
    return _net_weights("X003", case) if is_diamond(case) else NOT_APPLICABLE


@rule(
    "X005",
    "weight-mismatch",
    UNCERTAIN,
    title="Net weight agrees",
    severity="block",
    basis="ICGLR data standard, MD.03 lot weight; MMTA norms (lot size) and concentrate contracts (weight franchise)",
    tolerance="rounding of the last printed digit; 0.5 %, precious metals 0.05 %; up to 2 % calls a reviewer",
)
def net_weights(case: Case) -> Result:
    """The net weight is the same on certificate, invoice, packing list, waybill and assay, units converted.

    A dry weight up to 15 % below one that is not said to be dry or wet is information: water may account for it.
    """
    return NOT_APPLICABLE if is_diamond(case) else _net_weights("X005", case)


@rule(
    "X021",
    "weight-mismatch",
    UNCERTAIN,
    title="Gross weight agrees",
    severity="review",
    basis="certificate of origin and waybill: gross weight as packed; trade practice",
    tolerance="3 % or 1 kg (policy weight.gross)",
)
def gross_weights(case: Case) -> Result:
    """The gross weight is the same on packing list, waybill and certificates, as far as scales and packing allow.

    What one paper calls gross and others net, as bars before assay are, is no weight with packing.
    """
    stated = [s for s in statements(own_documents(case), "gross_weight") if weight(s.field) is not None]
    stated = [s for s in stated if not _is_net_elsewhere(case, s)]
    if len(stated) < 2:
        return undecidable(LESS_THAN_TWO)
    found_apart = compare(stated, lambda a, b: mass_verdict(case, "gross", a, b), case.policy)
    return judged(apart("X021", "weight-mismatch", "gross weight", d, "review") for d in found_apart)


def _is_net_elsewhere(case: Case, gross: Stated) -> bool:
    """Whether a paper that states no net weight gives as gross the very weight that other papers give as net."""
    if net(gross.document) is not None:
        return False
    nets = [s for s in net_weights_of(case) if s.document is not gross.document]
    return bool(nets) and all(mass_verdict(case, scales(case), gross, s).agree for s in nets)


@rule(
    "W066",
    "weight-mismatch",
    UNCERTAIN,
    title="Gross at least net",
    severity="review",
    basis="definition of gross and net weight; carats against grams on the waybill (1 ct = 0.2 g)",
    tolerance="0.1 % of the scale",
)
def gross_not_below_net(case: Case) -> Result:
    """On each document the gross weight is not below the net weight, nor below the carats it carries."""
    checked = False
    findings: list[Finding] = []
    for document in case.documents:
        gross = read_field(document, "gross_weight")
        heavy, light = (weight(gross) if gross is not None else None), net(document)
        mass = weight(light.field, "ct") if light is not None else None
        if gross is None or heavy is None or light is None or mass is None:
            continue
        checked = True
        if heavy.mass + heavy.digit >= mass.mass * (1 - GROSS_SLACK):
            continue
        left = Stated(document, gross)
        if _other_way_round(case, document, heavy.mass, mass.mass):
            why = "another paper states the two weights the other way round. Look at it."
            findings.append(weak("W066", "weight", light, why))
            continue
        if not (firm(left, case.policy) and firm(light, case.policy)):
            shaky = min((left, light), key=lambda s: s.field.confidence)
            findings.append(weak("W066", "weight", shaky, "the gross weight is below the net weight. Look at it."))
            continue
        findings.append(
            found(
                "W066",
                "weight-mismatch",
                f"On the {called(document)} the gross weight is below the net weight: "
                f"{left.side.value} gross, {light.side.value} net.",
                left=left,
                right=light,
            )
        )
    return judged(findings) if checked else undecidable("No document states both.")


def _other_way_round(case: Case, document: Document, gross: Decimal, light: Decimal) -> bool:
    """Whether another paper's net weight is this one's gross weight, and its gross weight this one's net weight."""
    for other in case.documents:
        heavy, own = read_field(other, "gross_weight"), net(other)
        a, b = (weight(heavy) if heavy is not None else None), (weight(own.field, "ct") if own is not None else None)
        if other is document or a is None or b is None:
            continue
        if abs(a.mass - light) <= a.digit and abs(b.mass - gross) <= b.digit:
            return True
    return False


@rule(
    "X006",
    "value-mismatch",
    UNCERTAIN,
    title="Value agrees",
    severity="block",
    basis="Regulation (EC) No 2368/2002, Article 17 and Annex I (value of the shipment); AWDC Diamond Office control",
    tolerance="1 % in one currency, unless two figures changed places; up to 10 % calls a reviewer (policy value)",
)
def values(case: Case) -> Result:
    """The value on the certificate equals the invoice total; other documents may only call a reviewer.

    Amounts in different currencies are not compared, unless the amount is the same and only the currency differs.
    Two that are near, and of which one is the other with two figures changed about, call a reviewer too.
    """
    stated = [s for s in statements(own_documents(case), "value", VALUED) if isinstance(s.value, Money)]
    if len(stated) < 2:
        return undecidable(LESS_THAN_TWO)
    findings = []
    for d in compare(stated, lambda a, b: _value_verdict(case, a, b), case.policy):
        firm_kinds = {KP, ICGLR, INVOICE}
        hard = d.reference.document.type in firm_kinds and any(s.document.type in firm_kinds for s in d.against)
        findings.append(apart("X006", "value-mismatch", "value", d, _severity(d.verdict.grade) if hard else "review"))
    return judged(findings)


def _value_verdict(case: Case, left: Stated, right: Stated) -> Verdict:
    a, b = left.value, right.value
    if not isinstance(a, Money) or not isinstance(b, Money):
        return AGREE
    if a.currency != b.currency:
        return Verdict(False, "block") if a.amount == b.amount and a.amount != 0 else AGREE
    apart_by = share(a.amount, b.amount)
    near = abs(a.amount - b.amount) <= case.policy.value.absolute or apart_by <= case.policy.value.agree
    if near and not transposed(f"{a.amount:.2f}", f"{b.amount:.2f}"):
        return AGREE
    grade = "review" if apart_by <= case.policy.value.review else "block"
    weak = min(left.field.confidence, right.field.confidence) < float(case.policy.confidence.decide)
    doubtful = (weak and apart_by > NEARLY_ALL) or any(misplaced(s) or weighs_as_much(case, s) for s in (left, right))
    return Verdict(False, grade, misread_amount(str(a.amount), str(b.amount)), doubtful)


COUNTED: tuple[DocumentKind, ...] = (
    KP,
    ICGLR,
    INVOICE,
    PACKING,
    TRANSPORT,
    ORIGIN_CERTIFICATE,
    ASSAY,
    DECLARATION,
    CUSTOMS,
)


@rule(
    "X008",
    "parcel-count-mismatch",
    UNCERTAIN,
    title="Parcel count agrees",
    severity="review",
    basis="31 CFR 592.307 and KPCS Annex I (number of parcels); FedEx guide for Kimberley shipments",
    tolerance="exact; a waybill may count the one box that holds all parcels of diamonds or precious metals, a "
    "laboratory the pieces that it weighed, any paper the bars in the packages",
)
def parcel_counts(case: Case) -> Result:
    """The number of parcels or packages is the same on certificate, invoice, packing list and waybill."""
    stated = [s for s in statements(own_documents(case), "parcel_count", COUNTED) if isinstance(s.value, int)]
    if len(stated) < 2:
        return undecidable(LESS_THAN_TWO)
    seals = {len(s.value) for s in statements(case.documents, "seal_numbers") if isinstance(s.value, tuple)}
    boxes = {1} | seals if scales(case) != "bulk" else set()
    decide = float(case.policy.confidence.decide)

    def judge(left: Stated, right: Stated) -> Verdict:
        if left.value == right.value:
            return AGREE
        for one, other in ((left, right), (right, left)):
            fewer = isinstance(one.value, int) and isinstance(other.value, int) and one.value < other.value
            if one.document.type is TRANSPORT and fewer and one.value in boxes:
                return AGREE
            if holds_bars(case, one, other):
                return AGREE
        printed = prints_also(case, left, right)
        # A laboratory counts what it weighed or sampled, and a count hardly made out may be of anything.
        other_things = any(s.document.type is ASSAY or s.field.confidence < decide for s in (left, right))
        misread = misread_amount(str(left.value), str(right.value))
        return Verdict(False, "review", misread, printed or other_things, printed)

    return judged(
        apart("X008", "parcel-count-mismatch", "number of parcels", d, "review")
        for d in compare(stated, judge, case.policy)
    )
