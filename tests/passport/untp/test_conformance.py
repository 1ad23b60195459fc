"""What is exported fits the published schemas and contexts, judged by others' software."""

from __future__ import annotations

import copy
import json
import re
from typing import Any, cast

import pytest

from passport.untp.credential import deviations
from passport.untp.vocabulary import CONTEXT_FILE, TERMS, UNTP_CONTEXT, VC_CONTEXT, context_document
from tests.passport.factory import passport
from tests.passport.untp.exports import WEB, credentials, exported
from tests.passport.untp.standards import STANDARDS, expanded, untp_errors

NEEDS_STANDARDS = pytest.mark.skipif(
    not STANDARDS.is_dir(), reason="the published schemas are not here (set LOTPASS_SHARED)"
)
PASSPORTS = [name for name in credentials() if name.endswith("-dpp")]


@NEEDS_STANDARDS
@pytest.mark.parametrize("name", list(credentials()))
def test_every_credential_fits_the_published_schemas_and_expands_in_safe_mode(name: str) -> None:
    credential = credentials()[name]
    assert untp_errors(credential) == []
    assert deviations(json.loads(json.dumps(credential))) == ()
    [node] = expanded(credential)
    assert "https://www.w3.org/2018/credentials#issuer" in node


@NEEDS_STANDARDS
def test_published_samples_fit_our_own_checks() -> None:
    samples = [*STANDARDS.glob("untp/samples/*_instance.json"), *STANDARDS.glob("untp/lot-example/*.json")]
    wanted = re.compile(r"DigitalProductPassport|DigitalTraceabilityEvent|ConformityCredential|lot-example")
    checked = [path for path in samples if wanted.search(str(path))]
    assert len(checked) >= 9
    for path in checked:
        assert deviations(json.loads(path.read_text("utf-8"))) == (), path.name


@pytest.mark.parametrize("name", PASSPORTS)
def test_another_validator_accepts_the_product_passport(name: str) -> None:
    engine = pytest.importorskip("dppvalidator.validators.engine")
    result = engine.ValidationEngine(schema_version="0.7.0").validate(credentials()[name])
    assert result.valid, result.errors


@pytest.mark.parametrize("name", list(credentials()))
def test_no_context_of_ours_has_to_be_loaded(name: str) -> None:
    assert credentials()[name]["@context"] == [VC_CONTEXT, UNTP_CONTEXT]
    own = set(re.findall(re.escape(TERMS) + r'([A-Za-z]+)":', json.dumps(credentials()[name])))
    assert "passportDigest" in own
    assert own <= set(cast(dict[str, Any], context_document()["@context"])), "each has its meaning in our context"


@NEEDS_STANDARDS
def test_own_terms_mean_in_full_what_our_context_makes_of_their_short_names() -> None:
    """Credentials of before named our context and had short names: they read the same, and are accepted still."""
    for name in ("diamonds-did:web-dpp", "diamonds-did:web-dcc-checks", "diamonds-did:web-dcc-certificate-001"):
        credential = credentials()[name]
        before = json.loads(json.dumps(_short(credential)))
        before["@context"].append(f"https://example.org/contexts/{CONTEXT_FILE}")
        assert TERMS not in json.dumps({key: value for key, value in before.items() if key != "credentialSubject"})
        assert expanded(before) == expanded(credential)
        assert deviations(before) == ()


