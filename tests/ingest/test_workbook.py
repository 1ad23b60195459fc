"""Workbooks: what is shown is read, and what is hidden, not stored or beyond the limits is told."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Color, Font, PatternFill

from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.model import Page
from ingest.opensheets import SPREADSHEET
from ingest.read import read_page
from ingest.sheets import EXCEL, page_count
from tests.ingest import office, paper


def workbook(fill: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(data: bytes, change: Callable[[bytes], bytes], more: Mapping[str, bytes] | None = None) -> bytes:
    """The archive with each of its parts changed, and with more of them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return paper.archive({**{name: change(archive.read(name)) for name in archive.namelist()}, **(more or {})})


def read(tmp_path: Path, data: bytes, media_type: str = EXCEL) -> tuple[list[str], list[str]]:
    page = whole(tmp_path, data, media_type)
    return [word.text for word in page.words], [remark.code for remark in page.remarks]


def whole(tmp_path: Path, data: bytes, media_type: str = EXCEL) -> Page:
    path = paper.write(tmp_path, "book", data)
    assert page_count(path, media_type, Limits()) == 1
    return read_page(path, "0" * 64, media_type, 1)


def refused(tmp_path: Path, data: bytes, media_type: str = EXCEL) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        page_count(paper.write(tmp_path, "book", data), media_type, Limits())
    return caught.value


def test_strict_workbooks_are_read(tmp_path: Path) -> None:
    def strict(part: bytes) -> bytes:
        for name in (b"spreadsheetml", b"drawingml", b"officeDocument"):
            part = part.replace(
                b"http://schemas.openxmlformats.org/" + name + b"/2006/", b"http://purl.oclc.org/ooxml/" + name + b"/"
            )
        return part

    assert read(tmp_path, changed(office.xlsx([["Lot", 4711]]), strict)) == (["Lot", "4711"], [])


