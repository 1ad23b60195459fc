"""Invented names, read from `names.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

_RAW = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))

CARRIERS_AIR: tuple[str, ...] = tuple(_RAW["carriers_air"])
CARRIERS_SEA: tuple[str, ...] = tuple(_RAW["carriers_sea"])
LABORATORIES: tuple[str, ...] = tuple(_RAW["laboratories"])
SIGNATORIES: tuple[str, ...] = tuple(_RAW["signatories"])
COOPERATIVES: tuple[str, ...] = tuple(_RAW["cooperatives"])
COOPERATIVE_NAMES: tuple[str, ...] = tuple(_RAW["cooperative_names"])
AGENTS: tuple[str, ...] = tuple(_RAW["agents"])
VESSELS: tuple[str, ...] = tuple(_RAW["vessels"])
ACTIVITIES: dict[str, dict[str, tuple[str, ...]]] = {
    use: {language: tuple(words) for language, words in languages.items()}
    for use, languages in _RAW["activities"].items()
}
"""What companies call their trade, by use and language."""
