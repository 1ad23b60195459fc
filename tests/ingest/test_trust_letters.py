"""A text layer whose letters lie: names, countries and currencies are held against the page as figures are."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]  # the package carries no types

from bench.papermaker import lying
from ingest.differences import Stated, differences, unsettled
from ingest.looks import readable, says
from ingest.model import Box, Page, Word
from ingest.ppocr import model_folder
from ingest.read import read_page
from tests.ingest import paper

needs_ppocr = pytest.mark.skipif(model_folder() is None, reason="PP-OCR is not installed")

FORM = (
    ("Certificate number", "BW 071613"),
    ("Date of issue", "16 February 2026"),
    ("Exporter", "Boteti Sands Gems (Pty) Ltd"),
    ("Carat weight", "1,254.30 ct"),
    ("Value", "USD 28,255.04"),
    ("Country of origin", "Congo"),
    ("Currency", "USD"),
    ("Mine", "Kivu"),
)


def form(apart: str = "", value: str = "") -> bytes:
    """A page of labels and values; that of the label `apart` is set in a font of its own, and may be another."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(595, 842), invariant=1)
    for row, (label, own) in enumerate(FORM):
        page.setFont("Helvetica", 11)
        page.drawString(76, 720 - 24 * row, label)
        page.setFont("Times-Roman" if label == apart else "Helvetica", 11)
        page.drawString(256, 720 - 24 * row, value if value and label == apart else own)
    page.save()
    return out.getvalue()


def painted_over(label: str, over: str) -> bytes:
    """The page with a label's value painted over in white, and another set on it."""
    row = [name for name, _ in FORM].index(label)
    patch = io.BytesIO()
    page = canvas.Canvas(patch, pagesize=(595, 842), invariant=1)
    page.setFillGray(1)
    page.rect(250, 716 - 24 * row, 150, 16, stroke=0, fill=1)
    page.setFillGray(0)
    page.setFont("Helvetica", 11)
    page.drawString(256, 720 - 24 * row, over)
    page.save()
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(form())) as document, pikepdf.open(patch) as more:
        document.pages[0].add_overlay(more.pages[0], pikepdf.Rectangle(0, 0, 595, 842))
        document.save(out)
    return out.getvalue()


def read(folder: Path, data: bytes) -> Page:
    return read_page(paper.write(folder, "page.pdf", data), "0" * 64, "application/pdf", 1)


def told(page: Page) -> dict[str, str | None]:
    return {r.stated: r.seen for r in page.remarks if r.code == "text-layer-differs" and r.stated}


def texts(page: Page) -> list[str]:
    return [word.text for word in page.words]


def said(shown: str, claimed: str) -> Mapping[str, str]:
    return dict(zip(shown, claimed, strict=True))


@needs_ppocr
@pytest.mark.parametrize(
    ("label", "shown", "claimed", "remark"),
    [
        ("Country of origin", "Congo", "Kenya", {"Kanya": "Congo"}),
        ("Currency", "USD", "EUR", {"EUR": "USD"}),
    ],
)
def test_a_short_word_that_lies_is_told_where_both_looks_agree(
    tmp_path: Path, label: str, shown: str, claimed: str, remark: dict[str, str]
) -> None:
    page = read(tmp_path, lying.other_digits(form(label, shown), said(shown, claimed), "Times-Roman"))
    assert page.origin == "ocr"
    assert told(page) == remark
    assert shown in texts(page)


@needs_ppocr
@pytest.mark.parametrize(
    ("label", "shown", "claimed"),
    [
        ("Exporter", "Boteti Sands Gems", "KivuruKatan Mines"),  # several letters are said to be one
        ("Country of origin", "Democratic Republic", "Namibias_sudlichesK"),
        ("Country of origin", "Angola", "Guinea"),
        ("Mine", "Kivu", "Tete"),
        ("Mine", "gold", "zinc"),  # no word of the font has a capital
    ],
)
def test_a_name_in_a_font_of_its_own_is_held_against_the_page(
    tmp_path: Path, label: str, shown: str, claimed: str
) -> None:
    page = read(tmp_path, lying.other_digits(form(label, shown), said(shown, claimed), "Times-Roman"))
    assert page.origin == "ocr"
    assert set(shown.split()) & set(" ".join(map(str, told(page).values())).split())
    assert shown in " ".join(texts(page))


@needs_ppocr
@pytest.mark.parametrize(
    ("label", "over", "lie"),
    [
        ("Country of origin", "Zambia", "CZaomngboia"),
        ("Exporter", "Kivu Metals SARL", "BKoivtuetMiSeatanldssSGAeRmLs"),
    ],
)
def test_a_name_painted_over_and_another_set_on_it_is_told(tmp_path: Path, label: str, over: str, lie: str) -> None:
    page = read(tmp_path, painted_over(label, over))
    assert page.origin == "ocr"
    assert told(page)[lie] == over
    assert over in " ".join(texts(page))


@needs_ppocr
def test_a_font_with_its_letters_permuted_is_found(tmp_path: Path) -> None:
    page = read(tmp_path, lying.other_digits(form(), said("oneas", "aeson")))
    assert page.origin == "ocr"
    assert told(page)
    assert "Boteti" in texts(page)


