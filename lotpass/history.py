"""The log of all issued passports and revocations: plain files in the data folder, appended to and never cut.

`entries` holds one canonical JSON object a line, `ends` where each line ends (8 bytes), `hashes/LEVEL` the hashes of
complete subtrees (32 bytes each), `checkpoint` the signed state, `lots.sqlite3` the last entry of each lot. Whole
entries behind the checkpoint stay entries: an append was broken off before it signed, or the checkpoint is an older
one; all else is made again from them. Only a line that was not written to its end is set aside.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lotpass.errors import EnvironmentFailure
from lotpass.log_lots import LotIndex
from lotpass.outputs import write_file
from passport.canonical import JsonObject, canonical, parse
from passport.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from passport.errors import Malformed
from passport.jwk import JWK
from passport.keys import SigningKey
from passport.merkle import leaf_hash, node_hash, root

_END, _HASH = 8, 32


@dataclass(frozen=True, slots=True)
class Issued:
    """A passport to enter: its lot, the digest of its content, its status, the signing key's name."""

    lot: str
    passport: str
    status: str
    signed_by: str


class History:
    """A log in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lots = LotIndex(folder / "lots.sqlite3")

    def checkpoint(self, jwk: JWK) -> Checkpoint | None:
        """The signed state; None where nothing was entered. Raises EnvironmentFailure (`log-damaged`)."""
        path = self.folder / "checkpoint"
        if not path.exists():
            return None
        try:
            return open_checkpoint(path.read_bytes(), jwk)
        except Malformed as error:
            raise damaged(path, error.cause) from error

    def node(self, level: int, index: int) -> bytes:
        """A stored hash; raises EnvironmentFailure (`log-damaged`) where it is missing."""
        return self._record(self.folder / "hashes" / str(level), index, _HASH)

    def entry(self, index: int) -> bytes:
        """The bytes of an entry, from 0."""
        ends = self.folder / "ends"
        start = int.from_bytes(self._record(ends, index - 1, _END), "big") if index else 0
        end = int.from_bytes(self._record(ends, index, _END), "big")
        with (self.folder / "entries").open("rb") as stream:
            stream.seek(start)
            return stream.read(end - start).removesuffix(b"\n")

    def entries(self, size: int) -> Iterator[bytes]:
        """The first `size` entries, as the file has them."""
        with (self.folder / "entries").open("rb") as stream:
            for _, line in zip(range(size), stream, strict=False):
                yield line.removesuffix(b"\n")

    def last(self, lot: str, size: int) -> tuple[int, str] | None:
        """The number and the digest of a lot's last passport among the first `size` entries; no index is needed."""
        found = None
        for index, data in self.mentions(f'"lot":{canonical(lot).decode()}', size):
            body = parse(data)
            if body.get("kind") == "issued" and body.get("lot") == lot:
                found = index, str(body["passport"])
        return found

    def mentions(self, text: str, size: int) -> Iterator[tuple[int, bytes]]:
        """The entries among the first `size` that hold a text, each with its number. They are searched, not proved."""
        if not size:
            return
        end = int.from_bytes(self._record(self.folder / "ends", size - 1, _END), "big")
        needle, at = text.encode(), 0
        with (
            (self.folder / "entries").open("rb") as stream,
            mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data,
        ):
            while needle and (found := data.find(needle, at, end)) >= 0:
                start, at = data.rfind(b"\n", 0, found) + 1, data.find(b"\n", found, end) + 1 or end
                yield self._number_at(start, size), data[start : at - 1]

    def _number_at(self, start: int, size: int) -> int:
        """The number of the entry that begins at a byte."""
        low, high = 0, size
        while low < high:
            middle = (low + high) // 2
            if int.from_bytes(self._record(self.folder / "ends", middle, _END), "big") <= start:
                low = middle + 1
            else:
                high = middle
        return low

    def issue(self, passports: Sequence[Issued], time: str, key: SigningKey) -> list[int]:
        """Enters passports and gives the number of each one's entry; one that is its lot's last is not entered again.

        An entry for a lot that has another passport names the digest that is superseded.
        """
        with self._locked():
            size = self._ready(key)
            last: dict[str, tuple[int, str]] = {}
            new: list[JsonObject] = []
            places = []
            for one in passports:
                before = last.get(one.lot) or self._last(one.lot, size)
                if before is not None and before[1] == one.passport:
                    places.append(before[0])
                    continue
                body: JsonObject = {"kind": "issued", "lot": one.lot, "passport": one.passport, "status": one.status}
                body |= {"signed_by": one.signed_by, "time": time}
                if before is not None:
                    body["supersedes"] = before[1]
                places.append(size + len(new))
                last[one.lot] = (places[-1], one.passport)
                new.append(body)
            self._append(new, size, {lot: place for lot, (place, _) in last.items()}, key)
        return places

    def note(self, body: JsonObject, key: SigningKey) -> int:
        """Enters a change of status, and gives its entry's number."""
        with self._locked():
            size = self._ready(key)
            self._append([body], size, {}, key)
        return size

    def _append(self, new: Sequence[JsonObject], size: int, lots: dict[str, int], key: SigningKey) -> None:
        if not new:
            return
        lines = [canonical(body) for body in new]
        at = (self.folder / "entries").stat().st_size if size else 0
        _add(self.folder / "entries", b"".join(line + b"\n" for line in lines))
        self._draw(lines, size, at, lots, key)

    def _draw(self, lines: Sequence[bytes], size: int, at: int, lots: dict[str, int], key: SigningKey) -> None:
        """Ends, hashes, lots and checkpoint of entries that stand in the file from byte `at`, after `size` others."""
        levels: dict[int, list[bytes]] = {}
        ends = bytearray()
        for index, data in enumerate(lines, size):
            at += len(data) + 1
            ends += at.to_bytes(_END, "big")
            made, level = leaf_hash(data), 0
            levels.setdefault(0, []).append(made)
            while (index >> level) & 1:
                left = (index >> level) - 1
                kept = levels[level]
                first = (size >> level) if level else size
                made = node_hash(kept[left - first] if left >= first else self.node(level, left), made)
                level += 1
                levels.setdefault(level, []).append(made)
        _add(self.folder / "ends", bytes(ends))
        for level, made_there in levels.items():
            _add(self.folder / "hashes" / str(level), b"".join(made_there))
        whole = size + len(lines)
        write_file(self.folder / "checkpoint", sign_checkpoint(whole, root(self.node, whole), key))
        self._lots.put(lots, whole)

    def _ready(self, key: SigningKey) -> int:
        """The number of entries, whole lines behind the checkpoint drawn in and a torn one set aside."""
        known = self.checkpoint(key.jwk)
        size, signed = (known.size, known.root) if known is not None else (0, root(self.node, 0))
        ends = self.folder / "ends"
        end = int.from_bytes(self._record(ends, size - 1, _END), "big") if size else 0
        lines = self._behind(end)
        self._cut(self.folder / "entries", end + sum(len(line) + 1 for line in lines))
        self._cut(ends, size * _END)
        for path in (self.folder / "hashes").glob("*"):
            self._cut(path, (size >> int(path.name)) * _HASH)
        if root(self.node, size) != signed:
            raise damaged(self.folder, "The stored hashes are not those that were signed.")
        self._lots.make_good(size, lambda known: self._lots_from(known, size))
        if lines:
            self._draw(lines, size, end, dict(self._lots_of(lines, size)), key)
        return size + len(lines)

    def _lots_from(self, known: int, size: int) -> Iterator[tuple[str, int]]:
        start = int.from_bytes(self._record(self.folder / "ends", known - 1, _END), "big") if known else 0
        with (self.folder / "entries").open("rb") as stream:
            stream.seek(start)
            yield from self._lots_of((line.removesuffix(b"\n") for line in islice(stream, size - known)), known)

    def _behind(self, end: int) -> list[bytes]:
        """The whole lines of `entries` behind a byte."""
        path = self.folder / "entries"
        if not path.exists():
            return []
        with path.open("rb") as stream:
            stream.seek(end)
            return stream.read().split(b"\n")[:-1]

    def _lots_of(self, lines: Iterable[bytes], size: int) -> Iterator[tuple[str, int]]:
        """The lots of entries from number `size` on, the last of each last. Raises EnvironmentFailure for no entry."""
        for index, line in enumerate(lines, size):
            try:
                body = parse(line)
            except Malformed as error:
                raise damaged(self.folder / "entries", f"Entry {index} is none: {error.cause}") from error
            if body.get("kind") == "issued":
                yield str(body.get("lot")), index

    def _cut(self, path: Path, length: int) -> None:
        there = path.stat().st_size if path.exists() else 0
        if there < length:
            raise damaged(path, f"It has {there} bytes of {length}.")
        if there > length:
            with path.open("r+b") as stream:
                stream.seek(length)
                (self.folder / "torn").mkdir(exist_ok=True)
                write_file(self.folder / "torn" / f"{path.name}-{length}-{secrets.token_hex(4)}", stream.read())
                stream.truncate(length)
                os.fsync(stream.fileno())

    def _last(self, lot: str, size: int) -> tuple[int, str] | None:
        place = self._lots.place(lot)
        if place is None or place >= size:
            return None
        body = parse(self.entry(place))
        if body.get("kind") == "issued" and body.get("lot") == lot:
            return place, str(body["passport"])
        return self.last(lot, size)  # the index is not this log's

    def _record(self, path: Path, index: int, width: int) -> bytes:
        try:
            with path.open("rb") as stream:
                stream.seek(index * width)
                data = stream.read(width)
        except FileNotFoundError:
            data = b""
        if len(data) != width:
            raise damaged(path, f"Record {index} is missing.")
        return data

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            (self.folder / "hashes").mkdir(parents=True, exist_ok=True)
            with (self.folder / "lock").open("ab") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX)
                yield
        except (OSError, sqlite3.Error) as error:
            cause = f"The log {self.folder} cannot be written ({getattr(error, 'strerror', None) or error})."
            raise EnvironmentFailure("log-folder", cause, "Make it writable, or set LOTPASS_DATA.") from error


def damaged(path: Path, cause: str) -> EnvironmentFailure:
    """The fault of a log that is not what was signed."""
    return EnvironmentFailure("log-damaged", f"The log is damaged at {path}: {cause}", "Restore it from your backup.")


def _add(path: Path, data: bytes) -> None:
    with path.open("ab") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
