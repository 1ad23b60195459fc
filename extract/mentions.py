"""Values in running text and what stands around each: what `mentions_model` tells a value's field from.

A mention is a value that a grammar finds, or a name told by its capitals. Around it stand words, and other mentions,
each as no more than its group: "net and gross weight of <mass> and <mass>" reads alike whatever the figures are. A
word counts by how far it stands, on which side, whether another mention of the group lies between, and also by its
beginning alone, so that forms of one stem and cousins in other languages speak alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from extract.doctype import ValueKind
from extract.prose_names import bears_body
from extract.prose_words import prose_words
from extract.sentences import sentence_ends
from extract.values import Context, Parsed, find, legal_forms
from extract.values.folding import fold, plain

_LEAST = 0.5  # how well a reading fits its grammar at the least
LONGEST = 3000  # characters of a paragraph that are looked at


class Group(StrEnum):
    """Mentions that may be told apart by their words alone, for their form is the same."""

    DATE = "date"
    MASS = "mass"
    PERCENT = "percent"
    MONEY = "money"
    COUNT = "count"
    COUNTRY = "country"
    CODE = "code"
    NUMBER = "number"
    FIGURE = "figure"
    NAME = "name"


FIELDS: Final[dict[Group, tuple[str, ...]]] = {
    Group.DATE: ("issue_date", "expiry_date", "shipment_date"),
    Group.MASS: ("carat_weight", "net_weight", "gross_weight", "licensed_quantity"),
    Group.PERCENT: ("grade", "recycled_share"),
    Group.MONEY: ("value", "unit_price", "licensed_value"),
    Group.COUNT: ("parcel_count",),
    Group.COUNTRY: ("country_of_origin", "country_of_provenance", "country_of_destination"),
    Group.CODE: ("hs_codes",),
    Group.NUMBER: (
        "document_number",
        "certificate_number",
        "licence_number",
        "invoice_number",
        "transport_number",
        "lot_number",
        "seal_numbers",
        "tag_numbers",
    ),
    Group.FIGURE: ("parcel_count", "carat_weight", "net_weight", "gross_weight", "grade", "lot_number"),
    Group.NAME: ("exporter", "importer", "issuing_authority", "mine_site"),
}
"""What a mention of each group may be, by the names that document types give their fields; or none of these."""

_KINDS: Final = (
    (Group.DATE, ValueKind.DATE),
    (Group.MONEY, ValueKind.MONEY),
    (Group.PERCENT, ValueKind.PERCENT),
    (Group.MASS, ValueKind.CARATS),
    (Group.MASS, ValueKind.WEIGHT),
    (Group.CODE, ValueKind.HS_CODES),
    (Group.NAME, ValueKind.SITE),
    (Group.COUNTRY, ValueKind.COUNTRY),
    (Group.COUNT, ValueKind.COUNT),
    (Group.NUMBER, ValueKind.IDENTIFIER),
)
"""In this order: what one grammar has read, no later one reads."""

_JOINING = r"(?:of|and|the|for|de|du|des|d['’]|la|le|les|l['’]|et|da|do|dos|das|e|y|del|los|las|&|und|van|von|al)"
_CAPITAL = r"(?:[ld]['’])?[^\W\d_a-zà-ÿ][\w'’&./-]*"
_NAME: Final = re.compile(rf"(?<![\w'’/-]){_CAPITAL}(?:[ ](?:{_JOINING}[ ]?){{0,3}}{_CAPITAL})*")
_LISTED: Final = re.compile(
    rf"(?:,[ ](?:{_JOINING}[ ]?){{0,3}}{_CAPITAL}(?:[ ]{_CAPITAL})?)+"
    rf",?[ ](?:and|et|e|y|&)[ ](?:{_JOINING}[ ]?){{0,3}}{_CAPITAL}(?:[ ](?:{_JOINING}[ ]?){{0,3}}{_CAPITAL})*"
)
"""What else an office has charge of: "Ministry of Mines, Petroleum and Energy", ", du Pétrole et de l'Énergie"."""
_CLOSED: Final = re.compile(r"(?<=[^\W\d_]{4})\.(?=[ ])")
"""A stop behind a whole word: "Origem: Gabão. Mercadoria: …"."""
_PARTED: Final = re.compile(r",?[ ]")
_SHORTEST = 3  # letters of a name
_FORM = 24  # characters behind a name within which its legal form stands
_FIGURE: Final = re.compile(
    r"(?<![\w.,/'-])\d{1,3}(?:(?:[., ']\d{3})*(?:[.,]\d{1,4})?|\d*[.,]\d{1,4})(?![\w/-]|[.,]\d)"
)
"""A number that says of itself neither what it counts nor that it numbers anything."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A value at characters `start`..`end` of a text; `parsed` is what a grammar made of it, None for a name."""

    group: Group
    start: int
    end: int
    parsed: Parsed | None


