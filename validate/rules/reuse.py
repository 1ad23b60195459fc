"""Certificates used twice, and documents of one number with different contents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extract.model import Document, DocumentKind, Money
from validate.bundle import borne_numbers
from validate.copies import facts_differ
from validate.facts import SCHEME_CERTIFICATES, Stated, called, read_field, show, text
from validate.model import Finding, Severity, Side
from validate.names import Likeness, alike
from validate.numbers import bare, clear_digits
from validate.remembering import FACTS
from validate.rules.circumstances import ICGLR, KP, is_diamond, of_kind
from validate.rules.findings import UNCERTAIN, firm, found, weak
from validate.rules.identity import number_of
from validate.rules.memory_view import called_lot, distinctive, earlier, papers, same_issuer
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import weight

WEIGHTS = ("carat_weight", "net_weight")


@rule(
    "L001",
    "certificate-reused",
    UNCERTAIN,
    title="Certificate used once",
    severity="block",
    basis="Regulation (EC) No 2368/2002, Annex I (unique number)",
    tolerance="letters and digits count, nothing else; parcels of one shipment under one waybill may share it",
)
def certificate_once(case: Case) -> Result:
    """A Kimberley certificate number serves one lot: no other lot of the bundle and no earlier one has or quotes it."""
    return _used_once(case, "L001", KP)


@rule(
    "L002",
    "certificate-reused",
    UNCERTAIN,
    title="ICGLR certificate used once",
    severity="block",
    basis="ICGLR data standard, MD.03 (unique identifier of an issuing country)",
    tolerance="letters and digits count, nothing else; parcels of one shipment under one waybill may share it",
)
def icglr_certificate_once(case: Case) -> Result:
    """An ICGLR certificate number serves one lot: no other lot of the bundle, and no earlier one, has or quotes it."""
    return _used_once(case, "L002", ICGLR)


def _used_once(case: Case, rule_id: str, kind: DocumentKind) -> Result:
    mine_borne = [s for s in borne_numbers(case.documents) if s.document.type in (kind, *_QUOTING)]
    if any(s.document.type is not kind for s in mine_borne) and not _scheme(case, kind):
        mine_borne = [s for s in mine_borne if s.document.type is kind]
    if not mine_borne:
        return undecidable("No certificate number was read.") if of_kind(case, kind) else NOT_APPLICABLE
    findings: list[Finding] = []
    told: set[str] = set()
    for mine in mine_borne:
        for lot, other in case.bundle.certificates.get(bare(str(mine.value)), ()):
            if lot == case.lot.id or lot in told or other.document.id in case.lot.documents:
                continue
            told.add(lot)
            message = (
                f"The certificate number {show(mine.field)} serves two lots: it stands on the "
                f"{called(mine.document)} of lot {case.lot.id} and on the {called(other.document)} of lot {lot}."
            )
            findings.append(_twice(case, rule_id, message, mine, other))
        findings += _used_before(case, rule_id, kind, mine, told)
    return judged(findings)


_QUOTING = tuple(k for k in DocumentKind if k not in SCHEME_CERTIFICATES)


def _scheme(case: Case, kind: DocumentKind) -> bool:
    """Whether a certificate that is only quoted is of this scheme: by the lot's goods."""
    return is_diamond(case) == (kind is KP)


def _twice(case: Case, rule_id: str, message: str, mine: Stated, other: Stated | Side) -> Finding:
    shaky = [s for s in (mine, other) if isinstance(s, Stated) and not firm(s, case.policy)]
    if shaky:
        return weak(rule_id, "certificate number", shaky[0], message)
    return found(rule_id, "certificate-reused", message, left=mine, right=other)


def _used_before(case: Case, rule_id: str, kind: DocumentKind, mine: Stated, told: set[str]) -> Iterator[Finding]:
    if case.past is None:
        return
    now = case.past.present(case.lot.id)
    key = f"{kind.value}:{clear_digits(str(mine.value))}"
    issuer = text(mine.document, "country_of_provenance")
    for old in case.past.bearing(case.lot.id, ("certificate", key)):
        theirs = next((p for p in old.papers if p.type is kind and f"{kind.value}:{p.key}" == key), None)
        if theirs is not None and theirs.issuer and issuer and theirs.issuer != issuer:
            continue
        if now.transports & old.transports or old.id in told:
            continue  # parcels of one shipment
        told.add(old.id)
        message = (
            f"The certificate number {show(mine.field)} was used before: it stands on the {called(mine.document)} "
            f"of lot {case.lot.id}, and served {called_lot(old)}."
        )
        yield _twice(case, rule_id, message, mine, earlier(old, "document_number", old.certificates[key]))


