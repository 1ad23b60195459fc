"""Ink over values: what is drawn hides what it should, and what is said of it is told apart."""

from __future__ import annotations

import json
import random
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from bench import inked, press
from bench.inked_hand import writable, written
from bench.inked_marks import KINDS, Kind
from bench.inked_marks import inked as drawn_ink
from bench.inked_sheet import Layer, Spot, hidden_letters, laid, taken_off
from bench.papermaker.degrade import Picture, rasterise
from extract.model import Evidence, Field
from ingest.model import Box
from tests.bench.test_press import pdf_of
from tests.ingest.test_read import needs_both

VALUE = "12 345,6 kg"
LINES = ("COMMERCIAL INVOICE", "Invoice no.: A-12/26", "Date: 12 March 2026", f"Net weight: {VALUE}", "Seals: K1, K7")


@pytest.fixture
def pressed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A set of one paper."""
    monkeypatch.setattr(press, "printed", partial(pdf_of, pitch=110))
    source = tmp_path / "source"
    source.mkdir()
    (source / "invoice.html").write_text("\n".join(LINES), encoding="utf-8")
    fields = {
        "document_number": {"value": "A-12/26", "raw": "A-12/26"},
        "issue_date": {"value": "2026-03-12", "raw": "12 March 2026"},
        "net_weight": {"value": "12345.6", "unit": "kg", "raw": VALUE},
    }
    described = {"file": "invoice.html", "type": "commercial_invoice", "language": "en", "fields": fields}
    given = {"as_of": "2026-10-01", "lots": [{"id": "L-1", "mineral": "gold"}], "documents": [described]}
    (source / "bundle.json").write_text(json.dumps(given), encoding="utf-8")
    assert press.press(source, tmp_path / "set", "own") == []
    return tmp_path / "set"


def _page(pressed: Path) -> tuple[Picture, Spot]:
    truth = json.loads((pressed / "truth/source.json").read_text(encoding="utf-8"))
    page = rasterise((pressed / "bundles/source/invoice.pdf").read_bytes(), 200)[0]
    (box,) = truth["documents"][0]["fields"]["net_weight"]["boxes"]
    return page, Spot.on(page, box["box"], 200)


@pytest.mark.parametrize("kind", KINDS)
def test_ink_of_every_kind_lies_on_the_value(kind: Kind, pressed: Path) -> None:
    page, spot = _page(pressed)
    ink = drawn_ink(kind, spot, "98 111,2 kg", random.Random(f"own {kind}"))
    after = laid(taken_off(page, spot) if ink.taken_off else page, ink.layers)
    rows, columns = np.nonzero((after != page).any(axis=2))
    assert rows.min() < spot.y1
    assert rows.max() > spot.y0
    assert columns.min() < spot.x1
    assert columns.max() > spot.x0
    assert ink.taken_off == (kind == "handwriting")


def test_letters_that_nobody_can_see_are_counted(pressed: Path) -> None:
    page, spot = _page(pressed)
    bare = taken_off(page, spot)
    cover = np.ones((round(spot.height) + 8, round(spot.width / 2)), dtype=np.float32)
    whole = Layer(round(spot.x0), round(spot.y0) - 4, cover, (40, 40, 40), body=True)
    pale = Layer(whole.x, whole.y, cover * np.float32(0.4), (40, 40, 200))
    assert hidden_letters(page, bare, (), spot) == 0
    assert hidden_letters(page, bare, (pale,), spot) == 0
    assert 2 <= hidden_letters(page, bare, (whole,), spot) < len(VALUE)


def test_a_hand_writes_what_it_has_letters_for() -> None:
    assert writable("AV-2026/0143")
    assert writable("São João, 4/5-26 (2 %)")
    assert not writable("金")
    one, other = (written("KP 12-é", 24, random.Random(seed)) for seed in (1, 2))
    assert one.shape != other.shape
    assert one.max() > 0.9


@pytest.mark.parametrize(
    ("kind", "value", "unit", "raw", "confidence", "there", "fate"),
    [
        ("seal", "12345.6", "kg", VALUE, 0.95, True, "right"),
        ("seal", "12345.6", "kg", VALUE, 0.8, True, "right, doubted"),
        ("seal", "12345.6", "kg", VALUE, 0.95, False, "right elsewhere"),
        ("seal", "2345.6", "kg", "2 345,6 kg", 0.95, True, "silent"),
        ("seal", "2345.6", "kg", "2 345,6 kg", 0.8, True, "wrong, doubted"),
        ("seal", None, None, "", 0.5, True, "unreadable"),
        ("correction", "12345.6", "kg", VALUE, 0.95, True, "silent"),
        ("correction", "98111.2", "kg", "98 111,2 kg", 0.95, True, "right"),
    ],
)
def test_what_becomes_of_a_value(
    kind: Kind, value: str | None, unit: str | None, raw: str, confidence: float, there: bool, fate: str
) -> None:
    entry = {"status": "read", "value": "12345.6", "unit": "kg", "raw": VALUE}
    inks = inked.Value("net_weight", entry, kind, "98 111,2 kg" if kind == "correction" else VALUE)
    where = (Evidence(file="f", page=1, box=Box(0.2, 0.2, 0.3, 0.22)),)
    got = Field(name="net_weight", value=value, unit=unit, raw=raw, confidence=confidence, evidence=where,
                status="read" if value else "unreadable")  # fmt: skip
    assert inked.fate_of(inks, got, there=there) == fate
    assert inked.fate_of(inks, None, there=False) == "left out"


@needs_both
def test_a_paper_is_inked_scanned_and_read(pressed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert inked.main([str(pressed), "--count", "2", "--seed", "own", "--keep", str(tmp_path / "scans")]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| all")]
    cells = [int(cell) for cell in rows[0].split("|")[2:-1]]
    assert cells[0] == sum(cells[2:9]) == 2
    assert (tmp_path / "scans").is_dir()
