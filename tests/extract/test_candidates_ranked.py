"""What a paper says of others: their numbers at the beginning of a line, days entered in a table or a box of theirs."""

from __future__ import annotations

import pytest

from extract.candidates import labelled
from extract.candidates_shapes import title_numbers
from extract.candidates_shapes_dated import number_dates
from extract.model import DocumentKind
from extract.types import TYPES
from extract.values import Context
from ingest.model import Box
from tests.extract.sheet import Sheet, around
from tests.extract.trade import values


def licence() -> Sheet:
    sheet = Sheet().text(150, 40, "AUTORISATION D'EXPORTATION", 16).text(60, 80, "N/Réf. : 0217/MINES/2026")
    return sheet.text(400, 60, "Bukavu, le 12 mai 2026")


def test_a_day_entered_in_a_table_of_shipments_is_later_than_the_permit() -> None:
    sheet = licence()
    edges = (60, 160, 260, 360, 460)
    for left, right, head, entry in zip(
        edges, edges[1:], ("Date", "Lot", "Sorti (t)", "Visa"), ("27.06.26", "LT-018", "18,4", "OCC"), strict=False
    ):
        for row in (600, 620, 640):
            sheet.box(left, row, right, row + 20)
        sheet.text(left + 4, 604, head).text(left + 4, 624, entry)
    assert values(sheet)["issue_date"] == "2026-05-12"


def test_a_word_for_a_date_over_other_labels_of_a_form_heads_no_column() -> None:
    sheet = Sheet().text(60, 40, "PACKING LIST", 16)
    edges = (60, 130, 260, 330, 460)
    for at, texts in enumerate(
        (
            ("PL No.", "KG-26/118", "Date", "17 May 2026"),
            ("Invoice", "INV-26/77", "Permit", "to follow"),
            ("Product", "Tin ore", "Lot", "KG/S/14"),
        )
    ):
        for left, right, text in zip(edges, edges[1:], texts, strict=False):
            sheet.box(left, 80 + 20 * at, right, 100 + 20 * at).text(left + 4, 84 + 20 * at, text)
    assert values(sheet)["issue_date"] == "2026-05-17"
    found = labelled(around(sheet, DocumentKind.PACKING_LIST), Context(language="en"))
    assert "issue_date" in {one.spec.name for one in found}


@pytest.mark.parametrize(("over", "numbers"), [("avenue du Lac, Bukavu; agrément", set()), ("LICENCE", {"041/2025"})])
def test_a_number_that_a_line_goes_on_with_is_not_the_papers(over: str, numbers: set[str]) -> None:
    sheet = Sheet().text(60, 120, "Expéditeur").lines(220, 120, over, "n° 041/2025")
    found = labelled(around(sheet, DocumentKind.EXPORT_LICENCE), Context(language="fr"))
    assert {str(one.parsed.value) for one in found if one.spec.name == "document_number"} == numbers


@pytest.mark.parametrize("number", ["ABC-1447/2026", "AEM-22/26"])
def test_a_number_that_goes_on_beneath_its_title(number: str) -> None:
    begun, rest = number.split("-")
    sheet = Sheet().text(60, 60, f"AUTORIZACIÓN DE EXPORTACIÓN DE MINERALES N.º {begun}-", 12).text(250, 76, rest, 12)
    sheet.text(60, 110, "SE AUTORIZA la exportación de 20 000 kg de concentrado de estaño.")
    assert values(sheet)["document_number"] == number


def test_the_day_behind_the_number_of_a_title() -> None:
    sheet = Sheet().text(60, 60, "PACKING LIST DN-0193 / 02.11.2025", 14)
    doctype, title = TYPES[DocumentKind.PACKING_LIST], Box(60 / 595, 60 / 842, 150 / 595, 74 / 842)
    numbers = list(title_numbers(around(sheet, DocumentKind.PACKING_LIST), doctype, title, Context(language="en")))
    days = number_dates(numbers, doctype, Context(language="en"))
    assert {one.parsed.value for one in numbers} == {"DN-0193"}
    assert {one.parsed.value for one in days} == {"2025-11-02"}


def test_which_copy_it_is_stands_behind_a_number() -> None:
    sheet = Sheet().text(330, 40, "B 118734 ORIGINAL", 12).text(300, 60, "CERTIFICATE OF ORIGIN", 12)
    sheet.box(50, 200, 560, 300).text(54, 204, "6 Item number; marks, numbers; description of goods", 7)
    sheet.text(54, 220, "1 - 17 big bags of tungsten concentrate")
    assert values(sheet)["document_number"] == "B 118734"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mine tags were retired in our logbook on June 29, 2026.", "2026-07-16"),
        ("VISTOS: la solicitud presentada por la interesada con fecha 22 de abril de 2026.", "2026-07-16"),
        ("This declaration was made at Kayanza on 17 July 2026.", "2026-07-17"),
        ("This is to certify that on 17 July 2026 the origin of the goods was shown to us.", "2026-07-17"),
        ("Por ser verdade, firma a presente em Luanda, aos 18 de julho de 2026.", "2026-07-18"),
    ],
)
def test_a_day_in_a_sentence_is_the_papers_where_that_sentence_makes_it_out(text: str, day: str) -> None:
    sheet = Sheet().text(60, 40, "SUPPLIER DECLARATION OF ORIGIN", 14).text(60, 110, text)
    if day == "2026-07-16":
        sheet.text(380, 70, "Bujumbura, 16 July 2026")
    sheet.text(60, 96, "ICGLR certificate BI-0731 has been issued for the lot.")
    assert values(sheet)["issue_date"] == day


