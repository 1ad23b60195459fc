"""What a cue in running text leads to, by the kind of value: how far to look, and where a name or a phrase ends."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extract.doctype import ValueKind
from extract.prose_leads import subject_start
from extract.prose_names import (
    MARKS,
    ends_in_capitals,
    generic,
    goods_end,
    in_full,
    list_end,
    names_in_row,
    office_end,
    phrase_end,
    qualified_end,
)
from extract.prose_offices import article_end, before_clause, office_name_end
from extract.prose_parties import name_end, name_stop, placed, pointing, seat_behind, sentence_start
from extract.prose_posts import party_of
from extract.prose_words import alternation
from extract.values import Context, Parsed, find, legal_forms, parse
from extract.values.folding import fold

_LONGEST_PARTY = 300  # characters of a company with its address and register before what it declares
_LONGEST_NAME = 90  # characters of a company's name within a sentence, right before what it is said to be
_WINDOW = 160  # characters after a cue that may hold its value
_GAP = {
    ValueKind.DATE: 14,
    ValueKind.CARATS: 12,
    ValueKind.WEIGHT: 12,
    ValueKind.PERCENT: 14,
    ValueKind.MONEY: 14,
    ValueKind.HS_CODES: 14,
    ValueKind.IDENTIFIER: 12,
}
"""Characters that may stand between cue and value, 10 of other kinds: an article, a bracket, "No."."""

_WORDS = 3  # spaces between a cue and its value
_NAMED_GAP = 34  # characters between "gross weight" and the weight: where and how it was found
_NAMED_WORDS = 6  # spaces within these

_COUNTED = re.compile(r"\d{1,2}\s+[^\W\d_]{3}")
"""A count of things where the number of a seal was looked for: "1 sealed box, 3 bars"."""

_BE = r"(?:are|were|was|is|do|does|did|have|has|had|will|shall|can)"
_IMPERSONAL = re.compile(r"(?<![^\W_])se\s*$")
"""Before a verb that nobody in particular does: "Para los fines consiguientes se declara que"."""
_DENIED = re.compile(
    rf"\s(?:{_BE}\s+(?:not|never|neither|nor)|ne|n'[^\W_]+|(?:nao|no|nunca|jamais|nem|ni)\s+(?:foi|foram|sao|e|es|son|fue"
    r"|fueron|ha|han|tem|tiveram|cont[ei]\w+|prov\w+|proced\w+|proveem|serao?|est[aã]o?|estan|se))(?![^\W_])"
)
"""Where a sentence goes on to deny something of its subject; "oro no monetario" denies nothing."""

_DENIAL_LAST = re.compile(r"\s(?:nao|not|never|jamais|nunca|nem)\s*$")
"""A word of denial at a phrase's end, where the next cue is what is denied."""


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(rf"^{MARKS}(?:(?:{alternation('filler')})(?:(?<=')|[\s.:°]+|$))*{MARKS}")


@cache
def _article() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('article')})\s+")


@cache
def _called() -> re.Pattern[str]:
    """What a company is called before its name: "vendus à la société X"."""
    words = rf"{alternation('company_word')}|{alternation('company_role')}"
    return re.compile(rf"(?:(?:the|la|l'|el|a|o)\s*)?(?P<word>{words})\s+(?:named\s+|dite\s+)?")


@cache
def _role() -> re.Pattern[str]:
    """Words of what a company is in the sale, which are part of no name."""
    return re.compile(alternation("company_role"))


def _behind_country(running: str, start: int, context: Context) -> int:
    """Where a company begins behind the country that goods go to: "con destino a Suiza, comprador X SA"."""
    named = find(ValueKind.COUNTRY, running[start : start + 60], context)
    if not named or named[0].start:
        return start
    behind = re.compile(r",\s+(?=(?:(?:the|la|le|el|o|a)\s+)?([^\W\d_]+)\s+[^\W\d_a-zà-ÿ])").match(
        running, start + named[0].end
    )
    return behind.end() if behind is not None and _role().fullmatch(fold(behind[1])) else start


@cache
def _joining_end() -> re.Pattern[str]:
    """Small words at the end of a phrase, that lead on to what is none of it; the very end where there are none."""
    return re.compile(r"(?:\s+(?:of|from|in|for|the|de|du|des|d'|del|do|da|dos|das|en|em|au|la|le|el|o|a))*\s*$")


