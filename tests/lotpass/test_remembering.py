"""The memory of earlier lots in its file: kept, found again, shared by runs, and told where it cannot be used."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.model import Document
from lotpass.errors import EnvironmentFailure
from lotpass.memory import FILE, FORM, Place, remembering
from lotpass.progress import Lines
from lotpass.run import Job, run
from passport.keys import KeyFolder
from tests.lotpass.bundles import AS_OF, CERTIFICATE, INVOICE, WAYBILL, parcel, pdf, stated
from tests.validate.papers import all_of, diamonds, edit
from tests.validate.remembered import DEFAULT, FIRST, SHIPPED, scanned
from validate.check import check
from validate.memory import Memory
from validate.model import Dossier
from validate.remembering import recollect


def once(place: Place, dossier: Dossier, note: bool = True) -> Memory:
    """Looks a bundle up and notes it down."""
    with remembering(place) as recall:
        memory = recall.about(recollect(dossier, SHIPPED, DEFAULT, FIRST))
        if note:
            recall.note(memory)
    return memory


def again() -> Dossier:
    """Another lot under the first one's certificate."""
    change = all_of(*(edit(short, certificate_number="LS 024780") for short in ("inv", "tr")))
    return scanned(change(diamonds(2, "LS 024780")), "second")


def test_what_was_noted_is_found_and_what_was_noted_twice_is_there_once(tmp_path: Path) -> None:
    first = scanned(diamonds(1), "first")
    assert once(tmp_path, first).lots == ()
    assert [lot.name for lot in once(tmp_path, first).lots] == ["LS-RD2411"]
    memory = once(tmp_path, again(), note=False)
    assert [lot.name for lot in memory.lots] == ["LS-RD2411"]
    (lot,) = check(again(), SHIPPED, DEFAULT, FIRST, memory=memory)
    assert "certificate-reused" in {finding.code for finding in lot.findings}
    with remembering(tmp_path) as recall:
        assert len(list(recall.every())) == 1
        assert recall.forget([memory.lots[0].id]) == 1
    assert once(tmp_path, again(), note=False).lots == ()


def _note_and_fail(folder: Path) -> None:
    with remembering(folder) as recall:
        recall.note(recall.about(recollect(scanned(diamonds(1), "first"), SHIPPED, DEFAULT, FIRST)))
        raise RuntimeError("the disk is full")


def test_nothing_is_noted_where_the_run_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        _note_and_fail(tmp_path)
    assert once(tmp_path, again(), note=False).lots == ()


def test_of_two_runs_at_once_the_second_sees_the_first(tmp_path: Path) -> None:
    bundles = [scanned(diamonds(n, f"LS 02{n}780"), f"b{n}") for n in range(1, 6)]
    shared = [with_one_seal(bundle) for bundle in bundles]
    seen: list[int] = []

    def work(dossier: Dossier) -> None:
        seen.append(len(once(tmp_path, dossier).lots))

    threads = [threading.Thread(target=work, args=(dossier,)) for dossier in shared]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == [0, 1, 2, 3, 4]


def with_one_seal(dossier: Dossier) -> Dossier:
    """The bundle with one seal on all its papers, the same for every bundle."""
    return dossier.model_copy(update={"documents": tuple(_one_seal(d) for d in dossier.documents)})


def _one_seal(document: Document) -> Document:
    seal = document.fields.get("seal_numbers")
    if seal is None:
        return document
    same = seal.model_copy(update={"value": ("KP990099",)})
    return document.model_copy(update={"fields": {**document.fields, "seal_numbers": same}})


def _garbage(folder: Path) -> None:
    (folder / FILE).write_bytes(b"no database at all" * 1000)


def _torn(folder: Path) -> None:
    once(folder, scanned(diamonds(1), "first"))
    data = bytearray((folder / FILE).read_bytes())
    data[4096:] = b"\x55" * (len(data) - 4096)
    (folder / FILE).write_bytes(data)


def _of_the_future(folder: Path) -> None:
    connection = sqlite3.connect(folder / FILE)
    connection.execute("PRAGMA user_version=99")
    connection.execute("CREATE TABLE x (y)")
    connection.commit()
    connection.close()


def _another_form(folder: Path) -> None:
    once(folder, scanned(diamonds(1), "first"))
    connection = sqlite3.connect(folder / FILE)
    connection.execute("UPDATE remembered_lot SET lot = '{}'")
    connection.commit()
    connection.close()


