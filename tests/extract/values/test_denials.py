"""Countries that a text names to leave them out."""

from __future__ import annotations

import pytest

from extract.doctype import ValueKind
from extract.values import Context, find, parse


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("not Russia", None),
        ("not RU", None),
        ("not of Russia", "en"),
        ("other than Russia", "en"),
        ("excluding Russia and Belarus", "en"),
        ("neither Russia nor Belarus", "en"),
        ("Russia-free", "en"),
        ("Russia excluded", "en"),
        ("Russia and Belarus are excluded", "en"),
        ("any country except (Russia)", "en"),
        ("outside the Russian Federation", "en"),
        ("does not originate in Russia", "en"),
        ("weren't mined in Russia", "en"),
        ("hors Russie", "fr"),
        ("autre que la Russie", "fr"),
        ("tous pays sauf la Russie et le Bélarus", "fr"),
        ("ne sont pas originaires de Russie", "fr"),
        ("à l'exception de la Russie", "fr"),
        ("Russie exclue", "fr"),
        ("qualquer país exceto a Rússia", "pt"),
        ("não são originários da Rússia", "en"),
        ("com exceção da Rússia", "pt"),
        ("fora da Rússia", "pt"),
        ("cualquier país excepto Rusia", "es"),
        ("no Rusia", "es"),
        ("no son originarios de Rusia", None),
        ("distinto de Rusia", "es"),
    ],
)
def test_a_country_left_out_is_none(text: str, language: str | None) -> None:
    assert parse(ValueKind.COUNTRY, text, Context(language=language)) is None
    assert not find(ValueKind.COUNTRY, text, Context(language=language))


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("Botswana (not Russia)", "en", "BW"),
        ("Botswana, not Russia", "en", "BW"),
        ("in Botswana and not in Russia", "en", "BW"),
        ("no Brasil", "pt", "BR"),  # "in Brazil"
        ("No. 3, Botswana", "en", "BW"),
        ("Botswana, Russia-free", "en", "BW"),
        ("Botswana, free of charge", "en", "BW"),
        ("Pas-de-Calais, France", "fr", "FR"),
        ("à exporter ses lots de coltan hors du Burundi", "fr", "BI"),
        ("authorised to export outside Zambia", "en", "ZM"),
        ("para exportar fora de Angola", "pt", "AO"),
        ("autoriza la salida fuera de Bolivia", "es", "BO"),
    ],
)
def test_a_country_that_is_meant(text: str, language: str | None, code: str) -> None:
    assert [parsed.value for parsed in find(ValueKind.COUNTRY, text, Context(language=language))] == [code]
