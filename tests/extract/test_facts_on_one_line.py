"""Facts told one after another on a line that breaks between the last one's label and its value."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.paper import Rows, page_of


@pytest.mark.parametrize("client", ["Minera del Nevado S.A.", "Salinas Altas S.R.L."])
def test_what_stands_under_the_line_answers_its_last_label(client: str) -> None:
    rows: Rows = [
        (40.0, [(50.0, "CERTIFICADO DE ANÁLISIS")]),
        (80.0, [(50.0, f"Cliente: {client} · Producto: carbonato de litio · Lote: NVD-2605-B · Cantidad:")]),
        (93.0, [(50.0, "24.000 kg en 48 bolsones · Muestreo: compuesta de 48 incrementos, 27/01/2026")]),
    ]
    (document,) = extract_file([page_of(rows)])
    assert document.fields["net_weight"].value == "24000"
    assert document.fields["exporter_name"].value == client
    assert "exporter_address" not in document.fields
