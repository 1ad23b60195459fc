"""Candidates: every reading that a label's places offer for a field, with the features that weigh it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from extract.candidates_captions import caption_lines, captioned
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import BLOCKS, Place, Region
from extract.candidates_rows import in_row, rows
from extract.choose_model import probability
from extract.doctype import FieldSpec, ValueKind
from extract.labels_hit import LabelHit
from extract.model import FieldValue, Money
from extract.values import find, parse, units
from extract.values.folding import fold
from extract.values.model import Context, Parsed

_LABEL_LENGTH = 16.0  # characters from which a wording counts as long
_MERE = 4  # letters of a label that any paper uses for places too: From, To, De, Para
_FAR = 20.0  # text heights that count as distance 1
_MEASURES = frozenset(
    {ValueKind.CARATS, ValueKind.WEIGHT, ValueKind.PERCENT, ValueKind.MONEY, ValueKind.COUNT, ValueKind.HS_CODES}
)
_CARRIED = re.compile(r"(?<=\w[-/])\n(?=\w)")  # a number that its line's end has cut: "MCR/INV/2604-" over "17"
_DANGLING = re.compile(r"\w[-/]$")
_SECOND = re.compile(r"(?<![^\W_])(?:mawb|master|dry|sec|seco)(?![^\W_])")
"""In a label: the number of the waybill that the paper goes under, a weight that is not the weight traded."""
_PRICE_UNIT = re.compile(r"[^\W\d_.$€£]{0,3}[$€£]?\s*(?:/|per|par|por)\s*[^\W\d_]{1,6}\.?", re.IGNORECASE)
_UNIT_GAP = 8.0  # text heights from a number to its unit in a box of its own
_UNTIL = re.compile(r"[\s,]*(?:to|until|till|through|au|jusqu'?au|a|ao|ate|al|hasta|[-–—/])[\s:]*(?:the |el |le |o )?")
_CLAUSE = re.compile(r"[.)]?\s+[^\W\d_]{1,20}(?:[\s,]+[^\W\d_]+){3}|[.)]\s+[^\W\d_]")
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
    text = "".join(char for char in fold(str(value)) if char.isalnum() or char in ".-+")
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
    """The context of a value: the document's, with the unit and currency that the label names."""
    if hit is None:
        return base
    return replace(base, unit=hit.unit or base.unit, currency=hit.currency or base.currency)


def labelled(neighbourhood: Neighbourhood, base: Context) -> list[Candidate]:
    """All candidates that the labels of one page offer."""
    found: list[Candidate] = []
    captions = caption_lines(neighbourhood, base)
    on_rows = rows(neighbourhood)
    for hit in neighbourhood.labels:
        if _is_unit(neighbourhood, hit):
            continue
        context = context_for(hit, base)
        caption = neighbourhood.layout.segments[hit.segments[0]].line in captions and hit.whole
        for spec in hit.specs:
            if hit.whole and not hit.embedded and hit.segments[0] in on_rows:
                places = in_row(neighbourhood, hit, on_rows[hit.segments[0]])
            elif caption:
                places = captioned(neighbourhood, hit)
            else:
                places = neighbourhood.places(hit, spec.kind)
            found.extend(_of_label(neighbourhood, places, hit, spec, context))
    return _with_style(found)


def _of_label(
    neighbourhood: Neighbourhood, places: Sequence[Region], hit: LabelHit, spec: FieldSpec, context: Context
) -> Iterable[Candidate]:
    read: list[tuple[Region, Parsed]] = []
    carats = any(other.kind is ValueKind.CARATS for other in hit.specs)
    beside = False
    for region in places:
        parsed = parse(spec.kind, _even(spec.kind, region.text), context)
        if parsed is None or (carats and spec.kind is ValueKind.WEIGHT and parsed.unit == "ct"):
            continue
        if spec.kind is ValueKind.IDENTIFIER and _goes_over(region, places):
            continue
        if spec.kind is ValueKind.PARTY and hit.length <= _MERE and _mere_place(region, parsed):
            continue
        if spec.kind in _MEASURES and _of_a_sentence(region.text, parsed):
            continue
        if spec.kind is ValueKind.WEIGHT and parsed.unit is None and (unit := _unit_beside(region)) is not None:
            parsed = parse(spec.kind, region.text, replace(context, unit=unit)) or parsed
        if spec.name == "expiry_date":
            parsed = _end_of_period(region.text, parsed, context)
        read.append((region, parsed))
        beside |= region.place in _BESIDE
    seen: set[tuple[Place, str]] = set()
    second_hand = spec.name in ("document_number", "net_weight") and _SECOND.search(fold(hit.text)) is not None
    for region, parsed in read:
        mark = (region.place, value_key(parsed.value, parsed.unit))
        if mark in seen:
            continue
        seen.add(mark)
        features = label_features(hit, region) | value_features(spec, region, parsed)
        if second_hand:
            features["at_second_hand"] = 1.0
        features["label_on_line"] = float(beside and region.place in _UNDER)
        if region.place in (Place.BELOW, Place.CELL_UNDER) and spec.kind not in BLOCKS:
            features["column"] = float(_goes_on(region, spec, context, neighbourhood))
        yield Candidate(spec, region, parsed, label=hit).weighed(features)


