"""A company behind the post that somebody holds in it: "…, Chairman of the Board of Directors of Kolwezi Ltd"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from extract.prose_parties import party
from extract.prose_words import alternation
from extract.values import Context, Parsed
from extract.values.folding import fold

_RANK: Final = (
    r"generale?|geral|executi[fv][oa]?|ejecutiv[oa]|commerciale?|comercial|techni(?:que|cal)|tecnic[oa]|adjointe?"
    r"|adjunt[oa]|delegad[oa]|legal|unic[oa]|financi(?:er|ere|era|ero)|financeir[oa]|autorizad[oa]|autorisee?"
)
"""What kind of post it is, behind its word."""


@cache
def _post() -> re.Pattern[str]:
    """A post at the beginning of a text or behind a comma, up to what it is of; on folded text."""
    return re.compile(rf"(?:^|,\s+)(?:[^\W\d_]+\s+){{0,3}}?(?:{alternation('post')})(?:[ -](?:{_RANK}))?(?![^\W_])")


@cache
def _of() -> re.Pattern[str]:
    return re.compile(r"\s+(?:of|de|des|du|da|do|das|dos|del|d)[\s'’]+(?:(?:the|la|las|los|el|l)[\s'’]+)?")


@cache
def _organ() -> re.Pattern[str]:
    """What a post is of that is no company: a board, its administration, a part of its business."""
    return re.compile(rf"(?:{alternation('organ')})(?![^\W_])")


def behind_post(text: str) -> int:
    """Where the name of the company begins in a text that opens with somebody's post in it; 0 where none does so."""
    folded = fold(text)
    post = _post().search(folded) if len(folded) == len(text) else None
    if post is None:
        return 0
    if _of().match(folded, post.end()) is None:
        return 0  # "Partner Minerals of Kitwe Ltd"
    for link in _of().finditer(folded, post.end()):
        if "," in text[post.end() : link.start()]:
            return 0
        if text[link.end() : link.end() + 1].isupper() and _organ().match(folded, link.end()) is None:
            return link.end()
    return 0


def party_of(running: str, start: int, end: int, limit: int, context: Context) -> Parsed | None:
    """The party named between two places, without the post that its name stands behind (see `party`)."""
    told = party(running, start, end, limit, context)
    if told is None or told.rule != "legal-form":
        return told
    name = behind_post(str(told.value))
    if not name:
        return told
    own = party(running, told.start + name, end, limit, context)
    return own if own is not None and own.rule == "legal-form" else told
