"""The custody chain as EPCIS 2.0 events (GS1 EPCIS 2.0, JSON binding), each named by its CBV 2.0 event hash.

A step that makes a lot of others is a TransformationEvent, the others are ObjectEvents. What EPCIS has no member for
stands under our own namespace; names of parties, places and lots stand in the header's master data.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from passport.canonical import Json, JsonObject
from passport.model import Passport
from passport.records import EventRecord
from passport.untp.facts import BIZ_STEPS, MOVES, measure, own_lot
from passport.untp.naming import Publisher
from passport.untp.vocabulary import TERMS, plain_number

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
PREFIX = "lotpass"
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")


def epcis_document(passport: Passport, publisher: Publisher, made: datetime) -> JsonObject:
    """The lot's chain as an EPCISDocument; `made` (aware) is its creation date."""
    names: dict[str, dict[str, str]] = {"SourceDest": {}, "Location": {}, "EPCClass": {}}
    events: list[Json] = [_event(passport, event, publisher, names) for event in passport.custody]
    return {
        "@context": [CONTEXT, {PREFIX: TERMS}],
        "id": publisher.credential("epcis", passport.lot),
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": _time(made),
        "epcisHeader": {"epcisMasterData": {"vocabularyList": list(_master_data(names))}},
        "epcisBody": {"eventList": events},
    }


def _master_data(names: Mapping[str, Mapping[str, str]]) -> Iterator[Json]:
    for kind, named in names.items():
        if named:
            elements: list[Json] = [
                {"id": id_, "attributes": [{"id": "urn:epcglobal:cbv:mda#name", "attribute": name}]}
                for id_, name in named.items()
            ]
            yield {"type": f"urn:epcglobal:epcis:vtype:{kind}", "vocabularyElementList": elements}


def _event(
    passport: Passport, event: EventRecord, publisher: Publisher, names: dict[str, dict[str, str]]
) -> JsonObject:
    lot = own_lot(passport, event)
    inputs = [name for name in dict.fromkeys(own_lot(passport, other) for other in event.inputs) if name != lot]
    made: JsonObject = {"eventTime": _time(event.time), "eventTimeZoneOffset": _offset(event.time)}
    size = measure(event.quantity, event.unit)
    amount: JsonObject = {} if size is None else {"quantity": plain_number(size.value), "uom": size.unit}
    own: Json = [{"epcClass": _named(names, "EPCClass", publisher.lot(lot), f"Lot {lot}"), **amount}]
    if event.type not in MOVES and inputs:
        made["type"] = "TransformationEvent"
        made["inputQuantityList"] = [
            {"epcClass": _named(names, "EPCClass", publisher.lot(name), f"Lot {name}")} for name in inputs
        ]
        made["outputQuantityList"] = own
    else:
        made["type"] = "ObjectEvent"
        made["action"] = "ADD" if event.type in ("extract", "recycle") else "OBSERVE"
        made["quantityList"] = own
    made["bizStep"] = BIZ_STEPS.get(event.type, "other")
    if event.location:
        place = publisher.thing("facilities", event.location)
        made["readPoint"] = {"id": _named(names, "Location", place, event.location)}
    held = "owning_party" if event.type == "transfer" else "possessing_party"
    sides = (("sourceList", event.from_party, "source"), ("destinationList", event.to_party, "destination"))
    for member, name, side in sides:
        if name:
            party = _named(names, "SourceDest", publisher.thing("parties", name), name)
            made[member] = [{"type": held, side: party}]
    made |= {f"{PREFIX}:{name}": value for name, value in _own(event, lot)}
    return {"eventID": event_hash(made), **made}


def _named(names: dict[str, dict[str, str]], kind: str, id_: str, name: str) -> str:
    names[kind][id_] = name
    return id_


def _own(event: EventRecord, lot: str) -> Iterator[tuple[str, Json]]:
    """What the record says and EPCIS has no member for."""
    measured = measure(event.quantity, event.unit) is not None
    said: list[tuple[str, str | None]] = [
        ("lot", lot),
        ("eventType", event.type),
        ("recordedAs", event.id),
        ("country", event.country),
        ("mineSite", event.mine_site),
        ("mineral", event.mineral),
        ("process", event.process),
        ("recycledShare", event.recycled_share),
        ("quantityAsRecorded", None if measured or event.quantity is None else f"{event.quantity} {event.unit or ''}"),
        ("timeZone", None if event.offset_stated else "not stated, taken for UTC"),
    ]
    yield from ((name, value.strip()) for name, value in said if value and value.strip())
    for name, values in (("tags", event.tags), ("documentNumbers", event.document_numbers)):
        if values:
            yield name, list(values)


def _time(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _offset(time: datetime) -> str:
    text = time.strftime("%z")
    return f"{text[:3]}:{text[3:5]}"


# The event hash -----------------------------------------------------------------------------------------------------

_ORDER: Sequence[str] = (
    *("eventTime", "eventTimeZoneOffset", "quantityList", "inputQuantityList", "outputQuantityList", "action"),
    *("bizStep", "readPoint", "destinationList", "sourceList"),
)
"""The members that we write, in the order in which the hash takes them (CBV 2.0, section 8.9.2)."""


def event_hash(event: JsonObject) -> str:
    """The event's name by its content, `ni:///sha-256;…?ver=CBV2.0`, for events of the members written here."""
    return f"ni:///sha-256;{hashlib.sha256(pre_hash(event).encode()).hexdigest()}?ver=CBV2.0"


def pre_hash(event: JsonObject) -> str:
    """The text that is hashed: names and values without anything between, lists sorted, own members last, sorted."""
    parts = [f"eventType={event['type']}"]
    for name in _ORDER:
        if name in event:
            parts.append(_member(name, event[name]))
    own = [name for name in event if name.startswith(f"{PREFIX}:")]
    parts.extend(sorted(_own_member(name, event[name]) for name in own))
    return "".join(parts)


def _member(name: str, value: Json) -> str:
    if name == "bizStep":
        return f"bizStep=https://ref.gs1.org/cbv/BizStep-{value}"
    if isinstance(value, dict):
        return name + f"id={value['id']}"
    if isinstance(value, list):
        element = "quantityElement" if name.endswith(("uantityList",)) else ""
        return name + "".join(sorted(element + _element(item) for item in value if isinstance(item, dict)))
    return f"{name}={value}"


def _element(item: JsonObject) -> str:
    parts = []
    for name in ("type", "source", "destination", "epcClass", "quantity", "uom"):
        if name in item:
            value = item[name]
            text = f"https://ref.gs1.org/cbv/SDT-{value}" if name == "type" else str(value)
            parts.append(f"{name}={text}")
    return "".join(parts)


def _own_member(name: str, value: Json) -> str:
    key = f"{{{TERMS}}}{name.removeprefix(PREFIX + ':')}"
    values = value if isinstance(value, list) else [value]
    return "".join(sorted(f"{key}={_plain(str(item))}" for item in values))


def _plain(text: str) -> str:
    """A value as the hash takes it: numbers without zeros that say nothing, whatever type they have."""
    if not _NUMBER.fullmatch(text):
        return text
    number = float(text)
    return str(int(number)) if number.is_integer() else str(number)
