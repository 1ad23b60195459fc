"""The choice: one reading per field, so that all fields together rest on different words of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.candidates import Candidate
from extract.choose_bodies import without_begun_bodies
from extract.choose_dates import with_days_yielding
from extract.choose_goods import commodity_of, in_full
from extract.choose_lists import goes_on_otherwise, holds
from extract.choose_shared import free_of
from extract.doctype import STRICT, FieldSpec, ValueKind

ACCEPTED = 0.5
"""A candidate below this score is not a reading; it is kept for the reviewer only beside one that is."""

_STRONG = 0.93  # from this score on two different readings contradict each other
_CLOSE = 0.04  # and when neither is this much better
_AS_GOOD = 0.05  # a fuller reading may be this much weaker
_FORMED = "legal-form"
_LONGEST_FORM = 12  # letters and points
_OF_GOODS = "element_of_goods"
_SECOND_HAND = "at_second_hand"
_FULLER = frozenset({ValueKind.PARTY, ValueKind.ADDRESS, ValueKind.IDENTIFIERS, ValueKind.HS_CODES, ValueKind.TEXT})
_NAMED_AT_LENGTH = frozenset({ValueKind.AUTHORITY, ValueKind.SITE, ValueKind.TEXT})


@dataclass(frozen=True)
class Choice:
    """What was chosen for a field.

    `agreeing` are other places that state the same value, `rivals` other readings by falling score. `contradicted`
    says that a rival is as strong as the choice.
    """

    chosen: Candidate
    agreeing: tuple[Candidate, ...]
    rivals: tuple[Candidate, ...]
    contradicted: bool = False


def choose(candidates: Iterable[Candidate]) -> dict[str, Choice]:
    """One choice per field name; the strongest candidate of all fields takes its words first."""
    by_field: dict[str, list[Candidate]] = {}
    weighed = as_hard_to_read(weighed_by_repetition(with_their_unit(candidates)))
    for candidate in with_days_yielding(without_begun_bodies(weighed)):
        by_field.setdefault(candidate.spec.name, []).append(candidate)
    ranked = sorted((one for group in by_field.values() for one in group), key=_rank)
    chosen: dict[str, Candidate] = {}
    holders: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in ranked:
        if candidate.score < ACCEPTED:
            continue
        if candidate.spec.name in chosen:
            continue
        free = free_of(candidate, holders)
        if free is None:
            continue
        chosen[free.spec.name] = free
        for word in free.words:
            holders.setdefault(word, []).append(free)
    for name, one in chosen.items():
        chosen[name] = in_full(_fuller(one, by_field[name], holders), by_field[name], holders)
    return {name: _settled(one, by_field[name], holders) for name, one in chosen.items()}


def _rank(candidate: Candidate) -> tuple[bool, float]:
    """The order in which candidates take their words: text of no field of the contract (remarks, who signed) last."""
    return candidate.spec.more and candidate.spec.kind is ValueKind.TEXT, -candidate.score


def _fuller(
    chosen: Candidate, group: Sequence[Candidate], holders: Mapping[tuple[int, int], Sequence[Candidate]]
) -> Candidate:
    """The reading of the same party that has its address too, the longer list (less what is of another form at its
    end), or the text with its bracket, where it is as good."""
    if chosen.spec.kind not in _FULLER:
        return chosen
    best = chosen
    for other in group:
        if other.score >= chosen.score - _AS_GOOD and goes_on_otherwise(chosen, other):
            return other
        if other.score < chosen.score - _AS_GOOD or len(other.words) <= len(best.words):
            continue
        alike = other.key == chosen.key and chosen.spec.kind is not ValueKind.TEXT
        if _with_its_form(other, chosen) and not any(holders.get(word, ()) for word in other.words):
            return other
        if not alike and (not any(fuller(other, chosen) for fuller in _WHOLES) or goes_on_otherwise(other, chosen)):
            continue
        if other.words & chosen.words and all(
            holder is chosen for word in other.words for holder in holders.get(word, ())
        ):
            best = other
    return best


def _with_its_form(whole: Candidate, part: Candidate) -> bool:
    """Whether a company is named with its legal form that elsewhere is named without: "Comptoir Diani (SARL)"."""
    if whole.spec.kind is not ValueKind.PARTY or whole.parsed.rule != _FORMED or part.parsed.rule == _FORMED:
        return False
    return whole.key.startswith(part.key) and len(whole.key) - len(part.key) <= _LONGEST_FORM


def _in_brackets(whole: Candidate, part: Candidate) -> bool:
    """Whether a text only says in brackets more than another: "CONCENTRADO DE ESPODUMÊNIO (SPODUMENE CONCENTRATE)"."""
    if part.spec.kind is not ValueKind.TEXT:
        return False
    behind = str(whole.parsed.value).removeprefix(str(part.parsed.value))
    return behind.startswith(" (") and behind.endswith(")") and behind.count("(") == 1


def _names_goods(whole: Candidate, part: Candidate) -> bool:
    """Whether a description goes on to name the commodity after a line on how it is packed: "200 BIG BAGS"."""
    if part.spec.name != "goods_description" or whole.label is not part.label or not part.words < whole.words:
        return False
    return commodity_of(part) is None and commodity_of(whole) is not None


def _begins_above(whole: Candidate, part: Candidate) -> bool:
    """Whether an address is told by the same label with more lines over those of another reading of it.

    A street stands over its town; words across a gap of the line are another column's.
    """
    if part.spec.kind is not ValueKind.ADDRESS or whole.label is not part.label or part.label is None:
        return False
    return part.words < whole.words and whole.key.endswith(part.key) and "  " not in whole.parsed.raw


def _goes_on_below(whole: Candidate, part: Candidate) -> bool:
    """Whether an address goes on under the lines of another reading of it by the same label, which end in a comma."""
    if part.spec.kind is not ValueKind.ADDRESS or whole.label is not part.label or part.label is None:
        return False
    cut = part.region.text.rstrip().endswith(",")
    return cut and part.words < whole.words and whole.key.startswith(part.key) and "  " not in whole.parsed.raw


_WHOLES = (holds, _in_brackets, _names_goods, _begins_above, _goes_on_below)
"""How one reading may say all that another does, and more."""


def with_their_unit(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates, a bare share in the unit in which another place of the paper states the same number.

    "26.07" stands under "Result (%)", and as "26.07 % Cu" beside a label.
    """
    every = list(candidates)
    shares: dict[tuple[str, str], set[str]] = {}
    for one in every:
        if one.spec.kind is ValueKind.PERCENT and one.parsed.unit is not None:
            shares.setdefault((one.spec.name, str(one.parsed.value)), set()).add(one.parsed.unit)
    told = []
    for one in every:
        units = shares.get((one.spec.name, str(one.parsed.value)), set()) if one.parsed.unit is None else set()
        same = one.spec.kind is ValueKind.PERCENT and len(units) == 1
        told.append(replace(one, parsed=replace(one.parsed, unit=next(iter(units)))) if same else one)
    return told


