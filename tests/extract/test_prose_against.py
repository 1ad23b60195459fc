"""What stands before a date or number in a sentence and says that it is another paper's."""

from __future__ import annotations

from typing import Any

import pytest

from extract.read import extract
from tests.extract.sheet import Sheet


def fields(title: str, *lines: str) -> dict[str, Any]:
    sheet = Sheet().text(150, 40, title, 16)
    for at, line in enumerate(lines):
        sheet.text(50, 110 + 18 * at, line)
    return {name: field.value for name, field in extract([sheet.page()])[0].fields.items()}


@pytest.mark.parametrize(
    ("title", "recital", "rule"),
    [
        (
            "AUTORISATION D'EXPORTATION N° AE-118",
            "Vu l'agrément de comptoir n° 0112/2025 valable jusqu'au 31 décembre 2027 ;",
            "Article 2. La présente autorisation expire le 14 mai 2027.",
        ),
        (
            "LICENÇA DE EXPORTAÇÃO N.º LE-118",
            "Visto o alvará n.º 0112/2025, válido até 31 de dezembro de 2027;",
            "Artigo 2. A presente licença expira em 14 de maio de 2027.",
        ),
        (
            "EXPORT LICENCE No. EL-118",
            "Having regard to the dealer's licence No. 0112/2025 valid until 31 December 2027;",
            "Article 2. This licence expires on 14 May 2027.",
        ),
        (
            "LICENCIA DE EXPORTACIÓN N.º LX-118",
            "Vista la concesión n.º 0112/2025, vigente hasta el 31 de diciembre de 2027;",
            "Artículo 2. La presente licencia vence el 14 de mayo de 2027.",
        ),
    ],
)
def test_what_a_recital_cites_holds_for_another_paper(title: str, recital: str, rule: str) -> None:
    assert fields(title, recital, "", rule)["expiry_date"] == "2027-05-14"


@pytest.mark.parametrize(
    ("title", "filed", "invoice"),
    [
        (
            "CERTIFICAT D'ORIGINE N° 884",
            "Demande déposée le 29.07.2027 sous le numéro 1190.",
            "Facture FE-0311 du 28.07.2027",
        ),
        ("CERTIFICADO DE ORIGEN N.º 884", "Solicitud presentada el 29.07.2027 bajo el número 1190.", "Factura FE-0311"),
        (
            "CERTIFICADO DE ORIGEM N.º 884",
            "Requerimento apresentado em 29.07.2027 sob o número 1190.",
            "Fatura FE-0311",
        ),
    ],
)
def test_the_number_of_an_application_is_none_of_an_invoice(title: str, filed: str, invoice: str) -> None:
    assert fields(title, invoice, "", filed)["invoice_number"] == "FE-0311"
    assert fields(title, filed).get("invoice_number") is None


def test_what_was_invoiced_under_a_number_has_it() -> None:
    told = fields(
        "ORIGIN DECLARATION",
        "We, Kivu Stones Ltd, declare that the rough diamonds",
        "invoiced under number KS-2207 are free.",
    )
    assert told["invoice_number"] == "KS-2207"


@pytest.mark.parametrize("register", ["Registro exportador N.º 8196", "Registo comercial n.º 8196"])
def test_the_number_of_a_register_is_none_of_the_paper(register: str) -> None:
    assert "document_number" not in fields("LISTA DE EMPAQUE", "Cooperativa Minera San Telmo R.L.", register)


@pytest.mark.parametrize(
    "clauses",
    [
        "Conditions: (1) not transferable; (2) each lot is weighed and sealed before export; (3) royalties are paid.",
        "Conditions : 1) incessible ; 2) tout lot est pesé et scellé avant l'exportation ; 3) les redevances payées.",
    ],
)
def test_the_number_of_a_clause_is_no_seal(clauses: str) -> None:
    sheet = Sheet().text(180, 40, "EXPORT LICENCE", 16).text(60, 80, "Licence No. EXP-30710")
    words = clauses.split(" ")
    sheet.lines(60, 120, *(" ".join(words[at : at + 14]) for at in range(0, len(words), 14)))
    (document,) = extract([sheet.page()])
    assert "seal_numbers" not in document.fields


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("DIAMOND ORIGIN DECLARATION", "The diamonds weren't mined in Russia."),
        ("DIAMOND ORIGIN DECLARATION", "The diamonds cannot originate in Russia."),
        ("DIAMOND ORIGIN DECLARATION", "Diamonds originating in Russia are excluded."),
        ("DIAMOND ORIGIN DECLARATION", "Rough diamonds of non-Russian origin."),
        ("DIAMOND ORIGIN DECLARATION", "Os diamantes não são originários da Rússia."),
        ("DÉCLARATION D'ORIGINE DES DIAMANTS", "Diamants bruts non originaires de Russie."),
        ("DÉCLARATION D'ORIGINE DES DIAMANTS", "Les diamants originaires de Russie sont exclus."),
        ("DECLARACIÓN DE ORIGEN DE DIAMANTES", "Quedan excluidos los diamantes originarios de Rusia."),
        ("CERTIFICATE OF ORIGIN", "Country of origin: not Russia"),
        ("CERTIFICATE OF ORIGIN", "Country of origin: Russia-free"),
        ("MINERAL EXPORT LICENCE", "Destination: any country except Russia"),
    ],
)
def test_a_country_that_is_denied_is_none_of_the_papers(title: str, line: str) -> None:
    found = fields(title, line)
    assert "RU" not in (found.get("country_of_origin"), found.get("country_of_destination"))
