"""The two days of a period in a sentence: "valable du 1er mars 2026 au 28 février 2027" ends on the second."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.candidates import Candidate
from extract.fields_period import begins_period
from extract.values.folding import fold

_TO = re.compile(
    r"\W*(?:and|et|e|y)?\W*(?:to|until|till|through|up to|au|jusqu'?au|a|ao|ate(?: ao)?|al|hasta(?: el)?|[-–—])?"
    r"\W*(?:and including|the|el|le|o|dia|du|de)?\W*"
)
_LESSER = {
    "issue_date": re.compile(
        r"(?:licen[cs]e|licenca|licencia|permi[ts]|permiso|alvara|autori[sz]\w+|authori[sz]\w+) .*"
        r"(?:effect|force|effet|en vigueur|efeitos|vigor|vigora|efectos|vigencia|rige)"
        r"|(?:valid|effective|valable|valid[aeo]|vigente)"
        r" (?:from|as (?:of|from)|du(?![^\W_])|a (?:partir|compter)|desde)"
        r"|effective date|date d'effet|fecha de inicio|data de inicio"
    ),
    "shipment_date": re.compile(r"\W*(?:collected|picked up|recogid|recolhid|enlev|collecte)"),
}
"""In labels: from when a paper holds, and when goods were fetched, which stand for its day and theirs where no other
label gives these."""
_ISSUED = re.compile(r"(?<![^\W_])(?:issu|emi[st]|deliv|expedi)")  # in a label that asks for the day of issue
_LABELLED = 0.9  # chance from which another label gives the day
_WORDS = 3  # between the two days at most
_LEAD = 12  # words before a day that may say that a period begins on it


def without_beginnings(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without a last day that is the first of a period: "90 days from 1 March 2026", or one that a cue
    leads to and that a later one follows, with no more than what leads from a period's beginning to its end between."""
    ends = [one for one in found if one.spec.name == "expiry_date" and one.words]
    begun = {id(one) for one in ends if one.label is None and any(_goes_on(one, other) for other in ends)}
    begun |= {id(one) for one in ends if begins_period(_lead(one))}
    return [one for one in found if id(one) not in begun]


def _lead(one: Candidate) -> str:
    """What leads to a day: its label and the words between, or the words of its sentence before it."""
    if one.label is not None:
        return f"{one.label.text} {one.region.text[: one.parsed.start]}"
    _, first = min(one.words)
    return " ".join(word.text for word in one.region.layout.page.words[max(0, first - _LEAD) : first])


def _goes_on(one: Candidate, other: Candidate) -> bool:
    """Whether a later day of the same page stands right behind a day."""
    (page, last), (other_page, first) = max(one.words), min(other.words)
    if page != other_page or not 0 < first - last <= _WORDS + 1 or not str(other.parsed.value) > str(one.parsed.value):
        return False
    between = " ".join(word.text for word in one.region.layout.page.words[last + 1 : first])
    return bool(between) and _TO.fullmatch(fold(between)) is not None


def without_lesser_days(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without the day that a licence takes effect, or that goods were fetched, where another label or
    cue gives the day of issue or of shipment."""
    aside: set[int] = set()
    for name in _LESSER:
        days = [one for one in found if one.spec.name == name]
        lesser = [one for one in days if _is_lesser(one)]
        others = {one.key for one in days if one.score >= _LABELLED and _is_told(one) and not _is_lesser(one)}
        aside |= {id(one) for one in lesser if others - {one.key}}
    return [one for one in found if id(one) not in aside]


def _is_told(one: Candidate) -> bool:
    return one.label is not None or one.cue is not None


def _is_lesser(one: Candidate) -> bool:
    asked = fold(one.label.text) if one.label is not None else ""
    # "Date of issue (valid from)" asks for the day of issue itself.
    return _LESSER[one.spec.name].search(asked) is not None and _ISSUED.search(asked) is None
