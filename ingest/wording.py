"""Words that the reader of lines was not sure of, looked for among those that a language has.

Along a worn word the reader holds several letters likely. The word of a list that its beliefs bear out best (the sum
over all ways of spelling it, as in connectionist temporal classification) is taken where what was read is no word and
was hardly likelier. Words with figures, short ones, and those that the other reader reads alike stay as they were read;
a word so taken is never sure.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from ingest.lexicon import Lexicon, lexicon
from ingest.ppocr import DOUBTED
from ingest.textlines import Belief, Character, Line

SHORTEST = 4
"""Letters of a word that is looked for: most strings of fewer are words of some language."""

BEAM = 24
"""Beginnings of words that are followed from step to step."""

LIKELY = 0.004
"""Chance of a letter in a step from which it is followed."""

GIVEN_UP = 5.0
"""How much less likely a word may be than what was read, as a natural logarithm."""

ALIKE = 0.6
"""Likeness of such a word to what was read, from which it is taken: a share of its letters. It is a letter longer or
shorter at most: a word that another runs into must not swallow it."""

SUREST = 0.7
"""Confidence that no letter of such a word exceeds."""

_MARKS = frozenset("'’")


def worded(lines: Sequence[Line], languages: Sequence[str], heard: Iterable[str]) -> list[Line]:
    """The lines with doubtful words exchanged for those of the languages (ISO 639-1) that they were most likely.

    `heard` are the words of another reader: one that reads a word alike speaks for it.
    """
    if not any(line.beliefs for line in lines):
        return list(lines)
    lists = [each for language in languages if (each := lexicon(language)) is not None]
    alike = {_bare(word) for word in heard}
    return [_reworded(line, lists, alike) if line.beliefs and lists else line for line in lines]


def _bare(word: str) -> str:
    return "".join(char for char in word if char.isalnum()).lower()


def _reworded(line: Line, lists: Sequence[Lexicon], alike: set[str]) -> Line:
    characters = list(line.characters)
    for start, end in reversed(list(_doubted(characters))):
        word = "".join(each.text for each in characters[start:end])
        if _bare(word) in alike or any(_known(word, each) for each in lists):
            continue
        found = _likeliest(word, _along(line, characters, start, end), lists)
        if found is None:
            continue
        sure = min(SUREST, *(each.confidence for each in characters[start:end]))
        first, last = characters[start].x, characters[end - 1].x
        step = (last - first) / max(len(found) - 1, 1)
        characters[start:end] = [Character(char, first + place * step, sure) for place, char in enumerate(found)]
    return replace(line, characters=tuple(characters))


def _doubted(characters: Sequence[Character]) -> Iterator[tuple[int, int]]:
    """Where words of letters stand of which one at least is doubtful, signs about them left out."""
    start = 0
    for place in range(len(characters) + 1):
        if place < len(characters) and (characters[place].text.isalpha() or characters[place].text in _MARKS):
            continue
        run = characters[start:place]
        beside = [characters[each].text for each in (start - 1, place) if 0 <= each < len(characters)]
        whole = not any(char.isdigit() for char in beside)
        if whole and len(run) >= SHORTEST and any(each.confidence < DOUBTED for each in run):
            yield start, place
        start = place + 1


def _known(word: str, words: Lexicon) -> bool:
    return any(form in words for form in (word, word.lower(), word.capitalize(), word.upper()))


def _along(line: Line, characters: Sequence[Character], start: int, end: int) -> Belief | None:
    """What was held likely along a word: to half the way to the characters before and behind it."""
    first, last = characters[start].x, characters[end - 1].x
    pace = (last - first) / max(end - 1 - start, 1)
    left = (characters[start - 1].x + first) / 2 if start else first - pace
    right = (characters[end].x + last) / 2 if end < len(characters) else last + pace
    for each in line.beliefs:
        a, b = round((left - each.left) / each.pitch - 0.5), round((right - each.left) / each.pitch - 0.5)
        middle = ((first + last) / 2 - each.left) / each.pitch
        if 0 <= middle < len(each.chances):
            return replace(each, chances=each.chances[max(0, a + 1) : max(0, b) + 1])
    return None


def _likeliest(word: str, belief: Belief | None, lists: Sequence[Lexicon]) -> str | None:
    """The word of the lists that the beliefs bear out best, in the capitals of what was read."""
    if belief is None or len(belief.chances) < len(word):
        return None
    letters, chances = _folded(belief)
    own = _chance([letters.get(char, -1) for char in word.lower()], chances)
    best: tuple[float, str] | None = None
    for words in lists:
        for chance, text in _search(words, letters, chances):
            if len(text) >= SHORTEST and (best is None or chance > best[0]):
                best = (chance, text)
    if best is None or best[0] <= 0 or math.log(max(own, 1e-300)) - math.log(best[0]) > GIVEN_UP:
        return None
    if abs(len(word) - len(best[1])) > 1 or Levenshtein.normalized_similarity(word.lower(), best[1].lower()) < ALIKE:
        return None
    if sum(char.isupper() for char in word) > len(word) / 2:
        return best[1].upper()
    parts, read = best[1].split("'"), re.split("['’]", word)  # d'Ivoire
    if len(parts) != len(read):
        read = [word] * len(parts)
    return "'".join(_begun(part, like) for part, like in zip(parts, read, strict=True))


def _begun(word: str, like: str) -> str:
    """The word beginning with a capital or a small letter, as another does: what was taken for an l was a capital I."""
    capital = like[:1].isupper() or (like[:1] == "l" and word[:1].lower() == "i")
    return (word[:1].upper() if capital else word[:1].lower()) + word[1:]


def _folded(belief: Belief) -> tuple[dict[str, int], NDArray[np.float64]]:
    """The chances of letters, capitals and small ones together, by step; what is no letter counts for the blank."""
    columns: dict[str, int] = {}
    place = []
    for char in belief.alphabet:
        letter = char.lower() if char.isalpha() or char in _MARKS else ""
        place.append(columns.setdefault("'" if letter == "’" else letter, len(columns)))
    out = np.zeros((len(columns), len(belief.chances)))
    np.add.at(out, place, belief.chances.T.astype(np.float64))
    return {char: column for char, column in columns.items() if char}, out.T


def _chance(word: Sequence[int], chances: NDArray[np.float64]) -> float:
    """How likely a word is along all the steps, however it is spread over them."""
    if -1 in word:
        return 0.0
    blank, sign = [1.0] + [0.0] * len(word), [0.0] * (len(word) + 1)
    for row in chances.tolist():
        blanks, signs = [0.0] * len(blank), [0.0] * len(sign)
        for place in range(len(word) + 1):
            blanks[place] = (blank[place] + sign[place]) * row[0]
            if place:
                again = place > 1 and word[place - 1] == word[place - 2]
                before = blank[place - 1] + (0.0 if again else sign[place - 1])
                signs[place] = (sign[place] + before) * row[word[place - 1]]
        blank, sign = blanks, signs
    return blank[-1] + sign[-1]


def _search(words: Lexicon, letters: dict[str, int], chances: NDArray[np.float64]) -> Iterator[tuple[float, str]]:
    """Words of a list and how likely each is, the beginnings most likely so far followed from step to step."""
    beam: dict[str, tuple[float, float, int, bool]] = {"": (1.0, 0.0, 0, False)}
    names = {column: char for char, column in letters.items()}
    for row in chances:
        likely = [(names[column], float(row[column])) for column in np.flatnonzero(row > LIKELY).tolist() if column]
        fades, after = float(row[0]), dict[str, list[float]]()
        where: dict[str, tuple[int, bool]] = {}
        for text, (blank, sign, node, ends) in beam.items():
            stays = after.setdefault(text, [0.0, 0.0])
            where[text] = (node, ends)
            stays[0] += (blank + sign) * fades
            if text:
                stays[1] += sign * float(row[letters[text[-1].lower()]])
            steps = words.steps(node) if node or not text else {}
            for letter, chance in likely:
                for form in (letter, letter.upper()) if not text and letter.isalpha() else (letter,):
                    step = steps.get(form)
                    if step is not None:
                        longer = text + form
                        where[longer] = step
                        own = blank if text and text[-1].lower() == letter else blank + sign
                        after.setdefault(longer, [0.0, 0.0])[1] += own * chance
        best = sorted(after, key=lambda text: -sum(after[text]))[:BEAM]
        beam = {text: (after[text][0], after[text][1], *where[text]) for text in best}
    for text, (blank, sign, _, ends) in beam.items():
        if ends:
            yield blank + sign, text
