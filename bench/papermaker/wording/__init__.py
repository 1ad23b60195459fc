"""What the papers say around their values, in four languages, read from the tables beside this module.

The family `listed` labels its values with the wordings that another writer listed (`bench/wordings`), blind to the
product and to these tables; what that list lacks is worded as for the family `test`.
"""

from __future__ import annotations

import csv
import random
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bench.papermaker.facts import TYPES

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
    return words if family in ("test", "listed") else words[: max(1, -(-len(words) * 2 // 3))]


@cache
def listed(language: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """What another writer listed in a language: kind of paper and key of a label, or of a column, to wordings."""
    kinds = {name: kind for kind, name in TYPES.items()}
    parties = {"exporter_name": "exporter", "importer_name": "importer"}
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, prefix in (("labels", ""), ("headers", "col:")):
        path = Path(__file__).parents[2] / "wordings" / f"{name}_{language}.tsv"
        with path.open(encoding="utf-8", newline="") as file:
            for kind, field, wording, *_ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                found[kinds[kind], prefix + parties.get(field, field)].append(wording)
    return {key: tuple(words) for key, words in found.items()}


def choose_label(key: str, kind: str, language: str, family: str, rng: random.Random) -> str:
    """One wording of a label that the family may use."""
    if family == "listed":
        base = key if key.startswith("col:") else key.partition(":")[0]
        words = listed(language).get((kind.partition(":")[0], base))
        if words:
            return rng.choice(words)
    return rng.choice(usable(wordings(key, kind, language), family))
