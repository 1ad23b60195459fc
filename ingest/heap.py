"""Memory that C libraries freed and the process still holds: kept for the next picture and page, within bounds.

A page's pictures are made and dropped by the dozen, and the engines' layers take 120 MB anew for each page. Where each
is fetched from the system anew and returned at once, as glibc does with pieces of over 128 kB, clearing its memory
takes longer than what is done in it.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from pathlib import Path

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
"""Names of glibc's parameters (mallopt(3)): from how many bytes a piece is fetched by itself and returned at once, and
how many freed bytes at the heap's end are kept."""

KEPT = 32 * 1024 * 1024
"""Bytes of the largest piece that is kept, the most that glibc allows: a page at 300 dpi in colour takes 26 million."""


MOST = 610_000_000
"""Bytes that a process may hold between two pages without giving any back: what pages at 200 dpi leave. A page's own
needs come out of what is kept, so that holding it hardly raises the most that is ever held."""

LARGE = 5_000_000
"""Pixels of a picture for which room is made: a page at 200 dpi has 4 million, and needs no more than is kept."""

BEFORE_LARGE = 450_000_000
"""Bytes held above which memory is given back for it: the finder's layers take 120 million, its own copies as much,
and a worker is to stay under 700."""


BEFORE_AGAIN = 590_000_000
"""Bytes held above which memory is given back before lines are sought again on a page made level: the finder's layers
find no place among what levelling left."""


def _function(name: str) -> Callable[..., int] | None:
    """A function of the C library; None on systems whose library has none of the name."""
    found: Callable[..., int] | None = getattr(ctypes.CDLL(None), name, None)
    return found


_STATM = Path("/proc/self/statm")
_trim, _set = _function("malloc_trim"), _function("mallopt")


def keep() -> None:
    """From now on this process keeps what it frees until `give_back`: for processes that read page after page."""
    if _set is not None and _trim is not None:
        _set(_MMAP_THRESHOLD, KEPT)
        _set(_TRIM_THRESHOLD, 2**31 - 1)


def give_back(above: int = 0) -> None:
    """Gives back what was freed, if the process holds more than so many bytes in all."""
    if _trim is not None and (above == 0 or held() > above):
        _trim(0)


def make_room(pixels: int) -> None:
    """Gives back what was freed, if much is held and a large picture, of so many pixels, comes to be worked on."""
    if pixels > LARGE:
        give_back(BEFORE_LARGE)


def make_room_again() -> None:
    """Gives back what was freed, if so much is held that the finder's layers would pass the most that is ever held."""
    give_back(BEFORE_AGAIN)


def held() -> int:
    """Bytes of memory that this process holds (resident, proc(5)); 0 where the system does not say."""
    try:
        pages = _STATM.read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
