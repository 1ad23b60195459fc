"""The commodity in four languages, from chemistry and HS codes; conjunctions and tax numbers are no metals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.values import Context, Parsed, find, parse
from extract.values.minerals import common_mineral, kinds_of, mineral_of_hs


def parsed(text: str, language: str = "en") -> Parsed | None:
    return parse(ValueKind.MINERAL, text, Context(language=language))


@pytest.mark.parametrize(
    ("mineral", "language", "texts"),
    [
        (
            "rough diamonds",
            "en",
            "Rough diamonds +10.8 ct|Diamonds, rough|ROUGH DIAMONDS|Diamonds, non-industrial, "
            "unworked or simply sawn, cleaved or bruted|"
            "natural uncut diamonds",
        ),
        ("rough diamonds", "fr", "Diamants bruts 4 gr down|diamant brut|Diamants naturels non montés, bruts"),
        ("rough diamonds", "pt", "Diamantes em bruto|diamantes brutos"),
        ("rough diamonds", "es", "Diamantes en bruto|diamantes sin tallar"),
        ("polished diamonds", "en", "Cut and polished diamonds|Polished diamonds 0.50 ct"),
        ("polished diamonds", "fr", "Diamants taillés"),
        ("polished diamonds", "pt", "diamantes lapidados"),
        ("cassiterite", "en", "Cassiterite|Tin ore concentrate|tin concentrates, SnO2 62 %|SnO₂"),
        ("cassiterite", "fr", "Minerai de cassitérite|minerai d'étain|Concentré d’étain"),
        ("cassiterite", "pt", "minério de estanho|cassiterita"),
        ("cassiterite", "es", "concentrado de estaño|casiterita"),
        ("coltan", "en", "Coltan|Tantalite concentrate|columbite-tantalite|Ta2O5 32 %|Ta₂O₅"),
        ("coltan", "fr", "colombo-tantalite|minerai de tantale"),
        ("coltan", "es", "concentrado de tantalio"),
        ("wolframite", "en", "Wolframite|tungsten concentrate WO3 65%|scheelite"),
        ("wolframite", "fr", "minerai de tungstène"),
        ("wolframite", "pt", "volframite"),
        ("wolframite", "es", "concentrado de wolframio"),
        ("gold", "en", "Gold doré bars|gold dust|unrefined gold"),
        ("gold", "fr", "Or doré|lingots d'or|Or|or brut"),
        ("gold", "pt", "Ouro em barra|ouro"),
        ("gold", "es", "Oro doré en barras|oro"),
        ("cobalt", "en", "Cobalt hydroxide|Crude cobalt hydroxide (dried)"),
        ("cobalt", "fr", "Hydroxyde de cobalt"),
        ("cobalt", "pt", "cobalto"),
        ("copper", "en", "Copper cathodes grade A|blister copper"),
        ("copper", "fr", "cathodes de cuivre"),
        ("copper", "es", "cobre"),
        ("lithium", "en", "Spodumene concentrate 6 % Li2O|Lepidolite"),
        ("lithium", "fr", "carbonate de lithium"),
        ("lithium", "pt", "espodumena"),
        ("graphite", "en", "Natural flake graphite +895"),
        ("graphite", "fr", "Graphite naturel en paillettes"),
        ("graphite", "es", "grafito natural"),
        ("graphite", "pt", "grafite"),
        ("nickel", "en", "Nickel ore"),
        ("nickel", "pt", "níquel"),
        ("manganese", "en", "manganese ore lumps"),
        ("manganese", "fr", "minerai de manganèse"),
        ("chromite", "en", "chrome ore|chromite concentrate"),
        ("chromite", "es", "cromita"),
        ("rare earths", "en", "rare earth carbonate|monazite"),
        ("rare earths", "fr", "terres rares"),
        ("rare earths", "es", "tierras raras"),
        ("rare earths", "pt", "terras raras"),
        ("tin", "en", "Tin ingots 99.9 %"),
        ("tantalum", "en", "tantalum powder"),
        ("tungsten", "en", "tungsten powder"),
        ("synthetic diamonds", "en", "Laboratory grown diamonds"),
        ("emeralds", "fr", "émeraudes"),
        ("sapphires", "en", "Rough sapphires, blue|Coloured gemstones: sapphire|Rough stones (star sapphire)"),
        ("sapphires", "pt", "Safiras em bruto"),
        ("rubies", "es", "Rubíes en bruto"),
        ("tourmaline", "en", "Chrome tourmaline|Copper-bearing tourmaline|rubellite tourmaline"),
        ("aquamarine", "fr", "Aigues-marines brutes"),
        ("aquamarine", "es", "aguamarina"),
        ("tsavorite", "fr", "Grenat tsavorite"),
        ("garnet", "en", "Rhodolite garnets"),
        ("spinel", "fr", "spinelles rouges"),
        ("amethyst", "pt", "Ametista bruta"),
        ("tanzanite", "pt", "tanzanita"),
        ("coloured gemstones", "en", "Coloured gemstones, rough|Rubies and sapphires|ruby, emerald and topaz|gems"),
        ("coloured gemstones", "fr", "pierres de couleur brutes|pierres fines|saphirs et spinelles"),
        ("coloured gemstones", "pt", "pedras coradas|gemas|água-marinha, turmalina e topázio"),
        ("coloured gemstones", "es", "piedras semipreciosas|gemas en bruto"),
        ("cassiterite", "en", "Sn conc. 68 %|tin conc"),
        ("coltan", "en", "tantalum conc. 31 % Ta2O5|Ta conc."),
        ("zinc", "en", "Zn conc., bulk"),
        ("manganese", "en", "Mn ore, lumpy 44 %|Mn lumps"),
        ("chromite", "fr", "minerai brut de chrome"),
        ("niobium", "pt", "minério de nióbio"),
        ("nickel", "en", "MHP|Mixed hydroxide precipitate (Ni 37 %, Co 3 %)|mixed nickel-cobalt hydroxide"),
        ("lithium", "en", "Li2CO3, battery grade|LiOH.H2O|concentrate SC6"),
        ("copper", "en", "Kupferkonzentrat|copper in cathodes"),
        ("gold", "fr", "or en pépites|or en poudre|le lot 619/26 de Or, d'un poids net de 17 kg"),
        ("tin", "pt", "estanho em lingotes"),
    ],
)
def test_descriptions(mineral: str, language: str, texts: str) -> None:
    for text in texts.split("|"):
        found = parsed(text, language)
        assert found is not None, text
        assert found.value == mineral, text


def test_diamonds_alone_are_neither_rough_nor_polished() -> None:
    found = parsed("Diamonds")
    assert found is not None
    assert found.value == "diamonds"
    assert found.score <= 0.6
    assert {o.value for o in found.others} == {"rough diamonds", "polished diamonds"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("TIN: 123456789", "en"),
        ("Kigali or Goma", "en"),
        ("blanc or noir", "fr"),
        ("household goods", "en"),
        ("", "en"),
        ("or", "en"),
    ],
)
def test_what_is_no_mineral(text: str, language: str) -> None:
    assert parsed(text, language) is None


def test_hs_codes_name_the_commodity() -> None:
    found = parsed("7102.31")
    assert found is not None
    assert found.value == "rough diamonds"
    assert mineral_of_hs("26159000") == "coltan"
    assert mineral_of_hs("710239") == "polished diamonds"
    assert mineral_of_hs("260900") == "cassiterite"
    assert mineral_of_hs("253090") == "lithium"
    assert mineral_of_hs("84") is None


def test_damaged_names() -> None:
    for text, mineral in (
        ("Cassitente", "cassiterite"),
        ("Rough diarnonds", "rough diamonds"),
        ("wolframlte", "wolframite"),
    ):
        found = parsed(text)
        assert found is not None
        assert found.value == mineral
        assert found.score < 0.97


def test_finds_every_commodity_in_order() -> None:
    found = find(ValueKind.MINERAL, "Copper cathodes and cobalt hydroxide", Context(language="en"))
    assert [p.value for p in found] == ["copper", "cobalt"]


def test_two_commodities_lower_the_score_and_are_both_kept() -> None:
    found = parsed("Copper cobalt concentrate")
    assert found is not None
    assert found.score < 0.9
    assert {found.value, *(o.value for o in found.others)} == {"copper", "cobalt"}


@pytest.mark.parametrize(
    ("text", "minerals"), [("Pb-Zn concentrate", {"lead", "zinc"}), ("Cu/Co ore", {"copper", "cobalt"})]
)
def test_elements_joined_before_one_shape_are_both_kept(text: str, minerals: set[str]) -> None:
    found = parsed(text)
    assert found is not None
    assert found.score < 0.9
    assert {found.value, *(o.value for o in found.others)} == minerals


@pytest.mark.parametrize(
    "text", ["Heavy concentrate", "Me ore", "Oslo Trading Co Metal Ltd", "In Granada", "bar or powder"]
)
def test_a_symbol_is_not_taken_for_a_damaged_one_of_another_element(text: str) -> None:
    assert parsed(text) is None


def test_a_mixed_parcel_of_stones_keeps_the_words_that_name_them() -> None:
    found = parsed("Lot of ruby, spinel (rough) and garnet")
    assert found is not None
    assert (found.value, found.raw) == ("coloured gemstones", "ruby, spinel (rough) and garnet")


def test_wider_names() -> None:
    assert kinds_of("tsavorite") == ("garnet", "coloured gemstones")
    assert kinds_of("cassiterite") == ()
    assert common_mineral(["rubies", "coloured gemstones"]) == "rubies"
    assert common_mineral(["garnet", "tsavorite"]) == "tsavorite"
    assert common_mineral(["rubies", "sapphires"]) == "coloured gemstones"
    assert common_mineral(["copper", "cobalt"]) is None
    assert common_mineral(["copper", "rubies"]) is None
    assert common_mineral([]) is None


@given(st.text(max_size=40), st.sampled_from(["en", "fr", "pt", "es"]))
def test_any_text_is_an_answer(text: str, language: str) -> None:
    found = parsed(text, language)
    assert found is None or text[found.start : found.end] == found.raw
