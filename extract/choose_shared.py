"""Which words of a page are free for a reading once stronger readings rest on them, and which facts may share words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from extract.candidates import Candidate
from extract.doctype import ValueKind
from extract.values import Context, parse, split_party

_NAMED = re.compile(r"[,;\n]\s*[^\W\d_]{5,}")  # the word for another number in a list: ", INVOICE FT 2026/118"
_FACTS = frozenset(
    {
        ValueKind.HS_CODES,
        ValueKind.IDENTIFIER,
        ValueKind.IDENTIFIERS,
        ValueKind.COUNT,
        ValueKind.CARATS,
        ValueKind.WEIGHT,
        ValueKind.PERCENT,
        ValueKind.COUNTRY,
        ValueKind.SITE,
    }
)
"""Kinds of facts that may stand among the words of a description."""


def free_of(candidate: Candidate, holders: Mapping[tuple[int, int], Sequence[Candidate]]) -> Candidate | None:
    """A candidate whose words no other holds that it may not share them with; a party down to the first such line.

    None where its words are taken.
    """
    taken = {
        word for word in candidate.words if any(not _may_share(candidate, other) for other in holders.get(word, ()))
    }
    if not taken or _is_aside(candidate, taken):
        return candidate
    region = candidate.region
    if candidate.spec.kind not in (ValueKind.PARTY, ValueKind.IDENTIFIERS):
        return None
    first = min(start for start, _, word in region.spots if (region.page, word) in taken)
    if candidate.spec.kind is ValueKind.IDENTIFIERS:
        return _shorter(candidate, first)
    end = region.text.rfind("\n", 0, first)
    if end <= candidate.parsed.end:
        return None
    return replace(candidate, region=replace(region.cut(0, end), lines=region.text.count("\n", 0, end) + 1))


def _is_aside(candidate: Candidate, taken: Collection[tuple[int, int]]) -> bool:
    """Whether what others hold of a party's block is neither of its name nor of its address: "Agrément n° 2024/117"."""
    if candidate.spec.kind is not ValueKind.PARTY:
        return False
    block = split_party(candidate.region.text.split("\n"), Context())
    if block is None or block.address_span is None:
        return False
    own = (*candidate.region.words_at(*block.name_span), *candidate.region.words_at(*block.address_span))
    return not any((candidate.region.page, word) in taken for word in own)


def _shorter(candidate: Candidate, end: int) -> Candidate | None:
    """A list down to the first member that is another field's: "seal DGM-B 40713, certificate of origin 2026/01944"."""
    text = candidate.region.text[:end].rstrip()
    other = _NAMED.search(text)
    cut = other.start() if other is not None else max(text.rfind(mark) for mark in ",;\n")
    parsed = parse(candidate.spec.kind, text[:cut], Context()) if cut > 0 else None
    if parsed is None or not isinstance(parsed.value, tuple) or not isinstance(candidate.parsed.value, tuple):
        return None
    held = parsed.value == candidate.parsed.value[: len(parsed.value)]
    return replace(candidate, parsed=parsed, region=candidate.region.cut(0, cut)) if held else None


def _may_share(one: Candidate, other: Candidate) -> bool:
    if _beside_goods(one, other) or _beside_goods(other, one) or _in_block(one, other) or _in_block(other, one):
        return True
    if _introduced(one, other) or _introduced(other, one):
        return True
    return (
        one.spec.name in other.spec.shares_with
        or other.spec.name in one.spec.shares_with
        or one.spec.kind is ValueKind.MINERAL
        or other.spec.kind is ValueKind.MINERAL
        or (one.spec.more and other.spec.more)
        or (one.spec.more != other.spec.more and one.label is not None and one.label is other.label)
    )


def _in_block(party: Candidate, number: Candidate) -> bool:
    """Whether a number of no field of the contract, of a register or a tax, stands among the lines of a party."""
    return (
        party.spec.kind is ValueKind.PARTY
        and number.spec.kind is ValueKind.IDENTIFIER
        and number.spec.more
        and number.words < party.words
    )


def _introduced(fact: Candidate, block: Candidate) -> bool:
    """Whether a fact with a word of its own right before it stands in the box of a label of no field of the contract.

    "INV FT 2026/0317" under "Notify party", "INV 9000018742" under "Accounting information".
    """
    return (
        not fact.spec.more
        and block.spec.more
        and fact.cue is not None
        and fact.spec.kind in _FACTS
        and block.label is not None
        and (fact.words < block.words or (fact.words == block.words and block.spec.kind is not fact.spec.kind))
    )


def _beside_goods(goods: Candidate, fact: Candidate) -> bool:
    """Whether a fact stands among the words of a description: "cassiterite (HS 2609.00), lot 419, 4 pcs"."""
    return (
        goods.spec.name == "goods_description"
        and (fact.spec.kind in _FACTS or (fact.spec.kind is ValueKind.DATE and fact.cue is not None))
        and (fact.cue is not None or fact.label is not goods.label)
        and fact.words < goods.words
    )
