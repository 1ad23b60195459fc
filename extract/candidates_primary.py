"""Shares of something else than what is recycled: "100 % newly mined gold, no recycled content", "Purity 99.9 %".

A share of recycled material is led to by words near by, which may as well stand in a clause about the rest of the
goods. What its own clause says it is of goes before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from extract.candidates import Candidate
from extract.prose_words import alternation
from extract.values.folding import fold

_FIELD: Final = "recycled_share"
_BEFORE: Final = 8  # words before a share that may say what it is of
_BEHIND: Final = 5  # and behind it
_ENDS: Final = re.compile(r"[.;:,](?=\s|$)|[(/]|\d|\s(?:-|and|et|e|y)\s")
_RECYCLED: Final = re.compile(
    r"(?<![^\W_])(?:post-?consumer|recycl|recicl|secondary|secondaire|secundari|scrap|sucata|chatarra)"
)
_NOT_RECYCLED: Final = re.compile(r"(?<![^\W_])(?:(?:not|non|nao|no|un)[ -]?(?:recycl|recicl))")


def without_primary_shares(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those for the recycled share that are shares of new material, or a purity.

    That nothing is recycled is said with new material beside it: "0 %, newly mined".
    """
    return [one for one in found if one.spec.name != _FIELD or not one.words or not _is_of_another(one)]


def _is_of_another(one: Candidate) -> bool:
    if not str(one.parsed.value).strip("0."):
        return False
    words = one.region.layout.page.words
    places = sorted(at for page, at in one.words if page == one.region.page)
    value = " ".join(words[at].text for at in places)
    behind = fold(" ".join(word.text for word in words[places[-1] + 1 : places[-1] + 1 + _BEHIND]))
    behind = "" if value[-1:] in ".;:," else behind
    end = _ENDS.search(behind)
    behind = behind[: end.start()] if end is not None else behind
    told = _primary().search(behind) or _NOT_RECYCLED.search(behind)
    if told is not None:
        recycled = _RECYCLED.search(behind)
        return recycled is None or recycled.start() >= told.start()
    if _RECYCLED.search(behind) is not None:
        return False
    before = fold(" ".join(word.text for word in words[max(0, places[0] - _BEFORE) : places[0]]))
    before = re.split(r"[.;](?=\s|$)", before)[-1]
    said = [match.end() for match in _other().finditer(before)]
    recycled_at = [match.end() for match in _RECYCLED.finditer(before)]
    return one.label is None and bool(said) and max(said) > max(recycled_at, default=-1)


@cache
def _primary() -> re.Pattern[str]:
    """Words for material that comes new out of the ground."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('new_material')})(?![^\W_])")


@cache
def _other() -> re.Pattern[str]:
    """Words for what else a share is of: new material, or a purity."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('new_material')}|{alternation('content')})(?![^\W_])")
