"""Dates of digits alone whose day and month either may come first, settled by when the bundle's other papers were made.

"07/04/2026" is the seventh of April or the fourth of July, and often nothing on the page tells. The papers of a lot are
made out within days of each other: where one of the two days is near one that another paper states with its month in
words, or so that nothing is open, and the other day is far from all of them, it is the near one that is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from extract.companions_fit import LIKELY
from extract.companions_pool import KNOWN
from extract.doctype import ValueKind
from extract.model import Alternative, Document, Field
from extract.values import Context, find

_DAYS: Final = ("issue_date", "shipment_date")
_NEAR: Final = 7  # days within which one of the two days is from that of another paper
_FAR: Final = 25  # days that the other one is from those of all of them
_ORDERS: Final = frozenset({"day-first", "month-first"})
_PAPERS: Final = 2  # that state days, at the least
RULE: Final = "order-as-on-"
"""How the rule of a date begins that was settled so; the id of the paper that settled it follows."""


def dated(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, such dates read as the others' days tell; all else as it was."""
    plain = [(one.id, day) for one in documents for day in _plain(one)]
    return tuple(_settled(document, plain) for document in documents)


def _plain(document: Document) -> Iterator[date]:
    """The days that a paper surely states, in a form that leaves nothing open."""
    for name in _DAYS:
        stated = document.fields.get(name)
        if stated is None or stated.status not in ("read", "corrected") or stated.confidence < KNOWN:
            continue
        if _either(stated) is None and isinstance(stated.value, str):
            yield date.fromisoformat(stated.value)


def _either(stated: Field) -> tuple[str, str] | None:
    """The two days that a date may be, the likelier first; None where its order is not open."""
    found = find(ValueKind.DATE, stated.raw, Context())
    if len(found) != 1 or len(found[0].others) != 1:
        return None
    one, other = found[0], found[0].others[0]
    return (str(one.value), str(other.value)) if {one.rule, other.rule} == _ORDERS else None


def _settled(document: Document, plain: Sequence[tuple[str, date]]) -> Document:
    others = [(paper, day) for paper, day in plain if paper != document.id]
    if len({paper for paper, _ in others}) < _PAPERS:
        return document
    found: dict[str, Field] = {}
    for name in _DAYS:
        stated = document.fields.get(name)
        both = _either(stated) if stated is not None and stated.confidence < KNOWN else None
        if stated is None or both is None or stated.status not in ("read", "unreadable"):
            continue
        for day, other in (both, both[::-1]):
            source = _near(day, other, others)
            if source is not None:
                found[name] = _as(stated, day, other, source)
    return document.model_copy(update={"fields": {**document.fields, **found}}) if found else document


def _near(day: str, other: str, others: Sequence[tuple[str, date]]) -> str | None:
    """The paper whose day is near one of the two, where the other is far from those of all papers."""
    near, far = date.fromisoformat(day), date.fromisoformat(other)
    if min(abs((far - one).days) for _, one in others) < _FAR:
        return None
    away, paper = min((abs((near - one).days), paper) for paper, one in others)
    return paper if away <= _NEAR else None


def _as(stated: Field, day: str, other: str, source: str) -> Field:
    kept = Alternative(value=other, raw=stated.raw, score=round(1 - LIKELY, 4), evidence=stated.evidence)
    update = {
        "value": day,
        "status": "read",
        "confidence": max(LIKELY, stated.confidence) if stated.value == day else LIKELY,
        "rule": f"{RULE}{source}",
        "alternatives": (kept,),
    }
    return stated.model_copy(update=update)
