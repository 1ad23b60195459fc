"""Rules on rates, prices, carriage and the sheet: where each fires, is silent, and cannot be decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.validate.papers import Change, all_of, edit, event, everywhere, gold, scanned, tin
from tests.validate.rules.judging import Row, case_of, strip
from validate.dated import Span
from validate.model import CustodyEvent, Dossier, EventType
from validate.reference_rows import ExchangeRate, MetalPrice
from validate.rules.model import RULES, Result

SAME = edit("icglr", value=("EUR", "180000.00"))
RATES = (
    ExchangeRate("EUR", date(2026, 2, 1), Decimal("1.0930")),
    ExchangeRate("GBP", date(2026, 2, 1), Decimal("1.3")),
)
LONG = Span(date(2020, 1, 1), None)


def loaded(rule: str, whole: Dossier, **tables: object) -> Result:
    case = case_of(whole)
    return RULES[rule].judge(replace(case, reference=replace(case.reference, **tables)))  # type: ignore[arg-type]  # tables by name


def test_two_currencies_at_the_rate_of_the_day() -> None:
    assert loaded("X007", tin(), exchange_rates=RATES).outcome == "not_applicable"
    assert loaded("X007", SAME(tin())).outcome == "not_decidable"
    assert loaded("X007", SAME(tin()), exchange_rates=RATES).outcome == "passed"
    dear = edit("icglr", value=("EUR", "130000.00"))(tin())
    assert [f.severity for f in loaded("X007", dear, exchange_rates=RATES).findings] == ["review"]
    old = (ExchangeRate("EUR", date(2026, 1, 1), Decimal("1.0930")),)
    assert loaded("X007", SAME(tin()), exchange_rates=old).outcome == "not_decidable"


def test_the_price_of_the_metal() -> None:
    at = MetalPrice("cassiterite", LONG, Decimal("30.00"), "exchange")  # 6.56 t of tin: USD 197,000
    assert loaded("X025", tin()).outcome == "not_decidable"
    assert loaded("X025", tin(), metal_prices=(at,)).outcome == "passed"
    dear = replace(at, usd_per_kg=Decimal("150.00"))
    assert [f.severity for f in loaded("X025", tin(), metal_prices=(dear,)).findings] == ["info"]
    assert loaded("X025", strip("grade")(tin()), metal_prices=(at,)).outcome == "not_decidable"


def carried(number: str, kilograms: str = "10420.9") -> Change:
    """A transport of the tin in the custody record, under this number."""

    def change(whole: Dossier) -> Dossier:
        more: CustodyEvent = event(
            *("E8", "2026-02-08", EventType.TRANSPORT, "RW-SN-278", kilograms, "kg", "RW"), document_numbers=(number,)
        )
        events = (*whole.custody.events, more)
        return whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": events})})

    return change


UNION = all_of(edit("kp", document_number="EU 01234567"), everywhere(certificate_number="EU 01234567"))

ROWS = [
    Row("X038", "tin", "not_decidable"),
    Row("X038", "tin", "passed", carried("MXSU892129850")),
    Row("X038", "tin", "failed", carried("MXSU892129580"), ("review",)),
    Row("X038", "tin", "failed", carried("MXSU892129850", "10300"), ("review",)),
    Row("X038", "tin", "passed", carried("MXSU892129850", "10450")),
    Row("X038", "tin", "not_decidable", carried("OTHER-77")),
    Row("W074", "diamonds", "not_applicable"),
    Row("W074", "diamonds", "not_decidable", UNION),
    Row("W074", "diamonds", "passed", all_of(UNION, scanned("kp", 200))),
    Row("W074", "diamonds", "failed", all_of(UNION, scanned("kp", 200, height=635.0)), ("info",)),
    Row("W074", "diamonds", "not_decidable", all_of(UNION, scanned("kp", 200, "perspective-undone"))),
    Row("W074", "diamonds", "not_decidable", all_of(UNION, scanned("kp", 200, "several-sheets", height=635.0))),
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{r.rule}-{r.outcome}-{n}" for n, r in enumerate(ROWS)])
def test_rule(row: Row) -> None:
    row.holds()


def test_gold_without_a_transport_document() -> None:
    bare = gold()
    papers = tuple(d for d in bare.documents if d.type.value != "transport_document")
    assert loaded("X038", bare.model_copy(update={"documents": papers})).outcome == "not_applicable"
