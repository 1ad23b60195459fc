"""The office that a sentence begins with, where a clause stands between its name and what it does.

"The Chamber of Commerce of Solwezi, having seen the invoice, hereby certifies that …": who certifies is told at the
sentence's beginning, and not by the words right before the verb.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from extract.prose_names import bears_body, ends_in_capitals, names_a_body
from extract.prose_parties import name_end, pointing
from extract.prose_words import alternation
from extract.values.folding import fold

_ARTICLE: Final = re.compile(r"\s*(?:(?:the|le|la|les|el|los|las|o|a|os|as)\s+|l['’])?", re.IGNORECASE)
_CLAUSE: Final = re.compile(r",\s+[a-zà-ÿ][^;:]{6,160},\s*$")
"""Behind the name, up to the verb: small letters at its beginning, a comma at its end."""
_MOST_WORDS: Final = 14
_AND: Final = re.compile(r",\s+(?:and|et|y|e|ou|or|u)\s")
_AND_OF: Final = re.compile(
    r",?\s+(?:and|et|e|y)\s+"
    r"(?:(?:of|for)\s+(?:the\s+)?|(?:de|du|des|da|do|dos|das|del)\s+(?:l['’]|(?:las?|los)\s+)?|d['’])(?=[^\W\d_a-zà-ÿ])"
)
"""What joins one charge of an office to the next, each with its preposition: "des Mines et de l'Énergie"."""


def article_end(name: str) -> int:
    """Where an office's name begins behind the article that opens its sentence: "La Cámara de Comercio …"."""
    start = _ARTICLE.match(name)
    words = name[start.end() :].split() if start is not None else []
    named = any(names_a_body(" ".join(words[:count])) for count in (1, 2))
    return start.end() if start is not None and named else 0


def office_name_end(running: str, start: int, limit: int) -> int:
    """Where the name that begins at `start` ends at the latest, with all that an office of this name has charge of."""
    end = name_end(running, start, limit)
    while bears_body(running[start:end]) and (more := _AND_OF.match(running, end, limit)) is not None:
        end = name_end(running, more.end(), limit)
    return end


def is_office(name: str) -> bool:
    """Whether a name is an office's in full: more than "the Chamber", and no post that somebody holds in one."""
    start = _ARTICLE.match(name)
    rest = name[start.end() :] if start is not None else name
    return len(rest.split()) > 1 and bears_body(rest) and _post().match(fold(rest)) is None


@cache
def _post() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('post')})(?![^\W_])")


def before_clause(sentence: str) -> tuple[int, int] | None:
    """Where the office's name begins and ends in a sentence up to its verb; None where no clause parts them."""
    comma = sentence.find(",")
    start = _ARTICLE.match(sentence)
    if comma < 0 or start is None or _CLAUSE.match(sentence, comma) is None or _AND.match(sentence, comma):
        return None
    name = sentence[start.end() : comma]
    words = name.split()
    if not 1 < len(words) <= _MOST_WORDS or not name[0].isupper() or pointing().match(fold(name)):
        return None
    great = ends_in_capitals().fullmatch(name) is not None and bears_body(name)
    if not great and not names_a_body(words[0]):
        return None
    return start.end(), comma
