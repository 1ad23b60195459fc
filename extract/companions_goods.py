"""A paper's description of the goods, known by the words in which the bundle's other papers describe theirs.

Each paper describes the goods in its own words, so that none stands letter for letter on another. But they name one
commodity, and what they say of its shape and quality they say alike: the longest run of such words around a name of
that commodity is how this paper calls the goods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.companions_fit import KNOWN_FROM, Fit, Paper, field_of
from extract.companions_places import ADDRESSES, GUESS, NAMES, Role, is_at, within
from extract.companions_pool import KNOWN, Known, Pool
from extract.companions_text import Found, Wording
from extract.doctype import ValueKind
from extract.model import Alternative, Field
from extract.prose_words import alternation
from extract.values import Context, find, tables
from extract.values.country_names import names as country_names
from extract.values.counts import packages_end
from extract.values.folding import fold, key
from extract.values.minerals import kinds_of

GOODS: Final = "goods_description"
MINERAL: Final = "mineral"
ALIKE: Final = 0.85
"""Confidence at most of a description that is known by its words alone."""
_TOKEN: Final = re.compile(r"[^\W_]+")
_HARDLY: Final = 0.35  # confidence of a reading below which another description is put in its place
_WORDS: Final = 2  # of a description at least
_JOINING: Final = frozenset(
    {
        *(
            "a",
            "an",
            "and",
            "as",
            "au",
            "aux",
            "d",
            "da",
            "das",
            "de",
            "del",
            "des",
            "di",
            "do",
            "dos",
            "du",
            "e",
            "el",
            "em",
        ),
        *("en", "et", "in", "l", "la", "las", "le", "les", "lo", "los", "no", "o", "of", "os", "the", "y"),
        *("form", "forma", "forme", "sob", "sous"),
    }
)
"""Words that stand between those of a description, and neither begin nor end it."""
_BESIDE: Final = frozenset(
    {"lot", "lots", "lote", "lotes", "kg", "ct", "net", "code", "origin", "origine", "origem", "origen"}
)
"""Words that stand beside a description and are none of the goods'."""
_NAMED: Final = (*NAMES, *ADDRESSES, "mine_site")
_PARTED: Final = re.compile(r"[.;:|/–—]|\s-\s|\s{3,}")
_NAMING: Final = frozenset({*NAMES, *ADDRESSES, "issuing_authority"})


def goods_again(paper: Paper) -> Field | None:
    """The description of the goods by the words of the other papers, where none was read or only a part of it.

    None where they name no commodity, or nothing here says more than what was read.
    """
    stated = paper.document.fields.get(GOODS)
    if stated is not None and stated.status == "read" and stated.confidence >= KNOWN:
        return None
    goods = goods_of(paper.pool, paper.document.id)
    rows = [row[GOODS] for row in paper.document.lines if GOODS in row and len(paper.document.lines) > 1]
    found = described(goods, paper.wording, paper.roles, paper.document.title)
    best = best_of([one for one in found if not any(is_at(row, one) for row in rows)])
    if best is None:
        return None
    again = field_of(paper, GOODS, Fit(Known("", None, goods.papers, ""), [best], ALIKE))
    if stated is None or stated.value is None:
        return again
    read, told = f" {key(str(stated.value))} ", f" {key(again.raw)} "
    if _content(told) <= _content(read) or (read not in told and stated.confidence >= _HARDLY):
        return None
    kept = Alternative(value=stated.value, raw=stated.raw, score=stated.confidence, evidence=stated.evidence)
    return again.model_copy(update={"alternatives": (kept,)})


def mineral_again(paper: Paper) -> Field | None:
    """The commodity that the other papers state, where this one's description of the goods names it.

    None where they state none or several, or where the description names another.
    """
    goods = paper.document.fields.get(GOODS)
    known = list(paper.known(MINERAL))
    if goods is None or not isinstance(goods.value, str) or len(known) != 1:
        return None
    told = {one.value for one in find(ValueKind.MINERAL, goods.value, Context())}
    if told != {known[0].value}:
        return None
    source = min(known[0].papers - {paper.document.id}, key=lambda other: (len(other), other))
    return goods.model_copy(
        update={
            "name": MINERAL,
            "value": known[0].value,
            "confidence": min(goods.confidence, ALIKE),
            "rule": f"{KNOWN_FROM}{source}",
            "alternatives": (),
        }
    )


@dataclass(frozen=True, slots=True)
class Goods:
    """How the other papers call the goods: the commodities, the words of their descriptions, and which papers."""

    minerals: frozenset[str]
    words: frozenset[str]
    texts: frozenset[str]
    papers: frozenset[str]


