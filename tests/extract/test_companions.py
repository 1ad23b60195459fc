"""What is known again from the other papers of a bundle, and what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.companions import recognised
from extract.model import Document, DocumentKind, Evidence, Field, FieldValue, Money, PageRef, TextLine
from ingest.model import Box

INVOICE, LIST = DocumentKind.COMMERCIAL_INVOICE, DocumentKind.PACKING_LIST
LICENCE, WAYBILL = DocumentKind.EXPORT_LICENCE, DocumentKind.TRANSPORT_DOCUMENT
Facts = dict[str, FieldValue]
DOLLARS = Money(amount=Decimal("1650407.07"), currency="USD")
UNITS = {"carat_weight": "ct", "net_weight": "kg", "gross_weight": "kg"}


def paper(name: str, kind: DocumentKind, phrases: tuple[str, ...], facts: Facts, sure: float = 1.0) -> Document:
    """A paper with phrases one under the other, and facts that stand elsewhere on it; weights in kg or ct."""
    file = name * 32
    lines = tuple(
        TextLine(text, 1, Box(0.1, 0.05 + 0.02 * n, 0.1 + 0.008 * len(text), 0.062 + 0.02 * n), sure, sure == 1.0)
        for n, text in enumerate(phrases)
    )
    place = Evidence(file=file, page=1, box=Box(0.7, 0.9, 0.9, 0.92))
    fields = {
        field: Field(name=field, value=value, unit=UNITS.get(field), raw=str(value), confidence=0.97, evidence=(place,))
        for field, value in facts.items()
    }
    pages = (PageRef(file=file, page=1),)
    return Document(id=name, type=kind, confidence=0.99, language="en", pages=pages, fields=fields, phrases=lines)


def known(phrases: tuple[str, ...], field: str, facts: Facts) -> Field | None:
    """What a packing list with these phrases, and no fields, is known to state from an invoice with `facts`."""
    return recognised([paper("d1", INVOICE, (), facts), paper("d2", LIST, phrases, {})])[1].fields.get(field)


KITALI, WESER = "Kitali Minérais SARL", "Weserhütte Kupfer GmbH"
ORDER = "FT SML.2026/118"
SEALS = ("SOD 559071", "SOD 559072")


@pytest.mark.parametrize(
    ("phrases", "field", "facts", "raw"),
    [
        (
            ("KITALI MINERAIS SARL", "12, av. Lumumba"),
            "exporter_name",
            {"exporter_name": KITALI},
            "KITALI MINERAIS SARL",
        ),
        (("We list below for", "Weserhütte", "Kupfer GmbH"), "importer_name", {"importer_name": WESER}, WESER),
        (("our FT SML.2026/118 dated 9 March",), "invoice_number", {"document_number": ORDER}, ORDER),
        (("Lote: CML-TA-2604",), "lot_number", {"lot_number": "CML-TA-2604"}, "CML-TA-2604"),
        (("sealed: SOD 559071 e SOD 559072",), "seal_numbers", {"seal_numbers": SEALS}, "SOD 559071, SOD 559072"),
        (("in all 7.206,12 quilates",), "carat_weight", {"carat_weight": "7206.12"}, "7.206,12"),
        (("18 240,0 kg",), "net_weight", {"net_weight": "18240.0"}, "18 240,0"),
        (("worth USD 1,650,407.07 in all",), "value", {"value": DOLLARS}, "1,650,407.07"),
        (("tariff 2610.00",), "hs_codes", {"hs_codes": ("261000",)}, "2610.00"),
        (("NCM 2530.90.10",), "hs_codes", {"hs_codes": ("25309010",)}, "2530.90.10"),
        (("sent in 120 bags on pallets",), "parcel_count", {"parcel_count": 120}, "120"),
        (("5 gold dore bars, tested",), "parcel_count", {"parcel_count": 5}, "5"),
        (("lot GDV-2609, 120 big", "bags, 120 000 kg"), "parcel_count", {"parcel_count": 120}, "120"),
        (("H.S. 7102.31. Parcels: 2. Duty 3%",), "parcel_count", {"parcel_count": 2}, "2"),
        (("weighed were three parcels",), "parcel_count", {"parcel_count": 3}, "three"),
        (("Lot ILW-W-07",), "lot_number", {"lot_number": "ILW-W-07"}, "ILW-W-07"),
        (("AWB 014-5518 2094",), "transport_number", {"transport_number": "014-55182094"}, "014-5518 2094"),
        (("pos. 7108 12 00",), "hs_codes", {"hs_codes": ("710812",)}, "7108 12 00"),
        (("HS 7108.12",), "hs_codes", {"hs_codes": ("71081200",)}, "7108.12"),
        (("net 20 000 kg",), "net_weight", {"net_weight": "20000"}, "20 000"),
        (("20,400.00",), "gross_weight", {"gross_weight": "20400.00"}, "20,400.00"),
        (("72.6 K",), "gross_weight", {"gross_weight": "72.6"}, "72.6"),
        (("sold by Borbur S.A.",), "exporter_name", {"exporter_name": "Borbur S.A."}, "Borbur S.A."),
    ],
)
def test_what_another_paper_states_is_known_again(phrases: tuple[str, ...], field: str, facts: Facts, raw: str) -> None:
    found = known(phrases, field, facts)
    assert found is not None
    assert (found.raw, found.rule, found.label) == (raw, "as-stated-on-d1", None)
    assert 0.9 <= found.confidence < 0.95
    assert found.evidence[0].file == "d2" * 32


@pytest.mark.parametrize(
    ("phrases", "field", "facts"),
    [
        (("Lote: CML-TA-2605",), "lot_number", {"lot_number": "CML-TA-2604"}),
        (("Lote: CML-TA-2604-B",), "lot_number", {"lot_number": "CML-TA-2604"}),
        (("Lote: 26",), "lot_number", {"lot_number": "26"}),
        (("Kitali Minerais SARL Holding-Gesellschaft",), "exporter_name", {"exporter_name": "Kitali"}),
        (("sealed with SOD 559071",), "seal_numbers", {"seal_numbers": SEALS}),
        (("486,27 ct",), "carat_weight", {"carat_weight": "468.27"}),
        (("1 486,27 ct",), "carat_weight", {"carat_weight": "486.27"}),
        (("18 240,0 lb",), "net_weight", {"net_weight": "18240.0"}),
        (("20,000",), "net_weight", {"net_weight": "20000.00"}),
        (("14,250",), "net_weight", {"net_weight": "14250"}),
        (("EUR 1,650,407.07",), "value", {"value": DOLLARS}),
        (("box 120",), "parcel_count", {"parcel_count": 120}),
        (("5 gold; 12 bars",), "parcel_count", {"parcel_count": 5}),
        (("no. 15 gold bars",), "parcel_count", {"parcel_count": 5}),
        (("Parcels: 2.5",), "parcel_count", {"parcel_count": 2}),
        (("B-07",), "lot_number", {"lot_number": "B-07"}),
        (("at most 20 000 kg",), "net_weight", {"net_weight": "20000"}),
        (("gross 20 000 kg",), "net_weight", {"net_weight": "20000"}),
        (("014-5518, 2094",), "lot_number", {"lot_number": "014-55182094"}),
        (("7108.11",), "hs_codes", {"hs_codes": ("710812",)}),
        (("48", "48"), "parcel_count", {"parcel_count": 48}),
        (("4",), "parcel_count", {"parcel_count": 4}),
        (("12, avenue Lumumba, Kalemie",), "exporter_address", {"exporter_address": "12, avenue Lumumba, Kalemie"}),
        (("2.5 kg",), "gross_weight", {"gross_weight": "2.5", "net_weight": "2.5"}),
    ],
)
def test_what_differs_or_may_be_something_else_is_not(phrases: tuple[str, ...], field: str, facts: Facts) -> None:
    assert known(phrases, field, facts) is None


def test_a_name_that_stands_in_another_role_is_not_taken_for_this_one() -> None:
    first = paper("d1", INVOICE, (), {"exporter_name": KITALI, "importer_name": "Aldgate Metals Ltd"})
    other = paper("d3", WAYBILL, (), {"exporter_name": "Aldgate Metals Ltd"})
    found = recognised([first, paper("d2", LIST, ("Aldgate Metals Ltd",), {}), other])[1]
    assert not found.fields


LOT = "CML-TA-2604"


def beside(name: str, value: str, raw: str, confidence: float = 0.97) -> Field:
    """A fact that was read in the packing list's first line."""
    place = Evidence(file="d2" * 32, page=1, box=Box(0.05, 0.04, 0.9, 0.07))
    return Field(name=name, value=value, raw=raw, confidence=confidence, evidence=(place,))


