"""Lineage: a derived lot's passport names its parents' passports by digest, and a verifier follows them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from passport.canonical import digest, passport_bytes
from passport.model import Parent, Passport, Undecided
from passport.records import EventRecord
from passport.verification import Checked, Run, Verification

MAX_GENERATIONS = 100
"""How far back passports are followed: aggregators and refiners make a handful of steps."""
MAX_FOLLOWED = 10_000
"""Most passports that are followed: a refinery's lot has thousands of ancestors."""
MAX_TOLD = 20
"""Ends of the trail that are named one by one."""


@dataclass(frozen=True, slots=True)
class Known:
    """A passport that was issued before and verified, with its digest."""

    passport: Passport
    digest: str


def linked(passports: Sequence[Passport], earlier: Iterable[Known] = ()) -> tuple[Passport, ...]:
    """The passports of one run, in their order, each with the digests of its parents' passports.

    A parent's passport is another one of the run, or else an earlier one that tells of the same custody events. Where
    several could be it, where an earlier one tells an event otherwise, or where lots went into each other in a ring,
    none is named, and the passport says so under `undecided`. Passports that were linked before are linked anew: the
    same passports and earlier ones give the same, however often.
    """
    passports = [_unlinked(one) for one in passports]
    in_run: dict[str, list[int]] = {}
    for number, one in enumerate(passports):
        for lot in _lots(one):
            in_run.setdefault(lot, []).append(number)
    before: dict[str, list[Known]] = {}
    for known in earlier:
        for lot in _lots(known.passport):
            before.setdefault(lot, []).append(known)
    waits = [
        {place for parent in one.lineage for place in in_run.get(parent.lot, ()) if place != number}
        for number, one in enumerate(passports)
    ]
    done: dict[int, Passport] = {}
    digests: dict[int, str] = {}
    follows: dict[int, list[int]] = {}
    for number, those in enumerate(waits):
        for place in those:
            follows.setdefault(place, []).append(number)
    open_parents = [len(those) for those in waits]
    ready = deque(number for number, count in enumerate(open_parents) if not count)
    while ready:
        number = ready.popleft()
        done[number] = _with_parents(passports, number, in_run, digests, before)
        digests[number] = digest(passport_bytes(done[number]))
        for child in follows.get(number, ()):
            open_parents[child] -= 1
            if not open_parents[child]:
                ready.append(child)
    for number in range(len(passports)):  # what is left is in a ring, or comes after one
        if number not in done:
            done[number] = _with_parents(passports, number, in_run, digests, before)
    return tuple(done[number] for number in range(len(passports)))


def _unlinked(passport: Passport) -> Passport:
    """The passport as it was built, without what an earlier linking named or told."""
    told = {_about(parent) for parent in passport.lineage}
    lineage = tuple(parent.model_copy(update={"passport": None}) for parent in passport.lineage)
    undecided = tuple(one for one in passport.undecided if one.kind != "custody" or one.about not in told)
    return passport.model_copy(update={"lineage": lineage, "undecided": undecided})


def _about(parent: Parent) -> str:
    return f"passport of lot {parent.lot}"


def _lots(passport: Passport) -> tuple[str, ...]:
    """The lot's number and its numbers in the custody records."""
    return tuple(dict.fromkeys((*passport.custody_lots, passport.lot)))


def _with_parents(
    passports: Sequence[Passport],
    number: int,
    in_run: Mapping[str, Sequence[int]],
    digests: Mapping[int, str],
    before: Mapping[str, Sequence[Known]],
) -> Passport:
    child = passports[number]
    parents: list[Parent] = []
    told: list[Undecided] = []
    for parent in child.lineage:
        here = [place for place in in_run.get(parent.lot, ()) if place != number]
        if here:
            found = {digests[place] for place in here if place in digests}
            why = "" if len(here) == 1 else f"{len(here)} passports of this bundle are of that lot."
            if not why and not found:
                why = "The custody records let the lots go into each other in a ring."
        else:
            found, why = _earlier(child, before.get(parent.lot, ()))
        if why:
            told.append(Undecided(kind="custody", about=_about(parent), reason=why, evidence=()))
        elif found:
            parent = parent.model_copy(update={"passport": found.pop()})
        parents.append(parent)
    return child.model_copy(update={"lineage": tuple(parents), "undecided": (*child.undecided, *told)})


