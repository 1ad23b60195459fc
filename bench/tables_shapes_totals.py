"""Totals and rows: over pages, by group, on top, apart, in words, with empty cells. Names and numbers are invented."""

from __future__ import annotations

from typing import Final

from bench.tables_shapes_drawn import STEP, Shape, grid, head, ruled


def over_pages() -> Shape:
    pages, whole, numbers = [], 0.0, []
    heads = ("Lp.", "Colis", "Contenu", "Brut kg", "Net kg")
    xs = (40, 90, 180, 380, 470, 560)
    rows = 0
    for number in range(3):
        s, y = head(
            "LISTE DE COLISAGE" if number == 0 else "Suite de la liste",
            *(("N° : 410/26", "Date : 5 mai 2026") if number == 0 else ()),
        )
        y = grid(s, y, xs, [heads], right=(3, 4))
        if number:
            y = grid(s, y, xs, [("", "Report", "", "", f"{whole:.1f}".replace(".", ","))], right=(3, 4))
        for _ in range(20 if number < 2 else 6):
            rows += 1
            net = 1000.0 + rows
            whole += net
            y = grid(
                s,
                y,
                xs,
                [
                    (
                        str(rows),
                        f"BB-{rows:03d}",
                        "Minerai de manganèse",
                        f"{net + 2:.1f}".replace(".", ","),
                        f"{net:.1f}".replace(".", ","),
                    )
                ],
                right=(3, 4),
            )
        last = (
            ("", "À reporter", "", "", f"{whole:.1f}".replace(".", ","))
            if number < 2
            else ("", "Total", "46 big bags", f"{whole + 92:.1f}".replace(".", ","), f"{whole:.1f}".replace(".", ","))
        )
        grid(s, y, xs, [last], right=(3, 4))
        pages.append(s.page().model_copy(update={"number": number + 1}))
        numbers.append(rows)
    return Shape(
        "fr three pages, headings repeated, carried forward",
        pages,
        {
            "rows": "46",
            "0.net_weight": "1001.0",
            "45.net_weight": "1046.0",
            "net_weight": f"{whole:.1f}",
            "gross_weight": f"{whole + 92:.1f}",
            "parcel_count": "46",
        },
    )


def grouped() -> Shape:
    s, y = head("PACKING LIST", "No.: 12-B", "Date: 4 July 2026", "Shipper: Mabeki Ltd")
    grid(
        s,
        y,
        (50, 150, 280, 370, 460, 560),
        [
            ("Lot", "Bag", "Seal", "Gross (kg)", "Net (kg)"),
            ("L-1", "1", "MB0041", "51.0", "50.0"),
            ("", "2", "MB0042", "52.0", "51.0"),
            ("Sum of L-1", "", "", "103.0", "101.0"),
            ("L-2", "3", "MB0043", "49.5", "48.5"),
            ("", "4", "MB0044", "50.5", "49.5"),
            ("Sum of L-2", "", "", "100.0", "98.0"),
            ("All lots", "", "", "203.0", "199.0"),
        ],
        right=(3, 4),
    )
    return Shape(
        "en sub-totals by group in words of no list",
        [s.page()],
        {
            "rows": "4",
            "0.lot_number": "L-1",
            "1.lot_number": "L-1",
            "2.net_weight": "48.5",
            "3.net_weight": "49.5",
            "gross_weight": "203.0",
            "net_weight": "199.0",
        },
    )


def ditto() -> Shape:
    s, y = head("FACTURE COMMERCIALE", "N° : F-771", "Date : 8 juin 2026", "Vendeur : Tantalis SARL, Kigali")
    grid(
        s,
        y,
        (40, 170, 260, 340, 400, 470, 560),
        [
            ("Désignation", "Code SH", "Origine", "Poids net kg", "Prix USD/kg", "Montant USD"),
            ("Tantalite 30 %", "2615.90", "Rwanda", "500,0", "41,00", "20 500,00"),
            ("Tantalite 28 %", '"', '"', "400,0", "38,00", "15 200,00"),
            ("Tantalite 25 %", "id.", "id.", "300,0", "33,00", "9 900,00"),
            ("TOTAL", "", "", "1 200,0", "", "45 600,00"),
        ],
        right=(3, 4, 5),
    )
    return Shape(
        "fr ditto marks",
        [s.page()],
        {
            "rows": "3",
            "1.hs_codes": "261590",
            "1.country_of_origin": "RW",
            "2.country_of_origin": "RW",
            "2.hs_codes": "261590",
            "country_of_origin": "RW",
            "net_weight": "1200.0",
            "value": "45600.00",
        },
    )


