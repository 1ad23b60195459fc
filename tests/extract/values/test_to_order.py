"""To whose order goods are consigned, and that nobody is named where only an order or a role is."""

from __future__ import annotations

import pytest

from extract.values import Context, split_party


def name(block: str) -> str | None:
    found = split_party(block.split("\n"), Context())
    return found.name if found is not None else None


@pytest.mark.parametrize(
    ("block", "named"),
    [
        ("TO THE ORDER OF\nBANK OF KIVU PLC", "BANK OF KIVU PLC"),
        ("TO THE ORDER\nOF BANK OF KIVU PLC", "BANK OF KIVU PLC"),
        ("TO THE\nORDER OF BANK OF KIVU PLC", "BANK OF KIVU PLC"),
        ("TO ORDER\nBANK OF KIVU PLC", "BANK OF KIVU PLC"),
        ("TO ORDER, BANK OF KIVU PLC", "BANK OF KIVU PLC"),
        ("ORDER BANK OF KIVU PLC", "BANK OF KIVU PLC"),
        ("Consignee: TO THE ORDER OF\nBANK OF KIVU PLC", "BANK OF KIVU PLC"),
        ("MADE OUT TO ORDER OF\nKBC BANK NV", "KBC BANK NV"),
        ("A L'ORDRE DE\nBANQUE COMMERCIALE DU CONGO SA", "BANQUE COMMERCIALE DU CONGO SA"),
        ("AUX ORDRES DE LA BANQUE DU KIVU SA", "BANQUE DU KIVU SA"),
        ("A LA ORDEN DEL\nBANCO DEL SUR S.A.", "BANCO DEL SUR S.A."),
        ("À ORDEM DO\nBANCO DO SUL SA", "BANCO DO SUL SA"),
        ("TO ORDER OF SHIPPER: KIVU MINERALS SARL", "KIVU MINERALS SARL"),
        ("Order Minerals Ltd\n12 King Street", "Order Minerals Ltd"),
    ],
)
def test_the_name_begins_behind_the_order(block: str, named: str) -> None:
    assert name(block) == named


@pytest.mark.parametrize(
    "block",
    [
        "TO ORDER OF SHIPPER",
        "TO THE ORDER OF THE SHIPPER",
        "SHIPPER'S ORDER",
        "UNTO ORDER",
        "TO BEARER",
        "TO ORDER OF ISSUING BANK",
        "TO ORDER OF ANY BANK",
        "TO ORDER\n12 King Street",
        "TO ORDER\nNOTIFY PARTY: KIVU METALS LTD",
        "A L'ORDRE DU CHARGEUR",
        "À L'ORDRE DE L'EXPÉDITEUR",
        "A LA ORDEN DEL EMBARCADOR",
        "À ORDEM DO EMBARCADOR",
    ],
)
def test_an_order_or_a_role_names_nobody(block: str) -> None:
    assert name(block) is None
