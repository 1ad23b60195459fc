"""How a type module names its fields: contract name, grammar, and the label and cue sets of the lexicon."""

from __future__ import annotations

from extract import lexicon
from extract.doctype import ColumnSpec, FieldSpec, ValueKind, Words


def stated(
    name: str,
    kind: ValueKind,
    *label_sets: str,
    words: Words | None = None,
    cues: tuple[str, ...] = (),
    demanded: bool = False,
    letterhead: bool = False,
    addressee: bool = False,
    shares_with: tuple[str, ...] = (),
) -> FieldSpec:
    """A field, introduced by `words` of its own, by those of the named label sets, and of the named cue sets."""
    return FieldSpec(
        name,
        kind,
        lexicon.merge(words or {}, lexicon.labels(*label_sets)),
        lexicon.cues(*cues),
        demanded=demanded,
        letterhead=letterhead,
        addressee=addressee,
        shares_with=shares_with,
    )


def beside(name: str, kind: ValueKind, *label_sets: str, words: Words | None = None) -> FieldSpec:
    """A further fact, kept under `Document.more`; its labels also tell where a neighbour's value ends."""
    return FieldSpec(name, kind, lexicon.merge(words or {}, lexicon.labels(*label_sets)), more=True)


def column(name: str, kind: ValueKind, *header_sets: str) -> ColumnSpec:
    """A column, headed by the wordings of the named header sets.

    A wording may head two columns ("Weight", "Quantity"): the unit in the header or in the cells then decides.
    """
    return ColumnSpec(name, kind, lexicon.headers(*header_sets))
