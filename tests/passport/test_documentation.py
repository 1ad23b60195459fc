"""docs/passport.md tells everything, and what it tells works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from passport.jwk import thumbprint
from passport.keys import LocalKey
from passport.model import ClaimKind
from passport.schema import SignedPassport
from passport.verification import CheckName
from tests.passport.factory import ED25519, P256, sealed
from tests.passport.forge import GENUINE, changed

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "passport.md").read_text("utf-8")


def run_snippet(data: bytes, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the verifying program of the page on a file, where no module of ours can be imported."""
    (snippet,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    (folder / "verify.py").write_text(snippet, "utf-8")
    (folder / "lot.passport.json").write_bytes(data)
    command = [sys.executable, "-X", "utf8", "verify.py", "lot.passport.json"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("key", [P256, ED25519], ids=["ES256", "EdDSA"])
def test_program_on_the_page_verifies_a_passport(key: LocalKey, tmp_path: Path) -> None:
    done = run_snippet(sealed(key), tmp_path)
    assert done.stdout == f"LS-RD2415 clear signed by {thumbprint(key.jwk)}\n", done.stderr


def test_program_on_the_page_refuses_a_changed_passport(tmp_path: Path) -> None:
    done = run_snippet(changed(lambda whole: whole.update(lot="LS-X"), GENUINE), tmp_path)
    assert done.returncode != 0
    assert "InvalidSignature" in done.stderr
    assert done.stdout == ""


def named() -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", TEXT))


def test_every_member_of_a_passport_is_told() -> None:
    members = {field.alias or name for name, field in SignedPassport.model_fields.items()}
    assert members <= named()


def test_every_check_and_claim_is_told() -> None:
    assert {*get_args(CheckName), *get_args(ClaimKind)} <= named()


def test_every_code_of_a_fault_is_told() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "passport").rglob("*.py"))
    codes = set(re.findall(r'(?:KeyFault|Inconsistent)\(\s*"([a-z-]+)"', source))
    assert len(codes) >= 13
    assert codes <= named() | set(re.findall(r"`([^`\n]+)`", (ROOT / "docs" / "keys.md").read_text("utf-8")))
