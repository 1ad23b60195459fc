"""Who attests a certificate and when: the body named over a place and date, in the box that the authority fills in.

Certificates of origin have two boxes side by side at their foot. In one the exporter declares, in the other an office
certifies; both end in a place and a date. The paper is issued by the office that is named, on the date under its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extract.bodies import numbers_paper
from extract.candidates import Candidate, value_features
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, Region, region_of
from extract.candidates_shapes import is_place_before_date
from extract.doctype import QUOTED, DocumentType, FieldSpec, ValueKind
from extract.prose_paragraphs import Paragraph
from extract.prose_parties import pointing
from extract.prose_words import alternation
from extract.titles_words import is_title
from extract.values import Context, find, parse
from extract.values.folding import fold
from extract.values.model import Parsed

_MOST_LINES = 4  # between the first of a body's name and the place and date
_MOST_WORDS = 11  # of one line of a body's name
_LONGEST = 60  # characters of a place with its date
_MOST_PHRASES = 24  # of a box; a larger one is the paper's own frame
_STATED = re.compile(r"[^\W\d_][^:\n]{2,40}:\s*\S")
"""A label and what stands behind it, in one line."""
_SENTENCE_END = re.compile(r"(?<=[a-zà-ÿ]{4})\.\s+(?=[^\W\d_a-zà-ÿ][^\W\d_]{2})")
"""Where a sentence ends before the body that it stands beside: "Declaration certified. Ministry of Trade"."""
_INITIALS = re.compile(r"[^\W\d_a-zà-ÿ]{4,}(?:[ -][^\W\d_a-zà-ÿ]{2,}){0,3}")
_SIGNATORY = re.compile(r"(?:[^\W\d_]\.[ -]?){1,3}[^\W\d_][^\W\d_'’-]+(?: [^\W\d_][^\W\d_'’-]+){0,2}")
"""Who signs, by initials and name, beside the place and date: "V. Nogueira"."""
_LEAD = 10  # characters of what leads to the date of another paper: "dated", "em data de"
_QUOTES = 0.7  # how well a number is read that a date beside it belongs to
_TOLD = 1.0  # how well a body over a place and date fits


def attested(
    around: Neighbourhood, doctype: DocumentType, texts: Sequence[Paragraph], context: Context
) -> Iterator[Candidate]:
    """The body over each place and date, in a box or a paragraph, and that date."""
    authority = next((spec for spec in doctype.fields if spec.kind is ValueKind.AUTHORITY), None)
    dated = next((spec for spec in doctype.fields if spec.name == "issue_date"), None)
    if authority is None or dated is None:
        return
    for region in (*_boxes(around), *(text.region for text in texts)):
        lines = _lines(region.text)
        certified = _certification().match(fold(region.text)) is not None
        for number, (start, end) in enumerate(lines):
            when = _place_and_date(region.text[start:end], context, alone=certified)
            if when is None:
                continue
            over = _body_before(region.text[start:end], start, when) or _body_over(region.text, lines[:number])
            over = over or (_named_over(region.text, lines[:number]) if certified else None)
            if over is None and not certified:
                continue
            if over is None:  # "X certifies that the declaration is correct": a sentence names who, or nothing does
                yield _candidate(dated, _part(region, start, end), when)
                break
            named = _part(region, *over)
            parsed = parse(ValueKind.AUTHORITY, named.text, context)
            if parsed is not None:
                yield _candidate(authority, named, parsed)
                yield _candidate(dated, _part(region, start, end), when)
            break


def _boxes(around: Neighbourhood) -> Iterator[Region]:
    """The text of each box that holds lines enough, as they stand: what is typed with gaps is one line there."""
    for cell in around.layout.cells:
        numbers = [number for number in cell.segments if not around.is_stamp(number)]
        if 2 < len(numbers) < _MOST_PHRASES:
            parts = [Part(number, 0, len(around.layout.segments[number].text)) for number in numbers]
            yield region_of(around.layout, around.page, Place.SHAPE, parts, skip=around.skip)


def with_signed_last(around: Neighbourhood, found: Sequence[Candidate]) -> list[Candidate]:
    """The readings, the dates of others as at second hand: where the exporter declares, beside an invoice's number."""
    boxes = {number for number in range(len(around.layout.cells)) if _is_declared(around, number)}
    words = {word for cell in boxes for number in around.layout.cells[cell].segments for word in _words(around, number)}
    words |= _beside_quoted(around, found)
    return [
        one.weighed({"at_second_hand": 1.0})
        if one.spec.name == "issue_date" and any(word in words for _, word in one.words)
        else one
        for one in found
    ]


def _is_declared(around: Neighbourhood, cell: int) -> bool:
    """Whether a box is the one where the exporter declares: an office certifies that "the declaration … is correct"."""
    for number in around.layout.cells[cell].segments:
        text = fold(around.layout.segments[number].text)
        if _certification().match(text) is not None:
            return False
        if _declaration().match(text) is not None:
            return True
    return False


