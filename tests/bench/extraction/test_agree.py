"""The measure of each field: what counts as the same value, and what does not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bench.extraction.agree import agrees
from extract.model import FieldValue, Money


@pytest.mark.parametrize(
    ("name", "truth", "value", "unit", "same"),
    [
        ("issue_date", {"value": "2026-01-03"}, "2026-01-03", None, True),
        ("issue_date", {"value": "2026-01-03"}, "2026-03-01", None, False),
        ("net_weight", {"value": "1254.30", "unit": "kg"}, "1254.3", "kg", True),
        ("net_weight", {"value": "1254.30", "unit": "kg"}, "1254.3", "t", False),
        ("net_weight", {"value": "1254.30", "unit": "kg"}, "1254.3", None, False),
        ("carat_weight", {"value": "12.5", "unit": "ct"}, "12.50", None, True),
        (
            "value",
            {"value": {"amount": "10.00", "currency": "USD"}},
            Money(amount=Decimal(10), currency="USD"),
            None,
            True,
        ),
        (
            "value",
            {"value": {"amount": "10.00", "currency": "USD"}},
            Money(amount=Decimal(10), currency="EUR"),
            None,
            False,
        ),
        ("hs_codes", {"value": ["710231"]}, ("7102.31",), None, True),
        ("seal_numbers", {"value": ["A-1", "A-2"]}, ("A1", "A2"), None, True),
        ("seal_numbers", {"value": ["A-1", "A-2"]}, ("A1",), None, False),
        ("document_number", {"value": "BW 004711"}, "bw004711", None, True),
        ("document_number", {"value": "BW 004711"}, "004711", None, False),
        ("document_number", {"value": "1", "accept": ["2"]}, "2", None, True),
        ("country_of_origin", {"value": "NA"}, "NA", None, True),
        ("country_of_origin", {"value": ["CD", "RW"]}, "CD", None, False),
        ("exporter_name", {"value": "Tiébi Diamants SA"}, "TIEBI DIAMANTS S.A.", None, True),
        ("exporter_name", {"value": "Tiébi Diamants SA"}, "Diamants", None, False),
        ("goods_description", {"value": "Tin ore"}, "Tin ore concentrate, 40 bags", None, True),
        ("exporter_name", {"value": "Tiébi Diamants SA"}, None, None, False),
    ],
)
def test_each_field_has_its_measure(
    name: str, truth: dict[str, Any], value: FieldValue | None, unit: str | None, same: bool
) -> None:
    assert agrees(name, truth, value, unit) is same