@pytest.mark.parametrize(
    ("other", "is_known"),
    [
        (beside("goods_description", f"tantalite, lot {LOT}", f"tantalite, lot {LOT}"), True),
        (beside("importer_address", "Lot 41, Penang", f"Lot 41, Penang {LOT}"), True),
        (beside("goods_description", LOT, LOT), False),
        (beside("invoice_number", LOT, LOT), False),
        (beside("invoice_number", LOT, LOT, confidence=0.3), True),
    ],
)
def test_a_number_within_a_description_or_a_guess_has_no_role_yet(other: Field, is_known: bool) -> None:
    packing = paper("d2", LIST, (f"tantalite, lot {LOT}",), {})
    packing = packing.model_copy(update={"fields": {other.name: other}})
    fields = recognised([paper("d1", INVOICE, (), {"lot_number": LOT}), packing])[1].fields
    assert ("lot_number" in fields) is is_known


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("Kitali Minerais S.A.", "Kitali Minerais"),
        ("by KITALI MlNERAIS SARL", "KITALI MlNERAIS SARL"),
        ("Kitali Minerals", "Kitali Minerals"),
    ],
)
def test_a_name_with_another_form_or_misread_is_less_sure(phrase: str, told: str) -> None:
    found = known((phrase,), "exporter_name", {"exporter_name": KITALI})
    assert found is not None
    assert (found.value, found.confidence) == (told, 0.88)


