"""The house's own rules and papers, presets, and plug-ins that fail."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lotpass.plugins import rules_of_plugins
from tests.validate.papers import (
    AS_OF,
    Change,
    all_of,
    diamonds,
    edit,
    everywhere,
    gold,
    of_code,
    outcome,
    tin,
    without,
)
from validate.check import check, judges
from validate.model import CheckedLot, Dossier, Finding
from validate.policy import Policy, PolicyFault
from validate.policy_file import presets
from validate.reference import Reference
from validate.rules.model import PASSED, Case, Result, Rule

RULE = """
[[rule]]
id = "house-x"
title = "A rule"
"""
MAKERS = {"diamonds": diamonds, "tin": tin, "gold": gold}


def load(path: Path, text: str) -> Policy:
    file = path / "policy.toml"
    file.write_text(text, encoding="utf-8")
    return Policy.load(file)


def load_and_use(path: Path, text: str) -> None:
    policy = load(path, text)
    judges(policy, rules_of_plugins(policy.plugins))


def run(policy: Policy, dossier: Dossier, *plugins: Rule) -> CheckedLot:
    return check(dossier, Reference.load(), policy, AS_OF, plugins=plugins)[0]


@pytest.mark.parametrize(
    ("body", "lot", "expected", "codes"),
    [
        ("demand = 'carat_weight < 2000'", "diamonds", "passed", []),
        ("demand = 'carat_weight > 2000'", "diamonds", "failed", ["policy-rule"]),
        ("demand = 'carat_weight > 2000'", "tin", "not_decidable", []),
        ("when = 'group == \"gold\"'\ndemand = 'carat_weight > 2000'", "diamonds", "not_applicable", []),
        ("demand = 'net_weight_kg > 0'\ncode = 'implausible-value'", "tin", "passed", []),
        ("demand = 'mineral > 5'", "tin", "not_decidable", ["rule-failed"]),
    ],
)
def test_a_rule_of_the_house(body: str, lot: str, expected: str, codes: list[str], tmp_path: Path) -> None:
    checked = run(load(tmp_path, RULE + body), MAKERS[lot]())
    assert outcome(checked, "house-x") == expected
    assert [f.code for f in checked.findings if f.rule == "house-x"] == codes
    assert checked.status == ("review" if codes else "clear")


def test_its_finding_says_what_was_weighed(tmp_path: Path) -> None:
    lot = run(load(tmp_path, RULE + "demand = 'carat_weight > 2000'\nbasis = 'House, 7'"), diamonds())
    [finding] = of_code(lot, "policy-rule")
    assert "carat_weight is 1273.09" in finding.message
    assert finding.basis == "House, 7"


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        (RULE + "demand = 'carat_wieght > 1'", "policy-expression", "carat_weight"),
        (RULE + "demand = '1'\ndemnd = '2'", "policy-unknown-name", "'demand'"),
        (RULE + "demand = 'True'" + RULE + "demand = 'True'", "policy-malformed", "two"),
        (RULE.replace("house-x", "X003") + "demand = 'True'", "policy-malformed", "X003"),
        ("[severty]\nX003 = 'info'", "policy-unknown-name", "'severity'"),
        ("[severity]\ncustody-missin = 'info'", "policy-unknown-name", "'custody-missing'"),
        ("[weight.diamand]\nagree = '0.1'", "policy-unknown-name", "'diamond'"),
        ("[[required_document]]\nid = 'a'\ndocumnets = ['assay_certificate']", "policy-unknown-name", "'documents'"),
        ("extends = 'eu-rough-diamond'", "policy-unknown-name", "'eu-rough-diamonds'"),
        (RULE + "demand = 'not contains(goods_description, \"artisanal\")'", "policy-artisanal", "information only"),
        (RULE + "demand = 'True'\ncode = 'artisanal-source'", "policy-artisanal", "information only"),
        ("plugins = ['acme']", "policy-plugin", "not installed"),
    ],
)
def test_what_is_refused(text: str, code: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(PolicyFault) as refused:
        load_and_use(tmp_path, text)
    assert refused.value.code == code
    assert says in refused.value.cause
    assert refused.value.remedy


def test_a_rule_may_inform_of_artisanal_sources(tmp_path: Path) -> None:
    text = RULE + "demand = 'not contains(goods_description, \"artisanal\")'\nseverity = 'info'"
    lot = run(load(tmp_path, text), edit("inv", goods_description="Artisanal rough diamonds")(diamonds()))
    assert outcome(lot, "house-x") in ("failed", "passed")
    assert lot.status == "clear"


PAPER = """
[[required_document]]
id = "house"
documents = ["packing_list"]
"""


@pytest.mark.parametrize(
    ("more", "change", "expected", "codes"),
    [
        ("", all_of(), "passed", []),
        ("groups = ['gold']", all_of(), "not_applicable", []),
        ("minerals = ['rough diamonds']\norigins = ['LS']\ndestinations = ['EU']", all_of(), "passed", []),
        ("minerals = ['coloured gemstones']", everywhere(mineral="opal"), "passed", []),
        ("minerals = ['rubies']", everywhere(mineral="opal"), "not_applicable", []),
        ("destinations = ['US']", all_of(), "not_applicable", []),
        ("hs_prefixes = ['2609']", all_of(), "not_applicable", []),
        ("valid_to = 2020-01-01", all_of(), "not_applicable", []),
        ("", without("pl"), "failed", []),  # P001 tells of the same paper
        ("fields = ['carat_weight']", all_of(), "passed", []),
        ("fields = ['grade']", all_of(), "failed", ["missing-field"]),
        ("statement = 'these stones were mined on the moon and nowhere else'", all_of(), "failed", ["missing-field"]),
    ],
)
def test_papers_of_the_house(more: str, change: Change, expected: str, codes: list[str], tmp_path: Path) -> None:
    lot = run(load(tmp_path, PAPER + more), change(diamonds()))
    assert outcome(lot, "policy-documents") == expected
    assert [f.code for f in lot.findings if f.rule == "policy-documents"] == codes


def test_a_later_entry_replaces_the_presets_own(tmp_path: Path) -> None:
    text = (
        "extends = 'eu-3tg'\n[value]\nagree = '0.02'\n[[required_document]]\nid = 'eu-3tg-assay'\n"
        "documents = ['assay_certificate']\nseverity = 'block'\n"
    )
    policy, preset = load(tmp_path, text), Policy.load("eu-3tg")
    assert len(policy.required_document) == len(preset.required_document)
    assert [w.severity for w in policy.required_document if w.id == "eu-3tg-assay"] == ["block"]
    assert policy.value != preset.value
    assert policy.rule == preset.rule


@pytest.mark.parametrize("name", presets())
def test_presets_can_be_used_and_do_not_block_what_is_in_order(name: str) -> None:
    policy = Policy.load(name)
    assert judges(policy)
    for make in MAKERS.values():
        lot = run(policy, make())
        assert [f for f in lot.findings if f.code == "rule-failed"] == []
        assert lot.status != "blocked"


def test_the_presets_of_a_route_hold_what_falls_short() -> None:
    lot = run(Policy.load("eu-rough-diamonds"), edit("kp", country_of_origin="mixed")(diamonds()))
    assert "eu-countries-of-mining" in {f.rule for f in lot.findings if f.severity == "block"}
    lot = run(Policy.load("eu-rough-diamonds"), without("pl")(diamonds()))
    assert len(of_code(lot, "missing-document")) == 1, "law and policy want the same paper: one cause, one finding"


def plugin(judge: object, id_: str = "acme-1") -> Rule:
    return Rule(id_, ("policy-rule",), "From outside", "review", "Acme", judge)  # type: ignore[arg-type]  # on purpose


def _breaks(case: Case) -> Result:
    raise ZeroDivisionError("oh")


def _holds(severity: str, code: str = "policy-rule", rule: str = "acme-1") -> Rule:
    finding = Finding(code=code, rule=rule, severity=severity, message="m", basis="b")  # type: ignore[arg-type]  # text
    return plugin(lambda case: Result("failed", (finding,)))


@pytest.mark.parametrize(
    ("rule", "expected", "codes", "status"),
    [
        (plugin(lambda case: PASSED), "passed", [], "clear"),
        (_holds("block"), "failed", ["policy-rule"], "blocked"),
        (plugin(_breaks), "not_decidable", ["rule-failed"], "review"),
        (plugin(lambda case: None), "not_decidable", ["rule-failed"], "review"),
        (plugin(lambda case: Result("failed")), "not_decidable", ["rule-failed"], "review"),
        (_holds("block", rule="X003"), "not_decidable", ["rule-failed"], "review"),
        (_holds("block", code="artisanal-source"), "not_decidable", ["rule-failed"], "review"),
    ],
)
def test_a_plugin_never_fails_in_silence(rule: Rule, expected: str, codes: list[str], status: str) -> None:
    lot = run(Policy.load(), diamonds(), rule)
    assert outcome(lot, "acme-1") == expected
    assert [f.code for f in lot.findings if f.rule == "acme-1"] == codes
    assert lot.status == status


def test_a_plugin_may_not_take_the_name_of_a_rule() -> None:
    with pytest.raises(PolicyFault, match="two rules named X003"):
        judges(Policy.load(), [plugin(lambda case: PASSED, "X003")])


def test_days_bound_what_is_wanted(tmp_path: Path) -> None:
    policy = load(tmp_path, PAPER + "valid_from = 2025-03-01")
    assert policy.required_document[0].valid_from == date(2025, 3, 1)


def test_a_figure_that_was_worked_out_is_shown_short(tmp_path: Path) -> None:
    text = "[[rule]]\nid = 'house-band'\ntitle = 'Band'\ndemand = 'usd_per_carat < 100'\n"
    [said] = [f for f in run(load(tmp_path, text), diamonds()).findings if f.rule == "house-band"]
    assert "(usd_per_carat is about 755.0094)" in said.message
