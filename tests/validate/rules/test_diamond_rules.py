"""Rules on rough diamonds' papers: where each fires, stays silent, and cannot be decided."""

from __future__ import annotations

from typing import Any

import pytest

from extract.model import DocumentKind
from tests.validate.papers import (
    Change,
    add,
    all_of,
    edit,
    everywhere,
    further,
    in_language,
    lines,
    marked,
    paper,
    say,
    scanned,
    signed_scans,
    without,
)
from tests.validate.rules.judging import Row, strip
from tests.validate.rules.test_presence import no_custody

TITLE = "KIMBERLEY PROCESS CERTIFICATE"
STATEMENT = (
    "The rough diamonds in this shipment have been handled in accordance with the provisions",
    "of the Kimberley Process Certification Scheme for rough diamonds",
)
HALF = ("The rough diamonds in this shipment have been handled by the exporter", "under the Kimberley Process")
WARRANTY = (
    "The diamonds herein invoiced have been purchased from legitimate sources not involved in funding conflict, in",
    "compliance with United Nations Resolutions and corresponding national laws. The seller hereby guarantees that",
    "these diamonds are conflict free and confirms adherence to the WDC SoW Guidelines",
)
OLD_WARRANTY = (
    "The diamonds herein invoiced have been purchased from legitimate sources not involved in funding conflict and in",
    "compliance with United Nations resolutions. The seller hereby guarantees that these diamonds are conflict free,",
    "based on personal knowledge and/or written guarantees provided by the supplier of these diamonds",
)
SELF = (
    "I certify that the nonindustrial diamonds in this shipment were not mined, extracted, produced, or manufactured",
    "wholly or in part in the Russian Federation, notwithstanding whether such diamonds have been substantially",
    "transformed into other products outside of the Russian Federation",
)


def to(country: str, day: str = "2026-01-31") -> Change:
    return all_of(everywhere(country_of_destination=country), edit("tr", issue_date=day, shipment_date=day))


def declaration(*wording: str, title: str = "Declaration", **facts: Any) -> Change:
    made = paper("d60", DocumentKind.ORIGIN_DECLARATION, lot_number="LS-RD2411", **facts).model_copy(
        update={"title": title}
    )
    return all_of(add(made), say("decl", *(wording or ("Declaration",))))


def second_certificate(title: str, **facts: Any) -> Change:
    made = paper("d19", DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, certificate_number="LS 024780", **facts)
    return add(made.model_copy(update={"title": title}))


CANADIAN = edit("kp", document_number="CA 024780")
SIERRA_LEONE = edit("kp", document_number="SL 004912")
HEAVIER = second_certificate(title="Technical certificate", carat_weight="1400.00")
TO_GERMANY = all_of(strip("country_of_destination"), edit("tr", country_of_destination="DE"))
AMERICAN = edit("kp", document_number="US 24780")
SEAL_BOX = "Stamp and signature of the exporting authority"
SIGNED = signed_scans("inv", "pl")
SCANNED = all_of(SIGNED, scanned("kp", 200, "text-layer-missing", "deskewed"))
POLISHED = all_of(everywhere(mineral="polished diamonds", hs_codes=["710239"]), lines("inv"), without("kp"))

