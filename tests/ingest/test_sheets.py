"""Workbooks and tables laid out as pages."""

import datetime
import io
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from openpyxl.drawing.image import Image as Picture

from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.open import open_file
from ingest.opensheets import SPREADSHEET
from ingest.read import Settings, read_page
from ingest.sheets import EXCEL, page_count
from tests.ingest import office, paper


def workbook() -> bytes:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["PACKING LIST No. PL-7 of the shipment to Antwerp"])
    first.append(["Date", datetime.date(2026, 1, 5)])
    first.append([])
    first.append(["Box", "Net weight", "Value"])
    first.append([1, 1254.3, 961194.94])
    first["B5"].number_format = '#,##0.00" ct"'
    first["C5"].number_format = "[$USD] #,##0.00"
    book.create_sheet("empty")
    hidden = book.create_sheet("hidden")
    hidden["A1"] = "secret"
    hidden.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_sheet_is_a_page_of_cells(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "pl", workbook())
    assert page_count(path, EXCEL, Limits()) == 1
    page = read_page(path, "0" * 64, EXCEL, 1)
    assert page.origin == "cells"
    words = {word.text: word.box for word in page.words}
    assert {"2026-01-05", "1,254.30", "USD", "961,194.94", "PL-7"} <= words.keys()
    assert "secret" not in words
    assert words["1,254.30"].x0 == pytest.approx(words["Net"].x0, abs=0.001)
    assert words["1,254.30"].y0 > words["Net"].y1
    # No line runs through the title, which runs on over the empty cells beside it.
    title = words["shipment"]
    assert not any(not r.horizontal and title.x0 < r.x0 < title.x1 and r.y0 < title.mid_y < r.y1 for r in page.rulings)
    # Each value's cell is ruled off from its neighbour.
    left, right = words["1,254.30"], words["961,194.94"]
    assert any(not r.horizontal and left.x1 < r.x0 <= right.x0 and r.y0 <= left.mid_y <= r.y1 for r in page.rulings)


def test_tables_and_text(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "pl.csv", "Colis;Poids;Scellé\n1;5,20;A1\n2;4,10;A2\n".encode("cp1252"))
    page = read_page(path, "0" * 64, "text/csv", 1)
    assert [word.text for word in page.words] == ["Colis", "Poids", "Scellé", "1", "5,20", "A1", "2", "4,10", "A2"]
    assert all(0 <= side <= 1 for word in page.words for side in word.box)


def test_what_is_cut_is_said(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "long.csv", b"a;b\n" * 50)
    page = read_page(path, "0" * 64, "text/csv", 1, Settings(limits=Limits(rows_per_sheet=10)))
    assert (len(page.words), [remark.code for remark in page.remarks]) == (20, ["cut"])


def test_columns_beyond_the_limit_are_said_to_be_left_out(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "wide.csv", b"a;b;c\n1;2;3\n")
    narrow = read_page(path, "0" * 64, "text/csv", 1, Settings(limits=Limits(columns_per_sheet=2)))
    assert [word.text for word in narrow.words] == ["a", "b", "1", "2"]
    assert [remark.code for remark in narrow.remarks] == ["cut"]


def test_a_long_sheet_is_laid_out_over_pages_and_a_store_of_data_is_refused(tmp_path: Path) -> None:
    rows = [f"lot {number};{number / 8}" for number in range(3_950)]
    path = paper.write(tmp_path, "long.csv", "\n".join(rows).encode())
    assert page_count(path, "text/csv", Limits()) == 40
    first, last = (read_page(path, "0" * 64, "text/csv", number) for number in (1, 40))
    assert [first.words[1].text, last.words[1].text, last.words[-1].text] == ["0", "3900", str(3949 / 8)]
    assert len(first.words) == 300
    assert (first.width, first.words[2].box.x0) == (last.width, last.words[2].box.x0)
    assert page_count(paper.write(tmp_path, "short.csv", "\n".join(rows[:1500]).encode()), "text/csv", Limits()) == 1
    store = paper.write(tmp_path, "store.csv", (b";".join([b"1"] * 250) + b"\n") * 3300)
    with pytest.raises(Unreadable) as caught:
        page_count(store, "text/csv", Limits())
    assert caught.value.code == "too-large"


