"""Pages of one file cut into documents."""

from __future__ import annotations

from extract.layout import PageLayout, lay_out
from extract.model import DocumentKind
from extract.split import group
from extract.split_head import begins_anew, running_head
from extract.split_rows import counts_on
from extract.split_sheet import is_blank
from tests.extract.paper import Rows, letter, sheet
from tests.extract.sheet import Sheet


def _numbers(layouts: tuple[PageLayout, ...]) -> list[int]:
    return [layout.page.number for layout in layouts]


def invoice(number: str, page: int, *more: str) -> PageLayout:
    lines = [
        f"Invoice No.: {number}",
        "Seller: Nimba Crystal Inc.",
        "Buyer: Zuiderdok Rough BV",
        "Total: USD 12.00",
        *more,
    ]
    return letter("INVOICE", lines, number=page)


def in_a_stack(*pages: PageLayout) -> int:
    """How many papers these pages make in a file of many pages, where a page begins a paper more often than not."""
    others = [
        letter("INSURANCE CERTIFICATE", ["Policy No.: MP-20871", "Assured: Oya Trading", "Sum insured: USD 12.00"]),
        letter("PACKING LIST", ["Packing list No.: PL-2002", "Number of packages: 4"]),
        letter("AIR WAYBILL", ["AWB No.: 176-58261280", "Airport of departure: MSU"]),
    ]
    return len(group([*others, *pages])) - len(others)


def test_three_papers_in_one_file() -> None:
    stacks = group(
        [
            invoice("A-1001", 1),
            letter("PACKING LIST", ["Packing list No.: PL-2002", "Number of packages: 4"], number=2),
            letter("AIR WAYBILL", ["AWB No.: 176-58261280", "Airport of departure: MSU"], number=3),
        ]
    )
    assert [stack.kind for stack in stacks] == [
        DocumentKind.COMMERCIAL_INVOICE,
        DocumentKind.PACKING_LIST,
        DocumentKind.TRANSPORT_DOCUMENT,
    ]
    assert [_numbers(stack.layouts) for stack in stacks] == [[1], [2], [3]]
    assert stacks[0].title == "INVOICE"
    assert stacks[0].language == "en"


def test_two_invoices_in_a_row_are_told_by_their_numbers() -> None:
    assert len(group([invoice("A-1001", 1), invoice("A-1002", 2)])) == 2


def test_a_heading_repeated_with_the_same_number_is_one_invoice() -> None:
    stacks = group([invoice("A-1001", 1), invoice("A-1001", 2, "Page total: USD 3.00")])
    assert [_numbers(stack.layouts) for stack in stacks] == [[1, 2]]


def test_page_numbers_carry_on() -> None:
    second = letter("", ["Rough diamonds  12.00 ct", "Page 2 of 2"], number=2)
    assert len(group([invoice("A-1001", 1, "Page 1 of 2"), second])) == 1


def test_one_page_of_one_says_nothing_on_a_page_that_names_no_paper() -> None:
    rest = ["Total 3.00", "Signature and stamp", "page 1/1"]
    assert len(group([invoice("A-1001", 1), letter("", rest, number=2)])) == 1
    assert len(group([invoice("A-1001", 1), letter("", [*rest[:2], "page 1/2"], number=2)])) == 2


def test_a_running_line_that_counts_on_binds_a_page_of_other_wording() -> None:
    first = letter("ORIGIN DECLARATION", ["Mineral: cassiterite", "Lot: RN-11", "SPECIMEN - 1/2"])
    rest = ["The importer declares that it keeps a policy", "Certificate of analysis: kept five years"]

    def papers(*lines: str) -> int:
        return len(group([first, letter("", [*rest, *lines], number=2, left=90.0)]))

    assert papers("SPECIMEN - 2/2") == 1
    assert papers("COPY - 2/2") == papers("SPECIMEN - 2/3") == papers("SPECIMEN - 1/2") == 2


