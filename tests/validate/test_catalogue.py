"""Every check of the catalogue is a rule under its id, or is listed with the reason why none decides it."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import get_args

import pytest

from validate.catalogue import HeldBy, catalogue, not_from_papers
from validate.check import rules

RULES = {rule.id: rule for rule in rules()}


def test_every_check_is_a_rule_or_has_its_reason() -> None:
    assert len(catalogue()) == len({e.id for e in catalogue()}) == 214
    assert [e.id for e in catalogue() if e.id not in RULES and (e.held_by == "rule" or not e.reason)] == []
    assert [e.id for e in catalogue() if e.held_by not in get_args(HeldBy)] == []
    assert [e.id for e in catalogue() if e.held_by in ("papers", "program", "process") and e.id in RULES] == []


def test_what_blocks_in_the_catalogue_blocks_here_unless_it_is_told_why() -> None:
    """A rule of a blocking check is registered as blocking, or its tolerance says why it is not."""
    milder = [
        e.id
        for e in catalogue()
        if (e.severity, e.group != "articles_lessons", e.id in RULES) == ("block", True, True)
        and (RULES[e.id].severity, RULES[e.id].tolerance == "none") in (("review", True), ("info", True))
    ]
    assert milder == []


def test_the_list_is_the_catalogues() -> None:
    shared = Path(os.environ.get("LOTPASS_SHARED", Path(__file__).parents[3] / "shared"))
    source = shared / "domain" / "data" / "rules.csv"
    if not source.exists():
        pytest.skip(f"{source} is not there: the catalogue itself cannot be compared")
    with source.open(encoding="utf-8", newline="") as file:
        rows = [(r["id"], r["group"], r["severity"]) for r in csv.DictReader(file)]
    assert [(e.id, e.group, e.severity) for e in catalogue()] == rows


def test_what_papers_cannot_show_is_named() -> None:
    assert {"W028", "X007"} <= {e.id for e in not_from_papers()}
    assert all(e.reason.endswith(".") for e in not_from_papers())
