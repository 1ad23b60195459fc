"""Papers of one content under other numbers, told by what they state and by their figures."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from extract.model import Document, TextLine
from ingest.model import Box
from tests.validate.papers import Change, all_of, changed, diamonds, edit, kind_of, outcome
from tests.validate.remembered import checked_after, scanned
from tests.validate.rules.judging import strip
from validate.copies import figures_of, resemblance, same_facts
from validate.model import CheckedLot, Dossier
from validate.numbers import clear_digits

TERMS = "Bank account 0012 7745 9031 VAT BW442871 phone +266 22312 447 box 1093 Payment within 30 days"
"""What every paper of one office bears."""


def printed(dossier: Dossier, *, digital: bool = True, misread: float = 0.0) -> Dossier:
    """The papers with a wording that bears all their facts and the office's own terms; so many words misread."""
    chance = random.Random(7)

    def read(text: str) -> str:
        return "".join(
            chance.choice("0123456789") if c.isdigit() and chance.random() < misread / 5 else c for c in text
        )

    def worded(document: Document) -> Document:
        lines = [f"{name.replace('_', ' ')}: {field.raw}" for name, field in document.fields.items()]
        lines += [f"item {n} {field.raw}" for n, line in enumerate(document.lines) for field in line.values()]
        text = tuple(
            TextLine(read(line), 1, Box(0.1, 0.1, 0.9, 0.12), 0.97 if digital else 0.93, digital)
            for line in (*lines, TERMS)
        )
        return document.model_copy(update={"text": text})

    return dossier.model_copy(update={"documents": tuple(worded(d) for d in dossier.documents)})


RENUMBERED: Change = all_of(
    edit("kp", document_number="LS 024999", issue_date="2026-02-10", expiry_date="2026-04-10"),
    edit("inv", document_number="KK70001", certificate_number="LS 024999", issue_date="2026-02-08"),
    edit("tr", document_number="176-11111111", certificate_number="LS 024999", issue_date="2026-02-12"),
    edit("pl", document_number="PL-1", invoice_number="KK70001", issue_date="2026-02-08"),
)
"""Every number and date of the papers made new, and nothing else."""


def of_rule(lot: CheckedLot, rule: str) -> list[str]:
    return [finding.message for finding in lot.findings if finding.rule == rule]


@pytest.mark.parametrize(
    "read",
    [
        printed,
        lambda dossier: printed(dossier, digital=False),
        lambda dossier: printed(dossier, digital=False, misread=0.05),
    ],
    ids=["digital", "scanned", "scanned, some digits misread"],
)
def test_the_same_content_under_new_numbers_and_dates(read: Callable[[Dossier], Dossier]) -> None:
    first = printed(scanned(diamonds(1), "first"))
    again = read(scanned(RENUMBERED(diamonds(1)), "again"))
    (lot,) = checked_after(first, again)
    assert any("The invoice KK70001" in message for message in of_rule(lot, "L012"))
    assert {f.severity for f in lot.findings if f.rule == "L012"} == {"review"}


def test_the_next_lot_of_one_office_is_no_copy() -> None:
    first = printed(scanned(diamonds(1), "first"))
    following = printed(scanned(diamonds(2, "LS 024781"), "second"))
    (lot,) = checked_after(first, following)
    assert outcome(lot, "L012") == "passed"
    assert outcome(lot, "L007") == "passed"


def test_one_weight_of_two_lots_is_no_copy_where_other_figures_differ() -> None:
    """A seller ships the same weight at the same price again; seals and waybill are others, dates too."""
    first = printed(scanned(diamonds(1), "first"))
    seal = edit("kp", seal_numbers=["KP999111", "KP999112", "KP999113"])
    again = printed(scanned(all_of(RENUMBERED, seal)(diamonds(1)), "again"))
    (lot,) = checked_after(first, again)
    assert not any("certificate" in message for message in of_rule(lot, "L012"))


def test_a_copy_whose_number_is_not_read() -> None:
    first = printed(scanned(diamonds(1), "first"))
    again = printed(scanned(RENUMBERED(diamonds(1)), "again"))
    hidden = again.model_copy(
        update={
            "documents": tuple(
                changed(d, document_number=None) if d.id == kind_of(again, "inv") else d for d in again.documents
            )
        }
    )
    (lot,) = checked_after(first, hidden)
    assert [message for message in of_rule(lot, "L007") if "states the same" in message]


def test_a_bundle_that_is_run_again_is_no_copy_of_itself() -> None:
    first = printed(scanned(diamonds(1), "first"))
    rescanned = printed(scanned(diamonds(1), "again"), digital=False, misread=0.05)
    for order in ((first, first), (first, rescanned), (first, rescanned, first)):
        (lot,) = checked_after(*order)
        assert of_rule(lot, "L007") == of_rule(lot, "L012") == []


def test_two_copies_in_one_bundle_accuse_nobody() -> None:
    both = printed(scanned(diamonds(1), "first"))
    extra = [d.model_copy(update={"id": f"d9{d.id[1:]}", "marks": ("copy",)}) for d in both.documents]
    doubled = both.model_copy(update={"documents": (*both.documents, *extra)})
    for order in ((doubled,), (both, doubled), (doubled, doubled)):
        for lot in checked_after(*order):
            assert of_rule(lot, "L007") == of_rule(lot, "L012") == []


def test_standing_declarations_are_no_copies() -> None:
    facts = {"exporter_name": "A Ltd", "importer_name": "B NV", "country_of_origin": "LS", "parcel_count": "2"}
    assert not same_facts(facts, facts), "they state neither a weight nor a value"
    assert same_facts(facts | {"value": "USD 9"}, facts | {"value": "USD 9", "issue_date": "2026-01-01"}) == 5
    assert not same_facts(facts | {"value": "USD 9"}, facts | {"value": "USD 8"})


def test_figures_leave_out_dates_and_the_papers_own_number() -> None:
    document = printed(diamonds(1)).documents[1]
    own = clear_digits("KK66871")
    without = changed(document, document_number="XX1", issue_date="2027-07-07")
    other = printed(diamonds(1).model_copy(update={"documents": (without,)})).documents[0]
    assert resemblance(figures_of(document, own)[0], figures_of(other, clear_digits("XX1"))[0]) == 1.0
    assert resemblance((), ()) == 0.0


def test_figures_of_a_long_list_are_sampled() -> None:
    """Two lists of 3,000 weights of which nine in ten are the same resemble each other as all of their figures do."""
    document = printed(diamonds(1)).documents[1]

    def listing(first: int) -> Document:
        line = document.text[0]
        text = tuple(line._replace(text=f"parcel {1000 + n}.{n % 90 + 10} ct") for n in range(first, first + 3000))
        return document.model_copy(update={"text": text})

    likeness = resemblance(figures_of(listing(0), "")[0], figures_of(listing(300), "")[0])
    assert abs(likeness - 2700 / 3300) < 0.12


def test_without_a_memory_copies_are_not_decidable() -> None:
    (lot,) = checked_after(strip("document_number")(diamonds(1)))
    assert outcome(lot, "L007") == "passed", "nothing is remembered yet"
