"""Boxes to tick: of several choices that a form prints, only those whose box is ticked are said.

"7102.31 ☒  7102.10 ☐  7102.21 ☐" states one code. The box stands before each choice or behind it, as it does at the
first one. Where no box is ticked nothing is told, and the text is left as it is.
"""

from __future__ import annotations

import re
from typing import Final

_TICKED: Final = "☒☑✓✔✗✘🗹🗷⊠"
_EMPTY: Final = "☐□▢❏❐◻⬜"
_BOX: Final = re.compile(
    rf"(?P<ticked>[{_TICKED}]|[\[(]\s?[xX{_TICKED}]\s?[\])])|(?P<empty>[{_EMPTY}]|\[[ _.]{{0,3}}\]|\([ _.]{{1,3}}\))"
)


def chosen(text: str) -> str:
    """The text with what stands at empty boxes made blank, as long as before."""
    boxes = list(_BOX.finditer(text))
    if len(boxes) < 2 or {box.lastgroup for box in boxes} != {"ticked", "empty"}:
        return text
    leading = not any(map(str.isalnum, text[: boxes[0].start()]))
    made = list(text)
    for at, box in enumerate(boxes):
        if box.lastgroup == "ticked":
            continue
        begin = box.start() if leading else boxes[at - 1].end() if at else 0
        end = box.end() if not leading else boxes[at + 1].start() if at + 1 < len(boxes) else len(text)
        made[begin:end] = " " * (end - begin)
    return "".join(made)
