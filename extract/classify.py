"""What type of document a page is, from its own title and from the wordings that only such papers carry.

A title decides where one stands; standard statements and typical labels speak where none does or where OCR has
damaged it. What neither speaks for is `unknown`, and a page that bears the title of a paper of another sort (a
customs declaration, a driving licence) is `unknown` for that reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from rapidfuzz import fuzz

from extract.acts import acts
from extract.kind_words import features, kind_chances
from extract.layout import PageLayout
from extract.lexicon import fold
from extract.model import DocumentKind
from extract.tables_header import find_headers
from extract.tables_words import header_words
from extract.titles import TitleHit, find_titles
from extract.types import TYPES

LEAST: Final = 0.34
"""Score below which no type is believed."""

_ALONE: Final = 0.24  # what a title must come to that no other type has anything near
_RIVALLED: Final = 0.7
_FOREIGN: Final = 0.85  # share of a type's score, from its sentences alone, at which a foreign title wins
_PLAIN_TITLE: Final = 0.5  # strength of a title from which a page's tables need not be asked
_NAMED: Final = 0.6  # strength of a title that names the page beyond doubt
_QUOTED: Final = 0.5  # of that, up to which another type's name on the page is only quoted
_UNNAMED: Final = 0.7  # of what a type's wordings count on a page that names another
_MENTION_SHARE: Final = 0.4
_RIVAL: Final = 0.3
_BACKED: Final = 0.3  # what a type's other wordings must come to for a quoted name to be the page's own
_MEASURES: Final = frozenset(("carat_weight", "net_weight", "gross_weight", "parcel_count"))
_SIGN_SHARE: Final = 0.72  # what all signs together can say without a title
_SIGN_WEIGHT: Final = 0.8
_LIKELY: Final = 0.4  # chance from which the words of a page speak for a type
_WORDS_WEIGHT: Final = 0.75
_NEAR_SIGN: Final = 88.0
_NEAR_STATEMENT: Final = 80.0
_AIR_WAYBILL: Final = re.compile(r"(?<![\w-])(\d{3})\s?-\s?(\d{4})\s?(\d{4})(?![\w-])")


@dataclass(frozen=True, slots=True)
class PageKind:
    """The types a page may be of, with a score (0..1) each, not summing to one.

    `title` is the page's own title where one was found, of whichever kind; `titles` are all title wordings seen,
    strongest first, mere mentions included; `seen` the same as they stand, no mention weakened.
    """

    scores: Mapping[DocumentKind, float]
    title: TitleHit | None
    titles: tuple[TitleHit, ...]
    seen: tuple[TitleHit, ...] = ()

    @property
    def kind(self) -> DocumentKind:
        """The type most spoken for, or `unknown` where none is spoken for enough."""
        best, second = sorted(self.scores, key=lambda kind: -self.scores[kind])[:2]
        own = max((hit.strength for hit in self.titles if hit.kind is best), default=0.0)
        if second is DocumentKind.UNKNOWN and own < _ALONE and self.scores[second] > _FOREIGN * self.scores[best]:
            return DocumentKind.UNKNOWN  # it bears another sort of paper's title, and no title of this type
        titled = any(hit.kind is best and not hit.numbered and hit.strength >= _ALONE for hit in self.titles)
        alone = titled and self.scores[second] < _RIVALLED * self.scores[best]
        least = _ALONE if alone else LEAST
        return best if best is DocumentKind.UNKNOWN or self.scores[best] >= least else DocumentKind.UNKNOWN

    @property
    def confidence(self) -> float:
        """How sure `kind` is (0..1): its score, less what speaks for the runner-up."""
        ranked = sorted(self.scores.values(), reverse=True)
        if self.kind is DocumentKind.UNKNOWN and self.scores[DocumentKind.UNKNOWN] < ranked[0]:
            return max(0.0, 1.0 - ranked[0])
        return max(0.0, min(0.99, ranked[0] * (1.0 - 0.4 * max(0.0, ranked[1] - 0.25)) + 0.08 * (ranked[0] > 0.5)))


def classify(layout: PageLayout) -> PageKind:
    """Scores every type for one page."""
    signs = sign_scores(layout)
    like_none = signs.pop(DocumentKind.UNKNOWN, 0.0)
    found = find_titles(layout)
    untitled = max((hit.strength for hit in found if not hit.numbered), default=0.0) < _PLAIN_TITLE
    if untitled:
        for kind, weight in _table_signs(layout):
            signs[kind] = 1.0 - (1.0 - signs[kind]) * (1.0 - _SIGN_WEIGHT * weight)
    titles = _without_mentions(found, signs)
    own: dict[DocumentKind, float] = dict.fromkeys(DocumentKind, 0.0)
    for hit in titles:
        kind = hit.kind or DocumentKind.UNKNOWN
        own[kind] = max(own[kind], hit.strength)
    named = max(own, key=lambda kind: own[kind])
    if named in TYPES and own[named] >= _NAMED:
        signs = {kind: sign * (_UNNAMED if own[kind] < _QUOTED * own[named] else 1.0) for kind, sign in signs.items()}
    scores = {
        kind: 1.0 - (1.0 - 0.97 * own[kind]) * (1.0 - _SIGN_SHARE * signs.get(kind, 0.0)) for kind in DocumentKind
    }
    if untitled:  # a title speaks louder than the words of the rest
        scores[DocumentKind.UNKNOWN] = max(scores[DocumentKind.UNKNOWN], like_none)
    best = titles[0] if titles and titles[0].strength >= LEAST else None
    return PageKind(scores, best, titles, found)


def _without_mentions(titles: tuple[TitleHit, ...], signs: Mapping[DocumentKind, float]) -> tuple[TitleHit, ...]:
    """The titles, those followed by a number in plain type weakened: "Invoice No. 17" mostly quotes another paper.

    Such a text is a title where no other is and where the page's other wordings speak for that type too.
    """
    rival = max((hit.strength for hit in titles if not hit.numbered), default=0.0)
    weighed = [
        replace(hit, strength=hit.strength * _MENTION_SHARE)
        if hit.numbered and (rival >= _RIVAL or hit.kind is None or signs.get(hit.kind, 0.0) < _BACKED)
        else hit
        for hit in titles
    ]
    return tuple(sorted(weighed, key=lambda hit: -hit.strength))


def _table_signs(layout: PageLayout) -> list[tuple[DocumentKind, float]]:
    """What the headings of the page's tables speak for: prices and amounts for an invoice, packages for a list."""
    headers = find_headers(layout, header_words(TYPES[DocumentKind.COMMERCIAL_INVOICE]))
    signs: list[tuple[DocumentKind, float]] = []
    for header in headers:
        fields = set(header.fields())
        if fields >= {"unit_price", "value"}:
            signs.append((DocumentKind.COMMERCIAL_INVOICE, 0.5))
        elif "goods_description" in fields and fields & _MEASURES and not fields & {"unit_price", "value", "grade"}:
            signs.append((DocumentKind.PACKING_LIST, 0.35))
    return signs