def _beside_quoted(around: Neighbourhood, found: Sequence[Candidate]) -> set[int]:
    """The words of the phrases in which a label has another paper's number: "11 Invoice No. and date | F-7, 3 May"."""
    told = {
        word
        for one in found
        if one.spec.name in QUOTED and one.label is not None and one.score >= _QUOTES
        for page, word in one.words
        if page == around.page
    }
    beside: set[int] = set()
    for number, segment in enumerate(around.layout.segments):
        if told & set(segment.words):
            beside.update(segment.words)
            beside.update(word for under in around.going_on(number)[:1] for word in _dated(around, under))
    return beside


def _dated(around: Neighbourhood, number: int) -> tuple[int, ...]:
    """The words of a phrase that is a date, with a word that leads to it or none: "dated June 29, 2026"."""
    text = around.layout.segments[number].text
    found = find(ValueKind.DATE, text, Context())
    whole = len(found) == 1 and len(text) - (found[0].end - found[0].start) <= _LEAD
    return _words(around, number) if whole else ()


def _words(around: Neighbourhood, number: int) -> tuple[int, ...]:
    return around.layout.segments[number].words


@cache
def _declaration() -> re.Pattern[str]:
    """The heading of the box where the exporter declares."""
    declares = r"declara(?:tion|cion|cao)"
    who = r"(?:export|produ|consign|shipper|applicant|signator|supplier|fournisseur|proveedor)"
    return re.compile(
        rf"\W*(?:\d{{1,2}}\W*)?(?:{declares}(?:\W+[^\W_]+){{0,3}}\W+{who}|{who}[^\W_]*\W{{0,3}}s?\W+{declares})"
    )


@cache
def _certification() -> re.Pattern[str]:
    """The heading of the box where an office certifies."""
    return re.compile(r"\W*(?:\d{1,2}\W*)?(?:certifica|visa(?:do)?(?![^\W_])|visto(?![^\W_])|endorse|endosso)")


def _lines(text: str) -> list[tuple[int, int]]:
    """Where each line of a text begins and ends."""
    return [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]


def _place_and_date(line: str, context: Context, *, alone: bool) -> Parsed | None:
    """The date of a line that holds a place, a date and at most who signs, where `alone` a date with no place too."""
    if len(line) > _LONGEST:
        return None
    dates = find(ValueKind.DATE, line, context)
    if len(dates) != 1:
        return None
    behind = line[dates[0].end :].strip(" .,;)")
    if len(behind) > 3 and _SIGNATORY.fullmatch(behind) is None:
        return None
    bare = alone and not line[: dates[0].start].strip()
    return dates[0] if bare or is_place_before_date(line[: dates[0].start]) else None


def _body_before(line: str, start: int, when: Parsed) -> tuple[int, int] | None:
    """A body named in the place of a place: "Chamber of Commerce of Kigali, 5 February 2026"."""
    name = line[: when.start].rstrip(" ,;.–—-")
    if ":" in name or not line[:1].isupper() or line[len(name) : len(name) + 1] not in tuple(",;.–—-"):
        return None
    if pointing().match(fold(name)) is not None:
        return None
    great = all(word[0].isupper() for word in re.findall(r"[^\W\d_]{4,}", name))
    named = len(name.split()) > 1 and _body().search(fold(name)) is not None
    named = named and (great or _body().match(fold(name)) is not None)
    return (start, start + len(name)) if named else None


def _body_over(text: str, lines: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the name of a body begins and ends in the last of these lines: after the sentence that it certifies with.

    Lines between it and the date that state a fact with its label ("Country of issue: Peru") are passed over.
    """
    first: int | None = None
    last: int | None = None
    for start, end in reversed(lines[-_MOST_LINES:]):
        line = text[start:end]
        if last is None and _STATED.match(line) is not None:
            continue
        opens = line[:1].isupper() or line.startswith("(")
        if line.rstrip().endswith((".", ":", ";")) or not opens or len(line.split()) > _MOST_WORDS:
            break
        if (sentence := _SENTENCE_END.search(line)) is not None:
            last = end if last is None else last
            behind = _body().search(fold(line[sentence.end() :])) is not None
            return (start + sentence.end(), last) if behind else None if first is None else (first, last)
        if pointing().match(fold(line)) is not None:
            break  # "The undersigned authority certifies …"
        if is_title(line):
            if last is not None:
                break
            continue  # "Assay Report", between the laboratory's name and the day
        if _certification().match(fold(line)) is not None or numbers_paper(line):
            break  # the paper's own title
        last = end if last is None else last
        if _body().search(fold(line)) is not None:
            first = start
    return None if first is None or last is None else (first, last)


def _named_over(text: str, lines: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the name or the initials of an office stand, alone in capitals under a sentence and over the day."""
    if len(lines) < 2:
        return None
    (before, told), (start, end) = lines[-2:]
    ends = text[before:told].rstrip().endswith(".")
    return (start, end) if ends and _INITIALS.fullmatch(text[start:end].strip()) is not None else None


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('body')})")


def _part(region: Region, start: int, end: int) -> Region:
    """Some characters of a region as a region of their own, recognised by their form."""
    part = region.cut(start, end)
    return replace(part, place=Place.SHAPE, lines=part.text.count("\n") + 1)


def _candidate(spec: FieldSpec, region: Region, parsed: Parsed) -> Candidate:
    features = value_features(spec, region, parsed)
    features |= {"ends_like_label": 0.0, "place_shape": 1.0, "distance": 0.0, "shape_fit": _TOLD}
    return Candidate(spec, region, parsed).weighed(features)
