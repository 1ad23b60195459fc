"""Export licences: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

from extract.model import DocumentKind
from tests.validate.papers import all_of, checked, diamonds, edit, everywhere, gold, loud, paper, shaky, twofold
from tests.validate.rules.judging import alone, judge, strip


def test_in_force() -> None:
    assert judge("W051", "gold").outcome == "passed"
    assert judge("W051", "tin").outcome == "not_applicable"
    assert judge("W051", "gold", edit("lic", expiry_date=None, issue_date=None)).outcome == "not_decidable"
    assert judge("W051", "gold", edit("lic", expiry_date="2026-01-07")).codes == ["licence-not-valid"]
    assert judge("W051", "gold", edit("lic", issue_date="2026-01-09")).codes == ["licence-not-valid"]
    weak = shaky("expiry_date", "2026-01-07", 0.7)
    assert alone("W051", "gold", edit("lic", expiry_date=weak)).codes == ["uncertain-field"]
    assert loud(checked(edit("lic", expiry_date=weak)(gold()))[0]) == {"uncertain-field"}


def test_covers() -> None:
    assert judge("X015", "gold").outcome == "passed"
    assert judge("X015", "tin").outcome == "not_applicable"
    bare = edit("lic", exporter_name=None, importer_name=None, hs_codes=None, mineral=None, country_of_destination=None)
    assert judge("X015", "gold", bare).outcome == "not_decidable"
    for fault in (
        edit("lic", exporter_name="Minera Condesuyos SA"),
        edit("lic", importer_name="Isar Anoden GmbH"),
        edit("lic", country_of_destination="AE"),
        edit("lic", hs_codes=["260300"]),
    ):
        assert judge("X015", "gold", fault).codes == ["licence-not-valid"]
    weak = shaky("hs_codes", ["710312"], 0.7)
    assert judge("X015", "gold", edit("lic", hs_codes=weak)).codes == ["uncertain-field"]


def test_not_overdrawn() -> None:
    assert judge("L006", "gold").outcome == "passed"
    assert judge("L006", "tin").outcome == "not_applicable"
    bare = edit("lic", licensed_quantity=None, licensed_value=None)
    assert judge("L006", "gold", bare).outcome == "not_decidable"
    assert judge("L006", "gold", edit("lic", licensed_quantity=("13", "kg"))).severities == ["block"]
    assert judge("L006", "gold", edit("lic", licensed_quantity=("13.844", "kg"))).outcome == "passed"
    weak = shaky("licensed_quantity", ("13", "kg"), 0.6)
    assert judge("L006", "gold", edit("lic", licensed_quantity=weak)).codes == ["uncertain-field"]


def test_a_quantity_that_is_exceeded_however_it_is_read() -> None:
    by_one, by_both = (
        edit("lic", licensed_quantity=twofold("licensed_quantity", ("2", "kg"), (other, "kg")))
        for other in ("2000", "1.5")
    )
    for rule in ("X016", "L006"):
        assert alone(rule, "gold", by_one).codes == ["uncertain-field"]
        assert alone(rule, "gold", by_both).codes == ["licence-exceeded"]


def test_all_lots_drawn_on_a_licence_are_counted() -> None:
    first, second = diamonds(1), diamonds(2, "LS 024799")
    licence = paper(
        "d90",
        DocumentKind.EXPORT_LICENCE,
        document_number="EL-1",
        exporter_name="Khubelu Kimberlite Sales (Pty) Ltd",
        importer_name="Zuiderdok Rough BV",
        mineral="rough diamonds",
        issue_date="2025-12-01",
        expiry_date="2026-12-01",
        licensed_quantity=("2000", "ct"),
    )
    quote = edit("inv", licence_number="EL-1")
    parts = (quote(first), quote(second))
    events = tuple(sorted((e for p in parts for e in p.custody.events), key=lambda e: e.time))
    whole = first.model_copy(
        update={
            "documents": (*(d for p in parts for d in p.documents), licence),
            "custody": first.custody.model_copy(update={"events": events}),
        }
    )
    lots = checked(whole)
    assert [loud(lot) for lot in lots] == [{"licence-exceeded"}, {"licence-exceeded"}]
    enough = all_of(edit("lic", licensed_quantity=("2700", "ct")))(whole)
    assert [loud(lot) for lot in checked(enough)] == [set(), set()]


def test_a_licence_without_quotation_goes_to_the_lot_it_fits() -> None:
    assert judge("X015", "gold", strip("licence_number")).outcome == "passed"


def test_a_destination_that_only_addresses_tell() -> None:
    nowhere = strip("country_of_destination")
    to = all_of(nowhere, edit("lic", country_of_destination="IN"))
    japan = everywhere(importer_address="422-1 Higashihama-cho, Amagasaki, Japan")
    assert judge("X015", "gold", all_of(to, japan)).severities == ["review"]
    assert judge("X015", "gold", all_of(to, everywhere(importer_address="Zaveri Bazaar, Mumbai, India"))).codes == []
    assert judge("X015", "gold", all_of(to, japan, edit("inv", importer_address="Mumbai, India"))).codes == []


def test_a_licence_for_stones_by_their_wider_name_covers_them() -> None:
    ruby = all_of(everywhere(mineral="rubies"), strip("hs_codes"))
    assert judge("X015", "gold", all_of(ruby, edit("lic", mineral="coloured gemstones"))).codes == []
    assert judge("X015", "gold", all_of(ruby, edit("lic", mineral="corundum"))).codes == []
    assert judge("X015", "gold", all_of(ruby, edit("lic", mineral="spinel"))).codes == ["licence-not-valid"]