def total_on_top() -> Shape:
    s, y = head(
        "PACKING LIST",
        "No.: 5/26",
        "Date: 19 May 2026",
        "Shipper: Isoko Ltd, Kigali",
        "Total: 24 bags, gross 1,248.0 kg, net 1,200.0 kg",
    )
    grid(
        s,
        y,
        (50, 150, 300, 380, 470, 560),
        [
            ("Bags", "Contents", "Tag", "Gross kg", "Net kg"),
            ("12", "Tantalite", "RW-0881", "624.0", "600.0"),
            ("12", "Tantalite", "RW-0882", "624.0", "600.0"),
        ],
        right=(3, 4),
    )
    return Shape(
        "en totals over the table",
        [s.page()],
        {
            "rows": "2",
            "parcel_count": "24",
            "gross_weight": "1248.0",
            "net_weight": "1200.0",
            "0.parcel_count": "12",
        },
    )


def total_apart() -> Shape:
    s, y = head("COMMERCIAL INVOICE", "Invoice No.: 61", "Date: 1 July 2026", "Seller: Bunda Gold Ltd")
    xs = (50, 250, 340, 430, 560)
    end = grid(
        s,
        y,
        xs,
        [
            ("Description", "Fine grams", "USD per gram", "Amount USD"),
            ("Gold dore bar 1", "1,020.30", "74.10", "75,604.23"),
            ("Gold dore bar 2", "990.10", "74.10", "73,366.41"),
        ],
        right=(1, 2, 3),
    )
    s.box(380, end + 30, 560, end + 75)
    s.text(386, end + 34, "Grand total", 7.0)
    s.text(400, end + 50, "USD 148,970.64", 11.0)
    return Shape(
        "en total in a box apart",
        [s.page()],
        {
            "rows": "2",
            "value": "148970.64",
            "0.unit_price": "74.10",
            "1.value": "73366.41",
        },
    )


def total_in_words() -> Shape:
    s, y = head("FACTURA COMERCIAL", "N.º: 44", "Fecha: 2 de marzo de 2026", "Vendedor: Oro Andino S.A.")
    end = grid(
        s,
        y,
        (50, 250, 340, 430, 560),
        [
            ("Descripción", "Peso neto g", "USD/g", "Importe"),
            ("Oro en barra", "100,00", "75,00", "7.500,00"),
            ("Oro granulado", "200,00", "74,00", "14.800,00"),
        ],
        right=(1, 2, 3),
    )
    s.block(50, end + 14, ["Son: veintidós mil trescientos dólares de los Estados Unidos de América"], 9.0)
    return Shape("es total in words alone", [s.page()], {"rows": "2", "value": "22300", "0.value": "7500.00"})


def total_at_left() -> Shape:
    s, y = head("PACKING LIST", "No.: 77-C", "Date: 3 March 2026", "Shipper: Ruzizi Ltd")
    end = grid(
        s,
        y,
        (50, 130, 270, 360, 450, 560),
        [
            ("Box", "Description", "Lot", "Gross kg", "Net kg"),
            ("1", "Beryl, industrial", "RZ-1", "25.5", "25.0"),
            ("2", "Beryl, industrial", "RZ-2", "25.4", "24.9"),
            ("3", "Beryl, industrial", "RZ-3", "25.6", "25.1"),
        ],
        right=(3, 4),
    )
    s.block(50, end + 6, ["Totals: 3 boxes / 76.5 kg gross / 75.0 kg net"], 8.0)
    return Shape(
        "en totals line at the left",
        [s.page()],
        {
            "rows": "3",
            "parcel_count": "3",
            "gross_weight": "76.5",
            "net_weight": "75.0",
        },
    )


def empty_cells() -> Shape:
    s, y = head("PACKING LIST", "No.: 9", "Date: 8 May 2026", "Shipper: Umoja Ltd")
    xs = (50, 120, 230, 320, 410, 500)
    rows = [
        ("Case", "Contents", "Seal No.", "Gross kg", "Net kg"),
        ("C1", "Gold dore", "U-1181", "13.20", "12.00"),
        ("C2", "Gold dore", "", "14.10", "12.90"),
        ("C3", "Gold dore", "U-1183", "", "11.50"),
        ("Total", "", "", "", "36.40"),
    ]
    grid(s, y, xs, rows, right=(3, 4))
    ruled(s, xs, [y - 3 + STEP * number for number in range(6)])
    return Shape(
        "en empty cells, ruled",
        [s.page()],
        {
            "rows": "3",
            "1.seal_numbers": "",
            "1.net_weight": "12.90",
            "2.gross_weight": "",
            "2.net_weight": "11.50",
            "net_weight": "36.40",
            "2.seal_numbers": "U-1183",
        },
    )


SHAPES: Final = (over_pages, grouped, ditto, total_on_top, total_apart, total_in_words, total_at_left, empty_cells)
