"""What comes out of a container: members under names of the reader's own making, every byte of them counted.

No member's name is ever used as a path, and links and devices are not made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ingest.errors import Unreadable
from ingest.limits import UNPACK_RATIO_FROM, Limits
from ingest.room import in_want_of_room

CHUNK = 256 * 1024
"""Bytes read at a time."""

NEW_COPY = "Ask the sender for a new copy."


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a container: its name as shown, and where its bytes lie, or why there are none.

    `note` marks a mail's own text: it accompanies papers, and is a paper itself only if it reads like one.
    """

    name: str
    path: Path | None
    code: str | None = None
    reason: str | None = None
    note: bool = False


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of a container. `code` and `reason` say what is wrong with the container itself, if anything."""

    members: tuple[Member, ...]
    code: str | None = None
    reason: str | None = None


class Budget:
    """Counts bytes as they come out, and stops a container that gives more than it may. `packed` is its own size."""

    def __init__(self, packed: int, limits: Limits) -> None:
        self.packed = max(packed, 1)
        self.limits = limits
        self.bytes = 0

    @property
    def spent(self) -> bool:
        """Whether no more may come out."""
        return self.bytes > self.limits.unpacked_bytes

    def spend(self, amount: int, packed: int | None = None, out: int | None = None) -> None:
        """Counts `amount` fresh bytes; `packed` and `out` are one member's own sizes so far.

        Raises Unreadable: `bomb` for too much in all or in proportion, `too-large` for too large a member.
        """
        self.bytes += amount
        if self.spent:
            raise Unreadable("bomb", f"Unpacked it has more than {self.limits.unpacked_bytes:,} bytes.")
        if out is not None and out > self.limits.bytes_per_file:
            raise Unreadable("too-large", f"It has more than {self.limits.bytes_per_file:,} bytes.")
        if out is not None and packed is not None:
            self.compare(out, packed)

    def compare(self, out: int, packed: int) -> None:
        """Raises Unreadable (`bomb`) where so many bytes out of so many packed ones are no honest packing."""
        if out > max(UNPACK_RATIO_FROM, self.limits.unpack_ratio * max(packed, 1)):
            raise Unreadable("bomb", f"It unpacks to more than {self.limits.unpack_ratio} times its packed size.")


class Shelf:
    """The members of one container as they come out: written into `folder`, each under a name of its own."""

    def __init__(self, folder: Path, budget: Budget) -> None:
        self.folder = folder
        self.budget = budget
        self.members: list[Member] = []
        self._taken: set[str] = set()

    @property
    def full(self) -> bool:
        """Whether as many members are listed as may be."""
        return len(self.members) >= self.budget.limits.members

    def keep(self, name: str, source: IO[bytes], packed: int | None = None, *, note: bool = False) -> None:
        """Writes a member; what breaks a limit, or finds no room, is listed with the reason.

        Passes on what `source` raises.
        """
        try:
            path = self._written(source, packed)
        except Unreadable as fault:
            self.refuse(name, fault)
        else:
            self.put(name, path, note=note)

    def put(self, name: str, path: Path, *, note: bool = False) -> None:
        """Lists a member whose bytes lie in `path`."""
        self.members.append(Member(self._shown(name), path, note=note))

    def refuse(self, name: str, fault: Unreadable) -> None:
        """Lists a member that has no bytes, with the reason."""
        self.members.append(Member(self._shown(name), None, fault.code, fault.cause))

    def place(self) -> Path:
        """Where the next member's bytes go."""
        return self.folder / f"{len(self.members):05d}"

    def _written(self, source: IO[bytes], packed: int | None) -> Path:
        path = self.place()
        out = 0
        try:
            with in_want_of_room(), path.open("wb") as sink:
                while chunk := source.read(CHUNK):
                    out += len(chunk)
                    self.budget.spend(len(chunk), packed, out)
                    sink.write(chunk)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path

    def _shown(self, name: str) -> str:
        """The member's safe name, with a number where another has it already: neither may hide the other."""
        unique, count = safe_name(name), 1
        while unique in self._taken:
            count += 1
            unique = f"{safe_name(name)} ({count})"
        self._taken.add(unique)
        return unique

    def unpacked(self, code: str | None = None, reason: str | None = None) -> Unpacked:
        """All of it."""
        return Unpacked(tuple(self.members), code, reason)


def safe_name(name: str) -> str:
    """A member's name without anything that climbs, roots, or controls; `member` where nothing is left."""
    name = "".join(char if char.isprintable() else "�" for char in name.replace("\\", "/"))
    name = re.sub(r"^[A-Za-z]:", "", name)
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    return "/".join(parts)[:400] or "member"


def no_file(what: str) -> Unreadable:
    """The fault of an entry that is `what` (`a link`, `a device`) and no file."""
    return Unreadable("unsafe-path", f"The entry is {what}, not a file; it was not followed.")


def too_much() -> Unreadable:
    """The fault of members that come after a container's budget is spent."""
    return Unreadable("bomb", "It was not opened: the archive had given more than it may before it.")


def too_many(count: str, limits: Limits) -> Unreadable:
    """The fault of a container with more members than are opened."""
    return Unreadable("bomb", f"It holds {count} files; only the first {limits.members:,} were opened.")
