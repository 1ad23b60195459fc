"""How many lots a core validates: six documents and ten custody events a lot, every rule, facts given as if read.

    python -m bench.validate_speed [--lots 400] [--together 400]

`--lots`: bundles of one lot each, one after the other. `--together`: one bundle of so many lots. One JSON line each:
processor seconds of one thread, lots a minute, and how many lots were not clear (there is nothing wrong with any).
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bench.custody_scale import EVENTS_A_LOT, HEADER, chain
from extract.model import Document, DocumentKind, Evidence, Field, Money, PageRef
from ingest.model import Box, SourceFile
from validate.check import check
from validate.custody.read import read_custody
from validate.model import Dossier
from validate.policy import Policy
from validate.reference import Reference

AS_OF = date(2025, 12, 1)
CARATS = "700.00"


def _field(name: str, value: Any, sha256: str) -> Field:
    unit = {"carat_weight": "ct", "gross_weight": "kg"}.get(name)
    shown: Any = Money(currency="USD", amount=Decimal(value[4:])) if name in ("value", "unit_price") else value
    evidence = (Evidence(file=sha256, page=1, box=Box(0.1, 0.1, 0.3, 0.12)),)
    return Field(name=name, value=shown, unit=unit, raw=str(value), confidence=0.97, evidence=evidence)


def papers(number: int, first: int) -> tuple[list[Document], list[SourceFile]]:
    """The six papers of one parcel of rough diamonds, each a file of its own; ids from `first` on."""
    kp, invoice, lot = f"BW {number:06d}", f"INV-{number}", f"LOT-{number:06d}"
    seller, buyer = f"Dealer {number % 89} SARL", f"Buyer {number % 53} BV"
    parties = {
        "exporter_name": seller,
        "exporter_address": f"Plot {number}, Gaborone, Botswana",
        "importer_name": buyer,
        "importer_address": f"Hoveniersstraat {number % 90}, 2018 Antwerp, Belgium",
    }
    goods = {**parties, "mineral": "rough diamonds", "carat_weight": CARATS, "parcel_count": 1}
    seal = (f"SEAL{number:07d}",)
    rows = [{"carat_weight": "140.00", "unit_price": "USD 200.00", "value": "USD 28000.00"} for _ in range(5)]
    kind = DocumentKind
    stated: list[tuple[DocumentKind, dict[str, Any], list[dict[str, Any]]]] = [
        (
            kind.KIMBERLEY_PROCESS_CERTIFICATE,
            {
                **goods,
                "document_number": kp,
                "issue_date": "2025-02-01",
                "expiry_date": "2025-12-30",
                "issuing_authority": "Department of Mines, Botswana",
                "country_of_origin": "BW",
                "country_of_provenance": "BW",
                "country_of_destination": "BE",
                "hs_codes": ("710231",),
                "value": "USD 140000.00",
                "seal_numbers": seal,
            },
            [],
        ),
        (
            kind.COMMERCIAL_INVOICE,
            {**goods, "document_number": invoice, "certificate_number": kp, "issue_date": "2025-02-02",
             "country_of_origin": "BW", "hs_codes": ("710231",), "value": "USD 140000.00", "lot_number": lot},
            rows,
        ),
        (
            kind.PACKING_LIST,
            {**goods, "document_number": f"PL-{number}", "invoice_number": invoice, "issue_date": "2025-02-02",
             "gross_weight": "2.10", "seal_numbers": seal, "lot_number": lot},
            [{"carat_weight": "140.00"} for _ in range(5)],
        ),
        (
            kind.TRANSPORT_DOCUMENT,
            {**parties, "document_number": f"020-{number:07d}{number % 7}", "certificate_number": kp,
             "invoice_number": invoice, "issue_date": "2025-02-05", "shipment_date": "2025-02-05",
             "country_of_destination": "BE", "gross_weight": "2.10", "mineral": "rough diamonds", "seal_numbers": seal},
            [],
        ),
        (
            kind.CERTIFICATE_OF_ORIGIN,
            {**parties, "document_number": f"CO-{number:06d}", "invoice_number": invoice, "issue_date": "2025-02-03",
             "country_of_origin": "BW", "country_of_destination": "BE", "mineral": "rough diamonds",
             "issuing_authority": "Botswana Chamber of Commerce"},
            [],
        ),
        (
            kind.ORIGIN_DECLARATION,
            {**parties, "document_number": f"DEC-{number:06d}", "certificate_number": kp, "issue_date": "2025-02-03",
             "country_of_origin": "BW", "mineral": "rough diamonds", "carat_weight": CARATS},
            [],
        ),
    ]  # fmt: skip
    documents, files = [], []
    for place, (type_, facts, lines) in enumerate(stated):
        sha256 = f"{number:056x}{place:08x}"
        documents.append(
            Document(
                id=f"d{first + place}",
                type=type_,
                confidence=0.99,
                language="en",
                pages=(PageRef(file=sha256, page=1),),
                fields={name: _field(name, value, sha256) for name, value in facts.items()},
                lines=tuple({name: _field(name, value, sha256) for name, value in row.items()} for row in lines),
            )
        )
        files.append(
            SourceFile(
                name=f"{number}-{place}.pdf",
                sha256=sha256,
                media_type="application/pdf",
                bytes=1000,
                pages=1,
                role="pages",
                status="read",
            )
        )
    return documents, files


def bundle(numbers: Sequence[int]) -> Dossier:
    """One bundle of these lots with their custody record."""
    documents: list[Document] = []
    files: list[SourceFile] = []
    rows = [HEADER]
    for number in numbers:
        some, of = papers(number, len(documents) + 1)
        documents += some
        files += of
        rows += chain(number)
    record = read_custody(("\n".join(rows) + "\n").encode(), "custody.csv", "0" * 64)
    assert len(record.events) == EVENTS_A_LOT * len(numbers)
    return Dossier(files=tuple(files), documents=tuple(documents), custody=record)


def measure(bundles: Sequence[Dossier]) -> dict[str, float | int]:
    """Validates these bundles; forming lots counts, reading does not."""
    reference, policy = Reference.load(), Policy.load()
    check(bundles[0], reference, policy, AS_OF)  # tables and patterns are made once, whatever follows
    start = time.process_time()
    lots = [lot for dossier in bundles for lot in check(dossier, reference, policy, AS_OF)]
    spent = time.process_time() - start
    return {
        "bundles": len(bundles),
        "lots": len(lots),
        "documents": sum(len(dossier.documents) for dossier in bundles),
        "seconds": round(spent, 2),
        "lots_a_minute": round(len(lots) / spent * 60),
        "not_clear": sum(lot.status != "clear" for lot in lots),
    }


def main() -> None:
    """Measures both ways."""
    parser = argparse.ArgumentParser(description="Lots validated a minute on one core.")
    parser.add_argument("--lots", type=int, default=400)
    parser.add_argument("--together", type=int, default=400)
    arguments = parser.parse_args()
    if arguments.lots:
        print(json.dumps(measure([bundle([number]) for number in range(1, arguments.lots + 1)])))
    if arguments.together:
        print(json.dumps(measure([bundle(range(1, arguments.together + 1))])))


if __name__ == "__main__":
    main()
