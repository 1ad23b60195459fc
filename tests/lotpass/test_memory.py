"""Memory stays bounded whatever the bundle's size."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.memory import measure

WORDS = 30.0
"""Megabytes by which a process may grow for the words and documents of thirty pages more."""


@pytest.mark.slow
def test_a_thick_pdf_takes_no_more_memory_than_a_thin_one_but_for_its_words(tmp_path: Path) -> None:
    thin, thick = measure(6, tmp_path, jobs=2), measure(36, tmp_path, jobs=2)
    assert thin.workers > 0
    assert thick.workers - thin.workers < WORDS
    assert thick.caller - thin.caller < WORDS
