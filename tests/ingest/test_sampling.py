"""Which words of a text layer are read to hold it against the page."""

from __future__ import annotations

import numpy as np

from ingest.glyphs import Glyph, TextWord
from ingest.glyphshapes import Shapes, kind_of
from ingest.sampling import LEAST_LETTERS, LETTERS, cost_of, run_together, sampled


def word(text: str, font: str = "F", step: float = 6.0) -> TextWord:
    glyphs = tuple(
        Glyph(char, step * i, 0.0, step * i + 6, 10.0, 10.0, 0.0, (step * i, 8.0), font) for i, char in enumerate(text)
    )
    return TextWord(text, 0.0, 0.0, glyphs[-1].x1, 10.0, 0.0, 10.0, glyphs)


def chosen(words: list[TextWord], likeness: dict[int, float] | None = None) -> list[str]:
    kinds = tuple(frozenset(map(kind_of, each.glyphs)) for each in words)
    return [words[i].text for i in sampled(words, Shapes(kinds, likeness or {}))]


def test_letters_are_read_however_many_the_figures_are() -> None:
    rng = np.random.default_rng(1)
    figures = [word("".join(rng.choice(list("0123456789"), 9)), f"F{i}") for i in range(20)]
    assert cost_of(figures, range(20)) > LETTERS
    names = [word("Boteti"), word("Katanga")]
    assert cost_of(names, range(2)) < LEAST_LETTERS
    assert {"Boteti", "Katanga"} <= set(chosen([*figures, *names]))


def test_a_word_of_each_font_is_read_before_more_of_one() -> None:
    many = [word(text) for text in ("Abcdefghijk", "Lmnopqrstuv", "Bdfhjlnprtv", "Wxyzwxyzwxy", "KLMNOPQRSTU")]
    assert "Oo" in chosen([*many, word("Oo", "G")])[:2]


def test_words_with_a_letter_that_is_drawn_as_another_are_read_first() -> None:
    words = [word("Botswana"), word("Uganda"), word("Uganda"), word("Origin")]
    assert chosen(words, {1: 0.85, 2: 0.4})[0] == "Uganda"
    kinds = tuple(frozenset(map(kind_of, each.glyphs)) for each in words)
    assert 1 not in sampled(words, Shapes(kinds, {1: 0.85, 2: 0.4}))


def test_two_texts_run_into_one_are_read() -> None:
    both = word("CZaomngboia", step=2.0)
    assert run_together(both)
    assert not run_together(word("Zambia"))
    assert chosen([word("Origin"), both], {1: 0.9})[0] == "CZaomngboia"
