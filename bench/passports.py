"""Passports built, signed and written per second, and verified per second: `python -m bench.passports`.

One lot like those of real bundles: six papers of some fifteen fields with evidence, three rows of an invoice, a chain
of eight events, sixty rules. Each is another lot, so that nothing can be kept from one to the next. Written means
whole files, each synced to the disk of `--out`.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from extract.model import Document, DocumentKind, Evidence, Field, Money, PageRef
from ingest.model import Box, SourceFile
from lotpass.outputs import write_file
from passport.build import build
from passport.keys import LocalKey, generate
from passport.model import MadeBy
from passport.sign import seal
from passport.verify import verify
from validate.model import Check, CheckedLot, CustodyEvent, CustodyRecord, Dossier, EventType, Lot

AS_OF = date(2026, 1, 15)
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
MADE_BY = MadeBy(lotpass="0.1.0", engines={"tesseract": "5"}, extraction="1", rules="1", reference="1", policy="1")
KINDS = [kind for kind in DocumentKind if kind is not DocumentKind.UNKNOWN][:6]
FIELDS = (
    *("document_number", "issue_date", "issuing_authority", "exporter_name", "exporter_address", "importer_name"),
    *("importer_address", "country_of_origin", "country_of_provenance", "country_of_destination", "mineral"),
    *("goods_description", "lot_number"),
)


def _sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _field(name: str, value: object, file: str, row: int, unit: str | None = None) -> Field:
    box = Box(0.1 + row / 300, row / 40, 0.6123 + row / 300, row / 40 + 0.0172)
    return Field.model_validate(
        {
            "name": name,
            "value": value,
            "unit": unit,
            "raw": str(value),
            "confidence": 0.9 + row / 300,
            "evidence": (Evidence(file=file, page=1, box=box),),
            "label": name.replace("_", " ").title(),
        }
    )


def lot(number: int) -> tuple[CheckedLot, Dossier]:
    """A lot with its dossier; another one for each number."""
    name = f"LOT-{number:06}"
    documents, files = [], []
    for place, kind in enumerate(KINDS, 1):
        sha = _sha(f"{name}/{kind}")
        files.append(
            SourceFile(
                name=f"{kind}.pdf",
                sha256=sha,
                media_type="application/pdf",
                bytes=81234,
                pages=1,
                role="pages",
                status="read",
            )
        )
        fields = [
            _field(field, "2026-01-02" if field == "issue_date" else f"{field} of {name}", sha, row)
            for row, field in enumerate(FIELDS)
        ]
        fields += [_field("net_weight", f"{1000 + number}.25", sha, 17, "kg"), _field("parcel_count", 12, sha, 18)]
        fields.append(_field("value", Money(amount=Decimal(50_000 + number), currency="USD"), sha, 19))
        rows = [{"net_weight": _field("net_weight", "333.4", sha, 20 + n, "kg")} for n in range(3 if place == 1 else 0)]
        documents.append(
            Document(
                id=f"d{place}",
                type=kind,
                confidence=0.99,
                language="en",
                pages=(PageRef(file=sha, page=1),),
                fields={field.name: field for field in fields},
                lines=tuple(rows),
            )
        )
    chain = [
        CustodyEvent(
            id=f"E{n}",
            time=NOW - timedelta(days=60 - n),
            type=EventType.EXTRACT if n == 0 else EventType.TRANSFER,
            lot=name,
            from_party=f"Holder {n}",
            to_party=f"Holder {n + 1}",
            country="RW",
            quantity=Decimal("1000.25"),
            unit="kg",
            tags=(f"TAG-{number}-{n}",),
        )
        for n in range(8)
    ]
    dossier = Dossier(files=tuple(files), documents=tuple(documents), custody=CustodyRecord(events=tuple(chain)))
    checks = tuple(Check(rule=f"R{n:03}", outcome="passed" if n % 3 else "not_applicable") for n in range(60))
    ids = tuple(document.id for document in documents)
    return CheckedLot(
        lot=Lot(id=name, documents=ids, custody_lots=(name,)), status="clear", findings=(), checks=checks
    ), dossier


def _per_second(what: Callable[[int], Callable[[], object]], times: int) -> tuple[float, float, float]:
    """How many a second: by the clock, by the processor's time, and by the clock in the best tenth of the calls.

    The last says what an idle machine gives, as near as one that is shared can. `what` prepares one outside of all.
    """
    clocks, processor = [], 0.0
    for number in range(times):
        ready = what(number)
        started = time.perf_counter(), time.process_time()
        ready()
        clocks.append(time.perf_counter() - started[0])
        processor += time.process_time() - started[1]
    return times / sum(clocks), times / processor, 1 / sorted(clocks)[times // 10]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=500)
    parser.add_argument("--out", type=Path, help="where the files are written (default: a temporary folder)")
    asked = parser.parse_args()
    key = LocalKey(generate("ES256"))
    with tempfile.TemporaryDirectory(dir=asked.out) as folder:

        def path(number: int) -> Path:
            return Path(folder) / f"{number}.passport.json"

        def make(number: int) -> Callable[[], object]:
            checked, dossier = lot(number)
            return lambda: write_file(path(number), seal(build(checked, dossier, MADE_BY, AS_OF), key, NOW))

        def check(number: int) -> Callable[[], object]:
            data = path(number).read_bytes()
            return lambda: _must_hold(verify(data, {key.kid: key.jwk}, demand_trust=True, now=NOW).verified)

        for title, what in (("built, signed and written", make), ("verified", check)):
            clock, processor, best = _per_second(what, asked.times)
            print(
                f"{title}, per second: {clock:.0f} by the clock, {processor:.0f} by processor time, {best:.0f} at best"
            )
        print(f"bytes of a passport: {path(0).stat().st_size}")


def _must_hold(verified: bool) -> None:
    if not verified:
        raise SystemExit("a passport did not verify: the figures mean nothing")


if __name__ == "__main__":
    main()
