"""What an EPCIS event is to a lot, in the contract's words, from its class, business step, lots and parties."""

from __future__ import annotations

from dataclasses import dataclass

from validate.custody import epcis_terms as terms
from validate.custody.words import event_type
from validate.model import EventType

_RECYCLING = frozenset({"recycling", "recycled", "collecting_scrap", "reclaiming"})


@dataclass(frozen=True, slots=True)
class Shape:
    """The traits of an EPCIS event that decide its kind. `stated` is an explicit event type of an extension."""

    event: str
    action: str
    step: str
    disposition: str
    inputs: int
    outputs: int
    hands_over: bool
    holder_changes: bool
    already_made: bool
    stated: str | None
    process: str | None
    exporting: bool


def kind_of(shape: Shape) -> EventType | None:
    """The contract's event type; None where an event says nothing by which it could be known.

    An explicit statement goes first. A transformation is told by its number of inputs and outputs; the others by
    their business step and by whether the owner changes. Steps that only see or store the lot count as transport.
    """
    stated = event_type(shape.stated) if shape.stated else None
    if stated is not None:
        return stated
    if shape.step in _RECYCLING or shape.disposition == "recycled":
        return EventType.PROCESS if shape.inputs else EventType.RECYCLE
    if shape.event == "TransformationEvent":
        return _transformation(shape)
    if shape.event in {"AggregationEvent", "AssociationEvent"} and shape.inputs:
        return EventType.SPLIT if shape.action == "DELETE" else EventType.AGGREGATE
    if shape.step in terms.EXPORTING or (shape.exporting and shape.step in terms.LEAVING):
        return EventType.EXPORT
    if shape.step in terms.IMPORTING:
        return EventType.IMPORT
    if shape.step in terms.MAKING and shape.action in {"ADD", ""}:
        # A lot that a transformation makes is commissioned as the same lot goes on; ore is commissioned as it is dug.
        return EventType.TRANSPORT if shape.already_made else EventType.EXTRACT
    if shape.step in terms.CHANGING:
        return EventType.PROCESS
    if shape.hands_over or (shape.holder_changes and shape.step in terms.ARRIVING):
        return EventType.TRANSFER
    return EventType.TRANSPORT if shape.step or shape.disposition or shape.action else None


def _transformation(shape: Shape) -> EventType:
    if not shape.inputs:
        return EventType.EXTRACT
    if shape.step in terms.PARTING:
        return EventType.SPLIT
    if shape.step in terms.JOINING:
        return EventType.AGGREGATE
    if shape.process or shape.step in terms.CHANGING:
        return EventType.PROCESS
    if shape.inputs > 1 and shape.outputs == 1:
        return EventType.AGGREGATE
    if shape.inputs == 1 and shape.outputs > 1:
        return EventType.SPLIT
    return EventType.PROCESS
