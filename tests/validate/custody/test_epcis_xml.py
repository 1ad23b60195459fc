"""EPCIS in XML says what the same record says in JSON; and what no record is, or is meant to harm, is refused."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest

from validate.custody.errors import NotCustody
from validate.custody.read import read_custody
from validate.model import CustodyEvent, CustodyRecord, EventType

SHARED = Path(os.environ.get("LOTPASS_SHARED", Path(__file__).parents[4] / "shared"))
EXAMPLES = SHARED / "standards" / "epcis" / "examples"

WHOLE = """<?xml version="1.0" encoding="UTF-8"?>
<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" xmlns:ex="https://mines.example/ns/"
  xmlns:sbdh="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"
  xmlns:cbvmda="urn:epcglobal:cbv:mda" schemaVersion="2.0" creationDate="2025-12-01T00:00:00Z">
 <EPCISHeader>
  <sbdh:StandardBusinessDocumentHeader><sbdh:HeaderVersion>1.0</sbdh:HeaderVersion>
   <sbdh:Sender><sbdh:Identifier Authority="GS1">9521234000006</sbdh:Identifier></sbdh:Sender>
   <sbdh:Receiver><sbdh:Identifier Authority="GS1">9521321000004</sbdh:Identifier></sbdh:Receiver>
   <sbdh:DocumentIdentification><sbdh:Standard>EPCglobal</sbdh:Standard><sbdh:TypeVersion>2.0</sbdh:TypeVersion>
    <sbdh:InstanceIdentifier>77</sbdh:InstanceIdentifier><sbdh:Type>Events</sbdh:Type>
    <sbdh:CreationDateAndTime>2025-12-01T00:00:00Z</sbdh:CreationDateAndTime></sbdh:DocumentIdentification>
  </sbdh:StandardBusinessDocumentHeader>
  <extension><EPCISMasterData><VocabularyList>
   <Vocabulary type="urn:epcglobal:epcis:vtype:Party"><VocabularyElementList>
    <VocabularyElement id="urn:epc:id:pgln:9521234.00000"><attribute id="urn:epcglobal:cbv:mda#name">Gatumba Mine Ltd
    </attribute></VocabularyElement></VocabularyElementList></Vocabulary>
   <Vocabulary type="urn:epcglobal:epcis:vtype:Location"><VocabularyElementList>
    <VocabularyElement id="urn:epc:id:sgln:9521234.00001.0">
     <attribute id="urn:epcglobal:cbv:mda#countryCode">RW</attribute>
    </VocabularyElement></VocabularyElementList></Vocabulary>
  </VocabularyList></EPCISMasterData></extension>
 </EPCISHeader>
 <EPCISBody><EventList>
  <ObjectEvent>
   <eventTime>2025-11-30T09:30:00Z</eventTime><eventTimeZoneOffset>+02:00</eventTimeZoneOffset>
   <eventID>urn:uuid:1</eventID><epcList/><action>ADD</action><bizStep>commissioning</bizStep>
   <readPoint><id>urn:epc:id:sgln:9521234.00001.0</id></readPoint>
   <quantityList><quantityElement><epcClass>urn:epc:class:lgtin:9521234.012345.RW-P1</epcClass>
    <quantity>4337.6</quantity><uom>KGM</uom></quantityElement></quantityList>
   <destinationList><destination type="owning_party">urn:epc:id:pgln:9521234.00000</destination></destinationList>
   <ilmd><cbvmda:countryOfOrigin>RW</cbvmda:countryOfOrigin><ex:mineSite>Gatumba</ex:mineSite>
    <ex:mineral>cassiterite</ex:mineral></ilmd>
   <ex:tags>0334512;0334513</ex:tags>
  </ObjectEvent>
  <ObjectEvent><eventTime>yesterday</eventTime><action>ADD</action><bizStep>commissioning</bizStep></ObjectEvent>
  <TransformationEvent>
   <eventTime>2025-12-02T08:00:00+02:00</eventTime><eventID>urn:uuid:2</eventID>
   <inputQuantityList><quantityElement><epcClass>urn:epc:class:lgtin:9521234.012345.RW-P1</epcClass>
    <quantity>4000</quantity><uom>KGM</uom></quantityElement></inputQuantityList>
   <outputQuantityList><quantityElement><epcClass>urn:epc:class:lgtin:9521234.012345.RW-C1</epcClass>
    <quantity>2500.5</quantity><uom>KGM</uom></quantityElement></outputQuantityList>
   <ex:process>gravity concentration</ex:process>
  </TransformationEvent>
  <AggregationEvent><eventTime>2025-12-03T08:00:00Z</eventTime><eventID>urn:uuid:3</eventID>
   <parentID>urn:epc:id:sscc:9521234.0000000001</parentID><action>ADD</action><bizStep>packing</bizStep>
   <childQuantityList><quantityElement><epcClass>urn:epc:class:lgtin:9521234.012345.RW-C1</epcClass>
    <quantity>2500.5</quantity><uom>KGM</uom></quantityElement></childQuantityList></AggregationEvent>
  <AssociationEvent><eventTime>2025-12-03T09:00:00Z</eventTime><eventID>urn:uuid:4</eventID>
   <parentID>urn:epc:id:sscc:9521234.0000000001</parentID>
   <childEPCs><epc>urn:epc:id:giai:9521234.SEAL0099</epc></childEPCs><action>ADD</action></AssociationEvent>
  <TransactionEvent><bizTransactionList><bizTransaction type="inv">urn:epcglobal:cbv:bt:9521234000006:INV-77
   </bizTransaction></bizTransactionList><eventTime>2025-12-04T08:00:00Z</eventTime><eventID>urn:uuid:5</eventID>
   <epcList><epc>urn:epc:id:sscc:9521234.0000000001</epc></epcList><action>OBSERVE</action><bizStep>shipping</bizStep>
   <sourceList><source type="owning_party">urn:epc:id:pgln:9521234.00000</source></sourceList>
   <destinationList><destination type="owning_party">Penang Smelter</destination></destinationList></TransactionEvent>
 </EventList></EPCISBody>
