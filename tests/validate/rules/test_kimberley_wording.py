"""The statement of a Kimberley certificate is known by what it says, in the words of many authorities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.lexicon import fold
from validate.rules.kimberley_wording import states

WHOLE = [
    "The rough diamonds in this shipment have been handled in accordance with the provisions of the KPCS.",
    "It is hereby certified that this parcel of rough diamonds was handled in compliance with the requirements of the "
    "Kimberley Process Certification Scheme",
    "Les diamants bruts contenus dans ce lot ont été traités conformément aux dispositions du Système de Certification "
    "du Processus de Kimberley.",
    "Il est certifié que les diamants bruts du présent envoi ont été manipulés conformément aux dispositions du SCPK",
    "Les diamants bruts contenus dans ce chargement ont été traités conformément aux dispositions du système "
    "international de délivrance de certificats pour les diamants bruts du Processus de Kimberley.",
    "Os diamantes brutos desta remessa foram manuseados de acordo com as disposições do Sistema de Certificação do "
    "Processo de Kimberley para diamantes brutos.",
    "Los diamantes en bruto de esta partida han sido manipulados de conformidad con lo dispuesto en el Sistema de "
    "Certificación del Proceso de Kimberley",
    "Os diamantes em bruto deste lote foram tratados de acordo com as regras do Sistema de Certificação do Processo "
    "Kimberley Certificado n.º",
    "Los diamantes en bruto de este envío fueron tratados conforme al Sistema de Certificación del Proceso Kimberley "
    "Certificado núm.",
    "The rough diamonds in this shipment have been handled Seals in accordancc with the AO 0038214 provisions of the "
    "Klmberley Process Certification Scheme",
]

NOT_WHOLE = [
    "KIMBERLEY PROCESS CERTIFICATE of rough diamonds",
    "The rough diamonds in this shipment have been handled by the exporter under the Kimberley Process",
    "The rough diamonds in this shipment have been handled in accordance with the provisions of the mining law",
    "The rough diamonds in this shipment have been handled in accordance with the provisions of the. Kimberley Process "
    "Certificate number",
    "Les diamants bruts ont été traités conformément aux dispositions en vigueur. Certificat du Processus de Kimberley",
    "The rough diamonds in this shipment have not been handled in accordance with the provisions of the Kimberley "
    "Process Certification Scheme",
    "Les diamants bruts n'ont pas été traités conformément aux dispositions du SCPK",
    "This certificate is issued in accordance with the Kimberley Process Certification Scheme for rough diamonds",
    "The pallets of this load were treated in accordance with ISPM 15. KPCS",
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_statement_in_an_authoritys_own_words_is_one(text: str) -> None:
    assert states(fold(text))


@pytest.mark.parametrize("text", NOT_WHOLE)
def test_a_part_of_the_statement_or_its_denial_is_none(text: str) -> None:
    assert not states(fold(text))


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=6), max_size=200))
def test_words_that_name_no_scheme_state_nothing(words: list[str]) -> None:
    assert not states(" ".join(words))


@given(st.text(max_size=80), st.text(max_size=80))
def test_what_stands_around_the_statement_takes_nothing_from_it(before: str, after: str) -> None:
    assert states(fold(f"{before} . {WHOLE[0]} . {after}"))
