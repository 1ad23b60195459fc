"""What goods hold of the element that they are sold by, where a number and the element's sign stand side by side.

"Cassitérite, Sn 68,20 %", "5.62 % Li2O", "Titre moyen pondéré en or : 91,38 %": in a description, in a cell of a table,
over two lines. Only the element of goods that the page names counts, and only where the page gives it one content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.candidates import Candidate, value_features
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, Region, region_of
from extract.doctype import DocumentType, ValueKind
from extract.layout import PageLayout
from extract.lexicon_wordings import asks_for_none
from extract.prose_words import alternation
from extract.values import Context, Parsed, find, parse
from extract.values.folding import fold, plain
from extract.values.tables import rows

_FIT = 0.9
_NUMBER = r"(?<![\w.,])(?P<number>\d{1,3}(?:[.,]\d{1,4})?\s*(?:%|pct|per cent|pour cent|por ciento|por cento))"
_BETWEEN = r"(?:\s*\([^()\d]{1,24}\))?(?:[\s,:=]+[^\W\d_]+){0,4}?\W{1,4}?"
"""What may stand between an element and its content: "WO3 (dry basis): 66.20 %", "Li2O médio 5,72 %"."""

_BOX_NUMBER = re.compile(r"^[(\[]?\d{1,2}(?:\.\d{1,2})*[.)\]]*\s+")
_WATER = r"(?:moist|hum[ie]d|umid|h2o)[^%]*"
_WATER_BEFORE = re.compile(rf"{_WATER}%")
_WATER_BEHIND = re.compile(rf"^\s*[.;,/]\s*{_WATER}")
"""The share of water that is told before or behind what the goods hold: a result of its own."""
_WIDEST = 400
"""Characters of the page's phrases put together that are searched at once."""


@dataclass(frozen=True)
class _Content:
    """A content read, the minerals whose element it is of (none where only a word like `grade` leads to it).

    `first` are those of them whose usual element it is: Ta2O5 is coltan's before Nb2O5.
    """

    region: Region
    parsed: Parsed
    minerals: frozenset[str]
    first: frozenset[str]
    mean: bool


def with_contents(
    around: Neighbourhood, doctype: DocumentType, found: Sequence[Candidate], context: Context
) -> list[Candidate]:
    """The candidates with the content of a page's goods, by their element's sign beside it or a word for it before it.

    What merely stands first in a column of contents is dropped where the page states the content of the whole.
    """
    spec = next((spec for spec in doctype.fields if spec.name == "grade"), None)
    told = [] if spec is None else list(_told(around, context))
    if spec is None or len({one.parsed.value for one in told}) != 1:
        return list(found)
    region, parsed = told[0].region, told[0].parsed
    features = value_features(spec, region, parsed)
    features |= {"ends_like_label": 0.0, "place_shape": 1.0, "shape_fit": _FIT, "coverage": 0.2}
    kept = [one for one in found if one.spec is not spec or not one.features.get("column")]
    return [*kept, Candidate(spec, region, parsed).weighed(features)]


def _told(around: Neighbourhood, context: Context) -> Sequence[_Content]:
    """The contents of the goods that a page names; of these the means, if any are."""
    found = list(_found(around, context))
    goods = _goods(around.layout, context) if found else frozenset[str]()
    own = [one for one in found if not one.minerals or one.minerals & goods]
    own = [one for one in own if one.first & goods] or own
    return [one for one in own if one.mean] or own


def _goods(layout: PageLayout, context: Context) -> frozenset[str]:
    """Every mineral that a phrase of the page names."""
    named: set[str] = set()
    for segment in layout.segments:
        for one in find(ValueKind.MINERAL, segment.text, context):
            named.update(one.value if isinstance(one.value, tuple) else (str(one.value),))
    return frozenset(named)


def _found(around: Neighbourhood, context: Context) -> Iterator[_Content]:
    layout = around.layout
    seen: set[tuple[int, ...]] = set()
    aside = _asked_for_other(around)
    for number, segment in enumerate(layout.segments):
        for parts in ((number,), *_joined(layout, number)):
            if aside.intersection(parts):
                continue
            text = " ".join(layout.segments[part].text for part in parts)
            if "%" not in text and "cent" not in text and "pct" not in text and "cien" not in text:
                continue
            places = [Part(part, 0, len(layout.segments[part].text)) for part in parts]
            region = region_of(layout, around.page, Place.SHAPE, places)
            even = plain(region.text[:_WIDEST]).replace("\n", " ")
            for pattern in (_signed(), _signed_before(), _led()):
                for match in pattern.finditer(even):
                    if len(parts) > 1 and match.end() <= len(segment.text):
                        continue  # found in the phrase alone
                    start, end = match.span("number")
                    parsed = parse(ValueKind.PERCENT, region.text[start:end], context)
                    words = region.words_at(start, end)
                    if parsed is None or words in seen or _no_result(even, match):
                        continue
                    seen.add(words)
                    moved = replace(
                        parsed, start=start + parsed.start, end=start + parsed.end, rule="content-of-element"
                    )
                    sign = match.groupdict().get("sign")
                    of_sign, first = (held.get(fold(sign or ""), frozenset()) for held in (_minerals(), _usual()))
                    yield _Content(region, moved, of_sign, first, _mean().search(fold(match[0])) is not None)


