"""Countries: any name or code in four languages, former ones too; look-alikes kept apart; demonyms refused."""

from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from pycountry import countries

from extract.doctype import ValueKind
from extract.values import Context, find, parse
from extract.values.countries import country
from extract.values.country_names import known, longest, names


def read(text: str) -> object:
    parsed = parse(ValueKind.COUNTRY, text, Context(language="en"))
    return None if parsed is None else parsed.value


@pytest.mark.parametrize(
    ("code", "names"),
    [
        (
            "CD",
            "RDC|DRC|D.R. Congo|R.D.C.|République Démocratique du Congo|Democratic Republic of the Congo|"
            "Rép. Dém. du Congo"
            "|Congo, Dem. Rep.|Congo (Kinshasa)|República Democrática do Congo|República Democrática del Congo|"
            "Zaire|Democratic Rep. of Congo",
        ),
        ("CG", "Republic of the Congo|République du Congo|Congo-Brazzaville|República do Congo|Congo (Brazzaville)"),
        ("CF", "Centrafrique|République centrafricaine|Central African Republic|RCA|República Centroafricana"),
        ("CI", "Côte d'Ivoire|Cote d’Ivoire|Ivory Coast|Costa do Marfim|République de Côte d'Ivoire|COTE D IVOIRE"),
        (
            "AE",
            "U.A.E.|UAE|EAU|Émirats arabes unis|Emirados Árabes Unidos|Emiratos Árabes Unidos|"
            "United Arab Emirates|E.A.U.",
        ),
        ("GB", "UK|U.K.|United Kingdom|Royaume-Uni|Reino Unido|Great Britain|Royaume Uni"),
        (
            "US",
            "USA|U.S.A.|United States of America|États-Unis|EE.UU.|EE. UU.|E.U.A.|Estados Unidos|Etats-Unis d'Amérique",
        ),
        (
            "ZA",
            "South Africa|Afrique du Sud|África do Sul|Sudáfrica|RSA|Republic of South Africa|SOUTH AFRICA|SouthAfrica",
        ),
        ("NE", "Niger|République du Niger"),
        ("NG", "Nigeria|Federal Republic of Nigeria"),
        ("GN", "Guinea|Guinée|République de Guinée|Guiné"),
        ("GW", "Guinea-Bissau|Guinée-Bissau"),
        ("GQ", "Equatorial Guinea|Guinée équatoriale|Guinea Ecuatorial"),
        ("PG", "Papua New Guinea"),
        ("DM", "Dominica"),
        ("DO", "Dominican Republic|República Dominicana"),
        ("SD", "Sudan|Soudan"),
        ("SS", "South Sudan|Soudan du Sud|Sudão do Sul"),
        ("KR", "South Korea|Republic of Korea|Korea, Rep. of"),
        ("KP", "North Korea|Democratic People's Republic of Korea"),
        ("NL", "Holland|Netherlands|Pays-Bas|Países Bajos"),
        ("MM", "Burma|Myanmar"),
        ("SZ", "Swaziland|Eswatini"),
        ("CN", "China|P.R. China|PRC|People's Republic of China|Chine"),
        ("TW", "Taiwan|Chinese Taipei|Republic of China"),
        ("BW", "Republic of Botswana|Botswana|BOTSWANA|Botswana (BW)|BW|BWA|: Botswana|Rep. of Botswana"),
        ("LS", "Kingdom of Lesotho|Lesotho|Royaume du Lesotho"),
        ("NA", "Namibia|NA|Namíbia|Republic of Namibia"),
        ("CH", "Suiza|Suisse|Suíça|Schweiz|Switzerland|Suisse / Switzerland"),
        ("DE", "Allemagne|Alemania|Alemanha|Deutschland"),
        ("PE", "Perú|PERU|Pérou|República del Perú"),
        ("RU", "Russian Federation|Fédération de Russie|Russia|Rusia"),
        ("EU", "European Union|Union européenne|União Europeia|Unión Europea|EU"),
        ("BE", "BE - Belgium|Belgique|België|Belgium / European Union"),
        ("SL", "Sierra Leone|Serra Leoa|Sierra Leona"),
        ("TZ", "United Republic of Tanzania|Tanzanie"),
        ("TR", "Türkiye|Turkey"),
        ("MZ", "Moçambique|Republica de Mocambique|Mozambique (Cabo Delgado)"),
        ("RW", "Rwanda, Kigali|REPUBLIC OF RWANDA|Ruanda"),
    ],
)
def test_names_of_papers(code: str, names: str) -> None:
    for name in names.split("|"):
        assert read(name) == code, name


@pytest.mark.parametrize(
    "text",
    [
        "mixed",
        "Mixed origin",
        "MIXTE",
        "***",
        "* * *",
        "various countries",
        "Origin: mixed",
        "diversos",
        "origine mixte",
    ],
)
def test_mixed_origin(text: str) -> None:
    assert read(text) == "mixed"


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Botswana / Namibia", ("BW", "NA")),
        ("Angola, Namibia and South Africa", ("AO", "NA", "ZA")),
        ("Angola (AO), Namibia (NA)", ("AO", "NA")),
        ("60% Angola, 40% Namibia", ("AO", "NA")),
        ("Botswana et Namibie", ("BW", "NA")),
        ("Angola e Namíbia", ("AO", "NA")),
        ("Perú y Bolivia", ("PE", "BO")),
        ("AO, NA, ZA", ("AO", "NA", "ZA")),
        ("Botswana\nCanada", ("BW", "CA")),
    ],
)
def test_several_countries_are_a_list(text: str, listed: tuple[str, ...]) -> None:
    assert read(text) == listed


