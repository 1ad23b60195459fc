"""Which of two readings of one word is the likelier by its shape, where they differ in signs that print makes alike.

An O amid letters is a letter and amid figures a nought; an amount has one decimal sign, and a page one for all of its
amounts; a formula is one that chemistry knows. Where the shape says nothing, neither is likelier.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from ingest.formulas import is_oxide
from ingest.stretches import folded

Which = Literal["first", "second"]

_ALIKE = (("O", "0"), ("I", "1"), ("l", "1"), ("S", "5"), ("B", "8"), ("Z", "2"), ("G", "6"), ("D", "0"))
_PAIRS = frozenset(pair for letter, figure in _ALIKE for pair in ((letter, figure), (figure, letter)))
"""A letter and the figure that it looks like."""

_BARS = frozenset({("I", "l"), ("l", "I")})
_AFTER_AN_L = frozenset("AEIOUYÀÁÂÃÉÈÊÍÎÓÔÕÚÛ")

_CODES = frozenset({"AO", "BO", "CO", "DO", "JO", "MO", "NO", "RO", "SO", "TO"})
"""Countries' codes that end in an O, as they stand before the figures of certificates and seals."""

_MONTHS = "JAN|ENE|FEB|FEV|FÉV|MAR|APR|ABR|AVR|MAY|MAI|JUN|JUL|AUG|AGO|AOU|AOÛ|SEP|SET|OCT|OUT|NOV|DEC|DÉC|DEZ|DIC"
_DATED = re.compile(rf"(?:[0-3]?\d[-/.]?)?(?:{_MONTHS})(?:[-/.]?(?:20)?\d\d)?", re.IGNORECASE)
"""A day with its month in letters, as carriers write it in one word (29-OCT-2025, 09NOV25); or the month alone."""

_DAY_LIKE = re.compile(r"([0-3O]?[\dO])([-/.]?)([A-Z0]{3})([-/.]?)((?:2[0O])?[\dO]{2})")
"""The same with letters and noughts that look alike in each other's places."""

NUMERALS = frozenset({"II", "III"})
"""Roman numerals whose strokes are taken for others'."""

_STROKES = frozenset("Il1!|")

_DAY_IN_FIGURES = re.compile(r"(0?[1-9]|[12]\d|3[01])[.,](0?[1-9]|1[0-2])[.,]((?:19|20)\d\d)")
"""A day in figures; that a comma stands in it is a speck's doing."""

_ELISION = re.compile(r"[Il]['’](?=\w)(?!(?:m|ll|ve|d)\b)", re.IGNORECASE)
"""An article that has lost its vowel before a word (l'Industrie); English says I'm, I'll, I've, I'd."""

OF_ONE_KIND = 2
"""Letters, or figures, that stand next to a sign from which it is taken for one of them."""

MOST = 3
"""Amounts of a page that both readers read alike, from which they say which sign stands before its decimals."""

_AMOUNT = {
    ",": re.compile(r"(?:\d{1,3}(?:[. ]\d{3})+|\d+),\d{1,2}|\d{1,3}(?:\.\d{3})+,\d{1,4}"),
    ".": re.compile(r"(?:\d{1,3}(?:[, ]\d{3})+|\d+)\.\d{1,2}|\d{1,3}(?:,\d{3})+\.\d{1,4}"),
}
"""Amounts with this sign before their decimals; three decimals alone may be thousands."""

_HEADING = re.compile(r"\d{4}\.\d{2}")
"""A heading of the customs tariff (7102.31), which is no amount."""

_EDGES = "()[];:%€$£+-"


def decimal_sign(words: Iterable[str]) -> str | None:
    """The sign before the decimals of a page's amounts, by words that are read surely; None if they do not tell."""
    bare = [word.strip(_EDGES) for word in words]
    counts = Counter(
        sign for word in bare for sign, form in _AMOUNT.items() if form.fullmatch(word) and not _HEADING.fullmatch(word)
    )
    for sign, other in (",.", ".,"):
        if counts[sign] >= MOST and not counts[other]:
            return sign
    return None


def likelier(first: str, second: str, sign: str | None = None) -> Which | None:
    """The likelier of two readings of one word; `sign` stands before the decimals of the page's amounts, if known."""
    if is_oxide(first) != is_oxide(second):
        return "first" if is_oxide(first) else "second"
    if len(first) != len(second) or first == second:
        return None
    dated = [_DATED.fullmatch(each.strip(_EDGES + ".,")) is not None for each in (first, second)]
    if dated[0] != dated[1]:
        return "first" if dated[0] else "second"
    votes: set[Which] = set()
    points = False
    for place, (a, b) in enumerate(zip(first, second, strict=True)):
        if a == b:
            continue
        if {a, b} == {",", "."}:
            points = True
            continue
        if (a, b) not in _PAIRS and (a, b) not in _BARS:
            return None
        elided = (a, b) in _BARS and _ELISION.match(first[place:]) and not any(map(str.isalnum, first[:place]))
        wanted = "l" if elided else _wanted(first, second, place)
        if wanted is None:
            return None
        votes.add("first" if wanted == a else "second")
    if points:
        amount = _amount(first, second, sign)
        if amount is None:
            return None
        votes.add(amount)
    return votes.pop() if len(votes) == 1 else None


