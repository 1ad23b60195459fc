"""Descriptions of goods that are known by the words in which the bundle's other papers describe theirs."""

from __future__ import annotations

import pytest

from extract.companions import recognised
from extract.model import Field
from tests.extract.test_companions import INVOICE, LICENCE, LIST, Facts, paper
from tests.extract.test_companions_instead import read_as

GOODS = "goods_description"
TIN: Facts = {GOODS: "Concentré de cassitérite (SnO2)", "mineral": "cassiterite"}
ROUGH: Facts = {GOODS: "rough diamonds of gem quality", "mineral": "rough diamonds"}
DORE: Facts = {GOODS: "Barras de oro doré", "mineral": "gold"}


def known(phrases: tuple[str, ...], *others: Facts) -> Field | None:
    """The description of a packing list with these phrases, as the other papers make it known."""
    papers = [paper(f"d{n}", (INVOICE, LICENCE)[n], (), facts) for n, facts in enumerate(others)]
    return recognised([*papers, paper("d9", LIST, phrases, {})])[-1].fields.get(GOODS)


@pytest.mark.parametrize(
    ("phrases", "facts", "told"),
    [
        (("Votre lot CLE-093, concentré de cassitérite, échantillon E-4410",), TIN, "concentré de cassitérite"),
        (("Cassiterite concentrate",), TIN, "Cassiterite concentrate"),
        (
            ("we ship rough diamonds", "1. Rough diamonds of gem quality, in 4 lots"),
            ROUGH,
            "Rough diamonds of gem quality",
        ),
        (("Rough diamonds, unsorted and natural. HS 7102.31",), ROUGH, "Rough diamonds, unsorted and natural"),
        (("Rough diamonds, HS 7102.31",), ROUGH, "Rough diamonds"),
        (("Of rough diamonds, not polished or mixed",), ROUGH, "rough diamonds, not polished"),
        (
            ("Notas. Diamantes brutos, não talhados nem montados, em 2 caixas",),
            ROUGH,
            "Diamantes brutos, não talhados nem montados",
        ),
        (("Diamants bruts non taillés – lot 4",), ROUGH, "Diamants bruts non taillés"),
        (("os diamantes brutos não foram talhados",), ROUGH, "diamantes brutos"),
        (("80 big bags of spodumene concentrate",), {"mineral": "lithium"}, "spodumene concentrate"),
        (("TANTALITE CONCENTRATE (COLTAN)",), {"mineral": "coltan"}, "TANTALITE CONCENTRATE (COLTAN)"),
        (("Cassiterite",), {GOODS: "cassiterite", "mineral": "cassiterite"}, "Cassiterite"),
        (("el oro doré que se ampara",), DORE, "oro doré"),
    ],
)
def test_the_goods_are_called_in_the_words_of_the_others(phrases: tuple[str, ...], facts: Facts, told: str) -> None:
    found = known(phrases, facts)
    assert found is not None
    assert (found.value, found.raw, found.rule, found.confidence) == (told, told, "as-stated-on-d0", 0.85)


@pytest.mark.parametrize(
    ("phrases", "facts"),
    [
        (("Cassitérite",), TIN),
        (("66,85 % WO3",), {GOODS: "wolframite concentrate", "mineral": "wolframite"}),
        (("copper cathodes",), TIN),
        (("in big bags and drums",), {GOODS: "cassiterite in big bags", "mineral": "cassiterite"}),
        (("Concentré de cassitérite",), {GOODS: "Concentré de cassitérite"}),
    ],
)
def test_a_mere_name_or_other_goods_are_no_description(phrases: tuple[str, ...], facts: Facts) -> None:
    assert known(phrases, facts) is None


def test_a_name_of_a_party_or_a_row_or_the_title_is_none() -> None:
    others = paper("d1", INVOICE, (), ROUGH)
    named = read_as(
        paper("d2", LIST, ("", "Slave Province Rough Diamonds Ltd"), {"issue_date": "2026-03-09"}),
        "exporter_name",
        "Slave Province Rough Diamonds Ltd",
        0.97,
    )
    assert GOODS not in recognised([others, named])[1].fields
    row = paper("d2", LIST, ("Rough diamonds",), {})
    stated = Field(
        name=GOODS,
        value="Rough diamonds",
        raw="Rough diamonds",
        confidence=0.9,
        evidence=(named.fields["issue_date"].evidence[0].model_copy(update={"box": row.phrases[0].box}),),
    )
    assert GOODS not in recognised([others, row.model_copy(update={"lines": ({GOODS: stated}, {})})])[1].fields
    assert GOODS in recognised([others, row.model_copy(update={"lines": ({GOODS: stated},)})])[1].fields
    titled = paper("d2", LIST, ("List of rough diamonds",), {}).model_copy(update={"title": "List of rough diamonds"})
    assert GOODS not in recognised([others, titled])[1].fields


@pytest.mark.parametrize(
    ("read", "confidence", "told"),
    [
        ("Concentré", 0.6, "Concentré de cassitérite"),
        ("emballage", 0.1, "Concentré de cassitérite"),
        ("emballage", 0.6, "emballage"),
        ("concentré de cassitérite, embalé", 0.1, "concentré de cassitérite, embalé"),
        ("Concentré", 0.95, "Concentré"),
    ],
)
def test_a_guess_or_a_part_gives_way_and_a_reading_does_not(read: str, confidence: float, told: str) -> None:
    own = paper("d2", LIST, ("", "Concentré de cassitérite"), {"issue_date": "2026-03-09"})
    fields = recognised([paper("d1", INVOICE, (), TIN), read_as(own, GOODS, read, confidence)])[1].fields
    assert fields[GOODS].value == told
    assert [other.value for other in fields[GOODS].alternatives] == ([read] if told != read else [])


def test_the_commodity_that_the_others_state_is_named_by_the_description() -> None:
    tin = paper("d1", INVOICE, (), TIN)
    fields = recognised([tin, paper("d2", LIST, ("Votre lot CLE-093, concentré de cassitérite",), {})])[1].fields
    mineral = fields["mineral"]
    assert (mineral.value, mineral.raw, mineral.rule) == ("cassiterite", "concentré de cassitérite", "as-stated-on-d1")
    assert mineral.confidence == 0.85
    own = paper("d2", LIST, (), {GOODS: "copper cathodes"})
    assert "mineral" not in recognised([tin, own])[1].fields
    other = paper("d3", LICENCE, (), {"mineral": "copper"})
    assert "mineral" not in recognised([tin, other, own])[2].fields
