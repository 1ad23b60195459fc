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

_EDGES = re.compile(r"^([(\[]*)(.*?)([)\].,:;%]*)$")


def _looks(text: str) -> str:
    """The text with what looks alike in print folded."""
    return text.replace("o", "0").replace("O", "0")


_BY_LOOKS = {_looks(oxide): oxide for oxide in OXIDES}


def spelt(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with those that look like an oxide spelt as one.

    Oxides of elements with one letter are taken for such only on a page that names another oxide.
    """
    found = {index: parts for index, word in enumerate(words) if (parts := _oxide(word.text)) is not None}
    assay = any(oxide not in _SHORT for _, oxide, _ in found.values())
    out = list(words)
    for index, (before, oxide, after) in found.items():
        if assay or oxide not in _SHORT:
            out[index] = replace(words[index], text=f"{before}{oxide}{after}")
    return tuple(out)


def _oxide(text: str) -> tuple[str, str, str] | None:
    """What stands before, the oxide that the text looks like, and what stands after it."""
    match = _EDGES.match(text)
    if match is None:
        return None
    oxide = _BY_LOOKS.get(_looks(match[2]))
    return (match[1], oxide, match[3]) if oxide is not None else None
