"""Further examples of RFC 9901, each disclosed in part as the standard does and as a whole.

Sections 6.1 to 6.3 (flat, structured, recursive; the standard signs none of them), 8.2 (JSON form), appendices A.2, A.3
and A.4. The text's signatures are made anew at each of its editions: that of 8.2 is from draft 20, that of A.2 and A.4
from draft 22, which became the RFC.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from passport.errors import Malformed
from passport.jwk import p256_signature_holds
from passport.sdjwt.disclosures import digest_of, open_payload
from passport.sdjwt.form import flattened, read_sd_jwt
from passport.vc.jose import read_token
from tests.passport.sdjwt.test_vectors import (
    BASE,
    CARD,
    EIGHTEEN,
    ELEMENT,
    EVIDENCE,
    HOLDER,
    INNER,
    ISSUER,
    NATIONALITIES,
    OUTER,
    OVER,
    signed,
    text,
)

SALTS = [
    "2GLC42sKQveCfGfryNRN9w",
    "eluV5Og3gSNII8EYnsxA_A",
    "6Ij7tM-a5iVPGboS5tmvVA",
    "eI8ZWm9QnKPpNPeNenHdhQ",
    "Qg_O64zqAxe412a108iroA",
    "AJx-095VPrpTtN4QMOqROA",
    "Pc33JM2LchcU_lHggv_ufQ",
    "G02NSrQfjFXQ7Io09syajA",
    "lklxF5jMYlGTPUovMNIvCA",
    "nPuoQnkRFq3BIeAm7AnXFA",
    "5bPs1IquZNa0hkaFzzzZNw",
    "5a2W0_NrlEZzfqmk_7Pq-w",
    "y1sVU5wdfJahVdgwPgS7RQ",
    "HbQ4X8srVW3QDxnIJdqyOA",
    "C9GSoujviJquEgYfojCb1A",
    "kx5kF17V-x0JmwUx9vgvtw",
    "H3o1uswP760Fi2yeGdVCEQ",
    "OBKlTVlvLg-AdwqYGbP8ZA",
    "M0Jb57t41ubrkSuyrDT3xA",
    "DsmtKNgpV4dAHpjrcaosAw",
    "eK5o5pHfgupPpltj1qhAJw",
    "j7ADdb0UVb0Li0ciPcP0ew",
    "WpxJrFuX8uSi2p4ht09jvw",
    "atSmFACYMbJVKD05o3JgtQ",
    "4KyR32oIZt-zkWvFqbULKg",
    "chBCsyhyh-J86I-awQDiCQ",
    "flNP1ncMz9Lg-c9qMIz_9g",
]
"""The salts of all examples, in the order in which the standard's generator uses them."""

# Section 6: one address, concealed as a whole, by its members, and both.
SUBJECT: dict[str, Any] = {**BASE, "sub": "6c5c0a49-b589-431d-bae7-219122a9ec2c"}
LIVES = {"street_address": "Schulstr. 12", "locality": "Schulpforta", "region": "Sachsen-Anhalt", "country": "DE"}
FLAT = ([SALTS[0], "address", LIVES], "fOBUSQvo46yQO-wRwXBcGqvnbKIueISEL961_Sjd4do")

