"""`lotpass export`, `verify` and `revoke` on what the export wrote: whole folders, and folders tampered with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lotpass.cli import app
from lotpass.exporting import CannotExport
from passport.canonical import parse
from passport.keys import KeyFolder
from passport.manifest import MANIFEST
from passport.sign import seal
from passport.untp.vocabulary import CONTEXT_FILE
from passport.vc.jose import envelope
from tests.passport.factory import NOW, cobalt, diamonds, passport

WEB = ("--issuer", "did:web:example.org:lots", "--issuer-name", "Example House")


def call(data: Path, *arguments: str | Path) -> Result:
    """The program in this process, with a data folder."""
    return CliRunner().invoke(app, [str(part) for part in arguments], env={"LOTPASS_DATA": str(data), "COLUMNS": "200"})


class House:
    """An installation with two passports and an export of one of them."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.data, self.passports, self.out = folder / "data", folder / "passports", folder / "out"
        key = KeyFolder(self.data / "keys").current()
        self.passports.mkdir()
        for name, lot in (("LS-RD2415", diamonds()), ("CD_Co_2025-17", cobalt())):
            (self.passports / f"{name}.passport.json").write_bytes(seal(passport(lot), key, NOW))
        self.done = self.export("LS-RD2415", self.out, *options)

    def export(self, lot: str, out: Path, *options: str) -> Result:
        """Exports a lot."""
        return call(self.data, "export", lot, "--from", self.passports, "--to", "untp", "--out", out, *options)

    def verify(self, *arguments: str | Path) -> Result:
        """Verifies with the installation's own keys."""
        return call(self.data, "verify", *arguments)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return House(tmp_path_factory.mktemp("house"), *WEB)


def test_export_verifies_as_a_whole_and_in_its_parts(house: House) -> None:
    assert house.done.exit_code == 0, house.done.output
    for name in ("", "dpp.jwt", "dpp.vc.json", "dte-001.jwt", "dcc-checks.vc.json", "status-1.jwt"):
        done = house.verify(house.out / name)
        assert done.exit_code == 0, done.output
    assert "export of lot LS-RD2415: 9 credentials" in house.verify(house.out).stdout


def test_plain_json_is_said_to_be_signed_by_nobody(house: House) -> None:
    done = house.verify(house.out / "dpp.json")
    assert done.exit_code == 1
    assert "nobody signed it" in done.stdout


def test_stranger_is_told_what_a_key_beside_it_shows(house: House, tmp_path: Path) -> None:
    done = call(tmp_path, "verify", house.out)
    assert done.exit_code == 0, done.output
    assert "anybody can write such a did.json" in done.stdout
    assert call(tmp_path, "verify", house.out, "--demand-trust").exit_code == 1
    trusted = call(tmp_path, "verify", house.out, "--demand-trust", "--trust", house.out / "did.json")
    assert trusted.exit_code == 0, trusted.output


def test_key_that_is_trusted_by_itself_is_enough(house: House, tmp_path: Path) -> None:
    [key] = (house.data / "keys" / "public").glob("*.jwk")
    native = house.passports / "LS-RD2415.passport.json"
    for target in (house.out, native):
        assert call(tmp_path, "verify", target, "--trust", key, "--demand-trust").exit_code == 0
        refused = call(tmp_path, "verify", target, "--trust", native, "--demand-trust")
        assert "names no key that may sign" in str(refused.exception)


def test_lot_without_one_country_is_exported_without_a_product_passport_and_said_so(
    house: House, tmp_path: Path
) -> None:
    done = house.export("CD/Co 2025-17", tmp_path / "out", *WEB)
    assert done.exit_code == 1
    assert "There is no product passport" in done.stdout
    assert not (tmp_path / "out" / "dpp.json").exists()
    assert house.verify(tmp_path / "out").exit_code == 0


