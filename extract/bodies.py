"""What the words of a line at a paper's head tell: a ministry, a body under it with a name of its own, a mere law."""

from __future__ import annotations

import re
from typing import Final

from extract.layout import Segment
from extract.prose_words import alternation
from extract.values.folding import fold

_MINISTRY: Final = re.compile(r"(?:.* [-–—] )?(?:the )?minist")
_AGENCY: Final = re.compile(
    r"(?:the )?(?:servicio|service|servico|centre|centro|commission|comision|comissao|agencia|agence|agency|instituto"
    r"|institut|(bureau)|office(?! of)|(?:[a-z]+ ){1,3}(?:commission|agency|authority|board))(?![a-z])"
)
"""How such bodies' names begin, or end in English."""
_TITLE: Final = re.compile(
    r"(?:certificat[eo]?|certificado|report|rapport|bulletin|boletim|boletin|laudo|relatorio|informe|permit|licen[cs]e)(?![a-z])"
)
_OF_LAW: Final = re.compile(
    r"(?<![^\W_])(?:acts?|regulations?|rules|statute|law|lois?|leis?|ley(?:es)?|decre(?:e|t|to)|arrete|portaria|reglamento"
    r"|regulamento|reglement)(?:\W+\(?(?:no?|n[°º]|nr|cap|form|reg|art|section|s)[.\s]|,? (?:of )?\d{4}|\s+[-–—]\s)"
    r"|(?<![^\W_])(?:act|regulations)\W*$"
)

_NAMED_LAST: Final = re.compile(
    r"(?<![^\W_])(?:certificate|certificat|certificado|invoice|facture|fatura|factura|permit|licen[cs]e|licenca"
    r"|licencia|waybill)\W*$"
)
_NUMBERED: Final = re.compile(
    r"(?<![^\W_])(?:certificat(?:e|s)?|certificado|report|rapport|informe|relatorio|boletim|boletin|bulletin|laudo|permit"
    r"|licen[cs]e|licenca|licencia)(?: [^\W\d_]+){0,4}\W+(?:no|nr|n\.?\s?[°º]|number|numero)(?![^\W_]).*\d"
)


_PAPER: Final = re.compile(
    r"(?:[^\W\d_]+(?:['’]s|s['’])? )?(?:certificat(?:e|s|es)?|certificad[oa]s?|declara(?:tion|cion|cao)|statement"
    r"|invoice|attestation|atestado|constancia|facture|fatura|factura|licen[cs]e|licen[cs]ia|licenca|permit|permis|demande"
    r"|solicitud|pedido|request|application|notification|confirma(?:tion|cion|cao)|packing list|report|rapport|informe"
    r"|relatorio)s? (?:of|for|de|do|da|du|des|d['’]\S+|sobre|sur|on|n\.?[o°º]|pour|para)(?![^\W_])"
)
"""How what a letter is about begins where that is the letter or a paper, and no goods."""
_ACTS: Final = frozenset(("analysis", "analyses", "analyse", "analise", "assay", "inspection", "survey"))
_STATE: Final = re.compile(rf"(?:{alternation('state')})")
_FLUSH: Final = 0.01  # of the page's width that such lines may be apart at their left edge
_GREATER: Final = 1.25  # times a line's height that the name over it is set in
_OF_BODIES: Final = re.compile(rf"(?<![^\W_])(?:{alternation('body')})")


def is_ministry(text: str) -> bool:
    """Whether a line is a ministry's, with the state before it or without."""
    return _MINISTRY.match(fold(text)) is not None


def is_agency(text: str, *, laboratory: bool) -> bool:
    """Whether a body issues papers in its own name, as the directorates and secretariats of a ministry do not.

    A bureau under a ministry does where the paper is a `laboratory`'s. Told from who is said to have issued the papers
    of twenty hands: directorates mostly under their ministry's name; services, centres and commissions under theirs.
    """
    found = _AGENCY.match(fold(text))
    return found is not None and (laboratory or found[1] is None)


def names_law(text: str) -> bool:
    """Whether a line names a law or a form's own rule by number, year or article: "The Mines Act, 2009"."""
    return _OF_LAW.search(fold(text)) is not None


def is_title(folded: str) -> bool:
    """Whether a folded line begins or ends as titles of papers do: "certificate of sampling, weight and analysis"."""
    return _TITLE.match(folded) is not None or _NAMED_LAST.search(folded) is not None


def numbers_paper(text: str) -> bool:
    """Whether a line holds a paper's name with its number: "Assay Certificate  Certificate of analysis no. 17"."""
    return _NUMBERED.search(fold(text)) is not None


def names_paper(text: str) -> bool:
    """Whether a text begins as the name of a paper with what it is of: "Declaration of origin", "Facture n° 12"."""
    return _PAPER.match(fold(text)) is not None


def is_act(text: str) -> bool:
    """Whether a line names no body but what one does: "Analysis, dry basis" over a table."""
    first, _, rest = fold(text).partition(" ")
    return first.strip(",.:") in _ACTS and _OF_BODIES.search(rest) is None


def is_kind_under_name(upper: Segment, lower: Segment) -> bool:
    """Whether a line tells in small letters what a house is whose name stands right over it in greater print.

    "Laboratório de análises" under "QUIMLAB"; offices, ministries and states over it are none.
    """
    words = re.findall(r"[^\W\d_]{4,}", lower.text)[1:]
    beneath = abs(upper.box.x0 - lower.box.x0) < _FLUSH and upper.height > _GREATER * lower.height
    near = lower.box.y0 - upper.box.y1 < upper.box.height
    told = _OF_BODIES.search(fold(upper.text)) is not None or _STATE.match(fold(upper.text)) is not None
    return beneath and near and not told and bool(words) and all(map(str.islower, words))
