"""All five kinds of EPCIS events in one chain, through an aggregator and a smelter; a claim changes on the way."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from validate.check import rules
from validate.custody.graph import graph_of, history
from validate.custody.lineage import lineage_of
from validate.custody.read import read_custody
from validate.model import CustodyRecord, Dossier, Lot
from validate.policy import Policy
from validate.reference import Reference
from validate.rules.model import Case, Result

HOME = "https://id.example.org"
DRUM = "urn:epc:id:sscc:614141.1234567890"


def event(kind: str, id_: str, day: str, **members: Any) -> dict[str, Any]:
    """An event at nine in the morning; `hands` as `giver > taker`."""
    giver, _, taker = (part.strip() for part in members.pop("hands", "").partition(">"))
    made: dict[str, Any] = {"type": kind, "eventID": id_, "eventTime": f"{day}T09:00:00Z"}
    made["eventTimeZoneOffset"] = "+02:00"
    if giver:
        made["sourceList"] = [{"type": "possessing_party", "source": f"{HOME}/party/{giver}"}]
    if taker:
        made["destinationList"] = [{"type": "possessing_party", "destination": f"{HOME}/party/{taker}"}]
    return made | members


def lots(**kilograms: int) -> list[dict[str, Any]]:
    """Lots with their weight, as EPCIS lists them."""
    return [{"epcClass": f"{HOME}/lot/{lot}", "quantity": kg, "uom": "KGM"} for lot, kg in kilograms.items()]


def mined(id_: str, day: str, lot: str, kilograms: int, taker: str, country: str) -> dict[str, Any]:
    return event(
        "ObjectEvent", id_, day, action="ADD", bizStep="commissioning", quantityList=lots(**{lot: kilograms}),
        hands=f"> {taker}", ilmd={"cbvmda:countryOfOrigin": country},
        **{"ex:mineral": "cassiterite", "ex:mine_site": f"Mine {lot}"},
    )  # fmt: skip


def sold(id_: str, day: str, lot: str, kilograms: int, hands: str) -> dict[str, Any]:
    bought = [{"type": "inv", "bizTransaction": f"urn:inv:{id_}"}]
    return event(
        "TransactionEvent", id_, day, action="ADD", bizTransactionList=bought,
        quantityList=lots(**{lot: kilograms}), hands=hands,
    )  # fmt: skip


def record(blend_claims: str) -> CustodyRecord:
    """Two mines, a trader who blends, a smelter who adds scrap; the blend is claimed as of one country."""
    events = [
        mined("e1", "2026-01-05", "A", 600, "CoopA", "RW"),
        mined("e2", "2026-01-06", "B", 400, "CoopB", "CD"),
        sold("e3", "2026-01-10", "A", 600, "CoopA > Trader"),
        sold("e4", "2026-01-11", "B", 400, "CoopB > Trader"),
        event("AggregationEvent", "e5", "2026-01-12", action="ADD", bizStep="packing", parentID=DRUM,
              childQuantityList=lots(A=600, B=400)),
        event("AssociationEvent", "e6", "2026-01-12", action="ADD", parentID=DRUM,
              childEPCs=["urn:epc:id:grai:614141.12345.seal77"]),
        event("TransformationEvent", "e7", "2026-01-20", inputQuantityList=lots(A=600, B=400),
              outputQuantityList=lots(C=995), hands="Trader > Trader", ilmd={"cbvmda:countryOfOrigin": blend_claims},
              **{"ex:process": "blending"}),
        event("ObjectEvent", "e8", "2026-01-21", action="ADD", bizStep="collecting", quantityList=lots(R=100),
              hands="> Smelter", **{"ex:mineral": "tin scrap", "ex:event_type": "recycle"}),
        sold("e9", "2026-01-25", "C", 995, "Trader > Smelter"),
        event("TransformationEvent", "e10", "2026-02-05", inputQuantityList=lots(C=995, R=100),
              outputQuantityList=lots(P1=400, P2=300), hands="Smelter > Smelter", **{"ex:process": "smelting"}),
        event("ObjectEvent", "e11", "2026-02-10", action="OBSERVE", bizStep="shipping", quantityList=lots(P1=400),
              hands="Smelter > Buyer"),
        event("ObjectEvent", "bad", "2026-02-31", action="OBSERVE", quantityList=lots(P1=400)),
    ]  # fmt: skip
    document = {"type": "EPCISDocument", "schemaVersion": "2.0", "epcisBody": {"eventList": events}}
    return read_custody(json.dumps(document).encode(), "chain.json", "0" * 64)


def judged(made: CustodyRecord, lot: str) -> dict[str, Result]:
    """What every rule says of a lot of the record."""
    dossier, own = Dossier(files=(), documents=(), custody=made), Lot(id=lot, documents=(), custody_lots=(lot,))
    past = history(made.events, (lot,))
    case = Case(own, (), past, dossier, (own,), Reference.load(), Policy.load(), date(2026, 3, 1))
    return {rule.id: rule.judge(case) for rule in rules()}


def test_it_is_followed_down_to_each_source_and_up_to_each_product() -> None:
    made = record("RW")
    assert [fault.position for fault in made.faults] == [12], "the malformed event alone is left out"
    down, up = (lineage_of(graph_of(made.events), [lot]) for lot in ("P1", "A"))
    shares = {s.lot: (round(s.share or Decimal(0), 3), s.country, s.recycled) for s in down.sources}
    assert shares == {
        "A": (Decimal("0.545"), "RW", False), "B": (Decimal("0.363"), "CD", False), "R": (Decimal("0.091"), None, True),
    }  # fmt: skip
    assert {(p.lot, round(p.share or Decimal(0), 3)) for p in up.products} == {
        ("P1", Decimal("0.545")), ("P2", Decimal("0.545")),
    }  # fmt: skip


def test_a_claim_that_changes_on_the_way_is_told_and_nothing_else() -> None:
    said = judged(record("RW"), "P1")
    assert "also come from CD" in said["C008"].findings[0].message
    assert said["custody-tags"].outcome == "passed", "one seal closes the drum that holds both lots"
    of_chain = {r: result for r, result in said.items() if r.startswith(("C0", "custody"))}
    alarmed = {r for r, result in of_chain.items() if any(f.severity != "info" for f in result.findings)}
    assert alarmed == {"C008", "custody-recycled"}
