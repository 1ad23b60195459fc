"""One EPCIS event as custody events: what it is to a lot, which lots, how much, by whom, where, under which papers."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from validate.custody import epcis_terms as terms
from validate.custody import values
from validate.custody.epcis_kind import Shape, kind_of
from validate.custody.epcis_lots import Packing, Portion, Unusable, event_class, lots_of, sequence, text_of
from validate.model import CustodyEvent, EventType

LONGEST_KEPT = 2_000
"""Characters of an unknown member that are kept."""
MOST_KEPT = 50
"""Unknown members of an event that are kept."""
MOST_READ = 1_000
"""Unknown members of an event that are looked at."""

_STANDARD = frozenset(
    {
        *("type", "@type", "isA", "@context", "eventID", "eventId", "eventTime", "eventTimeZoneOffset", "recordTime"),
        *("action", "epcList", "quantityList", "inputEPCList", "inputQuantityList", "outputEPCList", "parentID"),
        *("outputQuantityList", "childEPCs", "childQuantityList", "bizStep", "disposition", "readPoint", "bizLocation"),
        *("sourceList", "destinationList", "bizTransactionList", "ilmd", "transformationID", "errorDeclaration"),
        *("sensorElementList", "persistentDisposition", "certificationInfo"),
    }
)


@dataclass(frozen=True, slots=True)
class Master:
    """Names and countries of parties and places by identifier, as the document's master data gives them."""

    names: dict[str, str]
    countries: dict[str, str]

    def name(self, identifier: str) -> str:
        """The name that master data gives, else the readable end of the identifier."""
        return self.names.get(identifier) or terms.name_in(identifier)


def events_of(
    event: dict[str, Any], position: int, sha256: str, master: Master, made: frozenset[str], packing: Packing
) -> Iterator[CustodyEvent]:
    """The custody events that an EPCIS event stands for: one for each lot that it makes or concerns.

    What happens to a pallet or drum happens to the lots in it at that time (`packing`).

    Raises Unusable where time, kind or lots are missing or malformed.
    """
    when = values.moment(text_of(event.get("eventTime")) or "", text_of(event.get("eventTimeZoneOffset")))
    if when is None:
        raise Unusable(f"the eventTime {str(event.get('eventTime'))[:80]!r} is not an ISO 8601 date and time")
    inputs, outputs, container = lots_of(event)
    outputs = [portion for named in outputs for portion in packing.unpacked(named, when.time)]
    if not outputs and container is not None:
        # A seal put on a container, or a container packed into another, concerns the lots that lie in it.
        held = packing.unpacked(Portion(terms.lot_of(container), None, None, container), when.time)
        outputs = [portion for portion in held if not terms.is_container(portion.epc)]
    if not outputs:
        raise Unusable("the event names no lot")
    facts = _extensions(event)
    parties = _parties(event, master)
    place, country = _place(event, facts, master)
    shape = Shape(
        event=event_class(event),
        action=(text_of(event.get("action")) or "").upper(),
        step=terms.term(text_of(event.get("bizStep")) or ""),
        disposition=terms.term(text_of(event.get("disposition")) or ""),
        inputs=len(inputs),
        outputs=len(outputs),
        hands_over=bool(parties.owner_from and parties.owner_to and parties.owner_from != parties.owner_to),
        holder_changes=bool(parties.from_ and parties.to and parties.from_ != parties.to),
        already_made=any(portion.lot in made for portion in outputs),
        stated=facts.pop("eventtype", None) or facts.pop("custodyeventtype", None),
        process=facts.get("process"),
        exporting="countryofexport" in facts,
    )
    kind = kind_of(shape)
    if kind is None:
        raise Unusable(f"nothing says what the event is to its lots (bizStep {shape.step or 'absent'!r})")
    id_ = text_of(event.get("eventID") or event.get("eventId") or event.get("@id")) or f"event {position}"
    more = _more(event, facts, parties, shape, container)
    if when.day_only:
        more["time_precision"] = "day"
    share, share_trouble = _share(facts.get("recycledshare") or facts.get("recycledcontent"))
    if share_trouble:
        more["recycled_share"] = share_trouble
    sole = len(outputs) == 1
    used = {p.lot: f"{p.quantity} {p.unit or ''}".strip() for p in inputs if p.quantity is not None}
    if used:
        more["inputs_used"] = json.dumps(used, ensure_ascii=False)
    parents = tuple(dict.fromkeys(p.lot for p in inputs))
    for number, portion in enumerate(outputs, 1):
        own = dict(more)
        if portion.epc != portion.lot:
            own["epc"] = portion.epc
        if portion.trouble:
            own["quantity"] = portion.trouble
        origin = kind in {EventType.EXTRACT, EventType.RECYCLE}
        yield CustodyEvent(
            id=id_ if sole else f"{id_}#{number}",
            time=when.time,
            offset_stated=when.offset_stated,
            type=kind,
            lot=portion.lot,
            inputs=parents,
            from_party=parties.from_,
            to_party=parties.to,
            location=place,
            country=country or (values.country(facts.get("countryoforigin", "")) if origin else None),
            mine_site=_first(facts, "minesite", "mine", "minename", "minesiteid", "minesitename"),
            mineral=_first(facts, "mineral", "mineraltype", "commodity", "material", "descriptionshort"),
            quantity=portion.quantity,
            unit=portion.unit,
            tags=_tags(facts, event),
            process=_first(facts, "process", "processmethod", "processtype", "miningmethod"),
            recycled_share=share,
            document_numbers=_documents(event, facts),
            source=sha256,
            position=position,
            more=own,
        )


