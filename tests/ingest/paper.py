"""Small papers made on the spot: PDFs, pictures, archives and mails for the tests of ingest."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

import cv2
import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]  # the package carries no types
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]  # the package carries no types

FORM = (
    ("Certificate number", "BW 071613"),
    ("Date of issue", "16 February 2026"),
    ("Exporter", "Boteti Sands Gems (Pty) Ltd"),
    ("Carat weight", "1,254.30 ct"),
    ("Value", "USD 28,255.04"),
    ("Country of origin", "Botswana"),
)


def pdf(texts: Sequence[str] = ("A sound page",), *, size: int = 14, rotate: int = 0) -> bytes:
    """A PDF with one page per text; `rotate` turns the pages as shown, so that the text no longer runs level."""
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=A4, invariant=1)
    for text in texts:
        page.setFont("Helvetica", size)
        page.drawString(72, 700, text)
        page.showPage()
    page.save()
    if not rotate:
        return buffer.getvalue()
    turned = io.BytesIO()
    with pikepdf.open(buffer) as document:
        for each in document.pages:
            each.rotate(rotate, relative=False)
        document.save(turned)
    return turned.getvalue()


def form_pdf(*, hidden: bool = False, white: bool = False) -> bytes:
    """A page of labels and values in ruled boxes; its text may be written invisibly or in white."""
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=A4, invariant=1)
    y = 720.0
    for label, value in FORM:
        page.rect(70, y - 8, 180, 24)
        page.rect(250, y - 8, 250, 24)
        for x, text in ((76, label), (256, value)):
            line = page.beginText(x, y)
            line.setFont("Helvetica", 11)
            if hidden:
                line.setTextRenderMode(3)
            if white:
                line.setFillColorRGB(1, 1, 1)
            line.textOut(text)
            page.drawText(line)
        y -= 24
    page.showPage()
    page.save()
    return buffer.getvalue()


def form_picture(dpi: int = 200) -> NDArray[np.uint8]:
    """The same form as a picture of an A4 sheet, grey."""
    image = Image.new("L", (round(8.27 * dpi), round(11.69 * dpi)), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=dpi * 11 / 72)
    y = dpi * 1.5
    for label, value in FORM:
        draw.rectangle((dpi, y, 3.4 * dpi, y + 0.36 * dpi), outline=0, width=max(1, dpi // 100))
        draw.rectangle((3.4 * dpi, y, 7 * dpi, y + 0.36 * dpi), outline=0, width=max(1, dpi // 100))
        draw.text((1.08 * dpi, y + 0.09 * dpi), label, fill=0, font=font)
        draw.text((3.48 * dpi, y + 0.09 * dpi), value, fill=0, font=font)
        y += 0.36 * dpi
    for number in range(8):
        text = f"{number + 1}. The goods in this shipment have been handled in accordance with the provisions."
        draw.text((dpi, y + (0.4 + 0.25 * number) * dpi), text, fill=0, font=font)
    return np.array(image, dtype=np.uint8)


def photographed(sheet: NDArray[np.uint8], seed: int = 3) -> NDArray[np.uint8]:
    """The sheet seen aslant on a dark table, with uneven light; RGB."""
    rng = np.random.default_rng(seed)
    height, width = sheet.shape
    frame = (round(width * 1.25), round(height * 1.2))
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    target = np.array(
        [
            [frame[0] * 0.10, frame[1] * 0.07],
            [frame[0] * 0.88, frame[1] * 0.10],
            [frame[0] * 0.93, frame[1] * 0.92],
            [frame[0] * 0.07, frame[1] * 0.94],
        ],
        dtype=np.float32,
    )
    matrix = cv2.getPerspectiveTransform(source, target)
    table = rng.normal(70, 6, (frame[1], frame[0], 3)) * np.array([1.1, 0.8, 0.6])
    laid = cv2.warpPerspective(cv2.cvtColor(sheet, cv2.COLOR_GRAY2RGB), matrix, frame)
    mask = cv2.warpPerspective(np.full(sheet.shape, 255, dtype=np.uint8), matrix, frame)[:, :, None] > 127
    light = np.linspace(1.0, 0.72, frame[0])[None, :, None]
    return np.clip(np.where(mask, laid * 0.95, table) * light, 0, 255).astype(np.uint8)


def png(pixels: NDArray[np.uint8], dpi: int | None = None) -> bytes:
    """The pixels as a PNG file."""
    buffer = io.BytesIO()
    if dpi:
        Image.fromarray(pixels).save(buffer, "PNG", dpi=(dpi, dpi))
    else:
        Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    """A ZIP archive of the members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def mail(attachments: dict[str, bytes], text: str = "Please find the papers attached.") -> bytes:
    """A mail with the attachments; one whose name ends in `.eml` is attached as a message."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Papers"
    message["Date"] = "Mon, 05 Jan 2026 10:00:00 +0000"
    message.set_content(text)
    for name, data in attachments.items():
        if name.endswith(".eml"):
            inner = EmailMessage()
            inner["From"], inner["To"], inner["Subject"] = "c@example.org", "a@example.org", "Forwarded"
            inner["Date"] = "Mon, 05 Jan 2026 09:00:00 +0000"
            inner.set_content("See below.")
            inner.add_attachment(data, maintype="application", subtype="pdf", filename="inner.pdf")
            message.add_attachment(inner)
        else:
            message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def write(folder: Path, name: str, data: bytes) -> Path:
    """Writes a file and gives its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