def _earlier(child: Passport, candidates: Sequence[Known]) -> tuple[set[str], str]:
    """The digest of the earlier passport that is the parent's, if one is, or why none is named."""
    own = {event.id: event for event in child.custody}
    fitting: dict[str, Known] = {}
    why = ""
    for known in candidates:
        shared = [(event, own[event.id]) for event in known.passport.custody if event.id in own]
        differing = [one.id for one, other in shared if _facts(one) != _facts(other)]
        if differing:
            why = f"An earlier passport of that lot tells event {differing[0]} otherwise."
        elif shared:  # lot numbers repeat between houses: one that shares no event is another lot
            fitting[known.digest] = known
    corrected = {known.passport.supersedes for known in fitting.values()}
    left = [known for known in fitting.values() if known.digest not in corrected]
    newest = max((known.passport.as_of for known in left), default=None)
    found = {known.digest for known in left if known.passport.as_of == newest}
    if len(found) > 1:
        return set(), f"{len(found)} earlier passports of that lot are of one day, and none corrects another."
    return found, "" if found else why


def _facts(event: EventRecord) -> EventRecord:
    """The event without where it was read."""
    return event.model_copy(update={"source": None, "position": None, "more": {}})


@dataclass(slots=True)
class _Trail:
    """Passports still to look at, each with the lots that lead from it to the first one, and what was met."""

    waiting: deque[tuple[Passport, tuple[frozenset[str], ...]]]
    seen: dict[str, Passport]
    ends: dict[str, None]


def follow(
    passport: Passport,
    find: Callable[[str], bytes | None],
    others: Callable[[str], bool],
    verify: Callable[[bytes], Verification],
    met: dict[str, Passport] | None = None,
) -> tuple[Checked, ...]:
    """Checks the passports of the lots that went into a lot, and theirs, as far as `find` has them by digest.

    Each must verify, be the one that the child names, be of the lot that it is named for, and tell every event that
    both have alike; no lot may be its own ancestor. Where the trail ends is noted. `others` says whether another
    passport of a lot is there; `verify` checks one passport file. The passports that were met go into `met`.
    """
    run = Run()
    if not passport.lineage:
        return ()
    trail = _Trail(deque([(passport, (frozenset(_lots(passport)),))]), {} if met is None else met, {})
    while trail.waiting and len(trail.seen) < MAX_FOLLOWED:
        child, path = trail.waiting.popleft()
        for parent in child.lineage:
            _step(run, trail, child, parent, path, find, others, verify)
    if trail.waiting:
        trail.ends[f"after {MAX_FOLLOWED} passports, which are not all"] = None
    failed = any(check.outcome == "failed" for check in run.checks)
    if trail.seen and not failed:
        run.passed("lineage", f"The passports of {len(trail.seen)} lots that went into it are there and verify.")
    for end in list(trail.ends)[:MAX_TOLD]:
        run.noted("lineage", f"The trail ends {end}.")
    if len(trail.ends) > MAX_TOLD:
        run.noted("lineage", f"The trail ends at {len(trail.ends) - MAX_TOLD} more lots.")
    return tuple(run.checks)


def _step(
    run: Run,
    trail: _Trail,
    child: Passport,
    parent: Parent,
    path: tuple[frozenset[str], ...],
    find: Callable[[str], bytes | None],
    others: Callable[[str], bool],
    verify: Callable[[bytes], Verification],
) -> None:
    if any(parent.lot in lots for lots in path):
        run.failed("lineage", f"Lot {parent.lot} is its own ancestor.", " <- ".join(min(lots) for lots in path))
        return
    if parent.passport is None:
        trail.ends[f"at lot {parent.lot}: no passport of it is named"] = None
        return
    if parent.passport in trail.seen:
        if wrong := next(_contradictions(child, parent, trail.seen[parent.passport]), None):
            run.failed("lineage", wrong)
        return
    data = find(parent.passport)
    if data is None:
        another = "; another passport of that lot is here, which may correct it" if others(parent.lot) else ""
        trail.ends[f"at lot {parent.lot}: its passport {parent.passport} is not here{another}"] = None
        return
    if len(path) > MAX_GENERATIONS:
        trail.ends[f"at lot {parent.lot}: {MAX_GENERATIONS} generations were followed"] = None
        return
    found = verify(data)
    if found.passport is None or found.digest != parent.passport:
        why = found.failures[0].message if found.failures else "It is another passport."
        run.failed("lineage", f"The passport of lot {parent.lot} does not verify. {why}", found.digest, parent.passport)
        return
    trail.seen[parent.passport] = found.passport
    if wrong := next(_contradictions(child, parent, found.passport), None):
        run.failed("lineage", wrong)
        return
    if found.trust == "unlisted":
        run.noted("lineage", f"The passport of lot {parent.lot} is signed by {found.kid}, which you have not listed.")
    trail.waiting.append((found.passport, (*path, frozenset(_lots(found.passport)))))


def _contradictions(child: Passport, parent: Parent, found: Passport) -> Iterator[str]:
    if parent.lot not in _lots(found):
        yield f"The passport that is named for lot {parent.lot} is of lot {found.lot}."
    own = {event.id: event for event in child.custody}
    for event in found.custody:
        if event.id in own and _facts(event) != _facts(own[event.id]):
            yield f"Event {event.id} is told otherwise in the passports of lots {child.lot} and {found.lot}."
