"""Papers for the rules' tests: three clean lots, and the means to change one fact at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from extract.model import Alternative, Document, DocumentKind, Evidence, Field, Money, PageRef, Sheet, TextLine
from ingest.model import Box, Remark, SourceFile
from validate.check import check
from validate.model import CheckedLot, CustodyEvent, CustodyRecord, Dossier, EventType, Finding
from validate.policy import Policy
from validate.reference import Reference

AS_OF = date(2026, 2, 20)
FILE = "ab" * 32
EVIDENCE = (Evidence(file=FILE, page=1, box=Box(0.1, 0.1, 0.3, 0.12)),)

UNITS = {"carat_weight": "ct", "grade": "%", "recycled_share": "%"}


def make(name: str, value: Any, confidence: float = 0.97) -> Field:
    """A field from plain Python: `("10.421", "t")` for a weight, `("USD", "12.30")` for money, lists for lists."""
    unit = UNITS.get(name)
    if name in ("value", "unit_price", "licensed_value"):
        value = Money(currency=value[0], amount=Decimal(value[1]))
    elif isinstance(value, tuple):
        value, unit = value
    elif isinstance(value, list):
        value = tuple(value)
    return Field(name=name, value=value, unit=unit, raw=str(value), confidence=confidence, evidence=EVIDENCE)


def paper(id_: str, kind: DocumentKind, lines: Iterable[dict[str, Any]] = (), **facts: Any) -> Document:
    """A document of one page with these facts."""
    return Document(
        id=id_,
        type=kind,
        confidence=0.99,
        language="en",
        pages=(PageRef(file=FILE, page=int(id_[1:])),),
        fields={name: make(name, value) for name, value in facts.items()},
        lines=tuple({name: make(name, value) for name, value in line.items()} for line in lines),
    )


def event(
    id_: str, day: str, kind: EventType, lot: str, quantity: str, unit: str, country: str, **more: Any
) -> CustodyEvent:
    """A custody event at nine in the morning."""
    time = datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC)
    return CustodyEvent(
        id=id_, time=time, type=kind, lot=lot, quantity=Decimal(quantity), unit=unit, country=country, **more
    )


EXPORTER: dict[str, Any] = {
    "exporter_name": "Khubelu Kimberlite Sales (Pty) Ltd",
    "exporter_address": "31 Kingsway, Maseru, Lesotho",
}
IMPORTER: dict[str, Any] = {
    "importer_name": "Zuiderdok Rough BV",
    "importer_address": "Herentalsestraat 70, 2018 Antwerpen, Belgium",
}


def diamonds(n: int = 1, number: str = "LS 024780") -> Dossier:
    """A clean parcel of rough diamonds from Lesotho to Antwerp; `n` sets numbers apart where two lots meet."""
    first = 10 * n
    carats = f"{1173 + 100 * n}.09"
    value = ("USD", f"{861194 + 100000 * n}.94")
    invoice, lot, seal = f"KK6687{n}", f"LS-RD241{n}", f"KP25120{n}"
    facts: dict[str, Any] = {"mineral": "rough diamonds", "parcel_count": 2, "carat_weight": carats}
    papers = (
        paper(
            f"d{first}",
            DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE,
            **facts,
            **EXPORTER,
            **IMPORTER,
            document_number=number,
            issue_date="2026-01-28",
            expiry_date="2026-03-20",
            issuing_authority="Department of Mines, Ministry of Natural Resources",
            country_of_origin="LS",
            country_of_provenance="LS",
            country_of_destination="BE",
            hs_codes=["710231"],
            seal_numbers=[seal],
            value=value,
        ),
        paper(
            f"d{first + 1}",
            DocumentKind.COMMERCIAL_INVOICE,
            lines=(
                {
                    "carat_weight": "1000.00",
                    "unit_price": ("USD", "500.00"),
                    "value": ("USD", "500000.00"),
                    "hs_codes": ["710231"],
                },
                {
                    "carat_weight": str(Decimal(carats) - 1000),
                    "value": ("USD", str(Decimal(value[1]) - 500000)),
                    "hs_codes": ["710231"],
                },
            ),
            **facts,
            **EXPORTER,
            **IMPORTER,
            document_number=invoice,
            certificate_number=number,
            issue_date="2026-01-25",
            country_of_origin="LS",
            value=value,
        ),
        paper(
            f"d{first + 2}",
            DocumentKind.PACKING_LIST,
            **facts,
            **EXPORTER,
            **IMPORTER,
            document_number=f"PL-951{n}",
            invoice_number=invoice,
            issue_date="2026-01-25",
            gross_weight=(f"{n + 2}.86", "kg"),
            seal_numbers=[seal],
        ),
        paper(
            f"d{first + 3}",
            DocumentKind.TRANSPORT_DOCUMENT,
            **facts,
            **EXPORTER,
            **IMPORTER,
            document_number=f"176-{5826120 + n}{(5826120 + n) % 7}",
            certificate_number=number,
            issue_date="2026-01-31",
            shipment_date="2026-01-31",
            country_of_destination="BE",
            gross_weight=(f"{n + 2}.86", "kg"),
            hs_codes=["710231"],
            seal_numbers=[seal],
        ),
    )
    mine, seller, buyer = "Motete Pipe Mine Company", EXPORTER["exporter_name"], IMPORTER["importer_name"]
    events = (
        event(
            f"E{n}1",
            "2025-11-10",
            EventType.EXTRACT,
            lot,
            carats,
            "ct",
            "LS",
            to_party=mine,
            mine_site="Motete",
            process="open pit",
        ),
        event(f"E{n}2", "2025-12-18", EventType.TRANSFER, lot, carats, "ct", "LS", from_party=mine, to_party=seller),
        event(
            f"E{n}3",
            "2026-01-31",
            EventType.EXPORT,
            lot,
            carats,
            "ct",
            "LS",
            from_party=seller,
            to_party=buyer,
            tags=(seal,),
            document_numbers=(number, invoice),
        ),
    )
    return dossier(papers, events)


TIN_EXPORTER: dict[str, Any] = {
    "exporter_name": "Kivumu Tin Exporters Ltd",
    "exporter_address": "KK 15 Ave, Kigali, Rwanda",
}
TIN_IMPORTER: dict[str, Any] = {
    "importer_name": "Perai Smelting Sdn. Bhd.",
    "importer_address": "5 Jalan Maju, Perai, Malaysia",
}


def tin() -> Dossier:
    """A clean lot of cassiterite from Rwanda to Malaysia."""
    facts: dict[str, Any] = {"mineral": "cassiterite", "parcel_count": 31, "lot_number": "RW-SN-278"}
    parties: dict[str, Any] = TIN_EXPORTER | TIN_IMPORTER
    papers = (
        paper(
            "d1",
            DocumentKind.ICGLR_CERTIFICATE,
            **facts,
            **parties,
            document_number="RW-ICGLR-69890",
            issue_date="2026-02-05",
            expiry_date="2026-05-04",
            shipment_date="2026-02-08",
            issuing_authority="Rwanda Mines, Petroleum and Gas Board",
            country_of_origin="RW",
            country_of_destination="MY",
            net_weight=("10.421", "t"),
            gross_weight=("10684.4", "kg"),
            grade="62.93",
            hs_codes=["260900"],
            mine_site="Gatumba Nord (RW-1.9241+29.6431-00117)",
            tag_numbers=["ITR1870482"],
            value=("USD", "196746.59"),
        ),
        paper(
            "d2",
            DocumentKind.COMMERCIAL_INVOICE,
            lines=(
                {
                    "net_weight": ("4041.8", "kg"),
                    "unit_price": ("USD", "18.88"),
                    "value": ("USD", "76309.18"),
                    "hs_codes": ["260900"],
                },
                {
                    "net_weight": ("6379.1", "kg"),
                    "unit_price": ("USD", "18.88"),
                    "value": ("USD", "120437.41"),
                    "hs_codes": ["260900"],
                },
            ),
            **facts,
            **parties,
            document_number="INV-2686",
            certificate_number="RW-ICGLR-69890",
            issue_date="2026-02-02",
            country_of_origin="RW",
            net_weight=("10420.9", "kg"),
            value=("USD", "196746.59"),
        ),
        paper(
            "d3",
            DocumentKind.PACKING_LIST,
            **facts,
            **parties,
            document_number="PL-8527",
            invoice_number="INV-2686",
            issue_date="2026-02-02",
            net_weight=("10420.9", "kg"),
            gross_weight=("10684.4", "kg"),
            seal_numbers=["ML765047"],
        ),
        paper(
            "d4",
            DocumentKind.TRANSPORT_DOCUMENT,
            **parties,
            mineral="cassiterite",
            parcel_count=31,
            document_number="MXSU892129850",
            certificate_number="RW-ICGLR-69890",
            issue_date="2026-02-08",
            shipment_date="2026-02-08",
            country_of_destination="MY",
            net_weight=("10420.9", "kg"),
            gross_weight=("10684.4", "kg"),
            hs_codes=["260900"],
            seal_numbers=["ML765047"],
        ),
        paper(
            "d5",
            DocumentKind.ASSAY_CERTIFICATE,
            **facts,
            **TIN_EXPORTER,
            document_number="2026/LAB/7232",
            issue_date="2026-02-01",
            issuing_authority="Quartzline Laboratories",
            grade="62.93",
            net_weight=("10420.9", "kg"),
            seal_numbers=["ML765047"],
        ),
        paper(
            "d6",
            DocumentKind.ORIGIN_DECLARATION,
            **parties,
            mineral="cassiterite",
            document_number="KT-D892",
            invoice_number="INV-2686",
            issue_date="2026-02-02",
            country_of_origin="RW",
            mine_site="Gatumba Nord (RW-1.9241+29.6431-00117)",
            net_weight=("10420.9", "kg"),
        ),
    )
    lot, mine, seller = "RW-SN-278", "Gatumba Mining Company", TIN_EXPORTER["exporter_name"]
    events = (
        event(
            "E1",
            "2025-12-01",
            EventType.EXTRACT,
            lot,
            "10420.9",
            "kg",
            "RW",
            to_party=mine,
            mine_site="Gatumba Nord (RW-1.9241+29.6431-00117)",
            process="open pit",
        ),
        event("E2", "2026-01-10", EventType.TRANSFER, lot, "10420.9", "kg", "RW", from_party=mine, to_party=seller),
        event(
            "E3",
            "2026-02-08",
            EventType.EXPORT,
            lot,
            "10420.9",
            "kg",
            "RW",
            from_party=seller,
            to_party=TIN_IMPORTER["importer_name"],
            tags=("ML765047",),
            document_numbers=("RW-ICGLR-69890", "INV-2686"),
        ),
    )
    return dossier(papers, events)


GOLD_EXPORTER: dict[str, Any] = {
    "exporter_name": "Oro Cotahuasi S.A.C.",
    "exporter_address": "Calle Bolívar 220, Arequipa, Perú",
}
GOLD_IMPORTER: dict[str, Any] = {
    "importer_name": "Juragold Raffinerie AG",
    "importer_address": "Bahnhofweg 3, 2502 Biel, Switzerland",
}


def gold() -> Dossier:
    """A clean lot of doré from Peru to Switzerland, under an export licence."""
    facts: dict[str, Any] = {"mineral": "gold", "parcel_count": 4}
    parties: dict[str, Any] = GOLD_EXPORTER | GOLD_IMPORTER
    papers = (
        paper(
            "d1",
            DocumentKind.CERTIFICATE_OF_ORIGIN,
            **facts,
            **parties,
            document_number="A 963814",
            invoice_number="419/2026",
            issue_date="2026-01-04",
            issuing_authority="Cámara de Comercio de Lima",
            country_of_origin="PE",
            net_weight=("13.844", "kg"),
            gross_weight=("19.44", "kg"),
            hs_codes=["710812"],
            goods_description="Barras doré de oro",
        ),
        paper(
            "d2",
            DocumentKind.EXPORT_LICENCE,
            **parties,
            mineral="gold",
            document_number="EL-72833",
            issue_date="2025-11-03",
            expiry_date="2026-07-23",
            issuing_authority="Ministerio de Energía y Minas",
            country_of_destination="CH",
            hs_codes=["710812"],
            licensed_quantity=("18700", "g"),
            licensed_value=("USD", "1900000.00"),
        ),
        paper(
            "d3",
            DocumentKind.COMMERCIAL_INVOICE,
            lines=(
                {
                    "net_weight": ("13843.5", "g"),
                    "unit_price": ("USD", "98.01"),
                    "value": ("USD", "1356801.44"),
                    "hs_codes": ["710812"],
                },
            ),
            **facts,
            **parties,
            document_number="419/2026",
            licence_number="EL-72833",
            lot_number="PE-AU-232",
            issue_date="2026-01-01",
            country_of_origin="PE",
            net_weight=("13843.5", "g"),
            value=("USD", "1356801.44"),
        ),
        paper(
            "d4",
            DocumentKind.PACKING_LIST,
            **facts,
            **parties,
            document_number="OC/PL/670",
            invoice_number="419/2026",
            lot_number="PE-AU-232",
            issue_date="2026-01-01",
            net_weight=("13843.5", "g"),
            gross_weight=("19.44", "kg"),
            seal_numbers=["BV709352", "UL753947"],
        ),
        paper(
            "d5",
            DocumentKind.TRANSPORT_DOCUMENT,
            **facts,
            **parties,
            document_number="020-26064323",
            issue_date="2026-01-08",
            shipment_date="2026-01-08",
            country_of_destination="CH",
            net_weight=("13.844", "kg"),
            gross_weight=("19.44", "kg"),
            hs_codes=["710812"],
            seal_numbers=["BV709352", "UL753947"],
        ),
    )
    lot, mine, seller = "PE-AU-232", "Quebrada Honda Minera", GOLD_EXPORTER["exporter_name"]
    events = (
        event(
            "E1",
            "2025-11-01",
            EventType.EXTRACT,
            lot,
            "13843.5",
            "g",
            "PE",
            to_party=mine,
            mine_site="Quebrada Honda",
            process="open pit",
        ),
        event("E2", "2025-12-10", EventType.TRANSFER, lot, "13843.5", "g", "PE", from_party=mine, to_party=seller),
        event(
            "E3",
            "2026-01-08",
            EventType.EXPORT,
            lot,
            "13843.5",
            "g",
            "PE",
            from_party=seller,
            to_party=GOLD_IMPORTER["importer_name"],
            tags=("BV709352", "UL753947"),
            document_numbers=("419/2026",),
        ),
    )
    return dossier(papers, events)


def dossier(papers: Iterable[Document], events: Iterable[CustodyEvent] = ()) -> Dossier:
    """A dossier of these papers, out of one file."""
    papers = tuple(papers)
    file = SourceFile(
        name="papers.pdf",
        sha256=FILE,
        media_type="application/pdf",
        bytes=1000,
        pages=len(papers),
        role="pages",
        status="read",
    )
    record = CustodyRecord(events=tuple(sorted(events, key=lambda e: e.time)))
    return Dossier(files=(file,), documents=papers, custody=record)


Change = Callable[[Dossier], Dossier]


def kind_of(dossier_: Dossier, short: str) -> str:
    """The id of the first document of a type: `kp`, `inv`, `pl`, `tr`, `coo`, `lic`, `assay`, `decl`, `icglr`."""
    kinds = {
        "kp": DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE,
        "icglr": DocumentKind.ICGLR_CERTIFICATE,
        "inv": DocumentKind.COMMERCIAL_INVOICE,
        "pl": DocumentKind.PACKING_LIST,
        "tr": DocumentKind.TRANSPORT_DOCUMENT,
        "coo": DocumentKind.CERTIFICATE_OF_ORIGIN,
        "lic": DocumentKind.EXPORT_LICENCE,
        "assay": DocumentKind.ASSAY_CERTIFICATE,
        "decl": DocumentKind.ORIGIN_DECLARATION,
    }
    return next(d.id for d in dossier_.documents if d.type is kinds[short])


def changed(document: Document, **updates: Any) -> Document:
    """The document with other fields (None takes one away)."""
    fields = dict(document.fields)
    for name, value in updates.items():
        if value is None:
            fields.pop(name, None)
        else:
            fields[name] = value if isinstance(value, Field) else make(name, value)
    return document.model_copy(update={"fields": fields})


def edit(short: str, **updates: Any) -> Change:
    """A change of one document's fields."""

    def change(whole: Dossier) -> Dossier:
        wanted = kind_of(whole, short)
        papers = tuple(changed(d, **updates) if d.id == wanted else d for d in whole.documents)
        return whole.model_copy(update={"documents": papers})

    return change


