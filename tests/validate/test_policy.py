"""The policy: its defaults, what it changes, what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.validate.papers import checked, diamonds, edit, of_code
from validate.policy import Policy, PolicyFault


def load(path: Path, text: str) -> Policy:
    file = path / "policy.toml"
    file.write_text(text, encoding="utf-8")
    return Policy.load(file)


def test_the_shipped_policy_is_the_default() -> None:
    assert Policy.load().model_copy(update={"audience": ()}) == Policy()  # audiences are in the file alone
    assert Policy.load().version == Policy().version


def test_tolerances_are_the_users(tmp_path: Path) -> None:
    wide = load(tmp_path, '[weight.diamond]\nagree = "0.5"\n')
    assert wide.version != Policy().version
    (lot,) = checked(edit("pl", carat_weight="1723.09")(diamonds()), policy=wide)
    assert of_code(lot, "weight-mismatch") == []


def test_severities_by_rule_and_by_code(tmp_path: Path) -> None:
    change = edit("pl", parcel_count=3)
    (lot,) = checked(change(diamonds()), policy=load(tmp_path, '[severity]\nparcel-count-mismatch = "block"\n'))
    assert lot.status == "blocked"
    (lot,) = checked(change(diamonds()), policy=load(tmp_path, '[severity]\nX008 = "info"\n'))
    assert lot.status == "clear"
    by_rule_first = load(tmp_path, '[severity]\nX008 = "info"\nparcel-count-mismatch = "block"\n')
    assert by_rule_first.severity_of("X008", "parcel-count-mismatch", "review") == "info"


@pytest.mark.parametrize("name", ["artisanal-source", "H001", "H013", "R022", "R025"])
@pytest.mark.parametrize("severity", ["review", "block"])
def test_artisanal_is_never_more_than_information(name: str, severity: str, tmp_path: Path) -> None:
    with pytest.raises(PolicyFault) as refused:
        load(tmp_path, f'[severity]\n{name} = "{severity}"\n')
    assert refused.value.code == "policy-artisanal"
    assert "information" in refused.value.cause
    assert load(tmp_path, f'[severity]\n{name} = "info"\n').severity_of("H001", "artisanal-source", "block") == "info"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "policy-empty"),
        ("# nothing\n", "policy-empty"),
        ("[weight\n", "policy-malformed"),
        ("[weights]\nx = 1\n", "policy-unknown-name"),
        ('[severity]\nX008 = "fatal"\n', "policy-malformed"),
        ('[value]\nagree = "-1"\n', "policy-malformed"),
        ('[value]\nagree = "much"\n', "policy-malformed"),
        ('[[required_document]]\nid = "x"\ndocuments = ["menu"]\n', "policy-malformed"),
    ],
)
def test_what_is_refused(text: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(PolicyFault) as refused:
        load(tmp_path, text)
    assert refused.value.code == code
    assert refused.value.remedy


def test_a_file_that_is_missing_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(PolicyFault) as refused:
        Policy.load(tmp_path / "none.toml")
    assert refused.value.code == "policy-missing"
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PolicyFault) as refused:
        Policy.load(tmp_path / "bytes.toml")
    assert refused.value.code == "policy-malformed"
