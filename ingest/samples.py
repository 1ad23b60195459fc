"""Samples of pictures that have more than eight bits, or are broken numbers, as the eight bits that are read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WHITES = (255.0, 1023.0, 4095.0, 65535.0)
"""White in samples of 8, 10, 12 and 16 bits; cameras and scanners keep the middle two in 16."""


def eight_bits(wide: NDArray[np.float32], *, whole: bool) -> NDArray[np.uint8]:
    """Samples of more bits, or broken ones, as eight bits: white is what the widest of them says it may be.

    Broken numbers run from 0 to 1 mostly, with a little beyond where a picture was made sharper.
    """
    wide = np.nan_to_num(wide, nan=0.0, posinf=0.0, neginf=0.0)
    top = float(wide.max()) if wide.size else 0.0
    white = next((each for each in (1.0 if whole else 2.0, *WHITES) if top <= each), top)
    if white <= 2.0:
        white = 1.0
    eight: NDArray[np.uint8] = np.clip(wide * (255.0 / white), 0, 255).astype(np.uint8)
    return eight
