"""Layers of a PDF (optional content, ISO 32000-1, 8.11) that its viewers do not show.

Which layers are off is said for the whole file. A page copied out of it by PDFium loses that, and would show them all.
"""

from __future__ import annotations

import functools
import io
from pathlib import Path

import pikepdf

from ingest.formvalues import BROKEN

DEEPEST = 4
"""How deep groups of layers may lie in one another."""


def layered_page(path: Path, number: int) -> bytes | None:
    """Page `number` (from 1) as a PDF of its own that hides what the file hides.

    None where the file hides no layer, or where QPDF cannot open it.
    """
    found = path.stat()
    if not _hides(path, found.st_size, found.st_mtime_ns):
        return None
    try:
        with pikepdf.open(path) as document, pikepdf.new() as alone:
            page = document.pages[number - 1]
            off = _off(document)
            if "/Annots" in page:
                kept = [each for each in page.Annots if not _hidden(each.get("/OC"), off)]
                page.Annots = pikepdf.Array(kept)
            alone.pages.append(page)
            layers = document.make_indirect(document.Root.OCProperties)
            alone.Root.OCProperties = alone.copy_foreign(layers)
            buffer = io.BytesIO()
            alone.save(buffer)
            return buffer.getvalue()
    except (*BROKEN, NotImplementedError):
        return None


@functools.lru_cache(maxsize=8)
def _hides(path: Path, size: int, changed: int) -> bool:
    """Whether the file, in the state that size and time of its last change tell, hides a layer."""
    del size, changed
    try:
        with pikepdf.open(path) as document:
            settings = document.Root.get("/OCProperties", pikepdf.Dictionary()).get("/D", pikepdf.Dictionary())
            return bool(_off(document)) or "/AS" in settings
    except BROKEN:
        return False


def _off(document: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Object numbers of the layers that are off in the file's default state."""
    properties = document.Root.get("/OCProperties", pikepdf.Dictionary())
    settings = properties.get("/D", pikepdf.Dictionary())
    all_off = str(settings.get("/BaseState", "/ON")) == "/OFF"
    off = {each.objgen for each in properties.get("/OCGs", ())} if all_off else set()
    off -= {each.objgen for each in settings.get("/ON", ())} if all_off else set()
    return off | {each.objgen for each in settings.get("/OFF", ())}


def _hidden(layer: pikepdf.Object | None, off: set[tuple[int, int]], depth: int = 0) -> bool:
    """Whether what belongs to this layer, or to a group of layers that are all off, is not shown."""
    if layer is None or depth > DEEPEST:
        return False
    members = layer.get("/OCGs")
    if members is None:
        return layer.objgen in off
    groups = list(members) if isinstance(members, pikepdf.Array) else [members]
    return bool(groups) and all(_hidden(each, off, depth + 1) for each in groups)
