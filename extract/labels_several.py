"""Labels that name several things at once: "Item number; marks and numbers; description of goods", over some lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.doctype import QUOTED, FieldSpec, ValueKind
from extract.labels_hit import LabelHit, common, make_hit, may_open, starts
from extract.labels_index import LabelIndex
from extract.labels_pieces import Piece, pieces_of, skeleton
from extract.labels_units import currency_in, unit_in
from extract.labels_wordings import Match
from extract.layout import PageLayout
from extract.prose_words import prose_words

_MOST_LINES = 7  # of one label
_LONGEST = 160  # characters of one label
_QUALITY = 0.9  # of a label that names other things too
_LONG = 6  # words of a wording that names several things by itself


def under(layout: PageLayout, number: int) -> int | None:
    """The phrase right under another: in its cell or with the same left edge, at most a line away."""
    segment = layout.segments[number]
    height = layout.page.height
    for follower in range(number + 1, min(number + 14, len(layout.segments))):
        below = layout.segments[follower]
        drop = (below.box.y0 - segment.box.y1) * height
        if drop > 1.1 * segment.height:
            return None
        if below.line == segment.line or below.cell != segment.cell:
            continue
        aligned = abs(below.box.x0 - segment.box.x0) * layout.page.width < 1.2 * segment.height
        centred = abs(below.box.mid_x - segment.box.mid_x) * layout.page.width < 1.2 * segment.height
        flush = abs(below.box.x1 - segment.box.x1) * layout.page.width < 1.2 * segment.height
        if (aligned or centred or flush) and drop > -0.5 * segment.height and below.height < 1.5 * segment.height:
            return follower
    return None


def several(
    layout: PageLayout, number: int, page: int, index: LabelIndex, found: dict[int, Sequence[Piece]], *, fuzzy: bool
) -> LabelHit | None:
    """One box's label that names several things: "Item number; marks and numbers; number and kind of packages;
    description of goods", in one line or more, to the last line that is nothing but such words."""
    segments = [number]
    best: LabelHit | None = None
    while True:
        text = " ".join(layout.segments[one].text for one in segments)
        joined = pieces_of(layout, segments)
        if len(text) > _LONGEST or any(piece.key.isdigit() for piece in joined[1:]):
            return best
        if best is None and not (may_open(text, joined, index) or _links(text, joined)):
            return None  # nor does it with more lines
        hit = _told_in_full(layout, segments, text, joined, page, index, fuzzy=fuzzy)
        best = hit or best
        follower = None if _beside(layout, segments[-1]) else under(layout, segments[-1])
        if follower is None or follower not in found or follower in segments or len(segments) == _MOST_LINES:
            return best
        segments.append(follower)


def _links(text: str, joined: Sequence[Piece]) -> bool:
    """Whether a phrase begins with a small word that joins the wordings of a label."""
    return any(joined[start].key in _between() for start in starts(text, joined))


def _beside(layout: PageLayout, number: int) -> bool:
    """Whether something stands right of a phrase in its box, or it stands in none: then its label ends with it."""
    segment = layout.segments[number]
    if segment.cell is None:
        return True
    line = layout.lines[segment.line]
    return any(other > number and layout.segments[other].cell == segment.cell for other in line.segments)


def _told_in_full(
    layout: PageLayout,
    segments: Sequence[int],
    text: str,
    joined: Sequence[Piece],
    page: int,
    index: LabelIndex,
    *,
    fuzzy: bool,
) -> LabelHit | None:
    """The label that a text is if wordings of labels and small words between them take up all of it."""
    matches = []
    start = next((one for one in starts(text, joined) if one), 0)
    position = start
    while position < len(joined):
        match = index.at(joined, position, fuzzy=False)
        if match is not None and (len(match.wording.keys) > 1 or joined[position].key not in _between()):
            matches.append(match)
            position = match.last
        elif joined[position].key in _between():
            position += 1
        else:
            return None
    if not matches or matches[-1].last < len(joined):
        return None  # its last wording goes on in the next line
    matches = [match for number, match in enumerate(matches) if not number or not _its_date(matches[number - 1], match)]
    specs: list[FieldSpec] = []
    for before, match in zip((None, *matches), matches, strict=False):
        if before is not None and _dates_another(before, match):
            continue
        specs += [spec for spec in match.wording.specs if not spec.more and all(spec is not one for one in specs)]
    if any(spec.kind is ValueKind.TEXT for spec in specs):
        specs = [spec for spec in specs if spec.name != "document_number"]  # "Item number; description of goods"
    told = [match for match in matches if match.wording.specs]
    whole_over_lines = len(told) == 1 and len(segments) > 1 and len(told[0].wording.keys) >= _LONG
    if (
        (len(told) < 2 and not whole_over_lines)
        or not specs
        or (common(told[0].wording.specs, told[-1].wording.specs) and len(segments) == 1)
    ):
        return None
    if len(segments) > 1 and _is_a_body(told, text):
        return None
    if len([sign for sign in text if sign in ";,/—–&("]) + len(re.findall(r"\b(?:and|et|e|y)\b", text)) == 0:
        return None  # two labels side by side or under each other, not one that names several things
    whole = replace(
        layout.segments[segments[0]],
        text=text,
        words=tuple(word for one in segments for word in layout.segments[one].words),
    )
    hit, _ = make_hit(whole, segments[0], page, index, joined, told[0], box=start > 0, embedded=False, fuzzy=fuzzy)
    return replace(
        hit,
        segments=tuple(segments),
        end=len(layout.segments[segments[-1]].text),
        specs=tuple(specs),
        text=text,
        quality=_QUALITY,
        length=sum(match.wording.length for match in matches),
        colon=text.rstrip().endswith(":"),
        whole=True,
        bare=False,
        unit=unit_in(text),
        currency=currency_in(text),
    )


def _is_a_body(told: Sequence[Match], text: str) -> bool:
    """Whether a label asks for who issues a paper, and answers it: "Emitido por" over "Dirección de Aduanas"."""
    alike = all(common(told[0].wording.specs, match.wording.specs) for match in told[1:])
    asked = any(spec.kind is ValueKind.AUTHORITY for spec in told[0].wording.specs)
    return asked and alike and "/" not in text


def _dates_another(before: Match, match: Match) -> bool:
    """Whether a mere "date" goes with another paper's number before it: "Invoice number(s), date(s)"."""
    numbers = [spec.name for spec in before.wording.specs]
    return len(match.wording.keys) == 1 and bool(numbers) and set(numbers) <= QUOTED


def _its_date(before: Match, match: Match) -> bool:
    """Whether a mere "date" goes with the event before it: "Laden on board the vessel, date"."""
    return len(match.wording.keys) == 1 and all(
        bool(one.wording.specs) and all(spec.kind is ValueKind.DATE for spec in one.wording.specs)
        for one in (before, match)
    )


@cache
def _between() -> frozenset[str]:
    """Skeletons of the small words that join the wordings of one label."""
    return frozenset(skeleton(word) for word in prose_words("label_link"))
