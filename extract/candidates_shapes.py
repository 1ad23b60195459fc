"""Facts without label or cue: a number beside the title, a place with a date, a form's name, what a goods box holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from extract.candidates import Candidate, value_features
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, Region, region_of
from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.layout import PageLayout
from extract.titles_words import title_words
from extract.values import Context, Parsed, find, parse
from extract.values.folding import fold
from ingest.model import Box

_BESIDE_TITLE = 3.0  # text heights above or below the title within which its number stands
_TOP = 0.22  # of the page: where a paper's own number stands when it stands alone
_NUMBER_PAGE = re.compile(
    r"^\W*(?:p|page|pag|pagina|sheet|feuille|folha|hoja)?\W*\d{1,3}\s*(?:/|of|de|sur)\s*\d{1,3}\W*$"
)
PLACE_DATE = re.compile(
    r"^\W*(?:(?:fait|done|signed|hecho|feito|dado|passado|given|issued|emis|etabli|expedido|emitido)\s+(?:a|at|in|en|em|na|no)\s+)?"
    r"[^\W\d_][^\d\n]{1,40}?[,;]?\s*(?:le|on|the|a|em|en|el|aos|den|du|dated)?\s*[,:]?\s*$"
)
_DATED = re.compile(r"\s*(?:\s/|[-–—,|(]|(?<!\w)(?:of|dated|du|de|del|em date du|vom))\s*$")
PARTING = re.compile(r"\s(?:[·•|–—]|-)\s(?!.*\s(?:[·•|–—]|-)\s)")
"""The last sign that parts facts on one line."""
_A_NUMBER_LONG = 3  # characters of a number before a place with the day, at the least
_SERIES = re.compile(r"[A-Z]{1,4}(?:[-/.][A-Z]{1,4})?")
_STANDARD = re.compile(r"\W*(?:EN|ISO|IEC|BS|DIN|ASTM|JIS|UNE|NBR|GOST)[\s/-]+[A-Z]?\d{3,6}(?:[-:]\d+)*(?=[\s)/]|$)")
"""A standard that a title names, "(EN 10204 3.1)": its number is not the paper's."""
_A_TITLE = 6  # letters before a number at the least, for them to be a title's
A_NUMBER = 0.85  # how well what a title ends in must look like a paper's number
_SYSTEMS = {"GSP": "Form A"}
"""Systems of preferences by the form that their certificates are made out on; where both are named, it is the form."""

_BETWEEN_GROUPS = frozenset({"EUR.1", "EUR-MED"})
_GROUPS = frozenset({"SADC", "COMESA", "ECOWAS", "EAC", "ECCAS", "CEMAC", "SACU", "AfCFTA", "Mercosur"})
"""Groups of countries that such a certificate names as those between which the preference holds."""


def spec_named(doctype: DocumentType, name: str) -> FieldSpec | None:
    """The type's field of this name, if it has one."""
    return next((spec for spec in doctype.fields if spec.name == name), None)


def by_shape(spec: FieldSpec, region: Region, parsed: Parsed, *, fit: float) -> Candidate:
    """A candidate that no label leads to, weighed by how well (0 to 1) its shape and place fit the field."""
    features = value_features(spec, region, parsed)
    features["ends_like_label"] = 0.0
    features["place_" + region.place.value] = 1.0
    features["distance"] = region.distance
    features["shape_fit"] = fit
    return Candidate(spec, region, parsed).weighed(features)


def whole_phrase(
    layout: PageLayout,
    page: int,
    place: Place,
    number: int,
    skip: Collection[int],
    distance: float,
    begins: str | None = None,
) -> Region:
    """A phrase as a place, or no more of it than its beginning `begins`."""
    whole = layout.segments[number].text
    part = Part(number, 0, len(whole) if begins is None else whole.index(begins) + len(begins))
    return region_of(layout, page, place, [part], distance=distance, skip=skip)


