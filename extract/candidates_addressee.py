"""Whom a paper is addressed to: the block of name and address that stands in a letter without any label.

A permit is sent to its holder, an invoice to the buyer, a report of analysis to the client: which party that is, the
type says (`FieldSpec.addressee`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.candidates import Candidate, value_features
from extract.candidates_letterhead_addresses import is_address
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, region_of
from extract.doctype import DocumentType, ValueKind
from extract.layout import PageLayout
from extract.prose_words import alternation, salutation
from extract.values import Context, is_company, parse, split_party
from extract.values.countries import is_country
from extract.values.folding import fold, key

_LOW = 0.6  # of the page: an address stands above it
_NEAR = 0.9  # text heights between two lines of one address
_MOSTLY = 0.9  # of a line that its country takes up
_SALUTATION = 6.0  # text heights from an address to the salutation
_JOINING = 3  # letters of a small word that joins two of a name
_LONG_JOINING = frozenset(("para", "pour", "des", "della", "delle", "dello", "sobre", "with"))
_MERE_TO = re.compile(r"\W*(?:to|a|au|aux|para|ao|aos|al|para:|an|attn)\W*")
"""Before the address of a letter, on a line of its own."""
_TOLD = 0.7  # how well a block fits that a person's title or a salutation goes with
_BARE = 0.2  # and one that nothing but its address speaks for


@cache
def _person() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{alternation('person')})(?![^\W_])")


@cache
def _person_lead() -> re.Pattern[str]:
    """Words that lead to a company: "À l'attention de Harz Tantal GmbH", "Declaramos à Harz Tantal GmbH, para …"."""
    return re.compile(rf"\W*(?:{alternation('person_lead')})[\s:.]+")


def addressees(neighbourhood: Neighbourhood, doctype: DocumentType, context: Context) -> Iterator[Candidate]:
    """Companies with their address in a block of their own, other than the one whose letter paper it is."""
    spec = next((spec for spec in doctype.fields if spec.addressee and spec.kind is ValueKind.PARTY), None)
    if spec is None:
        return
    layout = neighbourhood.layout
    issuer: str | None = None
    for number, segment in enumerate(layout.segments):
        lead = _person_lead().match(fold(segment.text))
        start = lead.end() if lead is not None else 0
        text = segment.text[start:]
        if segment.box.y0 > _LOW or not neighbourhood.is_free(number) or not is_company(text, context):
            continue
        block = split_party([text], context)
        if block is None or _within_sentence(block.name):
            continue
        name = key(block.name)
        over = _over(layout, number)
        titled = over is not None and _leads(layout.segments[over].text)
        person = lead is not None or titled
        if issuer is None and not person:
            issuer = name  # the first company on a paper is the one that wrote it
            if any(spec.letterhead and spec.kind is ValueKind.PARTY for spec in doctype.fields):
                continue
        elif name == issuer:
            continue
        under = neighbourhood.going_on(number)
        addressed = any(is_address(layout.segments[one].text) for one in (number, *under))
        addressed = addressed or any(is_country(layout.segments[one].text, _MOSTLY) for one in under[1:])
        greeted = _greeted(layout, [number, *under])
        if not addressed and not person:
            continue
        parts = [Part(number, start, len(segment.text))]
        parts += [Part(one, 0, len(layout.segments[one].text)) for one in under]
        region = region_of(layout, neighbourhood.page, Place.LETTERHEAD, parts, skip=neighbourhood.skip)
        parsed = parse(spec.kind, region.text, context)
        if parsed is None:
            continue
        features = value_features(spec, region, parsed)
        features |= {"place_letterhead": 1.0, "shape_fit": _TOLD if person or greeted else _BARE}
        yield Candidate(spec, region, parsed).weighed(features)


def _leads(text: str) -> bool:
    """Whether the line over a company leads to it: a person's title or post, or nothing but "To", "À", "Para"."""
    folded = fold(text)
    return _person().match(folded) is not None or _MERE_TO.fullmatch(folded) is not None


def _within_sentence(name: str) -> bool:
    """Whether what stands before a company's form is of a sentence: "Article 1. To permit Lai Chau Metals".

    Names are written with capitals and small joining words, or in small letters alone.
    """
    words = re.findall(r"[^\W\d_][^\W_]*", name)
    small = [word for word in words if word[0].islower()]
    return 0 < len(small) < len(words) and any(len(word) > _JOINING and word not in _LONG_JOINING for word in small)


def _over(layout: PageLayout, number: int) -> int | None:
    """The line right over another, at the same left edge."""
    segment = layout.segments[number]
    for other in range(number - 1, -1, -1):
        over = layout.segments[other]
        gap = (segment.box.y0 - over.box.y1) * layout.page.height
        if gap > _NEAR * segment.height:
            return None
        if over.line != segment.line and abs(over.box.x0 - segment.box.x0) * layout.page.width < segment.height:
            return other
    return None


def _greeted(layout: PageLayout, block: list[int]) -> bool:
    """Whether a salutation follows a block of address."""
    last = layout.segments[block[-1]]
    for other in range(block[-1] + 1, len(layout.segments)):
        below = layout.segments[other]
        if (below.box.y0 - last.box.y1) * layout.page.height > _SALUTATION * last.height:
            return False
        if salutation().match(fold(below.text)):
            return True
    return False
