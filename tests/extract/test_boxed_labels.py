"""Forms whose boxes bear their labels elsewhere than over the value: at the foot, or in the right corner."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from extract.candidates_regions import Place
from extract.doctype import ValueKind
from extract.model import Document, DocumentKind, Money
from extract.read import extract_file
from tests.extract.sheet import Sheet, around

Box = tuple[str, Sequence[str]]
"""A label and the lines of the value in its box."""


def values(sheet: Sheet) -> dict[str, object]:
    (document,) = extract_file([sheet.page()])
    return _values(document)


def _values(document: Document) -> dict[str, object]:
    return {name: field.value for name, field in document.fields.items()}


def at_the_foot(sheet: Sheet, y: float, boxes: Sequence[Box], height: float = 62) -> Sheet:
    """A row of boxes, each with its value at the top and its label in small print at the foot."""
    width = 480 / len(boxes)
    for number, (label, value) in enumerate(boxes):
        left = 55 + number * width
        sheet.box(left, y, left + width - 8, y + height)
        sheet.lines(left + 6, y + 6, *value).text(left + 6, y + height - 10, label, 7)
    return sheet


def in_the_corner(sheet: Sheet, y: float, boxes: Sequence[Box], height: float = 44, low: bool = False) -> Sheet:
    """A row of boxes, each with its value at the left edge and its label in small print in a right corner."""
    width = 480 / len(boxes)
    for number, (label, value) in enumerate(boxes):
        left, right = 55 + number * width, 55 + (number + 1) * width - 8
        sheet.box(left, y, right, y + height).lines(left + 6, y + 5, *value)
        line = y + 5 + (13 * (len(value) - 1) if low else 0)
        sheet.text(right - 5 - sum(3.5 * len(word) + 2.3 for word in label.split()), line, label, 7)
    return sheet


PARTIES: Sequence[Box] = (
    ("Exporter", ("Mano Gravels (SL) Ltd", "3 Wilberforce Street, Freetown")),
    ("Importer", ("Levant Rough DMCC", "Unit 9-A, Almas Tower, Dubai, UAE")),
)
COUNTRIES: Sequence[Box] = (
    ("Country of origin", ("Sierra Leone",)),
    ("Country of provenance", ("Liberia",)),
    ("Destination", ("UAE",)),
)
GOODS: Sequence[Box] = (
    ("Total carat weight", ("1,204.55",)),
    ("Value", ("US$310,700.00",)),
    ("Number of parcels", ("2 (two)",)),
    ("HS code", ("7102.31",)),
)
DATES: Sequence[Box] = (("Date of issue", ("9 March 2027",)), ("Date of expiry", ("8 May 2027",)))


def expected() -> dict[str, object]:
    return {
        "exporter_name": "Mano Gravels (SL) Ltd",
        "exporter_address": "3 Wilberforce Street, Freetown",
        "importer_name": "Levant Rough DMCC",
        "importer_address": "Unit 9-A, Almas Tower, Dubai, UAE",
        "country_of_origin": "SL",
        "country_of_provenance": "LR",
        "country_of_destination": "AE",
        "carat_weight": "1204.55",
        "parcel_count": 2,
        "hs_codes": ("710231",),
        "issue_date": "2027-03-09",
        "expiry_date": "2027-05-08",
    }


def certificate() -> Sheet:
    return Sheet().text(130, 40, "KIMBERLEY PROCESS CERTIFICATE", 16).text(240, 64, "No. SL 009412")


@pytest.mark.parametrize("height", [46, 62, 84])
def test_a_label_at_the_foot_of_its_box_names_what_stands_at_the_top(height: float) -> None:
    sheet = certificate()
    for number, boxes in enumerate((PARTIES, COUNTRIES, GOODS, DATES)):
        at_the_foot(sheet, 100 + (height + 8) * number, boxes, height)
    found = values(sheet)
    assert found | expected() == found
    assert found["value"] == Money(amount=Decimal("310700.00"), currency="USD")


def test_labels_at_the_foot_in_french() -> None:
    sheet = Sheet().text(130, 40, "CERTIFICAT D'ORIGINE", 16).text(240, 64, "N° CO-2027-0311")
    at_the_foot(
        sheet,
        100,
        (
            ("Expéditeur", ("Étain du Maniema SARL", "7, avenue Lowa, Kindu")),
            ("Destinataire", ("Zinnwerk Sachsen GmbH", "Hüttenstraße 4, 09599 Freiberg, Allemagne")),
        ),
    )
    at_the_foot(sheet, 170, (("Pays d'origine", ("R.D. Congo",)), ("Pays de destination", ("Allemagne",))))
    at_the_foot(
        sheet, 240, (("Poids net", ("24 050,5 kg",)), ("Poids brut", ("24 610,0 kg",)), ("Code SH", ("2609.00",)))
    )
    found = values(sheet)
    assert (
        found
        | {
            "exporter_name": "Étain du Maniema SARL",
            "importer_name": "Zinnwerk Sachsen GmbH",
            "country_of_origin": "CD",
            "country_of_destination": "DE",
            "net_weight": "24050.5",
            "gross_weight": "24610.0",
            "hs_codes": ("260900",),
        }
        == found
    )


@pytest.mark.parametrize("low", [False, True])
def test_a_label_in_the_right_corner_of_its_box_names_what_stands_in_it(low: bool) -> None:
    sheet = certificate()
    for number, boxes in enumerate((PARTIES[:1], PARTIES[1:], COUNTRIES, GOODS[:2], GOODS[2:], DATES)):
        in_the_corner(sheet, 100 + 52 * number, boxes, low=low)
    found = values(sheet)
    assert found | expected() == found


def test_a_label_over_its_value_keeps_it_beside_boxes_with_text_of_no_label() -> None:
    sheet = certificate()
    for number, boxes in enumerate((COUNTRIES, GOODS, DATES)):
        width = 480 / len(boxes)
        for place, (label, value) in enumerate(boxes):
            left, top = 55 + place * width, 100 + 70 * number
            sheet.box(left, top, left + width - 8, top + 62)
            sheet.text(left + 6, top + 4, label, 7).lines(left + 6, top + 40, *value)
    found = values(sheet)
    for name in ("country_of_origin", "country_of_provenance", "country_of_destination", "carat_weight", "expiry_date"):
        assert found[name] == expected()[name]


def in_rows(sheet: Sheet, y: float, rows: Sequence[Sequence[tuple[str, str]]]) -> Sheet:
    """Rows of boxes, each with its numbered label in small print over its value."""
    for number, row in enumerate(rows):
        width, top = 480 / len(row), y + 30 * number
        for place, (label, value) in enumerate(row):
            left = 55 + place * width
            sheet.box(left, top, left + width, top + 30).text(left + 5, top + 3, label, 7).text(
                left + 5, top + 14, value
            )
    return sheet


@pytest.mark.parametrize("style", ["{}.{}", "{}.{}.", "Case {}{} –"])
def test_short_labels_numbered_by_section_and_titles_of_no_list_beside_them(style: str) -> None:
    names = (("Buyer", "Patch"), ("Mineral", "Presentation", "NANDINA", "Origin"), ("Expiry", "Clerk"))
    told = (
        ("Nordhafen Zinn GmbH", "B-11"),
        ("CASSITERITE", "FINE", "2609.00.00", "BOLIVIA"),
        ("30/06/2027", "A. LIMA"),
    )
    rows = [
        [
            (f"{style.format(row + 1, place + 1)} {name}", value)
            for place, (name, value) in enumerate(zip(*one, strict=True))
        ]
        for row, one in enumerate(zip(names, told, strict=True))
    ]
    found = values(in_rows(Sheet().text(150, 40, "EXPORT LICENCE", 16).text(240, 64, "No. EL-0718"), 100, rows))
    assert found["importer_name"] == "Nordhafen Zinn GmbH"
    assert found["hs_codes"] == ("26090000",)
    assert found["country_of_origin"] == "BO"
    assert found["expiry_date"] == "2027-06-30"
    assert "Presentation" not in str(found.get("goods_description"))


@pytest.mark.parametrize("label", ["Ley mínima", "3.2 Minimum grade", "Teneur minimale", "Teor mínimo"])
def test_a_content_that_is_asked_at_least_is_none_of_the_goods(label: str) -> None:
    sheet = Sheet().text(150, 40, "EXPORT LICENCE", 16).text(240, 64, "No. EL-0718")
    in_rows(sheet, 100, [[("3.1 Mineral", "WOLFRAMITE"), (label, "55 % WO3")]])
    assert values(sheet).get("grade") is None


def test_a_row_of_boxes_with_labels_in_them_is_no_table_that_goes_on_below() -> None:
    sheet = Sheet().text(150, 40, "CERTIFICADO DE ORIGEN", 16).text(240, 64, "N.º 27-EU-0044")
    in_rows(
        sheet,
        100,
        [
            [
                ("PARTIDA", "26.09.00"),
                ("DENOMINACIÓN DE LAS MERCANCÍAS", "Concentrado de estaño"),
                ("PESO NETO", "20.150,00 kg"),
                ("VALOR FOB", "USD 311.480,00"),
            ],
            [("BULTOS", "22 (veintidós) big bags"), ("CRITERIO DE ORIGEN", "Totalmente obtenido")],
            [
                (
                    "OBSERVACIONES",
                    "Lote CE-0091. Declaración jurada DDJJ 8812-2026, vigente hasta 31/12/2027, folio 4471",
                )
            ],
        ],
    )
    found = values(sheet)
    assert (found["net_weight"], found["goods_description"]) == ("20150.00", "Concentrado de estaño")
    assert found["hs_codes"] == ("260900",)
    assert found.get("expiry_date") is None


def test_a_description_in_the_box_under_its_label_ends_where_other_facts_begin() -> None:
    """What labels cut out of a box parts its lines: those behind belong to what is named there."""
    sheet = Sheet().text(170, 40, "CERTIFICATE OF ORIGIN", 14)
    for left, label, value in ((55, "5. Description of good(s)", ()), (295, "6. HS No.", ("2836.91",))):
        sheet.box(left, 200, left + 240, 222).text(left + 5, 205, label, 8)
        sheet.box(left, 222, left + 240, 330).lines(left + 5, 228, *value)
    lines = (
        "LITHIUM HYDROXIDE IN BAGS",
        "LOT LH-26-07",
        "12 BIG BAGS",
        "NET 6,000.0 KG",
        "INVOICE LH-00118 OF AUGUST",
        "14, 2026",
    )
    sheet.lines(60, 228, *lines)
    goods = values(sheet)["goods_description"]
    assert goods == "LITHIUM HYDROXIDE IN BAGS"


def test_a_number_between_two_labels_answers_the_colon_that_it_stands_nearer_to() -> None:
    sheet = Sheet().text(60, 40, "KIMBERLEY PROCESS CERTIFICATE", 16)
    sheet.text(60, 100, "Number of Parcels:").text(156, 100, "2").text(180, 100, "Carat Weight:").text(
        260, 100, "56.18 cts"
    )
    assert values(sheet)["parcel_count"] == 2


def test_a_number_right_before_a_label_is_its_boxs() -> None:
    sheet = Sheet().text(60, 40, "KIMBERLEY PROCESS CERTIFICATE", 16)
    sheet.text(60, 100, "Number of Parcels:").text(180, 100, "7").text(192, 100, "Carat Weight:").text(
        260, 100, "56.18 cts"
    )
    assert values(sheet).get("parcel_count") is None


def test_a_box_of_labels_beside_a_box_of_their_values() -> None:
    sheet = Sheet().text(60, 40, "PACKING LIST", 15)
    rows = (
        ("List number", ("PL/0412/27",)),
        ("Date of issue", ("21-04-2027",)),
        ("Exporter", ("Milo Gravels SARL",)),
        ("Importer", ("Scheldemond Stones BV", "Rijnkaai 12", "2000 Antwerpen", "Belgium")),
        ("Seal numbers", ("ZK700412 / ZK700413",)),
    )
    y = 100.0
    for label, value in rows:
        sheet.text(66, y, label, 9).lines(246, y, *value)
        y += 14 * len(value) + 6
    sheet.box(60, 92, 240, y).box(240, 92, 540, y)
    page = around(sheet, DocumentKind.PACKING_LIST)
    (importer,) = (hit for hit in page.labels if hit.text == "Importer")
    beside = [one for one in page.places(importer, ValueKind.PARTY) if one.place is Place.NEXT_CELL]
    assert beside
    assert all(one.text.startswith("Scheldemond") for one in beside)
    found = values(sheet)
    assert (found["document_number"], found["issue_date"]) == ("PL/0412/27", "2027-04-21")
    assert found["importer_name"] == "Scheldemond Stones BV"
    assert found["importer_address"] == "Rijnkaai 12, 2000 Antwerpen, Belgium"
    assert found["seal_numbers"] == ("ZK700412", "ZK700413")


def test_headings_in_one_box_have_their_values_in_the_boxes_under_them() -> None:
    sheet = Sheet().text(60, 40, "AIR WAYBILL", 14).text(60, 80, "Air waybill No.:").text(160, 80, "020-89708496")
    edges = (40, 200, 300, 420, 555)
    sheet.box(40, 190, 555, 220)
    for left, right, heading, value in zip(
        edges,
        edges[1:],
        ("Customs tariff No.", "Packages", "Gross weight", "Weight (carats)"),
        ("7103.10", "3", "2.42 kg", "2,732.37 ct"),
        strict=False,
    ):
        sheet.text(left + 5, 205, heading).box(left, 220, right, 300).text(left + 5, 226, value)
    found = values(sheet)
    assert (found["parcel_count"], found["gross_weight"], found["hs_codes"]) == (3, "2.42", ("710310",))


def test_a_heading_in_a_bar_over_boxes_leads_to_the_box_under_it() -> None:
    sheet = Sheet().text(200, 40, "AIR WAYBILL", 14).text(60, 70, "AWB No. 118-20935176")
    sheet.box(50, 400, 545, 412).box(50, 412, 300, 440).box(300, 412, 545, 440)
    sheet.text(54, 402, "EXECUTED ON", 7).text(304, 402, "HANDLED FOR THE CARRIER", 7)
    sheet.text(54, 418, "21OCT2026 LUANDA").text(304, 418, "J. MUHONGO")
    assert values(sheet)["issue_date"] == "2026-10-21"
