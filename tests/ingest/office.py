"""Office documents made on the spot: DOCX, ODT, ODS and XLSX, for the tests of ingest."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from openpyxl import Workbook

from tests.ingest import paper

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"

BIG = '<w:sz w:val="36"/>'
"""The settings of a run in 18 points."""

PARTIES = (
    ("Exporter", "Boteti Sands Gems (Pty) Ltd"),
    ("Importer", "Antwerp Rough BV"),
    ("Invoice number", "INV-2026-0117"),
)
GOODS = (
    ("Description", "Carats", "Amount USD"),
    ("Rough diamonds", "1,254.30", "28,259.38"),
)


def run(text: str, settings: str = "") -> str:
    """A run of text in WordprocessingML."""
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str, settings: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{settings}</w:pPr>{run(text)}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table whose columns are equally wide."""
    grid = "".join('<w:gridCol w:w="3000"/>' for _ in rows[0])
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{each}</w:tr>' for each in cells)}</w:tbl>"


def docx(body: str, parts: Mapping[str, bytes] | None = None, references: str = "") -> bytes:
    """A Word document with this body; `references` are relationships of its main part to `parts`."""
    head = f'<w:document xmlns:w="{W}" xmlns:r="{RELS}" xmlns:a="urn:a" xmlns:wp="urn:wp" xmlns:mc="urn:mc">'
    main = f"{head}<w:body>{body}</w:body></w:document>"
    rel = "http://schemas.openxmlformats.org/package/2006/relationships"
    return paper.archive(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": main.encode(),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{rel}">{references}</Relationships>'.encode(),
            **(parts or {}),
        }
    )


def invoice_docx() -> bytes:
    """An invoice in Word: a title, a table of parties, a table of goods."""
    title = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run("COMMERCIAL INVOICE", BIG)}</w:p>'
    return docx(title + table(PARTIES) + paragraph("") + table(GOODS))


def _odf(kind: str, body: str, styles: str = "") -> bytes:
    names = " ".join(f'xmlns:{each}="{ODF}:{each}:1.0"' for each in ("office", "text", "table", "style", "draw"))
    content = (
        f'<office:document-content {names} xmlns:fo="{ODF}:xsl-fo-compatible:1.0" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body>{body}</office:body></office:document-content>"
    )
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return paper.archive({"mimetype": mimetype, "content.xml": content.encode()})


def odt(body: str, styles: str = "") -> bytes:
    """An OpenDocument text with this body."""
    return _odf("text", f"<office:text>{body}</office:text>", styles)


def odf_table(rows: Sequence[Sequence[str]], name: str = "Sheet1", more: str = "") -> str:
    """A table of text cells; `more` are attributes of it."""
    cells = (
        "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row) for row in rows
    )
    inner = "".join(f"<table:table-row>{each}</table:table-row>" for each in cells)
    return f'<table:table table:name="{name}" {more}>{inner}</table:table>'


def ods(tables: str, styles: str = "") -> bytes:
    """An OpenDocument spreadsheet of these tables."""
    return _odf("spreadsheet", f"<office:spreadsheet>{tables}</office:spreadsheet>", styles)


def xlsx(rows: Sequence[Sequence[str | float]]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]  # a new workbook has a sheet
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
