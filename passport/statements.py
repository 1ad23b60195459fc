"""What the papers state, grouped: one statement per differing value, each with all who state it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extract.model import Document, DocumentKind, Field, FieldValue
from extract.model import Money as ReadMoney
from passport.model import ClaimKind, OriginStatement, SourceShare, Statement
from passport.records import Money, Unread, Value
from validate.custody.graph import Graph, sources
from validate.model import CustodyEvent, EventType

CLAIMS: tuple[ClaimKind, ...] = ("government-certified", "third-party", "self-declared", "inferred-from-custody")
"""The kinds of origin claim, strongest first."""

# Forms that only a government authority of the exporting country issues (customs, a ministry, or a body that it
# designates); a certificate of origin without such a form may as well come from a chamber of commerce.
GOVERNMENT_FORMS = frozenset(
    {"eur.1", "eur-med", "form a", "form d", "form e", "comesa", "afcfta", "sadc", "ecowas", "eac"}
)

_CLAIM_OF_TYPE: dict[DocumentKind, ClaimKind] = {
    DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE: "government-certified",
    DocumentKind.ICGLR_CERTIFICATE: "government-certified",
    DocumentKind.CERTIFICATE_OF_ORIGIN: "third-party",
    DocumentKind.EXPORT_LICENCE: "third-party",
    DocumentKind.ASSAY_CERTIFICATE: "third-party",
}


def stated(field: Field) -> bool:
    """Whether the field has a value to state: read or corrected, never unreadable or conflicting."""
    return field.value is not None and field.status in ("read", "corrected")


def published(value: FieldValue) -> Value:
    """The value in the passport's form; amounts as plain decimal text, exactly as precise as read."""
    if isinstance(value, ReadMoney):
        return Money(amount=format(value.amount, "f"), currency=value.currency)
    return value


def _source(document: Document, field: Field, line: int | None = None) -> Unread:
    """This field of this document as a source."""
    return {
        "document": document.id,
        "field": field.name,
        "line": line,
        "status": "corrected" if field.status == "corrected" else "read",
        "confidence": round(field.confidence, 3),
    }


def statements(documents: Iterable[Document], name: str, *, each: bool = False) -> tuple[Statement, ...]:
    """What the documents' fields of this name state, in the order of the documents.

    With `each`, the items of a list are statements of their own.
    """
    found: dict[tuple[str, str | None], tuple[Value, list[Unread]]] = {}
    for document in documents:
        field = document.fields.get(name)
        if field is None or field.value is None or not stated(field):
            continue
        value = published(field.value)
        for item in value if each and isinstance(value, tuple) else (value,):
            _, by = found.setdefault((repr(item), field.unit), (item, []))
            by.append(_source(document, field))
    return tuple(
        Statement.model_validate({"value": value, "unit": unit, "sources": by})
        for (_, unit), (value, by) in found.items()
    )


def origins(
    documents: Iterable[Document], name: str, events: Iterable[CustodyEvent], member: str
) -> tuple[OriginStatement, ...]:
    """Stated origins of one field (`country_of_origin`, `mine_site`), with those where the custody records begin."""
    found: dict[tuple[ClaimKind, str], list[Unread]] = {}
    for document in documents:
        for field, line in _everywhere(document, name):
            if field.value is None or not stated(field):
                continue
            values = field.value if isinstance(field.value, tuple) else (field.value,)
            for value in values:
                found.setdefault((claim_of(document), str(value)), []).append(_source(document, field, line))
    for event in events:
        value = getattr(event, member)
        if event.type is EventType.EXTRACT and value:
            found.setdefault(("inferred-from-custody", value), []).append({"event": event.id, "field": member})
    ordered = sorted(found.items(), key=lambda item: CLAIMS.index(item[0][0]))
    return tuple(
        OriginStatement.model_validate({"value": value, "claim": claim, "sources": by})
        for (claim, value), by in ordered
    )


def beginnings(graph: Graph, lots: Sequence[str]) -> tuple[SourceShare, ...]:
    """Where the material of these lots entered the custody chain, with shares by weight to six decimals."""
    return tuple(
        SourceShare(
            country=beginning.country,
            mine_site=beginning.mine,
            recycled=beginning.recycled,
            share=None if share is None else share_text(share),
        )
        for beginning, share in sources(graph, lots).items()
    )


def share_text(share: Decimal) -> str:
    """A share as it is published: decimal text to six places."""
    return format(share.quantize(Decimal("0.000001")).normalize(), "f")


def claim_of(document: Document) -> ClaimKind:
    """What kind of claim an origin on this document is; the weaker kind where the issuer may be no authority."""
    if document.type is DocumentKind.CERTIFICATE_OF_ORIGIN:
        form = document.fields.get("form")
        if form is not None and stated(form) and str(form.value).casefold() in GOVERNMENT_FORMS:
            return "government-certified"
    return _CLAIM_OF_TYPE.get(document.type, "self-declared")


def _everywhere(document: Document, name: str) -> Iterator[tuple[Field, int | None]]:
    field = document.fields.get(name)
    if field is not None:
        yield field, None
    for number, line in enumerate(document.lines, 1):
        if name in line:
            yield line[name], number
