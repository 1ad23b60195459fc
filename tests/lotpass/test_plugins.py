"""Rule plug-ins of installed packages: loaded where a policy names them, told where they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotpass.plugins import GROUP, rules_of_plugins, versions
from tests.validate.papers import AS_OF, diamonds
from validate.check import check
from validate.policy import Policy, PolicyFault
from validate.reference import Reference

MODULES = {
    "good": "RULES = [Rule('acme-1', ('policy-rule',), 'Acme', 'review', 'Acme, 1', lambda case: PASSED)]",
    "made": "def RULES():\n    return (Rule('acme-2', ('policy-rule',), 'A', 'review', 'A', lambda case: 1 / 0),)",
    "breaks": "raise RuntimeError('no licence key')",
    "empty": "RULES = []",
    "other": "RULES = ['a rule']",
}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of plug-ins as an installer leaves it."""
    info = tmp_path / "acme_checks-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-checks\nVersion: 1.2\n")
    points = [f"{name} = acme_{name}:RULES" for name in MODULES]
    (info / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *points, ""]))
    for name, text in MODULES.items():
        (tmp_path / f"acme_{name}.py").write_text(f"from validate.rules.model import PASSED, Rule\n{text}\n")
    monkeypatch.syspath_prepend(str(tmp_path))


@pytest.mark.usefixtures("installed")
def test_a_plugin_that_a_policy_names_judges() -> None:
    policy = Policy(plugins=("good", "made"))
    rules = rules_of_plugins(policy.plugins)
    assert [rule.id for rule in rules] == ["acme-1", "acme-2"]
    assert versions(policy.plugins) == ("good: acme-checks 1.2", "made: acme-checks 1.2")
    (lot,) = check(diamonds(), Reference.load(), policy, AS_OF, plugins=rules)
    outcomes = {c.rule: c.outcome for c in lot.checks}
    assert (outcomes["acme-1"], outcomes["acme-2"]) == ("passed", "not_decidable")
    assert [(f.code, "ZeroDivisionError" in f.message) for f in lot.findings if f.rule == "acme-2"] == [
        ("rule-failed", True)
    ]
    assert rules_of_plugins(()) == (), "what is installed and not named does not judge"


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("breaks", "no licence key"),
        ("empty", "no rules"),
        ("other", "no rules"),
        ("goods", "nearest known one is 'good'"),
    ],
)
def test_a_plugin_that_cannot_be_used_refuses_the_policy(name: str, says: str) -> None:
    with pytest.raises(PolicyFault) as refused:
        rules_of_plugins([name])
    assert refused.value.code == "policy-plugin"
    assert says in refused.value.cause
