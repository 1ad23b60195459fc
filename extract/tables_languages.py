"""Headings in two languages, a stroke between them: "Total quilates / Carat weight", "Quant. (t úmida / WMT)"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extract.lexicon import fold

WEIGHTS: Final = frozenset(("carat_weight", "net_weight", "gross_weight", "licensed_quantity"))
_MEASURED: Final = WEIGHTS | {"value"}
_STROKE: Final = " / "
_SIDES: Final = 2


def named_twice(text: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The columns that both sides of a stroke head, each as it stands; `names` are those of folded wordings."""
    sides = [names.get(fold(side)) for side in text.split(_STROKE)]
    if len(sides) != _SIDES or sides[0] is None or sides[1] is None:
        return ()
    return tuple(name for name in sides[0] if name in sides[1])


def says_twice(text: str, names: Mapping[str, tuple[str, ...]], *, measured: bool) -> bool:
    """Whether the other side of a stroke is the same in another language, and no rate: "Quilates / Carats".

    `measured` says that the heading is a weight's and of no money: there a stroke between spaces parts languages.
    """
    if measured and _STROKE in text:
        return True
    before, _, behind = text.partition("/")
    both = [set(names.get(fold(part), ())) & _MEASURED for part in (before, behind)]
    return bool(both[0] & both[1])
