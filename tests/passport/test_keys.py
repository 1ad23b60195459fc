from __future__ import annotations

import json
import logging
import multiprocessing
import os
import pickle
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from passport.errors import KeyFault
from passport.jwk import algorithm_of
from passport.keys import PRIVATE_FILE, PUBLIC_FOLDER, KeyFolder, LocalKey, generate
from passport.sign import seal
from passport.verify import verify
from tests.passport.factory import NOW, passport


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def secret(folder: Path) -> bytes:
    return (folder / PRIVATE_FILE).read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "keys"


def test_key_is_made_at_first_use_for_its_user_alone(folder: Path) -> None:
    previous = os.umask(0)
    try:
        key = KeyFolder(folder).current()
    finally:
        os.umask(previous)
    assert (mode(folder), mode(folder / PRIVATE_FILE), mode(folder / PUBLIC_FOLDER)) == (0o700, 0o600, 0o700)
    assert secret(folder).startswith(b"-----BEGIN PRIVATE KEY-----")
    assert {path.name for path in folder.iterdir()} == {PRIVATE_FILE, PUBLIC_FOLDER}
    assert algorithm_of(key.jwk) == "ES256"


def test_key_stays_the_same(folder: Path) -> None:
    assert KeyFolder(folder).current().jwk == KeyFolder(folder, "EdDSA").current().jwk


def test_key_is_of_the_kind_asked_for(folder: Path) -> None:
    assert algorithm_of(KeyFolder(folder, "EdDSA").current().jwk) == "EdDSA"


def _kid(folder: Path) -> str:
    return KeyFolder(folder).current().kid


def test_threads_at_once_make_one_key(folder: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(_kid, [folder] * 64))) == 1
    assert len(KeyFolder(folder).public_keys()) == 1
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_processes_at_once_make_one_key(folder: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert len(set(pool.map(_kid, [folder] * 8, chunksize=1))) == 1


@pytest.mark.parametrize("others", [0o640, 0o604, 0o660, 0o601])
def test_key_that_others_may_read_is_refused_with_a_remedy(folder: Path, others: int) -> None:
    KeyFolder(folder).current()
    (folder / PRIVATE_FILE).chmod(others)
    with pytest.raises(KeyFault) as caught:
        KeyFolder(folder).current()
    assert caught.value.code == "key-exposed"
    assert f"chmod 600 {folder / PRIVATE_FILE}" in caught.value.remedy


def test_folder_that_others_may_write_to_is_refused(folder: Path) -> None:
    KeyFolder(folder).current()
    folder.chmod(0o770)
    with pytest.raises(KeyFault) as caught:
        KeyFolder(folder).current()
    assert caught.value.code == "key-exposed"


def test_link_in_place_of_the_key_is_refused(folder: Path, tmp_path: Path) -> None:
    KeyFolder(folder).current()
    (folder / PRIVATE_FILE).rename(tmp_path / "elsewhere.pem")
    (folder / PRIVATE_FILE).symlink_to(tmp_path / "elsewhere.pem")
    with pytest.raises(KeyFault) as caught:
        KeyFolder(folder).current()
    assert caught.value.code == "key-foreign"


def test_folder_in_place_of_the_key_is_refused(folder: Path) -> None:
    (folder / PRIVATE_FILE).mkdir(parents=True)
    folder.chmod(0o700)
    with pytest.raises(KeyFault) as caught:
        KeyFolder(folder).current()
    assert caught.value.code == "key-foreign"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another user")
def test_key_of_another_user_is_refused(folder: Path) -> None:
    KeyFolder(folder).current()
    os.chown(folder / PRIVATE_FILE, 65534, 65534)
    with pytest.raises(KeyFault) as caught:
        KeyFolder(folder).current()
    assert caught.value.code == "key-foreign"


@pytest.mark.parametrize("data", [b"", b"garbage", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_damaged_key_is_refused_and_never_replaced(folder: Path, data: bytes) -> None:
    KeyFolder(folder).current()
    (folder / PRIVATE_FILE).write_bytes(data)
    with pytest.raises(KeyFault) as caught:
        KeyFolder(folder).current()
    assert caught.value.code == "key-damaged"
    assert secret(folder) == data


@pytest.mark.parametrize(
    "private",
    [ec.generate_private_key(ec.SECP384R1()), rsa.generate_private_key(65537, 2048)],
    ids=["P-384", "RSA"],
)
def test_key_of_another_kind_is_refused(folder: Path, private: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> None:
    KeyFolder(folder).current()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / PRIVATE_FILE).write_bytes(pem)
    with pytest.raises(KeyFault) as caught:
        KeyFolder(folder).current()
    assert caught.value.code == "key-unsuitable"


def test_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KeyFault) as caught:
        KeyFolder(tmp_path / "file" / "keys").current()
    assert caught.value.code == "key-folder"
    assert "LOTPASS_DATA" in caught.value.remedy


def test_file_system_without_links_is_said_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(KeyFault) as caught:
        KeyFolder(folder).current()
    assert caught.value.code == "key-folder"
    assert [path.name for path in folder.iterdir()] == [PUBLIC_FOLDER]


def test_passports_of_a_retired_key_still_verify_as_trusted(folder: Path) -> None:
    keys = KeyFolder(folder)
    old = keys.current()
    data = seal(passport(), old, NOW)
    before = secret(folder)
    new = keys.rotate()
    assert new.kid != old.kid
    assert keys.current().kid == new.kid
    assert secret(folder) != before
    assert mode(folder / PRIVATE_FILE) == 0o600
    assert set(keys.public_keys()) == {old.kid, new.kid}
    assert verify(data, keys.public_keys(), demand_trust=True).trust == "trusted"


def test_public_key_under_another_ones_name_is_refused(folder: Path) -> None:
    keys = KeyFolder(folder)
    kid = keys.current().kid
    forged = LocalKey(generate())
    (folder / PUBLIC_FOLDER / f"{kid}.jwk").write_text(json.dumps(dict(forged.jwk)))
    with pytest.raises(KeyFault) as caught:
        keys.public_keys()
    assert caught.value.code == "key-damaged"


@pytest.mark.parametrize("text", ["", "[]", "1", "{}", '{"kty":1,"crv":2,"x":3}'])
def test_unreadable_public_key_is_said_so(folder: Path, text: str) -> None:
    keys = KeyFolder(folder)
    keys.current()
    (folder / PUBLIC_FOLDER / "old.jwk").write_text(text)
    with pytest.raises(KeyFault) as caught:
        keys.public_keys()
    assert caught.value.code == "key-damaged"


def test_folder_without_keys_has_none(folder: Path) -> None:
    assert KeyFolder(folder).public_keys() == {}
    assert not folder.exists()


@pytest.mark.parametrize("kind", ["EdDSA", "ES256"])
def test_private_key_is_shown_nowhere(folder: Path, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    keys = KeyFolder(folder, "EdDSA" if kind == "EdDSA" else "ES256")
    key = keys.current()
    seal(passport(), key, NOW)
    body = secret(folder).decode().splitlines()[1]
    for shown in (repr(key), str(key), f"{key}", repr(keys), repr(vars(key)), caplog.text):
        assert body not in shown
    assert repr(key) == f"<LocalKey {key.kid}>"
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(key)
