from __future__ import annotations

import json
import subprocess
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from passport import keyfile
from passport.errors import KeyFault
from passport.jwk import Algorithm
from passport.key_backup import backup, known_keys, restore, retire
from passport.keyfile import is_encrypted, key_pem, open_key
from passport.keys import PRIVATE_FILE, KeyFolder, LocalKey, generate
from passport.sign import seal
from passport.verify import verify
from tests.passport.factory import NOW, passport

WORDS = "three words of sense"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyfile, "COST", 2)


@pytest.mark.parametrize("kind", ["ES256", "EdDSA"])
def test_key_under_a_passphrase_opens_by_it_alone(kind: Algorithm) -> None:
    key = generate(kind)
    pem = key_pem(key, WORDS)
    assert is_encrypted(pem)
    assert LocalKey(open_key(pem, "here", lambda: WORDS)).kid == LocalKey(key).kid
    for wrong in (None, "", "three words of sens"):
        with pytest.raises(KeyFault) as caught:
            open_key(pem, "here", partial(str, wrong) if wrong is not None else lambda: None)
        assert caught.value.code == "key-locked"
        assert WORDS not in str(caught.value)


def test_passphrase_is_stretched_beyond_what_pkcs8_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert keyfile.COST * keyfile.BLOCK * 128 >= 64 * 2**20  # bytes of memory for each guess
    pem = key_pem(generate(), WORDS)
    assert pem.startswith(b"lotpass-key: scrypt 65536 8 1 ")
    opened = subprocess.run(
        ["openssl", "pkey", "-passin", f"pass:{WORDS}", "-noout"], input=pem, capture_output=True, check=False
    )
    assert opened.returncode != 0, "PKCS #8 alone must not open by the passphrase itself"


def test_key_that_another_program_encrypted_opens_by_the_passphrase_itself() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(WORDS.encode()))
    assert LocalKey(open_key(pem, "here", lambda: WORDS)).kid == LocalKey(key).kid


@pytest.mark.parametrize(
    "line", ["2 8", "1048577 8 1 AAAA", "4194304 8 1 AAAA", "3 8 1 AAAA", "2 99 1 AAAA", "x 8 1 A", "2 8 1 =="]
)
def test_costs_that_a_forged_file_names_are_not_paid(line: str) -> None:
    _, rest = key_pem(generate(), WORDS).split(b"\n", 1)
    with pytest.raises(KeyFault) as caught:
        open_key(f"lotpass-key: scrypt {line}\n".encode() + rest, "here", lambda: WORDS)
    assert caught.value.code == "key-locked"


def test_empty_passphrase_encrypts_nothing() -> None:
    with pytest.raises(KeyFault):
        key_pem(generate(), "")


def test_key_made_at_first_use_is_encrypted_where_there_is_a_passphrase(tmp_path: Path) -> None:
    keys = KeyFolder(tmp_path / "keys", passphrase=lambda: WORDS)
    kid = keys.current().kid
    assert is_encrypted((tmp_path / "keys" / PRIVATE_FILE).read_bytes())
    assert keys.current().kid == kid
    with pytest.raises(KeyFault) as caught:
        KeyFolder(tmp_path / "keys").current()
    assert caught.value.code == "key-locked"
    assert KeyFolder(tmp_path / "keys").public_keys().keys() == {kid}, "verifying needs no passphrase"


def test_rotation_keeps_the_new_key_under_the_passphrase_too(tmp_path: Path) -> None:
    keys = KeyFolder(tmp_path / "keys", passphrase=lambda: WORDS)
    keys.current()
    keys.rotate()
    assert is_encrypted((tmp_path / "keys" / PRIVATE_FILE).read_bytes())
    plain = KeyFolder(tmp_path / "plain")
    plain.current()
    plain.rotate()
    assert not is_encrypted((tmp_path / "plain" / PRIVATE_FILE).read_bytes())
    with pytest.raises(KeyFault):
        plain.rotate(encrypt=True)


