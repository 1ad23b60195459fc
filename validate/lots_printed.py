"""Papers that print the numbers of several lots: one waybill, packing list or declaration for all that travels.

A field holds one certificate, and a reader may have found the first of two. The wording of the paper tells more: where
it bears the certificates of two lots, or the lot numbers, or the invoices, it speaks of both, and what it weighs and
is worth is theirs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extract.model import DocumentKind
from validate.facts import SCHEME_CERTIFICATES, text
from validate.kinship import Profile
from validate.numbers import bare

Group = tuple[int, ...]
_LEAST = 5  # letters and digits of a number that is no other's by chance
_OWN = frozenset(SCHEME_CERTIFICATES)
"""Types that are made out for one lot, whatever else they mention."""


def printed(one: Profile, place: int, groups: Sequence[Group], profiles: Sequence[Profile]) -> list[int]:
    """The lots whose numbers a paper prints: two or more by one kind of number, or none.

    An invoice speaks of several lots by their certificates or lot numbers alone: other invoices it may mention.
    """
    if one.kind in _OWN or not one.document.text:
        return []
    wording = "\n".join(line.text for line in one.document.text).upper()
    found: set[int] = set()
    for kind in _KINDS if one.kind is not DocumentKind.COMMERCIAL_INVOICE else _KINDS[:2]:
        keys = [_numbers(kind, [profiles[i] for i in group if i != place]) for group in groups]
        named = {
            which
            for which, own in enumerate(keys)
            if any(_prints(wording, n) for n in own - set().union(*keys[:which], *keys[which + 1 :]))
        }
        found |= named if len(named) > 1 else set()
    return sorted(found)


_KINDS = ("certificate", "lot", "invoice")


def _numbers(kind: str, papers: Sequence[Profile]) -> set[str]:
    """The numbers of this kind that a lot's papers bear, bare."""
    return {number for paper in papers for told in _stated(kind, paper) if _tells(number := bare(told))}


def _stated(kind: str, paper: Profile) -> Iterator[str]:
    if kind == "lot" and (paper.kind in _OWN or paper.kind is DocumentKind.COMMERCIAL_INVOICE):
        yield text(paper.document, "lot_number") or ""
    if (kind == "certificate" and paper.kind in _OWN) or (
        kind == "invoice" and paper.kind is DocumentKind.COMMERCIAL_INVOICE
    ):
        yield text(paper.document, "document_number") or ""


def _tells(number: str) -> bool:
    return len(number) >= _LEAST and any(map(str.isdigit, number))


def _prints(wording: str, number: str) -> bool:
    """Whether a number stands in a text in capitals, whatever signs part it, and as no part of a longer one."""
    return _pattern(number).search(wording) is not None


@lru_cache(maxsize=4096)
def _pattern(number: str) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])" + r"[\W_]{0,3}".join(map(re.escape, number)) + r"(?![^\W_])")
