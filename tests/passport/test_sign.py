from __future__ import annotations

import json
import pickle
import warnings
from datetime import UTC, datetime

import pytest

from passport.canonical import canonical, content, digest, passport_bytes
from passport.errors import KeyFault
from passport.jwk import JWK, decode, encode, low_s, thumbprint
from passport.keys import LocalKey
from passport.model import Passport
from passport.sign import PROOF_TYPE, seal
from passport.verify import verify
from tests.passport.factory import ED25519, LATE, NOW, P256, cobalt, diamonds, passport, sealed

KEYS = pytest.mark.parametrize("key", [ED25519, P256], ids=["EdDSA", "ES256"])


class Token:
    """A hardware token that gives the ES256 form with the larger s, or no proper signature at all."""

    def __init__(self, answer: bytes | None = None, jwk: JWK = P256.jwk) -> None:
        self.jwk = jwk
        self._answer = answer

    def sign(self, message: bytes) -> bytes:
        if self._answer is not None:
            return self._answer
        order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
        raw = low_s(P256.sign(message))
        return raw[:32] + (order - int.from_bytes(raw[32:], "big")).to_bytes(32, "big")


@KEYS
def test_signing_adds_the_proof_and_nothing_else(key: LocalKey) -> None:
    data = sealed(key)
    whole = json.loads(data)
    proof = whole.pop("proof")
    assert canonical(whole) == passport_bytes(passport())
    assert canonical({**whole, "proof": proof}) == data
    assert proof["digest"] == digest(passport_bytes(passport()))
    assert proof["jwk"] == key.jwk
    header, content, _ = proof["jws"].split(".")
    assert content == ""
    assert json.loads(decode(header)) == {
        "alg": "EdDSA" if key is ED25519 else "ES256",
        "iat": 1768480205,
        "kid": thumbprint(key.jwk),
        "typ": PROOF_TYPE,
    }


@KEYS
def test_same_passport_key_and_time_give_the_same_file(key: LocalKey) -> None:
    assert sealed(key) == sealed(key) == seal(passport(), key, LATE)


@KEYS
def test_what_was_sealed_verifies(key: LocalKey) -> None:
    result = verify(sealed(key, cobalt()))
    assert result.verified
    assert result.kid == key.kid
    assert result.signed_at == NOW
    assert result.passport == passport(cobalt())


@KEYS
def test_another_jws_library_verifies_it(key: LocalKey) -> None:
    joserfc = pytest.importorskip("joserfc.jws", reason="joserfc, the independent verifier, is not installed")
    from joserfc.errors import SecurityWarning
    from joserfc.jwk import import_key

    whole = json.loads(sealed(key))
    proof = whole.pop("proof")
    header, _, signature = proof["jws"].split(".")
    algorithm = "EdDSA" if key is ED25519 else "ES256"
    registry = joserfc.JWSRegistry(algorithms=[algorithm], strict_check_header=False)
    attached = f"{header}.{encode(canonical(whole))}.{signature}"
    with warnings.catch_warnings():
        # The name EdDSA is deprecated since RFC 9864 in favour of Ed25519; readers of today know the former.
        warnings.simplefilter("ignore", SecurityWarning)
        found = joserfc.deserialize_compact(attached, import_key(proof["jwk"]), registry=registry)
    assert found.payload == canonical(whole)


def test_signing_time_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        seal(passport(), P256, datetime(2026, 1, 15))  # noqa: DTZ001 - the missing zone is what is tested


def test_fractions_of_a_second_are_dropped() -> None:
    assert seal(passport(), P256, datetime(2026, 1, 15, 12, 30, 5, 999999, UTC)) == sealed(P256)


def test_token_that_gives_the_larger_s_is_put_right() -> None:
    assert seal(passport(), Token(), NOW) == sealed(P256)


@pytest.mark.parametrize("answer", [b"", bytes(64), b"\x30" * 71])
def test_token_that_signs_wrongly_seals_nothing(answer: bytes) -> None:
    with pytest.raises(KeyFault) as caught:
        seal(passport(), Token(answer), NOW)
    assert caught.value.code == "key-unsuitable"
    assert caught.value.remedy


def test_key_of_no_known_type_seals_nothing() -> None:
    with pytest.raises(KeyFault):
        seal(passport(), Token(jwk={"kty": "RSA", "n": "AQAB", "e": "AQAB"}), NOW)


def _by_way_of(made: Passport) -> dict[str, Passport]:
    """The same passport as it comes out of everything that may bring its members into another order."""
    last_first = dict(reversed([(name, getattr(made, name)) for name in Passport.model_fields]))
    return {
        "copied": made.model_copy(update={"supersedes": None, "as_of": made.as_of}),
        "put together unchecked": Passport.model_construct(**last_first),
        "pickled": pickle.loads(pickle.dumps(made)),
        "read from JSON": Passport.model_validate_json(made.model_dump_json()),
        "read from members": Passport.model_validate(dict(reversed(made.model_dump().items()))),
    }


def test_however_a_passport_came_about_its_members_are_signed_in_canonical_order() -> None:
    for way, again in _by_way_of(passport(cobalt())).items():
        assert passport_bytes(again) == canonical(content(again)), way
        data = seal(again, P256, LATE)
        assert canonical(json.loads(data)) == data, way
        assert data == seal(passport(cobalt()), P256, LATE), way


def test_texts_that_look_like_what_follows_the_proof_are_just_texts() -> None:
    odd = ',"quantities":{"carat_weight":'
    made = passport(diamonds())
    more = {odd: "1.0,", "quantities": odd}
    events = tuple(event.model_copy(update={"more": more}) for event in made.custody)
    documents = tuple(
        document.model_copy(update={"more": {"quantities": next(iter(document.fields.values()))}})
        for document in made.documents
    )
    made = made.model_copy(update={"lot": odd, "custody": events, "documents": documents})
    data = seal(made, P256, LATE)
    assert events
    assert canonical(json.loads(data)) == data
    assert verify(data).verified
