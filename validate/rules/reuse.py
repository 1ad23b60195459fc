"""Certificates used twice, and documents of one number with different contents."""

from __future__ import annotations

from itertools import combinations

from extract.model import Document, DocumentKind, Money
from validate.bundle import borne_numbers
from validate.facts import SCHEME_CERTIFICATES, Stated, called, read_field, show
from validate.model import Finding
from validate.names import Likeness, alike
from validate.numbers import bare
from validate.rules.circumstances import of_kind
from validate.rules.findings import UNCERTAIN, firm, found, weak
from validate.rules.identity import number_of
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import weight

WEIGHTS = ("carat_weight", "net_weight")


@rule(
    "L001",
    "certificate-reused",
    UNCERTAIN,
    title="Certificate used once",
    severity="block",
    basis="Regulation (EC) No 2368/2002, Annex I (unique number); ICGLR data standard, MD.03 (unique identifier)",
    tolerance="letters and digits count, nothing else",
)
def certificate_once(case: Case) -> Result:
    """A Kimberley or ICGLR certificate number serves one lot of the bundle: no other lot has or quotes it."""
    mine_borne = borne_numbers(case.documents)
    if not mine_borne:
        return undecidable("No certificate number was read.") if of_kind(case, *SCHEME_CERTIFICATES) else NOT_APPLICABLE
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
            shaky = [s for s in (mine, other) if not firm(s, case.policy)]
            findings.append(
                weak("L001", "certificate number", shaky[0], message)
                if shaky
                else found("L001", "certificate-reused", message, left=mine, right=other)
            )
    return judged(findings)


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
    """Two documents of one type and number state the same weight, value, dates, parties and origin."""
    findings: list[Finding] = []
    checked = False
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
        shaky = [s for s in (left, right) if not firm(s, case.policy)]
        findings.append(
            weak("X029", left.field.name.replace("_", " "), shaky[0], message)
            if shaky
            else found("X029", "document-altered", message, left=left, right=right)
        )
    return judged(findings) if checked else NOT_APPLICABLE


CONTENTS = (
    *("carat_weight", "net_weight", "value", "issue_date", "expiry_date", "parcel_count", "country_of_origin"),
    *("exporter_name", "importer_name", "licensed_quantity"),
)


def _difference(a: Document, b: Document) -> tuple[Stated, Stated] | None:
    for name in CONTENTS:
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
