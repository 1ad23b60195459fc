"""Where chain or papers name an artisanal or small-scale source: information, never more."""

from __future__ import annotations

import re
from functools import lru_cache

from validate.custody.yields import plain
from validate.facts import Stated, called
from validate.model import EventType
from validate.rules.custody_papers import text_of, texts_of
from validate.rules.custody_view import named, side
from validate.rules.findings import found
from validate.rules.model import Case, Result, judged, rule, undecidable

_ARTISANAL = re.compile(
    r"(?<!non-)(?<!non )(?<!not )(?<!nao )(?<!no )\b(?:artisan|artesan|garimp|small.?scale|petite echelle|"
    r"pequena escala|pequena mineria|pequeno mineiro|mineria de subsistencia|creuseur|orpaill|digger|hand.?dug|asm\b|"
    r"lsm.asm|exploitation artisanale|galamsey|barranquill|pirquin)"
)


@rule(
    "H001",
    "artisanal-source",
    title="Artisanal or small-scale source",
    severity="info",
    basis="OECD Due Diligence Guidance, Appendix on artisanal and small-scale mining; Regulation (EU) 2017/821, "
    "Article 4 (source is information, never by itself a reason to refuse)",
)
def artisanal_source(case: Case) -> Result:
    """Says where chain or papers name an artisanal or small-scale source. Information only, under every policy.

    The same lot from an industrial mine passes through the same checks with the same outcome.
    """
    for event in case.events:
        stated = (event.process, *(event.more.get(name) for name in _METHODS if event.more))
        process = next((text for text in stated if text and _artisanal(text)), None)
        if process is not None:
            message = (
                f"The custody chain names an artisanal or small-scale source ({named(event)}: {process}). "
                "For information; it has no bearing on the lot's status."
            )
            return judged([found("H001", "artisanal-source", message, left=side(event, "process", process))])
    for document in case.documents:
        for name, field in (*document.more.items(), *document.fields.items()):
            if name in _SPEAKING and any(_artisanal(text) for text in texts_of(field)):
                stated_field = Stated(document, field)
                message = (
                    f"The {called(document)} names an artisanal or small-scale source ({text_of(stated_field)}). "
                    "For information; it has no bearing on the lot's status."
                )
                return judged([found("H001", "artisanal-source", message, left=stated_field)])
    said = any(e.process for e in case.events if e.type is EventType.EXTRACT) or any(
        e.more.get(name) for e in case.events if e.more for name in _METHODS
    )
    if not said and not any(name in d.more for d in case.documents for name in ("mining_method", "mining_type")):
        return undecidable("Neither the papers nor a custody record say how the material was mined.")
    return judged(())


@lru_cache(maxsize=4096)
def _artisanal(text: str) -> bool:
    return bool(_ARTISANAL.search(plain(text)))


_METHODS = ("miningtype", "mining_type", "miningmethod", "mining_method", "sourcetype", "source_type")
_SPEAKING = frozenset({"mining_method", "mining_type", "goods_description", "mine_site", "source_type"})