def test_a_page_without_title_set_as_the_one_before_goes_on_with_it() -> None:
    body = ["Rough stones of several sorts", "and others of the same, in two lots"]
    first = invoice("A-1001", 1)
    assert len(group([first, letter("", body, number=2)])) == 1
    assert len(group([first, letter("", body, number=2, left=90.0)])) == 2
    smaller = sheet([(110.0 + 16.0 * at, [(60.0, line, 8.0)]) for at, line in enumerate(body)], number=2)
    assert in_a_stack(first, smaller) == 2
    assert len(group([first, letter("", ["Hallewijn Rough BV", *body], number=2)])) == 2
    headed = sheet([(60.0, [(60.0, "Our services", 14.0)]), (110.0, [(60.0, " ".join(body))])], number=2)
    assert in_a_stack(first, headed) == 2


def test_page_one_begins_anew() -> None:
    second = letter("", ["Rough diamonds  12.00 ct  A-1001", "Page 1 of 2"], number=2)
    assert len(group([invoice("A-1001", 1, "Page 2 of 2"), second])) == 2


def test_continued_and_suite() -> None:
    for word in ("continued", "Suite", "continuação"):
        second = letter("", [f"Rough diamonds ({word})", "12.00 ct"], number=2)
        assert len(group([invoice("A-1001", 1), second])) == 1, word


def test_general_conditions_are_the_papers_back() -> None:
    back = letter(
        "General Conditions of Sale", ["1. Title passes on payment.", "2. Claims are barred after a week."], number=2
    )
    stacks = group([invoice("A-1001", 1), back])
    assert len(stacks) == 1
    assert _numbers(stacks[0].layouts) == [1]
    assert _numbers(stacks[0].backs) == [2]


def test_general_conditions_alone_are_unknown() -> None:
    stacks = group([letter("General Conditions of Sale", ["1. Title passes on payment."], number=1)])
    assert [stack.kind for stack in stacks] == [DocumentKind.UNKNOWN]


def test_an_annex_is_read_with_its_paper() -> None:
    annex = letter("ANNEX", ["Lot A-1001: 12.00 ct", "Lot B: 7.00 ct"], number=2)
    stacks = group([invoice("A-1001", 1), annex])
    assert [_numbers(stack.layouts) for stack in stacks] == [[1, 2]]


def test_foreign_pages_stand_alone() -> None:
    pages = [
        invoice("A-1001", 1),
        letter("DRIVING LICENCE", ["1. HALLWORTH", "2. JOHN"], number=2),
        letter("", ["Visit our lodge by the river.", "Open all year, call us."], number=3, left=90.0),
        letter("PACKING LIST", ["Packing list No.: PL-2002", "Number of packages: 4"], number=4),
    ]
    stacks = group(pages)
    assert [stack.kind for stack in stacks] == [
        DocumentKind.COMMERCIAL_INVOICE,
        DocumentKind.UNKNOWN,
        DocumentKind.UNKNOWN,
        DocumentKind.PACKING_LIST,
    ]


def test_blank_pages_belong_to_none() -> None:
    blank = sheet([(400.0, [(300.0, ".,")])], number=2)
    assert is_blank(blank)
    stacks = group([invoice("A-1001", 1, "Page 1 of 2"), blank, letter("", ["Total 9", "Page 2 of 2"] * 2, number=3)])
    assert [_numbers(stack.layouts) for stack in stacks] == [[1, 3]]
    assert group([blank]) == ()


def test_pages_of_two_files_never_join() -> None:
    other = letter("", ["continued", "Rough diamonds 12.00 ct A-1001"], number=2, file="e" * 64)
    assert len(group([invoice("A-1001", 1), other])) == 2


def test_a_house_number_is_no_papers_number() -> None:
    def certificate(number: str, page: int) -> PageLayout:
        lines = ["Certificate number", number, "Exporter", "No. 148 Jinwan Avenue", "410000 Changsha"]
        return letter("CERTIFICATE OF ORIGIN", lines, number=page)

    assert len(group([certificate("CO-7001", 1), certificate("CO-7002", 2)])) == 2


