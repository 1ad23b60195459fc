"""What speaks against a value once the whole document has been read, and how much less sure it makes it.

A reading may fit its label and its grammar and still be a part of what stands there, another fact's number, or a word
of a language that is not read. Each such doubt is a named feature; `data/doubt_prior.csv` tells what each measures and
what a person held it to be worth, in log-odds, `data/doubt_weights.csv` what `python -m bench.extraction.learn` made of
that on papers by other hands. A doubt never changes or removes a value: it asks a person to look.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import product

from extract.candidates import Candidate
from extract.candidates_places import Neighbourhood
from extract.choose import Choice
from extract.doctype import NUMBERS, QUOTED, DocumentType, ValueKind
from extract.doubts_elsewhere import Rest
from extract.doubts_ground import Surroundings, meet
from extract.doubts_ink import of_figures, of_ink, of_ink_at, scanned_pages
from extract.doubts_words import of_address, of_authority, of_goods, of_measure, of_name, of_number, of_site
from extract.language import foreign
from extract.model import DocumentKind, Field, FieldValue, Money
from extract.values import Context, find, parse
from extract.values.folding import fold
from extract.values.parties import names_a_place

_BLOCKS = frozenset(
    {ValueKind.PARTY, ValueKind.ADDRESS, ValueKind.TEXT, ValueKind.AUTHORITY, ValueKind.SITE, ValueKind.IDENTIFIERS}
)
_A_NUMBER = 3  # figures of a seal's or tag's number
_MEASURES = frozenset({ValueKind.CARATS, ValueKind.WEIGHT, ValueKind.PERCENT})
_LISTS = frozenset({ValueKind.HS_CODES, ValueKind.IDENTIFIERS})
_AMOUNTS = frozenset({ValueKind.CARATS, ValueKind.WEIGHT, ValueKind.COUNT, ValueKind.MONEY})
_ANALYSED = frozenset({DocumentKind.ASSAY_CERTIFICATE, DocumentKind.ICGLR_CERTIFICATE})
_WEIGHTS = ("carat_weight", "net_weight", "gross_weight")
_ALIKE = 0.9
"""How well a text over or under a list fits the list's grammar, at least, to be more of it."""


_DOUBTED_WORD = 0.9
"""Confidence below which the two readers of a scan do not agree on a word."""

_GUESSED_WORD = 0.35
"""Confidence below which a word of a scan is hardly one: ink goes over it, or neither reader could read it."""

_NOUGHT_OR_LETTER = re.compile(r"[A-Z]{2}[0O]\d|\d[0O][A-Z]{2}")
"""A nought or an O at the border of letters and digits: NG0071 may be NGO 071."""

_PARTING = re.compile(r"(?:[,;|/)•·–—.]|\s-)\s*$")
"""What ends the words before a label that stands within its line."""

_CUSTOMER = frozenset(("client", "customer", "cliente", "client name", "customer name", "nom du client"))
_ORIGIN = "country_of_origin"
_OTHER_END = re.compile(r"destin|import|to which|à qui|envi", re.IGNORECASE)
"""What a label of two columns run together says of the other one: where the goods go."""

_AS_STRONG = 0.9
"""Score from which another reading of a field might as well be the field's value."""


def doubts(
    fields: Mapping[str, Field],
    more: Mapping[str, Field],
    doctype: DocumentType,
    neighbourhoods: Sequence[Neighbourhood],
    choices: Mapping[str, Choice],
    rows: Sequence[Mapping[str, Field]],
    context: Context,
) -> dict[str, dict[str, float]]:
    """What speaks against each field that was read, by its name and the doubt's; `more` are facts beside them."""
    text = "\n".join(line.text for around in neighbourhoods for line in around.layout.lines)
    strange = foreign(text)
    ground = Surroundings(neighbourhoods, (*fields.values(), *more.values()))
    rest = Rest(text, fields, context)
    kinds, pages = doctype.kinds(), [around.layout.page for around in neighbourhoods]
    scanned = scanned_pages(pages)
    found: dict[str, dict[str, float]] = {}
    for name, field in fields.items():
        kind = kinds.get(name)
        if field.status != "read" or field.value is None or kind is None:
            continue
        choice = choice_of(name, choices)
        seen = {"foreign": strange, "rivalled": float(kind not in _BLOCKS and _is_rivalled(field))}
        if choice is not None:
            seen |= _of_choice(kind, field, choice.chosen)
        if (kind in _BLOCKS or kind in NUMBERS) and (choice is None or choice.chosen.cue is None):
            seen |= ground.of(field, block=kind in _BLOCKS)
        if choice is not None and choice.chosen.region.layout.page.origin == "ocr":
            seen |= of_ink(name, kind, choice.chosen, neighbourhoods)
            worst = _hardly_read(choice.chosen, beyond=name.endswith("_address"))
            seen["word_hardly_read"] = float(worst < _GUESSED_WORD)
        if field.is_on(scanned):
            seen |= of_figures(name, kind, field.raw) | of_ink_at(kind, field, pages)
        if kind is ValueKind.IDENTIFIER and choice is not None and _hardly_read(choice.chosen) < _DOUBTED_WORD:
            seen["nought_or_letter"] = float(_NOUGHT_OR_LETTER.search(str(field.value)) is not None)
        seen |= _of_value(name, kind, field, context) | _of_others(name, field, fields, rows)
        seen |= rest.against(name, kind, field)
        if kind is ValueKind.PERCENT and doctype.kind not in _ANALYSED:
            seen["content_in_passing"] = float((field.rule or "").startswith("content-of-element"))
        if kind in _AMOUNTS:
            seen["greater_in_column"] = float(_is_topped(kind, field, ground.column(field), context))
        if kind in _LISTS:
            seen["list_goes_on"] = float(_is_continued(kind, field, ground.column(field), context))
        if kind is ValueKind.MONEY and name == "value":
            seen["not_the_greatest"] = float(_is_exceeded(field, text, context))
        if field.rule is not None and field.rule.startswith("table:"):
            seen["of_a_table"] = 1.0
        found[name] = {doubt: value for doubt, value in seen.items() if value}
    return found


