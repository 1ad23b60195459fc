"""Custody records from EPCIS 2.0: the document, its master data, and the order in which its events are read."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from validate.custody import epcis_terms as terms
from validate.custody.epcis_event import Master, events_of
from validate.custody.epcis_lots import Packing, Unusable, sequence
from validate.custody.errors import NotCustody
from validate.model import CustodyEvent, CustodyFault

_NAME_KEYS = (
    "name",
    "organisationname",
    "organizationname",
    "partyname",
    "sitename",
    "locationname",
    "descriptionshort",
)
_COUNTRY_KEYS = ("countrycode", "country", "countryoforigin")


def read_epcis(
    text: str, sha256: str, most_events: int
) -> tuple[list[CustodyEvent], list[CustodyFault], tuple[str, ...]]:
    """Events, faults and the ids of events that an error declaration withdrew. `position` counts the events from 1.

    Raises NotCustody (`custody-damaged`, `custody-not-a-record`, `custody-too-large`).
    """
    try:
        # Decimal keeps 4337.6 what it was; the constants NaN and Infinity come through as text and fail as numbers.
        document = json.loads(text, parse_float=Decimal, parse_constant=str)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise NotCustody(
            "custody-damaged",
            f"The file looks like JSON and cannot be read as such: {str(error)[:200]}.",
            "Export the custody record again, or hand it in as CSV.",
        ) from error
    return events_in(document, sha256, most_events)


def events_in(
    document: Any, sha256: str, most_events: int
) -> tuple[list[CustodyEvent], list[CustodyFault], tuple[str, ...]]:
    """What `read_epcis` gives, of a document that is already taken apart."""
    found = _event_list(document)
    if found is None:
        raise NotCustody(
            "custody-not-a-record",
            "The file is neither an EPCIS document nor a list of EPCIS events.",
            "Hand in an EPCISDocument (EPCIS 2.0), a list of its events, or a CSV table.",
        )
    if len(found) > most_events:
        raise NotCustody(
            "custody-too-large",
            f"The custody file has more than {most_events} events.",
            "Split it into smaller files, each with whole lots.",
        )
    master = _master_data(document)
    withdrawn, faults = _withdrawn(found, sha256)
    events: list[CustodyEvent] = []
    made, packing = _made_lots(found), Packing.of(found)
    for position, event in enumerate(found, 1):
        if not isinstance(event, dict):
            faults.append(CustodyFault(source=sha256, position=position, reason="the event is not a JSON object"))
            continue
        if event.get("errorDeclaration") is not None or _id(event) in withdrawn:
            continue
        try:
            for one in events_of(event, position, sha256, master, made, packing):
                events.append(one)
                if one.quantity is None and "quantity" in one.more:
                    reason = f"quantity {one.more['quantity']}; the event of lot {one.lot} is used without it"
                    faults.append(CustodyFault(source=sha256, position=position, reason=reason))
        except Unusable as reason:
            faults.append(CustodyFault(source=sha256, position=position, reason=str(reason)))
        except RecursionError:
            faults.append(CustodyFault(source=sha256, position=position, reason="the event is nested too deep"))
    return events, faults, tuple(sorted(withdrawn))


def _event_list(document: Any) -> list[Any] | None:
    """The events wherever a document, a query result, a bare list or a single event holds them."""
    if isinstance(document, list):
        return document if _looks_like_events(document) else None
    if not isinstance(document, dict):
        return None
    if terms_kind(document) in terms.EVENT_KINDS:
        return [document]
    for path in (
        ("epcisBody", "eventList"),
        ("epcisBody", "queryResults", "resultsBody", "eventList"),
        ("queryResults", "resultsBody", "eventList"),
        ("resultsBody", "eventList"),
        ("eventList",),
        ("epcisBody", "event"),
    ):
        inner: Any = document
        for step in path:
            inner = inner.get(step) if isinstance(inner, dict) else None
        if isinstance(inner, list):
            return inner
        if isinstance(inner, dict):
            return [inner]
    return None


def _looks_like_events(found: list[Any]) -> bool:
    return not found or any(
        isinstance(event, dict) and (terms_kind(event) in terms.EVENT_KINDS or "eventTime" in event) for event in found
    )


def terms_kind(event: dict[str, Any]) -> str:
    """The event's class name, from `type`, `@type` or `isA`, without a namespace."""
    for key in ("type", "@type", "isA"):
        stated = event.get(key)
        if isinstance(stated, str):
            return stated.split(":")[-1].split("/")[-1].split("#")[-1]
    return ""