@pytest.mark.parametrize(
    "text",
    [
        "Angolan",
        "Chino",
        "South African",
        "Belgian",
        "Peruvian",
        "N/A",
        "Unknown",
        "Mail",
        "",
        "no",
        "in",
        "is",
        "us",
        "New Jersey",
        "New South Wales",
    ],
)
def test_what_is_no_country(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Belgiurn", "BE"),
        ("Bostwana", "BW"),
        ("Narnibia", "NA"),
        ("lndia", "IN"),
        ("Lesoth0", "LS"),
        ("Tanzanla", "TZ"),
        ("Central African Republlc", "CF"),
        ("Cóte d'lvoire", "CI"),
        ("Émirats arabes unls", "AE"),
        ("Dem0cratic Republic of the Congo", "CD"),
        ("Republique Democratique du C0ngo", "CD"),
        ("Equatoriai Guinea", "GQ"),
        ("S0uth Sudan", "SS"),
    ],
)
def test_damaged_names(text: str, code: str) -> None:
    parsed = parse(ValueKind.COUNTRY, text, Context())
    assert parsed is not None
    assert parsed.value == code
    assert parsed.score < 1


def test_a_damaged_name_as_near_to_two_countries_is_doubted() -> None:
    parsed = parse(ValueKind.COUNTRY, "Xambia", Context())
    assert parsed is not None
    assert parsed.score < 0.5
    assert {parsed.value, *(o.value for o in parsed.others)} >= {"ZM", "GM"}


def test_congo_alone_could_be_either() -> None:
    parsed = parse(ValueKind.COUNTRY, "Congo", Context())
    assert parsed is not None
    assert parsed.value == "CG"
    assert parsed.score <= 0.6
    assert [o.value for o in parsed.others] == ["CD"]
    assert read("Av. Lumumba 12, Kinshasa, Congo") == "CD"
    assert read("Brazzaville, Congo") == "CG"


def test_the_country_of_an_address_is_found_last() -> None:
    text = "31 Kingsway, Maseru 102, Lesotho"
    found = find(ValueKind.COUNTRY, text, Context())
    assert [(p.value, text[p.start : p.end]) for p in found] == [("LS", "Lesotho")]
    assert read("Peachtree St, Atlanta, Georgia, USA") == "US"


def test_country_alone_answers_exactly() -> None:
    assert country("Botswana") == "BW"
    assert country("bw") == "BW"
    assert country("Congo") is None
    assert country("New Jersey") is None
    assert country("Atlantis") is None


@given(st.sampled_from(sorted(c.alpha_2 for c in countries)), st.sampled_from(["en", "fr", "pt", "es"]), st.booleans())
def test_every_country_by_its_name_in_every_language(code: str, language: str, shout: bool) -> None:
    name = str(Locale.parse(language).territories[code])
    parsed = parse(ValueKind.COUNTRY, name.upper() if shout else name, Context(language=language))
    assert parsed is not None
    assert code in {parsed.value, *(o.value for o in parsed.others)}


@given(st.text(max_size=40))
def test_any_text_is_an_answer(text: str) -> None:
    parsed = parse(ValueKind.COUNTRY, text, Context())
    assert parsed is None or text[parsed.start : parsed.end] == parsed.raw


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Spanish Guinea", "GQ"),
        ("French Sudan", "ML"),
        ("D.R. of Congo", "CD"),
        ("Persia", "IR"),
        ("Trucial States", "AE"),
        ("New Hebrides", "VU"),
        ("Nyasaland", "MW"),
        ("Écosse", "GB"),
        ("UE", "EU"),
        ("Papouasie-Nouvelle-Guinée", "PG"),
        ("New Guinea", "PG"),
        ("Congo français", "CG"),
        ("Congo belge", "CD"),
        ("Haute-Volta", "BF"),
    ],
)
def test_former_names_that_hold_another_countrys_name(name: str, code: str) -> None:
    assert read(name) == code


_PIECES = st.one_of(
    st.sampled_from(sorted(names())),
    st.sampled_from(
        (
            "the republic of",
            "republique du",
            "rep",
            "dem rep",
            "st",
            "u s a",
            "d r c",
            "people s democratic republic of",
        )
    ),
    st.text("abcdeilnorstuvz", min_size=1, max_size=9),
)


@given(st.lists(_PIECES, min_size=1, max_size=4))
def test_no_name_is_longer_than_what_its_first_words_promise(pieces: list[str]) -> None:
    words = tuple(" ".join(pieces).split(" "))
    for count in range(1, len(words) + 1):
        if known(words[:count]) is not None:
            assert longest(words) >= count
    assert longest(words) <= len(words)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ireland, Northern", "GB"),
        ("Sudan (South)", "SS"),
        ("Soudan (Sud)", "SS"),
        ("Korea (North)", "KP"),
        ("Guinea (Equatorial)", "GQ"),
        ("Samoa (American)", "AS"),
        ("Congo (D.R.)", "CD"),
        ("China, Taiwan", ("CN", "TW")),
        ("Korea, South Africa", ("KR", "ZA")),
        ("Sudan (Khartoum)", "SD"),
    ],
)
def test_the_rest_of_a_name_behind_it(name: str, code: object) -> None:
    parsed = parse(ValueKind.COUNTRY, name, Context())
    assert parsed is not None
    assert parsed.value == code


@pytest.mark.parametrize(
    "name", ["U.S.S.R.", "USSR", "Soviet Union", "Netherlands Antilles", "Antilles néerlandaises", "U.S.X."]
)
def test_what_no_country_of_today_is(name: str) -> None:
    assert parse(ValueKind.COUNTRY, name, Context()) is None
