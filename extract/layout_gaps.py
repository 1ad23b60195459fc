"""How wide a gap joins two words of one phrase, beside the spaces that the phrase has."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, median_low
from typing import Final

_WIDE_GAP: Final = 2.4  # times the phrase's own word spacing, for lines set tight
_TYPED: Final = 0.02  # of a letter's width by which letters of one width differ
_PLURAL: Final = 2  # letters of a word whose width tells that of one
_FEW: Final = 3  # spaces of a phrase up to which one that is much too narrow would tell for all


def joins(gap: float, size: float, limit: float, spaces: Sequence[float], *, scanned: bool) -> bool:
    """Whether a word at a `gap` goes on with a phrase of some `size` and `spaces`, in points; `limit` is in sizes."""
    if gap <= 0.45 * size:
        return True
    if gap > limit * size:
        return False
    if len(spaces) >= 2:
        # Of a scan's the narrower of two in the middle: the other may be a gap that was let pass when less was known.
        middle = median_low(spaces) if scanned and len(spaces) > _FEW else median(spaces)
        usual = max(middle, 0.15 * size)
        return gap <= max(_WIDE_GAP * usual, 0.45 * size)
    return True


def typed(before: str, width: float, word: str, other: float, gap: float, spaces: Sequence[float]) -> bool:
    """Whether two words of the widths `width` and `other` are typed, and the gap between them is one space.

    Every letter, figure and space of such print is as wide as any other: "SL 005129" behind a label in other print,
    whose `spaces` are narrower. Figures alone are of one width in most print, but where such a space is before them.
    """
    letter, another = width / len(before), other / len(word)
    alike = all(abs(one - letter) <= _TYPED * letter for one in (another, gap))
    if not alike or len(before) < _PLURAL or len(word) < _PLURAL:
        return False
    return any(map(str.isalpha, before + word)) or (bool(spaces) and abs(spaces[-1] - gap) <= _TYPED * letter)
