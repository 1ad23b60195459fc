"""A whole run: the same input gives the same passports, and nothing outlives a run that is stopped."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.lotpass import bundles, programs

AS_OF = ("--as-of", bundles.AS_OF)


def test_order_place_and_workers_change_nothing(tmp_path: Path) -> None:
    first = bundles.parcel(tmp_path / "one" / "papers", scanned=False)
    second = tmp_path / "another place" / "papers"
    second.mkdir(parents=True)
    names = sorted(path.name for path in first.iterdir())
    for name in reversed(names):
        shutil.copy(first / name, second / name)
    env = programs.environment(tmp_path / "data")
    one = programs.lotpass("run", first, *AS_OF, "--out", tmp_path / "a", "--jobs", "1", env=env)
    random.Random(1).shuffle(names)
    many = programs.lotpass(
        "run", *(second / name for name in names), *AS_OF, "--out", tmp_path / "b", "--jobs", "3", env=env
    )
    assert (one.returncode, many.returncode) == (1, 1), one.stderr + many.stderr
    assert programs.passports(tmp_path / "a") == programs.passports(tmp_path / "b")
    assert programs.without_timing(programs.report(tmp_path / "a")) == programs.without_timing(
        programs.report(tmp_path / "b")
    )


def test_a_run_into_its_own_bundle_does_not_read_what_it_wrote(tmp_path: Path) -> None:
    papers = bundles.parcel(tmp_path / "papers", scanned=False)
    env = programs.environment(tmp_path / "data")
    (papers / ".lotpass-0badcafe-report.json").write_text('{"schema": "lotpass.rep')
    first = programs.lotpass("run", ".", *AS_OF, env=env, cwd=papers)
    found = programs.report(papers / "passports")
    again = programs.lotpass("run", ".", *AS_OF, env=env, cwd=papers)
    assert (first.returncode, again.returncode) == (1, 1), first.stderr + again.stderr
    assert programs.without_timing(found) == programs.without_timing(programs.report(papers / "passports"))
    named = programs.lotpass("run", papers / "passports" / "report.json", "--out", papers / "passports", env=env)
    assert named.returncode == 3
    assert "report.json" in named.stdout


def test_a_paper_that_is_called_like_a_report_is_read(tmp_path: Path) -> None:
    papers = bundles.parcel(tmp_path / "papers", scanned=False)
    (papers / "certificate.pdf").rename(papers / "x.passport.json")
    (papers / "report.json").write_text('{"schema": "mine"}')
    env = programs.environment(tmp_path / "data")
    programs.lotpass("run", papers, *AS_OF, "--out", papers, env=env)
    files = {file["name"]: file["status"] for file in programs.report(papers)["files"]}
    assert files["x.passport.json"] == "read"
    assert files["report.json"] == "quarantined"


def test_two_runs_at_once_into_one_folder_leave_whole_files(tmp_path: Path) -> None:
    papers = bundles.parcel(tmp_path / "papers", scanned=False)
    env = programs.environment(tmp_path / "data")
    command = ("run", papers, *AS_OF, "--out", tmp_path / "out")
    both = [programs.start(*command, env=env, log=tmp_path / f"log{n}") for n in range(2)]
    assert [process.wait(120) for process in both] == [1, 1]
    [passport] = (tmp_path / "out").glob("*.passport.json")
    assert programs.lotpass("verify", passport, env=env).returncode == 0
    receipt = passport.name.replace(".passport.", ".receipt.")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [passport.name, receipt, "report.json"]


def test_nothing_in_a_bundle_is_run(tmp_path: Path) -> None:
    """Python takes modules from the current folder first: a bundle must not be able to bring its own."""
    papers = bundles.parcel(tmp_path / "papers", scanned=False)
    trap = f"open({str(tmp_path / 'sprung')!r}, 'a').write(__name__ + ' ')\n"
    for name in {*sys.stdlib_module_names, *packages_distributions(), "ingest", "extract", "lotpass", "validate"}:
        (papers / f"{name}.py").write_text(trap)
    script = shutil.which("lotpass", path=str(Path(sys.executable).parent))
    assert script is not None, "the package is not installed"
    command = [script, "run", ".", *AS_OF, "--out", str(tmp_path / "out")]
    env = programs.environment(tmp_path / "data")
    done = subprocess.run(command, cwd=papers, env=env, capture_output=True, text=True, timeout=240, check=False)
    assert not (tmp_path / "sprung").exists(), (tmp_path / "sprung").read_text()
    assert done.returncode == 1, done.stderr


def test_a_deep_temporary_folder_is_used(tmp_path: Path) -> None:
    papers = tmp_path / "invoice.pdf"
    papers.write_bytes(bundles.pdf(bundles.INVOICE))
    scratch = tmp_path / ("deep" * 30)
    scratch.mkdir()
    env = programs.environment(tmp_path / "data", TMPDIR=str(scratch))
    done = programs.lotpass("run", papers, *AS_OF, "--out", tmp_path / "out", env=env)
    assert done.returncode == 1, done.stderr
    assert [file["status"] for file in programs.report(tmp_path / "out")["files"]] == ["read"]
    assert list(scratch.iterdir()) == []


class Stoppable:
    """A run in the middle of its pages: more pictures than workers, so that work is left to do."""

    def __init__(self, folder: Path) -> None:
        self.papers = folder / "papers"
        self.papers.mkdir()
        page = bundles.picture(bundles.pdf(bundles.INVOICE))
        for number in range(8):
            shown = page.copy()
            shown.putpixel((number, 0), 0)
            shown.save(self.papers / f"{number}.png", dpi=(200, 200))
        self.scratch = folder / "scratch"
        self.scratch.mkdir()
        self.out = folder / "out"
        self.log = folder / "log"
        self.env = programs.environment(folder / "data", TMPDIR=str(self.scratch))
        command = ("run", self.papers, *AS_OF, "--out", self.out, "--jobs", "2")
        self.process = programs.start(*command, env=self.env, log=self.log)
        programs.wait_until(lambda: "pages: 1/8" in self.log.read_text(), what="the first page")
        self.started = programs.descendants(self.process.pid)

    def workers(self) -> list[int]:
        """The page workers: each leads a session of its own."""
        return [pid for pid in sorted(self.started) if os.getsid(pid) == pid]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["INT", "TERM", "HUP"]
)
def test_a_stopped_run_leaves_nothing_behind(tmp_path: Path, how: signal.Signals, code: int) -> None:
    run = Stoppable(tmp_path)
    assert programs.kill(run.process, how) == code
    programs.wait_until(lambda: not programs.alive(run.started), 10, "the run's processes to end")
    assert list(run.scratch.iterdir()) == []
    assert list(run.out.iterdir()) == []
    assert "Traceback" not in run.log.read_text()


@pytest.mark.slow
def test_a_killed_run_leaves_no_process_behind(tmp_path: Path) -> None:
    run = Stoppable(tmp_path)
    programs.kill(run.process, signal.SIGKILL)
    programs.wait_until(lambda: not programs.alive(run.started), 10, "the run's processes to end")
    assert list(run.out.iterdir()) == []


@pytest.mark.slow
def test_a_run_goes_on_when_a_page_worker_is_killed(tmp_path: Path) -> None:
    run = Stoppable(tmp_path)
    for pid in run.workers():
        os.kill(pid, signal.SIGKILL)
    assert run.process.wait(120) == 1
    files = programs.report(run.out)["files"]
    assert [file["status"] for file in files] == ["read"] * 8
    assert list(run.scratch.iterdir()) == []


def odd_names(folder: Path) -> int:
    """Files and links with names and rights as no careful person makes them; gives how many there are."""
    paper = bundles.pdf(bundles.INVOICE)
    names = [
        *(b"caf\xe9.pdf", b"new\nline.pdf", b"\x1b[31mred.pdf", b"[bold]x.pdf", b"[!].pdf", b"-rf.pdf", b"a b.pdf"),
        *("\u202eright-to-left.pdf".encode(), b"dir\xff/deep.pdf", b"x" * 240 + b".pdf"),
    ]
    root = os.fsencode(folder)
    for number, name in enumerate(names):
        path = Path(os.fsdecode(os.path.join(root, name)))  # noqa: PTH118 - joined as bytes
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(paper + b"%% %d\n" % number)
    (folder / "loop").symlink_to(".")
    (folder / "self").symlink_to("self")
    (folder / "dangling.pdf").symlink_to("nowhere")
    (folder / "linked.pdf").symlink_to("a b.pdf")
    os.mkfifo(folder / "pipe.pdf")
    locked = folder / "locked"
    locked.mkdir()
    (locked / "hidden.pdf").write_bytes(paper)
    locked.chmod(0)
    secret = folder / "secret.pdf"
    secret.write_bytes(paper)
    secret.chmod(0)
    return len(names) + 7


def without_privilege() -> list[str]:
    """The beginning of a command that runs without root's right to open everything."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("as root this needs setpriv, which is not installed")
    rights = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}", "--"]


