"""Certificates and licences: who issued them, from when they hold, where the ore is from, in words of many kinds."""

from __future__ import annotations

from typing import Any

import pytest

from extract.model import Document, Field
from extract.read import extract
from tests.extract.sheet import Sheet


def read(sheet: Sheet) -> dict[str, Field]:
    documents: list[Document] = list(extract([sheet.page()]))
    return dict(documents[0].fields)


def worded(title: str, *lines: str) -> dict[str, Any]:
    sheet = Sheet().text(150, 60, title, 16)
    for at, line in enumerate(lines):
        sheet.text(50, 120 + 15 * at, line)
    return {name: field.value for name, field in read(sheet).items()}


@pytest.mark.parametrize(
    ("title", "lead", "office"),
    [
        ("EXPORT LICENCE No. EL-2271", "Issued at Kabwe by the", "DIRECTOR OF MINES SAFETY"),
        ("LICENCE D'EXPORTATION N° EL-2271", "Établie à Kindu par la", "Direction provinciale des Mines"),
        ("LICENÇA DE EXPORTAÇÃO N.º EL-2271", "Emitida em Saurimo pela", "Direcção Provincial de Minas"),
        ("LICENCIA DE EXPORTACIÓN N.º EL-2271", "Expedida en Oruro por la", "Jefatura Regional de Minería"),
    ],
)
def test_the_office_behind_the_place_of_issue_issued_the_paper(title: str, lead: str, office: str) -> None:
    assert worded(title, "", lead, office)["issuing_authority"] == office


@pytest.mark.parametrize("form", ["Form MC.9", "Formulaire CO/2", "Mod. 7-B", "Formulario EX-3", "Annex IV"])
def test_the_name_of_a_form_is_no_office(form: str) -> None:
    sheet = (
        Sheet().text(150, 60, "PERMIT TO EXPORT MINERALS", 14).text(400, 85, "Permit No. EP/118").text(460, 100, form)
    )
    found = read(sheet.text(50, 140, "Consignee: Zinnwerk Sachsen GmbH"))
    assert "issuing_authority" not in found or found["issuing_authority"].value is None


@pytest.mark.parametrize(
    ("lead", "until"),
    [
        ("This permit is valid from", "up to and including"),
        ("La présente licence est valable du", "au (inclus)"),
        ("A presente licença é válida de", "até (inclusive)"),
        ("La presente licencia es válida desde", "hasta (inclusive)"),
    ],
)
def test_a_sentence_with_its_days_typed_into_gaps_tells_from_when_to_when_a_licence_holds(
    lead: str, until: str
) -> None:
    sheet = Sheet().text(150, 60, "EXPORT LICENCE", 16).text(400, 85, "No. EL-2271")
    sheet.text(50, 140, lead, 9).text(260, 140, "06/08/2027", 9).text(340, 140, until, 9).text(
        450, 140, "05/10/2027", 9
    )
    found = {name: field.value for name, field in read(sheet).items()}
    assert (found["issue_date"], found["expiry_date"]) == ("2027-08-06", "2027-10-05")


@pytest.mark.parametrize(
    ("state", "code"), [("RÉPUBLIQUE DÉMOCRATIQUE DU CONGO", "CD"), ("MINES DE POINTE-NOIRE", "CG")]
)
def test_which_congo_an_adjective_is_of_the_paper_tells(state: str, code: str) -> None:
    found = worded(
        "CERTIFICAT D'ORIGINE N° 00871", state, "", "Nous certifions que le lot décrit est d'origine congolaise."
    )
    assert found["country_of_origin"] == code
    assert worded("CERTIFICAT D'ORIGINE N° 00871", "Le lot est d'origine congolaise.").get("country_of_origin") is None


@pytest.mark.parametrize(
    ("value", "site"),
    [
        ("RDC – Mwenga, territoire de Kabare, Tanganyika", "Mwenga, territoire de Kabare, Tanganyika"),
        ("Rwanda, Gatumba, Ngororero", "Gatumba, Ngororero"),
        ("Burundi (Kabarore, Kayanza)", "Kabarore, Kayanza"),
    ],
)
def test_the_place_behind_the_country_is_where_the_ore_is_from(value: str, site: str) -> None:
    sheet = Sheet().text(120, 60, "ICGLR CERTIFICATE", 16).text(60, 90, "Certificate no.: CD/2027/0041")
    sheet.box(50, 120, 540, 150).text(56, 124, "11. Origine du minerai / Mineral origin", 7).text(56, 136, value)
    found = {name: field.value for name, field in read(sheet).items()}
    assert found["mine_site"] == site
    assert found["country_of_origin"] in ("CD", "RW", "BI")


def test_the_date_under_an_invoices_number_is_the_invoices() -> None:
    sheet = Sheet().text(150, 60, "CERTIFICATE OF ORIGIN", 16).text(240, 84, "No. CO-2027-118")
    sheet.box(50, 120, 290, 160).text(56, 124, "Invoice", 7).text(56, 134, "KZ-2027-19").text(
        56, 146, "dated June 29, 2027", 8
    )
    sheet.text(50, 200, "Kabwe, July 2, 2027").text(50, 260, "Secretary General")
    assert read(sheet)["issue_date"].value == "2027-07-02"


def test_the_answer_to_what_mineral_it_is_is_no_heading() -> None:
    sheet = Sheet().text(150, 60, "PERMIT TO EXPORT MINERALS", 16).text(400, 85, "Permit No. EP/118")
    sheet.text(50, 120, "1. Type of mineral").text(220, 120, "COPPER (CATHODES)")
    sheet.text(50, 136, "2. Country of destination").text(220, 136, "SWITZERLAND")
    found = {name: field.value for name, field in read(sheet).items()}
    assert (found["mineral"], found["goods_description"]) == ("copper", "COPPER (CATHODES)")


def test_the_number_of_a_pro_forma_is_hardly_the_invoices() -> None:
    sheet = Sheet().text(150, 60, "EXPORT LICENCE", 16).text(240, 84, "No. EL-2271")
    found = read(sheet.text(50, 140, "Contract CK/02 of 6 May 2027. Ref. pro forma invoice PF-2027/039."))
    assert "invoice_number" not in found or found["invoice_number"].confidence < 0.9
