"""Straight runs of ink, told eight columns at a time, against the same told pixel by pixel."""

from __future__ import annotations

from itertools import groupby, pairwise

import cv2
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import runs, straighten
from ingest.inkparts import outlined
from ingest.larger import larger
from ingest.straighten import Pixels
from tests.ingest import paper


def opened(column: list[int], length: int) -> list[int]:
    """The column with only its runs of ink of at least this length."""
    return [bit for ink, run in ((ink, list(run)) for ink, run in groupby(column)) for bit in _kept(ink, run, length)]


def _kept(ink: int, run: list[int], length: int) -> list[int]:
    return run if not ink or len(run) >= length else [0] * len(run)


def closed(column: list[int], length: int) -> list[int]:
    """The column with the gaps between ink filled that are shorter than this."""
    inked = [row for row, bit in enumerate(column) if bit]
    out = list(column)
    for above, below in pairwise(inked):
        if below - above - 1 < length:
            out[above:below] = [1] * (below - above)
    return out


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(st.integers(0, 2**11 - 1), min_size=1, max_size=60),
    thick=st.integers(1, 12),
    length=st.integers(1, 80),
)
def test_runs_and_gaps_are_told_as_pixel_by_pixel(rows: list[int], thick: int, length: int) -> None:
    ink: Pixels = np.array([[255 * (row >> bit & 1) for bit in range(11)] for row in rows], dtype=np.uint8)
    ink = np.repeat(ink, thick, axis=0)
    for tell, by_pixel in ((runs.opened, opened), (runs.closed, closed)):
        told = runs.picture_of(tell(runs.bits_of(ink), length), ink.shape[1])
        columns = [by_pixel((ink[:, each] > 0).astype(int).tolist(), length) for each in range(ink.shape[1])]
        assert told.T.tolist() == columns
    grown = runs.picture_of(runs.widened(runs.bits_of(ink), 2), ink.shape[1])
    assert np.array_equal(grown > 0, cv2.dilate(ink, np.ones((5, 3), dtype=np.uint8)) > 0)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    height=st.integers(1, 70),
    width=st.integers(1, 70),
    share=st.sampled_from([0.02, 0.9]),
)
def test_a_picture_on_end_is_put_back_and_runs_pass_both_ways(seed: int, height: int, width: int, share: float) -> None:
    ink: Pixels = (np.random.default_rng(seed).random((height, width)) < share).astype(np.uint8)
    on_end = runs.bits_of(np.ascontiguousarray(ink.T))
    assert np.array_equal(runs.picture_of(runs.turned(on_end, height, width), width), ink)
    assert np.array_equal(runs.picture_of(runs.widened(runs.bits_of(ink), 2), width), cv2.dilate(ink, np.ones((5, 3))))
    down = np.array([opened(column.tolist(), 4) for column in ink.T]).T
    across = np.array([opened(row.tolist(), 4) for row in ink])
    assert np.array_equal(runs.straight(ink, 4), down | across)


def test_letters_are_no_larger_than_letters_and_the_edges_of_a_form_are() -> None:
    ink = straighten.ink_of(paper.form_picture(200), 41, 15)
    large = larger(ink, 200)
    assert (large == larger(ink, 200, outlined(ink))).all()
    assert not (large & ~ink).any()
    kept, pieces = straighten.components(large)[1], straighten.components(ink)[1]
    assert len(kept) < 0.1 * len(pieces)
    assert kept[:, 2].max() == pieces[:, 2].max()
