"""A lot followed through passports: down to each source with its share, and up to each product made of it.

A passport names its parents by digest and never changes, so that what is made of a lot later stands in the later
passports alone: products are found among passports at hand. Shares are by weight, as exact as passports state them,
multiplied along each way and added over the ways; where one on the way is not stated, the share is not known.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from passport.canonical import digest, passport_bytes
from passport.lineage import MAX_FOLLOWED
from passport.model import Passport

Share = Decimal | None
"""Part of a lot by weight, 0 to 1; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A source or a product of a lot. `share` is the source's part of the lot, or the lot's part of the product.

    `country`, `mine_site` and `recycled` are as the source's passport states them. `here` is False for a source whose
    own passport is not at hand: what is beyond it is not known.
    """

    lot: str
    share: Share
    country: str | None = None
    mine_site: str | None = None
    recycled: bool = False
    here: bool = True


def sources_of(passport: Passport, known: Mapping[str, Passport]) -> tuple[Traced, ...]:
    """Each source of a lot with its share, as its passport and those of its ancestors tell it.

    `known` holds verified passports by digest. A lot without parents begins where its passport says (`origin.sources`);
    one that has neither is followed nowhere.
    """
    own = digest(passport_bytes(passport))
    known = {**known, own: passport}
    parts: dict[str, Share] = {own: Decimal(1)}
    found: dict[Traced, Share] = {}
    for name in _children_first(own, known):
        whole = known[name]
        if not whole.lineage and (whole.origin.sources or name != own):
            for traced, share in _beginnings(whole):
                _add(found, traced, _times(parts[name], share))
        for parent in whole.lineage:
            part = _times(parts[name], _stated(parent.share))
            if parent.passport in known:
                _add(parts, parent.passport, part)
            else:
                _add(found, Traced(parent.lot, None, here=False), part)
    return _shown(found)


def products_of(name: str, known: Mapping[str, Passport]) -> tuple[Traced, ...]:
    """Each product that a lot went into, with the lot's share of it, by the passports at hand.

    `name` is the digest of the lot's passport, `known` holds verified passports by digest. A product is a lot of which
    nothing was made in turn; a passport that another one corrects is left out.
    """
    corrected = {one.supersedes for one in known.values() if one.supersedes}
    parts: dict[str, Share] = {name: Decimal(1)}
    used: set[str] = set()
    for child in reversed(_children_first(None, known)):
        for parent in known[child].lineage:
            if child not in corrected and parent.passport in parts:
                used.add(parent.passport)
                _add(parts, child, _times(parts[parent.passport], _stated(parent.share)))
    return _shown({Traced(known[p].lot, None): parts[p] for p in parts if p not in used and p != name})


def descendants(
    name: str, children: Mapping[str, Iterable[str]], take: Callable[[str], Passport | None]
) -> dict[str, Passport]:
    """The passports that name a passport as a parent's, and those that name them in turn, by digest.

    `children` tells by digest which passports say so, `take` gives one that verifies; what does not is left out, as is
    what comes after `MAX_FOLLOWED`.
    """
    found: dict[str, Passport] = {}
    waiting = deque([name])
    tried = {name}
    while waiting and len(found) < MAX_FOLLOWED:
        for child in children.get(waiting.popleft(), ()):
            if child not in tried:
                tried.add(child)
                one = take(child)
                if one is not None:
                    found[child] = one
                    waiting.append(child)
    return found


def _children_first(first: str | None, known: Mapping[str, Passport]) -> list[str]:
    """The digests of `first` and its ancestors (None: of all), each before its parents; no digest leads to itself."""
    order: list[str] = []
    done: set[str] = set()
    for start in known if first is None else (first,):
        stack = [(start, False)]
        while stack:
            name, looked = stack.pop()
            if looked:
                order.append(name)
            elif name not in done:
                done.add(name)
                stack.append((name, True))
                stack.extend((p.passport, False) for p in known[name].lineage if p.passport in known)  # type: ignore[misc]  # a digest, as it is in `known`
    return order[::-1]


def _beginnings(passport: Passport) -> Iterable[tuple[Traced, Share]]:
    if not passport.origin.sources:
        yield Traced(passport.lot, None), Decimal(1)
    for source in passport.origin.sources:
        traced = Traced(passport.lot, None, source.country, source.mine_site, source.recycled)
        yield traced, _stated(source.share) if len(passport.origin.sources) > 1 else Decimal(1)


def _stated(share: str | None) -> Share:
    return None if share is None else Decimal(share)


def _times(one: Share, other: Share) -> Share:
    return None if one is None or other is None else one * other


Key = TypeVar("Key")


def _add(parts: dict[Key, Share], key: Key, part: Share) -> None:
    before = parts.get(key, Decimal(0))
    parts[key] = None if part is None or before is None else before + part


def _shown(parts: Mapping[Traced, Share]) -> tuple[Traced, ...]:
    """The greatest share first, what is not known last."""
    found = [Traced(one.lot, share, one.country, one.mine_site, one.recycled, one.here) for one, share in parts.items()]
    return tuple(sorted(found, key=lambda one: (one.share is None, -(one.share or 0), one.lot, one.mine_site or "")))
