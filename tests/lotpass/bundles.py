"""Small bundles drawn on the spot: the papers of one diamond parcel, as PDFs and as a picture."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types
from PIL import Image
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]  # the package carries no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # the package carries no types

AS_OF = "2026-03-20"

CERTIFICATE = (
    "KIMBERLEY PROCESS CERTIFICATE",
    "Certificate No.: BW 004711",
    "Country of origin: Botswana",
    "Country of provenance: Botswana",
    "Exporter: Okwa Valley Diamonds (Pty) Ltd, Plot 8, Gaborone, Botswana",
    "Importer: Scheldt Rough Trading BV, Hoveniersstraat 2, 2018 Antwerp, Belgium",
    "Number of parcels: 1",
    "Carat weight: {weight} ct",
    "Value: USD 250,860.00",
    "HS code: 7102.31",
    "Date of issue: 2026-03-02",
    "Date of expiry: 2026-05-01",
    "Issuing authority: Department of Mines, Botswana",
    "The rough diamonds in this shipment have been handled in accordance with the",
    "provisions of the Kimberley Process Certification Scheme for rough diamonds.",
)
INVOICE = (
    "COMMERCIAL INVOICE",
    "Invoice No.: OV-2291",
    "Invoice date: 2026-03-03",
    "Seller: Okwa Valley Diamonds (Pty) Ltd, Plot 8, Gaborone, Botswana",
    "Buyer: Scheldt Rough Trading BV, Hoveniersstraat 2, 2018 Antwerp, Belgium",
    "Description of goods: rough diamonds, unsorted",
    "Kimberley Process Certificate No.: BW 004711",
    "Country of origin: Botswana",
    "HS code: 7102.31",
    "Carat weight: 1,254.30 ct",
    "Total amount: USD 250,860.00",
)
PACKING_LIST = (
    "PACKING LIST",
    "Packing list No.: PL-118",
    "Date: 2026-03-03",
    "Invoice No.: OV-2291",
    "Shipper: Okwa Valley Diamonds (Pty) Ltd, Gaborone, Botswana",
    "Consignee: Scheldt Rough Trading BV, Antwerp, Belgium",
    "Kimberley Process Certificate No.: BW 004711",
    "Number of parcels: 1",
    "Carat weight: {weight} ct",
)
WAYBILL = (
    "AIR WAYBILL",
    "Air Waybill No.: 071-26549832",
    "Shipper: Okwa Valley Diamonds (Pty) Ltd, Gaborone, Botswana",
    "Consignee: Scheldt Rough Trading BV, Antwerp, Belgium",
    "Airport of departure: Gaborone, Botswana",
    "Airport of destination: Brussels, Belgium",
    "Date: 2026-03-05",
    "Invoice No.: OV-2291",
    "Kimberley Process Certificate No.: BW 004711",
    "Nature and quantity of goods: rough diamonds",
    "Number of pieces: 1",
    "Gross weight: 2.1 kg",
)
CUSTODY = (
    {
        "event_id": "e1",
        "event_time": "2026-02-10T08:00:00Z",
        "event_type": "extract",
        "lot_id": "BW 004711",
        "to_party": "Okwa Valley Diamonds (Pty) Ltd",
        "country": "BW",
        "mine_site": "Okwa",
        "mineral": "rough diamonds",
        "quantity": "1254.30",
        "unit": "ct",
    },
    {
        "event_id": "e2",
        "event_time": "2026-03-04T08:00:00Z",
        "event_type": "export",
        "lot_id": "BW 004711",
        "input_lots": "BW 004711",
        "from_party": "Okwa Valley Diamonds (Pty) Ltd",
        "to_party": "Scheldt Rough Trading BV",
        "country": "BW",
        "mineral": "rough diamonds",
        "quantity": "1254.30",
        "unit": "ct",
        "document_numbers": "BW 004711",
    },
)


def pdf(*pages: Sequence[str]) -> bytes:
    """A digital PDF with these lines on each page, one below the other."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.setFont("Helvetica-Bold" if number == 0 else "Helvetica", 16 if number == 0 else 11)
            canvas.drawString(60, 780 - 24 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def picture(data: bytes, dpi: int = 200) -> Image.Image:
    """The first page of a PDF as a picture."""
    document = pdfium.PdfDocument(data)
    image: Image.Image = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()
    return image


def stated(lines: Sequence[str], weight: str = "1,254.30") -> tuple[str, ...]:
    """A paper's lines with a carat weight."""
    return tuple(line.format(weight=weight) for line in lines)


def page_by_page(folder: Path) -> None:
    """Writes the parcel's packing list as two files of one page each, the second first by the letters of its name."""
    lines = stated(PACKING_LIST)
    (folder / "list 9.pdf").write_bytes(pdf((*lines[:-2], "Page 1 of 2")))
    (folder / "list 10.pdf").write_bytes(pdf(("Kimberley parcel", *lines[-2:], "Gross weight: 2.1 kg", "Page 2 of 2")))


def custody_csv() -> str:
    """The parcel's custody records."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in CUSTODY for name in row)))
    writer.writeheader()
    writer.writerows(CUSTODY)
    return text.getvalue()


def parcel(folder: Path, packed: str = "1,245.30", scanned: bool = True) -> Path:
    """Writes the parcel's papers into a folder; the packing list states the weight `packed`.

    With `scanned`, the packing list is a picture without a text layer, to be read by OCR.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "certificate.pdf").write_bytes(pdf(stated(CERTIFICATE)))
    (folder / "invoice.pdf").write_bytes(pdf(INVOICE))
    (folder / "waybill.pdf").write_bytes(pdf(WAYBILL))
    packing_list = pdf(stated(PACKING_LIST, packed))
    if scanned:
        picture(packing_list).save(folder / "packing-list.png", dpi=(200, 200))
    else:
        (folder / "packing-list.pdf").write_bytes(packing_list)
    (folder / "custody.csv").write_text(custody_csv())
    return folder
