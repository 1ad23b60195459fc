"""The examples of RFC 9901: their digests, signatures and processed payloads, and its holder's proof.

The facts are the standard's; the encoded forms are made of them here, as its own generator makes them (JSON with a
space after comma and colon, ASCII only). A slip in a fact makes a digest or a signature fail.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from passport.errors import Malformed
from passport.jwk import encode, p256_signature_holds
from passport.sdjwt.disclosures import digest_of, open_payload
from passport.sdjwt.form import flattened, read_sd_jwt
from passport.vc.jose import read_token

ISSUER = {
    "kty": "EC",
    "crv": "P-256",
    "x": "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ",
    "y": "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8",
}
HOLDER = {
    "kty": "EC",
    "crv": "P-256",
    "x": "TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc",
    "y": "ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ",
}
BASE: dict[str, Any] = {"iss": "https://issuer.example.com", "iat": 1683000000, "exp": 1883000000}
ADDRESS = {"street_address": "123 Main St", "locality": "Anytown", "region": "Anystate", "country": "US"}

# Section 5.1: the payload, its signature, and each disclosure with the digest that the standard gives for it.
MAIN: dict[str, Any] = {
    "_sd": [
        "CrQe7S5kqBAHt-nMYXgc6bdt2SH5aTY1sU_M-PgkjPI",
        "JzYjH4svliH0R3PyEMfeZu6Jt69u5qehZo7F7EPYlSE",
        "PorFbpKuVu6xymJagvkFsFXAbRoc2JGlAUA2BA4o7cI",
        "TGf4oLbgwd5JQaHyKVQZU9UdGE0w5rtDsrZzfUaomLo",
        "XQ_3kPKt1XyX7KANkqVR6yZ2Va5NrPIvPYbyMvRKBMM",
        "XzFrzwscM6Gn6CJDc6vVK8BkMnfG8vOSKfpPIZdAfdE",
        "gbOsI4Edq2x2Kw-w5wPEzakob9hV1cRD0ATN3oQL9JM",
        "jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4",
    ],
    **BASE,
    "sub": "user_42",
    "nationalities": [
        {"...": "pFndjkZ_VCzmyTa6UjlZo3dh-ko8aIKQc9DlGzhaVYo"},
        {"...": "7Cf6JkPudry3lcbwHgeZ8khAv1U1OSlerP0VkBJrWZ0"},
    ],
    "_sd_alg": "sha-256",
    "cnf": {"jwk": HOLDER},
}
MAIN_SIGNATURE = "zjhXTlVnC9cFuDlL7JuR2TK7DCo0XtlMpbuNVNZJhWOkCPsRHn9oHNQkI02D6YziRYsapgbA_tV4-0LmAfA53Q"
GIVEN_NAME = ["2GLC42sKQveCfGfryNRN9w", "given_name", "John"]
FAMILY_NAME = ["eluV5Og3gSNII8EYnsxA_A", "family_name", "Doe"]
HOME = ["AJx-095VPrpTtN4QMOqROA", "address", ADDRESS]
US = ["lklxF5jMYlGTPUovMNIvCA", "US"]
MAIN_DISCLOSURES: list[tuple[list[Any], str]] = [
    (GIVEN_NAME, "jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4"),
    (FAMILY_NAME, "TGf4oLbgwd5JQaHyKVQZU9UdGE0w5rtDsrZzfUaomLo"),
    (["6Ij7tM-a5iVPGboS5tmvVA", "email", "johndoe@example.com"], "JzYjH4svliH0R3PyEMfeZu6Jt69u5qehZo7F7EPYlSE"),
    (["eI8ZWm9QnKPpNPeNenHdhQ", "phone_number", "+1-202-555-0101"], "PorFbpKuVu6xymJagvkFsFXAbRoc2JGlAUA2BA4o7cI"),
    (["Qg_O64zqAxe412a108iroA", "phone_number_verified", True], "XQ_3kPKt1XyX7KANkqVR6yZ2Va5NrPIvPYbyMvRKBMM"),
    (HOME, "XzFrzwscM6Gn6CJDc6vVK8BkMnfG8vOSKfpPIZdAfdE"),
    (["Pc33JM2LchcU_lHggv_ufQ", "birthdate", "1940-01-01"], "gbOsI4Edq2x2Kw-w5wPEzakob9hV1cRD0ATN3oQL9JM"),
    (["G02NSrQfjFXQ7Io09syajA", "updated_at", 1570000000], "CrQe7S5kqBAHt-nMYXgc6bdt2SH5aTY1sU_M-PgkjPI"),
    (US, "pFndjkZ_VCzmyTa6UjlZo3dh-ko8aIKQc9DlGzhaVYo"),
    (["nPuoQnkRFq3BIeAm7AnXFA", "DE"], "7Cf6JkPudry3lcbwHgeZ8khAv1U1OSlerP0VkBJrWZ0"),
]
# Section 5.2: the holder's proof over four of them.
PROOF = {
    "nonce": "1234567890",
    "aud": "https://verifier.example.org",
    "iat": 1748361941,
    "sd_hash": "1-Lcf6CiBmP72JDFuBF0bvalS-FzIlXyiCkJXp7pJmc",
}
PROOF_SIGNATURE = "4OCivqequv7GMn45GWWEBceEwvByv9wY61HvxbOKY0pOxyto9-HG2coh1D3frjl1AhF-vDnB1CD0SXL32P-toA"

# Appendix A.1: a structure, characters beyond ASCII, six decoys.
REGION = ["G02NSrQfjFXQ7Io09syajA", "region", "\u6e2f\u533a"]
COUNTRY = ["lklxF5jMYlGTPUovMNIvCA", "country", "JP"]
STRUCTURED: dict[str, Any] = {
    "_sd": [
        "C9inp6YoRaEXR427zYJP7Qrk1WH_8bdwOA_YUrUnGQU",
        "Kuet1yAa0HIQvYnOVd59hcViO9Ug6J2kSfqYRBeowvE",
        "MMldOFFzB2d0umlmpTIaGerhWdU_PpYfLvKhh_f_9aY",
        "X6ZAYOII2vPN40V7xExZwVwz7yRmLNcVwt5DL8RLv4g",
        "Y34zmIo0QLLOtdMpXGwjBgLvr17yEhhYT0FGofR-aIE",
        "fyGp0WTwwPv2JDQln1lSiaeobZsMWA10bQ5989-9DTs",
        "ommFAicVT8LGHCB0uywx7fYuo3MHYKO15cz-RZEYM5Q",
        "s0BKYsLWxQQeU8tVlltM7MKsIRTrEIa1PkJmqxBBf5U",
    ],
    **BASE,
    "address": {
        "_sd": [
            "6aUhzYhZ7SJ1kVmagQAO3u2ETN2CC1aHheZpKnaF0_E",
            "AzLlFobkJ2xiaupREPyoJz-9-NSldB6Cgjr7fUyoHzg",
            "PzzcVu0qbMuBGSjulfewzkesD9zutOExn5EWNwkrQ-k",
            "b2Dkw0jcIF9rGg8_PF8ZcvncW7zwZj5ryBWvXfrpzek",
            "cPYJHIZ8Vu-f9CCyVub2UfgEk8jvvXezwK1p_JneeXQ",
            "glT3hrSU7fSWgwF5UDZmWwBTw32gnUldIhi8hGVCaV4",
            "rvJd6iq6T5ejmsBMoGwuNXh9qAAFATAci40oidEeVsA",
            "uNHoWYhXsZhVJCNE2Dqy-zqt7t69gJKy5QaFv7GrMX4",
        ]
    },
    "_sd_alg": "sha-256",
}
STRUCTURED_SIGNATURE = "l0YRGT2Nm0L2HV71UzatrNuhtYn6tbYmyV2KmdY4Ore_g4FkRQMaN2bf9HiWZaiIwYPPxxh2k3gpKmSPywuOgw"
STREET = "\u6771\u4eac\u90fd\u6e2f\u533a\u829d\u516c\u5712\uff14\u4e01\u76ee\uff12\u2212\uff18"
STRUCTURED_DISCLOSURES: list[tuple[list[Any], str]] = [
    (
        ["2GLC42sKQveCfGfryNRN9w", "sub", "6c5c0a49-b589-431d-bae7-219122a9ec2c"],
        "X6ZAYOII2vPN40V7xExZwVwz7yRmLNcVwt5DL8RLv4g",
    ),
    (["eluV5Og3gSNII8EYnsxA_A", "given_name", "\u592a\u90ce"], "ommFAicVT8LGHCB0uywx7fYuo3MHYKO15cz-RZEYM5Q"),
    (["6Ij7tM-a5iVPGboS5tmvVA", "family_name", "\u5c71\u7530"], "C9inp6YoRaEXR427zYJP7Qrk1WH_8bdwOA_YUrUnGQU"),
    (
        ["eI8ZWm9QnKPpNPeNenHdhQ", "email", '"unusual email address"@example.jp'],
        "Kuet1yAa0HIQvYnOVd59hcViO9Ug6J2kSfqYRBeowvE",
    ),
    (["Qg_O64zqAxe412a108iroA", "phone_number", "+81-80-1234-5678"], "s0BKYsLWxQQeU8tVlltM7MKsIRTrEIa1PkJmqxBBf5U"),
    (["AJx-095VPrpTtN4QMOqROA", "street_address", STREET], "6aUhzYhZ7SJ1kVmagQAO3u2ETN2CC1aHheZpKnaF0_E"),
    (["Pc33JM2LchcU_lHggv_ufQ", "locality", "\u6771\u4eac\u90fd"], "rvJd6iq6T5ejmsBMoGwuNXh9qAAFATAci40oidEeVsA"),
    (REGION, "PzzcVu0qbMuBGSjulfewzkesD9zutOExn5EWNwkrQ-k"),
    (COUNTRY, "uNHoWYhXsZhVJCNE2Dqy-zqt7t69gJKy5QaFv7GrMX4"),
    (["yytVbdAPGcgl2rI4C9GSog", "birthdate", "1940-01-01"], "MMldOFFzB2d0umlmpTIaGerhWdU_PpYfLvKhh_f_9aY"),
]
# Section 6.3: disclosures inside of a disclosure.
INNER: list[tuple[list[Any], str]] = [
    (["2GLC42sKQveCfGfryNRN9w", "street_address", "Schulstr. 12"], "9gjVuXtdFROCgRrtNcGUXmF65rdezi_6Er_j76kmYyM"),
    (["eluV5Og3gSNII8EYnsxA_A", "locality", "Schulpforta"], "6vh9bq-zS4GKM_7GpggVbYzzu6oOGXrmNVGPHP75Ud0"),
    (["6Ij7tM-a5iVPGboS5tmvVA", "region", "Sachsen-Anhalt"], "KURDPh4ZC19-3tiz-Df39V8eidy1oV3a3H1Da2N0g88"),
    (["eI8ZWm9QnKPpNPeNenHdhQ", "country", "DE"], "WN9r9dCBJ8HTCsS2jKASxTjEyW5m5x65_Z_2ro2jfXM"),
]
OUTER = (
    ["Qg_O64zqAxe412a108iroA", "address", {"_sd": sorted(digest for _, digest in INNER)}],
    "HvrKX6fPV0v9K_yCVFBiLFHsMaxcD_114Em6VT8x1lg",
)
# Appendix A.2: a list's element that holds digests.
EVIDENCE: list[tuple[list[Any], str]] = [
    (["6Ij7tM-a5iVPGboS5tmvVA", "type", "document"], "G5EnhOAOoU9X_6QMNvzFXjpEA_Rc-AEtm1bG_wcaKIk"),
    (["eI8ZWm9QnKPpNPeNenHdhQ", "method", "pipp"], "WpxQ4HSoEtcTmCCKOeDslB_emucYLz2oO8oHNr1bEVQ"),
    (["Qg_O64zqAxe412a108iroA", "time", "2012-04-22T11:30Z"], "9wpjVPWuD7PK0nsQDL8B06lmdgV3LVybhHydQpTNyLI"),
]
ELEMENT = (
    [
        "Pc33JM2LchcU_lHggv_ufQ",
        {"_sd": sorted([*(digest for _, digest in EVIDENCE), "IhwFrWUB63RcZq9yvgZ0XPc7Gowh3O2kqXeBIswg1B4"])},
    ],
    "tYJ0TDucyZZCRMbROG4qRO5vkPSFRxFhUELc18CSl3k",
)
OTHERS = [*INNER, OUTER, *EVIDENCE, ELEMENT]


def text(value: object) -> str:
    return encode(json.dumps(value).encode())


def signed(payload: dict[str, Any], signature: str, typ: str = "example+sd-jwt") -> str:
    return f"{text({'alg': 'ES256', 'typ': typ})}.{text(payload)}.{signature}"


@pytest.mark.parametrize(
    ("parts", "digest"), [*MAIN_DISCLOSURES, *STRUCTURED_DISCLOSURES, *OTHERS], ids=lambda value: str(value)[-24:]
)
def test_each_disclosure_has_the_digest_that_the_standard_gives(parts: list[Any], digest: str) -> None:
    assert digest_of(text(parts)) == digest


@pytest.mark.parametrize(
    ("payload", "signature", "shown", "processed"),
    [
        (
            MAIN,
            MAIN_SIGNATURE,
            [FAMILY_NAME, HOME, GIVEN_NAME, US],
            {
                **BASE,
                "sub": "user_42",
                "nationalities": ["US"],
                "cnf": {"jwk": HOLDER},
                "family_name": "Doe",
                "address": ADDRESS,
                "given_name": "John",
            },
        ),
        (
            STRUCTURED,
            STRUCTURED_SIGNATURE,
            [REGION, COUNTRY],
            {**BASE, "address": {"region": "\u6e2f\u533a", "country": "JP"}},
        ),
    ],
    ids=["section 5.2", "appendix A.1"],
)
def test_presentations_of_the_standard_give_its_payloads(
    payload: dict[str, Any], signature: str, shown: list[Any], processed: dict[str, Any]
) -> None:
    compact = "~".join([signed(payload, signature), *map(text, shown), ""])
    for form in (compact.encode(), json.dumps(flattened(read_sd_jwt(compact.encode()))).encode()):
        given = read_sd_jwt(form)
        token = read_token(given.signed, "example+sd-jwt")
        assert p256_signature_holds(ISSUER, token.signed, token.signature)
        assert open_payload(token.payload, given.disclosures).payload == processed


def test_everything_disclosed_leaves_decoys_alone() -> None:
    opened = open_payload(STRUCTURED, [text(parts) for parts, _ in STRUCTURED_DISCLOSURES])
    assert opened.closed == 6
    assert len(opened.payload["address"]) == 4  # type: ignore[arg-type]  # an object


def test_disclosures_inside_of_disclosures() -> None:
    payload: dict[str, Any] = {"_sd": [OUTER[1]], "list": [{"...": ELEMENT[1]}]}
    opened = open_payload(payload, [text(parts) for parts, _ in OTHERS])
    assert opened.payload == {
        "address": {str(name): value for (_, name, value), _ in INNER},
        "list": [{str(name): value for (_, name, value), _ in EVIDENCE}],
    }
    with pytest.raises(Malformed, match="none that the issuer signed for"):
        open_payload(payload, [text(INNER[0][0])])  # nothing that is shown leads to it


def test_holders_proof_of_the_standard_holds_over_its_presentation() -> None:
    compact = "~".join([signed(MAIN, MAIN_SIGNATURE), *map(text, (FAMILY_NAME, HOME, GIVEN_NAME, US)), ""])
    proof = signed(PROOF, PROOF_SIGNATURE, "kb+jwt")
    given = read_sd_jwt(f"{compact}{proof}\n".encode())
    assert given.binding == proof
    token = read_token(proof, "kb+jwt")
    assert p256_signature_holds(HOLDER, token.signed, token.signature)
    assert token.payload["sd_hash"] == digest_of(given.unbound)
