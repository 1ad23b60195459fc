"""A country that the bundle states for a role is known again where the paper names it in no other, and only there."""

from __future__ import annotations

import pytest

from extract.companions import recognised
from extract.model import Field
from tests.extract.test_companions import INVOICE, KITALI, LICENCE, LIST, Facts, paper
from tests.extract.test_companions_instead import read_as

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
        ("MG", ORIGIN, MADAGASCAR, "MG"),
        ("wolframite of Malagasy origin, at a declared value", ORIGIN, MADAGASCAR, "Malagasy"),
        ("para o lote, por Madagascar, pela cooperativa detentora", ORIGIN, MADAGASCAR, "Madagascar"),
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
        ("Banque malgache, compte 22", ORIGIN, MADAGASCAR),
        ("all charges outside Egypt", DESTINATION, EGYPT),
        ("Kenya", ORIGIN, MADAGASCAR),
        ("Teófilo Otoni, MG", ORIGIN, MADAGASCAR),
        ("Madagascar", "country_of_provenance", {"country_of_provenance": "MG"}),
        ("Madagascar", ORIGIN, {ORIGIN: "MG", DESTINATION: "MG"}),
    ],
)
def test_a_seat_an_office_or_a_day_of_signing_is_none(phrase: str, name: str, facts: Facts) -> None:
    assert known((phrase,), name, facts) is None


def test_a_word_for_origin_or_mining_says_so_wherever_it_stands() -> None:
    for phrase in ("Origin Madagascar", "nos. 4417, extraits à Madagascar, sur le site"):
        assert known((phrase,), ORIGIN, MADAGASCAR, head=()) is not None
    assert known(("Direction des mines de Madagascar",), ORIGIN, MADAGASCAR, head=()) is None


def test_the_full_name_of_a_country_is_a_cells_lower_on_the_page() -> None:
    low = tuple(f"line {n}" for n in range(14))
    assert known(("République de Madagascar",), ORIGIN, MADAGASCAR, head=low) is not None


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


@pytest.mark.parametrize(
    ("phrase", "role", "is_known"),
    [
        ("district d'Ihosy, dans le sud (Madagascar)", "country_of_provenance", True),
        ("Toamasina, Madagascar", "country_of_provenance", False),
        ("Toamasina, Madagascar", "goods_description", True),
    ],
)
def test_where_goods_left_from_may_be_where_they_are_from_but_no_port(phrase: str, role: str, is_known: bool) -> None:
    own = read_as(paper("d9", LIST, ("", phrase, *TOP[:2]), {"issue_date": "2026-03-09"}), role, "MG", 0.97, raw=phrase)
    low = tuple(
        line._replace(box=line.box._replace(y0=line.box.y0 + 0.3, y1=line.box.y1 + 0.3)) for line in own.phrases
    )
    place = own.fields[role].evidence[0].model_copy(update={"box": low[1].box})
    fields = {role: own.fields[role].model_copy(update={"evidence": (place,)})}
    own = own.model_copy(update={"phrases": low, "fields": fields})
    assert (ORIGIN in recognised([paper("d1", INVOICE, (), MADAGASCAR), own])[1].fields) is is_known


def test_an_adjective_at_a_lines_beginning_goes_on_with_the_word_before_it() -> None:
    found = known(("saphirs bruts d'origine", "malgache, SH 7103"), ORIGIN, MADAGASCAR)
    assert found is not None
    assert found.raw == "malgache"


def test_two_origins_that_both_stand_there_are_not_told_apart() -> None:
    assert known(("Madagascar", "Kenya"), ORIGIN, MADAGASCAR, {ORIGIN: "KE"}) is None
