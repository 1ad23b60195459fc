"""A line of a form with blanks: print that leads from one blank to the next, each filled in other letters, set apart.

"Packages: | 2 (two) | under seal no. | KX 4410", "Issued at Dundo on | 3 May 2026 and valid until | 2 July 2026": the
print does not stand before what it asks for in a phrase of its own, so that it is no label, and what is filled in
stands apart, so that neither phrase reads on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from extract.candidates_regions import Part, Place, region_of
from extract.doctype import ValueKind
from extract.labels_hit import LabelHit
from extract.layout import PageLayout
from extract.prose_cues import CueIndex
from extract.prose_paragraphs import Paragraph
from extract.values import legal_forms
from extract.values.countries import is_country

_WIDEST: Final = 4.0  # text heights between the print and the blank that it leads to
_CURRENCY: Final = r"(?:USD|EUR|GBP|US ?\$|\$|€|£)"
_LEADS: Final = re.compile(rf"(?:[^\W\d_A-Z][^\W\d_]*|[nN]\W{{0,2}}[°ºo]s?|(?<![^\W_]){_CURRENCY})\W{{0,2}}$")
"""How print that leads to a blank ends: in a word in small letters, in a sign for "number", or in a currency's."""
_BEHIND: Final = re.compile(rf"[\s.:°º]*(?:(?:of|is|de|du|do|da|del|in|en|em)\s*)?{_CURRENCY}?[\s.:]*")
"""What may stand between a cue and the blank that it leads to."""
_SENTENCE: Final = 4
"""Words from which print that begins with a capital is no label."""
_JOINS: Final = re.compile(r"\s(?:of|to|by|on|at|in|de|du|do|da|del|le|el|em|en|a|à|au|ao|par|por)\W*$")
"""The small word in which print ends that leads on, and no label does."""
_FILLED: Final = re.compile(r"[\W_]{0,4}(?:[A-Z]{1,5} )?(?=\S*\d)\w")
"""How what is told in figures begins, where it is filled in; names in capitals may begin another column."""
_ALONE: Final = 0.85  # share of what is filled in that its country takes up
_LOWEST: Final = 3.5  # text heights from such print to what is filled in under it
_CAPTION: Final = re.compile(r"\s*\([^()]*\)\s*$")
"""What a form prints behind a blank: "(importing country)"."""
_MONTH_FIRST: Final = re.compile(r"[^\W\d_]{3,9}\.? \d")


def filled_lines(
    layout: PageLayout,
    page: int,
    labels: Sequence[LabelHit],
    skip: Collection[int],
    cues: CueIndex,
    texts: Sequence[Paragraph],
) -> tuple[Paragraph, ...]:
    """The texts of a page, phrases of one line in which a cue leads to a blank told as one text instead."""
    alone = {number for hit in labels if hit.whole for number in hit.segments}
    lines = [chain for line in layout.lines for chain in _chains(layout, line.segments, alone, skip, cues)]
    lines += _countries_under(layout, alone, skip, cues)
    if not lines:
        return tuple(texts)
    joined = {word for chain in lines for number in chain for word in layout.segments[number].words}
    made = []
    for chain in lines:
        parts = [Part(number, 0, len(layout.segments[number].text)) for number in chain]
        made.append(Paragraph(region_of(layout, page, Place.CUE, parts, skip=skip)))
    others = [text for text in texts if not all(word in joined for _, _, word in text.region.spots)]
    return (*others, *made)


def _chains(
    layout: PageLayout, line: Sequence[int], alone: Collection[int], skip: Collection[int], cues: CueIndex
) -> Iterator[list[int]]:
    """The runs of phrases of a line, set close, in which a cue that ends a phrase leads to the next one."""
    chain: list[int] = []
    led = False
    for number in line:
        segment = layout.segments[number]
        free = number not in alone and not any(word in skip for word in segment.words)
        if chain and free and _close(layout, chain[-1], number):
            led = led or _leads(layout, chain[-1], number, cues)
            chain.append(number)
            continue
        if led:
            yield chain
        chain, led = [number] if free else [], False
    if led:
        yield chain


def _countries_under(
    layout: PageLayout, alone: Collection[int], skip: Collection[int], cues: CueIndex
) -> list[list[int]]:
    """Print whose last words ask for a country, with the country that is filled in under it, wherever on its line.

    "… all the goods were produced in" over "DR CONGO", as in the exporter's declaration of a form.
    """
    found: list[list[int]] = []
    for number, segment in enumerate(layout.segments[:-1]):
        if (
            number in alone
            or any(word in skip for word in segment.words)
            or not _asks_for_country(layout, number, cues)
        ):
            continue
        behind = (
            other
            for other in range(number + 1, len(layout.segments))
            if layout.segments[other].line > segment.line and layout.segments[other].cell == segment.cell
        )
        under = next(behind, None)
        if under is None or under in alone or not is_country(_CAPTION.sub("", layout.segments[under].text), _ALONE):
            continue
        below = layout.segments[under]
        drop = (below.box.y0 - segment.box.y1) * layout.page.height
        if 0.0 <= drop <= _LOWEST * max(segment.height, below.height):
            found.append([number, under])
    return found


def _asks_for_country(layout: PageLayout, number: int, cues: CueIndex) -> bool:
    text = layout.segments[number].text
    if len(text.split()) < _SENTENCE or _JOINS.search(text) is None:
        return False
    phrase = Paragraph(region_of(layout, 0, Place.CUE, [Part(number, 0, len(text))]))
    return any(
        not cue.before
        and any(spec.kind is ValueKind.COUNTRY for spec in cue.specs)
        and _BEHIND.fullmatch(text, cue.end) is not None
        for cue in cues.cues(phrase)
    )


def _close(layout: PageLayout, left: int, right: int) -> bool:
    one, other = layout.segments[left], layout.segments[right]
    gap = (other.box.x0 - one.box.x1) * layout.page.width
    return one.cell == other.cell and gap <= _WIDEST * max(one.height, other.height)


def _leads(layout: PageLayout, left: int, right: int, cues: CueIndex) -> bool:
    """Whether a phrase ends in a cue, and the next one begins in figures or is a company."""
    text, behind = layout.segments[left].text, layout.segments[right].text
    told = _FILLED.match(behind) or _MONTH_FIRST.match(behind) or legal_forms.ends(behind.strip(" ._"))
    if not told or _LEADS.search(text) is None or not _reads_on(text):
        return False
    phrase = Paragraph(region_of(layout, 0, Place.CUE, [Part(left, 0, len(text))]))
    return any(not cue.before and _BEHIND.fullmatch(text, cue.end) for cue in cues.cues(phrase))


def _reads_on(text: str) -> bool:
    """Whether a phrase is print of a sentence, and no label that no list has: "Sale reference"."""
    words = text.split()
    return text[:1].islower() or text[:1].isdigit() or len(words) >= _SENTENCE or _JOINS.search(text) is not None
