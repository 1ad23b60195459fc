from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passport.errors import KeyFault
from passport.jwk import algorithm_of, decode, encode, from_jwk, low_s, signature_holds, thumbprint, to_jwk
from passport.keys import LocalKey
from tests.passport.factory import ED25519, P256

# RFC 8037, appendix A.
RFC8037_KEY = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
RFC8037_JWS = (
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
)
# RFC 7515, appendix A.3; its signature is the form with the larger s.
RFC7515_KEY = {
    "kty": "EC",
    "crv": "P-256",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
}
RFC7515_JWS = (
    "eyJhbGciOiJFUzI1NiJ9"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
)


def test_ed25519_signature_of_the_rfc_holds() -> None:
    message, signature = RFC8037_JWS
    assert signature_holds(RFC8037_KEY, message.encode(), decode(signature))
    assert not signature_holds(RFC8037_KEY, message.encode() + b" ", decode(signature))


def test_es256_signature_of_the_rfc_holds_in_its_smaller_form_only() -> None:
    message, signature = RFC7515_JWS
    raw = decode(signature)
    assert signature_holds(RFC7515_KEY, message.encode(), low_s(raw))
    assert low_s(raw) != raw
    assert low_s(low_s(raw)) == low_s(raw)
    assert not signature_holds(RFC7515_KEY, message.encode(), raw)
    assert not signature_holds(RFC7515_KEY, message.encode() + b" ", low_s(raw))


def test_thumbprint_of_the_rfc() -> None:
    assert thumbprint(RFC8037_KEY) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_thumbprint_tells_keys_apart_by_the_required_members_only() -> None:
    assert thumbprint({**RFC7515_KEY, "use": "sig"}) == thumbprint(RFC7515_KEY)
    assert thumbprint({**RFC7515_KEY, "y": RFC7515_KEY["x"]}) != thumbprint(RFC7515_KEY)


@pytest.mark.parametrize("key", [ED25519, P256])
def test_public_key_goes_into_a_jwk_and_back(key: LocalKey) -> None:
    assert to_jwk(from_jwk(key.jwk)) == key.jwk


def test_each_key_has_one_algorithm() -> None:
    assert (algorithm_of(ED25519.jwk), algorithm_of(P256.jwk)) == ("EdDSA", "ES256")
    with pytest.raises(KeyFault):
        algorithm_of({"kty": "oct", "k": "AA"})


@pytest.mark.parametrize(
    ("jwk", "code"),
    [
        ({}, "key-unsuitable"),
        ({"kty": "oct", "k": "c2VjcmV0"}, "key-unsuitable"),
        ({**RFC7515_KEY, "crv": "P-384"}, "key-unsuitable"),
        ({**RFC8037_KEY, "crv": "X25519"}, "key-unsuitable"),
        ({**RFC7515_KEY, "d": "AA"}, "key-damaged"),
        ({"kty": "EC", "crv": "P-256", "x": RFC7515_KEY["x"]}, "key-damaged"),
        ({**RFC8037_KEY, "x": RFC8037_KEY["x"] + "="}, "key-damaged"),
        ({**RFC8037_KEY, "x": RFC8037_KEY["x"][:-2]}, "key-damaged"),
        ({**RFC7515_KEY, "y": RFC7515_KEY["x"]}, "key-damaged"),
        ({**RFC7515_KEY, "x": encode(bytes(32)), "y": encode(bytes(32))}, "key-damaged"),
    ],
)
def test_key_that_is_none_of_ours_is_refused(jwk: dict[str, str], code: str) -> None:
    with pytest.raises(KeyFault) as caught:
        from_jwk(jwk)
    assert caught.value.code == code


@given(st.binary(max_size=80))
def test_base64url_goes_there_and_back(data: bytes) -> None:
    assert decode(encode(data)) == data


@given(st.text("AQgwZz09-_+/= \n\t.", max_size=12))
def test_bytes_have_one_base64url_form(text: str) -> None:
    try:
        data = decode(text)
    except ValueError:
        return
    assert encode(data) == text


@pytest.mark.parametrize("size", [0, 63, 65, 72])
@pytest.mark.parametrize("key", [ED25519, P256])
def test_signature_of_another_length_does_not_hold(key: LocalKey, size: int) -> None:
    assert not signature_holds(key.jwk, b"", bytes(size))