# Appendix A.2: claims that somebody verified, with evidence.
PLACE = {"country": "IS", "locality": "\u00deykkvab\u00e6jarklaustur"}
HOME = {"locality": "Maxstadt", "postal_code": "12344", "country": "DE", "street_address": "Weidenstra\u00dfe 22"}
CARD_SHOWN = {
    "type": "idcard",
    "issuer": {"name": "Stadt Augsburg", "country": "DE"},
    "number": "53554554",
    "date_of_issuance": "2010-03-23",
    "date_of_expiry": "2020-03-22",
}
VERIFIED: dict[str, Any] = {
    "_sd": [
        "-aSznId9mWM8ocuQolCllsxVggq1-vHW4OtnhUtVmWw",
        "IKbrYNn3vA7WEFrysvbdBJjDDU_EvQIr0W18vTRpUSg",
        "otkxuT14nBiwzNJ3MPaOitOl9pVnXOaEHal_xkyNfKI",
    ],
    **BASE,
    "verified_claims": {
        "verification": {
            "_sd": ["7h4UE9qScvDKodXVCuoKfKBJpVBfXMF_TmAGVaZe3Sc", "vTwe3raHIFYgFA3xaUD2aMxFz5oDo8iBu05qKlOg9Lw"],
            "trust_framework": "de_aml",
            "evidence": [{"...": ELEMENT[1]}],
        },
        "claims": {
            "_sd": [
                "RiOiCn6_w5ZHaadkQMrcQJf0Jte5RwurRs54231DTlo",
                "S_498bbpKzB6Eanftss0xc7cOaoneRr3pKr7NdRmsMo",
                "WNA-UNK7F_zhsAb9syWO6IIQ1uHlTmOU8r8CvJ0cIMk",
                "Wxh_sV3iRH9bgrTBJi-aYHNCLt-vjhX1sd-igOf_9lk",
                "_O-wJiH3enSB4ROHntToQT8JmLtz-mhO2f1c89XoerQ",
                "hvDXhwmGcJQsBCA2OtjuLAcwAMpDsaU0nkovcKOqWNE",
            ]
        },
    },
    "_sd_alg": "sha-256",
}
VERIFIED_SIGNATURE = "QoWYWtikm-AtjmPnNVshbGXQl5raEz15PByTmZwfTQg9W2O3oR6j2tMmysTZZawdo6mNLR_PsZSI25qrUpiNTg"
VERIFIED_DISCLOSURES: list[list[Any]] = [
    [SALTS[0], "time", "2012-04-23T18:25Z"],
    [SALTS[1], "verification_process", "f24c6f-6d3f-4ec5-973e-b0d8506f3bc7"],
    *(parts for parts, _ in EVIDENCE),
    [SALTS[5], "document", CARD_SHOWN],
    ELEMENT[0],
    [SALTS[7], "given_name", "Max"],
    [SALTS[8], "family_name", "M\u00fcller"],
    [SALTS[9], "nationalities", ["DE"]],
    [SALTS[10], "birthdate", "1956-01-28"],
    [SALTS[11], "place_of_birth", PLACE],
    [SALTS[12], "address", HOME],
    [SALTS[13], "birth_middle_name", "Timotheus"],
    [SALTS[14], "salutation", "Dr."],
    [SALTS[15], "msisdn", "49123456789"],
]
VERIFIED_WHOLE = {
    **BASE,
    "verified_claims": {
        "verification": {
            "trust_framework": "de_aml",
            "time": "2012-04-23T18:25Z",
            "verification_process": "f24c6f-6d3f-4ec5-973e-b0d8506f3bc7",
            "evidence": [
                {"type": "document", "method": "pipp", "time": "2012-04-22T11:30Z", "document": CARD_SHOWN},
            ],
        },
        "claims": {
            "given_name": "Max",
            "family_name": "M\u00fcller",
            "nationalities": ["DE"],
            "birthdate": "1956-01-28",
            "place_of_birth": PLACE,
            "address": HOME,
        },
    },
    "birth_middle_name": "Timotheus",
    "salutation": "Dr.",
    "msisdn": "49123456789",
}
VERIFIED_SHOWN = (0, 6, 3, 7, 8, 12)

