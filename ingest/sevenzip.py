"""7z archives taken apart: every byte goes through the budget, into files named by the reader."""

from __future__ import annotations

import lzma
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path, PurePosixPath

import py7zr
from py7zr.exceptions import (
    ArchiveError,
    DecompressionBombError,
    PasswordRequired,
    UnsupportedCompressionMethodError,
)
from py7zr.io import Py7zIO, WriterFactory

from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.members import NEW_COPY, Budget, Shelf, Unpacked, no_file, too_many, too_much
from ingest.room import in_want_of_room

# What py7zr and the decoders under it raise on archives that break their format. It asserts, too.
_BROKEN = (
    ArchiveError,
    lzma.LZMAError,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    AssertionError,
    RuntimeError,
)


class _Sink(Py7zIO):
    """One member on its way to its file."""

    def __init__(self, path: Path, budget: Budget) -> None:
        with in_want_of_room():
            self._stream = path.open("wb")
        self._budget = budget
        self._out = 0
        self.whole = False

    def write(self, s: bytes | bytearray) -> int:
        self._out += len(s)
        self._budget.spend(len(s), self._budget.packed, self._out)
        with in_want_of_room():
            return self._stream.write(s)

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return offset

    def flush(self) -> None:
        with in_want_of_room():
            self._stream.flush()

    def size(self) -> int:
        return self._out

    def close(self) -> None:
        """Called by py7zr only for a member that came out whole."""
        with in_want_of_room():
            self._stream.close()
        self.whole = True

    def drop(self) -> None:
        """Closes what a failure left open."""
        with suppress(OSError):  # what no disk had room for is not listed
            self._stream.close()


class _Sinks(WriterFactory):
    """Gives a sink for each member and notes whose it is."""

    def __init__(self, folder: Path, budget: Budget) -> None:
        self._folder = folder
        self._budget = budget
        self.made: dict[str, tuple[Path, _Sink]] = {}

    def create(self, filename: str) -> Py7zIO:
        path = self._folder / f"7z-{len(self.made):05d}"
        sink = _Sink(path, self._budget)
        self.made[filename] = (path, sink)
        return sink

    def close(self) -> None:
        """Leaves no file open."""
        for _, sink in self.made.values():
            sink.drop()


def unpack(path: Path, folder: Path, limits: Limits) -> Unpacked:
    """The members of the 7z archive at `path`; see `ingest.containers.unpack`."""
    shelf = Shelf(folder, Budget(path.stat().st_size, limits))
    sinks = _Sinks(folder, shelf.budget)
    with closing(sinks), path.open("rb") as stream:
        try:
            with py7zr.SevenZipFile(stream, "r") as archive:
                entries = [entry for entry in archive.files if not entry.is_directory]
                refused = [entry.filename for entry in entries if not _is_plain(entry)]
                names = list(_names([entry.filename for entry in entries if entry.filename not in set(refused)]))
                taken = names[: limits.members]
                fault = _extract(archive, [name for name, _ in taken], sinks)
                _list(shelf, taken, sinks, fault)
                for name in refused[: limits.members - len(taken)]:
                    shelf.refuse(name, no_file("a link, or its name leads out of the archive"))
        except PasswordRequired as error:
            text = "The archive is locked with a password."
            raise Unreadable("encrypted", text, "Ask the sender for an unlocked copy.") from error
        except UnsupportedCompressionMethodError as error:
            raise Unreadable("damaged", "The archive is packed in a way that cannot be opened.") from error
        except _BROKEN as error:
            raise Unreadable("damaged", "The archive is damaged and cannot be opened.", NEW_COPY) from error
    if len(entries) > limits.members:
        fault = too_many(f"{len(entries):,}", limits)
    return shelf.unpacked(fault.code, fault.cause) if fault is not None else shelf.unpacked()


def _is_plain(entry: py7zr.py7zr.ArchiveFile) -> bool:
    """Whether an entry is a file whose name stays in the archive's folder; py7zr stops at any other."""
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    special = entry.is_symlink or entry.is_junction or entry.is_socket
    drive = entry.filename[1:2] == ":"
    return not special and not drive and ".." not in name.parts and bool(name.parts)


def _names(names: list[str]) -> Iterator[tuple[str, str]]:
    """Each entry's name, and the key under which py7zr hands it on: a number is added where a name comes again."""
    count: Counter[str] = Counter()
    for name in names:
        key = name if not count[name] else f"{name}_{count[name] - 1}"
        count[name] += 1
        yield name, key


def _extract(archive: py7zr.SevenZipFile, names: list[str], sinks: _Sinks) -> Unreadable | None:
    """Lets the members out; gives what stopped it before the end."""
    try:
        archive.extract(targets=names, factory=sinks)
    except Unreadable as fault:
        return fault
    except DecompressionBombError:
        return Unreadable("bomb", "It unpacks to far more than its packed size.")
    except PasswordRequired:
        raise
    except UnsupportedCompressionMethodError:
        text = "The archive is packed in a way that cannot be opened; it need not be damaged."
        return Unreadable("unknown-packing", text, "Ask the sender to pack it anew as an ordinary ZIP file.")
    except _BROKEN:
        return Unreadable("damaged", "The archive's packed data is damaged.", NEW_COPY)
    return None


def _list(shelf: Shelf, names: list[tuple[str, str]], sinks: _Sinks, fault: Unreadable | None) -> None:
    for name, key in names:
        path, sink = sinks.made.get(PurePosixPath(key.lstrip("/")).as_posix(), (None, None))
        if path is not None and sink is not None and sink.whole:
            shelf.put(name, path)
            continue
        if path is not None:
            path.unlink(missing_ok=True)  # half of it: what comes next may need the room
            shelf.refuse(name, fault or Unreadable("damaged", "It could not be unpacked.", NEW_COPY))
        elif fault is not None and fault.code == "bomb":
            shelf.refuse(name, too_much())
        elif fault is not None and fault.code in ("no-space", "unknown-packing"):
            shelf.refuse(name, fault)
        else:
            shelf.refuse(name, Unreadable("damaged", "The archive is damaged before it.", NEW_COPY))
