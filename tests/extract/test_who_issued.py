"""Who issued a paper: not the scheme that it is made out under, nor who signs for the body that did."""

from __future__ import annotations

import pytest

from extract.doctype import ValueKind
from extract.values import Context, parse
from tests.extract.sheet import Sheet
from tests.extract.trade import values


@pytest.mark.parametrize(
    "scheme",
    [
        "International Conference on the Great Lakes Region · Regional Certification Mechanism",
        "Conférence internationale sur la région des Grands Lacs",
    ],
)
def test_a_scheme_issues_no_certificate(scheme: str) -> None:
    sheet = Sheet().text(100, 40, scheme).text(200, 60, "ICGLR Certificate", 14)
    sheet.text(200, 84, "Certificate Number: RW 0004127")
    sheet.lines(60, 300, "Authorised by: Rwanda Mines, Petroleum and Gas Board", "Eng. C. Nsengiyumva (stamp)")
    assert values(sheet)["issuing_authority"] == "Rwanda Mines, Petroleum and Gas Board"


def test_a_person_who_allowed_it_is_no_body() -> None:
    sheet = Sheet().text(200, 60, "ICGLR Certificate", 14).text(200, 84, "Certificate Number: RW 0004127")
    sheet.text(60, 300, "Authorised by: Claude Nsengiyumva")
    assert values(sheet).get("issuing_authority") != "Claude Nsengiyumva"


def test_a_body_may_go_on_behind_a_dash_in_the_next_line() -> None:
    sheet = Sheet().text(150, 40, "CERTIFICATE OF ORIGIN", 16).text(400, 70, "Ref. No. ZM 0088123")
    sheet.box(300, 400, 560, 500).text(305, 404, "11. Certificate of origin", 8)
    sheet.lines(305, 430, "Certificate issued by: Zambia Revenue Authority", "– Customs Services Division")
    assert values(sheet)["issuing_authority"] == "Zambia Revenue Authority – Customs Services Division"


def certified(*lines: str) -> Sheet:
    sheet = Sheet().text(150, 40, "CERTIFICATE OF ORIGIN", 16).text(400, 70, "No. PSC/CO/26/0219")
    sheet.box(50, 400, 560, 500).text(55, 404, "8. Certification", 8)
    return sheet.lines(55, 420, "The undersigned authority certifies that the goods originate there.", *lines)


def test_a_body_may_stand_before_the_date_that_it_certified_on() -> None:
    found = values(certified("Private Sector Chamber of Kigali, 5 February 2026", "M. Mukamana"))
    assert found["issuing_authority"] == "Private Sector Chamber of Kigali"
    assert found["issue_date"] == "2026-02-05"


def test_a_body_may_stand_behind_a_sentence_on_its_line() -> None:
    found = values(
        certified("Declaración certificada. Ministerio de Comercio", "Exterior y Turismo", "Lima, 24/04/2026")
    )
    assert found["issuing_authority"] == "Ministerio de Comercio Exterior y Turismo"


def test_where_an_office_certifies_its_day_may_stand_without_a_place() -> None:
    found = values(certified("Autoridade Tributária de Moçambique", "20 de outubro de 2026"))
    assert found["issuing_authority"] == "Autoridade Tributária de Moçambique"
    assert found["issue_date"] == "2026-10-20"


def test_what_is_stated_between_a_body_and_its_date_is_none_of_its_name() -> None:
    found = values(certified("Ministerio de Comercio Exterior", "País de expedición: PERÚ", "Lima, 24/04/2026"))
    assert found["issuing_authority"] == "Ministerio de Comercio Exterior"


def test_who_signs_for_a_chamber_is_none() -> None:
    sheet = Sheet().text(150, 40, "CÁMARA DE COMERCIO EXTERIOR DEL NOROESTE").text(200, 70, "CERTIFICADO DE ORIGEN", 14)
    sheet.text(400, 100, "N° CO-NOA 26-00388").text(60, 500, "p. la Cámara: Lic. Delfina Arias Uriburu")
    assert values(sheet)["issuing_authority"] == "CÁMARA DE COMERCIO EXTERIOR DEL NOROESTE"


def test_the_place_that_goods_leave_by_issues_no_licence() -> None:
    sheet = Sheet().text(100, 40, "Ministério dos Recursos Minerais").text(100, 70, "LICENÇA DE EXPORTAÇÃO", 14)
    sheet.text(60, 110, "N.º da Licença").text(250, 110, "0127/MIREMPET/2026")
    sheet.text(60, 140, "Estância aduaneira").text(250, 140, "Aeroporto Internacional de Luanda")
    assert values(sheet)["issuing_authority"] == "Ministério dos Recursos Minerais"


