"""What a lot is and where it goes, as its papers say: goods, shipment day, origin, destination."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extract.model import Document, DocumentKind, Field
from extract.values.minerals import common_mineral, kinds_of
from validate.facts import SCHEME_CERTIFICATES, Stated, read_field, sort_key, statements, text
from validate.model import CustodyEvent, EventType, Side
from validate.reference_rows import Mineral
from validate.rules.model import Case, once_a_case
from validate.weights import Kind

KP = DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE
ICGLR = DocumentKind.ICGLR_CERTIFICATE
LICENCE = DocumentKind.EXPORT_LICENCE
INVOICE = DocumentKind.COMMERCIAL_INVOICE
PACKING = DocumentKind.PACKING_LIST
TRANSPORT = DocumentKind.TRANSPORT_DOCUMENT
ORIGIN_CERTIFICATE = DocumentKind.CERTIFICATE_OF_ORIGIN
ASSAY = DocumentKind.ASSAY_CERTIFICATE
DECLARATION = DocumentKind.ORIGIN_DECLARATION
CUSTOMS = DocumentKind.CUSTOMS_DECLARATION


@dataclass(frozen=True, slots=True)
class Day:
    """A day that counts for date rules, and what states it (None: the day that stands for today)."""

    date: date
    source: Stated | CustodyEvent | None

    @property
    def side(self) -> Side:
        """The finding's side that names where the day comes from."""
        if isinstance(self.source, Stated):
            return self.source.side
        if self.source is not None:
            return Side(event=self.source.id, field="event_time", value=self.source.time.isoformat())
        return Side(reference="as-of date", value=self.date.isoformat())


def of_kind(case: Case, *kinds: DocumentKind) -> tuple[Document, ...]:
    """The lot's documents of these types, in reference order."""
    return tuple(sorted((d for d in case.documents if d.type in kinds), key=sort_key))


@once_a_case
def own_documents(case: Case) -> tuple[Document, ...]:
    """The lot's documents that serve no other lot."""
    return tuple(d for d in case.documents if not serves_others(case, d))


def serves_others(case: Case, document: Document) -> bool:
    """Whether a document serves another lot too: what it states once may be that lot's, or of both together."""
    return bool(set(case.bundle.homes.get(document.id, ())) - {case.lot.id})


def as_date(field: Field | None) -> date | None:
    """The date that a field states; None where it states none."""
    if field is None or not isinstance(field.value, str):
        return None
    try:
        return date.fromisoformat(field.value)
    except ValueError:
        return None


def dated(documents: Sequence[Document], name: str) -> tuple[tuple[Stated, date], ...]:
    """Every statement of this date field, with its date."""
    return tuple((s, day) for s in statements(documents, name) if (day := as_date(s.field)) is not None)


@once_a_case
def shipped(case: Case) -> Day:
    """The day of shipment: the transport document's (else its issue), a certificate's, the custody record's export,
    else the day that stands for today."""
    transport = of_kind(case, TRANSPORT)
    for documents, name in (
        (transport, "shipment_date"),
        (transport, "issue_date"),
        (tuple(d for d in case.documents if d.type is not TRANSPORT), "shipment_date"),
    ):
        found = dated(documents, name)
        if found:
            return Day(found[0][1], _borne_out(case, *found[0]))
    for event in reversed(case.events):
        if event.type is EventType.EXPORT and event.lot in case.lot.custody_lots:
            return Day(event.time.date(), event)
    return Day(case.as_of, None)


def _borne_out(case: Case, stated: Stated, day: date) -> Stated:
    """The statement, read as surely as the surest of those that state the same day for the same movement: the other
    transport dates, a certificate's, the custody record's export. Two weak readings of one day are no coincidence."""
    same = [s for n in ("shipment_date", "issue_date") for s, d in dated(of_kind(case, TRANSPORT), n) if d == day]
    same += [s for s, d in dated(case.documents, "shipment_date") if d == day and s.document is not stated.document]
    sure = max((s.field.confidence for s in same), default=0.0)
    if any(e.type is EventType.EXPORT and e.time.date() == day for e in case.events):
        sure = 1.0
    if sure <= stated.field.confidence:
        return stated
    return Stated(stated.document, stated.field.model_copy(update={"confidence": sure}))


