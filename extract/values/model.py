"""What a value parser gives back."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import FieldValue


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a value: the document's language, and hints from its label or column header.

    `language` is ISO 639-1 or None, `beside` the one that a paper in two languages is in as well. `unit` and
    `currency` are what the label names ("Weight (cts)", "Value in US$").
    `day_first` is the house order for all-digit dates when known, else None. `decimal_comma` likewise. `franc` is
    the CFA franc (XAF or XOF) of the countries that the document names, where they are of one union.
    `day_first_there` says that all the countries that it names write the day first, which makes that order likelier.
    """

    language: str | None = None
    unit: str | None = None
    currency: str | None = None
    day_first: bool | None = None
    decimal_comma: bool | None = None
    franc: str | None = None
    beside: str | None = None
    day_first_there: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """One reading of a piece of text.

    `start`/`end` are the characters used. `score` (0..1) says how well the text fits the grammar: 1 for a value
    that cannot be read otherwise, lower where characters had to be repaired (OCR) or the reading is ambiguous.
    `rule` names the rule that parsed it. `others` are other admissible readings of the same characters.
    """

    value: FieldValue
    raw: str
    start: int
    end: int
    score: float
    rule: str
    unit: str | None = None
    others: tuple[Parsed, ...] = ()
