"""Rules on minerals' papers, certificates of origin and trade: where each fires, is silent, or cannot be decided."""

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
    lines,
    marked,
    paper,
    say,
    scanned,
    shaky,
    signed_scans,
    twofold,
    without,
)
from tests.validate.rules.judging import Row, judge, strip
from tests.validate.rules.test_presence import no_custody
from validate.model import Dossier

NOWHERE = all_of(strip("country_of_origin"), no_custody)
NAMELESS = all_of(strip("mineral", "hs_codes"), no_custody)


def of(country: str, mineral: str, code: str) -> Change:
    return all_of(everywhere(country_of_origin=country, mineral=mineral, hs_codes=[code]), lines("inv"))


INGOTS = of("ID", "tin", "800110")
ASSAY = DocumentKind.ASSAY_CERTIFICATE


def form(name: str, **facts: Any) -> Change:
    """The lot's certificate of origin on a form."""
    return edit("coo", form=name, **facts)


def relabelled(short: str, name: str, raw: str) -> Change:
    """A field with another text on the paper."""

    def change(whole: Dossier) -> Dossier:
        papers = tuple(
            d.model_copy(update={"fields": d.fields | {name: d.fields[name].model_copy(update={"raw": raw})}})
            if name in d.fields and d.type.value.startswith(short)
            else d
            for d in whole.documents
        )
        return whole.model_copy(update={"documents": papers})

    return change


def dated(days: str) -> Change:
    return edit("tr", issue_date=days, shipment_date=days)


COBALT = of("CD", "cobalt", "282200")
DRC_PAPER = add(
    paper(
        "d60", DocumentKind.ORIGIN_DECLARATION, lot_number="RW-SN-278", issue_date="2026-02-07", country_of_origin="CD"
    ).model_copy(update={"title": "Declaration of origin and sale"})
)
TAGS = add(
    paper(
        "d61", DocumentKind.PACKING_LIST, lot_number="RW-SN-278", tag_numbers=[f"T{n:04}" for n in range(30)]
    ).model_copy(update={"title": "TAG LIST"})
)
ANALYSIS = ("Ta2O5 32 %", "Nb2O5 41 %", "SnO2 20 %")

UNSEALED = all_of(
    signed_scans("inv", "pl"), scanned("coo", 300), say("coo", "CERTIFICADO DE ORIGEN", "Firma y sello", digital=False)
)