ROWS = [
    Row("W001", "diamonds", "passed", say("kp", TITLE, *STATEMENT)),
    Row("W001", "diamonds", "passed", say("kp", "Certificat du Processus de Kimberley")),
    Row("W001", "diamonds", "failed", say("kp", "KIMBERLY DIAMOND CERTIFICATE"), ("block",)),
    Row("W001", "diamonds", "passed", say("kp", "KIMBERLY DIAMOND CERTIFICATE", confidence=0.6)),
    Row("W001", "diamonds", "not_decidable"),
    Row("W001", "tin", "not_applicable"),
    Row("W002", "diamonds", "passed", say("kp", TITLE, *STATEMENT)),
    Row("W002", "diamonds", "failed", say("kp", TITLE, *HALF), ("review",)),
    Row("W002", "diamonds", "failed", say("kp", TITLE), ("block",)),
    Row("W002", "diamonds", "not_decidable", say("kp", TITLE, digital=False)),
    Row("W002", "diamonds", "not_decidable", say("kp", TITLE, confidence=0.7)),
    Row("W002", "diamonds", "not_decidable", all_of(say("kp", TITLE), in_language("kp", "ru"))),
    Row("W002", "diamonds", "failed", all_of(say("kp", TITLE, digital=False), scanned("kp", 300)), ("block",)),
    Row("W002", "diamonds", "not_decidable", all_of(say("kp", TITLE, digital=False), scanned("kp", 150))),
    Row("W002", "diamonds", "not_decidable", all_of(say("kp", TITLE, digital=False), scanned("kp", 300, "cut"))),
    Row("W008", "diamonds", "passed"),
    Row("W008", "diamonds", "failed", edit("kp", carat_weight="0"), ("block",)),
    Row("W008", "diamonds", "failed", edit("kp", carat_weight="1273.093"), ("info",)),
    Row("W008", "diamonds", "not_decidable", edit("kp", carat_weight=None)),
    Row("W009", "diamonds", "passed"),
    Row("W009", "diamonds", "failed", edit("kp", value=("EUR", "961194.94")), ("block",)),
    Row("W009", "diamonds", "failed", all_of(edit("kp", value=("EUR", "9")), say("kp", "US$ 10")), ("review",)),
    Row("W009", "diamonds", "not_decidable", edit("kp", value=None)),
    Row("W011", "diamonds", "passed"),
    Row("W011", "diamonds", "failed", edit("kp", parcel_count=0), ("block",)),
    Row("W011", "diamonds", "not_decidable", edit("kp", parcel_count=None)),
    Row("W015", "diamonds", "passed"),
    Row("W015", "diamonds", "failed", edit("kp", country_of_origin="BE"), ("info",)),
    Row("W015", "diamonds", "failed", edit("kp", country_of_origin="KE"), ("review",)),
    Row("W015", "diamonds", "not_decidable", edit("kp", country_of_origin=None)),
    Row("W018", "diamonds", "passed"),
    Row("W018", "diamonds", "failed", edit("kp", importer_name="To the order of the bank"), ("block",)),
    Row("W018", "diamonds", "not_decidable", edit("kp", importer_name=None, exporter_name=None)),
    Row("W018", "tin", "not_applicable"),
    Row("W019", "diamonds", "not_applicable"),
    Row("W019", "diamonds", "not_decidable", edit("kp", document_number="EU 01234567")),
    Row(
        "W019",
        "diamonds",
        "passed",
        all_of(edit("kp", document_number="EU 01234567"), say("kp", "EU 01234567", "EU 01234567")),
    ),
    Row(
        "W019",
        "diamonds",
        "failed",
        all_of(edit("kp", document_number="EU 01234567"), say("kp", "EU 01234567", "EU 01234576")),
        ("block",),
    ),
    Row("W020", "diamonds", "not_applicable"),
    Row("W020", "diamonds", "not_decidable", CANADIAN),
    Row("W020", "diamonds", "passed", all_of(CANADIAN, say("kp", "Number of containers: 1"))),
    Row("W020", "diamonds", "failed", all_of(CANADIAN, say("kp", "2 sealed containers")), ("block",)),
    Row("W021", "diamonds", "not_applicable"),
    Row("W021", "diamonds", "not_decidable", edit("kp", document_number="SL 004912")),
    Row("W021", "diamonds", "passed", all_of(SIERRA_LEONE, say("kp", "JMI/GGDO/4912"))),
    Row(
        "W021",
        "diamonds",
        "failed",
        all_of(SIERRA_LEONE, say("kp", "JMI/GGDO/4199")),
        ("review",),
    ),
    Row("W023", "diamonds", "not_applicable"),
    Row("W023", "diamonds", "not_decidable", AMERICAN),
    Row("W023", "diamonds", "passed", all_of(AMERICAN, say("kp", "ITN X20260120123456"))),
    Row("W023", "diamonds", "failed", all_of(AMERICAN, say("kp", "ITN X20250120123456")), ("review",)),
    Row("W023", "diamonds", "failed", all_of(AMERICAN, say("kp", TITLE)), ("review",)),
    Row("W029", "diamonds", "not_decidable"),
    Row("W029", "diamonds", "passed", say("pl", "tamper-resistant box")),
    Row("W029", "diamonds", "failed", say("pl", "Packing: zip bag in courier envelope"), ("info",)),
    Row("X004", "diamonds", "passed"),
    Row("X004", "diamonds", "failed", edit("tr", gross_weight=("0.20", "kg")), ("review",)),
    Row("X004", "diamonds", "failed", edit("tr", gross_weight=("60", "kg")), ("info",)),
    Row("X004", "diamonds", "not_decidable", edit("tr", gross_weight=None)),
    Row("X012", "diamonds", "not_applicable"),
    Row("X012", "diamonds", "not_applicable", edit("kp", document_number=None, country_of_provenance=None)),
    Row("X012", "diamonds", "failed", all_of(edit("kp", document_number="AE 024780"), say("kp", TITLE)), ("info",)),
    Row(
        "X012",
        "diamonds",
        "failed",
        all_of(edit("kp", document_number="AE 024780"), say("kp", TITLE), to("CA")),
        ("review",),
    ),
    Row("X012", "diamonds", "not_decidable", edit("kp", document_number="AE 024780")),
    Row(
        "X012",
        "diamonds",
        "passed",
        all_of(edit("kp", document_number="AE 024780"), further("kp", previous_certificate_numbers=["SL 1"])),
    ),
    Row("X020", "diamonds", "not_applicable"),
    Row("X020", "diamonds", "failed", all_of(to("BE", "2025-12-01"), say("kp", TITLE)), ("info",)),
    Row("X020", "diamonds", "passed", all_of(to("BE", "2025-12-01"), say("kp", "Import confirmation"))),
    Row("X020", "diamonds", "not_decidable", to("BE", "2025-12-01")),
    Row("X023", "diamonds", "not_decidable"),
    Row("X023", "diamonds", "passed", say("pl", "stones of 0.50 ct and more")),
    Row("X023", "diamonds", "failed", say("pl", "PACKING LIST"), ("info",)),
    Row("X023", "diamonds", "not_applicable", to("AE")),
    Row("X034", "diamonds", "not_applicable"),
    Row("X034", "diamonds", "not_decidable", all_of(without("kp"), second_certificate(title="Technical certificate"))),
    Row("X034", "diamonds", "passed", second_certificate(title="Technical certificate", carat_weight="1200.00")),
    Row(
        "X034",
        "diamonds",
        "failed",
        second_certificate(title="Technical certificate", carat_weight="1400.00"),
        ("review",),
    ),
    Row("X035", "diamonds", "not_applicable"),
    Row("X035", "diamonds", "not_decidable", declaration(title="G7 Certificate")),
    Row("X035", "diamonds", "passed", declaration(title="G7 Certificate", certificate_number="LS 024780")),
    Row(
        "X035",
        "diamonds",
        "failed",
        declaration(title="G7 Certificate", certificate_number="LS 024799", carat_weight="1273.09"),
        ("block",),
    ),
    Row("W061", "diamonds", "not_decidable"),
    Row("W061", "diamonds", "passed", say("inv", *WARRANTY)),
    Row("W061", "diamonds", "failed", say("inv", *OLD_WARRANTY), ("info",)),
    Row("W061", "diamonds", "failed", say("inv", "INVOICE"), ("info",)),
    Row("W071", "diamonds", "not_applicable"),
    Row("W071", "diamonds", "not_decidable", to("US")),
    Row("W071", "diamonds", "passed", all_of(to("US"), say("inv", *SELF))),
    Row("W071", "diamonds", "failed", all_of(to("US"), say("inv", *SELF[:2])), ("review",)),
    Row("W072", "diamonds", "not_applicable"),
    Row("W072", "diamonds", "not_decidable", to("US")),
    Row("W072", "diamonds", "passed", all_of(to("US"), declaration(*SELF))),
    Row("R015", "diamonds", "not_applicable"),
    Row("R015", "diamonds", "failed", to("US"), ("block",)),
    Row("R015", "diamonds", "passed", all_of(to("US"), say("inv", *SELF))),
    Row("R015", "diamonds", "not_decidable", strip("country_of_destination")),
    Row("R016", "diamonds", "not_applicable"),
    Row("R016", "diamonds", "failed", to("CA"), ("block",)),
    Row("R016", "diamonds", "passed", all_of(to("CA"), declaration())),
    Row("R016", "diamonds", "not_decidable", strip("country_of_destination")),
    Row("R014", "diamonds", "not_applicable"),
    Row("R014", "diamonds", "failed", all_of(POLISHED, to("BE")), ("review",)),
    Row("R014", "diamonds", "failed", all_of(POLISHED, to("BE"), say("pl", "0.80 ct each")), ("block",)),
    Row("R014", "diamonds", "passed", all_of(POLISHED, to("BE"), say("inv", "Due Diligence Statement"))),
    Row("R014", "diamonds", "not_decidable", all_of(POLISHED, strip("country_of_destination"))),
    Row("R012", "diamonds", "not_decidable"),
    Row("R012", "diamonds", "not_applicable", say("inv", "goods of Lesotho")),
    Row("R012", "diamonds", "failed", say("inv", "held outside Russia before 1 January 2024"), ("review",)),
    Row("R012", "diamonds", "passed", all_of(say("inv", "grandfathered goods"), edit("pl", issue_date="2023-11-01"))),
    Row("R013", "diamonds", "not_decidable"),
    Row("R013", "diamonds", "not_applicable", to("AE")),
    Row(
        "R013",
        "diamonds",
        "failed",
        all_of(strip("country_of_destination"), edit("tr", country_of_destination="DE")),
        ("block",),
    ),
    Row("R013", "diamonds", "passed", say("inv", "for the Diamond Office, Antwerp")),
    Row("X018", "diamonds", "passed"),
    Row("X018", "diamonds", "not_applicable", to("AE")),
    Row("X018", "diamonds", "failed", further("tr", shipment_route="BOM - SVO - BRU"), ("block",)),
    Row("X018", "diamonds", "not_decidable", no_custody),
    Row("X019", "diamonds", "passed"),
    Row("X019", "diamonds", "failed", edit("kp", importer_address="Moi Avenue, Nairobi, Kenya"), ("block",)),
    Row("X019", "diamonds", "not_decidable", edit("kp", importer_address=None)),
    Row("X036", "diamonds", "not_applicable"),
    Row("X036", "diamonds", "passed", declaration(issue_date="2026-01-30")),
    Row("X036", "diamonds", "failed", declaration(issue_date="2026-03-20"), ("review",)),
    Row("X036", "diamonds", "not_decidable", declaration()),
    Row("R032", "diamonds", "passed"),
    Row("R032", "diamonds", "failed", edit("kp", document_number="SL 004911"), ("block",)),
    Row("R032", "diamonds", "not_decidable", edit("kp", document_number=None)),
    Row("W016", "diamonds", "not_decidable"),
    Row("W016", "diamonds", "passed", marked("kp", "stamp")),
    Row("W016", "diamonds", "failed", all_of(SCANNED, say("kp", SEAL_BOX, digital=False)), ("block",)),
    Row("W016", "diamonds", "passed", all_of(SCANNED, say("kp", SEAL_BOX, digital=False), marked("kp", "stamp"))),
    Row("W016", "diamonds", "not_decidable", all_of(SCANNED, say("kp", TITLE, digital=False))),
    Row("W016", "diamonds", "not_decidable", all_of(SCANNED, say("kp", SEAL_BOX, digital=False), marked("kp", "qr"))),
    Row("W016", "diamonds", "not_decidable", all_of(SCANNED, say("kp", SEAL_BOX, "Digitally signed", digital=False))),
    Row("W016", "diamonds", "not_decidable", all_of(SCANNED, say("kp", SEAL_BOX))),
    Row("W016", "diamonds", "not_decidable", all_of(SIGNED, say("kp", SEAL_BOX, digital=False), scanned("kp", 150))),
    Row("W016", "diamonds", "not_decidable", all_of(scanned("kp", 300), say("kp", SEAL_BOX, digital=False))),
    Row("W017", "diamonds", "passed", say("kp", TITLE)),
    Row("W017", "diamonds", "not_decidable"),
    Row("P002", "diamonds", "not_decidable"),
    Row("P002", "diamonds", "failed", marked("kp", "copy"), ("info",)),
    Row("P002", "gold", "not_applicable"),
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{r.rule}-{r.outcome}-{n}" for n, r in enumerate(ROWS)])
def test_rule(row: Row) -> None:
    row.holds()
