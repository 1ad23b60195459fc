from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from passport.canonical import canonical, parse, passport_bytes
from passport.errors import KeyFault
from passport.jwk import JWK, thumbprint
from passport.keys import LocalKey, generate
from passport.verification import Verification, printable
from passport.verify import verify
from tests.passport.factory import ED25519, NOW, P256, passport
from tests.passport.forge import BLOCKED, GENUINE, changed, resigned, signed

TRUSTED: dict[str, JWK] = {P256.kid: P256.jwk}
ALL = ("json", "schema", "proof", "algorithm", "key", "digest", "signature", "dates", "consistency", "trust")


def outcome(result: Verification, name: str) -> str:
    return next(check.outcome for check in result.checks if check.name == name)


def message(result: Verification, name: str) -> str:
    return next(check.message for check in result.checks if check.name == name)


def test_genuine_passport_passes_every_check_by_name() -> None:
    result = verify(GENUINE, TRUSTED, demand_trust=True, now=NOW)
    assert [(check.name, check.outcome) for check in result.checks] == [(name, "passed") for name in ALL]
    assert (result.verified, result.trust, result.kid, result.signed_at) == (True, "trusted", P256.kid, NOW)
    assert result.passport == passport()
    assert result.failures == ()


@pytest.mark.parametrize("trusted", [None, {}, {ED25519.kid: ED25519.jwk}])
def test_key_that_is_not_listed_is_said_so_and_is_no_failure(trusted: dict[str, JWK] | None) -> None:
    result = verify(GENUINE, trusted)
    assert (result.verified, result.trust) == (True, "unlisted")
    assert outcome(result, "trust") == "noted"
    assert message(result, "trust") == f"Signed by key {P256.kid}, which you have not listed as trusted."


def test_key_that_is_not_listed_fails_where_trust_is_demanded() -> None:
    result = verify(GENUINE, {ED25519.kid: ED25519.jwk}, demand_trust=True)
    assert not result.verified
    (failure,) = result.failures
    assert (failure.name, failure.got, failure.expected) == ("trust", P256.kid, ED25519.kid)


@pytest.mark.parametrize("trusted", [None, {}])
def test_trust_in_nobody_cannot_be_demanded(trusted: dict[str, JWK] | None) -> None:
    with pytest.raises(KeyFault) as caught:
        verify(GENUINE, trusted, demand_trust=True)
    assert caught.value.code == "no-trusted-keys"


def test_whole_passport_made_anew_by_a_forger_is_consistent_but_not_trusted() -> None:
    forger = LocalKey(generate())
    whole: dict[str, Any] = dict(parse(GENUINE))
    whole["lot"] = "LS-FORGED"
    data = signed(whole, forger)
    assert verify(data, TRUSTED).trust == "unlisted"
    assert not verify(data, TRUSTED, demand_trust=True).verified


def test_list_that_gives_another_key_under_the_name_does_not_make_it_trusted() -> None:
    assert verify(GENUINE, {P256.kid: ED25519.jwk}).trust == "unlisted"


def test_layout_is_free() -> None:
    import json

    for text in (
        json.dumps(json.loads(GENUINE), indent=4),
        json.dumps(json.loads(GENUINE), ensure_ascii=True, sort_keys=False) + "\n",
        json.dumps(dict(reversed(json.loads(GENUINE).items()))),
    ):
        assert verify(text.encode()).verified


def test_changed_content_is_told_by_digest_and_signature_with_got_and_expected() -> None:
    result = verify(changed(lambda whole: whole.update(lot="X")))
    digest, signature = result.failures
    assert (digest.name, signature.name) == ("digest", "signature")
    assert digest.message == "The content is not what was signed: it was changed after signing."
    assert digest.got != digest.expected
    assert (digest.got or "").startswith("SHA-256 ")


def test_file_that_is_no_json_leaves_the_other_checks_unmade() -> None:
    result = verify(b"%PDF-1.7")
    assert [(check.name, check.outcome) for check in result.checks] == [
        ("json", "failed"),
        *((name, "not_checked") for name in ALL[1:]),
    ]
    assert "line 1, column 1" in message(result, "json")


def test_unsigned_passport_is_said_so() -> None:
    result = verify(changed(lambda whole: whole.pop("proof")))
    assert message(result, "proof") == "The file is not signed: it has no proof."
    assert outcome(result, "signature") == "not_checked"


