"""EPCIS 2.0 JSON: every event class, every spelling, containers, corrections, and faults event by event."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from validate.custody.read import read_custody
from validate.model import CustodyEvent, CustodyRecord, EventType

LGTIN = "urn:epc:class:lgtin:9521234.012345."


def event(kind: str = "ObjectEvent", **members: Any) -> dict[str, Any]:
    base = {"type": kind, "eventID": "urn:uuid:1", "eventTime": "2025-11-30T09:30:00Z", "eventTimeZoneOffset": "+00:00"}
    return {**base, **{name.replace("__", ":"): value for name, value in members.items()}}


def lot(number: str, quantity: float | None = 10.5, uom: str | None = "KGM") -> dict[str, Any]:
    found: dict[str, Any] = {"epcClass": number if ":" in number else LGTIN + number}
    if quantity is not None:
        found["quantity"] = quantity
    if uom is not None:
        found["uom"] = uom
    return found


def document(*events: dict[str, Any], **header: Any) -> dict[str, Any]:
    return {"type": "EPCISDocument", "schemaVersion": "2.0", "epcisBody": {"eventList": list(events)}, **header}


def read(found: Any) -> CustodyRecord:
    return read_custody(json.dumps(found).encode(), "x.json", "ab" * 32)


def one(**members: Any) -> CustodyEvent:
    record = read(document(event(**members)))
    assert record.faults == ()
    (found,) = record.events
    return found


def owners(giver: str | None, taker: str | None, word: str = "owning_party") -> dict[str, Any]:
    found: dict[str, Any] = {}
    if giver:
        found["sourceList"] = [{"type": word, "source": giver}]
    if taker:
        found["destinationList"] = [{"type": word, "destination": taker}]
    return found


def test_commissioning_is_an_extraction_with_its_master_data() -> None:
    found = one(
        action="ADD",
        bizStep="commissioning",
        quantityList=[lot("RW-P1", 4337.6)],
        ilmd={"cbvmda:countryOfOrigin": "NA", "ex:mineSite": "Gatumba", "ex:mineral": "cassiterite"},
        **owners(None, "Cooperative A"),
        ex__process="artisanal digging",
        ex__tags=["ITR1", "ITR2"],
    )
    assert (found.type, found.lot, found.quantity, found.unit) == (EventType.EXTRACT, "RW-P1", Decimal("4337.6"), "kg")
    assert (found.country, found.mine_site, found.mineral) == ("NA", "Gatumba", "cassiterite")
    assert (found.from_party, found.to_party) == (None, "Cooperative A")
    assert (found.process, found.tags) == ("artisanal digging", ("ITR1", "ITR2"))
    assert found.id == "urn:uuid:1"


@pytest.mark.parametrize(
    "spelling", ["shipping", "urn:epcglobal:cbv:bizstep:shipping", "https://ref.gs1.org/cbv/BizStep-shipping"]
)
@pytest.mark.parametrize(
    "word", ["owning_party", "urn:epcglobal:cbv:sdt:owning_party", "https://ref.gs1.org/cbv/SDT-owning_party"]
)
def test_code_words_in_every_spelling(spelling: str, word: str) -> None:
    found = one(action="OBSERVE", bizStep=spelling, quantityList=[lot("A")], **owners("X Ltd", "Y Ltd", word))
    assert (found.type, found.from_party, found.to_party) == (EventType.TRANSFER, "X Ltd", "Y Ltd")


@pytest.mark.parametrize(
    ("uom", "unit"),
    [("KGM", "kg"), ("GRM", "g"), ("CTM", "ct"), ("TNE", "t"), ("LBR", "lb"), ("APZ", "oz t"), (None, "pcs")],
)
def test_units_of_recommendation_20(uom: str | None, unit: str) -> None:
    assert one(action="OBSERVE", bizStep="storing", quantityList=[lot("A", 3, uom)]).unit == unit


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"bizStep": "receiving", **owners("A", "B")}, EventType.TRANSFER),
        ({"bizStep": "receiving", **owners("A", "B", "possessing_party")}, EventType.TRANSFER),
        ({"bizStep": "shipping", **owners("A", "A")}, EventType.TRANSPORT),
        ({"bizStep": "shipping", **owners("A", "B", "possessing_party")}, EventType.TRANSPORT),
        ({"bizStep": "exporting", **owners("A", "B")}, EventType.EXPORT),
        ({"bizStep": "departing", "cbvmda:countryOfExport": "RW", **owners("A", "B")}, EventType.EXPORT),
        ({"bizStep": "importing"}, EventType.IMPORT),
        ({"bizStep": "storing"}, EventType.TRANSPORT),
        ({"bizStep": "inspecting"}, EventType.TRANSPORT),
        ({"bizStep": "transforming"}, EventType.PROCESS),
        ({"bizStep": "recycling"}, EventType.RECYCLE),
        ({"bizStep": "storing", "ex:eventType": "export"}, EventType.EXPORT),
        ({"bizStep": "storing", "my:event_type": "Purchase"}, EventType.TRANSFER),
    ],
)
def test_what_an_object_event_is(members: dict[str, Any], kind: EventType) -> None:
    assert one(action="OBSERVE", quantityList=[lot("A")], **members).type is kind


@pytest.mark.parametrize(
    ("step", "inputs", "outputs", "kind"),
    [
        ("assembling", 2, 1, EventType.AGGREGATE),
        ("transforming", 2, 1, EventType.PROCESS),
        ("commissioning", 2, 1, EventType.AGGREGATE),
        ("creating_class_instance", 1, 1, EventType.PROCESS),
        ("commissioning", 1, 3, EventType.SPLIT),
        ("disassembling", 1, 2, EventType.SPLIT),
        ("commissioning", 0, 1, EventType.EXTRACT),
    ],
)
def test_what_a_transformation_is(step: str, inputs: int, outputs: int, kind: EventType) -> None:
    record = read(
        document(
            event(
                "TransformationEvent",
                bizStep=step,
                inputQuantityList=[lot(f"I{i}") for i in range(inputs)],
                outputQuantityList=[lot(f"O{i}", 2) for i in range(outputs)],
            )
        )
    )
    assert [found.type for found in record.events] == [kind] * outputs
    assert [found.lot for found in record.events] == [f"O{i}" for i in range(outputs)]
    assert all(found.inputs == tuple(f"I{i}" for i in range(inputs)) for found in record.events)
    assert len({found.id for found in record.events}) == outputs


def test_a_partial_use_of_an_input_is_kept() -> None:
    found = one(kind="TransformationEvent", inputQuantityList=[lot("I", 400)], outputQuantityList=[lot("O", 390)])
    assert json.loads(found.more["inputs_used"]) == {"I": "400 kg"}


def test_an_aggregation_into_a_lot_is_made_of_its_children() -> None:
    found = one(
        kind="AggregationEvent",
        action="ADD",
        bizStep="packing",
        parentID="https://example.org/lot/MIX-1",
        childQuantityList=[lot("A", 4), lot("B", 6)],
    )
    assert (found.type, found.lot, found.inputs, found.quantity) == (
        *(EventType.AGGREGATE, "MIX-1"),
        *(("A", "B"), Decimal(10)),
    )


def test_what_happens_to_a_pallet_happens_to_the_lots_on_it() -> None:
    pallet = "urn:epc:id:sscc:0614141.1234567890"
    box = "https://id.gs1.org/8003/04012345555554987"
    record = read(
        document(
            event(
                *("AggregationEvent",),
                eventID="pack",
                action="ADD",
                parentID=box,
                childQuantityList=[lot("A", 4), lot("B", 6)],
                eventTime="2025-01-01T00:00:00Z",
            ),
            event(
                *("AggregationEvent",),
                eventID="stack",
                action="ADD",
                parentID=pallet,
                childEPCs=[box],
                childQuantityList=[lot("C", 1)],
                eventTime="2025-01-02T00:00:00Z",
            ),
            event(
                eventID="ship",
                action="OBSERVE",
                bizStep="shipping",
                epcList=[pallet],
                eventTime="2025-01-03T00:00:00Z",
                **owners("X", "Y"),
            ),
            event(
                *("AggregationEvent",),
                eventID="unpack",
                action="DELETE",
                parentID=pallet,
                eventTime="2025-01-04T00:00:00Z",
                childQuantityList=[lot("C", 1)],
            ),
            event(
                eventID="move",
                action="OBSERVE",
                bizStep="transporting",
                epcList=[pallet],
                eventTime="2025-01-05T00:00:00Z",
            ),
        )
    )
    shipped = {found.lot: found.type for found in record.events if found.id.startswith("ship")}
    assert shipped == {"A": EventType.TRANSFER, "B": EventType.TRANSFER, "C": EventType.TRANSFER}
    assert {found.lot for found in record.events if found.id.startswith("move")} == {"A", "B"}
    assert record.faults == ()


def test_an_association_puts_a_seal_on_a_lot() -> None:
    found = one(
        kind="AssociationEvent",
        action="ADD",
        bizStep="assembling",
        parentID=LGTIN + "LOT-1",
        childEPCs=["urn:epc:id:giai:4000001.SEAL99"],
    )
    assert (found.lot, found.type, found.tags) == (
        *("LOT-1", EventType.TRANSPORT),
        ("urn:epc:id:giai:4000001.SEAL99",),
    )


def test_names_and_places_come_from_the_master_data() -> None:
    vocabulary = {
        "epcisMasterData": {
            "vocabularyList": [
                {
                    "type": "urn:epcglobal:epcis:vtype:Party",
                    "vocabularyElementList": [
                        {"id": "urn:p:1", "attributes": [{"id": "cbvmda:name", "attribute": "Mine Ltd"}]},
                        {
                            "id": "urn:l:1",
                            "attributes": [
                                {"id": "urn:epcglobal:cbv:mda#name", "attribute": "Kigali"},
                                {"id": "cbvmda:countryCode", "attribute": "RW"},
                            ],
                        },
                        {"id": 5},
                        "no element",
                    ],
                }
            ]
        }
    }
    found = document(
        event(
            action="OBSERVE",
            bizStep="accepting",
            quantityList=[lot("A")],
            bizLocation={"id": "urn:l:1"},
            **owners("urn:p:1", "https://example.org/party/dealer"),
        ),
        epcisHeader=vocabulary,
    )
    (result,) = read(found).events
    assert (result.from_party, result.to_party) == ("Mine Ltd", "dealer")
    assert (result.location, result.country) == ("Kigali", "RW")


def test_documents_and_other_members_are_kept() -> None:
    found = one(
        action="OBSERVE",
        bizStep="shipping",
        quantityList=[lot("A")],
        bizTransactionList=[
            {"type": "desadv", "bizTransaction": "urn:ex:doc:903/2026"},
            {"type": "po", "bizTransaction": "http://example.org/po/12345678"},
        ],
        ex__recycledShare="35 %",
        ex__vehicle={"plate": "RAC 1"},
        ex__custodyModel="segregated",
    )
    assert found.document_numbers == ("903/2026", "12345678")
    assert found.recycled_share == 35
    assert found.more["custodymodel"] == "segregated"
    assert found.more["vehicle"] == '{"plate": "RAC 1"}'
    assert found.more["biz_step"] == "shipping"


@pytest.mark.parametrize(
    "shape",
    [
        lambda e: [e],
        lambda e: e,
        lambda e: {"eventList": [e]},
        lambda e: {"type": "EPCISQueryDocument", "epcisBody": {"queryResults": {"resultsBody": {"eventList": [e]}}}},
        lambda e: {"type": "EPCISDocument", "epcisBody": {"event": e}},
    ],
)
def test_events_wherever_a_document_holds_them(shape: Any) -> None:
    record = read(shape(event(action="OBSERVE", bizStep="storing", quantityList=[lot("A")])))
    assert [found.lot for found in record.events] == ["A"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (7, "not a JSON object"),
        (event(eventTime="yesterday", quantityList=[lot("A")]), "ISO 8601"),
        (event("SomethingEvent", quantityList=[lot("A")]), "not one of EPCIS"),
        (event(bizStep="shipping"), "names no lot"),
        (event(quantityList=[lot("A")]), "nothing says what"),
        (event(action="OBSERVE", quantityList=[lot("A")] * 3 + [lot(f"L{i}") for i in range(10_001)]), "more than"),
    ],
)
def test_a_malformed_event_is_a_fault_and_the_others_are_kept(bad: Any, reason: str) -> None:
    good = event(action="OBSERVE", bizStep="storing", quantityList=[lot("GOOD")])
    record = read([bad, good])
    assert [found.lot for found in record.events] == ["GOOD"]
    assert reason in record.faults[0].reason
    assert record.faults[0].position == 1


@pytest.mark.parametrize("quantity", [-4, "x", True, 1e40])
def test_a_malformed_quantity_costs_the_quantity_alone(quantity: Any) -> None:
    stated = [{"epcClass": LGTIN + "A", "quantity": quantity}]
    record = read([event(action="OBSERVE", bizStep="storing", quantityList=stated)])
    assert [(found.lot, found.quantity) for found in record.events] == [("A", None)]
    assert "used without it" in record.faults[0].reason


def test_a_word_in_the_place_of_quantities_names_no_lot() -> None:
    record = read([event(action="OBSERVE", bizStep="storing", quantityList="many")])
    assert (record.events, record.faults[0].reason) == ((), "its quantityList is no list of quantities")


def test_an_error_declaration_withdraws_its_event() -> None:
    first = event(action="ADD", bizStep="commissioning", quantityList=[lot("A", 1)])
    declared = {**first, "errorDeclaration": {"declarationTime": "2025-12-01T00:00:00Z", "reason": "incorrect_data"}}
    second = {**first, "eventID": "urn:uuid:2", "quantityList": [lot("A", 2)]}
    record = read(document(first, declared, second))
    assert [(found.id, found.quantity) for found in record.events] == [("urn:uuid:2", Decimal(2))]
    assert record.withdrawn == ("urn:uuid:1",)
    nameless = {key: value for key, value in declared.items() if key != "eventID"}
    assert "no eventID" in read(document(second, nameless)).faults[0].reason


def test_a_lot_that_was_transformed_is_not_extracted_when_it_is_commissioned() -> None:
    record = read(
        document(
            event("TransformationEvent", inputQuantityList=[lot("I")], outputQuantityList=[lot("O")]),
            event(eventID="2", action="ADD", bizStep="commissioning", quantityList=[lot("O")]),
        )
    )
    assert {found.type for found in record.events} == {EventType.PROCESS, EventType.TRANSPORT}


def test_the_time_zone_member_stands_in_for_a_missing_offset() -> None:
    found = one(
        action="OBSERVE",
        bizStep="storing",
        quantityList=[lot("A")],
        eventTime="2025-11-30T09:30:00",
        eventTimeZoneOffset="+02:00",
    )
    assert found.time.isoformat() == "2025-11-30T09:30:00+02:00"
    assert found.offset_stated
