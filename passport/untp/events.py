"""Custody events as UNTP lifecycle events: making, moving and modifying, with quantities as recorded."""

from __future__ import annotations

from collections.abc import Iterator

from passport.model import Passport
from passport.multibase import digest_multibase
from passport.records import EventRecord
from passport.untp.acts import EventProduct, EventProductName, MakeEvent, ModifyEvent, MoveEvent
from passport.untp.facts import BIZ_STEPS, MOVES, lot_name, measure, own_lot
from passport.untp.model import Classification, Facility, Link, PartyRole
from passport.untp.naming import Publisher, paper_url
from passport.untp.product import party_named, place
from passport.untp.vocabulary import TERMS, Disposition, Role, rfc3339

Lifecycle = MakeEvent | MoveEvent | ModifyEvent

_TITLES = {
    "extract": "Mined",
    "aggregate": "Put together",
    "split": "Split off",
    "process": "Processed",
    "recycle": "Recycled",
    "transfer": "Handed over",
    "transport": "Carried",
    "export": "Exported",
    "import": "Imported",
}
_ROLES: dict[str, tuple[Role, Role]] = {
    "transport": ("consignor", "carrier"),
    "export": ("exporter", "importer"),
    "import": ("exporter", "importer"),
}
"""What the giving and the taking party are to the goods; in other steps consignor and consignee."""


def lifecycle_event(passport: Passport, event: EventRecord, publisher: Publisher) -> Lifecycle:
    """One custody event. A hand-over is a move; a step that brings a lot forth is a making; one that leaves the lot
    what it was is a modification.
    """
    lot = own_lot(passport, event)
    inputs = tuple(dict.fromkeys(own_lot(passport, name) for name in event.inputs))
    common = {
        "id": publisher.thing("events", f"{event.source}/{event.id}"),
        "name": f"{_TITLES.get(event.type, event.type.capitalize())}: lot {lot}",
        "description": _description(event),
        "event_date": rfc3339(event.time),
        "activity_type": _activity(event),
        "related_party": tuple(_parties(event, publisher)) or None,
        "related_document": tuple(_record(event)) or None,
    }
    quantity = measure(event.quantity, event.unit)

    def named(name: str, disposition: Disposition, own: bool) -> EventProduct:
        return EventProduct(
            product=EventProductName(
                type=("Product",),
                id=publisher.lot(name),
                name=lot_name(passport) if name == passport.lot else _goods(event, name),
                id_granularity="batch",
                batch_number=name,
            ),
            quantity=quantity if own else None,
            disposition=disposition,
        )

    if event.type in MOVES:
        return MoveEvent.model_validate(
            {
                **common,
                "type": ("MoveEvent", "LifecycleEvent"),
                "moved_product": (named(lot, "inTransit", own=True),),
                "from_facility": _held(publisher, event, event.from_party, leaving=True),
                "to_facility": _held(publisher, event, event.to_party, leaving=False),
            }
        )
    if event.type in ("extract", "recycle") or any(name != lot for name in inputs):
        return MakeEvent.model_validate(
            {
                **common,
                "type": ("MakeEvent", "LifecycleEvent"),
                "input_product": tuple(named(name, "consumed", own=False) for name in inputs if name != lot),
                "output_product": (named(lot, "new", own=True),),
                "made_at_facility": _made_at(publisher, event),
            }
        )
    return ModifyEvent.model_validate(
        {
            **common,
            "type": ("ModifyEvent", "LifecycleEvent"),
            "modified_product": (named(lot, "active", own=True),),
            "modified_at_facility": _made_at(publisher, event),
        }
    )


def _goods(event: EventRecord, lot: str) -> str:
    return event.mineral[:1].upper() + event.mineral[1:] if event.mineral else f"Lot {lot}"


def _description(event: EventRecord) -> str | None:
    told = [f"Process: {event.process}." if event.process else ""]
    if measure(event.quantity, event.unit) is None and event.quantity is not None:
        told.append(f"Quantity as recorded: {event.quantity} {event.unit or '(no unit)'}.")
    if not event.offset_stated:
        told.append("The record gives no time zone; the time was taken for UTC.")
    if event.recycled_share is not None:
        told.append(f"Recycled share as recorded: {event.recycled_share} %.")
    return " ".join(part for part in told if part) or None


def _activity(event: EventRecord) -> Classification:
    step = BIZ_STEPS.get(event.type)
    if step is None:
        return Classification(
            code=event.type, name=event.type, scheme_id=f"{TERMS}eventType", scheme_name="lotpass custody events"
        )
    return Classification(
        code=step, name=step, scheme_id="https://ref.gs1.org/cbv/BizStep", scheme_name="GS1 CBV Business Step"
    )


def _parties(event: EventRecord, publisher: Publisher) -> Iterator[PartyRole]:
    giving, taking = _ROLES.get(event.type, ("consignor", "consignee"))
    if event.type in ("extract", "recycle", "process"):
        taking = "operator"
    for role, name in ((giving, event.from_party), (taking, event.to_party)):
        if name:
            yield PartyRole(role=role, party=party_named(publisher, name, "As named in the custody record."))


def _record(event: EventRecord) -> Iterator[Link]:
    if event.source is not None:
        yield Link(
            linkURL=paper_url(event.source),
            link_name=f"Custody record, entry {event.position}" if event.position else "Custody record",
            digest_multibase=digest_multibase(event.source),
        )


def _made_at(publisher: Publisher, event: EventRecord) -> Facility:
    return place(publisher, event.mine_site or event.location or event.to_party)


def _held(publisher: Publisher, event: EventRecord, party: str | None, *, leaving: bool) -> Facility:
    """Where the goods were before or after: the record's place for the side that it speaks of, else the holder's."""
    if event.location and leaving == (event.type != "import"):
        return place(publisher, event.location)
    return place(publisher, party)