def _is_unit(ground: Neighbourhood, hit: LabelHit) -> bool:
    """Whether what might head a column of prices is the unit of the number before it: "33,450.00 | USD/t"."""
    number = hit.segments[0]
    if not hit.whole or hit.colon or hit.currency is None or number == 0 or not _PRICE_UNIT.fullmatch(hit.text):
        return False
    before, here = ground.layout.segments[number - 1], ground.layout.segments[number]
    return before.line == here.line and before.text[-1:].isdigit()


def _unit_beside(region: Region) -> str | None:
    """The unit that stands alone in the box or phrase right of a number: "0.5 | K" on a waybill, "2.55 | kg"."""
    layout = region.layout
    if not region.spots:
        return None
    last = region.spots[-1][2]
    number = next((at for at, segment in enumerate(layout.segments) if last in segment.words), None)
    if number is None or layout.segments[number].words[-1] != last or number + 1 >= len(layout.segments):
        return None
    here, beside = layout.segments[number], layout.segments[number + 1]
    gap = (beside.box.x0 - here.box.x1) * layout.page.width
    if beside.line != here.line or gap > _UNIT_GAP * here.height:
        return None
    text = beside.text.strip(" .()[]")
    return {"K": "kg", "L": "lb"}.get(text) or units.canonical(text)


def _end_of_period(text: str, parsed: Parsed, context: Context) -> Parsed:
    """The later of the two dates of a period: "from 1 February 2026 to 31 July 2026"."""
    dates = find(ValueKind.DATE, text, context)
    if len(dates) != 2 or not _UNTIL.fullmatch(fold(text[dates[0].end : dates[1].start])):
        return parsed
    return dates[1] if str(dates[1].value) > str(dates[0].value) else parsed


def _goes_over(region: Region, places: Sequence[Region]) -> bool:
    """Whether a number is cut at its line's end, and another place has the rest of it."""
    text = region.text.rstrip()
    return _DANGLING.search(text) is not None and any(other.text.startswith(f"{text}\n") for other in places)


def _mere_place(region: Region, parsed: Parsed) -> bool:
    """Whether what follows "From" or "To" may as well be a place: nothing shows that it is a company."""
    return parsed.rule != "legal-form" and region.lines == 1


def _of_a_sentence(text: str, parsed: Parsed) -> bool:
    """Whether a bare number is that of a box or clause, with its words or not: "8. The undersigned authority …"."""
    if re.fullmatch(r"\s*\d{1,2}[.)]\s*", text):
        return True
    behind = text[parsed.end :]
    bare = not any(char.isalpha() or char in "%$€£" for char in parsed.raw)
    return bare and not text[: parsed.start].strip() and _CLAUSE.match(behind) is not None


def _even(kind: ValueKind, text: str) -> str:
    """The text of a place, a number's prefix that was left at the end of its line joined to the number."""
    if kind in (ValueKind.IDENTIFIER, ValueKind.IDENTIFIERS):
        text = _CARRIED.sub(" ", text)
    if kind is ValueKind.IDENTIFIER and "\n" in text and not any(char.isdigit() for char in text.split("\n")[0]):
        return text.replace("\n", " ", 1)
    return text


def _goes_on(region: Region, spec: FieldSpec, context: Context, neighbourhood: Neighbourhood) -> bool:
    """Whether more values of the same kind stand right below: the column of a table."""
    box = region.box
    if box is None:
        return False
    layout = region.layout
    height = layout.page.height
    edge, count = box.y1, 0
    for number, segment in enumerate(layout.segments):
        drop = (segment.box.y0 - edge) * height
        if drop < -0.3 * segment.height:
            continue
        if drop > 2.5 * segment.height:
            break
        overlap = min(segment.box.x1, box.x1) - max(segment.box.x0, box.x0)
        if overlap < 0.3 * min(segment.box.width, box.width) or not neighbourhood.is_free(number):
            continue
        parsed = parse(spec.kind, segment.text, context)
        if parsed is None or parsed.end - parsed.start < 0.6 * len(segment.text):
            return False
        count += 1
        edge = segment.box.y1
    return count >= 1


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
