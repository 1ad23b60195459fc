"""Every rule's answers are listened to, so that `outcomes.csv` says nothing that its tests do not show."""

from __future__ import annotations

import csv
import dataclasses
import functools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from validate import check  # noqa: F401 - the rules are registered when it is imported
from validate.rules.model import RULES, Case, Result

HEARD: set[tuple[str, str, str]] = set()
"""Rules and what they answered in the test under way, with the gravest of their findings."""

GRAVITY = ("", "info", "review", "block")


def _listened_to(name: str, judge: Callable[[Case], Result]) -> Callable[[Case], Result]:
    @functools.wraps(judge)
    def listened(case: Case) -> Result:
        result = judge(case)
        gravest = max((finding.severity for finding in result.findings), key=GRAVITY.index, default="")
        HEARD.add((name, result.outcome, gravest))
        return result

    return listened


for _id, _rule in list(RULES.items()):
    RULES[_id] = dataclasses.replace(_rule, judge=_listened_to(_id, _rule.judge))

with (Path(__file__).parent / "outcomes.csv").open(encoding="utf-8", newline="") as _file:
    SHOWN: dict[str, set[tuple[str, str, str]]] = {}
    for _row in csv.DictReader(_file):
        SHOWN.setdefault(_row["test"], set()).add((_row["rule"], _row["outcome"], _row["severity"]))


@pytest.fixture(autouse=True)
def shows_what_the_table_says(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that `outcomes.csv` names for an outcome of a rule has that rule answer so."""
    HEARD.clear()
    yield
    test = f"{request.path.name}::{request.node.name}"
    assert SHOWN.get(test, set()) - HEARD == set(), f"{test} does not show what outcomes.csv says"
