"""A guess gives way to what the bundle states and the page prints; what was read surely does not."""

from __future__ import annotations

import pytest

from extract.companions import recognised
from extract.model import Alternative, Document, DocumentKind, Field, FieldValue
from tests.extract.test_companions import INVOICE, KITALI, LICENCE, LIST, SEALS, WAYBILL, WESER, Facts, paper


def read_as(
    document: Document, name: str, value: FieldValue, confidence: float, unit: str | None = None, raw: str | None = None
) -> Document:
    """The paper with one more fact read on it, so surely; it stands in the paper's second line."""
    place = document.fields["issue_date"].evidence[0].model_copy(update={"box": document.phrases[1].box})
    field = Field(
        name=name, value=value, unit=unit, raw=raw or str(value), confidence=confidence, evidence=(place,), rule="read"
    )
    return document.model_copy(update={"fields": {**document.fields, name: field}})


def after(phrases: tuple[str, ...], name: str, value: FieldValue, confidence: float, *others: Facts) -> Field:
    """What a packing list states for a field that was read so, once invoice, licence and waybill are known."""
    kinds = (INVOICE, LICENCE, WAYBILL)
    papers = [paper(f"d{n}", kinds[n], (), facts) for n, facts in enumerate(others)]
    own = paper("d9", LIST, phrases, {"issue_date": "2026-03-09"})
    own = read_as(own, name, value, confidence, unit="kg" if name.endswith("weight") else None)
    return recognised([*papers, own])[-1].fields[name]


LOT: Facts = {"lot_number": "CML-TA-2604"}
HEAVY: Facts = {"net_weight": "99885"}


@pytest.mark.parametrize(
    ("phrases", "name", "read", "facts"),
    [
        (("Lote CML-TA-2604", "F-26/057"), "lot_number", "F-26/057", LOT),
        (("Peso", "Neto 99.885 kg"), "net_weight", "99.88", HEAVY),
        ((KITALI, "P. Thamae"), "exporter_name", "P. Thamae", {"exporter_name": KITALI}),
    ],
)
def test_a_guess_gives_way_to_what_two_papers_state_and_the_page_prints(
    phrases: tuple[str, ...], name: str, read: str, facts: Facts
) -> None:
    found = after(phrases, name, read, 0.35, facts, facts)
    assert (found.value, found.rule) == (facts[name], "as-stated-on-d0")
    assert (found.alternatives[0].value, found.alternatives[0].score) == (read, 0.35)
    assert found.confidence == pytest.approx(0.93)
    assert after(phrases, name, read, 0.8, facts, facts).confidence == 0.85


@pytest.mark.parametrize(
    ("confidence", "others"),
    [
        (0.35, (LOT,)),
        (0.95, (LOT, LOT)),
        (0.35, (LOT, LOT, {"lot_number": "F-26/057"})),
    ],
)
def test_it_stays_where_one_paper_differs_or_it_was_read_surely_or_another_states_it(
    confidence: float, others: tuple[Facts, ...]
) -> None:
    found = after(("Lote CML-TA-2604", "F-26/057"), "lot_number", "F-26/057", confidence, *others)
    if len(others) < 3:
        assert (found.value, found.confidence) == ("F-26/057", confidence)
    else:
        assert found.value == "F-26/057"


def test_a_reading_cut_short_is_made_whole_by_one_paper() -> None:
    phrases = ("SOD 559071", "SOD 559072")
    assert after(phrases, "seal_numbers", SEALS[:1], 0.4, {"seal_numbers": SEALS}).value == SEALS
    name = after(("Weserhütte", "Kupfer GmbH"), "importer_name", "Kupfer GmbH", 0.8, {"importer_name": WESER})
    assert name.value == WESER


