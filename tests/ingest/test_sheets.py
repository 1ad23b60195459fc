"""Workbooks and tables laid out as pages."""

import datetime
import io
from pathlib import Path

import openpyxl
import pytest

from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.read import read_page
from ingest.sheets import EXCEL, formatted, page_count, read_sheet
from tests.ingest import paper


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
    page = read_sheet(path, "text/csv", "0" * 64, 1, Limits())
    assert [word.text for word in page.words] == ["Colis", "Poids", "Scellé", "1", "5,20", "A1", "2", "4,10", "A2"]
    assert all(0 <= side <= 1 for word in page.words for side in word.box)


def test_what_is_cut_is_said(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "long.csv", b"a;b\n" * 50)
    page = read_sheet(path, "text/csv", "0" * 64, 1, Limits(rows_per_sheet=10))
    assert (len(page.words), [remark.code for remark in page.remarks]) == (20, ["cut"])


def test_damaged_and_empty_workbooks_are_refused(tmp_path: Path) -> None:
    data = bytearray(workbook())
    data[200:400] = bytes(200)
    with pytest.raises(Unreadable) as caught:
        page_count(paper.write(tmp_path, "bad", bytes(data)), EXCEL, Limits())
    assert caught.value.code == "damaged"
    with pytest.raises(Unreadable) as caught:
        page_count(paper.write(tmp_path, "empty.csv", b" ; \n ; \n"), "text/csv", Limits())
    assert caught.value.code == "empty"


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1254.3, "General", "1254.3"),
        (1254.3, "#,##0.00", "1,254.30"),
        (0.9377, "0.00%", "93.77%"),
        (-5, "0.0", "-5.0"),
        (961194.94, '"US$" #,##0.00', "US$ 961,194.94"),
        (12, "000", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (7102.31, "0000.00", "7102.31"),
        (1.5, "0.0##", "1.5"),
        (5, '0 "ct"', "5 ct"),
    ],
)
def test_numbers_as_people_see_them(value: float, code: str, shown: str) -> None:
    assert formatted(value, code) == shown
