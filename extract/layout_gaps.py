"""How wide a gap joins two words of one phrase, beside the spaces that the phrase has."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, median_low
from typing import Final

_WIDE_GAP: Final = 2.4  # times the phrase's own word spacing, for lines set tight
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
