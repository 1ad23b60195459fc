"""Wordings found again however they are spelled or misread."""

from __future__ import annotations

import pytest

from extract.doctype import FieldSpec, ValueKind
from extract.labels_index import LabelIndex
from extract.labels_pieces import pieces
from extract.model import DocumentKind
from tests.extract.sheet import index_for

EXPIRY = FieldSpec("expiry_date", ValueKind.DATE, {})
ISSUE = FieldSpec("issue_date", ValueKind.DATE, {})
NUMBER = FieldSpec("document_number", ValueKind.IDENTIFIER, {})
EXPORTER = FieldSpec("exporter", ValueKind.PARTY, {})
IMPORTER = FieldSpec("importer", ValueKind.PARTY, {})
SEALS = FieldSpec("seal_numbers", ValueKind.IDENTIFIERS, {})

INDEX = LabelIndex(
    [
        (EXPIRY, "en", "Date of expiry"),
        (EXPIRY, "fr", "Date d'expiration"),
        (ISSUE, "en", "Date"),
        (NUMBER, "en", "Certificate No."),
        (NUMBER, "pt", "N.º do certificado"),
        (EXPORTER, "en", "Exporter"),
        (EXPORTER, "pt", "Exportador"),
        (IMPORTER, "pt", "Importador"),
        (SEALS, "en", "Seal number"),
    ],
    [("en", "Signature of authorised officer")],
)


def read(text: str, *, fuzzy: bool = False) -> tuple[str, str] | None:
    match = INDEX.at(pieces(text), 0, fuzzy=fuzzy)
    if match is None:
        return None
    return (match.wording.specs[0].name if match.wording.specs else "-", match.wording.text)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Date of expiry", "expiry_date"),
        ("DATE OF EXPIRY:", "expiry_date"),
        ("Dateofexpiry", "expiry_date"),
        ("Date dexpiration", "expiry_date"),
        ("Date d’expiration", "expiry_date"),
        ("Date", "issue_date"),
        ("Certificate number", "document_number"),
        ("Certificate N°", "document_number"),
        ("Certificate nr.", "document_number"),
        ("CERTIFICATE #", "document_number"),
        ("No do certificado", "document_number"),
        ("N* do certificado", "document_number"),
        ("Seal numbers", "seal_numbers"),
        ("Seal no(s).", "seal_numbers"),
        ("Expiry date", "expiry_date"),
        ("Signature of authorised officer", "-"),
    ],
)
def test_wording_found(text: str, field: str) -> None:
    found = read(text)
    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize("text", ["Rwanda", "Data", "Belgium", "", "12/03/2026", "Certificat"])
def test_other_text_is_no_label(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Expurter", "exporter"),
        ("Certlficate No.", "document_number"),
        ("Date of expity", "expiry_date"),
        ("Sea1 number", "seal_numbers"),
    ],
)
def test_misreadings_on_scans(text: str, field: str) -> None:
    found = read(text, fuzzy=True)
    assert found is not None
    assert found[0] == field


def test_a_known_word_is_never_bent_into_another() -> None:
    found = read("Importador", fuzzy=True)
    assert found is not None
    assert found[0] == "importer"


def test_months_and_countries_are_no_misread_labels() -> None:
    index = LabelIndex([(SEALS, "en", "Marks")], [])
    assert index.at(pieces("mars"), 0, fuzzy=True) is None


def test_the_longest_wording_wins() -> None:
    match = INDEX.at(pieces("Date of expiry 29 March 2026"), 0, fuzzy=False)
    assert match is not None
    assert (match.wording.text, match.last) == ("Date of expiry", 3)


def test_a_stroke_parts_two_labels() -> None:
    match = INDEX.at(pieces("N.º / Certificate"), 0, fuzzy=False)
    assert match is None


def test_exact_search_allows_no_other_order() -> None:
    assert INDEX.at(pieces("Expiry date"), 0, fuzzy=False, exact=True) is None


def test_a_label_broken_apart_is_found_as_a_whole() -> None:
    match = INDEX.whole(pieces("Sig nature of autho rised offlcer"))
    assert match is not None
    assert match.wording.specs == ()


def test_wordings_of_two_fields_keep_both() -> None:
    index = LabelIndex([(EXPORTER, "en", "Party"), (IMPORTER, "en", "Party")], [])
    match = index.at(pieces("Party"), 0, fuzzy=False)
    assert match is not None
    assert [spec.name for spec in match.wording.specs] == ["exporter", "importer"]


def test_a_wording_that_lacks_a_word_is_not_taken_for_a_misread_one() -> None:
    index = LabelIndex([(NUMBER, "en", "Kimberley No.")], [])
    assert index.whole(pieces("Kimberley")) is None
    assert index.whole(pieces("Kimberiey No.")) is not None


def test_an_elements_symbol_is_no_weight() -> None:
    index = index_for(DocumentKind.ASSAY_CERTIFICATE)
    specs = index.at(pieces("P.B."), 0, fuzzy=False)
    assert specs is not None
    told = {
        text: {one.name for one in index.of_these_letters(text, specs.wording.specs, surely=True)}
        for text in ("P.B.", "Pb")
    }
    assert "gross_weight" in told["P.B."]
    assert "gross_weight" not in told["Pb"]


@pytest.mark.parametrize(
    ("kind", "text", "field"),
    [
        (DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, "Parcels in this shipment", "parcel_count"),
        (DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, "Colis de cet envoi", "parcel_count"),
        (DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, "Lotes desta remessa", "parcel_count"),
        (DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, "Bultos en este envío", "parcel_count"),
        (DocumentKind.EXPORT_LICENCE, "Unit / Quantity", "licensed_quantity"),
        (DocumentKind.EXPORT_LICENCE, "Unidade / Quantidade", "licensed_quantity"),
        (DocumentKind.CERTIFICATE_OF_ORIGIN, "P.N.:", "net_weight"),
        (DocumentKind.CERTIFICATE_OF_ORIGIN, "P.L.:", "net_weight"),
    ],
)
def test_what_forms_ask_for_in_few_words(kind: DocumentKind, text: str, field: str) -> None:
    match = index_for(kind).at(pieces(text), 0, fuzzy=False)
    assert match is not None
    assert field in {spec.name for spec in match.wording.specs}
