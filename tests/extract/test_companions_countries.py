"""A country that the bundle states for a role is known again where the paper names it in no other, and only there."""

from __future__ import annotations

import pytest

from extract.companions import recognised
from extract.model import Field
from tests.extract.test_companions import INVOICE, KITALI, LICENCE, LIST, Facts, paper

ORIGIN, DESTINATION = "country_of_origin", "country_of_destination"
TOP = tuple(f"line {n}" for n in range(6))
"""Lines that keep what follows out of the paper's head."""


def known(phrases: tuple[str, ...], name: str, *others: Facts, head: tuple[str, ...] = TOP) -> Field | None:
    """The country of a packing list with these phrases, as the other papers make it known."""
    papers = [paper(f"d{n}", (INVOICE, LICENCE)[n], (), facts) for n, facts in enumerate(others)]
    return recognised([*papers, paper("d9", LIST, (*head, *phrases), {})])[-1].fields.get(name)


MADAGASCAR: Facts = {ORIGIN: "MG"}
EGYPT: Facts = {DESTINATION: "EG"}


@pytest.mark.parametrize(
    ("phrase", "name", "facts", "raw"),
    [
        ("Doit pour la vente de saphirs bruts de Madagascar, lot SIE-03", ORIGIN, MADAGASCAR, "Madagascar"),
        ("MADAGASCAR", ORIGIN, MADAGASCAR, "MADAGASCAR"),
        ("Rough stones, HS 7103.10, Madagascar", ORIGIN, MADAGASCAR, "Madagascar"),
        (
            "contrats conclus à Madagascar entre janvier et mars 2026, ce qui est attesté",
            ORIGIN,
            MADAGASCAR,
            "Madagascar",
        ),
        ("for sale and delivery to Delta Wire Rod S.A.E. in Egypt", DESTINATION, EGYPT, "Egypt"),
    ],
)
def test_a_country_in_no_other_role_is_the_one_that_the_others_state(
    phrase: str, name: str, facts: Facts, raw: str
) -> None:
    found = known((phrase,), name, facts)
    assert found is not None
    assert (found.value, found.raw, found.rule) == (facts[name], raw, "as-stated-on-d0")
    assert found.confidence == 0.88


@pytest.mark.parametrize(
    ("phrase", "name", "facts"),
    [
        ("Ankorondrano, 101 Antananarivo 10100, Madagascar", ORIGIN, MADAGASCAR),
        ("Tel. 22 410, Antananarivo, Madagascar", ORIGIN, MADAGASCAR),
        ("Antananarivo, Madagascar, 12.09.2026", ORIGIN, MADAGASCAR),
        ("Ministère des Mines, Madagascar", ORIGIN, MADAGASCAR),
        ("République de Madagascar", ORIGIN, MADAGASCAR),
        ("Saphirs de Madagascar SARL", ORIGIN, MADAGASCAR),
        ("cc: Madagascar Revenue", ORIGIN, MADAGASCAR),
        ("all charges outside Egypt", DESTINATION, EGYPT),
        ("Kenya", ORIGIN, MADAGASCAR),
        ("Madagascar", "country_of_provenance", {"country_of_provenance": "MG"}),
        ("Madagascar", ORIGIN, {ORIGIN: "MG", DESTINATION: "MG"}),
    ],
)
def test_a_seat_an_office_or_a_day_of_signing_is_none(phrase: str, name: str, facts: Facts) -> None:
    assert known((phrase,), name, facts) is None


def test_the_head_of_a_paper_names_the_country_of_who_wrote_it() -> None:
    assert known(("Madagascar",), ORIGIN, MADAGASCAR, head=()) is None


def test_a_country_within_another_fact_is_not_free() -> None:
    own = paper("d9", LIST, (*TOP, "Madagascar"), {"exporter_name": KITALI, "exporter_address": "Madagascar"})
    address = own.fields["exporter_address"]
    place = address.evidence[0].model_copy(update={"box": own.phrases[-1].box})
    fields = {**own.fields, "exporter_address": address.model_copy(update={"evidence": (place,)})}
    others = paper("d1", INVOICE, (), MADAGASCAR)
    assert ORIGIN in recognised([others, own])[1].fields
    assert ORIGIN not in recognised([others, own.model_copy(update={"fields": fields})])[1].fields


def test_two_origins_that_both_stand_there_are_not_told_apart() -> None:
    assert known(("Madagascar", "Kenya"), ORIGIN, MADAGASCAR, {ORIGIN: "KE"}) is None
