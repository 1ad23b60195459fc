"""Rules that judge by tables of the user, or by several lots: what the shipped tables and one lot do not show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extract.model import DocumentKind
from tests.validate.papers import add, all_of, diamonds, event, everywhere, paper, say, tin
from tests.validate.rules.judging import alone, case_of
from tests.validate.rules.test_diamond_rules import SELF
from tests.validate.test_check import joined
from validate.dated import Span
from validate.model import Dossier, EventType
from validate.reference_rows import Smelter
from validate.rules.circumstances import goods
from validate.rules.model import RULES


def smelted(whole: Dossier) -> Dossier:
    more = event(
        "E9", "2026-01-20", EventType.PROCESS, "RW-SN-278", "10420.9", "kg", "RW", from_party="Phoenix Metal Ltd"
    )
    events = (*whole.custody.events, more)
    return whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": events})})


def test_smelters_on_the_lists_that_the_user_loads() -> None:
    assert alone("R029", "tin").outcome == "not_applicable"
    case = case_of(smelted(tin()))
    judge = RULES["R029"].judge
    assert judge(case).outcome == "not_decidable"
    listed = Smelter("PHOENIX METAL LIMITED", "RW", "RMAP", Span(date(2020, 1, 1), None))
    assert judge(replace(case, reference=replace(case.reference, smelters=(listed,)))).outcome == "passed"
    ended = replace(listed, span=Span(None, date(2024, 1, 1)))
    said = judge(replace(case, reference=replace(case.reference, smelters=(ended,))))
    assert [f.severity for f in said.findings] == ["info"]


def test_one_self_certification_for_two_lots() -> None:
    both = joined(diamonds(1), diamonds(2, "LS 024799"))
    letter = paper("d60", DocumentKind.ORIGIN_DECLARATION, invoice_number="KK66871, KK66872")
    whole = all_of(everywhere(country_of_destination="US"), add(letter), say("decl", *SELF))(both)
    case = case_of(whole)
    assert len(case.bundle.homes["d60"]) == 2
    assert [f.severity for f in RULES["W072"].judge(case).findings] == ["info"]


def test_a_paper_of_two_lots_does_not_say_which_goods_each_of_them_is() -> None:
    both = paper(
        "d0",
        DocumentKind.CERTIFICATE_OF_ORIGIN,
        certificate_number="RW-ICGLR-70001, RW-ICGLR-70002",
        mineral="wolframite",
        hs_codes=["261100", "261590"],
    )
    kept = tin()
    certificates = (
        paper(
            f"d{number}",
            DocumentKind.ICGLR_CERTIFICATE,
            document_number=f"RW-ICGLR-7000{number}",
            lot_number=f"RW-L-{number}",
            mineral=mineral,
            hs_codes=[code],
        )
        for number, mineral, code in ((1, "coltan", "261590"), (2, "wolframite", "261100"))
    )
    whole = kept.model_copy(
        update={
            "documents": (both, *certificates),
            "custody": kept.custody.model_copy(update={"events": ()}),
        }
    )
    for number in range(2):
        case = case_of(whole, number=number)
        assert len(case.bundle.homes["d0"]) == 2
        own = next(d for d in case.documents if d.type is DocumentKind.ICGLR_CERTIFICATE)
        named = goods(case)
        assert named is not None
        assert named.name == own.fields["mineral"].value
        assert RULES["X009-goods"].judge(case).outcome == "passed"


def test_a_certificate_in_another_language_alone() -> None:
    def foreign(whole: Dossier) -> Dossier:
        papers = tuple(d.model_copy(update={"language": "pt"}) for d in whole.documents)
        return whole.model_copy(update={"documents": papers})

    said = alone(
        "W017", "diamonds", all_of(foreign, say("kp", "Certificado do Processo Kimberley", "Peso em quilates"))
    )
    assert said.severities == ["info"]
