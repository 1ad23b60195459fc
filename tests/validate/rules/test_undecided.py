"""Where rules that nearly always decide cannot: what they rest on was not read, or no paper says it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model import Alternative, DocumentKind, Field, Sign
from tests.validate.papers import EVIDENCE, Change, add, all_of, edit, everywhere, gold, lines, paper, say, without
from tests.validate.rules.judging import Row, alone, case_of, strip
from tests.validate.rules.test_presence import no_custody
from tests.validate.test_sanctions import OPEN, SDN, screened
from validate.model import Dossier, EventType
from validate.policy import Policy, Wanted
from validate.rules.model import RULES

COUNTRIES = ("country_of_origin", "country_of_provenance", "country_of_destination")


def unread(whole: Dossier) -> Dossier:
    """No field of any paper was read."""
    papers = tuple(d.model_copy(update={"fields": {}, "lines": ()}) for d in whole.documents)
    return whole.model_copy(update={"documents": papers})


def coded(text: str | None) -> Change:
    """A code on the first paper."""
    sign = Sign(kind="qr", text=text, evidence=EVIDENCE[0])

    def change(whole: Dossier) -> Dossier:
        first = whole.documents[0].model_copy(update={"signs": (sign,)})
        return whole.model_copy(update={"documents": (first, *whole.documents[1:])})

    return change


def paid(kind: EventType) -> Change:
    """Events of this type say what was paid."""

    def change(whole: Dossier) -> Dossier:
        events = tuple(
            e.model_copy(update={"more": {"fee": "USD 12 per kg"}}) if e.type is kind else e
            for e in whole.custody.events
        )
        return whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": events})})

    return change


TWICE = Field(
    name="net_weight",
    value=None,
    raw="10.421 t / 10.241 t",
    status="conflicting",
    confidence=0.9,
    alternatives=tuple(Alternative(value=v, unit="t", raw=f"{v} t", score=0.9) for v in ("10.421", "10.241")),
)
NAMELESS_TWIN = add(paper("d19", DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, certificate_number="LS 024780"))

ROWS = [
    Row("H003", "diamonds", "not_decidable", all_of(strip(*COUNTRIES), no_custody)),
    Row("H003", "diamonds", "not_applicable"),
    Row("H005", "diamonds", "not_decidable", no_custody),
    Row("H009", "tin", "passed", paid(EventType.EXPORT)),
    Row("H009", "tin", "failed", paid(EventType.EXTRACT), ("info",)),
    Row("L002", "tin", "not_decidable", all_of(strip("certificate_number"), edit("icglr", document_number=None))),
    Row("L002", "tin", "passed"),
    Row("L002", "diamonds", "not_applicable"),
    Row("R031", "tin", "not_decidable", edit("icglr", issuing_authority=None)),
    Row("R033-codes", "gold", "not_decidable", coded(None)),
    Row("R033-codes", "gold", "not_applicable", coded("LOT 4711")),
    Row("R036", "gold", "not_decidable", strip(*COUNTRIES)),
    Row("W024", "gold", "not_decidable", unread),
    Row("W060", "gold", "passed"),
    Row("W063", "diamonds", "not_decidable", edit("tr", document_number=None)),
    Row("X029", "diamonds", "not_decidable", NAMELESS_TWIN),
    Row("X033", "gold", "not_decidable", unread),
    Row("X033", "tin", "failed", edit("icglr", net_weight=TWICE), ("review",)),
    Row("W-fields", "diamonds", "failed", all_of(edit("kp", parcel_count=None), say("kp", "CERTIFICATE")), ("block",)),
    Row("W-fields", "gold", "failed", all_of(edit("coo", exporter_name=None), say("coo", "ORIGEN")), ("review",)),
    Row("W030", "tin", "failed", all_of(edit("icglr", grade=None), say("icglr", "CERTIFICATE")), ("block", "info")),
    Row("W050", "gold", "failed", all_of(edit("lic", expiry_date=None), say("lic", "LICENCIA")), ("block",)),
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{r.rule}-{r.outcome}-{n}" for n, r in enumerate(ROWS)])
def test_rule(row: Row) -> None:
    row.holds()


def test_a_licence_whose_number_was_not_read_may_be_the_one_quoted() -> None:
    case = case_of(edit("lic", document_number=None)(gold()))
    apart = replace(case, documents=tuple(d for d in case.documents if d.type is not DocumentKind.EXPORT_LICENCE))
    assert RULES["X026"].judge(apart).outcome == "not_decidable"
    assert alone("X026", "gold", without("lic")).outcome == "failed"


def test_what_a_policy_wants_for_goods_that_are_not_known() -> None:
    house = Policy(
        required_document=(Wanted(id="assay", groups=("gold",), documents=(DocumentKind.ASSAY_CERTIFICATE,)),)
    )
    assert (
        alone(
            "policy-documents",
            "gold",
            all_of(strip("mineral", "hs_codes", "goods_description"), no_custody),
            policy=house,
        ).outcome
        == "not_decidable"
    )


def test_parties_are_screened_by_lists_that_are_loaded() -> None:
    hit = everywhere(importer_name="East Rise Corporation Ltd")
    assert screened(hit, SDN).outcome == "failed"
    assert screened(everywhere(), SDN).outcome == "passed"
    by_number = screened(say("inv", "Buyer VAT No: BE 0403.170.701"), OPEN)
    assert [f.severity for f in by_number.findings] == ["block"]
    assert alone("R017", "diamonds").outcome == "not_decidable"


def test_lines_that_do_not_add_up_fail() -> None:
    wrong = lines(
        "inv", {"net_weight": ("13843.5", "g"), "unit_price": ("USD", "98.01"), "value": ("USD", "1350000.00")}
    )
    assert alone("W060", "gold", wrong).outcome == "failed"
