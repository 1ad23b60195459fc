"""Custody tables: columns in any order and under other names, delimiters, faults row by row."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from validate.custody.errors import NotCustody
from validate.custody.table import read_table
from validate.model import CustodyEvent, CustodyFault, EventType

COLUMNS = (
    *("event_id", "event_time", "event_type", "lot_id", "input_lots", "from_party", "to_party", "location", "country"),
    *("mine_site", "mineral", "quantity", "unit", "tags", "process", "recycled_share", "document_numbers"),
)
FULL = {
    "event_id": "E1",
    "event_time": "2025-11-14T09:15:00+02:00",
    "event_type": "aggregate",
    "lot_id": "CP-7/1",
    "input_lots": "CP-7/1-M1;CP-7/1-M2",
    "from_party": "Catoca Norte Pedras, Lda",
    "to_party": "Liwa Dune Stones DMCC",
    "location": "Luanda",
    "country": "AO",
    "mine_site": "Camissombo",
    "mineral": "rough diamonds",
    "quantity": "467.20",
    "unit": "ct",
    "tags": "T1;T2",
    "process": "sorting",
    "recycled_share": "12.5",
    "document_numbers": "AO 042320;903/2026",
}


def write(rows: list[dict[str, str]], columns: tuple[str, ...] = COLUMNS, delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read(text: str) -> tuple[list[CustodyEvent], list[CustodyFault]]:
    return read_table(text, "ab" * 32, 1000)


def row(**changed: str) -> dict[str, str]:
    return {**FULL, **changed}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_column_is_read(delimiter: str) -> None:
    (event,), faults = read(write([FULL], delimiter=delimiter))
    assert faults == []
    assert event.type is EventType.AGGREGATE
    assert event.inputs == ("CP-7/1-M1", "CP-7/1-M2")
    assert (event.from_party, event.to_party) == ("Catoca Norte Pedras, Lda", "Liwa Dune Stones DMCC")
    assert (event.location, event.country, event.mine_site) == ("Luanda", "AO", "Camissombo")
    assert (event.mineral, event.quantity, event.unit) == ("rough diamonds", Decimal("467.20"), "ct")
    assert (event.tags, event.process, event.recycled_share) == (("T1", "T2"), "sorting", Decimal("12.5"))
    assert event.document_numbers == ("AO 042320", "903/2026")
    assert event.time.isoformat() == "2025-11-14T09:15:00+02:00"
    assert event.offset_stated
    assert event == CustodyEvent.model_validate(event.model_dump())


def test_columns_in_any_order_and_case_and_absent_ones() -> None:
    text = "Lot ID,QUANTITY,Event Type,eventTime,Unit\nL-1,5,Extract,2025-01-01T00:00:00Z,KG\n"
    (event,), faults = read(text)
    assert faults == []
    assert (event.id, event.lot, event.unit, event.type) == ("row 1", "L-1", "kg", EventType.EXTRACT)
    assert (event.from_party, event.tags, event.more) == (None, (), {})


def test_unknown_columns_are_kept() -> None:
    text = write([row(vehicle="RAC 123 B", note="")], (*COLUMNS, "vehicle", "note"))
    (event,), _ = read(text)
    assert event.more == {"vehicle": "RAC 123 B"}


def test_of_two_names_for_a_column_the_contracts_wins_and_the_other_is_kept() -> None:
    (event,), _ = read(write([row(lot="OTHER")], (*COLUMNS, "lot")))
    assert event.lot == "CP-7/1"
    assert event.more == {"lot": "OTHER"}


def test_a_title_above_the_header_and_blank_rows_are_passed_over() -> None:
    text = "Custody record 2025\n\n" + write([FULL]) + "\n,,,,\n"
    events, faults = read(text)
    assert len(events) == 1
    assert faults == []


def test_quoted_cells_may_hold_line_breaks_and_lines_may_end_with_a_carriage_return() -> None:
    (event,), _ = read(write([row(location="Luanda\nPort")]))
    assert event.location == "Luanda\nPort"
    old_mac = write([FULL]).replace("\r\n", "\r")
    events, _ = read(old_mac)
    assert len(events) == 1


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"lot_id": ""}, "names no lot"),
        ({"lot_id": "n/a"}, "names no lot"),
        ({"event_type": "teleport"}, "'teleport'"),
        ({"event_type": ""}, "event type"),
        ({"event_time": "14/11/2025"}, "ISO 8601"),
        ({"event_time": ""}, "ISO 8601"),
        ({"event_time": "2025-02-30T00:00:00Z"}, "ISO 8601"),
        ({"event_time": "0001-01-01T00:00:00Z"}, "ISO 8601"),
    ],
)
def test_a_malformed_row_is_a_fault_and_the_others_are_kept(changed: dict[str, str], reason: str) -> None:
    events, faults = read(write([FULL, row(event_id="E2", **changed), row(event_id="E3")]))
    assert [event.id for event in events] == ["E1", "E3"]
    (fault,) = faults
    assert fault.position == 2
    assert reason in fault.reason


@pytest.mark.parametrize("cell", ["12x", "-3", "1e99", "1.2.3", "twelve", "9" * 30])
def test_a_malformed_quantity_costs_the_quantity_and_not_the_event(cell: str) -> None:
    (event,), (fault,) = read(write([row(quantity=cell)]))
    assert event.quantity is None
    assert event.more["quantity"] == cell
    assert "without it" in fault.reason


@pytest.mark.parametrize("cell", ["101", "-1", "half"])
def test_a_malformed_recycled_share_costs_the_share(cell: str) -> None:
    (event,), (fault,) = read(write([row(recycled_share=cell)]))
    assert event.recycled_share is None
    assert "recycled_share" in fault.reason


def test_a_row_with_more_cells_than_headings_is_a_fault() -> None:
    events, (fault,) = read("event_time,event_type,lot_id\n2025-01-01,extract,A,B,C\n2025-01-01,extract,A,\n")
    assert len(events) == 1
    assert "5 cells under 3" in fault.reason


def test_a_cell_beyond_the_csv_limit_is_a_fault_of_its_row() -> None:
    events, faults = read(write([row(location="x" * 200_000), row(event_id="E2")]))
    assert [event.id for event in events] == ["E2"]
    assert "cannot be read" in faults[0].reason


def test_country_codes_names_and_namibia() -> None:
    cells = ["NA", "na", "NAM", "Namibia", "UK", "Atlantis", "-", ""]
    events, faults = read(write([row(event_id=str(i), country=c) for i, c in enumerate(cells)]))
    assert [event.country for event in events] == ["NA", "NA", "NA", "NA", "GB", None, None, None]
    assert events[5].more == {"country": "Atlantis"}
    assert faults == []


def test_a_time_without_offset_is_utc_and_says_so_and_a_day_is_a_day() -> None:
    cells = ["2025-11-14T09:15:00", "2025-11-14", "20251114T091500Z", "2025-11-14 09:15:00 +02:00"]
    events, _ = read(write([row(event_id=str(i), event_time=c) for i, c in enumerate(cells)]))
    assert [event.offset_stated for event in events] == [False, False, True, True]
    assert events[1].more == {"time_precision": "day"}


def test_a_unit_in_the_quantity_cell_is_taken() -> None:
    (event,), _ = read(write([row(quantity="1 273.09 carats", unit="")]))
    assert (event.quantity, event.unit) == (Decimal("1273.09"), "ct")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1,254", "3,5"], [Decimal("1.254"), Decimal("3.5")]),
        (["1,254", "1,254.30"], [Decimal(1254), Decimal("1254.30")]),
        (["1,254", "12"], [None, Decimal(12)]),
        (["1,254", "3,5", "1,254.30"], [None, Decimal("3.5"), Decimal("1254.30")]),
    ],
)
def test_an_open_number_is_settled_by_the_file_or_left_out(cells: list[str], expected: list[Decimal | None]) -> None:
    events, faults = read(write([row(event_id=str(i), quantity=c) for i, c in enumerate(cells)]))
    assert [event.quantity for event in events] == expected
    assert len(faults) == expected.count(None)


def test_without_the_needed_columns_it_is_no_custody_record() -> None:
    with pytest.raises(NotCustody, match="header row"):
        read("lot_id,event_type\nA,extract\n")
