"""Candidates: every reading that a label's places offer for a field, with the features that weigh it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from extract.candidates_captions import caption_lines, captioned
from extract.candidates_corners import beside_corner, in_corners
from extract.candidates_labels_right import left_of_label, right_hand_labels
from extract.candidates_places import Neighbourhood
from extract.candidates_ranked import (
    heads_rows,
    of_another,
    of_second_rank,
    of_wet,
    told_net_when_dry,
    yields_to_seller,
)
from extract.candidates_reading import is_unit, read_at
from extract.candidates_regions import BLOCKS, Place, Region
from extract.candidates_rows import in_row, rows
from extract.candidates_sentences import within_sentence
from extract.candidates_summed import numbers_under, sum_under
from extract.choose_model import probability
from extract.doctype import FieldSpec, ValueKind
from extract.labels_hit import LabelHit
from extract.model import FieldValue, Money
from extract.values.address_lines import before_day
from extract.values.dates_digits import printed_order
from extract.values.folding import fold
from extract.values.model import Context, Parsed
from extract.values.parties import end_of_block

_SIGNS = re.compile(r"[^\w.+-]+|_+")  # what tells no value from another
_LABEL_LENGTH = 16.0  # characters from which a wording counts as long
_FAR = 20.0  # text heights that count as distance 1
_NAMES = frozenset({ValueKind.PARTY, ValueKind.AUTHORITY, ValueKind.SITE})
_BESIDE = frozenset({Place.INLINE, Place.RIGHT, Place.NEXT_CELL})
_UNDER = frozenset({Place.CELL, Place.CELL_UNDER, Place.BELOW})


@dataclass(frozen=True)
class Candidate:
    """One reading for one field. `words` are (page, word) that the value rests on; `score` is 0..1."""

    spec: FieldSpec
    region: Region
    parsed: Parsed
    label: LabelHit | None = None
    cue: str | None = None
    features: Mapping[str, float] = field(default_factory=dict)
    score: float = 0.0

    @cached_property
    def words(self) -> frozenset[tuple[int, int]]:
        """The words that the value rests on; of a party, its whole block."""
        start, end = self.parsed.start, self.parsed.end
        if self.spec.kind is ValueKind.PARTY:
            start, end = 0, len(self.region.text)
        return frozenset((self.region.page, word) for word in self.region.words_at(start, end))

    @cached_property
    def key(self) -> str:
        """The value in a form that compares equal for the same fact."""
        return value_key(self.parsed.value, self.parsed.unit)

    def weighed(self, more: Mapping[str, float]) -> Candidate:
        """The same candidate with further features and the score that follows."""
        features = {**self.features, **more}
        return replace(self, features=features, score=probability(features))


def value_key(value: FieldValue, unit: str | None) -> str:
    """A value in a form that compares equal for the same fact: numbers without case, spaces and signs."""
    if isinstance(value, Money):
        return f"{value.amount.normalize():f} {value.currency}"
    if isinstance(value, tuple):
        return "|".join(sorted(value_key(each, None) for each in value))
    text = _SIGNS.sub("", fold(str(value)))
    return f"{text} {unit}" if unit else text


def read_confidence(region: Region, start: int, end: int) -> float:
    """How sure the reader was of the words under some characters: half their mean, half the worst."""
    words = region.boxes_at(start, end)
    if not words:
        return 0.0
    sure = [word.confidence for word in words]
    return (sum(sure) / len(sure) + min(sure)) / 2


def value_features(spec: FieldSpec, region: Region, parsed: Parsed) -> dict[str, float]:
    """Features of the value itself and of how it lies in its place."""
    text = region.text.strip()
    used = parsed.end - parsed.start
    coverage = used / max(len(text), 1)
    if spec.kind in BLOCKS:
        coverage = min(1.0, coverage + 0.3)
    first = text[:1]
    features = {
        "value_fit": parsed.score - 0.5,
        "coverage": min(1.0, coverage) - 0.5,
        "ocr": read_confidence(region, parsed.start, parsed.end) - 0.5,
        "ends_like_label": float(text.endswith(":")),
    }
    if spec.kind in _NAMES or spec.kind in (ValueKind.IDENTIFIER, ValueKind.TEXT):
        features["lower_case"] = float(first.islower())
    if spec.kind in _NAMES:
        features["shape_of_name"] = float(parsed.score >= 0.8)
    if spec.kind is ValueKind.PARTY:
        features["coverage"] = 0.4
        features["party_block"] = float(region.lines > 1 or coverage < 0.95)
    return features


def label_features(hit: LabelHit, region: Region) -> dict[str, float]:
    """Features of the label and of the way from it to the value."""
    rest = region.text.lstrip()
    return {
        "label_quality": hit.quality,
        "label_length": min(hit.length, _LABEL_LENGTH) / _LABEL_LENGTH,
        "label_colon": float(hit.colon),
        "label_whole": float(hit.whole),
        "label_box_number": float(hit.box_number),
        "label_embedded": float(hit.embedded),
        "label_shared": float(len(hit.specs) > 1),
        "bare_lower": float(hit.bare and region.place is Place.INLINE and rest[:1].islower()),
        "place_" + region.place.value: 1.0,
        "same_cell": float(region.same_cell and region.place is not Place.INLINE),
        "distance": min(max(region.distance, 0.0), _FAR) / _FAR,
    }


def context_for(hit: LabelHit | None, base: Context) -> Context:
    """The context of a value: the document's, with the unit, currency and order of dates that the label names."""
    if hit is None:
        return base
    order = printed_order(fold(hit.text))
    day_first = order if order is not None else base.day_first
    return replace(base, unit=hit.unit or base.unit, currency=hit.currency or base.currency, day_first=day_first)


