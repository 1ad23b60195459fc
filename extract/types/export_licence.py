"""Export licence or permit: what a ministry or agency allows an exporter to send, how much, where to, until when.

Demanded: the fields that licences of all the schemes looked at have in common (EU Annex III A, China, Zimbabwe).
"""

from __future__ import annotations

from typing import Final

from extract import lexicon
from extract.doctype import DocumentType, ValueKind
from extract.model import DocumentKind
from extract.types.declare import beside, column, stated

TYPE: Final = DocumentType(
    kind=DocumentKind.EXPORT_LICENCE,
    titles=lexicon.titles("export_licence"),
    signs=lexicon.signs("export_licence"),
    fields=(
        stated(
            "document_number",
            ValueKind.IDENTIFIER,
            "licence_number",
            "own_number",
            cues=("licence_number", "document_number"),
            demanded=True,
        ),
        stated("issue_date", ValueKind.DATE, "issue_date", "licence_date", cues=("issue_date",), demanded=True),
        stated("expiry_date", ValueKind.DATE, "expiry_date", cues=("expiry_date",), demanded=True),
        stated(
            "issuing_authority",
            ValueKind.AUTHORITY,
            "issuing_authority",
            "licensing_authority",
            cues=("issuing_authority",),
            letterhead=True,
            demanded=True,
        ),
        stated(
            "exporter",
            ValueKind.PARTY,
            "licensee",
            "licence_holder",
            "exporter",
            cues=("exporter",),
            demanded=True,
            addressee=True,
        ),
        stated(
            "importer", ValueKind.PARTY, "importer", "consignee", "buyer", cues=("importer", "favoured", "export_to")
        ),
        stated(
            "country_of_destination",
            ValueKind.COUNTRY,
            "country_of_destination",
            cues=("country_of_destination", "export_to"),
            demanded=True,
            shares_with=("importer",),
        ),
        stated(
            "country_of_origin",
            ValueKind.COUNTRY,
            "country_of_origin",
            cues=("country_of_origin",),
            shares_with=("mine_site",),
        ),
        stated("country_of_provenance", ValueKind.COUNTRY, "country_of_provenance", cues=("country_of_provenance",)),
        stated("goods_description", ValueKind.TEXT, "goods_description", cues=("goods_description",), demanded=True),
        stated("mineral", ValueKind.MINERAL, "mineral", cues=("mineral",)),
        stated("hs_codes", ValueKind.HS_CODES, "hs_codes", cues=("hs_codes",), demanded=True),
        stated("licensed_quantity", ValueKind.WEIGHT, "licensed_quantity", cues=("licensed_quantity",), demanded=True),
        stated(
            "licensed_value",
            ValueKind.MONEY,
            "licensed_value",
            "value",
            "value_usd",
            "amount",
            cues=("licensed_value",),
        ),
        stated("grade", ValueKind.PERCENT, "grade", cues=("grade",)),
        stated("lot_number", ValueKind.IDENTIFIER, "lot_number", cues=("lot_number",)),
        stated("parcel_count", ValueKind.COUNT, "parcel_count"),
        stated("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers", cues=("seal_numbers",)),
        stated("invoice_number", ValueKind.IDENTIFIER, "invoice_number", cues=("invoice_number",)),
        stated(
            "certificate_number",
            ValueKind.IDENTIFIER,
            "kp_certificate_number",
            "icglr_certificate_number",
            cues=("certificate_number",),
        ),
        stated("mine_site", ValueKind.SITE, "mine_site", cues=("mine_site",)),
        beside("unit_price", ValueKind.MONEY, "unit_price"),
        beside("end_user", ValueKind.PARTY, "end_user"),
        beside("end_use", ValueKind.TEXT, "end_use"),
        beside("contract_number", ValueKind.IDENTIFIER, "contract_number"),
        beside("contact", ValueKind.TEXT, "customer_number"),
        beside("customs_port", ValueKind.TEXT, "customs_port"),
        beside("control_list_number", ValueKind.IDENTIFIER, "control_list_number"),
        beside("mining_title", ValueKind.IDENTIFIER, "mining_title"),
        beside("mining_method", ValueKind.TEXT, "mining_method"),
        beside("incoterm", ValueKind.TEXT, "incoterm"),
        beside("transport", ValueKind.TEXT, "vessel"),
        beside("vat_number", ValueKind.IDENTIFIER, "vat_number"),
        beside("remarks", ValueKind.TEXT, "conditions"),
        beside("signature", ValueKind.TEXT, "signature"),
    ),
    columns=(
        column("goods_description", ValueKind.TEXT, "goods_description"),
        column("hs_codes", ValueKind.HS_CODES, "hs_codes"),
        column("licensed_quantity", ValueKind.WEIGHT, "weight", "net_weight"),
        column("unit_price", ValueKind.MONEY, "unit_price"),
        column("licensed_value", ValueKind.MONEY, "value"),
        column("grade", ValueKind.PERCENT, "grade"),
    ),
)
