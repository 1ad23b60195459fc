"""`lotpass keys`, and signing keys that lie elsewhere: in the environment, and in a token behind a plug-in."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ingest.errors import Fault
from lotpass.cli import app
from lotpass.settings import Settings
from lotpass.signing import Keys
from passport import keyfile
from passport.errors import KeyFault
from passport.keyfile import key_pem
from passport.keys import KeyFolder, LocalKey, generate
from passport.sign import seal
from passport.verify import verify
from tests.lotpass import programs
from tests.passport.factory import NOW, passport

WORDS = "three words of sense"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyfile, "COST", 2)


def call(data: Path, *arguments: str | Path, **env: str) -> Result:
    return CliRunner().invoke(
        app, ["keys", *(str(part) for part in arguments)], env={"LOTPASS_DATA": str(data), "COLUMNS": "200", **env}
    )


def test_keys_are_made_listed_changed_and_retired(tmp_path: Path) -> None:
    assert call(tmp_path, "list").stdout == "no key was made yet\n"
    made = call(tmp_path, "create")
    assert made.exit_code == 0, made.output
    old = KeyFolder(tmp_path / "keys").current().kid
    assert old in made.stdout
    assert "There is a signing key already" in str(call(tmp_path, "create").exception)
    assert call(tmp_path, "rotate").exit_code == 0
    new = KeyFolder(tmp_path / "keys").current().kid
    assert [line.split()[0::2] for line in call(tmp_path, "list").stdout.splitlines()] == [
        [new, "signing"],
        [old, "former"],
    ]
    assert "is the one that signs" in str(call(tmp_path, "retire", new, "--reason", "x").exception)
    assert call(tmp_path, "retire", old, "--reason", "lost laptop").exit_code == 0
    assert "retired (since" in call(tmp_path, "list").stdout


def test_a_thumbprint_that_begins_with_a_minus_is_a_key_and_no_option(tmp_path: Path) -> None:
    call(tmp_path, "create")
    told = str(call(tmp_path, "retire", "-OGm4wmiIUrGRqU4Yjvm1APjmUWN46nIqvPdi4LWzFw", "--reason", "x").exception)
    assert "-OGm4wmiIUrGRqU4Yjvm1APjmUWN46nIqvPdi4LWzFw" in told


def test_key_is_made_under_the_passphrase_of_the_environment(tmp_path: Path) -> None:
    made = call(tmp_path, "create", "--encrypt", LOTPASS_KEY_PASSPHRASE=WORDS)
    assert "encrypted" in made.stdout
    assert WORDS not in made.output
    assert b"ENCRYPTED" in (tmp_path / "keys" / "signing-key.pem").read_bytes()
    assert "none was given" in str(call(tmp_path, "rotate").exception)
    assert call(tmp_path, "rotate", LOTPASS_KEY_PASSPHRASE=WORDS).exit_code == 0


def test_passphrase_that_nobody_can_give_is_asked_for_by_name(tmp_path: Path) -> None:
    assert "Set LOTPASS_KEY_PASSPHRASE" in str(call(tmp_path, "create", "--encrypt").exception)
    assert not (tmp_path / "keys" / "signing-key.pem").exists()


def test_backup_is_for_its_owner_alone_and_comes_back(tmp_path: Path) -> None:
    call(tmp_path, "create")
    file = tmp_path / "keys.backup"
    previous = os.umask(0)
    try:
        done = call(tmp_path, "backup", file, LOTPASS_KEY_PASSPHRASE=WORDS)
    finally:
        os.umask(previous)
    assert done.exit_code == 0, done.output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert call(tmp_path, "backup", file, LOTPASS_KEY_PASSPHRASE=WORDS).exit_code == 2
    other = tmp_path / "other"
    assert call(other, "restore", file, LOTPASS_KEY_PASSPHRASE=WORDS).exit_code == 0
    assert KeyFolder(other / "keys").current().kid == KeyFolder(tmp_path / "keys").current().kid
    assert "does not open" in str(call(tmp_path / "third", "restore", file, LOTPASS_KEY_PASSPHRASE="no").exception)


def test_did_document_names_every_key_that_is_not_retired(tmp_path: Path) -> None:
    call(tmp_path, "create")
    old = KeyFolder(tmp_path / "keys").current().kid
    call(tmp_path, "rotate")
    web = {"LOTPASS_ISSUER": "did:web:example.org"}
    shown = json.loads(call(tmp_path, "did", **web).stdout)
    assert len(shown["assertionMethod"]) == 2
    call(tmp_path, "retire", old, "--reason", "x")
    shown = json.loads(call(tmp_path, "did", **web).stdout)
    assert [name.split("#")[1] for name in shown["assertionMethod"]] == [KeyFolder(tmp_path / "keys").current().kid]


def test_key_of_the_environment_signs_and_lies_in_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = generate()
    pem = key_pem(key).decode()
    monkeypatch.setenv("LOTPASS_DATA", str(tmp_path))
    monkeypatch.setenv("LOTPASS_SIGNING_KEY", pem)
    settings = Settings.load()
    keys = Keys(settings)
    data = seal(passport(), keys.current(), NOW)
    assert verify(data, keys.public_keys(), demand_trust=True).kid == LocalKey(key).kid
    assert not (tmp_path / "keys" / "signing-key.pem").exists()
    assert pem.splitlines()[1] not in repr(settings) + str(settings) + settings.model_dump_json()
    assert "is not in the key folder" in str(call(tmp_path, "rotate", LOTPASS_SIGNING_KEY=pem).exception)
    monkeypatch.setenv("LOTPASS_SIGNING_KEY", "-----BEGIN PRIVATE KEY-----\nsecretsecret\n-----END PRIVATE KEY-----")
    with pytest.raises(KeyFault) as caught:
        Keys(Settings.load()).current()
    assert "secretsecret" not in str(caught.value)


PLUGIN = '''
from collections.abc import Iterator
from pathlib import Path
from passport.keys import LocalKey, generate


class Token:
    """A hardware token in the memory of a test: it gives its public key, and signs."""

    def __init__(self, setting):
        if setting == "absent":
            raise OSError("no token in the slot, PIN 1234 was tried")
        self._key = LocalKey(generate("ES256"))
        self._broken = setting == "broken"
        self.jwk = self._key.jwk
        Path(__file__).with_name("log").write_text(f"opened with {setting}")

    def sign(self, message):
        if self._broken:
            raise RuntimeError("the token was pulled out, PIN 1234")
        return self._key.sign(message)
'''


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package with a key plug-in, installed as any other: a module, and its entry point."""
    site = tmp_path / "site"
    facts = site / "fake_token-1.0.dist-info"
    facts.mkdir(parents=True)
    (site / "fake_token.py").write_text(PLUGIN)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: fake-token\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[lotpass.keys]\nfake = fake_token:Token\n")
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setenv("LOTPASS_DATA", str(tmp_path / "data"))
    yield site
    sys.modules.pop("fake_token", None)