def test_a_certificates_title_is_no_body_over_its_date() -> None:
    sheet = Sheet().text(60, 40, "Great Rift Assayers Ltd").text(60, 70, "CERTIFICATE OF ANALYSIS", 12)
    sheet.text(300, 70, "GRA/26/1406").text(60, 86, "Date reported").text(300, 86, "2 Mar 2026")
    assert values(sheet)["document_number"] == "GRA/26/1406"


def test_a_day_in_a_laboratory_names_none() -> None:
    sheet = Sheet().text(60, 40, "Laboratoire Analytique du Katanga").text(350, 40, "BULLETIN D'ANALYSE", 12)
    sheet.box(50, 100, 560, 200).lines(60, 104, "Échantillon", "Lot client", "Réception au laboratoire", step=20)
    sheet.lines(250, 124, "CST-2026-031", "14/08/2026", step=20)
    assert values(sheet)["issuing_authority"] == "Laboratoire Analytique du Katanga"


def test_a_supplier_and_not_who_ordered_the_analysis_exports() -> None:
    sheet = Sheet().text(60, 40, "Laboratorio Noroeste, S.L.").text(350, 40, "INFORME DE ENSAYO", 12)
    sheet.text(350, 56, "Nº LNM-25/2209").box(50, 90, 560, 130).text(60, 94, "Solicitante")
    sheet.text(60, 110, "Metalúrgica del Tambre, S.L.").box(50, 130, 560, 200).text(60, 134, "Muestra")
    sheet.lines(60, 150, "Lote del proveedor: RN-COL-2508", "Proveedor: Société Minière Ruvubu-Nord")
    assert values(sheet)["exporter_name"] == "Société Minière Ruvubu-Nord"


@pytest.mark.parametrize(
    "denied",
    [
        "no diamond in the lot was mined, manufactured or otherwise obtained in the Russian Federation;",
        "none of the diamonds was mined, processed or produced in the Russian Federation;",
    ],
)
def test_what_no_stone_is_of_is_no_origin(denied: str) -> None:
    sheet = Sheet().text(60, 40, "Supplier's declaration of diamond origin", 14).text(60, 70, "Ref. SSO-26/017")
    sheet.lines(60, 100, "We state that the diamonds were mined solely in Angola, and that", denied)
    assert values(sheet)["country_of_origin"] == "AO"


def test_a_street_may_be_cut_short() -> None:
    sheet = Sheet().text(100, 40, "DECLARACIÓN JURADA DE ORIGEN DEL ORO", 14).text(200, 60, "N.º DJ-ORO-2026-041")
    sheet.lines(
        60,
        100,
        "Yo, Hernán Quispe, gerente general de Aurífera Río Tambo S.A.C., con domicilio en",
        "Jr. Los Sauces 345, Of. 602, San Isidro, Lima, Perú, RUC 20608814473, declaro bajo",
        "juramento que el oro procede de nuestras operaciones.",
    )
    assert values(sheet)["exporter_address"] == "Jr. Los Sauces 345, Of. 602, San Isidro, Lima, Perú"


def test_the_initials_of_an_office_over_the_day_that_it_certified_on() -> None:
    sheet = (
        Sheet()
        .text(150, 40, "CERTIFICATE OF ORIGIN", 16)
        .text(400, 70, "Reference No. BO-A 2771")
        .box(50, 400, 290, 520)
    )
    sheet.lines(
        55, 404, "11. Certification", "It is hereby certified that the", "declaration by the exporter is correct."
    )
    sheet.lines(55, 460, "SENAQUA", "ORURO, 16/06/2026").box(290, 400, 560, 520)
    sheet.lines(295, 404, "12. Declaration by the exporter", "The undersigned declares that all is true.")
    sheet.text(295, 473, "ORURO, 15/06/2026")
    found = values(sheet)
    assert (found["issuing_authority"], found["issue_date"]) == ("SENAQUA", "2026-06-16")


def permit(*foot: str) -> Sheet:
    sheet = (
        Sheet()
        .text(60, 40, "The Mines (Export) Regulations - Form XXVI (reg. 41)")
        .text(200, 70, "MINERAL EXPORT PERMIT", 16)
    )
    sheet.lines(60, 110, "Permit No. MP/0443/2026", "Holder: Rusizi Gold Ltd", "Consignee: Selat Bullion Pte. Ltd.")
    return sheet.lines(350, 500, *foot)


@pytest.mark.parametrize(
    "post", ["Director-General", "Acting Director General", "Chief Executive Officer", "Registrar"]
)
def test_the_body_beneath_the_post_of_who_signs(post: str) -> None:
    found = values(permit(post, "Minerals Regulation Board"))
    assert found["issuing_authority"] == "Minerals Regulation Board"