def reading_after(
    kind: ValueKind, running: str, lined: str, end: int, limit: int, context: Context, *, named_weight: bool = False
) -> Parsed | None:
    """The value of `kind` that follows character `end` of a text.

    `running` is the text with its line ends as spaces, `lined` the same with line feeds; `limit` is where the next cue
    begins. `named_weight` says that the cue names the weight itself, so that some words may stand between: "poids brut
    à réception, 34 220 kg".
    """
    skipped = _filler().match(fold(running[end : end + _WINDOW]))
    start = end + (skipped.end() if skipped else 0)
    if start >= len(running):
        return None
    if kind is ValueKind.PARTY:
        start = _behind_country(running, start, context)
        called = _called().match(fold(running), start)
        if called is not None and running[called.end() : called.end() + 1].isupper():
            owned = running[called.start("word")].isupper() and not _role().fullmatch(called["word"])
            start = called.start("word") if owned else called.end()  # "Sociedade Mineira de X" is a name
        return party_of(running, start, name_end(running, start, limit), limit, context)
    if kind is ValueKind.IDENTIFIERS:
        listed = placed(parse(kind, running[start : list_end(lined, start)], context), start)
        return None if listed is not None and _COUNTED.match(running, listed.start) is not None else listed
    if kind in (ValueKind.TEXT, ValueKind.AUTHORITY):
        if kind is ValueKind.AUTHORITY and not running[start : start + 1].isupper():
            return None
        stop = phrase_end(running, start, limit)
        if kind is ValueKind.AUTHORITY:
            stop = office_end(running, start, office_name_end(running, start, limit))
        if kind is ValueKind.TEXT:
            stop = qualified_end(running, start, stop, limit)
            trailing = _joining_end().search(fold(running[start:stop]))
            stop = start + trailing.start() if trailing is not None else stop
        denied = _DENIED.search(fold(running[start:stop])) if kind is ValueKind.TEXT else None
        if denied is None and kind is ValueKind.TEXT:
            denied = _DENIAL_LAST.search(fold(running[start:stop]))  # "a remessa não", before what is denied
        if denied is not None:
            stop = start + denied.start()  # "declare that the rough diamonds were not mined in …"
        if denied is not None and len(running[start:stop].split()) < 2:
            return None  # "as pedras não foram extraídas": what is denied of them, and no description
        stop = goods_end(running, start, stop) if kind is ValueKind.TEXT else stop
        if kind is ValueKind.TEXT and generic().match(fold(running[start:stop])):
            return None
        return placed(parse(kind, running[start:stop], context), start)
    if kind is ValueKind.SITE:
        start = _with_article(running, start)
        named = names_in_row().match(running, start)
        stop = phrase_end(running, start, limit)
        if named is not None and not running.startswith((" (", "("), named.end()):
            stop = _with_concession(running, named.end(), limit)
        if not running[start : start + 1].isupper() or legal_forms.matches(running, start, stop):
            return None  # the second: "Garimpo Azul Ltda." is a company
        countries = find(ValueKind.COUNTRY, running[start:stop], context)
        if countries and countries[0].start == 0 and countries[0].end >= len(running[start:stop].rstrip(" ,")):
            return None  # "extrait au Burundi": a country is no mine
        return placed(parse(kind, running[start:stop], context), start)
    reach = _NAMED_GAP if named_weight else _GAP.get(kind, 10)
    text = running[end : end + _WINDOW]
    if kind is ValueKind.COUNT and running[start : start + 1].isdigit():
        return placed(parse(kind, lined[start:].split("\n", 1)[0], context), start)
    if text.startswith(". ") and (
        kind is ValueKind.COUNTRY or (kind is ValueKind.IDENTIFIER and in_full(running, end))
    ):
        return None  # "… of local origin. Zimbabwe Revenue Authority": another sentence; "this licence. 470 000 kg"
    for found in _found(kind, text, context):
        adjoins = found.start <= (skipped.end() if skipped else 0) + 1
        if adjoins or (found.start <= reach and _near(text[: found.start], _NAMED_WORDS if named_weight else _WORDS)):
            return placed(found, end)
        break
    if kind is ValueKind.COUNTRY and running[start : start + 1].isupper():
        return _country_of_party(running, start, limit, context)
    return None


def _with_article(running: str, start: int) -> int:
    """Where a name begins whose first word is an article with a capital: "de la mina La Guaca"."""
    article = re.search(r"(?<![^\W_])(?:L[aeo]s?|El|Os?|As?)\s+$", running[max(0, start - 4) : start])
    return start - (article.end() - article.start()) if article is not None else start


def _found(kind: ValueKind, text: str, context: Context) -> list[Parsed]:
    """The readings of a stretch of text; a date written out in words too."""
    found = list(find(kind, text, context))
    if found or kind is not ValueKind.DATE:
        return found
    in_words = parse(kind, text, context)
    return [in_words] if in_words is not None and in_words.rule.endswith("in-words") else []


def _country_of_party(running: str, start: int, limit: int, context: Context) -> Parsed | None:
    """The country that a company's address ends with: "à destination de Isar GmbH, Allemagne"."""
    named = party_of(running, start, name_end(running, start, limit), limit, context)
    if named is None or named.rule != "legal-form":
        return None
    readings = find(ValueKind.COUNTRY, running[named.start : named.end], context)
    if not readings or named.start + readings[-1].end < named.end - 1:
        seat = seat_behind(running, named.end, context)
        return None if seat is None else replace(seat, score=seat.score * 0.95)
    return placed(replace(readings[-1], score=readings[-1].score * 0.95), named.start)


