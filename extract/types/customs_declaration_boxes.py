"""The boxes of a customs declaration: the fields that they hold.

Boxes of the SAD as in the forms of Regulation (EU) No 952/2013's transitional acts and of ASYCUDA: 2 exporter, 8
consignee, 14 declarant, 15 to 17 countries, 22 currency and total, 31 packages and goods, 33 commodity code, 35 gross
mass, 38 net mass, 41 supplementary units (carats, for diamonds), 44 documents, 46 statistical value. The total invoiced
is the value; the statistical value is stated beside it, for it may be worked out at another rate and place.
"""

from __future__ import annotations

from typing import Final

from extract.doctype import FieldSpec, ValueKind
from extract.types.declare import beside, stated

BOXES: Final[tuple[FieldSpec, ...]] = (
    stated(
        "document_number",
        ValueKind.IDENTIFIER,
        "own_number",
        words={
            "en": (
                "MRN",
                "Movement Reference Number",
                "Movement reference number (MRN)",
                "Declaration No.",
                "Declaration number",
                "Customs declaration No.",
                "Customs reference",
                "Customs reference number",
                "Registration No.",
                "Registration number",
                "Entry No.",
                "Entry number",
            ),
            "fr": (
                "MRN",
                "N° de déclaration",
                "Numéro de la déclaration",
                "Déclaration n°",
                "N° d'enregistrement",
                "Numéro d'enregistrement",
                "Numéro de référence du mouvement",
            ),
            "pt": (
                "MRN",
                "N.º da declaração",
                "Número da declaração",
                "Declaração n.º",
                "N.º de registo",
                "Número de registro",
                "Número de referência do movimento",
                "N.º da DU-E",
            ),
            "es": (
                "MRN",
                "N.º de declaración",
                "Número de la declaración",
                "Número de declaración",
                "Declaración N.º",
                "N.º de registro",
                "Número de registro",
                "Número de referencia del movimiento",
                "N.º de DUA",
                "N.º de pedimento",
            ),
        },
        demanded=True,
    ),
    stated(
        "issue_date",
        ValueKind.DATE,
        "issue_date",
        words={
            "en": ("Date of acceptance", "Acceptance date", "Registration date", "Date of registration"),
            "fr": ("Date d'acceptation", "Date d'enregistrement", "Date de la déclaration"),
            "pt": ("Data de aceitação", "Data de registo", "Data de registro", "Data da declaração"),
            "es": ("Fecha de admisión", "Fecha de aceptación", "Fecha de registro", "Fecha de la declaración"),
        },
        cues=("issue_date",),
        demanded=True,
    ),
    stated(
        "exporter",
        ValueKind.PARTY,
        "exporter",
        "shipper",
        words={
            "en": ("Consignor/Exporter",),
            "fr": ("Expéditeur/Exportateur",),
            "pt": ("Expedidor/Exportador",),
            "es": ("Expedidor/Exportador",),
        },
        demanded=True,
    ),
    stated("importer", ValueKind.PARTY, "consignee", "importer", demanded=True),
    stated(
        "country_of_provenance",
        ValueKind.COUNTRY,
        "country_of_provenance",
        words={
            "en": ("Country of dispatch/export", "Country of dispatch / export"),
            "fr": ("Pays d'expédition/d'exportation", "Pays d'expédition/exportation"),
            "pt": ("País de expedição/exportação", "País de expedição / exportação"),
            "es": ("País de expedición/exportación", "País de expedición / exportación"),
        },
    ),
    stated("country_of_origin", ValueKind.COUNTRY, "country_of_origin", demanded=True),
    stated("country_of_destination", ValueKind.COUNTRY, "country_of_destination", demanded=True),
    stated(
        "value",
        ValueKind.MONEY,
        words={
            "en": (
                "Currency and total amount invoiced",
                "Total amount invoiced",
                "Total invoiced amount",
                "Invoice value",
                "Total invoice value",
                "Item price",
            ),
            "fr": (
                "Monnaie et montant total facturé",
                "Montant total facturé",
                "Valeur facturée",
                "Prix de l'article",
            ),
            "pt": (
                "Moeda e montante total facturado",
                "Moeda e montante total faturado",
                "Montante total faturado",
                "Valor faturado",
                "Preço da adição",
            ),
            "es": (
                "Divisa e importe total facturado",
                "Importe total facturado",
                "Valor facturado",
                "Precio del artículo",
            ),
        },
        demanded=True,
    ),
    stated(
        "parcel_count",
        ValueKind.COUNT,
        "parcel_count",
        "package_count",
        words={
            "en": ("Total packages", "Packages"),
            "fr": ("Total des colis", "Total colis", "Colis"),
            "pt": ("Total de volumes", "Volumes"),
            "es": ("Total bultos", "Total de bultos", "Bultos"),
        },
    ),
    stated(
        "goods_description",
        ValueKind.TEXT,
        "goods_description",
        words={
            "en": ("Packages and description of goods", "Marks and numbers - No. and kind of packages"),
            "fr": ("Colis et désignation des marchandises", "Désignation commerciale"),
            "pt": ("Volumes e designação das mercadorias", "Volumes e descrição das mercadorias"),
            "es": ("Bultos y descripción de las mercancías", "Bultos y designación de las mercancías"),
        },
    ),
    stated("mineral", ValueKind.MINERAL, "mineral"),
    stated(
        "hs_codes",
        ValueKind.HS_CODES,
        "hs_codes",
        words={
            "en": ("Commodity code", "Commodity (HS) code"),
            "fr": ("Code des marchandises", "Code marchandise", "Espèce tarifaire"),
            "pt": ("Código das mercadorias", "Código da mercadoria"),
            "es": ("Código de las mercancías", "Código de mercancía", "Posición arancelaria"),
        },
        cues=("hs_codes",),
        demanded=True,
    ),
    stated("gross_weight", ValueKind.WEIGHT, "gross_weight", demanded=True),
    stated("net_weight", ValueKind.WEIGHT, "net_weight", demanded=True),
    stated(
        "carat_weight",
        ValueKind.CARATS,
        "carat_weight",
        words={
            "en": ("Supplementary units (carats)", "Supplementary units (ct)"),
            "fr": ("Unités supplémentaires (carats)", "Unités supplémentaires (ct)"),
            "pt": ("Unidades suplementares (quilates)", "Unidades suplementares (ct)"),
            "es": ("Unidades suplementarias (quilates)", "Unidades suplementarias (ct)"),
        },
    ),
    stated("invoice_number", ValueKind.IDENTIFIER, "invoice_number", cues=("invoice_number",)),
    stated("transport_number", ValueKind.IDENTIFIER, "transport_number", cues=("transport_number",)),
    stated("licence_number", ValueKind.IDENTIFIER, "licence_number", cues=("licence_number",)),
    stated(
        "certificate_number",
        ValueKind.IDENTIFIER,
        "kp_certificate_number",
        "icglr_certificate_number",
        "certificate_number",
        cues=("certificate_number",),
    ),
    stated("lot_number", ValueKind.IDENTIFIER, "lot_number", cues=("lot_number",)),
    stated("seal_numbers", ValueKind.IDENTIFIERS, "seal_numbers", cues=("seal_numbers",)),
    beside(
        "declarant",
        ValueKind.PARTY,
        words={
            "en": ("Declarant/Representative", "Declarant", "Customs agent", "Clearing agent"),
            "fr": ("Déclarant/Représentant", "Déclarant", "Commissionnaire en douane"),
            "pt": ("Declarante/Representante", "Declarante", "Despachante"),
            "es": ("Declarante/Representante", "Declarante", "Agente de aduanas", "Agente aduanal"),
        },
    ),
    beside(
        "statistical_value",
        ValueKind.MONEY,
        words={
            "en": ("Statistical value", "Customs value", "FOB value"),
            "fr": ("Valeur statistique", "Valeur en douane", "Valeur FOB"),
            "pt": ("Valor estatístico", "Valor aduaneiro", "Valor FOB"),
            "es": ("Valor estadístico", "Valor en aduana", "Valor FOB"),
        },
    ),
    beside(
        "procedure",
        ValueKind.TEXT,
        words={
            "en": ("Procedure", "Procedure code", "Customs procedure code"),
            "fr": ("Régime", "Code régime", "Régime douanier"),
            "pt": ("Regime", "Código do regime", "Regime aduaneiro"),
            "es": ("Régimen", "Código de régimen", "Régimen aduanero"),
        },
    ),
    beside(
        "previous_document",
        ValueKind.TEXT,
        words={
            "en": ("Summary declaration/Previous document", "Previous document"),
            "fr": ("Déclaration sommaire/Document précédent", "Document précédent"),
            "pt": ("Declaração sumária/Documento precedente", "Documento precedente"),
            "es": ("Declaración sumaria/Documento precedente", "Documento precedente"),
        },
    ),
    beside(
        "customs_office",
        ValueKind.TEXT,
        "customs_port",
        words={
            "en": ("Office of dispatch/export/destination", "Office of export", "Customs office of export"),
            "fr": ("Bureau d'expédition/d'exportation/de destination", "Bureau d'exportation"),
            "pt": ("Estância de expedição/exportação/destino", "Estância de exportação", "Unidade de despacho"),
            "es": ("Aduana de expedición/exportación/destino", "Aduana de exportación", "Aduana de despacho"),
        },
    ),
    beside("incoterm", ValueKind.TEXT, "incoterm"),
    beside("vessel", ValueKind.TEXT, "vessel", "vessel_voyage", "vehicle"),
    beside("container_numbers", ValueKind.IDENTIFIERS, "container_numbers"),
    beside("marks", ValueKind.TEXT, "marks"),
    beside("vat_number", ValueKind.IDENTIFIER, "vat_number"),
    beside("remarks", ValueKind.TEXT, "conditions"),
    beside("signature", ValueKind.TEXT, "signature"),
)
