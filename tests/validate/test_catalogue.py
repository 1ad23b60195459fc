"""Every check of the catalogue is a rule under its id, or is listed with the reason why none decides it."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import get_args

import pytest

from validate.catalogue import AS_RULES, HeldBy, catalogue, not_from_papers
from validate.check import rules
from validate.policy import ARTISANAL

RULES = {rule.id: rule for rule in rules()}


def test_every_check_is_a_rule_or_has_its_reason() -> None:
    assert len(catalogue()) == len({e.id for e in catalogue()}) == 214
    assert [e.id for e in catalogue() if e.id not in RULES and (e.held_by == "rule" or not e.reason)] == []
    assert [e.id for e in catalogue() if e.held_by not in get_args(HeldBy)] == []
    assert [e.id for e in catalogue() if e.held_by in ("papers", "program", "process") and e.id in RULES] == []


def test_every_severity_is_the_catalogues_or_has_its_reason() -> None:
    """A block is a block, a warning calls a reviewer; a rule that is milder or graver says why, and no other."""
    deviating = [e.id for e in catalogue() if e.id in RULES and RULES[e.id].severity != AS_RULES[e.severity]]
    assert deviating == [e.id for e in catalogue() if e.id in RULES and e.reason]
    assert all(e.reason.endswith(".") for e in catalogue() if e.id in deviating)


def test_what_blocks_in_the_catalogue_blocks_here() -> None:
    """Only what concerns artisanal sources is milder: the contract lets it be information at most."""
    milder = [e.id for e in catalogue() if e.severity == "block" and e.id in RULES and RULES[e.id].severity != "block"]
    assert milder == ["R022", "R025", "H001"]
    speaking = {r.id for r in RULES.values() if "artisanal-source" in r.codes}
    assert {*milder, *speaking, "artisanal-source"} == ARTISANAL, "no policy makes them graver"
    assert all("artisanal" in f"{e.title} {e.reason}".lower() for e in catalogue() if e.id in milder)


def test_the_list_is_the_catalogues() -> None:
    shared = Path(os.environ.get("LOTPASS_SHARED", Path(__file__).parents[3] / "shared"))
    source = shared / "domain" / "data" / "rules.csv"
    if not source.exists():
        pytest.skip(f"{source} is not there: the catalogue itself cannot be compared")
    with source.open(encoding="utf-8", newline="") as file:
        rows = [(r["id"], r["group"], r["severity"]) for r in csv.DictReader(file)]
    assert [(e.id, e.group, e.severity) for e in catalogue()] == rows


def test_what_papers_cannot_show_is_named() -> None:
    assert {"W028", "X028"} <= {e.id for e in not_from_papers()}
    assert all(e.reason.endswith(".") for e in not_from_papers())
