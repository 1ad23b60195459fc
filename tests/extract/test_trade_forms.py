"""Forms of trade and of carriers: lists of seals, numbers that are another thing's, what counts and what only holds."""

from __future__ import annotations

import pytest

from tests.extract.sheet import Sheet
from tests.extract.trade import values, waybill


def packing() -> Sheet:
    sheet = Sheet().text(200, 40, "PACKING LIST", 14).text(60, 80, "Exporter: Sable Minerals Ltd")
    return sheet.text(60, 96, "Consignee: Harz Metall GmbH")


@pytest.mark.parametrize(
    ("lines", "seals"),
    [
        (
            ["VAL. STRONG ROOM. SEALS SN-BK 40711; SN-BK 40712.", "EXPORT PERMIT EP/26/881"],
            ("SN-BK 40711", "SN-BK 40712"),
        ),
        (["KEEP LOCKED AT ALL TIMES DURING TRANSIT AND ON GROUND. SEAL DMG", "0071243"], ("DMG 0071243",)),
        (["Seals affixed: TRA 5520917 (carrier) and DMG-118834 (mines)."], ("TRA 5520917", "DMG-118834")),
    ],
)
def test_seals_in_handling_information_are_read_to_the_end_of_their_list(
    lines: list[str], seals: tuple[str, ...]
) -> None:
    sheet = waybill().box(40, 300, 560, 345).text(45, 302, "Handling Information", 7)
    assert values(sheet.lines(45, 314, *lines))["seal_numbers"] == seals


def test_seals_of_one_series_go_on_under_the_first_and_marks_do_not() -> None:
    sheet = Sheet().text(60, 40, "BILL OF LADING", 14).text(400, 40, "B/L No. HLC 4471120")
    sheet.text(45, 300, "Marks", 7).text(250, 300, "Description of goods", 7)
    sheet.lines(45, 312, "SEALS DMG 07751", "DMG 07752").lines(250, 312, "COPPER CATHODES", "LME GRADE A")
    assert values(sheet)["seal_numbers"] == ("DMG 07751", "DMG 07752")
    sheet = Sheet().text(60, 40, "BILL OF LADING", 14).text(400, 40, "B/L No. HLC 4471120")
    sheet.text(45, 300, "Marks", 7).text(250, 300, "Description of goods", 7)
    sheet.lines(45, 312, "SEAL DMG-07751", "KIT/HAMBURG", "1-40").lines(250, 312, "COPPER CATHODES", "LME GRADE A")
    assert values(sheet)["seal_numbers"] == ("DMG-07751",)


def test_a_label_for_seals_may_say_whose() -> None:
    assert values(packing().text(60, 140, "Scellé DNM").text(200, 140, "DNM 20417"))["seal_numbers"] == ("DNM 20417",)


def test_a_label_at_a_line_s_end_has_its_value_at_the_beginning_of_the_next() -> None:
    sheet = Sheet().text(200, 40, "COMMERCIAL INVOICE", 14).text(60, 80, "Invoice No. CT/26/118")
    sheet.text(60, 300, "Origin: Angola").text(200, 300, "Tariff: 7102.31").text(400, 300, "Export licence:")
    assert values(sheet.text(60, 313, "EL/0471/26"))["licence_number"] == "EL/0471/26"


@pytest.mark.parametrize("label", ["Our job no.", "Work order", "Booking"])
def test_the_number_of_a_work_or_booking_yields_to_the_paper_s_own(label: str) -> None:
    sheet = Sheet().text(60, 40, "ASSAY CERTIFICATE", 14).text(60, 70, "Assay report no. 26-BJ-0921")
    sheet.text(60, 120, label).text(200, 120, "J-26-3318").text(60, 140, "Client").text(200, 140, "Sable Minerals Ltd")
    assert values(sheet)["document_number"] == "26-BJ-0921"


def test_a_day_of_print_yields_to_the_paper_s_date() -> None:
    sheet = Sheet().text(200, 40, "FACTURE COMMERCIALE", 14).text(60, 80, "Facture n°").text(200, 80, "FX-26/087")
    sheet.text(60, 96, "Date facture").text(200, 96, "08/04/2026").text(380, 60, "Imprimé le : 09/04/2026", 7)
    assert values(sheet)["issue_date"] == "2026-04-08"


def test_a_company_called_after_its_mineral_is_no_label() -> None:
    sheet = (
        Sheet().text(200, 40, "CERTIFICADO DE ENSAYE", 14).text(60, 80, "Certificado No.").text(200, 80, "IA-26-0733")
    )
    sheet.text(60, 96, "Interesado").text(200, 96, "Wolfram Serrana S.R.L.")
    assert values(sheet)["exporter_name"] == "Wolfram Serrana S.R.L."


def test_an_address_over_the_buyer_is_no_label_with_it() -> None:
    sheet = (
        Sheet().text(200, 40, "CERTIFICADO DE ENSAYE", 14).text(60, 80, "Certificado No.").text(200, 80, "IA-26-0733")
    )
    sheet.text(60, 96, "Interesado").text(200, 96, "Cruz Alta S.R.L.")
    sheet.text(60, 109, "Dirección").text(200, 109, "Av. Cívica 745, El Alto")
    sheet.text(60, 122, "Comprador").text(200, 122, "Metales Finos del Sur, S.A.")
    assert values(sheet)["importer_name"] == "Metales Finos del Sur, S.A."


