"""What presentations show and what they hide; another implementation agrees on both."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passport.canonical import Json, canonical, parse
from passport.jwk import decode, encode
from passport.sdjwt.audience import audiences_of, check_audiences, shown_to
from passport.sdjwt.disclosures import SD, SD_ALG, conceal, digest_of, open_payload
from passport.sdjwt.form import SdJwt, flattened
from tests.passport.factory import P256
from tests.passport.forge import BLOCKED, GENUINE
from tests.passport.sdjwt.presented import (
    AUDIENCES,
    LATER,
    checked,
    contents,
    issued,
    random,
    shown,
    signed,
    whole,
)
from validate.policy import Audience, Policy, PolicyFault

WITHHELD = ("Khubelu Kimberlite Sales", "2546180", "Antwerp")
"""Parties, prices and addresses of the lot, which a customer is not shown."""


def digests(value: Any) -> list[str]:
    """Every digest in a payload and in what is disclosed of it."""
    if isinstance(value, dict):
        own = [*value.get(SD, []), *([value["..."]] if "..." in value else [])]
        return [*own, *(found for name, item in value.items() if name != SD for found in digests(item))]
    return [found for item in value for found in digests(item)] if isinstance(value, list) else []


def test_regulator_is_shown_the_signed_passport_byte_for_byte() -> None:
    found = checked(shown("regulator"))
    assert found.verified, found.checks
    assert found.complete
    assert canonical(found.passport) == GENUINE


@pytest.mark.parametrize("audience", ["customer", "public"])
def test_part_verifies_and_has_what_the_audience_is_to_see(audience: str) -> None:
    found = checked(shown(audience))
    assert found.verified, found.checks
    assert not found.complete
    assert found.passport is not None
    original = json.loads(GENUINE)
    assert found.passport["status"] == original["status"]
    shown_origin: Any = found.passport["origin"]
    countries = [one["value"] for one in original["origin"]["countries"]]
    assert [one["value"] for one in shown_origin["countries"]] == countries
    assert {"proof", "parties", "custody", "files"}.isdisjoint(found.passport)


def test_json_form_verifies_like_the_compact_one() -> None:
    token = shown("customer")
    found = checked(json.dumps(flattened(token)))
    assert (found.verified, found.passport) == (True, checked(token).passport)


@pytest.mark.parametrize("audience", ["customer", "public"])
@pytest.mark.parametrize("secret", WITHHELD)
def test_withheld_values_stand_nowhere_in_a_presentation(audience: str, secret: str) -> None:
    assert secret in GENUINE.decode()
    token = shown(audience)
    plain = [decode(part).decode("latin-1") for part in token.signed.split(".")]
    plain += [decode(text).decode() for text in token.disclosures]
    assert not [text for text in plain if secret in text]


def test_withheld_values_cannot_be_guessed_from_what_is_shown() -> None:
    """Who knows every value of the passport, and every salt shown, finds no digest that would prove one of them."""
    everything = contents(whole()[0].disclosures)
    token = shown("customer")
    known = contents(token.disclosures)
    open_digests = {digest_of(text) for text in token.disclosures}
    hidden = {*digests(whole()[1]), *digests(known)} - open_digests
    assert len(hidden) > 50
    withheld = [parts[1:] for parts in everything if parts not in known]
    salts = ["", *(parts[0] for parts in known)]
    guesses = {digest_of(encode(canonical([salt, *rest]))) for rest in withheld for salt in salts}
    guesses |= {encode(hashlib.sha256(canonical(rest[-1])).digest()) for rest in withheld}
    assert hidden.isdisjoint(guesses)


def test_no_digest_or_signature_of_the_whole_is_shown_to_a_part() -> None:
    proof = json.loads(GENUINE)["proof"]
    for audience in ("customer", "public"):
        token = shown(audience)
        text = "".join(decode(part).decode("latin-1") for part in (*token.signed.split("."), *token.disclosures))
        assert proof["digest"] not in text
        assert proof["jws"] not in text


def test_salts_have_128_bits_and_none_is_used_twice() -> None:
    one, other = (contents(issued()[0].disclosures) for _ in range(2))
    salts = [decode(parts[0]) for parts in (*one, *other)]
    assert {len(salt) for salt in salts} == {16}
    assert len(set(salts)) == len(salts)


def test_digests_are_sorted_and_padded_so_that_neither_order_nor_number_tells_more() -> None:
    token, payload = whole()
    objects = [payload["passport"], *(parts[-1] for parts in contents(token.disclosures))]
    lists = [value[SD] for value in objects if isinstance(value, dict) and SD in value]
    assert lists
    for found in lists:
        assert found == sorted(found)
        assert len(found) >= 4
        assert len(found).bit_count() == 1
    elements = [value for value in objects if isinstance(value, list) and value and "..." in str(value[0])]
    assert elements
    assert all(len(found).bit_count() == 1 for found in elements)


def test_empty_list_looks_like_a_short_one_from_outside() -> None:
    lists: list[list[Json]] = [[], ["a"], ["a", "b", "c"]]
    hidden = [conceal({"findings": findings}, lambda _: False, random) for findings in lists]
    assert {len(payload[SD]) for payload, _ in hidden} == {4}  # type: ignore[arg-type]  # a list
    assert {len(contents(found[-1:])[0][2]) for _, found in hidden} == {4}


def test_two_presentations_of_one_passport_share_no_digest() -> None:
    one, other = (set(digests(issued()[1])) for _ in range(2))
    assert one
    assert one.isdisjoint(other)


def test_holder_may_show_less_of_what_it_was_shown() -> None:
    token = shown("customer")
    less = shown("public", (token, whole()[1]))
    assert 0 < len(less.disclosures) < len(token.disclosures)
    assert checked(less).verified
    assert checked(SdJwt(token.signed, ())).passport == {}


def test_another_implementation_reads_our_presentations() -> None:
    other = pytest.importorskip("sd_jwt.verifier")
    key = other.JWK(**P256.jwk)
    for audience in AUDIENCES:
        token = shown(audience)
        read = other.SDJWTVerifier(token.text, lambda *_: key).get_verified_payload()
        assert read["passport"] == checked(token).passport


def test_we_read_what_another_implementation_issues() -> None:
    other, key = pytest.importorskip("sd_jwt.issuer"), pytest.importorskip("jwcrypto.jwk").JWK
    hide = pytest.importorskip("sd_jwt.common").SDObj
    claims = {hide("lot"): "L-1", "origin": {hide("countries"): [hide("LS"), "BW"]}}
    made = other.SDJWTIssuer(claims, key.generate(kty="EC", crv="P-256"), add_decoy_claims=True)
    opened = open_payload(parse(json.dumps(made.sd_jwt_payload).encode()), [d.b64 for d in made.ii_disclosures])
    assert opened.payload == {"lot": "L-1", "origin": {"countries": ["LS", "BW"]}}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcd", max_size=3), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(value=st.dictionaries(st.text("abcd", max_size=3), JSON, max_size=4))
def test_what_is_concealed_comes_back(value: dict[str, Any]) -> None:
    payload, found = conceal(value, lambda path: path[-1:] == ("abc",), random)
    opened = open_payload({**payload, SD_ALG: "sha-256"}, sorted(found))
    assert opened.payload == value
    assert len(opened.places) == len(found)
    assert open_payload(payload, ()).payload == {}


def test_reserved_names_are_not_concealed() -> None:
    for name in (SD, SD_ALG, "..."):
        with pytest.raises(ValueError, match="is named"):
            conceal({"a": [{name: 1}]}, lambda _: False, random)


@pytest.mark.parametrize(
    "path", ["parties.exporter.name", "prices", "documents.fields.value.raw", "subject.mineral.sources.document"]
)
def test_path_that_no_passport_has_is_refused(path: str) -> None:
    with pytest.raises(PolicyFault) as raised:
        check_audiences([Audience(id="x", disclose=(path,))])
    assert raised.value.code == "policy-audience"


def test_shipped_audiences_name_members_that_there_are() -> None:
    check_audiences(audiences_of(Policy()))
    assert [one.id for one in audiences_of(Policy())] == ["regulator", "customer", "public"]


def test_house_replaces_an_audience_and_adds_its_own() -> None:
    own = Policy(
        audience=(Audience(id="public", disclose=("lot",)), Audience(id="bank", disclose=("quantities.value",)))
    )
    assert {one.id: one.disclose for one in audiences_of(own)}["public"] == ("lot",)
    assert "bank" in {one.id for one in audiences_of(own)}
    assert own.version == Policy().version  # it judges alike


def test_what_is_withheld_goes_before_what_is_disclosed() -> None:
    audience = Audience(id="x", disclose=("documents",), withhold=("documents.fields.*", "documents.title"))
    assert shown_to(audience, ("documents",))
    assert shown_to(audience, ("documents", "type"))
    assert not shown_to(audience, ("documents", "title"))
    assert not shown_to(audience, ("documents", "fields", "value"))
    assert not shown_to(audience, ("parties",))


def test_status_of_a_part_is_no_milder_than_its_findings() -> None:
    payload, found = conceal({**json.loads(BLOCKED), "status": "clear"}, lambda _: False, random)
    claims = {**whole()[1], "passport": payload}
    token = shown("customer", (SdJwt(signed(claims), tuple(found)), claims))
    assert [check.name for check in checked(token).checks if check.outcome == "failed"] == ["consistency"]


def test_expiry_is_kept() -> None:
    token, _ = issued(until=LATER)
    assert checked(token).verified
    assert not checked(token, now=LATER + timedelta(seconds=1)).verified
