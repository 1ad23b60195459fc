"""Letters that begin a number and are a label elsewhere: "LC 922-26" beside "Réf. colisage", "CA 01814" under "N°".

What a label asks the number for answers it with them: they ask for nothing themselves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from extract.doctype import NUMBERS
from extract.labels_hit import LabelHit
from extract.labels_several import under
from extract.layout import PageLayout

_NUMBER = re.compile(r"(?P<letters>[A-Z]{1,3}) (?=(?:\W?\d){3})[\dA-Z][\dA-Z./-]*")
"""A number with its letters before it, and nothing else; of streets and storeys they have fewer digits."""
_SIGNS = frozenset(("NO", "NR", "N", "NOS"))


def without_prefixes(layout: PageLayout, hits: Sequence[LabelHit]) -> list[LabelHit]:
    """The labels without those that are the first letters of the number which another label asks for."""
    short = {hit.segments[0]: hit for hit in hits if _may_be_prefix(layout, hit)}
    if not short:
        return list(hits)
    labelled = {number for hit in hits for number in hit.segments} - short.keys()
    answers = {_answer(layout, hit, short, labelled) for hit in hits}
    return [hit for hit in hits if hit.segments[0] not in answers or hit is not short.get(hit.segments[0])]


def _may_be_prefix(layout: PageLayout, hit: LabelHit) -> bool:
    text = layout.segments[hit.segments[0]].text.strip()
    match = _NUMBER.fullmatch(text) if hit.start == 0 and not hit.colon and not hit.whole else None
    return match is not None and match["letters"] not in _SIGNS and hit.end <= len(match["letters"]) + 1


def _answer(layout: PageLayout, hit: LabelHit, short: Mapping[int, LabelHit], labelled: Collection[int]) -> int | None:
    """The phrase with such letters right of a label that asks for a number, or under it.

    Where what stands right of it may answer it, the letters under it may be the next label, if they ask for a number.
    """
    last = hit.segments[-1]
    if not hit.whole or not _asks_for_number(hit):
        return None
    line = layout.lines[layout.segments[last].line].segments
    beside = next(iter(line[line.index(last) + 1 :]), None)
    if beside in short:
        return beside
    below = under(layout, last)
    if below is None or below not in short:
        return None
    answered = beside is not None and beside not in labelled
    return None if answered and _asks_for_number(short[below]) else below


def _asks_for_number(hit: LabelHit) -> bool:
    return bool(hit.specs) and all(spec.kind in NUMBERS for spec in hit.specs)
