"""Limits beside results, lists of seals among other numbers, totals that are no column's, labels in two languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model import Money
from tests.extract.sheet import Sheet
from tests.extract.trade import values


def analysis(*rows: tuple[str, ...]) -> Sheet:
    """A laboratory's report with a table of elements, its columns 90 points apart."""
    sheet = Sheet().text(60, 40, "Lakeshore Mineral Laboratories").text(60, 70, "CERTIFICATE OF ANALYSIS", 14)
    sheet.text(60, 100, "Report no.").text(200, 100, "LML-26-0418").text(60, 116, "Sample matrix")
    sheet.text(200, 116, "Coltan concentrate")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.text(60 + 90 * column, 160 + 16 * number, text)
    return sheet


def test_the_least_that_is_detected_is_no_result() -> None:
    sheet = analysis(
        ("Analyte", "Unit", "LOD", "Comp. A", "Comp. B", "Lot average"),
        ("Ta2O5", "%", "0.01", "31.75", "31.09", "31.42"),
        ("Nb2O5", "%", "0.01", "24.10", "24.66", "24.38"),
        ("SnO2", "%", "0.01", "4.42", "4.71", "4.56"),
    )
    assert values(sheet)["grade"] == "31.42"


def test_what_is_agreed_is_no_result() -> None:
    rows = [
        ("Parameter", "Specification", "Result", "Method"),
        ("Ta2O5", "≥ 30.0 %", "31.4 %", "XRF"),
        ("Nb2O5", "≤ 26.0 %", "24.4 %", "XRF"),
    ]
    sheet = analysis(*rows)
    for row in range(len(rows)):
        for column in range(len(rows[0])):
            sheet.box(55 + 90 * column, 157 + 16 * row, 145 + 90 * column, 173 + 16 * row)
    assert values(sheet)["grade"] == "31.4"


def test_a_sentence_over_a_table_heads_no_column() -> None:
    sheet = analysis(
        ("Element", "Result", "Unit"),
        ("Ta2O5", "31.4", "%"),
        ("Nb2O5", "24.4", "%"),
    ).text(60, 142, "The specification of the buyer and the limits of the method are given overleaf in full")
    assert values(sheet)["grade"] == "31.4"


@pytest.mark.parametrize("terms", ["Règlement : 90 % contre documents, solde", "Payment: 90 % against documents"])
def test_what_is_paid_before_the_rest_is_no_grade(terms: str) -> None:
    sheet = Sheet().text(60, 40, "FACTURE COMMERCIALE", 16).text(60, 70, "N° FC-26-0042")
    sheet.text(60, 100, "Selangor Tin Metals").text(300, 100, terms)
    assert "grade" not in values(sheet)


def packing(*under: str) -> Sheet:
    """A packing list of three bars, with lines under its table."""
    sheet = Sheet().text(60, 40, "PACKING LIST", 16).text(60, 70, "No.: PL-0318").text(60, 86, "Lot: RTB-118-26")
    for number, (box, bar, weight) in enumerate(
        [
            ("Case", "Bar", "Net weight (g)"),
            ("1", "BAR-341", "8,412.50"),
            ("1", "BAR-342", "8,530.20"),
            ("2", "BAR-343", "7,985.40"),
        ]
    ):
        sheet.text(60, 120 + 18 * number, box).text(160, 120 + 18 * number, bar).text(235, 120 + 18 * number, weight)
    for number, text in enumerate(under):
        sheet.text(60, 210 + 18 * number, text)
    return sheet


def test_a_total_of_gross_weights_gives_no_net_weight() -> None:
    found = values(packing("Total net weight 24,928.10 g", "Total gross weight 26.90 kg (case 1: 17.86 kg)"))
    assert found["net_weight"] == "24928.10"


def ruled(rows: list[tuple[str, str, list[str]]]) -> Sheet:
    """A certificate whose rows are ruled off, each with a label in two languages and its answer."""
    sheet = Sheet().text(150, 40, "CERTIFICAT DU PROCESSUS DE KIMBERLEY", 14)
    sheet.text(150, 60, "KIMBERLEY PROCESS CERTIFICATE", 9)
    y = 100.0
    for upper, lower, answer in rows:
        height = 16.0 + 13 * max(len(answer), 2)
        sheet.box(50, y, 560, y + height)
        sheet.text(60, y + 6, "Pays de transit", 8).text(60, y + 15, "Transit", 8).text(160, y + 6, "Mali")
        sheet.text(300, y + 6, upper, 8).text(300, y + 15, lower, 8).lines(400, y + 6, *answer, step=11)
        y += height
    return sheet


