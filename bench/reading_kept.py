"""Readings of pages kept in a folder, so that what takes long can be done in pieces and done again.

A reading is kept under the page's name and channel and the state of all that it depends on: the engines' versions, the
source of the reader and of the channels. With any of these changed the page is read anew.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bench
import ingest
from ingest.versions import versions


def reader_state() -> str:
    """A digest of the reader: its source and its engines, and the channels by which pages arrive.

    The weights of `ingest.certainty` are no part of it: what words rest on does not depend on them.
    """
    digest = hashlib.sha256(json.dumps(versions(), sort_keys=True).encode())
    ways = [Path(bench.__path__[0]) / f"{name}.py" for name in ("reading", "reading_channels", "reading_wear")]
    for file in [*sorted(Path(ingest.__path__[0]).glob("*.py")), *ways]:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


class Kept:
    """A folder of readings as JSON; with none given nothing is kept. After `seconds` no more is read."""

    def __init__(self, folder: Path | None, seconds: float | None = None) -> None:
        self._folder = folder / reader_state() if folder is not None else None
        self._until = time.monotonic() + seconds if seconds is not None else None
        self.left = 0

    def reading(self, name: str, make: Callable[[], Any]) -> Any:
        """The reading kept under this name, or made now and kept; None, counted in `left`, where the time is over."""
        file = None
        if self._folder is not None:
            file = self._folder / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.json"
            if file.is_file():
                return json.loads(file.read_text(encoding="utf-8"))
        if self._until is not None and time.monotonic() > self._until:
            self.left += 1
            return None
        made = json.loads(json.dumps(make()))
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            partial = file.with_suffix(".part")
            partial.write_text(json.dumps(made), encoding="utf-8")
            partial.replace(file)
        return made
