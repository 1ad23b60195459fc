"""Turns drawn papers into the files that arrive: digital, scanned, photographed, faxed; apart or together."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from bench.papermaker import degrade
from bench.papermaker.layouts.plan import Drawn
from bench.papermaker.paper import Paper
from bench.papermaker.spreadsheet import write_workbook
from bench.papermaker.truth import FileTruth, PagePlace, document_truth


@dataclass
class Made:
    """One drawn paper on its way into a file."""

    paper: Paper
    drawn: Drawn
    channel: str
    key: str
    mineral: str


NAMES: Mapping[str, tuple[str, ...]] = {
    "kp": ("kp_certificate", "KPC", "certificate"),
    "icglr": ("icglr", "certificat_cirgl"),
    "coo": ("certificate_of_origin", "CO", "origin"),
    "lic": ("export_licence", "licence", "permit"),
    "inv": ("invoice", "commercial_invoice", "INV"),
    "pl": ("packing_list", "PL"),
    "tr": ("transport", "awb_bl", "waybill"),
    "assay": ("assay", "analysis", "coa"),
    "decl": ("declaration", "supplier_statement"),
}
"""What senders call the files, by kind of paper."""


@dataclass(frozen=True)
class Delivered:
    """One file's bytes, the ending of its name, the channel that it really took, and its degraded pages if any."""

    data: bytes
    ending: str
    channel: str
    pages: tuple[degrade.Degraded, ...] = ()


def degraded(pdf: bytes, channel: str, rng: random.Random) -> list[degrade.Degraded]:
    """The pages of a PDF after they went through a channel (`scan` with its resolution, `photo`, `fax`)."""
    if channel == "fax":
        fine = rng.random() < 0.7
        return [degrade.fax(p, rng, fine=fine) for p in degrade.rasterise(pdf, 204)]
    if channel == "photo":
        return [degrade.photo(p, rng) for p in degrade.rasterise(pdf, rng.choice((150, 170, 190)))]
    dpi = int(channel.removeprefix("scan"))
    return [degrade.scan(p, dpi, rng) for p in degrade.rasterise(pdf, dpi)]


def _turned(page: degrade.Degraded, quarter: int) -> degrade.Degraded:
    return degrade.Degraded(degrade.turn(page.picture, quarter), page.dpi, page.place, quarter * 90)


def deliver(pdf: bytes, channel: str, rng: random.Random) -> Delivered:
    """A drawn paper as one file of its channel. Several pages are not photographed but scanned at 200 dpi."""
    if channel == "pdf":
        return Delivered(pdf, "pdf", "pdf")
    pages = degraded(pdf, channel, rng)
    if channel == "photo" and len(pages) > 1:
        channel, pages = "scan200", degraded(pdf, "scan200", rng)
    if channel == "photo":
        orientation = rng.choice((1, 1, 6, 8, 3))
        data = degrade.jpeg(pages[0].picture, rng.randint(72, 88), orientation=orientation)
        return Delivered(data, "jpg", channel, tuple(pages))
    if channel == "fax":
        return Delivered(degrade.tiff(pages, one_bit=True), "tif", channel, tuple(pages))
    if rng.random() < 0.1:
        quarter = rng.choice((1, 3, 2))
        pages = [_turned(p, quarter) for p in pages]
    if len(pages) == 1 and rng.random() < 0.12:
        return Delivered(degrade.png(pages[0].picture, pages[0].dpi), "png", channel, tuple(pages))
    if rng.random() < 0.08:
        return Delivered(degrade.tiff(pages, one_bit=False), "tif", channel, tuple(pages))
    return Delivered(degrade.image_pdf([(p, rng.randint(55, 82)) for p in pages]), "pdf", channel, tuple(pages))


def _name(m: Made, delivered: Delivered, used: set[str], rng: random.Random) -> str:
    base = rng.choice(NAMES[m.paper.facts.kind])
    if delivered.channel == "photo":
        base = f"IMG_{rng.randint(1000, 9999)}"
    else:
        prefix = "" if delivered.channel in ("pdf", "xlsx") else rng.choice(("scan_", "", f"{delivered.channel}_"))
        base = f"{prefix}{base}_{m.paper.facts.lot + 1}" if m.paper.facts.lot else f"{prefix}{base}"
    name = f"{base}.{delivered.ending}"
    while name in used:
        name = f"{base}_{rng.randint(2, 99)}.{delivered.ending}"
    used.add(name)
    return name


def _document(m: Made, places: Sequence[PagePlace], channel: str) -> dict[str, Any]:
    d = m.drawn
    return document_truth(
        m.paper, d.marks, d.size, places, channel=channel, template=d.plan, key=m.key, mineral=m.mineral
    )


