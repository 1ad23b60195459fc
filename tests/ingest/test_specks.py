"""Pages full of specks: their pieces by labelling every pixel, against the same by outlines."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest import prepare as preparation
from ingest import straighten
from ingest.inkparts import labelled, outlined
from ingest.larger import larger, letter_sized
from ingest.leaders import leaders_in
from ingest.overlooked import LOWEST
from ingest.specks import SPECKED, is_grainy
from ingest.straighten import Pixels
from tests.ingest import paper

DPI = 200.0


def specked() -> Pixels:
    """A form on paper with forty thousand specks of one to four pixels, and a dotted leader, in grey."""
    grey = paper.form_picture(int(DPI)).copy()
    height, width = grey.shape
    dice = np.random.default_rng(7)
    for wide, high in ((1, 1), (2, 2), (2, 1), (4, 3)):
        ys, xs = dice.integers(0, height - 4, 16_000), dice.integers(0, width - 4, 16_000)
        for y in range(high):
            for x in range(wide):
                grey[ys + y, xs + x] = 60
    grey[1990:2020, 300:900] = 255
    for x in range(300, 900, 12):
        grey[2003:2007, x : x + 4] = 0
    return grey


def in_order(boxes: NDArray[np.int32]) -> list[list[int]]:
    """Boxes from left to right."""
    return sorted(boxes.tolist())


def test_pieces_by_labelling_are_those_of_their_outlines() -> None:
    ink = straighten.ink_of(specked(), 41, 15)
    assert is_grainy(ink, SPECKED)
    parts, (_, boxes) = labelled(ink), straighten.components(ink)
    assert in_order(parts.boxes) == in_order(boxes)
    own = outlined(ink)
    assert in_order(own.boxes) == in_order(boxes)
    assert np.array_equal(own.only(np.ones(len(boxes), dtype=np.bool_)), ink)  # paper within a piece stays paper
    large = ~letter_sized(parts.boxes, DPI)
    assert np.array_equal(larger(ink, DPI), parts.only(large))
    assert np.array_equal(larger(ink, DPI, own), parts.only(large))
    assert in_order(straighten.components(larger(ink, DPI))[1]) == in_order(boxes[~letter_sized(boxes, DPI)])


@pytest.mark.parametrize("bilevel", [False, True])
def test_a_page_full_of_specks_loses_its_leaders_and_keeps_what_anything_is_told_by(bilevel: bool) -> None:
    grey = specked()
    ink = straighten.ink_of(grey, 41, 15)
    value, bare, pieces, parts = preparation._inked(grey, DPI, bilevel)
    assert pieces is not None
    assert value[2003:2007, 300:900].min() > 200
    assert not bare[2003:2007, 300:900].any()
    _, boxes = straighten.components(ink)
    kept = np.ones(len(boxes), dtype=np.bool_)
    kept[leaders_in(boxes)] = False
    assert not kept.all()
    if not bilevel:  # where full stops are told by their ink, all of it is kept
        kept &= boxes[:, 2:].max(axis=1) >= LOWEST * DPI
    assert np.array_equal(pieces[1], boxes[kept])
    assert len(pieces[0]) == len(pieces[1])
    assert np.array_equal(larger(bare, DPI, parts), larger(bare, DPI, outlined(bare)))
