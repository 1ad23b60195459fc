"""Arithmetic within a document: price by quantity, lines against the total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extract.model import Document, Evidence, Field, Money
from validate.custody.units import grams
from validate.facts import Stated, called, read_field, show, statements
from validate.model import Finding, Side
from validate.printed import accounted, beside, numbers
from validate.rules.circumstances import scales
from validate.rules.findings import UNCERTAIN, found
from validate.rules.model import Case, Result, judged, rule, undecidable
from validate.weights import decimal, last_place, weight

PRICED = tuple(grams(Decimal(1), unit) or Decimal(0) for unit in ("ct", "g", "kg", "t", "lb", "oz t"))
"""Grams in the units that goods are priced by."""

MISSING = "A line may be missing from the table, or may not have been read."
ELSEWHERE = "That sum is printed as well; the figure taken for the total may be another one."
WEIGHED = ("carat_weight", "net_weight", "gross_weight")
REPEATED = "One line alone states that total; what stands beside it may be no line of goods."

BASES = tuple(Decimal(n) for n in (1, 10, 100, 1000))
"""A price may stand per so many units."""


def _usable(field: Field | None) -> Field | None:
    return field if field is not None and field.value is not None and field.status in ("read", "corrected") else None


def _firm(case: Case, fields: list[Field]) -> bool:
    return all(f.status == "corrected" or f.confidence >= float(case.policy.confidence.decide) for f in fields)


def _quantity(line: dict[str, Field]) -> Field | None:
    return next((f for n in ("carat_weight", "net_weight", "gross_weight") if (f := _usable(line.get(n)))), None)


@rule(
    "W060",
    "arithmetic-error",
    UNCERTAIN,
    title="Price by quantity gives the amount",
    severity="review",
    basis="invoice arithmetic (UN/ECE Recommendation 6, line amounts)",
    tolerance="rounding of price, quantity and amount, and 0.01 (policy arithmetic.line)",
)
def line_amounts(case: Case) -> Result:
    """On each line of an invoice, unit price times quantity is the line's amount, whatever unit the price is per.

    The quantity may be another figure printed on that line: the fine ounces in a bar, the dry tonnes, the pieces.
    """
    findings: list[Finding] = []
    checked = False
    for document in case.documents:
        for number, line in enumerate(document.lines, 1):
            price, amount, quantity = _usable(line.get("unit_price")), _usable(line.get("value")), _quantity(line)
            if price is None or amount is None or quantity is None:
                continue
            if not isinstance(price.value, Money) or not isinstance(amount.value, Money):
                continue
            checked = True
            one, whole, slack = price.value.amount, amount.value.amount, case.policy.arithmetic.line
            others = (quantity.model_copy(update={"value": str(n)}) for n in beside(document, one, whole))
            if _priced(one, quantity, whole, slack) or any(_priced(one, each, whole, slack) for each in others):
                continue
            stated = Stated(document, amount)
            fields = [price, quantity, amount]
            message = (
                f"On line {number} of the {called(document)}, {show(quantity)} at {show(price)} does not give "
                f"{show(amount)}."
            )
            findings.append(_finding(case, "W060", message, stated, Stated(document, price), fields))
    return judged(findings[:1]) if checked else undecidable("No line states price, quantity and amount.")


def _finding(
    case: Case, rule_id: str, message: str, left: Stated, right: Stated | Side, fields: list[Field]
) -> Finding:
    evidence: list[Evidence] = [e for f in fields for e in f.evidence]
    if _firm(case, fields):
        return found(rule_id, "arithmetic-error", message, left=left, right=right, evidence=evidence)
    return found(
        rule_id,
        UNCERTAIN,
        f"{message} Some of these figures were read with little confidence. Look at them.",
        severity="review",
        left=left,
        right=right,
        evidence=evidence,
    )


def _priced(price: Decimal, quantity: Field, amount: Decimal, slack: Decimal) -> bool:
    number = decimal(quantity.value)
    if number is None:
        return True
    mass = weight(quantity, "ct" if quantity.name == "carat_weight" else None)
    amounts = [(number, last_place(number))]
    if mass is not None:
        amounts += [(mass.mass / unit, mass.digit / unit) for unit in PRICED]
    for count, digit in amounts:
        for base in BASES:
            product = price * count / base
            rounding = (last_place(price) * count + digit * price) / base / 2 + last_place(amount)
            if abs(product - amount) <= rounding + slack:
                return True
    return False


@rule(
    "W013",
    "arithmetic-error",
    UNCERTAIN,
    title="Lines add up to the total",
    severity="review",
    basis="KPCS Annex I (weight and value of the shipment); invoice and packing list totals",
    tolerance="rounding; 0.05 in the currency (policy arithmetic.total); 0.01 ct",
)
def totals(case: Case) -> Result:
    """The weights and amounts of a document's lines add up to the totals that it states, charges and discounts that it
    names taken into account.

    Where every column falls short alike, or the only one does and another paper has more lines, a line is missing or
    was not read: that is uncertain, not an error, and mere information where another paper bears the total out. Where
    another column adds up to its own total, no line is missing. The box around parcels of diamonds or precious metals
    may weigh more than they do. Figures that number packages, or tell what each of as many parcels as there are lines
    holds, are no counts of parcels.
    """
    findings: list[Finding] = []
    checked = False
    for document in case.documents:
        wrong: list[tuple[Stated, Decimal, list[Field], bool]] = []
        columns, whole = 0, False
        for name, total, parts in _columns(document):
            columns += 1
            checked = True
            sum_, stated, slack = _added(name, total, parts, case)
            explained = name == "value" and accounted(document, sum_, stated, slack)
            explained = explained or (name == "gross_weight" and sum_ < stated and scales(case) != "bulk")
            explained = explained or (name == "parcel_count" and _numbered(stated, parts))
            if abs(sum_ - stated) > slack and not explained:
                wrong.append((Stated(document, total), sum_, parts, sum_ < stated))
            elif not explained:
                whole = whole or _stands_apart(total, parts)
        if not wrong:
            continue
        short = all(falls_short for *_, falls_short in wrong)
        fewer = any(len(d.lines) > len(document.lines) for d in case.documents)
        # Of several columns that do not add up, one whose total was read rightly tells more than the others.
        left, sum_, parts, _ = next((one for one in wrong if not _misread(case, *one[:3])), wrong[0])
        repeated = _repeats(case, left, parts)
        misplaced = _misplaced(left, sum_, parts)
        lost = repeated or misplaced or (short and not whole and ((columns >= 2 and len(wrong) == columns) or fewer))
        message = (
            f"The lines of the {called(document)} add up to {_plain(sum_)}, while it states {left.side.value} as "
            f"{left.field.name.replace('_', ' ')}."
        )
        right = Side(document=document.id, field=f"lines.{left.field.name}", value=_plain(sum_))
        if lost:
            findings.append(
                found(
                    "W013",
                    UNCERTAIN,
                    f"{message} {REPEATED if repeated else ELSEWHERE if misplaced else MISSING}",
                    severity="info" if _borne_out(case, left) else "review",
                    left=left,
                    right=right,
                    evidence=[e for f in (left.field, *parts) for e in f.evidence],
                )
            )
        else:
            findings.append(_finding(case, "W013", message, left, right, [left.field, *parts]))
    return judged(findings) if checked else undecidable("No document states lines and a total.")


def _misread(case: Case, total: Stated, sum_: Decimal, parts: list[Field]) -> bool:
    """Whether a column may fail to add up because a figure was read for what it is not."""
    return _repeats(case, total, parts) or _misplaced(total, sum_, parts)


def _repeats(case: Case, total: Stated, parts: list[Field]) -> bool:
    return _borne_out(case, total) and any(_same_as_total(total.field, part) for part in parts)


def _misplaced(total: Stated, sum_: Decimal, parts: list[Field]) -> bool:
    return total.field.name in WEIGHED and len(parts) > 1 and _printed(total.document, sum_)


def _numbered(total: Decimal, parts: list[Field]) -> bool:
    """Whether a column of counts is none: each line is one of the parcels, so that it tells the stones in it, or its
    figures run up from one to the next and number what the lines are packed in."""
    told = [_mass(part) or Decimal(0) for part in parts]
    steps = [after - before for before, after in pairwise(told)]
    return len(told) == total or (len(told) > 1 and told[0] == 1 and sum(steps) > 0 and set(steps) <= {0, 1})


def _printed(document: Document, total: Decimal) -> bool:
    """Whether the document prints the very sum of its lines as well, so that another figure was read for the total."""
    return any(total in found for _, found in numbers(document))


def _same_as_total(total: Field, part: Field) -> bool:
    """Whether one of several lines states the very total: then another is a sum, or goods weighed otherwise."""
    if isinstance(total.value, Money):
        return part.value == total.value
    return _mass(part) == _mass(total)


def _stands_apart(total: Field, parts: list[Field]) -> bool:
    """Whether a total was read in a place of its own, and not in a line or from the lines."""
    cells = {(e.file, e.page, e.box) for part in parts for e in part.evidence}
    return len(parts) > 1 and (not total.evidence or any((e.file, e.page, e.box) not in cells for e in total.evidence))


def _borne_out(case: Case, total: Stated) -> bool:
    """Whether another document states the same total, so that nothing rests on the lines."""
    others = statements((d for d in case.documents if d is not total.document), total.field.name)
    mass = _mass(total.field) if not isinstance(total.value, Money) else None
    return any(o.value == total.value or (mass is not None and _mass(o.field) == mass) for o in others)


def _columns(document: Document) -> Iterator[tuple[str, Field, list[Field]]]:
    """The columns that every line fills and the document totals, with total and cells."""
    if len(document.lines) < 1:
        return
    for name in ("carat_weight", "net_weight", "gross_weight", "value", "parcel_count"):
        total = _usable(read_field(document, name))
        cells = [_usable(line.get(name)) for line in document.lines]
        parts = [c for c in cells if c is not None]
        if total is None or len(parts) != len(cells):
            continue
        if name == "value" and any(
            not isinstance(f.value, Money)
            or not isinstance(total.value, Money)
            or f.value.currency != total.value.currency
            for f in parts
        ):
            continue
        if name != "value" and any(_mass(f) is None for f in (total, *parts)):
            continue
        yield name, total, parts


def _mass(field: Field) -> Decimal | None:
    if field.name == "parcel_count":
        return decimal(field.value)
    found_weight = weight(field, "ct" if field.name == "carat_weight" else None)
    return found_weight.mass if found_weight is not None else None


def _added(name: str, total: Field, parts: list[Field], case: Case) -> tuple[Decimal, Decimal, Decimal]:
    """The sum of the cells, the total stated, and the slack, all in the total's currency or unit."""
    if isinstance(total.value, Money):
        amounts = [f.value.amount for f in parts if isinstance(f.value, Money)]
        rounding = sum((last_place(a) for a in amounts), Decimal(0)) / 2
        return sum(amounts, Decimal(0)), total.value.amount, rounding + case.policy.arithmetic.total
    masses = [_mass(f) or Decimal(0) for f in parts]
    if name == "parcel_count":
        return sum(masses, Decimal(0)), _mass(total) or Decimal(0), Decimal(0)
    unit = "ct" if name == "carat_weight" else None
    digits = [w.digit for f in (*parts, total) if (w := weight(f, unit)) is not None]
    stated, one = decimal(total.value) or Decimal(0), _mass(total) or Decimal(0)
    factor = one / stated if stated else Decimal(1)
    return sum(masses, Decimal(0)) / factor, stated, sum(digits, Decimal(0)) / 2 / factor


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