# Appendix A.3: every claim of the card whose presentation stands in test_vectors.
LIVES_AT = [
    "ALZERsSn5WNiEXdCksW8I5qQw3_NpAnRqpSAZDudgw8",
    "D__W_uYcvRz3tvUnIJvBDHiTc7C__qHd0xNKwIs_w9k",
    "eBpCXU1J5dhH2g4t8QYNW5ExS9AxUVblUodoLYoPho0",
    "xOPy9-gJALK6UbWKFLR85cOByUD3AbNwFg3I3YfQE_I",
]
BORN_IN = ["KUViaaLnY5jSML90G29OOLENPbbXfhSjSPMjZaGkxAE", "YbsT0S76VqXCVsd1jUSlwKPDgmALeB1uZclFHXf-USQ"]
CARD_DISCLOSURES: list[list[Any]] = [
    [SALTS[0], "given_name", "Erika"],
    [SALTS[1], "family_name", "Mustermann"],
    [SALTS[2], "birthdate", "1963-08-12"],
    [SALTS[3], "street_address", "Heidestra\u00dfe 17"],
    [SALTS[4], "locality", "K\u00f6ln"],
    [SALTS[5], "postal_code", "51147"],
    [SALTS[6], "country", "DE"],
    [SALTS[7], "address", {"_sd": LIVES_AT}],
    NATIONALITIES,
    [SALTS[9], "sex", 2],
    [SALTS[10], "birth_family_name", "Gabler"],
    [SALTS[11], "locality", "Berlin"],
    [SALTS[12], "country", "DE"],
    [SALTS[13], "place_of_birth", {"_sd": BORN_IN}],
    [SALTS[14], "12", True],
    [SALTS[15], "14", True],
    [SALTS[16], "16", True],
    EIGHTEEN,
    [SALTS[18], "21", True],
    [SALTS[19], "65", False],
    OVER,
    [SALTS[21], "age_in_years", 62],
    [SALTS[22], "age_birth_year", 1963],
    [SALTS[23], "issuance_date", "2020-03-11"],
    [SALTS[24], "expiry_date", "2030-03-12"],
    [SALTS[25], "issuing_authority", "DE"],
    [SALTS[26], "issuing_country", "DE"],
]
CARD_WHOLE = {
    **{name: CARD[name] for name in ("iss", "iat", "exp", "vct", "cnf")},
    "given_name": "Erika",
    "family_name": "Mustermann",
    "birthdate": "1963-08-12",
    "address": {
        "street_address": "Heidestra\u00dfe 17",
        "locality": "K\u00f6ln",
        "postal_code": "51147",
        "country": "DE",
    },
    "nationalities": ["DE"],
    "sex": 2,
    "birth_family_name": "Gabler",
    "place_of_birth": {"locality": "Berlin", "country": "DE"},
    "age_equal_or_over": {"12": True, "14": True, "16": True, "18": True, "21": True, "65": False},
    "age_in_years": 62,
    "age_birth_year": 1963,
    "issuance_date": "2020-03-11",
    "expiry_date": "2030-03-12",
    "issuing_authority": "DE",
    "issuing_country": "DE",
}

