"""Lists of wordings, set into small papers and asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.extraction.wordings import ask_headings, ask_labels, ask_sentences, ask_titles, main

LABELS = (
    "packing_list\tinvoice_number\tInvoice No.\tKV/26/118",
    "packing_list\tgross_weight\tGross weight\t1,204.5 kg",
    "packing_list\tparcel_count\tNumber of packages\t19 drums",
    "packing_list\tlot_number\tZyxwv qponm\tLOT 77-A",
)


def test_labels_known_are_found_in_each_manner_and_strange_ones_are_missed(tmp_path: Path) -> None:
    (tmp_path / "labels_en.tsv").write_text("\n".join(LABELS))
    (tmp_path / "neutral_en.tsv").write_text("packing_list\tTelephone\t+260 211 255 118")
    asked = ask_labels(tmp_path, "en")
    assert dict(asked.asked) == {"lines": 4, "columns": 4, "boxes": 4}
    assert all(asked.found[manner] == 3 for manner in asked.asked)
    assert {line.split(" | ")[1] for line in asked.missed} == {"LOT 77-A"}
    assert (asked.taken, asked.surely) == (0, 0)


def test_headings_sentences_and_titles(tmp_path: Path) -> None:
    headings = (
        ("goods_description", "Description of goods", "Tantalite concentrate"),
        ("net_weight", "Net weight (kg)", "1,204.5"),
        ("unit_price", "Unit price (USD/kg)", "41.20"),
        ("value", "Amount (USD)", "49,625.40"),
    )
    (tmp_path / "headers_en.tsv").write_text("\n".join("\t".join(("commercial_invoice", *row)) for row in headings))
    (tmp_path / "sentences_en.tsv").write_text(
        "origin_declaration\tThe goods were sold to {importer_name:Lindenhof Metall GmbH} under invoice "
        "{invoice_number:KV/26/118}."
    )
    (tmp_path / "titles_en.tsv").write_text("packing_list\tPacking list\nunknown\tInsurance certificate")
    assert ask_headings(tmp_path, "en").found["ruled"] == len(headings)
    assert ask_sentences(tmp_path, "en").found["sentences"] == 2
    assert ask_titles(tmp_path, "en").found["titles"] == 2
    assert ask_titles(tmp_path, "fr").asked["titles"] == 0, "a list that is not there asks nothing"


def test_what_was_missed_is_listed_on_demand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "labels_en.tsv").write_text("\n".join(LABELS))
    main([str(tmp_path), "--languages", "en", "--only", "labels", "--missed"])
    shown = capsys.readouterr().out
    assert "lines 3 of 4 (75.0 %)" in shown
    assert "Zyxwv qponm" in shown
