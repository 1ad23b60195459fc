"""Which words of a text layer are read to hold it against what the page shows: few, and such as would betray a lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.glyphs import TextWord
from ingest.glyphshapes import Kind, Shapes
from ingest.slanted import SLANT
from ingest.textlines import LINE_HEIGHT

GAP = 20
"""Pixels of white between words of a strip: a wide space at the height and width that are read."""

NARROWED = 0.75
"""Width that words are read at: print drawn by a program is read as well as in full, down to 0.7."""

FIGURES, LETTERS, AGAIN = 2560, 1340, 1270
"""Most pixels of strips that are read for the figures, for figures and letters together, and to ask again."""

LEAST_LETTERS = 440
"""Pixels that are read for the letters however many the figures take: three words or four."""

ODD_WORDS = 40
"""Most words that are read because a character in them is not drawn like its kind."""

UNLIKE = 0.82
"""Likeness below which a letter may be another: the ground beneath it, or a neighbour's foot, takes less away."""

ODD_LETTERS = 300
"""Most pixels that are read of words without figures in which a letter is so drawn."""


def sampled(words: Sequence[TextWord], shapes: Shapes) -> list[int]:
    """The words that are read first."""
    digits = figures_of(shapes)
    # One font is one font in every size; only figures are looked at in each.
    letters = [frozenset((font, 0, char) for font, _, char in own if char.isalpha()) for own in shapes.kinds]
    picked = [i for i in sorted(shapes.odd) if digits[i] or run_together(words[i])][:ODD_WORDS]
    sound = [i for i in range(len(words)) if i not in shapes.odd]
    picked += cover(words, digits, sound, set(), FIGURES - cost_of(words, picked))
    budget = max(LETTERS - cost_of(words, picked), LEAST_LETTERS)
    unlike = [i for i, least in shapes.likeness.items() if least < UNLIKE and i not in picked]
    odd = _first(words, sorted(unlike, key=lambda i: shapes.likeness[i]), min(ODD_LETTERS, budget))
    budget -= cost_of(words, odd)
    picked += odd
    known = set().union(*(letters[i] for i in picked), set())
    rest = [i for i in sound if i not in picked]
    # A word of each font first: one whose letters are said to be others betrays itself in most of its words.
    fonts = [frozenset((font, 0, "") for font, _, _ in own) for own in letters]
    first = cover(words, fonts, rest, {(font, 0, "") for font, _, _ in known}, budget)
    known |= set().union(*(letters[i] for i in first), set())
    more = cover(words, letters, [i for i in rest if i not in first], known, budget - cost_of(words, first))
    return [*picked, *first, *more]


def figures_of(shapes: Shapes) -> list[frozenset[Kind]]:
    """The kinds of figures in each word."""
    return [frozenset(kind for kind in own if any(char.isdigit() for char in kind[2])) for own in shapes.kinds]


def run_together(word: TextWord) -> bool:
    """Whether characters of the word stand in one another's place: two texts, one over the other.

    Of one that runs aslant the upright boxes of its characters overlap in any case, and nothing is told.
    """
    if abs((word.angle + 45) % 90 - 45) > SLANT:
        return False
    for one, other in pairwise(sorted(word.glyphs, key=lambda glyph: (glyph.x0, glyph.y0))):
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        down = min(one.y1, other.y1) - max(one.y0, other.y0)
        if across > 0.4 * min(one.x1 - one.x0, other.x1 - other.x0) and down > 0:
            return True
    return False


def cover(
    words: Sequence[TextWord], kinds: Sequence[frozenset[Kind]], among: Iterable[int], known: set[Kind], budget: float
) -> list[int]:
    """Few words that between them have all kinds, the cheapest for what they add first, within the budget."""
    left = [i for i in among if kinds[i]]
    seen = set(known)
    picked: list[int] = []
    while left and budget > 0:
        best = max(left, key=lambda i: (len(kinds[i] - seen) / (_width(words[i]) + GAP), -i))
        if not kinds[best] - seen:
            break
        left.remove(best)
        cost = _width(words[best]) + GAP
        if cost > budget:
            continue
        budget -= cost
        seen |= kinds[best]
        picked.append(best)
    return picked


def _first(words: Sequence[TextWord], among: Iterable[int], budget: float) -> list[int]:
    """The first of the words, as many as the budget allows: but one in any case."""
    picked: list[int] = []
    for i in among:
        cost = cost_of(words, [i])
        if cost <= budget or not picked:
            budget -= cost
            picked.append(i)
    return picked


def cost_of(words: Sequence[TextWord], picked: Sequence[int]) -> float:
    """Pixels of strips that the words take."""
    return sum(_width(words[i]) + GAP for i in picked)


def _width(word: TextWord) -> float:
    """Pixels that the word takes in a strip."""
    return (word.x1 - word.x0) / max(1.2 * word.size, 0.5) * LINE_HEIGHT * NARROWED + 9
