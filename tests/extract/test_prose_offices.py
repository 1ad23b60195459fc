"""The office that a sentence begins with, before a clause that stands between it and what it does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.mentions import Group, mentions
from extract.prose_offices import before_clause, office_name_end
from extract.prose_values import reading_after, reading_before
from extract.values import Context
from tests.extract.sheet import Sheet
from tests.extract.trade import values


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The Chamber of Commerce of Solwezi, having seen the invoice, ", "Chamber of Commerce of Solwezi"),
        ("La Chambre de commerce du Haut-Lomami, au vu des pièces, ", "Chambre de commerce du Haut-Lomami"),
        ("The Solwezi Chamber of Commerce, having seen the invoice, ", "Solwezi Chamber of Commerce"),
        ("A Associação Comercial do Vale Verde, vistos os papéis, ", "Associação Comercial do Vale Verde"),
        ("La Cámara de Comercio de Potosí, vista la factura n.º 118, ", "Cámara de Comercio de Potosí"),
        ("The Buyer, having seen the invoice, ", ""),
        ("The undersigned Authority, having seen the invoice, ", ""),
        ("The Chamber of Commerce of Solwezi ", ""),
        ("The Office of Mines, and the Chamber of Trade, ", ""),
        ("The chamber of Solwezi, having seen the invoice, ", ""),
        ("Tolo Ores Ltd, having seen the licence, ", ""),
    ],
)
def test_an_office_is_named_before_the_clause(sentence: str, name: str) -> None:
    found = before_clause(sentence)
    assert (sentence[slice(*found)] if found else "") == name


@given(st.text(max_size=200))
def test_the_name_lies_in_the_sentence(sentence: str) -> None:
    found = before_clause(sentence)
    assert found is None or 0 <= found[0] < found[1] <= len(sentence)


def test_who_certifies_is_read_from_the_box_of_the_office() -> None:
    sheet = Sheet().text(300, 60, "CERTIFICADO DE ORIGEM", 14).text(300, 40, "N.º ACV-26/118")
    sheet.box(50, 90, 290, 140).text(55, 94, "1. Exportador", 7)
    sheet.lines(55, 106, "Pedras do Vale Ltda.", "Rua das Acácias, 14, Teófilo Otoni, Brasil")
    sheet.text(55, 400, "9. Certificação", 7)
    sheet.lines(
        55,
        412,
        "A Associação Comercial do Vale Verde, vistos os documentos apresentados, certifica que a mercadoria",
        "acima descrita é originária do país indicado.",
    )
    assert values(sheet)["issuing_authority"] == "Associação Comercial do Vale Verde"


@pytest.mark.parametrize("text", ["Para os fins convenientes se ", "Para los fines consiguientes se "])
def test_what_nobody_declares_has_no_subject(text: str) -> None:
    assert reading_before(ValueKind.PARTY, text, text, len(text), Context()) is None


@pytest.mark.parametrize(
    ("title", "sentence", "name"),
    [
        (
            "CERTIFICADO DE ORIGEN",
            "La Cámara de Comercio e Industria del Sur certifica que las mercancías son originarias del país indicado.",
            "Cámara de Comercio e Industria del Sur",
        ),
        (
            "CERTIFICATE OF ORIGIN",
            "The Chamber of Commerce of Solwezi certifies that the goods above are of the origin stated in box 3.",
            "Chamber of Commerce of Solwezi",
        ),
        (
            "CERTIFICAT D'ORIGINE",
            "La Chambre de Commerce du Katanga certifie que les marchandises sont originaires du pays indiqué.",
            "Chambre de Commerce du Katanga",
        ),
        (
            "CERTIFICADO DE ORIGEM",
            "A Câmara de Comércio do Lutembo certifica que as mercadorias são originárias do país indicado.",
            "Câmara de Comércio do Lutembo",
        ),
        ("CERTIFICATE OF ORIGIN", "Kito Ores of Solwezi certifies that the goods above are as stated in box 3.", None),
    ],
)
def test_the_office_right_before_its_verb(title: str, sentence: str, name: str | None) -> None:
    sheet = Sheet().text(200, 60, title, 14).text(55, 400, "11.", 7).text(55, 412, sentence, 8)
    assert values(sheet).get("issuing_authority") == name


@pytest.mark.parametrize(
    "name",
    [
        "Ministère des Mines, du Pétrole et de l'Énergie",
        "Ministère du Commerce et de l'Industrie et de l'Artisanat",
        "Ministry of Mines and of Energy",
        "Department of Trade, Industry and Competition",
        "Ministério dos Recursos Minerais e da Energia",
        "Ministerio de Comercio, de Industria y de Turismo",
    ],
)
@pytest.mark.parametrize("rest", [" ; la présente licence est incessible.", ", valable jusqu'au 3 juin 2026."])
def test_an_office_is_named_with_all_that_it_has_charge_of(name: str, rest: str) -> None:
    text = f"Délivré par {name}{rest}"
    start = text.index(name)
    read = reading_after(ValueKind.AUTHORITY, text, text, start, len(text), Context(language="fr"))
    assert read is not None
    assert read.value == name
    assert [text[one.start : one.end] for one in mentions(text, Context()) if one.group is Group.NAME] == [name]


def test_a_place_behind_an_office_is_none_of_its_charges() -> None:
    text = "Délivré par le Bureau des Mines, Lubumbashi"
    assert office_name_end(text, 15, len(text)) == len(text)
    named = [text[one.start : one.end] for one in mentions(text, Context()) if one.group is Group.NAME]
    assert named == ["Bureau des Mines", "Lubumbashi"]


def test_no_company_goes_on_behind_an_and() -> None:
    text = "Tolo Mining SARL et de Kito Ores SA"
    assert text[: office_name_end(text, 0, len(text))] == "Tolo Mining SARL"
