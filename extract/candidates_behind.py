"""Weights whose word stands beneath them: "30,362 KG", under it "GROSS", then "30,326 KG" and "NET".

Read as labels with values below, each word takes the weight of the next. Which way a run of weights and words goes,
its first line tells: a run that begins with a weight and ends with a word has its words behind.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.candidates import Candidate, value_features
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, region_of
from extract.doctype import ValueKind
from extract.labels_hit import LabelHit
from extract.values import Context, parse

_COVER = 0.7  # share of its phrase that a weight takes up
_NEAR = 1.6  # heights of print from one line of a run to the next
_LEAST = 2  # weights with their words, for a run to be told
_EDGE = 1.0  # heights of print between the left edges of a run


def with_words_behind(around: Neighbourhood, found: Sequence[Candidate], context: Context) -> list[Candidate]:
    """The candidates, those that a run of weights with their words behind offers told the right way."""
    pairs = _pairs(around, context)
    if len(pairs) < _LEAST:
        return list(found)
    weights = {number for number, _ in pairs}
    told = {spec.name for _, hit in pairs for spec in hit.specs}
    kept = [
        one
        for one in found
        if not (one.spec.kind is ValueKind.WEIGHT and one.label is not None and weights & _segments(around, one))
        and not (one.spec.name in told and one.label is not None and any(one.label is hit for _, hit in pairs))
    ]
    for number, hit in pairs:
        part = Part(number, 0, len(around.layout.segments[number].text))
        region = region_of(around.layout, around.page, Place.CAPTION, [part], distance=0.0, skip=around.skip)
        for spec in hit.specs:
            parsed = parse(spec.kind, region.text, context)
            if parsed is not None:
                features = value_features(spec, region, parsed)
                features |= {"place_caption": 1.0, "label_quality": hit.quality, "label_whole": 1.0}
                kept.append(Candidate(spec, region, parsed, label=hit).weighed(features))
    return kept


def _segments(around: Neighbourhood, one: Candidate) -> set[int]:
    words = {word for _, _, word in one.region.spots}
    return {number for number, segment in enumerate(around.layout.segments) if words & set(segment.words)}


def _pairs(around: Neighbourhood, context: Context) -> list[tuple[int, LabelHit]]:
    """The weights of such a run, each with the word beneath it; none where a word stands over the first."""
    words = {
        hit.segments[0]: hit
        for hit in around.labels
        if hit.whole and not hit.colon and len(hit.segments) == 1 and {spec.kind for spec in hit.specs} == {_WEIGHT}
    }
    pairs = []
    for number, hit in words.items():
        over = _over(around, number)
        if over is None or over in words or not _is_weight(around, over, context):
            continue
        before = _over(around, over)
        if before is not None and before in words and _over(around, before) is None:
            return []  # the run begins with a word
        pairs.append((over, hit))
    return pairs


_WEIGHT = ValueKind.WEIGHT


def _is_weight(around: Neighbourhood, number: int, context: Context) -> bool:
    text = around.layout.segments[number].text
    parsed = parse(ValueKind.WEIGHT, text, context)
    return parsed is not None and parsed.unit is not None and parsed.end - parsed.start >= _COVER * len(text.strip())


def _over(around: Neighbourhood, number: int) -> int | None:
    """The phrase right over another, in its cell and at its left edge."""
    layout = around.layout
    segment = layout.segments[number]
    for other in range(number - 1, -1, -1):
        over = layout.segments[other]
        gap = (segment.box.y0 - over.box.y1) * layout.page.height
        aligned = abs(over.box.x0 - segment.box.x0) * layout.page.width < _EDGE * segment.height
        if aligned and over.cell == segment.cell and -0.3 * segment.height < gap < _NEAR * segment.height:
            return other
    return None