def test_export_again_gives_the_same_credentials_and_clears_what_is_no_longer_part(
    house: House, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    house.export("LS-RD2415", out, *WEB)
    for name in ("dpp.jwt", "dte-005.jwt", "did.json", "lot-qr.svg"):
        assert (out / name).read_bytes() == (house.out / name).read_bytes()
    house.export("CD/Co 2025-17", out, *WEB)
    assert not (out / "dte-001.jwt").exists()
    assert house.verify(out).exit_code == 0


def test_what_does_not_verify_is_not_exported(house: House, tmp_path: Path) -> None:
    forged = tmp_path / "forged.passport.json"
    forged.write_bytes((house.passports / "LS-RD2415.passport.json").read_bytes().replace(b"1273.09", b"1274.09"))
    done = house.export(str(forged), tmp_path / "out")
    assert isinstance(done.exception, Exception)
    assert "does not verify" in str(done.exception)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("NO-SUCH-LOT",), "There is no passport file NO-SUCH-LOT"),
        (("LS-RD2415", "--valid-until", "soon"), "YYYY-MM-DD"),
        (("LS-RD2415", "--to", "paper"), "'paper' is not"),
    ],
)
def test_wrong_call_ends_with_2(house: House, options: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = house.export(options[0], tmp_path / "out", *options[1:])
    assert done.exit_code == 2
    assert told in " ".join(done.output.split())


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--issuer", "https://example.org"), "neither a did:web nor a did:key"),
        (("--issuer", "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169"), "not the signing key"),
        (("--site", "http://example.org"), "no https address"),
        (("--gtin", "09506000134353"), "check digit"),
    ],
)
def test_issuer_that_cannot_be_is_refused(house: House, options: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = house.export("LS-RD2415", tmp_path / "out", *options)
    assert told in str(done.exception)
    assert not (tmp_path / "out").exists()


def test_lot_has_a_digital_link_where_there_is_a_gtin(house: House, tmp_path: Path) -> None:
    house.export("LS-RD2415", tmp_path, *WEB, "--gtin", "9506000134352")
    subject = parse((tmp_path / "dpp.json").read_bytes())["credentialSubject"]
    assert isinstance(subject, dict)
    assert subject["id"] == "https://id.gs1.org/01/09506000134352/10/LS-RD2415"
    assert house.verify(tmp_path).exit_code == 0


def test_credentials_end_on_the_day_asked_for(house: House, tmp_path: Path) -> None:
    house.export("LS-RD2415", tmp_path, *WEB, "--valid-until", "2026-01-31")
    done = house.verify(tmp_path)
    assert done.exit_code == 1
    assert "The credential has expired." in done.stdout
    assert "until 2026-01-31T23:59:59Z" in done.stdout


# Revocation --------------------------------------------------------------------------------------------------------


def test_revoked_lot_does_not_verify_by_the_renewed_list(tmp_path: Path) -> None:
    house = House(tmp_path, *WEB)
    native = house.passports / "LS-RD2415.passport.json"
    done = call(house.data, "revoke", native, "--reason", "wrong weight", "--out", tmp_path / "status")
    assert done.exit_code == 0, done.output
    assert "8 credentials revoked" in done.stdout
    renewed = tmp_path / "status" / "status-1.jwt"
    assert "wrong weight" not in renewed.with_suffix(".json").read_text()
    for target in (house.out, house.out / "dpp.jwt"):
        stranger = call(tmp_path / "stranger", "verify", target, "--trust", house.out / "did.json")
        assert stranger.exit_code == 0
        assert "0 days ago. A newer one may exist: get https://example.org/lots/status/1" in stranger.stdout
        stranger = call(tmp_path / "stranger", "verify", target, "--status", renewed)
        assert stranger.exit_code == 1
        assert "revoked by its issuer" in stranger.stdout
        known = house.verify(target)
        assert known.exit_code == 1
        assert "this installation's own register says so" in known.stdout
    house.export("LS-RD2415", house.out, *WEB)
    assert house.verify(house.out).exit_code == 1, "an export made after the revocation carries the renewed list"
    again = call(house.data, "revoke", native, "--reason", "again", "--out", tmp_path / "status")
    assert again.exit_code == 1
    assert "it was revoked before (20" in again.stdout


def test_list_of_a_key_that_signs_no_more_is_not_left_unrenewed(tmp_path: Path) -> None:
    house = House(tmp_path)
    KeyFolder(house.data / "keys").rotate()
    done = call(house.data, "revoke", house.passports / "LS-RD2415.passport.json", "--reason", "x")
    assert "that key signs no more" in str(done.exception)
    assert house.verify(house.out).exit_code == 0


def test_what_a_retired_key_signed_fails_here(tmp_path: Path) -> None:
    house = House(tmp_path, *WEB)
    native = house.passports / "LS-RD2415.passport.json"
    keys = KeyFolder(house.data / "keys")
    old = keys.current().kid
    assert call(house.data, "keys", "rotate").exit_code == 0
    for target in (native, house.out, house.out / "dpp.jwt"):
        assert house.verify(target).exit_code == 0
    assert call(house.data, "keys", "retire", old, "--reason", "lost laptop").exit_code == 0
    for target in (native, house.out, house.out / "dpp.jwt"):
        done = house.verify(target)
        assert done.exit_code == 1
        assert "was retired" in done.stdout
    again = house.export("LS-RD2415", tmp_path / "again")
    assert isinstance(again.exception, CannotExport), again.output
    assert "was retired" in again.exception.cause, "what it signed gets no new signature"
    assert not (tmp_path / "again").exists()
    passport_file = house.passports / "LS-RD2415.passport.json"
    revoked = call(house.data, "revoke", passport_file, "--reason", "lost laptop", "--out", tmp_path / "lists")
    assert revoked.exit_code == 0, revoked.output


# Tampered folders --------------------------------------------------------------------------------------------------


def remove(*names: str) -> Callable[[Path], object]:
    def change(out: Path) -> None:
        for name in names:
            (out / name).unlink()

    return change


def rewrite(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    return lambda out: (out / name).write_bytes(change((out / name).read_bytes()))


def exchange(one: str, other: str) -> Callable[[Path], object]:
    def change(out: Path) -> None:
        first, second = (out / one).read_bytes(), (out / other).read_bytes()
        (out / one).write_bytes(second)
        (out / other).write_bytes(first)

    return change


def unlist(*names: str) -> Callable[[Path], object]:
    """Files taken away together with their entries in the list, by somebody without the key."""

    def change(out: Path) -> None:
        body = json.loads((out / MANIFEST).read_bytes())
        body["files"] = [file for file in body["files"] if file["name"] not in names]
        (out / MANIFEST).write_text(json.dumps(body))
        remove(*names)(out)

    return change


def add(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda out: (out / name).write_bytes(data)


def forged_whole(out: Path) -> None:
    """Everything made anew by another installation under the issuer's name, with its own did.json beside."""
    other = House(out.parent / "forger", *WEB)
    shutil.rmtree(out)
    shutil.copytree(other.out, out)


CUT = tuple(f"dte-003{ending}" for ending in (".json", ".vc.json", ".jwt"))
TAMPERED: dict[str, tuple[Callable[[Path], object], str]] = {
    "chain cut": (remove(*CUT), "missing from the export"),
    "chain cut, list mended": (unlist(*CUT), "changed after signing"),
    "product passport taken away": (remove("dpp.json", "dpp.vc.json", "dpp.jwt"), "missing"),
    "list taken away": (remove(MANIFEST), "There is no manifest.json"),
    "status list taken away": (remove("status-1.json", "status-1.vc.json", "status-1.jwt"), "missing"),
    "status list mended away": (unlist("status-1.json", "status-1.vc.json", "status-1.jwt"), "changed after signing"),
    "plain form changed": (rewrite("dpp.json", lambda data: data.replace(b"1273.09", b"1274.09")), "was changed"),
    "envelope exchanged": (exchange("dte-001.vc.json", "dte-002.vc.json"), "holds another credential"),
    "credentials exchanged": (exchange("dte-001.jwt", "dte-002.jwt"), "was changed"),
    "envelope of another": (
        rewrite("dpp.vc.json", lambda _: json.dumps(envelope("ey.ey.AA")).encode()),
        "holds another credential",
    ),
    "token cut": (rewrite("dpp.jwt", lambda data: data[:-9]), "was changed"),
    "meaning of our terms changed": (
        rewrite(f"contexts/{CONTEXT_FILE}", lambda data: data.replace(b"#lotStatus", b"#goodWill")),
        "not our JSON-LD context",
    ),
    "credential added": (add("dcc-certificate-009.jwt", b"ey.ey.AA"), "it was added"),
    "plain credential added": (add("dcc-more.json", b"{}"), "it was added"),
    "key added to the document": (
        rewrite("did.json", lambda data: data.replace(b'"assertionMethod": [', b'"assertionMethod": ["x",')),
        "did.json was changed",
    ),
    "list unsigned": (rewrite(MANIFEST, lambda data: data.replace(b'"proof"', b'"proofs"')), "not signed"),
    "list given twice": (rewrite(MANIFEST, lambda data: data.replace(b'"lot":', b'"lot":"X","lot":')), "given twice"),
    "lot renamed in the list": (
        rewrite(MANIFEST, lambda data: data.replace(b"LS-RD2415", b"LS-RD2416")),
        "changed after",
    ),
    "list of another export": (
        lambda out: (out / MANIFEST).write_bytes((out.parent / "cobalt" / MANIFEST).read_bytes()),
        "missing",
    ),
    "list no list": (rewrite(MANIFEST, lambda _: b"[]"), "not one JSON object"),
    "all forged": (forged_whole, "not listed as trusted"),
}


@pytest.fixture(scope="module")
def both(house: House) -> House:
    house.export("CD/Co 2025-17", house.out.parent / "cobalt", *WEB)
    return house


@pytest.mark.parametrize("name", list(TAMPERED))
def test_tampered_export_does_not_verify(name: str, both: House, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(both.out, out)
    shutil.copytree(both.out.parent / "cobalt", tmp_path / "cobalt")
    tamper, told = TAMPERED[name]
    tamper(out)
    done = both.verify(out, "--demand-trust")
    assert done.exit_code == 1, done.output
    assert "does not verify" in done.stdout
    assert told in done.stdout, done.stdout


def test_what_is_not_part_of_an_export_is_noted(both: House, tmp_path: Path) -> None:
    shutil.copytree(both.out, tmp_path / "out")
    (tmp_path / "out" / "README.txt").write_text("hello")
    done = both.verify(tmp_path / "out")
    assert done.exit_code == 0
    assert "Not part of the export: README.txt" in done.stdout


def test_papers_are_compared_with_an_exports_digests(both: House, tmp_path: Path) -> None:
    paper = tmp_path / "kp.pdf"
    paper.write_bytes(b"another paper")
    done = both.verify(both.out, "--paper", paper)
    assert done.exit_code == 1
    assert "not among the papers that these credentials rest on" in done.stdout
