"""Time and place along the chain: no unexplained gap, no impossible journey, sealed before shipped, long rests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from validate.custody.order import inversions, later
from validate.custody.places import LOADING, least_time, place_of
from validate.custody.stated import day_in, fact, stating
from validate.custody.words import fold
from validate.custody.yields import plain
from validate.model import CustodyEvent, EventType, Finding
from validate.rules.custody_view import UNRECORDED, chain_of, named, opening, side
from validate.rules.findings import found
from validate.rules.model import PASSED, Case, Result, judged, rule, undecidable

DELAY = "custody-delay"
GAP = timedelta(days=30)
"""Longest time between two places that needs no explanation within a continent (C002)."""
VOYAGE = timedelta(days=90)
"""The same between two countries: ships take weeks."""
REST = timedelta(days=180)
"""Longest rest in one place that is not told (C020)."""
_LEAVING = frozenset({EventType.TRANSPORT, EventType.EXPORT})
_STORED = ("stor", "warehous", "entrepo", "depot", "almacen", "armazen", "vault", "stock")
_SEALED = ("datesealed", "sealeddate", "sealedat", "sealingdate")
_SHIPPED = ("dateshipped", "shippeddate", "shipmentdate", "shippedat")


@rule(
    "C002",
    DELAY,
    title="Time without a gap",
    severity="review",
    basis="ICE cotton traceability tests (events in order without gaps), applied to minerals",
    tolerance="30 days on the way, 90 between countries; storage that is recorded is no gap",
)
def no_gap_in_time(case: Case) -> Result:
    """Between an event in one place and the next in another, no more than 30 days (90 between countries) pass while the
    lot is on its way or nobody is named who holds it.

    Time in the hands of a holder who is named is no gap; how long a lot rests is rule C020's.
    """
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    if not any(event.location for event in case.events):
        return undecidable("The custody record names no places.")
    findings = [f for one, other in chain.pairs if (f := _gap(one, other)) is not None]
    if findings and inversions(chain.graph, chain.walks):
        return undecidable("The times of the record are out of order (C004).")
    return judged(findings)


def _gap(one: CustodyEvent, other: CustodyEvent) -> Finding | None:
    apart = other.time - one.time
    if apart <= GAP or not one.location or not other.location or fold(one.location) == fold(other.location):
        return None
    nobody = not one.to_party and not one.from_party and not other.from_party
    if not (one.type in _LEAVING or nobody) or _is_stored(one) or _is_stored(other):
        return None
    if apart <= VOYAGE and one.country != other.country:
        return None
    message = (
        f"{apart.days} days pass between {named(one)} at {one.location} and {named(other)} at {other.location}, and "
        "the record does not say where the lot was."
    )
    return found("C002", DELAY, message, left=side(other, "event_time"), right=side(one, "event_time"))


def _is_stored(event: CustodyEvent) -> bool:
    said = plain(f"{event.process or ''} {event.more.get('biz_step', '')}")
    return any(word in said for word in _STORED)


@rule(
    "C003",
    "custody-time-order",
    title="Place plausible for the time",
    severity="review",
    basis="ICGLR Mining Sector Data Sharing Protocol Standards (time and place of each operation)",
    tolerance="900 km/h by air, 120 km/h by road, along the great circle from border to border; an hour for clocks, a "
    "day where no time of day is stated",
)
def plausible_journey(case: Case) -> Result:
    """No lot is in two places further apart than it can have travelled in the time between the events.

    Places are points where coordinates are stated (mine site identifier, `geo:` address), else whole countries.
    """
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    if sum(place_of(event) is not None for event in case.events) < 2:
        return undecidable("The custody record states too few places or countries.")
    return judged(f for one, other in chain.pairs if (f := _too_fast(one, other)) is not None)


def _too_fast(one: CustodyEvent, other: CustodyEvent) -> Finding | None:
    if one.country == other.country and one.location == other.location:
        return None
    needed = least_time(one, other)
    if needed is None or not needed[1] or later(one, other):
        return None
    least, way = needed
    apart = other.time - one.time
    if apart + LOADING >= least or (_vague(one, other) and apart + timedelta(days=1) >= least):
        return None
    hours = apart.total_seconds() / 3600
    message = (
        f"{opening(other)} ({_where(other)}) is {hours:.1f} hours after {named(one)} "
        f"({_where(one)}), at least {way:.0f} km away: no consignment travels as fast."
    )
    return found("C003", "custody-time-order", message, left=side(other, "event_time"), right=side(one, "event_time"))


def _vague(one: CustodyEvent, other: CustodyEvent) -> bool:
    """Whether a time of day or an offset is missing, so that the hours between are not known."""
    return any(e.more.get("time_precision") == "day" or not e.offset_stated for e in (one, other))


def _where(event: CustodyEvent) -> str:
    return ", ".join(part for part in (event.location, event.country) if part) or "no place"


@rule(
    "C019",
    "custody-time-order",
    title="Sealed before it is shipped",
    severity="review",
    basis="ICGLR Mining Sector Data Sharing Protocol Standards (dateSealed, dateShipped)",
)
def sealed_before_shipped(case: Case) -> Result:
    """The day on which a lot was sealed is not after the day on which it was shipped, or left by the record."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    sealed = [(e, d) for e, text in stating(chain.stating, _SEALED) if (d := day_in(text)) is not None]
    if not sealed:
        return undecidable("The custody record does not state when the lot was sealed.")
    findings = []
    for event, day in sealed:
        stated = fact(event, _SHIPPED)
        shipped = day_in(stated) if stated else None
        if shipped is None and event.type in _LEAVING:
            shipped = event.time.date()
        if shipped is not None and day > shipped:
            message = f"In {named(event)} the lot is sealed on {day} and shipped on {shipped}."
            right = side(event, "date_shipped", shipped)
            findings.append(
                found("C019", "custody-time-order", message, left=side(event, "date_sealed", day), right=right)
            )
    return judged(findings)


@rule(
    "C020",
    DELAY,
    title="Long rest in one place",
    severity="info",
    basis="trade practice (a status may change while a lot rests)",
    tolerance="180 days",
)
def long_rest(case: Case) -> Result:
    """A lot does not rest for more than 180 days between two events; where it does, that is shown."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    return judged(
        found(
            "C020",
            DELAY,
            f"Lot {one.lot} rests for {(other.time - one.time).days} days between {named(one)} and {named(other)}; "
            "what was true of its source may have changed meanwhile.",
            left=side(other, "event_time"),
            right=side(one, "event_time"),
        )
        for one, other in chain.pairs
        if other.time - one.time > REST
    )


@rule(
    "C022",
    "custody-time-order",
    title="Time zone stated",
    severity="info",
    basis="ICGLR Mining Sector Data Sharing Protocol Standards (time stamps)",
)
def zone_stated(case: Case) -> Result:
    """Each event's time has an offset from UTC; where it has none, UTC was taken, and that is shown once."""
    if not case.events:
        return UNRECORDED
    bare = [event for event in case.events if not event.offset_stated]
    if not bare:
        return PASSED
    return judged(_without_zone(bare))


def _without_zone(bare: list[CustodyEvent]) -> Iterator[Finding]:
    message = f"{len(bare)} event(s) state no offset from UTC, the first {named(bare[0])}; UTC was taken."
    yield found("C022", "custody-time-order", message, left=side(bare[0], "event_time"))