def test_what_stands_far_below_is_read(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["A700"] = "PACKING", "Total"

    assert read(tmp_path, workbook(fill)) == (["PACKING", "Total"], [])


def test_sheets_of_which_nothing_is_read_say_why(tmp_path: Path) -> None:
    right = workbook(lambda sheet: sheet.cell(row=1, column=120, value="INVOICE"))
    assert refused(tmp_path, right).code == "too-large"
    assert "columns" in refused(tmp_path, right).cause
    formulas = workbook(lambda sheet: sheet.append(["=1+1", "=A1"]))
    assert "formulas" in refused(tmp_path, formulas).cause
    assert refused(tmp_path, workbook(lambda sheet: None)).cause == "No sheet of it holds anything."
    shut = '<table:table-row table:visibility="collapse"><table:table-cell><text:p>5</text:p></table:table-cell>'
    hidden = office.ods(f"<table:table>{shut}</table:table-row></table:table>")
    assert refused(tmp_path, hidden, SPREADSHEET).cause == "All that it holds is hidden."
    rows = office.xlsx([["1"]])
    far = changed(rows, lambda part: part.replace(b'<row r="1"', b'<row r="9999999"').replace(b'"A1"', b'"A9999999"'))
    assert refused(tmp_path, far).code == "damaged"


def test_a_sheet_beyond_the_limits_is_told_on_another(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = "PACKING"
        sheet.parent.create_sheet("wide").cell(row=1, column=120, value="INVOICE")

    assert read(tmp_path, workbook(fill)) == (["PACKING"], ["cut"])


def test_formulas_without_a_stored_value_are_told(tmp_path: Path) -> None:
    data = workbook(lambda sheet: sheet.append(["Total", "=1+1"]))
    assert read(tmp_path, data) == (["Total"], ["formula-without-value"])
    empty = changed(data, lambda part: part.replace(b'r="B1"', b'r="B1" t="str"'))
    assert read(tmp_path, empty) == (["Total"], [])
    stored = changed(data, lambda part: re.sub(rb"<v ?/>|<v></v>", b"<v>2</v>", part))
    assert read(tmp_path, stored) == (["Total", "2"], [])


def test_text_boxes_are_told(tmp_path: Path) -> None:
    shape = "<s:twoCellAnchor><s:sp><s:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></s:txBody></s:sp></s:twoCellAnchor>"
    drawing = f'<s:wsDr xmlns:s="urn:s" xmlns:a="urn:a">{shape.format("INVOICE 77")}{shape.format(" ")}</s:wsDr>'
    rel = "http://schemas.openxmlformats.org/package/2006/relationships"
    more = {
        "xl/drawings/drawing1.xml": drawing.encode(),
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{rel}"><Relationship Id="r1" '
        f'Type="{office.RELS}/drawing" Target="../drawings/drawing1.xml"/></Relationships>'.encode(),
    }
    page = whole(tmp_path, changed(office.xlsx([["Lot"]]), bytes, more))
    assert [(remark.code, remark.text[:12]) for remark in page.remarks] == [("drawing-not-read", "1 text boxes")]
    box = "<draw:frame><draw:text-box><text:p>INVOICE 77</text:p></draw:text-box></draw:frame>"
    table = office.odf_table([["Lot"]]).replace("</table:table>", f"<table:shapes>{box}</table:shapes></table:table>")
    assert read(tmp_path, office.ods(table), SPREADSHEET) == (["Lot"], ["drawing-not-read"])


def test_hidden_rows_and_columns_are_left_out_and_told(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        for row in (["Lot", "cost", "kg"], [1, 700, 50], [2, 800, 51]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    page = whole(tmp_path, workbook(fill))
    words = {word.text: word.box for word in page.words}
    assert list(words) == ["Lot", "kg", "1", "50"]
    assert words["kg"].x0 - words["Lot"].x0 < 0.15  # no gap is left
    [told] = page.remarks
    assert (told.code, told.text[:41]) == ("cells-hidden", "5 cells in hidden rows or columns are not")


@pytest.mark.parametrize(
    ("row", "words"),
    [(b'ht="0"', ["Lot", "4711"]), (b'ht="0" customHeight="1"', ["Lot"]), (b'hidden="0"', ["Lot", "4711"])],
)
def test_rows_that_were_given_no_height_are_hidden(tmp_path: Path, row: bytes, words: list[str]) -> None:
    data = changed(office.xlsx([["Lot"], [4711]]), lambda part: part.replace(b'<row r="2"', b'<row r="2" ' + row))
    assert read(tmp_path, data)[0] == words


def test_what_is_hidden_on_a_long_sheet_is_told_once(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        for number in range(1, 1700):
            sheet.append([number])
        sheet["A2"].number_format = ";;;"

    path = paper.write(tmp_path, "book", workbook(fill))
    pages = [read_page(path, "0" * 64, EXCEL, number) for number in (1, 2)]
    assert [[remark.stated for remark in page.remarks] for page in pages] == [["2"], []]


def test_what_is_merged_with_cells_that_are_shown_is_shown(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        for row in (["INVOICE"], ["no", "Lot"], [None, 4711]):
            sheet.append(row)
        sheet.merge_cells("A1:B1")
        sheet.column_dimensions["A"].hidden = True

    assert read(tmp_path, workbook(fill)) == (["INVOICE", "Lot", "4711"], ["cells-hidden"])


@pytest.mark.parametrize(
    ("font", "fill", "shown"),
    [
        (Font(color="FFFFFFFF"), None, False),
        (Font(color="00FEFDFE"), None, False),
        (Font(color=Color(theme=0)), None, False),
        (Font(color=Color(indexed=9)), None, False),
        (Font(size=1), None, False),
        (Font(color="FF1F4E78"), PatternFill("solid", fgColor="FF1F4E78"), False),
        (Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF1F4E78"), True),
        (Font(color="FFFFFFFF"), PatternFill("darkUp", fgColor="FF1F4E78"), True),
        (Font(color=Color(theme=0, tint=-0.5)), None, True),
        (Font(color=Color(theme=4)), None, True),
        (Font(color="FF808080"), None, True),
        (Font(size=6), None, True),
    ],
)
def test_writing_in_the_colour_of_its_ground_is_left_out_and_told(
    tmp_path: Path, font: Font, fill: PatternFill | None, shown: bool
) -> None:
    def make(sheet: Any) -> None:
        sheet["A1"], sheet["A2"] = "Lot", 4711
        sheet["A2"].font = font
        if fill is not None:
            sheet["A2"].fill = fill

    page = whole(tmp_path, workbook(make))
    assert [word.text for word in page.words] == (["Lot", "4711"] if shown else ["Lot"])
    assert [(r.code, r.stated) for r in page.remarks] == ([] if shown else [("text-layer-hidden", "4711")])


def test_colours_are_not_judged_where_rules_or_tables_paint_cells(tmp_path: Path) -> None:
    def make(sheet: Any) -> None:
        sheet["A1"] = 4711
        sheet["A1"].font = Font(color="FFFFFFFF")
        paint = PatternFill(bgColor="FF1F4E78")
        rule = CellIsRule(operator="greaterThan", formula=["0"], fill=paint)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add("A1", rule)

    assert read(tmp_path, workbook(make)) == (["4711"], [])


@pytest.mark.parametrize(
    ("value", "code", "told"),
    [(4711, ";;;", ["4711"]), ("LOT-7", ";;;", ["LOT-7"]), (0, "0;;", []), (0, "#", [])],
)
def test_values_that_their_format_hides_are_told(tmp_path: Path, value: object, code: str, told: list[str]) -> None:
    def make(sheet: Any) -> None:
        sheet["A1"], sheet["A2"] = "Lot", value
        sheet["A2"].number_format = code

    page = whole(tmp_path, workbook(make))
    assert [word.text for word in page.words] == ["Lot"]
    assert [remark.stated for remark in page.remarks] == told


def test_hidden_rows_columns_and_values_of_open_spreadsheets(tmp_path: Path) -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    def row(cells: str, more: str = "") -> str:
        return f"<table:table-row {more}>{cells}</table:table-row>"

    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    rows = (
        row(cell("Lot") + cell("cost") + cell("kg")),
        row(cell("1") + cell("700") + cell("50")),
        row(cell("2") + cell("800") + cell("51"), 'table:visibility="filter"'),
        row(cell("3") + cell("900") + cell("52"), 'table:visibility="collapse"'),
        row(cell("4") + cell("") + cell("", 'office:value="53"')),
        row(cell("5") + cell("", 'office:value="0"') + '<table:table-cell office:value="54"/>'),
    )
    page = whole(tmp_path, office.ods(f"<table:table>{columns}{''.join(rows)}</table:table>"), SPREADSHEET)
    assert [word.text for word in page.words] == ["Lot", "kg", "1", "50", "4", "5", "54"]
    assert [remark.code for remark in page.remarks] == ["cells-hidden", "text-layer-hidden"]
    assert page.remarks[0].text.startswith("8 cells")
    assert page.remarks[1].stated == "53"


def test_what_runs_on_from_a_hidden_column_of_an_open_spreadsheet_is_shown(tmp_path: Path) -> None:
    columns = '<table:table-column table:visibility="collapse"/><table:table-column/>'
    title = '<table:table-cell table:number-columns-spanned="2"><text:p>INVOICE</text:p></table:table-cell>'
    table = f"<table:table>{columns}<table:table-row>{title}<table:covered-table-cell/></table:table-row></table:table>"
    assert read(tmp_path, office.ods(table), SPREADSHEET) == (["INVOICE"], [])