def test_a_table_carried_on_without_title() -> None:
    def header(y: float) -> tuple[float, list[tuple[float, str]]]:
        return y, [(60.0, "Description"), (250.0, "HS code"), (330.0, "Carats"), (420.0, "Amount")]

    first = sheet(
        [
            (50.0, [(60.0, "INVOICE", 18.0)]),
            (90.0, [(60.0, "Invoice No.: A-1001")]),
            header(300.0),
            (320.0, [(60.0, "Rough stones"), (250.0, "7102.31"), (330.0, "12.00"), (420.0, "120.00")]),
        ]
    )
    second = sheet(
        [header(60.0), (80.0, [(60.0, "Other stones"), (250.0, "7102.31"), (330.0, "2.00"), (420.0, "20.00")])],
        number=2,
    )
    assert len(group([first, second])) == 1


def test_a_table_of_few_fields_carried_on_under_the_same_headings() -> None:
    def header(y: float) -> tuple[float, list[tuple[float, str]]]:
        return y, [(60.0, "Drum"), (250.0, "Net kg"), (330.0, "Gross kg")]

    def row(y: float, number: int) -> tuple[float, list[tuple[float, str]]]:
        return y, [(60.0, f"{number}"), (250.0, f"40{number}.5"), (330.0, f"41{number}.5")]

    first = sheet([(50.0, [(60.0, "PACKING LIST", 18.0)]), header(300.0), *(row(320.0 + 16 * n, n) for n in range(3))])
    second = sheet([header(60.0), *(row(80.0 + 16 * n, 3 + n) for n in range(2))], number=2)
    assert len(group([first, second])) == 1


def test_nothing_in_nothing_out() -> None:
    assert group([]) == ()


def test_a_sheet_of_cells_that_begins_in_the_midst_of_rows_goes_on_with_the_one_before() -> None:
    def page(number: int, *, wide: bool = False) -> PageLayout:
        sheet = Sheet("cells")
        if number == 1:
            sheet.text(50, 20, "PACKING LIST", 16).text(50, 60, "Drum").text(150, 60, "Tag").text(300, 60, "Net kg")
        for row in range(40):
            sheet.text(50, 80 + 16 * row, f"{40 * number + row}").text(150, 80 + 16 * row, f"RW{1000 * number + row}")
            sheet.text(500 if wide else 300, 80 + 16 * row, "385.0")
        return lay_out(sheet.page(number))

    (whole,) = group([page(1), page(2), page(3)])
    assert whole.kind is DocumentKind.PACKING_LIST
    assert len(whole.layouts) == 3
    assert in_a_stack(page(1), page(2, wide=True)) == 2


def certificate(number: int, head: str, title: str, *lines: str, left: float = 60.0) -> PageLayout:
    rows: Rows = [(30.0, [(left, head)]), (46.0, [(left, "14 Castle Street, Maseru 100")])]
    rows += [(70.0, [(left, title, 18.0)])] if title else []
    return sheet([*rows, *((120.0 + 16.0 * at, [(left, line)]) for at, line in enumerate(lines))], number=number)


FIRST = (
    "Exporter: Thaba Diamonds Ltd",
    "Importer: Hallewijn BV",
    "Date of issue: 4 June 2026",
    "Expiry date: 4 July 2026",
)
REST = ("Carat weight: 1,197.53 ct", "Value: USD 412,000.00", "Number of parcels: 3", "HS code: 7102.31")


def test_a_form_goes_on_under_its_own_title_with_other_labels() -> None:
    head, title = "Ministry of Mining of Lesotho", "KIMBERLEY PROCESS CERTIFICATE"
    first = certificate(1, head, title, *FIRST)
    assert len(group([first, certificate(2, head, title, *REST)])) == 1
    assert in_a_stack(first, certificate(2, head, title, *FIRST)) == 2


