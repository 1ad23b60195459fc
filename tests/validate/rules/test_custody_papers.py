"""Claims against the chain: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.validate.custody.chains import (
    ICGLR,
    INVOICE,
    KP,
    case,
    change,
    codes,
    diamond_papers,
    diamonds,
    findings,
    judge,
    tin,
    tin_papers,
)
from tests.validate.papers import make, paper
from validate.model import EventType

LOT = "LS-1"


@pytest.mark.parametrize("rule", ["custody-origin", "C008"])
def test_clean_chains_pass(rule: str) -> None:
    assert judge(rule, case(diamonds(), LOT, documents=diamond_papers())).outcome == "passed"
    assert judge(rule, case(tin(), "RW-1", documents=tin_papers())).outcome == "passed"


def all_from(country: str) -> Any:
    events = diamonds()
    for id_ in ("E1", "E2"):
        events = change(events, id_, country=country)
    return events


def test_the_chain_begins_in_another_country() -> None:
    given = case(all_from("ZW"), LOT, documents=diamond_papers())
    (finding,) = judge("custody-origin", given).findings
    assert (finding.code, finding.severity) == ("custody-origin-mismatch", "block")
    assert finding.left is not None
    assert finding.right is not None
    assert (finding.left.document, finding.left.field, finding.left.value) == ("d1", "country_of_origin", "LS")
    assert (finding.right.event, finding.right.field, finding.right.value) == ("E1", "country", "ZW")
    assert judge("C008", given).outcome == "passed"


def test_one_document_that_agrees_is_enough_and_a_mixed_claim_holds_any() -> None:
    one = (paper("d1", KP, country_of_origin="ZW"), paper("d2", INVOICE, country_of_origin="LS"))
    assert judge("custody-origin", case(diamonds(), LOT, documents=one)).outcome == "passed"
    mixed = (paper("d1", KP, country_of_origin="mixed"),)
    assert (
        judge("custody-origin", case(change(diamonds(), "E1", country="ZW"), LOT, documents=mixed)).outcome == "passed"
    )
    assert judge("C008", case(change(diamonds(), "E1", country="ZW"), LOT, documents=mixed)).outcome == "passed"


def test_a_claim_of_more_countries_than_the_chain_has_calls_a_reviewer() -> None:
    wide = (paper("d1", ICGLR, country_of_origin=["RW", "CD"]),)
    result = judge("custody-origin", case(tin(), "RW-1", documents=wide))
    assert [finding.severity for finding in result.findings] == ["review"]
    unknown = change(tin(), "T1", country=None, mine_site=None)
    assert judge("custody-origin", case(unknown, "RW-1", documents=wide)).outcome == "passed"


def test_mines_differ() -> None:
    papers = (paper("d1", ICGLR, country_of_origin="RW", mine_site="Rubaya"),)
    (finding,) = judge("custody-origin", case(tin(), "RW-1", documents=papers)).findings
    assert (finding.code, finding.severity) == ("custody-origin-mismatch", "review")
    assert finding.right is not None
    assert finding.right.field == "mine_site"


def test_origin_is_not_decidable() -> None:
    assert judge("custody-origin", case(diamonds(), LOT)).outcome == "not_decidable"
    placeless = tuple(event.model_copy(update={"country": None, "mine_site": None}) for event in diamonds())
    assert judge("custody-origin", case(placeless, LOT, documents=diamond_papers())).outcome == "not_decidable"
    assert judge("C008", case(placeless, LOT, documents=diamond_papers())).outcome == "not_decidable"


def test_a_weak_reading_of_the_origin_is_asked_about() -> None:
    weak = paper("d1", KP, country_of_origin="ZW")
    field = weak.fields["country_of_origin"].model_copy(update={"confidence": 0.5})
    weak = weak.model_copy(update={"fields": {"country_of_origin": field}})
    assert codes(judge("custody-origin", case(diamonds(), LOT, documents=(weak,)))) == {"uncertain-field"}
    half = change(diamonds(), "E1", country="BW")
    narrow = weak.model_copy(update={"fields": {"country_of_origin": field.model_copy(update={"value": "LS"})}})
    assert codes(judge("C008", case(half, LOT, documents=(narrow,)))) == {"uncertain-field"}


def test_mixing_under_a_single_claim() -> None:
    given = case(change(tin(), "T1", country="CD", mine_site="Rubaya"), "RW-1", documents=tin_papers())
    (finding,) = judge("C008", given).findings
    assert (finding.code, finding.severity) == ("undeclared-mixing", "block")
    assert "CD (41%) and RW (59%)" in finding.message
    assert judge("custody-origin", given).outcome == "passed"


def test_mines_of_one_country_are_no_mixing() -> None:
    given = case(change(tin(), "T1", mine_site="Another Pit"), "RW-1", documents=tin_papers())
    assert judge("C008", given).outcome == "passed"


def test_a_declared_mixture_is_none() -> None:
    wide = (paper("d1", ICGLR, country_of_origin=["CD", "RW"]),)
    given = case(change(tin(), "T1", country="CD", mine_site="Rubaya"), "RW-1", documents=wide)
    assert judge("C008", given).outcome == "passed"
    assert judge("custody-origin", given).outcome == "passed"


def test_an_event_that_claims_fewer_countries_than_its_inputs() -> None:
    events = change(change(tin(), "T1", country="CD"), "T7", more={"country_of_origin": "RW"})
    (finding,) = judge("C008", case(events, "RW-1")).findings
    assert finding.left is not None
    assert (finding.left.event, finding.left.field) == ("T7", "country_of_origin")
    declared = change(events, "T7", more={"country_of_origin": "CD;RW"})
    assert judge("C008", case(declared, "RW-1")).outcome == "passed"


def test_a_source_without_country_leaves_mixing_open() -> None:
    unknown = change(tin(), "T1", country=None, mine_site=None)
    assert judge("C008", case(unknown, "RW-1", documents=tin_papers())).outcome == "not_decidable"


@pytest.mark.parametrize(
    "facts", [{"type": EventType.RECYCLE}, {"recycled_share": Decimal(30)}, {"process": "melting of scrap"}]
)
def test_recycled_input_that_no_document_declares(facts: dict[str, Any]) -> None:
    given = case(change(tin(), "T1", **facts), "RW-1", documents=tin_papers())
    (finding,) = judge("custody-recycled", given).findings
    assert (finding.code, finding.severity) == ("undeclared-recycled", "block")
    assert finding.right is not None
    assert finding.right.event == "T1"


def test_declared_recycled_input_is_fine() -> None:
    recycled = change(tin(), "T1", type=EventType.RECYCLE)
    share = paper("d1", INVOICE, recycled_share="41.0")
    words = paper("d2", INVOICE, goods_description="Tin from recycled scrap")
    for document in (share, words):
        assert judge("custody-recycled", case(recycled, "RW-1", documents=(document,))).outcome == "passed"
    assert judge("custody-recycled", case(tin(), "RW-1")).outcome == "not_applicable"


def test_more_recycled_than_declared() -> None:
    recycled = change(tin(), "T1", type=EventType.RECYCLE)
    little = (paper("d1", INVOICE, recycled_share="10"),)
    (finding,) = judge("custody-recycled", case(recycled, "RW-1", documents=little)).findings
    assert "10 %" in finding.message
    assert "41 %" in finding.message


def test_artisanal_source_is_information() -> None:
    (finding,) = judge("H001", case(tin(), "RW-1", documents=tin_papers())).findings
    assert (finding.code, finding.severity) == ("artisanal-source", "info")
    dug = change(diamonds(), "E1", process="open pit")
    assert judge("H001", case(dug, LOT, documents=diamond_papers())).outcome == "passed"
    unsaid = judge("H001", case((), documents=diamond_papers()))
    assert (unsaid.outcome, bool(unsaid.reason)) == ("not_decidable", True)


@pytest.mark.parametrize(
    "words",
    [
        *("Artisanal mining", "garimpo", "pequeña minería", "exploitation artisanale", "small-scale diggers"),
        *("mineração artesanal", "ASM"),
    ],
)
def test_artisanal_source_on_the_papers(words: str) -> None:
    document = paper("d1", KP).model_copy(update={"more": {"mining_method": make("mining_method", words)}})
    assert codes(judge("H001", case((), documents=(document,)))) == {"artisanal-source"}


@pytest.mark.parametrize("words", ["non-artisanal", "industrial open pit", "not artisanal", "plasma"])
def test_what_is_not_artisanal(words: str) -> None:
    assert judge("H001", case(change(diamonds(), "E1", process=words), LOT)).outcome == "passed"


@pytest.mark.parametrize("process", ["artisanal digging", "industrial open pit"])
def test_the_artisanal_twin_has_the_same_outcome(process: str) -> None:
    twins = []
    for word in (process, "industrial open pit"):
        events = tin()
        for id_ in ("T1", "T2", "T3"):
            events = change(events, id_, process=word)
        broken = change(events, "T8", from_party="Stranger Ltd")
        twins.append([(f.code, f.severity) for f in findings(case(broken, "RW-1", documents=tin_papers()))])
    assert twins[0] == twins[1] == [("custody-gap", "block")]
