"""Papers that print the numbers of several lots: one waybill, packing list or declaration for all that travels.

A field holds one certificate, and a reader may have found the first of two. The wording of the paper tells more: where
it bears the certificates of two lots, or the lot numbers, or the invoices, it speaks of both, and what it weighs and
is worth is theirs together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from extract.model import DocumentKind
from validate.facts import SCHEME_CERTIFICATES, text
from validate.kinship import Profile
from validate.lots_shared import Group
from validate.numbers import bare

_LEAST = 5  # letters and digits of a number that is no other's by chance
_OWN = frozenset(SCHEME_CERTIFICATES)
"""Types that are made out for one lot, whatever else they mention."""
_KINDS = ("certificate", "lot", "invoice")

Holders = Mapping[str, frozenset[tuple[int, int]]]
"""Numbers, bare, with the papers that state each: the lot's and the paper's place."""


def holders(groups: Sequence[Group], profiles: Sequence[Profile]) -> dict[str, Holders]:
    """The numbers of the lots by their kind."""
    found: dict[str, dict[str, set[tuple[int, int]]]] = {kind: defaultdict(set) for kind in _KINDS}
    for which, group in enumerate(groups):
        for i in group:
            for kind, told in _stated(profiles[i]):
                if _tells(number := bare(told)):
                    found[kind][number].add((which, i))
    return {kind: {number: frozenset(held) for number, held in told.items()} for kind, told in found.items()}


def printed(one: Profile, place: int, numbers: Mapping[str, Holders]) -> list[int]:
    """The lots whose `numbers` a paper prints: two or more by one kind of number, or none.

    What several lots state tells none of them. An invoice speaks of several lots by their certificates or lot numbers
    alone: other invoices it may mention.
    """
    if one.kind in _OWN or not one.document.text:
        return []
    wording = "\n".join(line.text for line in one.document.text).upper()
    signs = "".join(filter(str.isalnum, wording))
    found: set[int] = set()
    for kind in _KINDS if one.kind is not DocumentKind.COMMERCIAL_INVOICE else _KINDS[:2]:
        named: set[int] = set()
        for number, held in numbers[kind].items():
            lots = {which for which, i in held if i != place}
            if len(lots) == 1 and number in signs and _pattern(number).search(wording) is not None:
                named |= lots
        found |= named if len(named) > 1 else set()
    return sorted(found)


def _stated(paper: Profile) -> Iterator[tuple[str, str]]:
    invoice = paper.kind is DocumentKind.COMMERCIAL_INVOICE
    if paper.kind in _OWN or invoice:
        yield "lot", text(paper.document, "lot_number") or ""
        yield "invoice" if invoice else "certificate", text(paper.document, "document_number") or ""


def _tells(number: str) -> bool:
    return len(number) >= _LEAST and any(map(str.isdigit, number))


@lru_cache(maxsize=4096)
def _pattern(number: str) -> re.Pattern[str]:
    """A number in a text in capitals, whatever signs part it, and as no part of a longer one."""
    return re.compile(r"(?<![^\W_])" + r"[\W_]{0,3}".join(map(re.escape, number)) + r"(?![^\W_])")
