"""What the rest of a paper says against a value: a fact told otherwise, a body under a ministry, a later date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from extract.doctype import ValueKind
from extract.doubts_ground import meet
from extract.doubts_words import is_body
from extract.model import Field
from extract.values import Context, find
from extract.values.addresses import has_street
from extract.values.folding import fold

TOLD_OTHERWISE: Final[Mapping[ValueKind, str]] = {
    ValueKind.TEXT: "goods_told_otherwise",
    ValueKind.AUTHORITY: "body_told_otherwise",
    ValueKind.COUNT: "count_told_otherwise",
    ValueKind.IDENTIFIER: "number_told_otherwise",
    ValueKind.DATE: "date_told_otherwise",
    ValueKind.WEIGHT: "weight_told_otherwise",
    ValueKind.CARATS: "weight_told_otherwise",
}
"""Kinds of which a paper seldom states a second value by chance, and the doubt that such a one is. Names of parties are
not among them: the lines of a name are read in several ways.
"""
_HARDLY = 0.3
"""Score under which another reading says nothing."""

_HEADING = 4
"""Digits of a tariff heading: codes of one heading are of goods of one kind."""

_BODY_WORDS = 8
"""Words that the name of a body has at most; longer lines are sentences."""

_CODE = re.compile(r"(?<![\d.,/-])\d{4}[. ]?\d{2}(?:[. ]?\d{2}){0,2}(?![\d.,/-])")
_LONE_LETTER = re.compile(r"[A-Z] [A-Z]{2}")
_MINISTRY = re.compile(r"minist(?:er|ry)")
_HOUSE = re.compile(r"(?<!\d)\d{1,3}(?!\d)")


class Rest:
    """The wording of a paper and its fields, to hold each of its values against."""

    def __init__(self, text: str, fields: Mapping[str, Field], context: Context) -> None:
        """Takes the paper's lines and its fields."""
        self._lines = text.split("\n")
        self._fields = fields
        self._context = context

    def against(self, name: str, kind: ValueKind, field: Field) -> dict[str, float]:
        """What the rest of the paper says against one of its values, by the name of the doubt."""
        value = str(field.value)
        found = {TOLD_OTHERWISE[kind]: _told_otherwise(field)} if kind in TOLD_OTHERWISE else {}
        if kind is ValueKind.AUTHORITY and field.label is None and _MINISTRY.match(fold(value)):
            found["ministry_over_a_body"] = float(self._names_another_body(value))
        if kind is ValueKind.SITE:
            found["site_with_place"] = float("," in value)
        if name.endswith("_address"):
            found["address_without_street"] = float(_is_streetless(value))
        if name == "issue_date":
            found["later_date"] = float(self._is_earlier(value))
        if kind is ValueKind.HS_CODES and isinstance(field.value, tuple):
            found["codes_elsewhere"] = float(self._has_more_codes(field.value))
        if kind is ValueKind.IDENTIFIERS and isinstance(field.value, tuple):
            found["uneven_list"] = float(len(set(map(_shape, field.value))) > 1)
        if kind is ValueKind.IDENTIFIER:
            found["lone_letter"] = float(_LONE_LETTER.match(value) is not None)
        return found

    def _names_another_body(self, name: str) -> bool:
        """Whether a line that does not name this body is the name of another."""
        own = fold(name)
        for line in self._lines:
            told = fold(line)
            short = 1 < len(told.split()) <= _BODY_WORDS and line[:1].isupper() and not line.rstrip().endswith(":")
            if short and own not in told and told not in own and is_body(told):
                return True
        return False

    def _is_earlier(self, date: str) -> bool:
        """Whether the paper prints a later date that none of its other fields holds."""
        known = {str(field.value) for field in self._fields.values()}
        for line in self._lines:
            if not any(map(str.isdigit, line)):
                continue
            for parsed in find(ValueKind.DATE, line, self._context):
                if str(parsed.value) > date and str(parsed.value) not in known:
                    return True
        return False

    def _has_more_codes(self, codes: tuple[str, ...]) -> bool:
        """Whether the paper prints a code of the same heading, with its full six digits, that the list lacks."""
        headings = {code[:_HEADING] for code in codes}
        for line in self._lines:
            for match in _CODE.finditer(line):
                digits = "".join(filter(str.isdigit, match.group()))
                if digits[:_HEADING] in headings and not any(_is_same(digits, code) for code in codes):
                    return True
        return False


def is_told_otherwise(field: Field) -> bool:
    """Whether another place of the paper gives a field's value otherwise, as likely as not or likelier."""
    return _told_otherwise(field) + _HARDLY >= 0.5


def _told_otherwise(field: Field) -> float:
    """How strong (0..0.7) the strongest other reading is that stands in another place of the paper."""
    scores = [
        other.score
        for other in field.nearest
        if other.evidence and not any(meet(one, own) for one in other.evidence for own in field.evidence)
    ]
    return max(0.0, max(scores, default=0.0) - _HARDLY)


def _shape(number: str) -> str:
    """Runs of letters and of digits in a number, as those of one series share them."""
    return re.sub(r"\d+", "9", re.sub(r"[^\W\d_]+", "A", number))


def _is_same(one: str, other: str) -> bool:
    """Whether two tariff codes are one, the shorter being the beginning of the longer."""
    short = min(len(one), len(other))
    return one[:short] == other[:short]


def _is_streetless(address: str) -> bool:
    """Whether an address begins with a town or its postal code: no street, house or box stands before it."""
    folded = fold(address)
    return not has_street(folded) and not _HOUSE.search(folded.split(",")[0])
