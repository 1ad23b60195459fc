"""What leads to a company's address in a sentence."""

from __future__ import annotations

import pytest

from extract.fields_addresses import without_lead
from extract.prose_parties import party
from extract.values import Context


@pytest.mark.parametrize(
    "lead",
    [
        *("headquartered at", "with its offices at", "situated at"),
        *("établi au", "installée à l'adresse suivante", "dont les bureaux sont au", "localisé à"),
        *("estabelecido na", "sediado em", "sito no", "com domicílio na", "com escritórios em"),
        *("establecido en la", "radicada en", "sito en", "con oficinas en el", "cuya sede está en"),
    ],
)
def test_being_seated_in_either_gender_leads_to_an_address(lead: str) -> None:
    assert without_lead(f"{lead} Rua das Flores 14, Beira, Moçambique") == "Rua das Flores 14, Beira, Moçambique"
    text = f"Pedra Verde Lda, {lead} Rua das Flores 14, Beira, Moçambique"
    told = party(text, 0, len(text), len(text), Context(language="pt"))
    assert told is not None
    assert told.value == "Pedra Verde Lda"
    assert told.raw.endswith("Moçambique")
