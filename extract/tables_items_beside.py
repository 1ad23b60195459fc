"""The weights in the boxes beside a form's box of goods, each level with its item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.doctype import ValueKind
from extract.model import Field
from extract.tables_cells import with_unit
from extract.tables_items_labels import Heading, headed
from extract.tables_items_text import WEIGHTS, ItemReader, ItemText, weight_said
from extract.tables_repeated_fields import LABELLED
from extract.tables_statements import is_total
from extract.values import parse
from extract.values.folding import fold


def weighed_beside(
    items: Sequence[ItemText], headings: Sequence[Heading], reading: ItemReader
) -> dict[str, list[Field]]:
    """The weights in the boxes beside, by name: those of which each item has its own, level with it."""
    found: list[dict[str, Field]] = []
    for item in items:
        told: dict[str, Field] = {}
        for cell, tokens in item.beside:
            text = " ".join(token.text for token in tokens)
            name, unit = headed(tokens[0].box, cell, headings, reading.doctype)
            own = weight_said(text.split())
            if (name is None and own is None) or is_total(fold(text)):
                continue
            at = with_unit(reading.context, unit, None)
            weighed = parse(ValueKind.CARATS if name == "carat_weight" else ValueKind.WEIGHT, text, at)
            if weighed is None or weighed.unit is None:
                continue
            if weighed.unit == "ct":
                own = "carat_weight"
            kept = replace(reading, context=at)
            made = kept.field(own or name or "", tokens, None, LABELLED)
            if made is not None:
                told.setdefault(made.name, made)
        found.append(told)
    shared = frozenset(found[0]).intersection(*found)
    return {name: [told[name] for told in found] for name in WEIGHTS if name in shared}
