"""Lines among a table's rows that are none: what they say of the row over them, or of all that lies in a container.

"Seal: AN 70441 - steel hoop, marks A / 1" over all columns, "Batch K-07 Commodity code 74031100" under a priced row.
"""

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
from extract.tables_reader import NUMERIC, Kind, Reader
from extract.tables_row import Row
from extract.values import Context
from extract.values.identifiers import CONTAINER

_MOST_WORDS: Final = 3  # of a label
_PART: Final = re.compile(r"[-–—;|·•]")
_NAMED: Final = re.compile(r"(?<![^\W_])(?:contain|conten|conteneur|contentor)[^\W_]*\W*(?:n[o°º.]*\W*)?$")
_PRICED: Final = ("unit_price", "value")
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
        for name, label, tokens in _prices(line, labels):
            if name in specs and name not in found and (made := filled(specs[name], tokens, label, layouts, context)):
                found[name] = made
    return found


def _prices(line: BodyLine, labels: Mapping[str, str]) -> list[tuple[str, str, list[Token]]]:
    """The price and the amount that a line states and nothing else, each with its label: "Unit price USD per t 642.00
    Amount USD 77,040.00"; none where it does not state both."""
    words = sorted((token for tokens in line.cells.values() for token in tokens), key=lambda token: token.box.x0)
    found: list[tuple[str, str, list[Token]]] = []
    label: list[str] = []
    for token in words:
        if not any(map(str.isdigit, token.text)):
            label.append(token.text)
            continue
        sizes = range(min(_MOST_WORDS, len(label)), 0, -1)
        named = (labels.get(fold(" ".join(label[:size]).rstrip(":"))) for size in sizes)
        found.append((next((name for name in named if name), ""), " ".join(label), [token]))
        label = []
    return found if not label and sorted(name for name, _, _ in found) == sorted(_PRICED) else []


def prices_row(line: BodyLine, row: Row, reader: Reader) -> bool:
    """Whether a line under a row is its price and its amount, for which the table has no columns."""
    columns = set(reader.names.values())
    return row.kind is Kind.ITEM and columns.isdisjoint(_PRICED) and bool(_prices(line, reader.labels))


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


def says_more(line: BodyLine, row: Row, reader: Reader) -> bool:
    """Whether a line with one figure tells more of the priced row over it: "Batch K-07 Commodity code 74031100".

    It has neither what opens that row at the left nor a price or an amount.
    """
    priced = [column for column, name in reader.names.items() if name in _PRICED]
    if row.kind is not Kind.ITEM or len(priced) < len(_PRICED) or not all(row.text(column) for column in priced):
        return False
    figures = [column for column in line.cells if any(map(str.isdigit, line.text(column)))]
    told = [column for column in figures if reader.names.get(column) in NUMERIC]
    return len(told) <= 1 and min(row.cells) not in line.cells and not set(priced) & set(figures)


def heads_group(line: BodyLine) -> bool:
    """Whether a line names the container that the rows under it lie in: "Container MSDU 714420-1 - Seal ML 82215".

    Its facts are the paper's, and no words of a row.
    """
    text = " ".join(line.text(column) for column in sorted(line.cells))
    found = CONTAINER.search(text)
    return found is not None and _NAMED.search(fold(text[: found.start()])) is not None