def test_the_body_beneath_a_line_that_names_who_signed() -> None:
    found = values(
        permit("Issued under the hand of the Diamond Commissioner", "Ministry of Mines and Energy, Windhoek")
    )
    assert "Ministry of Mines and Energy" in str(found["issuing_authority"])
    assert (
        values(permit("Sent to the Diamond Commissioner", "Ministry of Mines and Energy")).get("issuing_authority")
        is None
    )


def test_neither_a_post_nor_a_law_issues_a_permit() -> None:
    found = values(permit("For the Chief Executive Officer"))
    assert found.get("issuing_authority") is None
    sheet = permit("for the Director-General").text(60, 20, "Diamond and Precious Metals Authority")
    assert values(sheet)["issuing_authority"] == "Diamond and Precious Metals Authority"


def test_the_state_before_an_office_on_its_line_is_none_of_its_name() -> None:
    sheet = (
        Sheet()
        .text(100, 40, "REPÚBLICA DE ANGOLA – MINISTÉRIO DOS RECURSOS MINERAIS")
        .text(150, 60, "LICENÇA DE EXPORTAÇÃO", 16)
    )
    sheet.text(60, 110, "Licença n.º LX/118/2026").text(60, 400, "Pela autoridade: ________ (selo branco)")
    assert values(sheet)["issuing_authority"] == "MINISTÉRIO DOS RECURSOS MINERAIS"


@pytest.mark.parametrize("beside", ["Assayers and Umpires, est. 1911", "Gemmology and weighing"])
def test_the_name_of_a_laboratory_in_greater_print_than_what_follows_it(beside: str) -> None:
    sheet = (
        Sheet().text(50, 40, "HOLLOWAY & FRISK", 15).text(210, 44, beside).text(420, 44, "Unit 6, Dock Road, Widnes")
    )
    sheet.text(50, 80, "CERTIFICATE OF ANALYSIS", 12).text(50, 110, "Certificate no.: HF/25/0118")
    sheet.text(50, 130, "Client: Kasese Minerals Ltd").text(50, 150, "Sample: Tantalite concentrate")
    assert values(sheet)["issuing_authority"] == "HOLLOWAY & FRISK"


@pytest.mark.parametrize(
    ("over", "body", "issuer"),
    [
        (
            "MINISTERIO DE MINERÍA",
            "Servicio Nacional de Registro de Minerales",
            "Servicio Nacional de Registro de Minerales",
        ),
        ("MINISTRY OF MINERALS", "Gold and Gems Commission", "Gold and Gems Commission"),
        ("MINISTÈRE DES MINES", "Direction Générale des Mines", "MINISTÈRE DES MINES"),
    ],
)
def test_a_body_with_a_name_of_its_own_issues_papers_and_a_directorate_does_not(
    over: str, body: str, issuer: str
) -> None:
    sheet = Sheet().text(150, 40, over).text(150, 52, body).text(150, 80, "AUTORIZACIÓN DE EXPORTACIÓN", 16)
    sheet.text(60, 110, "N° 118/2026").text(60, 130, "Exportador: Minerales Sajama S.R.L.")
    assert str(values(sheet)["issuing_authority"]).startswith(issuer)
    assert body == issuer or str(values(sheet)["issuing_authority"]) != body


def test_the_post_of_a_ministry_set_to_the_right_over_its_name() -> None:
    sheet = Sheet().text(60, 40, "The Mines and Minerals Act, 2022").text(180, 70, "DIAMOND EXPORTER'S LICENCE", 16)
    sheet.text(60, 110, "Licence No. DEL/2025/019").text(455, 500, "Director of Mines")
    sheet.text(388, 513, "Ministry of Mines and Resources")
    assert values(sheet)["issuing_authority"] == "Ministry of Mines and Resources"


def test_the_office_of_a_director_is_a_body() -> None:
    sheet = (
        Sheet()
        .text(150, 40, "Office of the Director of Mines, Northern Region")
        .text(150, 70, "PERMIT TO EXPORT MINERALS", 16)
    )
    sheet.text(60, 110, "Permit No. RM/0288/26")
    assert values(sheet)["issuing_authority"] == "Office of the Director of Mines, Northern Region"


@pytest.mark.parametrize("signed", ["Visa du laboratoire : N. Ouattara", "Le Président, RAKOTO T."])
def test_who_signs_for_a_laboratory_is_none(signed: str) -> None:
    sheet = Sheet().text(50, 40, "Laboratoire central Sahel").text(50, 70, "CERTIFICAT D'ANALYSE", 14)
    sheet.text(50, 100, "Client : Minerais du Sahel SARL").text(50, 400, signed)
    assert values(sheet)["issuing_authority"] == "Laboratoire central Sahel"


