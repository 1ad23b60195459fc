"""A disk that is full: what found no room on it is quarantined for that, and the run goes on without it.

A file of a bundle may be the one that fills the disk; what it left half written is removed, and the next may fit.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.errors import Unreadable

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""Errors of a disk, an account's share of it, or a file on it, that may grow no more."""


def is_full(error: OSError) -> bool:
    """Whether the error says that there is no room left."""
    return error.errno in FULL


def no_room() -> Unreadable:
    """The fault of what could not be read for want of room."""
    return Unreadable(
        "no-space",
        "The disk had no room left to open it: free some space, or set TMPDIR to a folder with more, and run it again.",
    )


@contextmanager
def in_want_of_room() -> Iterator[None]:
    """Turns a full disk into the fault of what is being written; other errors pass."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise no_room() from error
        raise
