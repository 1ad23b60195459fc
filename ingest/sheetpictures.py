"""Pictures in workbooks: those that are as large as papers are pages, as scans pasted into a document are.

XLSX: pictures anchored in a sheet's drawing (ECMA-376, part 1, 20.5). ODS: frames with an image (ODF 1.3, 10.4).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from ingest import images, opensheets, wordparts
from ingest.errors import Unreadable
from ingest.images import Picture
from ingest.limits import PICTURES_PER_DOCUMENT, Limits
from ingest.parts import Package, attribute, child, local, opened
from ingest.wordfile import SCAN_SIDE

WORKBOOK = "xl/workbook.xml"

LEAST_PIXELS = 500
"""Fewest pixels on both sides of a picture whose shown size is not stated, for it to be a paper."""

_ANCHORS = frozenset(("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"))
_DRAWINGS = (".emf", ".wmf", ".svg")


def pictures_of(path: Path, media_type: str, limits: Limits) -> tuple[tuple[str, ...], int, int]:
    """The parts that are pictures of papers, in order, how many large ones only drawing programs open, and how many
    text boxes there are.

    Raises Unreadable: damaged, too-many-pages and others.
    """
    if media_type.startswith("text/"):
        return (), 0, 0
    with opened(path, limits) as package:
        if media_type == opensheets.SPREADSHEET:
            found, boxes = list(opensheets.pictures(package)), opensheets.text_boxes(package)
        else:
            drawings = list(_drawings(package))
            found = [name for drawing in drawings for name in _pictures_in(drawing, package)]
            boxes = sum(_text_boxes(package.xml(drawing)) for drawing in drawings)
        names = [name for name in dict.fromkeys(found) if name in package.names]
    if len(names) > PICTURES_PER_DOCUMENT:
        text = f"The workbook holds {len(names)} large pictures; at most {PICTURES_PER_DOCUMENT} are read."
        raise Unreadable("too-many-pages", text, "Split the file.")
    read = tuple(name for name in names if not name.lower().endswith(_DRAWINGS))
    return read, len(names) - len(read), boxes


def pasted(path: Path, name: str, limits: Limits) -> Picture:
    """The picture in this part. Raises Unreadable as `images.load` does."""
    with opened(path, limits) as package:
        data = package.read(name)
    kind = images.kind_of(data)
    if kind is None:
        raise Unreadable("damaged", "A picture in the file is of a kind that is not read.")
    return images.load(io.BytesIO(data), kind, 1, limits.pages_per_file, limits.pixels_per_page)


def _drawings(package: Package) -> Iterator[str]:
    """The parts with the drawings of the sheets that are shown."""
    if WORKBOOK not in package.names or not any(name.startswith("xl/drawings/") for name in package.names):
        return
    references = wordparts.targets(package, WORKBOOK)
    for sheet in child(package.xml(WORKBOOK), "sheets") or ():
        part = references.get(attribute(sheet, "id") or "")
        if part is None or attribute(sheet, "state") in ("hidden", "veryHidden"):
            continue
        for drawing in wordparts.targets(package, part).values():
            if re.fullmatch(r"xl/drawings/[^/]+\.xml", drawing) and drawing in package.names:
                yield drawing


def _pictures_in(drawing: str, package: Package) -> Iterator[str]:
    """The large pictures of a drawing."""
    if not any(name.startswith("xl/media/") for name in package.names):
        return
    media = wordparts.targets(package, drawing)
    for anchor in package.xml(drawing):
        if local(anchor) in _ANCHORS:
            yield from _anchored(anchor, media, package)


def _text_boxes(drawing: Element) -> int:
    """The shapes of a drawing with writing in them."""
    shapes = (each for each in drawing.iter() if local(each) == "txBody")
    return sum(any(local(each) == "t" and (each.text or "").strip() for each in shape.iter()) for shape in shapes)


def _anchored(anchor: Element, media: dict[str, str], package: Package) -> Iterator[str]:
    """The picture that hangs here, if it is as large as a paper."""
    for picture in (each for each in anchor.iter() if local(each) == "pic"):
        blip = next((each for each in picture.iter() if local(each) == "blip"), None)
        name = media.get(attribute(blip, "embed") or "") if blip is not None else None
        if name is None or name not in package.names:
            continue
        extent = child(child(child(picture, "spPr"), "xfrm"), "ext")
        if extent is None:
            extent = child(anchor, "ext")
        sides = [wordparts.whole(attribute(extent, side)) for side in ("cx", "cy")] if extent is not None else [0]
        if min(sides) >= SCAN_SIDE or (min(sides) == 0 and _has_pixels(package.read(name))):
            yield name


def _has_pixels(data: bytes) -> bool:
    size = images.size_of(data)
    return size is not None and min(size) >= LEAST_PIXELS
