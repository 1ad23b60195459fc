"""The examples of RFC 9901 (November 2025): their digests, signatures and processed payloads, and holders' proofs.

Here: sections 5.1 and 5.2, parts of 6.3 and A.2, the appendices A.1 and A.3; the others are in test_vectors_whole.

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
MAIN_SIGNATURE = "MczwjBFGtzf-6WMT-hIvYbkb11NrV1WMO-jTijpMPNbswNzZ87wY2uHz-CXo6R04b7jYrpj9mNRAvVssXou1iw"
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
    "iat": 1748537244,
    "sd_hash": "0_Af-2B-EhLWX5ydh_w2xzwmO6iM66B_2QCEanI4fUY",
}
PROOF_SIGNATURE = "T3SIus2OidNl41nmVkTZVCKKhOAX97aOldMyHFiYjHm261eLiJ1YiuONFiMN8QlCmYzDlBLAdPvrXh52KaLgUQ"

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
STRUCTURED_SIGNATURE = "EOZa2YqK8j4i7cqBDkfPcTMaFsgPwcx3aYJkFoMfvV46LxL-PPqrWsIyNukB4x8Y2LT31eIHDc4Wg4XNzaqu4w"
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
# Appendix A.3: an identity card of a state by SD-JWT VC, with ages inside of a disclosure.
OVER: list[Any] = [
    "eK5o5pHfgupPpltj1qhAJw",
    "age_equal_or_over",
    {
        "_sd": [
            "1tEiyzPRYOKsf7SsYGMgPZKsOT1lQZRxHXA0r5_Bwkk",
            "CVKnly5P90yJs3EwtxQiOtUczaXCYNA4IczRaohrMDg",
            "a44-g2Gr8_3AmJw2XZ8kI1y0Qz_ze9iOcW2W3RLpXGg",
            "gkvy0FuvBBvj0hs2ZNwxcqOlf8mu2-kCE7-Nb2QxuBU",
            "hrY4HnmF5b5JwC9eTzaFCUceIQAaIdhrqUXQNCWbfZI",
            "y6SFrVFRyq50IbRJviTZqqjQWz0tLiuCmMeO0KqazGI",
        ]
    },
]
EIGHTEEN = ["OBKlTVlvLg-AdwqYGbP8ZA", "18", True]
NATIONALITIES = ["lklxF5jMYlGTPUovMNIvCA", "nationalities", ["DE"]]
CARD: dict[str, Any] = {
    "_sd": [
        "0HZmnSIPz337kSWe7C34l--88gzJi-eBJ2Vz_HJwATg",
        "1Crn03WmUeRWp4zwPvvCKXl9ZaQp-cdQV_gHdaGSWow",
        "2r009dzvHuVrWrRXT5kJMmHnqEHHnWe0MLVZw8PATB8",
        "6ZNISDst62ymlrOAkadjdD5ZulT5A299J78SLhM__Os",
        "78jg77-GYBeX8IQfoELPyL0DYPdmfZo0JgViV0_lKCM",
        "90CT8AaBPbn5X8nRXkesju1i0BqhWqZ3wqD4jF-qDGk",
        "I00fcFUoDXCucp5yy2ujqPssDVGaWNiUliNz_awD0gc",
        "KjAXgAA9N5WHEDtRIh4u5Mn1ZsWixhhWAiX-A4QiwgA",
        "Lai6IU6d7GQagXR7AvGTrnXgSld3z8EIg_fv3fOZ1Wg",
        "LezjabRqiZOXzEYmVZf8RMi9xAkd3_M1LZ8U7E4s3u4",
        "RTz3qTmFNHbpWrrOMZS41F474kFqRv3vIPqth6PUhlM",
        "W14XHbUffzuW4IFMjpSTb1melWxUWf4N_o2ldkkIqc8",
        "WTpI7RcM3gxZruRpXzezSbkbOr93PVFvWx8woJ3j1cE",
        "_ohJVIQIBsU4updNS4_w4Kb1MHqJ0L9qLGshWq6JXQs",
        "y50czc0ISChy_bsba1dMoUuAOQ5AMmOSfGoEe81v1FU",
    ],
    "iss": "https://pid-issuer.bund.de.example",
    "iat": 1683000000,
    "exp": 1883000000,
    "vct": "urn:eudi:pid:de:1",
    "_sd_alg": "sha-256",
    "cnf": {"jwk": HOLDER},
}
CARD_SIGNATURE = "ZOZQTqmq8X1mCyFXi0wbV8xjctX1AlEa5TkdnkKOyWvLfW40XDb5oj9tzkgwff5s44IDnrfAdgLtmTcojs97_Q"
CARD_PROOF = {**PROOF, "sd_hash": "PjMYfM07VbJdMxLIluvRNb88JFljSX4n-G43Uc_BSRM"}
CARD_PROOF_SIGNATURE = "f3TeS_1BWEG78EbIJRh5wgv8nYumk7euzu6xgbgpNB4pbQQqgRPWK-vQjlhhgU1EFGZ9LFakFX_0mgul1G_3mw"
CARD_DISCLOSURES: list[tuple[list[Any], str]] = [
    (OVER, "2r009dzvHuVrWrRXT5kJMmHnqEHHnWe0MLVZw8PATB8"),
    (EIGHTEEN, "CVKnly5P90yJs3EwtxQiOtUczaXCYNA4IczRaohrMDg"),
    (NATIONALITIES, "y50czc0ISChy_bsba1dMoUuAOQ5AMmOSfGoEe81v1FU"),
]
OTHERS = [*INNER, OUTER, *EVIDENCE, ELEMENT]


def text(value: object) -> str:
    return encode(json.dumps(value).encode())


def signed(payload: dict[str, Any], signature: str, typ: str = "example+sd-jwt") -> str:
    return f"{text({'alg': 'ES256', 'typ': typ})}.{text(payload)}.{signature}"


@pytest.mark.parametrize(
    ("parts", "digest"),
    [*MAIN_DISCLOSURES, *STRUCTURED_DISCLOSURES, *OTHERS, *CARD_DISCLOSURES],
    ids=lambda value: str(value)[-24:],
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
        (
            CARD,
            CARD_SIGNATURE,
            [OVER, EIGHTEEN, NATIONALITIES],
            {
                **{name: CARD[name] for name in ("iss", "iat", "exp", "vct", "cnf")},
                "age_equal_or_over": {"18": True},
                "nationalities": ["DE"],
            },
        ),
    ],
    ids=["section 5.2", "appendix A.1", "appendix A.3"],
)
def test_presentations_of_the_standard_give_its_payloads(
    payload: dict[str, Any], signature: str, shown: list[Any], processed: dict[str, Any]
) -> None:
    typ = "dc+sd-jwt" if payload is CARD else "example+sd-jwt"
    compact = "~".join([signed(payload, signature, typ), *map(text, shown), ""])
    for form in (compact.encode(), json.dumps(flattened(read_sd_jwt(compact.encode()))).encode()):
        given = read_sd_jwt(form)
        token = read_token(given.signed, typ)
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


@pytest.mark.parametrize(
    ("sd_jwt", "shown", "said", "signature"),
    [
        (signed(MAIN, MAIN_SIGNATURE), (FAMILY_NAME, HOME, GIVEN_NAME, US), PROOF, PROOF_SIGNATURE),
        (
            signed(CARD, CARD_SIGNATURE, "dc+sd-jwt"),
            (OVER, EIGHTEEN, NATIONALITIES),
            CARD_PROOF,
            CARD_PROOF_SIGNATURE,
        ),
    ],
    ids=["section 5.2", "appendix A.3"],
)
def test_holders_proof_of_the_standard_holds_over_its_presentation(
    sd_jwt: str, shown: tuple[list[Any], ...], said: dict[str, Any], signature: str
) -> None:
    compact = "~".join([sd_jwt, *map(text, shown), ""])
    proof = signed(said, signature, "kb+jwt")
    given = read_sd_jwt(f"{compact}{proof}\n".encode())
    assert given.binding == proof
    token = read_token(proof, "kb+jwt")
    assert p256_signature_holds(HOLDER, token.signed, token.signature)
    assert token.payload["sd_hash"] == digest_of(given.unbound)
