"""The command line as its users call it: exit codes, what goes to which output, and what is written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

import lotpass
from lotpass.cli import app
from tests.lotpass import bundles, programs
from tests.small_disk import limit_file_size

AS_OF = ("--as-of", bundles.AS_OF)


class Finished:
    """A run that came to its end, with its folder."""

    def __init__(self, folder: Path, *more: str, packed: str = "1,254.30") -> None:
        self.papers = bundles.parcel(folder / "papers", packed, scanned=False)
        self.out = folder / "out"
        self.env = programs.environment(folder / "data")
        self.done = programs.lotpass("run", self.papers, *AS_OF, "--out", self.out, *more, env=self.env)


@pytest.fixture(scope="module")
def clear(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return Finished(tmp_path_factory.mktemp("clear"), "--json")


@pytest.fixture(scope="module")
def blocked(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return Finished(tmp_path_factory.mktemp("blocked"), packed="1,245.30")


def test_a_bundle_without_fault_is_clear(clear: Finished) -> None:
    assert clear.done.returncode == 0, clear.done.stderr
    [lot] = programs.report(clear.out)["lots"]
    assert lot["status"] == "clear"


def test_json_prints_the_report_and_nothing_else(clear: Finished) -> None:
    assert json.loads(clear.done.stdout) == programs.report(clear.out)


def test_progress_is_plain_lines_where_there_is_no_terminal(clear: Finished) -> None:
    lines = clear.done.stderr.splitlines()
    assert "pages: 4" in lines
    assert any(line.startswith("pages: 4/4") for line in lines)
    assert all(line.isprintable() for line in lines)


def test_the_passport_is_named_after_its_lot_and_verifies(clear: Finished) -> None:
    [lot] = programs.report(clear.out)["lots"]
    assert lot["passport"] == "BW 004711.passport.json".replace(" ", "_")
    assert sorted(path.name for path in clear.out.iterdir()) == [
        lot["passport"],
        lot["passport"].replace(".passport.", ".receipt."),
        "report.json",
    ]
    done = programs.lotpass("verify", clear.out / lot["passport"], env=clear.env)
    assert done.returncode == 0, done.stdout
    assert "verifies" in done.stdout
    assert "this installation's key" in done.stdout


def test_verify_says_what_failed(clear: Finished, tmp_path: Path) -> None:
    [lot] = programs.report(clear.out)["lots"]
    good = clear.out / lot["passport"]
    forged = tmp_path / "forged.passport.json"
    forged.write_bytes(good.read_bytes().replace(b"1254.30", b"1254.31"))
    done = programs.lotpass("verify", good, forged, env=clear.env)
    assert done.returncode == 1
    assert f"does not verify {forged}" in done.stdout
    assert "digest" in done.stdout
    assert "expected" in done.stdout


def test_a_lot_with_a_discrepancy_is_told_with_both_sides(blocked: Finished) -> None:
    assert blocked.done.returncode == 1, blocked.done.stderr
    [lot] = programs.report(blocked.out)["lots"]
    loud = [finding["code"] for finding in lot["findings"] if finding["severity"] != "info"]
    assert (lot["status"], loud) == ("blocked", ["weight-mismatch"])
    told = " ".join(blocked.done.stdout.split())
    for word in ("BW 004711", "blocked", "weight-mismatch", "certificate.pdf p. 1", "packing-list.pdf p. 1"):
        assert word in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("run",), "Missing argument"),
        (("run", "--no-such-option", "."), "No such option"),
        (("run", "not-there"), "not-there is not there"),
        (("run", ".", "--custody", "not-there.csv"), "not-there.csv is not there"),
        (("run", ".", "--policy", "not-there.toml"), "There is no policy file not-there.toml"),
        (("run", ".", "--policy", "eu-rough-diamond"), "the nearest known one is 'eu-rough-diamonds'"),
        (("run", ".", "--policy", "empty.toml"), "sets nothing"),
        (("run", ".", "--as-of", "1.2.2026"), "YYYY-MM-DD"),
        (("run", ".", "--jobs", "0"), "--jobs"),
        (("run", ".", "--out", "empty.toml"), "is a file"),
        (("verify",), "Missing argument"),
        (("verify", "not-there"), "not-there is not there"),
        (("worker",), "--broker"),
        (("no-such-command",), "No such command"),
    ],
)
def test_a_wrong_call_ends_with_2(
    arguments: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOTPASS_DATA", str(tmp_path / "data"))
    Path("empty.toml").touch()
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())
    assert not (tmp_path / "passports").exists()


def test_a_bundle_without_a_usable_document_ends_with_3(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "torn.pdf").write_bytes(bundles.pdf(bundles.INVOICE)[:500])
    (papers / "nothing.pdf").touch()
    (papers / "noise.bin").write_bytes(bytes(range(256)) * 40)
    done = programs.lotpass("run", papers, "--out", tmp_path / "out", env=programs.environment(tmp_path / "data"))
    assert done.returncode == 3, done.stderr
    found = programs.report(tmp_path / "out")
    assert found["lots"] == []
    assert {file["name"]: file["reason_code"] for file in found["files"]} == {
        "noise.bin": "not-a-document",
        "nothing.pdf": "empty",
        "torn.pdf": "truncated",
    }
    assert "No lot could be formed" in done.stdout
    assert "torn.pdf" in done.stdout


@pytest.mark.parametrize(
    ("limit", "told"),
    [(1000, "TMPDIR"), (25_000, "--out")],
    ids=["where originals are kept", "where the report is written"],
)
def test_a_full_disk_ends_with_4_and_leaves_nothing_half_written(
    clear: Finished, tmp_path: Path, limit: int, told: str
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    env = clear.env | {"TMPDIR": str(scratch)}
    options = {"preexec_fn": limit_file_size(limit)}
    done = programs.lotpass("run", clear.papers, *AS_OF, "--out", tmp_path / "out", env=env, **options)
    assert done.returncode == 4, done.stderr
    assert "cannot be written" in done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "out").iterdir()) == []
    assert list(scratch.iterdir()) == []


def test_where_no_page_finds_room_every_file_is_set_aside_and_the_report_says_why(
    clear: Finished, tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    env = clear.env | {"TMPDIR": str(scratch)}
    options = {"preexec_fn": limit_file_size(4000)}
    done = programs.lotpass("run", clear.papers, *AS_OF, "--out", tmp_path / "out", env=env, **options)
    assert done.returncode == 3, done.stderr
    assert "no room left" in done.stderr
    assert "Traceback" not in done.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    papers = [file["status"] for file in report["files"] if file["name"].endswith(".pdf")]
    assert papers == ["quarantined"] * 4
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("LOTPASS_DATA", "/proc/lotpass", "Set LOTPASS_DATA"),
        ("LOTPASS_MEMORY", "much", "LOTPASS_MEMORY is wrong"),
    ],
)
def test_an_environment_that_cannot_be_used_ends_with_4(
    clear: Finished, tmp_path: Path, variable: str, value: str, told: str
) -> None:
    env = clear.env | {variable: value}
    done = programs.lotpass("run", clear.papers, "--out", tmp_path / "out", env=env)
    assert done.returncode == 4, done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_an_output_folder_that_cannot_be_made_ends_with_4_before_anything_is_read(clear: Finished) -> None:
    done = programs.lotpass("run", clear.papers, "--out", "/proc/lotpass", env=clear.env)
    assert done.returncode == 4
    assert "--out" in done.stderr
    assert "pages" not in done.stderr


def test_a_missing_engine_ends_with_4_and_names_what_to_install(clear: Finished, tmp_path: Path) -> None:
    papers = bundles.parcel(tmp_path / "papers")
    (tmp_path / "bin").mkdir()
    (tmp_path / "tesserocr.py").write_text("raise ImportError('not installed')")
    env = clear.env | {"PATH": str(tmp_path / "bin"), "PYTHONPATH": str(tmp_path)}
    done = programs.lotpass("run", papers, "--out", tmp_path / "out", env=env)
    assert done.returncode == 4, done.stderr
    assert "Tesseract" in done.stderr
    assert "apt-get install" in done.stderr
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "out").iterdir()) == []
    digital = programs.lotpass("run", clear.papers, *AS_OF, "--out", tmp_path / "out", env=env)
    assert digital.returncode == 0, digital.stderr


def test_a_reader_that_leaves_early_is_no_failure(clear: Finished, tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    log = tmp_path / "log"
    with log.open("wb") as errors:
        process = programs.popen(
            "run", clear.papers, *AS_OF, "--out", tmp_path / "out", "--json", env=clear.env, stdout=write, stderr=errors
        )
    os.close(write)
    assert process.wait(120) == 0
    assert "Traceback" not in log.read_text()
    assert "Broken" not in log.read_text()


def test_the_version_is_told() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"lotpass {lotpass.__version__}\n")


def test_shells_can_complete_the_command(tmp_path: Path) -> None:
    env = programs.environment(
        tmp_path, _LOTPASS_COMPLETE="complete_bash", COMP_WORDS="lotpass run --as", COMP_CWORD="2"
    )
    assert programs.lotpass(env=env).stdout.split() == ["--as-of"]
    shown = programs.lotpass("--show-completion", "bash", env=programs.environment(tmp_path))
    assert "complete -o default -F" in shown.stdout


def test_every_option_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text("utf-8")
    for command in ("run", "verify", "worker"):
        told = CliRunner().invoke(app, [command, "--help"]).stdout
        options = {word.strip(",") for word in told.split() if word.startswith("--")} - {"--help"}
        assert options or command == "verify"
        assert [option for option in sorted(options) if option not in page] == []
