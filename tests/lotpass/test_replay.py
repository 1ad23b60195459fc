"""`lotpass verify --replay`: a passport is made again from its papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from lotpass.cli import app
from tests.lotpass import bundles, programs


@pytest.mark.slow
def test_passport_is_the_same_again_from_its_papers_and_another_from_others(tmp_path: Path) -> None:
    papers = bundles.parcel(tmp_path / "papers", "1,254.30", scanned=False)
    listed = tmp_path / "targets.simple.csv"  # a replay judges by the lists of the settings, as the run did
    listed.write_text(
        "id,schema,name,aliases,countries,identifiers,sanctions,dataset,last_change\n"
        "x,LegalEntity,Somebody Else Ltd,,zz,,test,test,2026-11-01\n"
    )
    env = programs.environment(tmp_path / "data", LOTPASS_SANCTIONS=str(listed))
    made = programs.lotpass("run", papers, "--as-of", bundles.AS_OF, "--out", tmp_path / "out", env=env)
    assert made.returncode == 0, made.stderr
    [passport] = (tmp_path / "out").glob("*.passport.json")
    before = sorted(path.name for path in (tmp_path / "data").rglob("*"))
    same = programs.lotpass("verify", "--replay", passport, "--bundle", papers, env=env)
    assert same.returncode == 0, same.stdout + same.stderr
    assert "the same, byte for byte: SHA-256" in same.stdout
    assert sorted(path.name for path in (tmp_path / "data").rglob("*")) == before, "a replay leaves nothing behind"
    pages = sorted(papers.glob("*.pdf"))
    other = programs.lotpass("verify", "--replay", passport, "--bundle", *pages, env=env)
    assert other.returncode == 1, other.stdout + other.stderr
    assert "A file is missing: custody.csv" in other.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("verify",), "Missing argument"),
        (("verify", "--replay", "a"), "--bundle"),
        (("verify", "a", "--bundle", "a"), "go with --replay"),
        (("verify", "--replay", "not-there", "--bundle", "a"), "not-there is not there"),
        (("verify", "--replay", "a", "--bundle", "not-there"), "not-there is not there"),
    ],
)
def test_wrong_call_ends_with_2(
    arguments: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOTPASS_DATA", str(tmp_path / "data"))
    Path("a").write_text("{}")
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())


def test_what_does_not_verify_is_not_replayed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTPASS_DATA", str(tmp_path / "data"))
    (tmp_path / "a").write_text("{}")
    result = CliRunner().invoke(app, ["verify", "--replay", str(tmp_path / "a"), "--bundle", str(tmp_path)])
    assert result.exit_code == 1
    assert "does not verify" in result.stdout
    assert "same" not in result.stdout
