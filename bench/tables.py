"""How well line tables are read: rows over several pages, wrapped cells, sub-totals, amounts carried forward.

    python -m bench.tables [--tables 200] [--first-seed 1] [--show]

Draws invoices and packing lists word by word (no picture, so that the reading of tables is measured and not the OCR),
with rulings or none, headings of one to three lines in one or two languages, cells wrapped above or below the line of
numbers, merged cells, sub-totals by lot, page totals and carried-forward rows, notes between rows; as a PDF's own text
and with the noise that OCR leaves in its boxes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from bench.tables_drawn import Ledger, draw
from extract.layout import lay_out
from extract.model import Field, Money
from extract.tables import TableReading, read_table
from extract.types import TYPES
from extract.values import Context
from extract.values.habits import habits


def read(ledger: Ledger) -> TableReading:
    """The table as extract reads it."""
    layouts = [lay_out(page) for page in ledger.pages]
    shown = habits("\n".join(line.text for layout in layouts for line in layout.lines))
    context = Context(language=ledger.language, decimal_comma=shown.decimal_comma, day_first=shown.day_first)
    return read_table(layouts, TYPES[ledger.kind], context)


def shown(found: Field) -> str:
    """A field's value as the truth writes it."""
    if isinstance(found.value, Money):
        return str(found.value.amount)
    return ", ".join(found.value) if isinstance(found.value, tuple) else str(found.value)


def wrong(ledger: Ledger, reading: TableReading) -> list[str]:
    """What was read wrongly, in words; empty for a table read exactly."""
    faults = []
    if len(reading.rows) != len(ledger.rows):
        faults.append(f"rows: {len(reading.rows)} for {len(ledger.rows)}")
    for number, (truth, fields) in enumerate(zip(ledger.rows, reading.rows, strict=False)):
        for name, value in truth.items():
            got = shown(fields[name]) if name in fields else ""
            if got != value and not _same(got, value):
                faults.append(f"row {number + 1} {name}: {got!r} for {value!r}")
    for name, value in ledger.totals.items():
        got = shown(reading.totals[name]) if name in reading.totals else ""
        if not _same(got, value):
            faults.append(f"total {name}: {got!r} for {value!r}")
    return faults


def _same(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return one == other


def main(arguments: Sequence[str] | None = None) -> None:
    """Draws tables, reads them, and prints how many were read exactly, by what they were like."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--tables", type=int, default=200)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print what was read wrongly")
    given = parser.parse_args(arguments)
    for origin in ("text-layer", "ocr"):
        exact = cells = bad_cells = 0
        good: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        for seed in range(given.first_seed, given.first_seed + given.tables):
            ledger = draw(seed, "ocr" if origin == "ocr" else "text-layer")
            faults = wrong(ledger, read(ledger))
            exact += not faults
            cells += sum(len(row) for row in ledger.rows) + len(ledger.totals)
            bad_cells += len(faults)
            seen.update(ledger.traits)
            good.update(ledger.traits if not faults else ())
            if faults and given.show:
                print(origin, seed, ledger.kind.value, ledger.traits, *faults[:4], sep="\n    ")
        print(
            f"{origin}: {exact} of {given.tables} tables exact; {100 * (1 - bad_cells / cells):.2f} % of {cells} cells"
        )
        for trait, count in sorted(seen.items()):
            print(f"  {trait}: {good[trait]} of {count}")


if __name__ == "__main__":
    main()
