"""The log of issued passports in its folder: entered, proved, broken off, tampered with."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lotpass.errors import EnvironmentFailure
from lotpass.history import History, Issued
from lotpass.receipts import check_log, extends, log_keys, open_receipt, receipt
from lotpass.settings import Settings
from passport.canonical import digest, parse
from passport.errors import Malformed
from passport.keys import KeyFolder, LocalKey, generate
from passport.sign import seal
from passport.verify import verify
from tests.lotpass.test_export import call
from tests.passport.factory import ED25519, NOW, cobalt, diamonds, passport

KEY = ED25519


def issued(lot: str, content: str = "") -> Issued:
    return Issued(lot, digest((lot + content).encode()), "clear", "k")


def filled(folder: Path, count: int = 13) -> History:
    log = History(folder)
    log.issue([issued(f"L{number}") for number in range(5)], "t", KEY)
    for number in range(5, count):
        log.issue([issued(f"L{number}")], "t", KEY)
    return log


def test_what_is_entered_is_proved_and_a_correction_names_what_it_supersedes(tmp_path: Path) -> None:
    log = filled(tmp_path / "log")
    old = log.checkpoint(KEY.jwk)
    assert log.issue([issued("L3"), issued("L4", "corrected")], "t", KEY) == [3, 13]
    entry, _ = open_receipt(receipt(log, 13, KEY.jwk), KEY.jwk)
    assert entry["supersedes"] == issued("L4").passport
    state, places = check_log(log, KEY.jwk)
    assert (state.size, places[issued("L3").passport]) == (14, 3)
    assert old is not None
    assert extends(log, state, old)


def test_an_append_that_broke_off_is_set_aside(tmp_path: Path) -> None:
    log = filled(tmp_path / "log")
    for name in ("entries", "ends", "hashes/0"):
        with (log.folder / name).open("ab") as stream:
            stream.write(b"half")
    assert log.issue([issued("new")], "t", KEY) == [13]
    assert check_log(log, KEY.jwk)[0].size == 14
    assert len(list((log.folder / "torn").iterdir())) == 3


@pytest.mark.parametrize("back", [0, 3, 12], ids=["deleted", "early", "one append ago"])
def test_an_older_checkpoint_cuts_nothing_off(tmp_path: Path, back: int) -> None:
    log = filled(tmp_path / "log")
    newest = log.checkpoint(KEY.jwk)
    assert newest is not None
    older = History(tmp_path / "older")
    if back:
        older.issue([issued(f"L{number}") for number in range(back)], "t", KEY)
        shutil.copy(older.folder / "checkpoint", log.folder / "checkpoint")
    else:
        (log.folder / "checkpoint").unlink()
    assert log.issue([issued("L3"), issued("new")], "t", KEY) == [3, 13]
    state, places = check_log(log, KEY.jwk)
    assert (state.size, len(places)) == (14, 14)
    assert extends(log, state, newest)


def test_an_append_that_never_signed_is_drawn_in(tmp_path: Path) -> None:
    log = filled(tmp_path / "log", 9)
    further = tmp_path / "further"
    shutil.copytree(log.folder, further)
    History(further).issue([issued("more")], "t", KEY)
    for name in ("entries", "ends"):  # broken off before the hashes
        shutil.copy(further / name, log.folder / name)
    assert log.issue([issued("new")], "t", KEY) == [10]
    assert check_log(log, KEY.jwk)[0].size == 11


@pytest.mark.parametrize("harm", ["removed", "garbage", "of a longer log", "of another log", "behind"])
def test_index_of_lots_is_made_again_where_it_is_not_the_logs(harm: str, tmp_path: Path) -> None:
    log, index = filled(tmp_path / "log"), tmp_path / "log" / "lots.sqlite3"
    if harm == "removed":
        index.unlink()
    elif harm == "garbage":
        index.write_bytes(b"no database" * 1000)
    elif harm == "behind":
        shutil.copy(filled(tmp_path / "shorter", 7).folder / "lots.sqlite3", index)
    else:
        other = History(tmp_path / "other")
        names = [f"L{number}" for number in range(13 if harm == "of another log" else 20)]
        other.issue([issued(name) for name in reversed(names)], "t", KEY)
        shutil.copy(other.folder / "lots.sqlite3", index)
    assert log.issue([issued("L3"), issued("L12"), issued("L4", "corrected")], "t", KEY) == [3, 12, 13]
    assert parse(log.entry(13))["supersedes"] == issued("L4").passport
    assert log.last("L4", 14) == (13, issued("L4", "corrected").passport)


def test_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        places = list(pool.map(lambda n: History(tmp_path / "log").issue([issued(f"L{n}")], "t", KEY)[0], range(12)))
    assert sorted(places) == list(range(12))
    assert check_log(History(tmp_path / "log"), KEY.jwk)[0].size == 12


def test_no_log_that_was_tampered_with_verifies(tmp_path: Path) -> None:
    log = filled(tmp_path / "log")
    kept = log.checkpoint(KEY.jwk)
    assert kept is not None
    changes: dict[str, Callable[[bytes], bytes]] = {
        "entries": lambda data: data.replace(b'"L2"', b'"L9"'),
        "hashes/1": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        "ends": lambda data: data[:7] + bytes([data[7] ^ 1]) + data[8:],
        "checkpoint": lambda data: data.replace(b"\n13\n", b"\n12\n"),
    }
    for number, (name, change) in enumerate(changes.items()):
        copy = tmp_path / str(number)
        shutil.copytree(log.folder, copy)
        before = (copy / name).read_bytes()
        (copy / name).write_bytes(change(before))
        assert (copy / name).read_bytes() != before
        with pytest.raises(EnvironmentFailure):
            check_log(History(copy), KEY.jwk)
    lines = (log.folder / "entries").read_bytes().splitlines(keepends=True)
    (log.folder / "entries").write_bytes(b"".join(lines[:-1]))
    with pytest.raises(EnvironmentFailure):
        check_log(log, KEY.jwk)
    fork = filled(tmp_path / "fork", 12)
    fork.issue([issued("forked")], "t", KEY)
    fork.issue([issued("more")], "t", KEY)
    state, _ = check_log(fork, KEY.jwk)
    assert not extends(fork, state, kept)
    other = LocalKey(generate("EdDSA"))
    with pytest.raises(EnvironmentFailure):
        check_log(fork, other.jwk)
    with pytest.raises(Malformed):
        open_receipt(receipt(fork, 12, KEY.jwk), other.jwk)
    with pytest.raises(Malformed):
        open_receipt(receipt(fork, 12, KEY.jwk).replace(b"forked", b"honest"), KEY.jwk)


def test_log_verify_and_prove_by_the_command(tmp_path: Path) -> None:
    data, paper, alien = tmp_path / "data", tmp_path / "a.passport.json", tmp_path / "b.passport.json"
    key = KeyFolder(data / "keys").current()
    paper.write_bytes(seal(passport(diamonds()), key, NOW))
    alien.write_bytes(seal(passport(cobalt()), key, NOW))
    found = verify(paper.read_bytes(), None, demand_trust=False, now=NOW)
    assert found.passport is not None
    settings = Settings(data=data)
    proof = parse(paper.read_bytes())["proof"]
    assert isinstance(proof, dict)
    one = Issued(found.passport.lot, str(proof["digest"]), found.passport.status, "k")
    History(settings.log).issue([one], "t", log_keys(settings).current())
    shown = call(data, "log", "prove", paper)
    assert shown.exit_code == 0, shown.output
    (tmp_path / "r.json").write_text(shown.stdout)
    done = call(data, "log", "verify", paper, tmp_path / "r.json", settings.log / "checkpoint")
    assert (done.exit_code, done.stdout.count("verifies")) == (0, 4), done.output
    assert call(data, "log", "prove", alien).exit_code == call(data, "log", "verify", alien).exit_code == 1
