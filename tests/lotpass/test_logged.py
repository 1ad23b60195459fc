"""A passport stands in the log before it is handed out; verify looks, by receipt, by a log named and by its own."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lotpass.history import History
from lotpass.receipts import check_log, enter, log_keys
from lotpass.settings import Settings
from passport.canonical import canonical, digest, parse
from passport.keys import KeyFolder, LocalKey, generate
from passport.model import Passport
from passport.sign import seal
from tests.lotpass.test_export import WEB, call
from tests.passport.factory import NOW, cobalt, diamonds, passport


class Logged:
    """An installation with two passports in its log, each with its receipt."""

    def __init__(self, folder: Path) -> None:
        self.data, self.out = folder / "data", folder / "out"
        self.settings = Settings(data=self.data)
        self.out.mkdir(parents=True)
        self.issue(passport(diamonds()))
        self.cobalt = self.issue(passport(cobalt()))
        self.diamonds = self.issue(passport(diamonds()))  # no new entry, and a receipt of the log with both
        self.receipt = self.out / "LS-RD2415.receipt.json"
        [self.key] = (self.data / "log-keys" / "public").glob("*.jwk")

    def issue(self, made: Passport, name: str | None = None) -> Path:
        """Signs, enters and writes a passport."""
        name = name or made.lot.replace("/", "_").replace(" ", "_")
        data = seal(made, KeyFolder(self.data / "keys").current(), NOW)
        [receipt] = enter(self.settings, [data])
        (self.out / f"{name}.receipt.json").write_bytes(receipt)
        path = self.out / f"{name}.passport.json"
        path.write_bytes(data)
        return path

    def verify(self, *arguments: str | Path, data: Path | None = None) -> tuple[int, str]:
        """Exit code and what is told; by a stranger, if another data folder is given."""
        done = call(data or self.data, "verify", *arguments)
        return done.exit_code, done.stdout

    def edit(self, change: Callable[[dict[str, Any]], object]) -> Path:
        """The receipt after a change, beside its passport."""
        whole = json.loads(self.receipt.read_bytes())
        change(whole)
        self.receipt.write_bytes(canonical(whole))
        return self.receipt


@pytest.fixture
def logged(tmp_path: Path) -> Logged:
    return Logged(tmp_path)


def test_passport_verifies_by_its_receipt_and_by_the_log(logged: Logged, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger"
    assert logged.verify(logged.diamonds) == (0, logged.verify(logged.diamonds)[1])
    code, told = logged.verify(logged.diamonds, data=stranger)
    assert (code, "whose key is not known here: name it by --log-key" in told) == (0, True)
    log = ("--log-key", logged.key, "--log", logged.settings.log)
    assert logged.verify(logged.diamonds, logged.cobalt, *log, data=stranger)[0] == 0
    shutil.copy(logged.diamonds, tmp_path / "away.passport.json")
    assert logged.verify(tmp_path / "away.passport.json", *log, data=stranger)[0] == 0
    receipt = ("--receipt", logged.receipt, "--log-key", logged.key)
    assert logged.verify(tmp_path / "away.passport.json", *receipt, data=stranger)[0] == 0


TAMPERED: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "status in the entry": (lambda w: w["entry"].update(status="review"), "does not lead to its checkpoint"),
    "digest in the entry": (lambda w: w["entry"].update(passport="0" * 64), "does not lead to its checkpoint"),
    "place": (lambda w: w.update(index=1), "does not lead to its checkpoint"),
    "place that is no number": (lambda w: w.update(index="0"), "does not lead to its checkpoint"),
    "proof": (lambda w: w.update(proof=[]), "does not lead to its checkpoint"),
    "proof with a step more": (lambda w: w["proof"].append(w["proof"][0]), "does not lead to its checkpoint"),
    "proof that is no base64": (lambda w: w.update(proof=["%"]), "no receipt of a log"),
    "checkpoint with another size": (
        lambda w: w.update(checkpoint=w["checkpoint"].replace("\n2\n", "\n3\n")),
        "The signature of the checkpoint does not hold",
    ),
    "checkpoint unsigned": (
        lambda w: w.update(checkpoint=w["checkpoint"].partition("\n\n")[0] + "\n\n"),
        "This is no checkpoint",
    ),
    "no checkpoint": (lambda w: w.pop("checkpoint"), "no receipt or checkpoint of a log"),
    "no entry": (lambda w: w.pop("entry"), "no receipt of a log"),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_tampered_receipt_fails_the_passport_it_lies_beside(case: str, logged: Logged) -> None:
    change, words = TAMPERED[case]
    logged.edit(change)
    code, told = logged.verify(logged.diamonds)
    assert code == 1
    assert words in told


def test_receipts_and_logs_of_others_fail(logged: Logged, tmp_path: Path) -> None:
    code, told = logged.verify(logged.diamonds, "--receipt", logged.out / "CD_Co_2025-17.receipt.json")
    assert (code, "is not this passport's (passport)" in told) == (1, True)
    shutil.copy(logged.out / "CD_Co_2025-17.receipt.json", logged.receipt)
    assert logged.verify(logged.diamonds)[0] == 1
    other = Logged(tmp_path / "other")
    alien = logged.issue(passport(diamonds()).model_copy(update={"lot": "ALIEN"}))
    code, told = logged.verify(alien, "--log", other.settings.log, "--log-key", other.key)
    assert (code, "does not have this passport" in told) == (1, True)
    code, told = logged.verify(logged.cobalt, "--log", other.settings.log)
    assert (code, "whose key is not known here" in told) == (1, True)
    # A log that somebody else signs under the same name
    forged = log_keys(other.settings).current()
    receipt = json.loads((other.out / "LS-RD2415.receipt.json").read_bytes())
    name = json.loads(logged.key.read_bytes())
    receipt["checkpoint"] = receipt["checkpoint"].replace(forged.kid, logged.key.stem)
    logged.receipt.write_bytes(canonical(receipt))
    assert name["crv"] == "Ed25519"
    code, told = logged.verify(logged.diamonds)
    assert (code, "is not signed by the key of this log" in told) == (1, True)


def test_file_that_is_no_key_of_a_log_is_named(logged: Logged) -> None:
    done = call(logged.data, "verify", logged.diamonds, "--log-key", logged.diamonds)
    assert f"{logged.diamonds} is no public key of a log" in str(done.exception)


def test_log_that_was_tampered_with_is_not_relied_on(logged: Logged) -> None:
    entries = logged.settings.log / "entries"
    data = entries.read_bytes()
    entries.write_bytes(data.replace(b'"clear"', b'"blead"', 1))
    code, told = logged.verify(logged.diamonds, "--log", logged.settings.log)
    assert (code, "cannot be relied on" in told) == (1, True)
    entries.write_bytes(data)
    assert logged.verify(logged.diamonds, "--log", logged.settings.log)[0] == 0


def test_own_passport_that_its_log_does_not_have_is_told_and_a_newer_one_too(logged: Logged, tmp_path: Path) -> None:
    never = tmp_path / "never.passport.json"
    other = passport(diamonds()).model_copy(update={"lot": "NEVER"})
    never.write_bytes(seal(other, KeyFolder(logged.data / "keys").current(), NOW))
    code, told = logged.verify(never)
    assert (code, "of 2 entries does not have this passport" in told) == (0, True)
    assert logged.verify(never, "--log", logged.settings.log)[0] == 1
    made = passport(diamonds())
    logged.issue(made.model_copy(update={"as_of": made.as_of.replace(day=20)}), "newer")
    code, told = logged.verify(logged.diamonds)
    assert (code, "The log has a newer passport of this lot, entry 2" in told) == (0, True)


def test_revocation_is_entered_and_seen_even_where_nothing_was_exported(logged: Logged) -> None:
    done = call(logged.data, "revoke", logged.cobalt, "--reason", "wrong weight")
    assert done.exit_code == 0, done.output
    assert "no credentials were made from it" in done.stdout
    log = History(logged.settings.log)
    state, _ = check_log(log, log_keys(logged.settings).current().jwk)
    entry = parse(log.entry(state.size - 1))
    proof: Any = parse(logged.cobalt.read_bytes())["proof"]
    assert (entry["kind"], entry["what"]) == ("revoked", proof["digest"])
    assert "wrong weight" not in str(entry)
    code, told = logged.verify(logged.cobalt)
    assert (code, "The passport was revoked: the log has the entry." in told) == (1, True)
    assert logged.verify(logged.diamonds)[0] == 0
    again = call(logged.data, "revoke", logged.cobalt, "--reason", "x")
    assert (again.exit_code, "it was revoked before (20" in again.stdout) == (1, True)
    assert log.checkpoint(log_keys(logged.settings).current().jwk) == state


def test_of_a_revoked_passport_nothing_is_made_and_what_was_made_verifies_no_more(
    logged: Logged, tmp_path: Path
) -> None:
    def run(*arguments: str | Path) -> tuple[int, str]:
        done = call(logged.settings.data, *arguments)
        return done.exit_code, " ".join(f"{done.output} {done.exception or ''}".split())

    made = {to: tmp_path / to for to in ("csv", "epcis", "html")}
    for to, out in made.items():
        assert run("export", logged.diamonds, "--to", to, "--out", out)[0] == 0
        assert run("verify", out)[0] == 0
    assert run("revoke", logged.diamonds, "--reason", "wrong", "--out", tmp_path / "status")[0] == 0
    for to, out in made.items():
        code, told = run("verify", out)
        assert (code, "The passport that it was made from was revoked" in told) == (1, True), told
        code, told = run("export", logged.diamonds, "--to", to, "--out", tmp_path / f"again-{to}")
        assert "was revoked" in told
        assert "nothing is made from it" in told
        assert not (tmp_path / f"again-{to}").exists()
    for to in ("untp", "sd-jwt"):
        code, told = run("export", logged.diamonds, "--to", to, "--out", tmp_path / f"again-{to}")
        assert (code, "nothing is made from it" in told) == (1, True)
    assert run("export", logged.cobalt, "--to", "csv", "--out", tmp_path / "other")[0] == 0


def test_revocation_that_broke_off_after_the_log_is_finished_by_the_next(
    logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = logged.out / "untp"
    call(logged.data, "export", logged.diamonds, "--to", "untp", "--out", out, *WEB)
    log, key = History(logged.settings.log), log_keys(logged.settings).current()
    with monkeypatch.context() as patched:
        patched.setattr("lotpass.status_register.StatusRegister.revoke", lambda *_: sys.exit(9))
        assert call(logged.data, "revoke", logged.diamonds, "--reason", "x").exit_code == 9
    state = log.checkpoint(key.jwk)
    assert logged.verify(logged.diamonds)[0] == 1
    done = call(logged.data, "revoke", logged.diamonds, "--reason", "x", "--out", logged.out / "lists")
    assert (done.exit_code, "8 credentials revoked" in done.stdout) == (0, True)
    assert log.checkpoint(key.jwk) == state, "the entry is not made twice"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("report.json", "it is the report of a run (lotpass.report/1), and a passport is wanted"),
        ("LS-RD2415.receipt.json", "it is a receipt of the log"),
    ],
)
def test_revoke_and_verify_tell_what_a_file_is_that_is_no_passport(name: str, told: str, logged: Logged) -> None:
    (logged.out / "report.json").write_text('{"schema": "lotpass.report/1", "timing": {"seconds": 0.0}}')
    done = call(logged.data, "revoke", logged.out / name, "--reason", "x")
    assert told in str(done.exception)
    code, shown = logged.verify(logged.out / name)
    assert code == 1
    assert told.partition("it is ")[2].partition(",")[0] in shown
    assert "expected: a passport (lotpass.passport/1), a credential" in shown


def test_revoke_takes_a_lots_number_and_names_what_is_expected(logged: Logged) -> None:
    done = call(logged.data, "revoke", "LS-RD2415", "--from", logged.out, "--reason", "x")
    assert done.exit_code == 0, done.output
    done = call(logged.data, "revoke", "nothing", "--from", logged.out, "--reason", "x")
    assert done.exit_code == 1
    assert "nothing was revoked: nothing: it is no passport that was issued here" in done.stdout
    assert f"expected: a passport file, a lot with a passport in {logged.out}" in done.stdout


def test_revoking_what_a_retired_key_signed_says_so(logged: Logged) -> None:
    old = KeyFolder(logged.data / "keys").current().kid
    call(logged.data, "keys", "rotate")
    call(logged.data, "keys", "retire", old, "--reason", "lost")
    done = call(logged.data, "revoke", logged.diamonds, "--reason", "x")
    assert done.exit_code == 0, done.output
    assert f"is signed by key {old}, which is retired: it fails here in any case" in done.stdout


KILLED = """
import os, signal, sys
from pathlib import Path
from lotpass import outputs
from lotpass.receipts import enter
from lotpass.settings import Settings
from functools import partial
from types import SimpleNamespace
from passport.keys import KeyFolder
from tests.passport.factory import cobalt, diamonds, passport
folder, at = Path(sys.argv[1]), sys.argv[2]
settings = Settings(data=folder / "data")
whole = outputs.write_file
def write(path, data):
    if at != "never" and path.name.endswith(at):
        os.kill(os.getpid(), signal.SIGKILL)
    whole(path, data)