def title_numbers(
    neighbourhood: Neighbourhood, doctype: DocumentType, title: Box | None, context: Context
) -> Iterator[Candidate]:
    """A number that stands alone beside the title, or at the head of the page."""
    spec = spec_named(doctype, "document_number")
    layout = neighbourhood.layout
    if spec is None:
        return
    height = layout.page.height
    yield from _behind_title(neighbourhood, spec, title, context)
    begun = _begun_in_title(layout, title)
    for number, segment in enumerate(layout.segments):
        if number in begun:
            region = region_of(layout, neighbourhood.page, Place.TITLE, begun[number], skip=neighbourhood.skip)
            whole = parse(ValueKind.IDENTIFIER, region.text, context)
            if whole is not None and whole.start == 0 and whole.score >= A_NUMBER:
                yield by_shape(spec, region, whole, fit=0.9)
                continue
        if segment.box.y0 > 0.5 or not neighbourhood.is_free(number):
            continue
        text = _COPY.sub("", _undated(segment.text.strip(), context))
        if not any(char.isdigit() for char in text) or len(text) > 40 or _NUMBER_PAGE.match(fold(text)):
            continue
        away = 9.0
        if title is not None:
            rise = max(title.y0 - segment.box.y1, segment.box.y0 - title.y1, 0.0) * height
            away = rise / max(segment.height, 4.0)
        if away > _BESIDE_TITLE and segment.box.y1 > _TOP:
            continue
        if _STANDARD.match(text):
            continue
        parsed = parse(ValueKind.IDENTIFIER, text, context)
        if parsed is None or parsed.end - parsed.start < 0.75 * len(text) or _other_kind(text, context):
            continue
        if text.isdigit() and len(text) <= 3:
            continue  # an airline's prefix, a box
        labelled_before = text_before(layout, number) and not title_before(layout, number, title)
        fit = (0.6 if away <= _BESIDE_TITLE else 0.1) + (0.3 if parsed.score >= 0.95 else 0.0)
        fit += 0.3 if parsed.rule.startswith("air-waybill") else 0.0
        fit -= 0.7 if labelled_before and away > 0.3 else 0.0
        region = whole_phrase(
            layout, neighbourhood.page, Place.TITLE, number, neighbourhood.skip, min(away / 10, 1.0), text
        )
        again = parse(ValueKind.IDENTIFIER, region.text, context)
        if again is not None:
            yield by_shape(spec, region, again, fit=fit)


_COPY = re.compile(r"\s+(?:ORIGINAL|COPY|COPIE|C[ÓO]PIA|DUPLICATE|DUPLICATA|DUPLICADO|TRIPLICADO)$")
"""Which copy of a form a paper is, printed behind its number."""
_BEGUN = re.compile(r"(?<![^\W_])[A-Z]{2,6}[-/]$")
_REST = re.compile(r"\d[\w/.-]{2,20}$")
_DASHES = frozenset("-–—:")
"""What ends the words of a title: "LISTA DE EMPAQUE — LE 217/26"."""


def _behind_title(
    neighbourhood: Neighbourhood, spec: FieldSpec, title: Box | None, context: Context
) -> Iterator[Candidate]:
    """The number that the title ends in: "Lista de empaque LE-4417", "Certificat d'analyse 26/G/0881"."""
    layout = neighbourhood.layout
    for number, segment in enumerate(layout.segments):
        if title is None or not is_within(segment.box, title):
            continue
        yield from _over_its_end(neighbourhood, spec, number, context)
        words = segment.text.split(" ")
        first = next((at for at, word in enumerate(words) if any(map(str.isdigit, word))), 0)
        capitals = segment.text.isupper()
        while (
            first > 1
            and _SERIES.fullmatch(words[first - 1])
            and not (capitals and words[first - 1].casefold() in title_words() and words[first - 2] not in _DASHES)
        ):
            first -= 1  # "Nota RU 0048216", "ASSAY REPORT ASR 26/2714"
        start = len(" ".join(words[:first])) + 1
        if _STANDARD.match(" ".join(words[max(first - 1, 0) :])) or _STANDARD.match(segment.text[start:]):
            continue
        if sum(map(str.isalpha, segment.text[:start])) < _A_TITLE:
            continue
        part = Part(number, start, len(segment.text))
        region = region_of(layout, neighbourhood.page, Place.TITLE, [part], distance=0.0, skip=neighbourhood.skip)
        parsed = parse(ValueKind.IDENTIFIER, region.text, context)
        if parsed is None or parsed.start > 1 or parsed.score < A_NUMBER or _other_kind(region.text, context):
            continue
        yield by_shape(spec, region, parsed, fit=0.9)


def _begun_in_title(layout: PageLayout, title: Box | None) -> dict[int, list[Part]]:
    """Phrases behind a title by both parts of the number that its last capitals begin: "Consignment note TX | 8804"."""
    found: dict[int, list[Part]] = {}
    for number, segment in enumerate(layout.segments[:-1]):
        after = layout.segments[number + 1]
        if title is None or not is_within(segment.box, title) or after.line != segment.line:
            continue
        words = segment.text.split(" ")
        begins = len(words) > 1 and _SERIES.fullmatch(words[-1]) and words[-1].casefold() not in title_words()
        if begins and not segment.text.isupper() and after.text[:1].isdigit():
            start = len(segment.text) - len(words[-1])
            found[number + 1] = [Part(number, start, len(segment.text)), Part(number + 1, 0, len(after.text))]
    return found


def folded_titles(doctype: DocumentType) -> frozenset[str]:
    """What papers of a type are called, in all languages, folded."""
    return frozenset(fold(title) for named in doctype.titles.values() for title in named)


