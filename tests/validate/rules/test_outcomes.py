"""Each rule has a test where it fires, one where it is silent, and one where it cannot decide.

Which test shows which outcome stands in the tables of rows (`ROWS`), and for the other tests in `outcomes.csv`; that
they do is asserted where they run (`Row.holds`, `conftest.py`).
"""

from __future__ import annotations

import ast
import csv
from functools import lru_cache
from pathlib import Path

from tests.validate.rules import (
    test_diamond_rules,
    test_followup,
    test_lessons,
    test_markets,
    test_mineral_rules,
    test_undecided,
)
from validate.check import rules

FOLDER = Path(__file__).parent
GRAVITY = ("", "info", "review", "block")
TABLES = (test_diamond_rules, test_mineral_rules, test_lessons, test_undecided, test_markets, test_followup)
FIRES, UNDECIDED, SILENT = "failed", "not_decidable", frozenset({"passed", "not_applicable"})

ALWAYS_DECIDED = {
    "P-files": "which files could be read is known",
    "P013": "which pages no type fits is known",
    "W-fields": "a field that cannot be made out is itself a finding",
    "W030": "a field that cannot be made out is itself a finding",
    "W050": "a field that cannot be made out is itself a finding",
    "custody-record": "that there is none is itself a finding",
}
"""Rules that decide whatever is there, and why."""


@lru_cache(maxsize=1)
def told() -> tuple[tuple[str, str, str, str], ...]:
    """Rule, outcome, gravest severity and test of every row of the table."""
    with (FOLDER / "outcomes.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["rule"], row["outcome"], row["severity"], row["test"]) for row in csv.DictReader(file))


def test_every_rule_fires_is_silent_and_may_be_undecidable() -> None:
    rows = [(row.rule, row.outcome) for module in TABLES for row in module.ROWS]
    shown: dict[str, set[str]] = {}
    for rule, outcome in [*rows, *((rule, outcome) for rule, outcome, *_ in told())]:
        shown.setdefault(rule, set()).add(outcome)
    known = {rule.id for rule in rules()}
    assert shown.keys() - known == set()
    assert [r for r in sorted(known) if FIRES not in shown.get(r, ())] == []
    assert [r for r in sorted(known) if not SILENT & shown.get(r, set())] == []
    undecided = {r for r in known if UNDECIDED in shown.get(r, ())}
    assert sorted(known - undecided) == sorted(ALWAYS_DECIDED)


def test_every_rule_is_as_grave_as_it_says() -> None:
    """Each rule is shown with a finding of the severity that it is registered with, and with none that is graver."""
    gravest = {row.rule: "" for module in TABLES for row in module.ROWS} | {rule: "" for rule, *_ in told()}
    rows = [(r.rule, s) for module in TABLES for r in module.ROWS for s in r.severities]
    for rule, severity in [*rows, *((rule, severity) for rule, _, severity, _ in told())]:
        gravest[rule] = max(gravest[rule], severity, key=GRAVITY.index)
    assert [(r.id, r.severity, gravest[r.id]) for r in rules() if r.severity != gravest[r.id]] == []


def test_every_test_that_the_table_names_is_there() -> None:
    names = {
        f"{path.name}::{node.name}"
        for path in FOLDER.glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert [test for *_, test in told() if test.partition("[")[0] not in names] == []
