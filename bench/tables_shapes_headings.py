"""Headings: of two levels, wrapped, beside units, of no list, or none that is known. Names and numbers are invented."""

from __future__ import annotations

from typing import Final

from bench.tables_shapes_drawn import Shape, grid, head


def units_row() -> Shape:
    s, y = head(
        "FACTURA COMERCIAL", "N.º de factura: 2026-118", "Fecha: 9 de abril de 2026", "Vendedor: Minera Pallqa S.A."
    )
    grid(
        s,
        y,
        (50, 200, 290, 360, 450, 560),
        [
            ("Mercancía", "Peso neto", "Ley Sn", "Precio", "Importe"),
            ("", "kg", "%", "USD/kg", "USD"),
            ("Concentrado de estaño lote 4", "2.500,00", "64,20", "15,10", "37.750,00"),
            ("Concentrado de estaño lote 5", "1.800,00", "62,75", "14,60", "26.280,00"),
            ("Total", "4.300,00", "", "", "64.030,00"),
        ],
        right=(1, 2, 3, 4),
    )
    return Shape(
        "es units in a row of their own",
        [s.page()],
        {
            "rows": "2",
            "0.net_weight": "2500.00",
            "0.unit_price": "15.10",
            "0.value": "37750.00",
            "0.grade": "64.20",
            "net_weight": "4300.00",
            "value": "64030.00",
        },
    )


def two_levels() -> Shape:
    s, y = head("PACKING LIST", "No.: PL-904", "Date: 3 June 2026", "Shipper: Kivu Ores SARL, Goma")
    grid(
        s,
        y,
        (50, 110, 250, 330, 400, 470, 560),
        [
            ("Mark", "Contents", "Drums", "", "Weight (kg)", ""),
            ("", "", "", "Gross", "Tare", "Net"),
            ("A-1", "Wolframite concentrate", "10", "3,120.0", "120.0", "3,000.0"),
            ("A-2", "Wolframite concentrate", "8", "2,496.0", "96.0", "2,400.0"),
            ("Total", "", "18", "5,616.0", "216.0", "5,400.0"),
        ],
        right=(2, 3, 4, 5),
    )
    return Shape(
        "en headings of two levels",
        [s.page()],
        {
            "rows": "2",
            "0.gross_weight": "3120.0",
            "0.net_weight": "3000.0",
            "0.parcel_count": "10",
            "gross_weight": "5616.0",
            "net_weight": "5400.0",
            "parcel_count": "18",
        },
    )


def hailing() -> Shape:
    s, y = head(
        "COMMERCIAL INVOICE", "Invoice No.: 88/26", "Date: 7 May 2026", "Seller: Dunvale Minerals Ltd, Freetown"
    )
    grid(
        s,
        y,
        (40, 190, 260, 340, 410, 480, 560),
        [
            ("Lines", "Customs line", "Hails from", "Carats", "Per carat, USD", "USD"),
            ("Rough stones, sawable", "7102.31.00", "Sierra Leone", "120.40", "310.00", "37,324.00"),
            ("Rough stones, makeable", "7102.31.00", "Sierra Leone", "88.15", "220.00", "19,393.00"),
            ("Total", "", "", "208.55", "", "56,717.00"),
        ],
        right=(3, 4, 5),
    )
    return Shape(
        "en codes and countries under headings of no list",
        [s.page()],
        {
            "rows": "2",
            "0.hs_codes": "71023100",
            "0.country_of_origin": "SL",
            "0.carat_weight": "120.40",
            "0.unit_price": "310.00",
            "0.value": "37324.00",
            "carat_weight": "208.55",
            "value": "56717.00",
        },
    )


def wrapped_heads() -> Shape:
    s, y = head(
        "NOTA FISCAL / FATURA COMERCIAL", "Fatura n.º: 300/26", "Data: 14/07/2026", "Vendedor: Lítio do Jequi S.A."
    )
    xs = (40, 80, 220, 290, 360, 430, 560)
    y = grid(
        s,
        y,
        xs,
        [
            (
                "N.º|de|linha",
                "Aquilo que|se vende",
                "Quanto|pesa|(t)",
                "Teor|Li2O|%",
                "Cada|tonelada|USD",
                "Importância|devida|USD",
            )
        ],
    )
    grid(
        s,
        y + 4,
        xs,
        [
            (
                "1",
                "Concentrado de espodumênio,|ensacado em big bags|de uma tonelada",
                "50,000",
                "5,95",
                "1.020,00",
                "51.000,00",
            ),
            ("2", "Concentrado de espodumênio,|a granel", "30,000", "5,80", "990,00", "29.700,00"),
            ("", "Total", "80,000", "", "", "80.700,00"),
        ],
        right=(2, 3, 4, 5),
    )
    return Shape(
        "pt wrapped headings of no list, line numbers, wrapped cells",
        [s.page()],
        {
            "rows": "2",
            "0.net_weight": "50.000",
            "0.unit_price": "1020.00",
            "0.value": "51000.00",
            "1.goods_description": "Concentrado de espodumênio, a granel",
            "net_weight": "80.000",
            "value": "80700.00",
        },
    )


def all_unknown() -> Shape:
    s, y = head("LISTA DE EMPAQUE", "N.º: 55/26", "Fecha: 3 de junio de 2026", "Exportador: Minas del Sur S.A.")
    grid(
        s,
        y,
        (50, 110, 250, 330, 420, 560),
        [
            ("Bulto", "Lo que lleva", "Cierre puesto", "Con todo, kg", "Mineral solo, kg"),
            ("1", "Wolframita, concentrado", "MS-20411", "1.012,0", "1.000,0"),
            ("2", "Wolframita, concentrado", "MS-20412", "1.015,5", "1.003,5"),
            ("3", "Wolframita, concentrado", "MS-20413", "1.010,5", "998,5"),
            ("Suma", "", "", "3.038,0", "3.002,0"),
        ],
        right=(3, 4),
    )
    return Shape(
        "es nearly every heading of no list",
        [s.page()],
        {
            "rows": "3",
            "0.goods_description": "Wolframita, concentrado",
            "0.gross_weight": "1012.0",
            "0.net_weight": "1000.0",
            "gross_weight": "3038.0",
            "net_weight": "3002.0",
            "0.seal_numbers": "MS-20411",
        },
    )


def named_beside() -> Shape:
    s, y = head(
        "KIMBERLEY PROCESS CERTIFICATE",
        "Certificate No.: SL 004411",
        "Date of issue: 3 May 2026",
        "Valid until: 2 July 2026",
    )
    grid(
        s,
        y,
        (50, 160, 270, 380, 480),
        [
            ("Tariff line", "Parcels in it", "Mass of stones", "Worth (US$)"),
            ("7102.10", "2", "1,210.44 ct", "181,566.00"),
            ("7102.31", "1", "402.10 ct", "96,504.00"),
            ("Total", "3", "1,612.54 ct", "278,070.00"),
        ],
        right=(1, 2, 3),
    )
    return Shape(
        "en certificate's small table, headings of no list",
        [s.page()],
        {
            "carat_weight": "1612.54",
            "value": "278070.00",
            "hs_codes": "710210,710231",
            "parcel_count": "3",
        },
    )


SHAPES: Final = (units_row, two_levels, hailing, wrapped_heads, all_unknown, named_beside)
