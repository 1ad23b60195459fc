"""Lines that stand under a row over all its columns and say more of it: "Seal: AN 70441 - steel hoop, marks A / 1"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from extract.doctype import ColumnSpec
from extract.layout import PageLayout
from extract.lexicon import fold
from extract.model import Field
from extract.tables_body import BodyLine, Token
from extract.tables_cells import filled
from extract.values import Context

_MOST_WORDS: Final = 3  # of a label
_PART: Final = re.compile(r"[-–—;|·•]")
_ONLY_IN_REMARKS: Final = frozenset(("seal_numbers", "tag_numbers", "lot_number", "hs_codes", "mine_site"))


def remarked(
    lines: Sequence[BodyLine],
    specs: Mapping[str, ColumnSpec],
    labels: Mapping[str, str],
    layouts: Sequence[PageLayout],
    context: Context,
) -> dict[str, Field]:
    """The fields of a row that lines under it state, each behind its label; `labels` are the type's, folded."""
    found: dict[str, Field] = {}
    for line in lines:
        for label, tokens in _statements(line):
            name = labels.get(fold(label))
            if name not in _ONLY_IN_REMARKS or name not in specs or name in found or not tokens:
                continue
            made = filled(specs[name], tokens, label.rstrip(" :."), layouts, context)
            if made is not None:
                found[name] = made
    return found


def _statements(line: BodyLine) -> Iterator[tuple[str, list[Token]]]:
    """Each label that opens a part of the line, and the words behind it; parts end at dashes and semicolons."""
    part: list[Token] = []
    words = sorted((token for tokens in line.cells.values() for token in tokens), key=lambda token: token.box.x0)
    for token in [*words, None]:
        ends = token is None or _PART.fullmatch(token.text) is not None
        if token is not None and not ends:
            part.append(token)
        if not ends and token is not None and not token.text.endswith(";"):
            continue
        for size in range(min(_MOST_WORDS, len(part) - 1), 0, -1):
            if part[size - 1].text.endswith(":") or any(map(str.isdigit, part[size].text)):
                yield " ".join(one.text for one in part[:size]), part[size:]
        part = []
