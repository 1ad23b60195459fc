"""Lines sought in a picture of many pixels: in parts that join without a seam; and beliefs kept in half the memory."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.ppocr import FIND_SIDE, FINE_SIDE, SEAM, PpOcr, _halved


class Finder:
    """A finder whose belief is the picture itself; it notes how many pixels each run was given."""

    def __init__(self) -> None:
        self.given: list[int] = []

    def __call__(self, pictures: NDArray[np.uint8]) -> list[Any]:
        self.given.append(pictures.shape[1] * pictures.shape[2])
        return [pictures[:, None, :, :, 0].astype(np.float32)]


@pytest.mark.parametrize(
    ("height", "width", "broad", "runs"),
    [
        (FINE_SIDE, 1024, False, 2),
        (1024, FINE_SIDE, False, 2),
        (FINE_SIDE - 32, 992, False, 2),
        (FIND_SIDE, 800, False, 1),
        (64, 64, False, 1),
        (FIND_SIDE, 800, True, 2),
        (800, FIND_SIDE, True, 2),
        (FINE_SIDE, 1024, True, 3),
        (992, FINE_SIDE - 32, True, 3),
        (FIND_SIDE // 2, 384, True, 1),
    ],
)
def test_the_parts_give_the_whole_map(height: int, width: int, broad: bool, runs: int) -> None:
    picture = np.random.default_rng(7).integers(0, 255, (height, width, 3), dtype=np.uint8)
    reader = object.__new__(PpOcr)  # without its models
    finder = Finder()
    reader._finder, reader._broad = finder, broad
    belief = reader._believed(picture)
    assert np.array_equal(belief, picture[:, :, 0].astype(np.float32))
    assert len(finder.given) == runs
    if runs > 1:
        assert len(set(finder.given)) == 1  # one size, for which the finder is made ready once
        assert max(finder.given) <= (max(height, width) / runs + 2 * SEAM + 16) * min(height, width)


def test_beliefs_are_rounded_to_half_precision_as_numpy_rounds_them() -> None:
    halves = np.arange(0x3C01, dtype=np.uint16).view(np.float16).astype(np.float32)  # all from 0 to 1
    between = ((halves[1:].astype(np.float64) + halves[:-1]) / 2).astype(np.float32)
    for given in (halves, between, np.nextafter(between, np.float32(2)), np.nextafter(between, np.float32(0))):
        beliefs = np.append(given, np.float32(1)).reshape(1, -1)
        assert np.array_equal(_halved(beliefs), beliefs.astype(np.float16))
