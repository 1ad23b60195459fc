"""Papers of several lots: told by what they print, judged by what the lots weigh together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.model import Document, TextLine
from ingest.model import Box
from tests.validate.papers import Change, all_of, checked, diamonds, edit, loud, without
from tests.validate.rules.judging import alone
from tests.validate.test_check import joined
from validate.lots import form_lots
from validate.model import Dossier

BOTH = ("KP CERTIFICATES LS 024780 AND", "LS 024799 ATTACHED", "ROUGH DIAMONDS 2,646.18 CTS")


def says(id_: str, *lines: str) -> Change:
    """The dossier with a document that bears these lines."""

    def put(whole: Dossier) -> Dossier:
        text = tuple(TextLine(line, 1, Box(0.1, 0.1, 0.9, 0.2), 1.0, True) for line in lines)
        done = [d.model_copy(update={"text": text}) if d.id == id_ else d for d in whole.documents]
        return whole.model_copy(update={"documents": tuple(done)})

    return put


def waybill(dossier: Dossier) -> Document:
    return next(d for d in dossier.documents if d.type.value == "transport_document")


def two(*changes: Change, lines: tuple[str, ...] = BOTH) -> Callable[[Dossier], Dossier]:
    """Two lots under one waybill, of which only the first certificate was read as quoted."""

    def made(_: Dossier) -> Dossier:
        whole = joined(diamonds(1), without("tr")(diamonds(2, "LS 024799")))
        facts = edit(
            "tr", certificate_number="LS 024780", carat_weight="2646.18", seal_numbers=["KP251201", "KP251202"]
        )
        whole = facts(whole)
        return all_of(says(waybill(whole).id, *lines), *changes)(whole)

    return made


def unweighed(whole: Dossier) -> Dossier:
    """The dossier, the second lot's papers without a weight."""
    done = [
        d.model_copy(update={"fields": {n: f for n, f in d.fields.items() if n != "carat_weight"}})
        if d.id.startswith("d2")
        else d
        for d in whole.documents
    ]
    return whole.model_copy(update={"documents": tuple(done)})


def test_a_waybill_that_prints_two_certificates_is_both_lots_and_agrees_with_both() -> None:
    whole = two()(diamonds())
    assert [waybill(whole).id in lot.documents for lot in form_lots(whole)] == [True, True]
    assert {c for lot in checked(whole) for c in loud(lot)} == set()


@pytest.mark.parametrize(
    "lines",
    [
        ("KP CERTIFICATE LS 024780",),
        ("KP CERTIFICATE LS 024780", "LS 0247991"),
        ("KP CERTIFICATE LS 024780", "24799"),
    ],
)
def test_a_waybill_that_prints_one_is_that_lots(lines: tuple[str, ...]) -> None:
    whole = two(lines=lines)(diamonds())
    assert sorted(waybill(whole).id in lot.documents for lot in form_lots(whole)) == [False, True]


def test_the_weight_of_several_lots_is_their_sum_or_one_of_theirs() -> None:
    assert alone("X005-lots", "diamonds", two()).outcome == "passed"
    assert alone("X005-lots", "diamonds", two(edit("tr", carat_weight="1273.09"))).outcome == "passed"
    wrong = alone("X005-lots", "diamonds", two(edit("tr", carat_weight="2664.18")))
    assert (wrong.outcome, wrong.codes, wrong.severities) == ("failed", ["weight-mismatch"], ["review"])
    assert "2646.18 ct" in wrong.findings[0].message
    assert alone("X005-lots", "diamonds").outcome == "not_applicable"
    assert alone("X005-lots", "diamonds", two(unweighed)).outcome == "not_decidable"


def sealed(*seals: str) -> Change:
    """The waybill's seals, whatever else it states."""
    return edit("tr", seal_numbers=list(seals))


def test_a_paper_for_several_lots_bears_the_seals_of_each() -> None:
    assert alone("X017-lots", "diamonds", two()).outcome == "passed"
    wrong = alone("X017-lots", "diamonds", two(sealed("KP251210", "KP251202")))
    assert (wrong.outcome, wrong.codes, wrong.severities) == ("failed", ["seal-mismatch"], ["review"])
    assert alone("X017-lots", "diamonds", two(sealed("CONT770418"))).outcome == "not_decidable"
    assert alone("X017-lots", "diamonds").outcome == "not_applicable"
