"""Settings come from the environment, and one that makes no sense is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotpass.errors import EnvironmentFailure
from lotpass.settings import Settings


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "DATABASE", "BROKER", "MEMORY", "LEASE"):
        monkeypatch.delenv(f"LOTPASS_{name}", raising=False)


def test_data_lies_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert Settings.load().data == tmp_path / "lotpass"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Settings.load().data == tmp_path / ".local" / "share" / "lotpass"


def test_the_environment_sets_what_it_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOTPASS_DATA", str(tmp_path))
    assert Settings.load().database_url == f"sqlite:///{tmp_path}/lotpass.sqlite3"
    monkeypatch.setenv("LOTPASS_DATABASE", "postgresql+pg8000://lotpass@db/lotpass")
    assert Settings.load().database_url == "postgresql+pg8000://lotpass@db/lotpass"
    assert Settings.load().keys == tmp_path / "keys"


@pytest.mark.parametrize(("name", "value"), [("MEMORY", "much"), ("MEMORY", "1000"), ("LEASE", "0")])
def test_a_setting_that_makes_no_sense_is_told(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"LOTPASS_{name}", value)
    with pytest.raises(EnvironmentFailure) as caught:
        Settings.load()
    assert f"LOTPASS_{name}" in caught.value.cause
