"""What a file states of its own making: programs, days, later additions, and digital signatures. Stated, not verified.

PDF: the information dictionary (ISO 32000-2, 14.3.3), incremental updates (7.5.6), signature dictionaries (12.8.1).
Pictures: the tags Software and DateTime (Exif 2.32, 4.6.4). Both: what only their XMP packet says (`ingest.xmp`).
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from PIL import Image

from ingest import xmp
from ingest.model import Making, Signature

MOST_SIGNATURES = 20
"""Most signatures of one file that are told."""

CHARACTERS = 200
"""Most characters kept of what a file states."""

DEEPEST = 8
"""How deep fields may lie in one another; forms have two or three levels."""

FIELDS = 5_000
"""Most form fields that are looked through for signatures."""

MOST_PACKED = 64 * 1024
"""Largest XMP packet, in bytes as it is packed, that is unpacked."""

SOFTWARE, CHANGED = 305, 306

_END = re.compile(rb"startxref\s+(\d+)")

_BROKEN = (
    *(pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DeletedObjectError, pikepdf.ForeignObjectError),
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError, OverflowError, OSError),
)
"""What pikepdf raises on files that are locked or break the format."""


def making_of(path: Path, media_type: str) -> Making | None:
    """What the file states; None where it states nothing or cannot be followed."""
    if media_type == "application/pdf":
        return _of_pdf(path)
    if media_type.startswith("image/"):
        return _of_picture(path)
    return None


def _of_pdf(path: Path) -> Making | None:
    try:
        with pikepdf.open(path) as document:
            facts = document.docinfo
            form = document.Root.get("/AcroForm")
            packet = _packet(document)
            found = Making(
                producer=_text(facts.get("/Producer")) or _text(packet.producer),
                creator=_text(facts.get("/Creator")) or _text(packet.creator),
                created=_text(facts.get("/CreationDate")) or _text(packet.created),
                modified=_text(facts.get("/ModDate")) or _text(packet.modified),
                history=_history(packet),
                updates=_updates(path, document),
                form=None if form is None else "xfa" if "/XFA" in form else "acroform",
                signatures=tuple(_signatures(form, path.stat().st_size)) if form is not None else (),
            )
    except _BROKEN:
        return None
    return found if found != Making() else None


def _text(value: object) -> str | None:
    text = "".join(char for char in str(value) if char.isprintable()).strip()[:CHARACTERS] if value is not None else ""
    return text or None


def _packet(document: pikepdf.Pdf) -> xmp.Packet:
    """What the document's own XMP packet says; nothing where that cannot be read."""
    try:
        stream = document.Root.get("/Metadata")
        if not isinstance(stream, pikepdf.Stream):
            return xmp.Packet()
        if len(stream.read_raw_bytes()) > (MOST_PACKED if "/Filter" in stream else xmp.MOST_BYTES):
            return xmp.Packet()
        return xmp.read(stream.read_bytes())
    except _BROKEN:
        return xmp.Packet()


def _history(packet: xmp.Packet) -> tuple[str, ...]:
    return tuple(text for step in packet.history if (text := _text(step)) is not None)


def _updates(path: Path, document: pikepdf.Pdf) -> int:
    """How often something was added to the file after it was written: its cross-references less the first.

    A file made for the web has one more, which points to offset 0 and is none. Those of a PDF that is attached
    without being packed are not this file's.
    """
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        count = _ends(whole)
        if count < 2:
            return 0
        for each in document.objects:
            if isinstance(each, pikepdf.Stream):
                data = each.read_raw_bytes()
                # Of an encrypted file the bytes as they are given here do not stand in it.
                if (within := _ends(data)) and whole.find(data) >= 0:
                    count -= within
    return max(0, count - 1)


def _ends(data: bytes | mmap.mmap) -> int:
    """How many cross-references some bytes point to."""
    return sum(1 for match in _END.finditer(data) if int(match[1][:20]) > 0)


def _signatures(form: pikepdf.Object, size: int) -> Iterator[Signature]:
    told = 0
    for field, kind in _fields(form.get("/Fields"), None, DEEPEST, [FIELDS]):
        value = field.get("/V")
        if kind != "/Sig" or not isinstance(value, pikepdf.Dictionary) or "/ByteRange" not in value:
            continue
        yield _signature(value, size)
        told += 1
        if told >= MOST_SIGNATURES:
            return


def _fields(
    fields: object, kind: pikepdf.Object | None, depth: int, left: list[int]
) -> Iterator[tuple[pikepdf.Object, pikepdf.Object | None]]:
    """The fields of a form with their kinds; one that states none is of its parent's (ISO 32000-2, 12.7.4.1)."""
    if not isinstance(fields, pikepdf.Array) or depth == 0:
        return
    for field in fields:
        left[0] -= 1
        if left[0] < 0:
            return
        if isinstance(field, pikepdf.Dictionary):
            own = field.get("/FT", kind)
            yield field, own
            yield from _fields(field.get("/Kids"), own, depth - 1, left)


def _signature(value: pikepdf.Object, size: int) -> Signature:
    contents = bytes(value.get("/Contents", b""))
    covered = [int(number) for number in value.ByteRange][:4]
    whole = False
    if len(covered) == 4:
        start, first, second, rest = covered
        # Between the two parts lies nothing but the signature itself, in hexadecimal within angle brackets.
        whole = start == 0 and second - first == 2 * len(contents) + 2 and second + rest == size
    return Signature(
        signer=_text(value.get("/Name")) or _holder(contents),
        time=_text(value.get("/M")),
        reason=_text(value.get("/Reason")),
        covers_whole_file=whole,
    )


def _holder(contents: bytes) -> str | None:
    """Whom the first certificate beside the signature names; nothing of it is verified."""
    try:
        certificates = pkcs7.load_der_pkcs7_certificates(contents)
        for certificate in certificates[:1]:
            for name in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME):
                return _text(name.value)
    except (ValueError, TypeError):
        pass  # padded with zeros, cut, or of another kind: then nobody is named
    return None


def _of_picture(path: Path) -> Making | None:
    try:
        with Image.open(path) as image:
            tags = image.getexif()
            said = image.info.get("xmp")
            packet = xmp.read(said) if isinstance(said, bytes) else xmp.Packet()
            found = Making(
                producer=_text(tags.get(SOFTWARE)) or _text(packet.creator),
                created=_text(packet.created),
                modified=_text(tags.get(CHANGED)) or _text(packet.modified),
                history=_history(packet),
            )
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, ArithmeticError, EOFError):
        return None
    return found if found != Making() else None
