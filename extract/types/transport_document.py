"""Transport document: air waybill, bill of lading, consignment note (CMR, CIM), transport attestation.

Demanded: what air waybills and bills of lading have in common among the contract's fields.
"""

from __future__ import annotations

from typing import Final

from extract import lexicon
from extract.doctype import DocumentType, ValueKind
from extract.model import DocumentKind
from extract.types.declare import beside, column, stated

TYPE: Final = DocumentType(
    kind=DocumentKind.TRANSPORT_DOCUMENT,
    titles=lexicon.titles("transport_document"),
    signs=lexicon.signs("transport_document"),
    fields=(
        stated(
            "document_number",
            ValueKind.IDENTIFIER,
            "transport_number",
            "awb_number",
            "bl_number",
            "own_number",
            cues=("transport_number", "document_number"),
            demanded=True,
        ),
        stated("issue_date", ValueKind.DATE, "executed_date", "issue_date", cues=("issue_date",)),
        stated(
            "shipment_date",
            ValueKind.DATE,
            "shipment_date",
            "carriage_date",
            "flight_date",
            "shipped_on_board_date",
            cues=("shipment_date",),
            demanded=True,
            shares_with=("issue_date",),
        ),
        stated("exporter", ValueKind.PARTY, "shipper", "exporter", cues=("exporter",), demanded=True),
        stated("importer", ValueKind.PARTY, "consignee", "importer", cues=("importer", "favoured"), demanded=True),
        stated(
            "country_of_origin",
            ValueKind.COUNTRY,
            "country_of_origin",
            cues=("country_of_origin",),
            shares_with=("mine_site",),
        ),
        stated("country_of_provenance", ValueKind.COUNTRY, "country_of_provenance", cues=("country_of_provenance",)),
        stated("country_of_destination", ValueKind.COUNTRY, "country_of_destination", cues=("country_of_destination",)),
        stated("goods_description", ValueKind.TEXT, "goods_description", demanded=True),
        stated("mineral", ValueKind.MINERAL, "mineral"),
        stated("hs_codes", ValueKind.HS_CODES, "hs_codes", cues=("hs_codes",)),
        stated(
            "parcel_count",
            ValueKind.COUNT,
            "pieces",
            "parcel_count",
            "package_count",
            cues=("parcel_count",),
            demanded=True,
        ),
        stated("gross_weight", ValueKind.WEIGHT, "gross_weight", "weight", cues=("gross_weight",), demanded=True),
        stated("net_weight", ValueKind.WEIGHT, "net_weight", "lot_weight", cues=("net_weight",)),
        stated("carat_weight", ValueKind.CARATS, "carat_weight", cues=("carat_weight",)),
        stated("grade", ValueKind.PERCENT, "grade", "content", cues=("grade",)),
        stated("value", ValueKind.MONEY, "value", "customs_value", cues=("value",)),
        stated("lot_number", ValueKind.IDENTIFIER, "lot_number", cues=("lot_number",)),
        stated("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers", cues=("seal_numbers",)),
        stated("tag_numbers", ValueKind.IDENTIFIERS, "tag_numbers", cues=("tag_numbers",)),
        stated(
            "certificate_number",
            ValueKind.IDENTIFIER,
            "kp_certificate_number",
            "kp_number_quoted",
            "icglr_certificate_number",
            "certificate_number",
            "origin_certificate_number",
            cues=("certificate_number",),
        ),
        stated("licence_number", ValueKind.IDENTIFIER, "licence_number", cues=("licence_number",)),
        stated("invoice_number", ValueKind.IDENTIFIER, "invoice_number", cues=("invoice_number",)),
        stated("mine_site", ValueKind.SITE, "mine_site", cues=("mine_site",)),
        beside("carrier", ValueKind.TEXT, "carrier", "transport_company"),
        beside("vessel", ValueKind.TEXT, "vessel", "vessel_voyage", "vehicle"),
        beside("notify_party", ValueKind.PARTY, "notify"),
        beside("port_of_loading", ValueKind.TEXT, "port_loading", "airport_departure", "from_location"),
        beside("port_of_discharge", ValueKind.TEXT, "port_discharge", "airport_destination", "to_location"),
        beside("container_numbers", ValueKind.IDENTIFIERS, "container_numbers"),
        beside("incoterm", ValueKind.TEXT, "incoterm"),
        beside("marks", ValueKind.TEXT, "marks"),
        beside("declared_values", ValueKind.TEXT, "transport_company_value"),
        beside("measurement", ValueKind.TEXT, "measurement"),
        beside("tare_weight", ValueKind.WEIGHT, "tare_weight"),
        beside("freight", ValueKind.MONEY, "freight"),
        beside("contract_number", ValueKind.IDENTIFIER, "contract_number"),
        beside("customer_number", ValueKind.IDENTIFIER, "customer_number"),
        beside("shipment_route", ValueKind.TEXT, "shipment_route"),
        beside("expiry_date", ValueKind.DATE, "expiry_date"),
        beside("remarks", ValueKind.TEXT, "conditions"),
        beside("signature", ValueKind.TEXT, "signature"),
    ),
    columns=(
        column("parcel_count", ValueKind.COUNT, "pieces", "parcel_count"),
        column("goods_description", ValueKind.TEXT, "goods_description"),
        column("hs_codes", ValueKind.HS_CODES, "hs_codes"),
        column("gross_weight", ValueKind.WEIGHT, "gross_weight", "weight"),
        column("net_weight", ValueKind.WEIGHT, "net_weight"),
        column("carat_weight", ValueKind.CARATS, "carat_weight"),
        column("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers"),
        column("lot_number", ValueKind.IDENTIFIER, "lot_number"),
    ),
)
