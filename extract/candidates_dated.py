"""Dates of other acts beside the paper's own: "Date of inspection 22 January", and under it "Date of issue 29 January".

Reports of inspection and analysis are often dated by what they report, and by nothing else. Where one says when it was
issued, the days of sampling, weighing or analysis are no other date of issue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.candidates import Candidate
from extract.values.folding import fold

_FIELD: Final = "issue_date"
_SURE: Final = 0.9  # chance from which the date behind a word for issuing is taken for read
_ISSUED: Final = re.compile(
    r"\b(?:issu\w*|report\w*|certifi\w*|emis\w*|emitid\w*|delivr\w*|etabli\w*|expedi\w*|otorga\w*"
    r"|rapport|bulletin|relatorio|boletim|laudo|informe|boletin|reporte|extendid\w*|passado|document\w*)\b"
)
_ACT: Final = re.compile(
    r"\b(?:inspe\w*|sampl\w*|weigh\w*|analys\w*|analiz\w*|assay\w*|test\w*|recei\w*|arriv\w*|melt\w*"
    r"|examin\w*|survey\w*|complet\w*|attend\w*|visit\w*|intervention|intervencion|intervencao"
    r"|prelev\w*|echantillon\w*|pesee|essai\w*|recu\w*|expertise|fonte|presente\w*"
    r"|amostra\w*|pesage\w*|ensaio\w*|recec\w*|recebi\w*|analise\w*|apresenta\w*|fundicao"
    r"|muestre\w*|pesaje\w*|ensayo\w*|recep\w*|recibi\w*|analisis|presenta\w*|fundicion)\b"
)


def without_other_acts(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without dates of acts that a paper reports, where it surely says when it was issued itself."""
    dates = [one for one in found if one.spec.name == _FIELD and one.label is not None]
    own = {one.key for one in dates if one.score >= _SURE and _speaks(one, _ISSUED, _ACT)}
    if len(own) != 1:
        return list(found)
    acts = {word for one in dates if _speaks(one, _ACT, _ISSUED) and one.key not in own for word in one.words}
    return [one for one in found if one.spec.name != _FIELD or not acts & one.words]


def _speaks(one: Candidate, of: re.Pattern[str], alone: re.Pattern[str]) -> bool:
    """Whether a label speaks of one kind of date and not of the other (`alone`)."""
    text = fold(one.label.text) if one.label is not None else ""
    return of.search(text) is not None and alone.search(text) is None
