"""Weights whose own word stands behind them: "9. Gross weight or other quantity | 12,600 kg net"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.candidates import Candidate
from extract.doctype import DocumentType
from extract.tables_weights import is_other_weight

_OTHER = {"gross_weight": "net_weight", "net_weight": "gross_weight"}


def as_said_behind(found: Sequence[Candidate], doctype: DocumentType) -> Iterator[Candidate]:
    """The candidates, each labelled weight that says behind its unit that it is the other one told as that.

    Boxes of printed forms ask for a gross weight "or other quantity". A paper of a type that has no such field loses
    the reading; a word that begins a further statement ("12,900 kg Net: 12,600 kg") says nothing of the weight before.
    """
    specs = {spec.name: spec for spec in doctype.fields}
    for one in found:
        name = one.spec.name
        if name not in _OTHER or one.label is None or not _says_other(one):
            yield one
        elif (spec := specs.get(_OTHER[name])) is not None:
            yield replace(one, spec=spec)


def _says_other(one: Candidate) -> bool:
    behind = one.region.text[one.parsed.end :].split("\n")[0]
    words = behind.split()
    if not words or ":" in behind or any(map(str.isdigit, behind)):
        return False
    return is_other_weight(one.spec.name, words[:1])
