"""What stands before a cue and turns its meaning: a denial, a register, the name of another paper.

"The diamonds do not originate in Russia", "inscrita no CNPJ sob o n.º …", "your application dated 3 August", "sampled
on 5 March" lead to a country, a number and dates as the cues say, and to none of this paper's own facts.
"""

from __future__ import annotations

import re
from functools import cache

from extract.doctype import LANGUAGES, NUMBERS, FieldSpec, ValueKind
from extract.prose_words import alternation, prose_words
from extract.values import addresses
from extract.values.folding import fold

_PLACES = frozenset({ValueKind.COUNTRY, ValueKind.SITE})
_WEIGHED = frozenset({ValueKind.CARATS, ValueKind.WEIGHT})
_WITHIN_NAME = re.compile(r"[^\W\d_a-zà-ÿ][^\W\d_]{2,}\s+$")
"""A word with a capital right before a joining word: "China Council for the Promotion of …" is one name."""
_NONE_OF = re.compile(r"(?<![^\W_])(?:none|aucune?|nenhuma?|ninguna?|ninguno)(?:[\s,]+[^\W_]+){0,12}\s*$")
"""What is said of no one: "None of them was mined or produced in"."""
_NO_GOODS = re.compile(
    r"(?<![^\W_])(?:no (?:(?:such|rough|polished|single) )?(?:diamonds?|stones?|gem(?:stone)?s?|gold|minerals?|ores?"
    r"|metals?|concentrates?|part|portion|materials?|goods|items?|parcels?)|aucune? (?:des |de ces |de |d')?[^\W_]+"
    r"|nenhuma? (?:dos |das |de |d)?[^\W_]+|ninguna? (?:de los |de las |de )?[^\W_]+)"
    r"(?![^\W_])(?:[\s,]+[^\W_]+){0,12}\s*$"
)
"""What is said of no part of the goods: "no diamond in the lot was mined, manufactured or otherwise obtained in"."""
_SMALL_DENIALS = frozenset({"no", "ne", "ni", "n'"})
"""Denials of one language that are other words in another: "no" is "in the" in Portuguese."""
_STREET_WORDS = 3  # before the number of a house
_LISTED = r"(?:\s+[^\W_]+,){1,8}(?:\s+[^\W_]+)?(?:\s+(?:or|nor|ou|o|ni|nem))?\W*"
"""More that one denial holds for, word by word: "not mined, extracted, processed, cut or …"."""
_CLAUSE_END = re.compile(r"(?:[;.,]\s*(?:(?:and|et|e|y)\s+)?\(|;\s*(?:(?:and|et|e|y)\s+)?)$")
_CLAUSE_NUMBER = re.compile(r"\d{1,2}")
_MERE_FIRM = frozenset({"la societe", "la empresa", "a empresa", "the company"})
_MERE_IS = frozenset({"est de", "es de", "e de"})
_OWN_DATES = {"issue_date": 3, "expiry_date": 0}
"""Dates of the paper itself, and how many words may stand between another paper's name and the cue of its date."""


def means_another(spec: FieldSpec, before: str, language: str | None, cue: str = "") -> bool:
    """Whether what a sentence says before a cue (`before`) shows that the cue leads to no fact of this field.

    `cue` is the cue itself, folded: a mere word for a company names the one who writes only where nothing leads to it.

    `language` (ISO 639-1) tells a denial from another language's small word: "no" denies in Spanish, and is "in the" in
    Portuguese. Of a language that is not known, English is taken.
    """
    folded = fold(before)
    if spec.kind in _PLACES:
        told = language if language is not None and language in LANGUAGES else "en"
        return any(said.search(folded) is not None for said in (_denial(told), _NONE_OF, _NO_GOODS))
    if spec.kind is ValueKind.PERCENT and cue in _MERE_IS:
        return _content().search(folded) is None or _no_content().search(folded) is not None
    if spec.kind is ValueKind.PARTY and spec.letterhead | spec.addressee:
        return cue in _MERE_FIRM and _other_side().search(folded) is not None
    if spec.kind is ValueKind.AUTHORITY:
        return _WITHIN_NAME.search(before) is not None
    if spec.kind in _WEIGHED and _threshold().search(folded) is not None:
        return True
    if spec.name == "seal_numbers" and _sample().search(folded) is not None:
        return True
    if spec.kind in NUMBERS:
        if spec.name == "licence_number" and _driver().search(folded):
            return True
        if spec.name == "invoice_number" and _under_number().fullmatch(cue) and _filing().search(folded):
            return True
        held = _held().search(folded) is not None or _in_street(folded) or is_recital(folded)
        own = spec.name == "document_number" and held
        return own or _register().search(folded) is not None or _program().search(folded) is not None
    if spec.name == "issue_date" and _other_event().search(folded) is not None:
        return True
    return spec.name in _OWN_DATES and of_another_paper(folded, _OWN_DATES[spec.name])


