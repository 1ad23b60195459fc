"""Labels of no list whose words say what they ask for."""

from __future__ import annotations

import pytest

from extract.doctype import FieldSpec, ValueKind
from extract.labels_meaning import Meaning
from extract.labels_values import shape_of
from extract.model import Document
from extract.read import extract_file
from tests.extract.sheet import Sheet

EXPORTER = FieldSpec("exporter", ValueKind.PARTY, {})
IMPORTER = FieldSpec("importer", ValueKind.PARTY, {})
DATE = FieldSpec("issue_date", ValueKind.DATE, {})
SPECS = {spec.name: spec for spec in (EXPORTER, IMPORTER, DATE)}
MEANING = Meaning(
    [
        ("Name of exporter", {"exporter": 1.0}),
        ("Exporter's name and address", {"exporter": 1.0}),
        ("Exporting company", {"exporter": 1.0}),
        ("Name of importer", {"importer": 1.0}),
        ("Importer's name and address", {"importer": 1.0}),
        ("Date of issue", {"issue_date": 1.0}),
        ("Issuing date", {"issue_date": 1.0}),
        ("Bank account", {"~": 1.0}),
        ("Terms of payment", {"~": 1.0}),
    ],
    SPECS,
    {name: spec.kind for name, spec in SPECS.items()},
)


@pytest.mark.parametrize(
    ("label", "value", "wanted"),
    [
        ("Address and name of the party exporting", "", "exporter"),
        ("Importers' full names", "", "importer"),
        ("Issue date hereof", "", "issue_date"),
        ("Issue date hereof", "4 May 2026", "issue_date"),
        ("Issue date hereof", "Finland", None),  # no date stands there
        ("Importer hereof", "Nyota Metals Ltd", "importer"),
        ("Payment term", "", None),  # a label elsewhere
        ("Name", "", None),  # either party's
        ("Weather on departure", "", None),  # words of no label
        ("", "", None),
    ],
)
def test_what_a_label_probably_asks_for(label: str, value: str, wanted: str | None) -> None:
    meant = MEANING.of(label, shape_of(value))
    assert (None if meant is None else meant[0].name) == wanted
    assert meant is None or 0.9 <= meant[1] <= 1.0


def read(sheet: Sheet) -> Document:
    (document,) = extract_file([sheet.page()])
    return document


def certificate() -> Sheet:
    """A form with two boxes whose labels are listed."""
    form = Sheet().text(150, 40, "KIMBERLEY PROCESS CERTIFICATE", 16).box(50, 80, 290, 130).box(290, 80, 540, 130)
    form.text(55, 84, "Date of issue", 8).text(55, 98, "4 May 2026")
    return form.text(295, 84, "Certificate number", 8).text(295, 98, "LS 0061832")


@pytest.mark.parametrize(
    ("label", "value", "name", "wanted"),
    [
        ("Name and address of the party that imports", "Scheldekaai Rough NV", "importer_name", "Scheldekaai Rough NV"),
        ("Country in which these stones were mined", "Lesotho", "country_of_origin", "LS"),
        ("Tamper resistant container closed with seals", "LDB 22817", "seal_numbers", ("LDB 22817",)),
        ("Visa expiry date", "10 November 2026", "expiry_date", None),
        ("Vessel of Horizon Diamonds", "Maseru Stones", "importer_name", None),
    ],
)
def test_the_caption_of_a_box(label: str, value: str, name: str, wanted: object) -> None:
    form = certificate().box(50, 130, 540, 180).text(55, 134, label, 8).text(55, 148, value)
    document = read(form)
    found = document.fields.get(name)
    assert (None if found is None else found.value) == wanted
    assert found is None or found.confidence < 0.97  # a label that is listed makes nearly certain


def test_no_label_is_made_of_a_value_or_of_a_sentence() -> None:
    """A number of things is no box number, and what begins with a joining word or goes on in a number is no party's."""
    form = certificate().box(50, 130, 540, 180).text(55, 134, "12 BUNDLES").text(55, 148, "Kept dry")
    form.text(50, 200, "Received for carriage in apparent good order: 12 bundles, sound").text(
        50, 220, "For the shipper:"
    )
    form.text(50, 234, "P. Thamae")
    assert read(form).fields.keys() & {"exporter_name", "importer_name", "goods_description"} == set()


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("4 May 2026", "date"),
        ("Kampala, 2/6/2026", "date"),
        ("Finland", "country"),
        ("1,254.30 cts", "carats"),
        ("19 840 kg", "mass"),
        ("min 30% Ta2O5", "share"),
        ("USD 9,118.50 per tonne", "money"),
        ("7102.31.00", "tariff"),
        ("12 drums", "counted"),
        ("A 0457821", "code"),
        ("Nyota Metals Ltd", "company"),
        ("Chorolque", "words"),
        ("Plot 19 Nakasero Hill Road", "words with digits"),
        (" . ", "nothing"),
    ],
)
def test_what_stands_beside_a_label_has_a_shape(value: str, shape: str) -> None:
    assert shape_of(value) == shape


