"""Languages of short forms, letters and bilingual papers."""

from __future__ import annotations

import pytest

from extract.language import detect

FORMS = {
    "en": "INVOICE\nNumber: A-77\nDate: 3 May 2026\nSeller\nBuyer\nPackages: 4\nGross weight 12 kg",
    "fr": "FACTURE\nNuméro : A-77\nDate : 3 mai 2026\nVendeur\nAcheteur\nColis : 4\nPoids brut 12 kg",
    "pt": "FATURA\nNúmero: A-77\nData: 3 de maio de 2026\nVendedor\nComprador\nVolumes: 4\nPeso bruto 12 kg",
    "es": "FACTURA\nNúmero: A-77\nFecha: 3 de mayo de 2026\nVendedor\nComprador\nBultos: 4\nPeso bruto 12 kg",
}


@pytest.mark.parametrize(("language", "text"), FORMS.items())
def test_short_forms(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We declare that the goods sold under this invoice originate in Rwanda."),
        ("fr", "Nous déclarons que les marchandises vendues sont originaires de Madagascar."),
        ("pt", "Declaramos que as mercadorias vendidas são originárias de Angola."),
        ("es", "Declaramos que las mercancías vendidas son originarias del Perú."),
    ],
)
def test_one_sentence(language: str, text: str) -> None:
    assert detect(text) == language


def test_names_and_addresses_do_not_tell() -> None:
    text = (
        "PACKING LIST\nPacking list No. PL-1\nExporter  Graphite du Betsimisaraka SARL\nRue de la République 14\n"
        "Consignee  Comércio de Pedras do Norte Lda\nAvenida das Forças Armadas\nGross weight 30 kg"
    )
    assert detect(text) == "en"


def test_bilingual_form_is_in_the_issuers_language() -> None:
    text = (
        "CERTIFICAT DU PROCESSUS DE KIMBERLEY / KIMBERLEY PROCESS CERTIFICATE\n"
        "Exportateur / Exporter\nImportateur / Importer\nPays d'origine / Country of origin\n"
        "Poids en carats / Carat weight\nValeur en US$ / Value in US$\nDate d'émission / Date of issue"
    )
    assert detect(text) == "fr"


def test_accents_lost_to_ocr() -> None:
    assert detect("LICENCIA DE EXPORTACION\nTitular\nFecha de expedicion\nValido hasta\nCantidad autorizada") == "es"


def test_no_words_at_all() -> None:
    assert detect("12 345,67  ---  8/9") == "en"