def numbers_a_clause(text: str, start: int, end: int) -> bool:
    """Whether characters of a text are the number of a clause: "(2) each lot is weighed and sealed; (3) royalties"."""
    between = _CLAUSE_END.search(text[:start]) is not None and text[end : end + 1] == ")"
    return between and _CLAUSE_NUMBER.fullmatch(text, start, end) is not None


def of_another_paper(before: str, most: int = 0) -> bool:
    """Whether what stands before a date's wording, folded, shows that it is the date of another paper."""
    return _other_paper(most).search(before) is not None or is_recital(before)


def is_recital(before: str) -> bool:
    """Whether a clause, folded, recites what a decision rests on: "Vu l'agrément n° 74 du 3 mai, valable …"."""
    return _recital().match(before[max(before.rfind(";"), before.rfind(":")) + 1 :]) is not None


def _in_street(before: str) -> bool:
    """Whether a number is that of a house: "Carrera 6 No. 12-41", "Avenida Eldorado No. 68D-35"."""
    words = before.split()[-_STREET_WORDS:]
    return bool(words) and addresses.has_street(" ".join(words)) and words[-1][-1:] not in ".;:"


@cache
def _denial(language: str) -> re.Pattern[str]:
    """A word of denial at most four words before the end; "No." before a number is none.

    Papers hold sentences in other languages than their own: what denies in one of them and is no word in the others
    counts in all.
    """
    told = prose_words("denial", language) | (prose_words("denial") - _SMALL_DENIALS)
    words = "|".join(re.escape(word) for word in sorted(told, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_]|\s*[.:°]|\s+\S*\d)(?:(?:\W+[^\W_]+){{0,4}}\W*|{_LISTED})$")


@cache
def _sample() -> re.Pattern[str]:
    """A sample that is sealed, and none of the goods: "the reserve sample was sealed"."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('sample')})(?![^\W_])(?:\W+[^\W\d_]+){{0,2}}\W*$")


@cache
def _threshold() -> re.Pattern[str]:
    """What each stone reaches, and no weight of them all: "le seuil de poids de 0,5 ct"."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('threshold')})(?![^\W_])(?:\W+[^\W\d_]+){{0,4}}\W*$")


@cache
def _register() -> re.Pattern[str]:
    """A register of companies or of taxes, and at most three small words behind it."""
    return re.compile(rf"(?<![^\W_])(?:{addresses.one_of('register')})(?![^\W_])(?:\W+[^\W\d_]{{1,4}}){{0,3}}\W*$")


@cache
def _recital() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternation('recital')})(?![^\W_])")


@cache
def _driver() -> re.Pattern[str]:
    """Who drives, and a name: what he is licensed for is no licence of the goods."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('driver')})(?![^\W_])[^;\d]{{0,40}}$")


@cache
def _under_number() -> re.Pattern[str]:
    """A cue that says no more than that something has a number."""
    return re.compile(rf"(?:{alternation('under_number')})\W*")


@cache
def _filing() -> re.Pattern[str]:
    """What an office has numbered, some words before its number: "application filed on 3 May under number"."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('filing')})(?![^\W_])[^;]{{0,40}}$")


@cache
def _program() -> re.Pattern[str]:
    """A program that made the paper, certified by the tax office: "Processado por programa certificado n.º 0024/AT"."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('program')})\W*$")


@cache
def _other_event() -> re.Pattern[str]:
    """What else happened on a day: "sampled on 5 March", "Balance n° 7, vérifiée le 12 janvier"."""
    span = r"\d{1,2}\s*(?:to|and|y|et|e|au|al|a|[-–])"  # "entre el 3 y el 5 de julio": what went on for days
    return re.compile(rf"(?<![^\W_])(?:{alternation('other_event')}|{span})\W*$")


@cache
def _other_side() -> re.Pattern[str]:
    """Words that lead to the other party: "pour le compte de la société …", "vendido a la empresa …"."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('other_side')})\W*$")


@cache
def _content() -> re.Pattern[str]:
    """Words for what goods hold, of which a mere "est de" tells how much."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('content')})(?![^\W_])")


@cache
def _no_content() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('no_content')})(?![^\W_])")


@cache
def _held() -> re.Pattern[str]:
    """What a party holds, some words before its number: "holder of mineral processing licence No."."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('holding')})(?![^\W_])(?:\s+[^\W\d_]+){{0,4}}\W*$")


@cache
def _other_paper(most: int) -> re.Pattern[str]:
    """A word for some other paper, and at most so many numbers or words behind it."""
    own = "".join(rf"(?<!{re.escape(word)} )" for word in sorted(prose_words("this_paper")))
    numbered = r"(?:\s+\S+){0,5}\s+\S*\d\S*"
    return re.compile(
        rf"(?<![^\W_]){own}(?:{alternation('other_paper')})(?![^\W_])(?:(?:\s+\S+){{0,4}}|{numbered})\s*$"
    )