def test_a_label_in_two_languages_has_one_answer_beside_it() -> None:
    found = values(
        ruled(
            [
                ("N° du certificat", "Certificate No", ["GN 004129"]),
                ("Importateur", "Importer", ["Witberg Diamond Cutting", "Works (Pty) Ltd", "21 Commissioner Street"]),
                ("Scellés", "Seals", ["BNE 30871 – BNE 30872 –", "BNE 30873"]),
                ("Autorité émettrice", "Issuing authority", ["Bureau National d’Expertise", "des Diamants et de l'Or"]),
            ]
        )
    )
    assert found["importer_name"] == "Witberg Diamond Cutting Works (Pty) Ltd"
    assert found["seal_numbers"] == ("BNE 30871", "BNE 30872", "BNE 30873")
    assert found["issuing_authority"] == "Bureau National d’Expertise des Diamants et de l'Or"


def test_an_amount_that_a_narrow_box_breaks_is_read_whole() -> None:
    sheet = Sheet().text(150, 40, "CERTIFICATE OF ORIGIN", 16).text(400, 70, "No. GN/26/0214")
    sheet.box(50, 100, 300, 170).text(55, 104, "Description of goods", 8).text(55, 118, "Rough diamonds")
    sheet.box(300, 100, 380, 170).text(305, 104, "FOB value", 8).lines(305, 118, "USD 240", "247,31")
    assert values(sheet)["value"] == Money(amount=Decimal("240247.31"), currency="USD")


def test_two_amounts_one_under_the_other_stay_two() -> None:
    sheet = Sheet().text(150, 40, "CERTIFICATE OF ORIGIN", 16).text(400, 70, "No. GN/26/0214")
    sheet.box(300, 100, 420, 170).text(305, 104, "FOB value", 8).lines(305, 118, "USD 240.50", "247.31")
    assert values(sheet).get("value") != Money(amount=Decimal("240247.31"), currency="USD")


@pytest.mark.parametrize(
    ("line", "seals"),
    [
        (
            "Seals of the container: CEEC 77140 and CEEC 77141. Container no. TLNU|402713-2.",
            ("CEEC 77140", "CEEC 77141"),
        ),
        (
            "Container BMOU 337104-2 closed with seals RMB-K 55812 (left door) and RMB-K|55831 (right door).",
            ("RMB-K 55812", "RMB-K 55831"),
        ),
    ],
)
def test_seals_end_where_their_container_is_named(line: str, seals: tuple[str, ...]) -> None:
    sheet = Sheet().text(60, 40, "PACKING LIST", 16).text(60, 70, "No.: PL-0318").lines(60, 100, *line.split("|"))
    assert values(sheet)["seal_numbers"] == seals


def test_the_size_of_a_container_is_no_seal() -> None:
    sheet = Sheet().text(150, 40, "BILL OF LADING", 16).text(400, 70, "B/L No. NCI-260417")
    sheet.box(50, 100, 250, 120).text(55, 104, "Container and seals", 8)
    sheet.box(50, 120, 250, 180).lines(55, 124, "QRWU 518820-2", "1×20' DC", "RMB-S 30652")
    assert values(sheet)["seal_numbers"] == ("RMB-S 30652",)


def licence(*rows: tuple[str, str]) -> Sheet:
    """An export licence with its facts in rows."""
    sheet = (
        Sheet().text(60, 40, "Ministry of Mines").text(60, 70, "EXPORT LICENCE", 16).text(60, 95, "No. EP/D/25/0349")
    )
    for number, (label, answer) in enumerate(rows):
        sheet.text(60, 130 + 24 * number, label).text(300, 130 + 24 * number, answer)
    return sheet


def test_a_licence_says_how_much_it_allows() -> None:
    found = values(
        licence(
            ("Commodity", "Rough diamonds, unworked"),
            ("Quantity permitted, not exceeding", "900.00 carats"),
            ("Value permitted, not exceeding", "USD 240,000.00"),
        )
    )
    assert found["licensed_quantity"] == "900.00"
    assert found["licensed_value"] == Money(amount=Decimal("240000.00"), currency="USD")


@pytest.mark.parametrize("label", ["Valeur FCA autorisée", "Valor máximo autorizado", "Valor FOB aprobado"])
def test_the_value_that_a_licence_allows_in_other_words(label: str) -> None:
    found = values(licence(("Commodity", "Cassiterite"), (label, "USD 360,318.00")))
    assert found["licensed_value"] == Money(amount=Decimal("360318.00"), currency="USD")


def test_a_licence_may_name_the_seals() -> None:
    found = values(licence(("Conditionnement", "36 fûts, scellés CEEC nos 0045121 à 0045123")))
    assert found["seal_numbers"] == ("0045121", "0045122", "0045123")


def test_a_seal_that_is_pressed_on_a_licence_has_no_number() -> None:
    found = values(licence(("Commodity", "Cassiterite"), ("Signature et sceau de la banque", "Visa OCC n° 31177")))
    assert "seal_numbers" not in found


def test_seals_behind_their_containers_go_on() -> None:
    sheet = Sheet().text(60, 40, "NOTE DE COLISAGE", 16).text(60, 70, "N° : NC-0318")
    sheet.text(60, 100, "Plombs: conteneur KALU3004180 OCC 771204; conteneur KALU3004235 OCC 771205.")
    assert values(sheet)["seal_numbers"] == ("OCC 771204", "OCC 771205")


