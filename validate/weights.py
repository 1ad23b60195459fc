"""Weights compared in grams, exactly: units converted, rounding in the last printed digit, tolerance by goods."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Literal

from extract.lexicon import fold
from extract.model import Field
from validate.custody.units import fold_unit, grams
from validate.numbers import misread_amount
from validate.policy import Band, Policy

CARAT = Decimal("0.2")
"""Grams in a metric carat."""

MOST = Decimal(10) ** 15
"""No amount on a paper is as large as this."""

MOIST = Decimal("0.15")
"""Most water that a wet weight is taken to bear: concentrates are shipped with up to 12 % (IMSBC Code, transportable
moisture limits of mineral concentrates), crushed ores with a little more."""

_DRY = re.compile(r"\b(?:dmt|dry|sec|secs|seche|seches|seco|secos|seca|secas)\b")
_WET = re.compile(r"\b(?:wmt|wet|humides?|hum[ei]d[oa]s?|umid[oa]s?)\b")

Kind = Literal["diamond", "precious", "bulk", "gross"]


class Closeness(Enum):
    """How far two amounts lie apart."""

    EQUAL = "equal"  # but for rounding
    WITHIN = "within tolerance"
    WATER = "a dry weight below one of unstated state, by no more than water"
    NEAR = "beyond tolerance"  # a person decides
    FAR = "far beyond tolerance"


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight: `mass` in grams, `digit` the size of one unit in its last printed digit, in grams."""

    mass: Decimal
    digit: Decimal
    dry: bool | None = None


def decimal(text: object) -> Decimal | None:
    """The amount that a field's plain decimal text states; None for anything else."""
    if not isinstance(text, str | int):
        return None
    try:
        number = Decimal(str(text))
    except InvalidOperation:
        return None
    # Beyond this no figure on a paper is an amount, and exact arithmetic would lose digits.
    return number if number.is_finite() and abs(number) < MOST and round(number, 9) == number else None


def last_place(number: Decimal) -> Decimal:
    """One unit in the last digit written: 0.01 for 12.30, 1 for 1200."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)


def weight(field: Field, unit: str | None = None) -> Weight | None:
    """The weight that a field states; None where it states none, or in a unit that is none of mass.

    Dry and wet weights are told by the unit (dmt, wmt) or by the words of the label.
    """
    found = weigh(field.value, field.unit or unit)
    if found is None or found.dry is not None:
        return found
    said = fold(f"{field.label or ''} {field.raw}")
    dry, wet = _DRY.search(said) is not None, _WET.search(said) is not None
    return found if dry is wet else replace(found, dry=dry)


def weigh(value: object, unit: str | None) -> Weight | None:
    """The weight that a decimal text and a unit state."""
    number = decimal(value)
    if number is None or unit is None:
        return None
    factor = grams(Decimal(1), unit)
    if factor is None:
        return None
    word = unit.strip().lower()
    dry = True if word.startswith(("dmt", "dry")) else False if word.startswith(("wmt", "wet")) else None
    return Weight(number * factor, last_place(number) * factor, dry)


def share(left: Decimal, right: Decimal) -> Decimal:
    """The difference as a share of the larger of the two (0 for two zeros)."""
    larger = max(abs(left), abs(right))
    return abs(left - right) / larger if larger else Decimal(0)


def closeness(left: Weight, right: Weight, kind: Kind, policy: Policy) -> Closeness:
    """Compares two weights under the policy's tolerance for this kind of goods.

    Equal where they differ by no more than the rounding of the coarser one's last printed digit. Weights of unlike
    state (dry, wet) are not comparable and count as equal.
    """
    if left.dry is not None and right.dry is not None and left.dry != right.dry:
        return Closeness.EQUAL
    apart = abs(left.mass - right.mass)
    coarse, fine = max(left.digit, right.digit), min(left.digit, right.digit)
    # A coarser figure may have been cut instead of rounded; figures of one precision must be equal but for tolerance.
    if apart == 0 or (coarse > fine and apart < coarse):
        return Closeness.EQUAL
    band: Band = getattr(policy.weight, kind)
    if apart <= band.absolute * (CARAT if kind == "diamond" else 1) or share(left.mass, right.mass) <= band.agree:
        return Closeness.WITHIN
    lighter, heavier = sorted((left, right), key=lambda each: each.mass)
    if lighter.dry and heavier.dry is None and share(left.mass, right.mass) <= MOIST:
        return Closeness.WATER
    return Closeness.NEAR if share(left.mass, right.mass) <= band.review else Closeness.FAR


def misread(left: Field, right: Field, unit: str | None = None) -> bool:
    """Whether two weights differ only as a misreading makes them differ, once stated in one unit and precision."""
    a, b = weight(left, unit), weight(right, unit)
    if a is None or b is None:
        return False
    for one, number, other in ((a, left, b), (b, right, a)):
        stated = decimal(number.value)
        if stated and one.mass:
            there = other.mass / (one.mass / stated)
            if abs(there) < MOST and misread_amount(str(stated), str(there.quantize(last_place(stated)))):
                return True
    return False


def said(field: Field) -> str:
    """The weight as the document states it, with its unit."""
    unit = fold_unit(field.unit) if field.unit else ""
    return f"{field.value} {unit}".strip()