outputs.write_file = write
report = SimpleNamespace(passports=("a.passport.json", "b.passport.json"), as_text=lambda: "{}")
made = [passport(diamonds()), passport(cobalt())]
outputs.write(made, report, folder / "out", KeyFolder(folder / "data" / "keys").current, partial(enter, settings))
"""


@pytest.mark.parametrize("at", ["a.receipt.json", "a.passport.json", "b.passport.json", "report.json"])
def test_run_that_is_killed_hands_out_nothing_that_the_log_lacks_and_the_next_mends_it(at: str, tmp_path: Path) -> None:
    def run(stop: str) -> int:
        return subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), stop], check=False).returncode

    settings, out = Settings(data=tmp_path / "data"), tmp_path / "out"
    assert run(at) == -signal.SIGKILL
    assert not (out / "report.json").exists()
    log, jwk = History(settings.log), log_keys(settings).current().jwk
    state, places = check_log(log, jwk)
    assert state.size == 2
    for path in out.glob("*.passport.json"):
        proof: Any = parse(path.read_bytes())["proof"]
        assert proof["digest"] in places
    assert run("never") == 0
    again, places = check_log(log, jwk)
    assert again == state, "nothing is entered twice"
    done = call(tmp_path / "data", "verify", *sorted(out.glob("*.passport.json")), "--log", settings.log)
    assert (done.exit_code, done.stdout.count("verifies ")) == (0, 2), done.output


def test_passport_signed_anew_by_another_key_has_the_entry_that_it_had(logged: Logged) -> None:
    before = logged.receipt.read_bytes()
    call(logged.data, "keys", "rotate")
    path = logged.issue(passport(diamonds()))
    assert json.loads(before)["entry"] == json.loads(logged.receipt.read_bytes())["entry"]
    assert logged.verify(path)[0] == 0


def test_entries_are_found_by_their_text_wherever_they_stand(tmp_path: Path) -> None:
    from lotpass.history import Issued

    key = LocalKey(generate("EdDSA"))
    log = History(tmp_path)
    names = [digest(str(number).encode()) for number in range(70)]
    log.issue([Issued(f"L{number}", name, "clear", "k") for number, name in enumerate(names)], "t", key)
    for number in (0, 1, 35, 69):
        assert [index for index, _ in log.mentions(names[number], 70)] == [number]
        assert [data for _, data in log.mentions(names[number], 70)] == [log.entry(number)]
    assert list(log.mentions(names[69], 69)) == []
    assert len(list(log.mentions("clear", 70))) == 70
    assert list(log.mentions("", 70)) == list(log.mentions("x", 0)) == []
