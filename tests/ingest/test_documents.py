"""Office documents: read as they are shown on paper, with nothing run, fetched or resolved."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from ingest import wordfile
from ingest.documents import page_count, read
from ingest.errors import Unreadable
from ingest.limits import DEFAULT, Limits
from ingest.model import Page
from ingest.open import open_file
from ingest.sheets import read_sheet
from tests.ingest import office, paper

CONTENT = "word/document.xml"


def pages(tmp_path: Path, data: bytes) -> list[Page]:
    path = paper.write(tmp_path, "file.pdf", data)
    opened = open_file(path, "file.pdf")
    found = [read(path, opened.media_type, "0" * 64, number, DEFAULT) for number in range(1, opened.pages + 1)]
    assert all(isinstance(page, Page) for page in found)
    return [page for page in found if isinstance(page, Page)]


def text(page: Page) -> str:
    return " ".join(word.text for word in page.words)


def sheet(tmp_path: Path, data: bytes, number: int = 1) -> Page:
    path = paper.write(tmp_path, "file.pdf", data)
    page = read_sheet(path, open_file(path, "file.pdf").media_type, "0" * 64, number, DEFAULT)
    assert isinstance(page, Page)
    return page


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def code(tmp_path: Path, data: bytes, limits: Limits = DEFAULT) -> str:
    with pytest.raises(Unreadable) as caught:
        open_file(paper.write(tmp_path, "file", data), "file", limits)
    return caught.value.code


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_table_keeps_its_cells_and_rulings(tmp_path: Path, kind: str) -> None:
    whole = "<text:h>COMMERCIAL INVOICE</text:h>" + office.odf_table(office.PARTIES) + office.odf_table(office.GOODS)
    [page] = pages(tmp_path, office.invoice_docx() if kind == "docx" else office.odt(whole))
    assert page.origin == "cells"
    boxes = {word.text: word.box for word in page.words}
    assert abs(boxes["Carats"].x0 - boxes["1,254.30"].x0) < 0.01
    assert boxes["Carats"].y1 < boxes["1,254.30"].y0
    assert abs(boxes["Exporter"].y0 - boxes["Boteti"].y0) < 0.001
    between = [
        line for line in page.rulings if not line.horizontal and boxes["Exporter"].x1 < line.x0 < boxes["Boteti"].x0
    ]
    assert between, "a line parts label and value"
    assert all(0 <= edge <= 1 for word in page.words for edge in word.box)


def test_only_what_is_shown_is_read(tmp_path: Path) -> None:
    body = (
        f"<w:p>{office.run('Net weight ')}<w:del>{office.run('900')}</w:del><w:ins>{office.run('1,000')}</w:ins>"
        f"{office.run(' kg')}{office.run('hidden', '<w:vanish/>')}<w:r><w:instrText>DDEAUTO</w:instrText></w:r></w:p>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>"
        f"{office.paragraph('Box')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        f"{office.paragraph('Twice')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    [page] = pages(tmp_path, office.docx(body))
    assert text(page) == "Net weight 1,000 kg Box"


def test_pages_are_those_of_the_writing_program(tmp_path: Path) -> None:
    broken = "".join(office.paragraph(f"line {n}") for n in range(80)) + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    assert len(pages(tmp_path, office.docx(broken + office.paragraph("last")))) == 3
    rendered = f"<w:p><w:r><w:lastRenderedPageBreak/></w:r>{office.run('second')}</w:p>"
    found = pages(tmp_path, office.docx("".join(office.paragraph(f"line {n}") for n in range(80)) + rendered))
    assert [page.words[0].text for page in found] == ["line", "second"]


def test_letterheads_stand_on_the_page(tmp_path: Path) -> None:
    kind = office.RELS + "/header"
    reference = f'<Relationship Id="r1" Type="{kind}" Target="header1.xml"/>'
    header = f'<w:hdr xmlns:w="{office.W}">{office.paragraph("Boteti Sands Gems (Pty) Ltd")}</w:hdr>'.encode()
    section = '<w:sectPr><w:headerReference w:type="default" r:id="r1"/></w:sectPr>'
    body = office.paragraph("COMMERCIAL INVOICE") + section
    [page] = pages(tmp_path, office.docx(body, {"word/header1.xml": header}, reference))
    assert text(page) == "Boteti Sands Gems (Pty) Ltd COMMERCIAL INVOICE"


def test_a_scan_pasted_into_a_document_is_a_page_and_a_logo_is_none(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.fromarray(paper.form_picture(60)).save(buffer, "JPEG")
    references = "".join(f'<Relationship Id="r{n}" Target="media/{n}.jpg"/>' for n in (1, 2))
    references += '<Relationship Id="r3" Target="http://127.0.0.1/x.jpg" TargetMode="External"/>'
    drawn = "".join(
        f'<w:p><w:r><w:drawing><wp:extent cx="{side}" cy="{side}"/><a:blip r:embed="r{n}"/></w:drawing></w:r></w:p>'
        for n, side in ((1, 6_000_000), (2, 700_000), (3, 6_000_000))
    )
    parts = {"word/media/1.jpg": buffer.getvalue(), "word/media/2.jpg": b"no picture"}
    path = paper.write(tmp_path, "scan.docx", office.docx(office.paragraph("Attached:") + drawn, parts, references))
    opened = open_file(path, "scan.docx")
    assert opened.pages == 2
    picture = read(path, opened.media_type, "0" * 64, 2, DEFAULT)
    assert not isinstance(picture, Page)
    assert picture.pixels.shape[:2] == paper.form_picture(60).shape


def test_a_scan_pasted_into_a_header_is_a_page(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.fromarray(paper.form_picture(60)).save(buffer, "JPEG")
    reference = f'<Relationship Id="r1" Type="{office.RELS}/header" Target="header1.xml"/>'
    drawn = '<w:drawing><wp:extent cx="6000000" cy="6000000"/><a:blip r:embed="r7"/></w:drawing>'
    spaces = f'xmlns:w="{office.W}" xmlns:r="{office.RELS}" xmlns:a="urn:a" xmlns:wp="urn:wp"'
    parts = {
        "word/header1.xml": f"<w:hdr {spaces}><w:p><w:r>{drawn}</w:r></w:p></w:hdr>".encode(),
        "word/_rels/header1.xml.rels": b'<Relationships><Relationship Id="r7" Target="media/1.jpg"/></Relationships>',
        "word/media/1.jpg": buffer.getvalue(),
    }
    section = '<w:sectPr><w:headerReference w:type="default" r:id="r1"/></w:sectPr>'
    path = paper.write(tmp_path, "a.docx", office.docx(office.paragraph("Attached:") + section, parts, reference))
    opened = open_file(path, "a.docx")
    assert opened.pages == 2
    assert not isinstance(read(path, opened.media_type, "0" * 64, 2, DEFAULT), Page)


def test_sheets_of_an_open_document(tmp_path: Path) -> None:
    day = '<table:table-row><table:table-cell office:date-value="2026-01-12" office:value-type="date">'
    day += "<text:p>12.01.26</text:p></table:table-cell></table:table-row>"
    filler = '<table:table-row table:number-rows-repeated="1048570">'
    filler += '<table:table-cell table:number-columns-repeated="16384"/>'
    shown = office.odf_table(office.GOODS).replace("</table:table>", f"{day}{filler}</table:table-row></table:table>")
    hidden = office.odf_table((("secret",),), "Sheet2", 'table:style-name="off"')
    styles = '<style:style style:name="off"><style:table-properties table:display="false"/></style:style>'
    data = office.ods(shown + hidden, styles)
    page = sheet(tmp_path, data)
    assert text(page) == "Description Carats Amount USD Rough diamonds 1,254.30 28,259.38 2026-01-12"
    assert open_file(paper.write(tmp_path, "again", data), "again").pages == 1


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "lol lol lol lol lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(f'<!ENTITY {chr(n + 1)} "{f"&{chr(n)};" * 10}">' for n in range(ord("b"), ord("k")))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("evil", [BOMB, OUTSIDE])
def test_entities_are_refused(tmp_path: Path, evil: str) -> None:
    main = f'{evil}<w:document xmlns:w="{office.W}"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
    document = office.docx("", {CONTENT: main.encode()})
    assert code(tmp_path, document) == "unsafe-xml"
    content = f"{evil}<x>&a;</x>".encode()
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    assert code(tmp_path, paper.archive({"mimetype": mimetype, "content.xml": content})) == "unsafe-xml"
    parts = unzipped(office.xlsx([("a", "b")]))
    for part in [name for name in parts if name.endswith(".xml")]:
        declaration = parts[part].startswith(b"<?xml")
        start = parts[part].index(b"?>") + 2 if declaration else 0
        changed = parts[part][:start] + evil.encode() + parts[part][start:].replace(b"<t>a<", b"<t>&a;<")
        try:
            shown = text(sheet(tmp_path, paper.archive({**parts, part: changed})))
        except Unreadable:
            continue
        assert shown == "a b", part


def test_bombs_and_damage_are_said(tmp_path: Path) -> None:
    assert code(tmp_path, office.docx(office.paragraph("x"), {CONTENT: b"<a>" + b" " * 30_000_000 + b"</a>"})) == "bomb"
    deep = f'<w:document xmlns:w="{office.W}"><w:body>{"<w:sdt>" * 5000}{"</w:sdt>" * 5000}</w:body></w:document>'
    assert code(tmp_path, office.docx("", {CONTENT: deep.encode()})) == "too-deep"
    assert code(tmp_path, office.docx("", {CONTENT: b"<w:document"})) == "damaged"
    assert code(tmp_path, office.docx("")) == "empty"
    assert code(tmp_path, office.docx(office.paragraph("x") * 200), Limits(pages_per_file=2)) == "too-many-pages"
    locked = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"\x93\x11"}
    assert code(tmp_path, paper.archive({**locked, "META-INF/manifest.xml": b"<encryption-data/>"})) == "encrypted"


def test_text_boxes_within_text_boxes_take_no_longer_for_each(tmp_path: Path) -> None:
    open_, close = "<w:p><w:r><w:drawing><w:txbxContent>", "</w:txbxContent></w:drawing></w:r></w:p>"
    [page] = pages(tmp_path, office.docx(open_ * 45 + office.paragraph("deep") + close * 45))
    assert text(page) == "deep"


@pytest.mark.parametrize("span", ["0", "-1", "99999999", "x"])
def test_a_cell_spans_no_more_than_a_table_has(tmp_path: Path, span: str) -> None:
    settings = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>'
    row = f'<w:tr><w:trPr><w:gridBefore w:val="{span}"/></w:trPr><w:tc>{settings}{office.paragraph("x")}</w:tc></w:tr>'
    [page] = pages(tmp_path, office.docx(f"<w:tbl>{row}</w:tbl>"))
    assert text(page) == "x"


def test_a_sheet_that_claims_to_be_endless_is_read_where_it_is_filled(tmp_path: Path) -> None:
    parts = unzipped(office.xlsx([("Box", "Weight"), ("1", 5.2)]))
    sheet1 = parts["xl/worksheets/sheet1.xml"].replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert sheet1 != parts["xl/worksheets/sheet1.xml"]
    sheet1 = (
        sheet1.replace(b'r="2"', b'r="1048576"').replace(b'r="A2"', b'r="A1048576"').replace(b'r="B2"', b'r="B1048576"')
    )
    assert text(sheet(tmp_path, paper.archive({**parts, "xl/worksheets/sheet1.xml": sheet1}))).startswith("Box Weight")


def test_counting_and_reading_agree(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "a.docx", office.docx(office.paragraph("x") * 120))
    kind = open_file(path, "a").media_type
    count = page_count(path, kind, DEFAULT)
    with pytest.raises(Unreadable):
        read(path, kind, "0" * 64, count + 1, DEFAULT)


SHADE = '<w:shd w:val="clear" w:fill="1F4E78"/>'


def said(settings: str) -> str:
    return office.run("4711", settings)


def white(more: str = "") -> str:
    return said(f'<w:color w:val="FFFFFF"/>{more}')


def shaded_cell(inner: str, settings: str) -> str:
    return f"<w:tbl><w:tr><w:tc><w:tcPr>{settings}</w:tcPr><w:p>{inner}</w:p></w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("body", "styles", "shown"),
    [
        (f"<w:p>{white()}</w:p>", "", False),
        ("<w:p>" + said('<w:sz w:val="2"/>') + "</w:p>", "", False),
        (f'<w:p><w:pPr><w:pStyle w:val="S"/></w:pPr>{said("")}</w:p>', '<w:color w:val="FFFFFF"/>', False),
        (shaded_cell(white(), ""), "", False),
        (shaded_cell(white(), SHADE), "", True),
        (f"<w:p><w:pPr>{SHADE}</w:pPr>{white()}</w:p>", "", True),
        ("<w:p>" + white('<w:highlight w:val="black"/>') + "</w:p>", "", True),
        (f'<w:p><w:pPr><w:pStyle w:val="S"/></w:pPr>{white()}</w:p>', SHADE, True),
        (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="S"/></w:tblPr><w:tr><w:tc><w:p>{white()}</w:p></w:tc></w:tr></w:tbl>',
            SHADE,
            True,
        ),
        (f'<w:p>{white()}</w:p><w:p><w:r><w:drawing><wp:anchor behindDoc="1"/></w:drawing></w:r></w:p>', "", True),
        (f"<w:p><w:r><w:pict><w:txbxContent><w:p>{white()}</w:p></w:txbxContent></w:pict></w:r></w:p>", "", True),
        ("<w:p>" + said('<w:color w:val="808080"/>') + "</w:p>", "", True),
        ("<w:p>" + said('<w:sz w:val="8"/>') + "</w:p>", "", True),
    ],
)
def test_text_that_nobody_sees_is_left_out_and_told(tmp_path: Path, body: str, styles: str, shown: bool) -> None:
    style = f'<w:style w:styleId="S"><w:rPr>{styles}</w:rPr></w:style>'
    parts = {"word/styles.xml": f'<w:styles xmlns:w="{office.W}">{style}</w:styles>'.encode()}
    [page] = pages(tmp_path, office.docx(office.paragraph("Lot") + body, parts))
    assert [word.text for word in page.words] == (["Lot", "4711"] if shown else ["Lot"])
    assert [(r.code, r.stated) for r in page.remarks] == ([] if shown else [("text-layer-hidden", "4711")])


def test_parts_inserted_from_other_files_are_told(tmp_path: Path) -> None:
    chunk = '<w:altChunk r:id="rA"/>'
    [page] = pages(tmp_path, office.docx(office.paragraph("Lot") + chunk))
    assert [remark.code for remark in page.remarks] == ["part-not-read"]
    with pytest.raises(Unreadable) as caught:
        page_count(paper.write(tmp_path, "e.docx", office.docx(chunk)), wordfile.TYPE, Limits())
    assert "inserted" in caught.value.cause


def odf_style(name: str, properties: str, family: str = "text") -> str:
    return f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'


ODF_STYLES = "".join(
    (
        odf_style("white", '<style:text-properties fo:color="#ffffff"/>'),
        odf_style("black", '<style:text-properties fo:color="#000000"/>'),
        odf_style("tiny", '<style:text-properties fo:font-size="1pt"/>'),
        odf_style("lit", '<style:text-properties fo:color="#ffffff" fo:background-color="#000000"/>'),
        odf_style("dark", '<style:paragraph-properties fo:background-color="#1f4e78"/>', "paragraph"),
        odf_style("cell", '<style:table-cell-properties fo:background-color="#1f4e78"/>', "table-cell"),
    )
)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('<text:p><text:span text:style-name="white">4711</text:span></text:p>', False),
        ('<text:p text:style-name="white">4711</text:p>', False),
        ('<text:p><text:span text:style-name="tiny">4711</text:span></text:p>', False),
        ('<text:p text:style-name="white"><text:span text:style-name="black">4711</text:span></text:p>', True),
        ('<text:p text:style-name="dark"><text:span text:style-name="white">4711</text:span></text:p>', True),
        ('<text:p><text:span text:style-name="lit">4711</text:span></text:p>', True),
        (
            '<table:table><table:table-row><table:table-cell table:style-name="cell"><text:p text:style-name="white">'
            "4711</text:p></table:table-cell></table:table-row></table:table>",
            True,
        ),
        ('<text:p style:run-through="background"/><text:p text:style-name="white">4711</text:p>', True),
    ],
)
def test_text_of_open_documents_that_nobody_sees_is_left_out_and_told(tmp_path: Path, body: str, shown: bool) -> None:
    [page] = pages(tmp_path, office.odt(f"<text:p>Lot</text:p>{body}", ODF_STYLES))
    assert [word.text for word in page.words] == (["Lot", "4711"] if shown else ["Lot"])
    assert [(r.code, r.stated) for r in page.remarks] == ([] if shown else [("text-layer-hidden", "4711")])
