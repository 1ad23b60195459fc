"""Grades in a table of elements: which row is the commodity's own, and the unit that its column shares.

An assay lists the element that the goods are sold by among the impurities. `grade_elements.csv` says which it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.candidates import Candidate
from extract.candidates_places import Neighbourhood
from extract.doctype import ValueKind
from extract.elements import sold_by, symbol_of
from extract.prose_words import alternation
from extract.values import Context, find, parse
from extract.values.folding import fold
from extract.values.minerals import mineral_of_hs

_IMPURITIES = frozenset(("fe", "as", "s", "p", "mo", "sio2", "al2o3", "tio2", "bi", "u3o8", "tho2", "moisture"))
_NONE = ("",)  # the symbol of no element
_A_PHRASE = 3  # words in which a mineral is named as goods, and not as an element
_SHARE = re.compile(
    r"(?<![^\W_])(?P<element>[A-Z][A-Za-z]{0,11}(?:\d[A-Z][a-z]?\d{0,2})?)\s{0,2}[:=]?\s{0,2}(?P<share>\d{1,3}(?:[.,]\d{1,4})?\s?%)"
)
_SENTENCE_END = re.compile(r"[.;]\s")
_TOLD = 0.5  # score from which a description is believed to tell the commodity


def weigh_elements(
    candidates: Sequence[Candidate], context: Context, arounds: Sequence[Neighbourhood] = ()
) -> list[Candidate]:
    """The candidates with those for a grade weighed by whether their row is the commodity's element.

    Where neither description nor code tells it, the only mineral does that the text of the pages `arounds` names
    otherwise than as what is analysed.
    """
    candidates = [one for one in candidates if one.spec.name != "grade" or not _says_how_sure(one)]
    grades = [one for one in candidates if one.spec.name == "grade" and _symbol(one) is not None]
    if not grades and not any(one.spec.name == "grade" and one.parsed.others for one in candidates):
        return list(candidates)
    wanted = _wanted(candidates, context)
    if wanted is None:
        named = frozenset[str]().union(*(_named_minerals(around, context) for around in arounds))
        wanted = sold_by().get(next(iter(named)), ()) if len(named) == 1 else ()
    units = {one.parsed.unit for one in grades if one.parsed.unit is not None}
    weighed: list[Candidate] = []
    for one in candidates:
        one = _of_element(one, wanted, context) if one.spec.name == "grade" and wanted else one
        symbol = _symbol(one) if one.spec.name == "grade" else None
        if symbol is None:
            weighed.append(one)
            continue
        if one.parsed.unit is None and len(units) == 1:
            read = parse(ValueKind.PERCENT, one.region.text, replace(context, unit=next(iter(units))))
            if read is not None:
                one = replace(one, parsed=replace(read, rule=f"{read.rule}+unit-of-column"))
                one = one.weighed({"value_fit": read.score - 0.5})
        told = 0.0 if not wanted else 1.0 if symbol == wanted[0] else 0.6 if symbol in wanted else -1.0
        weighed.append(one.weighed({"element_of_goods": told}))
    return weighed


def _of_element(candidate: Candidate, wanted: tuple[str, ...], context: Context) -> Candidate:
    """A grade of several in one place, each behind its element, as that which the goods are sold by.

    "Ta2O5 30.2 % / Nb2O5 12.1 %".
    """
    if not candidate.parsed.others:
        return candidate
    shares: dict[str, tuple[int, str]] = {}
    for match in _SHARE.finditer(candidate.region.text):
        symbol = symbol_of(match["element"])
        if symbol is None:
            continue  # of moisture, of an element that no list has
        if shares.setdefault(symbol, (match.start("share"), match["share"]))[1] != match["share"]:
            return candidate
    if len(shares) < 2 or wanted[0] not in shares:
        return candidate
    start, share = shares[wanted[0]]
    parsed = parse(candidate.spec.kind, share, context)
    if parsed is None:
        return candidate
    moved = replace(parsed, start=parsed.start + start, end=parsed.end + start, rule=f"{parsed.rule}+of-element")
    return replace(candidate, parsed=moved).weighed({"value_fit": parsed.score - 0.5})


def _says_how_sure(candidate: Candidate) -> bool:
    """Whether a share is how far a result may be off: the words before it in its sentence say so.

    "Repeatability 0.03 % Au", "Incertitude élargie sur Sn : 0,25 %".
    """
    layout = candidate.region.layout
    first = min(candidate.region.words_at(candidate.parsed.start, candidate.parsed.end), default=None)
    segment = next((one for one in layout.segments if first in one.words), None)
    if first is None or segment is None:
        return False
    before = " ".join(layout.page.words[index].text for index in segment.words[: segment.words.index(first)])
    if segment.line and not _SENTENCE_END.search(before):
        above = layout.lines[segment.line - 1]
        near = (segment.box.y0 - above.box.y1) * layout.page.height < layout.text_height
        before = f"{above.text if near and len(above.segments) == 1 else ''} {before}"
    return _off().search(fold(_SENTENCE_END.split(before)[-1])) is not None


def _symbol(candidate: Candidate) -> str | None:
    return None if candidate.label is None else symbol_of(candidate.label.text)


def _named_minerals(around: Neighbourhood, context: Context) -> frozenset[str]:
    """The minerals that a page's phrases name, but for those of its labels, which may be what is analysed."""
    labels = {number for hit in around.labels for number in hit.segments if hit.whole or hit.segments[0] == number}
    found: set[str] = set()
    for number, segment in enumerate(around.layout.segments):
        if number in labels or len(segment.text.split()) < _A_PHRASE:
            continue
        for one in find(ValueKind.MINERAL, segment.text, context):
            found.update(one.value if isinstance(one.value, tuple) else (str(one.value),))
    return frozenset(found & sold_by().keys())


def _wanted(candidates: Sequence[Candidate], context: Context) -> tuple[str, ...] | None:
    """The elements that the goods are sold by, as far as description or HS code tell; None where neither does."""
    told = sorted(
        (one for one in candidates if one.spec.name in ("mineral", "goods_description") and one.score >= _TOLD),
        key=lambda one: -one.score,
    )
    for one in told:
        parsed = parse(ValueKind.MINERAL, one.region.text, context)
        if parsed is not None and isinstance(parsed.value, str):
            return sold_by().get(parsed.value, _NONE)  # gemstones are sold by no element
    for one in candidates:
        if one.spec.name == "hs_codes" and isinstance(one.parsed.value, tuple):
            for code in one.parsed.value:
                commodity = mineral_of_hs(code)
                if commodity in sold_by():
                    return sold_by()[commodity or ""]
    return None


@cache
def _off() -> re.Pattern[str]:
    """Words for how far a result may be off."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('uncertainty')})(?![^\W_])")
