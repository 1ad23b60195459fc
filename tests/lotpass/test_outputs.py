"""What a run writes is whole or absent, and is told from papers when it lies among them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from lotpass import outputs
from lotpass.errors import NoSpace


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    outputs.write_file(path, b"first")
    outputs.write_file(path, b"second")
    assert path.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_the_old_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.json"
    outputs.write_file(path, b"first")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        outputs.write_file(path, b"second")
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_told_with_a_remedy() -> None:
    with pytest.raises(NoSpace) as caught:
        outputs.prepare(Path("/proc/lotpass/out"))
    assert "--out" in caught.value.remedy


def test_a_full_disk_is_called_so(tmp_path: Path) -> None:
    assert "is full" in NoSpace(tmp_path, OSError(28, "No space left on device")).cause


def test_a_folder_is_made_ready_without_a_trace(tmp_path: Path) -> None:
    outputs.prepare(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_only_what_says_itself_that_it_is_ours_is_left_out(tmp_path: Path) -> None:
    report, passport = tmp_path / "report.json", tmp_path / "L-1.passport.json"
    report.write_text(json.dumps({"schema": "lotpass.report/1"}))
    passport.write_text(json.dumps({"schema": "lotpass.passport/1"}))
    draft = tmp_path / ".lotpass-12345678-report.json"
    draft.write_text('{"sch')
    (tmp_path / "x.passport.json").write_text(json.dumps({"schema": "another"}))
    (tmp_path / "y.passport.json").write_text("[" * 100_000)
    (tmp_path / "other.json").write_text(json.dumps({"schema": "lotpass.report/1", "x": 1}))
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.4")
    expected = {digest(path) for path in (report, passport, draft)}
    assert outputs.earlier(tmp_path, [tmp_path]) == expected
    assert outputs.earlier(tmp_path, [tmp_path.parent]) == expected
    assert outputs.earlier(tmp_path, [tmp_path, report]) == expected - {digest(report)}


def test_nothing_is_left_out_when_the_output_lies_elsewhere(tmp_path: Path) -> None:
    papers, out = tmp_path / "papers", tmp_path / "out"
    papers.mkdir()
    out.mkdir()
    (out / "report.json").write_text(json.dumps({"schema": "lotpass.report/1"}))
    assert outputs.earlier(out, [papers]) == frozenset()
    assert outputs.earlier(tmp_path / "new", [tmp_path]) == frozenset()
