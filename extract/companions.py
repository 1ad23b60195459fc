"""What the other papers of a bundle state, recognised on a paper that states it without a label we understand.

The papers of a lot name the same parties, numbers and weights. Where a paper's own labels gave no value for a field,
and a text or figure that another paper states for that very field stands on the page, whole and in no other role, a
reader knows it again; so does this. Nothing is carried over: the value is what this page prints, its evidence is here,
its rule names the paper that it was known from, and its confidence stays below that of a labelled value. A figure or
number that differs is not found by this, so a contradiction stays one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from extract.companions_countries import COUNTRIES, RESEMBLES, named
from extract.companions_goods import ALIKE, GOODS, best_of, described, goods_of, says_more
from extract.companions_places import ADDRESSES, FIGURES, GUESS, NAMES, as_printed, is_at, places, roles_of
from extract.companions_pool import (
    KNOWN,
    NUMBER_OF,
    NUMBERS,
    Known,
    Pool,
    bare_mark,
    borne_by,
    gathered,
    mark_of,
    quoted_for,
)
from extract.companions_text import Found, Wording
from extract.doctype import QUOTED
from extract.model import Alternative, Document, DocumentKind, Field, FieldValue
from extract.types import TYPES
from extract.values.folding import key

RECOGNISED: Final = 0.93
"""Confidence of what was recognised, on a page that is the file's own text."""
MOST_PAPERS: Final = 300
"""Papers of a bundle from which on nothing is known again: each is held against each, and many lots go with them."""
KNOWN_FROM: Final = "as-stated-on-"
"""How the rule of a recognised field begins; the id of the paper that it was known from follows."""
INSTEAD: Final = 0.85
"""Confidence at most of what was recognised in place of a reading that was no mere guess."""
HARDLY: Final = 0.3
"""Confidence of a description below which another one is put in its place."""
DOUBTED: Final = 0.7
"""Confidence of a paper's number where a companion quotes another one that stands on the paper too."""

_SCHEMES: Final = (DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, DocumentKind.ICGLR_CERTIFICATE)
_LISTS: Final = ("seal_numbers", "tag_numbers", "hs_codes")
_COUNTS: Final = ("parcel_count",)
_ORDER: Final = (
    *NAMES,
    *ADDRESSES,
    "document_number",
    *sorted(QUOTED),
    "lot_number",
    "mine_site",
    *_LISTS,
    *_COUNTS,
    *FIGURES,
    *COUNTRIES,
)


