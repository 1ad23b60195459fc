"""What a file is, told from its bytes and never from its name."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from ingest import ole, sniff_text, zips
from ingest.kind import EMPTY, MSG, PDF, TAR, UNKNOWN, ZIP, Kind
from ingest.tars import is_tar

HEAD = 8192
"""Bytes looked at first."""

PDF_HEADER_WITHIN = 1024
"""A PDF's header may stand behind this many bytes of other matter (ISO 32000-1, annex H, note 13)."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
_MAGIC: tuple[tuple[bytes, int, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, Kind("image/png", "image", "a PNG picture")),
    (b"\x89PNG", 0, Kind("image/png", "image", "a PNG picture")),
    (b"\xff\xd8\xff", 0, Kind("image/jpeg", "image", "a JPEG picture")),
    (b"II*\x00", 0, Kind("image/tiff", "image", "a TIFF picture")),
    (b"MM\x00*", 0, Kind("image/tiff", "image", "a TIFF picture")),
    (b"II+\x00", 0, Kind("image/tiff", "image", "a TIFF picture")),
    (b"MM\x00+", 0, Kind("image/tiff", "image", "a TIFF picture")),
    (b"WEBP", 8, Kind("image/webp", "image", "a WebP picture")),
    (b"GIF87a", 0, Kind("image/gif", "image", "a GIF picture")),
    (b"GIF89a", 0, Kind("image/gif", "image", "a GIF picture")),
    (b"\x00\x00\x01\x00", 0, Kind("image/vnd.microsoft.icon", "foreign", "an icon")),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", 0, Kind("image/jp2", "foreign", "a JPEG 2000 picture")),
    (b"\xff\x4f\xff\x51", 0, Kind("image/x-jp2-codestream", "foreign", "a JPEG 2000 picture")),
    (b"DDS ", 0, Kind("image/vnd.ms-dds", "foreign", "a texture")),
    (b"8BPS", 0, Kind("image/vnd.adobe.photoshop", "foreign", "a Photoshop file")),
    (b"7z\xbc\xaf\x27\x1c", 0, Kind("application/x-7z-compressed", "archive", "a 7z archive")),
    (b"Rar!\x1a\x07", 0, Kind("application/vnd.rar", "foreign", "a RAR archive")),
    (b"\x1f\x8b", 0, Kind("application/gzip", "archive", "a gzip archive")),
    (b"BZh", 0, Kind("application/x-bzip2", "archive", "a bzip2 archive")),
    (b"\xfd7zXZ\x00", 0, Kind("application/x-xz", "archive", "an xz archive")),
    (b"\x78\x9f\x3e\x22", 0, Kind("application/vnd.ms-tnef", "foreign", "an Outlook wrapper (winmail.dat)")),
    (b"{\\rtf", 0, Kind("application/rtf", "foreign", "a rich text file")),
    (b"MZ", 0, Kind("application/vnd.microsoft.portable-executable", "foreign", "a program")),
    (b"\x7fELF", 0, Kind("application/x-elf", "foreign", "a program")),
)

_HEIF = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"))
"""Brands of the High Efficiency Image File Format (ISO/IEC 23008-12, annex B)."""

