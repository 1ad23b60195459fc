"""The one value of a bundle's other papers that stands on this paper for a field, and the field that it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from extract.companions_countries import COUNTRIES, named
from extract.companions_places import (
    ADDRESSES,
    FIGURES,
    GUESS,
    NAMES,
    Role,
    as_printed,
    is_free,
    places,
    roles_of,
    within,
)
from extract.companions_pool import (
    NUMBER_OF,
    NUMBERS,
    Known,
    Pool,
    bare_mark,
    borne_by,
    mark_of,
    quoted_for,
)
from extract.companions_stretch import stretches
from extract.companions_text import Found, Wording
from extract.doctype import QUOTED
from extract.model import Document, DocumentKind, Field
from extract.values import legal_forms
from extract.values.folding import key, plain

RECOGNISED: Final = 0.93
"""Confidence of what was recognised, on a page that is the file's own text."""
RESEMBLES: Final = 0.88
"""Confidence at most of what is not told by its own letters alone: a country, an address printed otherwise."""
LIKELY: Final = 0.85
"""Confidence at most of what another paper states that was not read surely either."""
KNOWN_FROM: Final = "as-stated-on-"
"""How the rule of a recognised field begins; the id of the paper that it was known from follows."""

_DISTRICT: Final = re.compile(r"\s*[,(]\s*[^\W\d_]{3}")  # in folded text
_SCHEMES: Final = (DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, DocumentKind.ICGLR_CERTIFICATE)
_INITIALS: Final = re.compile(r"\.\s?[^\W\d_]$")
_CORE_WORDS: Final = 2  # of a name without its legal form
_CORE_LETTERS: Final = 10
_WORDED: Final = frozenset({*NAMES, *ADDRESSES})
_ALIKE: Final = 0.7  # of a text's words, that another statement of it has
_EXACT: Final = frozenset({*NAMES, *ADDRESSES, *FIGURES, *QUOTED, "document_number", "lot_number", "mine_site"})
"""Fields whose values are long enough to be borne out by standing on a second paper, letter for letter."""


@dataclass(frozen=True)
class Paper:
    """A document with its words and roles, and what the other papers of its bundle state."""

    document: Document
    pool: Pool
    wording: Wording
    roles: Sequence[Role]

    @classmethod
    def of(cls, document: Document, pool: Pool) -> Paper:
        """The document as it was read."""
        return cls(document, pool, Wording(document), roles_of(document))

    def stating(self, field: Field) -> Paper:
        """The same paper, a field of it stated so."""
        fields = dict(sorted({**self.document.fields, field.name: field}.items()))
        document = self.document.model_copy(update={"fields": fields})
        return replace(self, document=document, roles=roles_of(document))

    def without_fields(self) -> Paper:
        """The same paper as if nothing had been read on it."""
        document = self.document.model_copy(update={"fields": {}})
        return replace(self, document=document, roles=roles_of(document))

    def is_open(self, name: str) -> bool:
        """Whether the paper leaves a field open: nothing was read for it."""
        stated = self.document.fields.get(name)
        return stated is None or stated.status == "unreadable"

    @property
    def number(self) -> str | None:
        """What statements of the paper's own number have in common; None where it was not read."""
        own = self.document.fields.get("document_number")
        return None if own is None or own.value is None else mark_of(own.value)

    def known(self, name: str) -> Iterator[Known]:
        """What the other papers state surely for a field."""
        return self.pool.known(name, self.document.id)


@dataclass(frozen=True, slots=True)
class Fit:
    """A value known from other papers, its places on this one, and how surely at most it is stated here."""

    known: Known
    places: Sequence[Found]
    most: float
    share: float = 1.0
    """Share of the known text's words that stand here."""

    @property
    def text(self) -> str:
        """The words as they are printed, line by line."""
        return " ".join(text.strip() for one in self.places for text in one.texts)


