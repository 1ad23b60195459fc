"""Two readings made one."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from ingest.merge import merged
from ingest.ocr import Read
from ingest.textlines import Character, Line

INK = np.zeros((200, 2000), dtype=np.uint8)
STEP = 12.0


def line(text: str, confidence: float = 0.999, x: float = 100.0) -> Line:
    """A line of PP-OCR's, twelve pixels a character."""
    characters = tuple(Character(c, x + STEP * (i + 0.5), confidence) for i, c in enumerate(text))
    return Line(x, 80.0, x + STEP * len(text), 110.0, characters)


def words(text: str, confidence: float = 0.95, x: float = 100.0) -> list[Read]:
    """Tesseract's words of the same line."""
    found: list[Read] = []
    at = 0
    for word in text.split(" "):
        found.append(Read(word, x + STEP * at, 85.0, x + STEP * (at + len(word)), 105.0, confidence, "tesseract"))
        at += len(word) + 1
    return found


def read(ours: str, theirs: str, sure: float = 0.999, sure_theirs: float = 0.95) -> list[tuple[str, str]]:
    return [(each.text, each.reader) for each in merged([line(ours, sure)], words(theirs, sure_theirs), INK)]


def test_agreement_is_surer_than_either() -> None:
    found = merged([line("Lot BW-7", 0.97)], words("Lot BW-7", 0.9), INK)
    assert [(each.text, each.reader) for each in found] == [("Lot", "both"), ("BW-7", "both")]
    lone = merged([line("Lot BW-7", 0.97)], [], INK)
    assert all(each.confidence > 0.3 + alone.confidence for each, alone in zip(found, lone, strict=True))


def test_disagreement_is_less_sure_and_the_surer_is_believed() -> None:
    found = merged([line("1,254.30 ct")], words("1,264.30 ct", 0.8), INK)
    assert [(each.text, each.reader) for each in found] == [("1,254.30", "ppocr"), ("ct", "both")]
    assert found[0].confidence < 0.95 < found[1].confidence
    found = merged([line("smalís", 0.56)], words("smalls", 0.95), INK)
    assert [(each.text, each.reader) for each in found] == [("smalls", "tesseract")]
    assert found[0].confidence < 0.95


def test_full_stops_and_commas_told_by_their_ink_are_believed_unless_they_make_no_amount() -> None:
    for ours, said in (("118, Rua", "118,"), ("8,214.6 kg", "8,214.6"), ("950,000,00 USD", "950,000.00")):
        theirs = {"118,": "118. Rua", "8,214.6": "8.214.6 kg", "950,000.00": "950,000.00 USD"}[said]
        first = merged([line(ours, 0.72)], words(theirs), INK, told=True)[0]
        assert (first.text, first.confidence < 0.95) == (said, True)


def test_spaces_that_one_drops_the_other_keeps() -> None:
    assert read("A102395,KP244113", "A102395, KP244113")[0][0] == "A102395,"
    whole = Line(
        100,
        80,
        500,
        110,
        tuple(Character(c, 100 + STEP * (i + 0.5 + (i >= 5)), 0.99) for i, c in enumerate("grossweiqht")),
    )
    found = merged([whole], words("gross weight"), INK)
    assert [each.text for each in found] == ["gross", "weiqht"]


def spaced(*words: str) -> list[Read]:
    """Tesseract's words of one line, with no character between them, a space's width apart."""
    found: list[Read] = []
    at = 0
    for word in words:
        x0, x1 = 100 + STEP * at + 4, 100 + STEP * (at + len(word)) - 4
        found.append(Read(word, x0, 85.0, x1, 105.0, 0.95, "tesseract"))
        at += len(word)
    return found


def inked(characters: Sequence[Character]) -> NDArray[np.uint8]:
    """Ink where figures (seven pixels wide) and signs (three) stand."""
    ink = INK.copy()
    ink[108] = 255  # a ruling close beneath
    for each in characters:
        half = 3 if each.text.isdigit() else 1
        ink[85:105, round(each.x) - half : round(each.x) + half + 1] = 255
    return ink


