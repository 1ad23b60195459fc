"""Comparing a passport with one made anew from the same papers: the same bytes, or what differs and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from passport.canonical import Json, canonical, content, digest
from passport.model import Passport

MAX_NAMED = 20
"""Differences that are named; a single other file moves many."""
MAX_SHOWN = 120
"""Characters of a value that are shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place in the passport at which the two differ; None where one of them has nothing there."""

    place: str
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of it. `reasons` are causes that the two passports themselves show; with none of them, equal papers
    and equal versions gave another result, which must not be.
    """

    identical: bool
    was: str
    now: str
    reasons: tuple[str, ...]
    differences: tuple[Difference, ...]


def compare(passport: Passport, again: Passport) -> Replay:
    """The passport against the one that was made again; digests are of the signed content (RFC 8785)."""
    # Which passport it corrects is decided by people, not read from papers.
    again = again.model_copy(update={"supersedes": passport.supersedes})
    old, new = content(passport), content(again)
    was, now = canonical(old), canonical(new)
    if was == now:
        return Replay(True, digest(was), digest(now), (), ())
    found: list[Difference] = []
    for difference in _differences(old, new, ""):
        found.append(difference)
        if len(found) == MAX_NAMED:
            break
    return Replay(False, digest(was), digest(now), tuple(_reasons(passport, again)), tuple(found))


def _reasons(passport: Passport, again: Passport) -> Iterator[str]:
    made, makes = passport.made_by, again.made_by
    names = {
        "lotpass": "program version",
        "extraction": "reading of documents",
        "rules": "rules",
        "reference": "reference tables",
        "policy": "policy",
        "memory": "memory of earlier lots",
    }
    for name, words in names.items():
        one, other = getattr(made, name, None), getattr(makes, name, None)
        if one != other:
            yield f"The {words} is another one: {one or 'none'} then, {other or 'none'} now."
    for engine in sorted({*made.engines, *makes.engines}):
        one, other = made.engines.get(engine), makes.engines.get(engine)
        if one != other:
            yield f"The engine {engine} is another one: {one or 'none'} then, {other or 'none'} now."
    if passport.as_of != again.as_of:
        yield f"The day that stands for today is another one: {passport.as_of} then, {again.as_of} now."
    old = {file.sha256: file.names for file in passport.files if file.sha256 is not None}
    new = {file.sha256: file.names for file in again.files if file.sha256 is not None}
    for sha256 in sorted(set(old) - set(new)):
        yield f"A file is missing: {', '.join(old[sha256])} (SHA-256 {sha256})."
    for sha256 in sorted(set(new) - set(old)):
        yield f"A file was not there then: {', '.join(new[sha256])} (SHA-256 {sha256})."
    for sha256 in sorted(set(old) & set(new)):
        if old[sha256] != new[sha256]:
            yield f"A file goes by another name: {', '.join(old[sha256])} then, {', '.join(new[sha256])} now."
    parents = {parent.lot: parent.passport for parent in again.lineage}
    for parent in passport.lineage:
        if parent.lot in parents and parents[parent.lot] != parent.passport:
            was, now = parent.passport or "none", parents[parent.lot] or "none"
            yield f"The passport of parent lot {parent.lot} is another one: {was} then, {now} now (see --parents)."
    events = {event.id for event in passport.custody}, {event.id for event in again.custody}
    for number, words in ((0, "missing"), (1, "new")):
        only = events[number] - events[1 - number]
        if only:
            yield f"Custody events are {words}: {', '.join(sorted(only)[:MAX_NAMED])}."


def _differences(old: Json, new: Json, place: str) -> Iterator[Difference]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted({*old, *new}):
            inner = f"{place}.{name}".lstrip(".")
            if name not in old or name not in new:
                yield Difference(inner, _shown(old, name), _shown(new, name))
            else:
                yield from _differences(old[name], new[name], inner)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _differences(one, other, f"{place}[{number}]")
    elif old != new:
        yield Difference(place, _cut(old), _cut(new))


def _shown(whole: dict[str, Json], name: str) -> str | None:
    return _cut(whole[name]) if name in whole else None


def _cut(value: Json) -> str:
    text = f"{len(value)} entries" if isinstance(value, list) else canonical(value).decode()
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
