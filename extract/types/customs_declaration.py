"""Customs declaration: the Single Administrative Document and what follows its boxes (EU H1, ASYCUDA, DUA, DU-E)."""

from __future__ import annotations

from typing import Final

from extract import lexicon
from extract.doctype import DocumentType, ValueKind
from extract.model import DocumentKind
from extract.types.customs_declaration_boxes import BOXES
from extract.types.declare import column

TYPE: Final = DocumentType(
    kind=DocumentKind.CUSTOMS_DECLARATION,
    name="customs declaration",
    titles=lexicon.merge(
        lexicon.titles("customs_declaration"),
        {
            "en": (
                "Customs Declaration",
                "Single Administrative Document",
                "Single Administrative Document (SAD)",
                "Export Declaration",
                "Customs Export Declaration",
                "Export Customs Declaration",
                "Import Declaration",
                "Customs Import Declaration",
                "Customs Goods Declaration",
                "Export Entry",
                "Bill of Entry",
                "Shipping Bill for Export",
                "Export Accompanying Document",
                "Goods Declaration",
            ),
            "fr": (
                "Déclaration en douane",
                "Document administratif unique",
                "Document administratif unique (DAU)",
                "Déclaration d'exportation",
                "Déclaration en détail",
                "Déclaration de douane",
                "Déclaration douanière",
                "Déclaration en douane d'exportation",
                "Déclaration d'importation",
                "Document d'accompagnement export",
            ),
            "pt": (
                "Declaração aduaneira",
                "Declaração alfandegária",
                "Declaração de alfândega",
                "Documento administrativo único",
                "Documento administrativo único (DAU)",
                "Declaração aduaneira de exportação",
                "Declaração de exportação",
                "Declaração única de exportação",
                "Documento único",
                "Declaração de importação",
            ),
            "es": (
                "Declaración aduanera",
                "Declaración de aduanas",
                "Declaración de aduana",
                "Documento único administrativo",
                "Documento único administrativo (DUA)",
                "Declaración única de aduanas",
                "Declaración aduanera de mercancías",
                "Declaración de exportación",
                "Declaración única de exportación",
                "Declaración de importación",
                "Pedimento",
            ),
        },
    ),
    signs={
        "Currency and total amount invoiced": 0.7,
        "Monnaie et montant total facturé": 0.7,
        "Moeda e montante total facturado": 0.7,
        "Moeda e montante total faturado": 0.7,
        "Divisa e importe total facturado": 0.7,
        "Declarant/Representative": 0.6,
        "Déclarant/Représentant": 0.6,
        "Declarante/Representante": 0.6,
        "Supplementary units": 0.5,
        "Unités supplémentaires": 0.5,
        "Unidades suplementares": 0.5,
        "Unidades suplementarias": 0.5,
        "Summary declaration/Previous document": 0.6,
        "Déclaration sommaire/Document précédent": 0.6,
        "Declaração sumária/Documento precedente": 0.6,
        "Declaración sumaria/Documento precedente": 0.6,
        "Statistical value": 0.5,
        "Valeur statistique": 0.5,
        "Valor estatístico": 0.5,
        "Valor estadístico": 0.5,
        "Movement reference number": 0.6,
        "ASYCUDA": 0.5,
        "SYDONIA": 0.5,
        "Office of dispatch/export/destination": 0.6,
        "Bureau d'expédition/d'exportation/de destination": 0.6,
    },
    fields=BOXES,
    columns=(
        column("goods_description", ValueKind.TEXT, "goods_description"),
        column("hs_codes", ValueKind.HS_CODES, "hs_codes"),
        column("country_of_origin", ValueKind.COUNTRY, "country_of_origin"),
        column("parcel_count", ValueKind.COUNT, "parcel_count"),
        column("gross_weight", ValueKind.WEIGHT, "gross_weight"),
        column("net_weight", ValueKind.WEIGHT, "net_weight", "weight"),
        column("carat_weight", ValueKind.CARATS, "carat_weight"),
        column("value", ValueKind.MONEY, "value"),
    ),
)
