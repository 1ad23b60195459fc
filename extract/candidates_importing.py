"""Who declares to import: "Nous soussignés, X BV, … déclarons importer le lot suivant" makes X the importer.

Its letterhead and what leads to a declarer speak of it as they would of an exporter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.candidates import Candidate
from extract.doctype import ValueKind
from extract.values.folding import fold

_IMPORTS = re.compile(
    r"(?:(?<![^\W_])(?:declar|attest|atest|certif|confirm|constar|have|has|are|is|avons|a|hemos)\w*"
    r"(?: [^\W_]+){0,3} import"
    r"|import(?:ons|amos|ou|o)$)"
)
"""A cue that says of whom it stands behind that he imports, and no noun: "the importer is"."""


def without_importers_as_exporters(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those that take who imports by its own words for the exporter, no label saying so."""
    importing = [one for one in found if one.spec.name == "importer" and _IMPORTS.search(fold(one.cue or ""))]
    words = frozenset[tuple[int, int]]().union(*(one.words for one in importing))
    names = {one.key for one in importing}
    return [one for one in found if not _is_exporter(one) or not (one.key in names or one.words & words)]


def _is_exporter(one: Candidate) -> bool:
    """Whether no label but words of a sentence ("The undersigned,") make of a reading the exporter."""
    within = one.label is None or (one.label.bare and not one.label.colon)
    return within and one.spec.kind is ValueKind.PARTY and one.spec.name == "exporter"