def _share(stated: str | None) -> tuple[Decimal | None, str | None]:
    if stated is None or values.absent(stated):
        return None, None
    amount = values.number(stated.rstrip("% "))
    return (None, stated) if values.unfit("recycled_share", amount.value) else (amount.value, None)


class Parties(NamedTuple):
    """Who hands over and who receives: owners where they are named, else those in possession."""

    from_: str | None
    to: str | None
    owner_from: str | None
    owner_to: str | None
    possessor_from: str | None
    possessor_to: str | None


def _parties(event: dict[str, Any], master: Master) -> Parties:
    sides: list[dict[str, str]] = []
    for list_name, member in (("sourceList", "source"), ("destinationList", "destination")):
        found: dict[str, str] = {}
        for element in sequence(event.get(list_name)):
            if not isinstance(element, dict) or not isinstance(element.get("type"), str):
                continue
            name = _named(element.get(member), master)
            if name:
                found.setdefault(terms.term(element["type"]), name)
        sides.append(found)
    owner_from, owner_to = (side.get("owning_party") for side in sides)
    held_from, held_to = (side.get("possessing_party") for side in sides)
    from_, to = owner_from or held_from, owner_to or held_to
    if owner_from is None and owner_to is not None:
        from_ = None if held_from is None or held_from == held_to else held_from
    return Parties(from_, to, owner_from, owner_to, held_from, held_to)


def _named(reference: Any, master: Master) -> str | None:
    if isinstance(reference, dict):
        name = text_of(reference.get("name")) or text_of(reference.get("cbvmda:name"))
        id_ = text_of(reference.get("id") or reference.get("@id"))
        return name or (master.name(id_) if id_ else None)
    return master.name(reference) if isinstance(reference, str) and reference.strip() else None


def _place(event: dict[str, Any], facts: dict[str, str], master: Master) -> tuple[str | None, str | None]:
    place = country = None
    for key in ("bizLocation", "readPoint"):
        reference = event.get(key)
        id_ = (
            text_of(reference.get("id") or reference.get("@id")) if isinstance(reference, dict) else text_of(reference)
        )
        if id_:
            place = place or _named(reference, master)
            country = country or values.country(master.countries.get(id_, ""))
    stated = facts.get("country") or facts.get("countrycode")
    return facts.get("location") or place, (values.country(stated) if stated else None) or country


def _extensions(event: dict[str, Any]) -> dict[str, str]:
    """Members that are not the standard's, of the event and of its master data (ilmd), under any prefix, as text."""
    found: dict[str, str] = {}
    ilmd = event.get("ilmd")
    for members, standard in ((event, _STANDARD), (ilmd if isinstance(ilmd, dict) else {}, frozenset[str]())):
        for key, value in members.items():
            if key in standard or value is None or len(found) >= MOST_READ:
                continue
            found.setdefault(terms.local(key), _as_text(value))
    return found


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()[:LONGEST_KEPT]
    if isinstance(value, list) and all(isinstance(item, str | int | Decimal) for item in value):
        return ";".join(str(item).strip() for item in value)[:LONGEST_KEPT]
    if isinstance(value, dict) and isinstance(value.get("@value") or value.get("name"), str):
        return str(value.get("@value") or value["name"]).strip()[:LONGEST_KEPT]
    if isinstance(value, bool | int | Decimal):
        return str(value)
    return json.dumps(value, ensure_ascii=False, default=str)[:LONGEST_KEPT]


_NAMED = frozenset(
    {"minesite", "mineral", "process", "recycledshare", "tags", "documentnumbers", "location", "country"}
)


def _more(
    event: dict[str, Any], facts: dict[str, str], parties: Parties, shape: Shape, container: str | None
) -> dict[str, str]:
    unknown = ((key, value) for key, value in facts.items() if key not in _NAMED and value)
    more = dict(itertools.islice(unknown, MOST_KEPT))
    if shape.step:
        more["biz_step"] = shape.step
    if shape.disposition:
        more["disposition"] = shape.disposition
    if shape.action:
        more["action"] = shape.action
    if container:
        more["container"] = container
    if parties.possessor_from and parties.possessor_from != parties.from_:
        more["possessor_from"] = parties.possessor_from
    if parties.possessor_to and parties.possessor_to != parties.to:
        more["possessor_to"] = parties.possessor_to
    if "countryoforigin" in more:
        more["country_of_origin"] = more.pop("countryoforigin")
    return more


def _tags(facts: dict[str, str], event: dict[str, Any]) -> tuple[str, ...]:
    found: list[str] = []
    for key in ("tags", "tag", "tagnumbers", "seals", "seal", "sealnumbers", "sealnumber"):
        found.extend(values.items(facts.get(key, "")))
    if event_class(event) == "AssociationEvent":
        # A seal or tag that is itself identified (GIAI) is associated with the lot that it closes.
        found.extend(
            terms.name_in(epc)
            for epc in sequence(event.get("childEPCs"))
            if isinstance(epc, str) and terms.is_container(epc)
        )
    return tuple(dict.fromkeys(found))


def _documents(event: dict[str, Any], facts: dict[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    for element in sequence(event.get("bizTransactionList")):
        stated = element.get("bizTransaction") if isinstance(element, dict) else element
        if isinstance(stated, str) and stated.strip():
            found.append(terms.document_number(stated))
    for key in ("documentnumbers", "documents", "documentnumber", "certificatenumber"):
        found.extend(values.items(facts.get(key, "")))
    return tuple(dict.fromkeys(found))


def _first(facts: dict[str, str], *keys: str) -> str | None:
    return next((facts[key] for key in keys if facts.get(key) and not values.absent(facts[key])), None)