def test_wrong_form_does_not_hide_whether_the_signature_holds() -> None:
    result = verify(resigned(lambda whole: whole.update(note="by hand")))
    assert outcome(result, "schema") == "failed"
    assert outcome(result, "signature") == "passed"
    assert not result.verified


@pytest.mark.parametrize(("ahead", "verified"), [(-400, True), (0, True), (240, True), (400, False)])
def test_signing_time_after_now_fails_beyond_the_skew_of_clocks(ahead: int, verified: bool) -> None:
    result = verify(GENUINE, now=NOW - timedelta(seconds=ahead))
    assert result.verified is verified
    if not verified:
        assert "after now" in message(result, "dates")


def test_message_never_carries_terminal_commands() -> None:
    result = verify(resigned(lambda whole: whole.update({"\x1b[2J\x1b]0;x\x07": "\u202e"})))
    for check in result.checks:
        assert all((text or "").isprintable() for text in (check.message, check.got, check.expected))


def test_message_repeats_only_so_much_of_a_file() -> None:
    assert len(printable("x" * 100_000)) < 400


def test_many_contradictions_are_cut_short() -> None:
    def spoil(whole: dict[str, Any]) -> None:
        whole["files"].clear()

    assert len(verify(resigned(spoil)).failures) == 20


# Papers beside the passport ----------------------------------------------------------------------------------------


def with_papers(papers: dict[str, bytes]) -> bytes:
    """A passport that lists these papers by their true digests."""
    import hashlib

    def relist(whole: dict[str, Any]) -> None:
        for record in whole["files"]:
            for name, data in papers.items():
                if name in record["names"]:
                    old, new = record["sha256"], hashlib.sha256(data).hexdigest()
                    record["sha256"] = new
                    for holder in whole["documents"]:
                        _replace(holder, old, new)

    return resigned(relist)


def _replace(value: Any, old: str, new: str) -> None:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        if item == old:
            value[name] = new
        else:
            _replace(item, old, new)


PAPERS = {"scans/kp.pdf": b"certificate", "invoice.pdf": b"invoice"}


def test_papers_that_are_the_ones_listed_pass(tmp_path: Path) -> None:
    (tmp_path / "renamed.pdf").write_bytes(b"invoice")
    given: dict[str, bytes | Path] = {"kp.pdf": b"certificate", "renamed.pdf": tmp_path / "renamed.pdf"}
    result = verify(with_papers(PAPERS), attachments=given)
    assert result.verified
    attachments = [check for check in result.checks if check.name == "attachments"]
    assert [check.outcome for check in attachments] == ["noted", "passed"]
    assert "papers.zip!declaration.pdf" in attachments[0].message


def test_paper_that_was_changed_fails_with_got_and_expected() -> None:
    result = verify(with_papers(PAPERS), attachments={"kp.pdf": b"forged"})
    assert not result.verified
    (failure,) = result.failures
    assert failure.name == "attachments"
    assert "its bytes differ" in failure.message
    assert failure.got != failure.expected
    assert None not in (failure.got, failure.expected)


def test_paper_that_is_not_listed_fails() -> None:
    result = verify(with_papers(PAPERS), attachments={"other.pdf": b"other"})
    assert [check.message for check in result.failures] == [
        "other.pdf is not among the papers that this passport rests on."
    ]


def test_papers_are_not_compared_with_a_passport_of_no_known_form() -> None:
    result = verify(changed(lambda whole: whole.pop("files")), attachments=dict(PAPERS))
    assert outcome(result, "attachments") == "not_checked"


def test_blocked_lot_verifies_as_what_it_is() -> None:
    result = verify(BLOCKED, TRUSTED)
    assert result.verified
    assert result.passport is not None
    assert result.passport.status == "blocked"
    assert thumbprint(P256.jwk) == result.kid


def test_passport_issued_in_the_past_goes_on_to_verify_byte_for_byte() -> None:
    # Never made anew: a change that this file does not survive is a change of the published form.
    data = (Path(__file__).parent / "data" / "issued-with-0.1.passport.json").read_bytes()
    result = verify(data, demand_trust=False)
    assert result.verified, result.failures
    assert result.passport is not None
    assert result.passport.lot == "LS-RD2415"
    whole = parse(data)
    del whole["proof"]
    assert passport_bytes(result.passport) == canonical(whole)