def test_a_file_of_the_first_form_is_read_on(tmp_path: Path) -> None:
    once(tmp_path, scanned(diamonds(1), "first"))
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("ALTER TABLE remembered_lot RENAME TO lot")
    connection.execute("ALTER TABLE remembered_mark RENAME TO mark")
    connection.execute("PRAGMA user_version=1")
    connection.commit()
    connection.close()
    assert [lot.name for lot in once(tmp_path, again()).lots] == ["LS-RD2411"]
    with remembering(tmp_path) as recall:
        assert len(list(recall.every())) == 2


def test_a_file_of_the_second_form_is_read_on_and_its_papers_have_no_figures_yet(tmp_path: Path) -> None:
    once(tmp_path, scanned(diamonds(1), "first"))
    connection = sqlite3.connect(tmp_path / FILE)
    (kept,) = connection.execute("SELECT lot FROM remembered_lot").fetchone()
    lot = json.loads(kept)
    for paper in lot["papers"]:
        del paper["figures"], paper["traces"], paper["scanned"]
    connection.execute("UPDATE remembered_lot SET lot = ?", (json.dumps(lot),))
    connection.execute("PRAGMA user_version=2")
    connection.commit()
    connection.close()
    assert [lot.name for lot in once(tmp_path, again()).lots] == ["LS-RD2411"]
    connection = sqlite3.connect(tmp_path / FILE)
    assert connection.execute("PRAGMA user_version").fetchone() == (FORM,)
    connection.close()


@pytest.mark.parametrize("harm", [_garbage, _torn, _of_the_future, _another_form])
def test_a_file_that_is_no_memory_is_told_and_left_as_it_is(harm: Callable[[Path], None], tmp_path: Path) -> None:
    harm(tmp_path)
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(EnvironmentFailure) as told:
        once(tmp_path, scanned(diamonds(1), "first"))
    assert told.value.code == "memory-broken"
    assert told.value.remedy
    assert (tmp_path / FILE).read_bytes() == before


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFailure) as told:
        once(tmp_path / "file" / "memory", scanned(diamonds(1), "first"))
    assert told.value.code == "memory-out-of-reach"


RULES = ("L001", "X029", "L004", "L005", "L007", "L012")
"""What a paper that comes back is told by."""


def test_months_of_bundles_from_the_papers_themselves(tmp_path: Path) -> None:
    """The same parcel twice is one lot; its certificate with another invoice and waybill is told, and so are its papers
    with every number and date made new."""
    march, july = parcel(tmp_path / "march", "1,254.30", scanned=False), tmp_path / "july"
    july.mkdir()
    (july / "certificate.pdf").write_bytes(pdf(stated(CERTIFICATE)))
    for name, lines, old, new in (
        ("invoice.pdf", INVOICE, "OV-2291", "OV-3305"),
        ("waybill.pdf", WAYBILL, "071-26549832", "071-26549950"),
    ):
        (july / name).write_bytes(pdf([line.replace(old, new).replace("OV-2291", "OV-3305") for line in lines]))
    august = tmp_path / "august"
    august.mkdir()
    renewed = {
        "004711": "004799", "OV-2291": "OV-4410", "071-26549832": "071-26550075",
        "2026-03-0": "2026-03-1", "2026-05-01": "2026-05-11",
    }  # fmt: skip
    for name, paper in (("certificate", stated(CERTIFICATE)), ("invoice", INVOICE), ("waybill", WAYBILL)):
        text = "\n".join(paper)
        for old, new in renewed.items():
            text = text.replace(old, new)
        (august / f"{name}.pdf").write_bytes(pdf(text.split("\n")))
    told = []
    for papers in (march, march, july, july, august, august):
        job = Job(
            paths=(papers,), custody=(), out=tmp_path / "out", as_of=FIRST.fromisoformat(AS_OF), jobs=1,
            memory=2_000_000_000, policy=DEFAULT, reference=SHIPPED, past=tmp_path / "memory",
        )  # fmt: skip
        report = run(job, KeyFolder(tmp_path / "keys").current, Lines())
        told.append([f.code for lot in report.lots for f in lot.findings if f.rule in RULES])
        passport = json.loads(next((tmp_path / "out").glob("*.passport.json")).read_text())
        assert passport["made_by"]["memory"]
    both = ["certificate-reused", "document-reused"]  # July's invoice is March's under another number
    copy = ["document-reused"]  # August's certificate; its invoice quotes another one
    assert told == [[], [], both, both, copy, copy]
    with remembering(tmp_path / "memory") as recall:
        assert len(list(recall.every())) == 3
