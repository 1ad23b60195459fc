"""Days and places without a label: a place with a date, and the day beside a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extract.candidates import Candidate
from extract.candidates_places import Neighbourhood
from extract.candidates_reading import end_of_period
from extract.candidates_regions import Part, Place, Region, region_of
from extract.candidates_shapes import (
    PARTING,
    PLACE_DATE,
    by_shape,
    is_place_before_date,
    spec_named,
    text_before,
    title_before,
    whole_phrase,
)
from extract.doctype import DocumentType, ValueKind
from extract.layout import PageLayout
from extract.prose_against import means_another
from extract.prose_words import alternation
from extract.values import Context, Parsed, find
from extract.values.folding import fold
from extract.values.scripts import latin
from ingest.model import Box

_PLACED = re.compile(
    r"\s*[-–—,]\s*(?:fait a |done at )?[^\W\d_]{3,}(?:[ -][^\W\d_]+){0,2},\s*(?:le |on |a |em |el )?(?=\d)"
)
_OF_DATE = re.compile(
    r"[\s,/]*(?:[-–—/|(]\s*)?(?:(?:de|con|com) (?:fecha|data)(?: de| el)?"
    r"|of|dated|dtd?\.?|the|du|de|del|le|em|en date du|vom|date|data|fecha"
    r"|(?:issued|drawn up|made(?: out)?|signed)(?: on)?"
    r"|(?:emis|etabli|delivre|redige|dresse|date|fait|signe)e? (?:le|du)"
    r"|(?:emitid|passad|lavrad|elaborad|datad|feit|assinad)[oa] (?:em|de|a)"
    r"|(?:emitid|expedid|fechad|extendid|confeccionad|hech|firmad)[oa] (?:el|en))?[\s:]+"
)
_STROKE = re.compile(r"\s+[/·•|–—-]\s+(?=\d)")
"""What parts a number and its day behind a title: "PACKING LIST DN-0193 / 02.11.2025"."""
_WITH_PLACE = 0.8  # how well a date fits behind a place and a comma
_A_PLACE = re.compile(r"^\W*[^\W\d_][^,\d]{1,30},\s*(?:le|on|the|a|em|en|el|aos|den|du)?\s*$")
"""A place, its comma, and the word before a day."""
_UNNAMED, _NAMED = 0.6, 0.2  # how much less a date fits behind other words on its line; one with its place
_LINK = re.compile(r"(?:^|(?<=\s))(?:on|le|em|el|the)\s*$")  # the word before a day
_LABELLED = 0.9  # chance from which a label's day is its own
_CAPTIONED = 0.6  # how much less a date fits that a label of its own heads


def place_dates(
    neighbourhood: Neighbourhood, doctype: DocumentType, context: Context, title: Box | None = None
) -> Iterator[Candidate]:
    """A place with a date ("Antananarivo, 4 novembre 2025"), or a date on a line of its own."""
    spec = spec_named(doctype, "issue_date")
    if spec is None:
        return
    layout = neighbourhood.layout
    for number, segment in enumerate(layout.segments):
        if not neighbourhood.is_free(number) or len(segment.text) > 160 or sum(map(str.isdigit, segment.text)) < 3:
            continue
        for parsed in find(ValueKind.DATE, segment.text, context):
            before, after = fold(segment.text[: parsed.start]), segment.text[parsed.end :].strip(" .,;)")
            parting = PARTING.search(before)
            if parting is not None and "," in before[parting.end() :]:
                before = before[parting.end() :]
            sentence = after[:1].isupper() and segment.text[parsed.end :].startswith(". ")
            if after and len(after) > 3 and not (sentence and PLACE_DATE.match(before) and "," in before):
                continue
            fit = 0.0
            if before.strip(" .,;:-–—"):
                if means_another(spec, re.sub(_LINK, "", before), context.language):
                    continue  # "was verified on"
                if not is_place_before_date(before):
                    numbered = re.match(
                        r"^\W*(?:n|no|nr|ref)?[\W°o]*[\w/.-]*\d[\w/.-]*\s*[-–—,|/]?\s*(?:of|du|de|del|dated|vom)?\s*$",
                        before,
                    )
                    if numbered is None:
                        continue
                    fit = 0.5
                else:
                    fit = _WITH_PLACE if "," in before else 0.5
            else:
                fit = 0.25 - (_CAPTIONED if _is_captioned(layout, number) else 0.0)
            if text_before(layout, number) and not title_before(layout, number, title):
                fit -= _NAMED if _A_PLACE.search(before) is not None and fit >= _WITH_PLACE else _UNNAMED
            region = whole_phrase(layout, neighbourhood.page, Place.SHAPE, number, neighbourhood.skip, 0.0)
            yield by_shape(spec, region, parsed, fit=fit)
            break


def _is_captioned(layout: PageLayout, number: int) -> bool:
    """Whether smaller print heads the box that a phrase stands in: what it says, a label that is not known tells."""
    segment = layout.segments[number]
    if segment.cell is None:
        return False
    head = layout.segments[layout.cells[segment.cell].segments[0]]
    return head.line != segment.line and head.height < 0.95 * segment.height


@cache
def _preliminary() -> re.Pattern[str]:
    """A word for what goes before the paper, right before a number: "Ref.: proforma 31/26 of 3 August"."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('preliminary')})(?![^\W_])[^\d;]{{0,12}}$")


