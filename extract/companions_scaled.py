"""Weights whose point may part thousands or decimals: "21.150 KG" on one paper is the "21.150 t" of another.

Three digits behind one lone mark leave open which of the two is meant, and no other quantity of the page may tell. The
bundle's other papers do: where one states unmistakably a thousand times what was read, and none what was read, the mark
parts thousands, on the weights of the same form beside it and in the paper's rows too. A licence of "1.200 t" for a lot
of 480 t is read as one of 1 200 t, since it covers the lot so and not a hundredth of it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from extract.companions_fit import LIKELY, RECOGNISED
from extract.companions_pool import FAIRLY
from extract.model import Alternative, Document, Field

_WEIGHTS: Final = ("net_weight", "gross_weight")
_OPEN: Final = re.compile(r"(?<![\d.,'’ ])\d{1,3}([.,])\d{3}(?![\d.,])")
"""A number that one mark parts, three digits behind it."""
_KILOGRAMS: Final = {"g": Decimal("0.001"), "kg": Decimal(1), "t": Decimal(1000), "wmt": Decimal(1000)}
_SAME: Final = Decimal("0.001")  # share of a weight by which two statements of it may differ
_FAR: Final = 20  # times what a licence was read as that a lot weighs at the least, for the reading to be a wrong one
_PACKED: Final = Decimal("1.25")  # a gross weight at most, in net weights
RULE: Final = "thousands-as-on-"
"""How the rule of a weight begins that was settled so; the id of the paper that settled it follows."""


def scaled(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, such weights read as the others' tell; all else as it was."""
    return tuple(_settled(document, documents) for document in documents)


def _settled(document: Document, documents: Sequence[Document]) -> Document:
    found: dict[str, Field] = {}
    if (permitted := _permitted(document, documents)) is not None:
        return document.model_copy(update={"fields": {**document.fields, permitted.name: permitted}})
    for name in _WEIGHTS:
        stated = document.fields.get(name)
        if stated is None or not _is_open(stated):
            continue
        told = _told(name, stated, document, documents)
        if told is None and found:  # its neighbour was settled, and is written alike
            told = (next(iter(found.values())).rule or "").removeprefix(RULE), LIKELY
        if told is not None:
            found[name] = _thousandfold(stated, told)
    if not found:
        return document
    first = next(iter(found.values()))
    source = (first.rule or "").removeprefix(RULE)
    lines = tuple(
        {
            name: _thousandfold(one, (source, LIKELY)) if name in _WEIGHTS and _is_open(one) else one
            for name, one in line.items()
        }
        for line in document.lines
    )
    return document.model_copy(update={"fields": {**document.fields, **found}, "lines": lines})


def _permitted(document: Document, documents: Sequence[Document]) -> Field | None:
    """The quantity of a licence, read as thousands where it is far below every lot's weight and covers it so."""
    stated = document.fields.get("licensed_quantity")
    if stated is None or stated.unit not in _KILOGRAMS or not _is_open(stated, stated.unit):
        return None
    read = Decimal(str(stated.value)) * _KILOGRAMS[stated.unit]
    shipped = list(_unmistakable("net_weight", document, documents))
    if not shipped or any(not _FAR * read < weight <= 1000 * read for _, weight in shipped):
        return None
    return _thousandfold(stated, (shipped[0][0], LIKELY))


def _is_open(stated: Field, unit: str = "kg") -> bool:
    """Whether a weight in this unit was read as decimals of a number that may be thousands."""
    if stated.status != "read" or stated.unit != unit or not isinstance(stated.value, str):
        return False
    match = _OPEN.search(stated.raw)
    return match is not None and Decimal(re.sub(r"[.,]", "", match[0])) == 1000 * Decimal(stated.value)


def _told(name: str, stated: Field, document: Document, documents: Sequence[Document]) -> tuple[str, float] | None:
    """The paper that states a thousand times as much, and how sure the weight is then; None where none does."""
    read = Decimal(str(stated.value))
    for other, weight in _unmistakable(name, document, documents):
        if abs(1000 * read - weight) <= _SAME * weight:
            return other, RECOGNISED
        if abs(read - weight) <= _SAME * weight:
            return None
    if name == "gross_weight":
        for other, weight in _unmistakable("net_weight", document, documents):
            if weight <= 1000 * read <= _PACKED * weight:
                return other, LIKELY
    return None


def _unmistakable(name: str, document: Document, documents: Sequence[Document]) -> Iterator[tuple[str, Decimal]]:
    """What other papers state for a weight, in kilograms, in figures that leave nothing open."""
    for other in documents:
        field = other.fields.get(name)
        if other.id == document.id or field is None or field.status not in ("read", "corrected"):
            continue
        if field.confidence < FAIRLY or not isinstance(field.value, str) or field.unit is None or _is_open(field):
            continue
        if field.unit in _KILOGRAMS:
            yield other.id, Decimal(field.value) * _KILOGRAMS[field.unit]


def _thousandfold(stated: Field, told: tuple[str, float]) -> Field:
    kept = Alternative(
        value=stated.value or "", unit=stated.unit, raw=stated.raw, score=stated.confidence, evidence=stated.evidence
    )
    value = f"{1000 * Decimal(str(stated.value)):f}".partition(".")[0]
    update = {"value": value, "confidence": told[1], "rule": f"{RULE}{told[0]}", "alternatives": (kept,)}
    return stated.model_copy(update=update)
