"""How sure a number is that a grammar has read."""

from __future__ import annotations

import pytest

from extract.values.identifiers_doubted import judge


@pytest.mark.parametrize("content", ["0.0064", "0,85"])
def test_a_content_below_one_is_hardly_a_papers_number(content: str) -> None:
    assert judge(content)[0] < 0.5
