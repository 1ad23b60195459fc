"""Clean custody chains for the tests, and the means to change one thing in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from extract.model import Document, DocumentKind
from tests.validate.papers import paper
from validate.custody.graph import history
from validate.model import CustodyEvent, CustodyRecord, Dossier, EventType, Finding, Lot
from validate.policy import Policy
from validate.reference import Reference
from validate.rules.custody import THEMES
from validate.rules.model import RULES, Case, Result

KP, ICGLR = DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, DocumentKind.ICGLR_CERTIFICATE
INVOICE, PACKING = DocumentKind.COMMERCIAL_INVOICE, DocumentKind.PACKING_LIST

AS_OF = date(2026, 3, 1)
SOURCE = "cd" * 32


def at(text: str) -> datetime:
    """A time in UTC; nine in the morning where none is given."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if "T" in text else moment.replace(hour=9, tzinfo=UTC)


def step(id_: str, when: str, kind: str, lot: str, weight: str | None = None, **facts: Any) -> CustodyEvent:
    """An event; `weight` as `743.78 ct`, `inputs` and `tags` as text with spaces, `hands` as `giver > taker`."""
    quantity, _, unit = (weight or "").partition(" ")
    hands = facts.pop("hands", "")
    giver, _, taker = (part.strip() for part in hands.partition(">")) if hands else ("", "", "")
    for name in ("inputs", "tags", "document_numbers"):
        if isinstance(facts.get(name), str):
            facts[name] = tuple(facts[name].split())
    return CustodyEvent(
        id=id_,
        time=at(when),
        type=EventType(kind),
        lot=lot,
        quantity=Decimal(quantity) if quantity else None,
        unit=unit or None,
        from_party=giver or None,
        to_party=taker or None,
        source=SOURCE,
        **facts,
    )


def numbered(events: Sequence[CustodyEvent]) -> tuple[CustodyEvent, ...]:
    """The events in time order, with their place as position."""
    ordered = sorted(events, key=lambda event: event.time)
    return tuple(event.model_copy(update={"position": i}) for i, event in enumerate(ordered, 1))


MINE, SELLER, BUYER = "Motete Pipe Mine Operating Company", "Khubelu Sales (Pty) Ltd", "Zuiderdok Rough BV"
ORE: dict[str, Any] = {"country": "LS", "mineral": "rough diamonds"}


def diamonds() -> tuple[CustodyEvent, ...]:
    """Two extractions, joined, cleaned, sold, split with a remainder, moved and exported under one seal."""
    return numbered(
        (
            step(
                "E1", "2025-10-27", "extract", "LS-M1", "743.78 ct", hands=f"> {MINE}", mine_site="Motete Pipe", **ORE
            ),
            step(
                "E2", "2025-11-10", "extract", "LS-M2", "1089.51 ct", hands=f"> {MINE}", mine_site="Motete Pipe", **ORE
            ),
            step(
                *("E3", "2025-11-17", "aggregate", "LS-AG", "1833.29 ct"),
                inputs="LS-M1 LS-M2",
                hands=f"{MINE} > {MINE}",
                **ORE,
            ),
            step(
                *("E4", "2025-12-02", "process", "LS-S", "1830.54 ct"),
                inputs="LS-AG",
                hands=f"{MINE} > {MINE}",
                process="acid cleaning and sorting",
                **ORE,
            ),
            step("E5", "2025-12-18", "transfer", "LS-S", "1830.54 ct", hands=f"{MINE} > {SELLER}", **ORE),
            step("E6", "2026-01-01", "split", "LS-1", "1273.09 ct", inputs="LS-S", hands=f"{SELLER} > {SELLER}", **ORE),
            step(
                *("E7", "2026-01-01T10:15", "split", "LS-R", "557.45 ct"),
                inputs="LS-S",
                hands=f"{SELLER} > {SELLER}",
                **ORE,
            ),
            step(
                *("E8", "2026-01-28", "transport", "LS-1", "1273.09 ct"),
                hands=f"{SELLER} > {SELLER}",
                tags="KP251209",
                process="road",
                **ORE,
            ),
            step(
                *("E9", "2026-01-31", "export", "LS-1", "1273.09 ct"),
                hands=f"{SELLER} > {BUYER}",
                tags="KP251209",
                document_numbers=("LS 024780", "KK66877"),
                **ORE,
            ),
        )
    )


COOPS = ("Cooperative Nimini", "Cooperative Kissi", "Cooperative San Lorenzo")
DEALER, TRADER, SMELTER = "Comptoir Musanze Sarl", "Kivumu Tin Exporters Ltd", "Perai Smelting Sdn. Bhd."
TIN: dict[str, Any] = {"country": "RW", "mineral": "cassiterite"}
SITE = "Gatumba Nord (RW-1.9241+29.6431-00117)"