def _over_its_end(neighbourhood: Neighbourhood, spec: FieldSpec, number: int, context: Context) -> Iterator[Candidate]:
    """The number whose beginning ends the title's line, its rest alone beneath it: "… N.º AEM-" over "14/2026"."""
    layout = neighbourhood.layout
    segment = layout.segments[number]
    begun = _BEGUN.search(segment.text)
    if begun is None:
        return
    below = next((other for other in range(number + 1, len(layout.segments))), None)
    if (
        below is None
        or layout.segments[below].line != segment.line + 1
        or _REST.match(layout.segments[below].text) is None
    ):
        return
    parts = [Part(number, begun.start(), len(segment.text)), Part(below, 0, len(layout.segments[below].text))]
    region = region_of(layout, neighbourhood.page, Place.TITLE, parts, distance=0.0, skip=neighbourhood.skip)
    parsed = parse(ValueKind.IDENTIFIER, region.text.replace("\n", ""), context)
    if parsed is not None and parsed.start == 0:
        yield by_shape(spec, region, replace(parsed, end=parsed.end + 1, others=()), fit=1.0)


def is_within(box: Box, title: Box) -> bool:
    """Whether a phrase stands on the line of the paper's title and begins in it."""
    return title.y0 <= box.mid_y <= title.y1 and title.x0 - 0.01 <= box.x0 and box.x0 < title.x1


def _other_kind(text: str, context: Context) -> bool:
    """Whether a text is rather a date, a measure, money or a telephone number."""
    for kind in (ValueKind.DATE, ValueKind.WEIGHT, ValueKind.MONEY):
        parsed = parse(kind, text, context)
        if parsed is not None and parsed.score >= 0.8 and parsed.end - parsed.start > 0.7 * len(text):
            return True
    folded = fold(text)
    return bool(re.match(r"\W*(?:tel|fax|phone|bp|p\.?o\.? ?box)\b|\W*\+\d", folded)) or "@" in text


def text_before(layout: PageLayout, number: int) -> bool:
    """Whether words stand before a phrase on its line, which may well name it."""
    return layout.lines[layout.segments[number].line].segments[0] != number


def is_place_before_date(text: str) -> bool:
    """Whether what stands before a date is a place and no more, with the words that join the two."""
    folded = fold(text)
    return PLACE_DATE.match(folded) is not None and folded.count(" ") <= 7


def _undated(text: str, context: Context) -> str:
    """A number without the date that stands behind it: "SMM/WL/1207 / 16.02.2026", "PL 114 of 4 June 2026"."""
    dates = find(ValueKind.DATE, text, context)
    if len(dates) != 1 or text[dates[0].end :].strip(" .)"):
        return text
    folded = fold(text[: dates[0].start])
    parting = PARTING.search(folded)
    if parting is not None and parting.start() > _A_NUMBER_LONG and is_place_before_date(folded[parting.end() :]):
        return text[: parting.start()]  # "LE-1288 · Salta, 22-jul-2026"
    joined = _DATED.search(folded)
    return text[: joined.start()] if joined is not None and joined.start() > 2 else text


def title_before(layout: PageLayout, number: int, title: Box | None) -> bool:
    """Whether the paper's title stands right before a phrase on its line, or nothing at all."""
    before = [other for other in layout.lines[layout.segments[number].line].segments if other < number]
    if title is None:
        return False
    boxes = [layout.segments[other].box for other in before[-1:]]
    return all(
        title.x0 - 0.01 <= box.x0 and box.x1 <= title.x1 + 0.01 and title.y0 < box.mid_y < title.y1 for box in boxes
    )


def forms(
    neighbourhood: Neighbourhood, doctype: DocumentType, title: Box | None, context: Context
) -> Iterator[Candidate]:
    """The variant that the paper names itself as, at its head or beside its title."""
    spec = spec_named(doctype, "form")
    if spec is None:
        return
    layout = neighbourhood.layout
    low = max(_TOP, title.y1 + 0.04) if title is not None else _TOP
    found: list[tuple[Region, Parsed]] = []
    for number, segment in enumerate(layout.segments):
        if segment.box.y0 > low:
            continue
        region = whole_phrase(layout, neighbourhood.page, Place.TITLE, number, frozenset(), 0.0)
        found += [(region, parsed) for parsed in find(ValueKind.FORM, region.text, context)]
    named = {str(parsed.value) for _, parsed in found}
    for region, parsed in found:
        if _BETWEEN_GROUPS & named and str(parsed.value) in _GROUPS:
            continue
        share = (parsed.end - parsed.start) / max(len(region.text), 1)
        yield by_shape(spec, region, parsed, fit=0.4 + 0.4 * share)


def without_systems(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without the system of preferences whose form is named too: "Form A" over what it stands for."""
    named = {str(one.parsed.value) for one in found if one.spec.name == "form"}
    return [one for one in found if one.spec.name != "form" or _SYSTEMS.get(str(one.parsed.value), "") not in named]
