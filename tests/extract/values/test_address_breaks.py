"""Names in addresses that are broken over two lines."""

from __future__ import annotations

import pytest

from extract.values.addresses import join


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        (["8, rue du Miroir, 39200 Saint-", "Claude, France"], "8, rue du Miroir, 39200 Saint-Claude, France"),
        (["14, avenue", "du Commerce", "Kinshasa"], "14, avenue du Commerce, Kinshasa"),
        (["Commune", "de la Gombe", "Kinshasa"], "Commune de la Gombe, Kinshasa"),
        (["Rua 4", "de Fevereiro, 59", "Luanda"], "Rua 4 de Fevereiro, 59, Luanda"),
        (["Avenida", "de los Mineros 7", "Potosí"], "Avenida de los Mineros 7, Potosí"),
        (["Zone", "de l'Aéroport", "Lomé"], "Zone de l'Aéroport, Lomé"),
        (["Zona Industrial Sur", "La Paz"], "Zona Industrial Sur, La Paz"),
        (["12 Main Road -", "Lusaka"], "12 Main Road, Lusaka"),
        (["Rua A-", "14"], "Rua A, 14"),
        (["Plot 3,", "piso 4", "Lusaka"], "Plot 3, piso 4, Lusaka"),
    ],
)
def test_lines_are_joined_where_a_name_goes_on(lines: list[str], address: str) -> None:
    assert join(lines) == address
