"""Files opened or refused: each refusal has a true code and a plain reason."""

import io
import pickle
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.open import Opened, Refused, open_file
from tests.ingest import cfb, paper


def refused(tmp_path: Path, data: bytes, limits: Limits | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        open_file(paper.write(tmp_path, "file", data), "file", limits or Limits())
    assert caught.value.cause.endswith(".")
    return caught.value


def locked(password: str) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper.pdf())) as document:
        document.save(buffer, encryption=pikepdf.Encryption(user=password, owner="owner"))
    return buffer.getvalue()


def test_what_is_sound_is_opened(tmp_path: Path) -> None:
    opened = open_file(paper.write(tmp_path, "x", paper.pdf(("one", "two"))), "x.doc")
    assert (opened.media_type, opened.role, opened.pages) == ("application/pdf", "pages", 2)
    opened = open_file(paper.write(tmp_path, "y", paper.mail({})), "y.pdf")
    assert (opened.role, opened.pages) == ("container", 0)


def test_empty(tmp_path: Path) -> None:
    assert refused(tmp_path, b"").code == "empty"


def test_a_password_is_needed_or_not(tmp_path: Path) -> None:
    assert refused(tmp_path, locked("secret")).code == "encrypted"
    assert open_file(paper.write(tmp_path, "open.pdf", locked("")), "open.pdf").pages == 1


def test_truncated_and_damaged(tmp_path: Path) -> None:
    whole = paper.pdf(("A page of some length",) * 3)
    assert refused(tmp_path, whole[: len(whole) // 3]).code == "truncated"
    picture = paper.png(paper.form_picture(100))
    assert refused(tmp_path, picture[: len(picture) // 2]).code == "truncated"
    middle = len(picture) // 2
    assert refused(tmp_path, picture[:middle] + b"\x00" * 64 + picture[middle + 64 :]).code == "damaged"
    buffer = io.BytesIO()
    Image.fromarray(paper.form_picture(100)).save(buffer, "JPEG")
    assert refused(tmp_path, buffer.getvalue()[: len(buffer.getvalue()) // 2]).code == "truncated"


def test_enormous(tmp_path: Path) -> None:
    assert refused(tmp_path, paper.pdf(), Limits(bytes_per_file=100)).code == "too-large"
    fault = refused(tmp_path, paper.pdf(("x",) * 5), Limits(pages_per_file=4))
    assert (fault.code, "5 pages" in fault.cause) == ("too-many-pages", True)
    chunk = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    header = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    assert refused(tmp_path, header + b"\0\0\0\x10IDAT").code == "too-many-pixels"
    assert refused(tmp_path, paper.png(paper.form_picture(50)), Limits(pixels_per_page=1000)).code == "too-many-pixels"


def test_no_document(tmp_path: Path) -> None:
    for data in (b"<html><body>gone</body></html>", b"\x7fELF" + b"\0" * 80, b"aGVsbG8gd29ybGQ" * 60, b'{"a": 1}'):
        assert refused(tmp_path, data).code == "not-a-document"


def test_old_office_files_are_told_apart(tmp_path: Path) -> None:
    locked = cfb.compound({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"x" * 5000})
    assert refused(tmp_path, locked).code == "encrypted"
    for stream, name in (("WordDocument", "DOC"), ("Workbook", "XLS"), ("Other", "an old Office file")):
        fault = refused(tmp_path, cfb.compound({stream: b"x" * 5000}))
        assert (fault.code, name in fault.cause) == ("not-a-document", True)
    binary = paper.archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"x"})
    assert "XLSB" in refused(tmp_path, binary).cause


def test_a_refusal_crosses_a_process_border_whole(tmp_path: Path) -> None:
    fault = refused(tmp_path, locked("secret"))
    again = pickle.loads(pickle.dumps(fault))
    assert isinstance(again, Refused)
    assert (again.code, again.cause, again.remedy, again.media_type) == (
        fault.code,
        fault.cause,
        fault.remedy,
        "application/pdf",
    )


SEEDS = (
    paper.pdf(),
    paper.png(paper.form_picture(30)),
    paper.archive({"a.pdf": paper.pdf()}),
    paper.mail({"a.pdf": paper.pdf()}),
    b"Box;Weight\n1;5.20\n2;4.10\n",
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.sampled_from(SEEDS),
    edits=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=8)), max_size=6),
    keep=st.floats(0.1, 1),
)
def test_damaged_bytes_are_opened_or_refused(
    tmp_path: Path, seed: bytes, edits: list[tuple[float, bytes]], keep: float
) -> None:
    data = bytearray(seed)
    for place, patch in edits:
        start = int(place * (len(data) - 1))
        data[start : start + len(patch)] = patch
    path = paper.write(tmp_path, "fuzzed", bytes(data[: max(1, int(len(data) * keep))]))
    found: Opened | Unreadable
    try:
        found = open_file(path, "fuzzed")
    except Unreadable as fault:
        found = fault
    assert found.role in ("pages", "container", "custody") if isinstance(found, Opened) else found.code and found.cause
