"""Foreign text made safe to look at: what cannot be seen, or turns the line, is shown by its code point.

A paper's name may hold signs that hide letters, turn the writing direction or pile up marks. In a dossier a reader must
see that they are there. Ordinary text of any script stays as it is.
"""

from __future__ import annotations

import re
import unicodedata

MOST = 400
"""Characters of one value that are shown; a longer one is cut and says so, and the passport has all of it."""

MOST_MARKS = 3
"""Marks upon one letter that are shown; no language stacks more, and more of them blacken the lines around."""

_SPACES = frozenset("\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters by their category, blank to the eye


def visible(text: str) -> str:
    """The text in one line, with its hidden signs shown as `[U+202E]`."""
    shown: list[str] = []
    marks = 0
    for sign in unicodedata.normalize("NFC", text):
        category = unicodedata.category(sign)
        marks = marks + 1 if category[0] == "M" else 0
        if sign in _SPACES:
            shown.append(" ")
        elif category in _HIDDEN or sign in _BLANK or marks > MOST_MARKS:
            shown.append(code_point(sign))
        else:
            shown.append(sign)
    return re.sub(" +", " ", "".join(shown)).strip()


def code_point(sign: str) -> str:
    """How a sign is shown that cannot be: `[U+200B]`."""
    return f"[U+{ord(sign):04X}]"


def cut(text: str, most: int = MOST) -> tuple[str, int]:
    """The text as far as it is shown, and how many characters it has where it was cut (0 where it was not)."""
    return (text, 0) if len(text) <= most else (text[:most].rstrip(), len(text))
