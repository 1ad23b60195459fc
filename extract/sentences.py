"""Where sentences end in a paper's running text, by a blank spaCy pipeline.

A fact stands in the sentence of the wording that leads to it: "… under invoice INV-2686. The goods weigh …" gives no
weight to the invoice. spaCy splits the words by its language-neutral rules; papers abbreviate in ways of their own
(No., Ltd., Sdn. Bhd., Av., approx.), so the ends are told here, alike on papers in one language and in two. The rules
of one language tell no end otherwise, and those of French alone take two seconds to load.

spaCy takes half a second to import and is loaded by whoever splits first: the processes that read do, what checks and
signs beside them never does.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from extract.values.tables import rows

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_ABBREVIATED: Final = frozenset(word for row in rows("prose_abbreviations") for word in row["words"].split("|"))
_END: Final = frozenset(".!?")
_STOP: Final = re.compile(r"[.!?] ")
"""What a text of several sentences holds."""


def _paper_sentences(doc: Doc) -> Doc:
    """Marks the token after a full stop as a sentence's start, unless the stop belongs to an abbreviation."""
    for token in doc[:-1]:
        following = doc[token.i + 1]
        following.is_sent_start = _ends(doc, token.i)
    return doc


def _ends(doc: Doc, index: int) -> bool:
    token, following = doc[index], doc[index + 1]
    if not token.text or token.text[-1] not in _END or not token.whitespace_:
        return False
    if not (following.text[:1].isupper() or following.text[:1] in "«“\"'(¿¡"):
        return False
    word = token.text[:-1]
    if not word and index and not doc[index - 1].whitespace_:
        word = doc[index - 1].text  # the stop is a token of its own
    if token.text[-1] != ".":
        return True
    initials = len(word) == 1 or "." in word
    return not initials and word.lower() not in _ABBREVIATED


@cache
def _pipeline() -> Language:
    import spacy  # not before it is needed, see above
    from spacy.language import Language

    Language.component("paper_sentences", func=_paper_sentences)
    pipeline = spacy.blank("xx")
    pipeline.add_pipe("paper_sentences")
    return pipeline


@lru_cache(maxsize=512)
def sentence_ends(text: str) -> tuple[int, ...]:
    """Character positions after the last sign of each sentence, in order; the last is the text's length."""
    if not text.strip():
        return ()
    if _STOP.search(text) is None:
        return (len(text),)
    doc = _pipeline()(text)
    ends = [sentence.end_char for sentence in doc.sents]
    return (*ends[:-1], len(text))
