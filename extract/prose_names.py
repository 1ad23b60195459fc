"""Names and phrases in running text: which are bodies, and where a name, a list or a phrase ends."""

from __future__ import annotations

import re
from functools import cache

from extract.doctype import ValueKind
from extract.prose_parties import name_stop
from extract.prose_words import alternation
from extract.values import Context, find, legal_forms
from extract.values.folding import fold

_JOINS = r"(?:and|et|e|y|to|through|au|al|ao|a|à|até|hasta|jusqu|n|no|nos|as|ainsi)(?![^\W_])"
_SERIES = r"[A-Z][A-Z/-]{0,7}[ -]?\d{3}"  # how a further number of a list begins: "AO-SB 0093175"
_LIST_STOP = re.compile(
    rf"(?:[.]\s+|;\s+(?!{_SERIES}))(?=[^\W\d_])|\)\s+(?!{_JOINS})|(?<=\d),?\s+(?!{_JOINS})(?=[a-zà-ÿ]{{2}})"
)
_LIST_CARRIES = re.compile(r"(?:[,;/&-]|\s(?:and|et|e|y)|(?<![^\W_])[A-Z]{2,5}(?:-[A-Z]{1,5})?)\s*$")
"""Where a list goes on in the next line: at a mark, "and", or capitals whose figures stand there."""
_ACCENTED = {"a": "[aàáâã]", "e": "[eèéê]", "i": "[iíî]", "o": "[oóôõ]", "u": "[uúû]", "c": "[cç]"}
_CAPITALS = re.compile(r"(?:[^\W\da-zà-ÿ_]+(?:[\s,'’/-]+|$))+")
_QUALIFYING = 4  # words of a qualifier of goods at most
MARKS = r"[\s:;,.#(\"'«»“”*-]*"


@cache
def generic() -> re.Pattern[str]:
    """Words for goods that describe none: "the goods", "les marchandises"."""
    return re.compile(rf"{MARKS}(?:{alternation('generic_goods')})(?![^\W_])")


@cache
def ends_in_capitals() -> re.Pattern[str]:
    """Words with capitals, and small joining words between them, up to the end."""
    return re.compile(
        r"([^\W\d_a-zà-ÿ][\w'’.-]*(?:[\s,]+(?:(?:of|and|the|for|de|du|des|la|le|les|et|da|do|dos|das|e|y|del|los|las)\s+"
        r"|[ld]['’])*[^\W\d_a-zà-ÿ][\w'’.-]*)*)[\s,]*$"
    )


def _accented(words: str) -> str:
    """A pattern of folded words that takes them with their accents too."""
    return "".join(_ACCENTED.get(char, char) for char in words)


@cache
def names_in_row() -> re.Pattern[str]:
    """Names with commas and small joining words between them: "Kabarore et Ruhororo", "X claims, district de Y"."""
    plain = "of|and|the|de|du|des|la|le|les|et|da|do|dos|das|e|y|del|los|las|à|a"
    small = rf"(?:{plain}|{_accented(alternation('district'))})"
    name = r"(?:[ld]['’])?[^\W_a-zà-ÿ](?:[^\W_]{0,2}\.(?!\S))?(?:[\w'’/-]|\.(?=\S))*(?:\s?[+-]\d[\w.+-]*)?"
    noun = rf"(?:\s+(?:{alternation('site_noun')})(?![^\W_]))?"
    return re.compile(rf"{name}(?:{noun},?\s+(?:{small}\s+){{0,2}}{name})*{noun}")


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('body')})[^\W_]*$")


def names_a_body(text: str) -> bool:
    """Whether a text is no more than a word that offices and laboratories bear in their names."""
    return _body().match(fold(text)) is not None


def bears_body(text: str) -> bool:
    """Whether a text has a word that offices, chambers and laboratories bear in their names."""
    return re.search(rf"(?<![^\W_])(?:{alternation('body')})", fold(text)) is not None


_OFFICE_END = re.compile(
    r"\s*;|(?<=[^\W\d_]{4})\.$|,\s+(?=valable|valid[aeo]?(?![^\W_]))|\s+(?:(?:(?:on|dated|le|du|el|em|en|aos?)\s+(?:the\s+)?(?:[^\W\d_]+\s+)?(?=\d))"
    r"|(?:at the request|(?:up)?on (?:the )?(?:request|application)|a la demande|sur demande|a pedido|a requerimento"
    r"|a solicitud|a peticion|a instancias?)(?![^\W_]))"
)
"""What a sentence goes on with behind an office: another fact, the day, or who asked for the paper."""


