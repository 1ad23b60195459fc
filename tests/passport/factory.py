"""Hand-made dossiers: a rough-diamond parcel from Lesotho, and a cobalt lot with scans, conflicts and a lost file."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from extract.model import (
    Alternative,
    Document,
    DocumentKind,
    Evidence,
    Field,
    FieldStatus,
    FieldValue,
    Money,
    PageRef,
)
from ingest.model import Box, SourceFile
from passport.build import build
from passport.keys import LocalKey, generate
from passport.model import MadeBy, Passport
from passport.sign import seal
from validate.model import (
    Check,
    CheckedLot,
    CustodyEvent,
    CustodyFault,
    CustodyRecord,
    Dossier,
    EventType,
    Finding,
    Lot,
    Side,
)

AS_OF = date(2026, 1, 15)
NOW = datetime(2026, 1, 15, 12, 30, 5, tzinfo=UTC)
MADE_BY = MadeBy(
    lotpass="0.1.0",
    engines={"tesseract": "5.3.0", "pdfplumber": "0.11.10"},
    extraction="1",
    rules="2026-01",
    reference=hashlib.sha256(b"tables").hexdigest(),
    policy=hashlib.sha256(b"policy").hexdigest(),
)


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def file(name: str, pages: int = 1, **more: object) -> SourceFile:
    facts: dict[str, object] = {
        "name": name,
        "sha256": sha(name),
        "media_type": "application/pdf",
        "bytes": 81234,
        "pages": pages,
        "role": "pages",
        "status": "read",
    }
    return SourceFile.model_validate({**facts, **more})


def field(
    name: str,
    value: FieldValue | None,
    where: str,
    *,
    page: int = 1,
    unit: str | None = None,
    raw: str | None = None,
    status: FieldStatus = "read",
    confidence: float = 0.98765,
    rule: str | None = None,
    alternatives: tuple[Alternative, ...] = (),
) -> Field:
    y = (len(name) * 7 % 80) / 100 + 0.01234567
    return Field(
        name=name,
        value=value,
        unit=unit,
        raw=str(value) if raw is None else raw,
        status=status,
        confidence=confidence,
        evidence=(Evidence(file=sha(where), page=page, box=Box(0.1, y, 0.43210987, y + 0.02)),),
        label=name.replace("_", " ").title(),
        rule=rule,
        alternatives=alternatives,
    )


def document(
    id_: str, kind: DocumentKind, where: str, *fields: Field, lines: tuple[dict[str, Field], ...] = (), **more: object
) -> Document:
    return Document.model_validate(
        {
            "id": id_,
            "type": kind,
            "confidence": 0.99123,
            "language": "en",
            "pages": (PageRef(file=sha(where), page=1),),
            "title": kind.value.replace("_", " ").title(),
            "fields": {item.name: item for item in fields},
            "lines": lines,
            **more,
        }
    )


def event(
    id_: str, day: int, kind: EventType, lot: str, *inputs: str, quantity: str = "1833.29", **more: object
) -> CustodyEvent:
    facts: dict[str, object] = {
        "id": id_,
        "time": datetime(2025, 11, day, 9, 40, tzinfo=UTC),
        "type": kind,
        "lot": lot,
        "inputs": inputs,
        "quantity": Decimal(quantity),
        "unit": "ct",
        "mineral": "rough diamonds",
        "country": "LS",
        "source": sha("custody.csv"),
        "position": int(id_.removeprefix("E")),
    }
    return CustodyEvent.model_validate({**facts, **more})


def diamonds() -> tuple[CheckedLot, Dossier]:
    """A clear parcel of rough diamonds: certificate, invoice with two rows, declaration, a chain from two mines."""
    kp, invoice, declaration = "scans/kp.pdf", "invoice.pdf", "papers.zip!declaration.pdf"
    certificate = document(
        "d1",
        DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE,
        kp,
        field("document_number", "LS 024780", kp),
        field("issuing_authority", "Ministry of Mining, Lesotho", kp),
        field("issue_date", "2025-12-29", kp, raw="29 December 2025", rule="month-name"),
        field("expiry_date", "2026-03-29", kp, raw="29/03/2026", rule="day-first"),
        field("country_of_origin", "LS", kp, raw="Lesotho"),
        field("country_of_provenance", "LS", kp, raw="Lesotho"),
        field("country_of_destination", "BE", kp, raw="Belgium"),
        field("mineral", "rough diamonds", kp),
        field("hs_codes", ("710231",), kp, raw="7102.31"),
        field("carat_weight", "1273.09", kp, unit="ct", raw="1,273.09 ct"),
        field("parcel_count", 2, kp, raw="2 parcels"),
        field("value", Money(amount=Decimal("2546180.00"), currency="USD"), kp, raw="US$ 2,546,180.00"),
        field("exporter_name", "Khubelu Kimberlite Sales (Pty) Ltd", kp),
        field("importer_name", "Antwerp Rough NV", kp),
        marks=("stamp", "signature"),
    )
    rows = (
        {
            "carat_weight": field("carat_weight", "700.00", invoice, unit="ct", page=2),
            "value": field("value", Money(amount=Decimal("1400000"), currency="USD"), invoice, page=2),
        },
        {"carat_weight": field("carat_weight", "573.09", invoice, unit="ct", page=2)},
    )
    bill = document(
        "d2",
        DocumentKind.COMMERCIAL_INVOICE,
        invoice,
        field("document_number", "INV-2025/118", invoice),
        field("issue_date", "2025-12-30", invoice),
        field("mineral", "rough diamonds", invoice),
        field("hs_codes", ("710231", "710210"), invoice),
        field("carat_weight", "1273.09", invoice, unit="ct"),
        field("net_weight", "254.618", invoice, unit="g"),
        field("country_of_origin", "LS", invoice),
        field("lot_number", "LS-RD2415", invoice),
        field("value", Money(amount=Decimal("2546180"), currency="USD"), invoice),
        field("exporter_name", "Khubelu Kimberlite Sales (Pty) Limited", invoice),
        field("importer_name", "Antwerp Rough NV", invoice),
        lines=rows,
        pages=(PageRef(file=sha(invoice), page=1), PageRef(file=sha(invoice), page=2)),
        more={"incoterm": field("incoterm", "FCA Maseru", invoice)},
    )
    words = document(
        "d3",
        DocumentKind.ORIGIN_DECLARATION,
        declaration,
        field("country_of_origin", ("LS",), declaration),
        field("mine_site", "Motete Pipe Mine", declaration),
        field("carat_weight", "1273.09", declaration, unit="ct", status="corrected"),
    )
    chain = (
        event("E4", 25, EventType.TRANSFER, "LS-RD2415", quantity="1273.09", from_party="Motete", to_party="Khubelu"),
        event(
            "E1", 3, EventType.EXTRACT, "LS-M1", quantity="743.78", mine_site="Motete Pipe Mine", tags=("T-1", "T-2")
        ),
        event("E2", 4, EventType.EXTRACT, "LS-M2", quantity="1089.51", mine_site="Motete Pipe Mine"),
        event("E3", 10, EventType.AGGREGATE, "LS-AG", "LS-M1", "LS-M2", offset_stated=False),
        event("E5", 24, EventType.SPLIT, "LS-RD2415", "LS-AG", quantity="1.2731E+3", more={"remark": "sorted"}),
        event("E6", 24, EventType.SPLIT, "OTHER", "LS-AG", quantity="560.19"),
    )
    dossier = Dossier(
        files=(
            file(kp),
            file(invoice, 2),
            file(declaration),
            file("copy/invoice.pdf", 2, sha256=sha(invoice)),
            file("unrelated.pdf"),
            file("custody.csv", 0, role="custody", media_type="text/csv"),
        ),
        documents=(certificate, bill, words),
        custody=CustodyRecord(events=tuple(sorted(chain, key=lambda event: event.time))),
    )
    checked = CheckedLot(
        lot=Lot(id="LS-RD2415", documents=("d1", "d2", "d3"), custody_lots=("LS-RD2415",)),
        status="clear",
        findings=(
            Finding(
                code="artisanal-source",
                rule="H001",
                severity="info",
                message="No source is artisanal.",
                basis="OECD Due Diligence Guidance",
            ),
        ),
        checks=(
            Check(rule="W001", outcome="passed"),
            Check(rule="X006", outcome="passed"),
            Check(rule="H001", outcome="failed"),
            Check(rule="A003", outcome="not_applicable"),
            Check(rule="D009", outcome="not_decidable", reason="The declaration has no date."),
        ),
    )
    return checked, dossier


def cobalt() -> tuple[CheckedLot, Dossier]:
    """A blocked cobalt lot in French: conflicting weight, unreadable expiry, a reused certificate, a lost file."""
    origin, licence, other = "certificat d’origine.tif", "licence.jpg", "autre.pdf"
    certificate = document(
        "d1",
        DocumentKind.CERTIFICATE_OF_ORIGIN,
        origin,
        field("document_number", "CO/2025/0042", origin),
        field("form", "COMESA", origin),
        field("country_of_origin", ("CD", "ZM"), origin, raw="RDC, Zambie"),
        field("mineral", "cobalt", origin),
        field(
            "net_weight",
            None,
            origin,
            unit="t",
            raw="24,5 t / 25,4 t",
            status="conflicting",
            confidence=0.5,
            alternatives=(
                Alternative(
                    value="24.5",
                    unit="t",
                    raw="24,5 t",
                    score=0.61239,
                    evidence=(Evidence(file=sha(origin), page=1, box=Box(0.5, 0.5, 0.6, 0.52)),),
                ),
                Alternative(value="25.4", unit="t", raw="25,4 t", score=0.6, evidence=()),
            ),
        ),
        language="fr",
        confidence=0.87,
    )
    permit = document(
        "d2",
        DocumentKind.EXPORT_LICENCE,
        licence,
        field("document_number", "LIC 77", licence),
        field("expiry_date", None, licence, raw="3? mars 20", status="unreadable", confidence=0.1),
        field("net_weight", "24.5", licence, unit="t"),
        field("exporter_name", "Société Minière de Kolwezi SARL", licence, confidence=0.41),
        language="fr",
    )
    elsewhere = document(
        "d9", DocumentKind.CERTIFICATE_OF_ORIGIN, other, field("document_number", "CO/2025/0042", other)
    )
    findings = (
        Finding(
            code="certificate-reused",
            rule="M001",
            severity="block",
            message="CO/2025/0042 is used for another lot.",
            basis="AfCFTA Annex 2",
            left=Side(document="d1", field="document_number", value="CO/2025/0042"),
            right=Side(document="d9", field="document_number", value="CO/2025/0042"),
            evidence=(Evidence(file=sha(other), page=1, box=Box(-0.001, 0.2, 0.3, 1.0004)),),
        ),
        Finding(
            code="uncertain-field",
            rule="U001",
            severity="review",
            message="The exporter was read with a confidence of 0.41.",
            basis="lotpass",
            left=Side(document="d2", field="exporter_name", value="Société Minière de Kolwezi SARL"),
            evidence=(Evidence(file=sha(licence), page=1, box=Box(0.1, 0.1, 0.3, 0.12)),),
        ),
        Finding(
            code="custody-missing",
            rule="C001",
            severity="review",
            message="No custody record.",
            basis="OECD",
            left=None,
        ),
    )
    dossier = Dossier(
        files=(
            file(origin, media_type="image/tiff"),
            file(licence, media_type="image/jpeg"),
            file(other),
            file("perdu.pdf", 0, role="none", status="quarantined", reason="The file is encrypted."),
        ),
        documents=(certificate, permit, elsewhere),
        custody=CustodyRecord(faults=(CustodyFault(source=sha("c.csv"), position=3, reason="The time is empty."),)),
    )
    checked = CheckedLot(
        lot=Lot(id="CD/Co 2025-17", documents=("d1", "d2")),
        status="blocked",
        findings=findings,
        checks=(
            Check(rule="M001", outcome="failed"),
            Check(rule="U001", outcome="failed"),
            Check(rule="C001", outcome="failed"),
            Check(rule="W010", outcome="not_decidable", reason="The net weight is conflicting."),
        ),
    )
    return checked, dossier


def passport(which: tuple[CheckedLot, Dossier] | None = None) -> Passport:
    checked, dossier = diamonds() if which is None else which
    return build(checked, dossier, MADE_BY, AS_OF)


ED25519 = LocalKey(generate("EdDSA"))
P256 = LocalKey(generate("ES256"))
LATE = datetime(2026, 1, 15, 14, 30, 5, tzinfo=timezone(timedelta(hours=2)))


def sealed(key: LocalKey = P256, which: tuple[CheckedLot, Dossier] | None = None) -> bytes:
    return seal(passport(which), key, NOW)