@rule(
    "X029",
    "document-altered",
    UNCERTAIN,
    title="One number, one content",
    severity="block",
    basis="KPCS core document, Annex I (unique number, resistance to forgery)",
    tolerance="as the rules for weight, value, date and party",
)
def one_content(case: Case) -> Result:
    """Two documents of one type and number state the same weight, value, dates, parties and origin: those of the
    bundle, and one of an earlier lot against one of this.

    Where the earlier one came with this same lot, a person tells whether it was corrected.
    """
    findings = list(_changed_since(case))
    checked = case.past is not None
    for a, b in combinations(case.documents, 2):
        if a.type is not b.type or a.type is DocumentKind.UNKNOWN:
            continue
        number, other = number_of(a), number_of(b)
        if number is None or other is None or bare(number) != bare(other):
            continue
        checked = True
        apart = _difference(a, b)
        if apart is None:
            continue
        left, right = apart
        message = (
            f"Two documents bear the number {number} with different contents: {left.says}, {right.says} "
            f"({left.field.name.replace('_', ' ')})."
        )
        numbers = [Stated(d, f) for d in (a, b) if (f := read_field(d, "document_number")) is not None]
        shaky = [s for s in (*numbers, left, right) if not firm(s, case.policy)]
        findings.append(
            weak("X029", shaky[0].field.name.replace("_", " "), shaky[0], message)
            if shaky
            else found("X029", "document-altered", message, left=left, right=right)
        )
    kinds: list[DocumentKind] = [d.type for d in case.documents if d.type is not DocumentKind.UNKNOWN]
    if not checked and any(number_of(d) is None and kinds.count(d.type) > 1 for d in case.documents):
        return undecidable("Of two documents of one type the number of one was not read.")
    return judged(findings) if checked else NOT_APPLICABLE


def _changed_since(case: Case) -> Iterator[Finding]:
    """Documents of this lot whose number an earlier lot's document bears, with another content."""
    if case.past is None:
        return
    same = {old.id: old for old in case.past.own(case.lot.id)}
    for document, paper in papers(case, case.past):
        if not paper.key or not paper.firm:
            continue
        mark = ("number", f"{paper.type.value}:{paper.key}")
        for old in (*same.values(), *case.past.bearing(case.lot.id, mark)):
            for other in old.papers:
                if other.type is not paper.type or other.key != paper.key or not other.firm:
                    continue
                if not same_issuer(paper, other) or (old.id not in same and not distinctive(paper, other)):
                    continue
                name = next((n for n in FACTS if facts_differ(n, paper.facts.get(n), other.facts.get(n))), None)
                field = read_field(document, name) if name is not None else None
                if name is None or field is None:
                    continue
                mine, theirs = Stated(document, field), other.facts[name]
                when = "was handed in before with this lot" if old.id in same else f"came before with {called_lot(old)}"
                message = (
                    f"The {called(document)} {when} and stated another {name.replace('_', ' ')}: now {show(field)}, "
                    f"then {_remembered(name, theirs)}."
                )
                severity: Severity = "review" if old.id in same else "block"
                yield found(
                    "X029", "document-altered", message, severity=severity, left=mine, right=earlier(old, name, theirs)
                )
                break


def _remembered(name: str, fact: str) -> str:
    return f"{fact} g" if name in (*WEIGHTS, "licensed_quantity") else fact


def _difference(a: Document, b: Document) -> tuple[Stated, Stated] | None:
    for name in FACTS:
        left, right = read_field(a, name), read_field(b, name)
        if left is None or right is None or left.value == right.value:
            continue
        if name.endswith("_name") and alike(str(left.value), str(right.value)) is not Likeness.OTHER:
            continue
        if isinstance(left.value, Money) and isinstance(right.value, Money) and left.value == right.value:
            continue
        if name in WEIGHTS:
            x, y = weight(left, "ct"), weight(right, "ct")
            if x is not None and y is not None and abs(x.mass - y.mass) <= max(x.digit, y.digit):
                continue
        return Stated(a, left), Stated(b, right)
    return None
