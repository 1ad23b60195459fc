"""Figures that belong together: price, quantity and amount, gross and tare, rates. Names and numbers are invented."""

from __future__ import annotations

from typing import Final

from bench.tables_shapes_drawn import STEP, Shape, grid, head


def multiplied() -> Shape:
    s, y = head(
        "COMMERCIAL INVOICE", "Invoice No.: KT-5521", "Date: 14 March 2026", "Seller: Orbeli Metals Ltd, Kigali, Rwanda"
    )
    grid(
        s,
        y,
        (50, 230, 330, 420, 560),
        [
            ("What we hand over", "How heavy (kg)", "One kilo at", "Comes out at USD"),
            ("Tin ore sacks, coarse", "1,200.50", "14.20", "17,047.10"),
            ("Tin ore sacks, fine", "860.00", "13.90", "11,954.00"),
            ("Together", "2,060.50", "", "29,001.10"),
        ],
        right=(1, 2, 3),
    )
    return Shape(
        "en product tells price and amount",
        [s.page()],
        {
            "rows": "2",
            "0.goods_description": "Tin ore sacks, coarse",
            "0.net_weight": "1200.50",
            "0.unit_price": "14.20",
            "0.value": "17047.10",
            "1.value": "11954.00",
            "value": "29001.10",
            "net_weight": "2060.50",
        },
    )


def tared() -> Shape:
    s, y = head("LISTE DE COLISAGE", "N° : LC-338", "Date : 02/04/2026", "Expéditeur : Sominka SARL, Bukavu")
    grid(
        s,
        y,
        (50, 130, 250, 340, 420, 560),
        [
            ("Fût", "Plombage", "Emballage compris (kg)", "Vide (kg)", "Sans emballage (kg)"),
            ("F-01", "SK 40112", "312,4", "12,4", "300,0"),
            ("F-02", "SK 40113", "318,9", "12,4", "306,5"),
            ("F-03", "SK 40114", "309,0", "12,5", "296,5"),
            ("Ensemble", "", "940,3", "37,3", "903,0"),
        ],
        right=(2, 3, 4),
    )
    return Shape(
        "fr gross less tare is net",
        [s.page()],
        {
            "rows": "3",
            "0.gross_weight": "312.4",
            "0.net_weight": "300.0",
            "2.gross_weight": "309.0",
            "2.net_weight": "296.5",
            "gross_weight": "940.3",
            "net_weight": "903.0",
            "0.seal_numbers": "SK 40112",
        },
    )


def bare_tared() -> Shape:
    s, y = head("ROMANEIO DE CARGA", "N.º 77/2026", "Data: 11/05/2026", "Exportador: Mina Lúria, Lda")
    grid(
        s,
        y,
        (50, 120, 240, 330, 420, 560),
        [
            ("Saca", "Do que se trata", "Cheia, kg", "Só a saca", "O minério"),
            ("1", "Columbite-tantalite", "1.050,5", "2,5", "1.048,0"),
            ("2", "Columbite-tantalite", "1.047,0", "2,5", "1.044,5"),
            ("3", "Columbite-tantalite", "1.052,5", "2,5", "1.050,0"),
            ("Total", "", "3.150,0", "7,5", "3.142,5"),
        ],
        right=(2, 3, 4),
    )
    return Shape(
        "pt gross less tare, headings say little",
        [s.page()],
        {
            "rows": "3",
            "0.gross_weight": "1050.5",
            "0.net_weight": "1048.0",
            "0.goods_description": "Columbite-tantalite",
            "gross_weight": "3150.0",
            "net_weight": "3142.5",
        },
    )


def rate_of_mass() -> Shape:
    s, y = head("PACKING LIST", "No.: 118", "Date: 5 May 2026", "Shipper: Karoni Ltd")
    grid(
        s,
        y,
        (50, 190, 270, 370, 460, 560),
        [
            ("Description", "Length m", "Weight per Kg/m", "Gross kg", "Net kg"),
            ("Drill core, ore", "12.0", "7.5", "92.0", "90.0"),
            ("Drill core, waste", "10.0", "7.0", "72.0", "70.0"),
            ("Total", "22.0", "", "164.0", "160.0"),
        ],
        right=(1, 2, 3, 4),
    )
    return Shape(
        "en weight per metre",
        [s.page()],
        {
            "rows": "2",
            "0.net_weight": "90.0",
            "0.gross_weight": "92.0",
            "net_weight": "160.0",
        },
    )


def rate_alone() -> Shape:
    s, y = head("COMMERCIAL INVOICE", "Invoice No.: 7", "Date: 5 May 2026", "Seller: Karoni Ltd")
    grid(
        s,
        y,
        (50, 190, 270, 360, 460, 560),
        [
            ("Description", "Length m", "Weight per Kg/m", "Price USD/m", "Amount USD"),
            ("Copper rod 8 mm", "1,200.0", "0.45", "4.10", "4,920.00"),
            ("Copper rod 10 mm", "1,000.0", "0.70", "6.30", "6,300.00"),
            ("Total", "", "", "", "11,220.00"),
        ],
        right=(1, 2, 3, 4),
    )
    return Shape(
        "en weight per metre without another weight",
        [s.page()],
        {
            "rows": "2",
            "0.net_weight": "",
            "net_weight": "",
            "value": "11220.00",
            "0.value": "4920.00",
        },
    )


def wrong_column() -> Shape:
    s, y = head("COMMERCIAL INVOICE", "Invoice No.: D-19", "Date: 12 May 2026", "Seller: Koidu Stones Ltd")
    grid(
        s,
        y,
        (50, 210, 290, 380, 480),
        [
            ("Assortment", "Carats", "US$/ct", "US$"),
            ("Rough -11+9", "1,020.10", "210.00", "214,221.00"),
            ("Rough +10.8", "402.55", "1,400.00", "563,570.00"),
        ],
        right=(1, 2, 3),
    )
    grid(s, y + 3 * STEP, (50, 210, 290, 380, 480), [("TOTAL", "1,422.65", "777,791.00", "")], right=(1, 2))
    return Shape(
        "en total in the column of prices",
        [s.page()],
        {
            "rows": "2",
            "carat_weight": "1422.65",
            "value": "777791.00",
            "unit_price": "",
        },
    )


SHAPES: Final = (multiplied, tared, bare_tared, rate_of_mass, rate_alone, wrong_column)
