"""Papers that serve several lots: which lots a licence, a certificate of origin or a declaration belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extract.model import DocumentKind
from validate.facts import read_field, text
from validate.kinship import Profile, same, strangers
from validate.names import Likeness, alike
from validate.numbers import misread_number
from validate.weights import weight

SHARED = (DocumentKind.EXPORT_LICENCE, DocumentKind.CERTIFICATE_OF_ORIGIN, DocumentKind.ORIGIN_DECLARATION)
"""Types of which one document may serve several lots."""

FEW = 50
"""Lots up to which every one is compared with a shared paper; beyond, those alone that meet it in a number."""

Group = tuple[int, ...]


def numbers_of(one: Profile) -> set[str]:
    """The numbers that a paper bears, quotes or lists."""
    own = {one.number} if one.number is not None else set()
    return own | one.lots | {n for numbers in one.quoted.values() for n in numbers}


def meeting_points(groups: Sequence[Group], profiles: Sequence[Profile]) -> dict[str, list[int]] | None:
    """The lots by the numbers of their papers; None for few lots, which are all compared."""
    if len(groups) <= FEW:
        return None
    found: dict[str, list[int]] = defaultdict(list)
    for which, group in enumerate(groups):
        for key in {key for i in group for key in numbers_of(profiles[i])}:
            found[key].append(which)
    return found


def served(
    one: Profile, place: int, groups: Sequence[Group], profiles: Sequence[Profile], near: Sequence[int] | None
) -> list[int]:
    """The lots that a licence, certificate of origin or declaration belongs to: all that quote it or that it quotes,
    else those of the same parties and goods, else the best match. `near` narrows down which lots may be linked."""
    if len(groups) == 1:
        return [0]
    looked = range(len(groups)) if near is None else near
    home = [which for which in looked if place in groups[which]]
    linked = [which for which in looked if any(_linked(one, profiles[i]) for i in groups[which] if i != place)]
    if linked or home:
        return sorted({*linked, *home})
    rest = [(which, [profiles[i] for i in group]) for which, group in enumerate(groups)]
    if one.kind is DocumentKind.EXPORT_LICENCE:
        fitting = _drawing(one, rest)
        if fitting:
            return fitting
    return [max(rest, key=lambda pair: (-min(strangers(one, p) for p in pair[1]), -pair[0]))[0]]


def _drawing(licence: Profile, lots: Sequence[tuple[int, list[Profile]]]) -> list[int]:
    """The lots that may draw on a licence that nobody quotes: of its parties and goods, quoting no other licence, and,
    where that tells them apart, within its quantity and its time."""
    free = [(w, papers) for w, papers in lots if not any(p.quoted.get("licence_number") for p in papers)] or lots
    alike_lots = [(w, papers) for w, papers in free if _alike(licence, papers)]
    fits = {w: _room(licence, papers) for w, papers in alike_lots}
    return [w for w in fits if fits[w] == max(fits.values())]


def _room(licence: Profile, papers: Sequence[Profile]) -> int:
    allowed = read_field(licence.document, "licensed_quantity")
    mass = weight(allowed, "ct") if allowed is not None else None
    heaviest = max((p.net.mass for p in papers if p.net is not None), default=None)
    room = int(mass is not None and heaviest is not None and heaviest <= mass.mass)
    begin, end = text(licence.document, "issue_date"), text(licence.document, "expiry_date")
    shipped = [d for p in papers if p.kind is DocumentKind.TRANSPORT_DOCUMENT and (d := _sailing(p))]
    if begin and end and shipped:
        room += int(all(begin <= day <= end for day in shipped))  # ISO dates compare as text
    return room


def _sailing(paper: Profile) -> str | None:
    return text(paper.document, "shipment_date") or text(paper.document, "issue_date")


def _alike(one: Profile, papers: Sequence[Profile]) -> bool:
    """Whether the papers name the same exporter and goods, and no other importer."""
    if any(strangers(one, p) for p in papers) or one.exporter is None:
        return False
    named = [p.exporter for p in papers if p.exporter]
    return bool(named) and all(alike(one.exporter, name) is Likeness.SAME for name in named)


def _linked(one: Profile, other: Profile) -> bool:
    if one.lots & other.lots:
        return True
    for number in (n for name, numbers in one.quoted.items() if name != "licence_number" for n in numbers):
        if other.number is not None and same(number, other.number):
            return True
    names = ("licence_number",) if one.kind is DocumentKind.EXPORT_LICENCE else ("certificate_number",)
    quoted = [n for name in names for n in other.quoted.get(name, ())]
    if one.number is None:
        return False
    return any(same(n, one.number) or misread_number(n, one.number) for n in quoted)
