"""Whether a country is named to be left out: "not Russia", "any country except Russia", "Russia-free", "hors Russie".

What is denied of one country of a list is denied of all of it: "other than Russia and Belarus", "neither Russia nor
Belarus", "Russia and Belarus excluded".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 80  # characters before a country that its denial takes up at most
_NOT = (
    r"not|non|never|neither|nor|cannot|[a-z]{2,6}n't|except(?:ing)?(?: for)?|exclud(?:ing|es?)|excl|exclusive of"
    r"|other than|others than|apart from|rather than|different from|to the exclusion of|save for"
    r"|with the exception of|pas|jamais|ni|sauf|excepte|hormis|autres? que|exclu(?:ant|e?s)?"
    r"|a l'ex(?:ception|clusion)|nao|nunca|nem|exce(?:p?)to|salvo|excluindo|outr[oa]s? que nao|que nao seja"
    r"|a excep?cao|com (?:excep?cao|exclusao)|excluyendo|excluid[oa]s?|distint[oa]s?|diferentes?"
    r"|que no (?:sean?|es)|a excepcion|con (?:excepcion|exclusion)"
    r"|no (?:es|son|fue|fueron|ha sido|han sido|procede\w*|provien\w*|se origin\w*)"
)
_LINK = (
    r"of|from|in|the|any|la|le|les|l'|a|o|os|as|el|los|las|de|da|do|das|dos|du|des|del|d'|en|em|na|no|au|aux"
    r"|is|are|was|were|be|been|est|sont|ont ete|a ete|sao|foram|foi|sido"
    r"|originat\w+|originair\w+|originari\w+|origin|origine|origem|origen|mined|extracted|produced|sourced|obtained"
    r"|com(?:es?|ing)|extrai\w+|extrait\w*|minerad\w+|provenient\w*|provenant\w*|provien\w*|procedent\w*|produ[cz]\w+"
)
"""Words between a denial and the country: small ones, and those for where goods are from."""


def _denial(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W_])(?:{words})(?![^\W_])(?:[^\w.;:]+(?:{_LINK})(?<=['\w])(?:(?<=')|(?![^\W_])))*[^\w.;:]*$"
    )


_OUTSIDE = _denial("outside|hors|en dehors|fora|fuera")
_LEAVING = re.compile(
    r"(?<![^\W_])(?:re-?)?(?:export|expedi|sort(?!e[ds]?(?![^\W_]))|leav|left|ship|sent|tak|carr|mov|remov|transport|sai|sal[ieg]|env[io])"
)
"""What goods do or what is done with them that go out of a country: "exporter hors du Burundi"."""
_BEFORE = _denial(_NOT)
_BEFORE_SPANISH = _denial(rf"no|{_NOT}")
""""no" denies in Spanish; in Portuguese it is "in the", and in English it is the sign for a number too."""
_BEHIND = re.compile(
    r"[\s,(]*(?:(?:is|are|was|were|be|being|has|have|been|est|sont|etant|e|sao|estao|es|son|estan|quedan?|ficam?|fue"
    r"|foram|strictly|expressly|hereby|expressement|expressamente|expresamente)\s+){0,3}"
    r"(?:(?:not|non|pas|nao|no)\s+(?:includ|accept|allow|permit|admi[ts]|inclu|compris|aceit|permis)\w*"
    r"|excluded|excepted|exempt|exclu(?:e?s?|id[oa]s?)|excepte(?:e?s)?|excetuad[oa]s?|exceptuad[oa]s?)(?![^\W_])"
)
_FREE = re.compile(r"[- ]free(?![^\W_]| of)")
_AND = re.compile(
    r"\s*(?:[,/&+]|(?:,\s*)?(?:and|or|nor|et|ou|ni|e|nem|y|o|u)(?![^\W_]))\s*"
    r"(?:(?:from|in|the|la|le|les|l'|a|o|el|de|da|do|du|del)\W+){0,2}"
)
"""What joins the countries of a list."""


def denied(folded: str, spans: Sequence[tuple[int, int]], language: str | None) -> list[bool]:
    """Of each country at these places of a folded text, in order, whether the text says that it is not meant.

    `language` (ISO 639-1) tells a denial from another language's small word.
    """
    before = _BEFORE_SPANISH if language == "es" else _BEFORE
    told = [_is_denied(folded[max(0, start - _LONGEST) : start], before) for start, _ in spans]
    ruled_out = [_BEHIND.match(folded, end) is not None for _, end in spans]
    joined = [_AND.fullmatch(folded, spans[at][1], spans[at + 1][0]) is not None for at in range(len(spans) - 1)]
    for at in range(len(joined)):
        told[at + 1] = told[at + 1] or (told[at] and joined[at])
    for at in reversed(range(len(joined))):
        ruled_out[at] = ruled_out[at] or (ruled_out[at + 1] and joined[at])
    free = [_FREE.match(folded, end) is not None for _, end in spans]
    return [any(said) for said in zip(told, ruled_out, free, strict=True)]


def _is_denied(lead: str, denial: re.Pattern[str]) -> bool:
    outside = _OUTSIDE.search(lead)
    if outside is not None and _LEAVING.search(lead, 0, outside.start()) is None:
        return True
    return denial.search(lead) is not None
