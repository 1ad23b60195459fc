"""When a reading gives way to what the bundle's other papers state and this page prints, and when it is only doubted.

What a paper states under a label that was understood is its statement, and where others differ that is for the rules
to say. But a reading that was unsure from the start, and that no other paper bears out, is more likely misread than
contradicted. It stays among the field's alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from extract.companions_fit import RESEMBLES, Fit, Paper, field_of, fit
from extract.companions_places import GUESS, NAMES, is_at
from extract.companions_pool import KNOWN, NUMBERS, Known, mark_of, quoted_for
from extract.doctype import QUOTED
from extract.model import Alternative, Field, FieldValue
from extract.values.folding import key

INSTEAD: Final = 0.85
"""Confidence at most of what was recognised in place of a reading that was no mere guess."""
HARDLY: Final = 0.3
"""Confidence of a reading below which one paper's word is enough."""
SURE: Final = 0.92
"""Confidence at least of a reading that two other papers bear out surely."""
DOUBTED: Final = 0.7
"""Confidence of a paper's number where a companion quotes another one that stands on the paper too."""
_FROM: Final = {"parcel_count": 0.7}
"""Confidences from which a reading stays: of packages a paper may well count two kinds."""
_COMMON: Final = frozenset({"parcel_count"})
"""Fields of which papers may err alike, or count another kind of package alike."""
_MANY: Final = 2  # papers whose word outweighs a reading that is a part of theirs, surely as it was read
_WHOLE: Final = 0.95  # of an address's words from which on what is read beyond them is none of it


def in_place_of(stated: Field, paper: Paper) -> Field | None:
    """What two other papers state and this one prints, in place of a reading that was unsure and that none bears out.

    One paper's word is enough where the reading was hardly one, and to make whole what is only a part of it: a name's
    end, some numbers of a list. None where the reading stays as it is.
    """
    name = stated.name
    if stated.status == "conflicting" and name in QUOTED:
        return _one_of(stated, paper)
    if name in QUOTED and (bare := _without_office(stated, paper.known(NUMBERS))) is not None:
        return bare
    if stated.status != "read" or stated.value is None:
        return None
    if stated.confidence >= _FROM.get(name, KNOWN) and name not in NAMES:
        return None
    if name not in _COMMON and _are_sure(name, stated, paper):
        return stated.model_copy(update={"confidence": SURE}) if stated.confidence < SURE else None
    found = fit(paper, name)
    if found is None or found.known.mark == mark_of(stated.value, stated.unit):
        return _borne_out(stated, found)
    papers = len(found.known.papers - {paper.document.id})
    cut_short = _is_part_of(stated.value, found.known.value)
    if stated.confidence >= KNOWN:
        makes_whole = cut_short and papers >= _MANY and any(is_at(stated, place) for place in found.places)
        return _taken(stated, found, paper) if makes_whole else None
    less = _is_part_of(found.text, stated.value)
    if less and (name in NAMES or (found.share < _WHOLE and stated.confidence >= GUESS)):
        return None
    others = paper.pool.stating(name, stated, paper.document.id)
    if not cut_short and papers <= (max(1, others) if stated.confidence >= HARDLY else others):
        return None
    return _taken(stated, found, paper)


def _are_sure(name: str, stated: Field, paper: Paper) -> bool:
    """Whether two other papers state surely what was read."""
    value = stated.value
    return value is not None and paper.pool.sure_of(name, value, stated.unit, paper.document.id) >= _MANY


def _one_of(stated: Field, paper: Paper) -> Field | None:
    """Which of two numbers that a paper quotes alike it is, where both are numbers of papers of the bundle."""
    numbers = {one.mark for one in paper.known(NUMBERS)}
    found = fit(paper, stated.name)
    if found is None or not {mark_of(one.value) for one in stated.alternatives} <= numbers:
        return None
    again = field_of(paper, stated.name, found)
    return again.model_copy(update={"confidence": min(again.confidence, INSTEAD), "alternatives": stated.alternatives})


def _borne_out(stated: Field, found: Fit | None) -> Field | None:
    """The reading made surer by what resembles it on other papers."""
    if found is None or stated.confidence >= RESEMBLES or found.most > RESEMBLES:
        return None
    return stated.model_copy(update={"confidence": found.most})


def _taken(stated: Field, found: Fit, paper: Paper) -> Field:
    again = field_of(paper, stated.name, found)
    kept = Alternative(
        value=stated.value or "", unit=stated.unit, raw=stated.raw, score=stated.confidence, evidence=stated.evidence
    )
    sure = again.confidence if stated.confidence < GUESS else min(again.confidence, INSTEAD)
    return again.model_copy(update={"confidence": sure, "alternatives": (kept,)})


def _is_part_of(part: FieldValue, whole: FieldValue) -> bool:
    """Whether a value holds only some words of a text, or some items of a list."""
    if isinstance(part, tuple) and isinstance(whole, tuple):
        return {mark_of(item) for item in part} < {mark_of(item) for item in whole}
    if not isinstance(part, str) or not isinstance(whole, str) or part.replace(".", "").isdigit():
        return False
    words, others = f" {key(part)} ", f" {key(whole)} "
    return len(words) < len(others) and words in others


_OFFICE: Final = re.compile(r"[^\W\d_]{3,6}\s+")
"""The letters of an office or a carrier before a number: "CNEN AE-0187/2026"; a country's two are the number's own."""


def _without_office(stated: Field, known: Iterable[Known]) -> Field | None:
    """The number without the letters that name who gave it, where the bundle's papers have it without these."""
    if not isinstance(stated.value, str):
        return None
    for one in known:
        number = str(one.value)
        lead = stated.value.removesuffix(number)
        if lead != stated.value and _OFFICE.fullmatch(lead) is not None:
            return stated.model_copy(update={"value": number})
    return None


def own_number(stated: Field, paper: Paper) -> Field | None:
    """The paper's number as its companions quote it, where none quotes what was read and theirs stands here too.

    A number cut short is made whole; another one is put in its place where two papers quote it or the reading was
    unsure; else the reading stays, doubted. None where it stays as it is.
    """
    quoting = quoted_for(paper.document.type)
    quoted = list(paper.known(quoting))
    if stated.status != "read" or stated.value is None:
        return None
    if mark_of(stated.value) in {one.mark for one in quoted}:
        sure = _are_sure(quoting, stated, paper) and stated.confidence < SURE
        return stated.model_copy(update={"confidence": SURE}) if sure else None
    if (named := _without_office(stated, quoted)) is not None:
        return named
    bare = paper.without_fields()
    found = fit(bare, "document_number")
    if found is None:
        return None
    again = field_of(bare, "document_number", found)
    papers = max(len(one.papers) for one in quoted)
    whole = mark_of(stated.value) in found.known.mark
    if not whole and papers < _MANY and stated.confidence >= KNOWN:
        return stated.model_copy(update={"confidence": min(stated.confidence, DOUBTED)})
    kept = Alternative(value=stated.value, raw=stated.raw, score=stated.confidence, evidence=stated.evidence)
    return again.model_copy(update={"label": stated.label if whole else None, "alternatives": (kept,)})
