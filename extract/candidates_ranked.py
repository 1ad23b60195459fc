"""Labels whose value yields to another of the same paper: a reference of the writer, a pro forma, a day of signing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extract.candidates_ground import Ground
from extract.doctype import FieldSpec, ValueKind
from extract.labels_hit import LabelHit
from extract.labels_pieces import wording_keys
from extract.prose_words import alternation
from extract.values.folding import fold

_SECOND = re.compile(r"(?<![^\W_])(?:mawb|master|dry|sec|seco)(?![^\W_])")
"""In a label: the number of the waybill that the paper goes under, a weight that is not the weight traded."""
_WET = re.compile(r"(?<![^\W_])(?:wet|humid[aeo]|umid[ao]|humed[ao])(?![^\W_])")
_DRY = re.compile(r"(?<![^\W_])(?:dry|sec|sech[eo]|sec[ao])(?![^\W_])")
_NET = re.compile(r"(?<![^\W_])(?:nett?|net[ao]|nette|liquid[ao])(?![^\W_])")
_TYPIST = re.compile(
    r"\W*(?:n|o|our|notre|nossa|nuestra|ntra)\W*(?:s/)?\W*re?fs?(?![^\W_])|\W*(?:our|notre|nossa|nuestra) refer"
)
"""The reference of whoever wrote the paper, which stands beside the paper's own number."""
_SIGN = ("no",)
_EDGE = 0.004  # of the page within which edges of cells are one
_MERE_DATE = frozenset({"date", "data", "fecha"})
_COLUMNS, _ROWS = 4, 2  # of a table at least
_WRAPPED = 0.8  # text heights between two lines of one text at most
_PROFORMA = re.compile(r"(?<![^\W_])pro[\s-]?forma(?![^\W_])")
_FILED = re.compile(
    r"(?<![^\W_])(?:file|case|dossier|processo|expediente|tramite|application|demande|requerimento|pedido|solicitud)(?![^\W_])"
)
"""The number under which an office files what led to a paper."""
_SIGNED = re.compile(
    r"signator|signatair|signatari|(?<![^\W_])(?:exporter|exportateur|exportador|applicant|declarant|print(?:ed)?"
    r"|imprimee?|editee?|impress[oa]|impres[oa])(?![^\W_])"
)
"""In a label: the day on which somebody signed or the paper was printed."""
_HELD_IN = re.compile(r"containe|contene|contenant|contentor|conteiner|recipi")
"""In a label: what several parcels or packages travel in."""
_CLIENT = re.compile(
    r"\W*(?:client|customer|applicant|principal|(?:requested|ordered|instructed|commissioned) by|(?:on|in) behalf"
    r"|prepared for|instructing party|ordering party|demandeur|requerant|mandante?|commanditaire|donneur d.ordre"
    r"|pour le compte|solicitante|requerente|requirente|ordenante|contratante|comitente|por (?:cuenta|conta))(?![^\W_])"
)
_SELLER = re.compile(
    r"\W*(?:supplier|seller|shipper|exporter|consignor|sender|fournisseur|vendeur|exportateur|expediteur|proveedor|vendedor"
    r"|exportador|expedidor|embarcador|remitente|remetente|fornecedor)"
)


_PAPER = re.compile(
    r"certif|report|rapport|relatorio|informe|bulletin|boletim|boletin|laudo|acta|dictamen|protocol|proces.verbal"
)
"""In a label: the paper itself, whatever it is on."""


@cache
def _act() -> re.Pattern[str]:
    """In a label: what was done to the goods on a day before the paper was written, as a weighing or a sampling."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('act')})(?![^\W_])")


def _of_an_act(label: str) -> bool:
    """Whether a label (folded) asks for the day of an act, not for that of the paper on it."""
    return _act().search(label) is not None and _PAPER.search(label) is None


@cache
def _left_to_pay() -> re.Pattern[str]:
    """In the label of an amount: what is still to be paid, less than the total where a part was paid before."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('left_to_pay')})(?![^\W_])")


