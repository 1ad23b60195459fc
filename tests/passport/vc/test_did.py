from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passport.canonical import parse
from passport.errors import KeyFault, Malformed
from passport.keys import LocalKey, generate
from passport.multibase import base58, digest_multibase, from_base58, sha256_of
from passport.vc.did import did_document, did_key, did_web, document_url, key_of, keys_in, method_of, site_of
from passport.vc.status import LENGTH, encoded_list, is_set
from tests.passport.factory import ED25519, P256


# The did:key Method, section on P-256 and on Ed25519: the specification's own vectors.
@pytest.mark.parametrize(
    ("did", "jwk"),
    [
        (
            "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",
            {
                "kty": "EC",
                "crv": "P-256",
                "x": "fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI",
                "y": "hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU",
            },
        ),
        (
            "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
            {"kty": "OKP", "crv": "Ed25519", "x": "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik"},
        ),
    ],
)
def test_keys_of_the_specification(did: str, jwk: dict[str, str]) -> None:
    assert key_of(did) == jwk
    assert did_key(jwk) == did


@pytest.mark.parametrize("kind", ["ES256", "EdDSA"])
def test_key_is_read_back_from_its_name(kind: str) -> None:
    for _ in range(20):  # some with an odd y, some with leading zeros
        jwk = LocalKey(generate("ES256" if kind == "ES256" else "EdDSA")).jwk
        assert key_of(did_key(jwk)) == jwk


@pytest.mark.parametrize(
    "did", ["did:key:", "did:key:z", "did:key:zDnae", "did:key:z0OIl", "did:web:a", "did:key:z6Mk" + "z" * 400]
)
def test_name_that_is_no_key_is_refused(did: str) -> None:
    with pytest.raises(KeyFault):
        key_of(did)


@given(st.binary(max_size=64))
def test_base58_is_read_back(data: bytes) -> None:
    assert from_base58(base58(data)) == data


def test_digest_is_read_back_in_either_base() -> None:
    sha256 = hashlib.sha256(b"paper").hexdigest()
    assert sha256_of(digest_multibase(sha256)) == sha256
    assert sha256_of("z" + base58(b"\x12\x20" + bytes.fromhex(sha256))) == sha256
    for other in ("", "u", "f1220", "uEiA", "uEyC" + "A" * 43, "z" + "1" * 300):
        assert sha256_of(other) is None


@pytest.mark.parametrize(
    ("did", "site", "document"),
    [
        ("did:web:example.org", "https://example.org", "https://example.org/.well-known/did.json"),
        ("did:web:example.org:lots", "https://example.org/lots", "https://example.org/lots/did.json"),
        ("did:web:localhost%3A8443:a:b", "https://localhost:8443/a/b", "https://localhost:8443/a/b/did.json"),
    ],
)
def test_web_names_stand_for_addresses(did: str, site: str, document: str) -> None:
    assert (site_of(did), document_url(did), did_web(site)) == (site, document, did)


def test_document_names_every_key_that_may_sign() -> None:
    document = did_document("did:web:example.org", [P256.jwk, ED25519.jwk])
    did, keys = keys_in(document)
    assert did == "did:web:example.org"
    assert keys == {method_of(did, P256.jwk): P256.jwk, method_of(did, ED25519.jwk): ED25519.jwk}


def test_key_that_may_not_assert_does_not_count() -> None:
    document = did_document("did:web:example.org", [P256.jwk])
    with pytest.raises(KeyFault) as caught:
        keys_in({**document, "assertionMethod": []})
    assert caught.value.code == "did-document"


@pytest.mark.parametrize(
    "text", ["{}", '{"id":1}', '{"verificationMethod":[1,{}],"assertionMethod":[1,{}],"id":"did:web:a"}']
)
def test_document_without_keys_is_refused(text: str) -> None:
    with pytest.raises(KeyFault):
        keys_in(parse(text.encode()))


# Bitstring Status List 1.0, section 2.2, example: an empty list of the smallest size.
EMPTY = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"


def test_list_of_the_specification_is_read() -> None:
    assert not any(is_set(EMPTY, index) for index in (0, 1, 7, 8, LENGTH - 1))


@given(st.sets(st.integers(0, LENGTH - 1), max_size=8), st.integers(0, LENGTH - 1))
def test_bits_are_read_back(revoked: set[int], asked: int) -> None:
    assert is_set(encoded_list(revoked), asked) == (asked in revoked)


def test_first_bit_stands_leftmost() -> None:
    import gzip

    from passport.jwk import decode

    assert gzip.decompress(decode(encoded_list([0])[1:]))[0] == 0x80


def test_list_that_unpacks_without_end_is_refused() -> None:
    import gzip

    from passport.jwk import encode

    bomb = "u" + encode(gzip.compress(bytes(64 * LENGTH)))
    with pytest.raises(Malformed):
        is_set(bomb, 1)
    with pytest.raises(Malformed):
        is_set("u" + encode(gzip.compress(bytes(10))), 1)
