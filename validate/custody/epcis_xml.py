"""Custody records from EPCIS in XML (EPCIS 2.0, and 1.x as older systems write it): each event as its JSON form.

The file is read as a stream: no more than one event is in memory as elements. Entities and document types are refused.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Protocol
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from validate.custody.epcis_terms import EVENT_KINDS
from validate.custody.errors import NotCustody

DEEPEST = 40
"""Elements within elements; EPCIS needs a dozen."""

ROOTS = frozenset({"EPCISDocument", "EPCISQueryDocument", "EventList", *EVENT_KINDS})
"""Elements that an EPCIS file in XML may begin with."""

_WRAPPERS = frozenset({"extension", "baseExtension"})
"""EPCIS 1.x puts what it added later into these; in 2.0 it stands beside the rest."""

_EPC_LISTS = frozenset({"epcList", "childEPCs", "inputEPCList", "outputEPCList"})
_QUANTITY_LISTS = frozenset({"quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"})
_PAIRS = {
    "bizTransactionList": ("bizTransaction", "bizTransaction"),
    "sourceList": ("source", "source"),
    "destinationList": ("destination", "destination"),
}
"""Lists whose items are a text with a type beside it, and how JSON calls the text."""


class Read(Protocol):
    """What is done with each event, counted from 1, as JSON would state it."""

    def __call__(self, event: dict[str, Any]) -> None: ...


def xml_document(data: bytes, most_events: int) -> dict[str, Any]:
    """The file as the JSON form of an EPCISDocument: its events in order, and its master data.

    Raises NotCustody: `custody-damaged` for what is not well-formed or declares entities, `custody-not-a-record` for
    XML that is no EPCIS, `custody-too-large`.
    """
    events: list[dict[str, Any]] = []
    vocabularies: list[dict[str, Any]] = []

    def keep(event: dict[str, Any]) -> None:
        if len(events) >= most_events:
            raise NotCustody(
                "custody-too-large",
                f"The custody file has more than {most_events} events.",
                "Split it into smaller files, each with whole lots.",
            )
        events.append(event)

    try:
        listed = _walk(data, keep, lambda element: vocabularies.append(_vocabulary(element)))
    except DefusedXmlException as error:
        raise NotCustody(
            "custody-damaged",
            "The XML file declares a document type or entities, which are never resolved.",
            "Export the custody record again without them.",
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise NotCustody(
            "custody-damaged",
            f"The file looks like XML and cannot be read as such: {str(error)[:200]}.",
            "Export the custody record again, or hand it in as CSV.",
        ) from error
    header = {"epcisMasterData": {"vocabularyList": vocabularies}}
    body = {"eventList": events} if listed or events else {}
    return {"type": "EPCISDocument", "epcisHeader": header, "epcisBody": body}


def _walk(data: bytes, keep: Read, on_vocabulary: Callable[[Element], None]) -> bool:
    """Hands on each event and vocabulary; True where the file has a list of events, be it empty."""
    listed = False
    path: list[Element] = []
    inside = 0  # how deep within an event or vocabulary, whose elements are kept until it ends
    for what, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
        name = _local(element.tag)
        whole = name in EVENT_KINDS or name == "Vocabulary"
        if what == "start":
            if not path and name not in ROOTS:
                raise NotCustody(
                    "custody-not-a-record",
                    f"The XML file begins with {name[:80]!r} and is no EPCIS document.",
                    "Hand in the custody record as EPCIS 2.0 (XML or JSON) or as CSV.",
                )
            path.append(element)
            if len(path) > DEEPEST:
                raise ParseError(f"elements are nested more than {DEEPEST} deep")
            inside += bool(inside or whole)
            listed = listed or name == "EventList"
            continue
        path.pop()
        if not inside:
            element.clear()
            continue
        inside -= 1
        if inside == 0:
            if name == "Vocabulary":
                on_vocabulary(element)
            else:
                keep(_event(element))
            element.clear()
            if path:
                path[-1].clear()
    return listed


def _local(tag: object) -> str:
    """The element's name without its namespace."""
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _key(tag: object) -> str:
    """The member's name: plain for the standard's own elements, with a prefix for those of other namespaces.

    Most of EPCIS's elements stand in no namespace, and its own begins with `urn:epcglobal:`.
    """
    text = tag if isinstance(tag, str) else ""
    if not text.startswith("{") or text.startswith("{urn:epcglobal:"):
        return _local(text)
    return f"x:{_local(text)}"


def _event(element: Element) -> dict[str, Any]:
    event: dict[str, Any] = {"type": _local(element.tag)}
    _members(element, event)
    return event


def _members(element: Element, into: dict[str, Any]) -> None:
    for child in element:
        key = _key(child.tag)
        if key in _WRAPPERS:
            _members(child, into)
        elif key in _EPC_LISTS:
            into[key] = [_text(epc) for epc in child]
        elif key in _QUANTITY_LISTS:
            into[key] = [{_key(part.tag): _text(part) for part in item} for item in child]
        elif key in _PAIRS:
            item_name, member = _PAIRS[key]
            into[key] = [
                {"type": item.get("type") or "", member: _text(item)} for item in child if _key(item.tag) == item_name
            ]
        elif key in ("readPoint", "bizLocation"):
            into[key] = {_key(part.tag): _text(part) for part in child}
        elif key == "ilmd":
            found: dict[str, Any] = {}
            _members(child, found)
            into[key] = found
        else:
            _add(into, key, _value(child))


def _add(into: dict[str, Any], key: str, value: Any) -> None:
    """An element that comes again is a list, as JSON-LD has it."""
    if key not in into:
        into[key] = value
    elif isinstance(into[key], list):
        into[key].append(value)
    else:
        into[key] = [into[key], value]


def _value(element: Element) -> Any:
    if not len(element):
        return _text(element)
    found: dict[str, Any] = {}
    for child in element:
        _add(found, _key(child.tag), _value(child))
    return found


def _text(element: Element) -> str:
    return (element.text or "").strip()


def _vocabulary(element: Element) -> dict[str, Any]:
    """A vocabulary of the master data with its elements and their attributes."""
    elements = []
    for entry in element.iter():
        if _local(entry.tag) != "VocabularyElement":
            continue
        attributes = [
            {"id": part.get("id") or "", "attribute": _text(part)} for part in entry if _local(part.tag) == "attribute"
        ]
        elements.append({"id": entry.get("id") or "", "attributes": attributes})
    return {"type": element.get("type") or "", "vocabularyElementList": elements}
