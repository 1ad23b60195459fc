"""What comes back in another lot: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from extract.model import DocumentKind
from tests.validate.papers import (
    Change,
    all_of,
    checked,
    diamonds,
    dossier,
    edit,
    everywhere,
    further,
    gold,
    outcome,
    paper,
    tin,
    without,
)
from tests.validate.remembered import checked_after, scanned
from tests.validate.rules.judging import strip
from validate.model import CheckedLot, CustodyRecord, Dossier

SECOND = "LS 024799"
MEMORY_RULES = ("L003", "L004", "L005", "L007", "L008", "L009", "L010", "L011", "L012", "L013", "L015")


def first() -> Dossier:
    return scanned(diamonds(1), "first")


def second(*changes: Change) -> Dossier:
    return scanned(all_of(*changes)(diamonds(2, SECOND)), "second")


def said(lot: CheckedLot) -> dict[str, list[str]]:
    """Rules of memory that found something, with severities."""
    found: dict[str, list[str]] = {}
    for finding in lot.findings:
        if finding.right is not None and (finding.right.reference or "").startswith("memory:"):
            found.setdefault(finding.rule, []).append(finding.severity)
    return found


def test_without_a_memory_nothing_is_said_and_nothing_passes() -> None:
    (lot,) = checked(diamonds())
    assert {outcome(lot, rule) for rule in MEMORY_RULES} == {"not_decidable"}
    assert lot.status == "clear"


@pytest.mark.parametrize("make", [diamonds, tin, gold])
def test_a_bundle_does_not_accuse_itself(make: Callable[[], Dossier]) -> None:
    bundle = scanned(make(), "one")
    (lot,) = checked_after(bundle, bundle)
    assert said(lot) == {}
    rescanned = scanned(make(), "again")
    (lot,) = checked_after(bundle, bundle, rescanned)
    assert said(lot) == {}, "new scans of the same papers are the same lot"


def test_a_file_more_or_less_is_the_same_lot() -> None:
    whole, part = first(), without("pl")(first())
    for order in ((whole, part), (part, whole), (part, whole, part)):
        (lot,) = checked_after(*order)
        assert said(lot) == {}


def test_another_lot_of_the_same_parties_is_no_reuse() -> None:
    (lot,) = checked_after(first(), second())
    assert said(lot) == {}
    assert {outcome(lot, rule) for rule in ("L001", "L004", "L005", "L012", "X029")} == {"passed"}


CERTIFICATE_AGAIN = all_of(
    edit("kp", document_number="LS 024780"), edit("inv", certificate_number="LS 024780"),
    edit("tr", certificate_number="LS 024780"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (CERTIFICATE_AGAIN, {"L001": ["block"], "X029": ["block"]}),
        (all_of(without("kp"), edit("inv", certificate_number="LS 024780"), edit("tr", certificate_number="LS 024780")),
         {"L001": ["block"]}),
        (edit("inv", document_number="KK66871"), {"L005": ["review"], "X029": ["block"]}),
        (edit("tr", document_number="176-58261213"), {}),
        (all_of(everywhere(seal_numbers=["KP251201"])), {"L004": ["review"]}),
        (all_of(edit("kp", document_number="LS O24780"), everywhere(seal_numbers=["KP251201"])),
         {"L001": ["block"], "L004": ["review"], "X029": ["block"]}),
    ],
)  # fmt: skip
def test_what_was_used_before(change: Change, expected: dict[str, list[str]]) -> None:
    if expected == {}:
        expected = {"L005": ["info"]}  # a waybill of one day: one shipment
        number = next(d for d in first().documents if d.type is DocumentKind.TRANSPORT_DOCUMENT).fields
        change = edit("tr", document_number=str(number["document_number"].value))
    (lot,) = checked_after(first(), second(change))
    found = said(lot)
    if "X029" in expected and "X029" not in found:
        pytest.fail(f"one number, two contents: {found}")
    assert {rule: found.get(rule) for rule in expected} == expected
    assert set(found) - {"X029"} <= set(expected)


def test_the_earlier_lot_is_named() -> None:
    (lot,) = checked_after(first(), second(CERTIFICATE_AGAIN))
    [finding] = [f for f in lot.findings if f.rule == "L001"]
    assert "LS 024780" in finding.message
    assert "first checked 2026-02-01" in finding.message
    assert lot.status == "blocked"


def test_the_same_certificate_page_in_another_lot_is_no_ground_to_take_it_for_the_same() -> None:
    whole, other = first(), second()
    certificate = next(d for d in whole.documents if d.type is DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE)
    rest = [d for d in other.documents if d.type is not DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE]
    borrowed = other.model_copy(update={"documents": (certificate, *rest), "files": (*whole.files, *other.files)})
    (lot,) = checked_after(whole, borrowed)
    assert said(lot)["L001"] == ["block"]


def test_a_paper_that_was_changed_since() -> None:
    changed = all_of(everywhere(carat_weight="1373.09"))(scanned(diamonds(1), "first"))
    rescanned = scanned(changed, "altered")
    for bundle in (changed, rescanned):
        (lot,) = checked_after(first(), bundle)
        assert set(said(lot)["X029"]) == {"review"}, "with its own lot a person tells whether it was corrected"
    (lot,) = checked_after(first(), rescanned, rescanned)
    assert set(said(lot)["X029"]) == {"review"}, "running it again does not make it right"
    (lot,) = checked_after(first(), strip("document_number")(second()))
    assert said(lot) == {}


def test_a_paper_under_another_number() -> None:
    twin = scanned(all_of(edit("inv", document_number="KK70001"))(diamonds(1)), "twin")
    others = all_of(
        edit("kp", document_number="LS 024999"), edit("tr", document_number="176-11111111"),
        edit("pl", document_number="PL-1"),
    )  # fmt: skip
    (lot,) = checked_after(first(), others(twin))
    assert set(said(lot)["L012"]) == {"review"}
    assert "under another number" in next(f for f in lot.findings if f.rule == "L012").message


def test_a_copy_without_a_number() -> None:
    whole, other = first(), strip("document_number")(second())
    packing = next(d for d in strip("document_number")(whole).documents if d.type is DocumentKind.PACKING_LIST)
    rest = [d for d in other.documents if d.type is not DocumentKind.PACKING_LIST]
    borrowed = other.model_copy(update={"documents": (*rest, packing), "files": (*whole.files, *other.files)})
    (lot, *_) = checked_after(whole, borrowed)
    assert said(lot).get("L007") == ["review"]


def tagged(name: str, lot: str, tags: str, custody: bool = True, **facts: Any) -> Dossier:
    """A tin lot with tags of its own, in papers or in its custody record."""
    whole = scanned(tin(), name)
    number = {"icglr": f"RW-{name}-1", "inv": f"I{name}", "tr": f"T{name}", "pl": f"P{name}", "assay": f"A{name}"}
    kinds = {"icglr", "inv", "tr", "pl", "assay"}
    for short in sorted(kinds):
        try:
            whole = edit(short, document_number=f"{number[short]}-000")(whole)
        except (KeyError, StopIteration, AssertionError):
            continue
    whole = strip("tag_numbers", "seal_numbers")(whole)
    whole = everywhere(lot_number=lot, certificate_number=None, invoice_number=None, transport_number=None)(whole)
    events = tuple(
        e.model_copy(update={"lot": lot if e.lot == whole.custody.events[-1].lot else f"{lot}-{e.lot}",
                             "inputs": tuple(f"{lot}-{i}" for i in e.inputs),
                             "tags": tuple(tags.split()) if custody and e.type.value == "extract" else ()})
        for e in whole.custody.events
    )  # fmt: skip
    return whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": events})})


def test_a_tag_on_other_material() -> None:
    (lot, *_) = checked_after(tagged("a", "RW-1", "0334512 0334513"), tagged("b", "RW-2", "0334513 0334514"))
    assert said(lot)["L003"] == ["block"]
    assert "0334513" in next(f for f in lot.findings if f.rule == "L003").message
    (lot, *_) = checked_after(tagged("a", "RW-1", "0334512"), tagged("b", "RW-2", "0334514"))
    assert outcome(lot, "L003") == "passed"


def test_a_tag_goes_on_with_its_material() -> None:
    a, b = tagged("a", "RW-1", "0334512"), tagged("b", "RW-2", "0334512")
    one = b.custody.events[0].model_copy(update={"lot": a.custody.events[0].lot})
    rest = [
        e.model_copy(update={"inputs": tuple(one.lot if i == b.custody.events[0].lot else i for i in e.inputs)})
        for e in b.custody.events[1:]
    ]
    joined = b.custody.model_copy(
        update={
            "events": (
                one,
                *(e if e.lot != b.custody.events[0].lot else e.model_copy(update={"lot": one.lot}) for e in rest),
            )
        }
    )
    (lot, *_) = checked_after(a, b.model_copy(update={"custody": joined}))
    assert "L003" not in said(lot)


def licensed(name: str, grams: str, day: str, licence: str = "EL-72833") -> Dossier:
    """A lot of gold that draws on a licence of 18,700 g."""
    whole = scanned(gold(), name)
    whole = all_of(
        everywhere(lot_number=f"PE-{name}", invoice_number=f"I-{name}-26"),
        edit("inv", document_number=f"I-{name}-26", licence_number=licence, value=("USD", "600000.00")),
        edit("pl", document_number=f"PL-{name}-26"),
        edit("coo", document_number=f"C-{name}-26"),
        edit("tr", document_number=f"020-{name}", issue_date=day, shipment_date=day),
        edit("lic", document_number=licence),
    )(whole)
    documents = []
    for document in whole.documents:
        fields = dict(document.fields)
        if "net_weight" in fields:
            fields["net_weight"] = fields["net_weight"].model_copy(update={"value": grams, "unit": "g", "raw": grams})
        documents.append(document.model_copy(update={"fields": fields, "lines": ()}))
    custody = whole.custody.model_copy(update={"events": ()})
    return whole.model_copy(update={"documents": tuple(documents), "custody": custody})


@pytest.mark.parametrize(
    ("draws", "expected"),
    [
        ([("1", "6000", "2026-01-05"), ("2", "6000", "2026-01-06"), ("3", "6000", "2026-01-08")], []),
        ([("1", "6000", "2026-01-05"), ("2", "6800", "2026-01-06"), ("3", "6000", "2026-01-08")], ["licence-exceeded"]),
        ([("1", "6000", "2026-01-05"), ("2", "9800", "2026-01-16"), ("3", "6000", "2026-01-08")], []),
        ([("1", "18700", "2026-01-05"), ("1", "18700", "2026-01-05")], []),
    ],
    ids=["within", "over", "later draws count for the later", "itself counts once"],
)
def test_a_licence_is_drawn_down(draws: list[tuple[str, str, str]], expected: list[str]) -> None:
    (lot, *_) = checked_after(*(licensed(*draw) for draw in draws))
    assert [f.code for f in lot.findings if f.rule == "L006"] == expected
    if expected:
        assert "Drawn on it before" in next(f for f in lot.findings if f.rule == "L006").message


def certificate(number: str, issued: str, name: str) -> Dossier:
    carats = f"{Decimal(len(name) + int(number[-2:])) * 7}"
    facts = {"document_number": number, "issue_date": issued, "country_of_provenance": "SL", "country_of_origin": "SL"}
    whole = edit("kp", **facts, expiry_date=f"{issued[:4]}-06-30", carat_weight=carats)(diamonds())
    papers = tuple(d for d in whole.documents if d.type is DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE)
    return scanned(whole.model_copy(update={"documents": papers, "custody": CustodyRecord()}), name)


def test_a_number_of_another_years_series() -> None:
    series = [certificate(f"SL 0049{n}", "2013-04-01", f"s{n}") for n in ("01", "15", "20")]
    (lot,) = checked_after(*series, certificate("SL 004911", "2015-04-01", "late"))
    assert said(lot)["L009"] == ["review"]
    (lot,) = checked_after(*series, certificate("SL 004931", "2015-04-01", "late"))
    assert outcome(lot, "L009") == "passed"
    (lot,) = checked_after(*series[:2], certificate("SL 004911", "2015-04-01", "late"))
    assert outcome(lot, "L009") == "not_decidable"


def reexported(value: str, day: str) -> Dossier:
    parties = {"exporter_name": "Scheldt Rough Trading BV", "importer_name": "Dubai Rough DMCC"}
    facts = {"country_of_provenance": "BE", "country_of_destination": "AE", "value": ("USD", value), **parties}
    number = edit("kp", document_number="EU 00277777", **facts)
    rest = all_of(
        edit("inv", document_number="S-1", certificate_number="EU 00277777", **facts),
        edit("tr", document_number="020-99999992", certificate_number="EU 00277777", issue_date=day, shipment_date=day,
             country_of_destination="AE", **parties),
        edit("pl", document_number="P-77", invoice_number="S-1", **parties), everywhere(seal_numbers=["ZZ99881"]),
    )  # fmt: skip
    whole = scanned(all_of(number, rest)(diamonds(1)), "re-export")
    return whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": ()})})


@pytest.mark.parametrize(
    ("value", "day", "expected"),
    [("1400000.00", "2026-02-10", ["review"]), ("1000000.00", "2026-02-10", None), ("1400000.00", "2026-03-30", None)],
)
def test_rapid_reexport_with_uplift(value: str, day: str, expected: list[str] | None) -> None:
    (lot, *_) = checked_after(first(), reexported(value, day))
    assert said(lot).get("L013") == expected


def declared(name: str, origin: str, declares: bool) -> Dossier:
    kind = DocumentKind.ORIGIN_DECLARATION if declares else DocumentKind.COMMERCIAL_INVOICE
    whole = edit("inv", country_of_origin=origin, document_number=f"{name}-000111", lot_number=f"L-{name}")(tin())
    papers = tuple(d for d in whole.documents if d.type is DocumentKind.COMMERCIAL_INVOICE)
    papers = tuple(d.model_copy(update={"type": kind}) for d in papers)
    return scanned(whole.model_copy(update={"documents": papers, "custody": CustodyRecord()}), name)


def test_sources_that_the_supplier_did_not_declare() -> None:
    (lot,) = checked_after(declared("a", "RW", True), declared("b", "BI", False))
    assert said(lot)["L015"] == ["review"]
    (lot,) = checked_after(declared("a", "RW", True), declared("b", "RW", False))
    assert outcome(lot, "L015") == "passed"
    (lot,) = checked_after(declared("a", "RW", False), declared("b", "BI", False))
    assert outcome(lot, "L015") == "not_applicable"


def cobalt(name: str, tonnes: str, day: str) -> Dossier:
    facts: dict[str, Any] = {"exporter_name": "Kolwezi Cobalt SA", "mineral": "cobalt", "country_of_origin": "CD"}
    papers = (
        paper("d1", DocumentKind.COMMERCIAL_INVOICE, **facts, document_number=f"KC-{name}-2025", lot_number=f"KC{name}",
              net_weight=(tonnes, "t"), grade="30"),
        paper("d2", DocumentKind.EXPORT_LICENCE, **facts, document_number=f"AVQ-{name}",
              licensed_quantity=("100", "t")),
        paper("d3", DocumentKind.TRANSPORT_DOCUMENT, **facts, document_number=f"MSKU-{name}-77", lot_number=f"KC{name}",
              shipment_date=day, net_weight=(tonnes, "t")),
    )  # fmt: skip
    return scanned(dossier(papers), name)


@pytest.mark.parametrize(
    ("earlier", "day", "expected"),
    [("200", "2025-12-20", ["licence-exceeded"]), ("100", "2025-12-20", []), ("200", "2026-01-20", [])],
)
def test_a_quota_is_kept_in_a_month(earlier: str, day: str, expected: list[str]) -> None:
    (lot, *_) = checked_after(cobalt("1", earlier, "2025-12-05"), cobalt("2", "170", day))
    assert [f.code for f in lot.findings if f.rule == "L014"] == expected


def imported(name: str, kilograms: str, day: str = "2026-01-10", hs: str = "710812", to: str = "BE") -> Dossier:
    """A lot of gold for one importer."""
    facts: dict[str, Any] = {
        "exporter_name": "Oro Cotahuasi S.A.C.",
        "importer_name": "Antwerp Gold NV",
        "mineral": "gold",
    }
    papers = (
        paper("d1", DocumentKind.COMMERCIAL_INVOICE, **facts, document_number=f"OC-{name}-2026", hs_codes=[hs],
              net_weight=(kilograms, "kg"), lot_number=f"OC{name}", country_of_origin="PE"),
        paper("d2", DocumentKind.TRANSPORT_DOCUMENT, **facts, document_number=f"020-7777{name}", shipment_date=day,
              net_weight=(kilograms, "kg"), lot_number=f"OC{name}", country_of_destination=to),
    )  # fmt: skip
    return scanned(dossier(papers), name)


@pytest.mark.parametrize(
    ("earlier", "last", "expected"),
    [
        (["30"], imported("9", "40"), []),
        (["30"], imported("9", "52"), ["info"]),
        (["60", "30"], imported("9", "52"), ["info"]),
        (["90"], imported("9", "52", to="US"), []),
        (["90"], imported("9", "52", hs="260900"), []),
        (["90"], imported("9", "52", day="2027-01-10"), []),
    ],
    ids=["below", "near", "above", "not to the Union", "other goods", "another year"],
)
def test_an_importers_year(earlier: list[str], last: Dossier, expected: list[str]) -> None:
    before = [imported(str(n), kilograms, f"2026-01-0{n}") for n, kilograms in enumerate(earlier, 1)]
    (lot, *_) = checked_after(*before, last)
    assert [f.severity for f in lot.findings if f.rule == "L011"] == expected


@pytest.mark.parametrize(
    ("masses", "day", "expected"),
    [
        (("96", "97.5", "99"), "2026-01-08", ["review"]),
        (("96", "97.5"), "2026-01-08", []),
        (("96", "97.5", "80"), "2026-01-08", []),
        (("96", "97.5", "99"), "2026-02-28", []),
    ],
    ids=["three", "two", "one far below", "weeks later"],
)
def test_a_shipment_cut_up(masses: tuple[str, ...], day: str, expected: list[str]) -> None:
    days = ["2026-01-05", "2026-01-06", day][-len(masses) :]
    days[-1] = day
    (lot, *_) = checked_after(*(imported(str(n), m, d) for n, (m, d) in enumerate(zip(masses, days, strict=True), 1)))
    assert [f.severity for f in lot.findings if f.rule == "L010"] == expected


def test_a_countrys_exports_against_its_production() -> None:
    def parcel(name: str, carats: str, origin: str = "LS") -> Dossier:
        number = {"a": "LS 024781", "b": "LS 024782"}[name]
        change = all_of(
            everywhere(carat_weight=carats, country_of_origin=origin), edit("kp", document_number=number),
            edit("inv", document_number=f"KK-{name}-77", certificate_number=number),
            edit("tr", document_number=f"176-1111111{name}", certificate_number=number),
            edit("pl", document_number=f"PL-{name}-77", invoice_number=f"KK-{name}-77"),
        )  # fmt: skip
        whole = scanned(change(diamonds()), name)
        return whole.model_copy(update={"custody": CustodyRecord()})

    (lot, *_) = checked_after(parcel("a", "300000.00"), parcel("b", "200000.00"))
    assert [f.severity for f in lot.findings if f.rule == "L008"] == ["review"], "Lesotho produced 472,000 ct in 2023"
    (lot, *_) = checked_after(parcel("a", "200000.00"), parcel("b", "200000.00"))
    assert outcome(lot, "L008") == "passed"
    (lot, *_) = checked_after(parcel("a", "200000.00", "GY"), parcel("b", "200000.00", "GY"))
    assert outcome(lot, "L008") == "not_decidable"
    (lot, *_) = checked_after(scanned(tin(), "tin"))
    assert outcome(lot, "L008") == "not_applicable"


def test_without_a_memory_or_a_grade_a_quota_cannot_be_judged() -> None:
    assert outcome(checked(cobalt("1", "200", "2025-12-05"))[0], "L014") == "not_decidable"
    lot, *_ = checked_after(scanned(strip("grade")(cobalt("1", "200", "2025-12-05")), "1"))
    assert outcome(lot, "L014") == "not_decidable"


def test_a_stone_of_an_earlier_lot() -> None:
    stone = further("inv", tracr_id="TRACR-7Q4Z-0091")
    (lot,) = checked_after(scanned(stone(diamonds(1)), "first"), second(stone))
    assert said(lot)["L012"] == ["block"]
    (lot,) = checked_after(scanned(stone(diamonds(1)), "first"), second(further("inv", tracr_id="TRACR-7Q4Z-0092")))
    assert outcome(lot, "L012") == "passed"