def recognised(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The bundle's documents, with what is known again from their companions; all else as it was."""
    if not 2 <= len(documents) <= MOST_PAPERS:
        return tuple(documents)
    pool = gathered(documents)
    return tuple(_with_known(document, pool) if document.type in TYPES else document for document in documents)


def _with_known(document: Document, pool: Pool) -> Document:
    wording = Wording(document)
    names = {name for spec in TYPES[document.type].fields if not spec.more for name in spec.fills}
    for name in (name for name in _ORDER if name in names):
        stated = document.fields.get(name)
        if _open(document, name):
            found = _known_again(document, name, pool, wording)
        elif stated is not None and name == "document_number":
            found = _own_number(document, stated, pool, wording)
        else:
            found = _in_place_of(stated, document, pool, wording) if stated is not None else None
        if found is not None:
            document = document.model_copy(update={"fields": dict(sorted({**document.fields, name: found}.items()))})
    goods = _goods(document, pool, wording) if GOODS in names else None
    if goods is not None:
        document = document.model_copy(update={"fields": dict(sorted({**document.fields, GOODS: goods}.items()))})
    return document


def _goods(document: Document, pool: Pool, wording: Wording) -> Field | None:
    """The description of the goods by the words of the other papers, where none was read or only a part of it."""
    stated = document.fields.get(GOODS)
    if stated is not None and stated.status == "read" and stated.confidence >= KNOWN:
        return None
    goods = goods_of(pool, document.id)
    found = described(goods, wording, roles_of(document), document.title)
    best = best_of([one for one in found if not any(is_at(one, row.get(GOODS)) for row in document.lines)])
    if best is None:
        return None
    known = Known("", None, goods.papers, "")
    again = _field(GOODS, known, [best], document)
    if stated is None or stated.value is None:
        return again
    if not says_more(str(again.value), str(stated.value)):
        return None
    if not _is_cut_short(str(stated.value), str(again.value)) and stated.confidence >= HARDLY:
        return None
    kept = Alternative(value=stated.value, raw=stated.raw, score=stated.confidence, evidence=stated.evidence)
    return again.model_copy(update={"alternatives": (kept,)})


def _open(document: Document, name: str) -> bool:
    """Whether a document leaves a field open: nothing was read for it."""
    stated = document.fields.get(name)
    return stated is None or stated.status == "unreadable"


def _known_again(document: Document, name: str, pool: Pool, wording: Wording) -> Field | None:
    """A field known from the other papers; None where none of their values stands here, or more than one."""
    fit = _fit(document, name, pool, wording)
    return _field(name, *fit, document) if fit is not None else None


def _fit(document: Document, name: str, pool: Pool, wording: Wording) -> tuple[Known, list[Found]] | None:
    """The one value of the other papers that stands here in no other role, with its places."""
    if name in ADDRESSES and _open(document, ADDRESSES[name]):
        return None
    roles = roles_of(document)
    fits: list[tuple[Known, list[Found]]] = []
    for known in _candidates(document, name, pool):
        if name in COUNTRIES:
            found = list(named(str(known.value), name, wording, roles))[:1] if _has_one_role(name, known, pool) else []
        else:
            found = places(name, known.value, known.unit, wording, roles)
        if found and not _in_two_roles(name, known, pool):
            fits.append((known, found))
    fits = [fit for fit in fits if not any(_is_part(fit[1], other[1]) for other in fits)]
    if name in QUOTED and len(fits) > 1:  # two certificates go with the lot: the papers quote one of them
        most = max(len(known.papers) for known, _ in fits)
        fits = [fit for fit in fits if len(fit[0].papers) == most]
    return fits[0] if len(fits) == 1 else None


def _has_one_role(name: str, known: Known, pool: Pool) -> bool:
    """Whether no paper states a country for the other end of the way, surely or not."""
    home, away = ("country_of_origin", "country_of_provenance"), ("country_of_destination",)
    return not any((other, known.mark) in pool.said for other in (home if name in away else away))


def _is_part(found: Sequence[Found], longer: Sequence[Found]) -> bool:
    """Whether a text is a longer one's beginning, in the same place: a name without its legal form."""
    part, whole = (" ".join(text for one in places for text in one.texts) for places in (found, longer))
    return len(part) < len(whole) and whole.startswith(part) and found[0].evidence[0].page == longer[0].evidence[0].page


def _in_place_of(stated: Field, document: Document, pool: Pool, wording: Wording) -> Field | None:
    """What two other papers state and this one prints, in place of a reading that was unsure and that none bears out.

    A reading that is only a part of it, a name's end or some numbers of a list, is made whole by one paper's word.
    """
    if stated.status != "read" or stated.value is None or stated.confidence >= KNOWN:
        return None
    name = stated.name
    fit = _fit(document, name, pool, wording)
    if fit is None or fit[0].mark == mark_of(stated.value, stated.unit):
        return None
    known = fit[0]
    papers = len(known.papers - {document.id})
    cut_short = _is_cut_short(stated.value, known.value)
    if not cut_short and papers <= max(1, pool.stating(name, stated, document.id)):
        return None
    found = _field(name, *fit, document)
    kept = Alternative(
        value=stated.value, unit=stated.unit, raw=stated.raw, score=stated.confidence, evidence=stated.evidence
    )
    sure = found.confidence if stated.confidence < GUESS else min(found.confidence, INSTEAD)
    return found.model_copy(update={"confidence": sure, "alternatives": (kept,)})


def _is_cut_short(stated: FieldValue, known: FieldValue) -> bool:
    """Whether a reading holds only some words of a known text, or some items of a known list."""
    if isinstance(stated, tuple) and isinstance(known, tuple):
        return {mark_of(item) for item in stated} < {mark_of(item) for item in known}
    if not isinstance(stated, str) or not isinstance(known, str) or stated.replace(".", "").isdigit():
        return False
    part, whole = f" {key(stated)} ", f" {key(known)} "
    return len(part) < len(whole) and part in whole


def _own_number(document: Document, stated: Field, pool: Pool, wording: Wording) -> Field | None:
    """The paper's number as its companions quote it, where none quotes what was read and theirs stands here too.

    A number cut short is made whole; another one is put in its place where two papers quote it or the reading was
    unsure; else the reading stays, doubted.
    """
    quoted = list(pool.known(quoted_for(document.type), document.id))
    if stated.status != "read" or stated.value is None or mark_of(stated.value) in {one.mark for one in quoted}:
        return None
    known = _known_again(document.model_copy(update={"fields": {}}), "document_number", pool, wording)
    if known is None or known.value is None:
        return None
    papers = max(len(one.papers) for one in quoted)
    whole = mark_of(stated.value) in mark_of(known.value)
    if not whole and papers < 2 and stated.confidence >= KNOWN:
        return stated.model_copy(update={"confidence": min(stated.confidence, DOUBTED)})
    kept = Alternative(value=stated.value, raw=stated.raw, score=stated.confidence, evidence=stated.evidence)
    return known.model_copy(update={"label": stated.label if whole else None, "alternatives": (kept,)})


def _candidates(document: Document, name: str, pool: Pool) -> Iterator[Known]:
    if name == "document_number":
        others = {one.mark for one in pool.known(NUMBERS, document.id)}
        yield from (one for one in pool.known(quoted_for(document.type), document.id) if one.mark not in others)
        return
    own = document.fields.get("document_number")
    number = None if own is None or own.value is None else mark_of(own.value)
    if number is None and NUMBER_OF.get(document.type) == name:
        return  # perhaps its own number, as the others quote it
    schemes: list[Known] = []
    if name == "certificate_number":
        schemes = [one for kind in _SCHEMES for one in pool.known(borne_by(kind), document.id)]
    yield from (one for one in schemes or pool.known(name, document.id) if one.mark != number)


def _in_two_roles(name: str, known: Known, pool: Pool) -> bool:
    """Whether the papers state the same for another party, or for another weight."""
    rivals = next((group for group in (NAMES, tuple(ADDRESSES), FIGURES) if name in group), ())
    mark = bare_mark(known.value)
    return any(mark in pool.bare.get(rival, ()) for rival in rivals if rival != name)


def _surest(name: str) -> float:
    """Confidence of what was recognised as a field, on a page that is the file's own text."""
    if name in COUNTRIES:
        return RESEMBLES
    return ALIKE if name == GOODS else RECOGNISED


def _field(name: str, known: Known, places: Sequence[Found], document: Document) -> Field:
    texts = [text.strip() for place in places for text in place.texts]
    raw = (", " if name in ADDRESSES or len(places) > 1 else " ").join(text.rstrip(" ,;") for text in texts)
    printed = isinstance(known.value, str) and name not in FIGURES and name not in COUNTRIES
    value = raw if printed or name == GOODS else known.value
    if isinstance(value, str) and name in FIGURES:
        value = as_printed(value, raw)
    source = min(known.papers - {document.id}, key=lambda paper: (len(paper), paper))
    return Field(
        name=name,
        value=value,
        unit=known.unit,
        raw=raw,
        confidence=round(
            (RESEMBLES if name in COUNTRIES else ALIKE if name == GOODS else RECOGNISED)
            * min(one.confidence for one in places),
            4,
        ),
        evidence=tuple(e for place in places for e in place.evidence),
        rule=f"{KNOWN_FROM}{source}",
    )
