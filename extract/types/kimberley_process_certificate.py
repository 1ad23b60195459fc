"""Kimberley Process certificate: the certificate that must go with every parcel of rough diamonds.

Demanded: the minimum requirements of KPCS Annex I (title, statement, origin of unmixed parcels, number, dates,
authority, parties, carats, value in US$, parcels, HS code). No common layout; each participant prints its own.
"""

from __future__ import annotations

from typing import Final

from extract import lexicon
from extract.doctype import DocumentType, ValueKind
from extract.model import DocumentKind
from extract.types.declare import beside, column, stated

TYPE: Final = DocumentType(
    kind=DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE,
    titles=lexicon.titles("kimberley_process_certificate"),
    signs=lexicon.signs("kimberley_process_certificate"),
    fields=(
        stated(
            "document_number",
            ValueKind.IDENTIFIER,
            "certificate_number",
            "kp_certificate_number",
            "own_number",
            cues=("certificate_number", "document_number"),
            demanded=True,
        ),
        stated("issue_date", ValueKind.DATE, "issue_date", cues=("issue_date",), demanded=True),
        stated("expiry_date", ValueKind.DATE, "expiry_date", cues=("expiry_date",), demanded=True),
        stated(
            "issuing_authority",
            ValueKind.AUTHORITY,
            "issuing_authority",
            cues=("issuing_authority",),
            letterhead=True,
            demanded=True,
        ),
        stated(
            "exporter", ValueKind.PARTY, "exporter", "seller", "shipper", cues=("exporter", "favoured"), demanded=True
        ),
        stated(
            "importer", ValueKind.PARTY, "importer", "consignee", "buyer", cues=("importer", "export_to"), demanded=True
        ),
        stated(
            "country_of_origin",
            ValueKind.COUNTRY,
            "country_of_origin",
            cues=("country_of_origin",),
            demanded=True,
            shares_with=("mine_site",),
        ),
        stated("country_of_provenance", ValueKind.COUNTRY, "country_of_provenance", cues=("country_of_provenance",)),
        stated("country_of_destination", ValueKind.COUNTRY, "country_of_destination", cues=("country_of_destination",)),
        stated("carat_weight", ValueKind.CARATS, "carat_weight", "weight", cues=("carat_weight",), demanded=True),
        stated("value", ValueKind.MONEY, "value_usd", "value", "amount", cues=("value",), demanded=True),
        stated("parcel_count", ValueKind.COUNT, "parcel_count", cues=("parcel_count",), demanded=True),
        stated("hs_codes", ValueKind.HS_CODES, "hs_codes", cues=("hs_codes",), demanded=True),
        stated("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers", cues=("seal_numbers",)),
        stated("lot_number", ValueKind.IDENTIFIER, "lot_number", cues=("lot_number",)),
        stated("invoice_number", ValueKind.IDENTIFIER, "invoice_number", cues=("invoice_number",)),
        stated("licence_number", ValueKind.IDENTIFIER, "licence_number", cues=("licence_number",)),
        stated("transport_number", ValueKind.IDENTIFIER, "transport_number", cues=("transport_number",)),
        stated("goods_description", ValueKind.TEXT, "goods_description"),
        stated("mineral", ValueKind.MINERAL, "mineral"),
        stated("gross_weight", ValueKind.WEIGHT, "gross_weight"),
        stated("net_weight", ValueKind.WEIGHT, "net_weight", "weight"),
        stated("shipment_date", ValueKind.DATE, "shipment_date", cues=("shipment_date",)),
        stated("mine_site", ValueKind.SITE, "mine_site", cues=("mine_site",)),
        beside("unit_price", ValueKind.MONEY, "unit_price"),
        beside("stone_count", ValueKind.COUNT, "stone_count"),
        beside("mining_method", ValueKind.TEXT, "mining_method"),
        beside("previous_certificate_numbers", ValueKind.IDENTIFIERS, "previous_certificate_numbers"),
        beside("mining_title", ValueKind.IDENTIFIER, "mining_title"),
        beside("receipt_date", ValueKind.DATE, "receipt_date"),
        beside("remarks", ValueKind.TEXT, "conditions"),
        beside("signature", ValueKind.TEXT, "signature"),
    ),
    columns=(
        column("hs_codes", ValueKind.HS_CODES, "hs_codes"),
        column("goods_description", ValueKind.TEXT, "goods_description"),
        column("parcel_count", ValueKind.COUNT, "parcel_count"),
        column("carat_weight", ValueKind.CARATS, "carat_weight", "weight"),
        column("unit_price", ValueKind.MONEY, "unit_price"),
        column("value", ValueKind.MONEY, "value"),
        column("country_of_origin", ValueKind.COUNTRY, "country_of_origin"),
        column("lot_number", ValueKind.IDENTIFIER, "lot_number"),
        column("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers"),
    ),
)