def _with_pictures() -> bytes:
    """A workbook with a scan pasted into its first sheet, a logo beside it, and a scan on a hidden sheet."""
    book = openpyxl.Workbook()
    first, hidden = book.active, book.create_sheet("hidden")
    assert first is not None
    first["A1"] = "PACKING LIST"
    for place, sheet, side in (("B3", first, 900), ("K1", first, 60), ("A1", hidden, 700)):
        picture = Picture(io.BytesIO(paper.png(np.full((side, side), 255, dtype=np.uint8))))
        sheet.add_image(picture, place)
    hidden.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_pictures_as_large_as_papers_are_pages(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "pl.xlsx", _with_pictures())
    assert page_count(path, EXCEL, Limits()) == 2
    assert [word.text for word in read_page(path, "0" * 64, EXCEL, 1).words] == ["PACKING", "LIST"]
    pasted = read_page(path, "0" * 64, EXCEL, 2)
    assert (pasted.origin, pasted.number, [remark.code for remark in pasted.remarks]) == ("ocr", 2, ["blank"])
    frame = '<draw:frame svg:width="{0}cm" svg:height="{0}cm"><draw:image xlink:href="Pictures/{0}.png"/></draw:frame>'
    cells = office.odf_table([["Lot", "kg"]]).replace("</table:table>", "{}</table:table>")
    table = cells.format("".join(frame.format(side) for side in (12, 3))).replace("svg:", "draw:")
    book = office.ods(table)
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    blank = paper.png(np.full((700, 700), 255, dtype=np.uint8))
    data = paper.archive({**members, "Pictures/12.png": blank, "Pictures/3.png": blank})
    ods = paper.write(tmp_path, "pl.ods", data)
    assert page_count(ods, SPREADSHEET, Limits()) == 2
    assert read_page(ods, "0" * 64, SPREADSHEET, 2).origin == "ocr"


def test_damaged_and_empty_workbooks_are_refused(tmp_path: Path) -> None:
    data = bytearray(workbook())
    data[200:400] = bytes(200)
    with pytest.raises(Unreadable) as caught:
        page_count(paper.write(tmp_path, "bad", bytes(data)), EXCEL, Limits())
    assert caught.value.code == "damaged"
    with pytest.raises(Unreadable) as caught:
        page_count(paper.write(tmp_path, "empty.csv", b" ; \n ; \n"), "text/csv", Limits())
    assert caught.value.code == "empty"


TITLES = "PACKING LIST\nLot 4711\nSeller: A Mining Ltd\nBuyer: B\nDate 2026-01-05\nRef PL-77\nTruck T1\n\n"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (TITLES + "Box;Gross kg;Net kg\n" + "".join(f"{n};52,5;50,1\n" for n in range(1, 30)), ["29", "52,5", "50,1"]),
        (TITLES + "Box,Gross kg,Net kg,Seal\n1,52.0,50.0,S1\n2,52.5,50.5,S2\n", ["2", "52.5", "50.5", "S2"]),
        (TITLES + "Box|Gross kg|Net kg\n1|52.0|50.0\n2|52.5|50.5\n", ["2", "52.5", "50.5"]),
        ("sep=;\r\nLot;Weight;Origin\r\n1;5,20;Congo\r\n", ["Lot", "Weight", "Origin", "1", "5,20", "Congo"]),
        ('Seller,Address,Net\n"A Ltd","12 Main St\nKigali",50\nB,Goma,51\n', ["St", "Kigali", "50", "B", "Goma", "51"]),
        ("Box,Note,Net\n1,one\u2028two,50\n2,ok,51\n", ["1", "one", "two", "50", "2", "ok", "51"]),
        ("Box,Gross,Net\r1,52,50\r2,53,51\r", ["1", "52", "50", "2", "53", "51"]),
    ],
)
def test_tables_of_every_make(tmp_path: Path, table: str, words: list[str]) -> None:
    for encoding in ("utf-8", "utf-16", "utf-32"):
        path = paper.write(tmp_path, "table", table.encode(encoding))
        opened = open_file(path, "table")
        assert (opened.media_type, opened.pages) == ("text/csv", 1)
        page = read_page(path, "0" * 64, "text/csv", 1)
        assert [word.text for word in page.words][-len(words) :] == words
        assert "sep=;" not in {word.text for word in page.words}


def test_wide_gaps_part_the_titles_over_a_table(tmp_path: Path) -> None:
    text = f"Exporter: A Mining Ltd      Date: 2026-01-05\n{TITLES}Box|Gross kg|Net kg\n1|52.0|50.0\n2|52.5|50.5\n"
    page = read_page(paper.write(tmp_path, "table", text.encode()), "0" * 64, "text/csv", 1)
    words = {word.text: word.box for word in page.words}
    assert words["Date:"].x0 == words["Gross"].x0