# Appendix A.4: a W3C credential inside of an SD-JWT.
OPEN: dict[str, Any] = {
    "@context": ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/vaccination/v1"],
    "type": ["VerifiableCredential", "VaccinationCertificate"],
    "issuer": "https://example.com/issuer",
    "issuanceDate": "2023-02-09T11:01:59Z",
    "expirationDate": "2028-02-08T11:01:59Z",
    "name": "COVID-19 Vaccination Certificate",
    "description": "COVID-19 Vaccination Certificate",
}
VACCINATION: dict[str, Any] = {
    **OPEN,
    "credentialSubject": {
        "_sd": [
            "1V_K-8lDQ8iFXBFXbZY9ehqR4HabWCi5T0ybIzZPeww",
            "JzjLgtP29dP-B3td12P674gFmK2zy81HMtBgf6CJNWg",
            "R2fGbfA07Z_YlkqmNZyma1xyyx1XstIiS6B1Ybl2JZ4",
            "TCmzrl7K2gev_du7pcMIyzRLHp-Yeg-Fl_cxtrUvPxg",
            "V7kJBLK78TmVDOmrfJ7ZuUPHuK_2cc7yZRa4qV1txwM",
            "b0eUsvGP-ODDdFoY4NlzlXc3tDslWJtCJF75Nw8Oj_g",
            "zJK_eSMXjwM8dXmMZLnI8FGM08zJ3_ubGeEMJ-5TBy0",
        ],
        "vaccine": {
            "_sd": [
                "1cF5hLwkhMNIaqfWJrXI7NMWedL-9f6Y2PA52yPjSZI",
                "Hiy6WWueLD5bn16298tPv7GXhmldMDOTnBi-CZbphNo",
                "Lb027q691jXXl-jC73vi8ebOj9smx3C-_og7gA4TBQE",
            ],
            "type": "Vaccine",
        },
        "recipient": {
            "_sd": [
                "1lSQBNY24q0Th6OGzthq-7-4l6cAaxrYXOGZpeW_lnA",
                "3nzLq81M2oN06wdv1shHvOEJVxZ5KLmdDkHEDJABWEI",
                "Pn1sWi06G4LJrnn-_RT0RbM_HTdxnPJQuX2fzWv_JOU",
                "lF9uzdsw7HplGLc714Tr4WO7MGJza7tt7QFleCX4Itw",
            ],
            "type": "VaccineRecipient",
        },
        "type": "VaccinationEvent",
    },
    "_sd_alg": "sha-256",
    "cnf": {"jwk": HOLDER},
}
VACCINATION_SIGNATURE = "OZomvwO8iw4db89MYCeeomBVStXkT6u7G7FkicPWZnd2_hGgr0l_u1NHgPVocuOt-m32Uu6kwtPmYFxKk0AOeA"
VACCINATION_DISCLOSURES: list[list[Any]] = [
    [SALTS[0], "atcCode", "J07BX03"],
    [SALTS[1], "medicinalProductName", "COVID-19 Vaccine Moderna"],
    [SALTS[2], "marketingAuthorizationHolder", "Moderna Biotech"],
    [SALTS[3], "nextVaccinationDate", "2021-08-16T13:40:12Z"],
    [SALTS[4], "countryOfVaccination", "GE"],
    [SALTS[5], "dateOfVaccination", "2021-06-23T13:40:12Z"],
    [SALTS[6], "order", "3/3"],
    [SALTS[7], "gender", "Female"],
    [SALTS[8], "birthDate", "1961-08-17"],
    [SALTS[9], "givenName", "Marion"],
    [SALTS[10], "familyName", "Mustermann"],
    [SALTS[11], "administeringCentre", "Praxis Sommergarten"],
    [SALTS[12], "batchNumber", "1626382736"],
    [SALTS[13], "healthProfessional", "883110000015376"],
]
VACCINATION_SHOWN = (6, 5, 0, 1)
VACCINATION_PROOF = {
    "nonce": "1234567890",
    "aud": "https://verifier.example.org",
    "iat": 1748537244,
    "sd_hash": "IoWUH91llf3XErl42bQ3sx_53V1o1ujCz08hDqHK7Dk",
}
VACCINATION_PROOF_SIGNATURE = "n0vzyIwCFMDVauEaeJIWEKZZchxXMpXTQewHgAkARbOSZxB09IbXXtHfpoGqO_BtNFN2lShJEIQBGyc-XpHigA"
VACCINATION_WHOLE = {
    **OPEN,
    "credentialSubject": {
        "vaccine": {
            "type": "Vaccine",
            "atcCode": "J07BX03",
            "medicinalProductName": "COVID-19 Vaccine Moderna",
            "marketingAuthorizationHolder": "Moderna Biotech",
        },
        "nextVaccinationDate": "2021-08-16T13:40:12Z",
        "countryOfVaccination": "GE",
        "dateOfVaccination": "2021-06-23T13:40:12Z",
        "order": "3/3",
        "recipient": {
            "type": "VaccineRecipient",
            "gender": "Female",
            "birthDate": "1961-08-17",
            "givenName": "Marion",
            "familyName": "Mustermann",
        },
        "type": "VaccinationEvent",
        "administeringCentre": "Praxis Sommergarten",
        "batchNumber": "1626382736",
        "healthProfessional": "883110000015376",
    },
    "cnf": {"jwk": HOLDER},
}