def everywhere(**updates: Any) -> Change:
    """A change of a field on every document that states it."""

    def change(whole: Dossier) -> Dossier:
        papers = tuple(changed(d, **{n: v for n, v in updates.items() if n in d.fields}) for d in whole.documents)
        return whole.model_copy(update={"documents": papers})

    return change


def unread(short: str, name: str, confidence: float) -> Change:
    """The field as it is, read with another confidence."""

    def change(whole: Dossier) -> Dossier:
        wanted = kind_of(whole, short)
        papers = tuple(
            d.model_copy(
                update={"fields": d.fields | {name: d.fields[name].model_copy(update={"confidence": confidence})}}
            )
            if d.id == wanted
            else d
            for d in whole.documents
        )
        return whole.model_copy(update={"documents": papers})

    return change


def without(short: str) -> Change:
    """A bundle without one document."""

    def change(whole: Dossier) -> Dossier:
        wanted = kind_of(whole, short)
        return whole.model_copy(update={"documents": tuple(d for d in whole.documents if d.id != wanted)})

    return change


def lines(short: str, *cells: dict[str, Any]) -> Change:
    """Other lines on one document."""

    def change(whole: Dossier) -> Dossier:
        wanted = kind_of(whole, short)
        made = tuple({name: make(name, value) for name, value in line.items()} for line in cells)
        papers = tuple(d.model_copy(update={"lines": made}) if d.id == wanted else d for d in whole.documents)
        return whole.model_copy(update={"documents": papers})

    return change