ROWS = [
    Row("W030", "tin", "passed"),
    Row("W030", "gold", "not_applicable"),
    Row("W030", "tin", "failed", edit("icglr", lot_number=None), ("review",)),
    Row("W050", "gold", "passed"),
    Row("W050", "gold", "failed", edit("lic", licensed_quantity=None), ("review",)),
    Row("W031", "tin", "passed"),
    Row("W031", "tin", "failed", edit("icglr", expiry_date="2026-12-04"), ("block",)),
    Row("W031", "tin", "not_decidable", edit("icglr", expiry_date=None)),
    Row("W033", "tin", "passed"),
    Row("W033", "tin", "failed", edit("icglr", mineral="cobalt"), ("review",)),
    Row("W033", "tin", "failed", relabelled("icglr", "country_of_origin", "0"), ("review",)),
    Row("W033", "tin", "not_decidable", edit("icglr", mineral=None, country_of_origin=None)),
    Row("W034", "tin", "passed", edit("assay", grade="62.9")),
    Row("W034", "tin", "failed", edit("assay", grade="84"), ("block",)),
    Row("W034", "tin", "not_decidable", strip("grade")),
    Row("W037", "tin", "passed"),
    Row("W037", "tin", "failed", edit("icglr", net_weight=("12.34567", "t")), ("info",)),
    Row("W037", "tin", "failed", edit("icglr", net_weight=("0", "kg")), ("review",)),
    Row("W037", "tin", "not_decidable", edit("icglr", net_weight=None)),
    Row("W038", "tin", "passed"),
    Row("W038", "tin", "failed", edit("icglr", exporter_address="Box 1"), ("info",)),
    Row("W038", "tin", "not_decidable", edit("icglr", exporter_address=None)),
    Row("X031", "tin", "not_applicable"),
    Row("X031", "tin", "failed", TAGS, ("block",)),
    Row("X031", "tin", "passed", all_of(everywhere(parcel_count=30), TAGS)),
    Row("X031", "tin", "not_decidable", all_of(strip("parcel_count"), TAGS)),
    Row("W067", "tin", "passed", say("assay", *ANALYSIS)),
    Row("W067", "tin", "failed", say("assay", "Ta2O5 32 %", "Nb2O5 41 %", "SnO2 36 %"), ("review",)),
    Row("W067", "tin", "not_decidable"),
    Row("W068", "tin", "not_decidable"),
    Row(
        "W068",
        "tin",
        "passed",
        further("assay", wet_weight=("20000", "kg"), moisture=("4", "%"), dry_weight=("19200", "kg")),
    ),
    Row(
        "W068",
        "tin",
        "failed",
        further("assay", wet_weight=("20000", "kg"), moisture=("4", "%"), dry_weight=("19800", "kg")),
        ("review",),
    ),
    Row("W069", "tin", "not_decidable"),
    Row("W069", "tin", "passed", say("assay", "accredited to ISO/IEC 17025")),
    Row("W069", "tin", "failed", say("assay", "ASSAY CERTIFICATE"), ("info",)),
    Row("W073", "tin", "passed"),
    Row("W073", "tin", "failed", edit("pl", gross_weight=("11", "ton")), ("info",)),
    Row("W073", "tin", "not_decidable", strip("net_weight", "gross_weight", "carat_weight")),
    Row("W075", "tin", "not_applicable"),
    Row("W075", "tin", "not_decidable", of("RW", "coltan", "261590")),
    Row("W075", "tin", "failed", all_of(of("RW", "coltan", "261590"), say("assay", "Assay")), ("info",)),
    Row("W075", "tin", "passed", all_of(of("RW", "coltan", "261590"), say("assay", "U3O8 0.02 %"))),
    Row("X022", "tin", "passed", all_of(edit("icglr", grade="62.9"), edit("assay", grade="62.9"))),
    Row("X022", "tin", "failed", all_of(edit("icglr", grade="65"), edit("assay", grade="58")), ("review",)),
    Row("X022", "tin", "not_decidable", strip("grade")),
    Row("W054", "gold", "not_applicable"),
    Row("W054", "gold", "not_decidable", COBALT),
    Row("W054", "gold", "failed", all_of(COBALT, say("inv", "INVOICE")), ("block",)),
    Row("W054", "gold", "failed", all_of(COBALT, say("inv", "AVQ 12 of ARECOMS")), ("block",)),
    Row("W054", "gold", "passed", all_of(COBALT, say("inv", "AVQ 12 of ARECOMS", "royalty prepayment receipt 4"))),
    Row("R022", "gold", "not_applicable"),
    Row("R022", "gold", "not_decidable", COBALT),
    Row("R022", "gold", "failed", all_of(COBALT, say("inv", "cobalt hydroxide")), ("info",)),
    Row("R022", "gold", "passed", all_of(COBALT, say("inv", "Entreprise Générale du Cobalt"))),
    Row("R019", "tin", "passed"),
    Row("R019", "tin", "failed", without("icglr"), ("block",)),
    Row("R019", "gold", "not_decidable", NAMELESS),
    Row("R023", "gold", "not_applicable"),
    Row("R023", "gold", "failed", all_of(of("CN", "germanium", "811292"), without("lic")), ("block",)),
    Row("R023", "gold", "not_decidable", NAMELESS),
    Row("R024", "gold", "not_applicable"),
    Row("R024", "gold", "failed", all_of(of("ZW", "lithium", "253090"), without("lic")), ("block",)),
    Row("R024", "gold", "not_decidable", NAMELESS),
    Row("R025", "gold", "not_applicable"),
    Row("R025", "gold", "failed", all_of(everywhere(country_of_origin="GH"), without("lic")), ("info",)),
    Row("R025", "gold", "passed", all_of(everywhere(country_of_origin="GH"), say("inv", "GoldBod export paper"))),
    Row("R025", "gold", "not_decidable", NAMELESS),
    Row("R026", "gold", "not_applicable"),
    Row("R026", "gold", "failed", all_of(of("ID", "tin", "800110"), without("lic")), ("block",)),
    Row("R026", "gold", "not_decidable", NAMELESS),
    Row("R026", "gold", "passed", all_of(INGOTS, everywhere(grade="99.9"), say("inv", "Laporan Surveyor LS 14"))),
    Row("R026", "gold", "passed", all_of(INGOTS, add(paper("d60", ASSAY, lot_number="PE-AU-232", grade="99.92")))),
    Row("R026", "gold", "failed", all_of(INGOTS, edit("inv", grade="99.80")), ("review",)),
    Row("R026", "gold", "failed", all_of(INGOTS, strip("grade"), say("inv", "INVOICE")), ("review",)),
    Row("R026", "gold", "not_decidable", all_of(INGOTS, strip("grade"))),
    Row("R027", "gold", "not_applicable", edit("inv", country_of_provenance="PE")),
    Row("R027", "gold", "not_decidable", strip("country_of_provenance")),
    Row(
        "R027",
        "gold",
        "failed",
        all_of(of("DE", "germanium", "811292"), edit("inv", country_of_provenance="DE"), without("lic")),
        ("review",),
    ),
    Row("R028", "tin", "not_applicable"),
    Row("R028", "tin", "failed", everywhere(country_of_destination="DE"), ("info",)),
    Row("R028", "tin", "not_decidable", strip("country_of_destination")),
    Row("R030", "diamonds", "passed"),
    Row("R030", "diamonds", "failed", edit("tr", hs_codes=["710420"]), ("review",)),
    Row("R030", "diamonds", "not_decidable", strip("hs_codes")),
    Row("R034", "tin", "passed"),
    Row("R034", "tin", "failed", everywhere(country_of_origin="CD"), ("info",)),
    Row("R034", "tin", "not_decidable", NOWHERE),
    Row("H012", "tin", "not_decidable"),
    Row("H012", "tin", "passed", say("inv", "INVOICE")),
    Row("H012", "tin", "failed", say("pl", "iTSCi tags attached"), ("info",)),
    Row("W052", "gold", "not_applicable"),
    Row("W052", "gold", "failed", edit("lic", country_of_provenance="ZW", expiry_date="2027-06-30"), ("review",)),
    Row("W052", "gold", "not_decidable", edit("lic", country_of_provenance="ZW", expiry_date=None)),
    Row("W053", "gold", "not_applicable"),
    Row(
        "W053",
        "gold",
        "failed",
        edit("lic", country_of_provenance="CN", country_of_destination="EU", document_number="26-XA-100234"),
        ("review",),
    ),
    Row(
        "W053",
        "gold",
        "passed",
        edit("lic", country_of_provenance="CN", country_of_destination="CH", document_number="26-XA-100234"),
    ),
    Row(
        "W053",
        "gold",
        "not_decidable",
        edit("lic", country_of_provenance="CN", country_of_destination=None, document_number=None),
    ),
    Row("X016", "gold", "passed"),
    Row("X016", "gold", "failed", edit("lic", licensed_quantity=("13", "kg")), ("block",)),
    Row("X016", "gold", "not_decidable", edit("lic", licensed_quantity=None)),
    Row("W040", "gold", "not_applicable"),
    Row("W040", "gold", "passed", form("EUR.1", goods_description="Gold dore")),
    Row("W040", "gold", "failed", form("EUR.1", goods_description=None, exporter_name=None), ("info", "info")),
    Row("W040", "gold", "not_decidable", all_of(form("EUR.1"), say("coo", "EUR.1", confidence=0.5))),
    Row("W041", "gold", "passed"),
    Row("W041", "gold", "failed", edit("coo", document_number="No"), ("block",)),
    Row("W041", "gold", "not_decidable", edit("coo", document_number=None)),
    Row("W042", "gold", "not_applicable"),
    Row("W042", "gold", "not_decidable", form("SADC")),
    Row("W042", "gold", "passed", all_of(form("SADC"), further("coo", origin_criterion="P"))),
    Row("W042", "gold", "failed", all_of(form("SADC"), further("coo", origin_criterion="Q 9")), ("review",)),
    Row("W042", "gold", "failed", all_of(form("COMESA"), further("coo", origin_criterion="A")), ("info",)),
    Row(
        "W042",
        "gold",
        "failed",
        all_of(form("SADC"), of("ZM", "copper", "260300"), further("coo", origin_criterion="S 26.03")),
        ("review",),
    ),
    Row("W043", "gold", "not_applicable"),
    Row("W043", "gold", "passed", form("SADC", hs_codes=["710812"])),
    Row("W043", "gold", "failed", form("SADC", hs_codes=["710231", "260900"]), ("review",)),
    Row("W043", "gold", "not_decidable", all_of(form("SADC", hs_codes=None), lines("coo"))),
    Row("W044", "gold", "not_applicable"),
    Row("W044", "gold", "passed", form("EUR.1")),
    Row(
        "W044",
        "gold",
        "failed",
        all_of(form("EUR.1", issue_date="2026-01-18"), say("coo", "EUR.1")),
        ("review",),
    ),
    Row(
        "W044",
        "gold",
        "passed",
        all_of(form("EUR.1", issue_date="2026-01-18"), say("coo", "ISSUED RETROSPECTIVELY")),
    ),
    Row("W044", "gold", "not_decidable", form("EUR.1", issue_date="2026-01-18")),
    Row("W046", "gold", "not_applicable"),
    Row("W046", "gold", "passed", form("ECOWAS")),
    Row("W046", "gold", "failed", form("ECOWAS", issue_date="2025-05-01"), ("review",)),
    Row("W046", "gold", "not_decidable", form("ECOWAS", issue_date=None)),
    Row("W045", "gold", "not_decidable"),
    Row("W045", "gold", "passed", marked("coo", "stamp")),
    Row("W045", "gold", "failed", UNSEALED, ("block",)),
    Row("W047", "gold", "not_decidable"),
    Row("W047", "gold", "passed", say("coo", "CERTIFICATE OF ORIGIN")),
    Row("W047", "gold", "failed", say("coo", "FORGED"), ("review",)),
    Row("W062", "gold", "not_decidable"),
    Row("W062", "gold", "passed", say("inv", "LEI: 5493001KJTIIGC8Y1R12")),
    Row("W062", "gold", "failed", say("inv", "LEI: 5493001KJTIIGC8Y1R13"), ("info",)),
    Row("W064", "tin", "not_decidable"),
    Row("W064", "tin", "passed", say("tr", "Container CSQU3054383")),
    Row("W064", "tin", "failed", say("tr", "Container CSQU3054384"), ("info",)),
    Row("W065", "tin", "not_decidable"),
    Row("W065", "tin", "passed", say("tr", "IMO 9074729")),
    Row("W065", "tin", "failed", say("tr", "IMO 9074728"), ("info",)),
    Row("R033", "gold", "not_decidable"),
    Row("R033", "gold", "not_applicable", say("coo", "Certificado de origen")),
    Row("R033", "gold", "passed", say("coo", "verify at https://certificates.iccwbo.org/x")),
    Row("R033", "gold", "failed", say("coo", "verify at https://certificates.iccwbo.net/x"), ("review",)),
    Row("R035", "gold", "passed"),
    Row("R035", "gold", "failed", relabelled("certificate_of", "country_of_origin", "ZR"), ("info",)),
    Row("R035", "gold", "not_decidable", all_of(NOWHERE, strip("country_of_destination", "country_of_provenance"))),
    Row("R036", "gold", "not_applicable"),
    Row("R036", "gold", "failed", relabelled("certificate_of", "country_of_origin", "NA"), ("block",)),
    Row("W070", "gold", "not_decidable"),
    Row(
        "W070",
        "gold",
        "passed",
        all_of(
            edit("inv", value=("USD", "400000.00")), say("inv", "Amount in words: four hundred thousand US dollars")
        ),
    ),
    Row(
        "W070",
        "gold",
        "failed",
        all_of(edit("inv", value=("USD", "400000.00")), say("inv", "Amount in words: forty thousand US dollars")),
        ("review",),
    ),
    Row(
        "W070",
        "gold",
        "passed",
        all_of(
            edit("inv", value=("USD", "521.50")), say("inv", "Say: five hundred and twenty-one dollars and fifty cents")
        ),
    ),
    Row("W070", "gold", "failed", edit("inv", value=("USX", "4.00")), ("review",)),
    Row("X024", "diamonds", "not_decidable"),
    Row("X024", "diamonds", "passed", say("inv", "Botswana 60 %", "Canada 40 %")),
    Row("X024", "diamonds", "failed", say("inv", "Botswana 60 %", "Canada 30 %"), ("review",)),
    Row("X014", "tin", "passed"),
    Row("X014", "tin", "failed", edit("assay", issue_date="2026-02-19"), ("info",)),
    Row("X014", "tin", "not_decidable", strip("issue_date")),
    Row("X027", "tin", "not_decidable"),
    Row("X027", "tin", "passed", all_of(say("inv", "CIF Penang"), say("tr", "FREIGHT PREPAID"))),
    Row("X027", "tin", "failed", all_of(say("inv", "FOB Mombasa"), say("tr", "FREIGHT PREPAID")), ("info",)),
    Row("X032", "tin", "not_applicable"),
    Row("X032", "tin", "failed", all_of(everywhere(country_of_origin="CD"), DRC_PAPER), ("review",)),
    Row("X032", "tin", "passed", all_of(everywhere(country_of_origin="CD"), DRC_PAPER, dated("2026-02-12"))),
    Row(
        "X032",
        "tin",
        "not_decidable",
        all_of(everywhere(country_of_origin="CD"), DRC_PAPER, strip("shipment_date", "issue_date"), no_custody),
    ),
    Row("X037", "tin", "not_decidable"),
    Row("X037", "tin", "passed", say("inv", "Insured value: USD 216,421.25")),
    Row("X037", "tin", "failed", say("inv", "Insured value: USD 40,000.00"), ("info",)),
    Row("X030", "tin", "not_decidable"),
    Row("X030", "tin", "not_applicable", say("inv", "INVOICE")),
    Row("X033", "tin", "passed"),
    Row("W024", "tin", "passed"),
    Row("W024", "tin", "failed", edit("icglr", document_number=shaky("document_number", "RW-1", 0.7)), ("info",)),
    Row("W026", "tin", "not_applicable"),
    Row("W026", "tin", "not_decidable", edit("pl", issue_date=twofold("issue_date", "2025-04-05", "2025-05-04"))),
    Row("W026", "tin", "failed", edit("pl", issue_date=twofold("issue_date", "2026-12-02", "2026-02-12")), ("info",)),
    Row("W027", "tin", "not_applicable"),
    Row(
        "W027",
        "tin",
        "failed",
        edit("pl", net_weight=twofold("net_weight", ("10.4209", "kg"), ("10420.9", "kg"))),
        ("info",),
    ),
    Row("W027", "tin", "not_decidable", edit("pl", net_weight=twofold("net_weight", ("1.234", "kg"), ("1234", "kg")))),
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{r.rule}-{r.outcome}-{n}" for n, r in enumerate(ROWS)])
def test_rule(row: Row) -> None:
    row.holds()


def test_a_weight_of_two_readings_is_settled_by_a_paper_that_has_one() -> None:
    both = twofold("net_weight", ("10420.9", "kg"), ("10.4209", "kg"))
    doubted = all_of(edit("icglr", net_weight=both), edit("pl", net_weight=both))
    findings = judge("W027", "tin", doubted).findings
    assert len(findings) > 1
    assert all("because the invoice" in finding.message for finding in findings)
