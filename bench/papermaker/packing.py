"""Turns drawn papers into the files that arrive: digital, scanned, photographed, faxed; apart or together."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # pypdfium2 ships no types

from bench.papermaker import degrade
from bench.papermaker.layouts.plan import Drawn
from bench.papermaker.paper import Paper
from bench.papermaker.spreadsheet import write_workbook
from bench.papermaker.truth import FileTruth, PagePlace, document_truth


@dataclass
class Made:
    """One drawn paper on its way into a file; `smudge` names a field that arrives under an ink blot."""

    paper: Paper
    drawn: Drawn
    channel: str
    key: str
    mineral: str
    smudge: str = ""


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
    "sad": ("SAD", "export_declaration", "customs"),
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
    return _scanned(pages, channel, rng)


def _scanned(pages: list[degrade.Degraded], channel: str, rng: random.Random) -> Delivered:
    """Scanned pages as PDF, or now and then as TIFF or PNG; some lie sideways."""
    if rng.random() < 0.1:
        quarter = rng.choice((1, 3, 2))
        pages = [_turned(p, quarter) for p in pages]
    if len(pages) == 1 and rng.random() < 0.12:
        return Delivered(degrade.png(pages[0].picture, pages[0].dpi), "png", channel, tuple(pages))
    if rng.random() < 0.08:
        return Delivered(degrade.tiff(pages, one_bit=False), "tif", channel, tuple(pages))
    return Delivered(degrade.image_pdf([(p, rng.randint(55, 82)) for p in pages]), "pdf", channel, tuple(pages))


def deliver_layered(m: Made, rng: random.Random) -> Delivered:
    """A 200 dpi scan whose invisible text layer says other figures than the page shows: each digit is three more."""
    pages = degraded(m.drawn.pdf, "scan200", rng)
    width, height = m.drawn.size
    layer: list[list[degrade.Hidden]] = [[] for _ in pages]
    for mark in m.drawn.marks:
        x0, _, _, y1 = mark.rects[0]
        said = "".join(str((int(c) + 3) % 10) if c.isdigit() else c for c in mark.cell.raw)
        layer[mark.page].append((x0 / width, y1 / height, said))
    data = degrade.image_pdf([(p, rng.randint(55, 82)) for p in pages], layer)
    return Delivered(data, "pdf", "layer200", tuple(pages))


def deliver_smudged(m: Made, rng: random.Random) -> Delivered:
    """A 200 dpi scan with ink over one field wherever it stands."""
    pages = degraded(m.drawn.pdf, "scan200", rng)
    width, height = m.drawn.size
    for mark in m.drawn.marks:
        if mark.cell.field == m.smudge and mark.cell.row is None:
            for x0, y0, x1, y1 in mark.rects:
                rect = (x0 / width, y0 / height, x1 / width, y1 / height)
                pages[mark.page] = degrade.smudge(pages[mark.page], rect, rng)
    return Delivered(degrade.image_pdf([(p, 75) for p in pages]), "pdf", "scan200", tuple(pages))


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
        m.paper,
        d.marks,
        d.size,
        places,
        channel=channel,
        template=d.plan,
        key=m.key,
        mineral=m.mineral,
        unreadable=frozenset((m.smudge,)) if m.smudge else frozenset(),
        signs=d.signs,
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
        if m.smudge:
            delivered = deliver_smudged(m, rng)
        elif m.channel == "layer200" and not reason:
            delivered = deliver_layered(m, rng)
        else:
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
    made: Sequence[Made], channel: str, blank_backs: bool, stranger: tuple[bytes, str] | None, rng: random.Random
) -> tuple[list[FileTruth], list[dict[str, Any]]]:
    """Everything scanned as one PDF, some pages lying sideways, perhaps with blank backs.

    A `stranger` (a PDF and its language) lies somewhere among the papers.
    """
    pages: list[tuple[degrade.Degraded, int]] = []
    spans: list[list[tuple[int, degrade.Degraded]]] = []
    at = rng.randint(1, len(made)) if stranger else 0
    strange: list[tuple[int, degrade.Degraded]] = []
    for i, m in enumerate(made):
        span = []
        for page in degraded(m.drawn.pdf, channel, rng):
            turned = _turned(page, rng.choice((1, 3))) if rng.random() < 0.15 else page
            span.append((len(pages), turned))
            pages.append((turned, rng.randint(60, 80)))
            if blank_backs and rng.random() < 0.5:
                pages.append((degrade.blank(turned.picture.shape, turned.dpi, rng), 60))
        spans.append(span)
        if stranger and i + 1 == at:
            for page in degraded(stranger[0], channel, rng):
                strange.append((len(pages), page))
                pages.append((page, 70))
    data = degrade.image_pdf(pages)
    name = rng.choice(("all_documents.pdf", "scan_bundle.pdf", "shipment_papers.pdf"))
    file = FileTruth(name, data, len(pages), channel)
    documents = []
    for m, span in zip(made, spans, strict=True):
        places = [PagePlace(file.sha256, file.name, i + 1, page.place, page.rotation) for i, page in span]
        documents.append(_document(m, places, channel))
    if stranger:
        documents.append(stranger_truth(file, [i + 1 for i, _ in strange], stranger[1], channel))
    return [file], documents


def pack_merged(made: Sequence[Made], rng: random.Random) -> tuple[list[FileTruth], list[dict[str, Any]]]:
    """Every paper in one digital PDF."""
    merged = pypdfium2.PdfDocument.new()
    for m in made:
        merged.import_pages(pypdfium2.PdfDocument(m.drawn.pdf))
    out = io.BytesIO()
    merged.save(out)
    # the file identifier and the day of making are drawn from the clock: fixed ones keep equal content equal
    data = re.sub(rb"/ID\s*\[.*?\]", lambda f: b"/ID[<00><00>]".ljust(len(f[0])), out.getvalue(), flags=re.DOTALL)
    data = re.sub(rb"CreationDate\(D:\d{14}", b"CreationDate(D:20260101000000", data)
    count = sum(m.drawn.pages for m in made)
    file = FileTruth(rng.choice(("documents.pdf", "full_set.pdf")), data, count, "pdf")
    documents, first = [], 1
    for m in made:
        places = [PagePlace(file.sha256, file.name, first + i) for i in range(m.drawn.pages)]
        documents.append(_document(m, places, "pdf"))
        first += m.drawn.pages
    return [file], documents


def stranger_truth(file: FileTruth, pages: Sequence[int], language: str, channel: str) -> dict[str, Any]:
    """The truth of pages that belong to no trade."""
    return {
        "channel": channel,
        "fields": {},
        "key": "other",
        "language": language,
        "lines": [],
        "lot": None,
        "pages": [{"file": file.sha256, "name": file.name, "page": p} for p in pages],
        "rotation": 0,
        "template": "stranger",
        "type": "unknown",
    }
