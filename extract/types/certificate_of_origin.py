"""Certificate of origin: of a chamber (ICC, EU model), preferential (EUR.1, Form A, Form D, AfCFTA, COMESA, SADC,
ECOWAS), or of a national office (CEEC). Forms are numbered boxes; their labels stand in the lexicon.

Demanded: what every form has among the contract's fields: number, exporter, origin, description. The consignee is
optional on EUR.1 and Form A, and box 7 of the EU model asks for a quantity of any kind, so neither is demanded.
"""

from __future__ import annotations

from typing import Final

from extract import lexicon
from extract.doctype import DocumentType, ValueKind
from extract.model import DocumentKind
from extract.types.declare import beside, column, stated

TYPE: Final = DocumentType(
    kind=DocumentKind.CERTIFICATE_OF_ORIGIN,
    titles=lexicon.titles("certificate_of_origin"),
    signs=lexicon.signs("certificate_of_origin"),
    holds=frozenset((DocumentKind.ORIGIN_DECLARATION,)),
    fields=(
        stated(
            "document_number",
            ValueKind.IDENTIFIER,
            "certificate_number",
            "origin_certificate_number",
            "own_number",
            cues=("document_number",),
            demanded=True,
        ),
        stated("form", ValueKind.FORM, "form", shares_with=("issuing_authority",)),  # "International Chamber of …"
        stated("issue_date", ValueKind.DATE, "issue_date", cues=("issue_date",)),
        stated("expiry_date", ValueKind.DATE, "expiry_date", cues=("expiry_date",)),
        stated("shipment_date", ValueKind.DATE, "shipment_date", cues=("shipment_date",)),
        stated(
            "issuing_authority",
            ValueKind.AUTHORITY,
            "issuing_authority",
            "chamber",
            cues=("issuing_authority",),
            letterhead=True,
        ),
        stated("exporter", ValueKind.PARTY, "exporter", "shipper", "seller", cues=("exporter",), demanded=True),
        stated(
            "importer", ValueKind.PARTY, "importer", "consignee", "buyer", cues=("importer", "favoured", "export_to")
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
        stated("goods_description", ValueKind.TEXT, "goods_description", cues=("goods_description",), demanded=True),
        stated("mineral", ValueKind.MINERAL, "mineral"),
        stated("hs_codes", ValueKind.HS_CODES, "hs_codes", cues=("hs_codes",)),
        stated("lot_number", ValueKind.IDENTIFIER, "lot_number", cues=("lot_number",)),
        stated("parcel_count", ValueKind.COUNT, "parcel_count", "package_count", "pieces", cues=("parcel_count",)),
        stated("carat_weight", ValueKind.CARATS, "carat_weight", "weight", cues=("carat_weight",)),
        stated("net_weight", ValueKind.WEIGHT, "net_weight", "lot_weight", "weight", cues=("net_weight",)),
        stated("gross_weight", ValueKind.WEIGHT, "gross_weight", cues=("gross_weight",)),
        stated("grade", ValueKind.PERCENT, "grade", cues=("grade",)),
        stated("value", ValueKind.MONEY, "value", "value_usd", "amount", cues=("value",)),
        stated("invoice_number", ValueKind.IDENTIFIER, "invoice_number", cues=("invoice_number",)),
        stated("licence_number", ValueKind.IDENTIFIER, "licence_number", cues=("licence_number",)),
        stated("transport_number", ValueKind.IDENTIFIER, "transport_number", cues=("transport_number",)),
        stated(
            "certificate_number",
            ValueKind.IDENTIFIER,
            "kp_certificate_number",
            "icglr_certificate_number",
            cues=("certificate_number",),
        ),
        stated("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers", cues=("seal_numbers",)),
        stated("tag_numbers", ValueKind.IDENTIFIERS, "tag_numbers", cues=("tag_numbers",)),
        stated("mine_site", ValueKind.SITE, "mine_site", cues=("mine_site",)),
        beside("unit_price", ValueKind.MONEY, "unit_price"),
        beside("origin_criterion", ValueKind.TEXT, "origin_criterion"),
        beside("marks", ValueKind.TEXT, "marks"),
        beside("transport_details", ValueKind.TEXT, "vessel", "transport_details"),
        beside("port_of_loading", ValueKind.TEXT, "port_loading"),
        beside("port_of_discharge", ValueKind.TEXT, "port_discharge"),
        beside("incoterm", ValueKind.TEXT, "incoterm"),
        beside("notify_party", ValueKind.PARTY, "notify"),
        beside("moisture", ValueKind.PERCENT, "moisture"),
        beside("mining_title", ValueKind.IDENTIFIER, "mining_title"),
        beside("remarks", ValueKind.TEXT, "conditions"),
        beside("official_use", ValueKind.TEXT, "official_use"),
        beside("signature", ValueKind.TEXT, "signature"),
    ),
    columns=(
        column("goods_description", ValueKind.TEXT, "goods_description"),
        column("hs_codes", ValueKind.HS_CODES, "hs_codes"),
        column("parcel_count", ValueKind.COUNT, "parcel_count", "pieces"),
        column("carat_weight", ValueKind.CARATS, "carat_weight", "weight"),
        column("net_weight", ValueKind.WEIGHT, "net_weight", "weight"),
        column("gross_weight", ValueKind.WEIGHT, "gross_weight"),
        column("grade", ValueKind.PERCENT, "grade"),
        column("unit_price", ValueKind.MONEY, "unit_price"),
        column("value", ValueKind.MONEY, "value"),
        column("lot_number", ValueKind.IDENTIFIER, "lot_number"),
        column("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers"),
        column("tag_numbers", ValueKind.IDENTIFIERS, "tag_numbers"),
        column("country_of_origin", ValueKind.COUNTRY, "country_of_origin"),
    ),
)