def fit(paper: Paper, name: str) -> Fit | None:
    """The one value that the other papers state for a field and that stands here in no other role; None without."""
    if name in ADDRESSES and paper.is_open(ADDRESSES[name]):
        return None
    sure = list(_candidates(paper, name))
    fits = _fits(paper, name, sure, RESEMBLES if name in COUNTRIES else RECOGNISED)
    if name in ADDRESSES:
        longer = list(_stretch(paper, name, [one for one in sure if not _in_two_roles(name, one, paper.pool)]))
        fits = longer if not fits or any(_holds(longer, one) for one in fits) else fits
    if not fits and name in NAMES:
        fits = _by_core(paper, name, sure)
    if not fits and name in _EXACT:
        fits = _fits(paper, name, list(_likely(paper, name)), LIKELY)
    fits = _told_apart(name, fits, paper)
    return fits[0] if len(fits) == 1 else None


def _told_apart(name: str, fits: Sequence[Fit], paper: Paper) -> list[Fit]:
    """The values that are left where one is a part of another, stands in its place, or is known from fewer papers."""
    left = [one for one in fits if not any(_is_part(one, other) for other in fits)]
    most = max((len(one.known.papers) for one in left), default=0)
    if name in QUOTED and len(left) > 1:  # two certificates go with the lot: the papers quote one of them
        return [one for one in left if len(one.known.papers) == most]
    if name == "parcel_count":  # of boxes some papers count one, of parcels the others three
        most = max((len(one.papers) for one in paper.known(name)), default=0)
        return [one for one in left if len(one.known.papers) == most]
    places = {tuple(place.evidence for place in one.places): one for one in left}
    return list(places.values()) if name == "hs_codes" else left


def _fits(paper: Paper, name: str, candidates: Sequence[Known], most: float) -> list[Fit]:
    found: list[Fit] = []
    for known in candidates:
        if name not in COUNTRIES:
            stands = places(name, known.value, known.unit, paper.wording, paper.roles)
        elif _has_one_role(name, known, paper.pool):
            stands = list(named(str(known.value), name, paper.wording, paper.roles))[:1]
        else:
            continue
        if stands and not _in_two_roles(name, known, paper.pool):
            found.append(Fit(_with_like(known, candidates) if name in _WORDED else known, stands, most))
    return found


def _with_like(known: Known, others: Sequence[Known]) -> Known:
    """A text with the papers that state most of its words: one prints the country behind an address and another not."""
    words = set(key(str(known.value)).split(" "))
    like = [other for other in others if len(words & set(key(str(other.value)).split(" "))) >= _ALIKE * len(words)]
    return replace(known, papers=known.papers.union(*(other.papers for other in like)))


def _by_core(paper: Paper, name: str, candidates: Sequence[Known]) -> list[Fit]:
    """Names that stand here with another legal form or none, or misread in a letter or two."""
    found: list[Fit] = []
    for known in candidates:
        text = str(known.value)
        forms = legal_forms.matches(plain(text), 0, len(text))
        core = text[: forms[0].start()].rstrip(" ,(") if forms else text
        words = len(key(core).split(" "))
        if words < _CORE_WORDS or len(core) < _CORE_LETTERS or _in_two_roles(name, known, paper.pool):
            continue
        stands = chain(paper.wording.loosely(text, words), paper.wording.misread(text))
        free = [one for one in stands if is_free(name, one, paper.roles)]
        if free:
            whole = max(free, key=lambda one: sum(map(len, one.texts)))
            found.append(Fit(_with_like(known, candidates), [whole], RESEMBLES))
    return found


def _stretch(paper: Paper, name: str, known: Sequence[Known]) -> Iterator[Fit]:
    """The stretch of the page that an address of the other papers stands in, though not letter for letter."""
    texts = [one.value for one in known if isinstance(one.value, str)]
    for share, found in stretches(texts, paper.wording):
        if any(role.name != name and role.confidence >= GUESS and within(found, role) for role in paper.roles):
            continue
        papers = frozenset(paper_of for one in known for paper_of in one.papers)
        text = " ".join(found.texts)
        yield Fit(Known(text, None, papers, mark_of(text)), [found], RESEMBLES, share)
        return


