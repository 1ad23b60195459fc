"""A finding's legal basis in the reader's language: acts of the Union by the form that their title has there.

What a rule names as its basis is put together of known words (`texts/bases.csv`), of acts with their articles, and of
names and numbers. A basis with any other word, as that of an installation's own rule, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from passport.dossier.texts import Language, basis_words

_ACT = re.compile(
    r"(?P<body>Council |Commission )?(?P<kind>Implementing |Delegated )?Regulation(?P<several>s)? "
    r"\((?P<union>EC|EU)\)(?P<no> No)? (?P<number>[0-9]+/[0-9]+)"
)
"""An act of the Union; before it names the Union in brackets, `Council Regulation (EC) 2368/2002`."""
_ARTICLE = re.compile(
    r"Articles? (?P<list>(?:[0-9]+[a-z]?|III)(?:\([0-9a-z]\))?(?: and [0-9]+[a-z]?(?:\([0-9a-z]\))?)*)"
)
_ANNEX = re.compile(r"(?P<word>Annexes|Annex) (?P<list>[IVX]+[A-Z]?(?: and [IVX]+[A-Z]?)*)")
_ONE = re.compile(r"(?P<number>[0-9]+|III)(?P<letter>[a-z]?)(?:\((?P<part>[0-9a-z])\))?")
_NAME = re.compile(r"(?:[A-Z][A-Z0-9.-]*|[0-9][0-9a-z.,/-]*|[a-z])(?![A-Za-z])")
"""An abbreviation, a number or a letter of a list, which every language writes alike."""


@dataclass(frozen=True, slots=True)
class _Law:
    """How a language writes acts, articles and annexes."""

    act: str
    acts: str
    kinds: Mapping[str, str]
    bodies: Mapping[str, str]
    unions: Mapping[str, str]
    no: str
    article: str
    ordinal: str
    point: str
    paragraph: str
    lettered: Mapping[str, str]
    annex: str
    annexes: str
    and_: str


_LAWS: Mapping[Language, _Law] = {
    "fr": _Law(
        act="règlement",
        acts="règlements",
        kinds={"Implementing": " d’exécution", "Delegated": " délégué"},
        bodies={"Council": " du Conseil", "Commission": " de la Commission"},
        unions={"EC": "CE", "EU": "UE"},
        no="n°\u00a0",
        article="article",
        ordinal="",
        point=", point {0})",
        paragraph=", paragraphe {0}",
        lettered={"p": " septdecies"},
        annex="annexe",
        annexes="annexes",
        and_="et",
    ),
    "pt": _Law(
        act="Regulamento",
        acts="Regulamentos",
        kinds={"Implementing": " de Execução", "Delegated": " Delegado"},
        bodies={"Council": " do Conselho", "Commission": " da Comissão"},
        unions={"EC": "CE", "EU": "UE"},
        no="n.º\u00a0",
        article="artigo",
        ordinal=".º",
        point=", alínea {0})",
        paragraph=", n.º\u00a0{0}",
        lettered={"p": "-P"},
        annex="anexo",
        annexes="anexos",
        and_="e",
    ),
    "es": _Law(
        act="Reglamento",
        acts="Reglamentos",
        kinds={"Implementing": " de Ejecución", "Delegated": " Delegado"},
        bodies={"Council": " del Consejo", "Commission": " de la Comisión"},
        unions={"EC": "CE", "EU": "UE"},
        no="n.º\u00a0",
        article="artículo",
        ordinal="",
        point=", letra {0})",
        paragraph=", apartado {0}",
        lettered={"p": " septdecies"},
        annex="anexo",
        annexes="anexos",
        and_="y",
    ),
}


def basis_in(language: Language, basis: str) -> str | None:
    """The basis in a language; None where it has words that are not known."""
    if language == "en":
        return basis
    law, words = _LAWS[language], basis_words(language)
    told, place = "", 0
    while place < len(basis):
        found = _known(language).match(basis, place)
        if found is not None:
            told += words[found[0]]
        elif (found := _ACT.match(basis, place)) is not None:
            told += _act(law, found)
        elif (found := _ARTICLE.match(basis, place)) is not None:
            told += _list(law, law.article, law.article + "s", found["list"])
        elif (found := _ANNEX.match(basis, place)) is not None:
            word = law.annexes if found["word"] == "Annexes" else law.annex
            told += f"{word} {found['list'].replace(' and ', f' {law.and_} ')}"
        elif (found := _NAME.match(basis, place)) is not None:
            told += found[0]
        elif not basis[place].isalpha():
            told += f"\u00a0{basis[place]}" if language == "fr" and basis[place] in ";:" else basis[place]
            place += 1
            continue
        else:
            return None
        place = found.end()
    return told


@cache
def _known(language: Language) -> re.Pattern[str]:
    """The known words as one pattern, the longest first; a word is not found inside of another."""
    longest = sorted(basis_words(language), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])")


def _act(law: _Law, found: re.Match[str]) -> str:
    kind = law.kinds.get((found["kind"] or "").strip(), "")
    body = law.bodies.get((found["body"] or "").strip(), "")
    name = law.acts if found["several"] else law.act
    return f"{name}{kind} ({law.unions[found['union']]}) {law.no if found['no'] else ''}{found['number']}{body}"


def _list(law: _Law, one: str, several: str, numbers: str) -> str:
    items = [_article(law, item) for item in numbers.split(" and ")]
    return f"{several if len(items) > 1 else one} {f' {law.and_} '.join(items)}"


def _article(law: _Law, item: str) -> str:
    found = _ONE.fullmatch(item)
    if found is None:
        return item
    letter = law.lettered.get(found["letter"], found["letter"])
    part = found["part"] or ""
    more = (law.paragraph if part.isdigit() else law.point).format(part) if part else ""
    return f"{found['number']}{law.ordinal if found['number'].isdigit() else ''}{letter}{more}"
