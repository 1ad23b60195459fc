"""`lotpass export --to sd-jwt` and what `verify` and `revoke` make of it, by the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from passport.canonical import parse
from tests.lotpass.test_export import WEB, House, call
from tests.passport.factory import ED25519, P256


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path, *WEB)
    done = present(made, "LS-RD2415")
    assert done == 0
    return made


def present(house: House, lot: str, *options: str | Path, out: Path | None = None) -> int:
    source = ("--from", house.passports, "--to", "sd-jwt", "--out", out or house.data.parent / "shown")
    return call(house.data, "export", lot, *source, *WEB, *options).exit_code


def test_each_audience_has_a_folder_that_verifies_by_itself(house: House, tmp_path: Path) -> None:
    shown = tmp_path / "shown"
    assert {path.name for path in shown.iterdir()} == {"regulator", "customer", "public"}
    for audience in ("regulator", "customer", "public"):
        done = call(
            tmp_path / "stranger",
            "verify",
            shown / audience,
            "--demand-trust",
            "--trust",
            shown / audience / "did.json",
        )
        assert done.exit_code == 0, done.output
        assert "lot LS-RD2415, status clear" in done.stdout
    done = house.verify(shown)
    assert done.exit_code == 0
    assert done.stdout.count("verifies ") == 3
    assert done.stdout.count("(the whole passport)") == 1


def test_what_is_disclosed_is_printed(house: House, tmp_path: Path) -> None:
    done = house.verify(tmp_path / "shown" / "public" / "passport.sd-jwt", "--disclosed")
    printed = json.loads(done.stdout[done.stdout.index("\n{") :])
    assert (printed["lot"], printed["status"]) == ("LS-RD2415", "clear")
    assert set(printed) == {"schema", "lot", "status", "as_of", "subject", "origin"}


def test_revoked_passport_takes_its_presentations_along(house: House, tmp_path: Path) -> None:
    file = tmp_path / "shown" / "customer" / "passport.sd-jwt"
    done = call(
        house.data, "revoke", house.passports / "LS-RD2415.passport.json", "--reason", "x", "--out", tmp_path / "lists"
    )
    assert done.exit_code == 0, done.output
    assert house.verify(file).exit_code == 1
    done = call(house.data, "export", file, "--to", "sd-jwt", "--audience", "public", "--out", tmp_path / "no")
    assert "this installation's own register says so" in str(done.exception)
    assert call(tmp_path / "stranger", "verify", file).exit_code == 0
    done = call(tmp_path / "stranger", "verify", file, "--status", tmp_path / "lists" / "status-1.jwt")
    assert done.exit_code == 1
    assert "was revoked by its issuer" in done.stdout


@pytest.mark.parametrize("option", ["--paper", "--log", "--receipt"])
def test_what_cannot_be_checked_on_a_part_fails(option: str, house: House, tmp_path: Path) -> None:
    given = tmp_path if option == "--log" else house.passports / "LS-RD2415.passport.json"
    for target in (tmp_path / "shown" / "public", house.out / "dpp.jwt", *([house.out] if option != "--paper" else [])):
        done = house.verify(target, option, given)
        assert done.exit_code == 1
        assert ", and this is " in done.stdout


def test_one_presentation_is_revoked_by_its_id(house: House, tmp_path: Path) -> None:
    shown = tmp_path / "shown"
    [signed, *_] = (shown / "customer" / "passport.sd-jwt").read_text().split("~")
    from passport.jwk import decode

    id_ = str(parse(decode(signed.split(".")[1]))["jti"])
    assert call(house.data, "revoke", id_, "--reason", "x", "--out", tmp_path / "lists").exit_code == 0
    lists = ("--status", tmp_path / "lists" / "status-1.jwt")
    assert house.verify(shown / "customer", *lists).exit_code == 1
    assert house.verify(shown / "public", *lists).exit_code == 0


def test_holder_shows_less_without_the_issuers_key(house: House, tmp_path: Path) -> None:
    given = tmp_path / "shown" / "customer" / "passport.sd-jwt"
    stranger = tmp_path / "stranger"
    done = call(stranger, "export", given, "--to", "sd-jwt", "--audience", "public", "--out", tmp_path / "less")
    assert done.exit_code == 0, done.output
    assert not (stranger / "keys" / "signing-key.pem").exists()
    less = tmp_path / "less" / "public" / "passport.sd-jwt"
    assert less.stat().st_size < given.stat().st_size
    assert call(stranger, "verify", less).exit_code == 0
    forged = tmp_path / "forged.sd-jwt"
    forged.write_text(given.read_text().replace("~", "~x", 1))
    done = call(stranger, "export", forged, "--to", "sd-jwt", "--out", tmp_path / "no")
    assert "does not verify" in str(done.exception)
    done = call(stranger, "export", given, "--to", "untp", "--out", tmp_path / "no")
    assert "it is a part of a passport (SD-JWT), and a passport is wanted" in str(done.exception)


def test_audience_of_a_house_and_a_holders_key(house: House, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[[audience]]\nid = "bank"\ndisclose = ["lot", "quantities.value"]\n')
    holder = tmp_path / "holder.jwk"
    holder.write_text(json.dumps(dict(P256.jwk)))
    options = ("--policy", str(policy), "--audience", "bank", "--holder", str(holder))
    assert present(house, "LS-RD2415", *options, out=tmp_path / "bank") == 0
    done = house.verify(tmp_path / "bank", "--disclosed")
    assert done.exit_code == 0
    assert '"amount": "2546180.00"' in done.stdout
    assert "no proof of that key came along" in done.stdout
    holder.write_text(json.dumps({**P256.jwk, "d": "x"}))
    done = call(house.data, "export", "LS-RD2415", "--from", house.passports, "--to", "sd-jwt", *options)
    assert "private key" in str(done.exception)
    holder.write_text(json.dumps(dict(ED25519.jwk)))
    assert present(house, "LS-RD2415", *options, out=tmp_path / "no") != 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--to", "sd-jwt", "--audience", "nobody"), "there is no audience 'nobody'"),
        (("--to", "csv", "--audience", "public"), "go with --to sd-jwt"),
        (("--to", "sd-jwt", "--holder", "nowhere.jwk"), "is not there"),
    ],
)
def test_wrong_call_ends_with_2(house: House, options: tuple[str, ...], told: str) -> None:
    done = call(house.data, "export", "LS-RD2415", "--from", house.passports, *options)
    assert done.exit_code == 2
    assert told in done.output


def test_policy_with_a_path_that_no_passport_has_is_refused(house: House, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[[audience]]\nid = "public"\ndisclose = ["prices"]\n')
    done = call(house.data, "export", "LS-RD2415", "--from", house.passports, "--to", "sd-jwt", "--policy", policy)
    assert done.exit_code == 2
    assert "which no passport has" in done.output