def test_a_place_with_the_day_ends_the_address_over_it() -> None:
    sheet = Sheet().text(60, 40, "LISTA DE EMPAQUE", 14).text(400, 40, "N° LE-0231")
    sheet.lines(60, 90, "Para: Metales Finos del Sur, S.A.", "Domicilio: Calle Mayor 12, 48170 Zamudio", step=12)
    sheet.lines(60, 120, "Oruro, 14 de abril de 2026. Corresponde a factura FC-0231, lote CA-W-118.")
    found = values(sheet)
    assert found["importer_address"] == "Calle Mayor 12, 48170 Zamudio"
    assert (found["issue_date"], found["invoice_number"], found["lot_number"]) == ("2026-04-14", "FC-0231", "CA-W-118")


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Réf. lot vendeur", "lot_number"),
        ("Customer's lot", "lot_number"),
        ("Referencia del lote del proveedor", "lot_number"),
        ("N.º do lote do exportador", "lot_number"),
    ],
)
def test_a_lot_may_be_said_to_be_somebody_s(label: str, field: str) -> None:
    assert values(packing().text(60, 140, label).text(260, 140, "HX-26-05"))[field] == "HX-26-05"


@pytest.mark.parametrize(
    ("line", "count"),
    [("Total, 3 canisters", 3), ("40 barriles de 500 kg", 40), ("16 coffrets", 16), ("24 barricas", 24)],
)
def test_packages_of_further_kinds_are_counted(line: str, count: int) -> None:
    assert values(packing().text(60, 140, line))["parcel_count"] == count


def test_the_case_that_packages_lie_in_is_not_counted_with_them() -> None:
    sheet = packing().text(60, 140, "4 envelopes").text(60, 156, "1 box of steel 22 x 16 x 9 cm")
    assert values(sheet)["parcel_count"] == 4


def test_a_count_over_the_words_for_what_is_counted_answers_its_label() -> None:
    sheet = Sheet().text(60, 40, "BILL OF LADING", 14).text(400, 40, "B/L No. HLC 4471120")
    for x0, x1, heading in ((40, 140, "No. of pkgs"), (140, 400, "Description of goods"), (400, 560, "Gross weight")):
        sheet.box(x0, 298, x1, 312).box(x0, 312, x1, 400).text(x0 + 5, 301, heading, 7)
    sheet.lines(45, 316, "20", "BIG", "BAGS").lines(145, 316, "TIN ORE CONCENTRATE").text(405, 316, "24,035.0 KGS")
    assert values(sheet)["parcel_count"] == 20


def test_an_office_s_filing_day_is_not_the_shipment_s() -> None:
    sheet = Sheet().text(60, 40, "CERTIFICAT D'EXPERTISE", 14).text(60, 80, "Date dépôt").text(200, 80, "20/02/2026")
    sheet.text(60, 96, "Certificat émis le").text(200, 96, "23/02/2026")
    found = values(sheet)
    assert found.get("issue_date") == "2026-02-23"
    assert "shipment_date" not in found


@pytest.mark.parametrize(
    "label",
    [
        "Lugar, país y fecha en que el porteador se hace cargo de las mercancías",
        "Localidade, país e data em que o transportador se responsabiliza pela mercadoria",
    ],
)
def test_the_road_waybill_s_box_for_taking_over_has_the_day_of_shipment(label: str) -> None:
    sheet = Sheet().text(60, 40, "CARTA DE PORTE INTERNACIONAL POR CARRETERA", 14).box(40, 200, 560, 230)
    sheet.text(45, 203, f"7 {label}", 7).text(45, 215, "ORURO, BOLIVIA, 21/04/2026")
    assert values(sheet)["shipment_date"] == "2026-04-21"


def test_a_place_with_its_day_behind_a_number_on_one_line_dates_the_paper() -> None:
    sheet = Sheet().text(60, 40, "Lista de empaque", 14).text(60, 60, "LX-1288 · Oruro, 22-jul-2026")
    found = values(sheet.text(60, 100, "Para: Metales Finos del Sur, S.A."))
    assert (found["document_number"], found["issue_date"]) == ("LX-1288", "2026-07-22")
    sheet = (
        Sheet()
        .text(60, 40, "FATURA COMERCIAL", 14)
        .text(60, 60, "N.º 037/2026")
        .text(200, 60, "Diamantina, 18 de agosto de 2026")
    )
    sheet.text(60, 90, "Ref.: proposta 031/2026 de 03/08/2026")
    assert values(sheet)["issue_date"] == "2026-08-18"


def test_what_a_line_counts_over_the_goods_is_no_part_of_them() -> None:
    sheet = Sheet().text(60, 40, "CERTIFICAT D'ORIGINE", 14).box(40, 200, 300, 260)
    sheet.text(45, 203, "Nombre et nature des colis ; désignation des marchandises", 7)
    sheet.lines(45, 214, "63 fardeaux cerclés", "Cathodes de cuivre")
    assert values(sheet)["goods_description"] == "Cathodes de cuivre"
