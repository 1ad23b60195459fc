"""Forms to be filled in on lines, what each line asks for in small print under it."""

from __future__ import annotations

import pytest

from extract.candidates_captions import caption_lines
from extract.model import DocumentKind, Field
from extract.read import extract
from extract.values import Context
from tests.extract.sheet import Sheet, around

SMALL = 7.0
LEFT, RIGHT = (50.0, 290.0), (310.0, 550.0)
WAYBILL = (
    ("TSLU4410927", "Bill of lading No.", "14.03.2026", "Date of issue"),
    ("DZM 50177, DZM 50178", "Seal numbers", "F-2026/0318", "Invoice No."),
    ("Zambia", "Country of origin", "Finland", "Country of destination"),
    ("16 crates", "Packages", "21 460 kg", "Gross weight"),
)
CERTIFICADO = (
    ("BI-26-000774", "N.º do certificado", "03/02/2026", "Data de emissão"),
    ("04/05/2026", "Válido até", "KRV-0318", "Lote"),
    ("Burundi", "País de origem", "Finlândia", "País de destino"),
    ("44 tambores", "Número de volumes", "9 120,50 kg", "Peso líquido"),
)


def form(title: str, rows: tuple[tuple[str, str, str, str], ...], *, where: float, brackets: bool) -> Sheet:
    """Two columns of lines with what is written on them, captions at a share `where` of the room beside them."""
    sheet = Sheet().text(180, 40, title, 14)
    for row, (left, under_left, right, under_right) in enumerate(rows):
        y = 100 + 32 * row
        for (x0, x1), value, caption in ((LEFT, left, under_left), (RIGHT, right, under_right)):
            caption = f"({caption})" if brackets else caption
            room = x1 - x0 - SMALL * 0.5 * len(caption)
            sheet.text(x0, y, value).rule(x0, y + 11, x1, y + 11).text(x0 + where * room, y + 13, caption, SMALL)
    return sheet


def read(sheet: Sheet) -> dict[str, Field]:
    return extract([sheet.page()])[0].fields


@pytest.mark.parametrize("where", [0.0, 0.5, 1.0], ids=["left", "middle", "right"])
@pytest.mark.parametrize("brackets", [True, False])
def test_a_caption_stands_anywhere_along_the_line_that_it_is_of(where: float, brackets: bool) -> None:
    found = read(form("OCEAN BILL OF LADING", WAYBILL, where=where, brackets=brackets))
    told = {name: found[name].value for name in ("document_number", "issue_date", "seal_numbers", "invoice_number")}
    assert told == {
        "document_number": "TSLU4410927",
        "issue_date": "2026-03-14",
        "seal_numbers": ("DZM 50177", "DZM 50178"),
        "invoice_number": "F-2026/0318",
    }
    assert (found["country_of_destination"].value, found["parcel_count"].value) == ("FI", 16)


@pytest.mark.parametrize("where", [0.0, 0.5, 1.0], ids=["left", "middle", "right"])
def test_captions_in_portuguese(where: float) -> None:
    found = read(form("CERTIFICADO DA CIRGL", CERTIFICADO, where=where, brackets=True))
    assert (found["issue_date"].value, found["expiry_date"].value) == ("2026-02-03", "2026-05-04")
    assert (found["country_of_origin"].value, found["country_of_destination"].value) == ("BI", "FI")
    assert (found["lot_number"].value, found["parcel_count"].value) == ("KRV-0318", 44)


def test_the_label_at_the_head_of_a_box_is_no_caption_of_the_box_over_it() -> None:
    sheet = Sheet().text(180, 40, "OCEAN BILL OF LADING", 14)
    for row, (left, over_left, right, over_right) in enumerate(WAYBILL):
        y = 100 + 28 * row
        for (x0, x1), value, label in ((LEFT, left, over_left), (RIGHT, right, over_right)):
            sheet.box(x0, y, x1, y + 28).text(x0 + 4, y + 2, label, SMALL).text(x0 + 4, y + 14, value)
    found = read(sheet)
    assert found["seal_numbers"].value == ("DZM 50177", "DZM 50178")
    assert (found["invoice_number"].value, found["country_of_origin"].value) == ("F-2026/0318", "ZM")


def test_a_title_under_the_letterhead_is_no_caption() -> None:
    sheet = Sheet().text(230, 38, "Muzal Piedras S.A.S.", 11).text(205, 56, "Calle 12 No. 6-40, Medellín, Colombia")
    sheet.text(262, 71, "Tel. 628 83 900").box(40, 90, 555, 112).text(220, 95, "FACTURA COMERCIAL", 11.5)
    for y, label, value in ((112, "Comprador", "Krabi Gems Co., Ltd"), (134, "Fact. N.º", "MP-996/26")):
        sheet.box(40, y, 140, y + 22).text(45, y + 5, label).box(140, y, 555, y + 22).text(145, y + 5, value)
    sheet.text(400, 600, "P. Saldarraz").rule(395, 612, 520, 612).text(400, 615, "Firma y sello", 8)
    place = around(sheet, DocumentKind.COMMERCIAL_INVOICE)
    captions = [place.layout.lines[line].text for line in caption_lines(place, Context())]
    assert captions == ["Firma y sello"]


@pytest.mark.parametrize("drop", [8.0, 11.0], ids=["between", "level"])
def test_a_value_in_the_box_beside_a_label_in_two_languages_is_not_the_next_labels(drop: float) -> None:
    rows = (
        ("País de origem", "Country of origin", "Angola"),
        ("País de destino", "Country of destination", "Emirados Árabes Unidos"),
        ("Código SH", "HS code", "7102.31"),
        ("N.º dos selos", "Seal numbers", "CN 88210, CN 88211"),
        ("Data de emissão", "Date of issue", "22 de Setembro de 2026"),
        ("Data de validade", "Date of expiry", "21 de Novembro de 2026"),
    )
    sheet = Sheet().text(140, 40, "CERTIFICADO DO PROCESSO KIMBERLEY", 14)
    for at, (first, second, value) in enumerate(rows):
        y = 100.0 + 31 * at
        sheet.box(40, y, 240, y + 31).box(240, y, 555, y + 31)
        sheet.text(49, y + 3, first, 8).text(49, y + 13.5, second, 8).text(250, y + drop, value, 9)
    found = read(sheet)
    assert (found["country_of_origin"].value, found["country_of_destination"].value) == ("AO", "AE")
    assert (found["hs_codes"].value, found["seal_numbers"].value) == (("710231",), ("CN 88210", "CN 88211"))
    assert (found["issue_date"].value, found["expiry_date"].value) == ("2026-09-22", "2026-11-21")
