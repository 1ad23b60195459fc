"""The tables of wordings as they are kept: rows by name and language, choices and forms of "number" spelt out."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources
from typing import Final

NUMBER_FORMS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("No.", "Number", "Nr.", "#"),
    "fr": ("N°", "Numéro", "No."),
    "pt": ("N.º", "Número", "No."),
    "es": ("N.º", "Número", "Núm.", "No."),
}
"""How "number" is written beside a noun ("Invoice No."), by language."""
_CHOICE: Final = re.compile(r"<([^<>]*)>")


@cache
def rows_kept(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the table `data/<name>.csv`."""
    text = resources.files("extract").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def by_name(name: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """The table `data/<name>.csv` of wordings parted by `|`: name -> language -> wordings."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in rows_kept(name):
        spread = (w for wording in row["wordings"].split("|") for w in spelt_out(wording, row["language"]))
        told = found.setdefault(row["name"], {})
        told[row["language"]] = tuple(dict.fromkeys((*told.get(row["language"], ()), *spread)))
    return found


def spelt_out(wording: str, language: str) -> tuple[str, ...]:
    """Every wording of a family: each choice of a `<…/…>`, and of "number" for `{no}`."""
    chosen = _CHOICE.search(wording)
    if chosen is not None:
        head, tail = wording[: chosen.start()], wording[chosen.end() :]
        every = (f"{head}{one}{tail}".strip().replace("  ", " ") for one in chosen[1].split("/"))
        return tuple(form for one in every for form in spelt_out(one, language))
    if "{no}" not in wording:
        return (wording,)
    return tuple(wording.replace("{no}", form) for form in NUMBER_FORMS.get(language, ("No.", "Nr.")))
