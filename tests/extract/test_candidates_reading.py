"""What a place says for a field: the unit of a waybill's box, seals beside their containers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.candidates import Candidate, labelled
from extract.candidates_reading import counts_of_things
from extract.model import DocumentKind, Money
from extract.read import extract_file
from extract.values import Context
from tests.extract.sheet import Sheet, around

WAYBILL = DocumentKind.TRANSPORT_DOCUMENT


def best(sheet: Sheet, name: str) -> Candidate:
    found = [one for one in labelled(around(sheet, WAYBILL), Context(language="en")) if one.spec.name == name]
    return max(found, key=lambda one: one.score)


@pytest.mark.parametrize(
    ("text", "value", "unit"), [("0.3 K", "0.3", "kg"), ("12.5 L", "12.5", "lb"), ("7 kg", "7", "kg")]
)
def test_the_letter_behind_a_waybills_weight_is_its_unit(text: str, value: str, unit: str) -> None:
    found = best(Sheet().text(50, 50, "Gross weight").text(50, 64, text), "gross_weight")
    assert (found.parsed.value, found.parsed.unit) == (value, unit)


def test_marks_over_containers_with_their_seals_are_no_seals() -> None:
    sheet = Sheet().box(40, 40, 290, 140).text(50, 46, "Marks & Nos. Container / Seal No.")
    sheet.lines(50, 66, "HLG260511", "HLXU5004187 / DL774401", "HLXU5004232 / DL774402")
    assert best(sheet, "seal_numbers").parsed.value == ("DL774401", "DL774402")


def test_seals_on_lines_of_their_own_stay_seals() -> None:
    sheet = Sheet().box(40, 40, 290, 140).text(50, 46, "Containers and seals")
    sheet.lines(50, 66, "HLXU5004187", "DL774401", "DL774402")
    assert best(sheet, "seal_numbers").parsed.value == ("DL774401", "DL774402")


def test_figures_alone_describe_no_goods() -> None:
    sheet = Sheet().text(50, 50, "CARGO").lines(50, 64, "25,751", "25,218", "25,745")
    found = labelled(around(sheet, WAYBILL), Context(language="en"))
    assert not [one for one in found if one.spec.name == "goods_description"]


def test_what_stands_far_off_in_the_row_of_an_address_is_not_of_it() -> None:
    sheet = Sheet().box(40, 40, 560, 100)
    sheet.text(50, 46, "Consignee").text(120, 46, "Harbour Metals GmbH").text(360, 46, "Date").text(
        440, 46, "12/05/2026"
    )
    sheet.text(50, 62, "Address").text(120, 62, "Dock Road 44, 27751 Delmenhorst").text(360, 62, "Zone").text(
        440, 62, "US$"
    )
    assert "US$" not in best(sheet, "importer").region.text


def test_two_numbers_under_a_label_of_two_go_each_to_its_own() -> None:
    sheet = Sheet().text(50, 50, "Invoice No. / Licence No.").text(50, 64, "F25-7770 / LIC-16915")
    assert best(sheet, "invoice_number").parsed.value == "F25-7770"
    assert best(sheet, "licence_number").parsed.value == "LIC-16915"


def test_a_number_with_strokes_set_apart_stays_one_under_its_own_label() -> None:
    sheet = Sheet().text(50, 50, "Licence No.").text(50, 64, "MG/3546 / 26")
    assert best(sheet, "licence_number").parsed.value == "MG/3546/26"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("40 drums on 10 pallets", [40]),
        ("Ore packed in 40 drums, on 10 pallets", [40]),
        ("60 sacos sobre 6 paletes", [60]),
        ("24 fûts dans 2 conteneurs", [24]),
        ("12 drums and 8 boxes", [12, 8]),
    ],
)
def test_what_packages_stand_on_is_not_counted_with_them(text: str, counts: list[int]) -> None:
    assert [one.value for one in counts_of_things(text, Context())] == counts


@pytest.mark.parametrize("label", ["Total value", "Declared value"])
@pytest.mark.parametrize("price", ["85.20 US$/ct", "USD per carat 85.20", "USD 85.20 per carat"])
def test_the_price_of_one_carat_is_not_what_the_lot_is_worth(label: str, price: str) -> None:
    sheet = Sheet().text(150, 40, "COMMERCIAL INVOICE", 16).text(50, 80, "Invoice No.").text(250, 80, "KV-0441/26")
    sheet.text(50, 100, "Goods").text(250, 100, "Rough diamonds")
    sheet.text(50, 120, label).text(250, 120, price)
    (document,) = extract_file([sheet.page()])
    assert "value" not in document.fields or document.fields["value"].status == "unreadable"


def test_a_worth_with_its_price_in_brackets_behind_is_read() -> None:
    sheet = Sheet().text(150, 40, "COMMERCIAL INVOICE", 16).text(50, 80, "Invoice No.").text(250, 80, "KV-0441/26")
    sheet.text(50, 100, "Total value").text(250, 100, "USD 106,866.36 (US$ 85.20/ct)")
    (document,) = extract_file([sheet.page()])
    assert document.fields["value"].value == Money(amount=Decimal("106866.36"), currency="USD")


@pytest.mark.parametrize(("label", "least"), [("Nomenclature (SH)", 0.85), ("Reference", 0.0)])
def test_a_label_of_the_nomenclature_announces_a_code_of_any_goods(label: str, least: float) -> None:
    found = [
        one
        for one in labelled(around(Sheet().text(50, 50, f"{label} : 3801.10"), WAYBILL), Context(language="fr"))
        if one.spec.name == "hs_codes"
    ]
    assert max((one.parsed.score for one in found), default=0.0) >= least
    assert all(one.parsed.score < 0.85 for one in found) == (least == 0.0)


@pytest.mark.parametrize(
    ("line", "seals"),
    [
        ("SCELLÉS CEEC 118205 / CEEC 118206 INTACTS", ("CEEC 118205", "CEEC 118206")),
        ("SCELLÉS 118205 / CEEC 118206", ("118205", "CEEC 118206")),
        ("SCELLÉS CEEC 118205 / 118206", ("118205", "118206")),
    ],
)
def test_the_first_seal_has_the_letters_that_the_others_bear(line: str, seals: tuple[str, ...]) -> None:
    sheet = Sheet().text(60, 40, "LETTRE DE VOITURE CMR", 16).text(60, 200, line)
    (document,) = extract_file([sheet.page()])
    assert document.fields["seal_numbers"].value == seals


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("Número de parcelas pesadas", "Cada parcela foi pesada duas vezes."),
        ("Number of bags sampled", "Each bag was opened and sampled."),
        ("Nombre de lots pesés", "Chaque lot a été pesé deux fois."),
        ("Número de bultos muestreados", "Cada bulto fue abierto."),
    ],
)
def test_a_count_ends_where_the_next_sentence_begins(label: str, sentence: str) -> None:
    sheet = Sheet().text(60, 40, "CERTIFICATE OF WEIGHT", 16).text(60, 100, "Net weight").text(200, 100, "842.36 ct")
    (document,) = extract_file([sheet.text(60, 200, f"{label}: 3. {sentence}").page()])
    assert document.fields["parcel_count"].value == 3