def codes(document: Document) -> Stated | None:
    """The HS codes of a document, those of its lines included, as one statement; None where it has none."""
    fields: list[Field] = []
    found: set[str] = set()
    for field in (read_field(document, "hs_codes"), *(line.get("hs_codes") for line in document.lines)):
        if field is not None and field.status in ("read", "corrected") and isinstance(field.value, tuple):
            fields.append(field)
            found.update(code for code in field.value if code.isdigit())
    if not found:
        return None
    return Stated(
        document,
        Field(
            name="hs_codes",
            value=tuple(sorted(found)),
            raw="; ".join(f.raw for f in fields if f.raw),
            confidence=min(f.confidence for f in fields),
            evidence=tuple(e for f in fields for e in f.evidence),
            alternatives=fields[0].alternatives if len(fields) == 1 else (),
        ),
    )


def names_of(mineral: Mineral) -> frozenset[str]:
    """The names that a table or a paper may have for a commodity: its own, and the wider ones."""
    return frozenset((mineral.name, *kinds_of(mineral.name)))


def six_digit_codes(case: Case) -> frozenset[str]:
    """The HS codes that the lot's papers state, to six digits."""
    stated = [s.value for d in case.documents if (s := codes(d)) is not None]
    return frozenset(c[:6] for value in stated if isinstance(value, tuple) for c in value)


@once_a_case
def goods(case: Case) -> Mineral | None:
    """The lot's commodity: what most documents name, else what its scheme or HS codes say; None where nothing does.

    A wider name (coloured gemstones) stands for the narrower that other papers give, where they give but one.
    Documents that serve other lots too are asked only where none of the lot's own names any: they may mean the others.
    """
    known = _minerals(case, own_documents(case)) or _minerals(case, case.documents)
    if known:
        votes = Counter(known)
        most = max(votes, key=lambda m: (votes[m], -known.index(m)))
        narrower = [m for m in votes if most in kinds_of(m)]
        one = common_mineral(narrower)
        return case.reference.minerals[one if one in narrower else most]
    if of_kind(case, KP):
        return case.reference.minerals.get("rough diamonds")
    for document in sorted(case.documents, key=sort_key):
        stated = codes(document)
        for code in stated.value if stated is not None and isinstance(stated.value, tuple) else ():
            for mineral in case.reference.minerals.values():
                if any(code.startswith(p) for p in mineral.hs_prefixes):
                    return mineral
    for event in reversed(case.events):
        if event.mineral and event.mineral.strip().lower() in case.reference.minerals:
            return case.reference.minerals[event.mineral.strip().lower()]
    return None


def _minerals(case: Case, documents: Sequence[Document]) -> list[str]:
    """The known commodities that documents name, in their order."""
    named = (name.strip().lower() for document in documents if (name := text(document, "mineral")))
    return [name for name in named if name in case.reference.minerals]


@once_a_case
def is_diamond(case: Case) -> bool:
    """Whether the Kimberley Process covers the lot."""
    mineral = goods(case)
    return bool(of_kind(case, KP)) or (mineral is not None and mineral.group == "diamond")


def scales(case: Case) -> Kind:
    """Which weight tolerance the goods fall under."""
    mineral = goods(case)
    if is_diamond(case) or (mineral is not None and mineral.group in ("diamond_polished", "synthetic", "gem")):
        return "diamond"
    return "precious" if mineral is not None and mineral.group in ("gold", "precious") else "bulk"


def countries(field: Field) -> frozenset[str]:
    """The country codes that a field states (`MIXED` for a mixed parcel)."""
    value = field.value
    found = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
    return frozenset(c.strip().upper() for c in found if c.strip())


def origins(case: Case) -> frozenset[str]:
    """The countries of origin by the reference document; those of the custody record where no document states one."""
    found = statements(case.documents, "country_of_origin")
    if found:
        return countries(found[0].field)
    return frozenset(e.country.upper() for e in case.events if e.type is EventType.EXTRACT and e.country)


def provenance(case: Case) -> Stated | None:
    """What states the exporting country, the scheme certificate first."""
    found = statements(case.documents, "country_of_provenance")
    return found[0] if found else None


def destination(case: Case) -> Stated | None:
    """What states the country of destination: certificate, then transport document, then the others."""
    found = statements(case.documents, "country_of_destination")
    ranked = sorted(found, key=lambda s: (s.document.type not in SCHEME_CERTIFICATES, s.document.type is not TRANSPORT))
    return ranked[0] if ranked else None
