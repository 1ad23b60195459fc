"""Own tables and sanctions lists as a run takes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from lotpass.cli import app
from lotpass.tables import paths_in, tables
from validate.dated import BrokenTable
from validate.reference import Reference
from validate.sanctions import SanctionsFault

OPEN = (
    "id,schema,name,aliases,identifiers,sanctions,dataset,last_change\n"
    "Q1,Company,Star Dragon Ltd,,,,x,2026-01-02T00:00:00\n"
)


def test_lists_make_another_version(tmp_path: Path) -> None:
    path = tmp_path / "targets.simple.csv"
    path.write_text(OPEN)
    loaded = tables(None, [path])
    assert loaded.version != Reference.load().version == tables().version
    assert [(one.name, one.date) for one in loaded.sanctions] == [("targets.simple.csv", "2026-01-02")]
    path.write_text(OPEN + "Q2,Person,Ann Other,,,,x,2026-02-03T00:00:00\n")
    assert [len(one.parties) for one in tables(None, [path]).sanctions] == [2]


def test_what_cannot_be_used_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("a,b\n")
    with pytest.raises(SanctionsFault, match="none of the known forms"):
        tables(None, [empty])
    with pytest.raises(SanctionsFault, match="cannot be read"):
        tables(None, [tmp_path / "gone.csv"])
    with pytest.raises(BrokenTable):
        tables(tmp_path / "nowhere")


@pytest.mark.parametrize("option", ["--reference", "--sanctions"])
def test_a_wrong_file_is_a_wrong_call(option: str, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    wrong = tmp_path / "none.csv"
    wrong.write_text("x\n")
    given = tmp_path if option == "--reference" else wrong
    result = CliRunner().invoke(
        app, ["run", str(tmp_path / "papers"), option, str(given), "--out", str(tmp_path / "o")]
    )
    assert result.exit_code == 2


def test_a_setting_lists_files_as_a_path_does() -> None:
    assert paths_in(None) == ()
    assert paths_in("a.csv:b.csv") == (Path("a.csv"), Path("b.csv"))
