"""What a sentence says before the one of whom it speaks: the number of an article, a law, "the company".

Licences and declarations open so: "Article 2. – La société X SARL est autorisée …", "Pursuant to the Mining Act, X Ltd
is hereby licensed …". None of it is of the company's name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from extract.prose_names import MARKS
from extract.prose_words import alternation, prose_words
from extract.values import legal_forms
from extract.values.folding import fold, plain

_ORDINAL: Final = r"(?:\d{1,3}|[ivx]{1,4}(?![^\W_])|premier|premiere|primeir[oa]|primer[oa]?|first|unic[oa]|unique)"
_DASHED: Final = r"[\s.:)]*(?:[-–—]+[.\s]*|[.:)]\s+)"
_SPOKEN: Final = 2  # words that names are seldom made of, from which a clause is one of a sentence
_LETTERS: Final = 3  # of such a word


def subject_start(text: str) -> int:
    """Where what may be a company's name begins in the words of a sentence before its verb.

    Clauses before the name's own are passed only where a legal form tells which one that is.
    """
    folded = fold(text)
    if len(folded) != len(text):
        return _opened(folded, folded, 0)
    numbered = _numbered().match(folded)
    start = _opened(text, folded, numbered.end() if numbered is not None else 0)
    named = legal_forms.matches(plain(text), start, len(text))
    forms = [one for one in named if not one.group()[:1].islower()]  # "the company law"
    if not forms:
        return start
    behind = _own_clause(text, folded, start, forms[0].start())
    if behind > start:
        start = _opened(text, folded, behind)
    for called in _called().finditer(folded, start, forms[0].start()):
        if text[called.start("word")].islower() and text[called.end() : called.end() + 1].isupper():
            start = called.end()
    return start


def _opened(text: str, folded: str, at: int) -> int:
    lead = _opening().match(folded, at)
    if lead is None:
        return at
    named = _society().search(folded, at, lead.end())
    if named is not None and text[named.start()].isupper():
        spoken = text[at : named.start()].strip('«"“( ')
        if spoken or not text[lead.end() : lead.end() + 1].isupper():
            return named.start()  # "A Sociedade Mineira do Lui, S.A.": the name's own
    return lead.end()


def _own_clause(text: str, folded: str, start: int, form: int) -> int:
    """Where the clause with the name begins, behind those that tell on what grounds or when."""
    at = start
    for comma in re.finditer(r",\s+", text[start:form]):
        end = start + comma.end()
        if not text[end:form].strip(" ,("):
            break  # "X Diamantes, Lda.": the form alone
        clause = text[at : start + comma.start()]
        goes_on = at > start and not clause[:1].isupper()
        if not (goes_on or _grounds().match(folded, at) or _is_spoken(clause)):
            break
        at = end
    return at


def _is_spoken(clause: str) -> bool:
    """Whether a clause has the small words of a sentence."""
    words = [word for word in re.findall(r"[^\W\d_]+", clause) if word.islower() and len(word) >= _LETTERS]
    return sum(fold(word) not in prose_words("label_joining") for word in words) >= _SPOKEN


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"{MARKS}(?:(?:{alternation('opening')})(?:(?<=')|[\s,:;.]+|$))*")


@cache
def _society() -> re.Pattern[str]:
    """A word for a company that many names begin with, before a name."""
    return re.compile(r"(?<![^\W_])(?:societe|sociedade|sociedad|companhia|compania)\s+$")


@cache
def _numbered() -> re.Pattern[str]:
    """The number of an article before its sentence, in folded text: "article 1 er . – "."""
    words = alternation("numbered_part")
    return re.compile(rf"\W*(?:{words})[\s.]*(?:n[°º.]\s*)?{_ORDINAL}\s?(?:er|ere|º|°|ª|o)?(?![^\W_]){_DASHED}")


@cache
def _grounds() -> re.Pattern[str]:
    """How a clause begins that tells on what grounds somebody acts."""
    return re.compile(rf"(?:{alternation('grounds')})(?![^\W_])")


@cache
def _called() -> re.Pattern[str]:
    """What a company is called within a sentence, before its name, in folded text: "… the company X Ltd"."""
    return re.compile(rf"(?<![^\W_])(?:(?:the|la|el|a|une?|uma|una)\s+|l')(?P<word>{alternation('company_word')})\s+")