def test_a_total_may_give_both_weights() -> None:
    sheet = packing("Total gross 26.90 kg and net 24,928.10 g")
    assert values(sheet)["net_weight"] == "24928.10"


def test_a_label_ends_at_its_colon() -> None:
    sheet = Sheet().text(60, 40, "LISTE DE COLISAGE", 16).text(60, 70, "N° : LC-25-0039")
    sheet.text(60, 100, "SCELLES : CEEC 004471 / CEEC 004472")
    assert values(sheet)["seal_numbers"] == ("CEEC 004471", "CEEC 004472")


def test_the_total_stands_beside_the_weight_of_each_half() -> None:
    sheet = Sheet().text(60, 40, "LISTA DE EMPAQUE", 16).text(60, 70, "N.º: LE 217/26")
    sheet.box(50, 100, 300, 140).text(55, 104, "Bolsones 1 – 20").text(55, 120, "Peso neto 10.000 kg")
    sheet.box(300, 100, 550, 140).text(305, 104, "Bolsones 21 – 40").text(305, 120, "Peso neto 10.000 kg")
    sheet.text(60, 160, "Peso neto total 20.000 kg")
    assert values(sheet)["net_weight"] == "20000"


def test_what_packages_stand_on_is_not_counted() -> None:
    sheet = Sheet().text(60, 40, "NOTE DE COLISAGE", 16).text(60, 70, "N° : NC-2026/11")
    sheet.text(60, 100, "Nombre total de colis : 24 big-bags sur 6 palettes.")
    assert values(sheet)["parcel_count"] == 24


@pytest.mark.parametrize(
    "label",
    [
        "4 Lieu et date de la prise en charge / Place and date of taking over of the goods",
        "4 Prise en charge de la marchandise",
    ],
)
def test_the_box_of_a_consignment_note_for_taking_over(label: str) -> None:
    sheet = Sheet().text(60, 40, "LETTRE DE VOITURE", 16).text(400, 40, "N° TKL-26/00873")
    sheet.box(50, 100, 560, 140).text(55, 104, label, 8).text(55, 120, "Goma, RDC, le 14.03.2026")
    assert values(sheet)["shipment_date"] == "2026-03-14"


def test_a_licence_runs_from_its_own_day_to_another() -> None:
    sheet = Sheet().text(60, 40, "MINISTÉRIO DE MINAS E ENERGIA").text(60, 70, "LICENÇA DE EXPORTAÇÃO", 14)
    sheet.text(60, 95, "nº 0187/2026-SGM").lines(
        60,
        130,
        "1. Comunico que foi deferido o pedido dessa Cooperativa, ficando licenciada a exportar, a",
        "partir desta data e até 19 de agosto de 2026, a quantidade de até 1.500,00 quilates de",
        "diamantes brutos, classificados no código 7102.31.00 da NCM.",
    )
    assert values(sheet)["expiry_date"] == "2026-08-19"


def test_marks_and_packages_over_the_goods_are_none_of_them() -> None:
    sheet = Sheet().text(150, 40, "CERTIFICAT D'ORIGINE", 16).text(400, 70, "N° 00871/26")
    sheet.box(50, 100, 400, 200).text(55, 104, "Désignation des marchandises", 8)
    sheet.lines(55, 120, "1. CLM/STM 1-36", "36 FÛTS métalliques", "Concentré de cassitérite, en fûts")
    assert values(sheet)["goods_description"] == "Concentré de cassitérite, en fûts"


def test_what_goes_on_under_another_fact_is_none_of_the_goods() -> None:
    sheet = Sheet().text(150, 40, "BILL OF LADING", 16).text(400, 70, "B/L No. RW-260077")
    sheet.box(50, 100, 400, 200).text(55, 104, "Description of goods", 8)
    sheet.lines(55, 120, "CASSITERITE CONCENTRATE", "ORIGIN: DEMOCRATIC REPUBLIC OF THE", "CONGO")
    found = values(sheet)
    assert found["goods_description"] == "CASSITERITE CONCENTRATE"
    assert found["country_of_origin"] == "CD"


@pytest.mark.parametrize("label", ["Numéro d’enregistrement de l’exportateur", "Exporter registration number"])
def test_the_number_of_a_registered_exporter_is_not_the_papers(label: str) -> None:
    sheet = Sheet().text(150, 40, "CERTIFICAT D'ORIGINE / CERTIFICATE OF ORIGIN", 14)
    sheet.box(300, 70, 560, 100).text(305, 74, "N° de référence", 8).text(305, 86, "GN/ZLECAf/26/0214")
    sheet.box(300, 100, 560, 130).text(305, 104, label, 8).text(305, 116, "GN-EXP-00772")
    assert values(sheet)["document_number"] == "GN/ZLECAf/26/0214"
