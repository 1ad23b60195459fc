"""Assay certificate: analysis, weight, quality or inspection certificate of a laboratory or surveyor.

The client is the exporter's field, the laboratory the issuing authority. Demanded: report number, laboratory, date.
A grade is demanded of analyses alone and a weight of weight certificates alone, so neither is demanded here.
"""

from __future__ import annotations

from typing import Final

from extract import lexicon
from extract.doctype import DocumentType, ValueKind
from extract.model import DocumentKind
from extract.types.declare import beside, column, stated

TYPE: Final = DocumentType(
    kind=DocumentKind.ASSAY_CERTIFICATE,
    titles=lexicon.titles("assay_certificate"),
    signs=lexicon.signs("assay_certificate"),
    fields=(
        stated(
            "document_number",
            ValueKind.IDENTIFIER,
            "report_number",
            "certificate_number",
            "own_number",
            cues=("document_number",),
            demanded=True,
        ),
        stated("issue_date", ValueKind.DATE, "report_date", "issue_date", cues=("issue_date",), demanded=True),
        stated(
            "issuing_authority",
            ValueKind.AUTHORITY,
            "laboratory",
            "lab_name",
            "issuing_authority",
            cues=("laboratory",),
            letterhead=True,
            demanded=True,
        ),
        stated(
            "exporter",
            ValueKind.PARTY,
            "seller",
            "exporter",
            "shipper",
            "client",
            cues=("exporter", "client"),
            addressee=True,
        ),
        stated("importer", ValueKind.PARTY, "importer", "consignee", "purchaser", cues=("importer", "favoured")),
        stated("grade", ValueKind.PERCENT, "grade", "element", cues=("grade",)),
        stated(
            "goods_description",
            ValueKind.TEXT,
            "goods_description",
            "sample_description",
            cues=("goods_description",),
        ),
        stated("mineral", ValueKind.MINERAL, "mineral", "mineral_type"),
        stated("lot_number", ValueKind.IDENTIFIER, "lot_number", cues=("lot_number",)),
        stated(
            "net_weight", ValueKind.WEIGHT, "net_weight", "lot_weight", "weight", "net_dry_weight", cues=("net_weight",)
        ),
        stated("gross_weight", ValueKind.WEIGHT, "gross_weight", cues=("gross_weight",)),
        stated("carat_weight", ValueKind.CARATS, "carat_weight", cues=("carat_weight",)),
        stated(
            "parcel_count",
            ValueKind.COUNT,
            "parcel_count",
            "package_count",
            "pieces",
            "bar_count",
            cues=("parcel_count",),
        ),
        stated("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers", cues=("seal_numbers",)),
        stated("tag_numbers", ValueKind.IDENTIFIERS, "tag_numbers", cues=("tag_numbers",)),
        stated("hs_codes", ValueKind.HS_CODES, "hs_codes", cues=("hs_codes",)),
        stated(
            "country_of_origin",
            ValueKind.COUNTRY,
            "country_of_origin",
            "declared_provenance",
            cues=("country_of_origin",),
            shares_with=("mine_site",),
        ),
        stated("country_of_destination", ValueKind.COUNTRY, "country_of_destination", cues=("country_of_destination",)),
        stated("mine_site", ValueKind.SITE, "mine_site", cues=("mine_site",)),
        stated("invoice_number", ValueKind.IDENTIFIER, "invoice_number", cues=("invoice_number",)),
        stated("licence_number", ValueKind.IDENTIFIER, "licence_number", cues=("licence_number",)),
        stated("transport_number", ValueKind.IDENTIFIER, "transport_number", cues=("transport_number",)),
        stated(
            "certificate_number",
            ValueKind.IDENTIFIER,
            "kp_certificate_number",
            "icglr_certificate_number",
            "origin_certificate_number",
            cues=("certificate_number",),
        ),
        stated("value", ValueKind.MONEY, "value"),
        stated("unit_price", ValueKind.MONEY, "unit_price", cues=("unit_price",)),
        stated("shipment_date", ValueKind.DATE, "shipment_date"),
        beside("impurities", ValueKind.PERCENT, "impurity"),
        beside("moisture", ValueKind.PERCENT, "moisture"),
        beside("dry_weight", ValueKind.WEIGHT, "dry_weight"),
        beside("wet_weight", ValueKind.WEIGHT, "wet_weight"),
        beside("tare_weight", ValueKind.WEIGHT, "tare_weight"),
        beside("sample_number", ValueKind.IDENTIFIER, "sample_id"),
        beside("analysis_method", ValueKind.TEXT, "analysis_method"),
        beside("radioactivity", ValueKind.TEXT, "radioactivity"),
        beside("accreditation", ValueKind.IDENTIFIER, "accreditation"),
        beside("receipt_date", ValueKind.DATE, "receipt_date"),
        beside("contract_number", ValueKind.IDENTIFIER, "contract_number"),
        beside("customer_number", ValueKind.IDENTIFIER, "customer_number"),
        beside("vessel", ValueKind.TEXT, "vessel"),
        beside("container_numbers", ValueKind.IDENTIFIERS, "container_numbers"),
        beside("stone_count", ValueKind.COUNT, "stone_count"),
        beside("remarks", ValueKind.TEXT, "conditions"),
        beside("form_number", ValueKind.IDENTIFIER, "form_number"),
        beside("process_route", ValueKind.TEXT, "process_route"),
        beside("signature", ValueKind.TEXT, "signature"),
    ),
    columns=(
        column("goods_description", ValueKind.TEXT, "goods_description"),
        column("lot_number", ValueKind.IDENTIFIER, "lot_number", "heat"),
        column("parcel_count", ValueKind.COUNT, "parcel_count"),
        column("carat_weight", ValueKind.CARATS, "carat_weight"),
        column("net_weight", ValueKind.WEIGHT, "net_weight", "weight"),
        column("gross_weight", ValueKind.WEIGHT, "gross_weight"),
        column("grade", ValueKind.PERCENT, "grade"),
        column("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers"),
        column("tag_numbers", ValueKind.IDENTIFIERS, "tag_numbers"),
        column("unit_price", ValueKind.MONEY, "unit_price"),
        column("value", ValueKind.MONEY, "value"),
    ),
)