def all_of(*changes: Change) -> Change:
    """One change after another."""

    def change(whole: Dossier) -> Dossier:
        for one in changes:
            whole = one(whole)
        return whole

    return change


def shaky(name: str, value: Any, confidence: float) -> Field:
    """A field read with this confidence."""
    return make(name, value, confidence)


def twofold(name: str, value: Any, other: Any, confidence: float = 0.7) -> Field:
    """A field with a second admissible reading."""
    second = make(name, other)
    assert second.value is not None
    alternative = Alternative(value=second.value, unit=second.unit, raw=second.raw, score=0.6)
    return make(name, value, confidence).model_copy(update={"alternatives": (alternative,)})


def checked(whole: Dossier, as_of: date = AS_OF, policy: Policy | None = None) -> tuple[CheckedLot, ...]:
    """The lots, checked with the shipped tables and the default policy."""
    return check(whole, Reference.load(), policy or Policy.load(), as_of)


def loud(lot: CheckedLot) -> set[str]:
    """The codes that block or call a reviewer."""
    return {f.code for f in lot.findings if f.severity != "info"}


def of_code(lot: CheckedLot, code: str) -> list[Finding]:
    """The findings of one code."""
    return [f for f in lot.findings if f.code == code]


def outcome(lot: CheckedLot, rule: str) -> str:
    """The outcome of one rule."""
    return next(c.outcome for c in lot.checks if c.rule == rule)


