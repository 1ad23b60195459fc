"""Line tables of many shapes over several pages, drawn from seeds and read back."""

from __future__ import annotations

import pytest

from bench.tables import read, wrong
from bench.tables_drawn import Origin, draw


@pytest.mark.parametrize("origin", ["text-layer", "ocr"])
def test_tables_of_every_shape_are_read(origin: Origin) -> None:
    cells = faults = exact = 0
    tables = [draw(seed, origin) for seed in range(2001, 2031)]
    for ledger in tables:
        found = wrong(ledger, read(ledger))
        exact += not found
        faults += len(found)
        cells += sum(len(row) for row in ledger.rows) + len(ledger.totals)
    assert exact >= 0.9 * len(tables)
    assert faults <= 0.005 * cells
    traits = {trait for ledger in tables for trait in ledger.traits}
    assert {"merged", "forward", "sub-totals", "bilingual", "numbers on the last line", "notes"} <= traits
    assert any(len(ledger.pages) > 2 for ledger in tables)


def test_the_truth_is_held_against_every_cell() -> None:
    ledger = draw(2001)
    assert not wrong(ledger, read(ledger))
    ledger.rows[1]["net_weight"] = "1.0"
    assert wrong(ledger, read(ledger)) != []
