"""`lotpass verify` on files as they lie about: broken, of other kinds, in bad company. Each is answered in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from passport.keys import KeyFolder
from passport.sign import seal
from tests.lotpass.test_dossiers import call
from tests.passport.factory import NOW, diamonds, passport

NAME = "LS-RD2415.passport.json"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with one passport."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "passports").mkdir()
    key = KeyFolder(folder / "data" / "keys").current()
    (folder / "passports" / NAME).write_bytes(seal(passport(diamonds()), key, NOW))
    return folder


def written(house: Path, change: Callable[[bytes], bytes]) -> bytes:
    return change((house / "passports" / NAME).read_bytes())


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut short": (lambda data: data[: len(data) // 2], "The file is not JSON"),
    "empty": (lambda data: b"", "The file is not JSON"),
    "other bytes": (lambda data: bytes(range(256)) * 40, "The file is not UTF-8 text"),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), "The file is not UTF-8 text"),
    "a mark of byte order": (lambda data: b"\xef\xbb\xbf" + data, "begins with a byte order mark"),
    "too deep": (lambda data: b'{"a":' + b"[" * 90000 + b"]" * 90000 + b"}", "nests deeper"),
    "two passports": (lambda data: data + data, "The file is not JSON"),
    "a list of them": (lambda data: b"[" + data + b"]", "object"),
    "a text": (lambda data: b"hello", "The file is not JSON"),
    "a cut token": (lambda data: b"eyJhbGciOiJFUzI1NiJ9.eyJhIjoxfQ", "2 parts between dots"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_file_is_answered_and_does_not_verify(case: str, house: Path, tmp_path: Path) -> None:
    change, told = BROKEN[case]
    (tmp_path / NAME).write_bytes(written(house, change))
    done = call(house / "data", "verify", tmp_path / NAME)
    assert done.exit_code == 1, done.output
    assert told in " ".join(done.output.split())
    assert "Traceback" not in done.output


def test_file_larger_than_any_passport_is_not_read_to_its_end(house: Path, tmp_path: Path) -> None:
    with (tmp_path / NAME).open("wb") as stream:
        stream.truncate(5 * 1024**3)  # holds no blocks on disk
    done = call(house / "data", "verify", tmp_path / NAME)
    assert done.exit_code == 1
    assert "a passport has at most" in " ".join(done.output.split())


NEIGHBOURS: dict[str, bytes] = {
    "no JSON": b"\xff\x00",
    "lots that are no list": b'{"custody_lots":5,"lot":["a"],"lineage":7}',
    "parents that are no objects": b'{"custody_lots":[null,{}],"lineage":[1,"x",{"passport":{"a":1}},{}]}',
    "a proof that is none": b'{"proof":1}',
}


@pytest.mark.parametrize("name", [*NEIGHBOURS, "a link to nowhere", "a folder"])
def test_what_lies_beside_a_passport_by_chance_does_it_no_harm(name: str, house: Path, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(written(house, bytes))
    other = tmp_path / "x.passport.json"
    if name == "a folder":
        other.mkdir()
    elif name == "a link to nowhere":
        other.symlink_to(tmp_path / "nowhere")
    else:
        other.write_bytes(NEIGHBOURS[name])
    for options in ((), ("--parents", tmp_path)):
        done = call(house / "data", "verify", tmp_path / NAME, *options)
        assert done.exit_code == 0, done.output


def test_folder_of_passports_is_no_export_and_what_to_do_is_said(house: Path, tmp_path: Path) -> None:
    done = call(house / "data", "verify", house / "passports")
    assert done.exit_code == 1
    assert "There are passports in it: name them by themselves" in " ".join(done.output.split())
    (tmp_path / "empty").mkdir()
    done = call(house / "data", "verify", tmp_path / "empty")
    assert (done.exit_code, "There are passports" in done.output) == (1, False)


def test_link_to_a_passport_is_read_and_one_bad_file_of_several_fails_the_call(house: Path, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(house / "passports" / NAME)
    (tmp_path / "bad.json").write_text(json.dumps({"a": 1}))
    assert call(house / "data", "verify", tmp_path / "link.json").exit_code == 0
    done = call(house / "data", "verify", tmp_path / "link.json", tmp_path / "bad.json")
    assert done.exit_code == 1
    assert "does not verify" in done.output
    assert call(house / "data", "verify", tmp_path / "missing.json").exit_code == 2