def _candidates(paper: Paper, name: str) -> Iterator[Known]:
    document = paper.document
    if name == "document_number":
        others = {one.mark for one in paper.known(NUMBERS)}
        yield from (one for one in paper.known(quoted_for(document.type)) if one.mark not in others)
        return
    if _may_be_own(paper, name):
        return
    number = paper.number
    schemes: list[Known] = []
    if name == "certificate_number":
        schemes = [one for kind in _SCHEMES for one in paper.known(borne_by(kind))]
    yield from (one for one in schemes or paper.known(name) if one.mark != number)


def _likely(paper: Paper, name: str) -> Iterator[Known]:
    """What other papers state that was read on them with some doubt; none of it is the number of this paper."""
    if name == "document_number" or _may_be_own(paper, name):
        return
    number = paper.number
    yield from (one for one in paper.pool.likely(name, paper.document.id) if one.mark != number)


def _may_be_own(paper: Paper, name: str) -> bool:
    """Whether what is quoted under a name may be this paper's own number, which was not read on it."""
    return paper.number is None and NUMBER_OF.get(paper.document.type) == name


def _in_two_roles(name: str, known: Known, pool: Pool) -> bool:
    """Whether the papers state the same for another party, or for another weight."""
    rivals = next((group for group in (NAMES, tuple(ADDRESSES), FIGURES) if name in group), ())
    mark = bare_mark(known.value)
    return any(mark in pool.bare.get(rival, ()) for rival in rivals if rival != name)


def _has_one_role(name: str, known: Known, pool: Pool) -> bool:
    """Whether no paper states a country for the other end of the way, surely or not."""
    home, away = ("country_of_origin", "country_of_provenance"), ("country_of_destination",)
    return not any((other, known.mark) in pool.said for other in (home if name in away else away))


def _holds(longer: Sequence[Fit], part: Fit) -> bool:
    """Whether a text is only a part of a stretch of the page: a box and a town, of an address with its street."""
    words = f" {key(part.text)} "
    return any(words in f" {key(one.text)} " and len(key(one.text)) > len(words) for one in longer)


def _is_part(one: Fit, longer: Fit) -> bool:
    """Whether a text is a part of a longer one, on the same page: a name without its legal form."""
    same_page = one.places[0].evidence[0].page == longer.places[0].evidence[0].page
    return same_page and len(one.text) < len(longer.text) and f" {key(one.text)} " in f" {key(longer.text)} "


def _texts(place: Found) -> Iterator[str]:
    """The words line by line, with the point behind initials at the end: "S.A."."""
    last = len(place.texts) - 1
    for at, text in enumerate(place.texts):
        point = "." if at == last and place.behind.startswith(".") and _INITIALS.search(text) else ""
        yield f"{text.strip().rstrip(' ,;')}{point}"


def field_of(paper: Paper, name: str, fits: Fit) -> Field:
    """The field that a value makes which was known again: what this page prints, with its places."""
    known = fits.known
    texts = [text for place in fits.places for text in _texts(place)]
    raw = (", " if name in ADDRESSES or len(fits.places) > 1 else " ").join(texts)
    value = known.value
    if isinstance(value, str) and name in FIGURES:
        value = as_printed(value, raw)
    elif isinstance(value, str) and name not in COUNTRIES:
        misread = fits.places[0].likeness < 1.0  # letters for digits: the number is as the other paper has it
        value = value if misread else raw
    elif name == "hs_codes":
        value = tuple(dict.fromkeys(re.sub(r"\D", "", text) for text in texts))
    most = fits.most
    if name == "mine_site" and any(_DISTRICT.match(place.behind) is not None for place in fits.places):
        most = min(most, LIKELY)  # this paper says more of where it lies
    source = min(known.papers - {paper.document.id}, key=lambda other: (len(other), other))
    return Field(
        name=name,
        value=value,
        unit=known.unit,
        raw=raw,
        confidence=round(most * min(place.confidence * place.likeness for place in fits.places), 4),
        evidence=tuple(e for place in fits.places for e in place.evidence),
        rule=f"{KNOWN_FROM}{source}",
    )
