"""Origin declaration: what a supplier, exporter or importer states of where the goods come from.

G7 diamond declarations and certificates, warranty statements, recycled material, due diligence. Mostly a letter, so
the cues for running text carry it. Demanded: the date; the declarant may be either party.
"""

from __future__ import annotations

from typing import Final

from extract import lexicon
from extract.doctype import DocumentType, ValueKind
from extract.model import DocumentKind
from extract.types.declare import beside, column, stated

TYPE: Final = DocumentType(
    kind=DocumentKind.ORIGIN_DECLARATION,
    titles=lexicon.titles("origin_declaration"),
    signs=lexicon.signs("origin_declaration"),
    fields=(
        stated(
            "document_number",
            ValueKind.IDENTIFIER,
            "declaration_number",
            "own_number",
            cues=("document_number",),
        ),
        stated(
            "issue_date",
            ValueKind.DATE,
            "declaration_date",
            "issue_date",
            cues=("issue_date", "before_a_notary"),
            demanded=True,
        ),
        stated("expiry_date", ValueKind.DATE, "expiry_date", cues=("expiry_date",)),
        stated("issuing_authority", ValueKind.AUTHORITY, "issuing_authority", cues=("issuing_authority",)),
        stated("exporter", ValueKind.PARTY, "declarant", "exporter", "seller", cues=("exporter",), letterhead=True),
        stated(
            "importer", ValueKind.PARTY, "importer", "buyer", "consignee", cues=("importer", "favoured"), addressee=True
        ),
        stated(
            "country_of_origin",
            ValueKind.COUNTRY,
            "country_of_origin",
            cues=("country_of_origin",),
            shares_with=("mine_site",),
        ),
        stated("country_of_provenance", ValueKind.COUNTRY, "country_of_provenance", cues=("country_of_provenance",)),
        stated("country_of_destination", ValueKind.COUNTRY, "country_of_destination", cues=("country_of_destination",)),
        stated("goods_description", ValueKind.TEXT, "goods_description", cues=("goods_description",)),
        stated("mineral", ValueKind.MINERAL, "mineral", cues=("mineral",)),
        stated("hs_codes", ValueKind.HS_CODES, "hs_codes", cues=("hs_codes",)),
        stated("carat_weight", ValueKind.CARATS, "carat_weight", "weight", cues=("carat_weight",)),
        stated("net_weight", ValueKind.WEIGHT, "net_weight", "weight", cues=("net_weight",)),
        stated("gross_weight", ValueKind.WEIGHT, "gross_weight", cues=("gross_weight",)),
        stated("grade", ValueKind.PERCENT, "grade", cues=("grade",)),
        stated("value", ValueKind.MONEY, "value", "amount", cues=("value", "stated_price")),
        stated("unit_price", ValueKind.MONEY, "unit_price"),
        stated("parcel_count", ValueKind.COUNT, "parcel_count", cues=("parcel_count",)),
        stated("lot_number", ValueKind.IDENTIFIER, "lot_number", cues=("lot_number",)),
        stated("mine_site", ValueKind.SITE, "mine_site", "mine_site_id", cues=("mine_site",)),
        stated("recycled_share", ValueKind.PERCENT, "recycled_share", cues=("recycled_share",)),
        stated("invoice_number", ValueKind.IDENTIFIER, "invoice_number", cues=("invoice_number",)),
        stated(
            "certificate_number",
            ValueKind.IDENTIFIER,
            "kp_certificate_number",
            "icglr_certificate_number",
            "certificate_number",
            "origin_certificate_number",
            cues=("certificate_number",),
        ),
        stated("licence_number", ValueKind.IDENTIFIER, "licence_number", cues=("licence_number",)),
        stated("transport_number", ValueKind.IDENTIFIER, "transport_number", cues=("transport_number",)),
        stated("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers", cues=("seal_numbers",)),
        stated("tag_numbers", ValueKind.IDENTIFIERS, "tag_numbers", cues=("tag_numbers",)),
        stated("shipment_date", ValueKind.DATE, "shipment_date", cues=("shipment_date",)),
        beside("mining_method", ValueKind.TEXT, "mining_method"),
        beside("mining_title", ValueKind.IDENTIFIER, "mining_title"),
        beside("contract_number", ValueKind.IDENTIFIER, "contract_number"),
        beside("vat_number", ValueKind.IDENTIFIER, "vat_number"),
        beside("remarks", ValueKind.TEXT, "conditions"),
        beside("signature", ValueKind.TEXT, "signature"),
    ),
    columns=(
        column("goods_description", ValueKind.TEXT, "goods_description"),
        column("hs_codes", ValueKind.HS_CODES, "hs_codes"),
        column("parcel_count", ValueKind.COUNT, "parcel_count"),
        column("carat_weight", ValueKind.CARATS, "carat_weight", "weight"),
        column("net_weight", ValueKind.WEIGHT, "net_weight", "weight"),
        column("unit_price", ValueKind.MONEY, "unit_price"),
        column("value", ValueKind.MONEY, "value"),
        column("country_of_origin", ValueKind.COUNTRY, "country_of_origin"),
        column("lot_number", ValueKind.IDENTIFIER, "lot_number"),
        column("mine_site", ValueKind.SITE, "mine_site"),
    ),
)
