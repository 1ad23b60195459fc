"""Party blocks: names with every legal form and wrapping, addresses without contact details, their countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.values import Context, parse, split_party


def split(*lines: str) -> tuple[str, str | None, str | None] | None:
    block = split_party(lines, Context(language="en"))
    return None if block is None else (block.name, block.address, block.country)


@pytest.mark.parametrize(
    ("line", "name", "address", "country"),
    [
        (
            "Kivumu Tin Exporters Ltd, KK 15 Ave 4, Kigali, Rwanda",
            "Kivumu Tin Exporters Ltd",
            "KK 15 Ave 4, Kigali, Rwanda",
            "RW",
        ),
        (
            "De Ridder & Zonen BV, Rijfstraat 7, 2018 Antwerpen, Belgium",
            "De Ridder & Zonen BV",
            "Rijfstraat 7, 2018 Antwerpen, Belgium",
            "BE",
        ),
        (
            "Catoca Norte Pedras, Lda, Rua Rainha Ginga 41, Luanda, Angola",
            "Catoca Norte Pedras, Lda",
            "Rua Rainha Ginga 41, Luanda, Angola",
            "AO",
        ),
        (
            "Minera del Norte, S.A. de C.V., Av. Reforma 222, CDMX, México",
            "Minera del Norte, S.A. de C.V.",
            "Av. Reforma 222, CDMX, México",
            "MX",
        ),
        ("Foo Gems (Pty) Ltd", "Foo Gems (Pty) Ltd", None, None),
        (
            "Kempen Stones NV Vestingstraat 55 2018 Antwerpen Belgium",
            "Kempen Stones NV",
            "Vestingstraat 55 2018 Antwerpen Belgium",
            "BE",
        ),
        (
            "Juragold Raffinerie AG Bahnhofweg 3, 2502 Biel, Switzerland",
            "Juragold Raffinerie AG",
            "Bahnhofweg 3, 2502 Biel, Switzerland",
            "CH",
        ),
        (
            "Juragold Raffinerie AG · Bahnhofweg 3 · 2502 Biel · Switzerland",
            "Juragold Raffinerie AG",
            "Bahnhofweg 3, 2502 Biel, Switzerland",
            "CH",
        ),
        (
            "Graphite du Betsimisaraka SARL - Rue Joffre 14 - Toamasina",
            "Graphite du Betsimisaraka SARL",
            "Rue Joffre 14 - Toamasina",
            None,
        ),
        ("Jean-Pierre Mukendi, Av. Lumumba 12, Goma, RDC", "Jean-Pierre Mukendi", "Av. Lumumba 12, Goma, RDC", "CD"),
        (
            "PT Timah Tbk, Jl. Sudirman 51, Pangkalpinang, Indonesia",
            "PT Timah Tbk",
            "Jl. Sudirman 51, Pangkalpinang, Indonesia",
            "ID",
        ),
        (
            "M/s Rough Gems Pvt. Ltd., 501 Diamond Tower, Surat 395006, India",
            "Rough Gems Pvt. Ltd.",
            "501 Diamond Tower, Surat 395006, India",
            "IN",
        ),
        (
            "Exporter: Nimba Crystal Incorporated, 88 Randall Street, Monrovia, Liberia",
            "Nimba Crystal Incorporated",
            "88 Randall Street, Monrovia, Liberia",
            "LR",
        ),
        ("Oro Cotahuasi S.A.C. RUC: 20512345678", "Oro Cotahuasi S.A.C.", None, None),
        ("Bandama Gemmes SA au capital de 10.000.000 FCFA", "Bandama Gemmes SA", None, None),
        ("Maria da Silva", "Maria da Silva", None, None),
    ],
)
def test_one_line(line: str, name: str, address: str | None, country: str | None) -> None:
    assert split(line) == (name, address, country)


@pytest.mark.parametrize(
    ("lines", "name", "address", "country"),
    [
        (
            ("Khubelu Kimberlite Sales (Pty) Ltd", "31 Kingsway", "Maseru 102", "Lesotho", "Tel: +266 2231 2345"),
            "Khubelu Kimberlite Sales (Pty) Ltd",
            "31 Kingsway, Maseru 102, Lesotho",
            "LS",
        ),
        (
            ("Compagnie Minière et Industrielle des", "Grands Lacs SARL", "12, av. Lumumba", "Goma, RDC"),
            "Compagnie Minière et Industrielle des Grands Lacs SARL",
            "12, av. Lumumba, Goma, RDC",
            "CD",
        ),
        (("Catoca Norte Pedras,", "Lda", "Luanda"), "Catoca Norte Pedras, Lda", "Luanda", None),
        (
            ("Name: Nimba Crystal Inc.", "Address: 88 Randall Street, Monrovia, Liberia", "E-mail: info@nimba.example"),
            "Nimba Crystal Inc.",
            "88 Randall Street, Monrovia, Liberia",
            "LR",
        ),
        (
            ("Jean-Pierre Mukendi", "Av. Lumumba 12", "Goma", "République Démocratique du Congo"),
            "Jean-Pierre Mukendi",
            "Av. Lumumba 12, Goma, République Démocratique du Congo",
            "CD",
        ),
        (
            ("Liwa Dune Stones", "c/o Brinks Global Services DMCC", "Dubai UAE"),
            "Liwa Dune Stones",
            "Dubai UAE",
            "AE",
        ),
        (
            (
                "SHENZHEN HUA GRAPHITE CO., LTD.",
                "NO. 5 XINXING ROAD, SHENZHEN, CHINA",
                "TEL 86 755 1234 FAX 86 755 1235",
            ),
            "SHENZHEN HUA GRAPHITE CO., LTD.",
            "NO. 5 XINXING ROAD, SHENZHEN, CHINA",
            "CN",
        ),
        (
            ("Zuiderdok Rough BV", "Lange Herentalsestraat 70", "B-2018 Antwerpen", "BTW BE 0123.456.789"),
            "Zuiderdok Rough BV",
            "Lange Herentalsestraat 70, B-2018 Antwerpen",
            "BE",
        ),
        (
            ("Mr. John Mwale", "Foo Mining Ltd", "Plot 5, Lusaka", "Zambia"),
            "Foo Mining Ltd",
            "Plot 5, Lusaka, Zambia",
            "ZM",
        ),
        (
            ("Perai Smelting Sdn. Bhd.", "5 Jalan Maju, 13600 Perai", "Attn: Ms Lim", "Malaysia"),
            "Perai Smelting Sdn. Bhd.",
            "5 Jalan Maju, 13600 Perai, Malaysia",
            "MY",
        ),
        (
            ("Karas Trading CC", "CC-7041, Tower C", "Windhoek", "Namibia"),
            "Karas Trading CC",
            "CC-7041, Tower C, Windhoek, Namibia",
            "NA",
        ),
        (
            ("Coopérative Minière de Kalimbi", "Nyabibwe, Sud-Kivu", "RDC"),
            "Coopérative Minière de Kalimbi",
            "Nyabibwe, Sud-Kivu, RDC",
            "CD",
        ),
        (
            ("", "  Foo Gems DMCC  ", "", "Almas Tower, Dubai", "U.A.E."),
            "Foo Gems DMCC",
            "Almas Tower, Dubai, U.A.E.",
            "AE",
        ),
    ],
)
def test_blocks(lines: tuple[str, ...], name: str, address: str | None, country: str | None) -> None:
    assert split(*lines) == (name, address, country)


@pytest.mark.parametrize(
    ("lines", "name", "country"),
    [
        (("1. Exporter (name, address, country)", "Foo Ltd", "12 Main St", "Kigali, Rwanda"), "Foo Ltd", "RW"),
        (("Consignee", "Bar GmbH", "Hauptstr. 5", "80331 München", "Germany"), "Bar GmbH", "DE"),
        (("Alrosa (PJSC)", "6 Lenin St", "Russia"), "Alrosa (PJSC)", "RU"),
        (("Kim & Sons Diamonds Bvba, Hoveniersstraat 53, B-2018 Antwerp",), "Kim & Sons Diamonds Bvba", "BE"),
        (("Trovicor Pty Ltd t/a Diamond X", "Suite 5", "South Africa"), "Trovicor Pty Ltd t/a Diamond X", "ZA"),
        (("Umicore N.V./S.A.", "Broekstraat 31", "B-1000 Brussels"), "Umicore N.V./S.A.", "BE"),
        (("Córrego Mineração S.A.", "Nova Lima, MG"), "Córrego Mineração S.A.", None),
        (("Quartz Reef Inc.", "5 Ridge Rd, Sacramento, CA"), "Quartz Reef Inc.", None),
        (("Foo Gems Ltd", "5 Main Road, Gaborone, BW"), "Foo Gems Ltd", "BW"),
    ],
)
def test_names_and_countries(lines: tuple[str, ...], name: str, country: str | None) -> None:
    block = split_party(lines, Context())
    assert block is not None
    assert (block.name, block.country) == (name, country)


@pytest.mark.parametrize(
    "lines",
    [(), ("",), ("12345",), ("12 Main Street",), ("P.O. Box 123",), ("Address: 12 Main Street",), ("Tel: +266 2231",)],
)
def test_no_name_no_party(lines: tuple[str, ...]) -> None:
    assert split(*lines) is None


def test_lines_and_places_are_told() -> None:
    lines = ("Compagnie Minière des", "Grands Lacs SARL, 12 av. Lumumba", "Goma, RDC")
    block = split_party(lines, Context(language="fr"))
    assert block is not None
    assert (block.name_lines, block.address_lines) == (2, 2)
    joined = "\n".join(lines)
    assert joined[slice(*block.name_span)] == "Compagnie Minière des\nGrands Lacs SARL"
    assert block.address_span is not None
    assert joined[slice(*block.address_span)].strip(" ,") == "12 av. Lumumba\nGoma, RDC"


def test_parse_gives_the_name() -> None:
    parsed = parse(ValueKind.PARTY, "Foo Gems Ltd\n5 Main Street", Context())
    assert parsed is not None
    assert (parsed.value, parsed.raw) == ("Foo Gems Ltd", "Foo Gems Ltd")


FORMS = (
    "Ltd|Limited|(Pty) Ltd|(Pty) Limited|Pty Ltd|SA|S.A.|SARL|S.A.R.L.|S.A.C.|BV|B.V.|NV|N.V.|"
    "GmbH|AG|DMCC|FZE|FZCO|LLC|L.L.C.|Lda|Lda.|Ltda|S.A. de C.V.|SA de CV|Sdn Bhd|Sdn. Bhd.|"
    "Pte Ltd|Pte. Ltd.|Inc|Inc.|Corp.|plc|PLC|SpA|S.p.A.|Oy|AB|Co., Ltd.|Co. Ltd|& Co|SPRL|SAS|"
    "GIE|E.I.R.L."
)


@given(
    st.sampled_from(["Kivumu Tin", "De Ridder & Zonen", "Oro del Sur", "Société Minière du Lac", "ABC Mining"]),
    st.sampled_from(FORMS.split("|")),
    st.sampled_from([" ", ", "]),
    st.sampled_from(
        ["12 Main Street, Kigali, Rwanda", "Rua Nova 5, Luanda, Angola", "Rijfstraat 7, 2018 Antwerpen, Belgium"]
    ),
    st.booleans(),
)
def test_every_legal_form_ends_the_name(name: str, form: str, joint: str, address: str, one_line: bool) -> None:
    full = f"{name}{joint}{form}"
    lines = [f"{full}, {address}"] if one_line else [full, *address.split(", ")]
    block = split_party(lines, Context())
    assert block is not None
    assert (block.name, block.address) == (full, address)


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_lines_are_an_answer(lines: list[str]) -> None:
    block = split_party(lines, Context())
    assert block is None or block.name.strip()


@pytest.mark.parametrize(
    ("block", "name", "address"),
    [
        ("TO ORDER OF BANQUE DU NORD\nRue de la Loi 1, Brussels", "BANQUE DU NORD", "Rue de la Loi 1, Brussels"),
        ("To the order of: Bank plc, 20 Gresham Street, London", "Bank plc", "20 Gresham Street, London"),
        ("À ordem do Banco do Sul\nSão Paulo", "Banco do Sul", "São Paulo"),
        ("a la orden de Banco Sur\nMadrid", "Banco Sur", "Madrid"),
        (
            "Diamonds NV c/o Carrier Belgium\nHoveniersstraat 30\n2018 Antwerpen",
            "Diamonds NV",
            "Hoveniersstraat 30, 2018 Antwerpen",
        ),
        ("Diamonds NV\nc/o Carrier\nHoveniersstraat 30", "Diamonds NV", "Hoveniersstraat 30"),
        ("Smith & Sons\nOn behalf of XYZ Corp\n12 High Street", "Smith & Sons", "12 High Street"),
        (
            "Smelting Corporation Berhad (43072-A)\nLot 6, Jalan Perigi",
            "Smelting Corporation Berhad",
            "Lot 6, Jalan Perigi",
        ),
        ("Minerales S.A.C.\nJr. Ancash 123, Lima\nTelf. (01) 427-1234", "Minerales S.A.C.", "Jr. Ancash 123, Lima"),
    ],
)
def test_whom_it_is_sent_care_of_or_to_the_order_of_is_no_part_of_it(block: str, name: str, address: str) -> None:
    found = split(*block.split("\n"))
    assert found is not None
    assert found[:2] == (name, address)


@pytest.mark.parametrize(
    "text", ["To order", "A L'ORDRE", "Same as consignee", "Consignee: same as buyer", "idem", "au porteur"]
)
def test_what_stands_for_a_party_and_names_none_is_no_value(text: str) -> None:
    assert split(text) is None


@pytest.mark.parametrize(
    "lines",
    [
        ("Harbour Metals Ltd", "Address", "12 Dock Road", "Lagos, Nigeria"),
        ("Harbour Metals Ltd", "Адрес / Address", "12 Dock Road", "Lagos, Nigeria", "TIN", "1433027118"),
        ("Harbour Metals Ltd", "12 Dock Road", "Lagos, Nigeria", "GSTIN", "24AAKCS7714Q1ZP"),
        ("Harbour Metals Ltd", "12 Dock Road", "Lagos, Nigeria", "Consignee or order", "Lausitz GmbH", "Spremberg"),
        ("Harbour Metals Ltd", "Adresse de l'exportateur", "12 Dock Road", "Lagos, Nigeria"),
    ],
)
def test_labels_within_a_block_are_no_address_and_another_party_ends_it(lines: tuple[str, ...]) -> None:
    block = split_party(lines, Context(language="en"))
    assert block is not None
    assert block.name == "Harbour Metals Ltd"
    assert block.address == "12 Dock Road, Lagos, Nigeria"


@pytest.mark.parametrize(
    ("block", "address"),
    [
        ("Bandama S.A.\nBoulevard de Vridi, Abidjan, Côte d'Ivoire\nCC 1904417 X – RCCM CI-ABJ-2018-B-20714", None),
        ("Bandama S.A.\nBoulevard de Vridi, Abidjan, Côte d'Ivoire\nResponsable inscripto", None),
        ("Bandama S.A., Boulevard de Vridi, Abidjan, Côte d'Ivoire, Fact. n° F-2026/0188", None),
        ("Bandama S.A., Boulevard de Vridi, Abidjan, Côte d'Ivoire, lote RL-2608-B", None),
        ("Bandama S.A.\nAchat – Vente – Exportation d'or\nBoulevard de Vridi, Abidjan, Côte d'Ivoire", None),
        ("Bandama S.A.\nAvenue de France 12\nAbidjan", "Avenue de France 12, Abidjan"),
        ("Bandama S.A.\nAv. de Panamá 3418, Of. 902, Lima, Perú", "Av. de Panamá 3418, Of. 902, Lima, Perú"),
        ("Kilo Gems Ltd\n1 Jurong Road\nSingapore\n629290", "1 Jurong Road, Singapore, 629290"),
        ("Kilo Gems DMCC\nAlmas Tower, Dubai, UAE\nP.O. Box 48800", "Almas Tower, Dubai, UAE, P.O. Box 48800"),
    ],
)
def test_an_address_ends_with_its_country(block: str, address: str | None) -> None:
    told = split(*block.split("\n"))
    assert told is not None
    assert told[1] == (address or "Boulevard de Vridi, Abidjan, Côte d'Ivoire")


@pytest.mark.parametrize(
    "text",
    [
        "I, the undersigned, declare that the above details\nare correct, that all the\ngoods are produced in ZAMBIA",
        "Nous déclarons que la cassitérite livrée sous notre facture F-12, soit\n20 480,0 kg nets",
        "El que suscribe declara que las mercancías arriba designadas",
    ],
)
def test_a_sentence_that_declares_is_no_name(text: str) -> None:
    assert split_party(text.split("\n"), Context()) is None


@pytest.mark.parametrize(
    ("lines", "name", "address"),
    [
        (['Kanyosha Or S.A. ("the Supplier"), 4 Hill Road, Gitega'], "Kanyosha Or S.A.", "4 Hill Road, Gitega"),
        (["Sesigo Gems Ltd (hereinafter the Buyer), 4 Hill Road, Maseru"], "Sesigo Gems Ltd", "4 Hill Road, Maseru"),
        (["Chemin SA (ex Vallon SA), 3 rue du Port, Genève"], "Chemin SA (ex Vallon SA)", "3 rue du Port, Genève"),
        (["K00173", "BRIGHT BAY METALS LTD", "Unit 4, Dock Road"], "BRIGHT BAY METALS LTD", "Unit 4, Dock Road"),
        (["K00173 BRIGHT BAY METALS LTD, Unit 4, Dock Road"], "BRIGHT BAY METALS LTD", "Unit 4, Dock Road"),
        (
            ["Dijkgraaf BV, Lange straat 19, 2018 Antwerpen, and to the Trade Office, Antwerp"],
            "Dijkgraaf BV",
            "Lange straat 19, 2018 Antwerpen",
        ),
        (
            ["Lac Minéraux SARL, 12, avenue du Port, Goma, l'autorisation d'exporter"],
            "Lac Minéraux SARL",
            "12, avenue du Port, Goma",
        ),
    ],
)
def test_what_stands_around_a_name_and_its_address_is_none_of_them(lines: list[str], name: str, address: str) -> None:
    block = split_party(lines, Context())
    assert block is not None
    assert (block.name, block.address) == (name, address)


@pytest.mark.parametrize(
    "line",
    [
        "Registered address......................: 8 Hill Road, Kyela, Tanzania",
        "Adresse complète ............. 8 Hill Road, Kyela, Tanzania",
        "Morada · · · · · · : 8 Hill Road, Kyela, Tanzania",
        "Domicilio … 8 Hill Road, Kyela, Tanzania",
        "Address . . . . . . . . . . : 8 Hill Road, Kyela, Tanzania",
        "Seller's address ________ 8 Hill Road, Kyela, Tanzania",
    ],
)
def test_the_label_of_an_address_leads_to_it_over_dots(line: str) -> None:
    block = split_party(["Kelo Metals Ltd", line], Context())
    assert block is not None
    assert (block.name, block.address) == ("Kelo Metals Ltd", "8 Hill Road, Kyela, Tanzania")


@pytest.mark.parametrize(
    ("behind", "address"),
    [
        (" (Co. No. 12345-X)", "Lot 6, Jalan Perigi"),
        (" (Company No. 12345-X)", "Lot 6, Jalan Perigi"),
        (" (Reg. No. 123456)", "Lot 6, Jalan Perigi"),
        (" / Perak Agent Ltd", "Lot 6, Jalan Perigi"),
        (" / Perak Agent Ltd, Unit 4", "Unit 4, Lot 6, Jalan Perigi"),
    ],
)
def test_a_register_number_or_a_second_company_behind_the_name_is_no_address(behind: str, address: str) -> None:
    assert split(f"Smelting Sdn. Bhd.{behind}", "Lot 6, Jalan Perigi") == ("Smelting Sdn. Bhd.", address, None)


def test_one_of_two_companies_is_less_sure() -> None:
    one, two = (split_party([line], Context()) for line in ("Smelting Sdn Bhd", "Smelting Sdn Bhd / Perak Agent Ltd"))
    assert one is not None
    assert two is not None
    assert two.score < 0.8 < one.score


@pytest.mark.parametrize(
    "line",
    [
        "Correspondiente al lote CC-042, origen Bolivia",
        "Correspondente ao lote 42, Angola",
        "Referente ao lote 42, Peru",
    ],
)
def test_a_line_that_tells_what_the_paper_is_about_is_of_no_address(line: str) -> None:
    block = split_party(["Langkat Timah Sdn. Bhd.", "Lot 22, Jalan Perusahaan", "Malasia", line], Context())
    assert block is not None
    assert block.address == "Lot 22, Jalan Perusahaan, Malasia"


def test_a_street_that_begins_like_a_reference_is_of_the_address() -> None:
    block = split_party(["Kelo Ltd", "Plot 7", "Refinery Road, Kigali", "Rwanda"], Context())
    assert block is not None
    assert block.address == "Plot 7, Refinery Road, Kigali, Rwanda"
