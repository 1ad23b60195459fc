"""Lots formed from the papers: which documents travel together, what the lot is called, which custody lots it has."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from extract.model import Document, DocumentKind
from validate.custody_match import CustodyIndex
from validate.facts import SCHEME_CERTIFICATES, sort_key, text
from validate.kinship import LOT_OWN, Profile, kinship, profile
from validate.lots_printed import holders, printed
from validate.lots_shared import FEW, SHARED, Group, meeting_points, numbers_of, served
from validate.model import Dossier, Lot
from validate.names import Likeness, alike
from validate.numbers import bare, misread_number

ENOUGH = 0.5
"""Kinship above which two groups of documents are one lot."""

CROWD = 60
"""A key that more documents share than this tells no lot from another and is not used to find pairs."""

FRAGMENT = 2
"""Documents in a group up to which it may be a piece of another one."""


def form_lots(dossier: Dossier) -> tuple[Lot, ...]:
    """The lots of a bundle, in the order of their first document.

    Documents are joined greedily, the strongest kinship first, as long as the sum of what speaks for and against
    joining two groups is positive. A licence, certificate of origin or declaration, and any paper that lists several
    lots or certificates, belongs to every lot that it fits.
    Documents that fit nowhere belong to the only lot, else to the best match. No typed document, no lot.
    """
    typed = [d for d in dossier.documents if d.type is not DocumentKind.UNKNOWN]
    if not typed:
        return ()
    custody = CustodyIndex(dossier.custody.events)
    profiles = [profile(d, custody.lots_of(d)) for d in typed]
    own = [i for i, p in enumerate(profiles) if p.kind is not DocumentKind.EXPORT_LICENCE] or list(range(len(profiles)))
    groups = _lonely(_joined(profiles, own), profiles)
    members = [{profiles[i].document.id for i in group} for group in groups]
    meeting = meeting_points(groups, profiles)
    numbers = holders(groups, profiles) if 1 < len(groups) <= FEW else None
    for place, one in enumerate(profiles):
        if one.kind in SHARED or one.many:
            near = sorted({w for key in numbers_of(one) for w in meeting.get(key, ())}) if meeting is not None else None
            for which in served(one, place, groups, profiles, near):
                members[which].add(one.document.id)
        for which in printed(one, place, numbers) if numbers is not None else ():
            members[which].add(one.document.id)
    _unknowns(dossier.documents, members)
    lots: list[Lot] = []
    taken: set[str] = set()
    by_id = {document.id: (place, document) for place, document in enumerate(dossier.documents)}
    for found in members:
        documents = tuple(document for _, document in sorted((by_id[i] for i in found), key=lambda pair: pair[0]))
        linked = custody.match(documents, alone=len(members) == 1)
        name = _name(documents, linked, len(lots) + 1)
        if bare(name) in taken:
            name = next(n for k in range(2, len(members) + 2) if bare(n := f"{name} ({k})") not in taken)
        taken.add(bare(name))
        lots.append(Lot(id=name, documents=tuple(d.id for d in documents), custody_lots=linked))
    return tuple(lots)


def _joined(profiles: Sequence[Profile], own: Iterable[int]) -> list[Group]:
    """Greedy joining: always the pair of groups with the highest summed kinship, while that is enough."""
    meeting: dict[tuple[str, str], list[int]] = defaultdict(list)
    groups: dict[int, Group] = {}
    for i in own:
        groups[i] = (i,)
        for token in set(profiles[i].tokens()):
            meeting[token].append(i)
    cache: dict[tuple[int, int], float] = {}

    def between(a: Group, b: Group) -> float:
        total = 0.0
        for i in a:
            for j in b:
                pair = (i, j) if i < j else (j, i)
                if pair not in cache:
                    cache[pair] = kinship(profiles[pair[0]], profiles[pair[1]])
                total += cache[pair]
        return total

    near: dict[int, set[int]] = defaultdict(set)
    for found in meeting.values():
        if len(found) <= CROWD:
            for i in found:
                near[i].update(j for j in found if j != i)
    heap: list[tuple[float, int, int]] = []
    for i in sorted(near):
        for j in sorted(near[i]):
            if i < j and (score := between(groups[i], groups[j])) > ENOUGH:
                heapq.heappush(heap, (-score, i, j))
    fresh = len(profiles)
    while heap:
        _, i, j = heapq.heappop(heap)
        if i not in groups or j not in groups:
            continue
        merged = tuple(sorted(groups.pop(i) + groups.pop(j)))
        neighbours = {k for k in near.pop(i, set()) | near.pop(j, set()) if k in groups}
        groups[fresh] = merged
        near[fresh] = neighbours
        for k in sorted(neighbours):
            near[k] = (near[k] - {i, j}) | {fresh}
            if (score := between(merged, groups[k])) > ENOUGH:
                heapq.heappush(heap, (-score, min(k, fresh), max(k, fresh)))
        fresh += 1
    return sorted(groups.values())


def _lonely(groups: list[Group], profiles: Sequence[Profile]) -> list[Group]:
    """Fragments without a link join the group they fit best, unless they are plainly a lot of their own."""
    fits: dict[tuple[Group, Group], float] = {}

    def fit(one: Group, other: Group) -> float:
        if (one, other) not in fits:
            fits[one, other] = _fit(one, other, profiles)
        return fits[one, other]

    while len(groups) > 1:
        for small in sorted((g for g in groups if len(g) <= FRAGMENT), key=lambda g: (len(g), g)):
            fitting = [(fit(small, g), g) for g in groups if g != small]
            best, other = max(fitting, key=lambda pair: (pair[0], tuple(-i for i in pair[1])))
            stray = len(small) == 1 and not _own_lot(small, other, profiles)
            if best > 0 or (stray and (best > -1 or len(groups) == 2)):
                groups = sorted([*(g for g in groups if g not in (small, other)), tuple(sorted(small + other))])
                break
        else:
            return groups
    return groups


def _own_lot(group: Group, other: Group, profiles: Sequence[Profile]) -> bool:
    """Whether a document without links makes a lot of its own: a certificate beside another one."""
    kinds = {profiles[i].kind for i in group}
    return bool(kinds & set(SCHEME_CERTIFICATES) & {profiles[i].kind for i in other})


def _fit(group: Group, other: Group, profiles: Sequence[Profile]) -> float:
    """How well two unlinked groups fit: of different types, same parties and goods, nothing that says otherwise."""
    kinds = {profiles[i].kind for i in group} & LOT_OWN
    score = 0.5 - 2.0 * len(kinds & {profiles[i].kind for i in other})
    pairs = [(profiles[i], profiles[j]) for i in group for j in other]
    score += max(-3.0, min(0.0, sum(kinship(a, b) for a, b in pairs) / len(pairs)))
    for side in ("exporter", "importer", "mineral"):
        named = [(getattr(a, side), getattr(b, side)) for a, b in pairs if getattr(a, side) and getattr(b, side)]
        if named:
            score += 0.4 if any(alike(x, y) is Likeness.SAME for x, y in named) else -1.0
    files = {p.file for i in group for p in profiles[i].document.pages}
    if files & {p.file for j in other for p in profiles[j].document.pages}:
        score += 0.3
    return score


def _unknowns(documents: Sequence[Document], members: list[set[str]]) -> None:
    """Documents of no type: to the only lot, else to the lot of the document before it in its file, else to all."""
    for place, document in enumerate(documents):
        if document.type is not DocumentKind.UNKNOWN:
            continue
        files = {p.file for p in document.pages}
        near = [d for d in (*documents[:place][::-1], *documents[place + 1 :]) if files & {p.file for p in d.pages}]
        homes = [m for m in members if near and near[0].id in m] if len(members) > 1 else []
        for home in homes or members:
            home.add(document.id)


def _name(documents: Sequence[Document], linked: tuple[str, ...], position: int) -> str:
    """The lot number that most documents state (a custody record counts as one), else the custody lot's, else the
    certificate's, the invoice's or the first number there is."""
    stated = [
        number
        for d in sorted(documents, key=sort_key)
        if d.type not in SHARED or len(documents) == 1
        if (number := text(d, "lot_number"))
    ]
    if stated:
        votes = Counter(bare(n) for n in [*stated, *linked])
        first = {bare(n): n for n in reversed(stated)}
        most = first[max(first, key=lambda n: (votes[n], -[bare(s) for s in stated].index(n)))]
        # One paper's number that a misreading tells from the custody record's gives way to it.
        if linked and votes[bare(most)] == 1 and bare(most) != bare(linked[0]) and misread_number(most, linked[0]):
            return linked[0]
        return most
    if linked:
        return linked[0]
    for document in sorted(documents, key=sort_key):
        if number := text(document, "document_number"):
            return number
    return f"lot {position}"
