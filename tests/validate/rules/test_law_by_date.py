"""Suspensions, bans and restrictions by date: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from tests.validate.papers import Change, add, all_of, edit, everywhere, lines, paper, say, without
from tests.validate.rules.judging import alone, judge, strip
from tests.validate.rules.test_presence import no_custody


def from_(country: str, issued: str, shipped: str) -> Change:
    """Diamonds of a country, certified and shipped on these days."""
    return all_of(
        everywhere(country_of_origin=country, country_of_provenance=country),
        edit("kp", document_number=f"{country} 024780", issue_date=issued),
        edit("tr", issue_date=shipped, shipment_date=shipped),
    )


@pytest.mark.parametrize(
    ("rule", "country", "issued", "severities"),
    [
        ("R003", "CF", "2014-03-01", ["block"]),
        ("R003", "CF", "2013-05-22", []),
        ("R003", "CF", "2024-11-16", []),
        ("R005", "CI", "2010-06-01", ["block"]),
        ("R005", "CI", "2014-05-02", []),
        ("R004", "VE", "2012-06-01", ["block"]),
        ("R004", "VE", "2019-06-01", ["review"]),
        ("R005", "LR", "2006-06-01", ["block"]),
        ("R006", "CG", "2005-06-01", ["block"]),
        ("R006", "CG", "2008-06-01", []),
        ("R007", "ZW", "2010-11-12", ["review"]),
        ("R007", "ZW", "2012-11-12", []),
    ],
)
def test_suspended_origins_by_date(rule: str, country: str, issued: str, severities: list[str]) -> None:
    said = alone(rule, "diamonds", from_(country, issued, issued))
    assert (said.severities, set(said.codes)) == (severities, {"embargoed-origin"} if severities else set())


@pytest.mark.parametrize("rule", ["R003", "R004", "R005", "R006", "R007"])
def test_suspensions_are_for_diamonds_and_need_an_origin(rule: str) -> None:
    assert alone(rule, "tin").outcome == "not_applicable"
    nowhere = all_of(strip("country_of_origin", "country_of_provenance", "document_number"), no_custody)
    assert alone(rule, "diamonds", nowhere).outcome == "not_decidable"
    assert alone(rule, "diamonds").outcome == "passed"


def test_the_issuing_country_counts_as_the_origin_does() -> None:
    change = all_of(
        from_("LS", "2014-03-01", "2014-03-02"),
        edit("kp", document_number="CF 024780", country_of_provenance="CF"),
    )
    assert alone("R003", "diamonds", change).severities == ["block"]


def cobalt(day: str) -> Change:
    return all_of(
        everywhere(country_of_origin="CD", mineral="cobalt", hs_codes=["282200"]),
        lines("inv"),
        edit("tr", issue_date=day, shipment_date=day),
    )


def test_export_bans_by_date() -> None:
    assert judge("R037", "gold").outcome == "passed"
    assert alone("R021", "gold").outcome == "not_applicable"
    assert alone("R021", "gold", cobalt("2025-05-10")).severities == ["block"]
    assert alone("R021", "gold", cobalt("2025-10-20")).outcome == "passed"
    assert alone("R021", "gold", cobalt("2025-02-21")).outcome == "passed"
    nickel = everywhere(country_of_origin="ID", mineral="nickel", hs_codes=["260400"])
    assert alone("R037", "gold", all_of(nickel, lines("inv"))).codes == ["embargoed-origin"]
    nowhere = all_of(strip("country_of_origin"), no_custody)
    assert alone("R037", "gold", nowhere).outcome == "not_decidable"
    assert alone("R021", "gold", nowhere).outcome == "not_decidable"


def test_sites_under_red_status() -> None:
    rubaya = all_of(
        everywhere(country_of_origin="CD", mine_site="Rubaya, Masisi", mineral="coltan"),
        edit("icglr", shipment_date="2025-06-08"),
        edit("tr", shipment_date="2025-06-08"),
    )
    assert alone("R020", "tin", rubaya).codes == ["site-status"]
    elsewhere = all_of(rubaya, everywhere(mine_site="Nyabibwe"))
    assert alone("R020", "tin", elsewhere).outcome == "passed"
    assert alone("R020", "tin", all_of(rubaya, strip("mine_site"))).outcome == "not_decidable"
    assert alone("R020", "tin").outcome == "not_applicable"


@pytest.mark.parametrize(
    ("rule", "place", "day", "outcome"),
    [
        ("R009", "BE", "2025-06-01", "failed"),
        ("R009", "BE", "2023-12-31", "passed"),
        ("R008", "US", "2022-04-01", "failed"),
        ("R008", "US", "2022-03-10", "passed"),
        ("R010", "GB", "2024-02-01", "failed"),
        ("R010", "GB", "2023-12-31", "passed"),
        ("R011", "JP", "2024-04-01", "failed"),
        ("R011", "CA", "2024-04-01", "failed"),
        ("R011", "CH", "2024-01-31", "passed"),
        ("R011", "CH", "2024-02-01", "failed"),
        ("R009", "AE", "2025-06-01", "not_applicable"),
    ],
)
def test_russian_diamonds_by_date_and_destination(rule: str, place: str, day: str, outcome: str) -> None:
    change = all_of(from_("RU", day, day), everywhere(country_of_destination=place))
    said = alone(rule, "diamonds", change)
    assert said.outcome == outcome
    assert said.codes == (["restricted-origin"] if outcome == "failed" else [])
    assert set(said.severities) <= {"review" if place == "CH" else "block"}  # the Swiss ban is not confirmed


@pytest.mark.parametrize(
    ("rule", "place", "day", "said", "severities"),
    [
        ("R008", "US", "2024-04-10", "1 stone, 1.20 ct stone", ["block"]),
        ("R008", "US", "2024-02-20", "1 stone, 1.20 ct stone", []),  # cut elsewhere, before the ban on that
        ("R008", "US", "2024-04-10", "0.70 ct each", []),
        ("R008", "US", "2024-10-10", "0.70 ct each", ["block"]),
        ("R009", "BE", "2024-10-10", "0.70 ct stone", ["block"]),
        ("R009", "BE", "2024-10-10", "0.30 ct each", []),
        ("R009", "BE", "2024-10-10", "polished", ["review"]),  # a person finds out how large the stones are
        ("R010", "GB", "2024-10-10", "0.70 ct stone", ["block"]),
        ("R011", "CA", "2024-10-10", "0.60 ct stone", ["block"]),
        ("R011", "CA", "2024-10-10", "0.40 ct stone", []),
    ],
)
def test_russian_stones_cut_elsewhere_by_size(
    rule: str, place: str, day: str, said: str, severities: list[str]
) -> None:
    change = all_of(
        everywhere(country_of_origin="RU", country_of_provenance="IN", country_of_destination=place),
        everywhere(mineral="polished diamonds", hs_codes=["710239"]),
        edit("tr", issue_date=day, shipment_date=day),
        lines("inv"), without("kp"), edit("inv", country_of_provenance="IN"), say("inv", said),
    )  # fmt: skip
    assert alone(rule, "diamonds", change).severities == severities


def test_russian_synthetic_diamonds_are_barred_by_the_united_kingdom_alone() -> None:
    change = all_of(
        everywhere(country_of_origin="RU", mineral="synthetic diamonds", hs_codes=["710491"]),
        everywhere(country_of_destination="GB"), lines("inv"), without("kp"),
    )  # fmt: skip
    assert alone("R010", "diamonds", change).codes == ["restricted-origin"]


def test_mixed_origin_into_the_union() -> None:
    mixed = everywhere(country_of_origin="mixed")
    assert alone("W014", "diamonds", mixed).codes == ["restricted-origin"]
    assert alone("W014", "diamonds").outcome == "passed"
    assert alone("W014", "diamonds", strip("country_of_destination")).outcome == "not_decidable"
    before = all_of(mixed, edit("tr", issue_date="2025-02-20", shipment_date="2025-02-20"))
    assert alone("W014", "diamonds", before).outcome == "passed"
    g7 = paper("d70", DocumentKind.ORIGIN_DECLARATION, lot_number="LS-RD2411").model_copy(
        update={"title": "G7 Certificate"}
    )
    assert alone("W014", "diamonds", all_of(mixed, add(g7))).outcome == "passed"


@pytest.mark.parametrize("rule", ["R008", "R009", "R010", "R011"])
def test_restrictions_that_cannot_be_told_or_do_not_apply(rule: str) -> None:
    assert alone(rule, "tin").outcome == "not_applicable"
    assert alone(rule, "diamonds", strip("country_of_destination")).outcome == "not_decidable"
    industrial = all_of(from_("RU", "2025-06-01", "2025-06-02"), everywhere(hs_codes=["710221"]), lines("inv"))
    assert alone(rule, "diamonds", industrial).outcome == "not_applicable"


def test_high_risk_areas_are_information() -> None:
    assert judge("R018", "tin").outcome == "passed"
    said = judge("R018", "tin", everywhere(country_of_origin="CD"))
    assert (said.codes, said.severities) == (["high-risk-area"], ["info"])
    nowhere = all_of(strip("country_of_origin"), no_custody)
    assert judge("R018", "tin", nowhere).outcome == "not_decidable"


def test_value_per_unit() -> None:
    assert judge("W010", "diamonds").outcome == "passed"
    dear = all_of(everywhere(value=("USD", "96119494.00")), lines("inv"))
    assert judge("W010", "diamonds", dear).codes == ["implausible-value"]
    assert judge("W010", "diamonds", strip("value")).outcome == "not_decidable"
    assert judge("W010", "diamonds", everywhere(value=("EUR", "961194.94"))).outcome == "not_decidable"
    assert judge("W010", "diamonds", everywhere(country_of_origin="CI")).outcome == "not_decidable"
    cheap = all_of(everywhere(value=("USD", "1356.80")), lines("inv"))
    assert judge("W010", "gold", cheap).codes == ["implausible-value"]