def mentions(text: str, context: Context) -> list[Mention]:
    """The mentions of a text in order, none over another."""
    text = text[:LONGEST]
    found: list[Mention] = []
    taken = bytearray(len(text))

    def take(group: Group, start: int, end: int, parsed: Parsed | None) -> None:
        if end > start and not any(taken[start:end]):
            found.append(Mention(group, start, end, parsed))
            taken[start:end] = b"\1" * (end - start)

    names = list(_names(text)) if any(map(str.isupper, text)) else []
    digits = any(map(str.isdigit, text))
    for group, kind in _KINDS:
        if group is Group.COUNTRY:
            read = [one for one in find(kind, text, context) if one.score >= _LEAST] if names else []
            for start, end in names:
                if any(start <= one.start and one.end <= end for one in read) and _has_more(text, start, end, read):
                    take(Group.NAME, start, end, None)
        elif digits or group is Group.COUNT:
            read = [one for one in find(kind, text, context) if one.score >= _LEAST]
        else:
            continue
        for one in read:
            bare = one.unit is None if kind is ValueKind.CARATS else _FIGURE.fullmatch(text, one.start, one.end)
            if not bare or group not in (Group.MASS, Group.NUMBER):
                take(group, one.start, one.end, one)
    for figure in _FIGURE.finditer(text) if digits else ():
        take(Group.FIGURE, *figure.span(), None)
    for start, end in names:
        take(Group.NAME, start, end, None)
    return sorted(found, key=lambda one: one.start)


def _has_more(text: str, start: int, end: int, countries: Sequence[Parsed]) -> bool:
    """Whether a name is more than countries: "Autoridade Nacional das Minas do Burundi"."""
    rest = list(text[start:end])
    for one in countries:
        if start <= one.start and one.end <= end:
            rest[one.start - start : one.end - start] = " " * (one.end - one.start)
    return sum(word[:1].isupper() for word in "".join(rest).split()) > 1


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Where words with capitals stand together, a legal form behind a comma with them."""
    even = plain(text)
    opening = {0, *sentence_ends(text)}
    for run in _NAME.finditer(even):
        position = run.start()
        for stop in (*(_CLOSED.finditer(even, run.start(), run.end())), None):
            start, end = position, stop.end() - 1 if stop is not None else run.end()
            position = stop.end() if stop is not None else end
            start += len(even[start:end]) - len(even[start:end].lstrip())
            named = _named(even, start, end, opens=start in opening)
            if named is not None:
                yield named


def _named(even: str, start: int, end: int, *, opens: bool) -> tuple[int, int] | None:
    """A name without the article before it, with its legal form or all that an office of this name has charge of.

    None for a mere word that opens a sentence.
    """
    first, _, rest = even[start:end].partition(" ")
    small = fold(first) in _articles()
    if rest and small and rest[:1].isupper():
        start += len(first) + 1
    elif not rest and (small or len(first) < _SHORTEST or opens):
        return None
    legal = next(iter(legal_forms.matches(even[: end + _FORM], start, end + _FORM)), None)
    if legal is not None and _PARTED.fullmatch(even, end, legal.start()) is not None:
        end = legal.end()
    elif (more := _LISTED.match(even, end)) is not None and bears_body(even[start:end]):
        end = more.end()
    while end > start and even[end - 1] in ".,-/'" and not legal_forms.ends(even[start:end]):
        end -= 1
    return (start, end) if end - start >= _SHORTEST else None


@cache
def _articles() -> frozenset[str]:
    return prose_words("article") | prose_words("this_paper") | {"de", "do", "da", "du", "des", "dos", "das", "of"}