def choice_of(name: str, choices: Mapping[str, Choice]) -> Choice | None:
    """The choice that a field was made of: of an address its own label's, where it has one, else its party's."""
    return choices.get(name) or choices.get(name.removesuffix("_name").removesuffix("_address"))


def _hardly_read(candidate: Candidate, *, beyond: bool = False) -> float:
    """The confidence of the word of a value that was read worst; `beyond` it, of a party's name, is its address."""
    parsed, region = candidate.parsed, candidate.region
    start, end = (parsed.end, len(region.text)) if beyond else (parsed.start, parsed.end)
    return min((word.confidence for word in region.boxes_at(start, end)), default=1.0)


def _of_choice(kind: ValueKind, field: Field, chosen: Candidate) -> dict[str, float]:
    """What the words that led to a value say against it, and the grammar that it was read by."""
    rule = chosen.parsed.rule
    seen = {"either_number": float("or-decimal" in rule), "doubtful_letter": float("doubtful-letter" in rule)}
    if chosen.cue is not None:
        seen["told_in_prose"] = 1.0
        seen["cue_of_a_word"] = float(len(chosen.cue.split()) == 1)
        seen["site_in_prose"] = float(kind is ValueKind.SITE)
        seen["commodity_alone"] = float(kind is ValueKind.TEXT and len(str(field.value).split()) == 1)
    elif chosen.label is not None:
        seen["label_in_a_phrase"] = float(chosen.label.embedded and not _parted(chosen))
        seen["label_stretched"] = float(chosen.label.stretched)
        told = fold(chosen.label.text).strip(" :.")
        seen["label_of_a_customer"] = float(chosen.spec.name == "exporter" and told in _CUSTOMER)
        seen["label_guessed"] = float(chosen.label.guessed)
        seen["label_bare"] = float(chosen.label.bare and kind in _BLOCKS and not _are_numbers(field.value))
        seen["label_shared"] = float(len(chosen.label.specs) > 1)
        seen["label_far"] = chosen.features.get("distance", 0.0)
        seen["begins_small"] = float(kind is ValueKind.TEXT and str(field.value)[:1].islower())
    return seen


def _are_numbers(value: FieldValue | None) -> bool:
    """Whether a list holds nothing but numbers: "Seals KQ 88120" needs no colon."""
    return isinstance(value, tuple) and all(sum(map(str.isdigit, one)) >= _A_NUMBER for one in value)


def _parted(chosen: Candidate) -> bool:
    """Whether the words before a label end with a sign that parts them from it, and its value follows at once: "Lot
    GDV-2609 — HS code: 2504.10"."""
    if chosen.label is None or chosen.label.page != chosen.region.page:
        return False
    if any(map(str.isalpha, chosen.region.text[: chosen.parsed.start])):
        return False  # "Declared value: see clause 7.3"
    before = chosen.region.layout.segments[chosen.label.segments[0]].text[: chosen.label.start]
    return _PARTING.search(before) is not None


def _is_rivalled(field: Field) -> bool:
    """True where another reading, from another place of the paper, is about as strong."""
    return any(
        other.score >= _AS_STRONG
        and other.evidence
        and not any(meet(*pair) for pair in product(other.evidence, field.evidence))
        for other in field.nearest
    )


