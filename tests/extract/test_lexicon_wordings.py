"""Wordings met on papers: what each row of the table says, and that a label of none of our fields introduces none."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from extract.labels_pieces import pieces
from extract.model import DocumentKind
from extract.read import extract
from extract.reader import reader_for
from extract.types import TYPES
from tests.extract.sheet import Sheet


def test_every_row_names_a_field_and_types_that_have_it() -> None:
    text = resources.files("extract").joinpath("data/label_wordings.csv").read_text(encoding="utf-8")
    has = {spec.name: set[str]() for doctype in TYPES.values() for spec in doctype.fields}
    for doctype in TYPES.values():
        for spec in doctype.fields:
            has[spec.name].add(doctype.kind)
    rows = list(csv.DictReader(text.splitlines()))
    wrong = [
        row
        for row in rows
        if row["language"] not in ("en", "fr", "pt", "es")
        or (row["field"] == "-" and row["types"])
        or (row["field"] != "-" and not has.get(row["field"]))
        or (row["types"] and not set(row["types"].split("|")) <= has[row["field"]])
    ]
    assert not wrong
    assert len(rows) == len({(row["field"], row["types"], row["wording"]) for row in rows})


@pytest.mark.parametrize(
    ("kind", "label", "field"),
    [
        ("export_licence", "Destination for which the licence is valid", "country_of_destination"),
        ("commercial_invoice", "PO date", None),
        ("packing_list", "Peso sem embalagem", "net_weight"),
        ("icglr_certificate", "Estado válido até", None),
    ],
)
def test_a_wording_asks_for_its_field_where_it_means_it(kind: str, label: str, field: str | None) -> None:
    match = reader_for(DocumentKind(kind)).labels.at(pieces(label), 0, fuzzy=False)
    assert match is not None
    assert match.last == len(pieces(label))
    assert [spec.name for spec in match.wording.specs] == ([field] if field else [])


def test_what_stands_behind_a_label_of_none_of_our_fields_is_none_of_them() -> None:
    sheet = Sheet().text(150, 40, "CERTIFICADO REGIONAL CIRGL", 16)
    lines = ("Estado válido até: 30/11/2026", "Estado da mina: Verde", "Inspector n.º: DNM-022", "Exportador: Minas SA")
    for number, line in enumerate(lines):
        sheet.text(50, 90 + 20 * number, line)
    fields = extract([sheet.page()])[0].fields
    assert {name for name, field in fields.items() if field.status == "read"} == {"exporter_name"}


@pytest.mark.parametrize(
    ("kind", "label", "field"),
    [
        ("commercial_invoice", "N.º da licença de exportação", "licence_number"),
        ("packing_list", "Número de autorización", "licence_number"),
        ("export_licence", "Provisional invoice ref.", "invoice_number"),
        ("certificate_of_origin", "Número de AWB", "transport_number"),
        ("transport_document", "Número de AWB", "document_number"),
        ("commercial_invoice", "ICGLR Cert. Serial", "certificate_number"),
        ("icglr_certificate", "ICGLR Cert. Serial", "document_number"),
        ("commercial_invoice", "This permit is numbered", None),
        ("packing_list", "Comp. Nro", None),
        ("export_licence", "Ente certificador", "issuing_authority"),
        ("icglr_certificate", "Autorité certificatrice", "issuing_authority"),
        ("packing_list", "Référence du bordereau de colisage", "document_number"),
        ("transport_document", "Docket No.", "document_number"),
    ],
)
def test_the_own_number_of_a_paper_named_is_quoted_on_others(kind: str, label: str, field: str | None) -> None:
    match = reader_for(DocumentKind(kind)).labels.at(pieces(label), 0, fuzzy=False)
    assert match is not None
    assert match.last == len(pieces(label))
    assert [spec.name for spec in match.wording.specs] == ([field] if field else [])
