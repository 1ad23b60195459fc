"""ICGLR regional certificate (CIRGL): for tin, tantalum, tungsten and gold of the Great Lakes Region.

Demanded: the attributes of the ICGLR data standard MD.03 that are fields of the contract.
"""

from __future__ import annotations

from typing import Final

from extract import lexicon
from extract.doctype import DocumentType, ValueKind
from extract.model import DocumentKind
from extract.types.declare import beside, column, stated

TYPE: Final = DocumentType(
    kind=DocumentKind.ICGLR_CERTIFICATE,
    titles=lexicon.titles("icglr_certificate"),
    signs=lexicon.signs("icglr_certificate"),
    fields=(
        stated(
            "document_number",
            ValueKind.IDENTIFIER,
            "certificate_number",
            "icglr_certificate_number",
            "own_number",
            cues=("certificate_number", "document_number"),
            demanded=True,
        ),
        stated("issue_date", ValueKind.DATE, "issue_date", cues=("issue_date",), demanded=True),
        stated("expiry_date", ValueKind.DATE, "expiry_date", cues=("expiry_date",), demanded=True),
        stated("shipment_date", ValueKind.DATE, "shipment_date", cues=("shipment_date",), demanded=True),
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
        stated("importer", ValueKind.PARTY, "importer", "consignee", "buyer", cues=("importer",), demanded=True),
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
        stated("lot_number", ValueKind.IDENTIFIER, "lot_number", cues=("lot_number",), demanded=True),
        stated("mineral", ValueKind.MINERAL, "mineral_type", "mineral", cues=("mineral",), demanded=True),
        stated("goods_description", ValueKind.TEXT, "goods_description", cues=("goods_description",)),
        stated(
            "net_weight", ValueKind.WEIGHT, "lot_weight", "net_weight", "weight", cues=("net_weight",), demanded=True
        ),
        stated("gross_weight", ValueKind.WEIGHT, "gross_weight", cues=("gross_weight",)),
        stated("grade", ValueKind.PERCENT, "grade", cues=("grade",), demanded=True),
        stated(
            "value", ValueKind.MONEY, "customs_value", "value", "value_usd", "amount", cues=("value",), demanded=True
        ),
        stated("hs_codes", ValueKind.HS_CODES, "hs_codes", cues=("hs_codes",)),
        stated("parcel_count", ValueKind.COUNT, "parcel_count", "pieces", cues=("parcel_count",)),
        stated("tag_numbers", ValueKind.IDENTIFIERS, "tag_numbers", cues=("tag_numbers",)),
        stated("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers", cues=("seal_numbers",)),
        stated("mine_site", ValueKind.SITE, "mine_site", "mine_site_id", cues=("mine_site",)),
        stated("invoice_number", ValueKind.IDENTIFIER, "invoice_number", cues=("invoice_number",)),
        stated("licence_number", ValueKind.IDENTIFIER, "licence_number", cues=("licence_number",)),
        stated("transport_number", ValueKind.IDENTIFIER, "transport_number", cues=("transport_number",)),
        beside("unit_price", ValueKind.MONEY, "unit_price"),
        beside("mining_method", ValueKind.TEXT, "mining_method"),
        beside("shipment_route", ValueKind.TEXT, "shipment_route"),
        beside("carrier", ValueKind.TEXT, "carrier", "transport_company"),
        beside("moisture", ValueKind.PERCENT, "moisture"),
        beside("dry_weight", ValueKind.WEIGHT, "dry_weight"),
        beside("wet_weight", ValueKind.WEIGHT, "wet_weight"),
        beside("verifier_name", ValueKind.TEXT, "verifier_name"),
        beside("verifier_position", ValueKind.TEXT, "verifier_position"),
        beside("verification_date", ValueKind.DATE, "verification_date"),
        beside("validator_name", ValueKind.TEXT, "validator_name"),
        beside("mining_title", ValueKind.IDENTIFIER, "mining_title"),
        beside("customs_port", ValueKind.TEXT, "customs_port"),
        beside("remarks", ValueKind.TEXT, "conditions"),
        beside("signature", ValueKind.TEXT, "signature"),
    ),
    columns=(
        column("lot_number", ValueKind.IDENTIFIER, "lot_number"),
        column("tag_numbers", ValueKind.IDENTIFIERS, "tag_numbers"),
        column("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers"),
        column("mine_site", ValueKind.SITE, "mine_site"),
        column("goods_description", ValueKind.TEXT, "goods_description"),
        column("hs_codes", ValueKind.HS_CODES, "hs_codes"),
        column("parcel_count", ValueKind.COUNT, "parcel_count", "pieces"),
        column("net_weight", ValueKind.WEIGHT, "net_weight", "weight"),
        column("gross_weight", ValueKind.WEIGHT, "gross_weight"),
        column("grade", ValueKind.PERCENT, "grade"),
        column("unit_price", ValueKind.MONEY, "unit_price"),
        column("value", ValueKind.MONEY, "value"),
        column("country_of_origin", ValueKind.COUNTRY, "country_of_origin"),
    ),
)
