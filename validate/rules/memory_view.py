"""How rules compare papers with earlier lots' and speak of them."""

from __future__ import annotations

from extract.model import Document, DocumentKind
from validate.facts import SCHEME_CERTIFICATES
from validate.memory import Paper, RememberedLot
from validate.memory_past import Past
from validate.model import Side
from validate.names import Likeness, alike
from validate.rules.model import Case

TELLING = 6
"""Letters and digits of a number that stands for one paper though its issuer is not known."""
UNIQUE = 8
"""Letters and digits of an issuer's number that does not come back in another year."""
ROUND = 300
"""Days after which a short number may come back: numbering begins anew with the year, waybills are used again."""


def earlier(lot: RememberedLot, field: str, value: str | None = None) -> Side:
    """The finding's side that names an earlier lot, with what it bears."""
    return Side(reference=f"memory: {called_lot(lot)}", field=field, value=value)


def called_lot(lot: RememberedLot) -> str:
    """The earlier lot as a message names it: `lot LS-RD2411 (first checked 2026-01-15)`."""
    return f"lot {lot.name} (first checked {lot.seen.isoformat()})"


def same_issuer(one: Paper, other: Paper) -> bool:
    """False where both papers name who issued them, and not the same."""
    if one.issuer is None or other.issuer is None:
        return True
    if one.type in SCHEME_CERTIFICATES:
        return one.issuer == other.issuer
    return alike(one.issuer, other.issuer) is not Likeness.OTHER


def distinctive(one: Paper, other: Paper) -> bool:
    """Whether one number on two papers of a type means one paper: by the length of the number, issuer and dates."""
    if one.type in SCHEME_CERTIFICATES:
        return True
    known = one.issuer is not None and other.issuer is not None
    far = one.issued is not None and other.issued is not None and abs((one.issued - other.issued).days) > ROUND
    if far:
        return known and len(one.key) >= UNIQUE and one.type is not DocumentKind.TRANSPORT_DOCUMENT
    return known or len(one.key) >= TELLING


def papers(case: Case, past: Past) -> list[tuple[Document, Paper]]:
    """The lot's documents of a known type, each with the form in which it is remembered."""
    documents = [d for d in case.documents if d.type is not DocumentKind.UNKNOWN]
    return list(zip(documents, past.present(case.lot.id).papers, strict=True))
