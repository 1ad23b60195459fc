"""Dates: every usual form of four languages, ambiguity kept, impossible days refused, damage repaired with doubt."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.values import Context, find, parse

DAYS = st.dates(date(1990, 1, 1), date(2079, 12, 31))


def read(text: str, language: str | None = None, day_first: bool | None = None) -> str | None:
    parsed = parse(ValueKind.DATE, text, Context(language=language, day_first=day_first))
    return None if parsed is None else str(parsed.value)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "29 March 2026", "2026-03-29"),
        ("en", "March 29, 2026", "2026-03-29"),
        ("en", "March 29th 2026", "2026-03-29"),
        ("en", "Jan. 5, 2026", "2026-01-05"),
        ("en", "05-JAN-2026", "2026-01-05"),
        ("en", "05JAN26", "2026-01-05"),
        ("en", "EXPIRES 31DEC2026", "2026-12-31"),
        ("en", "5th of Jan '26", "2026-01-05"),
        ("en", "this 5th day of January, 2026", "2026-01-05"),
        ("en", "Monday, 5 January 2026", "2026-01-05"),
        ("en", "January28,2026", "2026-01-28"),
        ("en", "Jan-05-2026", "2026-01-05"),
        ("en", "2026 January 5", "2026-01-05"),
        ("en", ": 3rd of Sept. 2025 (Kigali)", "2025-09-03"),
        ("en", "the fifth day of January two thousand and twenty-six", "2026-01-05"),
        ("fr", "le 5 janvier 2026", "2026-01-05"),
        ("fr", "1er février 2026", "2026-02-01"),
        ("fr", "1 er fevrier 2026", "2026-02-01"),
        ("fr", "Kigali, le 28 Fév. 2026", "2026-02-28"),
        ("fr", "15 août 2025", "2025-08-15"),
        ("fr", "15 AOUT 2025", "2025-08-15"),
        ("fr", "2 déc. 2025", "2025-12-02"),
        ("fr", "le cinq janvier deux mille vingt-six", "2026-01-05"),
        ("pt", "4 de janeiro de 2026", "2026-01-04"),
        ("pt", "1º de março de 2026", "2026-03-01"),
        ("pt", "Luanda, 4 de Janeiro de 2026.", "2026-01-04"),
        ("pt", "15-Set-2025", "2025-09-15"),
        ("pt", "5 out 2025", "2025-10-05"),
        ("pt", "aos quatro dias do mês de janeiro de dois mil e vinte e seis", "2026-01-04"),
        ("es", "4 de enero de 2026", "2026-01-04"),
        ("es", "4 de enero del 2026", "2026-01-04"),
        ("es", "a los 4 días del mes de enero de 2026", "2026-01-04"),
        ("es", "05/ENE/2026", "2026-01-05"),
        ("es", "15 de setiembre de 2025", "2025-09-15"),
        ("es", "cuatro de enero de dos mil veintiséis", "2026-01-04"),
        ("es", "5-XII-2025", "2025-12-05"),
        ("de", "5. März 2026", "2026-03-05"),
        ("nl", "5 mei 2026", "2026-05-05"),
        (None, "2026-01-05", "2026-01-05"),
        (None, "2026/1/5", "2026-01-05"),
        (None, "2026-01-05T10:11:12Z", "2026-01-05"),
        (None, "20260105", "2026-01-05"),
        (None, "31.12.2025.", "2025-12-31"),
        (None, "2026年01月05日", "2026-01-05"),
        (None, "0 5 / 0 1 / 2 0 2 6", "2026-01-05"),
        ("th", "15/08/2569", "2026-08-15"),
    ],
)
def test_reads_the_forms_of_papers(language: str | None, text: str, value: str) -> None:
    assert read(text, language) == value


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "29 de fevereiro de 2026",
        "00/01/2026",
        "12/01/2026/45",
        "01.02.03.04.05",
        "7102.31.00",
        "13/13/2026",
        "176-58261280",
        "RW-1.9641+30.0619-00001",
        "2018 Antwerpen",
        "12/2025",
        "1254.30 ct",
        "",
        "5 January",
        "5 Janeiro 1821",
    ],
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert read(text, "en") is None


def test_ambiguous_dates_keep_both_readings_and_follow_language_and_house_order() -> None:
    english = parse(ValueKind.DATE, "05/01/2026", Context(language="en"))
    french = parse(ValueKind.DATE, "05/01/2026", Context(language="fr"))
    american = parse(ValueKind.DATE, "05/01/2026", Context(language="en", day_first=False))
    assert english is not None
    assert french is not None
    assert american is not None
    assert (english.value, french.value, american.value) == ("2026-01-05", "2026-01-05", "2026-05-01")
    assert [o.value for o in english.others] == ["2026-05-01"]
    assert [o.value for o in american.others] == ["2026-01-05"]
    assert english.score < french.score < 1
    assert (french.rule, american.rule) == ("day-first", "month-first")


def test_a_date_that_can_be_read_one_way_only_is_sure() -> None:
    for text in ("25/01/2026", "01/25/2026", "05/05/2026"):
        parsed = parse(ValueKind.DATE, text, Context(language="en"))
        assert parsed is not None
        assert parsed.others == ()
        assert parsed.score >= 0.95


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "5 Janvler 2026", "2026-01-05"),
        ("en", "28 Januarv 2026", "2026-01-28"),
        ("en", "Febnary 3, 2026", "2026-02-03"),
        ("es", "23 de jul1o de 2026", "2026-07-23"),
        ("fr", "0S/01/2026", "2026-01-05"),
        (None, "2O26-O1-05", "2026-01-05"),
        ("en", "28 Jan uary 2026", "2026-01-28"),
        ("en", "2 8 January 2026", "2026-01-28"),
        ("en", "28 January 20 26", "2026-01-28"),
        ("en", "05 | 01 | 2026", "2026-01-05"),
        ("en", "WB 204/09N0V2026", "2026-11-09"),
        ("en", "1B-AUG-Z026", "2026-08-18"),
    ],
)
def test_damaged_dates_are_read_with_less_score(language: str | None, text: str, value: str) -> None:
    parsed = parse(ValueKind.DATE, text, Context(language=language))
    assert parsed is not None
    assert parsed.value == value
    assert parsed.score < 0.9


def test_a_month_that_could_be_two_is_not_guessed() -> None:
    assert read("5 jux 2026", "en") is None


def test_finds_all_dates_in_running_text_in_order() -> None:
    text = "Issued on 5 January 2026 at Kigali, valid until 04/04/2026 (90 days); invoice 12/2026 of 2025-12-30."
    found = find(ValueKind.DATE, text, Context(language="en"))
    assert [p.value for p in found] == ["2026-01-05", "2026-04-04", "2025-12-30"]
    assert [text[p.start : p.end] for p in found] == [p.raw for p in found]


def test_a_range_gives_both_its_ends() -> None:
    found = find(ValueKind.DATE, "05/01/2026-04/03/2026", Context(language="fr"))
    assert [p.value for p in found] == ["2026-01-05", "2026-03-04"]


def test_portuguese_october_is_an_english_word() -> None:
    assert read("10 out of 2026 bags", "en") is None
    assert read("10 out 2026", "pt") == "2026-10-10"


@given(
    day=DAYS,
    language=st.sampled_from(["en", "en_GB", "fr", "pt", "pt_PT", "es", "es_MX", "de", "nl"]),
    style=st.sampled_from(["long", "full", "d MMM y", "dd-MMM-yyyy"]),
)
def test_round_trip_of_every_locale_style(day: date, language: str, style: str) -> None:
    assert read(format_date(day, style, locale=language), language[:2]) == day.isoformat()


@given(day=DAYS, pattern=st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%d-%b-%Y", "%B %d, %Y", "%Y.%m.%d"]))
def test_round_trip_of_unambiguous_patterns(day: date, pattern: str) -> None:
    assert read(day.strftime(pattern), "en") == day.isoformat()


@given(day=DAYS, mark=st.sampled_from("/.-"), day_first=st.booleans(), short=st.booleans())
def test_round_trip_of_digits_in_the_house_order(day: date, mark: str, day_first: bool, short: bool) -> None:
    order = ["%d", "%m"] if day_first else ["%m", "%d"]
    text = day.strftime(mark.join([*order, "%y" if short else "%Y"]))
    if (short and day.year < 2000 and day.year >= 1980) or day.year >= 2000:
        assert read(text, "en", day_first) == day.isoformat()


@given(st.text(max_size=60))
def test_any_text_is_an_answer_and_its_place_is_right(text: str) -> None:
    parsed = parse(ValueKind.DATE, text, Context())
    assert parsed is None or (text[parsed.start : parsed.end] == parsed.raw and date.fromisoformat(str(parsed.value)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.º de abril de 2026", "2026-04-01"),
        ("ce troisième jour de mars 2026", "2026-03-03"),
        ("ce cinquième jour du mois de mars 2026", "2026-03-05"),
        ("03.III.26", "2026-03-03"),
        ("a 3 de março de 2569", "2026-03-03"),
        ("03/MAR/26", "2026-03-03"),
        ("Sunday, the 4th of May 2025", "2025-05-04"),
    ],
)
def test_ordinals_romans_and_other_calendars(text: str, value: str) -> None:
    assert read(text) == value


@given(DAYS)
def test_the_day_of_the_week_settles_the_order_of_a_date_of_digits(day: date) -> None:
    for language, order in (
        ("en_GB", "dd/MM/yyyy"),
        ("fr", "dd/MM/yyyy"),
        ("pt_BR", "dd/MM/yyyy"),
        ("es", "MM/dd/yyyy"),
    ):
        text = f"{format_date(day, 'EEEE', locale=language)}, {format_date(day, order, locale=language)}"
        parsed = parse(ValueKind.DATE, text, Context())
        assert parsed is not None, text
        turned = day.replace(month=day.day, day=day.month) if day.day <= 12 else day
        if turned == day or turned.weekday() != day.weekday():
            assert parsed.value == day.isoformat(), text
        assert parsed.score >= 0.9 or turned.weekday() == day.weekday()


def test_a_day_of_the_week_that_does_not_fit_is_a_doubt() -> None:
    wrong = parse(ValueKind.DATE, "lundi 3 mars 2026", Context(language="fr"))
    assert wrong is not None
    assert wrong.value == "2026-03-03"
    assert wrong.score <= 0.6


@pytest.mark.parametrize("text", ["GG 0441/14 SEP 2026", "RS 880 / 14 SEP 2026", "TG 0232/14 sept. 2026"])
def test_a_flight_before_the_day(text: str) -> None:
    parsed = parse(ValueKind.DATE, text, Context(language="en"))
    assert parsed is not None
    assert parsed.value == "2026-09-14"


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "Aug. 6/26", "2026-08-06"),
        ("en", "Aug 6, '26", "2026-08-06"),
        ("en", "Aug 6 26", "2026-08-06"),
        ("en", "sixth day of August two thousand twenty-six", "2026-08-06"),
        ("fr", "L'an deux mille vingt-six, le sixième jour du mois d'août", "2026-08-06"),
        ("fr", "le 6 du mois d'août 2026", "2026-08-06"),
    ],
)
def test_years_of_two_digits_behind_the_day_and_days_of_a_month(language: str, text: str, value: str) -> None:
    assert read(text, language) == value


@pytest.mark.parametrize("text", ["Aug 6, 20 drums", "March 5 20 %", "May 12 26 kg"])
def test_what_is_counted_behind_a_day_is_no_year(text: str) -> None:
    assert read(text, "en") is None


def test_three_pairs_that_begin_with_the_year_keep_both_readings() -> None:
    found = parse(ValueKind.DATE, "26.08.06", Context(language="en"))
    assert found is not None
    assert (found.value, [other.value for other in found.others]) == ("2026-08-06", ["2006-08-26"])
    assert found.score < 0.9
    sure = parse(ValueKind.DATE, "26.08.06", Context(language="en", day_first=True))
    assert sure is not None
    assert sure.value == "2006-08-26"
    assert read("26.08.24", "en") == "2024-08-26"  # a year of today needs no other order
    assert read("26.08.00", "en") == "2000-08-26"


@given(day=st.dates(date(2016, 1, 1), date(2079, 12, 31)).filter(lambda day: day.day <= 15))
def test_what_begins_with_its_year_is_among_the_readings(day: date) -> None:
    found = parse(ValueKind.DATE, f"{day:%y.%m.%d}", Context(language="en"))
    assert found is not None
    assert day.isoformat() in (found.value, *(other.value for other in found.others))


@pytest.mark.parametrize(
    "address",
    [
        "com morada em Avenida 4 de Fevereiro, 59, Luanda",
        "Rua 1.º de Maio 1975, Beira",
        "Calle 25 de Mayo, 87, Oruro",
        "12, rue du 8 mai, 45 000 Conakry",
        "Av. 9 de Octubre 2026, Guayaquil",
    ],
)
def test_a_street_called_after_a_day_is_no_date(address: str) -> None:
    assert not find(ValueKind.DATE, address, Context())


def test_a_day_behind_a_street_is_one() -> None:
    (told,) = find(ValueKind.DATE, "Avenida 4 de Fevereiro, Luanda, 7 de maio de 2027", Context())
    assert str(told.value) == "2027-05-07"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("(MM/DD/YYYY) 03/09/2026", "2026-03-09"),
        ("(DD/MM/YYYY) 03/09/2026", "2026-09-03"),
        ("03/09/2026 (M/D/Y)", "2026-03-09"),
        ("03/09/2026 (month/day/year)", "2026-03-09"),
        ("(jj/mm/aaaa) 03/09/2026", "2026-09-03"),
        ("(dd-mm-aa) 03-09-26", "2026-09-03"),
        ("(día/mes/año) 03/09/2026", "2026-09-03"),
    ],
)
def test_an_order_printed_beside_a_date_settles_it(text: str, day: str) -> None:
    parsed = parse(ValueKind.DATE, text, Context(language="en"))
    assert parsed is not None
    assert parsed.value == day
    assert parsed.score > 0.8


@pytest.mark.parametrize(
    "text",
    [
        "29.03.26 10:00",
        "29/03/26 10h30",
        "day 29 month 03 year 2026",
        "Day 29 / Month 03 / Year 2026",
        "month 03 day 29 year 2026",
        "jour 29 mois 03 année 2026",
        "dia 29 do mês 03 do ano 2026",
        "día 29 mes 03 año 2026",
    ],
)
def test_times_behind_a_date_and_names_before_its_figures(text: str) -> None:
    parsed = parse(ValueKind.DATE, text, Context())
    assert parsed is not None
    assert parsed.value == "2026-03-29"


@pytest.mark.parametrize("text", ["24-04-\n2026", "24-\n04-2026", "24/04/\n2026", "2026-04-\n24", "2026-\n04-24"])
def test_a_date_of_digits_goes_on_in_the_next_line_behind_its_stroke(text: str) -> None:
    assert read(text, day_first=True) == "2026-04-24"


@pytest.mark.parametrize("text", ["24\n04\n2026", "24.\n04.\n2026"])
def test_numbers_one_under_another_are_no_date(text: str) -> None:
    assert not find(ValueKind.DATE, text, Context())
