"""Packing list: what is in which package, its weights, seals and tags.

Nothing else than packages and weights makes a packing list; a diamond packing list gives carats instead of a net
mass, so of the two weights none is demanded outright.
"""

from __future__ import annotations

from typing import Final

from extract import lexicon
from extract.doctype import DocumentType, ValueKind
from extract.model import DocumentKind
from extract.types.declare import beside, column, stated

TYPE: Final = DocumentType(
    kind=DocumentKind.PACKING_LIST,
    titles=lexicon.titles("packing_list"),
    signs=lexicon.signs("packing_list"),
    fields=(
        stated("document_number", ValueKind.IDENTIFIER, "packing_list_number", "own_number", cues=("document_number",)),
        stated("issue_date", ValueKind.DATE, "packing_date", "issue_date", cues=("issue_date",)),
        stated("exporter", ValueKind.PARTY, "exporter", "shipper", "seller", cues=("exporter",), letterhead=True),
        stated(
            "importer", ValueKind.PARTY, "importer", "consignee", "buyer", cues=("importer", "favoured"), addressee=True
        ),
        stated(
            "parcel_count",
            ValueKind.COUNT,
            "parcel_count",
            "package_count",
            "pieces",
            cues=("parcel_count",),
            demanded=True,
        ),
        stated("carat_weight", ValueKind.CARATS, "carat_weight", "weight", cues=("carat_weight",)),
        stated(
            "net_weight", ValueKind.WEIGHT, "net_weight", "lot_weight", "weight", "net_dry_weight", cues=("net_weight",)
        ),
        stated("gross_weight", ValueKind.WEIGHT, "gross_weight", cues=("gross_weight",), demanded=True),
        stated("value", ValueKind.MONEY, "value", "amount"),
        stated("unit_price", ValueKind.MONEY, "unit_price"),
        stated("goods_description", ValueKind.TEXT, "goods_description"),
        stated("mineral", ValueKind.MINERAL, "mineral"),
        stated("grade", ValueKind.PERCENT, "grade", "content", cues=("grade",)),
        stated("hs_codes", ValueKind.HS_CODES, "hs_codes", cues=("hs_codes",)),
        stated(
            "country_of_origin",
            ValueKind.COUNTRY,
            "country_of_origin",
            cues=("country_of_origin",),
            shares_with=("mine_site",),
        ),
        stated("country_of_provenance", ValueKind.COUNTRY, "country_of_provenance", cues=("country_of_provenance",)),
        stated("country_of_destination", ValueKind.COUNTRY, "country_of_destination", cues=("country_of_destination",)),
        stated("lot_number", ValueKind.IDENTIFIER, "lot_number", cues=("lot_number",)),
        stated("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers", cues=("seal_numbers",)),
        stated("tag_numbers", ValueKind.IDENTIFIERS, "tag_numbers", cues=("tag_numbers",)),
        stated("invoice_number", ValueKind.IDENTIFIER, "invoice_number", cues=("invoice_number",)),
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
        stated("transport_number", ValueKind.IDENTIFIER, "transport_number", cues=("transport_number",)),
        stated("mine_site", ValueKind.SITE, "mine_site", cues=("mine_site",)),
        stated("shipment_date", ValueKind.DATE, "shipment_date", cues=("shipment_date",)),
        beside("marks", ValueKind.TEXT, "marks"),
        beside("incoterm", ValueKind.TEXT, "incoterm"),
        beside("contract_number", ValueKind.IDENTIFIER, "contract_number"),
        beside("customer_number", ValueKind.IDENTIFIER, "customer_number"),
        beside("container_numbers", ValueKind.IDENTIFIERS, "container_numbers"),
        beside("notify_party", ValueKind.PARTY, "notify"),
        beside("carrier", ValueKind.TEXT, "carrier"),
        beside("vessel", ValueKind.TEXT, "vessel"),
        beside("port_of_loading", ValueKind.TEXT, "port_loading"),
        beside("port_of_discharge", ValueKind.TEXT, "port_discharge"),
        beside("tare_weight", ValueKind.WEIGHT, "tare_weight"),
        beside("dry_weight", ValueKind.WEIGHT, "dry_weight"),
        beside("wet_weight", ValueKind.WEIGHT, "wet_weight"),
        beside("moisture", ValueKind.PERCENT, "moisture"),
        beside("stone_count", ValueKind.COUNT, "stone_count"),
        beside("measurement", ValueKind.TEXT, "measurement"),
        beside("vat_number", ValueKind.IDENTIFIER, "vat_number"),
        beside("remarks", ValueKind.TEXT, "conditions"),
        beside("form_number", ValueKind.IDENTIFIER, "form_number"),
        beside("signature", ValueKind.TEXT, "signature"),
    ),
    columns=(
        column("goods_description", ValueKind.TEXT, "goods_description"),
        column("hs_codes", ValueKind.HS_CODES, "hs_codes"),
        column("carat_weight", ValueKind.CARATS, "carat_weight", "weight"),
        column("net_weight", ValueKind.WEIGHT, "net_weight", "weight"),
        column("gross_weight", ValueKind.WEIGHT, "gross_weight"),
        column("parcel_count", ValueKind.COUNT, "parcel_count"),
        column("lot_number", ValueKind.IDENTIFIER, "lot_number"),
        column("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers"),
        column("tag_numbers", ValueKind.IDENTIFIERS, "tag_numbers"),
        column("country_of_origin", ValueKind.COUNTRY, "country_of_origin"),
        column("grade", ValueKind.PERCENT, "grade"),
        column("mine_site", ValueKind.SITE, "mine_site"),
        column("unit_price", ValueKind.MONEY, "unit_price"),
        column("value", ValueKind.MONEY, "value"),
    ),
)
