"""What hangs together in a page's ink, piece by piece: by its outlines, or, on pages full of specks, by every pixel."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.straighten import Pieces, Pixels, boxes_of, contours_of


@dataclass(frozen=True, slots=True)
class Outlined:
    """Pieces of ink by their outlines: these, their boxes (x, y, w, h), the outlines of the paper that they go around,
    the number of the piece that each of these lies in, and the picture's size (rows, columns)."""

    outlines: list[NDArray[np.int32]]
    boxes: NDArray[np.int32]
    holes: list[NDArray[np.int32]]
    around: NDArray[np.intp]
    shape: tuple[int, int]

    @property
    def pieces(self) -> Pieces:
        """Outlines and boxes."""
        return self.outlines, self.boxes

    def only(self, kept: NDArray[np.bool_]) -> Pixels:
        """255 where the ink is of a piece that is kept; `kept` is asked by the number of its box."""
        edges = [self.outlines[each] for each in np.flatnonzero(kept).tolist()]
        edges += [self.holes[each] for each in np.flatnonzero(kept[self.around]).tolist()]
        # All at once: what two outlines go around is paper.
        return np.asarray(cv2.drawContours(np.zeros(self.shape, dtype=np.uint8), edges, -1, 255, cv2.FILLED), np.uint8)


@dataclass(frozen=True, slots=True)
class Labelled:
    """The same by every pixel: the number of its piece, from 1 on, 0 for paper; and the pieces' boxes."""

    labels: NDArray[np.int32]
    boxes: NDArray[np.int32]

    def only(self, kept: NDArray[np.bool_]) -> Pixels:
        """255 where the ink is of a piece that is kept; `kept` is asked by the number of its box."""
        shown = np.zeros(len(self.boxes) + 1, dtype=np.uint8)
        shown[1:][kept] = 255
        return np.asarray(shown.take(self.labels), dtype=np.uint8)


Parts = Outlined | Labelled


def outlined(ink: Pixels) -> Outlined:
    """The pieces of the ink (255 where inked). As long as most of the page is paper, that is the quicker way."""
    outlines, above = contours_of(ink)
    outer = above < 0
    number = np.cumsum(outer) - 1
    own = [outlines[each] for each in np.flatnonzero(outer).tolist()]
    holes = [outlines[each] for each in np.flatnonzero(~outer).tolist()]
    return Outlined(own, boxes_of(own), holes, number[above[~outer]], (ink.shape[0], ink.shape[1]))


def labelled(ink: Pixels) -> Labelled:
    """The pieces of the ink. On a page full of specks that takes half the time of their outlines."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return Labelled(np.asarray(labels, dtype=np.int32), np.ascontiguousarray(stats[1:, :4], dtype=np.int32))