def test_a_page_without_title_goes_on_under_the_same_letterhead() -> None:
    head = "Ministry of Mining of Lesotho"
    first = certificate(1, head, "KIMBERLEY PROCESS CERTIFICATE", *FIRST)
    rest = certificate(2, head, "", "LQ-1 Special stones 96.41", "LQ-2 Gem run 412.77")
    assert len(group([first, rest])) == 1
    house = "Lodge by the River, Windhoek"
    other = certificate(2, house, "", "LQ-1 Special stones 96.41", "LQ-2 Gem run 412.77", left=90.0)
    assert len(group([first, other])) == 2


def test_another_paper_quoted_on_page_two_does_not_begin_anew() -> None:
    second = letter("", ["SCELLES DOU-CI 20871", "FACTURE MOB/2026/0038", "Poids brut 72.6 K", "Page 2 of 2"], number=2)
    first = letter("AIR WAYBILL", ["AWB No.: 176-58261280", "Airport of departure: MSU", "Page 1 of 2"], number=1)
    assert [_numbers(stack.layouts) for stack in group([first, second])] == [[1, 2]]


def test_a_suite_in_an_address_carries_nothing_on() -> None:
    second = letter(
        "", ["Maluti Diamonds Ltd", "Suite 4, Sentinel House", "Sales note TM/LK/457", "Total 12.00"], number=2
    )
    assert len(group([invoice("A-1001", 1), second])) == 2


def test_a_repeated_head_is_known_on_a_shifted_and_misread_page() -> None:
    head, title = "Ministry of Mining of Lesotho", "KIMBERLEY PROCESS CERTIFICATE"
    first = certificate(1, head, title, *FIRST)

    def scanned(name: str, *lines: str) -> PageLayout:
        rows: Rows = [(42.0, [(72.0, name)]), (58.0, [(72.0, "14 Castie Street, Maseru 100")])]
        rows += [(90.0 + 16.0 * at, [(72.0, line)]) for at, line in enumerate(lines)]
        return sheet(rows, number=2)

    rest = ("LQ-1 Special stones 96.41", "LQ-2 Gem run 412.77")
    assert len(group([first, scanned("Minisiry of Minlng of Lesoth0", *rest)])) == 1
    assert len(group([first, scanned("Lodge by the River, Windhoek", *rest)])) == 2


def test_rows_that_differ_in_their_figures_are_no_repeated_head() -> None:
    first = sheet([(60.0 + 16 * row, [(60.0, f"RW-{1000 + row} tantalite concentrate")]) for row in range(9)])
    other = sheet([(60.0 + 16 * row, [(60.0, f"RW-{2000 + row} tantalite concentrate")]) for row in range(9)], number=2)
    assert not running_head(first, other).same
    assert running_head(first, first).same


def test_the_exporters_declaration_is_part_of_a_certificate_of_origin() -> None:
    head = "Chamber of Commerce of Oruro, Bolivia"
    first = certificate(1, head, "CERTIFICATE OF ORIGIN", "Exporter: Andes SA", "Certificate No.: CO-7001")
    declared = (
        "The undersigned hereby declares that the above details and statements are correct,",
        "that all the goods were produced in Bolivia. Declaration by the exporter",
    )
    assert len(group([first, certificate(2, head, "", *declared)])) == 1
    of_a_firm = certificate(2, "Andes SA, Avenida Bolivar 4, Oruro", "", *declared)
    assert in_a_stack(first, of_a_firm) == 2
    # In a file of its own the two pages are likelier to be one paper than in a stack.
    assert len(group([first, of_a_firm])) == 1


def test_a_letter_begins_a_paper_whatever_number_it_shares() -> None:
    opening = ["Reference TLD/G7/021", "Maseru, 5 June 2026", "To Hallewijn Rough Stones BV", "Rijfstraat 9, Antwerpen"]
    body = ["We refer to our invoice A-1001 for three parcels of stones."]
    assert len(group([invoice("A-1001", 1), letter("", [*opening, *body], number=2)])) == 2
    assert len(group([invoice("A-1001", 1), letter("", body, number=2)])) == 1


def test_conditions_under_a_plain_heading_are_the_papers_back() -> None:
    back = sheet([(60.0 + 16 * row, [(60.0, line)]) for row, line in enumerate(CONDITIONS)], number=2)
    (paper,) = group([invoice("A-1001", 1), back])
    assert _numbers(paper.backs) == [2]


