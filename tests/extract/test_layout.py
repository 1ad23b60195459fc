"""Phrases, lines and their order on a page."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.layout import lay_out
from ingest.model import Box, Page, Word
from tests.extract.sheet import Sheet


def texts(sheet: Sheet) -> list[list[str]]:
    layout = sheet.layout()
    return [[layout.segments[number].text for number in line.segments] for line in layout.lines]


def test_words_with_small_gaps_make_a_phrase() -> None:
    assert texts(Sheet().text(50, 50, "Khubelu Kimberlite Sales (Pty) Ltd")) == [["Khubelu Kimberlite Sales (Pty) Ltd"]]


def test_a_wide_gap_parts_label_and_value() -> None:
    sheet = Sheet().text(50, 50, "Carat weight").text(200, 50, "1,273.09 ct")
    assert texts(sheet) == [["Carat weight", "1,273.09 ct"]]


def test_a_vertical_ruling_parts_words_however_near() -> None:
    sheet = Sheet().text(50, 50, "Gross").text(80, 50, "Net").rule(77, 40, 77, 70)
    assert texts(sheet) == [["Gross", "Net"]]


def boxed(spaces: list[float]) -> Sheet:
    """Words of ten points a scan's line holds, so far apart."""
    sheet, x = Sheet("ocr"), 40.0
    for number, space in enumerate([0.0, *spaces]):
        x += space
        sheet.text(x, 50, f"wor{number}", 8)
        x += 16.0
    return sheet


def test_a_gap_that_was_let_pass_does_not_make_the_next_one_a_space() -> None:
    assert texts(boxed([4.0, 8.3, 2.9, 3.6, 9.0])) == [["wor0 wor1 wor2 wor3 wor4", "wor5"]]


def test_one_space_that_is_much_too_narrow_does_not_make_the_next_one_a_gap() -> None:
    assert texts(boxed([5.0, 0.7, 5.0])) == [["wor0 wor1 wor2 wor3"]]


def test_leader_dots_part_and_vanish() -> None:
    sheet = Sheet().text(50, 50, "Weight").text(85, 50, "............").text(150, 50, "3.86 kg")
    assert texts(sheet) == [["Weight", "3.86 kg"]]


def test_two_columns_with_offset_lines_keep_their_order() -> None:
    sheet = (
        Sheet().lines(50, 50, "Shipper", "Nimba Crystal Inc.", "Monrovia").lines(300, 50, "Consignee", "Zuiderdok BV")
    )
    assert texts(sheet) == [["Shipper", "Consignee"], ["Nimba Crystal Inc.", "Zuiderdok BV"], ["Monrovia"]]


def test_a_line_that_climbs_stays_one_line() -> None:
    sheet = Sheet()
    for number, word in enumerate(("Date", "of", "shipment", "and", "place", "of", "issue")):
        sheet.text(50 + 30 * number, 50 + 0.6 * number, word[:5], 10)
    assert len(sheet.layout().lines) == 1


def test_small_print_beside_a_title_is_a_phrase_of_its_own() -> None:
    sheet = Sheet().text(50, 50, "INVOICE", 24).text(140, 56, "original", 8)
    assert texts(sheet) == [["INVOICE", "original"]]


def test_a_word_stamped_large_across_the_page_joins_no_line() -> None:
    sheet = Sheet().text(50, 100, "Total carats").text(300, 100, "904.60").text(180, 92, "SPECIMEN", 28)
    for row in range(8):
        sheet.text(50, 200 + 20 * row, "Some further text")
    assert ["Total carats", "904.60"] in texts(sheet)


def test_boxes_are_tight_around_the_words() -> None:
    layout = Sheet().text(50, 50, "LS 024780").layout()
    box = layout.segments[0].box
    assert (round(box.x0 * 595), round(box.y0 * 842), round(box.y1 * 842)) == (50, 50, 60)


def test_text_running_up_the_margin_joins_nothing() -> None:
    page = Page(
        file="f",
        number=1,
        width=595,
        height=842,
        origin="ocr",
        words=(
            Word("Botswana", Box(0.10, 0.50, 0.20, 0.51), 0.9, "tesseract"),
            Word("SPECIMEN", Box(0.21, 0.40, 0.22, 0.60), 0.9, "tesseract"),
        ),
    )
    assert {segment.text for segment in lay_out(page).segments} == {"SPECIMEN", "Botswana"}


def test_a_page_without_words_has_no_lines() -> None:
    layout = Sheet().layout()
    assert layout.lines == ()
    assert layout.text_height == 10.0


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 0.95), st.floats(0, 0.98), st.text(min_size=0, max_size=12)),
        max_size=40,
    )
)
def test_every_word_stands_in_at_most_one_phrase(words: list[tuple[float, float, str]]) -> None:
    made = tuple(Word(text, Box(x, y, x + 0.04, y + 0.012), 0.9, "tesseract") for x, y, text in words)
    layout = lay_out(Page(file="f", number=1, width=595, height=842, origin="ocr", words=made))
    placed = [word for segment in layout.segments for word in segment.words]
    assert len(placed) == len(set(placed))
    assert sorted(number for line in layout.lines for number in line.segments) == list(range(len(layout.segments)))


def test_a_full_page_is_laid_out_quickly() -> None:
    sheet = Sheet()
    for row in range(70):
        sheet.text(40, 30 + 11 * row, "Lorem ipsum dolor sit amet consectetur adipiscing elit sed", 8)
        sheet.rule(40, 40 + 11 * row, 550, 40 + 11 * row)
    page = sheet.page()
    started = time.process_time()
    lay_out(page)
    assert time.process_time() - started < 1.0


def test_words_a_space_apart_are_one_phrase_whatever_line_runs_between() -> None:
    sheet = Sheet("ocr").text(50, 50, "Lunda Brilho Diamantes Limitada").rule(76.5, 20, 76.5, 400)
    assert texts(sheet) == [["Lunda Brilho Diamantes Limitada"]]


def test_a_box_that_reaches_beyond_its_line_is_judged_by_its_letters() -> None:
    sheet = Sheet("ocr")
    for row in range(12):
        sheet.text(50, 100 + 20 * row, "further words", 7)
    sheet.text(50, 50, "IMPORTING", 7)
    box = Box(86 / 595, 42 / 842, 112 / 595, 66 / 842)
    sheet.words.append(Word("COUNTRY", box, 0.98, "ppocr"))
    assert ["IMPORTING COUNTRY"] in texts(sheet)
