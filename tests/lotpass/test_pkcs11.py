"""Keys in a real PKCS #11 token (SoftHSM): lotpass signs in it, and neither PIN nor private key comes out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from lotpass.pkcs11_key import Pkcs11Key
from passport.errors import KeyFault
from passport.keys import LocalKey, generate
from passport.sign import seal
from tests.lotpass import programs
from tests.passport.factory import NOW, passport

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
MODULE = next((path for path in MODULES if Path(path).exists()), None)
NEEDS_TOKEN = pytest.mark.skipif(
    MODULE is None or shutil.which("softhsm2-util") is None, reason="the Debian package softhsm2 is not installed"
)
USER_PIN = "864209753"
MAKE = """
import sys
import pkcs11
from pkcs11.util.ec import encode_named_curve_parameters

module, pin, *pairs = sys.argv[1:]
with pkcs11.lib(module).get_token(token_label="lots").open(rw=True, user_pin=pin) as session:
    for pair in pairs:
        label, curve = pair.split("=")
        value = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters(curve)}
        parameters = session.create_domain_parameters(pkcs11.KeyType.EC, value, local=True)
        parameters.generate_keypair(store=True, label=label)
"""


def test_plug_in_is_the_one_that_the_package_brings() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["lotpass.keys"]["pkcs11"] == f"{Pkcs11Key.__module__}:{Pkcs11Key.__name__}"
    assert any(name.startswith("python-pkcs11") for name in project["optional-dependencies"]["pkcs11"])


@pytest.mark.parametrize(
    ("setting", "code", "told"),
    [
        ("", "key-unsuitable", "lacks: module-path, token, object"),
        ("token=lots;object=a;pin=1234;module-path=x", "key-unsuitable", "not known: pin."),
        ("module-path=/nowhere.so;token=lots;object=a", "key-locked", "PIN was not given"),
        ("module-path=/nowhere.so;token=lots;object=a;pin-source=/nowhere", "key-locked", "cannot be read"),
    ],
)
def test_setting_that_cannot_be_meant_is_told(
    setting: str, code: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pkcs11")
    monkeypatch.delenv("LOTPASS_PKCS11_PIN", raising=False)
    with pytest.raises(KeyFault) as caught:
        Pkcs11Key(setting)
    assert caught.value.code == code
    assert told in caught.value.cause
    assert "1234" not in str(caught.value)


def test_library_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pkcs11")
    monkeypatch.setenv("LOTPASS_PKCS11_PIN", USER_PIN)
    with pytest.raises(KeyFault) as caught:
        Pkcs11Key("module-path=/nowhere.so;token=lots;object=a")
    assert "gives no key pair a" in caught.value.cause
    assert USER_PIN not in str(caught.value)


@dataclass(frozen=True)
class Tokens:
    """A SoftHSM with one token (`lots`) and key pairs in it, and the folders of an installation that uses it."""

    folder: Path
    env: dict[str, str]

    def using(self, name: str, **more: str) -> dict[str, str]:
        """The environment of an installation whose key is the one of this name."""
        setting = f"pkcs11:module-path={MODULE};token=lots;object={name}"
        return {**self.env, "LOTPASS_KEY_PROVIDER": setting, "LOTPASS_PKCS11_PIN": USER_PIN, **more}


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    pytest.importorskip("pkcs11")
    (tmp_path / "tokens").mkdir()
    settings = tmp_path / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nobjectstore.backend = file\n")
    facts = tmp_path / "site" / "lotpass_keys-1.0.dist-info"  # as installing the package does
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: lotpass-keys\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[lotpass.keys]\npkcs11 = lotpass.pkcs11_key:Pkcs11Key\n")
    path = os.pathsep.join([str(tmp_path / "site"), os.environ.get("PYTHONPATH", "")])
    env = programs.environment(tmp_path / "data", SOFTHSM2_CONF=str(settings), PYTHONPATH=path)
    init = ("softhsm2-util", "--init-token", "--free", "--label", "lots", "--so-pin", "1357", "--pin", USER_PIN)
    pairs = ("first=secp256r1", "second=secp256r1", "wide=secp384r1")
    for command in (init, (sys.executable, "-c", MAKE, str(MODULE), USER_PIN, *pairs)):
        subprocess.run(command, env=env, check=True, capture_output=True)
    return Tokens(tmp_path, env)


@NEEDS_TOKEN
@pytest.mark.slow
def test_key_in_a_token_signs_is_changed_and_leaves_nothing_behind(tokens: Tokens) -> None:
    source = tokens.folder / "lot.passport.json"
    source.write_bytes(seal(passport(), LocalKey(generate()), NOW))
    said = []

    def lotpass(*arguments: str | Path, code: int = 0, env: dict[str, str]) -> str:
        done = programs.lotpass(*arguments, env=env)
        said.append(done.stdout + done.stderr)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    first, second = tokens.using("first"), tokens.using("second")
    lotpass("export", source, "--to", "untp", "--out", tokens.folder / "one", env=first)
    lotpass("export", source, "--to", "untp", "--out", tokens.folder / "two", env=second)
    for export in ("one", "two"):  # the key was changed, and what the former one signed goes on to verify
        lotpass("verify", tokens.folder / export, "--demand-trust", env=second)
    listed = lotpass("keys", "list", env=second)
    assert listed.count("signing") == 1
    assert listed.count("former") == 1
    former = next(word for line in listed.splitlines() if "former" in line for word in line.split() if len(word) == 43)
    for command in ("create", "rotate", "backup"):
        more = (tokens.folder / "backup",) if command == "backup" else ()
        assert "Traceback" not in lotpass("keys", command, *more, code=4, env=second)
    lotpass("keys", "retire", former, "--reason", "the token was lent", env=second)
    assert "retired" in lotpass("verify", tokens.folder / "one", code=1, env=second)

    wrong = lotpass("export", source, "--to", "csv", code=4, env={**first, "LOTPASS_PKCS11_PIN": "99999999"})
    assert "does not open with the PIN" in wrong
    assert "curve P-256" in lotpass("export", source, "--to", "csv", code=4, env=tokens.using("wide"))
    assert "gives no key pair" in lotpass("export", source, "--to", "csv", code=4, env=tokens.using("absent"))
    kept = tokens.folder / "pin"
    kept.write_text(f"{USER_PIN}\n")
    by_file = {**first, "LOTPASS_KEY_PROVIDER": first["LOTPASS_KEY_PROVIDER"] + f";pin-source={kept}"}
    del by_file["LOTPASS_PKCS11_PIN"]
    kept.chmod(0o644)
    assert "Others on this machine can read" in lotpass("keys", "did", code=4, env=by_file)
    kept.chmod(0o600)
    lotpass("keys", "did", env=by_file)

    for text in said:
        assert USER_PIN not in text
        assert "99999999" not in text
    data = tokens.folder / "data"
    assert {path.suffix for path in (data / "keys").rglob("*") if path.is_file()} <= {".jwk", ".retired"}
    for path in (*data.rglob("*"), *tokens.folder.glob("one/*"), *tokens.folder.glob("two/*")):
        if path.is_file():
            assert USER_PIN.encode() not in path.read_bytes(), path
