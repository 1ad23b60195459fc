"""Weights: units, rounding, tolerance."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Field
from tests.validate.papers import make
from validate.policy import Policy
from validate.weights import Closeness, Kind, closeness, decimal, last_place, misread, said, share, weigh, weight

POLICY = Policy.load()


@pytest.mark.parametrize(
    ("left", "right", "kind", "how"),
    [
        (("1254.30", "ct"), ("250.86", "g"), "diamond", Closeness.EQUAL),
        (("10.421", "t"), ("10420.9", "kg"), "bulk", Closeness.EQUAL),
        (("13.844", "kg"), ("13843.5", "g"), "precious", Closeness.EQUAL),
        (("10.42", "t"), ("10.4209", "t"), "bulk", Closeness.EQUAL),
        (("445.079", "oz t"), ("13843.5", "g"), "precious", Closeness.EQUAL),
        (("1254.30", "ct"), ("1254.31", "ct"), "diamond", Closeness.WITHIN),
        (("1254.30", "ct"), ("1254.80", "ct"), "diamond", Closeness.NEAR),
        (("1254.30", "ct"), ("1324.30", "ct"), "diamond", Closeness.FAR),
        (("10420", "kg"), ("10450", "kg"), "bulk", Closeness.WITHIN),
        (("10420", "kg"), ("10550", "kg"), "bulk", Closeness.NEAR),
        (("10420", "kg"), ("12420", "kg"), "bulk", Closeness.FAR),
        (("9.8", "dmt"), ("10.4", "wmt"), "bulk", Closeness.EQUAL),
        (("2026.493", "dmt"), ("2160.440", "t"), "bulk", Closeness.WATER),
        (("2160.440", "dmt"), ("2026.493", "t"), "bulk", Closeness.FAR),  # nothing is lighter than when dry
        (("2026.493", "dmt"), ("2560.440", "t"), "bulk", Closeness.FAR),  # more than water
        (("2026.493", "dmt"), ("2160.440", "dmt"), "bulk", Closeness.FAR),
    ],
)
def test_closeness(left: tuple[str, str], right: tuple[str, str], kind: Kind, how: Closeness) -> None:
    a, b = weigh(*left), weigh(*right)
    assert a is not None
    assert b is not None
    assert closeness(a, b, kind, POLICY) is how
    assert closeness(b, a, kind, POLICY) is how


@given(st.decimals("0.01", "100000", places=2), st.sampled_from(["kg", "g", "t", "ct"]))
def test_a_weight_equals_itself_in_every_unit(amount: Decimal, unit: str) -> None:
    first = weigh(str(amount), "kg")
    other = weigh(str(amount * 1000), "g")
    assert first is not None
    assert other is not None
    assert closeness(first, other, "bulk", POLICY) is Closeness.EQUAL
    assert weigh(str(amount), unit) is not None


def test_what_is_no_weight() -> None:
    assert weigh("12", "pcs") is None
    assert weigh("twelve", "kg") is None
    assert weigh("12", None) is None
    assert weigh("NaN", "kg") is None
    assert decimal(("1",)) is None
    assert weight(make("net_weight", ("1", "kg"))) is not None


def test_last_place() -> None:
    assert last_place(Decimal("12.30")) == Decimal("0.01")
    assert last_place(Decimal("1200")) == 1
    assert last_place(Decimal("1E+3")) == 1


def test_share_and_words() -> None:
    assert share(Decimal(0), Decimal(0)) == 0
    assert share(Decimal(90), Decimal(100)) == Decimal("0.1")
    assert said(make("net_weight", ("10.421", "MT"))) == "10.421 t"


def test_misread_across_units() -> None:
    assert misread(make("net_weight", ("70.421", "t")), make("net_weight", ("10420.9", "kg")))
    assert not misread(make("net_weight", ("12.421", "t")), make("net_weight", ("10999.9", "kg")))
    assert not misread(make("net_weight", ("12", "pcs")), make("net_weight", ("10", "kg")))


def test_absurd_figures_are_no_weights() -> None:
    assert decimal("99999999999999999999") is None
    assert decimal("0.0000000000001") is None
    assert decimal("1273.09") == Decimal("1273.09")


@pytest.mark.parametrize(
    ("label", "dry"),
    [
        ("Quantity, dry", True),
        ("Poids net sec (kg)", True),
        ("Peso húmedo", False),
        ("Wet weight", False),
        ("Net weight", None),
        ("Wet / dry weight", None),
    ],
)
def test_a_label_says_whether_goods_were_weighed_dry(label: str, dry: bool | None) -> None:
    said_so = weight(Field(name="net_weight", value="2026.493", unit="t", confidence=1.0, label=label))
    assert said_so is not None
    assert said_so.dry is dry
