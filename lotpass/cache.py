"""What was read before, kept by the digest of the bytes and of all that read them, so that it is not read again.

An entry is a convenience and nothing rests on it: one that is missing, torn or altered is read anew. Failures are never
kept: they may have come of a busy machine.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
import time
import zlib
from contextlib import suppress
from pathlib import Path

MARK = b"lotpass-cache/1"
"""How an entry begins; then follow its key and the SHA-256 of its packed content."""

KEPT_SHARE = 0.8
"""Share of the allowed size that is left when entries are cleared, so that not every run has to clear."""

LEFT_FREE = 100_000_000
"""Bytes of the disk that entries leave free: the papers themselves may have to be unpacked on it."""

DRAFT = ".incoming-"
DRAFT_SECONDS = 3600.0
"""Age from which a half-written entry is a dead program's."""


class Cache:
    """Entries in `folder`, at most `most` bytes of them; `version` names everything that makes their contents.

    Safe for several runs at once: an entry appears whole or not at all, and is checked each time it is used.
    """

    def __init__(self, folder: Path, most: int, version: str) -> None:
        self.folder = folder
        self._most = most
        self._version = version
        self._fresh = False
        self.trouble: OSError | None = None

    def get(self, *what: str | int) -> bytes | None:
        """The content kept for `what`; None if there is none, or none that is whole."""
        key = self._key(what)
        path = self._path(key)
        try:
            head, _, packed = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if head == self._head(key, packed):
            with suppress(zlib.error):
                content = zlib.decompress(packed)
                with suppress(OSError):  # a folder that can only be read is still of use
                    os.utime(path)
                return content
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return None

    def put(self, content: bytes, *what: str | int) -> None:
        """Keeps the content for `what`. A disk that is full or closed is noted in `trouble`, and harms nothing."""
        key = self._key(what)
        path = self._path(key)
        packed = zlib.compress(content, 1)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # what papers say is no one else's
            if shutil.disk_usage(self.folder).free < LEFT_FREE + len(packed):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            path.parent.mkdir(exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(prefix=DRAFT, dir=self.folder)
            draft = Path(name)
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(self._head(key, packed) + b"\n" + packed)
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)
        except OSError as error:
            self.trouble = error
        else:
            self._fresh = True

    def clear_old(self) -> None:
        """Removes what was not used for longest, where more is kept than allowed; does nothing after a run that kept
        nothing new."""
        if not self._fresh:
            return
        entries: list[tuple[float, int, Path]] = []
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = Path(folder) / name
                with suppress(OSError):  # another run may have cleared it
                    found = path.stat()
                    if name.startswith(DRAFT):
                        if found.st_mtime < time.time() - DRAFT_SECONDS:
                            path.unlink(missing_ok=True)
                        continue
                    entries.append((found.st_mtime, found.st_size, path))
        total = sum(size for _, size, _ in entries)
        if total <= self._most:
            return
        for _, size, path in sorted(entries):
            if total <= KEPT_SHARE * self._most:
                break
            with suppress(OSError):
                path.unlink(missing_ok=True)
            total -= size

    def _key(self, what: tuple[str | int, ...]) -> str:
        return hashlib.sha256("\0".join([self._version, *map(str, what)]).encode()).hexdigest()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key

    @staticmethod
    def _head(key: str, packed: bytes) -> bytes:
        return b" ".join((MARK, key.encode(), hashlib.sha256(packed).hexdigest().encode()))
