"""Other programs on the same scans: pages of several channels in one file, each channel's words told by themselves."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pypdfium2  # type: ignore[import-untyped]  # the package carries no types
import pytest
from PIL import Image, ImageDraw, ImageFont

from bench import reading_rivals_programs as others
from bench.reading import Sample
from bench.reading_rivals import Scan, compared, scans, tell
from bench.reading_rivals_programs import Outcome


def sample(*words: str) -> Sample:
    picture = Image.new("RGB", (1240, 600), "white")
    font = ImageFont.load_default(48)
    ImageDraw.Draw(picture).text((80, 200), " ".join(words), "black", font)
    return Sample("page", np.asarray(picture), list(words), [])


@pytest.mark.parametrize("text", [others._RAPID, others._OURS, others._DOCLING])
def test_each_program_is_one(text: str) -> None:
    ast.parse(text)


def test_pages_of_several_channels_lie_in_one_file_in_their_own_size(tmp_path: Path) -> None:
    page = sample("Net", "weight", "1204")
    dpi = scans([Scan("scan300", page), Scan("scan150", page)], tmp_path / "scans.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "scans.pdf")
    sizes = [document[number].get_size() for number in range(len(document))]
    document.close()
    assert dpi == [300.0, 150.0]
    assert sizes[0] == pytest.approx(sizes[1], abs=12)  # a sheet of paper is as large by whichever channel it comes


def test_each_channel_is_told_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    given = [Scan("fax", sample("Net", "1204")), Scan("photo", sample("Gross", "1310"))]
    best = {"one": Outcome([["Net", "1204"], ["Gross", "1810"]], 3.0, 4.0)}
    for channel in ("fax", "photo", "all"):
        tell(channel, given, best)
    told = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [row[2] for row in told] == ["100.00", "50.00", "75.00"]  # words read
    assert [row[4] for row in told] == ["100.00", "0.00", "50.00"]  # words with digits
    assert [row[6] for row in told] == ["1.50"] * 3  # processor seconds a page of the whole run


@pytest.mark.slow
def test_lotpass_reads_in_a_process_of_its_own(tmp_path: Path) -> None:
    given = [Scan("scan200", sample("Certificate", "RW", "204417"))]
    best = compared(given, tmp_path, ["lotpass"], 1)
    assert "204417" in best["lotpass"].pages[0]
    assert best["lotpass"].processor > 0
