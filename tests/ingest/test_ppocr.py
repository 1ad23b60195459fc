"""Lines sought in a picture of many pixels: in two halves that join without a seam."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.ppocr import FIND_SIDE, FINE_SIDE, SEAM, PpOcr


class Finder:
    """A finder whose belief is the picture itself; it notes how many pixels each run was given."""

    def __init__(self) -> None:
        self.given: list[int] = []

    def __call__(self, pictures: NDArray[np.uint8]) -> list[Any]:
        self.given.append(pictures.shape[1] * pictures.shape[2])
        return [pictures[:, None, :, :, 0].astype(np.float32)]


@pytest.mark.parametrize(
    ("height", "width", "runs"),
    [(FINE_SIDE, 1024, 2), (1024, FINE_SIDE, 2), (FINE_SIDE - 32, 992, 2), (FIND_SIDE, 800, 1), (64, 64, 1)],
)
def test_two_halves_give_the_whole_map(height: int, width: int, runs: int) -> None:
    picture = np.random.default_rng(7).integers(0, 255, (height, width, 3), dtype=np.uint8)
    reader = object.__new__(PpOcr)  # without its models
    finder = Finder()
    reader._finder = finder
    belief = reader._believed(picture)
    assert np.array_equal(belief, picture[:, :, 0].astype(np.float32))
    assert len(finder.given) == runs
    if runs == 2:
        assert max(finder.given) <= (max(height, width) / 2 + SEAM + 16) * min(height, width)
