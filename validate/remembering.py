"""From a bundle's lots to what is remembered of them: the same form in which they are compared with earlier ones."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from extract.model import Document, DocumentKind, Field, Money
from validate.bundle import Bundle, borne_numbers
from validate.copies import figures_of
from validate.custody.graph import graph_of, history
from validate.custody.tags import SHORTEST
from validate.facts import SCHEME_CERTIFICATES, Stated, read_field, statements, text
from validate.lots import form_lots
from validate.lots_shared import SHARED
from validate.memory import Bearing, Paper, RememberedLot
from validate.model import CustodyEvent, Dossier, EventType, Lot
from validate.numbers import bare, clear_digits
from validate.policy import Policy
from validate.reference import Reference
from validate.rules.circumstances import (
    DECLARATION,
    as_date,
    codes,
    countries,
    destination,
    goods,
    origins,
    provenance,
    shipped,
)
from validate.rules.findings import firm
from validate.rules.measures import reference_value, reference_weight
from validate.rules.model import Case
from validate.understanding import trusted
from validate.weights import decimal, weight

FACTS = (
    *("carat_weight", "net_weight", "value", "issue_date", "expiry_date", "parcel_count", "country_of_origin"),
    *("exporter_name", "importer_name", "licensed_quantity"),
)
"""What is remembered of a paper's content, and compared where its number comes back."""

MOST_LOTS_OF_CHAIN = 5_000
"""Custody lots of a chain that are remembered by name; a longer chain is remembered by the last of them."""

_TRAVEL = frozenset({EventType.TRANSPORT, EventType.EXPORT, EventType.IMPORT})
_STONE = re.compile(r"tracr|inscription|stone_?id|everledger|scan_?id|report_?number", re.IGNORECASE)


def recollect(dossier: Dossier, reference: Reference, policy: Policy, as_of: date) -> tuple[RememberedLot, ...]:
    """The bundle's lots as they are to be remembered, in their order; the same lots as `check` forms."""
    weighed = trusted(dossier, reference, policy)
    bundle = Bundle(weighed, form_lots(weighed))
    name = bundle_digest(dossier)
    return tuple(_lot(lot, bundle, name, reference, policy, as_of) for lot in bundle.lots)


def bundle_digest(dossier: Dossier) -> str:
    """What names a bundle: a digest of its files' digests."""
    return hashlib.sha256("\n".join(sorted(f.sha256 for f in dossier.files)).encode()).hexdigest()[:16]


def _lot(lot: Lot, bundle: Bundle, name: str, reference: Reference, policy: Policy, as_of: date) -> RememberedLot:
    events = history(bundle.dossier.custody.events, lot.custody_lots) if lot.custody_lots else ()
    documents = bundle.of(lot)
    case = Case(lot, documents, events, bundle.dossier, bundle.lots, reference, policy, as_of, bundle)
    mineral, day, value = goods(case), shipped(case), reference_value(case)
    money = value.value if value is not None and isinstance(value.value, Money) else None
    stated = reference_weight(case)
    mass = weight(stated.field, "ct") if stated is not None else None
    tags, seals = _tags(case), _seals(case)
    return RememberedLot(
        name=lot.id,
        seen=as_of,
        day=day.date if day.source is not None else None,
        bundles=(name,),
        papers=tuple(paper_of(d, bundle, policy) for d in documents if d.type is not DocumentKind.UNKNOWN),
        certificates=_certificates(documents),
        licences=_licences(documents),
        tags=tags,
        seals={key: shown for key, shown in seals.items() if key not in tags},
        stones=_stones(documents, events),
        chain=_chain(case),
        lot_numbers=tuple(sorted({clear_digits(n) for d in documents if (n := text(d, "lot_number"))})),
        mass=mass.mass if mass is not None else None,
        contained=_contained(case, mass.mass if mass is not None else None),
        amount=money.amount if money else None,
        currency=money.currency if money else None,
        mineral=mineral.name if mineral is not None else None,
        hs_codes=tuple(sorted({c for d in documents if (s := codes(d)) is not None for c in _items(s.field)})),
        exporter=_named(documents, "exporter_name"),
        importer=_named(documents, "importer_name"),
        origins=tuple(sorted(origins(case))),
        declared_origins=_declared(documents),
        provenance=_only(provenance(case)),
        destination=_only(destination(case)),
    )


def paper_of(document: Document, bundle: Bundle, policy: Policy) -> Paper:
    """A document as it is remembered."""
    number = read_field(document, "document_number")
    rows = [
        bare(n)
        for line in document.lines
        for f in (line.get("lot_number"), line.get("certificate_number"))
        if f is not None and isinstance(n := f.value, str)
    ]
    own = number.value if number is not None and isinstance(number.value, str) else None
    figures, traces = figures_of(document, clear_digits(own) if own else "")
    return Paper(
        type=document.type,
        number=own,
        issuer=_issuer(document),
        issued=as_date(read_field(document, "issue_date")),
        pages=tuple(f"{page.file}:{page.page}" for page in document.pages),
        facts={name: fact for name in FACTS if (fact := fact_of(document, name, policy)) is not None},
        shared=document.type in SHARED or len(bundle.homes.get(document.id, ())) > 1,
        lists=len(set(rows)),
        firm=number is not None and number.confidence >= float(policy.confidence.decide),
        figures=figures,
        traces=traces,
        scanned=not bundle.wording(document).digital,
    )


