"""Free text, authorities and sites: cleaned, not changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.values import Context, find, parse


def read(kind: ValueKind, text: str) -> object:
    parsed = parse(kind, text, Context(language="en"))
    return None if parsed is None else parsed.value


def test_text_is_joined_and_trimmed() -> None:
    assert read(ValueKind.TEXT, ": Tin concen-\ntrate  in bags ") == "Tin concentrate in bags"
    assert read(ValueKind.TEXT, "Rough diamonds\n-11+7") == "Rough diamonds -11+7"
    assert read(ValueKind.TEXT, "-11+7") == "-11+7"
    assert read(ValueKind.TEXT, " : ") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Department of Mines\nMinistry of Natural Resources", "Department of Mines, Ministry of Natural Resources"),
        ("Rwanda Mines, Petroleum\nand Gas Board", "Rwanda Mines, Petroleum and Gas Board"),
        ("Chambre de commerce et\nd'industrie de Lyon", "Chambre de commerce et d'industrie de Lyon"),
        ("Comissão Nacional do\nProcesso de Kimberley", "Comissão Nacional do Processo de Kimberley"),
        (": Ministerio de Energía y Minas", "Ministerio de Energía y Minas"),
        ("Rwanda Mines Board\nEng. C. Nsengiyumva (stamp)", "Rwanda Mines Board"),
        ("Issued by: Ministry of Mines", "Ministry of Mines"),
        ("Délivré par le Ministère des Mines", "le Ministère des Mines"),
    ],
)
def test_authorities(text: str, name: str) -> None:
    assert read(ValueKind.AUTHORITY, text) == name


def test_sites_keep_name_and_identifier_together() -> None:
    assert read(ValueKind.SITE, "Gatumba Nord (RW-1.9241+29.6431-00117)") == "Gatumba Nord (RW-1.9241+29.6431-00117)"
    assert read(ValueKind.SITE, "Mine site: Gatumba RW -1.9241 +29.6431 - 00117") == "Gatumba RW-1.9241+29.6431-00117"
    assert read(ValueKind.SITE, "Site minier : Kalimbi") == "Kalimbi"
    for status in (", statut vert", "; status: green", " – green status", ", statut du site : validé"):
        assert read(ValueKind.SITE, f"Kalimbi (territoire de Kalehe){status}") == "Kalimbi (territoire de Kalehe)"
    assert read(ValueKind.SITE, "Green Hill Blue Ridge") == "Green Hill Blue Ridge"
    assert read(ValueKind.SITE, "RDC – Kasuku-Nord, territoire de Kailo") == "Kasuku-Nord, territoire de Kailo"
    assert read(ValueKind.SITE, "Tanzania; Nyakato Hill") == "Nyakato Hill"
    assert read(ValueKind.SITE, "Angola Norte") == "Angola Norte"
    assert read(ValueKind.SITE, "Concesión Quebrada Honda II") == "Concesión Quebrada Honda II"
    found = find(ValueKind.SITE, "ore from RW-1.9641+30.0619-00001 and CD-1.5000+28.9000-00012", Context())
    assert [p.value for p in found] == ["RW-1.9641+30.0619-00001", "CD-1.5000+28.9000-00012"]


@given(st.sampled_from([ValueKind.TEXT, ValueKind.AUTHORITY, ValueKind.SITE]), st.text(max_size=60))
def test_any_text_is_an_answer(kind: ValueKind, text: str) -> None:
    parsed = parse(kind, text, Context())
    assert parsed is None or text[parsed.start : parsed.end] == parsed.raw


@pytest.mark.parametrize(
    "caption",
    [
        "Declaración certificada conforme",
        "Certificate of Customs or other designated authority",
        "Customs or other body",
    ],
)
def test_the_caption_of_a_box_is_no_office(caption: str) -> None:
    assert read(ValueKind.AUTHORITY, caption) is None


@pytest.mark.parametrize(
    "who",
    [
        *("Director General", "Lic. Delfina Arias", "for the Director General", "Directeur national"),
        *("T. Lindi", "A. Kelo, ingénieur chimiste", "Kelo, ingénieur chimiste", "M. Kelo, chief chemist"),
        *("Rosa Lindi, engenheira química", "J. Mamani, ensayador"),
    ],
)
def test_who_signs_is_no_authority(who: str) -> None:
    assert read(ValueKind.AUTHORITY, who) is None


@pytest.mark.parametrize(
    "body", ["A. H. Kelo", "A. Kelo Assayers Ltd", "Kelo Laboratories, inspectors", "Direction des Mines, Kayes"]
)
def test_a_body_with_an_initial_or_a_trade_is_one(body: str) -> None:
    assert read(ValueKind.AUTHORITY, body) == body


@pytest.mark.parametrize("worked", ["(artisanal)", "(artesanal)", "(open pit)", "(ASM)", "(industrielle)"])
def test_how_a_mine_is_worked_is_none_of_its_name(worked: str) -> None:
    assert read(ValueKind.SITE, f"Tongo Field, Kenema District {worked}") == "Tongo Field, Kenema District"


def test_another_name_in_brackets_stays() -> None:
    assert read(ValueKind.SITE, "Mina Santa Rosa (Nivel 4)") == "Mina Santa Rosa (Nivel 4)"


@pytest.mark.parametrize("status", ["(statut vert)", "(green status)", "(status: green)", "(estado verde)", "(bleu)"])
def test_the_status_of_a_mine_is_none_of_its_name(status: str) -> None:
    assert read(ValueKind.SITE, f"Rubaya, territoire de Masisi {status}") == "Rubaya, territoire de Masisi"


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("Lwamba-Est (site validé vert)", "Lwamba-Est"),
        ("Lwamba-Est, territoire de Mitwaba (site validé vert, arrêté 0118/2024)", "Lwamba-Est, territoire de Mitwaba"),
        ("Lwamba et Pweto (Haut-Katanga), qualifiés « verts »", "Lwamba et Pweto (Haut-Katanga)"),
        ("Rio Manso (processo 830.118/2020)", "Rio Manso"),
        ("Kivu Ridge, Southern Province, own concession", "Kivu Ridge, Southern Province"),
        ("Mining Licence area ML 30 (Marine 2)", "Mining Licence area ML 30 (Marine 2)"),
        ("Lwamba (Mitwaba)", "Lwamba (Mitwaba)"),
    ],
)
def test_a_status_and_a_permit_behind_a_mine_are_none_of_its_name(text: str, site: str) -> None:
    parsed = parse(ValueKind.SITE, text, Context())
    assert parsed is not None
    assert parsed.value == site


@pytest.mark.parametrize(
    "method",
    ["ICP-OES after fusion", "XRF sur pastille", "gravimetría con cinconina", "fire assay", "titulação com EDTA"],
)
def test_a_method_of_analysis_is_no_body(method: str) -> None:
    assert read(ValueKind.AUTHORITY, method) is None


@pytest.mark.parametrize("name", ["Spectro Analytical Laboratories", "ICP Services Ltd", "X-Ray Minerals Centre"])
def test_a_laboratory_named_for_its_method_is_one(name: str) -> None:
    assert read(ValueKind.AUTHORITY, name) == name


@pytest.mark.parametrize(
    "text",
    [
        "ISO/IEC 17025 accreditation No. L504 Bujumbura",
        "Accredited to ISO/IEC 17025 – L 832",
        "Acreditado ISO/IEC 17025",
        "Accrédité ISO/CEI 17025 – L 255",
    ],
)
def test_a_standard_is_no_authority(text: str) -> None:
    assert read(ValueKind.AUTHORITY, text) is None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Kampala, 18 NOV 2026\nNational Chamber of Commerce", "National Chamber of Commerce"),
        ("Lima, 21 de noviembre de 2026\nCámara de Comercio de Arequipa", "Cámara de Comercio de Arequipa"),
        ("Fait à Bukavu, le 10/11/2026\nFédération des Entreprises", "Fédération des Entreprises"),
        ("Ministry of Mines, 18 NOV 2026\nP. Lukusa", "Ministry of Mines, 18 NOV 2026 P. Lukusa"),
    ],
)
def test_a_body_stands_under_the_place_and_day_of_its_signature(text: str, body: str) -> None:
    assert read(ValueKind.AUTHORITY, text) == body


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("Letseng. Not from Kao mine.", "Letseng"),
        ("Letseng (not Kao)", "Letseng"),
        ("Letseng; no procede de Kao", "Letseng"),
        ("Letseng, não de Kao", "Letseng"),
        ("Letseng (et non Kao)", "Letseng"),
        ("Letseng – pas de Kao", "Letseng"),
        ("Letseng, No. 4 shaft", "Letseng, No. 4 shaft"),
        ("Non Nok Tha", "Non Nok Tha"),
        ("Shaft 4, No Name Creek", "Shaft 4, No Name Creek"),
    ],
)
def test_a_mine_that_the_goods_are_not_of_is_none_of_its_name(text: str, site: str) -> None:
    assert read(ValueKind.SITE, text) == site


def test_a_mine_that_the_goods_are_not_of_alone_is_no_value() -> None:
    assert parse(ValueKind.SITE, "Not from Kao mine", Context()) is None
