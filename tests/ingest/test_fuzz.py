"""Damage of every kind to a small file of every format: it ends as pages, as members or as Unreadable, no other way."""

from __future__ import annotations

import bz2
import functools
import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import py7zr
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ingest import documents, sheets
from ingest.containers import unpack
from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.open import open_file
from ingest.read import read_page
from tests.ingest import cfb, office, paper

LIMITS = Limits(unpacked_bytes=20_000_000, bytes_per_file=20_000_000, pixels_per_page=4_000_000, pages_per_file=50)

PICTURES = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF")


def picture(form: str) -> bytes:
    buffer = io.BytesIO()
    image = Image.fromarray(paper.form_picture(20))
    if form == "TIFF":
        fax = image.convert("1")
        fax.save(buffer, form, save_all=True, append_images=[fax], compression="group4")
    else:
        image.save(buffer, form)
    return buffer.getvalue()


def tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as out:
        entry = tarfile.TarInfo("pâpier.pdf")
        entry.size = 900
        out.addfile(entry, io.BytesIO(bytes(900)))
    return buffer.getvalue()


def sevenzip() -> bytes:
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w") as out:
        out.writestr(b"first " * 30, "a.txt")
        out.writestr(b"second", "b.txt")
    return buffer.getvalue()


@functools.cache
def seeds() -> dict[str, bytes]:
    mail = paper.mail({"a.pdf": paper.pdf(), "b.eml": paper.pdf()})
    event = b'[{"type": "ObjectEvent", "eventTime": "2026-01-05T10:00:00Z"}]'
    return {
        "pdf": paper.pdf(("one", "two")),
        **{form: picture(form) for form in PICTURES},
        "HEIC": (Path(__file__).parent / "data" / "form.heic").read_bytes(),
        "xlsx": office.xlsx([("Box", "Weight"), ("1", 5.2)]),
        "docx": office.invoice_docx(),
        "odt": office.odt(office.odf_table(office.GOODS)),
        "ods": office.ods(office.odf_table(office.GOODS)),
        "csv": b"Box;Weight\n1;5.20\n2;4.10\n",
        "text": b"Dear all,\nplease find the papers of the lot.\n",
        "eml": mail,
        "mbox": b"From a Mon Jan  5 10:00:00 2026\n" + mail + b"\n\nFrom b Mon Jan  5 10:00:00 2026\n" + mail,
        "msg": cfb.outlook({"a.pdf": paper.pdf(), "m": cfb.message("deep", {"b.pdf": b"x"}, head=24)}),
        "zip": paper.archive({"a.pdf": paper.pdf(), "b/c.txt": b"x" * 300}),
        "7z": sevenzip(),
        "tar": tar(),
        "tar.gz": gzip.compress(tar(), mtime=0),
        "bz2": bz2.compress(tar()),
        "xz": lzma.compress(tar()),
        "ubl": b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>1</ID></Invoice>',
        "json": b'{"lot_number": "1", "hs_code": "7102", "consignee": {"type": ["a"]}}',
        "epcis": event,
    }


Damage = Callable[[bytes], bytes]


@st.composite
def damages(draw: st.DrawFn) -> Damage:
    """A way of damaging bytes: some overwritten, some left out, some twice, the end cut off."""
    edits = draw(st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), max_size=5))
    cut = draw(st.floats(0.05, 1)) if draw(st.booleans()) else 1.0
    moved = draw(st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(0, 2)))

    def damage(data: bytes) -> bytes:
        found = bytearray(data)
        for place, patch in edits:
            start = int(place * max(len(found) - 1, 0))
            found[start : start + len(patch)] = patch
        a, b = sorted(int(share * len(found)) for share in moved[:2])
        found[a:b] = found[a:b] * moved[2] if b - a < 5_000 else found[a:b]
        return bytes(found[: max(1, int(cut * len(found)))])

    return damage


def within(data: bytes, damage: Damage) -> bytes:
    """The damage done to the parts of an office file, which is packed again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(buffer, "w") as out:
        for info in archive.infolist():
            part = archive.read(info)
            spared = info.filename in ("[Content_Types].xml", "mimetype")
            out.writestr(info.filename, part if spared else damage(part))
    return buffer.getvalue()


def opened(data: bytes) -> Unreadable | None:
    """Opens bytes as far as can be without OCR; gives the fault that refused them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = paper.write(folder, "file", data)
        try:
            found = open_file(path, "file", LIMITS)
            if found.role == "container":
                (folder / "out").mkdir()
                for member in unpack(path, found.media_type, folder / "out", LIMITS).members:
                    assert (member.path is None) == bool(member.code and member.reason)
                    assert member.name.isprintable()
            elif found.role == "pages" and (found.media_type in sheets.TYPES or found.media_type in documents.TYPES):
                for number in range(1, min(found.pages, 3) + 1):
                    page = read_page(path, "0" * 64, found.media_type, number)
                    assert all(0 <= edge <= 1 for word in page.words for edge in word.box)
        except Unreadable as fault:
            return fault
    return None


def test_each_seed_is_sound() -> None:
    with tempfile.TemporaryDirectory() as name:
        for kind, data in seeds().items():
            found = open_file(paper.write(Path(name), kind, data), kind, LIMITS)
            assert found.role in ("pages", "container", "custody", "data"), kind


@settings(max_examples=250, deadline=None)
@given(kind=st.sampled_from(sorted(seeds())), damage=damages(), inner=st.booleans())
def test_damaged_files_are_opened_or_refused(kind: str, damage: Damage, inner: bool) -> None:
    data = seeds()[kind]
    packed = kind in ("xlsx", "docx", "odt", "ods")
    fault = opened(within(data, damage) if inner and packed else damage(data))
    assert fault is None or (fault.code and fault.cause.endswith("."))
