"""Dates that can be: days of the calendar, not after today, not before the scheme began."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from validate.facts import called
from validate.model import Finding, Side
from validate.rules.circumstances import KP, dated, of_kind
from validate.rules.dates import could_be, settle
from validate.rules.findings import UNCERTAIN, found
from validate.rules.model import Case, Result, judged, rule, undecidable

KP_BEGAN = date(2003, 1, 1)


@rule(
    "W025",
    "date-order",
    UNCERTAIN,
    title="Dates plausible",
    severity="block",
    basis="KPCS core document (in force since 2003-01-01); a paper cannot be dated after the day it is seen",
    tolerance="a planned departure may lie ahead (policy dates.planned_shipment_days)",
)
def plausible_dates(case: Case) -> Result:
    """No date of issue lies after the as-of date, no shipment further ahead than planned ones do, no Kimberley
    certificate is older than the scheme, and no date is a day that no calendar has."""
    findings = list(_no_days(case))
    checked = bool(findings)
    ahead = timedelta(days=case.policy.dates.planned_shipment_days)
    # A day's slack: it is already tomorrow in Sydney.
    for name, latest in (
        ("issue_date", case.as_of + timedelta(days=1)),
        ("shipment_date", case.as_of + ahead),
    ):
        for stated, day in dated(case.documents, name):
            checked = True
            if day > latest and not any(other <= latest for other in could_be(stated)):
                finding = found(
                    "W025",
                    "date-order",
                    f"The {called(stated.document)} gives {day} as {name.replace('_', ' ')}, which lies after the "
                    f"as-of date {case.as_of}.",
                    left=stated,
                    right=Side(reference="as-of date", value=case.as_of.isoformat()),
                )
                findings.append(settle(case, "W025", "date", finding, (stated,)))
    for stated, day in dated(of_kind(case, KP), "issue_date"):
        if day < KP_BEGAN:
            finding = found(
                "W025",
                "date-order",
                f"The {called(stated.document)} is dated {day}, before the Kimberley Process began in 2003.",
                left=stated,
                right=Side(reference="Kimberley Process in force", value=KP_BEGAN.isoformat()),
            )
            findings.append(settle(case, "W025", "date", finding, (stated,)))
    return judged(findings) if checked else undecidable("No date could be read.")


_FIGURES = re.compile(r"^\D{0,3}(\d{1,4})[./ -](\d{1,2})[./ -](\d{1,4})\D{0,3}$")
"""A date in figures alone."""


def _no_days(case: Case) -> Iterable[Finding]:
    """Dates in figures that are no day, in whatever order of day, month and year: told, never read as another day."""
    for document in case.documents:
        for name in ("issue_date", "expiry_date", "shipment_date"):
            field = document.fields.get(name)
            if field is None or field.value is not None:
                continue
            raw = field.raw.strip()
            match = _FIGURES.match(raw)
            if match is None or any(_is_day(*figures) for figures in _orders(*map(int, match.groups()))):
                continue
            message = f"The {called(document)} gives `{raw}` as {name.replace('_', ' ')}: no calendar has that day."
            side = Side(document=document.id, field=name, value=raw)
            yield found("W025", "date-order", message, severity="review", left=side, evidence=field.evidence)


def _orders(first: int, second: int, third: int) -> tuple[tuple[int, int, int], ...]:
    """The three figures as year, month and day, in the orders in which dates are written."""
    if first > 99:
        return ((first, second, third),)
    return ((third, second, first), (third, first, second), (2000 + first, second, third))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return False
    return True