def weighed_by_repetition(candidates: Iterable[Candidate]) -> list[Candidate]:
    """A value that stands in two places of the document is likelier in both; a day that is another's bears none out."""
    every = list(candidates)
    places: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in every:
        if candidate.spec.kind is not ValueKind.DATE or not candidate.features.get(_SECOND_HAND):
            places.setdefault((candidate.spec.name, candidate.key), []).append(candidate)
    weighed = []
    for candidate in every:
        others = places.get((candidate.spec.name, candidate.key), [])
        others = others if candidate in others else []
        repeated = any(not (candidate.words & other.words) for other in others if other is not candidate)
        weighed.append(candidate.weighed({"repeated": 1.0}) if repeated else candidate)
    return weighed


def as_hard_to_read(candidates: Sequence[Candidate]) -> list[Candidate]:
    """A name that leaves out words which were hard to read is as hard to read as the name with them.

    The longer stands before the shorter then, where nothing else sets them apart.
    """
    under: dict[tuple[str, int], list[Candidate]] = {}
    for one in candidates:
        if one.spec.kind in _NAMED_AT_LENGTH and one.label is not None and one.words:
            under.setdefault((one.spec.name, id(one.label)), []).append(one)
    harder: dict[int, Candidate] = {}
    for group in under.values():
        for part in group:
            wholes = [one.features["ocr"] for one in group if part.words < one.words and "ocr" in one.features]
            if wholes and min(wholes) < part.features.get("ocr", 0.0):
                harder[id(part)] = part.weighed({"ocr": min(wholes)})
    if not harder:
        return list(candidates)
    return sorted((harder.get(id(one), one) for one in candidates), key=lambda one: -len(one.words))


