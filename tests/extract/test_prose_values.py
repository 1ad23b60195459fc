"""What cues in running text lead to."""

from __future__ import annotations

import pytest

from extract.doctype import ValueKind
from extract.prose_values import reading_after, reading_after_measure, reading_before
from extract.values import Context, Parsed

CONTEXT = Context(language="en")


def after(kind: ValueKind, text: str, cue: str) -> Parsed | None:
    end = text.index(cue) + len(cue)
    return reading_after(kind, text.replace("\n", " "), text, end, len(text), CONTEXT)


def before(kind: ValueKind, text: str, cue: str) -> Parsed | None:
    return reading_before(kind, text.replace("\n", " "), text, text.index(cue), CONTEXT)


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("the goods sold to Perai Smelting Sdn. Bhd. under\ninvoice INV-2686", "sold to", "Perai Smelting Sdn. Bhd."),
        (
            "supplied to Yunhe Tantalum Metals Co., Ltd. and covered by",
            "supplied to",
            "Yunhe Tantalum Metals Co., Ltd.",
        ),
        ("vendues à Keter Rough Jewels Trading Ltd et facturées", "vendues à", "Keter Rough Jewels Trading Ltd"),
        (
            "vendidas a Oker Pulver Advanced Materials\nAG según la factura",
            "vendidas a",
            "Oker Pulver Advanced Materials AG",
        ),
        ("vendidos a Marsa Rough DMCC ao abrigo da fatura", "vendidos a", "Marsa Rough DMCC"),
    ],
)
def test_companies_after_a_cue(text: str, cue: str, name: str) -> None:
    found = after(ValueKind.PARTY, text, cue)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("Kivumu Tin Exporters Ltd declares that the goods", "declares that", "Kivumu Tin Exporters Ltd"),
        ("We, Araçuaí Minerais Mineração S.A., hereby declare that", "declare that", "Araçuaí Minerais Mineração S.A."),
        ("Nosotros, Puna Blanca S.A., declaramos que", "declaramos que", "Puna Blanca S.A."),
        ("The goods left. Nimba Crystal Inc. certifies that", "certifies that", "Nimba Crystal Inc."),
    ],
)
def test_companies_before_a_cue(text: str, cue: str, name: str) -> None:
    found = before(ValueKind.PARTY, text, cue)
    assert found is not None
    assert found.value == name


def test_an_address_in_a_sentence_belongs_to_its_company() -> None:
    text = "autorise la société Bou Tazoult Minerais SA, sise\n151, rue Ibn Sina, Casablanca, Maroc, à exporter"
    found = reading_after(
        ValueKind.PARTY, text.replace("\n", " "), text, text.index("société") + 7, text.index(", à exporter"), CONTEXT
    )
    assert found is not None
    assert "rue Ibn Sina" in found.raw


@pytest.mark.parametrize(
    "text", ["sold to various customers in Asia", "sold to the above company", "sold to 12 customers"]
)
def test_no_company_no_reading(text: str) -> None:
    assert after(ValueKind.PARTY, text, "sold to") is None


def test_an_authority_is_the_run_of_capitals_before_its_verb() -> None:
    text = "powers conferred on it, the Ministry of Mines and Minerals Development hereby grants"
    found = before(ValueKind.AUTHORITY, text, "hereby grants")
    assert found is not None
    assert found.value == "Ministry of Mines and Minerals Development"


def test_an_authority_begins_with_a_capital() -> None:
    assert after(ValueKind.AUTHORITY, "signed on behalf of the company today", "on behalf of") is None


@pytest.mark.parametrize(
    ("kind", "text", "cue", "value"),
    [
        (ValueKind.IDENTIFIER, "under invoice no. INV-2686, dated", "under invoice", "INV-2686"),
        (ValueKind.COUNTRY, "originate in the Republic of Zambia (mine", "originate in", "ZM"),
        (ValueKind.COUNTRY, "extraídas no seguinte país: Angola (mina", "extraídas no", "AO"),
        (ValueKind.COUNTRY, "à destination de Harzmetall GmbH, Allemagne. Délivrée", "à destination de", "DE"),
        (
            ValueKind.SITE,
            "(mine: Gatumba Nord (RW-1.9241+29.6431-00117)).",
            "mine:",
            "Gatumba Nord (RW-1.9241+29.6431-00117)",
        ),
        (ValueKind.TEXT, "10 kg of Gold dore bars, unrefined, originate in Peru", "kg of", "Gold dore bars, unrefined"),
        (ValueKind.DATE, "valable jusqu'au 26 juin 2026.", "valable jusqu'au", "2026-06-26"),
    ],
)
def test_facts_after_a_cue(kind: ValueKind, text: str, cue: str, value: str) -> None:
    found = after(kind, text, cue)
    assert found is not None
    assert found.value == value


def test_a_list_runs_on_while_commas_carry_it() -> None:
    found = after(ValueKind.IDENTIFIERS, "Seals BV709352,\nUL753947\nHS 7108.12", "Seals")
    assert found is not None
    assert found.value == ("BV709352", "UL753947")


def test_a_value_too_far_from_its_cue_is_none_of_its() -> None:
    assert after(ValueKind.IDENTIFIER, "the invoice that we sent you last week was no. INV-1", "invoice") is None


def test_a_count_before_its_things() -> None:
    found = before(ValueKind.COUNT, "packed in 31 steel drums", "steel drums")
    assert found is not None
    assert found.value == 31