@pytest.mark.parametrize(
    ("number", "parted"),
    [("93.75", ("93", ".75")), ("26,630.73", ("26,", "630.73")), ("12/05/2026", ("12/", "05/2026"))],
)
def test_a_number_in_type_of_even_pitch_stays_whole(number: str, parted: tuple[str, ...]) -> None:
    for said in (number, number.replace("3", "8").replace("05", "06")):
        row = line(said)
        assert [each.text for each in merged([row], spaced(*parted), inked(row.characters))] == [said]


def test_a_number_whose_sign_the_other_reader_passes_over_stays_whole() -> None:
    apart = [Read("516", 100, 85, 134, 105, 0.9, "tesseract"), Read("39", 148, 85, 172, 105, 0.9, "tesseract")]
    assert [each.text for each in merged([line("516.39")], apart, INK)] == ["516.39"]


def test_a_space_read_where_letters_touch_is_none_if_the_other_reader_sees_none() -> None:
    ink = INK.copy()
    ink[85:105, 100:256] = 255
    assert read_with("Certific ation", "Certification", ink) == ["Certification"]
    ink[:, 192:204] = 0
    assert read_with("Certific ation", "Certification", ink) == ["Certific", "ation"]


def read_with(ours: str, theirs: str, ink: NDArray[np.uint8]) -> list[str]:
    return [each.text for each in merged([line(ours)], words(theirs), ink)]


def test_a_space_read_amid_a_number_that_the_other_reads_whole_is_none() -> None:
    places = [0.5, 1.5, 2.5, 3.0, 3.5, 4.5]
    row = tuple(Character(c, 100 + STEP * x, 0.99) for c, x in zip("82, 25", places, strict=True))
    whole = [Read("82,25", 100, 85, 160, 105, 0.95, "tesseract")]
    found = merged([Line(100, 80, 160, 110, row)], whole, inked([each for each in row if each.text != " "]))
    assert [each.text for each in found] == ["82,25"]


def test_numbers_that_a_space_parts_stay_apart() -> None:
    # The sign stands close behind the figure before it, and a space off the one behind it.
    places = [0.5, 1.5, 2.1, 3.5, 4.5]
    characters = tuple(Character(c, 100 + STEP * x, 0.99) for c, x in zip("12,40", places, strict=True))
    apart = [Read("12,", 100, 85, 128, 105, 0.95, "tesseract"), Read("40", 138, 85, 160, 105, 0.95, "tesseract")]
    found = merged([Line(100, 80, 172, 110, characters)], apart, inked(characters))
    assert [each.text for each in found] == ["12,", "40"]


def test_a_word_parted_by_paper_alone_is_whole_where_the_other_reads_it_whole() -> None:
    ink = INK.copy()
    ink[85:105, 100:184] = 255
    ink[85:105, 142:154] = 0  # paper as wide as a space between J and E, which stand one step apart
    assert [each.text for each in merged([line("SUBJECT")], [], ink)] == ["SUBJ", "ECT"]
    assert [each.text for each in merged([line("SUBJECT")], words("SUBJECT"), ink)] == ["SUBJECT"]


def test_capitals_in_a_word_are_those_of_the_reading_that_a_writer_could_mean() -> None:
    assert read("PRice", "PRICE", 0.9, 0.6) == [("PRICE", "both")]
    assert read("reqUest", "request", 0.9, 0.6) == [("request", "both")]
    assert read("McDonald", "Mcdonald", 0.9, 0.6) == [("McDonald", "both")]
    assert read("d'Ivoire", "d'ivoire", 0.9, 0.6) == [("d'Ivoire", "both")]


def test_accents_that_one_drops_the_other_keeps() -> None:
    assert read("auprés de", "auprès de", 0.9, 0.95)[0][0] == "auprès"
    assert read("delivre par", "délivré par")[0][0] == "délivré"
    assert read("Emirates", "Émirates", 0.999, 0.6)[0][0] == "Emirates"


def test_accents_on_a_page_in_english_are_believed_where_ppocr_is_sure_of_each() -> None:
    for ours, sure, theirs, expected in (
        ("Huamán", 0.97, "Huaman", "Huamán"),
        ("Hóld", 0.6, "Hold", "Hold"),  # dirt
        ("míne", 0.97, "mine", "mine"),  # a smeared dot
        ("Araçuaí", 0.995, "Aracuai", "Araçuaí"),
        ("tíme", 0.8, "dine", "time"),
        ("Hold", 0.97, "Höld", "Hold"),
    ):
        (found,) = merged([line(ours, sure)], words(theirs), INK, accents=False)
        assert found.text == expected


