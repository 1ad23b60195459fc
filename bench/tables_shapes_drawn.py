"""Small papers in many shapes, set word by word, with what they state; names and numbers are invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.extraction.wordings_pages import Sheet
from ingest.model import Page

_SIZE = 8.0
_STEP = 13.0
_MADE: list[Callable[[], Shape]] = []


@dataclass(frozen=True)
class Shape:
    """A paper: its name, pages, and what it states by field, by row and field, or as the number of its `rows`."""

    name: str
    pages: Sequence[Page]
    states: Mapping[str, str] = field(default_factory=dict)


def SHAPES() -> list[Shape]:  # noqa: N802 - the list of all, made when asked for
    """Every shape."""
    return [make() for make in _MADE]


def _shape(make: Callable[[], Shape]) -> Callable[[], Shape]:
    _MADE.append(make)
    return make


def _wide(text: str, size: float) -> float:
    return sum(0.5 * size * len(word) for word in text.split()) + 0.33 * size * (len(text.split()) - 1)


def _grid(
    sheet: Sheet,
    y: float,
    xs: Sequence[float],
    rows: Sequence[Sequence[str]],
    right: Sequence[int] = (),
    size: float = _SIZE,
) -> float:
    """Rows of cells at left edges `xs`, those of the columns `right` set against the next one's; the lower edge.

    A cell of several lines is parted by `|`.
    """
    for row in rows:
        deep = 1
        for number, cell in enumerate(row):
            parts = cell.split("|") if cell else []
            deep = max(deep, len(parts))
            for line, part in enumerate(parts):
                edge = (xs[number + 1] if number + 1 < len(xs) else 560.0) - 8
                x = edge - _wide(part, size) if number in right else xs[number]
                sheet.text(x, y + 10 * line, part, size)
        y += _STEP + 10 * (deep - 1)
    return y


def _ruled(sheet: Sheet, xs: Sequence[float], ys: Sequence[float]) -> None:
    for y in ys:
        sheet.rule(xs[0] - 3, y, xs[-1], y)
    for x in xs:
        sheet.rule(x - 3 if x != xs[-1] else x, ys[0], x - 3 if x != xs[-1] else x, ys[-1])


def _head(title: str, *lines: str) -> tuple[Sheet, float]:
    sheet = Sheet(title)
    return sheet, sheet.block(50, 80, lines, 9.0) + 14


def _one(name: str, sheet: Sheet, **states: str) -> Shape:
    return Shape(
        name, [sheet.page()], {key.replace("__", ".").removeprefix("r"): value for key, value in states.items()}
    )


@_shape
def multiplied() -> Shape:
    s, y = _head(
        "COMMERCIAL INVOICE", "Invoice No.: KT-5521", "Date: 14 March 2026", "Seller: Orbeli Metals Ltd, Kigali, Rwanda"
    )
    _grid(
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


@_shape
def tared() -> Shape:
    s, y = _head("LISTE DE COLISAGE", "N° : LC-338", "Date : 02/04/2026", "Expéditeur : Sominka SARL, Bukavu")
    _grid(
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


@_shape
def bare_tared() -> Shape:
    s, y = _head("ROMANEIO DE CARGA", "N.º 77/2026", "Data: 11/05/2026", "Exportador: Mina Lúria, Lda")
    _grid(
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


@_shape
def units_row() -> Shape:
    s, y = _head(
        "FACTURA COMERCIAL", "N.º de factura: 2026-118", "Fecha: 9 de abril de 2026", "Vendedor: Minera Pallqa S.A."
    )
    _grid(
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


@_shape
def two_levels() -> Shape:
    s, y = _head("PACKING LIST", "No.: PL-904", "Date: 3 June 2026", "Shipper: Kivu Ores SARL, Goma")
    _grid(
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


@_shape
def hailing() -> Shape:
    s, y = _head(
        "COMMERCIAL INVOICE", "Invoice No.: 88/26", "Date: 7 May 2026", "Seller: Dunvale Minerals Ltd, Freetown"
    )
    _grid(
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


@_shape
def captions_row() -> Shape:
    s, y = _head("PACKING LIST", "Kasuku Mining Ltd, Dar es Salaam")
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
        _grid(s, y, xs, [labels], size=6.0)
        _grid(s, y + 9, xs, [values], size=10.0)
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


@_shape
def captions_wrapped() -> Shape:
    s, y = _head("CERTIFICAT D'ORIGINE", "Chambre de Commerce du Katanga")
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
        y = _grid(s, y, xs, [labels], size=6.5) + 1
        y = _grid(s, y, xs, [values], size=9.0) + 12
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


@_shape
def captions_under() -> Shape:
    s, y = _head("CERTIFICADO DE ORIGEN")
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
        y = _grid(s, y, xs, [values], size=10.0)
        for x in xs:
            s.rule(x, y - 1, x + 140, y - 1)
        y = _grid(s, y + 1, xs, [labels], size=6.0) + 16
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


@_shape
def numbered_boxes() -> Shape:
    s, _ = _head("CERTIFICADO DE ORIGEM")
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


@_shape
def boxes_beside() -> Shape:
    s, _ = _head("AIR WAYBILL")
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


@_shape
def over_pages() -> Shape:
    pages, whole, numbers = [], 0.0, []
    heads = ("Lp.", "Colis", "Contenu", "Brut kg", "Net kg")
    xs = (40, 90, 180, 380, 470, 560)
    rows = 0
    for number in range(3):
        s, y = _head(
            "LISTE DE COLISAGE" if number == 0 else "Suite de la liste",
            *(("N° : 410/26", "Date : 5 mai 2026") if number == 0 else ()),
        )
        y = _grid(s, y, xs, [heads], right=(3, 4))
        if number:
            y = _grid(s, y, xs, [("", "Report", "", "", f"{whole:.1f}".replace(".", ","))], right=(3, 4))
        for _ in range(20 if number < 2 else 6):
            rows += 1
            net = 1000.0 + rows
            whole += net
            y = _grid(
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
        _grid(s, y, xs, [last], right=(3, 4))
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


@_shape
def grouped() -> Shape:
    s, y = _head("PACKING LIST", "No.: 12-B", "Date: 4 July 2026", "Shipper: Mabeki Ltd")
    _grid(
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


@_shape
def ditto() -> Shape:
    s, y = _head("FACTURE COMMERCIALE", "N° : F-771", "Date : 8 juin 2026", "Vendeur : Tantalis SARL, Kigali")
    _grid(
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


@_shape
def total_on_top() -> Shape:
    s, y = _head(
        "PACKING LIST",
        "No.: 5/26",
        "Date: 19 May 2026",
        "Shipper: Isoko Ltd, Kigali",
        "Total: 24 bags, gross 1,248.0 kg, net 1,200.0 kg",
    )
    _grid(
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


@_shape
def total_apart() -> Shape:
    s, y = _head("COMMERCIAL INVOICE", "Invoice No.: 61", "Date: 1 July 2026", "Seller: Bunda Gold Ltd")
    xs = (50, 250, 340, 430, 560)
    end = _grid(
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


@_shape
def total_in_words() -> Shape:
    s, y = _head("FACTURA COMERCIAL", "N.º: 44", "Fecha: 2 de marzo de 2026", "Vendedor: Oro Andino S.A.")
    end = _grid(
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


@_shape
def total_at_left() -> Shape:
    s, y = _head("PACKING LIST", "No.: 77-C", "Date: 3 March 2026", "Shipper: Ruzizi Ltd")
    end = _grid(
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


@_shape
def lots_in_prose() -> Shape:
    s, _ = _head(
        "PACKING LIST",
        "No.: 9/26",
        "Date: 6 April 2026",
        "Shipper: Kirumba SARL",
        "",
        "Lot 1: 12 drums, net 3,000 kg, gross 3,120 kg; Lot 2: 8 drums, net 2,000 kg, gross 2,080 kg.",
        "In all 20 drums of cassiterite, net 5,000 kg, gross 5,200 kg.",
    )
    return Shape(
        "en lots listed in prose",
        [s.page()],
        {
            "parcel_count": "20",
            "net_weight": "5000",
            "gross_weight": "5200",
            "mineral": "cassiterite",
        },
    )


@_shape
def lots_summed_not() -> Shape:
    s, _ = _head(
        "LISTE DE COLISAGE",
        "N° : 31",
        "Date : 6 avril 2026",
        "Expéditeur : Minoko SARL",
        "",
        "Lot A : 10 fûts, net 2 500 kg ; Lot B : 6 fûts, net 1 500 kg ; Lot C : 4 fûts, net 1 000 kg.",
    )
    return Shape("fr lots in prose without a total", [s.page()], {"parcel_count": "", "net_weight": ""})


@_shape
def elements() -> Shape:
    s, y = _head(
        "CERTIFICATE OF ANALYSIS",
        "Certificate No.: LAB-2291",
        "Date: 20 June 2026",
        "Sample: tantalite concentrate, lot TT-9",
    )
    _grid(
        s,
        y,
        (50, 180, 290, 380, 560),
        [
            ("Analyte", "Found", "Expressed as", "Technique"),
            ("Ta2O5", "31.42", "%", "XRF"),
            ("Nb2O5", "22.10", "%", "XRF"),
            ("U", "<0.01", "%", "ICP-MS"),
            ("Th", "120", "ppm", "ICP-MS"),
        ],
        right=(1,),
    )
    return Shape(
        "en element, result, unit, method", [s.page()], {"grade": "31.42", "lot_number": "TT-9", "mineral": "coltan"}
    )


@_shape
def transposed() -> Shape:
    s, y = _head(
        "CERTIFICAT D'ANALYSE", "N° : 771/LAB", "Date : 3 juillet 2026", "Échantillon : concentré de cassitérite"
    )
    _grid(
        s,
        y,
        (50, 190, 260, 330, 400, 470, 560),
        [
            ("Base", "Sn", "Fe", "As", "S", "H2O"),
            ("", "%", "%", "ppm", "%", "%"),
            ("Sur sec", "66,12", "2,10", "<50", "0,08", ""),
            ("Tel que reçu", "65,79", "2,09", "<50", "0,08", "0,50"),
        ],
        right=(1, 2, 3, 4, 5),
    )
    return Shape(
        "fr elements as columns, dry and as received", [s.page()], {"mineral": "cassiterite", "grade": "66.12"}
    )


@_shape
def ppm() -> Shape:
    s, y = _head("ASSAY CERTIFICATE", "Report No.: AS-118", "Date: 5 May 2026", "Material: gold dore, bar 7")
    _grid(
        s,
        y,
        (50, 180, 280, 380),
        [
            ("Element", "Result", "Unit", "Detection limit"),
            ("Au", "912.4", "‰", "0.1"),
            ("Ag", "71.2", "‰", "0.1"),
            ("Cu", "<5", "ppm", "5"),
        ],
        right=(1,),
    )
    return Shape("en fineness with limits", [s.page()], {"mineral": "gold"})


@_shape
def rate_of_mass() -> Shape:
    s, y = _head("PACKING LIST", "No.: 118", "Date: 5 May 2026", "Shipper: Karoni Ltd")
    _grid(
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


@_shape
def rate_alone() -> Shape:
    s, y = _head("COMMERCIAL INVOICE", "Invoice No.: 7", "Date: 5 May 2026", "Seller: Karoni Ltd")
    _grid(
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


@_shape
def wrong_column() -> Shape:
    s, y = _head("COMMERCIAL INVOICE", "Invoice No.: D-19", "Date: 12 May 2026", "Seller: Koidu Stones Ltd")
    _grid(
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
    _grid(s, y + 3 * _STEP, (50, 210, 290, 380, 480), [("TOTAL", "1,422.65", "777,791.00", "")], right=(1, 2))
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


@_shape
def named_by_row() -> Shape:
    s, y = _head("PACKING LIST", "No.: 66", "Date: 8 May 2026", "Shipper: Kalimba Ltd")
    _grid(
        s,
        y,
        (50, 150, 250, 350, 450, 560),
        [
            ("Drum No.", "Seal No.", "Gross kg", "Tare kg", "Net kg"),
            ("Columbite-tantalite concentrate, HS 2615.90", "", "", "", ""),
            ("D1", "KL-8801", "260.0", "10.0", "250.0"),
            ("D2", "KL-8802", "261.0", "10.0", "251.0"),
            ("D3", "KL-8803", "262.0", "10.0", "252.0"),
            ("Total 3 drums", "", "783.0", "30.0", "753.0"),
        ],
        right=(2, 3, 4),
    )
    return Shape(
        "en goods named by a row",
        [s.page()],
        {
            "rows": "3",
            "goods_description": "Columbite-tantalite concentrate",
            "mineral": "coltan",
            "net_weight": "753.0",
            "gross_weight": "783.0",
            "parcel_count": "3",
            "0.seal_numbers": "KL-8801",
        },
    )


@_shape
def wet_and_dry() -> Shape:
    s, y = _head(
        "COMMERCIAL INVOICE",
        "Invoice No.: CU-7",
        "Date: 5 May 2026",
        "Seller: Tenke Ores SARL",
        "Goods: copper concentrate",
    )
    _grid(
        s,
        y,
        (50, 150, 240, 330, 420, 560),
        [
            ("Lot", "Wet kg", "Moisture %", "Dry kg", "Amount USD"),
            ("TK-1", "21,000.0", "8.00", "19,320.0", "38,640.00"),
            ("TK-2", "20,000.0", "7.50", "18,500.0", "37,000.00"),
            ("Total", "41,000.0", "", "37,820.0", "75,640.00"),
        ],
        right=(1, 2, 3, 4),
    )
    return Shape(
        "en wet and dry weights",
        [s.page()],
        {"rows": "2", "value": "75640.00", "net_weight": "41000.0", "0.lot_number": "TK-1"},
    )


@_shape
def part_counted() -> Shape:
    s, _ = _head(
        "WEIGHT CERTIFICATE",
        "Certificate No.: W-55",
        "Date: 9 May 2026",
        "Goods: wolframite concentrate",
        "Packing: 24 steel drums",
        "Net weight: 6,000 kg",
        "Gross weight: 6,240 kg",
        "",
        "Three of the drums were opened and 3 drums sampled in our presence.",
    )
    return Shape(
        "en a part of the goods counted",
        [s.page()],
        {"parcel_count": "24", "net_weight": "6000", "gross_weight": "6240"},
    )


@_shape
def part_only() -> Shape:
    s, _ = _head(
        "RAPPORT D'INSPECTION",
        "N° : I-55",
        "Date : 9 mai 2026",
        "Marchandise : concentré de wolframite",
        "Poids net : 6 000 kg",
        "",
        "Nous avons ouvert 3 fûts sur 24 et prélevé 6 sacs d'échantillons.",
    )
    return Shape("fr a part counted, the whole beside", [s.page()], {"parcel_count": "24", "net_weight": "6000"})


@_shape
def wrapped_heads() -> Shape:
    s, y = _head(
        "NOTA FISCAL / FATURA COMERCIAL", "Fatura n.º: 300/26", "Data: 14/07/2026", "Vendedor: Lítio do Jequi S.A."
    )
    xs = (40, 80, 220, 290, 360, 430, 560)
    y = _grid(
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
    _grid(
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


@_shape
def empty_cells() -> Shape:
    s, y = _head("PACKING LIST", "No.: 9", "Date: 8 May 2026", "Shipper: Umoja Ltd")
    xs = (50, 120, 230, 320, 410, 500)
    rows = [
        ("Case", "Contents", "Seal No.", "Gross kg", "Net kg"),
        ("C1", "Gold dore", "U-1181", "13.20", "12.00"),
        ("C2", "Gold dore", "", "14.10", "12.90"),
        ("C3", "Gold dore", "U-1183", "", "11.50"),
        ("Total", "", "", "", "36.40"),
    ]
    _grid(s, y, xs, rows, right=(3, 4))
    _ruled(s, xs, [y - 3 + _STEP * number for number in range(6)])
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


@_shape
def all_unknown() -> Shape:
    s, y = _head("LISTA DE EMPAQUE", "N.º: 55/26", "Fecha: 3 de junio de 2026", "Exportador: Minas del Sur S.A.")
    _grid(
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


@_shape
def named_beside() -> Shape:
    s, y = _head(
        "KIMBERLEY PROCESS CERTIFICATE",
        "Certificate No.: SL 004411",
        "Date of issue: 3 May 2026",
        "Valid until: 2 July 2026",
    )
    _grid(
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
