"""The parts of an office file (a ZIP archive of XML) opened within limits; entities are refused, nothing is fetched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from ingest.errors import Unreadable
from ingest.limits import OFFICE_PART_BYTES, UNPACK_RATIO_FROM, XML_DEPTH, Limits
from ingest.members import NEW_COPY
from ingest.zips import BROKEN

ENTITIES = "Its XML declares a document type or entities, which are never resolved."


class Package:
    """The parts of one office file by name."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = frozenset(archive.namelist())

    def read(self, name: str, most: int = OFFICE_PART_BYTES) -> bytes:
        """A part's bytes. Raises Unreadable: `damaged`, or `too-large` for one of more than `most` bytes."""
        try:
            with self._archive.open(name) as stream:
                data = stream.read(most + 1)
        except (*BROKEN, RuntimeError, KeyError) as error:
            raise Unreadable("damaged", f"Its part {name} is damaged or missing.", NEW_COPY) from error
        if len(data) > most:
            raise Unreadable("too-large", f"Its part {name} has more than {most:,} bytes.")
        return data

    def xml(self, name: str) -> Element:
        """A part's root element. Raises Unreadable: what `read` raises, and what `parsed` does."""
        return parsed(self.read(name))


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[Package]:
    """The office file at `path`. Raises Unreadable: damaged, encrypted, bomb."""
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        raise Unreadable("damaged", "The file is damaged and cannot be opened.", NEW_COPY) from error
    with archive:
        check(archive.infolist(), limits)
        yield Package(archive)


def check(parts: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """Raises Unreadable where parts are locked or unpack to more than they may."""
    if any(info.flag_bits & 0x1 for info in parts):
        raise Unreadable("encrypted", "The file is locked with a password.", "Ask for an unlocked copy.")
    for info in parts:
        if info.file_size > max(UNPACK_RATIO_FROM, limits.unpack_ratio * max(info.compress_size, 1)):
            raise Unreadable("bomb", f"A part unpacks to more than {limits.unpack_ratio} times its packed size.")
    if sum(info.file_size for info in parts) > limits.bytes_per_file:
        raise Unreadable("bomb", f"Unpacked it has more than {limits.bytes_per_file:,} bytes.")


def stamp(path: Path) -> tuple[int, int]:
    """What tells a file from another that took its place: when it was changed, and its size."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def parsed(data: bytes) -> Element:
    """XML as a tree. Raises Unreadable: `damaged`, `too-deep`, `unsafe-xml` (it declares a document type)."""
    root: Element | None = None
    depth = 0
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            if root is None:
                root = element
            depth += 1 if event == "start" else -1
            if depth > XML_DEPTH:
                raise Unreadable("too-deep", f"Its XML is nested more than {XML_DEPTH} deep.")
    except DefusedXmlException as error:
        raise Unreadable("unsafe-xml", ENTITIES) from error
    except (ParseError, ValueError, LookupError) as error:  # LookupError: an unknown encoding
        raise Unreadable("damaged", "Its XML is damaged.", NEW_COPY) from error
    if root is None:
        raise Unreadable("damaged", "Its XML is empty.", NEW_COPY)
    return root


def local(element: Element) -> str:
    """An element's name without its namespace: office formats come in several."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """The value of an attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return None


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name without namespace."""
    if element is None:
        return None
    return next((each for each in element if local(each) == name), None)
