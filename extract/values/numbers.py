"""Numerals in all separators: 1,254.30  1 254,30  1.254,30  1'254.30  12,34,567.00, and what OCR makes of them.

One group of three digits after one separator (18.700) can be read two ways. Both are kept; how likely each is
comes from the document's habit, else its language, and from how many decimals the quantity usually has.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.values.model import Context
from extract.values.number_runs import Run, lakhs, shape, thousands

Decimals = float
"""Log-odds that three digits after a lone separator are thousands, as far as the quantity tells (0: no idea)."""

MONEY_DECIMALS: Decimals = 2.0
PERCENT_DECIMALS: Decimals = -6.0
COUNT_DECIMALS: Decimals = 12.0
UNIT_DECIMALS: dict[str | None, Decimals] = {
    "ct": 0.7, "g": 0.7, "kg": -0.6, "t": -2.0, "dmt": -2.0, "wmt": -2.0, "oz t": -1.0, "lb": 0.5, "mg": 0.7,
}  # fmt: skip
"""Carats and grams have at most two decimals as a rule, tonnes have three."""

_LANGUAGE: dict[str | None, tuple[float, float]] = {
    # language -> log-odds that "1,254" is thousands, that "1.254" is thousands
    "en": (2.5, -2.2),
    "fr": (-2.2, 0.3),
    "pt": (-1.4, 1.4),
    "es": (-0.3, 0.4),  # Mexico, Peru and Central America write 1,254.30
    "de": (-2.5, 2.0),
    "nl": (-2.0, 1.8),
    None: (0.8, -0.4),
}
_SPACED = {"fr": 0.97, "pt": 0.97, "es": 0.97, "de": 0.97, "nl": 0.97}
"""How surely a space inside digits groups thousands, by language; in English a count may stand beside a weight."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and where it stands. `digits` is plain decimal text with the digits as printed (trailing zeros kept)."""

    digits: str
    start: int
    end: int
    score: float
    rule: str
    others: tuple[Numeral, ...] = ()

    @property
    def value(self) -> Decimal:
        """The number."""
        return Decimal(self.digits)


def read(run: Run, context: Context, decimals: Decimals = 0.0) -> Numeral | None:
    """The likeliest number of a run, its other readings in `others`; None if it is no number."""
    readings = _readings(run, context, decimals)
    if not readings:
        return None
    factor = (1.0 if run.whole else 0.6) * (0.6 if run.crowded else 1.0)
    if factor < 1.0:
        readings = [replace(n, score=round(n.score * factor, 3)) for n in readings]
    best, *rest = sorted(readings, key=lambda n: -n.score)
    return replace(best, others=tuple(rest)) if rest else best


def _readings(run: Run, context: Context, decimals: Decimals) -> list[Numeral]:
    form = shape(run.text)
    if form is None:
        return []
    groups, separators = form.groups, form.separators
    whole = _digits(groups)
    if not separators:
        return [Numeral(whole, run.start, run.end, 1.0, "plain")]
    last = separators[-1]
    score = 0.7 if form.loose else 1.0
    fraction = _digits(groups[:-1], groups[-1])
    tail = _tail(run) if form.loose else []
    if len(separators) == 1 and last in ".,":
        if len(groups[1]) != 3 or len(groups[0]) > 3 or groups[0].startswith("0"):
            return [*_reading(run, fraction, score, "decimal"), *tail]
        if run.mark is not None and run.mark != last and thousands(groups):
            return [*_reading(run, whole, score, "thousands"), *tail]  # 12.500,-
        likely = 1 / (1 + math.exp(-_odds(last, context, decimals)))
        return [
            *_reading(run, whole, score * likely, "thousands-or-decimal"),
            *_reading(run, fraction, score * (1 - likely), "thousands-or-decimal"),
            *tail,
        ]
    if " " in separators and not run.tight:
        # A count and a weight side by side look like one number: 5 107.92
        score *= 0.97 if context.decimal_comma else _SPACED.get(context.language or "", 0.75)
        tail = _tail(run)
    if set(separators) == {last}:
        if thousands(groups):
            return [*_reading(run, whole, score, "thousands"), *tail]
        if last == "," and lakhs(groups):
            return _reading(run, whole, score, "lakhs")
    well_grouped = thousands(groups[:-1]) or lakhs(groups[:-1])
    if not well_grouped or len(set(separators[:-1])) > 1 or last in separators[:-1]:
        return _reading(run, fraction, 0.6 * score, "separator-misread")
    return [*_reading(run, fraction, score, "thousands-and-decimal"), *tail]


def _reading(run: Run, digits: str, score: float, rule: str) -> list[Numeral]:
    return [Numeral(digits, run.start, run.end, round(score, 3), rule)]


def _tail(run: Run) -> list[Numeral]:
    """What stands after the first space, as a number of its own."""
    if " " not in run.text:
        return []
    piece = run.text[run.text.index(" ") + 1 :].lstrip(" .,'")
    form = shape(piece) if piece else None
    if form is None:
        return []
    decimal = form.separators and form.separators[-1] in ".,"
    digits = _digits(form.groups[:-1], form.groups[-1]) if decimal else _digits(form.groups)
    return [Numeral(digits, run.end - len(piece), run.end, 0.25, "after-space")]


def _odds(separator: str, context: Context, decimals: Decimals) -> float:
    if context.decimal_comma is not None:
        decimal = (separator == ",") == context.decimal_comma
        return (-3.0 if decimal else 3.0) + decimals / 2
    at = 0 if separator == "," else 1
    told = [_LANGUAGE.get(language, _LANGUAGE[None])[at] for language in (context.language, context.beside) if language]
    return (sum(told) / len(told) if told else _LANGUAGE[None][at]) + decimals


def _digits(groups: tuple[str, ...], fraction: str = "") -> str:
    whole = "".join(groups).lstrip("0") or "0"
    return f"{whole}.{fraction}" if fraction else whole
