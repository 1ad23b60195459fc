"""Origin, provenance, destination: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

from extract.model import Alternative
from tests.validate.papers import Change, all_of, edit, further, make, say, shaky
from tests.validate.rules.judging import judge, strip


def test_origin() -> None:
    assert judge("X010", "tin").outcome == "passed"
    assert judge("X010", "tin", edit("inv", country_of_origin="CD")).severities == ["block"]
    assert judge("X010", "tin", strip("country_of_origin")).outcome == "not_decidable"


def test_a_subset_of_origins_calls_a_reviewer() -> None:
    said = judge("X010", "tin", edit("inv", country_of_origin=["RW", "BI"]))
    assert (said.codes, said.severities) == (["origin-mismatch"], ["review"])


def test_mixed_agrees_with_several_and_not_with_one() -> None:
    several = all_of(edit("kp", country_of_origin="mixed"), edit("inv", country_of_origin=["LS", "BW"]))
    assert judge("X010", "diamonds", several).outcome == "passed"
    assert judge("X010", "diamonds", edit("kp", country_of_origin="mixed")).severities == ["review"]


def test_mine_site_identifier() -> None:
    assert judge("W035", "tin").outcome == "passed"
    assert judge("W035", "diamonds").outcome == "not_decidable"
    elsewhere = "Rubaya (CD-1.5641+28.8801-00031)"
    said = judge("W035", "tin", all_of(edit("icglr", mine_site=elsewhere), edit("decl", mine_site=elsewhere)))
    assert said.codes == ["origin-mismatch"]
    weakly = judge("W035", "tin", edit("icglr", mine_site=shaky("mine_site", elsewhere, 0.6)))
    assert weakly.codes == ["uncertain-field"]


def test_destination() -> None:
    assert judge("X019-route", "diamonds").outcome == "passed"
    assert judge("X019-route", "diamonds", edit("tr", country_of_destination="AE")).codes == ["route-mismatch"]
    assert judge("X019-route", "diamonds", edit("tr", country_of_destination="EU")).outcome == "passed"
    assert judge("X019-route", "gold").outcome == "not_decidable"


def ending(place: str, *head: str, others: tuple[Alternative, ...] = ()) -> Change:
    """A transport document of this heading that states no destination, and ends at a place."""
    end = make("port_of_discharge", place).model_copy(update={"alternatives": others})
    return all_of(edit("tr", country_of_destination=None), further("tr", port_of_discharge=end), say("tr", *head))


def test_where_the_carriage_ends() -> None:
    air, sea = "AIR WAYBILL 176-58261214", "BILL OF LADING"
    judged = {
        place: judge("X019-delivery", "diamonds", ending(place, head))
        for place, head in (
            ("BRU BRUSSELS, BELGIUM", air),
            ("DXB DUBAI, UNITED ARAB EMIRATES", air),
            ("AMS AMSTERDAM, NETHERLANDS", air),
            ("SINGAPORE, SINGAPORE", sea),
            ("DXB", air),
        )
    }
    assert [(said.outcome, said.severities) for said in judged.values()] == [
        ("passed", []),
        ("failed", ["review"]),
        ("failed", ["info"]),  # within the customs union it may go on by land
        ("failed", ["info"]),  # so it may from a port
        ("not_decidable", []),
    ]
    assert set(judged["DXB DUBAI, UNITED ARAB EMIRATES"].codes) == {"route-mismatch"}
    lorry = ending("DAR ES SALAAM, TANZANIA", "CMR", *[f"{n} bags" for n in range(12)], "for the bill of lading")
    assert judge("X019-delivery", "diamonds", lorry).outcome == "not_applicable"
    through = Alternative(value="ANTWERPEN, BELGIUM", raw="", score=0.9)
    assert judge("X019-delivery", "diamonds", ending("SINGAPORE", sea, others=(through,))).outcome == "passed"
    stated = all_of(ending("DUBAI, UNITED ARAB EMIRATES", air), edit("tr", country_of_destination="BE"))
    assert judge("X019-delivery", "diamonds", stated).outcome == "not_decidable"


def test_provenance() -> None:
    assert judge("X011", "diamonds").outcome == "not_decidable"
    assert judge("X011", "diamonds", edit("inv", country_of_provenance="LS")).outcome == "passed"
    assert judge("X011", "diamonds", edit("inv", country_of_provenance="ZA")).codes == ["route-mismatch"]
