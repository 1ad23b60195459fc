"""A lot told by the marks of its packages: "CTM/KS/26-003" over "1–48" in the box for marks and numbers.

Shippers paint the reference of the lot on its drums. Where a paper of carriage or origin names no lot, the first code
in that box may be it, or all that stands there. It may as well be a mark of the buyer's, so that the reading is weak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from extract.candidates import Candidate
from extract.candidates_regions import Place
from extract.candidates_shapes import by_shape, spec_named
from extract.doctype import DocumentType
from extract.values import Parsed
from extract.values.identifiers_doubted import judge

_FIT: Final = 0.62
_NAMED: Final = 0.75  # chance from which another reading names the lot
_CODE: Final = re.compile(r"(?=\S*\d{2})(?=\S*[-/.])[A-Z]{2,}[A-Z0-9]*(?:[-/.][A-Z0-9]+)+(?=\s|$)")
"""A reference in parts, with letters first and two figures together somewhere."""
_NUMBERED: Final = re.compile(r"\s*(?:n[o°º.]*\s*)?\d{1,4}\s*(?:/\s*\d{1,4})?\s*(?:-|–|—|to|à|a|ao|al)\s*\d{1,4}(?!\d)")
"""The numbers of the packages under it, from and to."""


def marked(found: Sequence[Candidate], doctype: DocumentType) -> Iterator[Candidate]:
    """The lot that the marks of packages name, where nothing else names one."""
    spec = spec_named(doctype, "lot_number")
    if spec is None or any(one.spec.name == "lot_number" and one.score >= _NAMED for one in found):
        return
    others = {one.key for one in found if one.spec.name.endswith("_number") and one.spec.name != "lot_number"}
    longest = _longest(found)
    for one in found:
        text = one.region.text
        code = _CODE.match(text) if one.spec.name == "marks" and one.label is not None else None
        if code is None or not (_NUMBERED.match(text, code.end()) or code[0] == longest[id(one.label)].strip()):
            continue
        score, rule = judge(code[0])
        parsed = Parsed(code[0], code[0], 0, code.end(), score, rule)
        region = replace(one.region.cut(0, code.end()), place=Place.SHAPE)
        made = by_shape(spec, region, parsed, fit=_FIT)
        if made.key not in others and not rule.startswith("container"):
            yield made


def _longest(found: Sequence[Candidate]) -> dict[int, str]:
    """The longest text read of each label of marks: of its box, where that holds any, as the next one's label may
    stand beside it."""
    marks = [one for one in found if one.spec.name == "marks"]
    boxed = {id(one.label) for one in marks if one.region.place is Place.CELL}
    longest: dict[int, str] = {}
    for one in marks:
        if id(one.label) in boxed and one.region.place is not Place.CELL:
            continue
        if len(one.region.text) > len(longest.get(id(one.label), "")):
            longest[id(one.label)] = one.region.text
    return longest
