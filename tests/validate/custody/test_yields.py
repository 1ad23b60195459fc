"""What processes explain."""

from __future__ import annotations

from decimal import Decimal

import pytest

from validate.custody.yields import adds_reagents, kind_of_goods, largest_loss
from validate.model import EventType


@pytest.mark.parametrize(
    ("mineral", "unit", "goods"),
    [
        ("rough diamonds", "ct", "diamond"),
        ("diamants bruts", "g", "diamond"),
        (None, "ct", "diamond"),
        ("gold", "g", "precious"),
        ("Oro doré", "kg", "precious"),
        ("iron ore", "t", "mineral"),
        ("cassiterite", "kg", "mineral"),
        (None, None, "mineral"),
    ],
)
def test_kinds_of_goods(mineral: str | None, unit: str | None, goods: str) -> None:
    assert kind_of_goods(mineral, unit) == goods


@pytest.mark.parametrize(
    ("goods", "event", "process", "low", "high"),
    [
        ("diamond", "process", "acid cleaning and sorting", "0.01", "0.05"),
        ("diamond", "process", "cutting and polishing", "0.6", "0.95"),
        ("diamond", "aggregate", None, "0", "0.01"),
        ("precious", "process", "smelting to dore", "0.1", "0.3"),
        ("mineral", "process", "drying and magnetic separation", "0.1", "0.3"),
        ("mineral", "process", "traitement pour exportation", "0.1", "0.4"),
        ("mineral", "process", "hydrometallurgical refining", "0.9", "1"),
        ("mineral", "process", "crushing", "0.05", "0.2"),
        ("mineral", "split", None, "0", "0.02"),
    ],
)
def test_largest_losses(goods: str, event: str, process: str | None, low: str, high: str) -> None:
    assert Decimal(low) <= largest_loss(goods, EventType(event), process, False) <= Decimal(high)


def test_another_commodity_explains_nearly_everything() -> None:
    assert largest_loss("mineral", EventType.PROCESS, None, True) >= Decimal("0.99")
    assert largest_loss("mineral", EventType.SPLIT, None, True) < Decimal("0.1")


def test_reagents() -> None:
    assert adds_reagents("Precipitation as hydroxide")
    assert not adds_reagents("drying")
    assert not adds_reagents(None)
