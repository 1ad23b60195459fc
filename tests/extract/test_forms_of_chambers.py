"""The form of a certificate that the chamber's own name at its head tells."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet


@pytest.mark.parametrize(
    "head",
    [
        "INTERNATIONAL CHAMBER OF COMMERCE",
        "ICC World Chambers Federation",
        "Chambre de commerce internationale",
        "Câmara de Comércio Internacional",
        "Cámara de Comercio Internacional",
    ],
)
def test_the_international_chamber_at_the_head_is_the_form_and_the_issuer(head: str) -> None:
    sheet = Sheet().text(60, 30, head).text(200, 80, "CERTIFICATE OF ORIGIN", 14).text(400, 100, "No. CO-2026-12")
    sheet.lines(45, 120, "Consignor: Kivu Minerals SARL", "Country of origin: DR Congo")
    (document,) = extract_file([sheet.page()])
    assert document.fields["form"].value == "ICC"
    assert document.fields["issuing_authority"].value == head


def test_another_chamber_is_no_form() -> None:
    sheet = Sheet().text(60, 30, "Chamber of Commerce of Goma").text(200, 80, "CERTIFICATE OF ORIGIN", 14)
    sheet.lines(45, 120, "Consignor: Kivu Minerals SARL", "Country of origin: DR Congo")
    (document,) = extract_file([sheet.page()])
    assert "form" not in document.fields
