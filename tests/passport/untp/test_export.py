"""What of a passport goes where in UNTP, and what has no place there."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from passport.jwk import decode
from passport.model import Passport, Statement
from passport.multibase import sha256_of
from passport.untp.export import MEDIA_TYPE, NO_COUNTRY
from passport.untp.facts import country_of_production
from passport.untp.naming import Publisher
from passport.untp.vocabulary import TERMS, XSD
from passport.vc.jose import MAX_READ_BY_ALL
from tests.passport.factory import cobalt, diamonds, passport, sha
from tests.passport.untp.exports import KEY, WEB, exported
from validate.model import Check, Outcome
from validate.rules.model import RULES

Json = dict[str, Any]


def made(lot: Passport, who: Publisher = WEB) -> dict[str, Json]:
    return {item.name: dict(item.credential) for item in exported(lot, who).written}


def subject(which: str, lot: Passport | None = None) -> Json:
    found: Json = made(lot or passport())[which]["credentialSubject"]
    return found


def test_lot_is_a_product_with_what_all_papers_agree_on() -> None:
    lot = subject("dpp")
    assert lot["batchNumber"] == "LS-RD2415"
    assert lot["idGranularity"] == "batch"
    assert lot["dimensions"] == {"weight": {"value": 1273.09, "unit": "CTM"}}
    assert lot["countryOfProduction"] == {"countryCode": "LS", "countryName": "Lesotho"}
    assert lot["producedAtFacility"]["name"] == "Motete Pipe Mine"
    assert lot["characteristics"][f"{TERMS}declaredValue"] == {
        f"{TERMS}amount": "2546180.00",
        f"{TERMS}currency": "USD",
    }
    [material] = lot["materialProvenance"]
    assert (material["massFraction"], material["originCountry"]["countryCode"]) == (1, "LS")
    names = {(party["role"], party["party"]["name"]) for party in lot["relatedParty"]}
    assert names == {
        ("exporter", "Khubelu Kimberlite Sales (Pty) Ltd"),
        ("importer", "Antwerp Rough NV"),
        ("regulator", "Ministry of Mining, Lesotho"),
    }


def test_papers_are_named_by_their_content() -> None:
    papers = [link for link in subject("dpp")["relatedDocument"] if link.get("mediaType") != MEDIA_TYPE]
    assert [sha256_of(link["digestMultibase"]) for link in papers] == [
        sha("scans/kp.pdf"),
        sha("invoice.pdf"),
        sha("papers.zip!declaration.pdf"),
    ]


def test_product_passport_names_the_other_credentials_as_they_were_signed() -> None:
    export = exported(passport())
    links = {
        link["linkURL"]: sha256_of(link["digestMultibase"])
        for link in subject("dpp")["relatedDocument"]
        if link.get("mediaType") == MEDIA_TYPE
    }
    others = {
        str(item.credential["id"]): hashlib.sha256(item.token.encode()).hexdigest()
        for item in export.written
        if item.name != "dpp"
    }
    assert links == others


def test_what_is_signed_is_what_is_shown() -> None:
    for item in exported(passport()).written:
        header, payload, _ = item.token.split(".")
        assert json.loads(decode(payload)) == json.loads(json.dumps(item.credential))
        assert json.loads(decode(header))["typ"] == "vc+jwt"


def test_every_custody_event_is_a_credential_of_its_kind() -> None:
    lot = made(passport())
    kinds = [lot[f"dte-{n:03}"]["credentialSubject"][0]["type"][0] for n in range(1, 6)]
    assert kinds == ["MakeEvent", "MakeEvent", "MakeEvent", "MakeEvent", "MoveEvent"]
    joined = lot["dte-003"]["credentialSubject"][0]
    assert [item["product"]["batchNumber"] for item in joined["inputProduct"]] == ["LS-M1", "LS-M2"]
    assert [item["product"]["batchNumber"] for item in joined["outputProduct"]] == ["LS-AG"]
    assert joined["outputProduct"][0]["quantity"] == {"value": 1833.29, "unit": "CTM"}
    assert all("quantity" not in item for item in joined["inputProduct"])  # the record does not say how much
    handed = lot["dte-005"]["credentialSubject"][0]
    assert (handed["fromFacility"]["name"], handed["toFacility"]["name"]) == ("Motete", "Khubelu")


def test_step_that_leaves_the_lot_what_it_was_is_a_modification() -> None:
    checked, dossier = diamonds()
    [first, *others] = [event for event in dossier.custody.events if event.lot == "LS-RD2415"]
    sealed = first.model_copy(update={"id": "E9", "type": "process", "inputs": (), "process": "sealing"})
    from passport.build import build
    from tests.passport.factory import AS_OF, MADE_BY
    from validate.model import EventType

    sealed = sealed.model_copy(update={"type": EventType.PROCESS})
    custody = dossier.custody.model_copy(update={"events": (*dossier.custody.events, sealed)})
    lot = build(checked, dossier.model_copy(update={"custody": custody}), MADE_BY, AS_OF)
    found = [item["credentialSubject"][0] for name, item in made(lot).items() if name.startswith("dte")]
    [modified] = [event for event in found if "ModifyEvent" in event["type"]]
    assert modified["description"] == "Process: sealing."
    assert others


def test_certificate_is_ours_as_digitiser_and_the_authority_is_named_as_its_issuer() -> None:
    whole = made(passport())["dcc-certificate-001"]
    assert whole["issuer"]["id"] == WEB.did
    assert "digitised by Example House" in whole["name"]
    assert "did not issue this credential" in whole["description"]
    attestation = whole["credentialSubject"]
    assert attestation["authorisation"][0]["issuingAuthority"]["name"] == "Ministry of Mining, Lesotho"
    assert attestation["referenceScheme"]["name"] == "Kimberley Process Certification Scheme"
    assert attestation[f"{TERMS}certificateNumber"] == "LS 024780"
    assert attestation[f"{TERMS}certificateIssued"] == {"@type": f"{XSD}date", "@value": "2025-12-29"}
    assert (attestation["assessorLevel"], attestation["assessmentLevel"]) == ("3rdParty", "authority-mandate")
    assert "conformance" not in attestation["conformityAssessment"][0]  # that is the authority's word, not ours


def test_own_checks_are_a_self_assessment_by_the_criteria_of_the_claims() -> None:
    attestation = subject("dcc-checks")
    assert (attestation["assessorLevel"], attestation["profileScore"]["code"]) == ("self", "clear")
    outcomes = {
        criterion["id"].rsplit("-", 1)[1]: item.get("conformance")
        for item in attestation["conformityAssessment"]
        for criterion in item["assessmentCriteria"]
    }
    assert outcomes == {"W001": True, "X006": True, "H001": False, "D009": None}
    claims = [[rule["id"] for rule in claim["referenceCriteria"]] for claim in subject("dpp")["performanceClaim"]]
    assert claims == [[rule["id"] for rule in it["assessmentCriteria"]] for it in attestation["conformityAssessment"]]
    assert [len(rules) for rules in claims] == [2, 1, 1]  # what found nothing stands together


def test_credentials_of_a_lot_that_every_rule_was_asked_of_are_read_by_other_software() -> None:
    checked, dossier = diamonds()
    outcomes: dict[str, tuple[Outcome, str | None]] = dict.fromkeys(RULES, ("passed", None))
    for number, rule in enumerate(sorted(RULES)):
        if number % 5 == 0:
            outcomes[rule] = "not_decidable", f"No paper states what rule {rule} asks for, or it was not read."
        elif number % 5 == 1:
            outcomes[rule] = "not_decidable", "No memory of earlier lots was given."
    checks = tuple(Check(rule=rule, outcome=outcome, reason=why) for rule, (outcome, why) in outcomes.items())
    export = exported(passport((checked.model_copy(update={"checks": checks}), dossier)))
    assert max(len(item.token) for item in export.written) < MAX_READ_BY_ALL
    attested: Any = next(item.credential for item in export.written if item.name == "dcc-checks")
    rows: list[Json] = attested["credentialSubject"]["conformityAssessment"]
    assert sorted(c["id"].partition("#rule-")[2] for row in rows for c in row["assessmentCriteria"]) == sorted(RULES)
    for row in rows:
        [judged] = {outcomes[c["id"].partition("#rule-")[2]] for c in row["assessmentCriteria"]}
        score = row["assessedPerformance"][0]["score"]
        assert (score["code"], row.get("conformance")) == (judged[0].replace("_", "-"), {"passed": True}.get(judged[0]))
        assert judged[1] is None or score["definition"] == judged[1]


def test_what_was_not_read_has_no_place() -> None:
    lot = passport(cobalt())
    export = exported(lot)
    assert export.left_out == (NO_COUNTRY,)
    licence = dict(export.written[1].credential)["credentialSubject"]
    assert isinstance(licence, dict)
    assert "certificateExpires" not in licence
    assert "conformityAssessment" not in licence  # its date was not read
    text = json.dumps([item.credential for item in export.written])
    assert "24.5" not in text.replace('"statusListIndex"', "")  # two papers state other weights: none is taken
    assert "null" not in text


def stating(lot: Passport, *values: str, claim: str = "self-declared") -> Passport:
    first = lot.origin.countries[0]
    countries = tuple(first.model_copy(update={"value": value, "claim": claim}) for value in values)
    return lot.model_copy(update={"origin": lot.origin.model_copy(update={"countries": countries}), "custody": ()})


def test_country_is_not_chosen_where_papers_disagree() -> None:
    lot = passport()
    assert country_of_production(stating(lot, "LS")) == ("LS", "all papers that state an origin state this one")
    assert country_of_production(stating(lot, "LS", "BW")) is None
    assert country_of_production(stating(lot)) is None
    assert country_of_production(stating(lot, "Atlantis")) is None
    certified = stating(lot, "LS", claim="government-certified")
    both = (*certified.origin.countries, *stating(lot, "BW").origin.countries)
    lot = certified.model_copy(update={"origin": certified.origin.model_copy(update={"countries": both})})
    found = country_of_production(lot)
    assert found is not None
    assert found[0] == "LS"
    assert "other papers state another origin" in found[1]


def test_parcel_of_mixed_origin_is_of_the_country_that_exports_it_and_says_so() -> None:
    found = country_of_production(stating(passport(), "mixed"))
    assert found is not None
    assert found[0] == "LS"
    assert "mixed origin" in found[1]


def test_weights_that_differ_are_left_out_and_told_as_stated() -> None:
    lot = passport()
    other = Statement(value="1274.09", unit="ct", sources=lot.quantities.carat_weight[0].sources)
    more = lot.quantities.model_copy(update={"carat_weight": (*lot.quantities.carat_weight, other)})
    found = subject("dpp", lot.model_copy(update={"quantities": more}))
    assert "dimensions" not in found
    told = {(item[f"{TERMS}fact"], item[f"{TERMS}value"]) for item in found["characteristics"][f"{TERMS}stated"]}
    assert {("carat_weight", "1273.09"), ("carat_weight", "1274.09")} <= told


def test_same_weight_in_other_units_is_one_weight() -> None:
    lot = passport()
    grams = Statement(value="254.618", unit="g", sources=lot.quantities.carat_weight[0].sources)
    more = lot.quantities.model_copy(update={"carat_weight": (*lot.quantities.carat_weight, grams)})
    found = subject("dpp", lot.model_copy(update={"quantities": more}))
    assert found["dimensions"]["weight"] == {"value": 1273.09, "unit": "CTM"}


@pytest.mark.parametrize("who", [WEB, KEY])
def test_same_passport_gives_the_same_credentials(who: Publisher) -> None:
    assert exported(passport(), who) == exported(passport(), who)


def test_ids_are_addresses_at_a_site_and_uuids_without_one() -> None:
    assert made(passport(), WEB)["dpp"]["id"].startswith("https://example.org/lots/credentials/")
    assert made(passport(), KEY)["dpp"]["id"].startswith("urn:uuid:")
    link = Publisher(did=WEB.did, name="x", gtin="09506000134352").lot("LS-RD2415")
    assert link == "https://id.gs1.org/01/09506000134352/10/LS-RD2415"
    assert not Publisher(did=WEB.did, name="x", gtin="09506000134352").lot("é" * 30).startswith("https://id.gs1.org")
