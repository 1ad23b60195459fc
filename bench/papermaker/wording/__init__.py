"""What the papers say around their values, in four languages, read from the tables beside this module."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from pathlib import Path

Table = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Wordings by key and language, the usual ones first."""


def _read(name: str) -> Table:
    raw = tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return {
        key: {language: tuple(w.strip("\n") for w in words) for language, words in languages.items()}
        for key, languages in raw.items()
    }


LABELS = _read("labels.toml")
TITLES = _read("titles.toml")
GOODS = _read("goods.toml")
PACKINGS = _read("packings.toml")
SENTENCES = _read("sentences.toml")


def wordings(key: str, kind: str, language: str) -> tuple[str, ...]:
    """All wordings of a label on a kind of paper: its own ones if it has any, else the general ones."""
    return LABELS.get(f"{key}@{kind}", {}).get(language) or LABELS[key][language]


def usable(words: tuple[str, ...], family: str) -> tuple[str, ...]:
    """The wordings that a family may use.

    The last third of each list is kept from papers meant for fitting, so that a test meets words never seen.
    """
    return words if family == "test" else words[: max(1, -(-len(words) * 2 // 3))]


def choose_label(key: str, kind: str, language: str, family: str, rng: random.Random) -> str:
    """One wording of a label that the family may use."""
    return rng.choice(usable(wordings(key, kind, language), family))
