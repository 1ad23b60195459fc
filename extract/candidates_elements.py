"""Grades in a table of elements: which row is the commodity's own, and the unit that its column shares.

An assay lists the element that the goods are sold by among the impurities. `grade_elements.csv` says which it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extract.candidates import Candidate, label_features, value_features
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, region_of
from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.elements import sold_by, symbol_of
from extract.labels_hit import LabelHit
from extract.labels_units import unit_in
from extract.prose_words import alternation
from extract.values import Context, find, parse
from extract.values.folding import fold
from extract.values.minerals import mineral_of_hs
from extract.values.units import canonical

_IMPURITIES = frozenset(("fe", "as", "s", "p", "mo", "sio2", "al2o3", "tio2", "bi", "u3o8", "tho2", "moisture"))
_BESIDE = frozenset({Place.RIGHT, Place.NEXT_CELL})
_UNDER = frozenset({Place.CELL, Place.CELL_UNDER, Place.BELOW})
_ROW_GAP = 2.6  # text heights between two rows of one table
_NONE = ("",)  # the symbol of no element
_A_PHRASE = 3  # words in which a mineral is named as goods, and not as an element
_NAME_WORDS = 5  # of an element with its symbol: "Copper (Cu + Ag)"
_A_RESULT = re.compile(r"[<>≤≥~]?\s*\d")
_BOUND = re.compile(r"\s*[≤≥]")
"""The sign before a number that is agreed; a result under what is detected has another ("< 0.01")."""
_SHARE = re.compile(
    r"(?<![^\W_])(?P<element>[A-Z][A-Za-z]{0,11}(?:\d[A-Z][a-z]?\d{0,2})?)\s{0,2}[:=]?\s{0,2}(?P<share>\d{1,3}(?:[.,]\d{1,4})?\s?%)"
)
_MOSTLY = 0.7  # share of a cell that its number takes up
_SENTENCE_END = re.compile(r"[.;]\s")
_TOLD = 0.5  # score from which a description is believed to tell the commodity


def weigh_elements(
    candidates: Sequence[Candidate], context: Context, arounds: Sequence[Neighbourhood] = ()
) -> list[Candidate]:
    """The candidates with those for a grade weighed by whether their row is the commodity's element.

    Where neither description nor code tells it, the only mineral does that the text of the pages `arounds` names
    otherwise than as what is analysed.
    """
    candidates = [one for one in candidates if one.spec.name != "grade" or not _says_how_sure(one)]
    grades = [one for one in candidates if one.spec.name == "grade" and _symbol(one) is not None]
    if not grades and not any(one.spec.name == "grade" and one.parsed.others for one in candidates):
        return list(candidates)
    wanted = _wanted(candidates, context)
    if wanted is None:
        named = frozenset[str]().union(*(_named_minerals(around, context) for around in arounds))
        wanted = sold_by().get(next(iter(named)), ()) if len(named) == 1 else ()
    units = {one.parsed.unit for one in grades if one.parsed.unit is not None}
    weighed: list[Candidate] = []
    for one in candidates:
        one = _of_element(one, wanted, context) if one.spec.name == "grade" and wanted else one
        symbol = _symbol(one) if one.spec.name == "grade" else None
        if symbol is None:
            weighed.append(one)
            continue
        if one.parsed.unit is None and len(units) == 1:
            read = parse(ValueKind.PERCENT, one.region.text, replace(context, unit=next(iter(units))))
            if read is not None:
                one = replace(one, parsed=replace(read, rule=f"{read.rule}+unit-of-column"))
                one = one.weighed({"value_fit": read.score - 0.5})
        told = 0.0 if not wanted else 1.0 if symbol == wanted[0] else 0.6 if symbol in wanted else -1.0
        weighed.append(one.weighed({"element_of_goods": told}))
    return weighed


def _of_element(candidate: Candidate, wanted: tuple[str, ...], context: Context) -> Candidate:
    """A grade of several in one place, each behind its element, as that which the goods are sold by.

    "Ta2O5 30.2 % / Nb2O5 12.1 %".
    """
    if not candidate.parsed.others:
        return candidate
    shares: dict[str, tuple[int, str]] = {}
    for match in _SHARE.finditer(candidate.region.text):
        symbol = symbol_of(match["element"])
        if symbol is None or shares.setdefault(symbol, (match.start("share"), match["share"]))[1] != match["share"]:
            return candidate
    if len(shares) < 2 or wanted[0] not in shares:
        return candidate
    start, share = shares[wanted[0]]
    parsed = parse(candidate.spec.kind, share, context)
    if parsed is None:
        return candidate
    moved = replace(parsed, start=parsed.start + start, end=parsed.end + start, rule=f"{parsed.rule}+of-element")
    return replace(candidate, parsed=moved).weighed({"value_fit": parsed.score - 0.5})


def _says_how_sure(candidate: Candidate) -> bool:
    """Whether a share is how far a result may be off: the words before it in its sentence say so.

    "Repeatability 0.03 % Au", "Incertitude élargie sur Sn : 0,25 %".
    """
    layout = candidate.region.layout
    first = min(candidate.region.words_at(candidate.parsed.start, candidate.parsed.end), default=None)
    segment = next((one for one in layout.segments if first in one.words), None)
    if first is None or segment is None:
        return False
    before = " ".join(layout.page.words[index].text for index in segment.words[: segment.words.index(first)])
    if segment.line and not _SENTENCE_END.search(before):
        above = layout.lines[segment.line - 1]
        near = (segment.box.y0 - above.box.y1) * layout.page.height < layout.text_height
        before = f"{above.text if near and len(above.segments) == 1 else ''} {before}"
    return _off().search(fold(_SENTENCE_END.split(before)[-1])) is not None


def _symbol(candidate: Candidate) -> str | None:
    return None if candidate.label is None else symbol_of(candidate.label.text)


def _named_minerals(around: Neighbourhood, context: Context) -> frozenset[str]:
    """The minerals that a page's phrases name, but for those of its labels, which may be what is analysed."""
    labels = {number for hit in around.labels for number in hit.segments if hit.whole or hit.segments[0] == number}
    found: set[str] = set()
    for number, segment in enumerate(around.layout.segments):
        if number in labels or len(segment.text.split()) < _A_PHRASE:
            continue
        for one in find(ValueKind.MINERAL, segment.text, context):
            found.update(one.value if isinstance(one.value, tuple) else (str(one.value),))
    return frozenset(found & sold_by().keys())


