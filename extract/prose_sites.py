"""Where the name of a mining place begins and ends in a sentence, with the districts that it is said to lie in.

"The concession Alto Lindi, province of Moxico", "na mina da Pedra Rachada, concelho de Mirandela", "at the Koppiesdam
alluvial workings, Free State": the noun that says what kind of place it is stands before the name in some languages
and behind it in English. A name holds its noun where the two are one ("mina da Pedra Rachada", "Tsepong Mine"), and
not where the noun is a mere apposition ("la mina Cerro Pelado"; in Portuguese, "mina de Cuango" without an article; in
English, "the concession of Lwamba") or any place's ("site de Lwamba").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.doctype import ValueKind
from extract.prose_names import bears_body
from extract.prose_words import alternation
from extract.values import Context, find, legal_forms
from extract.values.folding import fold, plain

_WORD: Final = r"[^\W\d_a-zà-ÿ](?:[\w'’/&–-]|\.(?=\w)|-\s(?=[^\W\d_a-zà-ÿ]))*"
_FIGURES: Final = r"\d+(?:[./-]?[^\W_]+)*(?!\.\s+[^\W\d_a-zà-ÿ])"
_SMALL: Final = r"(?:(?:de|du|des|da|do|dos|das|del|of|la|las|los|le|les|el|et|e|y|and|al)\s+|[dlDL]['’])"
_NAME: Final = rf"(?:{_WORD})(?:\s+{_SMALL}{{0,2}}{_WORD}|\s+{_FIGURES})*"
_BRACKET: Final = re.compile(r"\s+\((?P<inside>[^\W\d_a-zà-ÿ][^()]{1,48}|(?:zones?|zonas?)\s[^()]{1,40})\)")
_REGISTERED: Final = re.compile(r"\d{4}|\d[./]\d{3}|n[°º]|(?<![^\W_])(?:process|permit|licen[cs]e|titre|titulo|arrete)")
_STATE: Final = r"(?:\s+[–—-]\s+[A-Z]{2}(?![^\W_]))"  # of a federation, by its letters behind a town: "Coromandel – MG"
_ENGLISH: Final = re.compile(r"(?:of|at)\s")
_MOST_DISTRICTS: Final = 4


@dataclass(frozen=True)
class SitePhrase:
    """A mining place at characters `start`..`end` of a text.

    `named` is where its own name begins, `lead` where its noun does; `sure` says that the noun is of mines alone, so
    that no word for mining need stand before it.
    """

    start: int
    end: int
    named: int
    lead: int
    sure: bool


def site_phrases(text: str, context: Context) -> Iterator[SitePhrase]:
    """The mining places of a text, from the first on; a company that is named after its mine is none."""
    folded = fold(text)
    if len(folded) != len(text):
        return
    behind = 0
    for noun in _before().finditer(folded):
        if noun.start() < behind or _of_a_name(text, noun.start(), context):
            continue
        if text[noun.start()].isupper() and noun["noun"].endswith("s"):
            continue  # "Mines Officer"
        name = _name().match(text, noun.end())
        if name is None or _is_other(text, noun.start(), name.start(), name.end(), context):
            continue
        kept = (
            noun["joined"] is not None and _one_name(None).fullmatch(noun["noun"]) is not None and noun["kind"] is None
        )
        kept = kept and not (context.language == "pt" and noun["joined"].strip() == "de")
        kept = kept and (_ENGLISH.match(noun["joined"]) is None or _one_name("en").fullmatch(noun["noun"]) is not None)
        behind = site_end(text, name.end(), context)
        start = noun.start("noun") if kept or text[noun.start("noun")].isupper() else name.start()
        yield SitePhrase(start, behind, name.start(), noun.start(), _mere_mine().fullmatch(noun["noun"]) is not None)
    behind = 0
    for noun in _behind().finditer(folded):
        name = _last_name().search(text, max(behind, noun.start() - 60), noun.start())
        capital = text[noun.start()].isupper()
        if name is None and not (capital and noun.start("noun") > noun.start()):
            continue  # but "Mining Licence area" is a name
        start = name.start(1) if name is not None else noun.start()
        if _is_other(text, start, start, noun.end(), context) or bears_body(text[start : noun.end()]):
            continue
        more = _numbered().match(text, noun.end())
        if more is None and re.match(r"\s+[^\W\d_a-zà-ÿ]{1,2}[a-zà-ÿ]", text[noun.end() :]):
            continue  # "Resident Mines Officer"
        named = more.end() if more is not None else noun.end()
        behind = site_end(text, named, context)
        held = noun.start() < noun.start("noun") and _held().fullmatch(noun["noun"]) is not None
        apposed = not held and not capital and text[noun.end() - 1].islower()
        end = noun.start() - 1 if behind == noun.end() and apposed else behind
        yield SitePhrase(start, end, start, start, _mere_mine().fullmatch(noun["noun"]) is not None)


def site_end(text: str, end: int, context: Context) -> int:
    """Where a place whose name ends at `end` ends with its districts, before the country and what else is said."""
    for _ in range(_MOST_DISTRICTS):
        bracket = _BRACKET.match(text, end)
        if bracket is not None and _REGISTERED.search(fold(bracket["inside"])) is None:
            if _is_country(bracket["inside"], context):
                return end
            end = bracket.end()
            continue
        further = _district().match(text, end)
        if further is None:
            return end
        if _is_country(further["place"], context) or legal_forms.matches(plain(text), end, further.end()):
            return end
        end = further.end()
    return end


def _is_country(text: str, context: Context) -> bool:
    named = find(ValueKind.COUNTRY, text, context)
    return bool(named) and named[0].start <= 1 and named[0].end >= len(text.rstrip(" ,.")) - 1


def _of_a_name(text: str, start: int, context: Context) -> bool:
    """Whether a noun belongs to the name before it, or tells more of it: "Mining Licence area ML 30", "Lindi, pit 4".

    Not so behind a country: "Angola, concession Alto Lindi".
    """
    before = re.search(r"(?:^|\s)([^\W\d_a-zà-ÿ][\w'’-]+)(,?)\s+$", text[max(0, start - 30) : start])
    return before is not None and not (before[2] and _is_country(before[1], context))


def _is_other(text: str, lead: int, start: int, end: int, context: Context) -> bool:
    """Whether a name is a country's, or a company's that is called after its mine."""
    if _is_country(text[start:end], context):
        return True
    return legal_forms.matches(plain(text), lead, min(len(text), end + 24)) != []


@cache
def _name() -> re.Pattern[str]:
    return re.compile(_NAME)


@cache
def _last_name() -> re.Pattern[str]:
    """A name up to the end, behind a small word that leads to a place or behind what is no name."""
    return re.compile(rf"(?:^|(?<=[\s(]))({_NAME})\s+$")


@cache
def _numbered() -> re.Pattern[str]:
    """A number that a licence area or a cluster bears behind its noun: "licence area EL 40", "block 7"."""
    return re.compile(rf"\s+(?:(?:no\.?|n[°º])\s*)?(?:[A-Z]{{1,4}}[ -]?)?{_FIGURES}")


@cache
def _before() -> re.Pattern[str]:
    """A noun for a mining place with what joins it to the name behind it, in folded text."""
    kind = rf"(?P<kind>(?:\s+(?:{alternation('site_kind')}))+)?"
    joined = r"\s+(?P<joined>(?:(?:de|du|da|do|del|des|dos|das|of|at)\s+(?:(?:la|the|las|los|el)\s+)?|d['’]\s?))?"
    return re.compile(rf"(?<![^\W_])(?P<noun>{alternation('site_before')}){kind}{joined}(?=[^\W_])")


@cache
def _behind() -> re.Pattern[str]:
    """A noun for a mining place behind its name, in folded text: "… alluvial workings"."""
    kind = rf"(?:(?:{alternation('site_kind', 'en')})\s+)*"
    return re.compile(rf"(?<=\s){kind}(?P<noun>{alternation('site_behind')})(?![^\W_])")


@cache
def _held() -> re.Pattern[str]:
    """What a mining right is called: with its kind it is named for it, "Lulo Sul alluvial concession"."""
    return re.compile(alternation("site_held"))


@cache
def _one_name(language: str | None) -> re.Pattern[str]:
    """The nouns that are one name with what they are joined to, of one language (ISO 639-1) or of all."""
    return re.compile(alternation("site_kept", language))


@cache
def _mere_mine() -> re.Pattern[str]:
    return re.compile(alternation("site_sure"))


@cache
def _district() -> re.Pattern[str]:
    """A further place behind a comma: with the word for what it is before or behind it, or named alone."""
    lead = rf"(?:(?i:{_spelt('district_noun')})\s+(?:(?:de|du|da|do|del|of|the|la)\s+){{0,2}}(?:d['’])?)"
    tail = rf"(?:\s+(?i:{_spelt('district_behind')})(?![^\W_]))"
    name = rf"{_WORD}(?:\s+{_SMALL}{{0,2}}{_WORD})*"
    return re.compile(rf",\s+(?P<place>{lead}?{name}{tail}?{_STATE}?)(?=[\s,;.:)]|$)")


def _spelt(name: str) -> str:
    """Folded wordings as a pattern of plain text that takes their accents too."""
    accented = {"a": "[aàáâã]", "e": "[eèéê]", "i": "[iíî]", "o": "[oóôõ]", "u": "[uúû]", "c": "[cç]"}
    return "".join(accented.get(char, char) for char in alternation(name))
