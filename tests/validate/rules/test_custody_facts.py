"""Rules on what custody records state beyond the contract's columns, on time and place, each in all its outcomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from extract.model import Document, DocumentKind
from tests.validate.custody.chains import case, judge, numbered, step
from tests.validate.papers import paper
from validate.model import CustodyEvent
from validate.rules.model import Result

TIN: dict[str, Any] = {"country": "RW", "mineral": "cassiterite"}
MINE, TRADER, BUYER = "Gatumba Mine Ltd", "Kivu Traders SARL", "Penang Smelter Bhd"
ICGLR = DocumentKind.ICGLR_CERTIFICATE
WAYBILL = DocumentKind.TRANSPORT_DOCUMENT


def judge_chain(rule: str, events: Sequence[CustodyEvent], papers: Sequence[Document], lot: str = "C") -> Result:
    own = [lot if any(e.lot == lot for e in events) else events[-1].lot] if events else []
    return judge(rule, case(events, *own, documents=papers))


Change = Callable[[list[CustodyEvent]], Sequence[CustodyEvent]]


def chain() -> list[CustodyEvent]:
    """Ore dug at two sites under tags, joined, concentrated, sold, moved and exported."""
    return [
        step("E1", "2025-10-01", "extract", "M1", "600 kg", hands=f"> {MINE}", mine_site="Gatumba", tags="RW0334501",
             location="Gatumba", **TIN),
        step("E2", "2025-10-02", "extract", "M2", "400 kg", hands=f"> {MINE}", mine_site="Nyakabingo", tags="RW0990001",
             location="Gatumba", **TIN),
        step("E3", "2025-10-05", "aggregate", "A", "1000 kg", inputs="M1 M2", hands=f"{MINE} > {MINE}",
             location="Gatumba", **TIN),
        step("E4", "2025-10-09", "process", "C", "700 kg", inputs="A", hands=f"{MINE} > {MINE}", location="Gatumba",
             process="gravity concentration", **TIN),
        step("E5", "2025-10-12", "transfer", "C", "700 kg", hands=f"{MINE} > {TRADER}", location="Kigali", **TIN),
        step("E6", "2025-10-20", "transport", "C", "700 kg", hands=f"{TRADER} > {TRADER}", location="Kigali", **TIN),
        step("E7", "2025-10-25", "export", "C", "700 kg", hands=f"{TRADER} > {BUYER}", location="Rusumo",
             document_numbers="RW-ICGLR-1", **TIN),
    ]  # fmt: skip


PAPERS = (paper("d1", ICGLR, document_number="RW-ICGLR-1", mineral="cassiterite", country_of_origin="RW"),)


def on(id_: str, **facts: Any) -> Change:
    """Changes one event; facts that are no column go among those that it keeps."""

    def change(events: list[CustodyEvent]) -> Sequence[CustodyEvent]:
        columns = {k: v for k, v in facts.items() if k in CustodyEvent.model_fields}
        more = {k: v for k, v in facts.items() if k not in CustodyEvent.model_fields}
        return [e.model_copy(update={**columns, "more": {**e.more, **more}}) if e.id == id_ else e for e in events]

    return change


def both(*changes: Change) -> Change:
    def change(events: list[CustodyEvent]) -> Sequence[CustodyEvent]:
        for one in changes:
            events = list(one(events))
        return events

    return change


def at_time(id_: str, when: str) -> Change:
    return lambda events: [
        e.model_copy(update={"time": step("x", when, "extract", "x").time}) if e.id == id_ else e for e in events
    ]


def same(events: list[CustodyEvent]) -> Sequence[CustodyEvent]:
    return events


def without(id_: str) -> Change:
    return lambda events: [e for e in events if e.id != id_]


def all_graded(into: str, out: str) -> Change:
    return both(on("E3", Grade=into), on("E4", Grade=out))


RED, GREEN = {"Site status": "Red"}, {"Site status": "1"}
SITES = both(on("E1", **GREEN), on("E2", **GREEN))
HS = both(on("E4", hs_code="26090000"), on("E5", hs_code="26090000"))
NEW_HS = both(on("E4", hs_code="26090000"), on("E5", hs_code="8001.10"))
RECYCLE = step("E0", "2025-10-04", "recycle", "S", "50 kg", hands=f"> {MINE}", **TIN)


def recycled(process: str | None) -> Change:
    def change(events: list[CustodyEvent]) -> Sequence[CustodyEvent]:
        added = RECYCLE.model_copy(update={"process": process})
        joined = [e.model_copy(update={"inputs": ("M1", "M2", "S")}) if e.id == "E3" else e for e in events]
        return [*joined, added]

    return change


def stones(first: str, then: str) -> Change:
    """All events of one stone, from the fifth on of another."""
    return lambda es: [e.model_copy(update={"mineral": then if e.id >= "E5" else first}) for e in es]


CASES: list[tuple[str, str, Change, str, list[str]]] = [
    ("C002", "moved within weeks", same, "passed", []),
    ("C002", "40 days on the way", both(at_time("E7", "2025-12-15"), on("E6", location="Depot")), "failed",
     ["review"]),
    ("C002", "stored meanwhile", both(at_time("E7", "2025-12-15"), on("E6", process="storage")), "passed", []),
    ("C002", "no places", lambda es: [e.model_copy(update={"location": None}) for e in es], "not_decidable", []),
    ("C003", "slow enough", same, "passed", []),
    ("C003", "an ocean in an hour", both(on("E7", country="AU"), at_time("E7", "2025-10-20T10:00")), "failed",
     ["review"]),
    ("C003", "neighbours in an hour", both(on("E7", country="CD"), at_time("E7", "2025-10-20T10:00")), "passed", []),
    ("C003", "points by road", both(on("E6", location="geo:-1.95,30.06"), on("E7", location="geo:-4.05,39.66",
     process="road"), at_time("E7", "2025-10-20T12:00")), "failed", ["review"]),
    ("C003", "the same by air", both(on("E6", location="geo:-1.95,30.06"), on("E7", location="geo:-4.05,39.66"),
     at_time("E7", "2025-10-20T12:00")), "passed", []),
    ("C003", "no places", lambda es: [e.model_copy(update={"country": None}) for e in es], "not_decidable", []),
    ("C006", "metal lost", all_graded("40 %", "52"), "passed", []),
    ("C006", "laboratories differ", all_graded("40 %", "58.5"), "passed", []),
    ("C006", "5 % more metal", all_graded("40", "60 %"), "failed", ["review"]),
    ("C006", "far more metal", all_graded("40", "65 %"), "failed", ["block"]),
    ("C006", "no grades", same, "not_decidable", []),
    ("C006", "one side only", on("E4", Grade="60"), "not_decidable", []),
    ("C009", "nothing marked", same, "passed", []),
    ("C009", "an input is red", on("E3", status="red, under inquiry"), "failed", ["review"]),
    ("C010", "no allotment", same, "not_decidable", []),
    ("C010", "within its range", on("E1", tag_range="RW0334500-RW0334999"), "passed", []),
    ("C010", "outside of it", on("E1", tag_range="RW0334600-RW0334999"), "failed", ["block"]),
    ("C010", "another site's", on("E2", tag_range="RW0334500 - RW0334999", tags=("RW0334777",)), "failed", ["block"]),
    ("C011", "no trader tags", same, "not_applicable", []),
    ("C011", "linked by the mine's own", on("E3", tags=("T-1",)), "passed", []),
    ("C011", "linked to none", both(on("E1", tags=()), on("E2", tags=()), on("E3", tags=("T-100",))), "failed",
     ["block"]),
    ("C011", "linked by the record", both(on("E1", tags=()), on("E2", tags=()),
     on("E3", tags=("T-100",), mine_tags="RW1;RW2")), "passed", []),
    ("C012", "no day", same, "not_decidable", []),
    ("C012", "before", on("E1", tag_issue_date="2025-10-01"), "passed", []),
    ("C012", "after the export", on("E1", tag_issue_date="2025-11-01"), "failed", ["block"]),
    ("C013", "no capacity", same, "not_decidable", []),
    ("C013", "diggers decide nothing", on("E1", diggers="10"), "not_decidable", []),
    ("C013", "within capacity", on("E1", capacity="500 kg/month"), "passed", []),
    ("C013", "twice", on("E1", capacity="300"), "failed", ["review"]),
    ("C013", "six times", on("E1", capacity="100"), "failed", ["block"]),
    ("C014", "not stated", same, "not_decidable", []),
    ("C014", "green", SITES, "passed", []),
    ("C014", "red", both(SITES, on("E1", **RED)), "failed", ["block"]),
    ("C014", "green long ago", both(SITES, on("E1", inspection_date="2021-01-05")), "failed", ["block"]),
    ("C014", "green and now blue", both(SITES, on("E1", inspection_date="2024-01-05")), "passed", []),
    ("C017", "not stated", same, "not_decidable", []),
    ("C017", "in force", on("E5", licence_valid_until="2025-12-31"), "passed", []),
    ("C017", "ended", on("E5", **{"Licence expiry": "2025-10-01"}), "failed", ["review"]),
    ("C018", "complete", same, "passed", []),
    ("C018", "no tag", on("E1", tags=()), "failed", ["block"]),
    ("C018", "no tags at all", both(on("E1", tags=()), on("E2", tags=())), "not_decidable", []),
    ("C018", "no mine", on("E1", mine_site=None), "failed", ["block"]),
    ("C018", "other goods", lambda es: [e.model_copy(update={"country": "AU"}) for e in es], "not_applicable", []),
    ("C019", "not stated", same, "not_decidable", []),
    ("C019", "in order", on("E7", dateSealed="2025-10-24"), "passed", []),
    ("C019", "sealed later", on("E7", dateSealed="2025-10-27", dateShipped="2025-10-25"), "failed", ["review"]),
    ("C020", "moves on", same, "passed", []),
    ("C020", "two years in a depot", at_time("E7", "2027-10-25"), "failed", ["info"]),
    ("C021", "named", same, "passed", []),
    ("C021", "another certificate", on("E7", document_numbers=("RW-ICGLR-7",)), "failed", ["review"]),
    ("C021", "names none", on("E7", document_numbers=()), "not_decidable", []),
    ("C022", "stated", same, "passed", []),
    ("C022", "missing", on("E5", offset_stated=False), "failed", ["info"]),
    ("C023", "as it was", HS, "passed", []),
    ("C023", "another heading without a step", NEW_HS, "failed", ["block"]),
    ("C023", "another commodity without a step", on("E5", mineral="tin"), "failed", ["block"]),
    ("C023", "another commodity by a step", on("E4", mineral="tin"), "failed", ["block"]),
    ("C023", "another stone", stones("rubies", "spinel"), "failed", ["block"]),
    ("C023", "a stone by its wider name", stones("coloured gemstones", "rubies"), "passed", []),
    ("C024", "nothing recycled", same, "not_applicable", []),
    ("C024", "scrap", recycled("solder scrap collected"), "passed", []),
    ("C024", "slag", recycled("tin slag from ore smelting"), "failed", ["block"]),
    ("C024", "not described", recycled(None), "not_decidable", []),
    ("C025", "not stated", same, "not_decidable", []),
    ("C025", "mass balance", on("E3", chain_of_custody_model="mass balance"), "passed", []),
    ("C025", "identity of two mines", on("E3", chain_of_custody_model="identity preserved"), "failed", ["review"]),
    ("C027", "not stated in the region", same, "failed", ["info"]),
    ("C027", "stated", on("E7", tax_paid="RWF 120,000"), "passed", []),
    ("C028", "law asks for nothing", same, "not_applicable", []),
    ("H005", "inputs named", same, "passed", []),
    ("H005", "no inputs", on("E3", inputs=()), "failed", ["info"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "name", "change", "expected", "severities"), CASES, ids=[f"{rule} {name}" for rule, name, *_ in CASES]
)
def test_a_rule(rule: str, name: str, change: Change, expected: str, severities: list[str]) -> None:
    result = judge_chain(rule, numbered(change(chain())), PAPERS)
    assert result.outcome == expected, (name, result)
    assert [finding.severity for finding in result.findings] == severities
    assert (result.outcome == "not_decidable") == bool(result.reason)


def test_local_processing_where_the_law_asks_for_it() -> None:
    ore = {"country": "ZW", "mineral": "lithium"}
    dug = step("E1", "2025-10-01", "extract", "L1", "600 kg", hands=f"> {MINE}", mine_site="Bikita", **ore)
    made = step(
        "E2", "2025-10-02", "process", "L2", "500 kg", inputs="L1", hands=f"{MINE} > {MINE}", process="flotation", **ore
    )
    papers = (paper("d1", DocumentKind.COMMERCIAL_INVOICE, mineral="lithium", country_of_origin="ZW"),)
    assert judge_chain("C028", (dug,), papers, "L1").outcome == "failed"
    assert judge_chain("C028", (dug, made), papers, "L2").outcome == "passed"


def test_a_waybill_without_an_event_is_information() -> None:
    waybill: tuple[Document, ...] = (paper("d1", WAYBILL, document_number="020-1", mineral="cassiterite"),)
    events = [e for e in chain() if e.id not in ("E6", "E7")]
    result = judge_chain("C021", numbered(events), waybill)
    assert [f.severity for f in result.findings] == ["info"]


def test_the_first_tags_of_a_record_may_be_those_that_the_papers_list() -> None:
    first = both(on("E1", tags=()), on("E2", tags=()), on("E3", tags=("T-100",)))(chain())
    listing = paper("d1", DocumentKind.PACKING_LIST, tag_numbers=["T-100", "T-101"])
    assert judge_chain("C011", first, [listing]).outcome == "not_decidable"
    other = paper("d1", DocumentKind.PACKING_LIST, tag_numbers=["T-555"])
    assert judge_chain("C011", first, [other]).outcome == "failed"
