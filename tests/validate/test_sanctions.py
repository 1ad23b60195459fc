"""Sanctions lists read in their three forms, and parties screened against them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.validate.papers import Change, all_of, diamonds, edit, say
from tests.validate.rules.judging import case_of
from validate.reference import Reference
from validate.rules.model import RULES, Result
from validate.sanctions import SanctionsFault, SanctionsList, identifier, latin, read_list
from validate.screening import matches

OPEN = "\n".join(
    (
        "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,dataset,last_change",
        'NK-1,Company,"Zuiderdok Rough",ZDR;Зуйдердок Роу,,be,,LEI 5493001KJTIIGC8Y1R12;BE0403170701,E,,,e,2026-01-05',
        "NK-2,Company,Star,,,,,,OFAC,,,us_ofac_sdn,2025-12-01T10:00:00",
        "NK-3,Person,Ivan Petrov,Иван Петров,1970-01-01,ru,,,UK,,,gb_hmt,2025-12-01T10:00:00",
    )
)
UNION = "\n".join(
    (
        "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_Regulation_Programme;NameAlias_WholeName"
        ";Identification_Number",
        "2026-02-01;13;EU.27.28;COD;Gasabo Gold Refinery;",
        "2026-02-01;13;EU.27.28;COD;Gasabo Gold Ltd;RC-1234567",
    )
)
NONE = "-0- ," * 7
SDN = (
    f'36,"PETROV, Ivan","individual","RUSSIA-EO14024",{NONE}"DOB 1970; Passport 530012345 (Russia)."\n'
    f'37,"EAST RISE CORPORATION LIMITED",-0- ,"DRCONGO",{NONE}'
    "\"Registration Number 2712345 (Hong Kong); a.k.a. 'ERC HK'.\"\n"
)
ALT = '37,101,"aka","DONGSHENG CORPORATION",-0- \n'


def lists(*texts: str) -> tuple[SanctionsList, ...]:
    return tuple(read_list(text.encode(), f"list{n}.csv") for n, text in enumerate(texts))


def screened(change: Change, *texts: str) -> Result:
    case = case_of(change(diamonds()))
    return RULES["R017"].judge(replace(case, reference=Reference.load().screening(lists(*texts))))


def test_the_forms_are_known_by_their_columns() -> None:
    found = lists(OPEN, UNION, SDN, ALT)
    assert [one.form for one in found] == ["OpenSanctions", "EU consolidated list", "OFAC", "OFAC"]
    assert [one.date for one in found] == ["2026-01-05", "2026-02-01", None, None]
    assert [len(one.parties) for one in found] == [3, 1, 2, 1]
    assert found[1].parties[0].names == ("Gasabo Gold Refinery", "Gasabo Gold Ltd")
    assert found[1].parties[0].identifiers == {"RC1234567"}
    assert [p.names for p in found[2].parties] == [("Ivan PETROV",), ("EAST RISE CORPORATION LIMITED", "ERC HK")]
    assert found[2].by_identifier.keys() == {"530012345", "2712345"}


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "id,schema,name\n", "fileGenerationDate;NameAlias_WholeName\n"])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(SanctionsFault):
        read_list(text.encode(), "x.csv")


@pytest.mark.parametrize(
    ("name", "hit"),
    [
        ("Zuiderdok Rough BV", "Zuiderdok Rough"),
        ("ROUGH ZUIDERDOK", "Zuiderdok Rough"),
        ("Star Trading Company Ltd", None),
        ("Star Ltd", "Star"),
        ("Petrov Ivan", "Ivan Petrov"),
        ("Иван Петров", "Ivan Petrov"),
        ("Ivan Petrosian", None),
        ("Zuiderdok Diamonds BV", None),
        ("Ivan Sergeevich Petrov", "Ivan Petrov"),
        ("Petrov, Ivan (director)", "Ivan Petrov"),
        ("Petrov", None),
        ("Star Belgium NV", None),
    ],
)
def test_names_and_their_variants(name: str, hit: str | None) -> None:
    found = [listed.names[0] for _, listed, _, _ in matches(lists(OPEN), [name])]
    assert found == ([hit] if hit else [])


LISTED = (
    f'101,"GASABO GOLD REFINERY LTD",-0- ,"DRCONGO",{NONE}"Kigali."\n'
    f'102,"NTAGANDA, Bosco Jean","individual","DRCONGO",{NONE}"DOB 1973."\n'
    f'103,"UGANDA COMMERCIAL IMPEX LTD.",-0- ,"DRCONGO",{NONE}-0- \n'
    f'104,"ALROSA PJSC",-0- ,"RUSSIA-EO14024",{NONE}-0- \n'
)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Gasabo Gold Refinary", "101"),
        ("Gold Refinery Ltd", None),
        ("Kigali Gold Refinery", None),
        ("Bosco Ntaganda", "102"),
        ("Uganda Commercial Impex (UCI) Ltd", "103"),
        ("Uganda Commercial Bank", None),
        ("ALROSA Belgium NV", "104"),
        ("АК АЛРОСА Трейдинг", None),
        ("Alrosa Sunrise Fishing Ltd", None),
    ],
)
def test_words_that_one_of_two_names_adds(name: str, id_: str | None) -> None:
    found = [listed.id for _, listed, _, _ in matches(lists(LISTED), [name])]
    assert found == ([id_] if id_ else [])


def test_a_name_is_for_a_person_and_an_identifier_blocks() -> None:
    by_name = screened(all_of(), OPEN)
    assert [(f.code, f.severity) for f in by_name.findings] == [("sanctioned-party", "review")]
    assert "no verdict" in by_name.findings[0].message
    by_number = screened(say("inv", "Buyer VAT No: BE 0403.170.701"), OPEN)
    assert [f.severity for f in by_number.findings] == ["block"]
    assert by_number.findings[0].evidence


def test_silent_and_undecidable() -> None:
    assert screened(all_of(), UNION, SDN, ALT).outcome == "passed"
    assert screened(edit("inv", exporter_name="Dongsheng Corporation"), ALT).outcome == "failed"
    nobody = RULES["R017"].judge(case_of(diamonds()))
    assert (nobody.outcome, nobody.reason) == ("not_decidable", "No sanctions list is loaded.")


def test_letters_and_figures() -> None:
    assert latin("Щукин Юрий") == "shchukin yurii"
    assert identifier("BE 0403.170-701") == "BE0403170701"
