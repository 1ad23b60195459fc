"""The numbers of tables' cells, and how they belong together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.tables_relations import numbers_of


@pytest.mark.parametrize(
    ("cell", "comma", "value"),
    [
        ("1,234.50", False, Decimal("1234.50")),
        ("1.234,50", True, Decimal("1234.50")),
        ("1 234", None, Decimal(1234)),
        ("12.345", None, Decimal(12345)),
        ("1.234,5", False, None),  # its marks are not the table's
    ],
)
def test_a_cells_decimals_are_told_by_the_tables_mark(cell: str, comma: bool | None, value: Decimal | None) -> None:
    assert numbers_of([{0: cell}], comma)[0].get(0) == value


@given(st.text(alphabet="0123456789.,' -", min_size=1, max_size=12), st.sampled_from([None, True, False]))
def test_any_cell_is_a_number_or_none(cell: str, comma: bool | None) -> None:
    assert numbers_of([{0: cell}], comma)[0].get(0, Decimal(0)) >= 0
