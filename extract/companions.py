"""What the other papers of a bundle state, recognised on a paper that states it without a label we understand.

The papers of a lot name the same parties, numbers and weights. Where a paper's own labels gave no value for a field,
and a text or figure that another paper states for that very field stands on the page, whole and in no other role, a
reader knows it again; so does this. Nothing is carried over: the value is what this page prints, its evidence is here,
its rule names the paper that it was known from, and its confidence stays below that of a labelled value. A figure or
number that differs is not found by this, so a contradiction stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

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
from extract.model import Alternative, Document, DocumentKind, Evidence, Field, FieldValue, Money
from extract.types import TYPES
from extract.values import tables
from extract.values.folding import fold, key
from extract.values.units import canonical

RECOGNISED: Final = 0.93
"""Confidence of what was recognised, on a page that is the file's own text."""
MOST_PAPERS: Final = 300
"""Papers of a bundle from which on nothing is known again: each is held against each, and many lots go with them."""
KNOWN_FROM: Final = "as-stated-on-"
"""How the rule of a recognised field begins; the id of the paper that it was known from follows."""
DOUBTED: Final = 0.7
"""Confidence of a paper's number where a companion quotes another one that stands on the paper too."""

_SCHEMES: Final = (DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, DocumentKind.ICGLR_CERTIFICATE)
_NAMES: Final = ("exporter_name", "importer_name")
_ADDRESSES: Final = {"exporter_address": "exporter_name", "importer_address": "importer_name"}
_LISTS: Final = ("seal_numbers", "tag_numbers", "hs_codes")
_COUNTS: Final = ("parcel_count",)
_FIGURES: Final = ("carat_weight", "net_weight", "gross_weight", "value", "grade")
_ORDER: Final = (
    *_NAMES,
    *_ADDRESSES,
    "document_number",
    *sorted(QUOTED),
    "lot_number",
    "mine_site",
    *_LISTS,
    *_COUNTS,
    *_FIGURES,
)
_LETTERS = 5  # of the shortest text that is known again
_DIGITS = 3  # of the shortest number of a paper
_SURE_FIGURE = 4  # significant digits of a figure that stands for itself
_WITH_UNIT = 2  # the same where its unit stands beside it


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
        else:
            found = _own_number(document, stated, pool, wording) if stated and name == "document_number" else None
        if found is not None:
            document = document.model_copy(update={"fields": dict(sorted({**document.fields, name: found}.items()))})
    return document


def _open(document: Document, name: str) -> bool:
    """Whether a document leaves a field open: nothing was read for it."""
    stated = document.fields.get(name)
    return stated is None or stated.status == "unreadable"


def _known_again(document: Document, name: str, pool: Pool, wording: Wording) -> Field | None:
    """A field known from the other papers; None where none of their values stands here, or more than one."""
    if name in _ADDRESSES and _open(document, _ADDRESSES[name]):
        return None
    taken = _taken(document, name)
    fits: list[tuple[Known, list[Found]]] = []
    for known in _candidates(document, name, pool):
        places = _places(name, known, wording, taken)
        if places and not _in_two_roles(name, known, pool):
            fits.append((known, places))
    if name in QUOTED and len(fits) > 1:  # two certificates go with the lot: the papers quote one of them
        most = max(len(known.papers) for known, _ in fits)
        fits = [fit for fit in fits if len(fit[0].papers) == most]
    return _field(name, *fits[0], document) if len(fits) == 1 else None


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
    rivals = next((group for group in (_NAMES, tuple(_ADDRESSES), _FIGURES) if name in group), ())
    mark = bare_mark(known.value)
    return any(mark in pool.bare.get(rival, ()) for rival in rivals if rival != name)


def _places(name: str, known: Known, wording: Wording, taken: Sequence[tuple[Evidence, str]]) -> list[Found]:
    """Where a value stands in no other role; for a list, a place of each of its items; empty if it does not."""
    if isinstance(known.value, tuple):
        items = [_first_free(_looked_for(name, item, None, wording), taken) for item in known.value]
        return [item for item in items if item is not None] if items and all(items) else []
    free = _first_free(_looked_for(name, known.value, known.unit, wording), taken)
    return [free] if free is not None else []


