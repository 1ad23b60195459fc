"""What is due after the goods arrived, as far as the custody record tells it: the original handed in, confirmations and
reports in time, the result told to those who sold first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from validate.custody.stated import day_in, stating
from validate.model import CustodyEvent, EventType, Finding
from validate.rules.circumstances import is_diamond
from validate.rules.custody_view import UNRECORDED, named, side
from validate.rules.findings import found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable

LATE = "custody-delay"
SUBMITTED = ("submitted", "submittedat", "submissiondate", "datesubmitted")
ORIGINAL = ("originalreceived", "originalreceivedat", "dateoriginalreceived", "originalhandedin")
CONFIRMED = ("confirmed", "confirmedat", "confirmationdate", "dateofconfirmation", "importconfirmed")
REPORTED = ("reported", "reportedat", "reportdate", "dateofreport")
TOLD = ("resultsent", "resulttold", "passportsent", "outcomesent", "resultsenttofirstseller")
"""Names under which custody records state these, folded."""


def working_days(first: date, last: date) -> int:
    """Days from Monday to Friday after `first` up to `last`; holidays are not known here."""
    days = (first + timedelta(days=n + 1) for n in range(max(0, (last - first).days)))
    return sum(day.weekday() < 5 for day in days)


def _in_time(
    case: Case,
    rule_id: str,
    events: tuple[CustodyEvent, ...],
    names: tuple[str, ...],
    what: str,
    most: int,
    *,
    work: bool,
    since: tuple[str, ...] = (),
) -> Result:
    """Whether what one of `names` dates came within so many (working) days of each event, or of what `since` dates."""
    if not case.events:
        return UNRECORDED if is_diamond(case) else NOT_APPLICABLE
    if not events:
        return NOT_APPLICABLE
    known = [(e, d) for e, text in stating(events, names) if (d := day_in(text)) is not None]
    if not known:
        return undecidable(f"The custody record does not state when {what}.")
    return judged(_late(rule_id, known, what, most, work, since))


def _late(
    rule_id: str,
    known: list[tuple[CustodyEvent, date]],
    what: str,
    most: int,
    work: bool,
    since: tuple[str, ...],
) -> Iterator[Finding]:
    for event, day in known:
        stated = (d for _, text in stating((event,), since) if (d := day_in(text)) is not None)
        begun = next(stated, event.time.date())
        took = working_days(begun, day) if work else (day - begun).days
        if took > most:
            kind = "working days" if work else "days"
            message = f"For {named(event)}, it was on {day} that {what}: {took} {kind} after {begun} ({most} allowed)."
            yield found(rule_id, LATE, message, left=side(event, "event_time", begun), right=side(event, "more", day))


def _of(case: Case, country: str, *kinds: EventType) -> tuple[CustodyEvent, ...]:
    if not is_diamond(case):
        return ()
    return tuple(e for e in case.events if e.type in kinds and (e.country or "").upper() == country)


@rule(
    "P004",
    LATE,
    title="India: original within seven working days",
    severity="review",
    basis="GJEPC procedure for imports of rough diamonds (original certificate within seven working days)",
    tolerance="Monday to Friday are working days; Indian holidays are not held, which a reviewer weighs",
)
def original_handed_in(case: Case) -> Result:
    """The original certificate reached the authority within seven working days of an import of rough into India."""
    events = _of(case, "IN", EventType.IMPORT)
    return _in_time(case, "P004", events, ORIGINAL, "the original certificate was received", 7, work=True)


@rule(
    "P005",
    LATE,
    title="EU confirmation within ten working days",
    severity="info",
    basis="Regulation (EC) No 2368/2002, Article 4 (confirmation by the Union's authority)",
    tolerance="Monday to Friday are working days; counted from the submission, else from the import",
)
def confirmed_in_time(case: Case) -> Result:
    """The Union's authority confirmed an import of rough within ten working days."""
    imports = [e for e in case.events if e.type is EventType.IMPORT and e.country] if is_diamond(case) else []
    events = tuple(e for e in imports if case.reference.in_eu((e.country or "").upper(), e.time.date()))
    return _in_time(case, "P005", events, CONFIRMED, "the authority confirmed it", 10, work=True, since=SUBMITTED)


@rule(
    "P006",
    LATE,
    title="Canada report within seven days",
    severity="review",
    basis="Canada, Export and Import of Rough Diamonds Act and SOR/2003-15 (report to the Minister)",
    tolerance="7 days",
)
def reported_in_time(case: Case) -> Result:
    """An import of rough into Canada, or its export from there, was reported to the Minister within seven days."""
    events = _of(case, "CA", EventType.IMPORT, EventType.EXPORT)
    return _in_time(case, "P006", events, REPORTED, "it was reported to the Minister", 7, work=False)


@rule(
    "H010",
    "high-risk-area",
    title="Upstream gets the result",
    severity="info",
    basis="lessons of the field (those whose material it is learn what was decided about it); OECD guidance, Step 5",
    tolerance="what the custody record states; a passport and its reasons are files that can be handed on",
)
def result_told(case: Case) -> Result:
    """Where the custody record says whether the first seller got the passport and its reasons, they were sent."""
    if not case.events:
        return undecidable("No custody record was given.")
    known = list(stating(case.events, TOLD))
    if not known:
        return undecidable("The custody record does not state whether the first seller was told the result.")
    untold = [(e, text) for e, text in known if text.strip().lower() in _NO]
    return judged(
        found(
            "H010",
            "high-risk-area",
            f"By {named(event)} the first seller was not told the result: hand the passport and its reasons on.",
            left=side(event, "result_sent", text),
        )
        for event, text in untold[:1]
    )


_NO = frozenset({"no", "n", "false", "0", "non", "não", "nao", "not sent", "pending"})
