"""Straight runs of ink down a picture, eight columns to the byte: a run of any length is told in a few passes.

Rows are put on one another one, two, four ... rows apart, so that a run of seventy rows takes seven passes over half a
megabyte instead of seventy over four. Runs across are those of the picture set on end (`cv2.transpose`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.straighten import Pixels

Bits = NDArray[np.uint8]
"""A picture of one bit a pixel: of every row, eight columns to the byte (`numpy.packbits`)."""


def bits_of(ink: Pixels) -> Bits:
    """The picture's ink (any value but 0) as bits."""
    return np.packbits(ink, axis=1)


def picture_of(bits: Bits, width: int) -> Pixels:
    """The bits as a picture of so many columns: 1 where there is ink."""
    return np.unpackbits(bits, axis=1, count=width)


@dataclass(frozen=True)
class BothWays:
    """A picture's ink as bits, as it lies and set on end: several look for runs in it, and each is made once."""

    picture: Pixels

    @cached_property
    def down(self) -> Bits:
        """Its bits, in which runs go down."""
        return bits_of(self.picture)

    @cached_property
    def across(self) -> Bits:
        """The bits of the picture set on end, in which its runs across go down."""
        return bits_of(np.asarray(cv2.transpose(self.picture), dtype=np.uint8))


def opened(bits: Bits, length: int) -> Bits:
    """Only what is part of a run of at least so many rows."""
    if bits.shape[0] < length:
        return np.zeros_like(bits)
    out = np.zeros_like(bits)
    starts = _shared(bits, length)
    out[: len(starts)] = starts
    return _grown(out, length)


def closed(bits: Bits, length: int) -> Bits:
    """The bits with gaps in a column filled that are shorter than so many rows."""
    room = np.zeros((bits.shape[0] + length - 1, bits.shape[1]), dtype=np.uint8)
    room[: bits.shape[0]] = bits
    out = np.full_like(room, 255, shape=(bits.shape[0] + 2 * (length - 1), bits.shape[1]))
    out[length - 1 :] = _grown(room, length)  # beyond the edges all is ink here, so that none is lost at them
    return _shared(out, length)[length - 1 :]


def widened(bits: Bits, rows: int) -> Bits:
    """The bits grown by so many rows up and down, and by a column to either side."""
    tall = bits.copy()
    for step in range(1, rows + 1):
        tall[step:] |= bits[:-step]
        tall[:-step] |= bits[step:]
    # Doubled and multiplied, because numpy shifts bytes to the left in ten times the time.
    out = np.asarray(tall | (tall + tall) | (tall >> 1), dtype=np.uint8)
    out[:, :-1] |= (tall >> 7)[:, 1:]
    out[:, 1:] |= ((tall & 1) * np.uint8(128))[:, :-1]
    return out


def turned(bits: Bits, height: int, width: int) -> Bits:
    """A picture set on end, put back: `bits` are those of its columns, and few of its rows bear ink."""
    held = np.flatnonzero(bits.any(axis=0))
    out = np.zeros((8 * bits.shape[1], (width + 7) // 8), dtype=np.uint8)
    out.reshape(-1, 8, out.shape[1])[held] = np.packbits(
        np.unpackbits(bits[:, held], axis=1).reshape(width, -1, 8).transpose(1, 2, 0), axis=2
    )
    return out[:height]


def straight(ink: Pixels, length: int) -> Pixels:
    """1 where a run of ink of at least so many pixels passes, down or across."""
    down = opened(bits_of(ink), length)
    across = opened(bits_of(np.asarray(cv2.transpose(ink), dtype=np.uint8)), length)
    return picture_of(down | turned(across, *ink.shape), ink.shape[1])


def _shared(bits: Bits, length: int) -> Bits:
    """For each row what it and the rows below it, so many in all, have in common; the last rows have none."""
    reach = 1
    while 2 * reach <= length:
        bits = bits[:-reach] & bits[reach:]
        reach *= 2
    rest = length - reach
    return bits[:-rest] & bits[rest:] if rest else bits


def _grown(bits: Bits, length: int) -> Bits:
    """Each row with all that the rows above it have, so many in all."""
    reach = 1
    while 2 * reach <= length:
        bits = _over(bits, reach)
        reach *= 2
    return _over(bits, length - reach) if length > reach else bits


def _over(bits: Bits, rows: int) -> Bits:
    out = bits.copy()
    out[rows:] |= bits[:-rows]
    return out
