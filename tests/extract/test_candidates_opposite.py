"""Who signs level with the authority's label."""

from __future__ import annotations

from tests.extract.sheet import Sheet
from tests.extract.trade import values


def certificate() -> Sheet:
    return Sheet().text(180, 40, "Kimberley Process Certificate", 16).text(60, 80, "Certificate No. SL 006218")


def test_who_signs_across_from_the_authoritys_label_does_not_issue() -> None:
    sheet = certificate().text(60, 404, "Issuing authority", 8).text(60, 414, "National Minerals Agency, Freetown")
    sheet.text(330, 400, "Mohamed S. Bangalie", 14).text(330, 420, "Signature of authorised officer", 8)
    assert values(sheet)["issuing_authority"] == "National Minerals Agency, Freetown"


def test_an_office_over_a_signature_is_the_authority() -> None:
    sheet = certificate().text(60, 400, "Issuing authority").text(330, 400, "Government Gold and Diamond Office")
    sheet.text(330, 414, "Signature of authorised officer", 8).text(60, 440, "Precious Minerals House, Freetown")
    assert values(sheet)["issuing_authority"] == "Government Gold and Diamond Office"
