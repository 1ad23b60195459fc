"""Characters put together to words."""

import math
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ingest.glyphs import Glyph, words_of

SIZE = 10.0
ADVANCE = 5.5


def line(text: str, *, x: float = 50.0, y: float = 100.0, tracking: float = 0.0, spaces: bool = True) -> list[Glyph]:
    """Glyphs of a line of type, as a PDF gives them; without `spaces` the spaces are mere gaps."""
    glyphs: list[Glyph] = []
    for char in text:
        width = ADVANCE if char != " " else 2.8
        if char != " " or spaces:
            glyphs.append(Glyph(char, x, y - 7.5, x + width, y + 2.5, SIZE, 0.0, (x, y)))
        x += width + tracking
    return glyphs


def texts(glyphs: Iterable[Glyph]) -> list[str]:
    return [word.text for word in words_of(list(glyphs))]


def test_words_part_at_spaces_and_at_gaps() -> None:
    assert texts(line("Carat weight 1,254.30 ct")) == ["Carat", "weight", "1,254.30", "ct"]
    assert texts(line("Carat weight 1,254.30 ct", spaces=False)) == ["Carat", "weight", "1,254.30", "ct"]


def test_letterspaced_headings_stay_words() -> None:
    heading = "KIMBERLEY PROCESS CERTIFICATE"
    assert texts(line(heading, tracking=3.0)) == heading.split()
    assert texts(line(heading, tracking=3.0, spaces=False)) == heading.split()


def test_letters_spread_with_spaces_are_joined() -> None:
    spread = "   ".join(" ".join(word) for word in ("CERTIFICATE", "OF", "ORIGIN"))
    assert texts(line(spread)) == ["CERTIFICATE", "OF", "ORIGIN"]


def test_columns_of_one_line_stay_apart() -> None:
    assert texts(line("Seller") + line("Buyer", x=300)) == ["Seller", "Buyer"]


def test_bold_by_printing_twice_counts_once() -> None:
    assert texts(line("TOTAL") + line("TOTAL", x=50.3)) == ["TOTAL"]


def test_ligatures_become_letters() -> None:
    assert texts(line("certiﬁcate oﬃce")) == ["certificate", "office"]


def test_text_on_its_side_is_read_along_it() -> None:
    upward = [
        Glyph(g.text, g.base[1] - 7.5, 800 - g.x1, g.base[1] + 2.5, 800 - g.x0, SIZE, 270.0, (g.base[1], 800 - g.x0))
        for g in line("Form A 12")
    ]
    words = words_of(upward)
    assert [(word.text, word.angle) for word in words] == [("Form", 270.0), ("A", 270.0), ("12", 270.0)]


def test_the_ring_of_a_stamp_is_one_word_and_disturbs_no_line() -> None:
    ring: list[Glyph] = []
    for index, char in enumerate("SPECIMEN"):
        turn = math.radians(-40 + index * 80 / 7)
        x, y = 300 + 30 * math.sin(turn), 100 - 30 * math.cos(turn)
        ring.append(Glyph(char, x - 3, y - 4, x + 3, y + 4, 8.0, math.degrees(turn) % 360, (x, y)))
    found = texts(line("Exporter Khubelu") + ring)
    assert found == ["Exporter", "Khubelu", "SPECIMEN"]


@given(words=st.lists(st.text("abcdefgXYZ0123456789.,/-", min_size=1, max_size=9), min_size=1, max_size=12))
def test_nothing_is_lost_or_added(words: list[str]) -> None:
    assert "".join(texts(line(" ".join(words)))) == "".join(words)


def test_a_capital_in_other_print_begins_a_word() -> None:
    great = line("Kito Lda")
    end = great[-1].x1 + 1.0
    small = [replace(glyph, size=5.5) for glyph in line("Av. 25", x=end)]
    assert texts([*great, *small]) == ["Kito", "Lda", "Av.", "25"]
    assert texts([*line("Kito Lda"), *line("Av. 25", x=end)]) == ["Kito", "LdaAv.", "25"]


def test_small_capitals_and_lowered_figures_are_of_their_word() -> None:
    first, *others = line("KITO")
    assert texts([first, *(replace(glyph, size=6.0) for glyph in others)]) == ["KITO"]
    *oxide, figure = line("Lime2")
    assert texts([*oxide, replace(figure, size=6.0)]) == ["Lime2"]
