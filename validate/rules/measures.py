"""A lot's weight and value: which figure of a document is its net weight, how two weights compare, and the one figure
of the lot for rules that need one."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.doctype import ValueKind
from extract.lexicon import fold
from extract.model import Document, DocumentKind, Money
from extract.values import Context, find
from extract.values.counts import counts_metal
from validate.agreement import AGREE, Verdict, same_place
from validate.facts import Stated, read_field, sort_key, statements
from validate.policy import Policy
from validate.printed import numbers
from validate.rules.circumstances import (
    ASSAY,
    CUSTOMS,
    DECLARATION,
    ICGLR,
    INVOICE,
    KP,
    LICENCE,
    ORIGIN_CERTIFICATE,
    PACKING,
    TRANSPORT,
    is_diamond,
    of_kind,
    own_documents,
    scales,
)
from validate.rules.findings import bare_reading, firm
from validate.rules.model import Case
from validate.weights import Closeness, Kind, closeness, decimal, misread, share, weight

VALUED: tuple[DocumentKind, ...] = (
    KP,
    ICGLR,
    INVOICE,
    ORIGIN_CERTIFICATE,
    PACKING,
    TRANSPORT,
    DECLARATION,
    ASSAY,
    CUSTOMS,
)


def net(document: Document) -> Stated | None:
    """The document's net weight: in carats where it states carats, else its net weight."""
    for name, unit in (("carat_weight", "ct"), ("net_weight", None)):
        field = read_field(document, name)
        if field is not None and weight(field, unit) is not None:
            return Stated(document, field)
    return None


def mass_verdict(case: Case, kind: Kind, left: Stated, right: Stated) -> Verdict:
    a, b = weight(left.field, "ct"), weight(right.field, "ct")
    if a is None or b is None:
        return AGREE
    how = closeness(a, b, kind, case.policy)
    if how in (Closeness.EQUAL, Closeness.WITHIN):
        return AGREE
    if how is Closeness.WATER:
        return Verdict(False, "info")
    grade = "review" if how is Closeness.NEAR else "block"
    doubtful = misplaced(left) or misplaced(right)
    if share(a.mass, b.mass) > (MOSTLY if kind == "gross" else NEARLY_ALL):
        doubtful = True
    printed = prints_also(case, left, right)
    return Verdict(False, grade, misread(left.field, right.field, "ct"), doubtful or printed, printed)


def prints_also(case: Case, left: Stated, right: Stated) -> bool:
    """Whether a paper that states one weight or count prints the other paper's too: then the wrong one of its figures
    was likely taken (gross for net, fine for all, a box's number for its content)."""
    return _prints(case, left, right) or _prints(case, right, left)


def _prints(case: Case, stated: Stated, other: Stated) -> bool:
    wording = case.wording(stated.document)
    if isinstance(other.value, int):
        context = Context(language=stated.document.language)
        counted = (p for line in stated.document.text for p in find(ValueKind.COUNT, line.text, context))
        if any(p.value == other.value and p.score >= COUNTED for p in counted):
            return True
        return bool(_counted(wording.text, other.value) & _counted(case.wording(other.document).text, other.value))
    wanted, own = weight(other.field, "ct"), weight(stated.field, "ct")
    if wanted is None or own is None or not wording.known:
        return False
    units = [w.mass / n for s, w in ((other, wanted), (stated, own)) if (n := decimal(s.value))]
    return any(
        len(number.as_tuple().digits) >= LEAST_DIGITS
        and any(abs(number * unit - wanted.mass) <= wanted.digit / 2 for unit in units)
        for _, found in numbers(stated.document)
        for number in found
    )


def holds_bars(case: Case, fewer: Stated, more: Stated) -> bool:
    """Whether the smaller of two counts is of packages and the other of the bars in them, as its paper says."""
    if not isinstance(fewer.value, int) or not isinstance(more.value, int) or fewer.value >= more.value:
        return False
    cast = _of_bars(case, more)
    return bool(cast) and all(cast) and not any(_of_bars(case, fewer))


def _of_bars(case: Case, stated: Stated) -> list[bool]:
    """For each thing of which a paper says that there are as many: whether metal is cast into it. A label that ends
    with such a thing tells it by itself ("Bars: 6")."""
    document, number = stated.document, int(str(stated.value))
    *_, last = ["", *re.findall(r"[^\W\d_]+", fold(stated.field.label or ""))]
    if counts_metal(f"{number} {last}"):
        return [True]
    goods = (
        fields["goods_description"] for fields in (document.fields, *document.lines) if "goods_description" in fields
    )
    texts = (case.wording(document).text, *(str(field.value) for field in goods))
    things = {thing for text in texts for thing in _counted(text, number)}
    return [counts_metal(f"{number} {thing}") for thing in sorted(things)]


