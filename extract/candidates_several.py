"""Lists and counts told line by line: a number after each "Seal", a count in each row and the sum of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.candidates import Candidate
from extract.candidates_regions import Place, Region
from extract.doctype import ValueKind
from extract.values.folding import fold

_ALIGNED = 0.006  # of the page's width
_NEAR = 0.08  # of the page's height: how far two labels of one column stand from each other
_IN_BOXES = frozenset({Place.CELL, Place.CELL_UNDER, Place.NEXT_CELL, Place.RIGHT, Place.BELOW})
_LISTS = frozenset({ValueKind.IDENTIFIERS, ValueKind.HS_CODES})
_LEAST = 3
"""Rows from which counts are those of rows, and numbers a list."""


def gathered(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with the lists that lines make together, and the counts of rows told from the whole's."""
    parts = _rows([one for one in found if one.spec.kind is ValueKind.COUNT])
    wholes: list[Candidate] = []
    for name in dict.fromkeys(one.spec.name for one in found if one.spec.kind in _LISTS):
        own = [one for one in found if one.spec.name == name]
        whole = _list(own)
        if whole is None and (whole := _box_by_box(own)) is not None:
            # One box's number is no other reading of the list that all of them make.
            found = [one for one in found if one.spec.name != name or not _same_label(one, whole)]
        if whole is not None:
            wholes.append(whole)
            parts |= {id(one) for one in own if one.label is not None and _same_label(one, whole)}
    return [one.weighed({"column": 1.0}) if id(one) in parts else one for one in found] + wholes


def _same_label(one: Candidate, other: Candidate) -> bool:
    return one.label is not None and other.label is not None and fold(one.label.text) == fold(other.label.text)


def _list(found: Sequence[Candidate]) -> Candidate | None:
    """One list of the numbers that stand one by one behind the same label, of one shape or one under another."""
    by_label: dict[str, dict[tuple[int, int], Candidate]] = {}
    for one in found:
        if one.label is None or one.region.place is not Place.INLINE or one.region.lines > 1:
            continue
        value = one.parsed.value
        if isinstance(value, tuple) and len(value) == 1:
            place = (one.region.page, one.label.segments[0])
            held = by_label.setdefault(fold(one.label.text), {})
            if place not in held or len(one.words) < len(held[place].words):
                held[place] = one
    for group in by_label.values():
        parts = [one for _, one in sorted(group.items())]
        if parts[0].spec.kind is ValueKind.HS_CODES:
            told = [one.parsed.value for one in parts]
            parts = [one for at, one in enumerate(parts) if told.index(one.parsed.value) == at]  # rows of one code
        values = [str(one.parsed.value[0]) for one in parts if isinstance(one.parsed.value, tuple)]
        if len(parts) == 1 or len(set(values)) < len(parts):
            continue
        alike = len({_shape(value) for value in values}) == 1
        if (alike and len(parts) >= _LEAST) or _one_under_another(parts):
            return _joined(parts, tuple(values))
    return None


def _box_by_box(found: Sequence[Candidate]) -> Candidate | None:
    """One list of numbers of one form under the same label in boxes that a paper repeats down the page, one by one."""
    by_label: dict[str, dict[int, Candidate]] = {}
    for one in found:
        value = one.parsed.value
        if one.label is not None and one.region.place in _IN_BOXES and isinstance(value, tuple) and len(value) == 1:
            held = by_label.setdefault(f"{one.region.page} {one.region.place} {fold(one.label.text)}", {})
            held.setdefault(one.label.segments[0], one)
    for group in by_label.values():
        parts = [one for _, one in sorted(group.items())]
        values = [str(one.parsed.value[0]) for one in parts if isinstance(one.parsed.value, tuple)]
        places = [one.region.layout.segments[one.label.segments[0]].box for one in parts if one.label is not None]
        apart = len({place.y0 for place in places}) == len(parts) == len(set(values))
        edges = [place.x0 for place in places]
        if len(parts) > 1 and apart and max(edges) - min(edges) < _ALIGNED and len(set(map(_shape, values))) == 1:
            whole = _joined(parts, tuple(values))
            return replace(whole, region=replace(whole.region, place=parts[0].region.place)).weighed({"coverage": 0.5})
    return None


def _one_under_another(parts: Sequence[Candidate]) -> bool:
    """Whether labels stand in one column of one box: "SEAL CL 7730415" under each container."""
    places = [one.region.layout.segments[one.label.segments[0]] for one in parts if one.label is not None]
    edges = [place.box.x0 for place in places]
    near = all(after.box.y0 - one.box.y1 < _NEAR for one, after in pairwise(places))
    return len({place.cell for place in places}) == 1 and max(edges) - min(edges) < _ALIGNED and near


def _joined(parts: Sequence[Candidate], values: tuple[str, ...]) -> Candidate:
    first = parts[0]
    text = "\n".join(one.region.text for one in parts)
    spots: list[tuple[int, int, int]] = []
    shift = 0
    for one in parts:
        spots += [(start + shift, end + shift, word) for start, end, word in one.region.spots]
        shift += len(one.region.text) + 1
    region = Region(first.region.layout, first.region.page, Place.INLINE, text, tuple(spots), 0.0, lines=len(parts))
    start, end = first.parsed.start, len(text)
    parsed = replace(first.parsed, value=values, raw=text[start:end], start=start, end=end, others=())
    return replace(first, region=region, parsed=parsed).weighed({"coverage": 0.5})


def _rows(found: Sequence[Candidate]) -> set[int]:
    """The counts that stand in rows, where another count is the sum of them: six times "20 bags" under "120 bags"."""
    places: dict[frozenset[tuple[int, int]], int] = {}
    for one in found:
        if isinstance(one.parsed.value, int) and one.words:
            places.setdefault(one.words, one.parsed.value)
    counts = list(places.values())
    for whole in dict.fromkeys(counts):
        parts = [count for count in counts if count < whole]
        if len(parts) >= _LEAST and sum(parts) == whole:
            return {id(one) for one in found if isinstance(one.parsed.value, int) and one.parsed.value < whole}
    return set()


def _shape(number: str) -> str:
    return re.sub(r"\d", "9", number)
