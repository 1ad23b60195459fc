"""The summary tells a busy person the lot, its status, what is wrong and where to look, at any width."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from ingest.model import SourceFile
from lotpass.report import Report
from lotpass.summary import show
from passport.files import file_names
from tests.passport import factory
from validate.model import CheckedLot, Dossier, Finding, Side


def summary(width: int, *lots: CheckedLot, dossier: Dossier, colour: bool = False) -> str:
    report = Report(
        as_of=factory.AS_OF,
        dossier=dossier,
        lots=lots,
        passports=file_names([lot.lot.id for lot in lots]),
        version="0.1.0",
        engines={},
        seconds=1.0,
        pages=4,
    )
    output = io.StringIO()
    show(report, Console(file=output, width=width, force_terminal=colour, color_system="standard" if colour else None))
    return output.getvalue()


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [80, 120, 160])
def test_a_blocked_lot_says_what_is_wrong_and_where(width: int) -> None:
    lot, dossier = factory.cobalt()
    text = summary(width, lot, dossier=dossier)
    assert max(len(line) for line in text.splitlines()) <= width
    told = folded(text)
    for words in (
        "blocked",
        "certificate-reused",
        "uncertain-field",
        "d2 licence.jpg p. 1, exporter name",
        "1 file could not be read",
        "perdu.pdf: The file is encrypted.",
        "1 lot: 1 blocked (4 files, 4 pages, 3 documents in 1.0 s)",
    ):
        assert words in told
    assert told.index("certificate-reused") < told.index("uncertain-field")


@pytest.mark.parametrize("width", [80, 120])
def test_a_clear_lot_says_that_nothing_is_wrong_and_counts_its_remarks(width: int) -> None:
    lot, dossier = factory.diamonds()
    told = folded(summary(width, lot, dossier=dossier))
    assert "LS-RD2415 clear nothing in 3 documents; 1 remark in the report" in told
    assert "artisanal" not in told


def test_the_places_stand_beside_the_findings_where_there_is_room() -> None:
    lot, dossier = factory.cobalt()
    wide, narrow = summary(140, lot, dossier=dossier), summary(80, lot, dossier=dossier)
    assert "where to look" in wide
    assert any("uncertain-field" in line and "licence.jpg" in line for line in wide.splitlines())
    assert "where to look" not in narrow
    assert any(line.strip() == "d2 licence.jpg p. 1, exporter name" for line in narrow.splitlines())


def test_the_page_is_the_one_on_which_the_field_stands() -> None:
    lot, dossier = factory.diamonds()
    moved = dossier.documents[1].model_copy(
        update={"fields": {"value": factory.field("value", "1", "invoice.pdf", page=2)}}
    )
    finding = Finding(
        code="value-mismatch",
        rule="X006",
        severity="block",
        message="Values differ.",
        basis="b",
        left=Side(document="d2", field="value", value="1"),
        right=Side(event="E1", field="quantity", value="2"),
    )
    text = summary(
        140,
        lot.model_copy(update={"findings": (finding,), "status": "blocked"}),
        dossier=dossier.model_copy(update={"documents": (dossier.documents[0], moved, dossier.documents[2])}),
    )
    assert "d2 invoice.pdf p. 2, value" in folded(text)
    assert "custody event E1 in custody.csv, quantity" in folded(text)


def test_names_and_texts_cannot_command_the_terminal() -> None:
    lot, dossier = factory.diamonds()
    evil = SourceFile(
        name="\x1b[2J[bold]x[/]\n.pdf",
        sha256="",
        media_type="x",
        bytes=0,
        pages=0,
        role="none",
        status="quarantined",
        reason="\x1b]0;owned\x07",
        reason_code="damaged",
    )
    text = summary(
        120,
        lot.model_copy(update={"lot": lot.lot.model_copy(update={"id": "A\x1b[31m\u202eB"})}),
        dossier=dossier.model_copy(update={"files": (*dossier.files, evil)}),
    )
    assert "[bold]x[/]" in text
    assert not {sign for sign in text if not sign.isprintable()} - {"\n"}


def test_a_very_narrow_terminal_is_not_overrun() -> None:
    lot, dossier = factory.cobalt()
    text = summary(46, lot, dossier=dossier)
    assert max(len(line) for line in text.splitlines()) <= 46
    assert "certificate-reused" in text


def test_of_many_findings_of_one_code_some_are_shown() -> None:
    lot, dossier = factory.cobalt()
    missing = lot.findings[2]
    many = tuple(missing.model_copy(update={"message": f"Number {n}."}) for n in range(12))
    text = summary(100, lot.model_copy(update={"findings": (*many, *lot.findings[:2])}), dossier=dossier)
    assert "Number 4." in text
    assert "Number 5." not in text
    assert "certificate-reused" in text
    assert "… and 7 more findings of these codes: all are in the report" in folded(text)


def test_of_many_files_that_could_not_be_read_some_are_named() -> None:
    lot, dossier = factory.cobalt()
    lost = tuple(dossier.files[3].model_copy(update={"name": f"lost{n:03d}.pdf"}) for n in range(100))
    text = summary(100, lot, dossier=dossier.model_copy(update={"files": (*dossier.files[:3], *lost)}))
    assert "100 files could not be read" in text
    assert "lost019.pdf" in text
    assert "lost020.pdf" not in text
    assert "… and 80 more: all are in the report" in text


def test_a_bundle_without_lots_says_so() -> None:
    _, dossier = factory.diamonds()
    text = summary(80, dossier=dossier.model_copy(update={"documents": ()}))
    assert "No lot could be formed" in text
    assert "0 lots (6 files, 4 pages, 0 documents in 1.0 s)" in folded(text)


def test_status_is_coloured_on_a_terminal() -> None:
    lot, dossier = factory.cobalt()
    assert "\x1b[1;31mblocked" in summary(120, lot, dossier=dossier, colour=True)
