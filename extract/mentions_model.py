"""Which field a mention is: a linear model over what stands around it, one for each group of mentions.

`data/mention_weights.csv` holds what `python -m bench.extraction.teach_mentions` learned from sentences written for it
and from papers with truth: in each row a group, a feature (see `mentions.features`), and its weights in log-odds for
fields or `none`. Features that the table does not name weigh nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from math import exp
from typing import Final

from extract.mentions import FIELDS, Group
from extract.values.tables import rows

NONE: Final = "none"
"""What a mention is that is no field of ours."""

Weights = Mapping[str, Mapping[str, float]]
"""Of each feature, the weights by field."""


@cache
def learned() -> Mapping[Group, Weights]:
    """The weights in use."""
    made: dict[Group, dict[str, dict[str, float]]] = {group: {} for group in Group}
    for row in rows("mention_weights"):
        told = row["weights"].split()
        made[Group(row["group"])][row["feature"]] = dict(zip(told[::2], map(float, told[1::2]), strict=True))
    return made


def chances(
    group: Group, features: Iterable[str], fields: Collection[str], weights: Weights | None = None
) -> dict[str, float]:
    """The chance (0..1) of each of the group's fields that a paper may bear (`fields`), for a mention so surrounded.

    What the paper cannot bear counts as none; the chances with that of none make 1.
    """
    table = learned()[group] if weights is None else weights
    odds = dict.fromkeys((*FIELDS[group], NONE), 0.0)
    for feature in features:
        if (told := table.get(feature)) is not None:
            for field, weight in told.items():
                odds[field] += weight
    highest = max(odds.values())
    shares = {field: exp(one - highest) for field, one in odds.items()}
    whole = sum(shares.values())
    return {field: share / whole for field, share in shares.items() if field in fields}