def _id(event: dict[str, Any]) -> str | None:
    stated = event.get("eventID") or event.get("eventId") or event.get("@id")
    return stated if isinstance(stated, str) and stated.strip() else None


def _withdrawn(found: list[Any], sha256: str) -> tuple[set[str], list[CustodyFault]]:
    """Ids of events declared to be in error (EPCIS 2.0, 7.4.1.4): the declaration repeats the event with its id."""
    ids: set[str] = set()
    faults: list[CustodyFault] = []
    for position, event in enumerate(found, 1):
        if isinstance(event, dict) and event.get("errorDeclaration") is not None:
            id_ = _id(event)
            if id_ is None:
                reason = "the event declares an error and has no eventID, so that no other event can be withdrawn"
                faults.append(CustodyFault(source=sha256, position=position, reason=reason))
            else:
                ids.add(id_)
    return ids, faults


def _made_lots(found: list[Any]) -> frozenset[str]:
    """Lots that some transformation or aggregation brings forth; commissioning these is no extraction."""
    made: set[str] = set()
    for event in found:
        if not isinstance(event, dict):
            continue
        for element in sequence(event.get("outputQuantityList")):
            if isinstance(element, dict) and isinstance(element.get("epcClass"), str):
                made.add(terms.lot_of(element["epcClass"]))
        made.update(terms.lot_of(epc) for epc in sequence(event.get("outputEPCList")) if isinstance(epc, str))
    return frozenset(made)


def _master_data(document: Any) -> Master:
    """Names and countries of parties and places, from the header's vocabularies."""
    names: dict[str, str] = {}
    countries: dict[str, str] = {}
    for element in _vocabulary_elements(document):
        id_ = element.get("id") or element.get("@id")
        attributes = element.get("attributes") or element.get("attribute") or ()
        if not isinstance(id_, str) or not isinstance(attributes, list | dict):
            continue
        stated = _attributes(attributes)
        for key in _NAME_KEYS:
            if key in stated:
                names.setdefault(id_, stated[key])
        for key in _COUNTRY_KEYS:
            if key in stated:
                countries.setdefault(id_, stated[key])
    return Master(names, countries)


def _attributes(attributes: list[Any] | dict[str, Any]) -> dict[str, str]:
    if isinstance(attributes, dict):
        return {terms.local(key): value for key, value in attributes.items() if isinstance(value, str)}
    found: dict[str, str] = {}
    for attribute in attributes:
        if isinstance(attribute, dict):
            key = attribute.get("id") or attribute.get("@id") or attribute.get("type")
            value = attribute.get("attribute") or attribute.get("value") or attribute.get("@value")
            if isinstance(key, str) and isinstance(value, str):
                found.setdefault(terms.local(key), value)
    return found


def _vocabulary_elements(document: Any) -> list[dict[str, Any]]:
    header = document.get("epcisHeader") if isinstance(document, dict) else None
    data = header.get("epcisMasterData") if isinstance(header, dict) else None
    lists = data.get("vocabularyList") if isinstance(data, dict) else None
    found: list[dict[str, Any]] = []
    for vocabulary in lists if isinstance(lists, list) else ():
        elements = vocabulary.get("vocabularyElementList") if isinstance(vocabulary, dict) else None
        found.extend(e for e in (elements if isinstance(elements, list) else ()) if isinstance(e, dict))
    return found
