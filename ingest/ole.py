"""Old-style Office containers (MS-CFB): what kind of file one holds, told from the streams in it."""

from __future__ import annotations

import struct
from pathlib import Path

import olefile  # type: ignore[import-untyped]  # the package carries no types

from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.members import NEW_COPY

BROKEN = (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, struct.error)
"""What olefile, and python-oxmsg on it, raise on containers that break the format (OleFileError is an OSError)."""

MAIL = "__properties_version1.0"
LOCKED = "EncryptedPackage"
"""The stream that holds a locked Office file (MS-OFFCRYPTO 2.3.4.4)."""


def streams(path: Path) -> frozenset[str]:
    """The names at the container's root; empty where it cannot be opened."""
    try:
        with olefile.OleFileIO(path) as ole:
            return frozenset(entry[0] for entry in ole.listdir(streams=True, storages=True))
    except BROKEN:
        return frozenset()


def check(path: Path, limits: Limits) -> None:
    """Raises Unreadable: `damaged`, or `bomb` where the streams claim more bytes together than the file has.

    Streams that share their sectors come out many times.
    """
    try:
        with olefile.OleFileIO(path) as ole:
            sizes = [entry.size for entry in ole.direntries if entry is not None and entry.entry_type == 2]
    except BROKEN as error:
        raise Unreadable("damaged", "The mail is damaged and cannot be opened.", NEW_COPY) from error
    if len(sizes) > 20 * limits.members:
        raise Unreadable("bomb", f"The mail has {len(sizes):,} parts, more than are opened.")
    if sum(sizes) > 2 * path.stat().st_size:
        raise Unreadable("bomb", "The mail's parts share their bytes, as in bombs that overlap.")