def _issuer(document: Document) -> str | None:
    """Who numbers such papers: the exporting country for a scheme's certificate, the seller for an invoice, else the
    authority, carrier or laboratory named."""
    if document.type in SCHEME_CERTIFICATES:
        return text(document, "country_of_provenance")
    if document.type is DocumentKind.COMMERCIAL_INVOICE:
        return text(document, "exporter_name")
    return text(document, "issuing_authority")


def fact_of(document: Document, name: str, policy: Policy) -> str | None:
    """A field's value in a form that can be compared; None where it was not read, or not well."""
    field = read_field(document, name)
    if field is None or (field.status != "corrected" and field.confidence < float(policy.confidence.decide)):
        return None
    if name in ("carat_weight", "net_weight", "licensed_quantity"):
        mass = weight(field, "ct" if name == "carat_weight" else None)
        return f"{mass.mass.normalize():f}" if mass is not None else None
    if isinstance(field.value, Money):
        return f"{field.value.currency} {field.value.amount.normalize():f}"
    return ";".join(sorted(_items(field)))


def _items(field: Field) -> tuple[str, ...]:
    return field.value if isinstance(field.value, tuple) else (str(field.value),)


def _certificates(documents: Sequence[Document]) -> dict[str, str]:
    """The scheme certificates that a lot bears, or quotes where it has none."""
    found: dict[str, str] = {}
    for stated in borne_numbers(documents):
        kind = stated.document.type if stated.document.type in SCHEME_CERTIFICATES else None
        key = clear_digits(str(stated.value))
        for one in (kind,) if kind is not None else SCHEME_CERTIFICATES:
            found.setdefault(f"{one.value}:{key}", str(stated.value))
    return found


def _licences(documents: Sequence[Document]) -> tuple[str, ...]:
    licences = [d for d in documents if d.type is DocumentKind.EXPORT_LICENCE]
    name = "document_number" if licences else "licence_number"
    numbers = {clear_digits(n) for d in licences or documents if (n := text(d, name))}
    return tuple(sorted(n for n in numbers if n))


def _tags(case: Case) -> dict[str, Bearing]:
    """Tags that papers name, and those of custody events in which a lot does not travel: seals are not among them."""
    seals = _seals(case)
    shown: dict[str, str] = {}
    on: dict[str, set[str]] = {}
    for event in case.events:
        if event.type in _TRAVEL:
            continue
        for tag in event.tags:
            if (key := clear_digits(tag)) and len(key) >= SHORTEST and key not in seals:
                shown.setdefault(key, tag)
                on.setdefault(key, set()).add(bare(event.lot))
    for stated in statements(case.documents, "tag_numbers"):
        for tag in _items(stated.field):
            if firm(stated, case.policy) and len(key := clear_digits(tag)) >= SHORTEST:
                shown.setdefault(key, tag)
    return {key: Bearing(shown=tag, on=tuple(sorted(on.get(key, ())))) for key, tag in shown.items()}


def _seals(case: Case) -> dict[str, str]:
    found: dict[str, str] = {}
    for stated in statements(case.documents, "seal_numbers"):
        for seal in _items(stated.field):
            if firm(stated, case.policy) and len(key := clear_digits(seal)) >= SHORTEST:
                found.setdefault(key, seal)
    for event in case.events:
        if event.type in _TRAVEL and event.lot in case.lot.custody_lots:
            for seal in event.tags:
                if len(key := clear_digits(seal)) >= SHORTEST:
                    found.setdefault(key, seal)
    return found


def _stones(documents: Iterable[Document], events: Iterable[CustodyEvent]) -> dict[str, str]:
    """Identifiers of single stones or parcels on a traceability platform, where paper or record gives one."""
    found: dict[str, str] = {}
    for document in documents:
        for facts in (document.more, *document.lines):
            for name, field in facts.items():
                if _STONE.search(name) and field.value is not None:
                    for item in _items(field):
                        found.setdefault(bare(item), item)
    for event in events:
        for name, value in event.more.items():
            if _STONE.search(name) and bare(value):
                found.setdefault(bare(value), value)
    return {key: shown for key, shown in found.items() if len(key) >= SHORTEST}


def _chain(case: Case) -> tuple[str, ...]:
    if not case.lot.custody_lots:
        return ()
    lots = graph_of(case.dossier.custody.events).ancestors(case.lot.custody_lots)
    return tuple(bare(lot) for lot in list(lots)[:MOST_LOTS_OF_CHAIN])


def _contained(case: Case, mass: Decimal | None) -> Decimal | None:
    """Grams of metal: the weight times the grade, where a paper states one in per cent."""
    grade = next(
        (g for s in statements(case.documents, "grade") if s.field.unit == "%" and (g := decimal(s.value)) is not None),
        None,
    )
    return mass * grade / 100 if mass is not None and grade is not None else None


def _named(documents: Sequence[Document], name: str) -> str | None:
    found = statements(documents, name)
    return str(found[0].value) if found else None


def _declared(documents: Sequence[Document]) -> tuple[str, ...]:
    """The origins that a supplier's declaration names."""
    stated = statements(documents, "country_of_origin", (DECLARATION,))
    return tuple(sorted({code for s in stated for code in countries(s.field)}))


def _only(stated: Stated | None) -> str | None:
    if stated is None:
        return None
    found = sorted(countries(stated.field))
    return found[0] if len(found) == 1 else None
