"""Names of other papers in a list of references are no titles, however large they are typed into a form."""

from __future__ import annotations

import pytest

from extract.layout import lay_out
from extract.model import DocumentKind
from extract.read import extract_file
from extract.titles import find_titles
from tests.extract.sheet import Sheet

CAPTIONS = (
    ((50, 40), "Shipper (name and address)", "HALVORSEN GEMS LTD", "14 HARBOUR ROAD, FREETOWN, SIERRA LEONE"),
    ((310, 40), "Air waybill number", "125-4410 7731", "NORTHERN SKY CARGO"),
    ((50, 110), "Consignee", "STEENHOF DIAMANT NV", "HOVENIERSSTRAAT 30, ANTWERPEN, BELGIUM"),
    ((310, 110), "Airport of departure / Airport of destination", "FREETOWN (FNA)", "BRUSSELS (BRU)"),
    ((50, 180), "Flight / date", "NS 204 / 14.09.2026", "Handling information: VAULT ON ARRIVAL"),
)


def waybill(*quoted: str, size: float = 10.5) -> Sheet:
    sheet = Sheet()
    for (x, y), caption, *typed in CAPTIONS:
        sheet.text(x, y, caption, 6)
        for number, text in enumerate(typed, start=1):
            sheet.text(x, y + 14 * number, text, size)
    sheet.text(310, 260, "Nature and quantity of goods", 6)
    for number, text in enumerate(("ROUGH DIAMONDS", "842,10 CARATS", *quoted), start=1):
        sheet.text(310, 260 + 13 * number, text, size)
    return sheet


@pytest.mark.parametrize(
    "quoted",
    [
        ("CERTIFICATE KP SL 004410", "INVOICE HG-26/118"),
        ("CERTIFICAT KP GN 004410", "FACTURE F2026-118"),
        ("CERTIFICADO PK AO 004410", "FATURA FT 2026/118", "LICENÇA 77/2026"),
    ],
)
def test_papers_quoted_under_one_another_in_the_print_of_a_filled_form(quoted: tuple[str, ...]) -> None:
    page = waybill(*quoted).page()
    assert max(hit.strength for hit in find_titles(lay_out(page)) if hit.text in quoted) < 0.4
    (document,) = extract_file([page])
    assert document.type is DocumentKind.TRANSPORT_DOCUMENT


def test_a_title_over_the_number_of_another_paper_is_one_at_the_head() -> None:
    sheet = Sheet().text(50, 40, "INVOICE HG-26/118", 11).text(50, 53, "Certificate KP SL 004410", 11)
    sheet.lines(
        50, 110, "Seller Halvorsen Gems Ltd", "Buyer Steenhof Diamant NV", "Rough diamonds 842.10 ct USD 118,400.00"
    )
    (first, *_) = find_titles(lay_out(sheet.page()))
    assert first.text == "INVOICE HG-26/118"
    assert first.strength > 0.5
