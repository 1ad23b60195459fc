"""The steps that both ways of running share: what is taken in, and what becomes of files that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.bundle import direct
from ingest.errors import EngineMissing, Unreadable
from ingest.model import SourceFile
from ingest.originals import Originals
from lotpass import steps
from lotpass.errors import EnvironmentFailure
from lotpass.made_by import reading_version
from tests.lotpass import bundles

ODD_TABLE = "Date;Operation;Lot Number;Weight;UoM\n2026-02-01;purchase;L-1;12,5;kg\n"


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "originals")


def file(sha256: str, pages: int = 1, role: str = "pages") -> SourceFile:
    facts = {"name": f"{sha256}.pdf", "sha256": sha256, "media_type": "application/pdf", "bytes": 1, "pages": pages}
    return SourceFile.model_validate({**facts, "role": role, "status": "read"})


def taken(found: tuple[SourceFile, ...]) -> list[tuple[str, str, str | None]]:
    return [(each.name, each.role, each.reason_code) for each in found]


def test_the_order_in_which_paths_are_named_changes_nothing(tmp_path: Path, originals: Originals) -> None:
    papers = bundles.parcel(tmp_path / "papers", scanned=False)
    paths = sorted(papers.iterdir())
    forwards = steps.take_in(paths, [], originals, direct)
    assert steps.take_in(paths[::-1], [], originals, direct) == forwards
    assert steps.take_in([papers], [], originals, direct) == forwards


def test_a_table_named_as_custody_is_custody_whatever_its_columns_are_called(
    tmp_path: Path, originals: Originals
) -> None:
    papers, table = tmp_path / "papers", tmp_path / "papers" / "moves.csv"
    papers.mkdir()
    table.write_text(ODD_TABLE)
    assert [role for _, role, _ in taken(steps.take_in([papers], [], originals, direct))] == ["pages"]
    assert taken(steps.take_in([papers], [table], originals, direct)) == [("moves.csv", "custody", None)]
    faults = steps.Faults()
    record = steps.custody_of(steps.take_in([], [table], originals, direct), originals, direct, faults)
    assert [(event.lot, str(event.quantity)) for event in record.events] == [("L-1", "12.5")]
    assert not faults.files


def test_a_paper_named_as_custody_is_none_but_stays_a_paper_of_the_bundle(tmp_path: Path, originals: Originals) -> None:
    paper = tmp_path / "invoice.pdf"
    paper.write_bytes(bundles.pdf(bundles.INVOICE))
    assert taken(steps.take_in([], [paper], originals, direct)) == [("invoice.pdf", "none", "not-custody")]
    assert taken(steps.take_in([paper], [paper], originals, direct)) == [("invoice.pdf", "pages", None)]


def test_text_named_as_custody_that_holds_none_is_quarantined(tmp_path: Path, originals: Originals) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Dear all, the parcel left on Monday.\n")
    faults = steps.Faults()
    files = steps.take_in([], [note], originals, direct)
    steps.custody_of(files, originals, direct, faults)
    [left] = steps.with_faults(files, faults)
    assert (left.status, left.role, left.reason_code) == ("quarantined", "none", "custody-not-a-record")


def test_what_is_left_out_is_not_listed(tmp_path: Path, originals: Originals) -> None:
    papers = bundles.parcel(tmp_path / "papers", scanned=False)
    first, *others = steps.take_in([papers], [], originals, direct)
    assert list(steps.take_in([papers], [], originals, direct, {first.sha256})) == others


def test_originals_that_cannot_be_kept_stop_the_run(tmp_path: Path) -> None:
    papers = bundles.parcel(tmp_path / "papers", scanned=False)
    with pytest.raises(EnvironmentFailure) as caught:
        steps.take_in([papers], [], Originals(Path("/proc/lotpass")), direct)
    assert "TMPDIR" in caught.value.remedy


def test_a_file_is_quarantined_with_the_pages_that_could_not_be_read() -> None:
    faults = steps.Faults()
    faults.on_page("a", 3, Unreadable("timeout", "It took too long."))
    faults.on_page("a", 2, Unreadable("damaged", "It is torn."))
    faults.on_page("b", 1, Unreadable("damaged", "It is torn."))
    faults.on_file("c", Unreadable("crashed", "The reader crashed on it."))
    files = (file("a", 3), file("b", 1), file("c", 2), file("d", 1))
    assert [(each.status, each.reason_code, each.reason) for each in steps.with_faults(files, faults)] == [
        ("quarantined", "damaged", "Pages 2, 3 of 3 could not be read: It is torn."),
        ("quarantined", "damaged", "It is torn."),
        ("quarantined", "crashed", "The reader crashed on it."),
        ("read", None, None),
    ]


def test_of_many_torn_pages_the_first_are_named() -> None:
    faults = steps.Faults()
    for number in range(1, 41):
        faults.on_page("a", number, Unreadable("damaged", "It is torn."))
    [left] = steps.with_faults([file("a", 50)], faults)
    assert left.reason == "Pages 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 … of 50 could not be read: It is torn."


@pytest.mark.parametrize("fault", [EngineMissing("no-engine", "x"), EnvironmentFailure("no-space", "x")])
def test_what_the_machine_lacks_is_no_files_fault(fault: EngineMissing | EnvironmentFailure) -> None:
    with pytest.raises(type(fault)):
        steps.Faults().on_page("a", 1, fault)
    with pytest.raises(type(fault)):
        steps.Faults().on_file("a", fault)


def test_identical_files_are_read_once() -> None:
    wanted = steps.pages_to_read([file("a", 2), file("a", 2), file("b"), file("c", 1, "custody")])
    assert [(each.sha256, number) for each, number in wanted] == [("a", 1), ("a", 2), ("b", 1)]


def test_other_engines_are_another_reading() -> None:
    one, two = reading_version({"tesseract": "5.3.0"}), reading_version({"tesseract": "5.5.0"})
    assert one == reading_version({"tesseract": "5.3.0"})
    assert one != two
