"""A mere reference beside a number that the paper is named with: "Invoice INV/2026/0008", and "Reference: CUSTREF123".

A paper's own number stands behind its own noun. Where one surely does, what stands behind "Reference" alone is the
customer's order or the writer's file, and none of the paper's numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.candidates import Candidate
from extract.values.folding import fold

_REFERENCE = re.compile(r"\W*(?:references?|refs?|referencias?)\W*(?:n|no|nr|n[o°]|number|numero)?\W*")
_SURE = 0.95  # chance from which the number behind the paper's noun is taken for read


def without_references(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without numbers behind a mere "Reference", where the paper's noun leads to another."""
    numbers = [one for one in found if one.spec.name == "document_number" and one.label is not None]
    named = {one.key for one in numbers if one.score >= _SURE and not _is_reference(one)}
    aside = {id(one) for one in numbers if _is_reference(one) and named - {one.key}}
    return [one for one in found if id(one) not in aside]


def _is_reference(one: Candidate) -> bool:
    return one.label is not None and _REFERENCE.fullmatch(fold(one.label.text)) is not None
