"""Numbers that stand where a fact is looked for, and are another fact's: codes, limits, packages, containers."""

from __future__ import annotations

from typing import Any

import pytest

from extract.read import extract
from tests.extract.sheet import Sheet


def fields(title: str, *lines: tuple[str, ...]) -> dict[str, Any]:
    sheet = Sheet().text(150, 40, title, 16)
    for at, cells in enumerate(lines):
        for x, cell in zip((50, 180, 300, 400), cells, strict=False):
            sheet.text(x, 100 + 16 * at, cell)
    return {name: field.value for name, field in extract([sheet.page()])[0].fields.items()}


BATCHES = (
    ("Batch", "Drums", "Net weight kg", "Gross weight kg"),
    ("CB26-0871", "18", "3,600.0", "3,807.0"),
    ("CB26-0872", "16", "3,200.0", "3,384.0"),
    ("CB26-0875", "20", "4,000.0", "4,230.0"),
    ("Total", "54", "10,800.0", "11,421.0"),
)


@pytest.mark.parametrize(
    ("title", "lines", "name", "value"),
    [
        (
            "BULLETIN D'ANALYSE",
            (
                ("Produit : Cobalt métal en briquettes",),
                ("Elément", "Spécification", "Résultat", "Unité"),
                ("Cobalt (Co)", "min 99,80", "99,86", "%"),
                ("Nickel (Ni)", "max 0,10", "0,062", "%"),
                ("Fer (Fe)", "max 0,01", "0,004", "%"),
                ("Soufre (S)", "max 0,03", "0,018", "%"),
                ("Oxygène (O)", "max 0,05", "0,031", "%"),
            ),
            "grade",
            "99.86",
        ),
        ("PACKING LIST", (*BATCHES, (), ("Steel drums of 200 kg net.",), ("200 kg net",)), "net_weight", "10800.0"),
        ("PACKING LIST", (("Seals: INAMI 0077415; MLMZ 2091836",),), "seal_numbers", ("INAMI 0077415", "MLMZ 2091836")),
        (
            "LETTRE DE TRANSPORT AÉRIEN",
            (("COLIS DE VALEUR, SCELLÉ DGM-B 40713, CERTIFICAT D'ORIGINE CCIA-TNR 2026/01944",),),
            "seal_numbers",
            ("DGM-B 40713",),
        ),
        (
            "BILL OF LADING",
            (("SEAL SLZ 7733091",), ("SEAL MCT 118402",)),
            "seal_numbers",
            ("SLZ 7733091", "MCT 118402"),
        ),
    ],
)
def test_a_fact_is_told_from_what_stands_beside_it(
    title: str, lines: tuple[tuple[str, ...], ...], name: str, value: object
) -> None:
    assert fields(title, *lines).get(name) == value


@pytest.mark.parametrize("first", ["containers", "parcels"])
def test_parcels_are_counted_and_not_what_they_travel_in(first: str) -> None:
    boxes = {"containers": ("Number of containers", "1"), "parcels": ("Number of parcels", "3")}
    second = "parcels" if first == "containers" else "containers"
    cells = (*boxes[first], *boxes[second])
    assert fields("KIMBERLEY PROCESS CERTIFICATE", ("Certificate No.", "AE 008812"), cells)["parcel_count"] == 3


@pytest.mark.parametrize(
    ("own", "file"), [("N.º da licença", "N.º do processo"), ("N.º de licencia", "N.º de expediente")]
)
def test_the_number_of_the_file_is_not_that_of_the_licence(own: str, file: str) -> None:
    found = fields("LICENÇA DE EXPORTAÇÃO", (own, "", file), ("LE/0911/2027", "", "P-2207/DNRM/27"))
    assert found["document_number"] == "LE/0911/2027"


def test_the_subject_of_a_letter_that_names_its_own_kind_numbers_it() -> None:
    sheet = Sheet().text(150, 40, "Laboratoire Minéralab Kivu-Maniema", 14)
    sheet.lines(
        60,
        120,
        "Bulletin d'analyse BA-26-1187",
        "Votre lot CLE-SN-093, concentré de cassitérite",
        "Messieurs,",
        "L'échantillon composite, d'un poids net de 20 120,0 kg, a donné sur matière sèche (en %) :",
    )
    for at, (element, share) in enumerate((("Étain (Sn)", "65,20"), ("Fer (Fe)", "4,12"), ("Silice (SiO2)", "3,05"))):
        sheet.text(80, 190 + 14 * at, element).text(220, 190 + 14 * at, share)
    sheet.text(60, 240, "Méthodes : fusion au peroxyde et titrage iodométrique pour l'étain.")
    document = extract([sheet.page()])[0]
    assert document.type == "assay_certificate"
    assert document.fields["document_number"].value == "BA-26-1187"
    assert "certificate_number" not in document.fields


@pytest.mark.parametrize(
    ("title", "beside"),
    [
        ("Certificado de análisis PN-26-0417", "Fecha de emisión: 12/02/2026"),
        ("Certificate of analysis PN-26-0417", "Date: 12 Feb 2026"),
        ("Bulletin d'analyse PN-26-0417", "Lausanne, le 12.02.2026"),
    ],
)
def test_the_number_in_a_papers_own_name_is_not_another_papers(title: str, beside: str) -> None:
    sheet = Sheet().text(60, 40, "Laboratorio Cerro Alto S.R.L.").text(60, 60, title).text(340, 60, beside)
    sheet.text(60, 90, "Lote: KRV-26-A").text(60, 120, "Li2CO3").text(240, 120, "99,62 %")
    found = {name: field.value for name, field in extract([sheet.page()])[0].fields.items()}
    assert (found.get("document_number"), found.get("certificate_number")) == ("PN-26-0417", None)


@pytest.mark.parametrize(
    ("label", "licence"), [("Agrément n°", None), ("Agrément d'exportation n°", "0417/MINES/2024")]
)
def test_a_cooperatives_approval_is_no_licence_to_export(label: str, licence: str | None) -> None:
    sheet = Sheet().text(150, 40, "COOPÉRATIVE MINIÈRE TUJENGE").text(150, 56, f"{label} 0417/MINES/2024")
    sheet.text(120, 90, "DÉCLARATION D'ORIGINE", 14).text(60, 120, "N° CMT/DO/018/2026")
    sheet.text(60, 150, "Cette production provient exclusivement du site Kalima-Sud, en République du Burundi.")
    found = {name: field.value for name, field in extract([sheet.page()])[0].fields.items()}
    assert found.get("licence_number") == licence
