"""Suspensions, bans and restrictions by date: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

import pytest

from tests.validate.papers import Change, all_of, edit, everywhere, lines
from tests.validate.rules.judging import judge, strip
from tests.validate.rules.test_presence import no_custody


def from_(country: str, issued: str, shipped: str) -> Change:
    """Diamonds of a country, certified and shipped on these days."""
    return all_of(
        everywhere(country_of_origin=country, country_of_provenance=country),
        edit("kp", document_number=f"{country} 024780", issue_date=issued),
        edit("tr", issue_date=shipped, shipment_date=shipped),
    )


@pytest.mark.parametrize(
    ("country", "issued", "codes"),
    [
        ("CF", "2014-03-01", ["embargoed-origin"]),
        ("CF", "2013-05-22", []),
        ("CF", "2024-11-16", []),
        ("CI", "2010-06-01", ["embargoed-origin"]),
        ("CI", "2014-05-02", []),
        ("VE", "2012-06-01", ["embargoed-origin"]),
        ("LR", "2006-06-01", ["embargoed-origin"]),
        ("CG", "2005-06-01", ["embargoed-origin"]),
    ],
)
def test_suspended_origins_by_date(country: str, issued: str, codes: list[str]) -> None:
    assert judge("R003", "diamonds", from_(country, issued, issued)).codes == codes


def test_marange_calls_a_reviewer() -> None:
    assert judge("R003", "diamonds", from_("ZW", "2010-11-12", "2010-11-14")).severities == ["review"]


def test_suspensions_are_for_diamonds_and_need_an_origin() -> None:
    assert judge("R003", "tin").outcome == "not_applicable"
    nowhere = all_of(strip("country_of_origin"), no_custody)
    assert judge("R003", "diamonds", nowhere).outcome == "not_decidable"


def cobalt(day: str) -> Change:
    return all_of(
        everywhere(country_of_origin="CD", mineral="cobalt", hs_codes=["282200"]),
        lines("inv"),
        edit("tr", issue_date=day, shipment_date=day),
    )


def test_export_bans_by_date() -> None:
    assert judge("R037", "gold").outcome == "passed"
    assert judge("R037", "gold", cobalt("2025-05-10")).codes == ["embargoed-origin"]
    assert judge("R037", "gold", cobalt("2025-10-20")).outcome == "passed"
    assert judge("R037", "gold", cobalt("2025-02-21")).outcome == "passed"
    nowhere = all_of(strip("country_of_origin"), no_custody)
    assert judge("R037", "gold", nowhere).outcome == "not_decidable"


def test_sites_under_red_status() -> None:
    rubaya = all_of(
        everywhere(country_of_origin="CD", mine_site="Rubaya, Masisi", mineral="coltan"),
        edit("icglr", shipment_date="2025-06-08"),
        edit("tr", shipment_date="2025-06-08"),
    )
    assert judge("R037", "tin", rubaya).codes == ["site-status"]
    elsewhere = all_of(rubaya, everywhere(mine_site="Nyabibwe"))
    assert judge("R037", "tin", elsewhere).outcome == "passed"


@pytest.mark.parametrize(
    ("place", "day", "codes"),
    [
        ("BE", "2025-06-01", ["restricted-origin"]),
        ("BE", "2023-12-31", []),
        ("US", "2022-04-01", ["restricted-origin"]),
        ("US", "2022-03-10", []),
        ("GB", "2024-02-01", ["restricted-origin"]),
        ("AE", "2025-06-01", []),
    ],
)
def test_russian_diamonds_by_date_and_destination(place: str, day: str, codes: list[str]) -> None:
    change = all_of(from_("RU", day, day), everywhere(country_of_destination=place))
    assert judge("R008", "diamonds", change).codes == codes


def test_mixed_origin_into_the_union() -> None:
    mixed = everywhere(country_of_origin="mixed")
    assert judge("R008", "diamonds", mixed).codes == ["restricted-origin"]
    before = all_of(mixed, edit("tr", issue_date="2025-02-20", shipment_date="2025-02-20"))
    assert judge("R008", "diamonds", before).outcome == "passed"


def test_restrictions_that_cannot_be_told_or_do_not_apply() -> None:
    assert judge("R008", "tin").outcome == "not_applicable"
    assert judge("R008", "diamonds", strip("country_of_destination")).outcome == "not_decidable"
    industrial = all_of(from_("RU", "2025-06-01", "2025-06-02"), everywhere(hs_codes=["710221"]), lines("inv"))
    assert judge("R008", "diamonds", industrial).outcome == "not_applicable"


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