_BITMAPS = (12, 40, 52, 56, 64, 108, 124)
"""Lengths of a BMP picture's second header, in its versions by Microsoft and IBM."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE = (
    ("WordDocument", Kind("application/msword", "foreign", "an old Word document (DOC)")),
    ("Workbook", Kind("application/vnd.ms-excel", "foreign", "an old Excel workbook (XLS)")),
    ("Book", Kind("application/vnd.ms-excel", "foreign", "an old Excel workbook (XLS)")),
    ("PowerPoint Document", Kind("application/vnd.ms-powerpoint", "foreign", "an old PowerPoint file (PPT)")),
)


def sniff(path: Path) -> Kind:
    """The kind of the file at `path`. Raises OSError when it cannot be opened."""
    size = path.stat().st_size
    if size == 0:
        return EMPTY
    with path.open("rb") as stream:
        head = stream.read(HEAD)
        if head.startswith(b"BM") and len(head) > 30 and int.from_bytes(head[14:18], "little") in _BITMAPS:
            return Kind("image/bmp", "image", "a BMP picture")
        if head[4:8] == b"ftyp":
            return _iso_kind(head)
        if head.startswith(_OLE):
            return _ole_kind(path)
        if is_tar(head):
            return TAR
        for magic, offset, kind in _MAGIC:
            if head[offset : offset + len(magic)] == magic:
                return kind
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
            return _zip_kind(path)
        if b"%PDF-" in head[:PDF_HEADER_WITHIN] and not _is_markup(head):
            return PDF
        text = sniff_text.head_of(head)
        if text is not None and sniff_text.is_markup_or_data(text):
            return sniff_text.kind(path, size, text)
        if _looks_like_objects(head, _tail(stream, size)):
            return PDF
        if text is not None:
            return sniff_text.kind(path, size, text)
        if _has_zip_directory(stream, size):
            return ZIP
    return UNKNOWN


def _zip_kind(path: Path) -> Kind:
    """Office files are ZIP archives with a declared content."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                return _office_kind(names)
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                declared = archive.read("mimetype").decode("ascii", "replace").strip()
                declared = declared.removesuffix("-template")
                if declared == "application/vnd.oasis.opendocument.spreadsheet":
                    return Kind(declared, "sheet", "an OpenDocument spreadsheet")
                if declared == "application/vnd.oasis.opendocument.text":
                    return Kind(declared, "document", "an OpenDocument text")
                if declared.startswith("application/vnd.oasis.opendocument") and declared.isprintable():
                    return Kind(declared, "foreign", "an OpenDocument file")
    except (*zips.BROKEN, RuntimeError):
        return ZIP  # the opener says what is wrong with it
    return ZIP


def _office_kind(names: set[str]) -> Kind:
    if "xl/workbook.bin" in names:
        return Kind(
            "application/vnd.ms-excel.sheet.binary.macroEnabled.12", "foreign", "a binary Excel workbook (XLSB)"
        )
    if any(name.startswith("xl/") for name in names):
        return Kind(f"{_OFFICE}.spreadsheetml.sheet", "sheet", "an Excel workbook")
    if any(name.startswith("word/") for name in names):
        return Kind(f"{_OFFICE}.wordprocessingml.document", "document", "a Word document")
    if any(name.startswith("ppt/") for name in names):
        return Kind(f"{_OFFICE}.presentationml.presentation", "foreign", "a PowerPoint file")
    return ZIP


def _iso_kind(head: bytes) -> Kind:
    """A file of the ISO base media family, by its brands: a HEIC photo, an AVIF picture, a film."""
    size = min(int.from_bytes(head[:4], "big"), 256)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, size - 3, 4))]
    if any(brand in (b"avif", b"avis") for brand in brands):
        return Kind("image/avif", "foreign", "an AVIF picture")
    if brands[0] in _HEIF:
        plain = brands[0] in (b"mif1", b"msf1") and not any(brand[:2] == b"he" for brand in brands)
        return Kind("image/heif" if plain else "image/heic", "image", "a HEIC photo")
    return Kind("video/mp4", "foreign", "a film or sound recording")


def _ole_kind(path: Path) -> Kind:
    """A mail, or an old or locked Office file."""
    names = ole.streams(path)
    if ole.MAIL in names:
        return MSG
    if ole.LOCKED in names:
        return Kind("application/x-ole-storage", "locked", "a locked Office file")
    for name, kind in _OLD_OFFICE:
        if name in names:
            return kind
    return Kind("application/x-ole-storage", "foreign", "an old Office file")


def _is_markup(head: bytes) -> bool:
    return head.lstrip()[:1] == b"<"


def _looks_like_objects(head: bytes, tail: bytes) -> bool:
    both = head + tail
    return (
        b" obj" in head and (b"/Catalog" in both or b"/Pages" in both) and (b"trailer" in both or b"startxref" in both)
    )


def _tail(stream: io.BufferedReader, size: int) -> bytes:
    stream.seek(max(0, size - HEAD))
    return stream.read(HEAD)


def _has_zip_directory(stream: io.BufferedReader, size: int) -> bool:
    """Self-extracting archives and archives behind other matter end with a directory."""
    return b"PK\x05\x06" in _tail(stream, size)
