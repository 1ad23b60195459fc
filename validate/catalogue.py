"""The catalogue of checks: every one is a rule under its own id, or is listed with why no rule decides it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

from validate.model import Severity

HeldBy = Literal["rule", "papers", "program", "process", "records"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One check of the catalogue. `severity` is the catalogue's: `block`, `warn` or `info`.

    `held_by` says what decides it: a `rule`; nothing, as `papers` cannot show it; the `program` itself, elsewhere than
    in a rule; the house's `process`; or `records`, where custody records are not yet checked for it. `reason` says why
    no rule decides it, and for a rule why its severity is another than the catalogue's (empty where it is not).
    `example` is a failure in a few words.
    """

    id: str
    group: str
    title: str
    severity: str
    held_by: HeldBy
    reason: str
    example: str = ""


AS_RULES: dict[str, Severity] = {"block": "block", "warn": "review", "info": "info"}
"""What the catalogue's severities are as findings, where nothing speaks for another."""


@lru_cache(maxsize=1)
def catalogue() -> tuple[Entry, ...]:
    """Every check of the catalogue, in its order."""
    text = resources.files("validate").joinpath("catalogue.csv").read_text(encoding="utf-8")
    return tuple(
        Entry(r["id"], r["group"], r["title"], r["severity"], r["held_by"], r["reason"], r["example"])  # type: ignore[arg-type]  # held by a test
        for r in csv.DictReader(text.splitlines())
    )


def not_from_papers() -> tuple[Entry, ...]:
    """The checks that papers cannot decide: a passport says that they were not made."""
    return tuple(entry for entry in catalogue() if entry.held_by == "papers")