def worded(document: Document, *lines: str, confidence: float = 0.99, digital: bool = True) -> Document:
    """The document with this wording, a line under the other."""
    text = tuple(
        TextLine(line, document.pages[0].page, Box(0.1, n / 200, 0.9, n / 200 + 0.004), confidence, digital)
        for n, line in enumerate(lines)
    )
    return document.model_copy(update={"text": text})


def _on(short: str, update: Callable[[Document], Document]) -> Change:
    def change(whole: Dossier) -> Dossier:
        wanted = kind_of(whole, short)
        papers = tuple(update(d) if d.id == wanted else d for d in whole.documents)
        return whole.model_copy(update={"documents": papers})

    return change


def say(short: str, *lines: str, confidence: float = 0.99, digital: bool = True) -> Change:
    """Gives one document this wording."""
    return _on(short, lambda d: worded(d, *lines, confidence=confidence, digital=digital))


def further(short: str, **facts: Any) -> Change:
    """Further facts (`Document.more`) on one document."""
    more = {name: value if isinstance(value, Field) else make(name, value) for name, value in facts.items()}
    return _on(short, lambda d: d.model_copy(update={"more": d.more | more}))


def marked(short: str, *marks: str) -> Change:
    """Marks on one document."""
    return _on(short, lambda d: d.model_copy(update={"marks": marks}))


def in_language(short: str, language: str) -> Change:
    """One document in another language."""
    return _on(short, lambda d: d.model_copy(update={"language": language}))


def scanned(short: str, dpi: float, *remarks: str, height: float = 842) -> Change:
    """One document as a scan of A4 (or of another height) of this resolution, read with these remarks."""
    said = tuple(Remark(code=code, text=code) for code in remarks)

    def update(document: Document) -> Document:
        (page,) = document.pages
        sheet = Sheet(
            file=page.file, page=page.page, width=595, height=height, origin="ocr", dpi=dpi, blur=0.1, remarks=said
        )
        return document.model_copy(update={"sheets": (sheet,)})

    return _on(short, update)


def signed_scans(*shorts: str) -> Change:
    """These papers as fine scans on which a signature was seen."""
    return all_of(*(all_of(scanned(s, 300), say(s, "Signed", digital=False), marked(s, "signature")) for s in shorts))


def add(*papers: Document) -> Change:
    """Further documents in the bundle."""
    return lambda whole: whole.model_copy(update={"documents": (*whole.documents, *papers)})
