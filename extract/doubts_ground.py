"""What stands right beside or beneath a value and belongs to nothing: the value may be a part of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from extract.candidates_places import Neighbourhood
from extract.layout import PageLayout
from extract.model import Evidence, Field
from ingest.model import Box, Word

_SAME_LINE = 0.5
"""Share of the lower one's height that two words of a line have in common."""

_WORD_SPACE = 0.6
"""Text heights between two words of one phrase, at most."""

_LINE_SPACE = 0.75
"""Text heights between two lines of one block, at most."""

_SET_IN = 0.7
"""Text heights by which lines of one block differ at their left edge, at most."""

_ALIKE = 1.2
"""How many times as high letters of one block are as others, at most."""


_COLUMN = 14.0
"""Text heights over and under a number within which others are of the same column."""

_EDGE_TO_EDGE = 0.5
"""Share of the narrower one's width that two numbers of a column have in common."""

_TARIFF = re.compile(r"\W*(?:hs|sh|s\.?h\.|h\.?s\.|sa|ncm?|hts|taric|codes?|c[oó]digo)\W*", re.IGNORECASE)
"""The word before a code of the tariff behind the goods, which is of the code: "Rough diamonds, HS 7102.31"."""


class Surroundings:
    """The pages of a document with the words that labels and fields take up."""

    def __init__(self, neighbourhoods: Sequence[Neighbourhood], fields: Iterable[Field]) -> None:
        """Notes which words are labels', the line table's or a field's."""
        self._layouts = {(a.layout.page.file, a.layout.page.number): a.layout for a in neighbourhoods}
        self._taken: dict[tuple[str, int], set[int]] = {}
        self._fields: dict[tuple[str, int], set[int]] = {place: set() for place in self._layouts}
        self._middles = {
            place: sorted((word.box.mid_y, index) for index, word in enumerate(layout.page.words))
            for place, layout in self._layouts.items()
        }
        for around in neighbourhoods:
            page = around.layout.page
            taken = self._taken[page.file, page.number] = set(around.skip)
            for hit in around.labels:
                for number in hit.segments:
                    taken.update(
                        _between(around.layout, number, hit.start if number == hit.segments[0] else 0, hit.end)
                    )
        for field in fields:
            for evidence in field.evidence:
                layout = self._layouts.get((evidence.file, evidence.page))
                if layout is not None:
                    self._fields[evidence.file, evidence.page].update(self._within(layout, evidence.box))
        for place, words in self._fields.items():
            self._taken[place] |= words
        self._free = {
            place: [
                word
                for index, word in enumerate(layout.page.words)
                if index not in self._taken[place] and any(map(str.isalnum, word.text))
            ]
            for place, layout in self._layouts.items()
        }

    def of(self, field: Field, *, block: bool) -> dict[str, float]:
        """Whether words run on before, behind or (of a block) beneath the first place that states a field.

        A last word that ends in a hyphen or a stroke, which the value leaves out, runs on as well.
        """
        layout, words = self._place(field)
        if layout is None or not words:
            return {}
        free = self._near(field.evidence[0], words)
        if field.name == "goods_description":
            free = [word for word in free if _TARIFF.fullmatch(word.text) is None]
        found = {
            "cut_at_a_hyphen": float(words[-1].text.endswith(("-", "/")) and not field.raw.endswith(("-", "/"))),
            "runs_on_before": float(any(_close(layout, word, words, before=True) for word in free)),
            "runs_on_behind": float(any(_close(layout, word, words, before=False) for word in free)),
        }
        if block:
            found["goes_on_beneath"] = float(any(_beneath(layout, word, words) for word in free))
        return found

    def column(self, field: Field) -> list[str]:
        """What stands over or under the first place that states a field, edge to edge, and states no field itself."""
        layout, words = self._place(field)
        if layout is None or not words:
            return []
        box = field.evidence[0].box
        others = self._fields[field.evidence[0].file, field.evidence[0].page]
        reach = _COLUMN * max(word.box.height for word in words)
        return [
            segment.text
            for segment in layout.segments
            if (box.y1 <= segment.box.mid_y <= box.y1 + reach or box.y0 - reach <= segment.box.mid_y <= box.y0)
            and min(segment.box.x1, box.x1) - max(segment.box.x0, box.x0)
            >= _EDGE_TO_EDGE * min(segment.box.width, box.width)
            and not others.issuperset(segment.words)
        ]

    def _place(self, field: Field) -> tuple[PageLayout | None, list[Word]]:
        """The page of a field's first place, and the words there."""
        if not field.evidence:
            return None, []
        evidence = field.evidence[0]
        layout = self._layouts.get((evidence.file, evidence.page))
        if layout is None:
            return None, []
        return layout, [layout.page.words[index] for index in self._within(layout, evidence.box)]

    def _within(self, layout: PageLayout, box: Box) -> list[int]:
        """The words whose middle lies in a box."""
        middles = self._middles[layout.page.file, layout.page.number]
        near = middles[bisect_left(middles, (box.y0, -1)) : bisect_right(middles, (box.y1, len(middles)))]
        return sorted(index for _, index in near if box.x0 <= layout.page.words[index].box.mid_x <= box.x1)

    def _near(self, evidence: Evidence, words: Sequence[Word]) -> list[Word]:
        """The free words of a page that may stand on the lines of a value's words, or on the line under them."""
        head = min(word.box.y0 for word in words)
        foot = max(word.box.y1 for word in words) + _LINE_SPACE * max(word.box.height for word in words)
        return [
            word for word in self._free[evidence.file, evidence.page] if word.box.y1 >= head and word.box.y0 <= foot
        ]


def _between(layout: PageLayout, number: int, start: int, end: int) -> Iterable[int]:
    """The words of a segment that some of its characters stand on."""
    position = 0
    for index in layout.segments[number].words:
        length = len(layout.page.words[index].text)
        if position < end and position + length > start:
            yield index
        position += length + 1


def _close(layout: PageLayout, free: Word, words: Sequence[Word], *, before: bool) -> bool:
    """Whether a free word stands a word's space before or behind one of the value's words."""
    shape = layout.page.width / layout.page.height
    for word in words:
        shared = min(free.box.y1, word.box.y1) - max(free.box.y0, word.box.y0)
        if shared < _SAME_LINE * min(free.box.height, word.box.height):
            continue
        gap = word.box.x0 - free.box.x1 if before else free.box.x0 - word.box.x1
        if -0.2 * word.box.height < gap * shape < _WORD_SPACE * word.box.height:
            return True
    return False


def _beneath(layout: PageLayout, free: Word, words: Sequence[Word]) -> bool:
    """Whether a free word begins the line under the value's last, at its left edge and of its height."""
    shape = layout.page.width / layout.page.height
    foot = max(word.box.y1 for word in words)
    last = [word for word in words if word.box.y1 > foot - 0.5 * word.box.height]
    height = max(word.box.height for word in last)
    left = min(word.box.x0 for word in words)
    if not 1 / _ALIKE < free.box.height / max(height, 1e-6) < _ALIKE:
        return False
    return (
        -0.2 * height < free.box.y0 - foot < _LINE_SPACE * height and abs(free.box.x0 - left) * shape < _SET_IN * height
    )


def meet(one: Evidence, other: Evidence) -> bool:
    """Whether two places are of one page and share ground."""
    a, b = one.box, other.box
    same = (one.file, one.page) == (other.file, other.page)
    return same and min(a.x1, b.x1) > max(a.x0, b.x0) and min(a.y1, b.y1) > max(a.y0, b.y0)
