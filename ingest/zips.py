"""ZIP archives taken apart, also those whose directory is cut off."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.members import CHUNK, NEW_COPY, Budget, Shelf, Unpacked, no_file, too_many, too_much

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error, IndexError)
"""What zipfile raises on archives that break their format; locked ones and unknown packings raise RuntimeError too."""


_METHODS = {1: "Shrink", 6: "Implode", 9: "Deflate64", 93: "Zstandard", 95: "XZ", 98: "PPMd"}
"""Names of ways of packing that are not opened (PKWARE APPNOTE 4.4.5)."""


def unknown_packing(method: int) -> Unreadable:
    """Why a member that is packed in this way is not opened."""
    name = _METHODS.get(method, f"number {method}")
    text = f"The file is packed in a way that cannot be opened ({name}); it need not be damaged."
    return Unreadable("unknown-packing", text, "Ask the sender to pack it anew as an ordinary ZIP file.")


def unpack(path: Path, folder: Path, limits: Limits) -> Unpacked:
    """The members of the ZIP archive at `path`; see `ingest.containers.unpack`."""
    shelf = Shelf(folder, Budget(path.stat().st_size, limits))
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN:
        _salvage(path, shelf)
        kept = f" {len(shelf.members)} of its files could be saved." if shelf.members else ""
        text = f"The archive is damaged: its directory is cut off or unreadable.{kept}"
        return shelf.unpacked("truncated", text)
    with archive:
        infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
        shared = _shared(archive.infolist())
        for info in infos[: limits.members]:
            if shelf.budget.spent:
                shelf.refuse(info.filename, too_much())
                continue
            try:
                if info in shared:
                    raise Unreadable("bomb", "Its packed bytes are another entry's too, as in bombs that overlap.")
                _extract(archive, info, shelf)
            except Unreadable as fault:
                shelf.refuse(info.filename, fault)
        if len(infos) > limits.members:
            more = too_many(f"{len(infos):,}", limits)
            return shelf.unpacked(more.code, more.cause)
    return shelf.unpacked()


def _shared(infos: list[zipfile.ZipInfo]) -> set[zipfile.ZipInfo]:
    """Entries whose packed data begins within another's: one copy of it would come out many times."""
    shared: set[zipfile.ZipInfo] = set()
    end = -1
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            shared.add(info)
        end = max(end, info.header_offset + info.compress_size)
    return shared


def _extract(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shelf: Shelf) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise no_file("a link" if kind == stat.S_IFLNK else "a device")
    if info.flag_bits & 0x1:
        raise Unreadable("encrypted", "The file is locked with a password.", "Ask the sender for an unlocked copy.")
    shelf.budget.compare(info.file_size, info.compress_size)
    try:
        with archive.open(info) as source:
            shelf.keep(info.filename, source, info.compress_size)
    except NotImplementedError as error:
        raise unknown_packing(info.compress_type) from error
    except (*BROKEN, RuntimeError) as error:
        raise Unreadable("damaged", "The file's packed data is damaged.", NEW_COPY) from error


_LOCAL = struct.Struct("<4s5H3L2H")  # a member's own header (PKWARE APPNOTE 4.3.7)


def _salvage(path: Path, shelf: Shelf) -> None:
    """Keeps the members of an archive without directory that are whole by their own headers and checksums."""
    data = path.read_bytes()
    position = data.find(b"PK\x03\x04")
    while position >= 0 and not shelf.full and position + _LOCAL.size <= len(data):
        _, _, flags, method, _, _, crc, packed, size, name_size, extra_size = _LOCAL.unpack_from(data, position)
        start = position + _LOCAL.size + name_size + extra_size
        raw = data[position + _LOCAL.size : position + _LOCAL.size + name_size]
        content: bytes | None = None
        if not flags & 0x1:
            try:
                content = _inflated(data, start, method, packed, size, bool(flags & 0x8), shelf.budget)
            except zlib.error:
                content = None
            except Unreadable:
                if shelf.budget.spent:
                    return
                content = None
        sound = content is not None and (flags & 0x8 or zlib.crc32(content) == crc)
        if content and sound and not raw.endswith(b"/"):
            shelf.keep(raw.decode("utf-8", "replace"), io.BytesIO(content))
        position = data.find(b"PK\x03\x04", position + 4)


def _inflated(
    data: bytes, start: int, method: int, packed: int, size: int, streamed: bool, budget: Budget
) -> bytes | None:
    if method == 0 and not streamed:
        return data[start : start + size] if start + size <= len(data) else None
    if method != 8:
        return None
    engine = zlib.decompressobj(-15)
    out = bytearray()
    rest = data[start:] if streamed else data[start : start + packed]
    while rest and not engine.eof:
        piece = engine.decompress(rest, CHUNK)
        rest = engine.unconsumed_tail
        out += piece
        budget.spend(len(piece), max(packed, len(data) - start - len(rest)), len(out))
        if not piece:
            break
    return bytes(out) if engine.eof else None