def test_a_label_of_no_list_is_understood_in_a_left_column_by_its_words_and_value() -> None:
    sheet = Sheet().text(150, 40, "PACKING LIST", 16)
    rows = (
        ("Consignor", "Nyota Metals Ltd"),
        ("Weather at loading", "Rain"),
        ("Departing date of the cargo", "4 May 2026"),
        ("Number of horses", "none"),
    )
    for number, (label, value) in enumerate(rows):
        sheet.text(50, 90 + 20 * number, label).text(260, 90 + 20 * number, value)
    shipped = read(sheet).fields["shipment_date"]
    assert (shipped.raw, shipped.status) == ("4 May 2026", "read")
    assert shipped.confidence < 0.9


def test_a_body_under_the_label_of_one_is_what_it_asks_for_and_no_label() -> None:
    sheet = Sheet().text(150, 40, "CERTIFICADO DE ORIGEN", 16)
    for number, (label, value) in enumerate((("1. Exportador", "Minas del Cauce S.A."), ("2. Factura N.º", "90-118"))):
        sheet.text(50, 90 + 30 * number, label, 9).text(50, 101 + 30 * number, value, 9)
    sheet.text(50, 170, "Autoridad competente", 9).text(330, 170, "Fecha del documento", 9)
    sheet.text(50, 181, "Cámara de Comercio de Tunja", 9).text(330, 181, "12 de junio de 2026", 9)
    sheet.box(45, 160, 320, 200).box(320, 160, 550, 200)
    found = extract_file([sheet.page()])[0].fields
    assert found["issuing_authority"].value == "Cámara de Comercio de Tunja"
    assert found["issue_date"].value == "2026-06-12"


@pytest.mark.parametrize("label", ["Pds br. lot (kg)", "Poids br. décl. (kg)", "Masse br. (kg)"])
def test_a_label_whose_words_are_cut_short(label: str) -> None:
    sheet = (
        Sheet().text(60, 40, "NOTE DE COLISAGE", 15).text(60, 90, "Date : 27/09/2026").text(60, 110, f"{label} : 1,56")
    )
    found = read(sheet).fields
    assert "net_weight" not in found
    assert (found["gross_weight"].value, found["gross_weight"].unit) == ("1.56", "kg")


def test_a_name_over_the_place_that_it_ends_in_is_no_label() -> None:
    sheet = Sheet().text(40, 40, "Cámara de Comercio de Bogotá", 11).text(420, 40, "Certificado de", 14)
    sheet.text(40, 60, "Bogotá D.C.").text(420, 58, "Origen", 14)
    for x, y, label, value in (
        (40, 95, "Exportado por:", "Chivor Verde Minerales S.A.S."),
        (230, 95, "Destinatario:", "Valmara Stones SA"),
        (420, 95, "N.º de certificado:", "CO-2026-7749"),
        (40, 140, "Mercancía:", "Esmeraldas en bruto"),
        (40, 170, "Origen:", "Colombia"),
    ):
        sheet.text(x, y, label, 8).text(x, y + 11, value)
    (document,) = extract_file([sheet.page()])
    assert document.fields["issuing_authority"].value == "Cámara de Comercio de Bogotá"


@pytest.mark.parametrize("form", ["Ltda.", "S.A.", "SARL", "GmbH"])
def test_a_name_over_its_legal_form_is_no_label(form: str) -> None:
    sheet = Sheet().text(40, 40, "Factura comercial", 15).text(40, 80, "N.º fatura").text(160, 80, "SDE/2026/119")
    sheet.text(310, 80, "Data de emissão").text(430, 80, "20-04-2026")
    sheet.text(40, 110, "Exportador").text(310, 110, "Comprador")
    sheet.lines(160, 110, "Serra do Espinhaço", "Comércio de Diamantes", form, "Avenida Goiás, 212", "Goiânia - GO")
    sheet.lines(430, 110, "Kievit Rough Trading NV", "Vestingstraat 71", "2018 Antwerpen", "Bélgica")
    found = read(sheet).fields
    assert found["exporter_name"].value == f"Serra do Espinhaço Comércio de Diamantes {form}"
    assert found["exporter_address"].value == "Avenida Goiás, 212, Goiânia - GO"
