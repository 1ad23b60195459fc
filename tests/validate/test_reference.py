"""The reference tables: read as text, dated, and refused where broken."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from extract.model import DocumentKind
from validate.dated import BrokenTable
from validate.reference import SHIPPED, TABLES, Reference

TABLE = Reference.load()
TODAY = date(2026, 1, 15)


def test_namibia_is_a_country() -> None:
    assert TABLE.participant("NA", TODAY) == "NA"
    assert "NA" in TABLE.value_bands


def test_participants_by_date() -> None:
    assert TABLE.participant("BE", TODAY) == "EU"
    assert TABLE.participant("GB", date(2019, 1, 1)) == "EU"
    assert TABLE.participant("GB", TODAY) == "GB"
    assert TABLE.participant("KE", TODAY) is None
    assert TABLE.participant("MZ", date(2015, 1, 1)) is None
    assert TABLE.participant("CG", date(2005, 6, 1)) is None
    assert TABLE.participant("CG", date(2008, 1, 1)) == "CG"
    assert TABLE.participant("HK", TODAY) == "CN"
    assert TABLE.participant("GL", TODAY) == "EU"
    assert sum(m.span.holds(TODAY) for m in TABLE.participants) == 61  # sixty, and Chinese Taipei


def test_members() -> None:
    assert len(TABLE.icglr) == 12
    assert TABLE.icglr_member("RW", TODAY)
    assert not TABLE.icglr_member("GH", TODAY)
    assert sum(m.span.holds(TODAY) for m in TABLE.eu) == 27


def test_events_by_date() -> None:
    assert [e.event for e in TABLE.events("CF", date(2014, 1, 1))] == ["suspended"]
    assert [e.event for e in TABLE.events("CF", date(2016, 1, 1))] == ["suspended", "partial_export"]
    assert TABLE.events("CF", TODAY) == ()


def test_tables_speak_the_contracts_words() -> None:
    kinds = {k.value for k in DocumentKind}
    assert {d for row in TABLE.required_documents for d in row.documents} <= kinds
    assert {row.document for row in TABLE.demanded_fields} <= kinds
    groups = {m.group for m in TABLE.minerals.values()}
    assert {g for row in TABLE.required_documents for g in row.groups} <= groups
    assert {m for row in TABLE.export_controls for m in row.minerals} <= set(TABLE.minerals)
    assert all(row.severity in ("block", "review", "info") for row in TABLE.required_documents)
    assert all(row.basis for row in TABLE.required_documents)


def test_sources_have_titles() -> None:
    assert "2368/2002" in TABLE.title("EU2368")
    assert ";" in TABLE.title("EU2368;US592")
    used = {key for row in TABLE.participants for key in row.source.split(";")}
    assert used <= set(TABLE.sources)


def test_the_version_follows_the_tables(tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(SHIPPED, copy)
    assert Reference.load(copy).version == TABLE.version
    table = copy / "icglr_members.csv"
    table.write_text(table.read_text(encoding="utf-8") + "GH,Ghana,2030-01-01,,house\n", encoding="utf-8")
    other = tmp_path / "other"
    shutil.copytree(copy, other)
    changed = Reference.load(other)
    assert changed.version != TABLE.version
    assert changed.icglr_member("GH", date(2031, 1, 1))
    assert not changed.icglr_member("GH", TODAY)


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_table_is_refused(name: str, tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(SHIPPED, copy)
    (copy / f"{name}.csv").unlink()
    with pytest.raises(BrokenTable, match=name):
        Reference.load(copy)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("participants", ""),
        ("participants", "iso2\nAO\n"),
        ("status_events", "iso2,event,from,to,trade_effect,detail,source,confirmed\nCF,x,soon,,,,,\n"),
        (
            "minerals",
            "mineral,group,designated,hs_prefixes,usd_per_kg_low,usd_per_kg_high,source\ngold,gold,yes,7108,a,b,c\n",
        ),
        ("certificate_formats", "iso2,number_regex,example,source,confidence\nEU,(,,,\n"),
    ],
)
def test_a_broken_table_is_refused(name: str, text: str, tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(SHIPPED, copy)
    (copy / f"{name}.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenTable) as broken:
        Reference.load(copy)
    assert broken.value.remedy


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(SHIPPED, copy)
    (copy / "cahra.csv").write_bytes(b"\xff\xfe\x00iso2")
    with pytest.raises(BrokenTable, match="UTF-8"):
        Reference.load(copy)