def labelled(neighbourhood: Neighbourhood, base: Context, read: Collection[int] = frozenset()) -> list[Candidate]:
    """All candidates that the labels of one page offer, but for labels in phrases that were `read` in another way."""
    found: list[Candidate] = []
    captions = caption_lines(neighbourhood, base)
    corners = in_corners(neighbourhood, base)
    on_rows = rows(neighbourhood)
    right_hand = right_hand_labels(neighbourhood, base)
    for hit in neighbourhood.labels:
        if is_unit(neighbourhood, hit) or hit.segments[0] in read:
            continue
        context = context_for(hit, base)
        caption = neighbourhood.layout.segments[hit.segments[0]].line in captions and hit.whole
        for spec in hit.specs:
            if of_another(neighbourhood, spec, hit) or heads_rows(neighbourhood, spec, hit):
                continue
            if hit.whole and not hit.embedded and hit.segments[0] in on_rows:
                places = in_row(neighbourhood, hit, on_rows[hit.segments[0]])
            elif hit.segments[0] in right_hand and hit.whole and not hit.embedded:
                places = left_of_label(neighbourhood, right_hand[hit.segments[0]])
            elif hit.segments[0] in corners and hit.whole:
                places = beside_corner(neighbourhood, hit)
            elif caption:
                places = captioned(neighbourhood, hit)
            else:
                places = neighbourhood.places(hit, spec.kind)
            found.extend(_of_label(neighbourhood, [*map(within_sentence, places)], hit, spec, context))
    return _with_style(found)


def _of_label(
    neighbourhood: Neighbourhood, places: Sequence[Region], hit: LabelHit, spec: FieldSpec, context: Context
) -> Iterable[Candidate]:
    read: list[tuple[Region, Parsed]] = []
    carats = any(other.kind is ValueKind.CARATS for other in hit.specs)
    beside = False
    for region in places:
        parsed = read_at(spec, hit, region, places, context)
        if parsed is None or (carats and spec.kind is ValueKind.WEIGHT and parsed.unit == "ct"):
            continue
        read.append((region, parsed))
        beside |= region.place in _BESIDE
    if (whole := sum_under(read, spec.kind, context, neighbourhood)) is not None:
        read = [whole, *(one for one in read if one[0].place not in _UNDER)]
    seen: set[tuple[Place, str]] = set()
    second_hand = of_second_rank(spec, hit) or yields_to_seller(spec, hit, neighbourhood.labels)
    if told_net_when_dry(spec, neighbourhood.labels):
        second_hand = of_wet(hit)  # and the dry one is no more second to it
    formed = spec.kind is ValueKind.PARTY and any(parsed.rule == "legal-form" for _, parsed in read)
    for place, parsed in read:
        mark = (place.place, value_key(parsed.value, parsed.unit))
        if mark in seen:
            continue
        seen.add(mark)
        region = _to_its_end(spec, place, context)
        features = label_features(hit, region) | value_features(spec, region, parsed)
        # Where one place has a company and another has none, it is the company that the label names.
        if second_hand or (formed and parsed.rule != "legal-form"):
            features["at_second_hand"] = 1.0
        features["label_on_line"] = float(beside and region.place in _UNDER)
        if region.place in (Place.BELOW, Place.CELL_UNDER) and spec.kind not in BLOCKS:
            under, broken_off = numbers_under(region, spec.kind, context, neighbourhood)
            features["column"] = float(bool(under) and not broken_off)
        yield Candidate(spec, region, parsed, label=hit).weighed(features)


def _to_its_end(spec: FieldSpec, place: Region, context: Context) -> Region:
    """The place of a party or an address down to where the paper's own text begins."""
    if spec.kind is ValueKind.PARTY:
        return place.cut(0, end_of_block(place.text, context))
    return place.cut(0, before_day(place.text, context)) if spec.kind is ValueKind.ADDRESS else place


def _with_style(found: Sequence[Candidate]) -> list[Candidate]:
    """Weighs again with how the page's other values stand to their labels."""
    votes = {"beside": 0.0, "under": 0.0}
    best: dict[int, Candidate] = {}
    for candidate in found:
        hit = id(candidate.label)
        if (
            candidate.label is not None
            and candidate.label.whole
            and (hit not in best or candidate.score > best[hit].score)
        ):
            best[hit] = candidate
    for candidate in best.values():
        if candidate.score < 0.5:
            continue
        if candidate.region.place in _BESIDE:
            votes["beside"] += candidate.score
        elif candidate.region.place in _UNDER:
            votes["under"] += candidate.score
    total = votes["beside"] + votes["under"]
    if total < 2.0:
        return list(found)
    weighed = []
    for candidate in found:
        place = candidate.region.place
        style = 0.0
        if candidate.label is not None and candidate.label.whole:
            if place in _BESIDE:
                style = votes["beside"] / total - 0.5
            elif place in _UNDER:
                style = votes["under"] / total - 0.5
        weighed.append(candidate.weighed({"place_style": style}))
    return weighed