def test_the_days_of_attendance_are_none_of_issue() -> None:
    sheet = Sheet().text(60, 40, "CERTIFICATE OF WEIGHT AND ANALYSIS", 14).text(60, 90, "Our certificate")
    sheet.text(220, 90, "AIS/26/2093").text(60, 104, "Issued").text(220, 104, "31 August 2026")
    sheet.text(60, 118, "Place and dates of attendance").text(220, 118, "El Alto, 25 and 26 August 2026")
    assert values(sheet)["issue_date"] == "2026-08-31"


def test_a_column_of_values_that_is_not_ruled_off_goes_by_its_rows() -> None:
    sheet = Sheet().text(60, 40, "COMMERCIAL INVOICE", 16).box(150, 100, 330, 180)
    for row, (label, value) in enumerate(
        (
            ("Number", "IV-250923-02"),
            ("Sales order", "SO-25-0088"),
            ("Lot", "CT-25-016"),
            ("Export licence", "0417/M/25"),
        )
    ):
        sheet.box(50, 100 + 20 * row, 150, 120 + 20 * row).text(54, 104 + 20 * row, label)
        sheet.text(160, 104 + 20 * row, value)
    found = values(sheet)
    assert (found["document_number"], found["licence_number"]) == ("IV-250923-02", "0417/M/25")


def test_a_load_watched_on_a_day_is_not_made_out_on_it() -> None:
    sheet = Sheet().text(60, 40, "Lista de empaque", 16).text(60, 70, "LE-1288 · Salta, 22-jul-2026")
    sheet.lines(60, 100, "De: Salmueras del Hombre S.A., Salta (Argentina)", "Factura: E 0005-00001288")
    sheet.text(60, 400, "Carga supervisada el 21-jul-2026 por el despachante J. Arroyo.")
    assert values(sheet)["issue_date"] == "2026-07-22"


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("La présente autorisation est valable du", "12 janvier 2026 au 11 juillet 2026"),
        ("This permit is valid from", "12 January 2026 to 11 July 2026"),
    ],
)
def test_both_days_of_a_period_behind_the_words_for_its_first(label: str, period: str) -> None:
    sheet = Sheet().text(150, 40, "EXPORT PERMIT - AUTORISATION D'EXPORTATION", 16).text(60, 80, "N° AE/0093/2026")
    sheet.text(60, 200, label).text(300, 200, period)
    apart = Sheet().text(150, 40, "EXPORT PERMIT - AUTORISATION D'EXPORTATION", 16).text(60, 80, "N° AE/0093/2026")
    first, last = period.split(" 2026 ")
    apart.text(60, 200, label).text(300, 200, f"{first} 2026").text(400, 200, last.split(" ")[0])
    apart.text(450, 200, last.split(" ", 1)[1])
    for found in (values(sheet), values(apart)):
        assert (found["issue_date"], found["expiry_date"]) == ("2026-01-12", "2026-07-11")


@pytest.mark.parametrize(
    ("client", "seller"),
    [
        ("Principal", "Shipper"),
        ("On behalf of", "Exporter"),
        ("Donneur d'ordre", "Expéditeur"),
        ("Ordenante", "Exportador"),
        ("Solicitante", "Remetente"),
        ("Customer", "Supplier"),
    ],
)
def test_who_ordered_an_analysis_yields_to_who_sends_the_goods(client: str, seller: str) -> None:
    sheet = Sheet().text(60, 60, "CERTIFICATE OF WEIGHT AND ANALYSIS", 14).text(60, 90, "Certificate No.: QC/26/118")
    for y, label, name in ((120, client, "Ostrava Lithium GmbH, Essen"), (140, seller, "Lavras do Pardo Ltda.")):
        sheet.text(60, y, f"{label}:").text(180, y, name)
    sheet.text(60, 160, "Net weight:").text(180, 160, "480.000 metric tons")
    assert values(sheet)["exporter_name"] == "Lavras do Pardo Ltda."


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("Date", "Date of weighing"),
        ("Date", "Date de l'échantillonnage"),
        ("Data", "Data da amostragem"),
        ("Fecha", "Fecha de muestreo"),
        ("Date of issue", "Inspection date"),
    ],
)
def test_the_day_of_an_act_yields_to_the_papers_own(own: str, other: str) -> None:
    sheet = Sheet().text(60, 40, "CERTIFICATE OF ANALYSIS", 16)
    sheet.text(60, 100, own).text(60, 112, "19.10.2026").text(300, 140, other).text(300, 152, "15.10.2026")
    sheet.box(296, 136, 420, 168)
    assert values(sheet)["issue_date"] == "2026-10-19"


def test_the_day_of_an_act_stands_for_the_papers_where_it_is_the_only_one() -> None:
    sheet = Sheet().text(60, 40, "CERTIFICATE OF ANALYSIS", 16)
    sheet.text(60, 100, "Date of analysis: 15.10.2026")
    assert values(sheet)["issue_date"] == "2026-10-15"


@pytest.mark.parametrize(
    ("wet", "dry", "net"),
    [
        ("Peso húmedo", "Peso neto seco", "18240.00"),
        ("Poids humide", "Poids net sec", "18240.00"),
        ("Peso húmido", "Peso líquido seco", "18240.00"),
        ("Wet weight", "Net dry weight", "18240.00"),
        ("Net wet weight", "Dry weight", "18478.00"),
        ("Peso neto húmedo", "Peso neto seco", "18478.00"),
    ],
)
def test_the_weight_that_a_paper_calls_net_is_net(wet: str, dry: str, net: str) -> None:
    sheet = Sheet().text(60, 40, "INFORME DE ANÁLISIS", 16).text(60, 90, "Lote").text(200, 90, "CC-SN-041")
    sheet.text(60, 110, wet).text(200, 110, "18.478,00 kg").text(60, 130, dry).text(200, 130, "18.240,00 kg")
    assert values(sheet)["net_weight"] == net
