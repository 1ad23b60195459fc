"""Pages of one bit: told from scans and from pages drawn clean, and softened."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.bilevel import is_bilevel, softened
from ingest.prepare import lay

Pixels = NDArray[np.uint8]


def _page() -> Pixels:
    page = np.full((900, 700), 255, dtype=np.uint8)
    for row in range(12):
        cv2.putText(page, "Kimberley Process 4711.25", (40, 60 + 65 * row), 0, 1.1, 0, 2, cv2.LINE_AA)
    return page


def _bits() -> Pixels:
    return np.where(_page() > 140, 255, 0).astype(np.uint8)


def _doubled() -> Pixels:
    coarse = cv2.resize(_page(), (700, 450), interpolation=cv2.INTER_AREA)
    bits = np.where(coarse > 140, 255, 0).astype(np.uint8)
    return np.asarray(cv2.resize(bits, (700, 900), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def _scanned() -> Pixels:
    noise = np.random.default_rng(4).normal(0, 5, (900, 700))
    return np.clip(_page() * 0.9 + 15 + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("picture", "bits"),
    [
        (_bits(), True),
        (_doubled(), True),
        (np.repeat(_bits()[:, :, None], 3, axis=2), True),
        (cv2.GaussianBlur(_page(), (0, 0), 0.9), False),
        (_scanned(), False),
        (np.full((40, 40), 255, dtype=np.uint8), False),
        (np.zeros((40, 40), dtype=np.uint8), False),
    ],
    ids=["bits", "rows doubled", "in colour", "drawn", "scanned", "white", "black"],
)
def test_pages_of_one_bit_are_told(picture: Pixels, bits: bool) -> None:
    assert is_bilevel(picture) is bits
    laid = lay(picture, 200.0)
    assert laid.bilevel is bits
    assert laid.pixels.shape == picture.shape


def test_softening_leaves_paper_and_shades_the_edges_of_letters() -> None:
    bits = _bits()
    soft = softened(bits)
    assert set(np.unique(bits)) == {0, 255}
    assert ((soft > 30) & (soft < 225)).any()
    assert (soft[:20] == 255).all()
