"""A customs declaration in the bundle: compared by the rules that go by field, silent where all agrees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extract.model import Document, DocumentKind
from tests.validate.papers import add, checked, diamonds, paper, tin
from validate.model import Dossier

NAMES = (
    "exporter_name", "importer_name", "country_of_origin", "country_of_provenance", "country_of_destination",
    "carat_weight", "net_weight", "gross_weight", "value", "hs_codes", "parcel_count",
)  # fmt: skip


def declared(lot: Dossier, **facts: Any) -> Dossier:
    """The lot with a customs declaration that states what its papers state, but for these facts."""
    fields = {
        name: field for document in reversed(lot.documents) for name, field in document.fields.items() if name in NAMES
    }
    declaration: Document = paper("d90", DocumentKind.CUSTOMS_DECLARATION, document_number="26BW0000001E5")
    other = paper("d90", DocumentKind.CUSTOMS_DECLARATION, **facts)
    whole = declaration.model_copy(update={"fields": {**fields, **declaration.fields, **other.fields}})
    return add(whole)(lot)


@pytest.mark.parametrize("lot", [diamonds, tin])
def test_one_that_agrees_is_silent(lot: Callable[[], Dossier]) -> None:
    (before,), (after,) = checked(lot()), checked(declared(lot()))
    assert (after.status, after.lot.documents[-1]) == (before.status, "d90")
    assert {f.code for f in after.findings} == {f.code for f in before.findings}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"carat_weight": "1723.09"}, "weight-mismatch"),
        ({"hs_codes": ["271012"]}, "hs-code-mismatch"),
        ({"country_of_origin": "AO"}, "origin-mismatch"),
        ({"country_of_destination": "FR"}, "route-mismatch"),
        ({"importer_name": "Completely Other Trading GmbH"}, "party-mismatch"),
        ({"value": ("USD", "5.00")}, "value-mismatch"),
        ({"parcel_count": 77}, "parcel-count-mismatch"),
    ],
)
def test_one_that_differs_is_found(facts: dict[str, Any], code: str) -> None:
    (lot,) = checked(declared(diamonds(), **facts))
    found = [f for f in lot.findings if f.code == code]
    assert found
    assert any("d90" in (f.left.document if f.left else "", f.right.document if f.right else "") for f in found)
    assert "customs declaration" in found[0].message