</epcis:EPCISDocument>
"""


def read(text: str | bytes) -> CustodyRecord:
    return read_custody(text if isinstance(text, bytes) else text.encode(), "x.xml", "ab" * 32)


def test_every_class_of_event_with_header_and_master_data() -> None:
    record = read(WHOLE)
    assert [(e.id, e.type, e.lot, str(e.quantity)) for e in record.events][:3] == [
        ("urn:uuid:1", EventType.EXTRACT, "RW-P1", "4337.6"),
        ("urn:uuid:2", EventType.PROCESS, "RW-C1", "2500.5"),
        ("urn:uuid:3", EventType.TRANSPORT, "RW-C1", "2500.5"),
    ]
    first, second = record.events[:2]
    assert (first.country, first.mine_site, first.mineral, first.to_party) == (
        "RW",
        "Gatumba",
        "cassiterite",
        "Gatumba Mine Ltd",
    )
    assert first.tags == ("0334512", "0334513")
    assert (second.inputs, second.process) == (("RW-P1",), "gravity concentration")
    assert json.loads(second.more["inputs_used"]) == {"RW-P1": "4000 kg"}
    sold = next(e for e in record.events if e.id == "urn:uuid:5")
    assert (sold.type, sold.lot, sold.to_party, sold.document_numbers) == (
        EventType.TRANSFER,
        "RW-C1",
        "Penang Smelter",
        ("INV-77",),
    )
    sealed = next(e for e in record.events if e.id == "urn:uuid:4")
    assert (sealed.lot, sealed.tags) == ("RW-C1", ("urn:epc:id:giai:9521234.SEAL0099",)), "a seal on the pallet"
    [fault] = record.faults
    assert (fault.position, "yesterday" in fault.reason) == (2, True), "one malformed event harms no other"


def test_epcis_1_puts_what_it_added_into_extensions() -> None:
    text = """<EPCISDocument xmlns="urn:epcglobal:epcis:xsd:1"><EPCISBody><EventList><extension><TransformationEvent>
     <eventTime>2025-12-02T08:00:00Z</eventTime><baseExtension><eventID>e9</eventID></baseExtension>
     <inputEPCList><epc>RW-P1</epc></inputEPCList><outputEPCList><epc>RW-C1</epc></outputEPCList>
    </TransformationEvent></extension><ObjectEvent><eventTime>2025-12-03T08:00:00Z</eventTime><epcList/>
     <action>OBSERVE</action><bizStep>shipping</bizStep><extension><quantityList><quantityElement>
     <epcClass>RW-C1</epcClass><quantity>5</quantity><uom>KGM</uom></quantityElement></quantityList></extension>
    </ObjectEvent></EventList></EPCISBody></EPCISDocument>"""
    record = read(text)
    made, shipped = record.events
    assert (made.id, made.lot, made.inputs) == ("e9", "RW-C1", ("RW-P1",))
    assert str(shipped.quantity) == "5"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_encodings_that_xml_may_have(encoding: str) -> None:
    text = WHOLE.replace('encoding="UTF-8"', f'encoding="{encoding}"').replace("Gatumba Mine", "Mine Gatúmba")
    assert read(text.encode(encoding)).events[0].to_party == "Mine Gatúmba Ltd"


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<EPCISDocument><EPCISBody><EventList><ObjectEvent><eventTime>&b;</eventTime></ObjectEvent></EventList></EPCISBody>
</EPCISDocument>"""
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><EPCISDocument>&a;</EPCISDocument>'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BOMB, "custody-damaged"),
        (OUTSIDE, "custody-damaged"),
        (WHOLE[: len(WHOLE) // 2], "custody-damaged"),
        (WHOLE.replace("</ObjectEvent>", "", 1), "custody-damaged"),
        ("<html><body>no record</body></html>", "custody-not-a-record"),
        ("<Invoice xmlns='urn:x'/>", "custody-not-a-record"),
        ("<EPCISDocument>" + "<a>" * 60 + "</a>" * 60 + "</EPCISDocument>", "custody-damaged"),
        ("<?xml version='1.0' encoding='klingon'?><EPCISDocument/>", "custody-damaged"),
        ("<", "custody-damaged"),
    ],
)
def test_what_is_no_record_or_meant_to_harm_is_refused(text: str, code: str) -> None:
    with pytest.raises(NotCustody) as refused:
        read(text)
    assert refused.value.code == code
    assert refused.value.remedy


