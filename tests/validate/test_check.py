"""One fact changed at a time: exactly its code is raised; and what honest papers do differently raises nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.validate.papers import (
    Change,
    all_of,
    checked,
    diamonds,
    edit,
    everywhere,
    gold,
    lines,
    loud,
    say,
    tin,
    without,
)
from validate.check import rules, status
from validate.model import Dossier
from validate.rules.model import RULES

MAKERS = {"diamonds": diamonds, "tin": tin, "gold": gold}

SWAPPED = ("USD", "691194.94")

FAULTS: list[tuple[str, str, Change, set[str]]] = [
    # what, lot, change, codes expected; a set within a set of consequences is written out
    ("weight on the invoice", "diamonds", edit("inv", carat_weight="1237.09"), {"weight-mismatch", "arithmetic-error"}),
    ("weight on the packing list", "diamonds", edit("pl", carat_weight="1723.09"), {"weight-mismatch"}),
    ("weight on the waybill", "diamonds", edit("tr", carat_weight="1270.90"), {"weight-mismatch"}),
    (
        "weight on the certificate",
        "diamonds",
        edit("kp", carat_weight="1723.09"),
        {"weight-mismatch"},
    ),
    ("weight in kilograms", "tin", edit("tr", net_weight=("10240.9", "kg")), {"weight-mismatch"}),
    ("weight of the assay", "tin", edit("assay", net_weight=("12420.9", "kg")), {"weight-mismatch"}),
    ("weight of gold by a percent", "gold", edit("pl", net_weight=("13983.5", "g")), {"weight-mismatch"}),
    (
        "weight of gold, of which an invoice lists the fine",
        "gold",
        all_of(
            lines(
                "inv", *({"net_weight": ("6000.0", "g"), "value": ("USD", f"{v}")} for v in ("678400.71", "678400.73"))
            ),
            say("inv", "Fine gold 12,000.0 g"),
            edit("tr", net_weight=("13.984", "kg")),
        ),
        {"weight-mismatch"},
    ),
    ("gross below net", "tin", everywhere(gross_weight=("10284.4", "kg")), {"weight-mismatch"}),
    ("value of the certificate", "diamonds", edit("kp", value=("USD", "691194.94")), {"value-mismatch"}),
    ("currency of the certificate", "diamonds", edit("kp", value=("EUR", "961194.94")), {"value-mismatch"}),
    ("count on the packing list", "diamonds", edit("pl", parcel_count=3), {"parcel-count-mismatch"}),
    ("count on the waybill", "tin", edit("tr", parcel_count=30), {"parcel-count-mismatch"}),
    ("origin on the invoice", "diamonds", edit("inv", country_of_origin="BW"), {"origin-mismatch"}),
    ("origin on the declaration", "tin", edit("decl", country_of_origin="CD"), {"origin-mismatch"}),
    ("destination on the waybill", "diamonds", edit("tr", country_of_destination="AE"), {"route-mismatch"}),
    ("destination on the certificate", "tin", edit("icglr", country_of_destination="TH"), {"route-mismatch"}),
    ("exporter on the invoice", "diamonds", edit("inv", exporter_name="Alpha Trading DMCC"), {"party-mismatch"}),
    (
        "exporter alike in part",
        "diamonds",
        edit("inv", exporter_name="Khubelu Diamond Holdings (Pty) Ltd"),
        {"party-mismatch"},
    ),
    ("importer on the certificate", "diamonds", edit("kp", importer_name="Kempen Stones NV"), {"party-mismatch"}),
    ("importer on the waybill", "gold", edit("tr", importer_name="Isar Anoden GmbH"), {"party-mismatch"}),
    ("lot on the packing list", "tin", edit("pl", lot_number="RW-SN-287"), {"lot-mismatch"}),
    ("lot on the assay", "tin", edit("assay", lot_number="RW-SN-391"), {"lot-mismatch"}),
    ("seal on the waybill", "diamonds", edit("tr", seal_numbers=["ZZ550812"]), {"seal-mismatch"}),
    ("seal turned about", "gold", edit("pl", seal_numbers=["BV709352", "UL735947"]), {"seal-mismatch"}),
    ("invoice quoted", "tin", edit("decl", invoice_number="INV-2668"), {"reference-mismatch"}),
    ("certificate quoted", "diamonds", edit("inv", certificate_number="LS 024708"), {"reference-mismatch"}),
    ("licence quoted", "gold", edit("inv", licence_number="EL-27833"), {"reference-mismatch"}),
    ("HS code of polished stones", "diamonds", edit("tr", hs_codes=["710239"]), {"hs-code-mismatch"}),
    (
        "HS code of polished stones everywhere",
        "diamonds",
        all_of(everywhere(hs_codes=["710239"]), lines("inv")),
        {"hs-code-mismatch"},
    ),
    ("HS code of another ore", "tin", everywhere(hs_codes=["261590"]), {"hs-code-mismatch"}),
    ("commodity on the assay", "tin", edit("assay", mineral="coltan"), {"mineral-mismatch"}),
    ("certificate expired", "diamonds", edit("kp", expiry_date="2026-01-30"), {"document-expired"}),
    ("ICGLR certificate expired", "tin", edit("icglr", expiry_date="2026-02-07"), {"document-expired"}),
    ("expiry before issue", "diamonds", edit("kp", expiry_date="2025-03-20"), {"date-order", "document-expired"}),
    ("shipped before issue", "diamonds", edit("kp", issue_date="2026-02-03"), {"date-order"}),
    ("dated in the future", "diamonds", edit("inv", issue_date="2026-06-25"), {"date-order"}),
    ("valid too long", "tin", edit("icglr", expiry_date="2026-12-04"), {"date-order"}),
    ("issuer no participant", "diamonds", everywhere(country_of_provenance="KE"), {"not-a-participant"}),
    ("destination no participant", "diamonds", everywhere(country_of_destination="KE"), {"not-a-participant"}),
    ("number too short", "diamonds", all_of(), {"malformed-number"}),
    ("check digit", "diamonds", edit("tr", document_number="176-58261212"), {"malformed-number"}),
    ("letters of another country", "diamonds", all_of(), {"issuer-mismatch"}),
    (
        "authority of another country",
        "tin",
        edit("icglr", issuing_authority="Centre d'Expertise, République démocratique du Congo"),
        {"issuer-mismatch"},
    ),
    ("sum of lines", "tin", edit("inv", value=("USD", "197746.59")), {"arithmetic-error"}),
    (
        "price by quantity",
        "gold",
        lines(
            "inv",
            {"net_weight": ("13843.5", "g"), "unit_price": ("USD", "89.01"), "value": ("USD", "1356801.44")},
        ),
        {"arithmetic-error"},
    ),
    ("licence overdrawn", "gold", edit("lic", licensed_quantity=("13700", "g")), {"licence-exceeded"}),
    ("licence overspent", "gold", edit("lic", licensed_value=("USD", "900000.00")), {"licence-exceeded"}),
    ("licence expired", "gold", edit("lic", expiry_date="2026-01-05"), {"licence-not-valid", "document-expired"}),
    ("licence of another exporter", "gold", edit("lic", exporter_name="Minera Condesuyos SA"), {"licence-not-valid"}),
    ("licence for another importer", "gold", edit("lic", importer_name="Isar Anoden GmbH"), {"licence-not-valid"}),
    ("licence for elsewhere", "gold", edit("lic", country_of_destination="AE"), {"licence-not-valid"}),
    (
        "licence for other goods",
        "gold",
        edit("lic", hs_codes=["260300"], mineral="copper"),
        {"licence-not-valid"},
    ),
    ("no certificate", "diamonds", without("kp"), {"missing-document"}),
    ("no invoice", "diamonds", without("inv"), {"missing-document"}),
    ("no packing list", "diamonds", without("pl"), {"missing-document"}),
    ("no ICGLR certificate", "tin", without("icglr"), {"missing-document"}),
    ("no licence though quoted", "gold", without("lic"), {"missing-document"}),
    ("no expiry", "diamonds", edit("kp", expiry_date=None), {"missing-field"}),
    ("no value", "diamonds", edit("kp", value=None), {"missing-field"}),
    (
        "worth too much",
        "diamonds",
        all_of(everywhere(value=("USD", "39611940.94")), lines("inv")),
        {"implausible-value"},
    ),
    (
        "Central African Republic in 2014",
        "diamonds",
        all_of(
            everywhere(country_of_origin="CF", country_of_provenance="CF", certificate_number="CF 024780"),
            edit("kp", document_number="CF 024780", issue_date="2014-01-28", expiry_date="2014-03-20"),
            edit("inv", issue_date="2014-01-25"),
            edit("pl", issue_date="2014-01-25"),
            edit("tr", issue_date="2014-01-31", shipment_date="2014-01-31"),
        ),
        {"embargoed-origin", "custody-origin-mismatch"},
    ),
    (
        "Russian diamonds to the Union",
        "diamonds",
        all_of(
            everywhere(country_of_origin="RU", country_of_provenance="RU", certificate_number="RU 024780"),
            edit("kp", document_number="RU 024780"),
            everywhere(value=("USD", "96119.49")),
            lines("inv"),
        ),
        {"restricted-origin", "custody-origin-mismatch"},
    ),
]


def renumber(number: str) -> Change:
    """The Kimberley certificate under another number, and quoted so."""
    return all_of(edit("kp", document_number=number), everywhere(certificate_number=number))


RENUMBERED = {
    "issuer no participant": "KE 024780",
    "number too short": "LS 02",
    "letters of another country": "BW 024780",
}


@pytest.mark.parametrize(("what", "lot", "change", "codes"), FAULTS, ids=[f"{f[1]}: {f[0]}" for f in FAULTS])
def test_a_fault_raises_its_code_alone(what: str, lot: str, change: Change, codes: set[str]) -> None:
    if what in RENUMBERED:
        change = all_of(renumber(RENUMBERED[what]), change)
    (one,) = checked(change(MAKERS[lot]()))
    assert loud(one) == codes
    for code in codes:
        assert len({f.rule for f in one.findings if f.code == code}) == 1, "one cause gives one finding"


def unsealed(whole: Dossier) -> Dossier:
    """The bundle with a custody record that names no seals."""
    events = tuple(e.model_copy(update={"tags": ()}) for e in whole.custody.events)
    return whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": events})})


BENIGN: list[tuple[str, str, Change]] = [
    ("nothing", "diamonds", all_of()),
    ("nothing", "tin", all_of()),
    ("nothing", "gold", all_of()),
    ("Limited for Ltd", "diamonds", edit("inv", exporter_name="KHUBELU KIMBERLITE SALES PTY LIMITED")),
    ("accents and case", "gold", edit("inv", exporter_name="ORO COTAHUASI SAC", importer_name="JURAGOLD-RAFFINERIE")),
    ("word order", "diamonds", edit("pl", importer_name="Rough Zuiderdok B.V.")),
    ("a letter misread", "diamonds", edit("tr", exporter_name="Khubelu Kimberllte Sales (Pty) Ltd")),
    ("an agent named", "diamonds", edit("tr", importer_name="Brink's Belgium c/o Zuiderdok Rough BV")),
    ("another address", "diamonds", edit("inv", importer_address="Hoveniersstraat 2, Antwerp")),
    ("to order", "tin", edit("tr", importer_name="TO ORDER OF SHIPPER")),
    ("grams for carats", "diamonds", all_of(edit("tr", carat_weight=None, net_weight=("254.618", "g")))),
    ("kilograms, rounded", "diamonds", all_of(edit("tr", carat_weight=None, net_weight=("0.25", "kg")))),
    ("a decimal less", "diamonds", edit("tr", carat_weight="1273.1")),
    ("pounds", "tin", edit("tr", net_weight=("22974.15", "lb"))),
    ("troy ounces", "gold", edit("pl", net_weight=("445.079", "oz t"))),
    ("tonnes, rounded", "tin", edit("tr", net_weight=("10.42", "t"))),
    ("a scale's difference", "tin", edit("assay", net_weight=("10405.0", "kg"))),
    ("value within a percent", "diamonds", edit("kp", value=("USD", "961000.00"))),
    ("value in another currency", "diamonds", edit("tr", value=("EUR", "890000.00"))),
    ("one box for all parcels", "diamonds", edit("tr", parcel_count=1)),
    ("number without its letters", "diamonds", edit("inv", certificate_number="024780")),
    ("number written otherwise", "diamonds", edit("inv", certificate_number="LS-024780")),
    ("HS code to eight digits", "diamonds", edit("tr", hs_codes=["71023100"])),
    ("HS heading alone", "tin", edit("tr", hs_codes=["2609"])),
    ("no packing list", "gold", without("pl")),
    ("no waybill", "tin", without("tr")),
    ("no assay, no declaration", "tin", all_of(without("assay"), without("decl"))),
    ("no certificate of origin, nothing quotes it", "tin", without("decl")),
    ("no optional fields", "diamonds", edit("kp", seal_numbers=None, country_of_provenance=None)),
    ("no destination on the certificate", "diamonds", edit("kp", country_of_destination=None)),
    ("lot numbers nowhere", "tin", edit("inv", lot_number=None)),
    ("invoice after the certificate", "diamonds", edit("inv", issue_date="2026-01-30")),
    ("certificate issued on the day", "diamonds", edit("kp", issue_date="2026-01-31")),
    ("shipped on the last day", "diamonds", edit("kp", expiry_date="2026-01-31")),
    ("expired after shipment", "diamonds", edit("kp", expiry_date="2026-02-10")),
    ("the laboratory sealed its sample", "tin", all_of(edit("assay", seal_numbers=["LAB-1"]), unsealed)),
    ("the assay's client is the buyer", "tin", edit("assay", exporter_name="Perai Smelting Sdn Bhd")),
    ("the Union as destination", "diamonds", edit("tr", country_of_destination="EU")),
    ("commodity in a wider word", "diamonds", edit("tr", mineral="diamonds")),
    ("authority unknown", "diamonds", edit("kp", issuing_authority="Bureau of Precious Stones")),
    ("price per pound of what is weighed in kilograms", "tin", lines(
        "inv",
        {"net_weight": ("10420.9", "kg"), "unit_price": ("USD", "8.5638"), "value": ("USD", "196746.59")},
    )),
]  # fmt: skip


@pytest.mark.parametrize(("what", "lot", "change"), BENIGN, ids=[f"{b[1]}: {b[0]}" for b in BENIGN])
def test_honest_papers_raise_nothing(what: str, lot: str, change: Change) -> None:
    (one,) = checked(change(MAKERS[lot]()))
    assert [f for f in one.findings if f.severity != "info"] == []
    assert one.status == "clear"


def test_two_lots_of_one_bundle_stay_two() -> None:
    first, second = diamonds(1), diamonds(2, "LS 024799")
    both = joined(first, second)
    lots = checked(both)
    assert [lot.lot.id for lot in lots] == ["LS-RD2411", "LS-RD2412"]
    assert [lot.status for lot in lots] == ["clear", "clear"]


def test_one_certificate_for_two_lots_is_said_of_both() -> None:
    lots = checked(joined(diamonds(1), diamonds(2)))
    assert len(lots) == 2
    for lot in lots:
        assert loud(lot) == {"certificate-reused"}


def test_one_certificate_quoted_by_another_lot_without_its_own() -> None:
    lots = checked(joined(diamonds(1), without("kp")(diamonds(2))))
    assert len(lots) == 2
    for lot in lots:
        assert "certificate-reused" in loud(lot)
        assert "missing-document" not in loud(lot)


def test_a_second_copy_with_other_contents_is_altered() -> None:
    whole = diamonds()
    copy = edit("kp", carat_weight="1373.09")(whole).documents[0].model_copy(update={"id": "d19"})
    (one,) = checked(whole.model_copy(update={"documents": (*whole.documents, copy)}))
    assert "document-altered" in loud(one)
    same = whole.documents[0].model_copy(update={"id": "d19"})
    (two,) = checked(whole.model_copy(update={"documents": (*whole.documents, same)}))
    assert loud(two) == set()


def joined(*parts: Dossier) -> Dossier:
    """One bundle of several."""
    documents = tuple(d for p in parts for d in p.documents)
    events = tuple(sorted((e for p in parts for e in p.custody.events), key=lambda e: e.time))
    return parts[0].model_copy(
        update={"documents": documents, "custody": parts[0].custody.model_copy(update={"events": events})}
    )


def test_every_rule_answers_on_every_lot() -> None:
    for make in MAKERS.values():
        (one,) = checked(make())
        assert [c.rule for c in one.checks] == [r.id for r in rules()] == sorted(RULES)
        assert all(c.reason for c in one.checks if c.outcome == "not_decidable")


def test_findings_come_gravest_first_and_the_same_each_time() -> None:
    change = all_of(edit("pl", parcel_count=3), edit("kp", expiry_date="2026-01-30"))
    first, second = checked(change(diamonds())), checked(change(diamonds()))
    assert first == second
    severities = [f.severity for f in first[0].findings]
    assert severities == sorted(severities, key=["block", "review", "info"].index)
    assert first[0].status == "blocked" == status(first[0].findings)


def test_a_bundle_without_a_typed_document_has_no_lot() -> None:
    whole = diamonds()
    assert checked(whole.model_copy(update={"documents": ()})) == ()


def test_a_rule_that_breaks_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    def broken(case: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setitem(RULES, "X003", replace(RULES["X003"], judge=broken))  # type: ignore[arg-type]  # breaks on purpose
    with pytest.raises(ZeroDivisionError):
        checked(diamonds())


def test_as_of_counts_where_no_shipment_is_dated() -> None:
    change = all_of(edit("tr", shipment_date=None, issue_date=None))
    whole = change(diamonds())
    whole = whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": ()})})
    (in_time,) = checked(whole, date(2026, 3, 20))
    (late,) = checked(whole, date(2026, 3, 21))
    assert "document-expired" not in loud(in_time)
    assert "document-expired" in loud(late)
