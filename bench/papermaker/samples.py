"""Makes the sample bundles that a newcomer runs: `python -m bench.papermaker.samples [DIR]` (default `samples/`)."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from pathlib import Path

from bench.papermaker.bundle import BundleSpec, make_bundle

SAMPLES = (
    BundleSpec(
        "diamonds-clean",
        "samples",
        families="all",
        commodity="rough-diamonds",
        origin="CI",
        destination="BE",
        shipment=date(2026, 2, 12),
        channels=("pdf",),
        plans={"kp": "kp-ruled", "inv": "inv-boxed", "pl": "pl-grid", "tr": "awb-iata", "decl": "decl-letter"},
        languages={"kp": "fr/en", "inv": "fr", "pl": "fr", "tr": "en", "decl": "en"},
    ),
    BundleSpec(
        "cassiterite-discrepancies",
        "samples",
        families="all",
        commodity="cassiterite",
        origin="RW",
        destination="MY",
        shipment=date(2026, 3, 18),
        channels=("pdf",),
        fixed={"tr": "scan200", "assay": "scan200"},
        discrepancies=("weight", "seal"),
        plans={
            "icglr": "icglr-boxes",
            "inv": "inv-letterhead",
            "pl": "pl-letterhead",
            "tr": "tr-numbered",
            "assay": "assay-elements",
            "decl": "decl-letterhead",
        },
        languages=dict.fromkeys(("icglr", "inv", "pl", "tr", "assay", "decl"), "en"),
    ),
    BundleSpec(
        "cobalt-scans-fr",
        "samples",
        families="all",
        commodity="cobalt-cathode",
        origin="MA",
        destination="DE",
        shipment=date(2026, 4, 22),
        channels=("scan200",),
        fixed={"coo": "scan300", "inv": "pdf", "assay": "photo"},
        plans={
            "coo": "coo-chamber",
            "lic": "lic-ledger",
            "inv": "inv-strip",
            "pl": "pl-dotted",
            "tr": "tr-ledger",
            "assay": "assay-report",
            "decl": "decl-table",
        },
        languages=dict.fromkeys(("coo", "lic", "inv", "pl", "tr", "assay", "decl"), "fr"),
    ),
)
"""The three bundles, in the order of the samples' README."""


def write_samples(out: Path) -> None:
    """Writes each sample's folder and its truth (`truth/<name>.json`), replacing what was there."""
    (out / "truth").mkdir(parents=True, exist_ok=True)
    for spec in SAMPLES:
        folder = out / spec.name
        if folder.exists():
            shutil.rmtree(folder)
        truth = make_bundle(spec, folder, custody_inside=True) | {"custody": []}
        text = json.dumps(truth, ensure_ascii=False, indent=1, sort_keys=True)
        (out / "truth" / f"{spec.name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("samples"))
