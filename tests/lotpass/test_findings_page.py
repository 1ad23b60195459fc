"""The page of findings is up to date and leaves no code and no rule out."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from lotpass.findings_page import CODES, page
from validate.check import rules

ROOT = Path(__file__).parents[2]


def test_the_page_is_up_to_date() -> None:
    written = (ROOT / "docs" / "findings.md").read_text("utf-8")
    assert written == page(rules()), "run: python -m lotpass.findings_page > docs/findings.md"


def test_every_code_that_a_rule_says_is_on_the_page() -> None:
    assert {code for rule in rules() for code in rule.codes} - set(CODES) == set()


def test_every_rule_has_a_title_a_basis_and_a_description() -> None:
    assert [rule.id for rule in rules() if not (rule.title and rule.basis and rule.doc.strip())] == []


def test_the_contracts_codes_are_there_in_its_order() -> None:
    contract = Path(os.environ.get("LOTPASS_SHARED", ROOT.parent / "shared")) / "CONTRACT.md"
    if not contract.exists():
        pytest.skip(f"{contract} is not there: the contract's own list of codes cannot be compared")
    section = contract.read_text("utf-8").partition("## Finding codes")[2].partition("\n## ")[0]
    of_contract = re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE)
    assert of_contract == list(CODES)[: len(of_contract)], "the contract's codes come first; it may only grow"