def test_key_of_a_plug_in_signs_and_its_public_half_is_kept(token: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTPASS_KEY_PROVIDER", "fake:slot=1;object=signing")
    keys = Keys(Settings.load())
    data = seal(passport(), keys.current(), NOW)
    assert verify(data, keys.public_keys(), demand_trust=True).trust == "trusted"
    assert (token / "log").read_text() == "opened with slot=1;object=signing"
    assert not keys.folder.path.exists()


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("fake:absent", "gives no key (OSError)"),
        ("nothing:x", "There is no key plug-in 'nothing'; installed are: fake"),
    ],
)
def test_plug_in_that_gives_no_key_is_told(
    setting: str, told: str, token: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOTPASS_KEY_PROVIDER", setting)
    with pytest.raises(Fault) as caught:
        Keys(Settings.load()).current()
    assert told in caught.value.cause
    assert "1234" not in str(caught.value), "what a plug-in says may hold a secret"


def test_plug_in_that_does_not_sign_is_told(token: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTPASS_KEY_PROVIDER", "fake:broken")
    with pytest.raises(KeyFault) as caught:
        seal(passport(), Keys(Settings.load()).current(), NOW)
    assert "does not sign (RuntimeError)" in caught.value.cause
    assert "1234" not in str(caught.value)


SIGNER = """
import sys
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

key = ec.generate_private_key(ec.SECP256R1())
numbers = key.public_key().public_numbers()
print(f"{numbers.x:064x} {numbers.y:064x}", flush=True)
for line in sys.stdin:
    message = bytes.fromhex(line)
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
    print(f"{r:064x}{s:064x}", flush=True)
    with open(sys.argv[1], "a") as log:
        print(len(message), file=log)
"""
AFAR = '''
import base64
import subprocess
import sys
from pathlib import Path


def coded(text):
    return base64.urlsafe_b64encode(bytes.fromhex(text)).rstrip(b"=").decode()


class Remote:
    """A key that never leaves another process, as that of a token or a key service never leaves it."""

    def __init__(self, setting):
        command = [sys.executable, Path(__file__).with_name("signer.py"), setting]
        self._signer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        x, y = self._signer.stdout.readline().split()
        self.jwk = dict(kty="EC", crv="P-256", x=coded(x), y=coded(y))

    def sign(self, message):
        print(message.hex(), file=self._signer.stdin, flush=True)
        return bytes.fromhex(self._signer.stdout.readline())
'''


@pytest.mark.slow
def test_key_in_another_process_signs_by_an_installed_plug_in(tmp_path: Path) -> None:
    """The whole way: a package with its entry point, the program as users start it, a key that is nowhere in it."""
    site, data, log = tmp_path / "site", tmp_path / "data", tmp_path / "signed"
    facts = site / "remote_key-1.0.dist-info"
    facts.mkdir(parents=True)
    (site / "remote_key.py").write_text(AFAR)
    (site / "signer.py").write_text(SIGNER)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: remote-key\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[lotpass.keys]\nremote = remote_key:Remote\n")
    source = tmp_path / "lot.passport.json"
    source.write_bytes(seal(passport(), LocalKey(generate()), NOW))
    path = os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])
    env = programs.environment(data, PYTHONPATH=path, LOTPASS_KEY_PROVIDER=f"remote:{log}")
    done = programs.lotpass("export", source, "--to", "untp", "--out", tmp_path / "out", env=env)
    assert done.returncode == 0, done.stderr
    assert len(log.read_text().split()) == 10, "nine credentials and the list of files were signed there"
    done = programs.lotpass("verify", tmp_path / "out", "--demand-trust", env=programs.environment(data))
    assert done.returncode == 0, done.stdout
    assert [path.suffix for path in (data / "keys").rglob("*") if path.is_file()] == [".jwk"]
