"""The variant of a form where one is named: EUR.1, Form A, Form D, COMESA, AfCFTA, SADC, ECOWAS, ICC."""

from __future__ import annotations

import re
from functools import cache

from extract.values import tables
from extract.values.folding import fold
from extract.values.model import Context, Parsed

_WEAK = frozenset({"GSP", "ICC", "China LDC", "Form A", "EAC"})
"""Named on papers of other variants too, as the system, the chamber or the line of a sentence."""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["form"], re.compile(rf"(?<![^\W_])(?:{row['pattern']})")) for row in tables.rows("values_forms"))


def find_forms(text: str, context: Context) -> list[Parsed]:
    """Every form variant named in running text, in order."""
    folded = fold(text)
    found = [
        Parsed(form, text[m.start() : m.end()], m.start(), m.end(), 0.9 if form in _WEAK else 1.0, "form-name")
        for form, pattern in _patterns()
        for m in pattern.finditer(folded)
    ]
    found.sort(key=lambda p: (p.start - p.end, p.start))
    kept: list[Parsed] = []
    for parsed in found:
        if all(parsed.end <= k.start or parsed.start >= k.end for k in kept):
            kept.append(parsed)
    return sorted(kept, key=lambda p: p.start)


def parse_form(text: str, context: Context) -> Parsed | None:
    """The form variant in a text that names one."""
    found = find_forms(text, context)
    return max(found, key=lambda p: (p.score, -p.start)) if found else None