# Section 8.2: the flattened JSON form.
JSON_PAYLOAD: dict[str, Any] = {
    "_sd": [
        "4HBn6aIY3WtuGGWTx-qUj6cdk6WBpZygltdFavPa7LY",
        "8sm1QCf021pNnHACI5sP4m4KZgyNOOAYcTj9HNaC1wY",
        "cgFdhqPo83xYNlJfacaCaa7uP9RCR50VE5R4LAQ9iqU",
        "jMCXVz--9b8x37YcoDfXQinzw1wZcccfFRBCFGqdG2o",
    ],
    **BASE,
    "_sd_alg": "sha-256",
    "cnf": {"jwk": HOLDER},
}
JSON_SIGNATURE = "tafypR458Veb7iGfxersENL-OX_w4jQBV37ZuD-8NtyfmsFf7cEnjeKxMbknWYytcjHMqBRrzhBT9-pWWzI7ig"
JSON_PROOF = {
    "nonce": "1234567890",
    "aud": "https://verifier.example.org",
    "iat": 1748361941,
    "sd_hash": "WL6UITT81pLt9VkjVPXEuqxQtA5vJbs84JSW6wDLUNY",
}
JSON_PROOF_SIGNATURE = "ZfEccF_zaMG09mo_NQZQl-SezfbHPqLRJZc9C0s0pF0gkFC47hBxE33ugdJF776wa9PhIOKZjfXVhdfRMUvpSg"
JSON_DISCLOSURES: list[list[Any]] = [
    [SALTS[0], "sub", "john_doe_42"],
    [SALTS[1], "given_name", "John"],
    [SALTS[2], "family_name", "Doe"],
    [SALTS[3], "birthdate", "1940-01-01"],
]
JSON_WHOLE = {
    **BASE,
    "cnf": {"jwk": HOLDER},
    "sub": "john_doe_42",
    "given_name": "John",
    "family_name": "Doe",
    "birthdate": "1940-01-01",
}

INNER_DISCLOSURES = [parts for parts, _ in INNER]
INNER_DIGESTS = sorted(digest for _, digest in INNER)


@pytest.mark.parametrize(
    ("payload", "disclosures", "whole"),
    [
        ({"_sd": [FLAT[1]], **SUBJECT}, [FLAT[0]], {**SUBJECT, "address": LIVES}),
        ({**SUBJECT, "address": {"_sd": INNER_DIGESTS}}, INNER_DISCLOSURES, {**SUBJECT, "address": LIVES}),
        (
            {**SUBJECT, "address": {"_sd": [one for one in INNER_DIGESTS if one[:2] != "WN"], "country": "DE"}},
            INNER_DISCLOSURES[:3],
            {**SUBJECT, "address": LIVES},
        ),
        ({"_sd": [OUTER[1]], **SUBJECT}, [*INNER_DISCLOSURES, OUTER[0]], {**SUBJECT, "address": LIVES}),
        (JSON_PAYLOAD, JSON_DISCLOSURES, JSON_WHOLE),
        (VERIFIED, VERIFIED_DISCLOSURES, VERIFIED_WHOLE),
        (CARD, CARD_DISCLOSURES, CARD_WHOLE),
        (VACCINATION, VACCINATION_DISCLOSURES, VACCINATION_WHOLE),
    ],
    ids=["6.1", "6.2 all", "6.2 country open", "6.3", "8.2", "A.2", "A.3", "A.4"],
)
def test_all_disclosures_give_what_the_issuer_began_with(
    payload: dict[str, Any], disclosures: list[list[Any]], whole: dict[str, Any]
) -> None:
    texts = [text(parts) for parts in disclosures]
    opened = open_payload(payload, texts)
    assert opened.payload == whole
    assert opened.closed == 0, "every digest of the standard's payload is that of one of its disclosures"
    for place in range(len(texts)):  # one less: its value is gone, and so is whatever is inside of it
        less = [*texts[:place], *texts[place + 1 :]]
        if _holds_others(disclosures[place]):
            with pytest.raises(Malformed, match="none that the issuer signed for"):
                open_payload(payload, less)
        else:
            assert open_payload(payload, less).payload != whole
            assert open_payload(payload, less).closed == 1


