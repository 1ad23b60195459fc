"""Three digits behind one mark are thousands where another paper of the bundle says so unmistakably."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.companions import recognised
from extract.companions_scaled import scaled
from extract.model import Document, DocumentKind, Field
from tests.extract.test_companions import paper

LIST, WAYBILL, INVOICE = (
    DocumentKind.PACKING_LIST,
    DocumentKind.TRANSPORT_DOCUMENT,
    DocumentKind.COMMERCIAL_INVOICE,
)


def weighed(name: str, kind: DocumentKind, **weights: tuple[str, str, str]) -> Document:
    """A paper with weights: (value, unit, as printed)."""
    bare = paper(name, kind, (), {"issue_date": "2026-01-15"})
    place = bare.fields["issue_date"].evidence
    fields = {
        field: Field(name=field, value=value, unit=unit, raw=raw, confidence=0.97, evidence=place)
        for field, (value, unit, raw) in weights.items()
    }
    return bare.model_copy(update={"fields": {**bare.fields, **fields}})


OPEN = weighed("d2", LIST, net_weight=("21.150", "kg", "21.150"), gross_weight=("21.192", "kg", "21.192"))


@pytest.mark.parametrize(
    "other",
    [
        ("21.150", "t", "21.150 t"),
        ("21150", "kg", "21 150 kg"),
        ("21150.0", "kg", "21.150,0"),
        ("21150000", "g", "21150000 g"),
    ],
)
def test_another_paper_settles_both_weights_and_the_rows(other: tuple[str, str, str]) -> None:
    row = {"net_weight": Field(name="net_weight", value="7.042", unit="kg", raw="7.042", confidence=0.97)}
    papers = [weighed("d1", INVOICE, net_weight=other), OPEN.model_copy(update={"lines": (row,)})]
    found = scaled(papers)[1]
    assert [found.fields[name].value for name in ("net_weight", "gross_weight")] == ["21150", "21192"]
    assert found.lines[0]["net_weight"].value == "7042"
    assert found.fields["net_weight"].alternatives[0].value == "21.150"
    assert found.fields["net_weight"].rule == "thousands-as-on-d1"
    assert recognised(papers)[1].fields["net_weight"].value == "21150"


def test_a_gross_weight_alone_is_settled_by_the_net_weight_of_another() -> None:
    bill = weighed("d2", WAYBILL, gross_weight=("21.192", "kg", "21.192 KG"))
    net = weighed("d1", INVOICE, net_weight=("21.150", "t", "21.150 t"))
    assert scaled([net, bill])[1].fields["gross_weight"].value == "21192"
    heavy = weighed("d1", INVOICE, net_weight=("31.150", "t", "31.150 t"))
    assert scaled([heavy, bill])[1] == bill


@pytest.mark.parametrize(
    "other",
    [
        ("21.150", "kg", "21,150 kg"),  # as open as the first
        ("21150", "g", "21 150 g"),
        ("22.150", "t", "22.150 t"),
    ],
)
def test_what_no_paper_settles_stays(other: tuple[str, str, str]) -> None:
    assert scaled([weighed("d1", INVOICE, net_weight=other), OPEN])[1] == OPEN


@pytest.mark.parametrize("raw", ["21.15", "1.021.150", "21.1500"])
def test_a_number_that_is_not_open_stays(raw: str) -> None:
    own = weighed("d2", LIST, net_weight=(str(Decimal("21.150")), "kg", raw))
    assert scaled([weighed("d1", INVOICE, net_weight=("21.150", "t", "21.150 t")), own])[1] == own


LICENCE = weighed("d2", DocumentKind.EXPORT_LICENCE, licensed_quantity=("2.400", "t", "2.400 t"))


def test_a_licence_is_read_as_thousands_where_it_covers_the_lot_so() -> None:
    lot = weighed("d1", INVOICE, net_weight=("310", "t", "310 t"))
    found = scaled([lot, LICENCE])[1].fields["licensed_quantity"]
    assert (found.value, found.unit, found.rule) == ("2400", "t", "thousands-as-on-d1")
    assert found.confidence < 0.9


@pytest.mark.parametrize("weight", ["2.1", "19", "2600"])
def test_a_licence_that_may_be_as_small_as_it_was_read_stays(weight: str) -> None:
    lot = weighed("d1", INVOICE, net_weight=(weight, "t", f"{weight} t"))
    assert scaled([lot, LICENCE])[1] == LICENCE
    assert scaled([LICENCE])[0] == LICENCE


WHOLE = weighed("d2", WAYBILL, net_weight=("11278", "kg", "11,278 kg"), gross_weight=("11578", "kg", "11,578 kg"))


@pytest.mark.parametrize("other", [("11278.0", "g", "11.278,0 g"), ("11.2780", "kg", "11.2780 kg")])
def test_another_paper_settles_that_a_mark_parts_decimals(other: tuple[str, str, str]) -> None:
    row = {"net_weight": Field(name="net_weight", value="5042", unit="kg", raw="5,042", confidence=0.97)}
    papers = [weighed("d1", INVOICE, net_weight=other), WHOLE.model_copy(update={"lines": (row,)})]
    found = scaled(papers)[1]
    assert [found.fields[name].value for name in ("net_weight", "gross_weight")] == ["11.278", "11.578"]
    assert found.lines[0]["net_weight"].value == "5.042"
    assert found.fields["net_weight"].rule == "decimals-as-on-d1"
    assert found.fields["net_weight"].alternatives[0].value == "11278"


@pytest.mark.parametrize(
    "other",
    [
        ("11278", "kg", "11278 kg"),  # it bears out what was read
        ("11.278", "t", "11.278 t"),
        ("11.278", "kg", "11.278 kg"),  # this may be thousands, too
        ("12000.0", "g", "12.000,0 g"),
    ],
)
def test_thousands_stay_where_no_other_paper_says_unmistakably_that_they_are_none(other: tuple[str, str, str]) -> None:
    found = scaled([weighed("d1", INVOICE, net_weight=other), WHOLE])[1]
    assert [found.fields[name].value for name in ("net_weight", "gross_weight")] == ["11278", "11578"]


PERMIT = DocumentKind.EXPORT_LICENCE


@pytest.mark.parametrize(
    ("shipped", "permitted"),
    [
        (("28.412", "kg", "28.412 kg"), "25.000"),
        (("28412.0", "g", "28,412.0 g"), "25.000"),
        (("28.4", "kg", "28,4 kg"), "25000"),  # decimals stand behind the other mark
        (("2841.2", "kg", "2841.2 kg"), "25000"),  # the licence is for several lots
        (("28", "kg", "28 kg"), "25000"),
    ],
)
def test_a_licence_far_above_a_lot_whose_weight_has_decimals_has_some_too(
    shipped: tuple[str, str, str], permitted: str
) -> None:
    licence = weighed("d1", PERMIT, licensed_quantity=("25000", "kg", "25.000 kg"))
    found = scaled([licence, weighed("d2", INVOICE, net_weight=shipped)])[0]
    assert found.fields["licensed_quantity"].value == permitted