def _looked_for(name: str, value: FieldValue, unit: str | None, wording: Wording) -> Iterator[Found]:
    if isinstance(value, Money):
        yield from _amounts(value, wording)
    elif isinstance(value, int):
        yield from wording.counts(value)
    elif not isinstance(value, str):
        return
    elif name in _FIGURES:
        yield from _weights(value, unit, wording)
    elif name == "hs_codes":
        for printed in {value, f"{value[:4]}.{value[4:]}", f"{value[:4]} {value[4:]}"}:
            yield from wording.texts(printed)
    else:
        letters = key(value).replace(" ", "")
        if len(letters) >= _LETTERS and (name in _SPELT or sum(c.isdigit() for c in letters) >= _DIGITS):
            whole = name not in _NAMES or len(key(value).split(" ")) > 1  # one word may begin many names
            yield from wording.texts(value) if whole else ()


_EITHER: Final = re.compile(r"\d{1,3}[.,]\d{3}")
_SPELT: Final = frozenset({*_NAMES, *_ADDRESSES, "mine_site"})


def _weights(figure: str, unit: str | None, wording: Wording) -> Iterator[Found]:
    for found in wording.figures(figure):
        beside = canonical(found.behind.strip(" ()[].").split(" ")[0].strip("()[].,;:")) if found.behind else None
        if beside is not None and beside != unit:
            continue
        if beside is None and _EITHER.fullmatch(found.texts[0]):
            continue  # 20,000 may as well be twenty
        if _significant(figure) >= (_WITH_UNIT if beside is not None else _SURE_FIGURE):
            yield found


def _amounts(value: Money, wording: Wording) -> Iterator[Found]:
    figure = format(value.amount, "f")
    for found in wording.figures(figure):
        around = f"{found.before[-8:]} {found.behind[:8]}"
        named = {code for code, words in _currencies().items() if any(word in around for word in words)}
        if named and value.currency not in named:
            continue
        if _significant(figure) >= (_WITH_UNIT if named else _SURE_FIGURE):
            yield found


@cache
def _currencies() -> Mapping[str, tuple[str, ...]]:
    return {
        row["currency"]: tuple(fold(word) for word in (row["currency"], *row["wordings"].split("|")) if word)
        for row in tables.rows("values_currencies")
    }


def _significant(figure: str) -> int:
    digits = figure.rstrip("0") if "." in figure else figure
    return len(digits.replace(".", "").strip("0"))


def _as_printed(figure: str, text: str) -> str:
    """A known figure with the decimals that this page prints."""
    digits = "".join(char for char in text if char.isdigit())
    whole = figure.partition(".")[0]
    return f"{whole}.{digits[len(whole) :]}" if len(digits) > len(whole) else whole


def _taken(document: Document, name: str) -> list[tuple[Evidence, str]]:
    """The places of the document's other facts, with their words: what stands there has its role already."""
    facts = (document.fields, document.more, *document.lines)
    return [
        (place, fold(stated.raw))
        for row in facts
        for other, stated in row.items()
        if other != name
        for place in stated.evidence
    ]


def _first_free(found: Iterator[Found], taken: Sequence[tuple[Evidence, str]]) -> Found | None:
    return next((one for one in found if not any(_part_of(one, *other) for other in taken)), None)


def _part_of(found: Found, place: Evidence, words: str) -> bool:
    """Whether what was found is among another fact's words: its box may span more than they."""
    return fold(found.texts[0]) in words and any(_within(one, place) for one in found.evidence)


def _within(one: Evidence, other: Evidence) -> bool:
    box = other.box
    same = (one.file, one.page) == (other.file, other.page)
    return same and box.x0 <= one.box.mid_x <= box.x1 and box.y0 <= one.box.mid_y <= box.y1


def _field(name: str, known: Known, places: Sequence[Found], document: Document) -> Field:
    texts = [text.strip() for place in places for text in place.texts]
    raw = (", " if name in _ADDRESSES or len(places) > 1 else " ").join(text.rstrip(" ,;") for text in texts)
    printed = isinstance(known.value, str) and name not in _FIGURES
    value = raw if printed else known.value
    if isinstance(value, str) and not printed:
        value = _as_printed(value, raw)
    source = min(known.papers - {document.id}, key=lambda paper: (len(paper), paper))
    return Field(
        name=name,
        value=value,
        unit=known.unit,
        raw=raw,
        confidence=round(RECOGNISED * min(place.confidence for place in places), 4),
        evidence=tuple(e for place in places for e in place.evidence),
        rule=f"{KNOWN_FROM}{source}",
    )