@pytest.mark.parametrize("sentence", ["Certifico la veracidad de la presente declaración.", "Certifico que es exacta."])
def test_a_sentence_that_certifies_is_no_body(sentence: str) -> None:
    assert parse(ValueKind.AUTHORITY, sentence, Context(language="es")) is None


def test_a_label_close_before_a_name_that_begins_with_its_word() -> None:
    sheet = Sheet().text(50, 40, "Certificado de análisis", 16).text(50, 80, "CERTIFICADO QA-LC-26-0588")
    sheet.text(50, 94, "LABORATORIO Laboratorio Químico Altiplano Ltda.").text(50, 108, "PRODUCTO Carbonato de litio")
    assert values(sheet)["issuing_authority"] == "Laboratorio Químico Altiplano Ltda."


@pytest.mark.parametrize(
    "lines",
    [
        ("Bureau National de Contrôle et de", "Certification (BNCC)"),
        ("Office of Mineral Exports and", "Certification"),
    ],
)
def test_a_name_goes_on_with_a_word_of_labels_behind_a_small_word(lines: tuple[str, ...]) -> None:
    sheet = Sheet().text(200, 50, "ICGLR Certificate", 14).text(60, 90, "Certificate Number: RW 0004127")
    sheet.box(50, 110, 300, 170).text(56, 114, "2. Issuing authority", 8).lines(56, 126, *lines)
    assert values(sheet)["issuing_authority"] == " ".join(lines)


_ANALYSES = {
    "en": ("Certificate of Analysis", "We certify the results below for lot AB-26-011.", "Sn 64.18 %"),
    "fr": (
        "Certificat d'analyse",
        "Nous soussignés, laboratoire agréé, certifions ce qui suit pour le lot 11.",
        "Sn 64 %",
    ),
    "pt": ("Certificado de Análise", "Certificamos os resultados seguintes do lote AB-26-011.", "Sn 64,18 %"),
    "es": ("Certificado de Análisis", "Certificamos los resultados siguientes del lote AB-26-011.", "Sn 64,18 %"),
}


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Northern Assay Laboratories Ltd"),
        ("en", "Tandem Minerals Testing Limited"),
        ("fr", "Laboratoire Minekasaï SARL"),
        ("pt", "Analítica do Norte, Lda."),
        ("es", "Laboratorio Químico Sajama Ltda."),
        ("es", "Laboratorio Químico Sajama"),
    ],
)
def test_a_laboratory_in_greater_print_over_the_title_is_no_part_of_it(language: str, name: str) -> None:
    title, *lines = _ANALYSES[language]
    sheet = Sheet().text(50, 50, name, 13).text(50, 67, title, 9).lines(50, 100, *lines, size=9)
    assert values(sheet)["issuing_authority"] == name


@pytest.mark.parametrize(
    ("language", "name", "what", "street"),
    [
        ("en", "ASSAY-TEK", ("Independent laboratory", "for minerals and metals"), "44 Harbour Road, Mombasa"),
        ("fr", "GEO-ANALYTIQUE", ("Laboratoire d'analyses", "minérales"), "Av. du Lac 7, Uvira"),
        ("pt", "QUIMLAB", ("Laboratório de análises", "minerais"), "Rua da Mina 8, Tete"),
        ("es", "ANDILAB", ("Laboratorio de análisis", "minerales"), "Calle Sucre 114, Oruro"),
    ],
)
def test_the_name_at_the_head_of_a_strip_of_small_print(
    language: str, name: str, what: tuple[str, str], street: str
) -> None:
    title, sentence, result = _ANALYSES[language]
    sheet = Sheet().text(20, 44, name, 12).text(20, 58, what[0], 7.5).text(20, 74, what[1], 7.5)
    sheet.text(20, 95, street, 7.5).text(170, 58, title, 15).lines(170, 95, sentence, result, sentence, step=15)
    assert values(sheet)["issuing_authority"] == name


def test_the_second_line_of_a_title_in_two_languages_issues_nothing() -> None:
    sheet = Sheet().lines(60, 50, "SISTEMA DE CERTIFICAÇÃO DO PROCESSO DE KIMBERLEY — CERTIFICADO / KIMBERLEY", size=12)
    sheet.text(60, 68, "PROCESS CERTIFICATION SCHEME — CERTIFICATE", 12)
    sheet.text(80, 92, "Ministério das Minas, Comissão Nacional de Diamantes")
    sheet.lines(60, 130, "Certificado n.º: AO 700318", "Data de emissão: 4 de maio de 2027")
    assert values(sheet)["issuing_authority"] == "Ministério das Minas, Comissão Nacional de Diamantes"