def goods_of(pool: Pool, paper: str) -> Goods:
    """What the papers other than `paper` say of the goods; names of parties and places are no words for goods."""
    minerals = {mineral: papers - {paper} for mineral, papers in pool.minerals.items() if papers - {paper}}
    texts = frozenset(text.strip() for text, papers in pool.described.items() if papers - {paper})
    names = {
        word for name in _NAMED for known in pool.known(name, paper) for word in _TOKEN.findall(fold(str(known.value)))
    }
    words = {word for text in texts for word in _TOKEN.findall(text) if word.isalpha() and len(word) > 1}
    wider = {kind for mineral in minerals for kind in kinds_of(mineral)}
    return Goods(
        frozenset({*minerals, *wider}),
        frozenset(words - names - _country_words() - _JOINING - _BESIDE),
        texts,
        frozenset().union(*minerals.values()),
    )


@cache
def _country_words() -> frozenset[str]:
    return frozenset(word for name in country_names() for word in name.split(" "))


def described(goods: Goods, wording: Wording, roles: Sequence[Role], title: str | None) -> Iterator[Found]:
    """Every run of words that calls the goods so, in the paper's order; its title and its parties' names are none."""
    if not goods.minerals:
        return
    heading = fold(title or "")
    for number, text in enumerate(wording.lines):
        folded = fold(text)
        if heading and (folded.strip() in heading or heading in folded):
            continue
        named = {
            one.start: one.end
            for one in find(ValueKind.MINERAL, text, Context())
            if one.value in goods.minerals or any(other.value in goods.minerals for other in one.others)
        }
        for start, end in _runs(folded, goods.words, named):
            start = _behind_packages(folded, start, end)
            if len(_content(folded[start:end])) < _WORDS and folded[start:end] not in goods.texts:
                continue  # a commodity's mere name is no description, unless others describe it so
            end += folded[end : end + 1] == ")" and "(" in folded[start:end]
            unworked = _unworked().match(folded, end)
            end = unworked.end() if unworked is not None else end
            found = wording.at(number, start, end if folded[:start].strip() else _to_the_end(folded, end))
            if not any(role.name in _NAMING and role.confidence >= GUESS and within(found, role) for role in roles):
                yield found


def _runs(folded: str, words: frozenset[str], named: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The runs (first and last character) of words for the goods around a commodity's name."""
    run: list[tuple[int, int, bool]] = []
    for match in [*_TOKEN.finditer(folded), None]:
        if match is not None:
            start, end, word = match.start(), match.end(), match[0]
            of_name = any(first <= start and end <= last for first, last in named.items())
            goods = of_name or word in words or word in _shapes()
            parted = bool(run) and _PARTED.search(folded[run[-1][1] : start]) is not None
            if not parted and (goods or (run and word in _JOINING)):
                run.append((start, end, goods))
                continue
        while run and not run[-1][2]:
            run.pop()
        if run and any(run[0][0] <= first < run[-1][1] for first in named):
            yield run[0][0], run[-1][1]
        run = []
        if match is not None and goods:
            run = [(start, end, True)]


def _behind_packages(folded: str, start: int, end: int) -> int:
    """Where the goods begin in a run that tells what they are packed in first: "big bags of spodumene concentrate"."""
    behind = packages_end(f" {folded[:end]}", start) - 1
    joined = re.compile(r"\s*(?:of|de|d'|do|da)?\s*").match(folded, behind, end) if behind > start else None
    return joined.end() if joined is not None and joined.end() < end else start


_GOES_ON: Final = re.compile(
    r",\s+(?![^\W_]*(?:lots?|lotes?|hs|sh|ncm|code|pos)\b)[^\W\d_]{3}[^\d.,;:|()–—]*(?=[.,;]|$)"
)


@cache
def _unworked() -> re.Pattern[str]:
    """What has not been done to goods, behind their name: "…, não trabalhados", "non taillés ni montés"."""
    one = rf"(?:{alternation('undone')})\s+(?:{alternation('work_done')})[^\W\d_]*"
    return re.compile(rf"(?:(?:,|\s(?:and|et|e|y))?\s+{one}(?![^\W_]))+")


def _to_the_end(folded: str, end: int) -> int:
    """Where a description ends that begins its phrase: with what is said of the goods behind a comma, figures aside."""
    further = _GOES_ON.match(folded, end)
    while further is not None:
        end = further.end()
        further = _GOES_ON.match(folded, end)
    return end


@cache
def _shapes() -> frozenset[str]:
    """Words for the shape that metals and ores are traded in."""
    return (
        frozenset(
            word
            for row in tables.rows("values_goods_shapes")
            for wording in row["wordings"].split("|")
            for word in _TOKEN.findall(wording)
            if len(word) > 2
        )
        - _JOINING
    )


def best_of(found: Sequence[Found]) -> Found | None:
    """The description that says most, the first of these; None where there is none."""
    return max(found, key=lambda one: len(_content(one.texts[0])), default=None)


def _content(text: str) -> set[str]:
    return {word for word in _TOKEN.findall(fold(text)) if word not in _JOINING}
