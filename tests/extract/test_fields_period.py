"""Days of expiry that papers give as a period from their issue."""

from __future__ import annotations

import pytest

from extract.model import Document
from extract.read import extract_file
from tests.extract.sheet import Sheet


def licence(title: str, dated: str, *lines: str) -> Document:
    sheet = Sheet().text(150, 40, title, 16).text(150, 64, "No. ML-EX/0442/26").text(50, 100, dated)
    sheet.lines(50, 140, *lines)
    (document,) = extract_file([sheet.page()])
    return document


@pytest.mark.parametrize(
    ("title", "dated", "lines", "expiry"),
    [
        (
            "MINERAL EXPORT LICENCE",
            "Date of issue: 6 August 2026",
            ("This licence is valid for ninety (90) days from the date of issue.",),
            "2026-11-04",
        ),
        (
            "MINERAL EXPORT LICENCE",
            "Date of issue: 31 August 2026",
            ("The licence shall remain valid for a period of six months", "from the date hereof."),
            "2027-02-28",
        ),
        ("MINERAL EXPORT LICENCE", "Date of issue: 6 August 2026", ("Validity: 2 weeks from issue",), "2026-08-20"),
        (
            "AUTORISATION D'EXPORTATION",
            "Date d'émission : 06/08/2026",
            ("La présente autorisation est valable trente jours à compter de sa signature.",),
            "2026-09-05",
        ),
        (
            "LICENÇA DE EXPORTAÇÃO",
            "Data de emissão: 06/08/2026",
            ("A presente licença é válida por 60 (sessenta) dias a contar da data de emissão.",),
            "2026-10-05",
        ),
        (
            "LICENCIA DE EXPORTACIÓN",
            "Fecha de emisión: 06/08/2026",
            ("Vigencia: 1 año a partir de la fecha de emisión.",),
            "2027-08-06",
        ),
    ],
)
def test_a_period_from_the_day_of_issue(title: str, dated: str, lines: tuple[str, ...], expiry: str) -> None:
    field = licence(title, dated, *lines).fields["expiry_date"]
    assert field.value == expiry
    assert field.status == "read"
    assert field.confidence < 0.9
    assert field.rule == "period-from-issue"
    assert len(field.evidence) >= 2


@pytest.mark.parametrize(
    "lines",
    [
        ("This licence is valid for 90 days.",),  # from when, it does not say
        ("Payment is due within 90 days from the date of issue.",),
        ("This licence is valid on its face. Claims are made within 30 days from the date of issue.",),
        ("Valid for 30 days from the date of issue.", "Valid for 60 days from the date of issue."),
        ("This licence is valid for many days from the date of issue.",),
    ],
)
def test_what_gives_no_day_of_expiry(lines: tuple[str, ...]) -> None:
    field = licence("MINERAL EXPORT LICENCE", "Date of issue: 6 August 2026", *lines).fields.get("expiry_date")
    assert field is None or field.status == "unreadable"


def test_a_stated_day_goes_before_a_period() -> None:
    lines = ("Expiry date: 30 September 2026", "Valid for 90 days from the date of issue unless sooner ended.")
    document = licence("MINERAL EXPORT LICENCE", "Date of issue: 6 August 2026", *lines)
    assert document.fields["expiry_date"].value == "2026-09-30"


@pytest.mark.parametrize(
    ("title", "line", "expiry"),
    [
        ("MINERAL EXPORT LICENCE", "Validity: 90 days from 1 March 2026", "2026-05-30"),
        ("MINERAL EXPORT LICENCE", "Expiry date: 3 months after 1 March 2026", "2026-06-01"),
        ("MINERAL EXPORT LICENCE", "Validity: 12 months, starting on 1 March 2026", "2027-03-01"),
        ("MINERAL EXPORT LICENCE", "This licence is valid for ninety (90) days from 1 March 2026.", "2026-05-30"),
        ("AUTORISATION D'EXPORTATION", "Validité : 90 jours à compter du 1er mars 2026", "2026-05-30"),
        ("LICENÇA DE EXPORTAÇÃO", "Validade: 90 dias a contar de 1 de março de 2026", "2026-05-30"),
        ("LICENCIA DE EXPORTACIÓN", "Vigencia: 90 días a partir del 1 de marzo de 2026", "2026-05-30"),
        ("LICENCIA DE EXPORTACIÓN", "Vigencia: 6 meses desde el 1 de marzo de 2026", "2026-09-01"),
    ],
)
def test_a_period_from_a_day_of_its_own(title: str, line: str, expiry: str) -> None:
    field = licence(title, "16/02/2026", line).fields["expiry_date"]
    assert field.value == expiry
    assert field.confidence < 0.9
    assert field.rule == "period-from-day"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("MINERAL EXPORT LICENCE", "Validity: from 1 March 2026"),
        ("MINERAL EXPORT LICENCE", "Validity: as of 1 March 2026"),
        ("AUTORISATION D'EXPORTATION", "Validité : à partir du 1er mars 2026"),
        ("LICENÇA DE EXPORTAÇÃO", "Validade: a partir de 1 de março de 2026"),
        ("LICENCIA DE EXPORTACIÓN", "Vigencia: desde el 1 de marzo de 2026"),
    ],
)
def test_a_day_from_which_a_paper_holds_is_not_its_last(title: str, line: str) -> None:
    field = licence(title, "16/02/2026", line).fields.get("expiry_date")
    assert field is None or field.status == "unreadable"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("MINERAL EXPORT LICENCE", "Not valid after 30 June 2026"),
        ("MINERAL EXPORT LICENCE", "Validity: from 1 March 2026 to 30 June 2026"),
        ("AUTORISATION D'EXPORTATION", "Cesse d'être valable à compter du 30 juin 2026"),
        ("LICENCIA DE EXPORTACIÓN", "Vigencia: desde el 1 de marzo de 2026 hasta el 30 de junio de 2026"),
    ],
)
def test_a_day_on_which_a_paper_ends_is_no_beginning(title: str, line: str) -> None:
    assert licence(title, "16/02/2026", line).fields["expiry_date"].value == "2026-06-30"