def test_a_papers_name_with_its_number_over_the_day_is_no_body() -> None:
    sheet = Sheet().text(60, 40, "Brandvlei Mineral Laboratories", 13)
    sheet.text(60, 90, "Assay Certificate", 15).text(360, 92, "Certificate of analysis no. B70412")
    sheet.box(50, 84, 545, 170).text(60, 116, "DATE").text(240, 116, "14-Jun-2027").text(60, 132, "REQUESTED BY")
    sheet.text(240, 132, "Vaalkop Tin Ltd").text(60, 148, "LOT NO.").text(240, 148, "VK-0412")
    found = values(sheet)
    assert found["issuing_authority"] == "Brandvlei Mineral Laboratories"
    assert found["document_number"] == "B70412"


@pytest.mark.parametrize("inset", [0, 12])
def test_a_mineral_under_its_label_is_no_heading(inset: float) -> None:
    sheet = Sheet().text(200, 40, "ICGLR Certificate", 14).text(200, 64, "Certificate Number: RW 0004127")
    sheet.text(60, 120, "MINERAL").text(320, 120, "NAME OF MINE")
    sheet.text(60 + inset, 134, "Gold").text(320 + inset, 134, "Mount Kiruhura")
    found = values(sheet)
    assert (found["mineral"], found["mine_site"]) == ("gold", "Mount Kiruhura")


def test_an_offices_name_that_goes_on_in_the_next_line_is_no_label() -> None:
    sheet = Sheet().text(60, 40, "CERTIFICAT D'ORIGINE", 15)
    boxes = (
        (("AUTORITÉ ÉMETTRICE", "Chambre de commerce et d'industrie de", "Kankan"), ("SUIVANT FACTURE", "F-3310")),
        (("EXPÉDITEUR", "Or du Milo SARL", "Route de Siguiri, Kankan, Guinée"), ("IMPORTÉ PAR", "Rheinau Gold AG")),
        (("ORIGINE", "Guinée"), ("PAYS DE DESTINATION", "Suisse")),
    )
    for row, pair in enumerate(boxes):
        for column, (label, *lines) in enumerate(pair):
            left, top = 55 + 240 * column, 100 + 60 * row
            sheet.box(left, top, left + 240, top + 60).text(left + 5, top + 4, label, 7)
            sheet.lines(left + 5, top + 16, *lines)
    assert values(sheet)["issuing_authority"] == "Chambre de commerce et d'industrie de Kankan"


@pytest.mark.parametrize(
    ("post", "under", "issuer"),
    [
        ("Customs office: Nacala", "Mozambique Revenue Authority", "Mozambique Revenue Authority"),
        ("Estância aduaneira: Nacala", "Autoridade Tributária de Moçambique", "Autoridade Tributária de Moçambique"),
        ("Bureau de douane : Toamasina", "Direction générale des douanes", "Direction générale des douanes"),
        ("Customs office: Nacala", "Date: 05/10/2026", "Nacala"),
    ],
)
def test_the_body_under_a_customs_post_named_by_its_place(post: str, under: str, issuer: str) -> None:
    sheet = Sheet().text(150, 40, "MOVEMENT CERTIFICATE", 16).text(400, 70, "EUR.1 No. MZ 0417738")
    sheet.box(50, 400, 300, 500).text(55, 404, "11. Endorsement", 8)
    sheet.lines(55, 420, post, under)
    assert values(sheet)["issuing_authority"] == issuer


def test_who_signs_may_stand_beside_the_place_and_date() -> None:
    found = values(certified("Câmara de Comércio da Península do Sado", "Setúbal, 6 de novembro de 2026 V. Nogueira"))
    assert found["issuing_authority"] == "Câmara de Comércio da Península do Sado"
    assert found["issue_date"] == "2026-11-06"


def test_a_laboratory_in_small_letters_issues_and_not_its_street() -> None:
    sheet = Sheet().text(380, 56, "lake zone assay house", 15).text(380, 76, "Kenyatta Road, Mwanza")
    sheet.text(70, 105, "Assay Report 26/1187", 14).text(55, 138, "Issued").text(180, 138, "29 October 2026")
    sheet.text(55, 156, "Lot reference").text(180, 156, "NMT-AU-022")
    sheet.text(55, 174, "Material").text(180, 174, "Gold dore, four bars")
    assert values(sheet)["issuing_authority"] == "lake zone assay house"
