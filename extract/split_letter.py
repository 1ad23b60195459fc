"""The opening of a letter: a page that begins so begins a paper, whatever it shares with the one before it."""

from __future__ import annotations

import re
from typing import Final

from extract.layout import PageLayout
from extract.lexicon import fold
from extract.prose_words import salutation
from extract.values import Context
from extract.values.dates import find_dates
from extract.values.folding import fold as fold_values

_UPPER: Final = 0.45  # of the page, in which a letter opens
_LONGEST: Final = 70  # characters of such a line
_PLACE: Final = 24  # letters beside a date, which name a place
_TO: Final = re.compile(
    r"(?:to|an|attn|attention|a la atencion de|a l attention de|a atencao de|ao|aos|para|a) [^\W\d_]{2,}"
)
_REFERENCE: Final = re.compile(
    r"(?:our |your |n |v |notre |votre |nossa |nuestra )?(?:ref|reference|referencia)\b(?! (?:of|to|du|de|a)\b)"
)


def opens_letter(layout: PageLayout) -> bool:
    """True for a page that is addressed to somebody and dated or numbered, as the first page of a letter is."""
    addressed = dated = False
    for index, phrase in enumerate(layout.segments):
        if phrase.box.y0 > _UPPER or len(phrase.text) > _LONGEST:
            continue
        folded = fold(phrase.text)
        capital = phrase.text[:1].isupper()
        alone = layout.lines[phrase.line].segments[:1] == (index,) and phrase.cell is None
        addressed |= bool(salutation().match(fold_values(phrase.text))) or (
            alone and capital and _TO.match(folded) is not None and phrase.text.split()[-1][:1].isupper()
        )
        dated |= _REFERENCE.match(folded) is not None or _is_date(phrase.text)
    return addressed and dated


def _is_date(text: str) -> bool:
    """Whether a phrase is a date, with the place before it or without."""
    found = find_dates(text, Context())
    return any(sum(map(str.isalpha, text[: one.start] + text[one.end :])) <= _PLACE for one in found)
