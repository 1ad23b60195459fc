"""Labels of no list whose words say what they ask for."""

from __future__ import annotations

import pytest

from extract.doctype import FieldSpec, ValueKind
from extract.labels_meaning import Meaning
from extract.model import Document
from extract.read import extract_file
from tests.extract.sheet import Sheet

EXPORTER = FieldSpec("exporter", ValueKind.PARTY, {})
IMPORTER = FieldSpec("importer", ValueKind.PARTY, {})
DATE = FieldSpec("issue_date", ValueKind.DATE, {})
WORDINGS: tuple[tuple[str, tuple[FieldSpec, ...]], ...] = (
    ("Name of exporter", (EXPORTER,)),
    ("Exporter's name and address", (EXPORTER,)),
    ("Exporting company", (EXPORTER,)),
    ("Name of importer", (IMPORTER,)),
    ("Importer's name and address", (IMPORTER,)),
    ("Date of issue", (DATE,)),
    ("Issuing date", (DATE,)),
    ("Bank account", ()),
    ("Terms of payment", ()),
)


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("Address and name of the party exporting", "exporter"),
        ("Importers' full names", "importer"),
        ("Issue date hereof", "issue_date"),
        ("Payment term", None),  # a label elsewhere
        ("Name", None),  # either party's
        ("Weather on departure", None),  # words of no label
        ("", None),
    ],
)
def test_what_a_label_probably_asks_for(label: str, wanted: str | None) -> None:
    meant = Meaning(WORDINGS).of(label)
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