_ONE_NAME = re.compile(r"[^\W_a-zà-ÿ][\w'’/-]*(?:\s+[^\W_a-zà-ÿ][\w'’/-]*)*")


def _with_concession(running: str, end: int, limit: int) -> int:
    """The end of a deposit's name with that of the title or working named behind it: "Lomba Field, concession Kito"."""
    noun = _concession().match(fold(running[end:limit]))
    name = _ONE_NAME.match(running, end + noun.end()) if noun is not None else None
    return name.end() if name is not None and name.end() <= limit else end


@cache
def _concession() -> re.Pattern[str]:
    return re.compile(rf",\s+(?:{alternation('mining_title')})\s+(?:(?:de|du|do|da|del|of)\s+(?:la\s+|the\s+)?)?")


def reading_after_measure(running: str, end: int, context: Context) -> Parsed | None:
    """The goods that a weight is of: "10,420.9 kg of Cassiterite concentrate, …"."""
    joined = re.match(
        r"\)?\s+(?:(?:net[oa]?s?|nets?|secos?|secs?|dry|brut[oa]?s?|gross)\s+)?(?:of|de|d['’]|do|da|du|des)\s*",
        running[end:],
    )
    if joined is None:
        return None
    start = end + joined.end()
    stop = phrase_end(running, start, len(running))
    sentence = name_stop().search(fold(running), start, stop)
    if sentence is not None:
        stop = sentence.start()
    stop = goods_end(running, start, stop)
    if stop - start < 4 or generic().match(fold(running[start:stop])):
        return None
    return placed(parse(ValueKind.TEXT, running[start:stop], context), start)


def _near(between: str, words: int) -> bool:
    """Whether what stands between a cue and a value only joins them, in so many words."""
    plain_words = not any(char.isdigit() for char in between) and "." not in between.strip(" .:")
    return plain_words and between.count(" ") <= words


def reading_before(kind: ValueKind, running: str, lined: str, start: int, context: Context) -> Parsed | None:
    """The value of `kind` that ends where character `start` begins; `running` and `lined` as for `reading_after`."""
    if kind is ValueKind.PARTY:
        opening = sentence_start(running, start)
        text = running[opening:start]
        if _IMPERSONAL.search(text):
            return None
        first = opening + subject_start(text)
        told: Parsed | None = None
        if start - first <= _LONGEST_PARTY and running[first : first + 1].isupper():
            told = party_of(running, first, start, start, context)
        if told is not None and (told.rule == "legal-form" or told.end >= start - 2):
            return told
        named = ends_in_capitals().search(running[max(opening, start - _LONGEST_NAME) : start].rstrip(" ,"))
        if named is None:
            return told
        first = max(opening, start - _LONGEST_NAME) + named.start(1)
        near = party_of(running, first, start, start, context)
        return near if near is not None and near.rule == "legal-form" else told
    if kind is ValueKind.AUTHORITY:
        opening = sentence_start(running, start)
        if (office := before_clause(running[opening:start])) is not None:
            return placed(parse(kind, running[opening + office[0] : opening + office[1]], context), opening + office[0])
        named = ends_in_capitals().search(running[max(0, start - 140) : start])
        if named is None or len(named[1].split()) < 2 or pointing().match(fold(named[1])):
            return None
        first = start - len(named[0].rstrip()) - (len(named[0]) - len(named[0].rstrip()))
        opened = article_end(named[1])
        return placed(parse(kind, named[1][opened:].strip(), context), first + opened)
    if kind is ValueKind.SITE:
        match = re.search(r"((?:[^\W\d_a-z][\w'’-]*\s+)+)$", running[max(0, start - 60) : start])
        if match is None or match[1].isupper() or any(char.isdigit() for char in match[1]):
            return None
        article = _article().match(fold(match[1]))
        first = start - len(match[1]) + (article.end() if article else 0)
        if first >= start:
            return None  # "The mine is operated under lease …"
        named = names_in_row().match(running, first)
        noun = re.compile(r"[^\W_]+").match(running, start)
        stop = noun.end() if noun is not None and noun[0].istitle() else start  # "Khubelu Pass Mine" is its name
        stop = named.end() if named is not None and "," in running[start : named.end()] else stop
        return placed(parse(kind, running[first:stop].strip(), context), first)
    offset = max(0, start - (60 if kind is ValueKind.DATE else 40), _line_start(lined, start))
    readings = _found(kind, running[offset : start + 14], context)
    for found in reversed(readings):
        counted = kind is not ValueKind.COUNT or any(char.isdigit() for char in found.raw)
        if counted and offset + found.start < start and offset + found.end >= start - 2:
            return placed(found, offset)
    return None


def _line_start(lined: str, start: int) -> int:
    """Where the line of a character begins; the line before where a number runs on from it ("de 25 | 316 kg brut")."""
    at = lined.rfind("\n", 0, start) + 1
    broken = at > 1 and lined[at - 2].isdigit() and lined[at : at + 1].isdigit()
    return lined.rfind("\n", 0, at - 1) + 1 if broken else at
