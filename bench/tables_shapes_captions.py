"""Captions over, under and beside their values, and numbered boxes. Names and numbers are invented."""

from __future__ import annotations

from typing import Final

from bench.tables_shapes_drawn import Shape, grid, head


def captions_row() -> Shape:
    s, y = head("PACKING LIST", "Kasuku Mining Ltd, Dar es Salaam")
    xs = (50, 180, 330, 450)
    for labels, values in (
        (
            ("Packing list no.", "Issued on", "Invoice no.", "Packages"),
            ("PL-2026/4471-B", "12 August 2026", "INV 2026/4471", "24 steel drums"),
        ),
        (
            ("Gross weight", "Net weight", "Country of origin", "Lot no."),
            ("7,488.00 kilograms", "7,200.00 kilograms", "Tanzania", "KSK-77-2026"),
        ),
        (("Goods", "Shipped to", "", ""), ("Tin concentrate in bulk", "Malaysia", "", "")),
    ):
        grid(s, y, xs, [labels], size=6.0)
        grid(s, y + 9, xs, [values], size=10.0)
        y += 38
    return Shape(
        "en rows of small captions over values",
        [s.page()],
        {
            "document_number": "PL-2026/4471-B",
            "issue_date": "2026-08-12",
            "invoice_number": "INV 2026/4471",
            "parcel_count": "24",
            "gross_weight": "7488.00",
            "net_weight": "7200.00",
            "country_of_origin": "TZ",
            "lot_number": "KSK-77-2026",
            "goods_description": "Tin concentrate in bulk",
            "country_of_destination": "MY",
        },
    )


def captions_wrapped() -> Shape:
    s, y = head("CERTIFICAT D'ORIGINE", "Chambre de Commerce du Katanga")
    xs = (50, 210, 330, 450)
    for labels, values in (
        (
            ("Expéditeur", "Numéro du|certificat", "Date de|délivrance", "Pays|d'origine"),
            (
                "Société Minière Luapo SARL|14, avenue des Usines|Lubumbashi, RDC",
                "CO-2026-0931",
                "18/02/2026",
                "République|Démocratique|du Congo",
            ),
        ),
        (
            ("Destinataire", "Position|tarifaire", "Poids brut|déclaré", "Poids net|déclaré"),
            ("Baltic Smelters AB|Hamngatan 3|Luleå, Suède", "2605.00", "21 340,00 kg", "21 000,00 kg"),
        ),
    ):
        y = grid(s, y, xs, [labels], size=6.5) + 1
        y = grid(s, y, xs, [values], size=9.0) + 12
    return Shape(
        "fr captions over two lines, values wrapped",
        [s.page()],
        {
            "exporter_name": "Société Minière Luapo SARL",
            "document_number": "CO-2026-0931",
            "issue_date": "2026-02-18",
            "country_of_origin": "CD",
            "importer_name": "Baltic Smelters AB",
            "hs_codes": "260500",
            "gross_weight": "21340.00",
            "net_weight": "21000.00",
        },
    )


def captions_under() -> Shape:
    s, y = head("CERTIFICADO DE ORIGEN")
    xs = (50, 230, 400)
    for values, labels in (
        (
            ("CO-551/2026", "21 de mayo de 2026", "Bolivia"),
            ("(número del certificado)", "(fecha de emisión)", "(país de origen)"),
        ),
        (
            ("Minera Huaynuma S.R.L.", "Rhein Metall GmbH", "Alemania"),
            ("(exportador)", "(importador)", "(país de destino)"),
        ),
        (("18.450,00 kg", "18.000,00 kg", "36 bolsas"), ("(peso bruto)", "(peso neto)", "(número de bultos)")),
    ):
        y = grid(s, y, xs, [values], size=10.0)
        for x in xs:
            s.rule(x, y - 1, x + 140, y - 1)
        y = grid(s, y + 1, xs, [labels], size=6.0) + 16
    return Shape(
        "es captions under values on lines",
        [s.page()],
        {
            "document_number": "CO-551/2026",
            "issue_date": "2026-05-21",
            "country_of_origin": "BO",
            "exporter_name": "Minera Huaynuma S.R.L.",
            "importer_name": "Rhein Metall GmbH",
            "country_of_destination": "DE",
            "gross_weight": "18450.00",
            "net_weight": "18000.00",
            "parcel_count": "36",
        },
    )


def numbered_boxes() -> Shape:
    s, _ = head("CERTIFICADO DE ORIGEM")
    y = 80.0
    for pairs in (
        (
            ("1. Exportador", "Mineração Tapajoara Ltda|Rua 7, Itaituba, Brasil"),
            ("2. Certificado n.º", "BR-CO-11873"),
            ("3. Data de emissão", "30/06/2026"),
        ),
        (
            ("4. Consignatário", "Nordkap Raffinerie GmbH|Hamburgo, Alemanha"),
            ("5. País de origem", "Brasil"),
            ("6. País de destino", "Alemanha"),
        ),
        (
            ("7. Descrição da mercadoria", "Ouro em barras, não refinado"),
            ("8. Peso bruto", "12,84 kg"),
            ("9. Peso líquido", "12,50 kg"),
        ),
    ):
        for number, (label, value) in enumerate(pairs):
            x = (40, 260, 410)[number]
            s.text(x + 2, y + 2, label, 6.5)
            for line, part in enumerate(value.split("|")):
                s.text(x + 6, y + 12 + 11 * line, part, 9.0)
            s.box(x, y, (260, 410, 560)[number], y + 42)
        y += 42
    return Shape(
        "pt numbered boxes side by side",
        [s.page()],
        {
            "exporter_name": "Mineração Tapajoara Ltda",
            "document_number": "BR-CO-11873",
            "issue_date": "2026-06-30",
            "importer_name": "Nordkap Raffinerie GmbH",
            "country_of_origin": "BR",
            "country_of_destination": "DE",
            "goods_description": "Ouro em barras, não refinado",
            "gross_weight": "12.84",
            "net_weight": "12.50",
        },
    )


def boxes_beside() -> Shape:
    s, _ = head("AIR WAYBILL")
    y = 80.0
    for pairs in (
        (("AWB No.", "176-4451 2093"), ("Date", "2 Sept 2026")),
        (("Pieces", "3"), ("Gross wt", "41.6 kg")),
        (("Shipper", "Lubwe Gold Ltd, Lusaka, Zambia"), ("Consignee", "Aurum Safe DMCC, Dubai")),
    ):
        for number, (label, value) in enumerate(pairs):
            x = (40, 300)[number]
            s.text(x + 2, y + 2, label, 6.0)
            s.text(x + 62, y + 8, value, 9.5)
            s.box(x, y, x + 260, y + 26)
        y += 26
    return Shape(
        "en captions in the corner of boxes, values beside",
        [s.page()],
        {
            "document_number": "176-4451 2093",
            "issue_date": "2026-09-02",
            "parcel_count": "3",
            "gross_weight": "41.6",
            "exporter_name": "Lubwe Gold Ltd",
            "importer_name": "Aurum Safe DMCC",
        },
    )


SHAPES: Final = (captions_row, captions_wrapped, captions_under, numbered_boxes, boxes_beside)