def test_a_number_is_not_cut_where_its_figures_stand_at_even_steps() -> None:
    def parted(text: str, at: int, paper: float = 0.0) -> list[str]:
        """What Tesseract cuts before a character, PP-OCR reading one word with so much paper there."""
        steps = [STEP * (i + 0.5) + (paper if i >= at else 0.0) for i in range(len(text))]
        ours = Line(
            100.0,
            80.0,
            100.0 + steps[-1],
            110.0,
            tuple(Character(sign, 100.0 + step, 0.999) for sign, step in zip(text, steps, strict=True)),
        )
        middle = 100.0 + (steps[at - 1] + steps[at]) / 2
        theirs = [
            Read(text[:at], 100.0, 85.0, middle - 4.0, 105.0, 0.5, "tesseract"),
            Read(text[at:], middle + 4.0, 85.0, 100.0 + steps[-1] + 6.0, 105.0, 0.5, "tesseract"),
        ]
        return [each.text for each in merged([ours], theirs, INK)]

    assert parted("VLIU3411627", 7) == ["VLIU3411627"]  # between two narrow figures
    assert parted("VLIU3411627", 7, STEP) == ["VLIU341", "1627"]
    assert parted("LotBW", 3) == ["Lot", "BW"]


def test_what_only_one_sees() -> None:
    assert read("3", "") == [("3", "ppocr")]
    lone = merged([line("Lot")], words("Seal", 0.95, x=900.0), INK)
    assert [(each.text, each.reader) for each in lone] == [("Lot", "ppocr"), ("Seal", "tesseract")]
    assert lone[1].confidence < 0.9
    # Ornament that Tesseract takes for letters, where PP-OCR sees no text, is dropped.
    assert merged([], words("So Sos", 0.7), INK) == []


def test_boxes_are_drawn_in_to_the_ink() -> None:
    ink = INK.copy()
    ink[90:102, 100:136] = 255
    ink[90:102, 104:108] = 0
    (found,) = merged([line("Lot")], [], ink)
    assert (found.y0, found.y1) == (90.0, 102.0)


@given(
    text=st.lists(st.text("abcXYZ019.,-é", min_size=1, max_size=8), min_size=1, max_size=6),
    other=st.lists(st.text("abcXYZ019.,-é", min_size=1, max_size=8), min_size=0, max_size=6),
    sure=st.floats(0.3, 1.0),
)
def test_merging_never_invents_a_character(text: list[str], other: list[str], sure: float) -> None:
    found = merged([line(" ".join(text), sure)], words(" ".join(other)) if other else [], INK)
    allowed = set("".join(text)) | set("".join(other))
    for each in found:
        assert set(each.text) <= allowed
        assert 0 <= each.confidence <= 1
        assert each.x1 > each.x0


def test_the_same_reading_twice_is_all_there() -> None:
    text = "The rough diamonds in this shipment"
    assert " ".join(word for word, _ in read(text, text)) == text


@pytest.mark.parametrize("sure", [0.2, 0.8, 0.99])
def test_confidence_rises_with_what_the_reader_says(sure: float) -> None:
    (low,) = merged([line("LOT7", sure)], [], INK)
    (high,) = merged([line("LOT7", sure + 0.009)], [], INK)
    assert low.confidence < high.confidence


def test_a_word_that_each_reader_places_elsewhere_stands_there_once() -> None:
    shifted = Read("by", 174.0, 85.0, 186.5, 105.0, 0.93, "tesseract")  # the line's "by" is at 184 to 208
    found = merged([line("Issued by")], [*words("Issued"), shifted], INK)
    assert [(each.text, each.reader) for each in found] == [("Issued", "both"), ("by", "both")]
    apart = Read("by", 230.0, 85.0, 250.0, 105.0, 0.93, "tesseract")
    wide = Line(100.0, 80.0, 300.0, 110.0, line("Issued by").characters)
    found = merged([wide], [*words("Issued"), apart], INK)
    assert [each.text for each in found] == ["Issued", "by", "by"]


