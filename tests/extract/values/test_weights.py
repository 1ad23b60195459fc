"""Weights, carats, grades: units behind, before, in brackets, from the label; folded as the contract wants them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.values import Context, find, parse
from extract.values.units import canonical


def read(
    kind: ValueKind, text: str, language: str | None = "en", unit: str | None = None
) -> tuple[object, str | None] | None:
    parsed = parse(kind, text, Context(language=language, unit=unit))
    return None if parsed is None else (parsed.value, parsed.unit)


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("en", "10,420.9 kg", "10420.9", "kg"),
        ("en", "10,420.90 Kgs.", "10420.90", "kg"),
        ("en", "KG 10,420.9", "10420.9", "kg"),
        ("en", "KG10,420.9", "10420.9", "kg"),
        ("en", "Gross weight (kg): 10,420.9", "10420.9", "kg"),
        ("en", "10,420.9 (kg)", "10420.9", "kg"),
        ("en", "10.421 t", "10.421", "t"),
        ("en", "25 MT", "25", "t"),
        ("en", "25 metric tons", "25", "t"),
        ("en", "25.120 DMT", "25.120", "dmt"),
        ("en", "5,000.00 lbs", "5000.00", "lb"),
        ("en", "400.125 troy oz.", "400.125", "oz t"),
        ("en", "400.125 oz. t.", "400.125", "oz t"),
        ("en", "400.125 fine ounces", "400.125", "oz t"),
        ("en", "13,843.5 gms", "13843.5", "g"),
        ("en", "10420.9 KGM", "10420.9", "kg"),
        ("en", "Weight......1,254.30 ct", "1254.30", "ct"),
        ("en", "21 big bags / 22,761.8 kg", "22761.8", "kg"),
        ("en", "12,34,567.00 gms", "1234567.00", "g"),
        ("fr", "30 700 kg", "30700", "kg"),
        ("fr", "22 761,8 kilogrammes", "22761.8", "kg"),
        ("fr", "25,120 tonnes métriques", "25.120", "t"),
        ("fr", "12,5 onces troy", "12.5", "oz t"),
        ("fr", "836,63 carats", "836.63", "ct"),
        ("pt", "1.295,40 quilates", "1295.40", "ct"),
        ("pt", "10.420,90 quilogramas", "10420.90", "kg"),
        ("pt", "12,5 onças troy", "12.5", "oz t"),
        ("pt", "1.295 ct", "1295", "ct"),
        ("es", "25 toneladas métricas", "25", "t"),
        ("es", "25 T.M.", "25", "t"),
        ("es", "13.843,5 gramos", "13843.5", "g"),
        ("es", "12.5 onzas troy", "12.5", "oz t"),
        ("de", "1'234.50 KG", "1234.50", "kg"),
        ("nl", "1254,30 karaat", "1254.30", "ct"),
    ],
)
def test_reads_weights(language: str, text: str, value: str, unit: str) -> None:
    assert read(ValueKind.WEIGHT, text, language) == (value, unit)


@pytest.mark.parametrize(
    "text",
    ["Truck KBD 412 T / trailer ZC 3301", "Camion n° ABC 512 T", "Placa: XYZ 771 G", "Vehicle reg. RAB 105 T"],
)
def test_number_plates_are_no_weights(text: str) -> None:
    assert not find(ValueKind.WEIGHT, text, Context())


@pytest.mark.parametrize("text", ["Ag 85 g/t; As 0,11 %", "Au 3.2 g / t", "1.250 kg/m3", "teneur 12 g/tonne"])
def test_contents_of_a_ton_are_no_weights(text: str) -> None:
    assert not find(ValueKind.WEIGHT, text, Context())


@pytest.mark.parametrize(
    "text",
    ["Net 412 T", "25 kg / 55 lb net", "12.5 kg/25 bags", "By truck, 25 t", "Truck load: 31.5 t", "Trailer, NET 412 T"],
)
def test_weights_beside_vehicles_are_weights(text: str) -> None:
    assert find(ValueKind.WEIGHT, text, Context())


def test_trailing_zeros_stay_as_printed() -> None:
    assert read(ValueKind.CARATS, "1,254.30 cts") == ("1254.30", "ct")
    assert read(ValueKind.CARATS, "1,254.300 cts") == ("1254.300", "ct")


def test_the_label_names_the_unit_of_a_bare_number() -> None:
    assert read(ValueKind.WEIGHT, "10,420.9", unit="Kgs") == ("10420.9", "kg")
    assert read(ValueKind.CARATS, "836,63", "fr") == ("836.63", "ct")
    assert read(ValueKind.PERCENT, "62.93", unit="%") == ("62.93", "%")


def test_a_bare_number_has_no_unit_of_its_own() -> None:
    parsed = parse(ValueKind.WEIGHT, "10,420.9", Context(language="en"))
    assert parsed is not None
    assert parsed.unit is None
    assert parsed.score < 0.7


def test_a_printed_unit_outweighs_the_label() -> None:
    assert read(ValueKind.WEIGHT, "250.86 g", unit="kg") == ("250.86", "g")


def test_carats_are_not_read_from_another_unit() -> None:
    assert read(ValueKind.CARATS, "2.55 kg") is None
    assert read(ValueKind.CARATS, "1,254.30 ct (250.86 g)") == ("1254.30", "ct")


@pytest.mark.parametrize(
    "text",
    [
        "Rough diamonds 5-10 ct",
        "Rough diamonds +10.8 ct",
        "-11+7",
        "T458543",
        "A102395",
        "12/01/2026 kg",
        "weight unknown",
        "RW-1.9641+30.0619",
    ],
)
def test_sizes_ranges_and_numbers_of_other_things_are_no_weights(text: str) -> None:
    assert find(ValueKind.WEIGHT, text, Context(language="en")) == ()


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("en", "62.93%", "62.93", "%"),
        ("en", "62.93 pct", "62.93", "%"),
        ("en", "SnO2 62.93 % min.", "62.93", "%"),
        ("en", "450 ppm", "450", "ppm"),
        ("en", "12.5 g/t", "12.5", "g/t"),
        ("fr", "62,93 pour cent", "62.93", "%"),
        ("pt", "62,93 por cento", "62.93", "%"),
        ("es", "62,930 por ciento", "62.930", "%"),
        ("en", "937.7‰", "93.77", "%"),
        ("fr", "804,50 ‰", "80.450", "%"),
    ],
)
def test_reads_shares(language: str, text: str, value: str, unit: str) -> None:
    assert read(ValueKind.PERCENT, text, language) == (value, unit)


def test_no_share_is_above_a_hundred_percent_or_a_digit_of_a_formula() -> None:
    assert read(ValueKind.PERCENT, "162.93%") is None
    assert read(ValueKind.PERCENT, "Ta2O5", unit="%") is None
    assert read(ValueKind.PERCENT, "60-65 %") is None


def test_letters_read_for_digits_cost_score() -> None:
    parsed = parse(ValueKind.WEIGHT, "1O,42O.9 kg", Context(language="en"))
    assert parsed is not None
    assert (parsed.value, parsed.unit) == ("10420.9", "kg")
    assert parsed.score < 0.75
    assert parsed.rule.endswith("repaired")
    assert parsed.raw == "1O,42O.9 kg"


def test_finds_each_weight_in_running_text() -> None:
    text = "5 parcels of 1,254.30 cts (250.86 g), gross 3.86 kg, at USD 1,770.27 per ct"
    found = find(ValueKind.WEIGHT, text, Context(language="en"))
    assert [(p.value, p.unit) for p in found] == [("1254.30", "ct"), ("250.86", "g"), ("3.86", "kg")]


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("Kgs.", "kg"),
        ("CTS", "ct"),
        ("M.T.", "t"),
        ("oz tr", "oz t"),
        ("per cent", "%"),
        ("GRM", "g"),
        ("bags", None),
        (None, None),
    ],
)
def test_units_fold_to_the_contract(printed: str | None, unit: str | None) -> None:
    assert canonical(printed) == unit


@given(
    st.decimals(min_value=Decimal("0.01"), max_value=10**7, places=2),
    st.sampled_from(["kg", "Kgs", "ct", "carats", "g", "tonnes", "lb", "troy oz"]),
    st.sampled_from(["", " ", "\u00a0"]),
)
def test_round_trip(amount: Decimal, unit: str, gap: str) -> None:
    parsed = parse(ValueKind.WEIGHT, f"{amount:,.2f}{gap}{unit}", Context(language="en"))
    assert parsed is not None
    assert parsed.value == f"{amount:.2f}"
    assert parsed.unit == canonical(unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Kilogramos: 25,5", "25.5", "kg"),
        ("onces troy 32,15", "32.15", "oz t"),
        ("libras 500", "500", "lb"),
        ("10 long tons", "10", "long t"),
        ("25,5 quintales", "25.5", "quintal"),
    ],
)
def test_units_in_words_before_and_behind(text: str, value: str, unit: str) -> None:
    assert read(ValueKind.WEIGHT, text, None) == (value, unit)


@pytest.mark.parametrize("text", ["price per tonne 1,200.50", "prix par kilogramme 12,50", "precio por libra 12.50"])
def test_the_unit_of_a_price_is_no_weights(text: str) -> None:
    assert find(ValueKind.WEIGHT, text, Context()) == ()


@pytest.mark.parametrize("text", ["KG 7 Ave, Kacyiru, Kigali", "KG 541 ST", "Plot 3, KG 9 Road"])
def test_a_street_of_a_district_called_kg_is_no_weight(text: str) -> None:
    assert find(ValueKind.WEIGHT, text, Context()) == ()
    assert [one.value for one in find(ValueKind.WEIGHT, "KG 7,200.5 net", Context())] == ["7200.5"]


@pytest.mark.parametrize("text", ["25 drums of 250 kg", "25 x 250 kg", "25 fûts de 250 kg", "25 tambores de 250 kg"])
def test_the_weight_of_one_piece_is_doubtful_as_the_whole(text: str) -> None:
    parsed = parse(ValueKind.WEIGHT, text, Context())
    assert parsed is not None
    assert parsed.score <= 0.5
    assert {str(one.value) for one in (parsed, *parsed.others)} >= {"250", "6250"}
    one = parse(ValueKind.WEIGHT, "1 drum of 250 kg", Context())
    assert one is not None
    assert one.score == 1.0


def test_thousands_and_decimals_of_a_paper_in_two_languages_are_a_doubt() -> None:
    french = parse(ValueKind.WEIGHT, "100,240 KG", Context(language="fr"))
    both = parse(ValueKind.WEIGHT, "100,240 KG", Context(language="fr", beside="en"))
    assert french is not None
    assert both is not None
    assert french.value == "100.240"
    assert (both.value, [other.value for other in both.others]) == ("100240", ["100.240"])
    assert both.score < 0.9


def test_two_columns_run_together_are_hardly_a_weight() -> None:
    parsed = parse(ValueKind.WEIGHT, "100 240 100 560", Context(language="fr", unit="kg"))
    assert parsed is None or parsed.score < 0.5


def test_a_round_weight_of_kilograms_is_sure_of_neither_separator() -> None:
    found = parse(ValueKind.WEIGHT, "25.000 KGS", Context(language="en"))
    assert found is not None
    assert found.score < 0.9
    assert {found.value, *(other.value for other in found.others)} == {"25.000", "25000"}


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Kgs. 12.500,-", "12500", "kg"),
        ("20,160 M/T net", "20160", "t"),
        ("60 dmt/wmt", "60", "dmt"),
    ],
)
def test_weights_as_traders_write_them(text: str, value: str, unit: str) -> None:
    found = parse(ValueKind.WEIGHT, text, Context(language="en"))
    assert found is not None
    assert (found.value, found.unit) == (value, unit)


def test_shares_behind_a_dash_and_weights_that_are_none() -> None:
    share = parse(ValueKind.PERCENT, "WO3 - 65.12 wt%", Context(language="en"))
    assert share is not None
    assert (share.value, share.unit) == ("65.12", "%")
    for text in ("22 carat fine", "from 60 - 65 %", "5 kg"):
        assert parse(ValueKind.PERCENT, text, Context(language="en")) is None, text


@pytest.mark.parametrize(
    ("kind", "text", "value", "unit"),
    [
        (ValueKind.WEIGHT, "1,254·30 kg", "1254.30", "kg"),
        (ValueKind.WEIGHT, "12∙5 t", "12.5", "t"),
        (ValueKind.CARATS, "1254·30 ct", "1254.30", "ct"),
        (ValueKind.PERCENT, "65·2 %", "65.2", "%"),
    ],
)
def test_a_raised_point_is_a_decimal_point(kind: ValueKind, text: str, value: str, unit: str) -> None:
    assert read(kind, text) == (value, unit)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1273.09 (one thousand two hundred seventy-three carats 09)", "en"),
        ("1273,09 (mil duzentos e setenta e três quilates 09)", "pt"),
        ("1273,09 (mil doscientos setenta y tres quilates 09)", "es"),
    ],
)
def test_the_hundredths_of_a_number_in_words_are_no_weight(text: str, language: str) -> None:
    assert read(ValueKind.CARATS, text, language) == ("1273.09", "ct")
