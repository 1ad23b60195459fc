"""What a second paper states alike is surer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.borne_out import borne_out
from extract.model import Document, DocumentKind, Field, FieldValue, Money

INVOICE, LIST = DocumentKind.COMMERCIAL_INVOICE, DocumentKind.PACKING_LIST
BEFORE = 0.88


def paper(name: str, kind: DocumentKind, **values: FieldValue) -> Document:
    fields = {
        field: Field(name=field, value=value, raw=str(value), confidence=BEFORE) for field, value in values.items()
    }
    return Document(id=name, type=kind, confidence=0.99, language="en", pages=(), fields=fields)


def after(one: Document, other: Document) -> dict[str, float]:
    return {name: field.confidence for name, field in borne_out([one, other])[0].fields.items()}


@pytest.mark.parametrize(
    ("field", "value", "elsewhere", "other", "surer"),
    [
        ("exporter_name", "Aldgate Metals Ltd", "exporter_name", "ALDGATE METALS LTD.", True),
        ("exporter_name", "Aldgate Metals Ltd", "exporter_name", "Bankside Ores Ltd", False),
        ("document_number", "INV-204", "invoice_number", "INV 204", True),
        ("net_weight", "20.5", "net_weight", "20.5", True),
        ("net_weight", "20.5", "gross_weight", "20.5", False),
        ("value", Money(amount=Decimal(5), currency="USD"), "value", Money(amount=Decimal(5), currency="EUR"), False),
        ("issue_date", "2026-05-01", "issue_date", "2026-05-01", False),
        ("goods_description", "cassiterite", "goods_description", "cassiterite", False),
    ],
)
def test_only_the_same_fact_of_a_second_paper_makes_a_value_surer(
    field: str, value: FieldValue, elsewhere: str, other: FieldValue, surer: bool
) -> None:
    found = after(paper("d1", INVOICE, **{field: value}), paper("d2", LIST, **{elsewhere: other}))[field]
    assert (found > BEFORE) is surer
    assert found == BEFORE or surer


def test_a_paper_does_not_bear_itself_out() -> None:
    alone = paper("d1", INVOICE, document_number="INV-204", invoice_number="INV-204")
    assert borne_out([alone]) == (alone,)


def test_what_could_not_be_read_stays_as_it_was_and_no_value_changes() -> None:
    unread = Field(name="lot_number", value=None, raw="", confidence=0.3, status="unreadable")
    one = paper("d1", INVOICE, exporter_name="Aldgate Metals Ltd").model_copy(update={"fields": {"lot_number": unread}})
    assert borne_out([one, one.model_copy(update={"id": "d2"})])[0] == one


def test_a_party_that_as_many_papers_name_in_the_other_role_is_to_be_looked_at() -> None:
    buyer, seller = "Aldgate Metals Ltd", "Bankside Ores Ltd"
    told = [paper(f"d{number}", LIST, exporter_name=seller, importer_name=buyer) for number in (1, 2, 3)]
    crossed = [paper(f"d{number}", INVOICE, exporter_name=buyer) for number in (4, 5)]
    found = borne_out([*told, *crossed])
    assert all(one.fields["exporter_name"].confidence < BEFORE for one in found[3:])
    assert all(field.confidence > BEFORE for one in found[:3] for field in one.fields.values())
