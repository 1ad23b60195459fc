"""What stands around each value of a running text: the features by which `mentions_model` tells its field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extract.mentions import LONGEST, Group, Mention
from extract.sentences import sentence_ends
from extract.values import legal_forms
from extract.values.folding import fold

_STEM = 5
_KEPT = 4096  # words whose forms are kept
_NEAR, _MIDDLE = 4, 11  # words on the left that count as near and not far,
_AFTER, _BEHIND = 3, 7  # and on the right
_FAR = 26  # words on the left that count at all
_LENGTHS: Final = ((4, "few"), (9, "line"))
"""How many words and signs a text has, for it to be a line and no sentence."""
_COUNTED = 3  # from which place in its sentence a mention is one of many
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_STOPS: Final = frozenset(".;!?")


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    mention: int = -1


def _tokens(text: str, found: Sequence[Mention]) -> tuple[list[_Token], list[int]]:
    """The words and signs of a text, each mention as one; and where among them each mention stands."""
    tokens: list[_Token] = []
    places: list[int] = []
    folded = fold(text)
    ends = {end for end in sentence_ends(text) if end < len(text)}
    position = 0
    for number, one in enumerate((*found, None)):
        stop = one.start if one is not None else min(len(text), LONGEST)
        for match in _TOKEN.finditer(folded, position, stop):
            word = match.group()
            if word.isdigit():
                word = "0"
            elif match.end() in ends and word in _STOPS:
                word = "</s>"
            elif word == ".":
                continue
            tokens.append(_Token(word))
        if one is not None:
            places.append(len(tokens))
            tokens.append(_Token(f"<{one.group}>", number))
            position = one.end
    return tokens, places


def features(text: str, found: Sequence[Mention], kind: str) -> list[list[str]]:
    """What stands around each mention of a text on a paper of this kind, as names of features."""
    tokens, places = _tokens(text, found)
    keys = [token.key for token in tokens]
    opens = [0] * len(keys)
    for at in range(1, len(keys)):
        opens[at] = at if keys[at - 1] == "</s>" else opens[at - 1]
    length = next((name for most, name in _LENGTHS if len(keys) <= most), "long")
    made = []
    for number, at in enumerate(places):
        made.append([f"of {length}", *_around(keys, at, opens[at], kind), *_own(text, found[number])])
    return made


def _around(keys: Sequence[str], at: int, opening: int, kind: str) -> Iterator[str]:
    """The words on both sides of the mention at token `at`, whose sentence begins at token `opening`."""
    own = keys[at]
    left = [keys[place] for place in range(at - 1, opening - 1, -1)][:_FAR]
    right = []
    for place in range(at + 1, min(len(keys), at + 1 + _BEHIND)):
        if keys[place] == "</s>":
            break
        right.append(keys[place])
    l1, l2, l3 = (left + ["<s>"] * 3)[:3]
    r1, r2 = (right + ["</s>"] * 2)[:2]
    yield "*"
    yield f"t {kind}"
    yield f"l1 {l1}"
    yield f"l2 {l2} {l1}"
    yield f"l3 {l3} {l2} {l1}"
    yield f"r1 {r1}"
    yield f"r2 {r1} {r2}"
    yield f"lr {l1} _ {r1}"
    yield f"tl {kind} {l1}"
    seen: set[str] = set()
    passed = clause = 0
    for distance, word in enumerate(left):
        if word == own:
            passed += 1
        elif word == ";":
            clause = 1
        side = "n" if distance < _NEAR else "m" if distance < _MIDDLE else "f"
        side += "+" if passed or clause else ""
        for name in _forms(word):
            seen.add(f"{side} {name}")
            if not (passed or clause):
                seen.add(f"b {name}")
    passed = 0
    for distance, word in enumerate(right):
        if word == own or word == ";":
            passed = 1
        side = "a" if distance < _AFTER else "z"
        side += "+" if passed else ""
        seen.update(f"{side} {name}" for name in _forms(word))
    yield from sorted(seen)
    before = sum(word == own for word in left)
    behind = sum(word == own for word in right)
    yield f"# {min(before, _COUNTED)} {min(behind, 1)}"
    if not left and len(right) < 2:
        yield "alone"


@lru_cache(maxsize=_KEPT)
def _forms(word: str) -> tuple[str, ...]:
    """A word as it stands, and by its beginning."""
    if len(word) < 2 and not word.isalpha():
        return ()
    return (word, word[:_STEM] + "~") if len(word) > _STEM and word[0] != "<" else (word,)


def _own(text: str, mention: Mention) -> Iterator[str]:
    """What the mention is itself: its unit, its currency, the make of its number, the words of its name."""
    parsed = mention.parsed
    raw = text[mention.start : mention.end]
    if mention.group is Group.NAME:
        words = re.findall(r"[^\W\d_]+", fold(raw))
        yield f"o words {min(len(words), 5)}"
        if raw.isupper():
            yield "o capitals"
        if legal_forms.ends(raw):
            yield "o company"
        for word in words:
            yield from (f"o {name}" for name in _forms(word))
        if words:
            yield f"o first {words[0]}"
    elif mention.group is Group.NUMBER:
        yield f"o {'letters' if any(map(str.isalpha, raw)) else 'digits'}"
        head = re.match(r"[A-Za-z]{2,6}", raw)
        if head is not None:
            yield f"o head {fold(head.group())}"
        yield f"o signs {''.join(sorted({sign for sign in raw if not sign.isalnum()}))}"
        yield f"o long {min(sum(map(str.isdigit, raw)) // 2, 5)}"
    elif parsed is not None:
        if parsed.unit:
            yield f"o {parsed.unit}"
        if mention.group is Group.COUNT:
            yield f"o {parsed.rule}"
        if mention.group is Group.PERCENT and raw.strip().startswith("100"):
            yield "o whole"
