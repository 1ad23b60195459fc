"""Which lines of a party's block are its address: no contact or register detail, none behind the country it ends in."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.values import addresses, legal_forms
from extract.values.countries import find_countries
from extract.values.dates import find_dates
from extract.values.folding import fold
from extract.values.model import Context
from extract.values.scripts import latin
from extract.values.statements import is_statement

CARE_OF = re.compile(r"(?:^|[\s,;(])(?:c/o|care of|s/c|p/a|aos cuidados de|chez)(?![^\W_])")
_REGISTERED = re.compile(r"[a-z]{0,4}[\d ./-]{5,}[\da-z./-]*|\d{2}[a-z]{5}\d{4}[a-z\d]{4}")
"""The number under the label of a register, and that of India's GSTIN."""
_ABOUT = (
    r"(?:Refer(?:ente|ring|ência)|Relati[fv][aeo]?|Concern(?:ant|ing)|Objet|Assunto|Asunto|Re:|Ref(?![^\W_])"
    r"|Correspond(?:i?entes?|ant|ing)(?![^\W_])|Pertaining|Aff?[ée]rent)"
)
"""What a line begins with that tells what the paper is about: "Referente ao lote …", "Correspondiente al lote …"."""
PROSE_BEHIND = re.compile(
    r"\s*(?:[.;]\s+[^\W\d_]|,\s*[a-zà-ÿ]{2}|\s(?:to|unto|à|para|a)\s+[^\W\d_]"
    rf"|[,\n]\s*{_ABOUT})"
)
"""Behind the country of an address: a sentence's end, a comma before a word in small letters, whom something goes to,
or what the paper is about."""
_BEGINS_ABOUT = re.compile(_ABOUT)
_ONWARD = re.compile(
    r"[,;]?\s+(?:and|et|e|y)\s+(?:to|unto|à|au|aux|ao|aos|al|a)\s+(?:(?:the|la|le|los|las)\s+|l')?[^\W\d_a-zà-ÿ]"
    r"|,\s+(?:l'autorisation|a autoriza[çc][ãa]o|la autorizaci[óo]n|authori[sz]ation|permission|titulaires?|titular"
    r"|holder of|holding)(?![^\W_])"
)
"""Behind an address: a second addressee, or what is granted or held: ", and to the Diamond Office, Antwerp"."""
_ATTENTION = re.compile(r"\W*(?:attn|att|attention|atte)\b[.: ]+(?=\w)")
"""Whom a paper goes to, which may be a company: "ATTN: Harz Tantal Limited"."""
Span = tuple[int, int]


def kept(even: str, folded: str, *, named: bool = False) -> list[Span]:
    """The part of each line that is not a contact or registry detail.

    `named` says that the party's name stands elsewhere, so that the lines are of its address from the first on.
    """
    spans: list[Span] = []
    position = 0
    registered = False
    for line in folded.split("\n"):
        start, end = position, position + addresses.without_contact(line)
        named = named or any(b > a for a, b in spans)
        attention = _ATTENTION.match(line)
        line_end = position + len(line)
        if not named and attention and legal_forms.matches(even, position + attention.end(), line_end):
            start, end = position + attention.end(), line_end
        if (named and addresses.is_address_label(latin(line))) or (
            registered and _REGISTERED.fullmatch(line.strip(" ;.,"))
        ):
            end = start
        elif named and addresses.is_role_only(latin(line)):
            break  # the next party begins
        registered = addresses.is_register_label(latin(line))
        if registered:
            end = start
        elif (told := addresses.before_register(latin(line))) < end - start:
            end, registered = start + told, True
        edge = " ;|-·•" if end == position + len(line) else " ,;|(/-·•"
        position += len(line) + 1
        while end > start and folded[end - 1] in edge:
            end -= 1
        spans.append((start, end))
    return spans


def before_prose(even: str, spans: list[Span]) -> list[Span]:
    """The lines of an address up to the country that it ends in, where a sentence ends or goes on behind it.

    It ends before a line that is a sentence or tells what the paper is about, and as well where the sentence names whom
    else a paper goes to, or what a licence is for.
    """
    told = next((number for number, (a, b) in enumerate(spans) if _is_text(even[a:b], first=number == 0)), len(spans))
    spans = spans[:told]
    onward = _ONWARD.search(even, spans[0][0], spans[-1][1]) if spans else None
    if onward is not None:
        spans = [(a, min(b, onward.start())) for a, b in spans if a < onward.start()]
    for number, (start, end) in enumerate(spans):
        if PROSE_BEHIND.search(even, start, end) is None:
            continue  # countries are sought only where prose may follow one
        for found in find_countries(even[start:end], Context()):
            at = start + found.end
            if found.start > 0 and PROSE_BEHIND.match(even, at, end):
                return [*spans[:number], (start, at)]
    return spans


def _is_text(line: str, *, first: bool) -> bool:
    return is_statement(fold(line)) or (not first and _BEGINS_ABOUT.match(line.lstrip()) is not None)


def to_its_country(even: str, spans: list[Span]) -> list[Span]:
    """The lines of an address down to the country that it ends in: what follows is of no place ("Ref. 26/118").

    Two spaces stand where the line has a gap.
    A postal code, a post box or a building behind a country carry the address on, and a country in the name of a street
    ends none.
    """
    for number in range(len(spans) - 1, -1, -1):
        start, end = spans[number]
        for place, place_end in reversed(_countries_of(even[start:end])):
            at = start + place_end
            before = re.split(r"[,;|·•—–]", even[start : start + place])
            if CARE_OF.search(fold(even[start : start + place])):
                return spans
            if addresses.has_street(fold(before[-1])) or not (number or "".join(before).strip()):
                return spans
            rest = even[at : spans[-1][1]]
            if not re.match(r"\s*[,;.|·•—–\n]|\s\s", rest) or not re.search(r"[^\W\d_]{2}", rest):
                return spans
            if addresses.goes_on(fold(rest)):
                return spans
            return [*spans[:number], (start, at)]
    return spans


_PLACED_DAY = re.compile(r"\n[^\W\d_][^,\n]{1,40}(,) [^\n]{0,20}\d[^\n]*")
_TO_DAY, _SURE_DAY = 5, 0.6  # characters from a place to its day ("le", "el"); chance of a date
"""A line of a place and the day: it begins the paper's text and ends the address over it."""


def before_day(text: str, context: Context) -> int:
    """Where a line of a place with the day begins under the first; the length of a text that has none."""
    for line in _PLACED_DAY.finditer(text):
        days = find_dates(text[line.end(1) : line.end()], context)
        if days and days[0].start <= _TO_DAY and days[0].score >= _SURE_DAY:
            return line.start()
    return len(text)


@lru_cache(4096)
def _countries_of(line: str) -> tuple[Span, ...]:
    return tuple((found.start, found.end) for found in find_countries(line, Context()))