def _asked_for_other(around: Neighbourhood) -> frozenset[int]:
    """The phrases of labels that ask for no fact of the goods, and what stands in their boxes: "Ley mínima", "60%"."""
    layout = around.layout
    found: set[int] = set()
    for hit in around.labels:
        if hit.specs or not hit.whole or not asks_for_none(_BOX_NUMBER.sub("", hit.text)):
            continue
        last = layout.segments[hit.segments[-1]]
        found.update(hit.segments)
        if last.cell is not None:
            found.update(number for number in layout.cells[last.cell].segments if number > hit.segments[-1])
        found.update(pair[1] for pair in _joined(layout, hit.segments[-1]))
    return frozenset(found)


def _joined(layout: PageLayout, number: int) -> Iterator[tuple[int, int]]:
    """A phrase with the next on its line, and with the one under it."""
    segment = layout.segments[number]
    if number + 1 < len(layout.segments) and layout.segments[number + 1].line == segment.line:
        yield number, number + 1
    for other in range(number + 1, min(number + 12, len(layout.segments))):
        below = layout.segments[other]
        gap = (below.box.y0 - segment.box.y1) * layout.page.height
        if below.line != segment.line and gap < 0.9 * segment.height and abs(below.box.x0 - segment.box.x0) < 0.02:
            yield number, other
            return


def _no_result(text: str, match: re.Match[str]) -> bool:
    """Whether a number is a limit, a price's basis or what of the content is paid, and no result."""
    before, behind = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 10]
    near = f"{_WATER_BEFORE.sub('', fold(before))}{fold(match[0])}{_WATER_BEHIND.sub('', fold(behind))}"
    return _against().search(near) is not None or re.search(r"[<>≤≥±]", near) is not None


@cache
def _against() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('limit_row')}|{alternation('no_content')})(?![^\W_])")


@cache
def _mean() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('mean_row')})(?![^\W_])")


@cache
def _minerals() -> dict[str, frozenset[str]]:
    """The minerals that are sold by an element, by its sign or name."""
    found: dict[str, set[str]] = {}
    for row in rows("grade_elements"):
        for element in row["elements"].split("|"):
            found.setdefault(fold(element), set()).add(row["mineral"])
    return {element: frozenset(minerals) for element, minerals in found.items()}


@cache
def _usual() -> dict[str, frozenset[str]]:
    """The minerals that are sold by an element before any other, by its sign or name."""
    found: dict[str, set[str]] = {}
    for row in rows("grade_elements"):
        found.setdefault(fold(row["elements"].split("|")[0]), set()).add(row["mineral"])
    return {element: frozenset(minerals) for element, minerals in found.items()}


@cache
def _sign() -> str:
    """A pattern for an element: its sign as it is written, its name in any case; signs of one letter are none."""
    elements = {element for row in rows("grade_elements") for element in row["elements"].split("|")}
    signs = [one for one in elements if any(map(str.isupper, one)) and len(one) > 1]
    names = [one for one in elements if one not in signs and len(one) > 2]
    written = "|".join(re.escape(form) for one in sorted(signs, key=len, reverse=True) for form in {one, one.upper()})
    named = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
    return rf"(?<![^\W_])(?P<sign>{written}|(?i:{named}))(?![^\W_])"


@cache
def _signed() -> re.Pattern[str]:
    """ "67,35 % WO3", "99.99 % of Cu"."""
    return re.compile(rf"{_NUMBER}\s*\(?(?:of |de |d'|en |em )?{_sign()}")


@cache
def _signed_before() -> re.Pattern[str]:
    """ "Sn 68,20 %", "WO3 (dry basis): 66.20 %"."""
    return re.compile(rf"{_sign()}{_BETWEEN}{_NUMBER}")


@cache
def _led() -> re.Pattern[str]:
    """ "Titre moyen : 99,07 %", "average grade of 66.2 %"."""
    return re.compile(rf"(?<![^\W_])(?i:{alternation('content')})(?![^\W_]){_BETWEEN}{_NUMBER}")