CONDITIONS = (
    "General conditions of sale",
    "1. Title passes on payment.",
    "2. Claims are barred after a week.",
    "3. Courts of the seller.",
)


def test_a_foot_that_sends_the_reader_on_binds_the_next_page() -> None:
    for foot in ("Carried forward 118.20", "À reporter", "A transportar", "Suma y sigue", "Continued overleaf"):
        first = sheet(
            [(50.0, [(60.0, "INVOICE", 18.0)]), (90.0, [(60.0, "Invoice No.: A-1001")]), (760.0, [(60.0, foot)])]
        )
        rest = letter("", ["Rough stones of several sorts", "and others of the same"], number=2)
        assert len(group([first, rest])) == 1, foot
        assert len(group([first, letter("PACKING LIST", ["Packing list No.: PL-2002"], number=2)])) == 2, foot


def test_rows_that_go_on_under_the_same_columns_are_one_table() -> None:
    def rows(begin: float, first: int, right: float = 420.0, left: float = 60.0) -> Rows:
        return [
            (begin + 16.0 * at, [(left, f"Drum {first + at}"), (250.0, f"RW{first + at}"), (right, f"{300 + at}.5")])
            for at in range(5)
        ]

    title: Rows = [(50.0, [(60.0, "PACKING LIST", 18.0)]), (90.0, [(60.0, "Packing list No.: PL-2002")])]
    first = sheet([*title, *rows(600.0, 10)])
    assert len(group([first, sheet(rows(60.0, 15), number=2)])) == 1
    assert len(group([first, sheet(rows(60.0, 15, left=80.0), number=2)])) == 1
    assert len(group([first, sheet(rows(60.0, 15, right=520.0, left=80.0), number=2)])) == 2

    headings: Rows = [(580.0, [(60.0, "Case"), (250.0, "Ear"), (420.0, "Tare")])]
    headed = sheet([*title, *headings, *rows(600.0, 10)])
    again: Rows = [(40.0, [(80.0, "Case"), (265.0, "Ear"), (430.0, "Tare")])]
    other: Rows = [(40.0, [(80.0, "Name"), (265.0, "Rank"), (430.0, "Post")])]
    assert len(group([headed, sheet([*again, *rows(60.0, 15, left=80.0)], number=2)])) == 1
    assert len(group([headed, sheet([*other, *rows(60.0, 15, left=80.0)], number=2)])) == 2


def test_a_quoted_paper_with_its_number_does_not_begin_anew_under_a_repeated_head() -> None:
    head: Rows = [
        (30.0, [(60.0, "Lion Air Cargo, Lungi Airport, Sierra Leone")]),
        (50.0, [(60.0, "AIR WAYBILL", 14.0)]),
    ]
    first = sheet([*head, (90.0, [(60.0, "Shipper")]), (104.0, [(60.0, "Sewa Valley Ltd")])])
    lines = [
        "Airport of departure: FNA",
        "Carrier: Lion Air",
        "Handling information: valuable",
        "AWB No.: 714-49016623",
    ]
    house = head[:1]

    def page(*more: str) -> PageLayout:
        rows: Rows = [(90.0 + 14.0 * at, [(60.0, line)]) for at, line in enumerate(more)]
        return sheet([*house, *rows], number=2)

    assert len(group([first, page(*lines, "INVOICE SVDX-2026-019")])) == 1
    bill = ["Invoice No.: SVDX-2026-019", "Seller: Sewa Valley Ltd", "Buyer: Ramat Ltd", "Total: USD 12.00"]
    assert in_a_stack(first, page("INVOICE SVDX-2026-019", *bill)) == 2


def waybill(number: str, page: int) -> PageLayout:
    lines = [
        number,
        "Shipper's name and address",
        "Karoo Prill Exports",
        "Consignee's name and address",
        "Veluwe Raffinage",
        "Airport of departure",
        "Durban",
        "Handling information",
        "No. of pieces  Chargeable weight  Nature and quantity of goods",
    ]
    return letter("", lines, number=page)


