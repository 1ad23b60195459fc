"""Lines that name what is done, and no body that does it."""

from __future__ import annotations

import pytest

from extract.bodies import is_act


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Analysis, dry basis", True),
        ("Inspection details", True),
        ("Assay Office of the Copper Province", False),
        ("Analyse et Contrôle, Laboratoire Kéops", False),
        ("Geological Survey", False),
    ],
)
def test_an_act_is_no_body(text: str, is_one: bool) -> None:
    assert is_act(text) is is_one