def _settled(
    chosen: Candidate, group: Sequence[Candidate], holders: Mapping[tuple[int, int], Sequence[Candidate]]
) -> Choice:
    same = [one for one in group if one is not chosen and one.key == chosen.key]
    agreeing = _apart(chosen, [one for one in same if one.score >= ACCEPTED])
    rivals: dict[str, Candidate] = {}
    for one in sorted(group, key=lambda each: -each.score):
        if one.key != chosen.key and one.key not in rivals and not goes_on_otherwise(one, chosen):
            rivals[one.key] = one
    contradicted = chosen.spec.kind in STRICT and any(_contradicts(chosen, one, holders) for one in rivals.values())
    return Choice(chosen, agreeing, tuple(rivals.values()), contradicted)


def _apart(chosen: Candidate, same: Sequence[Candidate]) -> tuple[Candidate, ...]:
    taken = set(chosen.words)
    kept = []
    for one in same:
        if not one.words & taken:
            kept.append(one)
            taken |= one.words
    return tuple(kept)


def _contradicts(chosen: Candidate, rival: Candidate, holders: Mapping[tuple[int, int], Sequence[Candidate]]) -> bool:
    """Whether two readings are both so well stated that the document says two things.

    Both must stand under a label of equal standing, in different places, and the rival's words must serve no other
    field: a second "Date" beside a signature, a row of a table, a weight of another kind do not contradict.
    """
    if chosen.label is None or rival.label is None or rival.score < _STRONG or chosen.score - rival.score > _CLOSE:
        return False
    if chosen.words & rival.words or chosen.label is rival.label:
        return False
    if rival.features.get(_SECOND_HAND, 0.0) > chosen.features.get(_SECOND_HAND, 0.0):
        return False  # the balance beside the total, the date of a signature beside that of issue
    if any(holder.spec.name != chosen.spec.name for word in rival.words for holder in holders.get(word, ())):
        return False
    if _same_measure(chosen, rival):
        return False
    if rival.features.get(_SECOND_HAND, 0.0) > chosen.features.get(_SECOND_HAND, 0.0):
        return False  # the day on which the exporter declared, before the office certified
    if chosen.features.get(_OF_GOODS, 0.0) > 0.0 > rival.features.get(_OF_GOODS, 0.0):
        return False  # the element that the goods are named for, and another beside it
    return chosen.label.quality >= 0.95 and rival.label.quality >= 0.95 and _specific(chosen.spec, rival)


def _specific(spec: FieldSpec, rival: Candidate) -> bool:
    """A wording that can mean but this field: long, and not shared."""
    return rival.label is not None and rival.label.length >= 8 and rival.label.specs == (spec,)


def _same_measure(one: Candidate, other: Candidate) -> bool:
    """The same weight in two units is one fact."""
    return one.parsed.unit != other.parsed.unit and one.spec.kind in (ValueKind.WEIGHT, ValueKind.CARATS)
