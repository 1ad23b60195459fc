"""Labels of what a licence allows at most: each noun for a quantity or a value in each way to say a limit."""

from __future__ import annotations

from typing import Final

_NOUNS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "licensed_quantity": {
        "en": ("Quantity", "Weight", "Tonnage", "Mass"),
        "fr": ("Quantité", "Poids", "Tonnage", "Masse"),
        "pt": ("Quantidade", "Peso", "Tonelagem", "Massa"),
        "es": ("Cantidad", "Peso", "Tonelaje", "Masa"),
    },
    "licensed_value": {
        "en": ("Value", "Amount"),
        "fr": ("Valeur", "Montant"),
        "pt": ("Valor", "Montante"),
        "es": ("Valor", "Importe", "Monto"),
    },
}
_WAYS: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        *("{} not exceeding", "{} not to exceed", "{} not to be exceeded", "{} up to", "{} limit", "{} limited to"),
        *("{} allowed", "{} permitted", "Permitted {}", "Allowed {}", "Maximum {}", "Maximum {} allowed"),
    ),
    "fr": (
        *("{} à ne pas dépasser", "{} ne dépassant pas", "{} n'excédant pas", "{} limite", "{} limitée à"),
        *("{} jusqu'à", "{} plafond", "Plafond de {}", "{} permise", "{} permis", "{} maximal", "{} maximale"),
    ),
    "pt": (
        *("{} a não exceder", "{} não superior a", "{} não excedente a", "{} limite", "{} até", "Limite de {}"),
        *("{} permitida", "{} permitido", "{} máxima permitida", "{} máximo permitido"),
    ),
    "es": (
        *("{} a no exceder", "{} que no exceda", "{} no superior a", "{} límite", "{} hasta", "Límite de {}"),
        *("{} permitida", "{} permitido", "{} tope", "Tope de {}", "{} máxima permitida", "{} máximo permitido"),
    ),
}

NAMES: Final = frozenset(_NOUNS)
"""Sets of `labels.csv` that ask for a limit."""


def of_limits(name: str, language: str) -> tuple[str, ...]:
    """The labels of a licence's limit in a language: `name` is that of the set."""
    nouns = _NOUNS[name].get(language, ())
    ways = _WAYS.get(language, ())
    return tuple(way.format(noun if way.startswith("{}") else noun.lower()) for noun in nouns for way in ways)
