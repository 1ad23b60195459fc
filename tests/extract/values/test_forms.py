"""Form variants by their names in four languages."""

from __future__ import annotations

import pytest

from extract.doctype import ValueKind
from extract.values import Context, find, parse


@pytest.mark.parametrize(
    ("form", "texts"),
    [
        (
            "EUR.1",
            "EUR.1|EUR. 1|MOVEMENT CERTIFICATE EUR 1 No A 123456|EUR1|Certificat de circulation des marchandises EUR.1",
        ),
        ("Form A", "CERTIFICATE OF ORIGIN FORM A|GSP Form A|Formule A|FORMULARIO A"),
        ("Form D", "FORM D|ASEAN Trade in Goods Agreement ... Form D"),
        ("Form E", "Form E"),
        ("COMESA", "COMESA Certificate of Origin|Marché commun de l'Afrique orientale et australe"),
        ("AfCFTA", "AfCFTA CERTIFICATE OF ORIGIN|ZLECAf|African Continental Free Trade Area"),
        ("SADC", "SADC Certificate of Origin|Southern African Development Community"),
        ("ECOWAS", "ECOWAS|CEDEAO certificat d'origine"),
        ("ICC", "International Chamber of Commerce accredited"),
        ("A.TR", "A.TR. movement certificate"),
    ],
)
def test_names(form: str, texts: str) -> None:
    for text in texts.split("|"):
        parsed = parse(ValueKind.FORM, text, Context())
        assert parsed is not None, text
        assert parsed.value == form, text
        assert text[parsed.start : parsed.end] == parsed.raw


@pytest.mark.parametrize(
    "text", ["Certificate of Origin", "in the form and manner", "Form of payment", "a form", "performed a test", ""]
)
def test_no_variant_named(text: str) -> None:
    assert parse(ValueKind.FORM, text, Context()) is None


def test_finds_all_in_order() -> None:
    found = find(ValueKind.FORM, "EUR.1, SADC and COMESA certificates", Context())
    assert [p.value for p in found] == ["EUR.1", "SADC", "COMESA"]