def test_on_a_picture_any_letter_of_a_name_may_be_misread() -> None:
    invoice = paper("d1", INVOICE, (), {"importer_name": WESER})
    scan = paper("d2", LIST, ("To: Weserhütle Kup fer GmhH, Bremen",), {}, sure=0.9)
    found = recognised([invoice, scan])[1].fields["importer_name"]
    assert found.value == "Weserhütle Kup fer GmhH"
    assert found.confidence == pytest.approx(0.88 * 0.9)
    digital = paper("d2", LIST, ("To: Weserhütle Kup fer GmhH, Bremen",), {})
    assert not recognised([invoice, digital])[1].fields
    other = paper("d2", LIST, ("To: Weserland Kupfer AG, Bremen",), {}, sure=0.9)
    assert not recognised([invoice, other])[1].fields


def test_another_name_is_none() -> None:
    assert known(("Kitali Metaux SARL",), "exporter_name", {"exporter_name": KITALI}) is None
    assert known(("Kitali SARL",), "exporter_name", {"exporter_name": "Kitali GmbH"}) is None


def test_a_number_by_itself_is_likely_the_count() -> None:
    found = known(("48",), "parcel_count", {"parcel_count": 48})
    assert found is not None
    assert found.confidence == pytest.approx(0.93 * 0.9)


def test_of_counts_only_the_one_that_most_papers_state_is_looked_for() -> None:
    others = [paper(f"d{n}", WAYBILL, (), {"parcel_count": count}) for n, count in ((1, 1), (3, 3), (4, 3))]
    assert not recognised([*others, paper("d2", LIST, ("1 parcel",), {})])[-1].fields
    assert recognised([*others, paper("d2", LIST, ("1 box, 3 parcels",), {})])[-1].fields["parcel_count"].value == 3


