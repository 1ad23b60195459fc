"""Forms with blanks: print that leads on from what one blank says to the next one, which is filled in other letters."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.paper import Phrase, Rows, page_of

_TITLES = {
    "pt": ("Certificado do Processo Kimberley", "País de origem:", "Angola"),
    "en": ("Kimberley Process Certificate", "Country of origin:", "Sierra Leone"),
    "fr": ("Certificat du Processus de Kimberley", "Pays d'origine :", "République centrafricaine"),
    "es": ("Certificado del Proceso de Kimberley", "País de origen:", "Guyana"),
}


def _form(language: str, *lines: str, gap: float, rule: str = "") -> Rows:
    """A form whose lines have print and blanks in turn, parted by strokes; `rule` stands about what fills one in."""
    title, label, country = _TITLES[language]
    rows: Rows = [(60.0, [(150.0, title, 18.0)]), (120.0, [(60.0, f"{label} {country}")])]
    for number, line in enumerate(lines):
        x, phrases = 60.0, list[Phrase]()
        for at, text in enumerate(line.split("|")):
            written = f"{rule}{text.strip()}{rule}" if at % 2 else text.strip()
            phrases.append((x, written, 11.0 if at % 2 else 10.0))
            x += len(written) * 5.5 + gap
        rows.append((142.0 + 22.0 * number, phrases))
    return rows


_FORMS = [
    (
        "pt",
        "Quantidade de embalagens: |02 (duas)| com o selo n.º |KX-4410",
        "Emitido em Dundo a |10/03/2026| e válido até",
    ),
    (
        "en",
        "Number of parcels: |2 (two)| sealed with seal no. |KX-4410",
        "Issued at Kenema on |10/03/2026| and valid until",
    ),
    ("en", "No. of parcels: |2| under seal |KX-4410", "This certificate is issued on |10 March 2026| and expires on"),
    (
        "fr",
        "Nombre de colis : |02 (deux)| sous scellé n° |KX-4410",
        "Délivré à Bria le |10/03/2026| et valable jusqu'au",
    ),
    (
        "es",
        "Número de bultos: |2 (dos)| con el precinto n.º |KX-4410",
        "Expedido en Bartica el |10/03/2026| y válido hasta",
    ),
]


@pytest.mark.parametrize(("language", "packages", "dates"), _FORMS)
@pytest.mark.parametrize(("gap", "rule"), [(9.0, ""), (20.0, ""), (4.0, "__"), (4.0, "....")])
def test_print_leads_to_the_blank_behind_it(language: str, packages: str, dates: str, gap: float, rule: str) -> None:
    (document,) = extract_file([page_of(_form(language, packages, f"{dates} |09/05/2026", gap=gap, rule=rule))])
    fields = document.fields
    assert str(fields["parcel_count"].value) == "2"
    assert fields["seal_numbers"].value == ("KX-4410",)
    assert (fields["issue_date"].value, fields["expiry_date"].value) == ("2026-03-10", "2026-05-09")


def test_letters_before_the_figures_begin_what_is_filled_in() -> None:
    rows = _form("pt", "N.º de embalagens: |2| seladas com o lacre n.º |KX 44101", gap=9.0)
    (document,) = extract_file([page_of(rows)])
    assert document.fields["seal_numbers"].value == ("KX 44101",)


def test_print_in_the_next_column_is_no_blank() -> None:
    rows: Rows = [
        (60.0, [(150.0, "Kimberley Process Certificate", 18.0)]),
        (120.0, [(60.0, "The parcel was closed under seal"), (380.0, "44 Harbour Road, Kenema")]),
    ]
    (document,) = extract_file([page_of(rows)])
    assert "seal_numbers" not in document.fields


def test_a_day_before_print_that_leads_to_another_does_not_take_its_meaning() -> None:
    rows = _form("pt", "Data: |10/03/2026| e válido até |09/05/2026", gap=9.0)
    (document,) = extract_file([page_of(rows)])
    assert document.fields["expiry_date"].value == "2026-05-09"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Total carat weight |486.90| with a value of US$ |206,932.50"),
        ("fr", "Colis d'un poids de |486,90| carats et d'une valeur de |206 932,50| USD"),
        ("es", "Peso total de |486,90| quilates, con valor de US$ |206.932,50"),
        ("pt", "Peso de |486,90| quilates no valor de US$ |206.932,50"),
    ],
)
def test_a_currency_or_a_small_word_may_stand_before_the_blank(language: str, line: str) -> None:
    (document,) = extract_file([page_of(_form(language, line, gap=20.0))])
    assert str(document.fields["carat_weight"].value) == "486.90"
    assert str(document.fields["value"].value.amount) == "206932.50"  # type: ignore[union-attr]


def test_a_company_fills_in_a_blank() -> None:
    rows: Rows = [(60.0, [(150.0, "EXPORT PERMIT", 18.0)])]
    rows.append((120.0, [(60.0, "This permit is granted to"), (210.0, "Kasese Minerals Ltd", 11.0)]))
    (document,) = extract_file([page_of(rows)])
    assert document.fields["exporter_name"].value == "Kasese Minerals Ltd"


@pytest.mark.parametrize(
    ("print_", "country", "code"),
    [
        ("are correct and that all the goods were produced in", "DR CONGO", "CD"),
        ("and that all the goods were produced in", "RWANDA (country)", "RW"),
        ("que les marchandises ont été produites en", "RDC", "CD"),
        ("e que as mercadorias foram produzidas em", "ANGOLA (país)", "AO"),
        ("y que las mercancías fueron producidas en", "PERÚ", "PE"),
    ],
)
def test_the_country_filled_in_under_the_print_that_asks_for_it(print_: str, country: str, code: str) -> None:
    rows: Rows = [
        (60.0, [(150.0, "CERTIFICATE OF ORIGIN", 18.0)]),
        (110.0, [(60.0, "Exporter: Kivu Minerals SARL")]),
        (600.0, [(60.0, print_, 8.0)]),
        (618.0, [(180.0, country)]),
        (640.0, [(60.0, "and that they comply with the requirements for those", 8.0)]),
        (650.0, [(60.0, "goods in the system for goods exported to", 8.0)]),
        (668.0, [(180.0, "BELGIUM (importing country)")]),
    ]
    (document,) = extract_file([page_of(rows)])
    assert document.fields["country_of_origin"].value == code
    assert document.fields["country_of_destination"].value == "BE"
