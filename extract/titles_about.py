"""Titles of what is about a paper and is not that paper: an application for it, its scheme's own text, a list.

"APPLICATION FOR KIMBERLEY PROCESS CERTIFICATE" asks for one; under "KIMBERLEY PROCESS CERTIFICATION SCHEME" with its
sections and definitions stands what the scheme lays down; and of seven papers named one under another none is at hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from extract.layout import PageLayout
from extract.lexicon import fold
from extract.titles_words import Title

if TYPE_CHECKING:
    from extract.titles import TitleHit

_BEFORE: Final = re.compile(
    r"(?<![^\W_])(?:(?:applications?|requests?|apply|applying)(?: forms?)?(?: (?:for|to))(?: an?| the)?"
    r"|about(?: an?| the)?|guide to(?: an?| the)?|how to (?:obtain|get|complete|fill in)(?: an?| the| your)?"
    r"|(?:demande|formulaire de demande)s?(?: (?:de la|de l|des|du|de|d|pour))(?: une?)?"
    r"|a propos (?:du|de la|de l|des|de)"
    r"|(?:pedido|requerimento|solicitacao|formulario de pedido)s?(?: (?:de|do|da|para))(?: uma?)?|acerca (?:do|da|de)"
    r"|(?:solicitud|solicitudes|formulario de solicitud)(?: (?:de|del|para))(?: la| el| una?)?|acerca (?:del|de la))$"
)
"""What before a paper's name, folded, makes it a paper that asks for it or tells of it."""
_BEHIND: Final = re.compile(r"(?:application|request)(?: form)?(?: for [\w ]+)?$")
"""The same behind an English name: "EXPORT LICENCE APPLICATION"."""

_SCHEME: Final = re.compile(
    r"kimberley process(?: certification scheme)?|(?:systeme|sistema) (?:international |internacional )?(?:de|d) "
    r"certific\w+ d[ou] pro[cz]ess[ou]s? de kimberley|sistema de certificacion del proceso (?:de )?kimberley"
)
"""The name of a scheme whose certificates bear it as a title, and whose own text does."""
_PART: Final = re.compile(
    r"(?:section|article|chapter|annex|chapitre|annexe|secao|seccao|artigo|capitulo|anexo|seccion|articulo)"
    r" (?:[ivx]{1,5}|\d{1,2})(?![^\W_])"
)
_LAID_DOWN: Final = re.compile(
    r"(?<![^\W_])(?:(?:each|every|all|the) participants? (?:should|shall|must|undertakes?|is|are)|participants? should"
    r"|for the purposes? of|(?:chaque|tout|les) participants?|aux fins d|(?:cada|todo|os|los) participantes?"
    r"|para (?:os )?efeitos d|a (?:los )?efectos d)(?![^\W_])|(?<![^\W_])definitions(?![^\W_])"
)

_LISTED: Final = 4  # papers named one under another, each of another sort, none of which is the page
_PITCH: Final = 3.0  # times a line's height from one of these to the next at most
_ALIKE: Final = 0.15  # share of its height by which the print of one may differ from the next
_ALIGNED: Final = 0.01  # of the page's width, by which their left edges may differ


def about_it(title: Title, text: str) -> Title:
    """The title, that of another sort of paper where the text is of an application for it, or tells of it."""
    said, named = fold(text), fold(title.wording)
    at = said.find(named)
    if at < 0 or title.attached or title.kind is None:
        return title
    before = _BEFORE.search(said[:at].rstrip())
    behind = _BEHIND.match(said[at + len(named) :].strip())
    if before is None and behind is None:
        return title
    wording = said[before.start() : at + len(named)] if before is not None else said[at:]
    return replace(title, kind=None, wording=wording, compact=wording.replace(" ", ""))


def without_laws(layout: PageLayout, hits: Sequence[TitleHit]) -> list[TitleHit]:
    """The hits, those of a scheme's name over the scheme's own text as another sort of paper's."""
    if not any(_names_scheme(hit) for hit in hits):
        return list(hits)
    lines = [fold(line.text) for line in layout.lines]
    laid_down = any(_PART.match(line) for line in lines) and any(_LAID_DOWN.search(line) for line in lines)
    return [replace(hit, kind=None) if laid_down and _names_scheme(hit) else hit for hit in hits]


def _names_scheme(hit: TitleHit) -> bool:
    return hit.kind is not None and _SCHEME.fullmatch(fold(hit.wording)) is not None


def listed(layout: PageLayout, hits: Sequence[TitleHit]) -> frozenset[int]:
    """Which of the hits, by their place, are lines of a list of papers of several sorts."""
    order = sorted((at for at, hit in enumerate(hits) if not hit.attached), key=lambda at: hits[at].box.y0)
    one_line = [at for at in order if hits[at].box.height * layout.page.height < 1.5 * layout.text_height]
    chains: list[list[int]] = []
    for upper, lower in pairwise([None, *one_line]):
        if lower is None:
            continue
        if upper is not None and chains and _follows(hits[upper], hits[lower]):
            chains[-1].append(lower)
        else:
            chains.append([lower])
    lists = [chain for chain in chains if len({hits[each].kind or hits[each].wording for each in chain}) >= _LISTED]
    spans = [(hits[chain[0]].box, hits[chain[-1]].box) for chain in lists]
    return frozenset(
        at for at in order if any(first.y0 <= hits[at].box.y0 and hits[at].box.y1 <= last.y1 for first, last in spans)
    )


def _follows(upper: TitleHit, lower: TitleHit) -> bool:
    """Whether a line stands under another, or beside it at the same place, in like print and at its left edge."""
    high = upper.box.height
    return (
        abs(lower.box.x0 - upper.box.x0) < _ALIGNED
        and abs(lower.box.height - high) < _ALIKE * high
        and lower.box.y0 - upper.box.y1 < _PITCH * high
    )