def _wanted(candidates: Sequence[Candidate], context: Context) -> tuple[str, ...] | None:
    """The elements that the goods are sold by, as far as description or HS code tell; None where neither does."""
    told = sorted(
        (one for one in candidates if one.spec.name in ("mineral", "goods_description") and one.score >= _TOLD),
        key=lambda one: -one.score,
    )
    for one in told:
        parsed = parse(ValueKind.MINERAL, one.region.text, context)
        if parsed is not None and isinstance(parsed.value, str):
            return sold_by().get(parsed.value, _NONE)  # gemstones are sold by no element
    for one in candidates:
        if one.spec.name == "hs_codes" and isinstance(one.parsed.value, tuple):
            for code in one.parsed.value:
                commodity = mineral_of_hs(code)
                if commodity in sold_by():
                    return sold_by()[commodity or ""]
    return None


def with_element_columns(
    around: Neighbourhood, doctype: DocumentType, found: Sequence[Candidate], context: Context
) -> list[Candidate]:
    """The candidates with the grades of a table whose columns are elements, under a row of units or without one.

    A row of limits or uncertainties is no result. Of several rows of results only one that says it is the mean, or the
    final one, is taken: which of the others speaks for the lot, nothing says, and what merely stands first is dropped.
    """
    spec = next((spec for spec in doctype.fields if spec.name == "grade"), None)
    if spec is None:
        return list(found)
    layout = around.layout
    heads: dict[int, list[LabelHit]] = {}
    for hit in around.labels:
        if hit.whole and len(hit.segments) == 1 and spec in hit.specs and symbol_of(hit.text) is not None:
            heads.setdefault(layout.segments[hit.segments[0]].line, []).append(hit)
    told = list(_in_rows(around, spec, context))
    resulted = {id(one.label) for one in told}
    kept = [one for one in found if id(one.label) not in resulted or not _is_limit(around, one)] + told
    for line, hits in heads.items():
        if len(hits) < 2:
            continue
        kept = [one for one in kept if one.region.place not in _UNDER or all(one.label is not hit for hit in hits)]
        read = _result_row(around, line, hits)
        if read is None:
            continue
        units, values = read
        for hit in hits:
            number = values.get(hit.segments[0])
            if number is None:
                continue
            unit = hit.unit or units.get(hit.segments[0])
            part = Part(number, 0, len(layout.segments[number].text))
            region = region_of(layout, around.page, Place.CELL_UNDER, [part], skip=around.skip)
            parsed = parse(spec.kind, region.text, replace(context, unit=unit))
            if parsed is not None:
                features = label_features(hit, region) | value_features(spec, region, parsed)
                kept.append(Candidate(spec, region, parsed, label=hit).weighed(features))
    return kept


def _in_rows(around: Neighbourhood, spec: FieldSpec, context: Context) -> Iterator[Candidate]:
    """Grades of a table whose rows are elements: the number headed as a mean, else the first that is no limit.

    "Sn | XRF | 66.20 | %", "Copper (Cu + Ag) | 99.9958 | % | 99.99 min". The least that is detected, and what is
    agreed ("≥ 99.5 %"), are limits.
    """
    layout = around.layout
    for hit in around.labels:
        if spec not in hit.specs or hit.embedded or symbol_of(hit.text) is None:
            continue
        here = layout.segments[hit.segments[0]]
        row = [number for number in layout.lines[here.line].segments if number > hit.segments[0]]
        if len(row) < 2 or len(here.text.split()) > _NAME_WORDS:
            continue  # a label and its value are no row
        units = [unit for number in row if (unit := canonical(layout.segments[number].text.strip(" ()[]"))) is not None]
        overs = {number: _over(around, number) for number in row}
        means = [number for number in row if _mean().search(fold(overs[number])) is not None]
        for number in means if len(means) == 1 else row:
            segment = layout.segments[number]
            over = overs[number]
            unit = hit.unit or (units[0] if units else None) or unit_in(over)
            region = region_of(layout, around.page, Place.RIGHT, [Part(number, 0, len(segment.text))], skip=around.skip)
            parsed = parse(spec.kind, region.text, replace(context, unit=unit))
            limit = (
                _limit().search(fold(f"{over} {segment.text}")) is not None or _BOUND.match(segment.text) is not None
            )
            if parsed is None or limit or parsed.end - parsed.start < _MOSTLY * len(region.text.strip()):
                continue
            features = label_features(hit, region) | value_features(spec, region, parsed)
            features |= {"bare_lower": 0.0, "label_whole": 1.0}
            yield Candidate(spec, region, parsed, label=hit).weighed(features)
            break