def test_a_document_without_events_says_so() -> None:
    record = read("<EPCISDocument><EPCISBody><EventList/></EPCISBody></EPCISDocument>")
    assert record.events == ()


_ITEMS = {
    "epcList": "epc", "childEPCs": "epc", "inputEPCList": "epc", "outputEPCList": "epc",
    "quantityList": "quantityElement", "childQuantityList": "quantityElement",
    "inputQuantityList": "quantityElement", "outputQuantityList": "quantityElement",
    "bizTransactionList": "bizTransaction", "sourceList": "source", "destinationList": "destination",
}  # fmt: skip


def as_xml(name: str, value: Any) -> str:
    """A member of an event in JSON as its element in XML."""
    tag = f"x:{name.rsplit(':', 1)[-1]}" if ":" in name else name
    if name in _ITEMS:
        items = []
        for item in value:
            if isinstance(item, dict) and _ITEMS[name] in item:
                text = escape(str(item.get(_ITEMS[name], "")))
                items.append(f"<{_ITEMS[name]} type={quoteattr(item.get('type', ''))}>{text}</{_ITEMS[name]}>")
            elif isinstance(item, dict):
                items.append(f"<{_ITEMS[name]}>{''.join(as_xml(k, v) for k, v in item.items())}</{_ITEMS[name]}>")
            else:
                items.append(f"<{_ITEMS[name]}>{escape(str(item))}</{_ITEMS[name]}>")
        return f"<{tag}>{''.join(items)}</{tag}>"
    if isinstance(value, list):
        return "".join(as_xml(name, item) for item in value)
    if isinstance(value, dict):
        return f"<{tag}>{''.join(as_xml(k, v) for k, v in value.items() if not k.startswith('@'))}</{tag}>"
    return f"<{tag}>{escape(str(value))}</{tag}>"


def plain(event: CustodyEvent) -> dict[str, Any]:
    return event.model_dump(exclude={"source", "position", "more"})


def examples() -> list[Path]:
    return sorted(EXAMPLES.rglob("*.jsonld")) if EXAMPLES.exists() else []


def test_the_standards_own_examples_in_both_forms() -> None:
    """Each example of the standard is read whole: nothing but stated corrections and unlisted contents is left out."""
    found = examples()
    if not found:
        pytest.skip(f"{EXAMPLES} is not there: the standard's own examples are not read")
    assert len(found) >= 40
    events_read = 0
    for path in found:
        document = json.loads(path.read_text("utf-8"))
        in_json = read_custody(path.read_bytes(), path.name, "ab" * 32)
        events_read += len(in_json.events)
        unused = [f.reason for f in in_json.faults if "names no lot" not in f.reason and "no eventID" not in f.reason]
        assert unused == [], path.name
        body = document["epcisBody"]
        listed = body.get("eventList") or body.get("queryResults", {}).get("resultsBody", {}).get("eventList")
        text = "".join(
            f"<{event['type']}>{''.join(as_xml(k, v) for k, v in event.items() if k not in ('type', '@context'))}"
            f"</{event['type']}>"
            for event in listed
        )
        whole = (
            f'<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:2" xmlns:x="http://ns.example.com/epcis">'
            f"<EPCISBody><EventList>{text}</EventList></EPCISBody></e:EPCISDocument>"
        )
        in_xml = read(whole)
        assert [plain(event) for event in in_xml.events] == [plain(event) for event in in_json.events], path.name
        assert in_xml.withdrawn == in_json.withdrawn
    assert events_read > len(found)