def _counted(text: str, number: int) -> frozenset[str]:
    """What the paper says there is this number of (`48 turriles`); a day of a month is no count."""
    things = re.finditer(rf"(?<![\d.,/-]){number}\s+([^\W\d_]{{4,}})(?!\s+(?:de\s+|del\s+)?\d{{4}})\b", text)
    return frozenset(fold(match[1]) for match in things)


LEAST_DIGITS = 3
"""Figures of a number from which on it is not a weight of the lot by chance."""

COUNTED = 0.6
"""Score from which on a number in a text is a count of packages."""


MOSTLY = Decimal("0.75")
"""Gross weights so far apart are no scales' difference: one of them is something else, or in another unit."""

NEARLY_ALL = Decimal("0.98")
"""The same of any weight: a house's number was read for tonnes."""


def misplaced(stated: Stated) -> bool:
    """Whether the total read is the figure of one of several lines, or that of another weight in another unit: then
    the wrong cell was read for the total."""
    document, field = stated.document, stated.field
    cells = [line[field.name].value for line in document.lines if field.name in line]
    if len(cells) > 1 and stated.value in cells:
        return True
    others = (read_field(document, n) for n in ("carat_weight", "net_weight", "gross_weight") if n != field.name)
    return any(o is not None and o.value == stated.value and o.unit != field.unit for o in others)


def net_weights_of(case: Case) -> list[Stated]:
    """What the lot's own documents state as its net weight, the reference document first; licences are left out.

    Where one states carats of stones and the weight of metal beside them, like is compared with like: the one of the
    two that more documents state.
    """
    documents = [d for d in own_documents(case) if d.type is not LICENCE]
    stated = [s for d in documents if (s := net(d)) is not None]
    if not is_diamond(case) and any(_of_two_kinds(d) for d in documents):
        kinds = [
            [s for d in documents if (s := _weighed(d, name)) is not None] for name in ("net_weight", "carat_weight")
        ]
        stated = max(kinds, key=len)
    return sorted(stated, key=lambda s: sort_key(s.document))


def _weighed(document: Document, name: str) -> Stated | None:
    field = read_field(document, name)
    return Stated(document, field) if field is not None and weight(field, "ct") is not None else None


def _of_two_kinds(document: Document) -> bool:
    """Whether a document states carats and a net weight that are not the same mass: of stones, and of metal beside."""
    carats, mass = (_weighed(document, name) for name in ("carat_weight", "net_weight"))
    a, b = (weight(s.field, "ct") if s is not None else None for s in (carats, mass))
    return a is not None and b is not None and share(a.mass, b.mass) > OF_ONE_KIND


OF_ONE_KIND = Decimal("0.5")
"""Share by which carats and a net weight may differ and still be of the same goods, badly weighed or read."""


def reference_weight(case: Case) -> Stated | None:
    """The lot's net weight by its reference document, for rules that need one figure."""
    stated = net_weights_of(case)
    if not stated:
        return None
    kind = scales(case)
    support = {id(s): sum(mass_verdict(case, kind, s, other).agree for other in stated) for s in stated}
    return max(stated, key=lambda s: (support[id(s)], firm(s, case.policy), -stated.index(s)))


def weighs_as_much(case: Case, stated: Stated) -> bool:
    """Whether an amount of money is the very figure of a weight of the lot: then the wrong cell was read for it."""
    if not isinstance(stated.value, Money):
        return False
    names = ("carat_weight", "net_weight", "gross_weight")
    weights = {decimal(f.value) for d in case.documents for n in names if (f := read_field(d, n)) is not None}
    return stated.value.amount in weights


def reference_value(case: Case) -> Stated | None:
    """The lot's value by its invoice, else its certificate; an amount that is the figure of a weight is neither's."""
    for documents in (of_kind(case, INVOICE), of_kind(case, KP, ICGLR), own_documents(case)):
        valued = (s for s in statements(documents, "value", VALUED) if isinstance(s.value, Money))
        stated = [s for s in valued if not weighs_as_much(case, s)]
        if stated:
            return stated[0]
    return None


def over_however_read(allowed: Stated, mass: Decimal, digit: Decimal, policy: Policy) -> bool:
    """Whether a mass is more than what a paper allows by each way to read the words that state it (`2,000` as two too).

    `mass` is in grams, `digit` its last printed digit's worth. False where they can be read in one way only, or hardly.
    """
    others = [a for a in allowed.field.nearest if same_place(allowed.field, a)]
    if not others or bare_reading(allowed, policy):
        return False
    fields = [allowed.field.model_copy(update={"value": a.value, "unit": a.unit or allowed.field.unit}) for a in others]
    limits = [weight(field, field.unit or "ct") for field in (allowed.field, *fields)]
    return all(one is not None and mass > one.mass + max(digit, one.digit) / 2 for one in limits)
