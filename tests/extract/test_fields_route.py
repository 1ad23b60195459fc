"""The countries at the ends of the way: told by a port, or a place of receipt or delivery, where a party sits there."""

from __future__ import annotations

import pytest

from extract.model import Document
from extract.read import read_stack
from extract.split import group
from tests.extract.paper import sheet


def bill(receipt: str, loading: str, discharge: str, delivery: str, consignee: str = "Germany") -> Document:
    page = sheet(
        [
            (40.0, [(60.0, "BILL OF LADING", 18.0), (400.0, "B/L No. OPL-440917")]),
            (90.0, [(60.0, "Shipper"), (320.0, "Consignee")]),
            (104.0, [(60.0, "Minera Qollpana S.A.C."), (320.0, "Weserkupfer GmbH")]),
            (118.0, [(60.0, "Av. Camino Real 1281"), (320.0, "Industriestrasse 44")]),
            (132.0, [(60.0, "Lima, Peru"), (320.0, f"27751 Delmenhorst, {consignee}")]),
            (180.0, [(60.0, "Place of receipt"), (320.0, "Port of loading")]),
            (194.0, [(60.0, receipt), (320.0, loading)]),
            (230.0, [(60.0, "To (port of discharge)"), (320.0, "Place of delivery")]),
            (244.0, [(60.0, discharge), (320.0, delivery)]),
            (290.0, [(60.0, "Description of goods"), (320.0, "Gross weight")]),
            (304.0, [(60.0, "Copper concentrate in bulk"), (320.0, "356,878 kg")]),
        ]
    )
    (stack,) = group([page])
    return read_stack(stack, "d1")


@pytest.mark.parametrize(
    ("places", "provenance", "destination"),
    [
        (("Arequipa", "Callao, Peru", "Bremerhaven, Germany", "Delmenhorst"), "PE", "DE"),
        (("Arequipa, Peru", "Arica, Chile", "Antwerp, Belgium", "Delmenhorst, Germany"), "PE", "DE"),
        (("Arequipa", "Arica, Chile", "Antwerp, Belgium", "Delmenhorst"), None, None),
        (("Arequipa", "Callao", "Bremerhaven", "Delmenhorst"), None, None),
    ],
)
def test_a_place_and_a_seat_tell_the_country(
    places: tuple[str, str, str, str], provenance: str | None, destination: str | None
) -> None:
    fields = bill(*places).fields
    told = {name: fields[name].value for name in ("country_of_provenance", "country_of_destination") if name in fields}
    said = {"country_of_provenance": provenance, "country_of_destination": destination}
    assert told == {name: value for name, value in said.items() if value is not None}


def test_evidence_is_the_country_at_the_place_and_the_address() -> None:
    field = bill("Arequipa", "Callao, Peru", "Bremerhaven, Germany", "Delmenhorst").fields["country_of_destination"]
    assert field.raw == "Germany"
    assert len(field.evidence) == 2
    assert 0.8 < field.confidence < 0.98
