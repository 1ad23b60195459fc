"""Papers written as HTML become a set with truth: what they state is found on the page, what they do not is told."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # reportlab ships no types

from bench import press
from bench.extraction.papers import papers_in
from bench.extraction.score import score

STATED = {
    "document_number": {"value": "A-12/26", "raw": "A-12/26"},
    "net_weight": {"value": "12345.6", "unit": "kg", "raw": "12 345,6 kg"},
    "seal_numbers": {"value": ["K1", "K7"], "raw": ["K1", "K7"]},
    "mineral": {"value": "gold", "raw": None, "optional": True},
}


def pdf_of(path: Path, pitch: float = 24) -> bytes:
    """Stands in for the browser: the file's lines set one below the other, so many points apart."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        canvas.drawString(72, 720 - pitch * number, line)
    canvas.save()
    return out.getvalue()


def _bundle(folder: Path, fields: dict[str, Any]) -> Path:
    source = folder / "k1"
    source.mkdir(parents=True)
    lines = ("COMMERCIAL INVOICE", "Invoice no.: A-12/26", "Net weight: 12 345,6 kg", "Seals: K1, K7")
    (source / "invoice.html").write_text("\n".join(lines), encoding="utf-8")
    described = {"file": "invoice.html", "type": "commercial_invoice", "language": "en", "fields": fields}
    lot = {"id": "L-1", "mineral": "gold"}
    given = {"as_of": "2026-10-01", "lots": [lot], "documents": [described]}
    (source / "bundle.json").write_text(json.dumps(given), encoding="utf-8")
    return source


def test_what_a_paper_states_is_found_on_the_page_and_scored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "printed", pdf_of)
    assert press.press(_bundle(tmp_path, STATED), tmp_path / "set", "own") == []
    truth = json.loads((tmp_path / "set/truth/k1.json").read_text(encoding="utf-8"))
    (box,) = truth["documents"][0]["fields"]["net_weight"]["boxes"]
    left, top, right, bottom = box["box"]
    assert 0.2 < left < right < 0.5
    assert 0.18 < top < bottom < 0.22
    assert len(truth["documents"][0]["fields"]["seal_numbers"]["boxes"]) == 2
    tally = score(papers_in(tmp_path / "set", tmp_path / "cache"), reasons=False)
    assert tally.total.stated == 3  # an optional value is no debt
    assert tally.total.right == 3


def test_what_does_not_stand_on_the_paper_is_told_and_nothing_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "printed", pdf_of)
    wrong = STATED | {"lot_number": {"value": "Z-9", "raw": "Z-9"}, "value": {"raw": "A-12/26"}}
    faults = press.press(_bundle(tmp_path, wrong), tmp_path / "set", "own")
    assert "'Z-9' does not stand on the paper" in faults[0]
    assert "value has no value" in faults[0]
    assert not (tmp_path / "set").exists()


def test_twins_arrive_as_pictures_with_their_boxes_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "printed", pdf_of)
    source = _bundle(tmp_path, STATED)
    assert press.press(source, tmp_path / "set", "own", twins=True) == []
    truth = json.loads((tmp_path / "set/truth/k1s.json").read_text(encoding="utf-8"))
    assert truth["documents"][0]["channel"] in press.TWINS
    assert truth["documents"][0]["fields"]["document_number"]["boxes"]
