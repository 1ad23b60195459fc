"""Wordings of days, of whom goods go to and of what is licensed, and words that date the paper or its goods."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from extract.read import extract_file
from tests.extract.sheet import Sheet, labels_on


def days(*lines: tuple[str, str]) -> tuple[object, object]:
    sheet = Sheet().text(200, 40, "FATURA COMERCIAL", 14)
    for at, (label, value) in enumerate((("Número da fatura:", "LG-689/26"), *lines)):
        sheet.text(60, 90 + 18 * at, label).text(220, 90 + 18 * at, value)
    (document,) = extract_file([sheet.page()])
    told = [document.fields.get(name) for name in ("issue_date", "shipment_date")]
    return tuple(field.value if field is not None else None for field in told)  # type: ignore[return-value]


@pytest.mark.parametrize("label", ["Expedido em:", "Expedida em:"])
def test_a_paper_expedido_on_its_only_day_was_issued_then(label: str) -> None:
    assert days((label, "22/10/2026")) == ("2026-10-22", None)


def test_beside_the_papers_own_day_it_is_the_goods_that_were_sent() -> None:
    assert days(("Data da fatura:", "20/10/2026"), ("Expedido em:", "22/10/2026")) == ("2026-10-20", "2026-10-22")


@pytest.mark.parametrize("label", ["Despatched on", "Date despatched", "Dispatched on"])
def test_goods_are_sent_off_in_both_spellings(label: str) -> None:
    (hit,) = labels_on(Sheet().text(60, 100, label), DocumentKind.ICGLR_CERTIFICATE)
    assert [spec.name for spec in hit.specs] == ["shipment_date"]


@pytest.mark.parametrize("label", ["À livrer à", "Livraison à", "À expédier à"])
def test_to_whom_goods_are_to_be_delivered(label: str) -> None:
    (hit,) = labels_on(Sheet().text(60, 100, label + ":"), DocumentKind.TRANSPORT_DOCUMENT)
    assert [spec.name for spec in hit.specs] == ["importer"]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("VALOR CONCEDIDO / MAXIMUM VALUE:", "licensed_value"),
        ("CANTIDAD A EXPORTAR / QUANTITY AUTHORISED FOR EXPORT:", "licensed_quantity"),
        ("Quantité à exporter", "licensed_quantity"),
        ("Quantidade autorizada para exportação", "licensed_quantity"),
        ("Valeur accordée", "licensed_value"),
    ],
)
def test_what_a_licence_allows(label: str, name: str) -> None:
    (hit,) = labels_on(Sheet().text(60, 100, label), DocumentKind.EXPORT_LICENCE)
    assert hit.whole
    assert [spec.name for spec in hit.specs] == [name]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("File ref.", DocumentKind.ORIGIN_DECLARATION),
        ("Réf. du dossier", DocumentKind.ORIGIN_DECLARATION),
        ("Referência do processo", DocumentKind.ASSAY_CERTIFICATE),
        ("Ref. de laboratorio", DocumentKind.ASSAY_CERTIFICATE),
        ("Référence du laboratoire", DocumentKind.ASSAY_CERTIFICATE),
        ("Notre certificat", DocumentKind.ASSAY_CERTIFICATE),
        ("Nuestro informe", DocumentKind.ASSAY_CERTIFICATE),
    ],
)
def test_a_file_or_a_laboratory_numbers_the_paper(label: str, kind: DocumentKind) -> None:
    (hit,) = labels_on(Sheet().text(60, 100, label), kind)
    assert hit.whole
    assert [spec.name for spec in hit.specs] == ["document_number"]


@pytest.mark.parametrize("label", ["Devise et valeur / Currency and value", "Divisa y valor", "Divisa e valor"])
def test_a_licence_names_currency_and_value(label: str) -> None:
    (hit,) = labels_on(Sheet().text(60, 100, label), DocumentKind.EXPORT_LICENCE)
    assert [spec.name for spec in hit.specs] == ["licensed_value"]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Goods presented as", "goods_description"),
        ("Marchandise présentée comme", "goods_description"),
        ("Species / variety", "mineral"),
        ("Espèce – variété", "mineral"),
        ("Especie – variedad", "mineral"),
    ],
)
def test_what_a_laboratory_was_given_and_what_it_is(label: str, name: str) -> None:
    (hit,) = labels_on(Sheet().text(60, 100, label), DocumentKind.ASSAY_CERTIFICATE)
    assert name in [spec.name for spec in hit.specs]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("N° d'ordre du certificat", DocumentKind.ICGLR_CERTIFICATE),
        ("N.º de ordem do certificado", DocumentKind.CERTIFICATE_OF_ORIGIN),
        ("N.º de orden del certificado", DocumentKind.ASSAY_CERTIFICATE),
        ("N° d'ordre du permis", DocumentKind.EXPORT_LICENCE),
    ],
)
def test_papers_have_a_number_in_order(label: str, kind: DocumentKind) -> None:
    (hit,) = labels_on(Sheet().text(60, 100, label), kind)
    assert [spec.name for spec in hit.specs] == ["document_number"]
