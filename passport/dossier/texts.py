"""The dossier's words in four languages: one table each (`texts/<language>.toml`), all with the same keys."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from validate.catalogue import catalogue
from validate.check import rules

Language = Literal["en", "fr", "pt", "es"]
"""The languages of the dossier, by ISO 639-1 code."""

LANGUAGES: tuple[Language, ...] = get_args(Language)


class Texts:
    """The words of one language. A key is `section.name`; a finding's is `finding.<code>.title` or `.text`."""

    def __init__(self, language: Language, table: Mapping[str, str]) -> None:
        self.language = language
        self._table = table

    def __call__(self, key: str, **values: object) -> str:
        """The words under a key, with what stands in braces filled in; raises KeyError for a key that is none."""
        text = self._table[key]
        return text.format(**values) if values else text

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that have a name, in the order in which a reader wants them."""
        return tuple(key.removeprefix("field.") for key in self._table if key.startswith("field."))

    def find(self, key: str) -> str | None:
        """The words under a key; None where there are none, as for a name that an installation added."""
        return self._table.get(key)


@cache
def texts(language: Language) -> Texts:
    """The words of a language."""
    return Texts(language, dict(_flat(_read(language))))


@cache
def reasons(language: Language) -> Mapping[str, str]:
    """Why rules could not be decided, in a language, by the rules' own words, with places to fill in braces."""
    rows = tomllib.loads(_source("reasons.toml"))["reason"]
    return {row["en"]: row[language] for row in rows}


@cache
def rule_names(language: Language) -> Mapping[str, str]:
    """What rules check, by their id, in a language; a rule that an installation added has no name here."""
    if language == "en":
        return {rule.id: rule.title for rule in rules()} | {entry.id: entry.title for entry in catalogue()}
    return {row["id"]: row[language] for row in csv.DictReader(_source("rules.csv").splitlines())}


@cache
def basis_words(language: Language) -> Mapping[str, str]:
    """Words of legal bases in a language, by the English ones; titles that have no other form stand for themselves."""
    return {row["en"]: row[language] for row in csv.DictReader(_source("bases.csv").splitlines())}


def _read(language: Language) -> dict[str, Any]:
    return tomllib.loads(_source(f"{language}.toml"))


def _source(name: str) -> str:
    return (resources.files("passport.dossier") / "texts" / name).read_text(encoding="utf-8")


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, str):
            yield before + name, value
        else:
            yield from _flat(value, f"{before}{name}.")
