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
from functools import cache, lru_cache
from typing import Final

from extract.doctype import ValueKind
from extract.prose_words import prose_words
from extract.sentences import sentence_ends
from extract.values import Context, Parsed, find, legal_forms
from extract.values.folding import fold, plain

_LEAST = 0.5  # how well a reading fits its grammar at the least
_LONGEST = 3000  # characters of a paragraph that are looked at
_STEM = 5
_KEPT = 4096  # words whose forms are kept
_NEAR, _MIDDLE = 4, 11  # words on the left that count as near and not far,
_AFTER, _BEHIND = 3, 7  # and on the right
_FAR = 26  # words on the left that count at all
_LENGTHS: Final = ((4, "few"), (9, "line"))
"""How many words and signs a text has, for it to be a line and no sentence."""
_COUNTED = 3  # from which place in its sentence a mention is one of many


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
_CLOSED: Final = re.compile(r"(?<=[^\W\d_]{4})\.(?=[ ])")
"""A stop behind a whole word: "Origem: Gabão. Mercadoria: …"."""
_PARTED: Final = re.compile(r",?[ ]")
_SHORTEST = 3  # letters of a name
_FORM = 24  # characters behind a name within which its legal form stands
_FIGURE: Final = re.compile(
    r"(?<![\w.,/'-])\d{1,3}(?:(?:[., ']\d{3})*(?:[.,]\d{1,4})?|\d*[.,]\d{1,4})(?![\w/-]|[.,]\d)"
)
"""A number that says of itself neither what it counts nor that it numbers anything."""
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_STOPS: Final = frozenset(".;!?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A value at characters `start`..`end` of a text; `parsed` is what a grammar made of it, None for a name."""

    group: Group
    start: int
    end: int
    parsed: Parsed | None


def mentions(text: str, context: Context) -> list[Mention]:
    """The mentions of a text in order, none over another."""
    text = text[:_LONGEST]
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
    """A name without the article before it, and with its legal form; None for a mere word that opens a sentence."""
    first, _, rest = even[start:end].partition(" ")
    small = fold(first) in _articles()
    if rest and small and rest[:1].isupper():
        start += len(first) + 1
    elif not rest and (small or len(first) < _SHORTEST or opens):
        return None
    legal = next(iter(legal_forms.matches(even[: end + _FORM], start, end + _FORM)), None)
    if legal is not None and _PARTED.fullmatch(even, end, legal.start()) is not None:
        end = legal.end()
    while end > start and even[end - 1] in ".,-/'" and not legal_forms.ends(even[start:end]):
        end -= 1
    return (start, end) if end - start >= _SHORTEST else None


@cache
def _articles() -> frozenset[str]:
    return prose_words("article") | prose_words("this_paper") | {"de", "do", "da", "du", "des", "dos", "das", "of"}


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    mention: int = -1


def _tokens(text: str, found: Sequence[Mention]) -> tuple[list[_Token], list[int]]:
    """The words and signs of a text, each mention as one; and where among them each mention stands."""
    tokens: list[_Token] = []
    places: list[int] = []
    folded = fold(text)
    ends = {end for end in sentence_ends(text) if end < len(text)}
    position = 0
    for number, one in enumerate((*found, None)):
        stop = one.start if one is not None else min(len(text), _LONGEST)
        for match in _TOKEN.finditer(folded, position, stop):
            word = match.group()
            if word.isdigit():
                word = "0"
            elif match.end() in ends and word in _STOPS:
                word = "</s>"
            elif word == ".":
                continue
            tokens.append(_Token(word))
        if one is not None:
            places.append(len(tokens))
            tokens.append(_Token(f"<{one.group}>", number))
            position = one.end
    return tokens, places


def features(text: str, found: Sequence[Mention], kind: str) -> list[list[str]]:
    """What stands around each mention of a text on a paper of this kind, as names of features."""
    tokens, places = _tokens(text, found)
    keys = [token.key for token in tokens]
    opens = [0] * len(keys)
    for at in range(1, len(keys)):
        opens[at] = at if keys[at - 1] == "</s>" else opens[at - 1]
    length = next((name for most, name in _LENGTHS if len(keys) <= most), "long")
    made = []
    for number, at in enumerate(places):
        made.append([f"of {length}", *_around(keys, at, opens[at], kind), *_own(text, found[number])])
    return made


def _around(keys: Sequence[str], at: int, opening: int, kind: str) -> Iterator[str]:
    """The words on both sides of the mention at token `at`, whose sentence begins at token `opening`."""
    own = keys[at]
    left = [keys[place] for place in range(at - 1, opening - 1, -1)][:_FAR]
    right = []
    for place in range(at + 1, min(len(keys), at + 1 + _BEHIND)):
        if keys[place] == "</s>":
            break
        right.append(keys[place])
    l1, l2, l3 = (left + ["<s>"] * 3)[:3]
    r1, r2 = (right + ["</s>"] * 2)[:2]
    yield "*"
    yield f"t {kind}"
    yield f"l1 {l1}"
    yield f"l2 {l2} {l1}"
    yield f"l3 {l3} {l2} {l1}"
    yield f"r1 {r1}"
    yield f"r2 {r1} {r2}"
    yield f"lr {l1} _ {r1}"
    yield f"tl {kind} {l1}"
    seen: set[str] = set()
    passed = clause = 0
    for distance, word in enumerate(left):
        if word == own:
            passed += 1
        elif word == ";":
            clause = 1
        side = "n" if distance < _NEAR else "m" if distance < _MIDDLE else "f"
        side += "+" if passed or clause else ""
        for name in _forms(word):
            seen.add(f"{side} {name}")
            if not (passed or clause):
                seen.add(f"b {name}")
    passed = 0
    for distance, word in enumerate(right):
        if word == own or word == ";":
            passed = 1
        side = "a" if distance < _AFTER else "z"
        side += "+" if passed else ""
        seen.update(f"{side} {name}" for name in _forms(word))
    yield from sorted(seen)
    before = sum(word == own for word in left)
    behind = sum(word == own for word in right)
    yield f"# {min(before, _COUNTED)} {min(behind, 1)}"
    if not left and len(right) < 2:
        yield "alone"


@lru_cache(maxsize=_KEPT)
def _forms(word: str) -> tuple[str, ...]:
    """A word as it stands, and by its beginning."""
    if len(word) < 2 and not word.isalpha():
        return ()
    return (word, word[:_STEM] + "~") if len(word) > _STEM and word[0] != "<" else (word,)


def _own(text: str, mention: Mention) -> Iterator[str]:
    """What the mention is itself: its unit, its currency, the make of its number, the words of its name."""
    parsed = mention.parsed
    raw = text[mention.start : mention.end]
    if mention.group is Group.NAME:
        words = re.findall(r"[^\W\d_]+", fold(raw))
        yield f"o words {min(len(words), 5)}"
        if raw.isupper():
            yield "o capitals"
        if legal_forms.ends(raw):
            yield "o company"
        for word in words:
            yield from (f"o {name}" for name in _forms(word))
        if words:
            yield f"o first {words[0]}"
    elif mention.group is Group.NUMBER:
        yield f"o {'letters' if any(map(str.isalpha, raw)) else 'digits'}"
        head = re.match(r"[A-Za-z]{2,6}", raw)
        if head is not None:
            yield f"o head {fold(head.group())}"
        yield f"o signs {''.join(sorted({sign for sign in raw if not sign.isalnum()}))}"
        yield f"o long {min(sum(map(str.isdigit, raw)) // 2, 5)}"
    elif parsed is not None:
        if parsed.unit:
            yield f"o {parsed.unit}"
        if mention.group is Group.COUNT:
            yield f"o {parsed.rule}"
        if mention.group is Group.PERCENT and raw.strip().startswith("100"):
            yield "o whole"
