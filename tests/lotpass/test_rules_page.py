"""`docs/rules.md` is made from the rules and complete; `lotpass rules` lists and explains them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lotpass.cli import app
from lotpass.rules_page import described, page
from validate.catalogue import catalogue
from validate.check import rules

ROOT = Path(__file__).parents[2]


def called(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["rules", *arguments])
    return result.exit_code, " ".join(result.output.split())


def test_the_page_is_up_to_date_and_complete() -> None:
    written = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert written == page(rules()), "run: python -m lotpass.rules_page > docs/rules.md"
    for rule in rules():
        assert written.count(f"\n### {rule.id}\n") == 1
        assert described(rule) in written
    assert [e.id for e in catalogue() if f"### {e.id}\n" not in written and f"| {e.id} |" not in written] == []


def test_every_rule_is_listed() -> None:
    code, text = called("--json")
    assert code == 0
    assert [row["id"] for row in json.loads(text)] == [rule.id for rule in rules()]
    code, text = called()
    assert code == 0
    assert [rule.id for rule in rules() if rule.id not in text] == []


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("W010", ("Value per unit plausible", "implausible-value", "tolerance", "basis", "DRC parcel at USD 900/ct")),
        ("weight-mismatch", ("weights differ between documents", "X003", "X005")),
        ("W028", ("No rule decides it", "Papers cannot show it")),
        ("P015", ("No rule decides it", "made_by")),
    ],
)
def test_one_is_explained(name: str, parts: tuple[str, ...]) -> None:
    code, text = called(name)
    assert code == 0
    assert [part for part in parts if part not in text] == []


def test_what_is_no_rule_is_a_wrong_call() -> None:
    code, text = called("W999")
    assert code == 2
    assert "W999" in text
