"""Papers of which words are misread, lost, repeated or out of order are read as far as can be, and end in no error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Document
from extract.read import extract_file
from ingest.model import Page, Word
from tests.extract.sheet import Sheet

MISREAD = "0123456789OIlSB.,:;/-°º()' €$%�é中٣"
"""What engines make of print that they cannot read: other letters, figures, marks, and other scripts' signs."""


@cache
def papers() -> tuple[Page, ...]:
    """An invoice with rows and a certificate."""
    invoice = Sheet("ocr").text(50, 40, "INVOICE", 16).text(300, 40, "No.: SI-4412").text(420, 40, "Date: 12/10/2026")
    invoice.text(50, 70, "Seller").text(300, 70, "Buyer").lines(
        50, 84, "Karoo Prill Exports", "14 Castle Street, Durban"
    )
    invoice.lines(300, 84, "Zuiderdok Rough BV", "Hoveniersstraat 22, 2018 Antwerpen, Belgium")
    for left, heading in zip(
        (50, 200, 290, 380, 480), ("Description", "Drums", "Net kg", "USD/kg", "USD"), strict=True
    ):
        invoice.text(left, 130, heading)
    for row, (goods, drums, net, price, amount) in enumerate(
        (
            ("Cassiterite concentrate, lot A-1", "12", "4,812.50", "17.40", "83,737.50"),
            ("Cassiterite concentrate, lot A-2", "8", "3,207.00", "17.40", "55,801.80"),
            ("Total", "20", "8,019.50", "", "139,539.30"),
        )
    ):
        for left, cell in zip((50, 200, 290, 380, 480), (goods, drums, net, price, amount), strict=True):
            if cell:
                invoice.text(left, 146 + 16 * row, cell)
    invoice.text(50, 220, "Container CSQU3054383, seals KT-0071 to KT-0073, AWB 176-58261280, licence EP 26/118")
    certificate = Sheet("ocr").text(150, 40, "CERTIFICAT D'ORIGINE / CERTIFICATE OF ORIGIN", 15)
    for row, (label, value) in enumerate(
        (
            ("N° / No.", "CO-7001/26"),
            ("Expéditeur / Consignor", "Oya Trading SARL, Kinshasa, RDC"),
            ("Poids net", "24 812,5 kg"),
            ("Délivré le", "18 NOV 2026"),
            ("Numéros des scellés", "A102395, KP244113"),
        )
    ):
        certificate.text(50, 80 + 18 * row, label).text(250, 80 + 18 * row, value)
    return invoice.page(), certificate.page(2)


def _misread(words: Sequence[Word], rng: Random, share: float) -> Iterator[Word]:
    for word in words:
        if rng.random() < share / 4:
            continue
        letters = (rng.choice(MISREAD) if rng.random() < share else letter for letter in word.text)
        yield replace(word, text="".join(letters))
        if rng.random() < share / 4:
            yield word


@settings(max_examples=40)
@given(st.randoms(use_true_random=False), st.sampled_from((0.01, 0.05, 0.2)))
def test_no_misreading_ends_in_an_error(rng: Random, share: float) -> None:
    pages = [page.model_copy(update={"words": tuple(_misread(page.words, rng, share))}) for page in papers()]
    for document in extract_file(pages):
        assert Document.model_validate_json(document.model_dump_json()) == document
