"""Labels that say more than any list: "Destinatário no estrangeiro", "Scellés CEEC", "Export licence expiry date".

A known wording with words that only tell of which, where a label stands: with a box number, a colon, as the caption
of a box, or with nothing but a company, a measure, a count, a date or a price right of it. In French, Portuguese and
Spanish the known wording comes first, in English it may come last.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from extract.doctype import FieldSpec, ValueKind
from extract.labels_hit import LabelHit, make_hit, starts
from extract.labels_index import LabelIndex
from extract.labels_pieces import Piece, skeleton
from extract.labels_wordings import Match
from extract.layout import PageLayout
from extract.prose_words import alternation
from extract.values import Context, legal_forms, parse
from extract.values.folding import fold

_BOX_NUMBER = re.compile(r"[(\[]?\d{1,2}[a-z]?[.)\]]?")
_NUMBER_GAP = 4.0  # text heights between a box's number and its label
_LONGEST = 64  # characters of such a label
_MOST_WORDS = 8
_QUALITY = 0.85
_MORE_IN_ENGLISH = 2  # words that may follow an English wording with no joining word between
_SMALL = (
    *("of", "for", "in", "to", "by", "per", "from", "at", "on", "with", "under"),
    *("de", "du", "d", "des", "da", "do", "das", "dos", "del", "en", "au", "aux", "a", "no", "na", "em", "el", "la"),
    *("pour", "par", "para", "por", "pelo", "pela", "sous", "ao", "al", "le", "les", "l"),
)
"""Words that join what a label says further to its wording."""
_TERMS = ("fob", "fot", "fca", "fas", "exw", "cif", "cfr", "cpt", "cip", "dap", "dpu", "ddp", "dat")
"""Terms of delivery, behind which a place of any length may stand: "Price per tonne FOB Dar es Salaam"."""
_TOLD_ALONE = frozenset({ValueKind.PARTY, ValueKind.IDENTIFIERS, ValueKind.HS_CODES, ValueKind.AUTHORITY})
"""Kinds that one word may ask for, whatever follows; "Date …", "Weight …" mean what follows."""
_MEASURED = frozenset({ValueKind.WEIGHT, ValueKind.CARATS, ValueKind.PERCENT, ValueKind.COUNT, ValueKind.DATE})
_ANSWERS = frozenset({ValueKind.COUNTRY, ValueKind.MINERAL})
_ANSWERED_IN = 3  # words at the end of a label that may be its answer
_MOSTLY = 0.8
_IN_WORDS = frozenset({ValueKind.PARTY, ValueKind.AUTHORITY, ValueKind.TEXT, ValueKind.SITE, ValueKind.MINERAL})


def stretched(
    layout: PageLayout,
    page: int,
    index: LabelIndex,
    hits: Sequence[LabelHit],
    found: dict[int, Sequence[Piece]],
) -> list[LabelHit]:
    """The labels with those that say more than their wording; what such a one holds is no label of its own."""
    told = {number for hit in hits if hit.whole or hit.colon for number in hit.segments}
    made: dict[int, LabelHit] = {}
    for number, joined in found.items():
        segment = layout.segments[number]
        text = segment.text.rstrip(" .")
        begin = next((one for one in starts(text, joined) if one), 0) if joined else 0
        if number in told or not _may_be(text, joined, begin):
            continue
        match = _wording(text, joined, begin, index)
        if match is None or _ends_in_answer(text[joined[begin].start :], match):
            continue
        named = begin > 0 or text.endswith(":") or _numbered(layout, number)
        captioned = captions(layout, number, found) and not _tells(match.wording.specs)
        if not named and not captioned and not _is_answered(layout, number, match.wording.specs):
            continue
        hit, _ = make_hit(segment, number, page, index, joined, match, box=begin > 0, embedded=False, fuzzy=False)
        made[number] = replace(
            hit,
            start=joined[begin].start,
            end=len(segment.text),
            text=segment.text[joined[begin].start :].strip(),
            quality=_QUALITY * match.quality,
            whole=True,
            bare=False,
            colon=text.endswith(":"),
            stretched=True,
        )
    return [*(hit for hit in hits if hit.segments[0] not in made), *made.values()]


def _may_be(text: str, joined: Sequence[Piece], begin: int) -> bool:
    words = len(joined) - begin
    if not 1 < words <= _MOST_WORDS or len(text) > _LONGEST:
        return False
    label = text[joined[begin].start :]
    inside = label.rstrip(":")
    if fold(label).split()[0] in _SMALL:
        return False  # "For the seller": who signs
    return label[:1].isupper() and not any(map(str.isdigit, label)) and not re.search(r"[:;,]\s|[^\W\d_]{4}\.", inside)


def _wording(text: str, joined: Sequence[Piece], begin: int, index: LabelIndex) -> Match | None:
    """The known wording that a label says more than, by where each language puts it."""
    first = index.at(joined, begin, fuzzy=False)
    if first is not None and first.last == len(joined):
        return None  # nothing more is said
    if first is not None and first.wording.specs:
        behind = len(joined) - first.last
        joins = joined[first.last].key in _small()
        english = first.wording.languages <= {"en"}
        if (joins or not english or behind <= _MORE_IN_ENGLISH) and _fits(first, text, joined[first.last].start):
            last = _last(joined, begin, index) if english and not joins else None
            return last if last is not None and _fits(last, text, 0) else first
    last = _last(joined, begin, index)
    return last if last is not None and _fits(last, text, 0) else None


def _last(joined: Sequence[Piece], begin: int, index: LabelIndex) -> Match | None:
    """The longest English wording that ends a label."""
    for position in range(begin + 1, len(joined)):
        match = index.at(joined, position, fuzzy=False)
        if match is not None and match.last == len(joined):
            return match if match.wording.specs and "en" in match.wording.languages else None
    return None


def _fits(match: Match, text: str, rest: int) -> bool:
    """Whether a wording means the same whatever is said further: no mere "Date", no date of another paper."""
    specs = match.wording.specs
    if len(match.wording.keys) == 1 and not all(spec.kind in _TOLD_ALONE for spec in specs):
        return False
    dated = any(spec.kind in (ValueKind.DATE, ValueKind.IDENTIFIER) for spec in specs)
    return not dated or not names_other_paper(text[rest:])


def _ends_in_answer(label: str, match: Match) -> bool:
    """Whether the last words of what may be a label answer it: "Country of origin of the goods Mixed"."""
    words = label.split(" ")[1:]
    kinds = {spec.kind for spec in match.wording.specs} & _ANSWERS
    return any(
        words[at][:1].isupper() and parse(kind, " ".join(words[at:]), Context()) is not None
        for kind in kinds
        for at in range(max(0, len(words) - _ANSWERED_IN), len(words))
    )


def _numbered(layout: PageLayout, number: int) -> bool:
    """Whether the number of its box stands right before a phrase, a little apart: "5   Destinatário autorizado"."""
    segment = layout.segments[number]
    before = layout.segments[number - 1] if number else segment
    if before.line != segment.line or before.cell != segment.cell or before.cell is None:
        return False
    near = (segment.box.x0 - before.box.x1) * layout.page.width < _NUMBER_GAP * segment.height
    return (
        near and layout.cells[before.cell].segments[0] == number - 1 and _BOX_NUMBER.fullmatch(before.text) is not None
    )


def _is_answered(layout: PageLayout, number: int, specs: Sequence[FieldSpec]) -> bool:
    """Whether the next phrase on a phrase's line is a company, a measure, a count, a date or a unit's price, as its
    wording asks."""
    line = layout.lines[layout.segments[number].line].segments
    if line[0] != number or len(line) != 2:
        return False
    text = layout.segments[line[1]].text.strip(" :")
    if any(spec.kind is ValueKind.PARTY for spec in specs) and legal_forms.ends(text):
        return True
    asked = [spec.kind for spec in specs if spec.kind in _MEASURED or spec.name == "unit_price"]
    readings = [parse(kind, text, Context()) for kind in asked]
    return any(one is not None and one.end - one.start >= _MOSTLY * len(text) for one in readings)


def _tells(specs: Sequence[FieldSpec]) -> bool:
    """Whether a wording asks for words, which may begin with it themselves."""
    return any(spec.kind in _IN_WORDS for spec in specs)


def captions(layout: PageLayout, number: int, found: Collection[int]) -> bool:
    """Whether a phrase is the first of its box, alone on its line, and more stands under it there."""
    cell = layout.segments[number].cell
    if cell is None:
        return False
    members = layout.cells[cell].segments
    line = layout.segments[number].line
    return (
        members[0] == number
        and len(members) > 1
        and all(layout.segments[other].line != line and other in found for other in members[1:])
    )


@cache
def _small() -> frozenset[str]:
    """The joining words as `Piece.key` has them."""
    return frozenset(skeleton(word) for word in (*_SMALL, *_TERMS))


def names_other_paper(label: str) -> bool:
    """Whether a label names another paper than the one it stands on: "Visa expiry date"."""
    return _other_paper().search(fold(label)) is not None


@cache
def _other_paper() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('other_paper')})(?![^\W_])")
