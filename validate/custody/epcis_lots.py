"""The lots that an EPCIS event names, with their quantities, and the pallets and drums that hold lots for a while."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from validate.custody import epcis_terms as terms
from validate.custody import values
from validate.custody.units import fold_unit

MOST_LOTS = 10_000
"""Lots that one event may name."""
DEEPEST_PACKING = 6
"""Containers within containers: a bag in a drum on a pallet in a sea container."""

_PIECES = "pcs"


class Unusable(Exception):  # noqa: N818 - says what the event is, as CustodyFault does
    """An event that cannot be used; the text says why."""


class Portion(NamedTuple):
    """A lot with the quantity that an event states for it."""

    lot: str
    quantity: Decimal | None
    unit: str | None
    epc: str
    trouble: str | None = None


def event_class(event: dict[str, Any]) -> str:
    stated = next((event[key] for key in ("type", "@type", "isA") if isinstance(event.get(key), str)), "")
    name = str(stated).split(":")[-1].split("/")[-1].split("#")[-1]
    if name not in terms.EVENT_KINDS:
        raise Unusable(f"the event type {name[:80]!r} is not one of EPCIS")
    return name


def lots_of(event: dict[str, Any]) -> tuple[list[Portion], list[Portion], str | None]:
    """Input lots, lots that the event makes or concerns, and the container that holds them if there is one."""
    name = event_class(event)
    if name == "TransformationEvent":
        inputs = portions(event, "inputQuantityList", "inputEPCList")
        return inputs, portions(event, "outputQuantityList", "outputEPCList"), None
    if name in {"AggregationEvent", "AssociationEvent"}:
        return _packed(event)
    found = portions(event, "quantityList", "epcList")
    if name == "QuantityEvent" and isinstance(event.get("epcClass"), str):
        found = [_portion(event)]
    parent = text_of(event.get("parentID"))
    if parent and not found:
        found = [Portion(terms.lot_of(parent), None, None, parent)]
    return [], found, None


def _packed(event: dict[str, Any]) -> tuple[list[Portion], list[Portion], str | None]:
    """Aggregation: a parent that is a lot is made of its children; a pallet or drum only holds them."""
    parent = text_of(event.get("parentID"))
    children = portions(event, "childQuantityList", "childEPCs")
    goods = [child for child in children if not terms.is_container(child.epc)]
    if parent is None or terms.is_container(parent):
        return [], goods, parent
    whole = Portion(terms.lot_of(parent), *_total(goods), parent)
    if (text_of(event.get("action")) or "").upper() == "DELETE":
        return [whole._replace(quantity=None, unit=None)], goods, None
    if not goods:
        return [], [whole], None
    return goods, [whole], None


def _total(portions: list[Portion]) -> tuple[Decimal | None, str | None]:
    """What the children weigh together, where all state it in one unit."""
    units = {portion.unit for portion in portions}
    amounts = [portion.quantity for portion in portions if portion.quantity is not None]
    if len(units) != 1 or len(amounts) != len(portions):
        return None, None
    return sum(amounts, Decimal(0)), units.pop()


def portions(event: dict[str, Any], quantities: str, instances: str) -> list[Portion]:
    found: list[Portion] = []
    if isinstance(event.get(quantities), str | int | float):
        raise Unusable(f"its {quantities} is no list of quantities")
    for element in sequence(event.get(quantities)):
        if isinstance(element, dict) and isinstance(element.get("epcClass"), str) and element["epcClass"].strip():
            found.append(_portion(element))
        elif isinstance(element, str) and element.strip():
            found.append(Portion(terms.lot_of(element), None, None, element))
    known = {portion.lot for portion in found}
    for epc in sequence(event.get(instances)):
        if isinstance(epc, str) and epc.strip() and terms.lot_of(epc) not in known:
            found.append(Portion(terms.lot_of(epc), None, None, epc))
    if len(found) > MOST_LOTS:
        raise Unusable(f"the event names more than {MOST_LOTS} lots")
    return found


def _portion(element: dict[str, Any]) -> Portion:
    epc = element["epcClass"]
    stated = element.get("quantity")
    unit = text_of(element.get("uom"))
    if stated is None:
        return Portion(terms.lot_of(epc), None, None, epc)
    amount = _decimal(stated)
    trouble = values.unfit("quantity", amount)
    if trouble is not None:
        return Portion(terms.lot_of(epc), None, None, epc, f"{str(stated)[:80]} {trouble}")
    # EPCIS counts pieces where no unit of measure is given (EPCIS 2.0, 7.3.3.3).
    return Portion(terms.lot_of(epc), amount, fold_unit(unit) if unit else _PIECES, epc)


def _decimal(stated: Any) -> Decimal | None:
    if isinstance(stated, bool):
        return None
    if isinstance(stated, int):
        return Decimal(stated)
    if isinstance(stated, Decimal):
        return stated if stated.is_finite() else None
    return values.number(stated).value if isinstance(stated, str) else None


def sequence(value: Any) -> Iterable[Any]:
    if isinstance(value, list):
        return value
    return () if value is None else (value,)


def text_of(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None


@dataclass(slots=True)
class Packing:
    """Which lots lie in which container (SSCC, GRAI, GIAI) from when to when, from the aggregation events."""

    _stays: dict[str, list[tuple[datetime, datetime | None, Portion]]] = field(default_factory=dict)

    @classmethod
    def of(cls, events: Iterable[Any]) -> Packing:
        """Packing and unpacking of all events, in time order whatever the order of the file."""
        timed: list[tuple[datetime, int, str, str, list[Portion]]] = []
        for number, event in enumerate(events):
            if not isinstance(event, dict) or event.get("errorDeclaration") is not None:
                continue
            container = text_of(event.get("parentID"))
            when = values.moment(text_of(event.get("eventTime")) or "", text_of(event.get("eventTimeZoneOffset")))
            if container is None or when is None or not terms.is_container(container):
                continue
            try:
                children = portions(event, "childQuantityList", "childEPCs")
            except Unusable:
                continue
            action = (text_of(event.get("action")) or "ADD").upper()
            timed.append((when.time, number, container, action, children))
        packing = cls()
        for time, _, container, action, children in sorted(timed, key=lambda entry: entry[:2]):
            stays = packing._stays.setdefault(container, [])
            if action == "DELETE":
                gone = {child.lot for child in children}
                for index, (since, until, child) in enumerate(stays):
                    if until is None and (not gone or child.lot in gone):
                        stays[index] = since, time, child
            else:
                held = {child.lot for _, until, child in stays if until is None}
                stays.extend((time, None, child) for child in children if child.lot not in held)
        return packing

    def unpacked(self, portion: Portion, time: datetime, depth: int = 0) -> list[Portion]:
        """The lots in a container at a time; a lot itself, and a container whose content no event tells, as it is."""
        stays = self._stays.get(portion.epc)
        if not stays or depth > DEEPEST_PACKING:
            return [portion]
        held = [child for since, until, child in stays if since <= time and (until is None or time <= until)]
        if not held:
            return [portion]
        found = [lot for child in held for lot in self.unpacked(child, time, depth + 1)]
        # A seal or an empty pallet among the goods is no lot.
        return [lot for lot in found if not terms.is_container(lot.epc)][:MOST_LOTS] or found[:MOST_LOTS]