def sign_scores(layout: PageLayout) -> dict[DocumentKind, float]:
    """How strongly the wordings on the page, titles aside, speak for each type, and its words for none (0..1)."""
    text = fold("\n".join(line.text for line in layout.lines))
    spaced = f" {text} "
    misread = layout.page.origin == "ocr"
    scores: dict[DocumentKind, float] = {}
    for kind, found in _signs().items():
        against = 1.0
        for sign, weight in found:
            if _stands(sign, spaced, misread=misread):
                against *= 1.0 - _SIGN_WEIGHT * weight
        scores[kind] = 1.0 - against
    done = tuple(acts(text))
    for kind, weight in done:
        scores[kind] = 1.0 - (1.0 - scores[kind]) * (1.0 - _SIGN_WEIGHT * weight)
    chances = kind_chances(features(text))
    for kind, chance in chances.items():
        if chance >= _LIKELY and kind in scores:
            scores[kind] = 1.0 - (1.0 - scores[kind]) * (1.0 - _WORDS_WEIGHT * chance)
    if _has_air_waybill_number(layout):
        scores[DocumentKind.TRANSPORT_DOCUMENT] = 1.0 - (1.0 - scores[DocumentKind.TRANSPORT_DOCUMENT]) * 0.6
    # What a letter does tells it, whatever its words are like.
    scores[DocumentKind.UNKNOWN] = 0.0 if done else chances.get(DocumentKind.UNKNOWN, 0.0)
    return scores


@cache
def _signs() -> dict[DocumentKind, tuple[tuple[str, float], ...]]:
    told: dict[DocumentKind, dict[str, float]] = {kind: {} for kind in TYPES}
    for kind, doctype in TYPES.items():
        for sign, weight in doctype.signs.items():
            folded = f" {fold(sign)} "  # "Declarant" and "Déclarant" are said once
            told[kind][folded] = max(told[kind].get(folded, 0.0), weight)
    return {kind: tuple(signs.items()) for kind, signs in told.items()}


def _stands(sign: str, spaced: str, *, misread: bool) -> bool:
    """Whether a sign, a space on both sides, stands in a text, to the letter or misread."""
    if sign in spaced:
        return True
    sign = sign.strip()
    if len(sign) > 45:  # statements are worded and misread in many ways
        return fuzz.partial_ratio(sign, spaced, score_cutoff=_NEAR_STATEMENT) > 0
    return misread and len(sign) >= 10 and fuzz.partial_ratio(sign, spaced, score_cutoff=_NEAR_SIGN) > 0


def _has_air_waybill_number(layout: PageLayout) -> bool:
    """True where an air waybill number (the last of its eleven digits checks) stands at the page's head or foot."""
    return any(
        serial_checks(match[2] + match[3])
        for segment in layout.segments
        if segment.box.y0 < 0.12 or segment.box.y0 > 0.9
        for match in _AIR_WAYBILL.finditer(segment.text)
    )


def serial_checks(serial: str) -> bool:
    """True if the eighth digit of an air waybill's serial is the first seven modulo 7 (IATA Resolution 600a)."""
    return len(serial) == 8 and int(serial[:7]) % 7 == int(serial[7])


def strongest(pages: Iterable[PageKind]) -> PageKind:
    """The page that is surest of what it is. Raises ValueError when there is none."""
    return max(pages, key=lambda page: (page.kind is not DocumentKind.UNKNOWN, page.confidence))
