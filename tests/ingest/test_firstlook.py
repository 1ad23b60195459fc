"""How a page seems to lie, before lines of text are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from ingest import lie, straighten
from ingest.firstlook import first_look
from ingest.ocr import LANGUAGES
from ingest.readers import engine
from ingest.scan import read_picture
from ingest.straighten import Quarter
from ingest.textlines import Found
from tests.ingest import paper
from tests.ingest.test_read import needs_both
from tests.ingest.test_straighten import FORM, _askew


@pytest.mark.parametrize(("turn", "quarter"), [(0, 0), (90, 90), (180, 0), (270, 90)])
@pytest.mark.parametrize("angle", [-3.0, 0.0, 2.0])
def test_letters_tell_how_a_page_lies(turn: Quarter, quarter: int, angle: float) -> None:
    look = first_look(straighten.turn(_askew(angle), turn))
    assert look.quarter == quarter
    assert look.skew == pytest.approx(angle, abs=0.25)


def test_a_blank_page_lies_as_it_is() -> None:
    look = first_look(np.full((1600, 1100), 255, dtype=np.uint8))
    assert (look.quarter, look.skew) == (0, 0.0)


@needs_both
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("angle", [0.0, 2.5])
def test_lines_of_a_page_askew_or_on_its_side_are_looked_for_once(
    turn: Quarter, angle: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[int] = []
    readers = engine("both")
    whole = type(readers).find

    def find(self: Any, pixels: straighten.Pixels, *, fine: bool = False, skew: float = 0.0) -> Sequence[Any]:
        lines = whole(self, pixels, fine=fine, skew=skew)
        found.append(len(lines or ()))
        return lines or ()

    monkeypatch.setattr(type(readers), "find", find)
    page = read_picture(straighten.turn(_askew(angle), turn), 150.0, readers, LANGUAGES)
    assert len(found) == 1
    assert page.rotation == (360 - turn) % 360
    assert page.skew == pytest.approx(angle, abs=0.25)
    words = {word.text for word in page.words}
    wanted = {word for both in paper.FORM for each in both for word in each.split()}
    assert len(words & wanted) >= 0.9 * len(wanted)


def test_lines_sought_on_a_page_turned_are_handed_on_as_it_must_lie() -> None:
    height, width = FORM.shape
    line = Found(height / 3, width / 4, 200.0, 20.0, 0.0)
    sought = lie.Sought((line,), height, width, 90, 0.0)  # the page lay on its side, and had been turned
    assert sought.turned(90) == [line]
    assert sought.turned(270) == lie.turned([line], 180, height, width)
    assert sought.turned(0) == lie.turned([line], 270, height, width)
    assert sought.level(270, 0.5)
    assert not sought.level(270, 1.5)
    assert not sought.level(0, 0.0)
