"""How strongly two documents speak for, or against, belonging to the same lot.

A number quoted, a lot number, seals, an exact weight or amount each speak for it; other numbers of the same sort, other
weights and other parties speak against it. No single one decides, so that a misread or falsified number neither tears
a lot apart nor makes a second one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.model import Document, DocumentKind, Money
from validate.facts import SCHEME_CERTIFICATES, read_field, text
from validate.names import Likeness, alike
from validate.numbers import bare, clear_digits, listed_numbers, misread_number
from validate.weights import Weight, weight

LOT_OWN = frozenset(
    {
        DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE,
        DocumentKind.ICGLR_CERTIFICATE,
        DocumentKind.COMMERCIAL_INVOICE,
        DocumentKind.PACKING_LIST,
        DocumentKind.TRANSPORT_DOCUMENT,
    }
)
"""Types of which a lot usually has one: two with different numbers speak for two lots."""

QUOTES = ("certificate_number", "invoice_number", "transport_number", "licence_number")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a document gives away about the lot it belongs to; numbers with look-alike letters made digits."""

    document: Document
    number: str | None
    lots: frozenset[str]
    quoted: dict[str, frozenset[str]]
    seals: frozenset[str]
    net: Weight | None
    gross: Weight | None
    value: Money | None
    count: int | None
    exporter: str | None
    importer: str | None
    mineral: str | None
    custody: frozenset[str]

    @property
    def many(self) -> bool:
        """Whether it speaks of several lots: lists lot numbers, or several certificates or invoices."""
        return len(self.lots) > 1 or any(len(numbers) > 1 for numbers in self.quoted.values())

    @property
    def kind(self) -> DocumentKind:
        """The document's type."""
        return self.document.type

    def tokens(self) -> Iterator[tuple[str, str]]:
        """Keys under which documents of one lot meet; equal keys make two documents worth comparing."""
        for lot in self.lots:
            yield "lot", lot
        if self.number:
            yield "number", self.number
        for name, numbers in self.quoted.items():
            if name != "licence_number":
                for number in numbers:
                    yield "number", number
        for seal in self.seals:
            yield "seal", seal
        for mass in (self.net, self.gross):
            if mass is not None and mass.mass > 0:
                # Steps of a thousandth, each value in two of them, so that near values share one.
                step = int(mass.mass.ln() / Decimal("1.001").ln())
                yield "mass", str(step)
                yield "mass", str(step + 1)
        if self.value is not None:
            yield "value", f"{self.value.amount.normalize()}"
        for lot in self.custody:
            yield "custody", lot


def profile(document: Document, custody: frozenset[str] = frozenset()) -> Profile:
    """Reads a document's profile; `custody` are the custody lots that its numbers and seals stand in."""
    number = text(document, "document_number")
    lots = text(document, "lot_number")
    seals = read_field(document, "seal_numbers")
    value = read_field(document, "value")
    count = read_field(document, "parcel_count")
    masses = {name: read_field(document, name) for name in ("carat_weight", "net_weight", "gross_weight")}
    carat = masses["carat_weight"]
    net = weight(carat, "ct") if carat is not None else None
    if net is None and masses["net_weight"] is not None:
        net = weight(masses["net_weight"])
    return Profile(
        document=document,
        number=clear_digits(number) if number and bare(number) else None,
        lots=_numbers_in(lots),
        quoted={name: numbers for name in QUOTES if (numbers := _numbers_in(text(document, name)))},
        seals=frozenset(clear_digits(s) for s in seals.value if bare(s))
        if seals is not None and isinstance(seals.value, tuple)
        else frozenset(),
        net=net,
        gross=weight(masses["gross_weight"]) if masses["gross_weight"] is not None else None,
        value=value.value if value is not None and isinstance(value.value, Money) else None,
        count=count.value if count is not None and isinstance(count.value, int) else None,
        exporter=text(document, "exporter_name"),
        importer=text(document, "importer_name"),
        mineral=text(document, "mineral"),
        custody=custody,
    )


