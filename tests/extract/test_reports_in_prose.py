"""Reports of laboratories and valuers that are told in sentences."""

from __future__ import annotations

import pytest

from extract.doctype import ValueKind
from extract.model import Document
from extract.read import extract_file
from extract.values import Context, find, split_party
from tests.extract.sheet import Sheet


def read(sheet: Sheet) -> Document:
    (document,) = extract_file([sheet.page()])
    return document


def values(document: Document) -> dict[str, object]:
    return {name: field.value for name, field in document.fields.items()}


def report(*lines: str) -> dict[str, object]:
    form = Sheet().text(150, 30, "Aldeia Assayers Ltd", 14).text(150, 70, "ASSAY REPORT ASX 26/2714", 14)
    form.text(50, 100, "Kampala, 6 March 2026")
    return values(read(form.lines(50, 130, *lines)))


def test_who_asked_for_it_what_it_is_of_and_its_own_day() -> None:
    found = report(
        "On the instructions of Bwamba Tungsten Ltd, Plot 17, Sixth Street, Kampala, Uganda, we sampled on 5 March",
        "2026 a parcel of wolframite concentrate in 24 bags, described to us as lot BTE-W-0226.",
    )
    assert (found["document_number"], found["issue_date"]) == ("ASX 26/2714", "2026-03-06")
    assert (found["exporter_name"], found["lot_number"]) == ("Bwamba Tungsten Ltd", "BTE-W-0226")
    assert found["exporter_address"] == "Plot 17, Sixth Street, Kampala, Uganda"


def test_facts_behind_an_address_are_not_part_of_it() -> None:
    found = report(
        "Presented by Oranje Marine Diamonds (Pty) Ltd, 14 Hafen Street, Lüderitz, Namibia. Presented: rough diamonds",
        "of sale OMD-S5-26, invoice OMD/26/0331, mined in Namibia.",
    )
    assert found["exporter_address"] == "14 Hafen Street, Lüderitz, Namibia"
    assert (found["invoice_number"], found["country_of_origin"]) == ("OMD/26/0331", "NA")


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The balance was verified on 2 January 2026.", None),
        ("Les lots ont été pesés le 3 janvier 2026.", None),
        ("This report was issued on 2 January 2026.", "2026-01-02"),
    ],
)
def test_the_day_of_another_event_is_not_the_papers(sentence: str, wanted: str | None) -> None:
    form = (
        Sheet().text(150, 70, "ASSAY REPORT", 14).lines(50, 130, "The lot was weighed on a platform scale.", sentence)
    )
    assert values(read(form)).get("issue_date") == wanted


@pytest.mark.parametrize(
    ("behind", "kept"),
    [
        (". Presented: rough stones", "Via Roma 12, 52100 Arezzo, Italy"),
        (", for refining in Italy", "Via Roma 12, 52100 Arezzo, Italy"),
        (" to Rough Stones Ltd of Dubai", "Via Roma 12, 52100 Arezzo, Italy"),
        (", Bldg 4", "Via Roma 12, 52100 Arezzo, Italy, Bldg 4"),
        ("", "Via Roma 12, 52100 Arezzo, Italy"),
    ],
)
def test_an_address_ends_with_its_country_where_a_sentence_goes_on(behind: str, kept: str) -> None:
    block = split_party([f"Oro Fino S.p.A., Via Roma 12, 52100 Arezzo, Italy{behind}"], Context())
    assert block is not None
    assert block.address == kept


def test_the_element_that_the_goods_are_named_for_is_the_grade_among_others() -> None:
    form = (
        Sheet()
        .text(150, 70, "BULLETIN D'ANALYSE", 14)
        .text(60, 110, "Échantillon")
        .text(200, 110, "hydroxyde de cobalt")
    )
    for row, cells in enumerate(
        (("Élément", "Teneur", "Unité"), ("Cobalt (Co)", "29,91", "%"), ("Cuivre (Cu)", "1,38", "%"))
    ):
        for column, cell in enumerate(cells):
            form.text(60 + 130 * column, 150 + 20 * row, cell)
    field = read(form).fields["grade"]
    assert (str(field.value), field.status) == ("29.91", "read")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Es cuanto certificamos en Oruro, a los siete días del mes de julio de dos mil veintiséis.", "2026-07-07"),
        ("Given under my hand this fourth day of May 2026.", "2026-05-04"),
        ("Fait le quinze avril deux mille vingt-six.", "2026-04-15"),
        ("L'an deux mille vingt-six et le quinze avril, nous avons reçu un lot.", "2026-04-15"),
        ("The balance, two thousand dollars, was paid in May.", None),
    ],
)
def test_days_in_words_within_a_sentence(said: str, day: str | None) -> None:
    assert next((one.value for one in find(ValueKind.DATE, said, Context())), None) == day