def of_second_rank(spec: FieldSpec, hit: LabelHit) -> bool:
    """Whether a label names what is not the field's first meaning.

    The master waybill, the dry weight, the date on which the exporter signed or of the print, that of a weighing, the
    writer's reference, the office's file, an invoice made out before there were goods, what is left to pay, what the
    parcels travel in.
    """
    if spec.kind is ValueKind.MONEY:
        return _left_to_pay().search(fold(hit.text)) is not None
    if spec.name == "issue_date":
        return _SIGNED.search(fold(hit.text)) is not None or _of_an_act(fold(hit.text))
    if spec.name == "invoice_number":
        return of_proforma(hit.text)
    if spec.name == "parcel_count":
        return _HELD_IN.search(fold(hit.text)) is not None
    if spec.name == "document_number" and (_TYPIST.match(fold(hit.text)) or _FILED.search(fold(hit.text))):
        return True
    return spec.name in ("document_number", "net_weight") and _SECOND.search(fold(hit.text)) is not None


def yields_to_seller(spec: FieldSpec, hit: LabelHit, hits: Iterable[LabelHit]) -> bool:
    """Whether a label asks for who ordered an analysis, and another one of the page for who sells the goods."""
    if spec.kind is not ValueKind.PARTY or _CLIENT.match(fold(hit.text)) is None:
        return False
    return any(spec in other.specs and _SELLER.match(fold(other.text)) is not None for other in hits)


def told_net_when_dry(spec: FieldSpec, hits: Iterable[LabelHit]) -> bool:
    """Whether a paper calls the dry weight net and the wet one not: "Wet weight" beside "Net dry weight".

    Else the wet weight is the one that is traded, and the dry weight is reckoned from it.
    """
    if spec.name != "net_weight":
        return False
    labels = [fold(hit.text) for hit in hits if spec in hit.specs]
    net = [label for label in labels if _NET.search(label) is not None]
    return bool(net) and all(map(_DRY.search, net)) and any(map(_WET.search, labels))


def of_wet(hit: LabelHit) -> bool:
    """Whether a label asks for the weight of the goods as they are, with their moisture."""
    return _WET.search(fold(hit.text)) is not None


def of_proforma(words: str) -> bool:
    """Whether words lead to the number of a pro forma, which is none of the invoice that the goods go under."""
    return _PROFORMA.search(fold(words)) is not None


def of_another(ground: Ground, spec: FieldSpec, hit: LabelHit) -> bool:
    """Whether a mere sign for "number" begins a line that goes on with the one over it: "…; agrément", "n° 12/2024".

    It numbers what that line ends in, and not the paper.
    """
    number = hit.segments[0]
    if spec.name != "document_number" or hit.start or hit.colon or wording_keys(hit.text) != _SIGN:
        return False
    segments, page = ground.layout.segments, ground.layout.page
    here = segments[number]
    for other in range(number - 1, -1, -1):
        over = segments[other]
        gap = (here.box.y0 - over.box.y1) * page.height
        if gap > _WRAPPED * here.height:
            return False
        flush = abs(over.box.x0 - here.box.x0) * page.width < 0.5 * here.height and over.cell == here.cell
        alike = 0.9 < over.height / max(here.height, 0.1) < 1.1
        if flush and alike and over.line != here.line and over.box.x1 > here.box.x1:
            return ground.is_free(other) and over.text[-1:].isalpha() and not over.text.isupper()
    return False


def heads_rows(ground: Ground, spec: FieldSpec, hit: LabelHit) -> bool:
    """Whether a word for a date heads a column of ruled rows, filled or not: what is entered there came later.

    Permits carry a table in which each shipment is written off: "Date | Lot | Taken | Left | Visa".
    """
    cells = ground.layout.cells
    own = ground.layout.segments[hit.segments[0]].cell
    if spec.name != "issue_date" or own is None or not hit.whole or fold(hit.text).strip(" :") not in _MERE_DATE:
        return False
    head = cells[own].box
    beside = [one for one in cells if abs(one.box.y0 - head.y0) < _EDGE and abs(one.box.y1 - head.y1) < _EDGE]
    under = [
        one
        for one in cells
        if abs(one.box.x0 - head.x0) < _EDGE and abs(one.box.x1 - head.x1) < _EDGE and one.box.y0 > head.y1 - _EDGE
    ]
    entries = (ground.layout.segments[number].text for one in under for number in one.segments)
    if not all(any(map(str.isdigit, entry)) for entry in entries):
        return False  # "Date | 7 May" over "Lot | 26-18" and "Seal | R 118": a form with its labels in columns
    return len(beside) >= _COLUMNS and len(under) >= _ROWS and all(len(one.segments) == 1 for one in beside)
