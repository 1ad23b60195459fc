"""The chain in order of time: nothing before what it depends on, nothing in the future, nothing recorded beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from validate.custody.order import in_future, inversions
from validate.custody.stated import day_in, stating
from validate.model import CustodyEvent, Finding
from validate.rules.custody_view import UNRECORDED, Chain, chain_of, named, opening, side
from validate.rules.findings import found
from validate.rules.model import Case, Result, judged, rule

ORDER = "ICGLR Mining Sector Data Sharing Protocol Standards (time stamps; tag before purchase before export)"


@rule(
    "C004",
    "custody-time-order",
    title="Events in order of time",
    severity="review",
    basis=ORDER,
    tolerance="equal times are in order; a day without time of day, and 14 h where only one time has an offset; "
    "a record made more than 7 days afterwards is information",
)
def order_of_time(case: Case) -> Result:
    """No event comes before one that it depends on, and none lies after the day that stands for today.

    A lot is made before it is handed on or used; it is received before it is handed on; an exporter moves it at home
    before the export; what happens to a whole lot comes before it is mixed or processed. Where a table states when an
    event was recorded, that is not before the event.
    """
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    return judged(_out_of_order(case, chain))


def _out_of_order(case: Case, chain: Chain) -> Iterator[Finding]:
    of_chain = frozenset(chain.lots)
    for inversion in inversions(chain.graph, chain.walks):
        needed, dependent = inversion.needed, inversion.dependent
        if needed.lot not in of_chain or dependent.lot not in of_chain:
            continue
        yield found(
            "C004",
            "custody-time-order",
            f"{opening(dependent)} depends on {named(needed)}, and is dated before it "
            f"({dependent.time.isoformat()} against {needed.time.isoformat()}).",
            left=side(dependent, "event_time"),
            right=side(needed, "event_time"),
        )
    yield from _recorded(chain)
    for event in in_future(case.events, case.as_of):
        yield found(
            "C004",
            "custody-time-order",
            f"{opening(event)} is dated after {case.as_of.isoformat()}: it has not happened yet.",
            left=side(event, "event_time"),
        )


RECORDED = ("recordtime", "recordedat", "recordeddate", "daterecorded", "registeredat", "registrationdate")
"""Names under which custody records state when an event was written down, folded."""
LATE_RECORD = timedelta(days=7)


def _recorded(chain: Chain) -> Iterator[Finding]:
    """Events written down before they happened, and the first of those written down late."""
    late: list[tuple[CustodyEvent, date]] = []
    for event, text in stating(chain.stating, RECORDED):
        day = day_in(text)
        if day is None:
            continue
        if event.time.date() - day > timedelta(days=1):  # a day for time zones
            message = f"{opening(event)} was recorded on {day}, before it happened."
            left, right = side(event, "event_time"), side(event, "record_time", text)
            yield found("C004", "custody-time-order", message, left=left, right=right)
        elif day - event.time.date() > LATE_RECORD:
            late.append((event, day))
    if late:
        event, day = late[0]
        others = f" (so were {len(late) - 1} others)" if len(late) > 1 else ""
        message = f"{opening(event)} was recorded on {day}, {(day - event.time.date()).days} days afterwards{others}."
        left, right = side(event, "event_time"), side(event, "record_time", day)
        yield found("C004", "custody-time-order", message, severity="info", left=left, right=right)
