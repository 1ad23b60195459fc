"""The word tables that the value grammars stand on, from the package's own data folder."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `extract/data/<name>.csv`, every cell as text (`NA` is Namibia)."""
    text = (files("extract") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(dict(row) for row in csv.DictReader(text.splitlines()))
