"""Participants, members and authorities: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

import pytest

from tests.validate.papers import Change, all_of, edit, everywhere, shaky
from tests.validate.rules.judging import judge, strip
from validate.rules.authorities import countries_in


def renumbered(number: str, **more: object) -> Change:
    return all_of(edit("kp", document_number=number, **more), everywhere(certificate_number=number))


def test_issuer_takes_part() -> None:
    assert judge("R001", "diamonds").outcome == "passed"
    assert judge("R001", "tin").outcome == "not_applicable"
    assert judge("R001", "diamonds", renumbered("KE 024780")).severities == ["block"]
    assert judge("R001", "diamonds", renumbered("DE 024780")).outcome == "passed"  # a Member State
    assert judge("R001", "diamonds", renumbered("EU 02478012")).outcome == "passed"
    early = all_of(renumbered("MZ 024780", issue_date="2015-01-28"), edit("tr", shipment_date="2015-01-31"))
    assert judge("R001", "diamonds", early).codes == ["not-a-participant"]
    unread = all_of(edit("kp", document_number=None, country_of_provenance=None))
    assert judge("R001", "diamonds", unread).outcome == "not_decidable"


def test_destination_takes_part() -> None:
    assert judge("R002", "diamonds").outcome == "passed"
    assert judge("R002", "gold").outcome == "not_applicable"
    assert judge("R002", "diamonds", strip("country_of_destination")).outcome == "not_decidable"
    assert judge("R002", "diamonds", everywhere(country_of_destination="KE")).codes == ["not-a-participant"]
    assert judge("R002", "diamonds", everywhere(country_of_destination="HK")).outcome == "passed"
    weak = shaky("country_of_destination", "KE", 0.6)
    assert "uncertain-field" in judge("R002", "diamonds", everywhere(country_of_destination=weak)).codes


def test_icglr_issuer() -> None:
    assert judge("W032", "tin").outcome == "passed"
    assert judge("W032", "diamonds").outcome == "not_applicable"
    assert judge("W032", "tin", everywhere(country_of_origin="GH")).codes == ["not-a-participant"]
    assert judge("W032", "tin", strip("country_of_origin")).outcome == "not_decidable"


def test_prefix_is_the_issuers() -> None:
    assert judge("W004", "diamonds").outcome == "passed"
    assert judge("W004", "tin").outcome == "not_applicable"
    assert judge("W004", "diamonds", renumbered("BW 024780")).codes == ["issuer-mismatch"]
    reexport = renumbered("AE 024780", country_of_provenance="AE")
    assert judge("W004", "diamonds", reexport).outcome == "passed"
    bare = edit("kp", country_of_provenance=None, country_of_origin=None)
    assert judge("W004", "diamonds", bare).outcome == "not_decidable"


def test_authority_of_another_country() -> None:
    assert judge("R031", "tin").outcome == "passed"
    assert judge("R031", "gold").outcome == "not_applicable"
    assert judge("R031", "tin", edit("icglr", issuing_authority="Uganda Revenue Authority")).codes == [
        "issuer-mismatch"
    ]
    other = "Gem and Jewellery Export Promotion Council"
    assert judge("R031", "diamonds", edit("kp", issuing_authority=other)).codes == ["issuer-mismatch"]
    for any_ones in ("Ministry of Mines", "Office of the Commissioner of Mines, Diamond Section"):
        assert judge("R031", "diamonds", edit("kp", issuing_authority=any_ones)).outcome == "passed"
    weak = shaky("issuing_authority", "Uganda Revenue Authority", 0.5)
    assert judge("R031", "tin", edit("icglr", issuing_authority=weak)).codes == ["uncertain-field"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Ministère des Mines, République démocratique du Congo", {"CD"}),
        ("Comissão Nacional do Processo de Kimberley", set()),
        ("Government of Guinea-Bissau", {"GW"}),
        ("South African Diamond and Precious Metals Regulator", set()),
        ("Ministerio de Minas, Perú", {"PE"}),
        ("Rwanda Mines, Petroleum and Gas Board", {"RW"}),
        ("Division provinciale des Mines du Tanganyika", set()),
        ("Ministère des Mines de la RDC", {"CD"}),
    ],
)
def test_countries_in_a_text(text: str, codes: set[str]) -> None:
    assert countries_in(text) == codes