def test_a_word_whose_box_a_ruling_stretched_is_no_wider_than_the_other_reader_saw_it() -> None:
    first, second = words("Consignee's Name")
    stretched = Read(first.text, 80.0, 85.0, second.x1 + 150.0, 105.0, 0.4, "tesseract")
    found = merged([line("Consignee's Name")], [stretched, second], INK)
    assert [each.text for each in found] == ["Consignee's", "Name"]
    assert found[0].x1 < first.x1 + 20
    assert (found[1].x0, found[1].x1) == (second.x0, second.x1)


def test_a_dash_before_an_item_is_a_word_and_one_within_a_word_is_not() -> None:
    ink = INK.copy()
    for place in (100, 124, 136, 148, 160):  # a dash, paper as wide as a letter, letters close together
        ink[90:100, place : place + 11] = 255
    characters = tuple(
        Character(c, x, 0.999) for c, x in zip("-Seal", (106.0, 130.0, 142.0, 154.0, 166.0), strict=True)
    )
    assert [each.text for each in merged([Line(100, 80, 172, 110, characters)], [], ink)] == ["-", "Seal"]
    ink[90:100, 100:172] = 255
    ink[90:100, 111::12] = 0
    assert [each.text for each in merged([line("A-Seal")], [], ink)] == ["A-Seal"]


def test_a_word_that_tesseract_reads_twice_stands_there_once() -> None:
    again = Read("over", 150.0, 85.0, 175.0, 105.0, 0.9, "tesseract")  # on the ink of "taking", which both have read
    first, second = words("of taking")
    found = merged([line("of taking")], [first, again, second], INK)
    assert [each.text for each in found] == ["of", "taking"]


def test_a_word_whose_shape_tells_its_letters_is_fairly_sure_but_no_more() -> None:
    for ours, theirs, said in (
        ("14-0CT-2027", "14-OCT-2027", "14-OCT-2027"),
        ("Kayanz.a", "Kayanza", "Kayanza"),
        ("ilmenite", "Ilmenite", "Ilmenite"),
    ):
        found = merged([line(ours, 0.8)], words(theirs, 0.7), INK)
        assert [each.text.lower() for each in found] == [said.lower()]
        assert 0.84 < found[0].confidence < 0.95


def test_a_roman_two_between_words_is_kept_though_a_reader_takes_its_strokes_for_figures() -> None:
    found = merged([line("Plot II K 84")], words("Plot 11 K 84"), INK)
    assert [each.text for each in found] == ["Plot", "II", "K", "84"]
    assert found[1].confidence == 0.85
    found = merged([line("Alto II, Nueva")], words("Alto III, Nueva"), INK)
    assert [each.text for each in found] == ["Alto", "III,", "Nueva"]
    found = merged([line("Plot II K 84")], words("Plot 7 K 84"), INK)
    assert found[1].text != "III"


def test_a_letter_alone_is_a_word_where_the_paper_beside_it_is_wide() -> None:
    wide = [
        Read("carats", 100, 85, 160, 105, 0.95, "tesseract"),
        Read("e", 186, 85, 196, 105, 0.95, "tesseract"),
    ]
    x = [*(100 + 10 * i for i in range(6)), 191]
    joined = Line(100, 80, 200, 110, tuple(Character(c, at, 0.99) for c, at in zip("caratse", x, strict=True)))
    assert [each.text for each in merged([joined], wide, INK)] == ["carats", "e"]
    near = [wide[0], wide[1]._replace(x0=163, x1=173)]
    assert [each.text for each in merged([joined], near, INK)] == ["caratse"]


def test_rules_beside_a_word_are_none_of_its_letters() -> None:
    assert read("Gypsum", "__Gypsum") == [("Gypsum", "both")]


def test_a_dot_in_mid_height_is_a_word_by_itself_though_it_stands_close_or_is_taken_for_a_dash() -> None:
    for ours, theirs in (
        ("Ltd · Kigoma", "Ltd - Kigoma"),
        ("Ltd ·Kigoma", "Ltd Kigoma"),
        ("Ltd· Kigoma", "Ltd Kigoma"),
    ):
        found = merged([line(ours)], words(theirs), INK)
        assert [each.text for each in found] == ["Ltd", "·", "Kigoma"]
        assert found[1].confidence >= 0.8