@needs_ppocr
@pytest.mark.parametrize("value", ["Congo", "Côte d’Ivoire", "São Tomé e Príncipe", "España", "Öland", "Ile-de-l’Ill"])
def test_honest_letters_raise_no_remark(tmp_path: Path, value: str) -> None:
    page = read(tmp_path, form("Country of origin", value))
    assert (page.origin, page.remarks) == ("text-layer", ())


@pytest.mark.parametrize(
    ("stated", "seen"),
    [
        *(("Uganda", "Rwanda"), ("Zambia", "Gambia"), ("Mali", "Bali"), ("Katanga", "Kananga"), ("Goma", "Gama")),
        *(("Malawi", "Malaya"), ("Lobito", "Lomito"), ("Nigeria", "Niger"), ("Irã", "Iraque"), ("Suède", "Suisse")),
        *(("MAD", "NAD"), ("USD", "AUD"), ("ZMW", "ZAR"), ("BW071613", "ZW071613"), ("tántalo", "titanio")),
    ],
)
def test_names_that_differ_in_a_letter_or_two_say_another_thing(stated: str, seen: str) -> None:
    assert not says(stated, seen)
    assert not says(seen, stated)


@pytest.mark.parametrize(
    ("stated", "seen"),
    [
        *(("Côte", "Cote"), ("São", "SAO"), ("Il", "ll"), ("Illinois", "lllinois"), ("Nº", "N"), ("J.", "g.")),
        *(("Ref.ª:", "Ref.a:"), ("Ref.ª:", "Ref.:"), ("Affinazione", "Affnazione"), ("Ofício", "Ofcio")),
        *(("CO", "C0"), ("BW071613", "8W0716l3"), ("Ta2O5", "Ta205"), ("Łódź", "Lódz"), ("d’Ivoire,", "d'Ivoire")),
    ],
)
def test_what_print_cannot_tell_apart_says_the_same(stated: str, seen: str) -> None:
    assert says(stated, seen)


@needs_ppocr
@pytest.mark.parametrize(
    ("shown", "claimed"), [("Rwanda", "Ugagda"), ("Gambia", "Zambia"), ("Bali", "Mali"), ("NAD", "MAD")]
)
def test_a_name_that_lies_in_a_letter_or_two_is_found(tmp_path: Path, shown: str, claimed: str) -> None:
    page = read(tmp_path, lying.other_digits(form("Country of origin", shown), said(shown, claimed), "Times-Roman"))
    assert page.origin == "ocr"
    assert set(told(page).values()) == {shown}
    assert shown in texts(page)


def word(text: str, x: float = 0.1, confidence: float = 0.99) -> Word:
    return Word(text, Box(x, 0.5, x + 0.01 * len(text), 0.512), confidence, "both")


def test_letters_of_other_alphabets_are_not_held_against_a_reading_in_latin_ones() -> None:
    assert all(map(readable, ("Côte", "ﬁn", "Łódź-1", "Nº")))
    assert not readable("ОБРАЗЕЦ")
    assert not differences([Stated(word("ОБРАЗЕЦ"))], [word("OPA3EL")])
    assert not differences([Stated(word("ОБРАЗЕЦ"))], [word("OPASEL")])


def test_a_word_that_is_read_beside_its_neighbour_is_no_difference() -> None:
    stated = Stated(Word("GTH-2604", Box(0.1, 0.5, 0.3, 0.512), 1.0, "text-layer"))
    assert not differences([stated], [word("Invoice", 0.12), word("GTH-2604", 0.2)])
    assert differences([stated], [word("7", 0.12), word("GTH-2604", 0.2)])


@pytest.mark.parametrize(
    ("stated", "taken", "seen", "left"),
    [
        ("Kanya", "Congo", ["Congo"], False),  # both looks agree: told
        ("Kanya", "Congo", ["Kanya"], False),  # it was right after all
        ("Kanya", "Congo", [], True),
        ("Kanya", "Congo", ["Cango"], True),
        ("Kanya", "Congo", ["Kanyo"], False),  # nearer to what is stated
        ("530", "B53", ["B", "530"], False),
        ("1,245.30", "1,254.30", ["1,25?.30"], True),
    ],
)
def test_a_doubt_that_no_second_look_settles_is_left(stated: str, taken: str, seen: list[str], left: bool) -> None:
    given = [Stated(word(stated), taken)]
    there = [word(text, 0.1 + 0.005 * place, 0.6) for place, text in enumerate(seen)]
    assert bool(unsettled(given, there)) is left
    assert bool(differences(given, there)) is (taken in seen)


@needs_ppocr
def test_what_is_doubted_and_not_settled_is_told_and_given_without_confidence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.read.lies", lambda *_: [])
    monkeypatch.setattr("ingest.trust.unsettled", lambda stated, _: [s for s in stated if s.taken_for is not None])
    page = read(tmp_path, lying.other_digits(form("Currency"), said("USD", "EUR"), "Times-Roman"))
    assert [(r.code, r.stated, r.seen) for r in page.remarks] == [("text-layer-unchecked", "EUR", "USD")]
    assert [word.text for word in page.words if word.confidence < 0.5] == ["EUR"]
