"""Folders for what is needed while something runs: gone afterwards, however it ended."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lotpass.errors import NoSpace

PREFIX = "lotpass-"
LOCK = "in-use"
"""A file in the folder that its maker holds locked while it lives: the system lets go of it even on kill -9."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder that only this user can read, removed at the end.

    Papers are confidential: what an earlier program that was killed has left behind is removed first. Raises NoSpace
    where no folder can be made.
    """
    _sweep(Path(tempfile.gettempdir()))
    try:
        folder = tempfile.TemporaryDirectory(prefix=PREFIX)
    except OSError as error:
        raise _no_space(error) from error
    with folder as name:
        inside = Path(name, "files")
        try:
            handle = _locked(Path(name))
            inside.mkdir()
        except OSError as error:
            raise _no_space(error) from error
        try:
            yield inside
        finally:
            os.close(handle)


def _locked(folder: Path) -> int:
    """The open lock of a folder. It gets its name only once it is locked, so that no other program finds it free."""
    unnamed = folder / f"{LOCK}.new"
    handle = os.open(unnamed, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        unnamed.rename(folder / LOCK)
    except OSError:
        os.close(handle)
        raise
    return handle


def _sweep(place: Path) -> None:
    """Removes this user's folders whose makers live no more; what cannot be removed is left alone."""
    for lock in place.glob(f"{PREFIX}*/{LOCK}"):
        if _is_orphan(lock):
            shutil.rmtree(lock.parent, ignore_errors=True)


def _is_orphan(lock: Path) -> bool:
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return False  # gone meanwhile, or another user's
    try:
        if os.fstat(handle).st_uid != os.getuid() or lock.parent.is_symlink():
            return False
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False  # its maker is at work
    finally:
        os.close(handle)
    return True


def _no_space(error: OSError) -> NoSpace:
    return NoSpace(Path(tempfile.gettempdir()), error, "Set TMPDIR to a folder that can be written.")
