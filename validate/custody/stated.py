"""Facts that custody records state beyond the contract's columns: kept with the event, found by their folded names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from validate.custody.values import absent, number
from validate.custody.words import fold
from validate.model import CustodyEvent


def fact(event: CustodyEvent, names: Iterable[str]) -> str | None:
    """The first of these facts that an event states, as text; names are compared without case and punctuation."""
    if not event.more:
        return None
    folded = {fold(key): value for key, value in event.more.items()}
    return next((folded[name] for name in names if name in folded and not absent(folded[name])), None)


def stating(events: Iterable[CustodyEvent], names: Iterable[str]) -> Iterator[tuple[CustodyEvent, str]]:
    """The events that state one of these facts, with what they state."""
    wanted = tuple(names)
    for event in events:
        value = fact(event, wanted)
        if value is not None:
            yield event, value


def day_in(text: str) -> date | None:
    """The day that an ISO 8601 date or time names; None for anything else, which is not guessed at."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None


_FIRST_NUMBER = re.compile(r"[+-]?\d[\d.,]*")


def amount_in(text: str) -> Decimal | None:
    """The first number of a text such as `62.5 %` or `25 t/month`; None where there is none or it has two readings."""
    match = _FIRST_NUMBER.search(text)
    return number(match[0].rstrip(".,")).value if match is not None else None