def _short(value: Any) -> Any:
    """Own terms by their short names, as they stood under our context."""
    if isinstance(value, list):
        return [_short(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "@value" in value:
        return value["@value"]
    return {key.removeprefix(TERMS): _short(item) for key, item in value.items()}


def test_terms_of_our_context_are_all_named_once_and_none_is_guessed() -> None:
    context: Any = context_document()["@context"]
    terms = {name: term for name, term in context.items() if not name.startswith("@")}
    assert {term["@id"] for term in terms.values()} == {TERMS + name for name in terms}
    assert "@vocab" not in context


def dpp() -> dict[str, Any]:
    return copy.deepcopy(credentials()["diamonds-did:web-dpp"])


def dte() -> dict[str, Any]:
    return copy.deepcopy(credentials()["diamonds-did:web-dte-003"])


def dcc() -> dict[str, Any]:
    return copy.deepcopy(credentials()["diamonds-did:web-dcc-checks"])


def product(whole: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = whole["credentialSubject"]
    return found


# What the published schemas let through, and we do not: how it is spoilt, and a word of what is said.
REFUSED: dict[str, tuple[Any, Any, str]] = {
    "no type": (dpp, lambda w: w.pop("type"), "type"),
    "no type of the subject": (dpp, lambda w: product(w).pop("type"), "type"),
    "no type of a party": (dpp, lambda w: product(w)["relatedParty"][0]["party"].pop("type"), "type"),
    "no type of a claim": (dpp, lambda w: product(w)["performanceClaim"][0].pop("type"), "type"),
    "no type of an event": (dte, lambda w: w["credentialSubject"][0].pop("type"), "type"),
    "no type of the issuer": (dcc, lambda w: w["issuer"].pop("type"), "type"),
    "country ZZ": (dpp, lambda w: product(w)["countryOfProduction"].update(countryCode="ZZ"), "ISO 3166"),
    "country in small letters": (dpp, lambda w: product(w)["countryOfProduction"].update(countryCode="ls"), "ISO 3166"),
    "country by three letters": (dpp, lambda w: product(w)["countryOfProduction"].update(countryCode="LSO"), "ISO"),
    "origin of a material ZZ": (
        dpp,
        lambda w: product(w)["materialProvenance"][0]["originCountry"].update(countryCode="ZZ"),
        "ISO 3166",
    ),
    "unit carats": (dpp, lambda w: product(w)["dimensions"]["weight"].update(unit="carats"), "Recommendation 20"),
    "unit kg": (dpp, lambda w: product(w)["dimensions"]["weight"].update(unit="kg"), "Recommendation 20"),
    "unit of an event": (
        dte,
        lambda w: w["credentialSubject"][0]["outputProduct"][0]["quantity"].update(unit="ct"),
        "Recommendation 20",
    ),
    "weight as text": (dpp, lambda w: product(w)["dimensions"]["weight"].update(value="1273.09"), "number"),
    "weight true": (dpp, lambda w: product(w)["dimensions"]["weight"].update(value=True), "number"),
    "issuer no DID": (dpp, lambda w: w["issuer"].update(id="https://example.org"), "DID"),
    "issuer a DID with a fragment": (dpp, lambda w: w["issuer"].update(id="did:web:example.org#key"), "DID"),
    "ends before it begins": (dpp, lambda w: w.update(validUntil="2025-01-01T00:00:00Z"), "before it begins"),
    "begins without an offset": (dpp, lambda w: w.update(validFrom="2026-01-15T12:00:00"), "offset"),
    "begins on a day that is none": (dpp, lambda w: w.update(validFrom="2026-02-30T12:00:00Z"), "date"),
    "fractions over the whole": (
        dpp,
        lambda w: product(w)["materialProvenance"].append(product(w)["materialProvenance"][0]),
        "more than the whole",
    ),
    "a fraction over the whole": (dpp, lambda w: product(w)["materialProvenance"][0].update(massFraction=1.5), "1"),
    "expires before it was made": (
        dpp,
        lambda w: product(w).update(productionDate="2026-02-01", expiryDate="2026-01-01"),
        "before it was made",
    ),
    "a null": (dpp, lambda w: w.update(validUntil=None), "absent"),
    "a null deep inside": (
        dpp,
        lambda w: product(w)["characteristics"].update({f"{TERMS}parcelCount": None}),
        "absent",
    ),
    "contexts exchanged": (dpp, lambda w: w["@context"].reverse(), "begin with"),
    "a context of others": (dpp, lambda w: w["@context"].append("https://evil.example/context.json"), "not known"),
    "a context inside": (dpp, lambda w: w["@context"].append({"name": "https://evil.example/"}), "string"),
    "a measure without its metric": (
        dcc,
        lambda w: w["credentialSubject"]["conformityAssessment"][0].update(
            assessedPerformance=[{"measure": {"value": 1, "unit": "CTM"}}]
        ),
        "metric",
    ),
    "type on a link": (dpp, lambda w: product(w)["relatedDocument"][0].update(type=["Link"]), "not permitted"),
    "type on a country": (dpp, lambda w: product(w)["countryOfProduction"].update(type=["Country"]), "not permitted"),
    "an index with a fraction": (dpp, lambda w: w["credentialStatus"].update(statusListIndex=7.5), "whole number"),
    "an index below zero": (dpp, lambda w: w["credentialStatus"].update(statusListIndex=-1), "0"),
    "a link that is no URI": (dpp, lambda w: product(w)["relatedDocument"][0].update(linkURL="kp.pdf"), "URI"),
    "a role of one's own": (dpp, lambda w: product(w)["relatedParty"][0].update(role="smuggler"), "exporter"),
    "no event at all": (dte, lambda w: w.update(credentialSubject=[]), "at least 1"),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_what_the_published_schemas_let_through_is_refused(name: str) -> None:
    make, spoil, word = REFUSED[name]
    whole = make()
    assert deviations(whole) == ()
    spoil(whole)
    told = deviations(whole)
    assert told
    assert any(word in message for message, _ in told), told


def test_index_of_a_status_list_is_accepted_as_text_too() -> None:
    whole = dpp()
    whole["credentialStatus"]["statusListIndex"] = "7"
    assert deviations(whole) == ()


@NEEDS_STANDARDS
def test_enveloped_credential_fits_the_schema_of_credentials() -> None:
    from passport.vc.jose import envelope

    [token] = [item.token for item in exported(passport(), WEB).written if item.name == "dpp"]
    whole = envelope(token)
    assert whole["type"] == "EnvelopedVerifiableCredential"
    [node] = expanded(dict(whole))
    assert node["@type"] == ["https://www.w3.org/2018/credentials#EnvelopedVerifiableCredential"]
