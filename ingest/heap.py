"""Memory that C libraries freed and the process still holds: kept while a page is read, then given back to the system.

A page's pictures are made and dropped by the dozen. Where each is fetched from the system anew and returned at once, as
glibc does with pieces of over 128 kB, clearing its memory takes longer than what is done in it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
"""Names of glibc's parameters (mallopt(3)): from how many bytes a piece is fetched by itself and returned at once, and
how many freed bytes at the heap's end are kept."""

KEPT = 32 * 1024 * 1024
"""Bytes of the largest piece that is kept, the most that glibc allows: a page at 300 dpi in colour takes 26 million."""


def _function(name: str) -> Callable[..., int] | None:
    """A function of the C library; None on systems whose library has none of the name."""
    found: Callable[..., int] | None = getattr(ctypes.CDLL(None), name, None)
    return found


_trim, _set = _function("malloc_trim"), _function("mallopt")


def keep() -> None:
    """From now on this process keeps what it frees until `give_back`: for processes that read page after page."""
    if _set is not None and _trim is not None:
        _set(_MMAP_THRESHOLD, KEPT)
        _set(_TRIM_THRESHOLD, 2**31 - 1)


def give_back() -> None:
    """Gives back what was freed: pictures and the engines' layers leave 200 MB of holes after a page."""
    if _trim is not None:
        _trim(0)
