"""What a sentence says before the company of whom it speaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.prose_leads import subject_start
from extract.prose_values import reading_after, reading_before
from extract.values import Context


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (
            "Article 1 er . – La société Lubwe Minerais SARL, établie à Likasi, ",
            "Lubwe Minerais SARL, établie à Likasi, ",
        ),
        ("Article premier.- Lubwe Minerais SARL ", "Lubwe Minerais SARL "),
        ("Art. 3 - A empresa Xamba, Lda. ", "Xamba, Lda. "),
        ("Pursuant to the law on mines and quarries, Tolo Ores Ltd, having ", "Tolo Ores Ltd, having "),
        ("By decision of the Minister, dated 4 May, the company Tolo Ores Ltd ", "Tolo Ores Ltd "),
        ("Nos termos da Lei n.º 5/20, de 3 de março, a sociedade Xamba, S.A. ", "Xamba, S.A. "),
        ("Where the goods are sold the buyer may ask the company Tolo Ores Ltd ", "Tolo Ores Ltd "),
    ],
)
def test_the_number_of_an_article_a_law_and_the_company_are_no_part_of_a_name(text: str, rest: str) -> None:
    assert text[subject_start(text) :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "Silva, Costa & Filhos, Lda. ",
        "Sociedade mineira de ouro e prata do Norte, Lda. ",
        "Under Cover Minerals Ltd ",
        "Section 4 Mining Ltd ",
        "Tolo Ores Ltd, a company of the law of Kenya, ",
    ],
)
def test_a_name_keeps_its_own_words(text: str) -> None:
    assert subject_start(text) == 0


def test_a_word_for_a_company_behind_an_article_is_the_names_own_where_it_has_a_capital() -> None:
    assert subject_start("A Sociedade Mineira do Lui, S.A. ") == len("A ")
    assert subject_start("A sociedade Mineira do Lui, S.A. ") == len("A sociedade ")


def test_a_licence_in_a_sentence_names_its_holder() -> None:
    text = "Subject to the Minerals Act, Tolo Ores Ltd, with offices at 4 Quay Road, Mombasa, is hereby licensed to"
    found = reading_before(ValueKind.PARTY, text, text, text.index("is hereby"), Context("en"))
    assert found is not None
    assert found.value == "Tolo Ores Ltd"


@given(st.text(alphabet="Aaé .,-–1Lt'(«º", max_size=60))
def test_a_subject_begins_within_its_text(text: str) -> None:
    assert 0 <= subject_start(text) <= len(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nous soussignés, Mines du Kasaï-Est SARL, déclarons ", "Mines du Kasaï-Est SARL"),
        ("Nous, Coopérative Minière Tujenge ya Lubero, représentée par son président M. Jean Bora, ", ""),
    ],
)
def test_a_word_behind_a_hyphen_ends_no_name(text: str, name: str) -> None:
    found = reading_after(ValueKind.PARTY, text, text, text.index(",") + 1, len(text), Context())
    assert found is not None
    assert str(found.value).startswith(name or "Coopérative Minière Tujenge ya Lubero")


@pytest.mark.parametrize(("name", "read"), [("Raffinerie", True), ("Fonderie", True), ("Acheteur", False)])
def test_a_refinery_with_a_capital_is_a_part_of_its_name(name: str, read: bool) -> None:
    text = f"a favor de {name} Val Sereno SA, Via Pini 4, Chiasso, Suiza"
    found = reading_after(ValueKind.PARTY, text, text, len("a favor de "), len(text), Context())
    assert found is not None
    assert found.value == (f"{name} Val Sereno SA" if read else "Val Sereno SA")


@pytest.mark.parametrize(
    "text", ["In our capacity as exporter, we ", "Na qualidade de exportador, ", "Para os devidos efeitos, a empresa "]
)
def test_a_clause_that_says_as_what_or_what_for_names_nobody(text: str) -> None:
    found = reading_before(ValueKind.PARTY, text, text, len(text), Context())
    assert found is None