def test_a_form_that_asks_for_both_parties_again_is_another_paper() -> None:
    assert [_numbers(one.layouts) for one in group([waybill("044-5512 0093", 1), waybill("071 8830 4410", 2)])] == [
        [1],
        [2],
    ]


def test_the_rest_of_a_form_asks_for_no_party_again() -> None:
    rest = letter("", ["Handling information", "Keep dry", "No. of pieces  Chargeable weight"], number=2)
    assert [_numbers(one.layouts) for one in group([waybill("044-5512 0093", 1), rest])] == [[1, 2]]


def test_a_firm_beside_the_name_of_its_paper_begins_another() -> None:
    firm = (50.0, "Umhlanga Sorting (Pty) Ltd")
    rest: Rows = [(80.0, [(50.0, "Date: 2026-06-19")]), (96.0, [(50.0, "Payment: 30 days net")])]
    assert begins_anew(sheet([(50.0, [firm, (380.0, "Factura FT 2026/147")]), *rest]))
    row = [firm, (280.0, "12.00 ct"), (380.0, "USD 40.00")]
    assert not begins_anew(sheet([(50.0, row), *rest])), "a row of a table"


def test_boxes_that_are_counted_on_are_of_one_form() -> None:
    def form(first: int, page: int, *texts: str) -> PageLayout:
        return letter("", [f"{first + number}. {text}" for number, text in enumerate(texts)], number=page)

    upper = ("Exporter: Karoo Prill Exports", "Consignee: Veluwe Raffinage", "Country of origin: Namibia")
    lower = form(4, 2, "Weight: 12.4 kg", "Remarks: none", "Signed: J. Uys")
    assert counts_on(form(1, 1, *upper), lower)
    assert not counts_on(form(1, 1, *upper[:2]), lower), "one is lacking"
    assert not counts_on(form(1, 1, *upper), form(1, 2, *upper)), "another of the form"
    assert not counts_on(form(1, 1, *upper), letter("", ["12.4 kg of ore", "Signed: J. Uys"], number=2))


def test_a_page_of_unknown_wording_in_another_language_is_a_paper_of_its_own() -> None:
    english = (
        "The goods named below were mined, packed and sealed by us, and no other party has had them in its hands. "
    )
    french = "Les habitants de la commune sont priés de ne pas laisser leurs chiens courir dans le parc après la nuit. "
    declaration = letter("DECLARATION OF ORIGIN", [english] * 6, number=1)
    notice = letter("", [french] * 6, number=2)
    assert [_numbers(one.layouts) for one in group([declaration, notice])] == [[1], [2]]
    same = letter(
        "", ["We store what we pack behind two locks, and count it again on the day that it leaves. "] * 6, number=2
    )
    assert [_numbers(one.layouts) for one in group([declaration, same])] == [[1, 2]]


def test_who_signed_and_a_foot_overleaf_are_the_rest_of_the_paper() -> None:
    rest = sheet([(40.0, [(90.0, "W. Thornbury")]), (90.0, [(70.0, "SPECIMEN – test paper")])], number=2)
    assert [_numbers(stack.layouts) for stack in group([invoice("A-1001", 1), rest])] == [[1, 2]]
    receipt = sheet([(40.0, [(90.0, "By W. Thornbury")]), (90.0, [(70.0, "Receipt 7002214")])], number=2)
    assert len(group([invoice("A-1001", 1), receipt])) == 2


def test_a_page_that_bears_nothing_but_who_signed_is_the_rest_of_the_paper() -> None:
    text = "Kampala – Authorised officer, signature and official stamp"
    rest = sheet([(40.0, [(90.0, text)]), (60.0, [(90.0, "Date: 5 November 2026")])], number=2)
    assert in_a_stack(invoice("A-1001", 1), rest) == 1
    unsigned = sheet([(40.0, [(90.0, "Kampala – Authorised dealers in rough stones and gold since 1987")])], number=2)
    assert in_a_stack(invoice("A-1001", 1), unsigned) == 2