def number_dates(found: Sequence[Candidate], doctype: DocumentType, context: Context) -> Iterator[Candidate]:
    """The date behind a document's own number: "Packing list No. PL-21793 of 1 May 2026"."""
    spec = spec_named(doctype, "issue_date")
    if spec is None:
        return
    for one in found:
        if one.spec.name != "document_number" or (one.label is None and one.region.place is not Place.TITLE):
            continue
        text = one.region.text
        folded = fold(latin(text))
        if _preliminary().search(folded[: one.parsed.start]):
            continue
        moved = next(days_behind(text, folded, one.parsed.end, context), None)
        if moved is None:
            continue
        region = replace(one.region, place=Place.SHAPE, distance=0.0)
        yield by_shape(spec, region, moved, fit=1.0).weighed({"coverage": 0.2})


def days_behind(text: str, folded: str, end: int, context: Context) -> Iterator[Parsed]:
    """The date right behind a number that ends at `end`, by what joins the two."""
    for joining in (_PLACED, _OF_DATE, _STROKE):
        joined = joining.match(folded, end)
        parsed = next(iter(find(ValueKind.DATE, text[joined.end() :], context)), None) if joined is not None else None
        if joined is not None and parsed is not None and parsed.start <= 1:
            start = joined.end()
            yield replace(parsed, start=parsed.start + start, end=parsed.end + start, others=())


def ends_of_periods(found: Sequence[Candidate], doctype: DocumentType, context: Context) -> Iterator[Candidate]:
    """The last day of a period whose first day a label leads to: "This permit is valid from | 1 to 31 July 2026"."""
    spec = spec_named(doctype, "expiry_date")
    if spec is None:
        return
    for one in found:
        if one.spec.name != "issue_date" or one.label is None or _from_day().search(fold(one.label.text)) is None:
            continue
        for region in (one.region, _to_the_end(one)):
            last = end_of_period(region.text, context)
            if last is not None and one.parsed.end <= last.start:
                yield replace(one, spec=spec, parsed=last, region=region).weighed({"coverage": 0.2})
                break


def _to_the_end(one: Candidate) -> Region:
    """A reading's place with all that stands behind it on its line: days that fill blanks are phrases apart."""
    layout, words = one.region.layout, {word for _, _, word in one.region.spots}
    first = next((at for at, segment in enumerate(layout.segments) if words & set(segment.words)), None)
    if first is None:
        return one.region
    line = layout.lines[layout.segments[first].line].segments
    parts = [Part(number, 0, len(layout.segments[number].text)) for number in line if number >= first]
    return region_of(layout, one.region.page, one.region.place, parts, distance=one.region.distance)


@cache
def _from_day() -> re.Pattern[str]:
    """In a label: the words that lead to the first day of a period."""
    return re.compile(r"(?<![^\W_])(?:valid[ao]?|valable|vigente|vigencia|validity|validite|validade|validez)\W.*$")


def without_days_of_shipment(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without the day of issue that only its form tells and that a label tells as the day of shipment
    alone: "Shipped on board the vessel | 24 January 2026"."""
    shipped = {
        word
        for one in found
        if one.spec.name == "shipment_date" and one.label is not None and one.score >= _LABELLED
        if all(spec.name == "shipment_date" for spec in one.label.specs)
        for word in one.words
    }
    return [one for one in found if not (_is_issue_by_shape(one) and one.words <= shipped)]


def _is_issue_by_shape(one: Candidate) -> bool:
    return one.spec.name == "issue_date" and one.region.place is Place.SHAPE and bool(one.words)