def test_words_are_no_counts_before_a_cue() -> None:
    assert before(ValueKind.COUNT, "natureza dos volumes", "volumes") is None


def test_a_mine_before_its_word() -> None:
    found = before(ValueKind.SITE, "extracted at the Gatumba Nord mine in Rwanda", "mine")
    assert found is not None
    assert found.value == "Gatumba Nord"
    assert before(ValueKind.SITE, "Seal numbers TE-470906 Mine tags", "Mine") is None


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("10,420.9 kg of Cassiterite concentrate in steel drums, originate", "Cassiterite concentrate in steel drums"),
        ("649,49 carats de Diamants bruts naturels, ont été", "Diamants bruts naturels"),
        ("(18 029.7 kgs) invoiced to", None),
        ("30 kg of the goods described", None),
    ],
)
def test_goods_behind_their_weight(text: str, goods: str | None) -> None:
    end = next(index + len(unit) for unit in ("kgs", "kg", "carats") if (index := text.find(unit)) >= 0)
    found = reading_after_measure(text, end, CONTEXT)
    assert (found.value if found else None) == goods


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("vendidos por sociedade Pedra Alta, Lda. em", "vendidos por", "Pedra Alta, Lda."),
        (
            "sócio-gerente da Sociedade Mineira do Lapi, Lda., com",
            "sócio-gerente da",
            "Sociedade Mineira do Lapi, Lda.",
        ),
        ("con destino a Suiza, comprador Helvia Affinage SA, por", "con destino a", "Helvia Affinage SA"),
    ],
)
def test_a_company_begins_behind_what_it_is_and_with_its_own_first_word(text: str, cue: str, name: str) -> None:
    found = reading_after(ValueKind.PARTY, text, text, text.index(cue) + len(cue), len(text), Context(language="pt"))
    assert found is not None
    assert found.value == name


def test_a_word_of_denial_ends_no_description() -> None:
    text = "declaramos que os diamantes em bruto não originários da Rússia"
    limit = text.index("originários")
    found = reading_after(ValueKind.TEXT, text, text, text.index(" os"), limit, Context(language="pt"))
    assert found is not None
    assert found.value == "diamantes em bruto"
    text = "declaramos que a remessa não originária da Rússia"
    limit = text.index("originária")
    assert reading_after(ValueKind.TEXT, text, text, text.index(" a "), limit, Context(language="pt")) is None


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        (
            "to export rough diamonds, unsorted and sorted in a quantity not exceeding",
            "rough diamonds, unsorted and sorted",
        ),
        ("to export TIN ORE, WASHED AND DRIED in a quantity of", "TIN ORE, WASHED AND DRIED"),
        ("to export TIN ORE, WASHED, BAGGED subject to the conditions", "TIN ORE, WASHED, BAGGED"),
        ("to export tin ore up to a maximum of", "tin ore"),
        ("to export TIN ORE, BELGIUM being its destination", "TIN ORE"),
        ("to export TIN ORE, KIVU METALS SARL being the seller", "TIN ORE"),
        ("to export TIN ORE, THE EXPORTER BEING BOUND TO DECLARE IT to the office", "TIN ORE"),
        ("to export tin ore, Kivu being where it is mined, to the", "tin ore"),
    ],
)
def test_goods_with_what_qualifies_them_behind_a_comma(text: str, goods: str) -> None:
    found = after(ValueKind.TEXT, text, "to export")
    assert found is not None
    assert found.value == goods


@pytest.mark.parametrize(
    ("text", "cue", "goods"),
    [
        ("à exporter des diamants bruts en quantité maximale de", "à exporter des", "diamants bruts"),
        ("autorizada a exportar diamantes em bruto em quantidade não superior a", "exportar", "diamantes em bruto"),
        ("autorizada a exportar concentrado de cobre en una cantidad de", "exportar", "concentrado de cobre"),
    ],
)
def test_goods_end_before_how_much_of_them(text: str, cue: str, goods: str) -> None:
    found = after(ValueKind.TEXT, text, cue)
    assert found is not None
    assert found.value == goods


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("pour le compte du VENDEUR Kasese Metals Ltd, Kampala", "pour le compte du"),
        ("on behalf of the seller Kasese Metals Ltd, Kampala", "on behalf of"),
        ("por cuenta del proveedor Kasese Metals Ltd, Kampala", "por cuenta del"),
    ],
)
def test_what_a_company_is_in_the_sale_is_no_part_of_its_name(text: str, cue: str) -> None:
    found = after(ValueKind.PARTY, text, cue)
    assert found is not None
    assert found.value == "Kasese Metals Ltd"


@pytest.mark.parametrize(
    ("text", "cue", "goods"),
    [
        (
            "Nous déclarons que les diamants bruts de ce lot n'ont été ni extraits",
            "déclarons que les",
            "diamants bruts",
        ),
        ("importation d'un lot de diamants bruts — déclaration de l'importateur", "un lot de", "diamants bruts"),
        ("We declare that the rough diamonds of this shipment were not mined in", "declare that the", "rough diamonds"),
        ("declaramos que os diamantes em bruto desta remessa não foram", "declaramos que os", "diamantes em bruto"),
        ("declaramos que los diamantes en bruto de este envío no fueron", "declaramos que los", "diamantes en bruto"),
    ],
)
def test_of_which_lot_the_goods_are_is_no_part_of_them(text: str, cue: str, goods: str) -> None:
    found = after(ValueKind.TEXT, text, cue)
    assert found is not None
    assert found.value == goods
