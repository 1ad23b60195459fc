"""Memory stays bounded whatever the bundle's size."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.memory import measure

THIN, THICK = 20, 44
"""Pages. A worker has met all that it keeps from page to page (tables, grammars, readings) by some twenty pages."""
WORDS = 30.0
"""Megabytes by which a process may grow for the words and documents of the pages more."""


@pytest.mark.slow
def test_a_thick_pdf_takes_no_more_memory_than_a_thin_one_but_for_its_words(tmp_path: Path) -> None:
    thin, thick = measure(THIN, tmp_path, jobs=2), measure(THICK, tmp_path, jobs=2)
    assert thin.workers > 0
    assert thick.workers - thin.workers < WORDS
    assert thick.caller - thin.caller < WORDS