def tin() -> tuple[CustodyEvent, ...]:
    """Three cooperatives' bags, each sold to a dealer, joined, sold on, dried, exported; tags from the mine, a seal."""
    weights = ("4337.6 kg", "3491.3 kg", "2750.7 kg")
    events = []
    for i, (coop, weight) in enumerate(zip(COOPS, weights, strict=True), 1):
        lot, tags = f"RW-P{i}", f"ITR100{i}"
        day = f"2025-11-{i:02d}"
        events.append(
            step(
                *(f"T{i}", day, "extract", lot, weight),
                hands=f"> {coop}",
                mine_site=SITE,
                tags=tags,
                process="artisanal digging",
                **TIN,
            )
        )
        events.append(
            step(
                f"T{i + 3}", f"2025-11-{i + 12}", "transfer", lot, weight, hands=f"{coop} > {DEALER}", tags=tags, **TIN
            )
        )
    return numbered(
        (
            *events,
            step(
                *("T7", "2025-12-22", "aggregate", "RW-A", "10579.6 kg"),
                inputs="RW-P1 RW-P2 RW-P3",
                hands=f"{DEALER} > {DEALER}",
                tags="ITR1001 ITR1002 ITR1003",
                **TIN,
            ),
            step("T8", "2025-12-30", "transfer", "RW-A", "10579.6 kg", hands=f"{DEALER} > {TRADER}", **TIN),
            step(
                *("T9", "2026-01-11", "process", "RW-1", "10420.9 kg"),
                inputs="RW-A",
                hands=f"{TRADER} > {TRADER}",
                process="drying and magnetic separation",
                **TIN,
            ),
            step(
                "T10", "2026-02-05", "transport", "RW-1", "10.421 t", hands=f"{TRADER} > {TRADER}", tags="ML765", **TIN
            ),
            step(
                *("T11", "2026-02-08", "export", "RW-1", "10420.9 kg"),
                hands=f"{TRADER} > {SMELTER}",
                tags="ML765",
                document_numbers=("RW-ICGLR-69890", "INV-2686"),
                **TIN,
            ),
        )
    )


def diamond_papers() -> tuple[Document, ...]:
    """Certificate and invoice of the diamond lot."""
    facts: dict[str, Any] = {
        "mineral": "rough diamonds",
        "carat_weight": "1273.09",
        "exporter_name": "Khubelu Sales (PTY) Limited",
        "importer_name": BUYER,
        "country_of_origin": "LS",
    }
    certificate = paper("d1", KP, **facts, document_number="LS 024780", seal_numbers=["KP 251209"])
    return certificate, paper("d2", INVOICE, **facts, document_number="KK66877")


def tin_papers() -> tuple[Document, ...]:
    """ICGLR certificate and packing list of the tin lot."""
    facts: dict[str, Any] = {
        "mineral": "cassiterite",
        "exporter_name": TRADER,
        "importer_name": SMELTER,
        "lot_number": "RW-1",
    }
    certificate = paper(
        "d1",
        ICGLR,
        **facts,
        net_weight=("10.421", "t"),
        country_of_origin="RW",
        mine_site="Gatumba Nord",
        tag_numbers=["ITR1001", "ITR1002", "ITR1003"],
    )
    return certificate, paper("d2", PACKING, **facts, net_weight=("10420.9", "kg"), seal_numbers=["ML765"])


def case(
    events: Sequence[CustodyEvent],
    *lots: str,
    documents: Sequence[Document] = (),
    as_of: date = AS_OF,
    record: CustodyRecord | None = None,
) -> Case:
    """A lot of these custody lots (by default the last event's) before the rules."""
    everything = record or CustodyRecord(events=numbered(events))
    own = lots or ((everything.events[-1].lot,) if everything.events else ())
    lot = Lot(id=own[0] if own else "L", documents=tuple(d.id for d in documents), custody_lots=own)
    past = history(everything.events, own) if own else ()
    dossier = Dossier(files=(), documents=tuple(documents), custody=everything)
    return Case(lot, tuple(documents), past, dossier, (lot,), Reference.load(), Policy.load(), as_of)


def judge(rule: str, given: Case) -> Result:
    """One rule's answer."""
    return RULES[rule].judge(given)


def codes(result: Result) -> set[str]:
    """The codes that a rule raised."""
    return {finding.code for finding in result.findings}


def findings(given: Case) -> list[Finding]:
    """What all custody rules find, information left out."""
    modules = {theme.__name__ for theme in THEMES}
    rules = [rule for rule in RULES.values() if rule.judge.__module__ in modules]
    return [f for rule in rules for f in rule.judge(given).findings if f.severity != "info"]


def change(events: Sequence[CustodyEvent], id_: str, **facts: Any) -> tuple[CustodyEvent, ...]:
    """The events with one of them changed."""
    if isinstance(facts.get("time"), str):
        facts["time"] = at(facts["time"])
    if isinstance(facts.get("quantity"), str):
        facts["quantity"] = Decimal(facts["quantity"])
    assert any(event.id == id_ for event in events)
    return numbered([e.model_copy(update=facts) if e.id == id_ else e for e in events])


def without(events: Sequence[CustodyEvent], *ids: str) -> tuple[CustodyEvent, ...]:
    """The events without some of them."""
    return numbered([event for event in events if event.id not in ids])


Chain = Callable[[], tuple[CustodyEvent, ...]]
