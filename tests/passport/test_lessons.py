"""The lessons of the field, H001 to H014 of the catalogue, on whole lots: from papers and chain to the passport."""

from __future__ import annotations

import pytest

from passport.build import build
from passport.model import Passport
from tests.passport.factory import MADE_BY
from tests.validate.papers import AS_OF, Change, all_of, checked, edit, everywhere, further, say, without
from tests.validate.rules.judging import MAKERS
from tests.validate.rules.test_followup import arrived
from tests.validate.rules.test_lessons import NAMELESS, events
from validate.model import CheckedLot, EventType, Finding

LOTS = sorted(MAKERS)


def lot(name: str, *changes: Change) -> CheckedLot:
    """The first lot of changed papers, checked by every rule."""
    (first, *_) = checked(all_of(*changes)(MAKERS[name]()))
    return first


def loud(one: CheckedLot) -> list[tuple[str, str, str]]:
    """What blocks or calls a reviewer."""
    return [(f.rule, f.code, f.severity) for f in one.findings if f.severity != "info"]


def told(one: CheckedLot, rule: str) -> list[Finding]:
    """What one rule says."""
    return [f for f in one.findings if f.rule == rule]


def passport(name: str, *changes: Change) -> Passport:
    """The passport of changed papers."""
    dossier = all_of(*changes)(MAKERS[name]())
    (first, *_) = checked(dossier)
    return build(first, dossier, MADE_BY, AS_OF)


@pytest.mark.parametrize("name", LOTS)
@pytest.mark.parametrize("fault", [everywhere(), everywhere(exporter_name="Alpha Trading DMCC")])
def test_h001_no_outcome_is_worse_because_a_source_is_artisanal(name: str, fault: Change) -> None:
    small_source, large_source = "artisanal, hand digging", "open pit"
    for switched in (
        (events(process=small_source), events(process=large_source)),
        (further("inv", mining_method=small_source), further("inv", mining_method=large_source)),
    ):
        small, large = (lot(name, fault, switch) for switch in switched)
        assert (small.status, loud(small)) == (large.status, loud(large))


@pytest.mark.parametrize("name", LOTS)
def test_h002_any_one_identifier_suffices_for_a_small_source(name: str) -> None:
    for told_by in ({"field agent": "A-17"}, {"mining title": "PR 12"}):
        assert told(lot(name, NAMELESS, events(more=told_by)), "H002") == []
    assert {f.severity for f in told(lot(name, NAMELESS), "H002")} == {"info"}


@pytest.mark.parametrize("name", LOTS)
def test_h003_a_risk_is_flagged_with_a_plan_and_a_day_and_never_shuts_out(name: str) -> None:
    one = lot(name, everywhere(country_of_origin="CD", country_of_provenance="CD"), events(country="CD"))
    [plan] = told(one, "H003")
    assert (plan.severity, "2026-08-20" in plan.message) == ("info", True)
    assert [f for f in one.findings if f.code == "high-risk-area" and f.severity != "info"] == []


@pytest.mark.parametrize("name", LOTS)
def test_h004_industrial_lots_get_the_same_checks(name: str) -> None:
    small, large = lot(name, events(process="artisanal digging")), lot(name, events(process="block caving"))
    assert [c.rule for c in small.checks] == [c.rule for c in large.checks]
    assert [c.outcome for c in small.checks if c.rule[0] in "WXCR"] == [
        c.outcome for c in large.checks if c.rule[0] in "WXCR"
    ]


def test_h005_a_step_without_inputs_is_mixed_with_unknown_shares() -> None:
    one = lot("tin", events(type=EventType.AGGREGATE))
    assert told(one, "H005")
    assert {f.severity for f in told(one, "H005")} == {"info"}
    assert all(source.country is None for source in one.lineage.sources), "nothing is known of where it began"


def test_h006_a_recycled_claim_needs_evidence() -> None:
    assert [f.severity for f in told(lot("gold", edit("inv", recycled_share="100")), "H006")] == ["review"]
    assert told(lot("gold"), "H006") == []


def test_h007_a_partys_word_is_shown_as_its_word() -> None:
    alone = passport("tin", without("icglr"))
    assert {o.claim for o in alone.origin.countries} <= {"self-declared", "inferred-from-custody"}
    assert told(lot("tin", without("icglr")), "H007")
    assert "government-certified" in {o.claim for o in passport("tin").origin.countries}


def test_h008_the_limits_of_the_kimberley_process_are_shown() -> None:
    named = {u.about: u.reason for u in passport("diamonds").undecided}
    assert "rebel movements" in named["scope of the Kimberley Process"]
    assert "human" in named["scope of the Kimberley Process"]
    assert not any("Kimberley" in u.about for u in passport("gold").undecided)


def test_h009_who_pays_is_said_where_it_is_stated() -> None:
    paid = events(more={"tag fee paid by": "cooperative, USD 3.5 per kg"})
    assert [f.severity for f in told(lot("tin", paid), "H009")] == ["info"]
    assert loud(lot("tin", paid)) == loud(lot("tin"))


def test_h010_upstream_can_read_the_result_and_its_reasons() -> None:
    untold = told(lot("diamonds", arrived("BE", result_sent="no")), "H010")
    assert [f.severity for f in untold] == ["info"]
    made = passport("diamonds", edit("inv", exporter_name="Alpha Trading DMCC"))
    assert [f for f in made.findings if not f.message or not f.basis] == [], "every reason is in the passport in words"


def test_h011_no_scheme_is_compulsory() -> None:
    outcomes = []
    for scheme in ("iTSCi", "Better Mining", "RMB tags", ""):
        one = lot("tin", events(more={"scheme": scheme} if scheme else {}), say("pl", f"Tags of {scheme}"))
        outcomes.append((one.status, loud(one)))
    assert outcomes.count(outcomes[0]) == len(outcomes)


def test_h012_a_schemes_status_is_information() -> None:
    one, other = lot("tin", say("pl", "iTSCi tags attached")), lot("tin", say("pl", "tags attached"))
    assert [f.severity for f in told(one, "H012")] == ["info"]
    assert (one.status, loud(one)) == (other.status, loud(other))


@pytest.mark.parametrize("name", LOTS)
def test_h013_an_unlicensed_digger_closes_no_lot(name: str) -> None:
    one = lot(name, events(process="artisanal digging"))
    assert {f.severity for f in told(one, "H013")} == {"info"}
    assert one.status == lot(name).status


@pytest.mark.parametrize("name", LOTS)
def test_h014_little_is_asked_of_the_first_in_the_chain(name: str) -> None:
    bare = lot(name, events(mine_site=None, location=None, tags=(), process=None, document_numbers=(), more={}))
    first = next(e.id for e in MAKERS[name]().custody.events if e.type is EventType.EXTRACT)
    asked = {f.rule for f in bare.findings if f.severity != "info" and f.left is not None and f.left.event == first}
    # Of tagged ores the law of the region asks for mine site and tag; of all others nothing is asked but a name.
    assert asked <= ({"C018"} if name == "tin" else set())
