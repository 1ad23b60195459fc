"""The declarations hold together: names of the contract, wordings in four languages, what is demanded."""

from __future__ import annotations

import pytest

from extract.doctype import LANGUAGES, DocumentType, ValueKind
from extract.model import DocumentKind
from extract.types import TYPES

CONTRACT = {
    "document_number", "form", "issue_date", "expiry_date", "shipment_date", "issuing_authority",
    "exporter_address", "importer_address",
    "exporter", "importer", "country_of_origin", "country_of_provenance", "country_of_destination",
    "goods_description", "mineral", "hs_codes", "lot_number", "parcel_count", "carat_weight",
    "net_weight", "gross_weight", "grade", "value", "unit_price", "mine_site", "seal_numbers",
    "tag_numbers", "certificate_number", "licence_number", "invoice_number", "transport_number",
    "licensed_quantity", "licensed_value", "recycled_share",
}  # fmt: skip

ALL = pytest.mark.parametrize("doctype", TYPES.values(), ids=lambda doctype: doctype.kind.value)


def test_every_kind_but_unknown_is_declared() -> None:
    assert set(TYPES) == set(DocumentKind) - {DocumentKind.UNKNOWN}
    assert all(doctype.kind is kind for kind, doctype in TYPES.items())


@ALL
def test_fields_bear_the_contracts_names(doctype: DocumentType) -> None:
    ours = [spec.name for spec in doctype.fields if not spec.more]
    assert set(ours) <= CONTRACT
    assert len(ours) == len(set(ours))
    assert {column.name for column in doctype.columns} <= CONTRACT


@ALL
def test_parties_are_roles_and_only_they_are_parties(doctype: DocumentType) -> None:
    for spec in doctype.fields:
        if spec.name in {"exporter", "importer"}:
            assert spec.kind is ValueKind.PARTY


@ALL
def test_titles_and_labels_in_four_languages(doctype: DocumentType) -> None:
    assert set(LANGUAGES) <= set(doctype.titles)
    for spec in doctype.fields:
        if not spec.more:
            assert set(LANGUAGES) <= set(spec.labels), spec.name


@ALL
def test_the_same_wording_is_not_the_papers_number_and_anothers(doctype: DocumentType) -> None:
    by_name = {spec.name: {w for words in spec.labels.values() for w in words} for spec in doctype.fields}
    for quoted in ("invoice_number", "licence_number", "transport_number"):
        assert not by_name["document_number"] & by_name.get(quoted, set())


def test_own_and_quoted_numbers_swap_with_the_type() -> None:
    def introduced(kind: DocumentKind, wording: str) -> set[str]:
        return {spec.name for spec in TYPES[kind].fields if any(wording in words for words in spec.labels.values())}

    assert introduced(DocumentKind.COMMERCIAL_INVOICE, "Invoice No.") == {"document_number"}
    assert introduced(DocumentKind.PACKING_LIST, "Invoice No.") == {"invoice_number"}
    assert introduced(DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, "Certificate No.") == {"document_number"}
    assert introduced(DocumentKind.TRANSPORT_DOCUMENT, "Certificate No.") == {"certificate_number"}
    assert introduced(DocumentKind.ASSAY_CERTIFICATE, "Client") == {"exporter"}
    assert introduced(DocumentKind.COMMERCIAL_INVOICE, "Client") == {"importer"}


def test_what_the_kimberley_process_demands() -> None:
    demanded = set(TYPES[DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE].demanded())
    assert demanded == {
        "document_number", "issue_date", "expiry_date", "issuing_authority", "exporter_name", "importer_name",
        "country_of_origin", "carat_weight", "value", "parcel_count", "hs_codes",
    }  # fmt: skip


def test_notify_party_is_no_importer() -> None:
    for doctype in TYPES.values():
        for spec in doctype.fields:
            if spec.name == "importer":
                assert not any("notify" in w.casefold() for words in spec.labels.values() for w in words)
