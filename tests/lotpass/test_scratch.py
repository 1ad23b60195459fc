from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from lotpass.errors import NoSpace
from lotpass.scratch import LOCK, PREFIX, scratch_folder

HOLD = """
import sys
from lotpass.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "paper.pdf").write_text("confidential")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def holder() -> tuple[subprocess.Popen[str], Path]:
    """A program at work in a scratch folder, and that folder."""
    program = subprocess.Popen([sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    return program, Path(program.stdout.readline().strip())


def test_the_folder_is_empty_private_and_gone_afterwards(place: Path) -> None:
    with scratch_folder() as folder:
        assert list(folder.iterdir()) == []
        assert folder.parent.stat().st_mode & 0o077 == 0
        (folder / "paper.pdf").touch()
    assert list(place.iterdir()) == []


def test_what_a_killed_program_left_is_removed_by_the_next(place: Path) -> None:
    program, folder = holder()
    program.kill()
    program.communicate()
    assert (folder / "paper.pdf").exists()
    with scratch_folder():
        assert not folder.parent.exists()


def test_the_folder_of_a_program_at_work_stays() -> None:
    program, folder = holder()
    with scratch_folder():
        assert (folder / "paper.pdf").read_text() == "confidential"
    assert program.communicate()[0] == ""
    assert not folder.parent.exists()


def test_what_is_not_ours_stays(place: Path) -> None:
    other = place / f"{PREFIX}other"
    other.mkdir()
    kept = place / "kept"
    kept.mkdir()
    (kept / LOCK).touch()
    (place / f"{PREFIX}link").symlink_to(kept)
    with scratch_folder():
        pass
    assert other.exists()
    assert (kept / LOCK).exists()


def test_a_place_that_cannot_be_written_is_named(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(place / "gone"))
    with pytest.raises(NoSpace), scratch_folder():
        pass
