"""Differences in form alone between the papers of a bundle, on which a careful reader stays silent."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from bench.papermaker.case import Case
from bench.papermaker.facts import Text, Weight
from bench.papermaker.trade import CENT


def _legal_form(case: Case, lot: int, rng: random.Random) -> None:
    """The same company with its legal form written out on another paper."""
    pairs = {
        "Ltd": "Limited",
        "(Pty) Ltd": "(Proprietary) Limited",
        "Inc.": "Incorporated",
        "Lda": "Limitada",
        "Pvt Ltd": "Private Limited",
        "Limited": "Ltd",
        "S.A.": "SA",
        "Co., Ltd.": "Company Limited",
    }
    name = case.trades[lot].exporter.name
    for short in sorted(pairs, key=len, reverse=True):
        if name.endswith(f" {short}"):
            case.change(lot, "tr", exporter_name=Text.of(name[: -len(short)] + pairs[short]))
            case.near_misses.append(f"{short} / {pairs[short]}")
            return


def _grams(case: Case, lot: int, rng: random.Random) -> None:
    """The carats of a parcel also given in grams on the packing list."""
    t = case.trades[lot]
    if t.commodity.unit == "ct":
        case.change(lot, "pl", net_weight=Weight((t.net * Decimal("0.2")).quantize(CENT), "g"))
        case.near_misses.append("carats and grams")


def _tonnes(case: Case, lot: int, rng: random.Random) -> None:
    """Kilograms on one paper, tonnes on another."""
    t = case.trades[lot]
    if t.commodity.unit == "kg" and "net_weight" in case.papers[lot, "tr"].fields:
        case.change(lot, "tr", net_weight=Weight((t.net / 1000).quantize(Decimal("0.0001")).normalize(), "t"))
        case.near_misses.append("tonnes and kilograms")


NEAR_MISSES: dict[str, Callable[[Case, int, random.Random], None]] = {
    "legal-form": _legal_form,
    "grams": _grams,
    "tonnes": _tonnes,
}
"""Differences in form alone, on which a careful reader stays silent."""
