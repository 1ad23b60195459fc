"""Oxides as assays write them (Ta2O5, U3O8, SnO2), which print makes look as if their oxygen were a nought.

No letter of a formula may be a figure and none of its figures a letter, so what looks the same is settled by chemistry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Word

OXIDES = (
    *("Ta2O5", "Nb2O5", "SnO2", "ThO2", "TiO2", "ZrO2", "HfO2", "SiO2", "CeO2", "MnO2", "GeO2"),
    *("Al2O3", "Fe2O3", "Fe3O4", "Cr2O3", "Mn3O4", "Sc2O3", "La2O3", "Nd2O3", "Pr6O11", "Sm2O3", "Eu2O3", "Gd2O3"),
    *("Tb4O7", "Dy2O3", "Ho2O3", "Er2O3", "Yb2O3", "Lu2O3", "Sb2O3", "Bi2O3", "MoO3", "Li2O", "Na2O"),
    *("U3O8", "UO2", "UO3", "WO3", "V2O5", "P2O5", "Y2O3", "K2O"),
)
"""Oxides by which the contents of ores and concentrates are stated (usage of assay laboratories)."""

_SHORT = frozenset(oxide for oxide in OXIDES if not oxide[1].islower())
"""Those of elements with one letter: by themselves they may as well be a code, such as a room's number U308."""

_SHARES = 3
"""How many words before or behind a formula a per cent sign stands that states its share."""

_EDGES = re.compile(r"^([(\[]*)(.*?)([)\].,:;%]*)$")


def is_oxide(text: str) -> bool:
    """Whether a word, brackets and stops at its ends left out, is an oxide as it is spelt."""
    match = _EDGES.match(text)
    return match is not None and match[2] in OXIDES


def _looks(text: str) -> str:
    """The text with what looks alike in print folded."""
    return text.replace("o", "0").replace("O", "0")


def _bars(text: str) -> str:
    """The same, the small l of aluminium and lutetium with it."""
    return _looks(text).replace("l", "1").replace("I", "1")


_BY_LOOKS = {_looks(oxide): oxide for oxide in OXIDES}
_BY_BARS = {_bars(oxide): oxide for oxide in OXIDES if _bars(oxide) != _looks(oxide)}


def spelt(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with those that look like an oxide spelt as one.

    Oxides of elements with one letter, and those with a small l read as a figure, are taken for such only on a page
    that names another oxide, or beside a per cent sign.
    """
    found = {index: parts for index, word in enumerate(words) if (parts := _oxide(word.text)) is not None}
    assay = any(not codelike for _, _, _, codelike in found.values())
    out = list(words)
    for index, (before, oxide, after, codelike) in found.items():
        near = words[max(0, index - _SHARES) : index + _SHARES + 1]
        if assay or not codelike or any("%" in word.text for word in near):
            out[index] = replace(words[index], text=f"{before}{oxide}{after}")
    return tuple(out)


def _oxide(text: str) -> tuple[str, str, str, bool] | None:
    """What stands before, the oxide that the text looks like, what stands after it, and whether it may be a code."""
    match = _EDGES.match(text)
    if match is None:
        return None
    oxide = _BY_LOOKS.get(_looks(match[2]))
    if oxide is not None:
        return match[1], oxide, match[3], oxide in _SHORT
    oxide = _BY_BARS.get(_bars(match[2]))
    return (match[1], oxide, match[3], True) if oxide is not None else None
