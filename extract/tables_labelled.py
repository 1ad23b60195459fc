"""Labels that stand with their values in the lines of a table's body: "Seal numbers: RNM 418827" under weights."""

from __future__ import annotations

import re
from typing import Final

from extract.tables_body import BodyLine

_LABELLED: Final = re.compile(r"[^\W\d_]{2,}\s*:\s*(?=\S)")
_LABEL: Final = re.compile(r"(?P<label>[^\W\d_][^:\d]{1,40}?)\s*:\s*\S")


def labels_within(line: BodyLine) -> int:
    """How many labels with their values behind a colon a line holds."""
    return len(_LABELLED.findall(whole_text(line)))


def label_of(text: str) -> str | None:
    """The words before the colon that a cell's text begins with, where something stands behind it; else None."""
    label = _LABEL.match(text)
    return label["label"] if label is not None else None


def whole_text(line: BodyLine) -> str:
    """The words of a line through all its columns."""
    return " ".join(line.text(column) for column in sorted(line.cells))