def _workbook(m: Made, used: set[str], rng: random.Random) -> tuple[FileTruth, dict[str, Any]]:
    data, truth = write_workbook(m.paper, rng)
    file = FileTruth(_name(m, Delivered(data, "xlsx", "xlsx"), used, rng), data, 1, "xlsx")
    truth |= {
        "key": m.key,
        "lot": m.paper.facts.lot,
        "pages": [{"file": file.sha256, "name": file.name, "page": 1}],
    }
    truth["fields"]["mineral"] = {"optional": True, "raw": None, "status": "read", "value": m.mineral}
    return file, truth


def pack_apart(
    made: Sequence[Made], damage: Mapping[str, str], rng: random.Random
) -> tuple[list[FileTruth], list[dict[str, Any]]]:
    """Every paper in its own file; `damage` gives the kinds of the first lot whose file is cut short, and why."""
    files: list[FileTruth] = []
    documents: list[dict[str, Any]] = []
    used: set[str] = set()
    for m in made:
        reason = damage.get(m.paper.facts.kind) if m.paper.facts.lot == 0 else None
        if m.channel == "xlsx" and not reason:
            file, truth = _workbook(m, used, rng)
            files.append(file)
            documents.append(truth)
            continue
        delivered = deliver(m.drawn.pdf, "pdf" if reason else m.channel, rng)
        name = _name(m, delivered, used, rng)
        if reason:
            broken = delivered.data[: int(len(delivered.data) * 0.45)]
            files.append(FileTruth(name, broken, m.drawn.pages, "pdf", "quarantined", reason))
            continue
        file = FileTruth(name, delivered.data, m.drawn.pages, delivered.channel)
        files.append(file)
        places = [PagePlace(file.sha256, name, i + 1) for i in range(m.drawn.pages)]
        if delivered.pages:
            places = [PagePlace(file.sha256, name, i + 1, p.place, p.rotation) for i, p in enumerate(delivered.pages)]
        documents.append(_document(m, places, delivered.channel))
    return files, documents


def pack_one(
    made: Sequence[Made], channel: str, blank_backs: bool, rng: random.Random
) -> tuple[list[FileTruth], list[dict[str, Any]]]:
    """Everything scanned as one PDF, some pages lying sideways, perhaps with blank backs."""
    pages: list[tuple[degrade.Degraded, int]] = []
    spans: list[list[tuple[int, degrade.Degraded]]] = []
    for m in made:
        span = []
        for page in degraded(m.drawn.pdf, channel, rng):
            turned = _turned(page, rng.choice((1, 3))) if rng.random() < 0.15 else page
            span.append((len(pages), turned))
            pages.append((turned, rng.randint(60, 80)))
            if blank_backs and rng.random() < 0.5:
                pages.append((degrade.blank(turned.picture.shape, turned.dpi, rng), 60))
        spans.append(span)
    data = degrade.image_pdf(pages)
    name = rng.choice(("all_documents.pdf", "scan_bundle.pdf", "shipment_papers.pdf"))
    file = FileTruth(name, data, len(pages), channel)
    documents = []
    for m, span in zip(made, spans, strict=True):
        places = [PagePlace(file.sha256, file.name, i + 1, page.place, page.rotation) for i, page in span]
        documents.append(_document(m, places, channel))
    return [file], documents


def zip_of(members: Sequence[FileTruth]) -> bytes:
    """A ZIP of files in a folder `papers/`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for f in members:
            archive.writestr(zipfile.ZipInfo(f"papers/{f.name}", (2026, 1, 1, 0, 0, 0)), f.data)
    return out.getvalue()


MEDIA = {
    "pdf": ("application", "pdf"),
    "jpg": ("image", "jpeg"),
    "png": ("image", "png"),
    "tif": ("image", "tiff"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def mail_of(members: Sequence[FileTruth], name: str, sent: date) -> bytes:
    """A mail with files attached."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Shipping Desk <shipping@exporter.example>"
    message["To"] = "imports@importer.example"
    message["Subject"] = "Documents for your shipment"
    message["Date"] = datetime(sent.year, sent.month, sent.day, 10, 15, tzinfo=UTC)
    message["Message-ID"] = f"<{name}@exporter.example>"
    message.set_content("Dear Sirs,\n\nplease find the papers attached.\n\nSPECIMEN\n")
    for f in members:
        kind = MEDIA[f.name.rsplit(".", 1)[1]]
        message.add_attachment(f.data, maintype=kind[0], subtype=kind[1], filename=f.name)
    message.set_boundary(f"=={name}==")
    return message.as_bytes()
