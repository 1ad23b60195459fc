"""Values broken over short lines: countries in a narrow column, and lines about the middle of a label."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind, Field
from extract.read import extract
from tests.extract.sheet import Sheet, around

KIMBERLEY = DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE


def read(sheet: Sheet) -> dict[str, Field]:
    return extract([sheet.page()])[0].fields


def form(*rows: tuple[str, tuple[str, ...]], step: float = 12, gap: float = 8) -> Sheet:
    """Rows of a label and a value of several lines, both about one middle."""
    sheet = Sheet().text(150, 40, "CERTIFICADO DO PROCESSO DE KIMBERLEY", 14)
    sheet.text(60, 80, "N.º do certificado").text(240, 80, "AO 004118")
    y = 104.0
    for label, lines in rows:
        sheet.lines(240, y, *lines, step=step).text(60, y + step * (len(lines) - 1) / 2, label)
        y += step * len(lines) + gap
    return sheet


def test_lines_over_and_under_that_of_a_label_are_its_value() -> None:
    found = read(
        form(
            ("País de destino", ("Emirados", "Árabes", "Unidos")),
            ("País de origem", ("Angola",)),
            ("Descrição das mercadorias", ("Diamantes", "brutos, por", "lapidar")),
            ("Quantidade de volumes", ("3 volumes",)),
        )
    )
    assert found["country_of_destination"].value == "AE"
    assert found["country_of_origin"].value == "AO"
    assert str(found["goods_description"].value) == "Diamantes brutos, por lapidar"


def test_rows_set_close_are_each_of_their_own_label() -> None:
    sheet = form(("Exportador", ("Pedras do Cuanza, Lda.",)), ("País de destino", ("Bélgica",)), gap=0)
    sheet.text(240, 128, "Angola").text(60, 128, "País de origem")
    found = read(sheet)
    assert found["country_of_destination"].value == "BE"
    assert found["country_of_origin"].value == "AO"


def test_a_line_under_another_label_is_not_drawn_to_the_next_one() -> None:
    sheet = Sheet().text(200, 40, "PACKING LIST", 14)
    sheet.lines(60, 90, "Shipper", "", "Receiver").lines(
        150,
        90,
        "Luano Copper Ltd",
        "Plot 9/14, Heavy Area, Kitwe, Zambia",
        "Nile Cable S.A.E.",
        "Block 7, Sadat City, Egypt",
    )
    found = read(sheet)
    assert found["importer_name"].value == "Nile Cable S.A.E."


@pytest.mark.parametrize(
    ("lines", "country"),
    [
        (("République", "démocratique du", "Congo"), "CD"),
        (("United", "Arab", "Emirates"), "AE"),
        (("Central African", "Republic"), "CF"),
        (("Angola", "Luanda"), "AO"),
    ],
)
def test_a_countrys_name_goes_on_in_a_narrow_column(lines: tuple[str, ...], country: str) -> None:
    sheet = Sheet().text(250, 40, "KIMBERLEY PROCESS CERTIFICATE", 14)
    sheet.box(40, 60, 160, 300).text(46, 70, "Certificate No.", 7).text(46, 80, "ZZ 004118")
    sheet.text(46, 110, "Country of provenance", 7).lines(46, 120, *lines, step=12)
    sheet.text(46, 190, "Number of parcels", 7).text(46, 200, "2")
    assert read(sheet)["country_of_provenance"].value == country


def test_a_value_beside_its_label_is_no_matter_of_the_middle() -> None:
    sheet = Sheet().text(60, 100, "País de destino").lines(240, 100, "Bélgica", "Antuérpia")
    one = around(sheet, KIMBERLEY)
    (hit,) = [hit for hit in one.labels if hit.whole]
    assert one.places(hit, hit.specs[0].kind)[0].text == "Bélgica"


def test_a_second_pair_of_columns_has_values_about_the_middle_of_their_labels() -> None:
    left = ("Minas do Lui, S.A.", "Rua da Samba 48,", "3.º andar", "Luanda")
    right = ("Gulf Rough Sorting", "Trading LLC", "Unit 18-B, Almas", "Tower", "Dubai")
    sheet = Sheet().text(150, 40, "CERTIFICADO DO PROCESSO DE KIMBERLEY", 14)
    sheet.text(60, 80, "N.º do certificado").text(160, 80, "AO 004118")
    sheet.lines(160, 116, *left, step=12).text(60, 134, "Exportador")
    sheet.lines(420, 110, *right, step=12).text(320, 134, "Importador")
    found = read(sheet)
    assert found["exporter_name"].value == "Minas do Lui, S.A."
    assert found["importer_name"].value == "Gulf Rough Sorting Trading LLC"
    assert str(found["importer_address"].value).startswith("Unit 18-B, Almas")