def test_what_may_be_twenty_is_none_where_the_paper_weighs_in_the_unit() -> None:
    others = paper("d1", INVOICE, (), {"gross_weight": "101637"})
    packing = paper("d2", LIST, ("101,637",), {})
    assert not recognised([others, packing])[1].fields
    weighed = paper("d2", LIST, ("101,637",), {"net_weight": "100737"})
    assert recognised([others, weighed])[1].fields["gross_weight"].value == "101637"


@pytest.mark.parametrize(
    ("phrase", "sure", "is_known"),
    [
        ("Lote CML-TA-26O4", 0.9, True),
        ("Lote CML TA 2G04", 0.9, True),
        ("Lote CML-TA-26O4", 1.0, False),
        ("Lote CML-TA-2605", 0.9, False),
        ("Lote CML-TA-26O4-B", 0.9, False),
    ],
)
def test_on_a_picture_letters_like_digits_make_no_other_number(phrase: str, sure: float, is_known: bool) -> None:
    scan = paper("d2", LIST, (phrase,), {}, sure=sure)
    found = recognised([paper("d1", INVOICE, (), {"lot_number": "CML-TA-2604"}), scan])[1].fields.get("lot_number")
    if not is_known:
        assert found is None
        return
    assert found is not None
    assert (found.value, found.raw) == ("CML-TA-2604", phrase[5:])
    assert found.confidence == pytest.approx(0.93 * 0.9 * 0.9)


@pytest.mark.parametrize(
    ("name", "value", "other"),
    [
        ("net_weight", "19640.5", "wet_weight"),
        ("hs_codes", ("710231",), "mineral"),
        ("exporter_name", KITALI, "declarant_name"),
        ("importer_name", WESER, "notify_party_name"),
        ("lot_number", "CML-TA-2604", "customer_number"),
    ],
)
def test_some_facts_stand_where_another_stands(name: str, value: FieldValue, other: str) -> None:
    printed = {"net_weight": "19,640.5 kg", "hs_codes": "7102.31"}.get(name, str(value))
    packing = paper("d2", LIST, (printed,), {}).model_copy(update={"more": {other: beside(other, printed, printed)}})
    assert name in recognised([paper("d1", INVOICE, (), {name: value}), packing])[1].fields


def test_who_sells_the_goods_may_write_the_paper_too() -> None:
    packing = paper("d2", LIST, (KITALI,), {})
    head = beside("issuing_authority", KITALI, KITALI)
    packing = packing.model_copy(update={"fields": {"issuing_authority": head}})
    fields = recognised([paper("d1", INVOICE, (), {"exporter_name": KITALI}), packing])[1].fields
    assert fields["exporter_name"].value == KITALI


def test_a_name_that_others_print_without_its_legal_form_is_one_name() -> None:
    others = [
        paper("d1", INVOICE, (), {"exporter_name": KITALI}),
        paper("d3", WAYBILL, (), {"exporter_name": KITALI[:-5]}),
    ]
    assert recognised([*others, paper("d2", LIST, (KITALI,), {})])[2].fields["exporter_name"].value == KITALI


def test_of_two_values_that_both_stand_there_neither_is_chosen() -> None:
    one, other = (paper(f"d{n}", INVOICE, (), {"lot_number": f"CML-260{n}"}) for n in (1, 3))
    assert not recognised([one, paper("d2", LIST, ("CML-2601 and CML-2603",), {}), other])[1].fields


