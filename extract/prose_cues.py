"""The wordings in running text that lead to a value, or follow it: where each of a document type stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.labels_index import LabelIndex
from extract.labels_pieces import pieces, skeleton
from extract.prose_paragraphs import Paragraph
from extract.prose_words import prose_words
from extract.values.folding import fold
from extract.values.identifiers_worded import is_word

_ASIDE = re.compile(
    r",\s*(?:under|upon|on|sous|sur|en|par|sob|em|bajo|por|pela?o?)\s[^,.;:\d]{3,60},\s*(?=(?:that|que|qu')(?![^\W_]))"
)
"""On what somebody declares, between commas: "declara, sob sua responsabilidade, que os"."""
_NOUN = re.compile(r"[^\W\d_]{4,}")


@cache
def _adverbs() -> frozenset[str]:
    """Words that may stand inside any cue and change nothing in it: "mined exclusively in", "extrait uniquement en"."""
    return frozenset(skeleton(word) for word in prose_words("adverb"))


@dataclass(frozen=True)
class Cue:
    """A cue at characters `start`..`end` of a paragraph, for some fields; `before` says that the value precedes it."""

    start: int
    end: int
    specs: tuple[FieldSpec, ...]
    text: str
    length: int
    before: bool


class CueIndex:
    """The cues of a document type, and the words of which its titles are made (`called`)."""

    def __init__(self, doctype: DocumentType) -> None:
        ahead: list[tuple[FieldSpec, str, str]] = []
        behind: list[tuple[FieldSpec, str, str]] = []
        for spec in doctype.fields:
            for language, texts in spec.cues.items():
                for text in texts:
                    (behind if text.startswith("…") else ahead).append((spec, language, text.lstrip("… ")))
        self.called = frozenset(
            word for texts in doctype.titles.values() for text in texts for word in _NOUN.findall(fold(text))
        )
        self.carats = any(spec.kind is ValueKind.CARATS for spec in doctype.fields)
        self._ahead = LabelIndex(ahead, ())
        self._behind = LabelIndex(behind, ())

    def cues(self, paragraph: Paragraph) -> Iterator[Cue]:
        """Every cue of a paragraph, in order; at one place the longest."""
        text = paragraph.running
        aside = [(one.start(), one.end()) for one in _ASIDE.finditer(fold(text))]
        found = [
            piece
            for piece in pieces(text, sure=True)
            if piece.key not in _adverbs() and not any(start <= piece.start < end for start, end in aside)
        ]
        for index, before in ((self._ahead, False), (self._behind, True)):
            reached = 0
            for position in range(len(found)):
                match = index.at(found, position, fuzzy=False, exact=True)
                if match is None or match.last <= reached:
                    continue
                reached = match.last  # the next may begin inside it: "da fatura" in "da fatura comercial n.º"
                start, end = found[position].start, found[match.last - 1].end
                yield Cue(start, end, match.wording.specs, text[start:end], match.wording.length, before)


def without_words_of_numbers(text: str, cues: Sequence[Cue]) -> list[Cue]:
    """The cues without those that begin the number to which another leads: "the lot bears the number LOT 19238"."""
    return [cue for cue in cues if not (is_word(cue.text) and any(_leads_to(text, one, cue) for one in cues))]


def _leads_to(text: str, one: Cue, other: Cue) -> bool:
    """Whether nothing but marks stands between a cue and the next, and both are of one field."""
    between = text[one.end : other.start]
    shared = any(spec in other.specs for spec in one.specs)
    return shared and not one.before and one.end <= other.start and not between.strip(" :.°º")
