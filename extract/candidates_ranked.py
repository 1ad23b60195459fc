"""Labels whose value yields to another of the same paper: a reference of the writer, a pro forma, a day of signing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extract.doctype import FieldSpec, ValueKind
from extract.labels_hit import LabelHit
from extract.prose_words import alternation
from extract.values.folding import fold

_SECOND = re.compile(r"(?<![^\W_])(?:mawb|master|dry|sec|seco)(?![^\W_])")
"""In a label: the number of the waybill that the paper goes under, a weight that is not the weight traded."""
_TYPIST = re.compile(
    r"\W*(?:n|o|our|notre|nossa|nuestra|ntra)\W*(?:s/)?\W*re?fs?(?![^\W_])|\W*(?:our|notre|nossa|nuestra) refer"
)
"""The reference of whoever wrote the paper, which stands beside the paper's own number."""
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
    r"\W*(?:client|customer|applicant|(?:requested|ordered) by|demandeur|requerant|solicitante|requerente)"
)
_SELLER = re.compile(r"\W*(?:supplier|seller|fournisseur|vendeur|proveedor|vendedor|fornecedor)")


@cache
def _left_to_pay() -> re.Pattern[str]:
    """In the label of an amount: what is still to be paid, less than the total where a part was paid before."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('left_to_pay')})(?![^\W_])")


def of_second_rank(spec: FieldSpec, hit: LabelHit) -> bool:
    """Whether a label names what is not the field's first meaning.

    The master waybill, the dry weight, the date on which the exporter signed or of the print, the writer's reference,
    the office's file, an invoice made out before there were goods, what is left to pay, what the parcels travel in.
    """
    if spec.kind is ValueKind.MONEY:
        return _left_to_pay().search(fold(hit.text)) is not None
    if spec.name == "issue_date":
        return _SIGNED.search(fold(hit.text)) is not None
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


def of_proforma(words: str) -> bool:
    """Whether words lead to the number of a pro forma, which is none of the invoice that the goods go under."""
    return _PROFORMA.search(fold(words)) is not None
