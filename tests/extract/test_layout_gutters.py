"""Columns of values that stand hardly a space behind their labels."""

from __future__ import annotations

import pytest

from tests.extract.sheet import Sheet

LABELS = ("Cliente", "Lote", "Amostra", "Contato", "Emissão")


def drawn(gap: float, labels: tuple[str, ...] = LABELS, drift: float = 0.0) -> list[str]:
    sheet = Sheet()
    for at, label in enumerate(labels):
        sheet.text(150 - 5 * len(label), 100 + 14 * at, label).text(
            150 + gap + drift * at, 100 + 14 * at, f"Valor {at}"
        )
    return [segment.text for segment in sheet.layout().segments]


def test_values_at_one_edge_are_phrases_of_their_own() -> None:
    assert drawn(6.0) == [text for at, label in enumerate(LABELS) for text in (label, f"Valor {at}")]


@pytest.mark.parametrize(("gap", "drift"), [(3.3, 0.0), (4.9, 0.8)])
def test_a_plain_space_or_edges_that_differ_part_nothing(gap: float, drift: float) -> None:
    assert drawn(gap, drift=drift) == [f"{label} Valor {at}" for at, label in enumerate(LABELS)]


def test_few_lines_are_no_column_and_a_number_stands_with_what_it_counts() -> None:
    assert drawn(6.0, LABELS[:3]) == [f"{label} Valor {at}" for at, label in enumerate(LABELS[:3])]
    assert drawn(6.0, ("Lacre",) * 5)[0] == "Lacre Valor 0"
    assert drawn(6.0, ("1.", "2.", "3.", "4.", "5."))[0] == "1. Valor 0"


def test_the_longest_label_of_a_column_is_parted_from_its_value_too() -> None:
    sheet = Sheet()
    for at, label in enumerate(("Lot", "Poids", "Pays d'extraction", "Site", "Facture")):
        sheet.text(50, 100 + 14 * at, label).text(139.5, 100 + 14 * at, f"Valeur {at}")
    texts = [segment.text for segment in sheet.layout().segments]
    assert texts[4:6] == ["Pays d'extraction", "Valeur 2"]