def test_a_papers_own_number_as_the_others_quote_it() -> None:
    quoting = [paper(name, kind, (), {"invoice_number": "NRC/0326"}) for name, kind in (("d1", WAYBILL), ("d3", LIST))]
    missing = recognised([*quoting, paper("d2", INVOICE, ("Ref. NRC/0326",), {})])[2].fields["document_number"]
    assert (missing.value, missing.rule) == ("NRC/0326", "as-stated-on-d1")
    misread = paper("d2", INVOICE, ("Ref. NRC/0326", "VAT 0200118843"), {"document_number": "0200118843"})
    mended = recognised([*quoting, misread])[2].fields["document_number"]
    assert (mended.value, mended.alternatives[0].value) == ("NRC/0326", "0200118843")
    doubted = recognised([quoting[0], misread])[1].fields["document_number"]
    assert (doubted.value, doubted.confidence) == ("0200118843", 0.7)


def test_a_number_cut_short_is_made_whole() -> None:
    cut = paper("d2", INVOICE, ("FATURA FT SML.2026/118",), {"document_number": "SML.2026/118"})
    quoting = paper("d1", WAYBILL, (), {"invoice_number": ORDER})
    assert recognised([quoting, cut])[1].fields["document_number"].value == ORDER


def test_a_number_that_another_paper_bears_is_no_papers_own() -> None:
    licence = paper("d1", LICENCE, (), {"document_number": "MMD/EXP/0173"})
    origin = paper("d2", DocumentKind.CERTIFICATE_OF_ORIGIN, ("permit MMD/EXP/0173", "ZW/SADC 58213"), {})
    waybill = paper("d3", WAYBILL, (), {"certificate_number": "ZW/SADC 58213", "licence_number": "MMD/EXP/0173"})
    fields = recognised([licence, origin, waybill])[1].fields
    assert (fields["document_number"].value, fields["licence_number"].value) == ("ZW/SADC 58213", "MMD/EXP/0173")


def test_what_was_read_is_left_and_scans_are_less_sure() -> None:
    invoice = paper("d1", INVOICE, (), {"lot_number": "CML-2604", "exporter_name": KITALI})
    scan = paper("d2", LIST, ("Kitali Minerais SARL", "CML-2604"), {"lot_number": "CML-2609"}, sure=0.8)
    fields = recognised([invoice, scan])[1].fields
    assert fields["lot_number"].value == "CML-2609"
    assert fields["exporter_name"].confidence == pytest.approx(0.93 * 0.8)
    unknown = paper("d2", DocumentKind.UNKNOWN, ("Kitali Minerais SARL",), {})
    assert recognised([invoice, unknown])[1] == unknown


def test_what_one_of_several_rows_counts_is_not_known_as_the_papers_count() -> None:
    listed = paper("d2", LIST, ("44 bags cassiterite", "40 drums wolframite"), {})
    counted = [
        {
            "parcel_count": Field(
                name="parcel_count",
                value=count,
                raw=str(count),
                confidence=0.9,
                evidence=(Evidence(file=listed.pages[0].file, page=1, box=listed.phrases[at].box),),
            )
        }
        for at, count in enumerate((44, 40))
    ]
    stating = paper("d1", INVOICE, (), {"parcel_count": 44})
    assert recognised([stating, listed])[1].fields["parcel_count"].value == 44
    told = listed.model_copy(update={"lines": tuple(counted)})
    assert "parcel_count" not in recognised([stating, told])[1].fields


def test_a_row_that_holds_the_sum_of_the_others_may_be_the_papers() -> None:
    listed = paper("d2", LIST, ("18 drums", "30 drums", "48 drums"), {})
    rows = [
        {"parcel_count": field.model_copy(update={"evidence": (Evidence(file="d2" * 32, page=1, box=phrase.box),)})}
        for phrase in listed.phrases
        for field in [Field(name="parcel_count", value=int(phrase.text[:2]), raw=phrase.text[:2], confidence=0.9)]
    ]
    told = listed.model_copy(update={"lines": tuple(rows)})
    found = recognised([paper("d1", INVOICE, (), {"parcel_count": 48}), told])[1]
    assert found.fields["parcel_count"].value == 48