def office_end(running: str, start: int, stop: int) -> int:
    """Where the name of an office ends at the latest: "issued by the Bureau of Mines on 4 May at the request of …"."""
    end = _OFFICE_END.search(fold(running[start:stop]))
    return stop if end is None else start + end.start()


def in_full(running: str, end: int) -> bool:
    """Whether a text has a word up to here that no stop abbreviates."""
    return re.search(r"[^\W\d_]{7}$", running[max(0, end - 7) : end]) is not None


def goods_end(running: str, start: int, stop: int) -> int:
    """Where a description of goods ends at the latest: before a verb or where they go, as far as a word stands before.

    "minerai de manganèse ont été produites à Moanda", "lithium concentrate has been approved".
    """
    end = _goods_end().search(fold(running[start:stop]))
    return stop if end is None or not running[start : start + end.start()].strip(" ,") else start + end.start()


@cache
def _goods_end() -> re.Pattern[str]:
    paper = rf"\s+[–—-]\s+(?:{alternation('other_paper')})"  # "diamants bruts — déclaration de l'importateur"
    return re.compile(rf"(?:,?\s+(?:{alternation('goods_end')})|{paper})(?![^\W_])")


def phrase_end(text: str, start: int, limit: int) -> int:
    """Where a phrase ends: at a comma, semicolon or sentence's end outside brackets, or before the next cue."""
    depth = 0
    for position in range(start, min(len(text), start + 200)):
        char = text[position]
        if char in "([" and depth == 0 and position > start and text[position + 1 : position + 2].isdigit():
            return position  # "coltan (2,388.1 kg)": a fact beside the phrase, not part of it
        if char in "([":
            depth += 1
        elif char in ")]":
            if depth == 0:
                return position
            depth -= 1
        elif depth == 0 and char in ",;." and _parts(text, position, limit):
            return position
        if depth == 0 and position >= limit > start:
            return limit
    return min(len(text), start + 200)


def _qualifies(rest: str) -> bool:
    """Whether what follows a comma only qualifies what stands before it ("gold bars, unrefined, …")."""
    clause = re.match(r"\s+([^\W\d][^,;.()\d]{1,40})[,;.(]", rest)
    return clause is not None and len(clause[1].split()) <= 3 and name_stop().search(fold(clause[1])) is None


def _parts(text: str, position: int, limit: int) -> bool:
    """Whether a mark ends a phrase: a point before a space, a comma not inside a number nor before a mere qualifier."""
    after = text[position + 1 : position + 2]
    if text[position] == ".":
        return not after or after.isspace()
    if after.isdigit():
        return False
    return text[position] != "," or not _qualifies(text[position + 1 : max(limit, position + 1)])


def qualified_end(text: str, start: int, stop: int, limit: int) -> int:
    """Where a description of goods ends that a comma may seem to end, and a qualifier without a mark behind it does.

    "rough diamonds, unsorted and sorted in a quantity not exceeding …": the words up to those that go on to what is
    said of the goods, up to the text's end, or as far as the capitals go in which a form was filled in.
    """
    while text[stop : stop + 2] == ", " and start < stop < limit:
        rest = text[stop + 2 : limit]
        told = _goods_end().search(fold(f" {rest}"))
        clause = rest if told is None else rest[: max(told.start() - 1, 0)]
        if text[start:stop].isupper():
            run = _CAPITALS.match(rest)
            clause = clause[: run.end()] if run is not None else ""
        elif told is None:
            return stop
        clause = clause.rstrip(" ,.")
        if not _may_qualify(clause, alike=text[start:stop].isupper()):
            return stop
        stop += len(", ") + len(clause)
    return stop


def _may_qualify(clause: str, *, alike: bool) -> bool:
    """Whether words say of what sort goods are: few, without figures, capitals only where all is in them."""
    if not 0 < len(clause.split()) <= _QUALIFYING or re.search(r"[\d;:()]", clause) is not None:
        return False
    cased = clause.isupper() if alike else clause.islower()
    if not cased or name_stop().search(fold(clause)) is not None:
        return False
    return not find(ValueKind.COUNTRY, clause, Context()) and not legal_forms.ends(clause)


def list_end(lined: str, start: int) -> int:
    """Where a list ends: at a line's end that nothing carries over, a sentence's end, or where its words go on."""
    position = start
    while True:
        line_end = lined.find("\n", position)
        stop = _LIST_STOP.search(lined, position, line_end if line_end >= 0 else len(lined))
        if stop is not None:
            return stop.start()
        if line_end < 0:
            return len(lined)
        if not _LIST_CARRIES.search(lined[start:line_end]):
            return line_end
        position = line_end + 1
