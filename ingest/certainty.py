"""How sure a merged word is: what both readers said of it, weighed as it was learned on pages with truth.

The weights are data (`data/certainty.json`), written by `python -m bench.reading_certainty`, which says on which pages.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Literal, NamedTuple, get_args

Kind = Literal["same", "accents", "case", "first", "second", "first-alone", "second-alone", "unseen"]
"""How a word was settled: both read the same; they differ in accents, or in capitals; PP-OCR is believed against
Tesseract, or Tesseract against it; one alone has read anything there; PP-OCR has seen no text there at all."""

KINDS: tuple[Kind, ...] = get_args(Kind)

LIMITS = (0.02, 0.9995)
"""What a reader says of itself counts within these: beyond them it says nothing more."""

TOP = 0.9995
"""No word is surer than this."""


DISPUTED = 0.94
"""No word is surer than this over which the readers differ: such words are few, and a wrong digit must not pass."""


class Basis(NamedTuple):
    """What a word's confidence rests on: how it was settled, and how sure each reader said it was (0..1; 0: silent)."""

    kind: Kind
    first: float
    second: float


def features(basis: Basis, text: str) -> tuple[float, ...]:
    """The numbers that are weighed: one, both readers' log-odds, and whether the word is one that is misread easily."""
    digits = any(map(str.isdigit, text))
    mixed = digits and any(map(str.isalpha, text))
    signs = sum(map(str.isalnum, text))
    return (
        1.0,
        log_odds(basis.first) if basis.first else 0.0,
        log_odds(basis.second) if basis.second else 0.0,
        float(digits),
        float(mixed),
        float(signs <= 2),
        float(signs == 0),
    )


def chance(basis: Basis, text: str, weights: Mapping[Kind, Sequence[float]] | None = None) -> float:
    """How often such a word was right, 0..1, by the weights in use or by others."""
    own = (weights or _weights())[basis.kind]
    odds = sum(weight * value for weight, value in zip(own, features(basis, text), strict=True))
    top = DISPUTED if basis.kind in ("first", "second") else TOP
    return min(top, 1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))))


def log_odds(share: float) -> float:
    share = min(max(share, LIMITS[0]), LIMITS[1])
    return math.log(share / (1 - share))


@functools.cache
def _weights() -> dict[Kind, tuple[float, ...]]:
    data = json.loads(resources.files("ingest").joinpath("data/certainty.json").read_text(encoding="utf-8"))
    return {kind: tuple(float(weight) for weight in data["weights"][kind]) for kind in KINDS}
