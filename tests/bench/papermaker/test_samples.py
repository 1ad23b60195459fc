"""The committed samples are what the script makes, small, and say what their README says."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from bench.papermaker.samples import SAMPLES, write_samples

COMMITTED = Path(__file__).parents[3] / "samples"
LIMIT = 5_000_000
"""What all samples together may weigh, in bytes."""


def _truth(folder: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "truth" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _content(truth: dict[str, Any]) -> list[Any]:
    """What a truth says, without digests and places, which depend on the fonts that are installed."""
    documents = []
    for d in truth["documents"]:
        rows = [d["fields"], *d["lines"]]
        values = [{n: (f["value"], f.get("unit"), f["raw"]) for n, f in row.items()} for row in rows]
        documents.append((d["type"], d["language"], d["channel"], d["template"], values))
    return [documents, truth["lots"], [f["name"] for f in truth["files"]]]


def test_samples_weigh_little() -> None:
    assert sum(p.stat().st_size for p in COMMITTED.rglob("*") if p.is_file()) < LIMIT


@pytest.mark.parametrize("name", [s.name for s in SAMPLES])
def test_every_file_of_a_sample_is_in_its_truth(name: str) -> None:
    truth = _truth(COMMITTED, name)
    listed = {f["name"]: f["sha256"] for f in truth["files"]}
    there = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (COMMITTED / name).iterdir()}
    assert {n: d for n, d in there.items() if not n.startswith("custody.")} == listed
    assert any(n.startswith("custody.") for n in there)


def test_the_script_makes_the_committed_samples(tmp_path: Path) -> None:
    write_samples(tmp_path)
    for spec in SAMPLES:
        assert _content(_truth(tmp_path, spec.name)) == _content(_truth(COMMITTED, spec.name))
        made, kept = (folder / spec.name / "custody.csv" for folder in (tmp_path, COMMITTED))
        assert made.read_bytes() == kept.read_bytes()


def test_the_samples_are_one_clean_parcel_one_broken_lot_and_one_clean_lot_in_french() -> None:
    expected = {s.name: [e["code"] for e in _truth(COMMITTED, s.name)["lots"][0]["expected"]] for s in SAMPLES}
    assert expected == {
        "diamonds-clean": ["artisanal-source"],
        "cassiterite-discrepancies": ["weight-mismatch", "seal-mismatch"],
        "cobalt-scans-fr": [],
    }
    assert {d["language"] for d in _truth(COMMITTED, "cobalt-scans-fr")["documents"]} == {"fr"}