def test_odd_names_links_and_locked_files_are_listed_with_a_reason(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    number = odd_names(papers)
    env = programs.environment(tmp_path / "data")
    try:
        done = subprocess.run(
            [*without_privilege(), *programs.command("run", papers, *AS_OF, "--out", tmp_path / "out", "--json")],
            env=env,
            capture_output=True,
            timeout=240,
            check=False,
        )
    finally:
        (papers / "locked").chmod(0o700)
    assert done.returncode == 1, done.stderr
    assert b"\x1b" not in done.stderr
    assert b"Traceback" not in done.stderr
    found = programs.report(tmp_path / "out")
    files = {file["name"]: (file["status"], file["reason_code"]) for file in found["files"]}
    assert len(files) == number
    assert files["caf\\xe9.pdf"] == ("read", None)
    assert files["new\nline.pdf"] == ("read", None)
    assert files["dir\\xff/deep.pdf"] == ("read", None)
    assert files["linked.pdf"] == ("read", None)
    assert files["loop"] == ("quarantined", "not-a-document")
    assert files["self"] == ("quarantined", "not-a-document")
    assert files["dangling.pdf"] == ("quarantined", "not-a-document")
    assert files["pipe.pdf"] == ("quarantined", "not-a-document")
    assert files["locked"] == ("quarantined", "unopenable")
    assert files["secret.pdf"] == ("quarantined", "unopenable")
    assert {lot["status"] for lot in found["lots"]} <= {"review", "blocked"}
