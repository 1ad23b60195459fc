"""What stands within what."""

from __future__ import annotations

import pytest

from extract.model import Evidence
from ingest.model import Box

PLACE = Evidence(file="f", page=1, box=Box(0.2, 0.2, 0.4, 0.3))


@pytest.mark.parametrize(
    ("file", "page", "box", "within"),
    [
        ("f", 1, Box(0.25, 0.22, 0.3, 0.24), True),
        ("f", 1, Box(0.35, 0.22, 0.44, 0.24), True),  # it reaches beyond, its middle does not
        ("f", 1, Box(0.35, 0.22, 0.6, 0.24), False),
        ("f", 1, Box(0.25, 0.29, 0.3, 0.35), False),
        ("f", 2, Box(0.25, 0.22, 0.3, 0.24), False),
        ("g", 1, Box(0.25, 0.22, 0.3, 0.24), False),
    ],
)
def test_a_place_is_within_another_by_its_middle(file: str, page: int, box: Box, within: bool) -> None:
    assert Evidence(file=file, page=page, box=box).within(PLACE) is within