def test_buyer_and_seller_changed_round_on_one_paper_are_put_right() -> None:
    facts: Facts = {"exporter_name": KITALI, "importer_name": WESER}
    others = [paper(f"d{n}", kind, (), facts) for n, kind in ((1, INVOICE), (3, WAYBILL), (4, LICENCE))]
    own = paper("d2", LIST, (KITALI, WESER), {"issue_date": "2026-03-09"})
    fields = recognised([*others, read_as(own, "exporter_name", WESER, 0.85)])[-1].fields
    assert (fields["exporter_name"].value, fields["importer_name"].value) == (KITALI, WESER)


def test_a_name_cut_short_is_made_whole_though_it_was_read_surely() -> None:
    phrases = ("Weserhütte", "Kupfer GmbH")
    facts: Facts = {"importer_name": WESER}
    assert after(phrases, "importer_name", "Kupfer GmbH", 0.95, facts, facts).value == WESER
    assert after(phrases, "importer_name", "Kupfer GmbH", 0.95, facts).value == "Kupfer GmbH"
    ends = ("Vendu à", f"{WESER}.")
    pointed = after(ends, "importer_name", "Kupfer GmbH.", 0.95, facts, facts)
    assert pointed.value == WESER
    elsewhere = (WESER, "Kupfer GmbH")
    assert after(elsewhere, "importer_name", "Kupfer GmbH", 0.95, facts, facts).value == "Kupfer GmbH"


def test_what_was_read_fairly_surely_is_known_where_its_very_letters_stand_again() -> None:
    place = paper("d1", LICENCE, ("", ""), {"issue_date": "2026-03-09"})
    fairly = read_as(place, "lot_number", "CML-TA-2604", 0.8)
    found = recognised([fairly, paper("d2", LIST, ("lot CML-TA-2604",), {})])[1].fields["lot_number"]
    assert (found.value, found.confidence) == ("CML-TA-2604", 0.85)
    hardly = fairly.model_copy(
        update={"fields": {"lot_number": fairly.fields["lot_number"].model_copy(update={"confidence": 0.6})}}
    )
    assert not recognised([hardly, paper("d2", LIST, ("lot CML-TA-2604",), {})])[1].fields
    other = paper("d3", WAYBILL, (), {"lot_number": "CML-TA-2605"})
    both = recognised([fairly, other, paper("d2", LIST, ("lot CML-TA-2604 and CML-TA-2605",), {})])[2]
    assert both.fields["lot_number"].value == "CML-TA-2605"


def test_of_packages_a_paper_may_count_two_kinds() -> None:
    facts: Facts = {"parcel_count": 3}
    assert after(("3 boxes", "4 parcels"), "parcel_count", 4, 0.8, facts, facts).value == 4
    assert after(("3 boxes", "4 parcels"), "parcel_count", 4, 0.6, facts, facts).value == 3


def test_of_two_numbers_quoted_alike_the_schemes_is_meant_where_both_are_the_bundles() -> None:
    scheme = paper("d1", DocumentKind.ICGLR_CERTIFICATE, (), {"document_number": "RW-2026-W00731"})
    origin = paper("d2", DocumentKind.CERTIFICATE_OF_ORIGIN, (), {"document_number": "CCI/KGL/26/01187"})
    phrases = ("ICGLR RW-2026-W00731", "CERT. OF ORIGIN CCI/KGL/26/01187")
    own = read_as(paper("d3", WAYBILL, phrases, {"issue_date": "2026-03-09"}), "certificate_number", "x", 0.5)
    both = tuple(Alternative(value=text.split()[-1], raw=text, score=0.9) for text in phrases)
    torn = {"value": None, "status": "conflicting", "alternatives": both}
    own = own.model_copy(
        update={"fields": {"certificate_number": own.fields["certificate_number"].model_copy(update=torn)}}
    )
    told = recognised([scheme, origin, own])[2].fields["certificate_number"]
    assert (told.value, told.status, told.confidence) == ("RW-2026-W00731", "read", 0.85)
    assert recognised([scheme, own])[1].fields["certificate_number"].status == "conflicting"