def _wanted(first: str, second: str, place: int) -> str | None:
    """The sign that the ones next to it, read alike, want in a place: their kind on at least one side, no other."""
    before, after = _run(first[:place], second[:place], -1), _run(first[place + 1 :], second[place + 1 :], 1)
    near = before[:1] + after[:1]
    a, b = first[place], second[place]
    if {a, b} == {"O", "0"} and _is_code(first, place):
        return "O"
    if near and near.isalpha() and max(len(before), len(after)) >= OF_ONE_KIND:
        if (a, b) in _BARS:
            if not before and not after.isupper():  # no word of the four languages begins with an l before a consonant
                return "I" if after[:1].upper() not in _AFTER_AN_L else None
            run = before + after
            return "I" if run.isupper() else "l" if run.islower() else None
        return a if a.isalpha() else b
    if near and near.isdigit() and max(len(before), len(after)) >= OF_ONE_KIND and (a, b) not in _BARS:
        return a if a.isdigit() else b
    return None


def _is_code(text: str, place: int) -> bool:
    """Whether an O there ends a country's code before its figures, or is that of "P.O." (a box at the post)."""
    behind = text[place + 1 : place + 2]
    code = place == 1 and text[0] + "O" in _CODES and not behind.isalnum()
    return code or (text[:place] == "P." and not behind.isalnum())


def day_of(text: str) -> str | None:
    """A day in one word with noughts where its figures stand, letters where its month stands and points between its
    figures; None for what is no such day."""
    found = _DAY_LIKE.fullmatch(text)
    if found is None:
        figures = _DAY_IN_FIGURES.fullmatch(text)
        return None if figures is None else ".".join(figures.groups())
    day, before, month, behind, year = found.groups()
    told = day.replace("O", "0") + before + month.replace("0", "O") + behind + year.replace("O", "0")
    return told if _DATED.fullmatch(told) else None


def numeral_of(first: str, second: str) -> str | None:
    """The Roman two or three that PP-OCR has read where Tesseract has read strokes; PP-OCR is apt to run three into
    two, which Tesseract is believed about."""
    bare, signs = first.rstrip(",.;"), second.rstrip(",.;")
    if bare not in NUMERALS or not set(signs) <= _STROKES:
        return None
    if len(signs) == len(bare):
        return first
    return second if signs in NUMERALS else None


def alike_but_signs(first: str, second: str) -> bool:
    """Whether two readings have the same letters and the same numbers, signs in them included: only others differ."""
    if not any(map(str.isalnum, first)):
        return False
    bare = ["".join(filter(str.isalnum, folded(each))) for each in (first, second)]
    return bare[0] == bare[1] and _NUMBER.findall(first) == _NUMBER.findall(second)


def speckless(first: str, second: str) -> Which | None:
    """Of two such readings the one without what specks make: a mark that no word bears, or one within letters."""
    specks = [len(_SPECK.findall(each)) for each in (first, second)]
    if specks[0] == specks[1]:
        return None
    return "first" if specks[0] < specks[1] else "second"


def _run(first: str, second: str, way: Literal[-1, 1]) -> str:
    """The letters, or the figures, read alike that stand next, the nearest first."""
    run = ""
    for a, b in zip(first[::way], second[::way], strict=True):
        if a != b or not a.isalnum() or (run and a.isdigit() != run[0].isdigit()):
            break
        run += a
    return run


def _amount(first: str, second: str, sign: str | None) -> Which | None:
    """The one that is an amount, or, where both are, the one with the page's sign before its decimals."""
    signs = [{sign for sign, form in _AMOUNT.items() if form.fullmatch(each.strip(_EDGES))} for each in (first, second)]
    if bool(signs[0]) != bool(signs[1]):
        return "first" if signs[0] else "second"
    if sign is not None and (sign in signs[0]) != (sign in signs[1]):
        return "first" if sign in signs[0] else "second"
    return None


_NUMBER = re.compile(r"\d+(?:[^\w\s]\d+)*")
_SPECK = re.compile(r"[*^~`¨´]|(?<=[a-zà-ÿ])[.,'’:;](?=[a-zà-ÿ])")

_BOTH_SIGNS = {
    ".": re.compile(r"\d{1,3}(?:,\d{3})+\.\d{1,2}"),
    ",": re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}"),
}
_ONE_SIGN = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*\1\d{1,2}")


def grouped(words: Sequence[str]) -> list[str]:
    """The words of a page, amounts with one sign before thousands and decimals alike put right as its others are.

    No one writes 1.304.3: worn paper has taken the comma's tail. Where all amounts of the page that bear both signs
    have the same one before their decimals, so have these.
    """
    bare = [word.strip(_EDGES) for word in words]
    signs = {sign for sign, form in _BOTH_SIGNS.items() if any(map(form.fullmatch, bare))}
    if len(signs) != 1:
        return list(words)
    (sign,) = signs
    other = "," if sign == "." else "."
    out = []
    for word, core in zip(words, bare, strict=True):
        if _ONE_SIGN.fullmatch(core):
            place = max(core.rfind("."), core.rfind(","))
            right = core[:place].replace(sign, other) + sign + core[place + 1 :]
            word = word.replace(core, right)
        out.append(word)
    return out
