"""What goods hold and how much of them: elements, lots in prose, wet and dry, parts. Names and numbers are invented."""

from __future__ import annotations

from typing import Final

from bench.tables_shapes_drawn import Shape, grid, head


def lots_in_prose() -> Shape:
    s, _ = head(
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


def lots_summed_not() -> Shape:
    s, _ = head(
        "LISTE DE COLISAGE",
        "N° : 31",
        "Date : 6 avril 2026",
        "Expéditeur : Minoko SARL",
        "",
        "Lot A : 10 fûts, net 2 500 kg ; Lot B : 6 fûts, net 1 500 kg ; Lot C : 4 fûts, net 1 000 kg.",
    )
    return Shape("fr lots in prose without a total", [s.page()], {"parcel_count": "", "net_weight": ""})


def elements() -> Shape:
    s, y = head(
        "CERTIFICATE OF ANALYSIS",
        "Certificate No.: LAB-2291",
        "Date: 20 June 2026",
        "Sample: tantalite concentrate, lot TT-9",
    )
    grid(
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


def transposed() -> Shape:
    s, y = head(
        "CERTIFICAT D'ANALYSE", "N° : 771/LAB", "Date : 3 juillet 2026", "Échantillon : concentré de cassitérite"
    )
    grid(
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


def ppm() -> Shape:
    s, y = head("ASSAY CERTIFICATE", "Report No.: AS-118", "Date: 5 May 2026", "Material: gold dore, bar 7")
    grid(
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


def named_by_row() -> Shape:
    s, y = head("PACKING LIST", "No.: 66", "Date: 8 May 2026", "Shipper: Kalimba Ltd")
    grid(
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


def wet_and_dry() -> Shape:
    s, y = head(
        "COMMERCIAL INVOICE",
        "Invoice No.: CU-7",
        "Date: 5 May 2026",
        "Seller: Tenke Ores SARL",
        "Goods: copper concentrate",
    )
    grid(
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


def part_counted() -> Shape:
    s, _ = head(
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


def part_only() -> Shape:
    s, _ = head(
        "RAPPORT D'INSPECTION",
        "N° : I-55",
        "Date : 9 mai 2026",
        "Marchandise : concentré de wolframite",
        "Poids net : 6 000 kg",
        "",
        "Nous avons ouvert 3 fûts sur 24 et prélevé 6 sacs d'échantillons.",
    )
    return Shape("fr a part counted, the whole beside", [s.page()], {"parcel_count": "24", "net_weight": "6000"})


SHAPES: Final = (
    lots_in_prose,
    lots_summed_not,
    elements,
    transposed,
    ppm,
    named_by_row,
    wet_and_dry,
    part_counted,
    part_only,
)
