"""Workbooks in the strict form of the format (ISO/IEC 29500, part 1), made readable to what knows the usual form."""

from __future__ import annotations

import io
import zipfile
from typing import IO

_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
"""Namespaces of the strict form and those of the usual one; elements and attributes that are read are the same."""

WORKBOOK = "xl/workbook.xml"


def usual(stream: IO[bytes]) -> IO[bytes]:
    """The workbook in the usual form: the same stream, or a copy without media where it is a strict one.

    Raises what zipfile raises on damaged archives.
    """
    with zipfile.ZipFile(stream) as archive:
        if WORKBOOK not in archive.namelist() or _STRICT not in archive.read(WORKBOOK):
            stream.seek(0)
            return stream
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as changed:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    changed.writestr(name, _renamed(archive.read(name)))
    copy.seek(0)
    return copy


def _renamed(part: bytes) -> bytes:
    for strict, common in _USUAL:
        part = part.replace(strict, common)
    return part
