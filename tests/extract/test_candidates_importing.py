"""Who declares to import is the importer, whatever leads to a declarer otherwise."""

from __future__ import annotations

import pytest

from tests.extract.sheet import Sheet
from tests.extract.trade import values

DECLARATIONS = [
    ("Déclaration d’origine", "Nous soussignés, {}, 2018 Anvers, Belgique,", "déclarons importer le lot suivant :"),
    ("Déclaration d’origine", "La société {}, 2018 Anvers, Belgique,", "déclare avoir importé les pierres suivantes :"),
    ("Declaration of origin", "We, {}, 2018 Antwerp, Belgium,", "declare that we import the following lot:"),
    ("Declaration of origin", "The undersigned, {}, 2018 Antwerp, Belgium,", "declares that it has imported the lot:"),
    ("Declaração de origem", "Nós, {}, 2018 Antuérpia, Bélgica,", "declaramos importar o lote seguinte:"),
    ("Declaración de origen", "Nosotros, {}, 2018 Amberes, Bélgica,", "declaramos importar el lote siguiente:"),
]


def declaration(title: str, first: str, second: str, *more: str) -> Sheet:
    sheet = Sheet().text(150, 50, title, 14).text(60, 80, "Ref. SRS-DO-2026-17")
    lines = (first.format("Scheldekaai Ruwe Steen BV, Hoveniersstraat 41"), second)
    return sheet.lines(60, 120, *lines, step=14).lines(60, 170, *more, "862.40 ct")


@pytest.mark.parametrize(("title", "first", "second"), DECLARATIONS)
def test_who_declares_to_import_is_the_importer(title: str, first: str, second: str) -> None:
    found = values(declaration(title, first, second))
    assert found["importer_name"] == "Scheldekaai Ruwe Steen BV"
    assert "exporter_name" not in found


def test_a_supplier_with_its_label_stays_the_exporter() -> None:
    found = values(declaration(*DECLARATIONS[0], "Fournisseur : Oranjemund Shelf Diamonds (Pty) Ltd"))
    assert found["importer_name"] == "Scheldekaai Ruwe Steen BV"
    assert found["exporter_name"] == "Oranjemund Shelf Diamonds (Pty) Ltd"


def test_who_declares_that_its_goods_were_mined_stays_the_exporter() -> None:
    found = values(declaration("Declaration of origin", "We, {}, Antwerp,", "declare that the goods were mined by us."))
    assert found["exporter_name"] == "Scheldekaai Ruwe Steen BV"
