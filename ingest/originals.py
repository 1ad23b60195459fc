"""The content-addressed store of originals: each file once, under its SHA-256, never written again."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1024 * 1024


class Originals:
    """Originals in `folder`, each as `ab/abcdef…` (the first two hex digits of its SHA-256, then all of it).

    A file is complete or absent: bytes are written to a temporary file beside it, synced to disk, made read-only
    and renamed into place. Putting the same bytes again is harmless and leaves the first copy as it is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the original with this digest lies (or would lie)."""
        return self.folder / sha256[:2] / sha256

    def __contains__(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def put(self, source: BinaryIO | Path) -> tuple[str, int]:
        """Keeps the bytes of a stream or a file; returns their SHA-256 (hex) and their number.

        Raises OSError when the source cannot be read or the disk is full; nothing half-written stays behind.
        """
        if isinstance(source, Path):
            with source.open("rb") as stream:
                return self._put(stream)
        return self._put(source)

    def take(self, path: Path) -> tuple[str, int]:
        """Keeps a file by moving it here, for which no room is needed; as `put`, and the file is gone.

        It must lie on the same disk, and nothing may write it any more. Raises OSError as `put` does.
        """
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            size = stream.tell()
            os.fsync(stream.fileno())
        self._settle(path, sha256)
        path.unlink(missing_ok=True)
        return sha256, size

    def _put(self, stream: BinaryIO) -> tuple[str, int]:
        self.folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        size = 0
        handle, name = tempfile.mkstemp(prefix=".incoming-", dir=self.folder)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            sha256 = digest.hexdigest()
            self._settle(temporary, sha256)
        finally:
            temporary.unlink(missing_ok=True)
        return sha256, size

    def _settle(self, whole: Path, sha256: str) -> None:
        """Moves a file that is whole and synced to its place, unless its bytes are there already."""
        target = self.path(sha256)
        if not target.is_file():
            target.parent.mkdir(exist_ok=True)
            whole.chmod(0o444)
            whole.replace(target)
            _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Makes a rename last through a power cut, where the system can sync folders."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows cannot open folders
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
