"""Weights whose point may part thousands or decimals: "21.150 KG" on one paper is the "21.150 t" of another.

Three digits behind one lone mark leave open which of the two is meant, and no other quantity of the page may tell. The
bundle's other papers do: where one states unmistakably a thousand times what was read, and none what was read, the mark
parts thousands, on the weights of the same form beside it and in the paper's rows too; where one states a thousandth of
what was read, in figures of another form, and none what was read, it parts decimals: "11,578 kg" of gold is the
"11.578,0 g" of another paper. A licence of "1.200 t" for a lot of 480 t is read as one of 1 200 t, since it covers the
lot so and not a hundredth of it otherwise.
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
_LAST: Final = re.compile(r"\d([.,])\d+(?![\d.,])")
"""A number's decimals and the mark before them."""
_KILOGRAMS: Final = {"g": Decimal("0.001"), "kg": Decimal(1), "t": Decimal(1000), "wmt": Decimal(1000)}
_SAME: Final = Decimal("0.001")  # share of a weight by which two statements of it may differ
_FAR: Final = 20  # times what a licence was read as that a lot weighs at the least, for the reading to be a wrong one
_PACKED: Final = Decimal("1.25")  # a gross weight at most, in net weights
_RULES: Final = ("thousands-as-on-", "decimals-as-on-")
"""How the rule of a weight begins that was settled so; the id of the paper that settled it follows."""
_THOUSANDS: Final = Decimal(1000)
_DECIMALS: Final = Decimal("0.001")


def scaled(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, such weights read as the others' tell; all else as it was."""
    return tuple(_settled(document, documents) for document in documents)


def _settled(document: Document, documents: Sequence[Document]) -> Document:
    found: dict[str, Field] = {}
    if (permitted := _permitted(document, documents)) is not None:
        return document.model_copy(update={"fields": {**document.fields, permitted.name: permitted}})
    source, settled = "", Decimal(0)  # the paper that settles, and how many times as much a weight is
    for name in _WEIGHTS:
        stated = document.fields.get(name)
        times = _factor(stated) if stated is not None else None
        if stated is None or times is None or (found and times != settled):
            continue
        told = _told(name, stated, times, document, documents)
        if told is None and found:  # its neighbour was settled, and is written alike
            told = source, LIKELY
        if told is not None:
            found[name] = _times(stated, times, told)
            source, settled = source or told[0], times
    if not found:
        return document
    lines = tuple(
        {
            name: _times(one, settled, (source, LIKELY)) if name in _WEIGHTS and _factor(one) == settled else one
            for name, one in line.items()
        }
        for line in document.lines
    )
    return document.model_copy(update={"fields": {**document.fields, **found}, "lines": lines})


def _permitted(document: Document, documents: Sequence[Document]) -> Field | None:
    """The quantity of a licence, read as thousands where it is far below every lot's weight and covers it so; read as
    decimals where it is far above them, and they have decimals behind the same mark."""
    stated = document.fields.get("licensed_quantity")
    if stated is None or stated.unit not in _KILOGRAMS:
        return None
    if _is_open(stated, stated.unit, _THOUSANDS):
        return _with_decimals(stated, document, documents)
    if not _is_open(stated, stated.unit):
        return None
    read = Decimal(str(stated.value)) * _KILOGRAMS[stated.unit]
    shipped = list(_unmistakable("net_weight", document, documents))
    if not shipped or any(not _FAR * read < weight <= 1000 * read for _, weight in shipped):
        return None
    return _times(stated, _THOUSANDS, (shipped[0][0], LIKELY))


def _with_decimals(stated: Field, document: Document, documents: Sequence[Document]) -> Field | None:
    """The quantity of a licence with decimals: "25.000 kg" of gold, for a lot of "28.412 kg"."""
    read = Decimal(str(stated.value)) * _KILOGRAMS[stated.unit or "kg"]
    mark = _OPEN.search(stated.raw)
    shipped = [
        (other.id, field)
        for other in documents
        if other.id != document.id and (field := other.fields.get("net_weight")) is not None
        if field.status in ("read", "corrected") and field.unit in _KILOGRAMS and isinstance(field.value, str)
    ]
    weights = [Decimal(str(field.value)) * _KILOGRAMS[field.unit or "kg"] for _, field in shipped]
    if mark is None or not weights or any(not _FAR * one < read <= 1000 * _FAR * one for one in weights):
        return None
    alike = (name for name, field in shipped if (last := _LAST.search(field.raw)) is not None and last[1] == mark[1])
    source = next(alike, None)
    return None if source is None else _times(stated, _DECIMALS, (source, LIKELY))


def _factor(stated: Field) -> Decimal | None:
    """How many times as much a weight in kilograms is if its mark parts the other thing; None where nothing is open."""
    if _is_open(stated):
        return _THOUSANDS
    return _DECIMALS if _is_open(stated, parting=_THOUSANDS) else None


def _is_open(stated: Field, unit: str = "kg", parting: Decimal = Decimal(1)) -> bool:
    """Whether a weight in this unit was read as decimals of a number that may be thousands, or, where its mark was
    taken as `parting` thousands, the other way round."""
    if stated.status != "read" or stated.unit != unit or not isinstance(stated.value, str):
        return False
    match = _OPEN.search(stated.raw)
    return match is not None and Decimal(re.sub(r"[.,]", "", match[0])) * parting == 1000 * Decimal(stated.value)


def _told(
    name: str, stated: Field, times: Decimal, document: Document, documents: Sequence[Document]
) -> tuple[str, float] | None:
    """The paper that states so many times as much, and how sure the weight is then; None where none does."""
    read = Decimal(str(stated.value))
    plain = times == _DECIMALS
    for other, weight in _unmistakable(name, document, documents, plain=plain):
        if abs(times * read - weight) <= _SAME * weight:
            return other, RECOGNISED
        if abs(read - weight) <= _SAME * weight:
            return None
    if name == "gross_weight":
        for other, weight in _unmistakable("net_weight", document, documents, plain=plain):
            if weight <= times * read <= _PACKED * weight:
                return other, LIKELY
    return None


def _unmistakable(
    name: str, document: Document, documents: Sequence[Document], *, plain: bool = False
) -> Iterator[tuple[str, Decimal]]:
    """What other papers state for a weight, in kilograms, in figures that leave nothing open; with `plain` none whose
    mark was taken to part thousands."""
    for other in documents:
        field = other.fields.get(name)
        if other.id == document.id or field is None or field.status not in ("read", "corrected"):
            continue
        if field.confidence < FAIRLY or not isinstance(field.value, str) or field.unit is None or _is_open(field):
            continue
        if plain and _OPEN.search(field.raw) is not None:
            continue
        if field.unit in _KILOGRAMS:
            yield other.id, Decimal(field.value) * _KILOGRAMS[field.unit]


def _times(stated: Field, times: Decimal, told: tuple[str, float]) -> Field:
    """The weight so many times as much, what was read kept beside it."""
    kept = Alternative(
        value=stated.value or "", unit=stated.unit, raw=stated.raw, score=stated.confidence, evidence=stated.evidence
    )
    rule = _RULES[times == _DECIMALS]
    value = f"{times * Decimal(str(stated.value)):f}"
    value = value if times == _DECIMALS else value.partition(".")[0]
    update = {"value": value, "confidence": told[1], "rule": f"{rule}{told[0]}", "alternatives": (kept,)}
    return stated.model_copy(update=update)
