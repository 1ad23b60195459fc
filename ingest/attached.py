"""Files within a paper's own file: attached to a PDF, or embedded in an office document; taken out as members of it.

PDF: embedded files by name (ISO 32000-2, 7.11.4; invoices as Factur-X are sent so), associated files (14.13), and
attachments pinned to pages (12.5.6.15). Office: the parts under `embeddings` (ECMA-376, part 1, 15.2.10 and 15.2.11).
Links to files elsewhere are never followed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pikepdf

from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.members import CHUNK, NEW_COPY, Budget, Shelf, Unpacked, too_many, too_much
from ingest.zips import BROKEN, unknown_packing

PDF = "application/pdf"
OFFICE = "application/vnd.openxmlformats-officedocument."

DEEPEST = 32
"""How deep the tree of names of a PDF may go."""

_DAMAGED = (
    *(pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DeletedObjectError, pikepdf.ForeignObjectError),
    *(
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RuntimeError,
        OverflowError,
        OSError,
        EOFError,
        zlib.error,
    ),
)
_SIGN = re.compile(rb"/EmbeddedFiles?\b|/FileAttachment\b")
_INNER = re.compile(r"^(word|xl)/embeddings/[^/]+$")


def count(path: Path, media_type: str) -> int:
    """How many files lie within the file: at least one where there are some that cannot be followed."""
    if media_type == PDF:
        try:
            with pikepdf.open(path) as document:
                return sum(1 for _ in _specifications(document))
        except _DAMAGED:
            return int(_SIGN.search(path.read_bytes()) is not None)
    if media_type.startswith(OFFICE):
        try:
            with zipfile.ZipFile(path) as archive:
                return len(_embedded(archive))
        except (*BROKEN, RuntimeError):
            return 0  # its opener says what is wrong with it
    return 0


def unpack(path: Path, media_type: str, folder: Path, limits: Limits) -> Unpacked:
    """The files within the file at `path`; see `ingest.containers.unpack`."""
    shelf = Shelf(folder, Budget(path.stat().st_size, limits))
    if media_type == PDF:
        try:
            with pikepdf.open(path) as document:
                _attached(document, shelf)
        except pikepdf.PasswordError:
            text = "Files are attached to the PDF, locked with a password."
            shelf.refuse("attachments", Unreadable("encrypted", text, "Ask the sender for an unlocked copy."))
        except _DAMAGED:
            text = "Files are attached to the PDF, which is damaged so that they cannot be taken out."
            shelf.refuse("attachments", Unreadable("damaged", text, NEW_COPY))
        return shelf.unpacked()
    with zipfile.ZipFile(path) as archive:
        for info in _embedded(archive):
            if _refused(shelf, info.filename):
                break
            try:
                with archive.open(info) as source:
                    shelf.keep(posixpath.basename(info.filename), source, info.compress_size)
            except NotImplementedError:
                shelf.refuse(info.filename, unknown_packing(info.compress_type))
            except (*BROKEN, RuntimeError):
                shelf.refuse(info.filename, Unreadable("damaged", "The file's packed data is damaged.", NEW_COPY))
    return shelf.unpacked()


def _embedded(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [info for info in archive.infolist() if _INNER.match(info.filename) and info.file_size]


def _refused(shelf: Shelf, name: str) -> bool:
    """Whether no more may come out; what comes next is then listed with the reason."""
    if shelf.full:
        shelf.refuse(name, too_many("more", shelf.budget.limits))
    elif shelf.budget.spent:
        shelf.refuse(name, too_much())
    else:
        return False
    return True


def _attached(document: pikepdf.Pdf, shelf: Shelf) -> None:
    for name, stream in _specifications(document):
        if _refused(shelf, name):
            return
        try:
            source, packed = _content(stream, shelf.budget.limits)
            shelf.keep(name, source, packed)
        except Unreadable as fault:
            shelf.refuse(name, fault)
        except _DAMAGED:
            shelf.refuse(name, Unreadable("damaged", "The attached file's data is damaged.", NEW_COPY))


def _specifications(document: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Stream]]:
    """Name and stream of every file in the document, each stream once."""
    seen: set[tuple[int, int]] = set()
    for specification in _everywhere(document):
        if not isinstance(specification, pikepdf.Dictionary) or "/EF" not in specification:
            continue  # a file elsewhere
        stream = specification.EF.get("/UF", specification.EF.get("/F"))
        if not isinstance(stream, pikepdf.Stream) or stream.objgen in seen:
            continue
        seen.add(stream.objgen)
        yield str(specification.get("/UF", specification.get("/F", "attachment"))), stream


def _everywhere(document: pikepdf.Pdf) -> Iterator[pikepdf.Object | None]:
    names = document.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names:
        yield from _tree(names.EmbeddedFiles, DEEPEST)
    yield from _listed(document.Root.get("/AF"))
    for page in document.pages:
        yield from _listed(page.obj.get("/AF"))
        for annotation in _listed(page.obj.get("/Annots")):
            if isinstance(annotation, pikepdf.Dictionary) and annotation.get("/Subtype") == "/FileAttachment":
                yield annotation.get("/FS")


def _tree(node: pikepdf.Object, depth: int) -> Iterator[pikepdf.Object]:
    if not isinstance(node, pikepdf.Dictionary) or depth == 0:
        return
    names = list(_listed(node.get("/Names")))
    yield from names[1::2]
    for kid in _listed(node.get("/Kids")):
        yield from _tree(kid, depth - 1)


def _listed(value: object) -> Iterator[pikepdf.Object]:
    if isinstance(value, pikepdf.Array):
        yield from value


def _content(stream: pikepdf.Stream, limits: Limits) -> tuple[IO[bytes], int]:
    """An attached file's bytes as they come out of their packing, and its packed size."""
    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    chain = [str(each) for each in filters] if isinstance(filters, pikepdf.Array) else [str(filters)] if filters else []
    if not chain or chain == ["/Crypt"]:
        return io.BytesIO(raw), len(raw)
    if chain == ["/FlateDecode"] and not _predicted(stream):
        return io.BufferedReader(_Inflated(raw), CHUNK), len(raw)
    if len(chain) > 2 or len(raw) * limits.unpack_ratio > limits.bytes_per_file:
        raise Unreadable("bomb", "The attached file is packed several times over, or too large to be opened so.")
    data = stream.read_bytes()
    return io.BytesIO(data), len(raw)


def _predicted(stream: pikepdf.Stream) -> bool:
    """Whether the data was turned into differences before it was packed, as pictures are."""
    given = stream.get("/DecodeParms")
    return isinstance(given, pikepdf.Dictionary) and int(given.get("/Predictor", 1)) > 1


class _Inflated(io.RawIOBase):
    """Packed bytes read piece by piece, so that a bomb is noticed while it goes off."""

    def __init__(self, packed: bytes) -> None:
        self._rest = packed
        self._engine = zlib.decompressobj()

    def readable(self) -> bool:
        """See `io.RawIOBase`."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the only buffers there are
        """See `io.RawIOBase`; raises zlib.error on damaged data, and EOFError where it breaks off."""
        piece = b""
        while not piece and not self._engine.eof:
            if not self._rest:
                raise EOFError("the packed data breaks off")
            piece = self._engine.decompress(self._rest, len(buffer))
            self._rest = self._engine.unconsumed_tail
        buffer[: len(piece)] = piece
        return len(piece)
