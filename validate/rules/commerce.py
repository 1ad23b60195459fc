"""The invoice beyond its arithmetic: amounts in words, currencies, shares of origins."""

from __future__ import annotations

import re
from decimal import Decimal

from babel import Locale

from extract.model import Money
from extract.values import Context
from extract.values.countries import find_countries
from extract.values.number_words import amounts, spoken
from validate.facts import Stated, called, read_field, show
from validate.model import Finding, Side
from validate.rules.authorities import SURELY
from validate.rules.circumstances import INVOICE, PACKING, of_kind
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable

_IN_WORDS = re.compile(
    r"\b(?:amount in words|in words|say|en (?:toutes )?lettres|arr[eê]t[eé]e? [^\n]{0,40}somme de|por extenso|"
    r"en letras|son)\b\s*[:.]?[ \t]*((?:[^\n]{0,200}\n?){1,4})",
    re.IGNORECASE,
)
"""The caption of an amount in words, with up to four lines."""
_CLOSED = re.compile(
    r"(?:\bonly|centimes?|centavos?|c[eé]ntimos|100|seulement|exactos|dollars?|\.)\W*$"
    r"|(?:dollars?|euros?|francs?|pounds?|rand|US\$?|USD|EUR|\d)\b.*\bcents?\W*$",
    re.IGNORECASE,
)
"""How an amount in words ends. "Cent" and "cents" are a hundred in French: they end it behind a currency or figures."""
_CENTS_BEHIND = re.compile(
    r"\b(?:dollars?|euros?|francs?|pounds?|rand|US\$?|USD|EUR|\d)\b.*\bcents?\W*$", re.IGNORECASE
)
_OPEN = re.compile(r"(?:\band|\bet|\be|\by|-|,)\s*$", re.IGNORECASE)
"""How it stands where it goes on."""
_HUNDREDTHS = re.compile(
    r"\b\d{1,2}\s*/\s*100\b|\b\d{1,2}\s*(?:cents?|centimes?|centavos?|c[eé]ntimos)\b", re.IGNORECASE
)


def amount_in_words(lines: str) -> str | None:
    """The amount that these lines say, put together where it goes on beneath; None where its end is not among them, or
    figures that are none of it stand between.

    Columns beside it are left out: parts of a line are two spaces apart, and a part without a word for a number is not
    the amount's.
    """
    said = ""
    told = lines.split("\n")
    for number, (line, following) in enumerate(zip(told, [*told[1:], ""], strict=True)):
        parts = [part for part in re.split(r"\s{2,}", line.strip()) if spoken(part)]
        if not parts:
            if said or number > 1:
                break
            continue
        said = f"{said} {parts[-1]}".strip()
        if _CLOSED.search(said) and not (_may_be_hundreds(said) and _begins_a_number(following)):
            break
    rest = _HUNDREDTHS.sub(" ", said)
    return None if not said or _OPEN.search(said) or re.search(r"\d", rest) else said


def _may_be_hundreds(said: str) -> bool:
    """Whether the cents at the end may be hundreds, no number standing before the currency: "dollars neuf cent"."""
    cents = _CENTS_BEHIND.search(said)
    return cents is not None and not spoken(said[: cents.start()])


def _begins_a_number(line: str) -> bool:
    numbers = spoken(line.strip())
    return bool(numbers) and numbers[0].start == 0


@rule(
    "W070",
    "arithmetic-error",
    UNCERTAIN,
    title="Amount in words and figures, currency code",
    severity="review",
    basis="UN/ECE Recommendation 6 (invoice); ISO 4217 (currency codes)",
    tolerance="whole units of the currency",
)
def in_words(case: Case) -> Result:
    """The total in words on an invoice is the total in figures, and its currency is one of ISO 4217."""
    invoices = of_kind(case, INVOICE)
    if not invoices:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for document in invoices:
        field = read_field(document, "value")
        if field is None or not isinstance(field.value, Money):
            continue
        left = Stated(document, field)
        if field.value.currency not in _currencies():
            checked = True
            message = f"{field.value.currency} on the {called(document)} is no currency of ISO 4217."
            findings.append(decided(case, "W070", "arithmetic-error", "currency", message, left))
            continue
        said = case.wording(document).first(_IN_WORDS)
        amount = amount_in_words(said.groups[0]) if said is not None else None
        numbers = [s.value for s in spoken(amount)] if amount is not None else []
        if said is None or amount is None or not numbers or max(numbers) < 100:
            continue
        checked = True
        whole = int(field.value.amount)
        told = {int(s.value) for s in amounts(amount)}
        # Hundredths may be said as a number of their own.
        if whole not in told and max(numbers) != whole and sum(numbers[:2]) != whole:
            message = f"The {called(document)} gives {show(field)} in figures and `{amount}` in words."
            right = said.stated("value_in_words", amount)
            findings.append(decided(case, "W070", "arithmetic-error", "amount", message, left, right, lookalike=True))
    return judged(findings) if checked else undecidable("No amount in words beside figures was read.")


def _currencies() -> frozenset[str]:
    return frozenset(str(code) for code in Locale("en").currencies)


_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s?%")


@rule(
    "X024",
    "arithmetic-error",
    title="Shares of origins add to 100 %",
    severity="review",
    basis="AWDC guidance on the sixteenth package (percentages of origins on invoice or packing list)",
    tolerance="99.5 to 100.5 %; at least two countries, each beside its share",
)
def origin_shares(case: Case) -> Result:
    """The shares of several countries of origin that an invoice or packing list gives add to the whole."""
    findings: list[Finding] = []
    checked = False
    for document in of_kind(case, INVOICE, PACKING):
        shares: dict[str, Decimal] = {}
        said_first = None
        for line in document.text:
            numbers = list(_SHARE.finditer(line.text))
            named = find_countries(line.text, Context(language=document.language)) if numbers else []
            surely = [c for c in named if c.score >= SURELY]
            if not numbers or len(numbers) != len(surely):
                continue
            for country, number in zip(surely, numbers, strict=True):
                shares[str(country.value)] = Decimal(number.group(1).replace(",", "."))
            said_first = said_first or case.wording(document).first(re.compile(re.escape(line.text)))
        if len(shares) < 2 or said_first is None:
            continue
        checked = True
        total = sum(shares.values(), Decimal(0))
        if abs(total - 100) <= Decimal("0.5"):
            continue
        told = ", ".join(f"{c} {s} %" for c, s in shares.items())
        message = f"The shares of origins on the {called(document)} add to {total} %: {told}."
        left = said_first.stated("origin_shares", told)
        findings.append(found("X024", "arithmetic-error", message, left=left, right=Side(reference="the whole")))
    return judged(findings) if checked else undecidable("No shares of several origins were read.")
