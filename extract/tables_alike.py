"""Headings of several words each of which names the same column: "Commodity description", "Assay grade"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence


def named_by_each(words: Sequence[str], names: Mapping[str, Sequence[str]], apart: Collection[str]) -> str | None:
    """The column that each of two words or more names first by itself; None where they name none or several.

    `names` are the columns by wording. A word that may name one of `apart` may head a column of its own.
    """
    named = [names.get(word, ()) for word in words]
    column = named[0][0] if len(named) > 1 and named[0] else None
    alike = all(one and one[0] == column and not set(apart) & set(one) for one in named)
    return column if alike else None