def _is_limit(around: Neighbourhood, candidate: Candidate) -> bool:
    """Whether the number of a reading is a limit: by its own words or sign, or by the heading of its column."""
    text = candidate.region.text
    if _limit().search(fold(text)) is not None or _BOUND.match(text) is not None:
        return True
    if candidate.label is None or candidate.region.place not in _BESIDE:
        return False
    held = set(candidate.region.words_at(candidate.parsed.start, candidate.parsed.end))
    numbers = [at for at, one in enumerate(around.layout.segments) if not held.isdisjoint(one.words)]
    return any(_limit().search(fold(_over(around, number))) for number in numbers)


def _over(around: Neighbourhood, number: int) -> str:
    """The heading of a phrase's column: the highest text over it without a figure, in lines that follow one another.

    A line that runs over the columns beside it is no heading of one.
    """
    layout = around.layout
    segment = layout.segments[number]
    beside = [layout.segments[other] for other in layout.lines[segment.line].segments if other != number]
    top, heading = segment, ""
    for other in range(number - 1, -1, -1):
        above = layout.segments[other]
        shared = min(above.box.x1, segment.box.x1) - max(above.box.x0, segment.box.x0)
        if above.line == top.line or shared <= 0:
            continue
        if (top.box.y0 - above.box.y1) * layout.page.height > _ROW_GAP * layout.text_height:
            break
        if any(above.box.x0 <= one.box.x0 and one.box.x1 <= above.box.x1 for one in beside):
            break
        if not any(char.isdigit() for char in above.text):
            heading = above.text
        top = above
    return heading


def _result_row(
    around: Neighbourhood, line: int, hits: Sequence[LabelHit]
) -> tuple[dict[int, str], dict[int, int]] | None:
    """By the phrase of each element's name: its unit, and the phrase of its result; None where no one row has them."""
    layout = around.layout
    heads = [layout.segments[hit.segments[0]] for hit in hits]
    left = min(head.box.x0 for head in heads)
    units: dict[int, str] = {}
    results: list[tuple[str, dict[int, int]]] = []
    bottom = max(head.box.y1 for head in heads)
    for row in layout.lines[line + 1 :]:
        if (row.box.y0 - bottom) * layout.page.height > _ROW_GAP * layout.text_height:
            break
        cells: dict[int, int] = {}
        lead = ""
        for number in row.segments:
            segment = layout.segments[number]
            nearest = min(hits, key=lambda hit: abs(layout.segments[hit.segments[0]].box.mid_x - segment.box.mid_x))
            head = layout.segments[nearest.segments[0]]
            apart = abs(head.box.mid_x - segment.box.mid_x)
            if segment.box.x1 < left and apart > head.box.width:
                lead = f"{lead} {segment.text}".strip()
            elif apart < max(head.box.width, segment.box.width):
                cells[nearest.segments[0]] = number
        texts = {head: layout.segments[number].text.strip() for head, number in cells.items()}
        if texts and all(canonical(text.strip("()[]")) is not None for text in texts.values()):
            units |= {head: text.strip("()[]") for head, text in texts.items()}
        elif sum(_A_RESULT.match(text) is not None for text in texts.values()) >= 0.5 * len(hits):
            results.append((fold(lead), cells))
        elif results:
            break  # the names of other elements, or what is no table any more
        bottom = row.box.y1
    kept = [one for one in results if not _limit().search(one[0])]
    mean = [one for one in kept if _mean().search(one[0])]
    whole = [one for one in kept[-1:] if len(kept) > 1 and _whole().fullmatch(re.sub(r"[\d.,\s]+$", "", one[0]))]
    row_of = mean if len(mean) == 1 else whole or kept
    return (units, row_of[0][1]) if len(row_of) == 1 else None


@cache
def _limit() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('limit_row')})(?![^\W_])")


@cache
def _off() -> re.Pattern[str]:
    """Words for how far a result may be off."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('uncertainty')})(?![^\W_])")


@cache
def _whole() -> re.Pattern[str]:
    """What the last row of a table is headed by where it gives the content of all that the others list."""
    return re.compile(rf"(?:the )?(?:{alternation('whole_row')})")


@cache
def _mean() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('mean_row')})(?![^\W_])")
