"""Tar archives and single files packed by gzip, bzip2 or xz, read as a stream: nothing is sought, nothing is made.

A packed tar is one container, as people see it: `papers.tar.gz!invoice.pdf`.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from pathlib import Path
from typing import IO, cast

from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.members import NEW_COPY, Budget, Shelf, Unpacked, no_file, too_many

TYPES = frozenset({"application/x-tar", "application/gzip", "application/x-bzip2", "application/x-xz"})
"""Media types that are taken apart here."""

BLOCK = 512
"""Bytes of a tar archive's header, and what everything in it is filled up to (POSIX.1-1988, ustar)."""

DRY_READS = 16
"""Reads beyond the end after which an archive is broken off: tarfile skips what a header claims in small steps."""

_PACKING = (lzma.LZMAError, zlib.error, EOFError, gzip.BadGzipFile, OSError)
_BROKEN = (tarfile.TarError, *_PACKING, ValueError, IndexError, OverflowError, TypeError)


def is_tar(head: bytes) -> bool:
    """Whether bytes begin with a tar header, old or new: its checksum tells."""
    if len(head) < BLOCK:
        return False
    digits = head[148:156].strip(b" \0")
    if not digits or digits.strip(b"01234567"):
        return False
    return int(digits, 8) == sum(head[:148]) + 8 * 0x20 + sum(head[156:BLOCK])


class _Counted(io.RawIOBase):
    """A stream whose bytes are counted against what they were packed into."""

    def __init__(self, source: IO[bytes], budget: Budget) -> None:
        self._source = source
        self._budget = budget
        self._out = 0
        self._dry = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        chunk = self._source.read(1024 * 1024 if size < 0 else min(size, 1024 * 1024))
        self._out += len(chunk)
        self._dry = 0 if chunk else self._dry + 1
        if self._dry > DRY_READS:
            raise EOFError
        self._budget.compare(self._out, self._budget.packed)
        if self._out > 2 * self._budget.limits.unpacked_bytes:  # headers and padding count here too
            raise Unreadable("bomb", f"Unpacked it has more than {self._budget.limits.unpacked_bytes:,} bytes.")
        return chunk


def unpack(path: Path, media_type: str, folder: Path, limits: Limits) -> Unpacked:
    """The members of the archive, or the one file that is packed; see `ingest.containers.unpack`."""
    shelf = Shelf(folder, Budget(path.stat().st_size, limits))
    with path.open("rb") as stream:
        if media_type == "application/x-tar":
            return _tar(cast("IO[bytes]", _Counted(stream, shelf.budget)), shelf)
        try:
            with _plain(stream, media_type) as plain:
                head = plain.read(BLOCK)
        except (*_PACKING, ValueError) as error:
            raise Unreadable("damaged", "The archive's packed data is damaged.", NEW_COPY) from error
        stream.seek(0)
        with _plain(stream, media_type) as plain:
            if is_tar(head):
                return _tar(cast("IO[bytes]", _Counted(plain, shelf.budget)), shelf)
            try:
                shelf.keep("unpacked", plain, shelf.budget.packed)
            except (*_PACKING, ValueError) as error:
                text = "The packed data is damaged or breaks off."
                raise Unreadable("damaged", text, NEW_COPY) from error
    return shelf.unpacked()


def _plain(stream: IO[bytes], media_type: str) -> IO[bytes]:
    if media_type == "application/gzip":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
    if media_type == "application/x-bzip2":
        return cast("IO[bytes]", bz2.BZ2File(stream))
    return cast("IO[bytes]", lzma.LZMAFile(stream))


def _tar(stream: IO[bytes], shelf: Shelf) -> Unpacked:
    """Entry by entry; where the archive breaks off, what came before is kept."""
    try:
        with tarfile.open(fileobj=stream, mode="r|", errorlevel=0) as archive:
            for entry in archive:
                if entry.isdir():
                    continue
                if shelf.full:
                    fault = too_many("more", shelf.budget.limits)
                    return shelf.unpacked(fault.code, fault.cause)
                _take(archive, entry, shelf)
    except Unreadable as fault:
        return shelf.unpacked(fault.code, fault.cause)
    except _BROKEN:
        kept = f" {len(shelf.members)} of its entries came before." if shelf.members else ""
        return shelf.unpacked("truncated", f"The archive breaks off or is damaged.{kept}")
    return shelf.unpacked()


def _take(archive: tarfile.TarFile, entry: tarfile.TarInfo, shelf: Shelf) -> None:
    if not entry.isreg():
        links = entry.issym() or entry.islnk()
        shelf.refuse(entry.name, no_file("a link" if links else "a device"))
        return
    if entry.size > shelf.budget.limits.bytes_per_file:
        text = f"It has {entry.size:,} bytes; at most {shelf.budget.limits.bytes_per_file:,} are opened."
        shelf.refuse(entry.name, Unreadable("too-large", text))
        return
    source = archive.extractfile(entry)
    if source is None:
        shelf.refuse(entry.name, no_file("no file"))
        return
    with source:
        shelf.keep(entry.name, source, shelf.budget.packed)
    if shelf.budget.spent:
        raise Unreadable("bomb", f"Unpacked it has more than {shelf.budget.limits.unpacked_bytes:,} bytes.")
