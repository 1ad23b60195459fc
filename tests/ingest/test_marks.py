"""Marks, reading order, languages."""

import pytest

from ingest.marks import marks_of
from ingest.model import Box, Word
from ingest.order import in_rows
from ingest.tongue import likeliest


def word(text: str, x: float, y: float, height: float = 0.012) -> Word:
    return Word(text, Box(x, y, x + 0.01 * len(text), y + height), 1.0, "text-layer")


PROSE = [word(text, 0.1 + 0.1 * i, 0.5) for i, text in enumerate(["a", "copy", "of", "the", "void", "invoice"])]


def test_marks_are_found_and_prose_is_none() -> None:
    assert marks_of(PROSE) == ()
    marks = marks_of([*PROSE, word("SPECIMEN", 0.1, 0.9), word("COPIE", 0.4, 0.1, 0.05), word("Duplicata", 0.7, 0.1)])
    assert [mark.kind for mark in marks] == ["copy", "duplicate", "specimen"]
    assert marks[2].box == Box(0.1, 0.9, 0.18, 0.912)


@pytest.mark.parametrize(
    "sentence",
    ["Toute rature annule le présent certificat", "cancelled orders", "Qualquer rasura torna anulado o título"],
)
def test_a_sentence_on_what_voids_a_paper_voids_none(sentence: str) -> None:
    assert marks_of([*PROSE, *(word(text, 0.1 + 0.1 * i, 0.8) for i, text in enumerate(sentence.split()))]) == ()
    assert [mark.kind for mark in marks_of([*PROSE, word("annulé", 0.3, 0.3, 0.04)])] == ["void"]
    assert [mark.kind for mark in marks_of([*PROSE, word("CANCELLED", 0.3, 0.3)])] == ["void"]


@pytest.mark.parametrize(
    "sentence",
    [
        "This paper is tamper and forgery resistant",
        "Whoever presents a forged certificate is liable",
        "Todo documento falsificado será apreendido",
        "Tout certificat contrefait sera saisi",
    ],
)
def test_a_sentence_on_forgery_is_no_sign_of_it(sentence: str) -> None:
    assert marks_of([*PROSE, *(word(text, 0.1 + 0.1 * i, 0.8) for i, text in enumerate(sentence.split()))]) == ()


def test_what_security_paper_shows_on_a_copy_row_by_row_is_a_mark() -> None:
    shown = [word(text, 0.1 + 0.2 * i, 0.8) for text in ("FORGED", "VOID") for i in range(4)]
    assert [mark.kind for mark in marks_of([*PROSE, *shown[:4]])] == ["forged"]
    assert [mark.kind for mark in marks_of([*PROSE, *shown[4:]])] == ["void"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(("COPY", "copy"), ("COPIE", "copy"), ("CÓPIA", "copy"), ("COPIA", "copy"), ("VOIDED", "void")),
        *(("ANNULÉ", "void"), ("ANNULÉE", "void"), ("NULLE", "void"), ("NULO", "void"), ("NULA", "void")),
        *(("ANULADO", "void"), ("CANCELADO", "void"), ("CANCELADA", "void"), ("CANCELLED", "void")),
        *(("FORGED", "forged"), ("FAKE", "forged"), ("FAUX", "forged"), ("FALSO", "forged"), ("FALSA", "forged")),
        *(("COUNTERFEIT", "forged"), ("SPÉCIMEN", "specimen"), ("MUESTRA", "specimen")),
    ],
)
def test_words_that_stand_large_across_papers_in_four_languages(text: str, kind: str) -> None:
    assert [mark.kind for mark in marks_of([*PROSE, word(text, 0.3, 0.3, 0.04)])] == [kind]


@pytest.mark.parametrize("row", ["JEAN FAUX", "FALSO", "Director: A. FAKE"])
def test_what_may_be_a_name_or_an_answer_is_none_in_common_type(row: str) -> None:
    assert marks_of([*PROSE, *(word(text, 0.1 + 0.1 * i, 0.8) for i, text in enumerate(row.split()))]) == ()


def test_a_sentence_in_capitals_with_a_form_of_the_word_voids_nothing() -> None:
    sentence = "AS RASURAS TORNAM CANCELADAS AS LICENÇAS"
    assert marks_of([*PROSE, *(word(text, 0.1 + 0.1 * i, 0.8) for i, text in enumerate(sentence.split()))]) == ()


def test_a_misread_mark_is_still_one() -> None:
    assert [mark.kind for mark in marks_of([*PROSE, word("SPEC1MEN", 0.1, 0.9)])] == ["specimen"]


def test_rows_from_top_to_bottom_and_left_to_right() -> None:
    words = [
        word("right", 0.6, 0.104),
        word("below", 0.1, 0.13),
        word("left", 0.1, 0.1),
        word("tall", 0.4, 0.098, 0.02),
    ]
    assert [each.text for each in in_rows(words)] == ["left", "tall", "right", "below"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Les diamants objet de la présente facture ont été achetés dans le respect des lois et du pays", "fr"),
        ("The seller hereby guarantees that these diamonds are conflict free and of the country", "en"),
        ("As mercadorias não são do exportador e foram pesadas em uma balança com número do certificado", "pt"),
        ("Las mercancías del exportador son del país y fecha de emisión por la autoridad en el puerto", "es"),
    ],
)
def test_the_language_of_small_words(text: str, first: str) -> None:
    assert likeliest(text.split(), ("en", "fr", "pt", "es"))[0] == first


def test_all_languages_where_the_words_do_not_tell() -> None:
    assert set(likeliest(["7102.31", "USD"], ("en", "fr", "pt", "es"))) == {"en", "fr", "pt", "es"}
