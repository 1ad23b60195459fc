"""A run on a disk that fills: what found no room is quarantined, and only a report that cannot be written ends it."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lotpass import run as running
from lotpass.errors import NoSpace
from lotpass.progress import Silent
from lotpass.run import Job
from passport.keys import KeyFolder
from tests.ingest import paper
from tests.lotpass import bundles, programs
from tests.small_disk import no_file_above
from validate.policy import Policy
from validate.reference import Reference

ROOM = 1_000_000


def test_a_container_that_fills_the_disk_is_quarantined_and_the_run_goes_on(tmp_path: Path) -> None:
    papers = bundles.parcel(tmp_path / "papers", scanned=False)
    large = paper.pdf(("Covering letter",)) + b"%" + bytes(2 * ROOM)
    (papers / "packed.zip").write_bytes(paper.archive({"large.pdf": large}))
    with no_file_above(ROOM):
        done = programs.lotpass(
            "run",
            papers,
            "--as-of",
            bundles.AS_OF,
            "--out",
            tmp_path / "out",
            env=programs.environment(tmp_path / "data"),
        )
    assert done.returncode == 1, done.stderr
    report = programs.report(tmp_path / "out")
    status = {file["name"]: (file["status"], file["reason"]) for file in report["files"]}
    assert status["packed.zip!large.pdf"][0] == "quarantined"
    assert "no room" in status["packed.zip!large.pdf"][1]
    assert {name for name, (state, _) in status.items() if state != "read"} == {"packed.zip!large.pdf"}
    assert "quarantined-file" in {finding["code"] for lot in report["lots"] for finding in lot["findings"]}


@pytest.mark.parametrize(("error", "ends"), [(errno.ENOSPC, False), (errno.EROFS, True)])
def test_a_page_for_which_there_is_no_room_costs_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, ends: bool
) -> None:
    papers = bundles.parcel(tmp_path / "papers", scanned=False)
    held: list[str] = []
    write = Path.write_bytes

    def full_once(path: Path, data: Any) -> int:
        if path.name.endswith("-1") and not held:
            held.append(path.name[:-2])
            raise OSError(error, os.strerror(error))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full_once)
    job = Job(
        paths=(papers,),
        custody=(),
        out=tmp_path / "out",
        as_of=date.fromisoformat(bundles.AS_OF),
        jobs=1,
        memory=2_000_000_000,
        policy=Policy.load(),
        reference=Reference.load(),
    )
    if ends:
        with pytest.raises(NoSpace):
            running.run(job, KeyFolder(tmp_path / "keys").current, Silent())
        return
    report = running.run(job, KeyFolder(tmp_path / "keys").current, Silent()).as_json()
    quarantined = [file["sha256"] for file in report["files"] if file["status"] == "quarantined"]
    assert quarantined == held
    assert len(report["documents"]) == len([file for file in report["files"] if file["pages"]])