def _of_others(
    name: str, field: Field, fields: Mapping[str, Field], rows: Sequence[Mapping[str, Field]]
) -> dict[str, float]:
    """What the other fields say against one: a number that is the paper's own, a price that is the amount."""
    if name.endswith("_address"):
        party = fields.get(f"{name.removesuffix('_address')}_name")
        # A name that is itself the beginning of an address leaves the address without it.
        unread = party is not None and (party.value is None or names_a_place(str(party.value)))
        return {"name_unread": float(unread)}
    if name.endswith("_name"):
        address = fields.get(f"{name.removesuffix('_name')}_address")
        mixed = of_address(str(address.value))["address_holds_other"] if address is not None and address.value else 0.0
        return {"address_holds_other": mixed}
    if name in QUOTED:
        own = fields.get("document_number")
        return {
            "own_number_unread": float(own is None or own.value is None),
            "own_number": float(own is not None and own.value == field.value),
        }
    total = fields.get("value")
    if name == "value" and isinstance(field.value, Money):
        read = [_amount(fields[weight].value) for weight in _WEIGHTS if weight in fields]
        summed = [_sum(weight, rows) for weight in _WEIGHTS]
        return {"amount_of_a_weight": float(field.value.amount in (*read, *summed))}
    if name == "unit_price" and total is not None and isinstance(total.value, Money) and isinstance(field.value, Money):
        return {"price_as_amount": float(field.value.amount >= total.value.amount)}
    return {}


def _sum(name: str, rows: Sequence[Mapping[str, Field]]) -> Decimal | None:
    """What the rows of the line table add up to; None where they state nothing."""
    found = [amount for row in rows if name in row and (amount := _amount(row[name].value)) is not None]
    return sum(found, Decimal(0)) if found else None


def _of_value(name: str, kind: ValueKind, field: Field, context: Context) -> dict[str, float]:
    value = str(field.value)
    if name.endswith("_address"):
        return of_address(value)
    if kind is ValueKind.PARTY:
        return of_name(value)
    if kind is ValueKind.AUTHORITY:
        return of_authority(value)
    if kind is ValueKind.TEXT:
        return of_goods(value, context)
    if kind is ValueKind.SITE:
        return of_site(value)
    if kind in _MEASURES:
        return of_measure(field.raw, field.label)
    if kind is ValueKind.COUNTRY:
        several = isinstance(field.value, tuple) and _OTHER_END.search(field.label or "") is not None
        return {"no_country": float(value == "EU"), "country_of_two_labels": float(name == _ORIGIN and several)}
    if kind in NUMBERS:
        return of_number(field.value if isinstance(field.value, tuple) else (value,))
    return {}


def _is_topped(kind: ValueKind, field: Field, column: Sequence[str], context: Context) -> bool:
    """True where a greater number of the kind stands over or under: the value may be one row's and not the total."""
    own = _amount(field.value)
    if own is None:
        return False
    currency = field.value.currency if isinstance(field.value, Money) else context.currency
    inside = replace(context, unit=field.unit or context.unit, currency=currency)
    for text in column:
        parsed = parse(kind, text, inside)
        if parsed is None or parsed.end - parsed.start < 0.8 * len(text.strip()) or parsed.unit != field.unit:
            continue
        other = _amount(parsed.value)
        if other is not None and other > own:
            return True
    return False


def _is_continued(kind: ValueKind, field: Field, column: Sequence[str], context: Context) -> bool:
    """True where more of a list's kind stands over or under: tariff codes, numbers of the same letters and digits."""
    own = field.value if isinstance(field.value, tuple) else (str(field.value),)
    for text in column:
        parsed = parse(kind, text, context)
        if parsed is None or not isinstance(parsed.value, tuple) or parsed.end - parsed.start < 0.8 * len(text.strip()):
            continue
        alike = kind is ValueKind.HS_CODES or bool({*map(_shape, parsed.value)} & {*map(_shape, own)})
        if alike and parsed.score >= _ALIKE and not set(parsed.value) <= set(own):
            return True
    return False


def _shape(number: str) -> str:
    """A number with every digit as 9, as numbers of one series look."""
    return re.sub(r"\d", "9", number)


def _amount(value: FieldValue | None) -> Decimal | None:
    if isinstance(value, Money):
        return value.amount
    try:
        return None if value is None or isinstance(value, tuple) else Decimal(str(value))
    except InvalidOperation:
        return None


def _is_exceeded(field: Field, text: str, context: Context) -> bool:
    """True for a total over which the paper prints a greater amount of the same currency."""
    if not isinstance(field.value, Money):
        return False
    amounts: list[Decimal] = [
        parsed.value.amount
        for line in text.split("\n")
        for parsed in find(ValueKind.MONEY, line, context)
        if isinstance(parsed.value, Money) and parsed.value.currency == field.value.currency
    ]
    return max(amounts, default=field.value.amount) > field.value.amount
