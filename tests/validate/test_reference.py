"""The reference tables: read as text, dated, and refused where broken."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from extract.model import DocumentKind
from extract.values.tables import rows
from passport.dossier.texts import LANGUAGES, texts
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


def test_every_stone_that_is_read_is_a_known_commodity_with_its_name_in_four_languages() -> None:
    stones = {row["mineral"] for row in rows("values_minerals") if row["of"]}
    assert "sapphires" in stones
    assert {TABLE.minerals[stone].group for stone in stones} == {"gem"}
    for language in LANGUAGES:
        assert all(texts(language).find(f"mineral.{stone}") for stone in stones), language


def test_sources_have_titles() -> None:
    assert "2368/2002" in TABLE.title("EU2368")
    assert ";" in TABLE.title("EU2368;US592")
    used = {key for row in TABLE.participants for key in row.source.split(";")}
    assert used <= set(TABLE.sources)


def test_own_tables_replace_those_shipped_and_show_in_the_version(tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(SHIPPED, copy)
    assert Reference.load(copy).version == TABLE.version
    own = tmp_path / "own"
    own.mkdir()
    text = (SHIPPED / "icglr_members.csv").read_text(encoding="utf-8")
    (own / "icglr_members.csv").write_text(text + "GH,Ghana,2030-01-01,,house\n", encoding="utf-8")
    (own / "sources.csv").write_text("key,title,where\nhouse,Our own file,\n", encoding="utf-8")
    changed = Reference.load(own)
    assert changed.version != TABLE.version
    assert changed.own == ("icglr_members", "sources")
    assert changed.icglr_member("GH", date(2031, 1, 1))
    assert not changed.icglr_member("GH", TODAY)
    assert changed.participants == TABLE.participants
    assert changed.title("house;EU2368").startswith("Our own file; ")


@pytest.mark.parametrize(
    ("files", "cause"),
    [({}, "holds no reference table"), ({"particpants.csv": "a\n"}, "participants.csv is meant"), (None, "no folder")],
)
def test_a_folder_that_is_none_is_refused(files: dict[str, str] | None, cause: str, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    if files is not None:
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
    with pytest.raises(BrokenTable, match=cause):
        Reference.load(folder)


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


def test_every_shipped_table_is_read_and_every_row_names_a_source_that_is_known() -> None:
    assert {path.stem for path in SHIPPED.glob("*.csv")} == set(TABLES)
    sources = [
        *(r.source for r in TABLE.statements),
        *(r.source for r in TABLE.thresholds),
        *(r.source for r in TABLE.producers),
        *(r.source for r in TABLE.notices),
        *(r.source for r in TABLE.domains),
        *(r.source for r in TABLE.labour_risks),
        *(r.source for r in TABLE.origin_forms),
    ]
    assert {key for source in sources for key in source.split(";")} <= set(TABLE.sources)