@pytest.mark.parametrize(
    ("payload", "signature", "shown", "processed"),
    [
        (
            VERIFIED,
            VERIFIED_SIGNATURE,
            [VERIFIED_DISCLOSURES[number] for number in VERIFIED_SHOWN],
            {
                **BASE,
                "verified_claims": {
                    "verification": {
                        "trust_framework": "de_aml",
                        "evidence": [{"method": "pipp"}],
                        "time": "2012-04-23T18:25Z",
                    },
                    "claims": {"given_name": "Max", "family_name": "M\u00fcller", "address": HOME},
                },
            },
        ),
        (
            VACCINATION,
            VACCINATION_SIGNATURE,
            [VACCINATION_DISCLOSURES[number] for number in VACCINATION_SHOWN],
            {
                **OPEN,
                "credentialSubject": {
                    "vaccine": {
                        "type": "Vaccine",
                        "atcCode": "J07BX03",
                        "medicinalProductName": "COVID-19 Vaccine Moderna",
                    },
                    "recipient": {"type": "VaccineRecipient"},
                    "type": "VaccinationEvent",
                    "order": "3/3",
                    "dateOfVaccination": "2021-06-23T13:40:12Z",
                },
                "cnf": {"jwk": HOLDER},
            },
        ),
    ],
    ids=["A.2", "A.4"],
)
def test_presentations_of_the_appendices_give_their_payloads(
    payload: dict[str, Any], signature: str, shown: list[Any], processed: dict[str, Any]
) -> None:
    compact = "~".join([signed(payload, signature), *map(text, shown), ""])
    for form in (compact.encode(), json.dumps(flattened(read_sd_jwt(compact.encode()))).encode()):
        given = read_sd_jwt(form)
        token = read_token(given.signed, "example+sd-jwt")
        assert p256_signature_holds(ISSUER, token.signed, token.signature)
        assert open_payload(token.payload, given.disclosures).payload == processed


@pytest.mark.parametrize(
    ("sd_jwt", "shown", "said", "signature"),
    [
        (
            signed(JSON_PAYLOAD, JSON_SIGNATURE),
            (JSON_DISCLOSURES[2], JSON_DISCLOSURES[1]),
            JSON_PROOF,
            JSON_PROOF_SIGNATURE,
        ),
        (
            signed(VACCINATION, VACCINATION_SIGNATURE),
            tuple(VACCINATION_DISCLOSURES[number] for number in VACCINATION_SHOWN),
            VACCINATION_PROOF,
            VACCINATION_PROOF_SIGNATURE,
        ),
    ],
    ids=["8.2", "A.4"],
)
def test_holders_proof_comes_along_in_the_json_form(
    sd_jwt: str, shown: tuple[list[Any], ...], said: dict[str, Any], signature: str
) -> None:
    protected, payload, seal = sd_jwt.split(".")
    proof = signed(said, signature, "kb+jwt")
    header = {"disclosures": [text(parts) for parts in shown], "kb_jwt": proof}
    form = {"header": header, "payload": payload, "protected": protected, "signature": seal}
    given = read_sd_jwt(json.dumps(form).encode())
    assert given.binding == proof
    token, made = read_token(given.signed, "example+sd-jwt"), read_token(proof, "kb+jwt")
    assert p256_signature_holds(ISSUER, token.signed, token.signature)
    assert p256_signature_holds(HOLDER, made.signed, made.signature)
    assert made.payload["sd_hash"] == digest_of(given.unbound)


def _holds_others(disclosure: list[Any]) -> bool:
    return isinstance(disclosure[-1], dict) and "_sd" in disclosure[-1]
