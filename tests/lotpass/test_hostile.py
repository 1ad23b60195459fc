"""A bundle of nothing but damaged and malicious files is answered, file by file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.lotpass import bundles, programs

HOSTILE = Path(os.environ.get("LOTPASS_SHARED", Path(__file__).parents[3] / "shared")) / "hostile"


@pytest.mark.slow
def test_a_bundle_of_hostile_files_is_answered_file_by_file(tmp_path: Path) -> None:
    if not HOSTILE.is_dir():
        pytest.skip(f"{HOSTILE} is not there")
    papers = bundles.parcel(tmp_path / "papers", scanned=False)
    env = programs.environment(tmp_path / "data")
    done = programs.lotpass("run", HOSTILE, papers, "--as-of", bundles.AS_OF, "--out", tmp_path / "out", env=env)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    found = programs.report(tmp_path / "out")
    listed = {file["name"]: file for file in found["files"]}
    there = {path.relative_to(HOSTILE).as_posix() for path in HOSTILE.rglob("*") if path.is_file()}
    assert there - set(listed) == set()
    for file in listed.values():
        assert (file["status"] == "read") == (file["reason"] is None)
        assert (file["reason"] or "").isprintable()
    assert listed["certificate.pdf"]["status"] == "read"
    statuses = {lot["id"]: lot["status"] for lot in found["lots"]}
    assert statuses["BW 004711"] in ("review", "blocked"), "papers may lie among the files that could not be read"