def _numbers_in(field: str | None) -> frozenset[str]:
    return frozenset(clear_digits(part) for part in listed_numbers(field or "") if bare(part))


def kinship(a: Profile, b: Profile) -> float:
    """Above zero where the documents speak for one lot, below where they speak for two."""
    score = _numbers(a, b) + _quotes(a, b) + _quotes(b, a) + _amounts(a, b)
    if a.lots and b.lots:
        score += 4.0 if a.lots & b.lots else -1.0 if _near(a.lots, b.lots) else -3.0
    if a.seals and b.seals:
        if a.seals & b.seals:
            score += 3.0
        elif DocumentKind.ASSAY_CERTIFICATE not in (a.kind, b.kind):  # a laboratory seals its samples
            score -= 1.0
    if a.custody and b.custody:
        score += 2.0 if a.custody & b.custody else -2.0
    score -= strangers(a, b)
    return score


def strangers(a: Profile, b: Profile) -> float:
    """One point for each party, and one for the commodity, in which two documents plainly differ."""
    apart = 0.0
    for left, right in ((a.exporter, b.exporter), (a.importer, b.importer), (a.mineral, b.mineral)):
        if left and right and alike(left, right) is Likeness.OTHER:
            apart += 1.0
    return apart


def _numbers(a: Profile, b: Profile) -> float:
    """Two documents of one type: the same number or two."""
    if a.kind is not b.kind or a.number is None or b.number is None:
        return 0.0
    if a.number == b.number:
        return 1.0
    if a.kind in SCHEME_CERTIFICATES:
        return -4.0
    return -3.0 if a.kind in LOT_OWN else -0.5


def _quotes(a: Profile, b: Profile) -> float:
    """What `a` quotes against what `b` is, or quotes too."""
    score = 0.0
    for name, kinds in (
        ("certificate_number", SCHEME_CERTIFICATES),
        ("invoice_number", (DocumentKind.COMMERCIAL_INVOICE,)),
        ("transport_number", (DocumentKind.TRANSPORT_DOCUMENT,)),
    ):
        numbers = a.quoted.get(name)
        if numbers is None:
            continue
        if b.number is not None and any(same(n, b.number) for n in numbers):
            score += 4.0
        elif b.number is not None and b.kind in kinds:
            score -= 0.5 if any(misread_number(n, b.number) for n in numbers) else 2.0
        elif (others := b.quoted.get(name)) is not None and a.document.id < b.document.id:  # once for the pair
            pairs = [(n, other) for n in numbers for other in others]
            if any(same(n, other) for n, other in pairs):
                score += 2.5
            else:
                score -= 0.3 if any(misread_number(n, other) for n, other in pairs) else 1.5
    return score


def same(left: str, right: str) -> bool:
    """Equal, or one without the letters in front of the other."""
    return left == right or (min(len(left), len(right)) >= 5 and (left.endswith(right) or right.endswith(left)))


def _amounts(a: Profile, b: Profile) -> float:
    score = 0.0
    for left, right, alike_score, apart_score in ((a.net, b.net, 2.5, -1.5), (a.gross, b.gross, 1.5, -0.5)):
        if left is not None and right is not None:
            score += alike_score if equal_mass(left, right) else apart_score
    if a.value is not None and b.value is not None:
        score += 2.0 if a.value == b.value else -1.0
    if a.count is not None and b.count is not None:
        score += 0.2 if a.count == b.count else -0.5
    return score


def equal_mass(left: Weight, right: Weight) -> bool:
    """Equal but for the rounding of the coarser figure."""
    return abs(left.mass - right.mass) <= max(left.digit, right.digit) / (2 if left.digit == right.digit else 1)


def _near(left: frozenset[str], right: frozenset[str]) -> bool:
    return any(misread_number(a, b) for a in left for b in right)
