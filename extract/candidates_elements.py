"""Grades in a table of elements: which row is the commodity's own, and the unit that its column shares.

An assay lists the element that the goods are sold by among the impurities. `grade_elements.csv` says which it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.candidates import Candidate
from extract.doctype import ValueKind
from extract.values import Context, parse
from extract.values.folding import key
from extract.values.minerals import mineral_of_hs
from extract.values.tables import rows

_IMPURITIES = frozenset(("fe", "as", "s", "p", "mo", "sio2", "al2o3", "tio2", "bi", "u3o8", "tho2", "moisture"))
_TOLD = 0.5  # score from which a description is believed to tell the commodity


@cache
def _elements() -> dict[str, tuple[str, ...]]:
    """The elements that a commodity is sold by, the usual one first, with their names."""
    return {
        row["mineral"]: tuple(word for element in row["elements"].split("|") for word in key(element).split(" "))
        for row in rows("grade_elements")
    }


@cache
def _symbols() -> frozenset[str]:
    return frozenset[str]().union(*_elements().values()) | {
        "fe",
        "as",
        "s",
        "p",
        "pb",
        "zn",
        "mo",
        "si02",
        "sio2",
        "bi",
        "sb",
    }


def weigh_elements(candidates: Sequence[Candidate], context: Context) -> list[Candidate]:
    """The candidates with those for a grade weighed by whether their row is the commodity's element."""
    grades = [one for one in candidates if one.spec.name == "grade" and _symbol(one) is not None]
    if not grades:
        return list(candidates)
    wanted = _wanted(candidates, context)
    units = {one.parsed.unit for one in grades if one.parsed.unit is not None}
    weighed: list[Candidate] = []
    for one in candidates:
        symbol = _symbol(one) if one.spec.name == "grade" else None
        if symbol is None:
            weighed.append(one)
            continue
        if one.parsed.unit is None and len(units) == 1:
            read = parse(ValueKind.PERCENT, one.region.text, replace(context, unit=next(iter(units))))
            if read is not None:
                one = replace(one, parsed=replace(read, rule=f"{read.rule}+unit-of-column"))
                one = one.weighed({"value_fit": read.score - 0.5})
        told = 0.0 if not wanted else 1.0 if symbol == wanted[0] else 0.6 if symbol in wanted else -1.0
        weighed.append(one.weighed({"element_of_goods": told}))
    return weighed


def _symbol(candidate: Candidate) -> str | None:
    if candidate.label is None:
        return None
    return next((word for word in key(candidate.label.text).split(" ") if word in _symbols()), None)


def _wanted(candidates: Sequence[Candidate], context: Context) -> tuple[str, ...]:
    """The elements that the goods are sold by, as far as description or HS code tell."""
    told = sorted(
        (one for one in candidates if one.spec.name in ("mineral", "goods_description") and one.score >= _TOLD),
        key=lambda one: -one.score,
    )
    for one in told:
        parsed = parse(ValueKind.MINERAL, one.region.text, context)
        if parsed is not None and isinstance(parsed.value, str) and parsed.value in _elements():
            return _elements()[parsed.value]
    for one in candidates:
        if one.spec.name == "hs_codes" and isinstance(one.parsed.value, tuple):
            for code in one.parsed.value:
                commodity = mineral_of_hs(code)
                if commodity in _elements():
                    return _elements()[commodity or ""]
    return ()
