"""Whether a share or grade is told as a limit and not as what was found: "< 0.01 %", "at least 95 %", "5 % or less".

What a seller warrants ("65 % min.") is how goods are sold and stands for their grade; a limit of detection, or "less
than", stands for no figure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.values.folding import fold
from extract.values.model import Parsed

_SURE = 0.4  # share of the score left where a limit stands for the figure
_REACH = 40  # characters before a figure that say so at most
_BEFORE = re.compile(
    r"(?:[<>≤≥≦≧＜＞⩽⩾]|(?<![^\W_])(?:less than|lower than|fewer than|more than|greater than|higher than|at least"
    r"|at most|below|under|over|above|up to|not exceeding|does not exceed|exceeding|moins de|plus de|au moins|au plus"
    r"|inferieure?s? a|superieure?s? a|jusqu'a|ne depassant pas|n'excedant pas|menos d[eo](?: que)?|menos del?"
    r"|menor(?:es)? (?:que|de|do que|a|al)|mayor(?:es)? (?:que|de|a|al)|maior(?:es)? (?:que|do que|a)"
    r"|mais d[eo](?: que)?|mas del?|pelo menos|ao menos|no minimo|no maximo|al menos|por lo menos"
    r"|como minimo|como maximo|inferior(?:es)? (?:a|al|ao)|superior(?:es)? (?:a|al|ao)|acima de|abaixo de"
    r"|por debajo de|por encima de"
    r"|ate|hasta(?: el| un)?|max(?:imum|imo|imal\w*)?\.?(?: of| de)?)(?![^\W_]))[\s=(]*(?:the |a |un |une |el |o )?$"
)
_BEHIND = re.compile(
    r"\s*[,(]?\s*(?:max(?:\.|imum|imo)?(?![^\W_])|(?:or|et|ou|y|o|e|and)\s+(?:more|less|above|below|over|higher|lower|plus|moins|mas|menos|mais)(?![^\W_]))"
)


def doubted(parsed: Parsed, text: str) -> Parsed:
    """A reading of a text, hardly sure where the text tells it as a limit."""
    folded = fold(text)
    before = _BEFORE.search(folded[max(0, parsed.start - _REACH) : parsed.start])
    if before is None and _BEHIND.match(folded, parsed.end) is None:
        return parsed
    return replace(parsed, score=round(parsed.score * _SURE, 3), rule=f"{parsed.rule}+limit")
