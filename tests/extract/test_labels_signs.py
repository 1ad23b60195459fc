"""A label whose last word, the sign for "number", stands alone in its second line."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet


@pytest.mark.parametrize("sign", ["N°", "No.", "N.º"])
def test_a_sign_under_the_label_of_another_papers_number_is_its_last_word(sign: str) -> None:
    sheet = Sheet().text(60, 40, "AIR WAYBILL", 15).text(360, 44, "Master air waybill 118-70441823")
    sheet.lines(60, 100, "UNDER ICGLR CERTIFICATE / CERTIFICAT CIRGL", sign, size=7, step=10).text(62, 122, "RW-700412")
    sheet.text(320, 100, "GROSS WEIGHT", 7).text(322, 112, "1,204.5 kg")
    sheet.text(60, 150, "SHIPPER", 7).lines(62, 162, "Nyaruguru Tin Ltd", "KN 7 Avenue, Kigali, Rwanda")
    (document,) = extract_file([sheet.page()])
    assert document.fields["certificate_number"].value == "RW-700412"
    assert document.fields["document_number"].value == "118-70441823"
