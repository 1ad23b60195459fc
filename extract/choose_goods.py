"""The goods in full, where what was chosen for their description is no more than the commodity's name.

A licence says "Mineral: Emeralds" in one place and "rough emeralds" in another: the description is the one that says
more of the same commodity.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from extract.candidates import Candidate
from extract.doctype import ValueKind
from extract.values import Context, Parsed, parse
from extract.values.minerals import kinds_of

_GOODS: Final = "goods_description"
_STATED: Final = 0.75  # score from which a description that says more is believed
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def in_full(
    chosen: Candidate, group: Sequence[Candidate], holders: Mapping[tuple[int, int], Sequence[Candidate]]
) -> Candidate:
    """The best description of the commodity that `chosen` only names, of words that serve no other field."""
    if chosen.spec.name != _GOODS or (named := commodity_of(chosen)) is None or not _is_all(chosen, named):
        return chosen
    wholes = [
        other
        for other in group
        if other.score >= _STATED
        and _says_more(other, chosen, named)
        and all(holder is chosen for word in other.words for holder in holders.get(word, ()))
    ]
    return max(wholes, key=lambda other: other.score, default=chosen)


def commodity_of(goods: Candidate) -> Parsed | None:
    """The commodity that a description names."""
    return parse(ValueKind.MINERAL, str(goods.parsed.value), Context())


def _is_all(goods: Candidate, named: Parsed) -> bool:
    """Whether a description is nothing but the commodity's name."""
    text = str(goods.parsed.value)
    return not _WORD.search(text[: named.start]) and not _WORD.search(text[named.end :])


def _says_more(whole: Candidate, part: Candidate, named: Parsed) -> bool:
    """Whether a description names the same commodity, by the same word or one for its kind, in more words."""
    other = commodity_of(whole)
    if other is None or len(_words(whole)) <= len(_words(part)):
        return False
    kinds = {str(other.value), *kinds_of(str(other.value))}
    return bool(kinds & {str(named.value), *kinds_of(str(named.value))})


def _words(goods: Candidate) -> list[str]:
    return _WORD.findall(str(goods.parsed.value))
