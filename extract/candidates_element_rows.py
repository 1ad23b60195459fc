"""Grades that stand under the heading of their column: which row of a table of elements is the result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extract.candidates import Candidate, label_features, value_features
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, region_of
from extract.doctype import DocumentType, FieldSpec
from extract.elements import symbol_of
from extract.labels_hit import LabelHit
from extract.labels_units import unit_in
from extract.prose_words import alternation
from extract.values import Context, parse
from extract.values.folding import fold
from extract.values.units import canonical

_BESIDE = frozenset({Place.RIGHT, Place.NEXT_CELL})
_UNDER = frozenset({Place.CELL, Place.CELL_UNDER, Place.BELOW})
_ROW_GAP = 2.6  # text heights between two rows of one table
_NAME_WORDS = 5  # of an element with its symbol: "Copper (Cu + Ag)"
_A_RESULT = re.compile(r"[<>≤≥~]?\s*\d")
_BOUND = re.compile(r"\s*[≤≥]")
"""The sign before a number that is agreed; a result under what is detected has another ("< 0.01")."""
_MOSTLY = 0.7  # share of a cell that its number takes up


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
    rows = list(_in_rows(around, spec, context))
    told = [one for one, _ in rows]
    resulted = {id(one.label) for one in told}
    averaged = {id(one.label) for one, mean in rows if mean}
    kept = [
        one
        for one in found
        if id(one.label) not in resulted
        or not (_is_limit(around, one) or (id(one.label) in averaged and one.region.place in _BESIDE))
    ] + told
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


def _in_rows(around: Neighbourhood, spec: FieldSpec, context: Context) -> Iterator[tuple[Candidate, bool]]:
    """Grades of a table whose rows are elements: the number headed as a mean, else the first that is no limit.

    With each is given whether it is headed as a mean: then the numbers beside it are those of samples.

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
        headings = {number: _headings_over(around, number) for number in row}
        overs = {number: (found or [""])[-1] for number, found in headings.items()}
        means = [number for number in row if any(_mean().search(fold(one)) for one in headings[number])]
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
            yield Candidate(spec, region, parsed, label=hit).weighed(features), len(means) == 1
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
    """The heading of a phrase's column: the highest text over it without a figure."""
    found = _headings_over(around, number)
    return found[-1] if found else ""


def _headings_over(around: Neighbourhood, number: int) -> list[str]:
    """The texts over a phrase without a figure, the nearest first, in lines that follow one another.

    A line that runs over the columns beside it is no heading of one.
    """
    layout = around.layout
    segment = layout.segments[number]
    beside = [layout.segments[other] for other in layout.lines[segment.line].segments if other != number]
    top = segment
    headings: list[str] = []
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
            headings.append(above.text)
        top = above
    return headings


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
def _whole() -> re.Pattern[str]:
    """What the last row of a table is headed by where it gives the content of all that the others list."""
    return re.compile(rf"(?:the )?(?:{alternation('whole_row')})")


@cache
def _mean() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('mean_row')})(?![^\W_])")
