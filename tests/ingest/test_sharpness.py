"""How sharp a picture is, on paper full of grain too."""

from __future__ import annotations

import numpy as np
import pytest

from ingest import sharpness, straighten
from ingest.sharpness import blur_of
from tests.ingest import paper


def test_on_grain_letters_are_measured_without_an_outline_of_every_grain(monkeypatch: pytest.MonkeyPatch) -> None:
    grey = paper.form_picture(200).copy()
    grains = np.random.default_rng(3).integers(0, grey.size, 400_000)
    grey.ravel()[grains] = np.minimum(grey.ravel()[grains], 120)
    by_outlines = sharpness._blur(grey, straighten.components(straighten.ink_of(grey, 41))[1])
    assert by_outlines is not None
    monkeypatch.setattr(sharpness, "components", lambda _: pytest.fail("outlines of grain were asked for"))
    assert blur_of(grey) == pytest.approx(by_outlines, rel=0.35)