def test_a_permit_whose_sentence_is_set_in_rows() -> None:
    rows = (
        ("Permission is granted to", "Orange Marine Diamonds (Pty) Ltd"),
        ("to export to", "Qasr Rough Trading DMCC"),
        ("the following goods", "Unpolished (rough) diamonds"),
        ("up to a weight of", "1,400.00 carats"),
        ("and up to a value of", "US$ 900,000.00"),
    )
    form = Sheet().text(150, 40, "EXPORT PERMIT FOR UNPOLISHED DIAMONDS", 14)
    for number, (lead, fact) in enumerate(rows):
        form.text(50, 120 + 30 * number, lead).text(240, 120 + 30 * number, fact)
    document = read(form)
    found = values(document)
    assert (found["exporter_name"], found["importer_name"]) == (rows[0][1], rows[1][1])
    assert (str(found["licensed_quantity"]), document.fields["licensed_quantity"].unit) == ("1400.00", "ct")
    assert str(document.fields["licensed_value"].value.amount) == "900000.00"  # type: ignore[union-attr]  # Money
    assert "diamonds" in str(found["goods_description"])


def test_two_columns_of_names_are_no_sentence() -> None:
    form = Sheet().text(150, 40, "EXPORT PERMIT", 14)
    for number, (lead, fact) in enumerate((("to export to", "Quay 4"), ("Officer", "M. Kali"), ("Gate", "North"))):
        form.text(50, 120 + 30 * number, lead).text(240, 120 + 30 * number, fact)
    assert "importer_name" not in read(form).fields


def test_the_number_of_a_house_is_not_the_papers() -> None:
    form = (
        Sheet().text(50, 30, "Esmeraldas Borbur S.A.S.", 12).text(50, 46, "Carrera 6 No. 12-41, Bogotá D.C., Colombia")
    )
    form.text(50, 100, "Lista de empaque LE-1274", 14)
    found = values(read(form))
    assert (found["document_number"], found["exporter_name"]) == ("LE-1274", "Esmeraldas Borbur S.A.S.")
    assert found["exporter_address"] == "Carrera 6 No. 12-41, Bogotá D.C., Colombia"


@pytest.mark.parametrize(
    ("sentence", "net", "gross"),
    [
        ("The weight found on the weighbridge was 200,147 kg net, against 200,627 kg gross.", "200147", "200627"),
        ("Les sacs pèsent ensemble 20 366,3 kg bruts, soit 20 310,3 kg nets après déduction.", "20310.3", "20366.3"),
        ("Pesée contradictoire au magasin : net 5 542,9 kg, brut 5 857,9 kg.", "5542.9", "5857.9"),
        ("The net weight of the lot is 1,250.5 kg.", "1250.5", None),
    ],
)
def test_which_weight_a_word_behind_it_tells(sentence: str, net: str, gross: str | None) -> None:
    form = (
        Sheet().text(150, 40, "CERTIFICATE OF WEIGHT", 14).text(50, 120, "We weighed every bag of the lot on a scale.")
    )
    found = values(read(form.text(50, 133, sentence)))
    assert (str(found["net_weight"]), found.get("gross_weight") and str(found["gross_weight"])) == (net, gross)


def test_the_labels_in_a_title_lead_to_its_own_number() -> None:
    form = Sheet().text(50, 40, "Liste de colisage et d'étiquettes n° LC-26/057", 14)
    found = values(read(form.text(50, 90, "Établie à Bujumbura le 12 mai 2026. Facture n° F-26/057.")))
    assert (found.get("document_number"), found.get("tag_numbers")) == ("LC-26/057", None)


def test_a_denial_reaches_over_two_verbs() -> None:
    form = Sheet().text(150, 40, "DECLARATION OF ORIGIN OF ROUGH DIAMONDS", 14)
    form.lines(
        50,
        100,
        "We declare that the rough diamonds were mined in Sierra Leone.",
        "None of them was mined or produced in the Russian Federation.",
    )
    assert values(read(form)).get("country_of_origin") == "SL"


@pytest.mark.parametrize(
    "sentence",
    [
        "At the request of Compagnie Minière du Siroua SA we, Tidewater Inspection Services Ltd, sampled 24,000 kg.",
        "À la demande de Compagnie Minière du Siroua SA nous, Tidewater Inspection SARL, avons prélevé 24 000 kg.",
        "A solicitud de Compagnie Minière du Siroua SA nosotros, Inspecciones del Sur S.A., muestreamos 24.000 kg.",
        "A pedido de Compagnie Minière du Siroua SA nós, Inspeções do Sul Lda., recolhemos amostras de 24.000 kg.",
    ],
)
def test_whom_it_is_for_ends_where_the_writer_begins(sentence: str) -> None:
    assert report(sentence)["exporter_name"] == "Compagnie Minière du Siroua SA"


def test_what_the_writer_did_is_no_part_of_whom_it_is_for() -> None:
    found = report(
        "At the request of the exporter, Sewa Banks Diamond Company Ltd, we have weighed and valued",
        "a parcel of rough diamonds of Sierra Leone origin, parcel no. KNM/EO/006218, for export to",
        "Belgium under invoice SBD-2026-114.",
    )
    assert "exporter_address" not in found
    assert (found["country_of_origin"], found["country_of_destination"]) == ("SL", "BE")
