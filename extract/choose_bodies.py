"""Bodies whose name goes on in the next line: "Autoridad: Servicio" at a line's end, "Nacional de Aduanas" under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.candidates import Candidate
from extract.doctype import ValueKind
from extract.doubts_words import is_body
from extract.values.folding import fold

_ALONE = re.compile(r"(?:custom|douane|aduana|alfandega|bourse|bolsa)s?")
"""Bodies that one word names."""


def without_begun_bodies(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without a body of one word, which names none by itself, where the same label's reading goes on."""
    bodies = [one for one in candidates if one.spec.kind is ValueKind.AUTHORITY and one.label is not None]
    begun = {id(one) for one in bodies if _is_begun(one) and any(_goes_on(other, one) for other in bodies)}
    return [one for one in candidates if id(one) not in begun]


def _is_begun(one: Candidate) -> bool:
    word = str(one.parsed.value)
    return word.isalpha() and not word.isupper() and is_body(fold(word)) and _ALONE.fullmatch(fold(word)) is None


def _goes_on(whole: Candidate, part: Candidate) -> bool:
    behind = str(whole.parsed.value).removeprefix(str(part.parsed.value))
    same = whole.label is part.label and part.words < whole.words
    return same and behind.startswith(" ") and not any(map(str.isdigit, behind))
