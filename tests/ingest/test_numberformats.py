"""Numbers as spreadsheets show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numberformats import formatted, text_formatted

ACCOUNTING = '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1254.3, "General", "1254.3"),
        (1254.3, "#,##0.00", "1,254.30"),
        (0.9377, "0.00%", "93.77%"),
        (-5, "0.0", "-5.0"),
        (961194.94, '"US$" #,##0.00', "US$ 961,194.94"),
        (12, "000", "012"),
        (0.1 + 0.2, "General", "0.3"),
        (7102.31, "0000.00", "7102.31"),
        (1.5, "0.0##", "1.5"),
        (5, '0 "ct"', "5 ct"),
        # A literal per cent sign scales nothing.
        (41.5, "0.0\\%", "41.5%"),
        (41.5, '0.00" % Ta2O5"', "41.50 % Ta2O5"),
        (41.5, '0.0"%"', "41.5%"),
        (0.415, '0.0%" Ta2O5"', "41.5% Ta2O5"),
        # Noughts in front, and digits among literals.
        (4711, "000000", "004711"),
        (118, '"LOT-"0000', "LOT-0118"),
        (71081234, "0000\\.00\\.00", "7108.12.34"),
        (710812, "0000\\.00", "7108.12"),
        (5551234, "###-####", "555-1234"),
        (12345678, "00-00", "123456-78"),
        (1234.5, "#\\ ##0.00", "1 234.50"),
        (1234567, "#,##0", "1,234,567"),
        (234567, "#,##0", "234,567"),
        (5, "0,000", "0,005"),
        # Halves away from zero, of the fifteen digits that a spreadsheet keeps.
        (2.5, "0", "3"),
        (-2.5, "0", "-3"),
        (0.125, "0.00", "0.13"),
        (1.005, "0.00", "1.01"),
        (0.285 * 100, "0", "29"),
        (99.995, "0.00", "100.00"),
        # Thousands and millions for ones.
        (1234567, "#,##0,", "1,235"),
        (1234567, '0.0,,"M"', "1.2M"),
        (1234567, "#,##0,.0", "1,234.6"),
        # Sections.
        (0, '0;-0;"nil"', "nil"),
        (-5, "0;(0)", "(5)"),
        (-5, "0;0", "5"),
        (-5, "0.00;[Red]0.00", "-5.00"),
        (5, ";;;", ""),
        (-5, "0;", ""),
        (2, '[>=1]0" ct";0', "2 ct"),
        (-2, '[>=1]0" ct";0', "-2"),
        (0.5, '[<1]"below";0', "below"),
        (-3, "[<0]0.0;0", "3.0"),
        (1254.3, ACCOUNTING, "$ 1,254.30"),
        (-1254.3, ACCOUNTING, "$ (1,254.30)"),
        (0, ACCOUNTING, "$ -"),
        # Currencies, colours, texts.
        (5, "[$€-407] 0.00", "€ 5.00"),
        (1254.3, "#,##0.00 [$ct]", "1,254.30 ct"),
        (5, "[Red]0", "5"),
        (45, "@", "45"),
        (45, 'General" kg"', "45 kg"),
        (45, '"as stated"', "as stated"),
        (0, "#", ""),
        (5, "#.##", "5"),
        (0.5, "#.##", ".5"),
        (-0.001, "0.00", "0.00"),
        # What would be shown less exactly is given whole.
        (12.5, "0.00E+00", "12.5"),
        (0.5, "# ?/?", "0.5"),
        (1e-12, "General", "0.000000000001"),
        (1e20, "0", "100000000000000000000"),
        (12345678901234567890, "0", "12345678901234567890"),
        (float("inf"), "0", "#NUM!"),
    ],
)
def test_numbers_as_people_see_them(value: float, code: str, shown: str) -> None:
    assert formatted(value, code) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", "LOT-7"),
        ("0.00", "LOT-7"),
        ("@", "LOT-7"),
        ('@" kg"', "LOT-7 kg"),
        ("General;General;General;General", "LOT-7"),
        ("0;0;0;0", "LOT-7"),
        (";;", "LOT-7"),
        (";;;", ""),
        ('0;-0;0;"text"', "text"),
        (ACCOUNTING, " LOT-7 "),
    ],
)
def test_texts_as_people_see_them(code: str, shown: str) -> None:
    assert text_formatted("LOT-7", code) == shown


@given(st.one_of(st.integers(), st.floats()), st.text(alphabet='0#?.,%;[]<>=E+-/@_*\\"$ GeneralRd1', max_size=30))
def test_any_format_shows_something_or_nothing(value: float, code: str) -> None:
    assert formatted(value, code) == " ".join(formatted(value, code).split())