def test_a_reading_that_two_other_papers_bear_out_surely_is_sure() -> None:
    found = after(("Lote", "CML-TA-2604"), "lot_number", "CML-TA-2604", 0.4, LOT, LOT)
    assert (found.value, found.confidence, found.rule) == ("CML-TA-2604", 0.92, "read")
    assert after(("Lote", "CML-TA-2604"), "lot_number", "CML-TA-2604", 0.4, LOT).confidence < 0.9
    assert after(("Lote", "CML-TA-2604"), "lot_number", "CML-TA-2604", 0.97, LOT, LOT).confidence >= 0.97
    counts: Facts = {"parcel_count": 3}
    assert after(("3 boxes", "3 parcels"), "parcel_count", 3, 0.4, counts, counts).confidence < 0.9


def test_a_papers_own_number_that_two_others_quote_is_sure() -> None:
    own = read_as(
        paper("d1", INVOICE, ("", "NRC/0326"), {"issue_date": "2026-03-09"}), "document_number", "NRC/0326", 0.5
    )
    quoting = [paper(name, kind, (), {"invoice_number": "NRC/0326"}) for name, kind in (("d2", WAYBILL), ("d3", LIST))]
    assert recognised([own, *quoting])[0].fields["document_number"].confidence == 0.92
    assert recognised([own, quoting[0]])[0].fields["document_number"].confidence == 0.5


def test_one_papers_word_is_enough_where_hardly_anything_was_read() -> None:
    assert after(("Lote CML-TA-2604", "M-03"), "lot_number", "M-03", 0.2, LOT).value == "CML-TA-2604"
    other: Facts = {"lot_number": "M-03"}
    assert after(("Lote CML-TA-2604", "M-03"), "lot_number", "M-03", 0.2, LOT, other).value == "M-03"


def test_addresses_with_and_without_their_country_are_of_one_mind() -> None:
    seat: Facts = {"exporter_name": KITALI, "exporter_address": "12, avenue Lumumba, Kalemie"}
    longer: Facts = {**seat, "exporter_address": "12, avenue Lumumba, Kalemie, R.D. Congo"}
    own = paper("d9", LIST, ("12, avenue Lumumba, Kalemie", "Weser 4, Bremen"), {"issue_date": "2026-03-09"})
    own = read_as(own, "exporter_name", KITALI, 0.97)
    own = read_as(own, "exporter_address", "Weser 4, Bremen", 0.8)
    papers = [paper("d1", INVOICE, (), seat), paper("d2", LICENCE, (), longer)]
    assert recognised([*papers, own])[-1].fields["exporter_address"].value == "12, avenue Lumumba, Kalemie"
    assert recognised([papers[0], own])[-1].fields["exporter_address"].value == "Weser 4, Bremen"


def test_a_mine_of_which_the_paper_says_more_is_no_sure_reading() -> None:
    site: Facts = {"mine_site": "Gahinga Ridge"}
    bare = recognised([paper("d0", INVOICE, (), site), paper("d9", LIST, ("Site Gahinga Ridge",), {})])[-1]
    more = recognised(
        [paper("d0", INVOICE, (), site), paper("d9", LIST, ("Site Gahinga Ridge, Gakenke District",), {})]
    )[-1]
    assert bare.fields["mine_site"].confidence > 0.9 > more.fields["mine_site"].confidence


def test_the_letters_of_an_office_before_a_number_are_left_where_the_bundle_has_it_without() -> None:
    facts: Facts = {"document_number": "AE-0417/2026"}
    licence = paper("d1", LICENCE, (), facts)
    for read, told in (("CNX AE-0417/2026", "AE-0417/2026"), ("AO AE-0417/2026", "AO AE-0417/2026")):
        quoting = read_as(
            paper("d2", INVOICE, ("Licence", read), {"issue_date": "2026-03-09"}), "licence_number", read, 0.97
        )
        assert recognised([licence, quoting])[1].fields["licence_number"].value == told
