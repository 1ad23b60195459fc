"""The tables and lists that a run judges by: those shipped, the user's own in their place, and sanctions lists."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from validate.reference import Reference
from validate.sanctions import SanctionsList, load_list


def tables(own: Path | None = None, lists: Sequence[Path] = ()) -> Reference:
    """The reference tables with those of the folder `own` in their place, and the sanctions lists of these files.

    Raises BrokenTable for a table, SanctionsFault for a list that cannot be used: nothing is judged by half of them.
    """
    return Reference.load(own).screening(_list(path, *_state(path)) for path in lists)


def _state(path: Path) -> tuple[int, int]:
    """Size and time of change: a file that was replaced is read anew."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


@lru_cache(maxsize=16)
def _list(path: Path, size: int, changed: int) -> SanctionsList:
    return load_list(path)


def paths_in(setting: str | None) -> tuple[Path, ...]:
    """The files that a setting lists, parted as `PATH` is."""
    return tuple(Path(part) for part in (setting or "").split(os.pathsep) if part.strip())
