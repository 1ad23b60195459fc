"""Seals among marks and numbers within a table's rows."""

from __future__ import annotations

from extract.read import extract_file
from tests.extract.sheet import Sheet


def bill(word: str) -> dict[str, object]:
    sheet = Sheet().text(180, 40, "BILL OF LADING", 16).text(60, 80, "SHIPPER").lines(60, 94, "PAMPA LITIO SPA")
    sheet.text(60, 200, "MARKS AND NOS.").text(190, 200, "PKGS").text(260, 200, "DESCRIPTION OF GOODS")
    sheet.text(450, 200, "GROSS WEIGHT")
    for number in range(2):
        y = 225.0 + 45 * number
        sheet.text(60, y, f"KGLU 31055{number}-1").text(190, y, "20 BAGS").text(260, y, "LITHIUM CARBONATE")
        sheet.text(450, y, "20,240 KGS").text(60, y + 13, f"{word} QN77120{number}").text(260, y + 13, "IN BIG BAGS")
    sheet.text(60, 330, "TOTAL").text(190, 330, "40 BAGS").text(450, 330, "40,480 KGS")
    (document,) = extract_file([sheet.page()])
    return {name: field.value for name, field in document.fields.items()}


def test_a_seal_under_its_container_is_read_by_its_word() -> None:
    fields = bill("SEAL")
    assert fields["seal_numbers"] == ("QN771200", "QN771201")
    assert fields["gross_weight"] == "40480"


def test_other_words_under_a_container_are_no_seals() -> None:
    assert "seal_numbers" not in bill("TARE")


def test_numbers_of_seals_need_no_colon_behind_their_word() -> None:
    sheet = Sheet().text(180, 40, "BILL OF LADING", 16).text(60, 80, "SHIPPER").lines(60, 94, "PAMPA LITIO SPA")
    sheet.box(50, 190, 250, 260).text(60, 195, "CONTAINER NO. / SEAL NO.").text(60, 210, "KGLU 310551-1")
    sheet.text(60, 224, "Seals OBM 77120").text(60, 238, "OBM 77121")
    (document,) = extract_file([sheet.page()])
    assert document.fields["seal_numbers"].value == ("OBM 77120", "OBM 77121")
    assert document.fields["seal_numbers"].confidence >= 0.9


def test_the_code_of_all_goods_beside_their_total_is_the_papers() -> None:
    sheet = Sheet().text(180, 40, "SEA WAYBILL", 16).text(60, 80, "SHIPPER").lines(60, 94, "PAMPA GRAPHITE SPA")
    sheet.text(60, 200, "SEAL").text(160, 200, "PACKAGES").text(260, 200, "GOODS").text(450, 200, "GROSS KG")
    for number, goods in enumerate(("Graphite in flakes", "Graphite powder")):
        y = 225.0 + 20 * number
        sheet.text(60, y, f"ALS7710{number}").text(160, y, "20 bags").text(260, y, goods).text(450, y, "20,240")
    sheet.text(60, 270, "2 containers").text(160, 270, "40 bags").text(260, 270, "HS 2504.10").text(450, 270, "40,480")
    (document,) = extract_file([sheet.page()])
    assert document.fields["hs_codes"].value == ("250410",)
    assert document.fields["gross_weight"].value == "40480"
