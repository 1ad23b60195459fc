"""Reading custody files: what a file is told by, its encodings and limits, repetitions, and arbitrary bytes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.truths import SHARED
from ingest.errors import Fault
from validate.custody import read
from validate.custody.errors import NotCustody
from validate.custody.read import merge, read_custody
from validate.model import CustodyRecord, EventType

HEADER = "event_id,event_time,event_type,lot_id,input_lots,from_party,to_party,country,quantity,unit"
ROW = "E1,2025-11-14T09:15:00Z,extract,L-1,,,Mine Ltd,NA,12.50,ct"


def of(text: str, encoding: str = "utf-8") -> CustodyRecord:
    return read_custody(text.encode(encoding), "custody.csv", "ab" * 32)


def test_a_table_gives_events_with_source_and_position() -> None:
    record = of(f"{HEADER}\n{ROW}\n")
    (event,) = record.events
    assert (event.id, event.lot, event.type, event.source, event.position) == (
        *("E1", "L-1", EventType.EXTRACT),
        *("ab" * 32, 1),
    )
    assert event.country == "NA"
    assert str(event.quantity) == "12.50"
    assert record.faults == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"])
def test_encodings(encoding: str) -> None:
    record = of(f"{HEADER}\nE1,2025-11-14T09:15:00Z,extract,L-1,,,Concesión Ñuñoa,PE,1,g\n", encoding)
    assert record.events[0].to_party == "Concesión Ñuñoa"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "custody-empty"),
        (b"  \n \r\n ", "custody-empty"),
        (b"%PDF-1.7\n\x00\x01\x02", "custody-not-a-record"),
        (b"\xff\xfe\xff", "custody-not-a-record"),
        (b"name,age\nA,3\n", "custody-not-a-record"),
        (b"<EPCISDocument/>", "custody-not-a-record"),
        (b'{"a": 1}', "custody-not-a-record"),
        (b"[1, 2]", "custody-not-a-record"),
        (b'{"type": "EPCISDocument", "epcisBody"', "custody-damaged"),
        (b"[" * 200_000, "custody-damaged"),
        (b'[{"type": "ObjectEvent", "n": ' + b"9" * 5000 + b"}]", "custody-damaged"),
    ],
)
def test_what_is_no_custody_record_says_why_and_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(NotCustody) as caught:
        read_custody(data, "x.csv", "ab" * 32)
    assert caught.value.code == code
    assert caught.value.cause
    assert caught.value.remedy


def test_a_file_beyond_the_limits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_BYTES", 10)
    with pytest.raises(NotCustody, match="bytes"):
        of(f"{HEADER}\n{ROW}\n")
    monkeypatch.setattr(read, "MOST_BYTES", 10_000)
    monkeypatch.setattr(read, "MOST_EVENTS", 1)
    with pytest.raises(NotCustody, match="more than 1 events"):
        of(f"{HEADER}\n{ROW}\n{ROW.replace('E1', 'E2')}\n")
    with pytest.raises(NotCustody, match="more than 1 events"):
        of(json.dumps([{"type": "ObjectEvent"}, {"type": "ObjectEvent"}]))


def test_a_header_without_rows_is_a_fault_and_no_failure() -> None:
    record = of(HEADER + "\n")
    assert record.events == ()
    assert "no event" in record.faults[0].reason


def test_the_same_event_twice_is_one() -> None:
    record = of(f"{HEADER}\n{ROW}\n{ROW}\n")
    assert len(record.events) == 1
    assert record.faults == ()


def test_the_same_event_with_other_content_is_a_fault() -> None:
    record = of(f"{HEADER}\n{ROW}\n{ROW.replace('12.50', '13.50')}\n")
    assert [str(event.quantity) for event in record.events] == ["12.50"]
    assert "other content" in record.faults[0].reason
    assert record.faults[0].position == 2


def test_one_id_for_several_lots_or_steps_keeps_them_all() -> None:
    other_lot, other_step = ROW.replace("L-1", "L-2"), ROW.replace("extract", "transfer")
    later = ROW.replace("11-14", "11-15")
    record = of("\n".join((HEADER, ROW, other_lot, other_step, later)))
    assert len(record.events) == 4
    assert record.faults == ()


def test_events_come_in_time_order_whatever_their_offsets() -> None:
    rows = (
        "A,2025-11-14T12:00:00+05:00,extract,L-1,,,,,1,g",
        "B,2025-11-14T06:30:00Z,extract,L-2,,,,,1,g",
        "C,2025-11-14,extract,L-3,,,,,1,g",
    )
    assert [event.id for event in of("\n".join((HEADER, *rows))).events] == ["C", "B", "A"]


def test_files_merge_into_one_record_and_withdrawals_reach_across_them() -> None:
    declared = {
        "type": "ObjectEvent",
        "eventID": "E1",
        "eventTime": "2025-01-01T00:00:00Z",
        "errorDeclaration": {"declarationTime": "2025-02-01T00:00:00Z"},
    }
    one, two = of(f"{HEADER}\n{ROW}\n{ROW.replace('E1', 'E2')}\n"), of(json.dumps([declared]))
    merged = merge([one, two, one])
    assert [event.id for event in merged.events] == ["E2"]
    assert merged.withdrawn == ("E1",)


@given(st.binary(max_size=400))
def test_arbitrary_bytes_raise_nothing_but_a_fault(data: bytes) -> None:
    try:
        answer: CustodyRecord | Fault = read_custody(data, "x", "ab" * 32)
    except Fault as fault:
        answer = fault
    assert isinstance(answer, CustodyRecord) or answer.code.startswith("custody-")


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@given(st.lists(st.lists(CELL, min_size=10, max_size=11), max_size=6), st.sampled_from(",;\t|"))
def test_arbitrary_cells_under_a_good_header_are_events_or_faults(rows: list[list[str]], delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in [HEADER.split(","), *rows])
    record = of(text)
    assert all(event.lot for event in record.events)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
MEMBERS = st.sampled_from(
    [
        *("eventID", "eventTime", "action", "bizStep", "quantityList", "inputQuantityList", "outputQuantityList"),
        *(
            "childQuantityList",
            "childEPCs",
            "epcList",
            "parentID",
            "ilmd",
            "sourceList",
            "destinationList",
            "readPoint",
        ),
        *("bizTransactionList", "errorDeclaration", "ex:tags", "ex:eventType", "ex:recycledShare", "bizLocation"),
    ]
)
KINDS = st.sampled_from(
    ["ObjectEvent", "AggregationEvent", "TransformationEvent", "TransactionEvent", "AssociationEvent", "Other"]
)


@given(KINDS, st.dictionaries(MEMBERS, VALUES, max_size=8))
def test_arbitrary_members_of_an_event_harm_no_other_event(kind: str, members: dict[str, object]) -> None:
    good = {
        "type": "ObjectEvent",
        "eventID": "good",
        "eventTime": "2025-01-01T00:00:00Z",
        "bizStep": "commissioning",
        "action": "ADD",
        "quantityList": [{"epcClass": "urn:epc:class:lgtin:1.2.LOT", "quantity": 4.5, "uom": "KGM"}],
    }
    record = of(json.dumps([{"type": kind, **members}, good]))
    assert any(event.id == "good" or event.lot == "LOT" for event in record.events)


@pytest.mark.skipif(not (SHARED / "papers" / "custody").is_dir(), reason="the shared papers are not here")
def test_shared_records_read_without_a_fault() -> None:
    files = sorted((SHARED / "papers" / "custody").iterdir())
    assert files
    for file in files:
        record = read_custody(file.read_bytes(), file.name, "ab" * 32)
        assert record.faults == ()
        assert len(record.events) >= 7


@pytest.mark.skipif(not (SHARED / "standards" / "epcis").is_dir(), reason="the shared EPCIS examples are not here")
def test_the_standards_own_examples_read_without_a_failure() -> None:
    files = sorted((SHARED / "standards" / "epcis" / "examples").rglob("*.jsonld"))
    assert files
    for file in files:
        record = read_custody(file.read_bytes(), file.name, "ab" * 32)
        assert record.events or record.faults or record.withdrawn
