"""The report: all that was read and found in a bundle, as `report.json` (schema lotpass.report/1)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.model import Alternative, Document, Evidence, Field, FieldValue, Money, Sheet, Sign
from ingest.model import Box, Remark, SourceFile
from passport.model import ListUsed
from passport.statements import share_text
from validate.model import CheckedLot, Dossier, Finding, Lineage, Side

SCHEMA = "lotpass.report/1"

SCHEMA_FILE = Path(__file__).with_name("report.schema.json")
"""The published JSON Schema (2020-12) of the report."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run hands to its user, before it is written down. `passports` are file names in the lots' order."""

    as_of: date
    dossier: Dossier
    lots: tuple[CheckedLot, ...]
    passports: tuple[str, ...]
    version: str
    engines: Mapping[str, str]
    seconds: float
    pages: int
    reference: str = ""
    lists: tuple[ListUsed, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The report in the contract's shape."""
        return {
            "schema": SCHEMA,
            "as_of": self.as_of.isoformat(),
            "files": [_file(file) for file in self.dossier.files],
            "documents": [_document(document) for document in self.dossier.documents],
            "lots": [_lot(lot, name) for lot, name in zip(self.lots, self.passports, strict=True)],
            "custody": {
                "events": len(self.dossier.custody.events),
                "faults": [fault.model_dump(mode="json") for fault in self.dossier.custody.faults],
            },
            "pipeline": {
                "version": self.version,
                "engines": dict(self.engines),
                "reference": self.reference,
                "sanctions": [one.model_dump(mode="json") for one in self.lists],
            },
            "timing": {"seconds": round(self.seconds, 3), "pages": self.pages},
        }

    def as_text(self) -> str:
        """The report as the text of `report.json`."""
        return json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n"


def _file(file: SourceFile) -> dict[str, Any]:
    return {
        "name": file.name,
        "sha256": file.sha256,
        "media_type": file.media_type,
        "bytes": file.bytes,
        "pages": file.pages,
        "status": file.status,
        "reason": file.reason,
        "reason_code": file.reason_code,
        "role": file.role,
        "kind": file.kind,
        "making": None if file.making is None else file.making.model_dump(mode="json"),
    }


def _document(document: Document) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": document.id,
        "type": document.type.value,
        "confidence": round(document.confidence, 3),
        "language": document.language,
        "title": document.title,
        "pages": _pages(document),
        "fields": {name: field_as_json(field) for name, field in document.fields.items()},
        "lines": [{name: field_as_json(field) for name, field in line.items()} for line in document.lines],
        "marks": list(document.marks),
        "signs": [_sign(sign) for sign in document.signs],
    }
    if document.more:
        shown["more"] = {name: field_as_json(field) for name, field in document.more.items()}
    return shown


def _pages(document: Document) -> list[dict[str, Any]]:
    """The document's pages, each with how it was found where that is known."""
    known = {(sheet.file, sheet.page): sheet for sheet in document.sheets}
    shown: list[dict[str, Any]] = []
    for page in document.pages:
        sheet = known.get((page.file, page.page))
        shown.append({"file": page.file, "page": page.page} | ({} if sheet is None else _sheet(sheet)))
    return shown


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "width": round(sheet.width, 1),
        "height": round(sheet.height, 1),
        "origin": sheet.origin,
        "rotation": sheet.rotation,
        "skew": round(sheet.skew, 2),
        "dpi": None if sheet.dpi is None else round(sheet.dpi),
        "blur": None if sheet.blur is None else round(sheet.blur, 2),
        "remarks": [_remark(remark) for remark in sheet.remarks],
    }


def _remark(remark: Remark) -> dict[str, Any]:
    shown: dict[str, Any] = {"code": remark.code, "text": remark.text}
    if remark.box is not None:
        shown |= {"box": _box(remark.box), "stated": remark.stated, "seen": remark.seen}
    return shown


def _sign(sign: Sign) -> dict[str, Any]:
    return {"kind": sign.kind, "text": sign.text} | _evidence(sign.evidence)


def value_as_json(value: FieldValue | None) -> Any:
    """A value in the contract's shape: text, number, `{"amount", "currency"}` or list."""
    if isinstance(value, Money):
        return {"amount": format(value.amount, "f"), "currency": value.currency}
    if isinstance(value, tuple):
        return list(value)
    return value


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"file": evidence.file, "page": evidence.page, "box": _box(evidence.box)}


def _box(box: Box) -> list[float]:
    return [round(min(max(edge, 0.0), 1.0), 4) for edge in box]  # letters may stand over a sheet's edge


def _alternative(other: Alternative) -> dict[str, Any]:
    return {
        "value": value_as_json(other.value),
        "unit": other.unit,
        "raw": other.raw,
        "score": round(other.score, 3),
        "evidence": [_evidence(evidence) for evidence in other.evidence],
    }


def field_as_json(field: Field) -> dict[str, Any]:
    """A field in the contract's shape, with its label, the rule that parsed it and the readings not chosen."""
    shown: dict[str, Any] = {
        "value": value_as_json(field.value),
        "unit": field.unit,
        "raw": field.raw,
        "status": field.status,
        "confidence": round(field.confidence, 3),
        "evidence": [_evidence(evidence) for evidence in field.evidence],
        "label": field.label,
        "rule": field.rule,
    }
    if field.unit is None:
        del shown["unit"]
    if field.alternatives:
        shown["alternatives"] = [_alternative(other) for other in field.alternatives]
    return shown


def _side(side: Side | None) -> dict[str, Any] | None:
    return None if side is None else side.model_dump(mode="json", exclude_none=True)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "basis": finding.basis,
        "left": _side(finding.left),
        "right": _side(finding.right),
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
    }


def _lot(checked: CheckedLot, passport: str) -> dict[str, Any]:
    outcomes = Counter(check.outcome for check in checked.checks)
    return {
        "id": checked.lot.id,
        "status": checked.status,
        "documents": list(checked.lot.documents),
        "findings": [_finding(finding) for finding in checked.findings],
        "checks": {name: outcomes[name] for name in ("passed", "failed", "not_applicable", "not_decidable")},
        "undecided": [
            {"rule": check.rule, "reason": check.reason} for check in checked.checks if check.outcome == "not_decidable"
        ],
        "lineage": _lineage(checked.lineage),
        "passport": passport,
    }


def _lineage(lineage: Lineage) -> dict[str, Any]:
    """What the lot was made of and into; shares as decimal text to six places, left out where they are not known."""
    return {
        "parents": [
            {"lot": parent.lot, **_share(parent.share), "events": list(parent.events)} for parent in lineage.parents
        ],
        "sources": [
            {
                "lot": source.lot,
                **_share(source.share),
                **({"country": source.country} if source.country else {}),
                **({"mine_site": source.mine} if source.mine else {}),
                "recycled": source.recycled,
            }
            for source in lineage.sources
        ],
        "products": [{"lot": product.lot, **_share(product.share)} for product in lineage.products],
        "products_not_listed": lineage.products_not_listed,
    }


def _share(share: Decimal | None) -> dict[str, str]:
    return {} if share is None else {"share": share_text(share)}


def exit_code(dossier: Dossier, lots: Sequence[CheckedLot]) -> int:
    """The contract's exit code of a run: 3 without a usable document, 1 with a lot that is not clear, else 0."""
    if not lots or all(document.type == "unknown" for document in dossier.documents):
        return 3
    return 0 if all(lot.status == "clear" for lot in lots) else 1
