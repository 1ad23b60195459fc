"""Progress: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import pty
import threading
from pathlib import Path

import pytest

from lotpass.progress import Lines, one_line
from tests.lotpass import bundles, programs


def test_a_long_stage_is_told_by_tenths(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines()
    lines.begin("pages", 200)
    for number in range(200):
        lines.step("pages", f"p{number}")
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "pages: 200"
    assert told[1:] == [f"pages: {n}/200 p{n - 1}" for n in range(20, 201, 20)]


def test_a_short_stage_is_told_step_by_step(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines()
    lines.begin("pages", 2)
    lines.step("pages", "a.pdf 1")
    lines.step("pages", "a\nb.pdf 1")
    lines.note("quarantined x\x1b[31m")
    assert capsys.readouterr().err.splitlines() == [
        "pages: 2",
        "pages: 1/2 a.pdf 1",
        "pages: 2/2 a\ufffdb.pdf 1",
        "quarantined x\ufffd[31m",
    ]


def test_what_is_too_long_for_a_line_is_cut() -> None:
    assert one_line("x" * 1000, 10) == "xxxxxxxxx…"


class Terminal:
    """A terminal that keeps what it is told."""

    def __init__(self) -> None:
        self._master, self.slave = pty.openpty()
        self._told: list[bytes] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                data = os.read(self._master, 4096)
            except OSError:  # how Linux says that the other end is closed
                return
            self._told.append(data)

    def text(self) -> str:
        """Everything that was said, when nobody talks any more."""
        os.close(self.slave)
        self._thread.join(10)
        os.close(self._master)
        return b"".join(self._told).decode()


def test_a_terminal_sees_bars_and_the_table(tmp_path: Path) -> None:
    papers = bundles.parcel(tmp_path / "papers", scanned=False)
    env = programs.environment(tmp_path / "data", TERM="xterm-256color")
    terminal = Terminal()
    command = ("run", papers, "--as-of", bundles.AS_OF, "--out", tmp_path / "out")
    process = programs.popen(*command, env=env, stdout=terminal.slave, stderr=terminal.slave)
    assert process.wait(120) == 1
    text = terminal.text()
    assert "━" in text
    assert "4/4" in text
    for stage in ("files", "pages", "documents", "checks", "passports"):
        assert stage in text
    assert "\x1b[1;31mblocked" in text
    assert text.endswith("\n")
    assert text.count("\x1b[?25l") == text.count("\x1b[?25h"), "the cursor is shown again"
