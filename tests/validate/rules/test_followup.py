"""What is due after the goods arrived: days counted, in every outcome."""

from __future__ import annotations

from datetime import date

import pytest

from tests.validate.papers import Change, event
from tests.validate.rules.judging import Row
from validate.model import Dossier, EventType
from validate.rules.followup import working_days


def arrived(country: str, **more: str) -> Change:
    """The lot's import into a country on Monday 2 February 2026, with what the record says of it."""

    def change(whole: Dossier) -> Dossier:
        last = whole.custody.events[-1]
        came = event("E9", "2026-02-02", EventType.IMPORT, last.lot, str(last.quantity), "ct", country, more=more)
        events = (*whole.custody.events, came)
        return whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": events})})

    return change


ROWS = [
    Row("P004", "diamonds", "not_applicable"),
    Row("P004", "diamonds", "not_decidable", arrived("IN")),
    Row("P004", "diamonds", "passed", arrived("IN", original_received="2026-02-11")),  # the seventh working day
    Row("P004", "diamonds", "failed", arrived("IN", original_received="2026-02-12"), ("review",)),
    Row("P005", "diamonds", "not_decidable", arrived("BE")),
    Row("P005", "diamonds", "passed", arrived("BE", confirmation_date="2026-02-16")),
    Row("P005", "diamonds", "failed", arrived("BE", confirmation_date="2026-02-17"), ("info",)),
    Row("P005", "diamonds", "passed", arrived("BE", confirmation_date="2026-02-17", submitted="2026-02-03")),
    Row("P006", "diamonds", "not_applicable", arrived("BE")),
    Row("P006", "diamonds", "not_decidable", arrived("CA")),
    Row("P006", "diamonds", "passed", arrived("CA", report_date="2026-02-09")),
    Row("P006", "diamonds", "failed", arrived("CA", report_date="2026-02-10"), ("review",)),
    Row("P006", "gold", "not_applicable"),
    Row("H010", "diamonds", "not_decidable"),
    Row("H010", "diamonds", "passed", arrived("BE", result_sent="2026-02-20")),
    Row("H010", "diamonds", "failed", arrived("BE", result_sent="no"), ("info",)),
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{r.rule}-{r.outcome}-{n}" for n, r in enumerate(ROWS)])
def test_rule(row: Row) -> None:
    row.holds()


def test_working_days_leave_weekends_out() -> None:
    friday = date(2026, 1, 30)
    assert [working_days(friday, date(2026, 2, day)) for day in (1, 2, 6, 9)] == [0, 1, 5, 6]
    assert working_days(friday, date(2026, 1, 29)) == 0