def test_what_a_retired_key_signed_is_relied_on_no_more(tmp_path: Path) -> None:
    keys = KeyFolder(tmp_path / "keys")
    old = keys.current()
    data = seal(passport(), old, NOW)
    with pytest.raises(KeyFault) as caught:
        retire(keys, old.kid, old.kid, NOW, "lost laptop")
    assert caught.value.code == "key-signing"
    new = keys.rotate()
    assert verify(data, keys.public_keys(), demand_trust=True).verified
    retire(keys, old.kid, new.kid, NOW, "lost laptop")
    retire(keys, old.kid, new.kid, NOW, "another reason")
    assert keys.public_keys().keys() == {new.kid}
    assert verify(data, keys.public_keys()).trust == "unlisted"
    assert not verify(data, keys.public_keys(), demand_trust=True).verified
    found = verify(data, keys.public_keys(), retired=keys.retired_keys())
    assert [failure.name for failure in found.failures] == ["trust"]
    assert "was retired" in found.failures[0].message
    known = {key.kid: (key.state, key.note) for key in known_keys(keys, new.kid)}
    assert known[new.kid] == ("signing", "")
    assert known[old.kid] == ("retired", "since 2026-01-15T12:30:05+00:00: lost laptop")
    with pytest.raises(KeyFault):
        retire(keys, "no-such-key", new.kid, NOW, "x")


def test_retirement_whose_note_is_damaged_is_one_all_the_same(tmp_path: Path) -> None:
    keys = KeyFolder(tmp_path / "keys")
    old = keys.current()
    keys.rotate()
    keys.retirement(old.kid).write_bytes(b"{")
    assert old.kid not in keys.public_keys()
    assert [key.note for key in known_keys(keys, None) if key.kid == old.kid] == ["its note cannot be read"]


def test_backup_brings_back_every_key_and_retirement(tmp_path: Path) -> None:
    keys = KeyFolder(tmp_path / "keys")
    first = keys.current()
    second = keys.rotate()
    third = keys.rotate()
    retire(keys, first.kid, third.kid, NOW, "lost laptop")
    data = backup(keys, WORDS)
    body = (tmp_path / "keys" / PRIVATE_FILE).read_text().splitlines()[1]
    assert body not in data.decode(), "the backup never holds the key in clear"
    other = KeyFolder(tmp_path / "other")
    assert restore(other, data, WORDS, replace=False, encrypt=False).kid == third.kid
    assert other.current().kid == third.kid
    assert other.public_keys().keys() == {second.kid, third.kid}
    assert restore(other, data, WORDS, replace=False, encrypt=True).kid == third.kid, "the same key may be put back"
    assert is_encrypted((tmp_path / "other" / PRIVATE_FILE).read_bytes())


def test_restoring_does_not_take_another_keys_place_unasked(tmp_path: Path) -> None:
    data = backup(_with_key(tmp_path / "one"), WORDS)
    other = _with_key(tmp_path / "two")
    kid = other.current().kid
    with pytest.raises(KeyFault) as caught:
        restore(other, data, WORDS, replace=False, encrypt=False)
    assert caught.value.code == "key-exists"
    assert other.current().kid == kid
    assert restore(other, data, WORDS, replace=True, encrypt=False).kid != kid
    assert kid in other.public_keys()


def _with_key(folder: Path) -> KeyFolder:
    keys = KeyFolder(folder)
    keys.current()
    return keys


def test_backup_that_is_none_or_was_changed_is_refused(tmp_path: Path) -> None:
    data = backup(_with_key(tmp_path / "one"), WORDS)
    body = json.loads(data)
    [kid] = body["public"]
    forged = dict(LocalKey(generate()).jwk)
    plain = key_pem(generate()).decode()
    for bad in (
        b"",
        b"{}",
        json.dumps({**body, "schema": "x"}).encode(),
        json.dumps({**body, "public": {kid: forged}}).encode(),
        json.dumps({**body, "public": {kid: 1}}).encode(),
        json.dumps({**body, "retired": {kid: 1}}).encode(),
        json.dumps({**body, "signing_key": plain}).encode(),
    ):
        with pytest.raises(KeyFault) as caught:
            restore(KeyFolder(tmp_path / "two"), bad, WORDS, replace=True, encrypt=False)
        assert caught.value.code == "key-damaged"
        assert not (tmp_path / "two" / PRIVATE_FILE).exists()
    with pytest.raises(KeyFault) as caught:
        restore(KeyFolder(tmp_path / "two"), data, "wrong", replace=True, encrypt=False)
    assert caught.value.code == "key-locked"


def test_folder_without_a_key_has_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(KeyFault) as caught:
        backup(KeyFolder(tmp_path), WORDS)
    assert caught.value.code == "no-key"
