"""Countries of the invented trades, read from `places.toml`: names in four languages, towns, ports, authorities."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Nation:
    """One country.

    `names` maps a language to the names that papers use, the usual one first; `towns` are pairs of postcode and town;
    `streets` have a place for the house number; `forms` are legal forms and `roots` first words of company names.
    """

    code: str
    names: Mapping[str, tuple[str, ...]]
    languages: tuple[str, ...]
    towns: tuple[tuple[str, str], ...]
    streets: tuple[str, ...]
    forms: tuple[str, ...]
    roots: tuple[str, ...]
    airport: tuple[str, str]
    port: str = ""
    state: Mapping[str, str] = field(default_factory=dict)
    kp_authorities: tuple[str, ...] = ("Ministry of Mines",)
    icglr_authorities: tuple[str, ...] = ("Ministry of Mines",)
    chamber: str = "Chamber of Commerce"
    ministry: str = "Ministry of Mines"
    mines: tuple[str, ...] = ("Block 4",)

    def name(self, language: str) -> str:
        """The country's usual name in `language`."""
        return self.names[language][0]

    def state_name(self, language: str) -> str:
        """The full name that heads the papers of the state, in `language` or else as it is known."""
        return self.state.get(language) or self.state.get("en") or self.name(language)


def _nation(code: str, row: Mapping[str, Any]) -> Nation:
    given: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    given["names"] = {language: tuple(names) for language, names in row["names"].items()}
    given["towns"] = tuple((t.split(":")[0], t.split(":")[1]) for t in row["towns"])
    return Nation(code=code, **given)


NATIONS = {
    code: _nation(code, row)
    for code, row in tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))[
        "nations"
    ].items()
}
"""Every country that a generated trade may name, by ISO code."""
